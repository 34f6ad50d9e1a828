"""Score k2graph on the MetaQA questions: ``python benchmarks/metaqa/score.py SOURCE [--show KIND]``.

SOURCE is the folder with ``kb.txt`` and ``questions-1-hop.tsv`` to ``questions-3-hop.tsv``. The brackets around the
name in a question are taken off before it is asked. An answer is right where its names are exactly the published ones;
with two and three hops those leave out what the question names. It is refused where the program says that it did not
understand, or asks back.
"""

from __future__ import annotations

import argparse
import re
import statistics
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from k2graph import KnowledgeGraph
from k2graph.answer import Answer

OUTCOMES = ("right", "wrong", "refused")


def questions(path: Path) -> Iterator[tuple[str, str, set[str]]]:
    """Each question without brackets, the name that it is about, and its published answers."""
    for line in path.read_text(encoding="utf-8").splitlines()[1:]:
        question, answers, _ = line.split("\t")
        name = re.search(r"\[(.*)\]", question)
        assert name is not None, question
        yield question.replace("[", "", 1).replace("]", "", 1), name[1], set(answers.split("|"))


def outcome(answer: Answer, gold: set[str], left_out: str | None) -> str:
    """Whether an answer is right, wrong, or no answer."""
    if answer.status in {"not_understood", "ambiguous"}:
        return "refused"
    found = {item.label for item in answer.answers} - {left_out}
    return "right" if found == gold - {left_out} else "wrong"


def main() -> None:
    """Build the graph, ask everything, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", type=Path)
    parser.add_argument(
        "--show", choices=OUTCOMES, action="append", default=[], help="print the questions of an outcome"
    )
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        build = [sys.executable, str(Path(__file__).with_name("build.py")), str(options.source / "kb.txt"), folder]
        subprocess.run(build, check=True)
        graph = KnowledgeGraph.open(folder, cache=False)
    print(f"| hops | {' | '.join(OUTCOMES)} | questions | median ms | slowest ms |")
    print("|" + "---:|" * 7)
    for hops in (1, 2, 3):
        counted: Counter[str] = Counter()
        milliseconds: list[float] = []
        for question, name, gold in questions(options.source / f"questions-{hops}-hop.tsv"):
            answer = graph.ask(question)
            milliseconds.append(answer.elapsed_ms)
            came = outcome(answer, gold, name if hops > 1 else None)
            counted[came] += 1
            if came in options.show:
                found = sorted(item.label for item in answer.answers)
                said = answer.restated or answer.text
                print(
                    f"{hops} {came}: {question}  [{name}]\n    as {said[:200]}\n    {found[:8]} for {sorted(gold)[:8]}"
                )
        total = counted.total()
        shares = " | ".join(f"{counted[o] / total:.3f}" for o in OUTCOMES)
        print(f"| {hops} | {shares} | {total} | {statistics.median(milliseconds):.0f} | {max(milliseconds):.0f} |")


if __name__ == "__main__":
    main()
