"""Anybody's graph, with no preparation: its own names are the words that it is asked with."""

from __future__ import annotations

from pathlib import Path

import pytest

from k2graph import KnowledgeGraph

OFFICE = Path(__file__).with_name("office.ttl")

QUESTIONS = [
    # question, labels of the answers
    ("who works for Acme Corporation?", {"Ann Smith", "Bob Jones"}),
    ("which people work for Acme Corporation and live in Berlin?", {"Ann Smith"}),
    ("how many people work for Acme Corporation?", {"Ann Smith", "Bob Jones"}),
    ("who is the manager of Ann Smith?", {"Carl Jones"}),
    ("who is Ann Smith's manager?", {"Carl Jones"}),
    ("who is the manager of the manager of Bob Jones?", {"Carl Jones"}),
    ("what is the email of Ann Smith?", {"ann@acme.example"}),
    ("what is Ann Smith's birth date?", {"1980-02-03"}),
    ("what is the phone of Acme Corporation?", {"+49 30 123"}),
    ("when was Acme Corporation founded?", {"1950"}),
    ("where does Bob Jones live?", {"New York"}),
    ("where was Carl Jones born?", {"New York"}),
    ("who was born in New York?", {"Carl Jones"}),
    ("who does Ann Smith know?", {"Bob Jones"}),
    ("which organizations are located in Berlin?", {"Acme Corporation"}),
    ("who lives in a city in Germany?", {"Ann Smith", "Carl Jones"}),
    ("what does Bob Jones play in?", {"TC Blau"}),
    ("what is the club of Bob Jones?", {"TC Blau"}),
    ("what does Carl Jones direct?", {"Acme Corporation"}),
    ("what is the population of Berlin?", {"3600000"}),
    ("list all sports clubs", {"TC Blau"}),
    ("which city has the highest population?", {"New York"}),
    ("how many employees does Globex have?", {"20"}),
    ("Bob Jones works for which organization?", {"Acme Corporation"}),
    ("the manager of Ann Smith works for whom?", {"Globex"}),
    ("Acme Corporation, when was it founded?", {"1950"}),
    ("who works for the same organization as Bob Jones?", {"Ann Smith"}),
    ("who lives in the same city as Ann Smith?", {"Carl Jones"}),
]


@pytest.fixture(scope="module")
def office() -> KnowledgeGraph:
    return KnowledgeGraph.open(str(OFFICE), cache=False)


@pytest.mark.parametrize(("question", "expected"), QUESTIONS)
def test_a_graph_is_asked_in_its_own_words(office, question, expected):
    answer = office.ask(question)
    assert (answer.status, {item.label for item in answer.answers}) == ("answered", expected), answer.text


def test_an_answer_rests_on_the_triples_of_the_graph(office):
    answer = office.ask("who is the manager of Ann Smith?")
    assert [(e.subject, e.predicate, e.object, e.source) for e in answer.evidence] == [
        ("Ann Smith", "has manager", "Carl Jones", "office")
    ]
    assert answer.answers[0].claims == (answer.evidence[0].claim,)
    assert not answer.answers[0].inferred
    assert "rests on 1 triple of the graph" in answer.text


def test_yes_shows_its_triple_and_what_is_not_stated_is_not_denied(office):
    yes = office.ask("does Bob Jones work for Acme Corporation?")
    unknown = office.ask("does Bob Jones work for Globex?")
    assert (yes.verdict, [e.object for e in yes.evidence]) == ("yes", ["Acme Corporation"])
    assert (unknown.status, unknown.verdict) == ("no_answer", "unknown")


def test_the_query_of_an_answer_runs_on_the_graph(office):
    answer = office.ask("who works for Acme Corporation?")
    assert {row["answer"] for row in office.query(answer.sparql)} == {item.iri for item in answer.answers}


def test_a_name_in_english_is_preferred(office):
    assert office.describe("Acme Corporation").answers[0].label == "Acme Corporation"
    assert office.ask("who works for Acme SE?").status == "not_understood"


def test_what_is_left_out_of_those_on_the_way_is_told(office):
    answer = office.ask("who is the manager of people that work for the organization that Bob Jones works for?")
    assert [item.label for item in answer.answers] == ["Carl Jones"]  # not Ann, who is the manager of Bob himself
    assert answer.restated.endswith(" except Bob Jones?")
    assert "Bob Jones itself is left out" in answer.notices


def test_nothing_is_told_of_where_nothing_is_left_out(office):
    assert office.ask("who is the manager of the manager of Bob Jones?").notices == ()
