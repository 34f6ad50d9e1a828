"""Every question of queries/cases: its plan, answers and claims, said back, on two engines and on the export."""

from __future__ import annotations

import io
import json
import tomllib
from collections import Counter
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from pyoxigraph import QueryBoolean, QuerySolutions, RdfFormat, Store

from graphs import answered, articles, planned, read, shipped
from k2graph.answer import Answer, Item
from k2graph.exports import export
from k2graph.sparql import query
from k2graph.terms import Term

FOLDER = Path(__file__).resolve().parents[1] / "queries" / "cases"
FIELDS = {
    "question",
    "plan",
    "answers",
    "measured",
    "verdict",
    "count",
    "claims",
    "also",
    "same_answers",
    "conflicts",
    "notices",
}
SCHEMA = json.loads(files("k2graph").joinpath("answer.schema.json").read_text(encoding="utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA)

Case = dict[str, Any]


def _cases() -> Iterator[Case]:
    for path in sorted(FOLDER.glob("*.toml")):
        yield from tomllib.loads(path.read_text(encoding="utf-8")).get("case", ())


CASES = list(_cases())
some_cases = pytest.mark.parametrize("case", CASES[::5], ids=[case["question"] for case in CASES[::5]])
each_case = pytest.mark.parametrize("case", CASES, ids=[case["question"] for case in CASES])


@cache
def exported() -> Store:
    """The graph as its Turtle export gives it to any other engine."""
    stream = io.BytesIO()
    export(shipped().ontology, "turtle", stream)
    store = Store()
    store.bulk_load(stream.getvalue(), RdfFormat.TURTLE)
    return store


def labels(answer: Answer) -> list[str]:
    return sorted(item.label for item in answer.answers)


def told(answer: Answer) -> list[str]:
    """The answers that texts give; the others rest on the table of measured foods alone."""
    return sorted(item.label for item in answer.answers if not measured(item))


def measured(item: Item) -> bool:
    return bool(item.claims) and all(claim.startswith("SR26:") for claim in item.claims)


def rows(result: object) -> bool | Counter[tuple[Term, ...]]:
    if isinstance(result, QueryBoolean):
        return bool(result)
    assert isinstance(result, QuerySolutions)
    return Counter(tuple(row) for row in result)


@lru_cache(8)
def on_the_export(text: str) -> bool | Counter[tuple[Term, ...]]:
    return rows(exported().query(text))


def test_every_case_has_a_question_of_its_own_and_says_what_is_expected():
    asked = [
        question
        for case in CASES
        for question in (case["question"], *case.get("also", ()), *case.get("same_answers", ()))
    ]
    assert sorted(question for question in set(asked) if asked.count(question) > 1) == []
    assert [case for case in CASES if not case.keys() <= FIELDS] == []
    assert [case["question"] for case in CASES if not {"plan", "claims"} <= case.keys()] == []
    assert [case["question"] for case in CASES if not {"answers", "verdict"} & case.keys()] == []
    assert len(CASES) >= 100


@each_case
def test_the_plan_is_as_written(case):
    assert planned(case["question"]) == case["plan"]


@some_cases
def test_an_explanation_has_the_plan_and_the_sparql_of_the_answer(case):
    explained = shipped().explain(case["question"])
    assert explained.plan == case["plan"]
    assert explained.restated == answered(case["question"]).restated
    assert shipped().sparql(case["question"]) == answered(case["question"]).sparql


@each_case
def test_other_wordings_give_the_same_plan(case):
    plans = {question: planned(question) for question in case.get("also", ())}
    assert plans == dict.fromkeys(plans, case["plan"])


@each_case
def test_other_wordings_give_the_same_answers(case):
    found = {
        question: (told(answered(question)), answered(question).verdict) for question in case.get("same_answers", ())
    }
    assert found == dict.fromkeys(found, (sorted(case.get("answers", ())), case.get("verdict")))


@each_case
def test_the_answers_are_as_written(case):
    answer = answered(case["question"])
    if "answers" in case:
        assert told(answer) == sorted(case["answers"])
    assert sum(map(measured, answer.answers)) == case.get("measured", 0)
    assert answer.verdict == case.get("verdict")
    assert answer.count == case.get("count")
    expected = bool(case.get("answers")) or bool(case.get("measured")) or case.get("verdict") in {"yes", "no", "mixed"}
    assert answer.status == ("answered" if expected else "no_answer")


@each_case
def test_the_claims_that_it_rests_on_are_in_the_evidence(case):
    assert set(case["claims"]) - {evidence.claim for evidence in answered(case["question"]).evidence} == set()


@each_case
def test_the_conflicts_are_as_written(case):
    """Each difference has its kind, and the named claims stand on sides of their own."""
    conflicts = answered(case["question"]).conflicts
    for wanted in case.get("conflicts", ()):
        assert [
            conflict
            for conflict in conflicts
            if (conflict.note or "").startswith(f"{wanted['kind']}:")
            and all(any(set(named) <= set(side) for side in conflict.sides) for named in wanted["sides"])
            and len({tuple(named) for named in wanted["sides"]}) > 1
            and not any(set().union(*wanted["sides"]) <= set(side) for side in conflict.sides)
        ], wanted
    assert set(case.get("notices", ())) <= set(answered(case["question"]).notices)


@each_case
def test_both_engines_give_the_same_answer(case):
    first, second = (articles(backend).ask(case["question"]) for backend in ("oxigraph", "rdflib"))
    assert first == second


@each_case
def test_the_restated_question_parses_back_to_the_same_plan(case):
    restated = answered(case["question"]).restated
    assert restated is not None
    assert planned(restated) == case["plan"], restated


@each_case
def test_the_answer_is_valid_by_its_schema(case):
    assert [error.message for error in VALIDATOR.iter_errors(answered(case["question"]).to_dict())] == []


@each_case
def test_the_sparql_gives_the_same_rows_on_the_exported_graph(case):
    text = answered(case["question"]).sparql
    assert on_the_export(text) == rows(shipped().ontology.query(text))


@each_case
def test_the_sparql_gives_what_was_answered(case):
    """The query by itself, without the program, says what the answer says."""
    answer = answered(case["question"])
    result = on_the_export(answer.sparql)
    if isinstance(result, bool):
        if answer.form == "ask" and answer.verdict != "mixed":
            assert result is (answer.verdict == "yes")
    elif answer.form == "count":
        assert [row[0].value for row in result] == [str(answer.count)]
    elif answer.form not in {"describe", "compare"}:  # told of the things that they name
        assert {shipped().ontology.label(row[0]) for row in result} == set(labels(answer))


def test_the_query_of_a_plan_is_the_one_that_is_shown():
    plan = read("what activates MGP").plan
    assert query(plan, shipped().ontology.schema.narrower, "what activates MGP").text == shipped().sparql(
        "what activates MGP"
    )
