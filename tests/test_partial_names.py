"""Things found by a part of their name or by a code, where it can mean only one; else asked back or refused."""

from __future__ import annotations

import pytest

from k2graph import KnowledgeGraph
from k2graph.naming import parts_of_name

LAB = """
@prefix : <http://lab.example/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
:grace a foaf:Person ; foaf:name "Grace Brewster Hopper" ; :worksFor :navy ; :wrote :a0 ; :knows :it .
:bob a foaf:Person ; foaf:name "Bob Jones" ; :worksFor :acme ; :hasManager :ann .
:carl a foaf:Person ; foaf:name "Carl Jones" ; :worksFor :acme ; :hasManager :grace .
:ann a foaf:Person ; foaf:name "Ann Miller" ; :worksFor :acme ; :hasManager :grace .
:lud a foaf:Person ; foaf:name "Ludwig van Beethoven" ; :hasManager :ann .
:good a :Hospital ; rdfs:label "Good Samaritan" ; :locatedIn :zealand .
:zealand rdfs:label "New Zealand" .
:acme a :Firm ; rdfs:label "Acme Corporation" .
:navy a :Agency ; rdfs:label "United States Navy" ; dcterms:identifier "USN-7" .
:a0 a :Program ; rdfs:label "A-0 System" ; dcterms:identifier "10045" .
:fan3 a :Fan ; rdfs:label "supply fan AHU-03" ; :feeds :room7 .
:room7 a :Room ; rdfs:label "Room 7 North" ; skos:notation "R7N" .
:it a :Country ; rdfs:label "Italy" ; skos:notation "it" .
"""


@pytest.fixture(scope="module")
def lab(tmp_path_factory) -> KnowledgeGraph:
    path = tmp_path_factory.mktemp("lab") / "lab.ttl"
    path.write_text(LAB, encoding="utf-8")
    return KnowledgeGraph.open(str(path), cache=False)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("who does Hopper work for?", {"United States Navy"}),
        ("Hopper works for whom?", {"United States Navy"}),
        ("who does Grace Hopper work for?", {"United States Navy"}),
        ("who is Bob's manager?", {"Ann Miller"}),
        ("who is the manager of van Beethoven?", {"Ann Miller"}),
        ("who is the manager of the manager of Beethoven?", {"Grace Brewster Hopper"}),
        ("who works for Acme?", {"Ann Miller", "Bob Jones", "Carl Jones"}),
        ("who works for USN-7?", {"Grace Brewster Hopper"}),
        ("who wrote program 10045?", {"Grace Brewster Hopper"}),
        ("what did Hopper write?", {"A-0 System"}),
        ("what does AHU-03 feed?", {"Room 7 North"}),
        ("what feeds R7N?", {"supply fan AHU-03"}),
    ],
)
def test_a_part_that_only_one_thing_has_is_its_name(lab, question, expected):
    answer = lab.ask(question)
    assert (answer.status, {item.label for item in answer.answers}) == ("answered", expected), answer.text


def test_a_part_that_several_have_is_asked_back(lab):
    answer = lab.ask("who is the manager of Jones?")
    assert answer.status == "ambiguous"
    assert len(answer.interpretations) == 2
    assert all(name in " ".join(answer.interpretations) for name in ("Bob Jones", "Carl Jones"))
    assert lab.describe("Jones").status == "not_understood"


@pytest.mark.parametrize(
    "question",
    [
        "who is the manager of Bob Miller?",  # nobody's name, though each half is a part of one
        "who is the manager of Doctor Hopper?",
        "who is the manager of Hopper-Smith?",
        "what is new?",  # no part of "New Zealand"
        "Good firms are managed by whom?",
        "what is 3?",
    ],
)
def test_nothing_is_guessed(lab, question):
    assert lab.ask(question).status == "not_understood"


def test_a_code_that_is_a_word_of_english_is_no_name(lab):
    assert {sense.kind for sense in lab.lexicon["it"]}.isdisjoint({"ENTITY"})


def test_a_part_in_small_letters_is_suggested_in_full(lab):
    answer = lab.ask("who does hopper work for?")
    assert answer.status == "not_understood"
    assert answer.suggestions == ("who does Grace Brewster Hopper work for?",)


@pytest.mark.parametrize("label", ["beef, chuck, cooked", "the making of Acme", "", "Acme", "A b", "a day in the Life"])
def test_what_is_no_proper_name_has_no_parts(label):
    assert list(parts_of_name(label)) == []
