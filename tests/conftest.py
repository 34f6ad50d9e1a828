"""Answers made by hand, which several modules' tests look at from different sides."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path as Folder

import pytest

import graphs
from k2graph.answer import (
    Answer,
    Comparison,
    ComparisonRow,
    Conflict,
    Evidence,
    Item,
    Normalised,
    Path,
    Per,
    Problem,
    Step,
    Value,
)
from k2graph.engine import KnowledgeGraph

# Compiled graphs go to a folder of the tests' own, which later runs and all workers share.
os.environ["K2GRAPH_CACHE"] = str(Folder(tempfile.gettempdir()) / f"k2graph-tests-{os.getuid()}")


def _together(nodeid: str) -> str:
    """What a test belongs to: the case of it, or else its module."""
    return nodeid.partition("[")[2] if "test_cases.py" in nodeid else nodeid.partition("::")[0]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The tests of a case come one after the other, and the cases last: they fill what is left of a worker's time."""
    places: dict[str, int] = {}
    for item in items:
        places.setdefault(_together(item.nodeid), len(places))
    items.sort(key=lambda item: ("test_cases.py" in item.nodeid, places[_together(item.nodeid)]))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> object:
    """One worker has all tests of a case, and all of any other module, so that nothing is made or answered twice."""
    from xdist.scheduler import LoadScopeScheduling

    class ByCase(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return _together(nodeid)

    config.option.loadscopereorder = False
    return ByCase(config, log)


@pytest.fixture(scope="session")
def kg() -> KnowledgeGraph:
    """The shipped graph."""
    return graphs.shipped()


NATTO = Item(
    "natto",
    iri="https://w3id.org/k2graph/natto",
    types=("food",),
    also_known_as=("fermented soybeans",),
    value=Value("300 µg per 30 g", 300, 300, "ug", Per(30, "g"), (("place", "Japan"), ("place", "Korea"))),
    normalised=Normalised("1,000 µg per 100 g", 1000.0, 1000.0, "ug", Per(100, "g"), "300 µg × 100/30"),
    claims=("S0-001", "S1-002"),
)
EEL = Item("eel", claims=("S0-003",), inferred=True, rule="members")
SAID = Evidence(
    "S0-001",
    "Natto contains 300 µg of vitamin K2 per 30 g.",
    "natto",
    "contains",
    "vitamin K2",
    evidence_type="review",
    source="All about K2",
    section="Foods",
)
DENIED = Evidence(
    "S1-002",
    "Natto may not contain vitamin K2.",
    "natto",
    "contains",
    "vitamin K2",
    polarity="denies",
    certainty="may",
    source="Myths",
    note="a slip of the pen",
)


@pytest.fixture
def foods() -> Answer:
    """A list with amounts, evidence on both sides, and a conflict."""
    return Answer(
        "foods w/ K2",
        "answered",
        restated="Which foods contain vitamin K2?",
        text="Two foods contain vitamin K2: natto and eel.",
        answers=(NATTO, EEL),
        evidence=(SAID, DENIED),
        conflicts=(Conflict("whether natto contains vitamin K2", (("S0-001",), ("S1-002",)), "both stand"),),
        notices=("This is no medical advice.",),
        sparql="SELECT * WHERE { ?s ?p ?o }",
        elapsed_ms=1.5,
    )


@pytest.fixture
def route() -> Answer:
    """A path of two steps, the second of them inferred."""
    steps = (
        Step("natto", "contains", "MK-7", ("S0-001",)),
        Step("MK-7", "prevents", "plaque", ("S1-002",), inferred=True),
    )
    return Answer(
        "how does natto affect plaque",
        "answered",
        form="path",
        restated="How does natto affect plaque?",
        text="Natto contains MK-7, which prevents plaque.",
        paths=(Path(steps, "decreases"),),
    )


@pytest.fixture
def versus() -> Answer:
    """A comparison in which one value is not known."""
    rows = (ComparisonRow("half-life", (("6 h",), ("96 h", "72 h"))), ComparisonRow("source", (("meat",), ())))
    return Answer(
        "MK-4 vs MK-7",
        "answered",
        form="compare",
        restated="How do MK-4 and MK-7 compare?",
        text="They differ in half-life.",
        comparison=Comparison(("MK-4", "MK-7"), rows, winner="MK-7"),
    )


@pytest.fixture
def refused() -> Answer:
    """A question with a word that nothing knows."""
    return Answer(
        "what is osteocalsin?",
        "not_understood",
        text='I do not know the word "osteocalsin".',
        problem=Problem('no word "osteocalsin" here (column 9): did you mean "osteocalcin"?', 8, 19),
        suggestions=("what is osteocalcin",),
    )


@pytest.fixture
def unknown() -> Answer:
    """A question that is understood, and about which the graph holds nothing."""
    return Answer(
        "does K2 cure baldness",
        "no_answer",
        form="ask",
        restated="Does vitamin K2 treat baldness?",
        text="Nothing is known about this.",
        verdict="unknown",
    )


@pytest.fixture
def torn() -> Answer:
    """A question with two readings."""
    return Answer(
        "what about liver",
        "ambiguous",
        text="This can mean two things.",
        interpretations=("What does the food liver contain?", "What does the organ liver store?"),
    )
