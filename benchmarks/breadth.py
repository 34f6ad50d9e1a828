"""Say plans of every form in English, ask them, and count how many come back as the plan that they were said from.

python benchmarks/breadth.py [N] [--seed S] [--show FORM]
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from plans import FORMS, Plans

from k2graph import KnowledgeGraph
from k2graph.algebra import Plan, to_sse
from k2graph.errors import AmbiguousQuestion, QuestionError, UnknownWords

OUTCOMES = ("parsed back", "ambiguous", "other plan", "unknown word", "refused", "not said")


@dataclass(frozen=True, slots=True)
class Trip:
    """A plan, what it was said as, and what came back."""

    form: str
    plan: Plan
    said: str
    outcome: str
    back: str = ""


def trips(graph: KnowledgeGraph, number: int, seed: int = 2) -> Iterator[Trip]:
    """So many different plans, of each form alike many as far as there are, said and asked."""
    plans = Plans(graph, seed)
    seen: set[Plan] = set()
    for i in range(number):
        form = list(FORMS)[i % len(FORMS)]
        plan = plans.plan(form)
        if plan is not None and plan not in seen:
            seen.add(plan)
            yield trip(graph, form, plan)


def trip(graph: KnowledgeGraph, form: str, plan: Plan) -> Trip:
    """Say a plan and ask what was said."""
    try:
        said = graph._answerer.restater.restate(plan)
    except (AssertionError, LookupError, StopIteration, ValueError) as error:
        return Trip(form, plan, "", "not said", repr(error))
    try:
        back = graph._reader.read(said).plan
    except AmbiguousQuestion as error:
        return Trip(form, plan, said, "ambiguous", " | ".join(error.readings))
    except UnknownWords as error:
        return Trip(form, plan, said, "unknown word", error.message)
    except QuestionError as error:
        return Trip(form, plan, said, "refused", error.message)
    return Trip(form, plan, said, "parsed back" if back == plan else "other plan", to_sse(back))


def main() -> None:
    """Print a table by form."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("number", nargs="?", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=2)
    parser.add_argument("--show", default=None, help="a form, or 'all': print what did not come back")
    options = parser.parse_args()
    tally: dict[str, Counter[str]] = defaultdict(Counter)
    for made in trips(KnowledgeGraph.open(), options.number, options.seed):
        tally[made.form][made.outcome] += 1
        if made.outcome != "parsed back" and options.show in {"all", made.form}:
            print(f"{made.form}: {made.outcome}\n  {made.said}\n  {to_sse(made.plan)}\n  {made.back}\n")
    print("| form | generated |", " | ".join(OUTCOMES), "|\n| --- | ---: |", " | ".join(["---:"] * len(OUTCOMES)), "|")
    for form, counts in (*tally.items(), ("all", sum(tally.values(), Counter()))):
        print(f"| {form} | {counts.total()} |", " | ".join(str(counts[outcome]) for outcome in OUTCOMES), "|")


if __name__ == "__main__":
    main()
