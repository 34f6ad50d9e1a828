"""Put every question of the sets in other words, by rule, and count where the answer stays.

python benchmarks/variants.py [--seed S] [--show RULE] [TABLE.tsv ...]
"""

from __future__ import annotations

import argparse
import csv
import random
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from rewording import RULES, Asked

from k2graph import KnowledgeGraph
from k2graph.algebra import to_sse
from k2graph.answer import Answer
from k2graph.errors import AmbiguousQuestion, QuestionError

ROOT = Path(__file__).resolve().parents[1]
OUTCOMES = ("same plan", "same answer", "asked back", "refused", "no answer", "other answer")
RIGHT = frozenset({"same plan", "same answer"})


@dataclass(frozen=True, slots=True)
class Variant:
    """A question, how it was put, and what became of it."""

    question: str
    rule: str
    text: str
    outcome: str
    detail: str = ""


def shipped() -> list[str]:
    """The questions of queries/cases."""
    cases = [
        c
        for path in sorted((ROOT / "queries" / "cases").glob("*.toml"))
        for c in tomllib.loads(path.read_text("utf-8")).get("case", ())
    ]
    return [q for c in cases for q in (c["question"], *c.get("also", ()), *c.get("same_answers", ()))]


def table(path: Path) -> list[str]:
    """The questions of a table of the evaluation."""
    with path.open(encoding="utf-8", newline="") as handle:
        return [row["question"] for row in csv.DictReader(handle, delimiter="\t", quoting=csv.QUOTE_NONE)]


def variants(graph: KnowledgeGraph, questions: Iterable[str], seed: int = 2) -> Iterator[Variant]:
    """Every question that is answered, put in every way that a rule allows, and whether the answer stayed."""
    for question in questions:
        chance = random.Random(f"{seed} {question}")
        try:
            reading = graph._reader.read(question)
        except QuestionError:
            continue
        answer = graph.ask(question)
        if answer.status != "answered" or not reading.parsed.reading:
            continue
        asked = Asked(question, reading.parsed.reading, graph, chance)
        for name, rule in RULES.items():
            for text in rule(asked):
                if text != question:
                    yield Variant(question, name, text, *outcome(graph, text, answer, to_sse(reading.plan)))


def outcome(graph: KnowledgeGraph, text: str, answer: Answer, plan: str) -> tuple[str, str]:
    """What became of a question put in another way, and what it was taken as."""
    try:
        found = to_sse(graph._reader.read(text).plan)
    except AmbiguousQuestion as error:
        return "asked back", " | ".join(error.readings)
    except QuestionError as error:
        return "refused", error.message
    if found == plan:
        return "same plan", ""
    other = graph.ask(text)
    if said(other) == said(answer):
        return "same answer", ""
    return ("other answer" if other.status == "answered" else "no answer"), other.restated or ""


def said(answer: Answer) -> tuple[object, ...]:
    """What an answer says: what may not change when its question is put in other words."""
    told = [(item.label, item.value) for item in answer.answers] or answer.text
    return (answer.status, answer.verdict, answer.count, told, answer.paths, answer.comparison)


def main() -> None:
    """Print a table by rule."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "tables", nargs="*", type=Path, default=sorted((ROOT.parent / "shared" / "evaluate").glob("*.tsv"))
    )
    parser.add_argument("--seed", type=int, default=2)
    parser.add_argument("--show", default=None, help="a rule, or 'all': print what did not stay")
    options = parser.parse_args()
    questions = dict.fromkeys([*shipped(), *(q for path in options.tables for q in table(path))])
    tally: dict[str, Counter[str]] = defaultdict(Counter)
    for made in variants(KnowledgeGraph.open(), questions, options.seed):
        tally[made.rule][made.outcome] += 1
        if made.outcome not in RIGHT and options.show in {"all", made.rule}:
            print(f"{made.rule}: {made.outcome}\n  {made.question}\n  {made.text}\n  {made.detail}\n")
    print(
        "| rule | variants |",
        " | ".join(OUTCOMES),
        "| kept |\n| --- | ---: |",
        " | ".join(["---:"] * (len(OUTCOMES) + 1)),
        "|",
    )
    for rule, counts in (*tally.items(), ("all", sum(tally.values(), Counter()))):
        kept = sum(counts[o] for o in RIGHT) / max(counts.total(), 1)
        print(f"| {rule} | {counts.total()} |", " | ".join(str(counts[o]) for o in OUTCOMES), f"| {kept:.3f} |")


if __name__ == "__main__":
    main()
