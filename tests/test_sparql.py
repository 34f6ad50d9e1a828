"""A plan becomes one query: text that every engine reads the same way."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from pyoxigraph import Variable

from k2graph.algebra import (
    Ask,
    Compared,
    Count,
    Describe,
    Equal,
    Join,
    Kind,
    Minus,
    OrderBy,
    Qualifier,
    Select,
    Statement,
    Union,
    Within,
)
from k2graph.backends import connect
from k2graph.ontology import Ontology
from k2graph.sparql import query
from k2graph.units import Quantity
from k2graph.vocab import K2

X, Y, Z = Variable("x"), Variable("y"), Variable("z")
EATS = (K2("eats"),)


def grams(number: str) -> Quantity:
    return Quantity(Decimal(number), Decimal(number), "g")


PLANS = {
    "who eats hens": (Select(X, Join((Statement(X, EATS, Y), Within(Y, K2("hen"))))), [("fox",)]),
    "what white hens eat": (Select(X, Statement(K2("white-hen"), EATS, X)), [("corn",)]),
    "what hens of any kind eat": (Select(X, Join((Statement(Y, EATS, X), Within(Y, K2("hen"))))), [("corn",)]),
    "what is harmed, a killing among it": (Select(X, Statement(K2("wolf"), (K2("harms"),), X)), [("duck",)]),
    "who is said to eat no grass": (Select(X, Statement(X, EATS, K2("grass"), denied=True)), [("wolf",)]),
    "what is eaten in winter": (
        Select(X, Statement(Y, EATS, X, qualifiers=(Qualifier((K2("season"),), K2("winter")),))),
        [("grass",)],
    ),
    "birds": (Select(X, Kind(X, (K2("Bird"),))), [("duck",), ("hen",), ("white-hen",)]),
    "birds but no hens": (Select(X, Minus(Kind(X, (K2("Bird"),)), Within(X, K2("hen")))), [("duck",)]),
    "hens or foxes": (
        Select(X, Union((Within(X, K2("hen")), Equal(X, (K2("fox"),))))),
        [("fox",), ("hen",), ("white-hen",)],
    ),
    "how many birds": (Count(X, Kind(X, (K2("Bird"),))), [("3",)]),
    "what weighs over 3 kg": (
        Select(X, Join((Statement(X, (K2("weighs"),), Y), Compared(Y, ">", grams("3000"))))),
        [("duck",)],
    ),
    "what weighs at most 2 kg": (
        Select(
            X, Join((Statement(X, (K2("weighs"),), Y), Compared(Y, "<=", Quantity(Decimal(2000), Decimal(2000), "g"))))
        ),
        [("hen",)],
    ),
    "what weighs between 1 and 3 kg": (
        Select(
            X,
            Join(
                (Statement(X, (K2("weighs"),), Y), Compared(Y, "between", Quantity(Decimal(1000), Decimal(3000), "g")))
            ),
        ),
        [("hen",)],
    ),
    "what weighs most": (Select(X, Statement(X, (K2("weighs"),), Y), Y, OrderBy(Y, True)), [("duck", "6000g")]),
    "what weighs least": (Select(X, Statement(X, (K2("weighs"),), Y), Y, OrderBy(Y, False)), [("hen", "2000g")]),
    "does the wolf kill ducks": (Ask(Statement(K2("wolf"), (K2("kills"),), K2("duck"))), True),
    "does the duck kill wolves": (Ask(Statement(K2("duck"), (K2("kills"),), K2("wolf"))), False),
}


@pytest.fixture(scope="module")
def farm() -> Ontology:
    return Ontology.load(str(Path(__file__).with_name("farm.ttl")))


def local(term: object) -> str:
    return str(term.value).rsplit("/", 1)[-1]


@pytest.mark.parametrize("engine", ["oxigraph", "rdflib"])
@pytest.mark.parametrize("name", PLANS)
def test_a_query_gives_what_the_plan_means_on_each_engine(name, engine, farm):
    plan, expected = PLANS[name]
    backend = connect(engine, farm)
    text = query(plan, farm.schema.narrower).text
    if isinstance(expected, bool):
        assert backend.ask(text) is expected
    else:
        assert sorted(tuple(local(term) for term in row.values()) for row in backend.select(text)) == expected


def test_the_text_of_a_query_in_full(farm):
    plan = Select(
        X,
        Minus(
            Join((Kind(X, (K2("Bird"),)), Statement(X, (K2("harms"),), K2("duck"), denied=True))), Within(X, K2("hen"))
        ),
    )
    assert query(plan, farm.schema.narrower, "which birds\n?s ?p ?o").text.splitlines()[0] == "# which birds ?s ?p ?o"
    lines = [line.strip() for line in query(plan, farm.schema.narrower).text.splitlines()]
    assert lines[:3] == [
        "PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>",
        "PREFIX k2: <https://w3id.org/k2graph/>",
        "SELECT DISTINCT ?x WHERE {",
    ]
    assert "VALUES ?p1 { k2:harms k2:kills }" in lines
    assert "FILTER (?polarity1 IN (k2:denies))" in lines
    assert lines[-2:] == ["}", "ORDER BY ?x"]


def test_a_question_in_the_comment_cannot_end_it(farm):
    text = query(Describe(K2("hen")), farm.schema.narrower, "a\r\n} DROP ALL #\u2028 ; INSERT DATA { }\x85 b").text
    first, *rest = text.split("\n")
    assert first == "# a } DROP ALL # ; INSERT DATA { } b"
    assert [line for line in rest if "DROP" in line or "INSERT" in line] == []


def test_only_prefixes_that_are_used_are_declared(farm):
    text = query(Select(X, Kind(X, (K2("Bird"),))), farm.schema.narrower).text
    assert [line for line in text.splitlines() if line.startswith("PREFIX")] == [
        "PREFIX k2: <https://w3id.org/k2graph/>"
    ]


def test_each_statement_leaves_a_trace_of_the_terms_that_it_was_written_with(farm):
    plan = Select(X, Minus(Statement(X, EATS, Y), Statement(X, (K2("harms"),), Z)))
    traces = query(plan, farm.schema.narrower).traces
    assert [(trace.subject, trace.object, trace.negative) for trace in traces] == [(X, Y, False), (X, Z, True)]
