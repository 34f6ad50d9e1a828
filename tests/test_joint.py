"""Two questions in one: both are answered, in order, or neither."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from k2graph import KnowledgeGraph

FARM = str(Path(__file__).with_name("farm.ttl"))
VALIDATOR = Draft202012Validator(
    json.loads(files("k2graph").joinpath("answer.schema.json").read_text(encoding="utf-8"))
)


@pytest.fixture(scope="module")
def farm() -> KnowledgeGraph:
    return KnowledgeGraph.open(FARM)


# a question, and the questions that it was understood as
JOINT = [
    ("what is MGP and what activates it", ["What is matrix Gla protein?", "What activates matrix Gla protein?"]),
    ("what is MK-7, and how long does it last", ["What is MK-7?", "How long does MK-7 last?"]),
    ("what is osteocalcin? what does it bind to?", ["What is osteocalcin?", "What does osteocalcin bind to?"]),
    ("is natto fermented and does it contain K2", ["Is natto a fermented food?", "Does natto contain vitamin K2?"]),
    (
        "does natto contain K2 and how much of it",
        ["Does natto contain vitamin K2?", "How much vitamin K2 does natto contain?"],
    ),
    ("who discovered vitamin K and what did he win", ["Who discovers vitamin K?", "What does Henrik Dam win?"]),
]


@pytest.mark.parametrize(("question", "understood"), JOINT, ids=[question for question, _ in JOINT])
def test_both_are_answered_in_order(kg, question, understood):
    answer = kg.ask(question)
    assert answer.restated == " ".join(understood)
    parts = [kg.ask(part) for part in understood]
    assert answer.answers == tuple(dict.fromkeys(item for part in parts for item in part.answers))
    assert {e.claim for e in answer.evidence} == {e.claim for part in parts for e in part.evidence}
    assert all(part.text in answer.text for part in parts)
    assert (answer.status, answer.question, answer.sparql) == ("answered", question, None)
    assert [error.message for error in VALIDATOR.iter_errors(answer.to_dict())] == []


def test_it_holds_for_any_graph(farm):
    answer = farm.ask("what kills ducks and what does it eat")
    assert answer.restated == "What kills duck? What does duck eat?"
    assert [item.label for item in answer.answers] == ["wolf", "grass"]


def test_what_is_not_known_is_told_with_its_question(farm):
    answer = farm.ask("what eats hens and what kills foxes")
    assert answer.status == "answered"
    assert "What kills fox? The question is understood" in answer.text


def test_one_verdict_is_kept_and_two_that_differ_are_none(farm):
    assert farm.ask("does the fox eat ducks and does the wolf eat ducks").verdict == "unknown"
    assert farm.ask("does the wolf kill ducks and does the wolf eat ducks").verdict is None


def test_what_is_one_question_is_not_divided(kg):
    for question in ("who discovered vitamin K and when", "what activates MGP and osteocalcin", "both MK-4 and MK-7"):
        assert (kg.ask(question).restated or "").count("?") <= 1


def test_where_one_is_not_understood_neither_is_answered(kg):
    answer = kg.ask("what is MGP and why is the sky blue")
    assert answer.status == "not_understood"
    assert answer.answers == ()


def test_a_session_goes_on_from_the_last_of_them(kg):
    session = kg.session()
    session.ask("what is MGP and what activates it")
    assert session.ask("and osteocalcin?").restated == "What activates osteocalcin?"


def test_a_question_that_is_not_understood_is_not_passed_over(kg):
    answer = kg.ask("Why is the sky blue? What activates MGP?")
    assert answer.status == "not_understood"
    assert kg.ask("The sky is blue. What activates MGP?").status == "answered"


def test_an_abbreviation_ends_no_sentence(kg):
    answer = kg.ask("What is the half-life of MK-4 vs. MK-7?")
    assert answer.restated == "What is a half-life of MK-4 or MK-7?"


def test_what_is_only_said_beside_a_question_is_none(kg):
    assert (
        kg.ask("Can vitamin K2 reverse osteoporosis? My mum has it.").restated
        == "Does vitamin K2 reverse osteoporosis?"
    )
    assert kg.ask("I like cheese. Which cheese has the most K2?").restated == "Which cheeses have the most vitamin K2?"


def test_politeness_is_left_out_of_a_request_alone(kg):
    assert kg.ask("can you list the foods with MK-7").status == "answered"
    assert kg.ask("can you overdose on vitamin K2").form != "describe"
