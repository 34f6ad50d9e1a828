"""Score k2graph on the GeoQuery training questions: ``python benchmarks/geoquery/score.py SOURCE [--show KIND]``.

SOURCE is the folder with ``geobase.pl`` and ``questions-train.jsonl``. An answer is the set of the names, or numbers,
that it lists; a count is its number. It is right where that set is the published one, refused where the program says
that it did not understand, or asks back. Questions whose published answers differ (``disputed``) are left out.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from k2graph import KnowledgeGraph
from k2graph.answer import Answer

OUTCOMES = ("right", "wrong", "refused")


def normalised(text: str) -> str:
    """A name without case, or a number to six figures."""
    try:
        return f"{float(text):.6g}"
    except ValueError:
        return text.strip().lower()


def given(answer: Answer) -> set[str] | None:
    """What an answer answers; None where it refuses."""
    if answer.status in {"not_understood", "ambiguous"}:
        return None
    if answer.form == "count":
        return {normalised(str(answer.count or 0))}
    return {normalised(item.label) for item in answer.answers}


def outcome(answer: Answer, gold: set[str]) -> str:
    """Whether an answer is right, wrong, or no answer."""
    found = given(answer)
    return "refused" if found is None else "right" if found == gold else "wrong"


def questions(path: Path) -> Iterator[tuple[str, set[str], bool]]:
    """Each question with its published answer, and whether that is disputed."""
    for line in path.read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        yield entry["question"], {normalised(text) for text in entry["answers"]}, entry["disputed"]


def main() -> None:
    """Build the graph, ask everything, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", type=Path)
    parser.add_argument(
        "--show", choices=(*OUTCOMES, "none"), action="append", default=[], help="print the questions of an outcome"
    )
    parser.add_argument("--disputed", action="store_true", help="the disputed questions instead of the others")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        build = [sys.executable, str(Path(__file__).with_name("build.py")), str(options.source), folder]
        subprocess.run(build, check=True)
        graph = KnowledgeGraph.open(folder)
        counted: Counter[str] = Counter()
        milliseconds: list[float] = []
        for question, gold, disputed in questions(options.source / "questions-train.jsonl"):
            if disputed != options.disputed:
                continue
            answer = graph.ask(question)
            milliseconds.append(answer.elapsed_ms)
            came = outcome(answer, gold)
            counted[came] += 1
            if came in options.show:
                print(f"{came}: {question}\n    as      {answer.restated or answer.text[:200]}")
                print(f"    found   {_short(given(answer))}\n    instead {_short(gold)}")
    total = counted.total()
    print(f"| {' | '.join(OUTCOMES)} | questions | median ms |")
    print("|" + "---:|" * 5)
    shares = (f"{counted[name]} ({counted[name] / total:.3f})" for name in OUTCOMES)
    print(f"| {' | '.join(shares)} | {total} | {sorted(milliseconds)[total // 2]:.1f} |")


def _short(names: set[str] | None) -> str:
    return "nothing" if names is None else ", ".join(sorted(names))[:120] or "the empty set"


if __name__ == "__main__":
    main()
