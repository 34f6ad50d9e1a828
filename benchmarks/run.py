"""Measure k2graph against plain rdflib and print the ratios as a Markdown table; see README.md beside this file.

python benchmarks/run.py [--repetitions N] [--questions N]
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import rdflib

from k2graph import KnowledgeGraph
from k2graph.ontology import project_folder

QUESTION = "what activates MGP"
SLOW = 0.5  # seconds from which a query of rdflib's is timed once only
BASELINE = [sys.executable, str(Path(__file__).with_name("baseline.py")), str(project_folder("ontology"))]
ASK = [sys.executable, "-m", "k2graph", "ask", QUESTION]


@dataclass(frozen=True, slots=True)
class Run:
    """A process that has ended."""

    seconds: float
    megabytes: float


def process(command: list[str], environment: dict[str, str], before: Callable[[], object] = lambda: None) -> Run:
    """Run a command, and measure it as a whole."""
    before()
    started = time.perf_counter()
    running = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE)
    assert running.stdout is not None
    output = running.stdout.read()
    _, status, usage = os.wait4(running.pid, 0)
    seconds = time.perf_counter() - started
    running.returncode = os.waitstatus_to_exitcode(status)
    assert running.returncode == 0, command
    assert b"itamin K2" in output or command[1] == "-c", command
    return Run(seconds, usage.ru_maxrss / 1024)


def cold(repetitions: int) -> dict[str, list[Run]]:
    """Whole processes, by turns: what else the machine does falls on all of them alike."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
        environment |= {"K2GRAPH_CACHE": f"{folder}/cache", "PYTHONPYCACHEPREFIX": f"{folder}/bytecode"}
        turns: dict[str, Callable[[], Run]] = {
            "baseline": partial(process, BASELINE, environment),
            "warm cache": partial(process, ASK, environment),
            "no cache": partial(process, [*ASK, "--no-cache"], environment),
            "interpreter": partial(process, [sys.executable, "-c", "pass"], environment),
        }
        for turn in turns.values():  # bytecode and the graph are compiled once, before anything counts
            turn()
        fresh = environment | {"K2GRAPH_CACHE": f"{folder}/fresh"}
        turns["cold cache"] = partial(
            process, ASK, fresh, partial(shutil.rmtree, f"{folder}/fresh", ignore_errors=True)
        )
        runs: dict[str, list[Run]] = {name: [] for name in turns}
        for _ in range(repetitions):
            for name, turn in turns.items():
                runs[name].append(turn())
        return runs


def seconds(run: Callable[[], object]) -> float:
    """The time that something takes."""
    started = time.perf_counter()
    run()
    return time.perf_counter() - started


def warm(most: int) -> list[tuple[float, float, float]]:
    """For each question of the cases: words to answer for the first time, again, and rdflib on its query alone."""
    cases = [case for path in sorted((project_folder("queries") / "cases").glob("*.toml")) for case in load(path)]
    questions = [case["question"] for case in cases]
    kg = KnowledgeGraph.open(cache=False)
    kg.ask(QUESTION)
    graph = kg.to_rdflib()
    list(graph.query("SELECT ?s WHERE { ?s a ?c } LIMIT 1"))  # rdflib sets its parser up at the first query
    times = []
    for question in questions[:: max(1, len(questions) // most)]:
        answer = kg.ask(question)
        if answer.sparql is None or answer.status not in {"answered", "no_answer"}:
            continue
        first = answer.elapsed_ms / 1000
        asked, queried = partial(kg.ask, question), partial(_rows, graph, answer.sparql)
        again, plain = [seconds(asked)], [seconds(queried)]
        while len(again) < 3 and plain[0] < SLOW:
            again.append(seconds(asked))
            plain.append(seconds(queried))
        times.append((first, statistics.median(again), statistics.median(plain)))
    return times


def _rows(graph: rdflib.Graph, query: str) -> list[object]:
    return list(graph.query(query))


def load(path: Path) -> list[dict[str, str]]:
    """The cases of a file."""
    cases: list[dict[str, str]] = tomllib.loads(path.read_text(encoding="utf-8")).get("case", [])
    return cases


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--repetitions", type=int, default=9, help="of each whole process")
    parser.add_argument("--questions", type=int, default=1000, help="at most so many in the warm process")
    given = parser.parse_args()
    rows: list[tuple[str, str, str, str, str]] = []

    runs = cold(given.repetitions)
    baseline = runs.pop("baseline")
    goals = {"warm cache": "0.3, later 0.12"}
    for name in ("warm cache", "cold cache", "no cache", "interpreter"):
        what = f"`k2graph ask`, {name}" if name != "interpreter" else "the Python interpreter alone"
        ratio = statistics.median(run.seconds / base.seconds for run, base in zip(runs[name], baseline, strict=True))
        own, other = (statistics.median(run.seconds for run in some) * 1000 for some in (runs[name], baseline))
        rows.append((f"whole process: {what}", f"{own:.0f} ms", f"{other:.0f} ms", f"{ratio:.2f}", goals.get(name, "")))

    times = warm(given.questions)
    for at, when in ((0, "asked for the first time"), (1, "asked again")):
        own, other = (statistics.median(t[i] for t in times) * 1000 for i in (at, 2))
        ratio = statistics.median(t[at] / t[2] for t in times)
        what = f"warm question, words to answer, {when} (median of {len(times)})"
        rows.append((what, f"{own:.1f} ms", f"{other:.1f} ms", f"{ratio:.2f}", "1.0"))

    own, other = (statistics.median(run.megabytes for run in some) for some in (runs["warm cache"], baseline))
    rows.append(
        ("most memory: `k2graph ask`, warm cache", f"{own:.0f} MB", f"{other:.0f} MB", f"{own / other:.2f}", "")
    )

    print("| what | k2graph | rdflib | ratio | goal |\n|---|---:|---:|---:|---:|")
    for row in rows:
        print(f"| {' | '.join(row)} |")


if __name__ == "__main__":
    main()
