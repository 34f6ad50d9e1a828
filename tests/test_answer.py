"""The answer as a Python object, as JSON by its schema, as a table and as a graph."""

from __future__ import annotations

import copy
import json
from dataclasses import replace
from importlib.resources import files

import pytest
from jsonschema import Draft202012Validator

from k2graph.answer import Answer, Item, Value

SCHEMA = json.loads(files("k2graph").joinpath("answer.schema.json").read_text(encoding="utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA)
EVERY = ("foods", "route", "versus", "refused", "unknown", "torn")


@pytest.fixture(params=EVERY)
def answer(request) -> Answer:
    return request.getfixturevalue(request.param)


def test_the_schema_is_a_schema():
    Draft202012Validator.check_schema(SCHEMA)


def test_each_kind_of_answer_is_valid(answer):
    assert [error.message for error in VALIDATOR.iter_errors(answer.to_dict())] == []


def test_the_dict_has_the_fields_of_the_contract_and_no_others(foods):
    assert foods.to_dict() == {
        "question": "foods w/ K2",
        "status": "answered",
        "form": "select",
        "restated": "Which foods contain vitamin K2?",
        "text": "Two foods contain vitamin K2: natto and eel.",
        "verdict": None,
        "answers": [
            {
                "label": "natto",
                "iri": "https://w3id.org/k2graph/natto",
                "types": ["food"],
                "also_known_as": ["fermented soybeans"],
                "value": {
                    "text": "300 µg per 30 g",
                    "low": 300,
                    "high": 300,
                    "unit": "ug",
                    "per": {"amount": 30, "unit": "g"},
                    "qualifiers": {"place": "Japan; Korea"},
                },
                "normalised": {
                    "text": "1,000 µg per 100 g",
                    "low": 1000,
                    "high": 1000,
                    "unit": "ug",
                    "per": {"amount": 100, "unit": "g"},
                    "how": "300 µg × 100/30",
                },
                "claims": ["S0-001", "S1-002"],
                "inferred": False,
                "rule": None,
            },
            {
                "label": "eel",
                "iri": None,
                "types": [],
                "also_known_as": [],
                "value": None,
                "normalised": None,
                "claims": ["S0-003"],
                "inferred": True,
                "rule": "members",
            },
        ],
        "count": None,
        "paths": [],
        "comparison": None,
        "evidence": [
            {
                "claim": "S0-001",
                "statement": "Natto contains 300 µg of vitamin K2 per 30 g.",
                "subject": "natto",
                "predicate": "contains",
                "object": "vitamin K2",
                "polarity": "asserts",
                "certainty": None,
                "evidence_type": "review",
                "source": "All about K2",
                "section": "Foods",
                "note": None,
            },
            {
                "claim": "S1-002",
                "statement": "Natto may not contain vitamin K2.",
                "subject": "natto",
                "predicate": "contains",
                "object": "vitamin K2",
                "polarity": "denies",
                "certainty": "may",
                "evidence_type": None,
                "source": "Myths",
                "section": None,
                "note": "a slip of the pen",
            },
        ],
        "conflicts": [
            {"topic": "whether natto contains vitamin K2", "sides": [["S0-001"], ["S1-002"]], "note": "both stand"}
        ],
        "notices": ["This is no medical advice."],
        "suggestions": [],
        "problem": None,
        "interpretations": [],
        "sparql": "SELECT * WHERE { ?s ?p ?o }",
        "elapsed_ms": 1.5,
    }


def test_json_says_the_same_as_the_dict(answer):
    assert json.loads(answer.to_json()) == answer.to_dict()
    assert json.loads(answer.to_json(indent=2)) == answer.to_dict()


@pytest.mark.parametrize("char", ["\n", "\r", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029"])
def test_json_stays_on_one_line_whatever_was_asked(char):
    text = Answer(f"what{char}now", "no_answer").to_json()
    assert text.splitlines() == [text]
    assert json.loads(text)["question"] == f"what{char}now"


def test_json_can_be_encoded_whatever_was_asked():
    assert json.loads(Answer("bad \udcff byte", "no_answer").to_json().encode())["question"] == "bad ? byte"


def test_json_refuses_what_is_no_number():
    answer = Answer("q", "answered", answers=(Item("x", value=Value("x", low=float("nan"))),))
    with pytest.raises(ValueError, match="not JSON compliant"):
        answer.to_json()


def _objects(data: object, path: tuple = ()) -> list[tuple]:
    """The paths to all objects inside an answer."""
    found = [path] if isinstance(data, dict) and path[-1:] != ("qualifiers",) else []
    parts = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return found + [deeper for key, part in parts for deeper in _objects(part, (*path, key))]


def _at(data: object, path: tuple) -> object:
    for key in path:
        data = data[key]
    return data


def test_no_object_may_lack_a_field_or_have_another(answer):
    valid = answer.to_dict()
    for path in _objects(valid):
        for field in _at(valid, path):
            lacking = copy.deepcopy(valid)
            del _at(lacking, path)[field]
            assert not VALIDATOR.is_valid(lacking), (path, field)
        more = copy.deepcopy(valid)
        _at(more, path)["surplus"] = 1
        assert not VALIDATOR.is_valid(more), path


@pytest.mark.parametrize(
    ("which", "path", "value"),
    [
        ("foods", ("status",), "perhaps"),
        ("foods", ("form",), None),
        ("foods", ("form",), "list"),
        ("foods", ("restated",), None),
        ("foods", ("text",), ""),
        ("foods", ("verdict",), "maybe"),
        ("foods", ("count",), -1),
        ("foods", ("count",), 1.5),
        ("foods", ("elapsed_ms",), -0.1),
        ("foods", ("sparql",), ""),
        ("foods", ("problem",), {"message": "x", "start": 0, "end": 1}),
        ("foods", ("interpretations",), ["a", "b"]),
        ("foods", ("answers", 0, "label"), ""),
        ("foods", ("answers", 0, "claims"), ["S0-001", "S0-001"]),
        ("foods", ("answers", 0, "rule"), "members"),
        ("foods", ("answers", 1, "rule"), None),
        ("foods", ("answers", 0, "value", "low"), "300"),
        ("foods", ("answers", 0, "value", "qualifiers", "place"), ["Japan"]),
        ("foods", ("evidence", 0, "polarity"), "positive"),
        ("foods", ("conflicts", 0, "sides"), [["S0-001"]]),
        ("route", ("paths", 0, "effect"), "none"),
        ("route", ("paths", 0, "steps"), []),
        ("versus", ("comparison", "rows", 0, "values"), ["6 h", "96 h"]),
        ("refused", ("restated",), "What is osteocalcin?"),
        ("refused", ("problem",), None),
        ("refused", ("problem", "start"), -1),
        ("unknown", ("verdict",), "no"),
        ("unknown", ("answers",), [{}]),
        ("unknown", ("restated",), None),
        ("torn", ("interpretations",), ["only one"]),
    ],
)
def test_a_wrong_value_is_not_valid(which, path, value, request):
    wrong = request.getfixturevalue(which).to_dict()
    _at(wrong, path[:-1])[path[-1]] = value
    assert not VALIDATOR.is_valid(wrong)


def test_a_count_must_be_given_where_counting_was_asked():
    counted = Answer("how many", "answered", form="count", restated="How many?", text="Two.", count=2).to_dict()
    assert VALIDATOR.is_valid(counted)
    assert not VALIDATOR.is_valid(counted | {"count": None})


def test_the_dataframe_has_one_row_an_item(foods):
    frame = foods.to_dataframe()
    assert list(frame.columns) == [
        "label", "iri", "types", "value", "unit", "low", "high", "per", "qualifiers", "claims", "inferred",
    ]  # fmt: skip
    assert frame["label"].tolist() == ["natto", "eel"]
    assert frame["low"].iloc[0] == 300
    assert frame["per"].iloc[0] == "30 g"
    assert frame["qualifiers"].iloc[0] == ("place: Japan", "place: Korea")
    assert frame["claims"].tolist() == [("S0-001", "S1-002"), ("S0-003",)]
    assert frame["inferred"].tolist() == [False, True]


def test_the_dataframe_of_no_items_has_the_same_columns(foods, unknown):
    assert list(unknown.to_dataframe().columns) == list(foods.to_dataframe().columns)
    assert len(unknown.to_dataframe()) == 0


def test_the_graph_keeps_both_sides_of_a_fact_apart(foods):
    graph = foods.to_graph()
    assert dict(graph.nodes(data="iri")) == {"natto": "https://w3id.org/k2graph/natto", "eel": None, "vitamin K2": None}
    assert list(graph.edges(keys=True, data=True)) == [
        (
            "natto",
            "vitamin K2",
            "contains",
            {"claims": ("S0-001", "S1-002"), "polarities": ("asserts", "denies"), "inferred": False},
        )
    ]


def test_the_graph_marks_inferred_steps(route):
    edges = {(s, p, o): inferred for s, o, p, inferred in route.to_graph().edges(keys=True, data="inferred")}
    assert edges == {("natto", "contains", "MK-7"): False, ("MK-7", "prevents", "plaque"): True}


def test_the_time_taken_does_not_make_answers_differ(foods):
    assert replace(foods, elapsed_ms=9.0) == foods
