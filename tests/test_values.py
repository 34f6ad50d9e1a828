"""Values that are written out in a question, and blank nodes in questions and answers."""

from __future__ import annotations

import pytest

from k2graph import KnowledgeGraph

CLUB = """
@prefix : <http://club.example/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
:ann a foaf:Person ; foaf:name "Ann Smith" ; :email "ann@club.example" ; :memberSince "2020-02-03"^^xsd:date ;
  :likes :chess ;
  :address [ a :PostalAddress ; :street "Main St 1" ; :town "Exeter" ; :floor 2 ] .
:bob a foaf:Person ; foaf:name "Bob Jones" ; :email "BOB@club.example"@en , "bob@club.example" ; :likes :chess ;
  :knows [ a foaf:Person ; foaf:name "Cy Young" ; :likes :go ] ;
  :address [ a :PostalAddress ; :street "Main \\" } ?a ?b #" ; :town "Exeter" ] , [ :floor 3 ] .
:chess a :Game ; :colour "red" ; :note "the" .
:go a :Game ; :colour "White"@en .
[ a :Game ; foaf:name "Hex" ] :colour "Red" .
"""


@pytest.fixture(scope="module")
def club(tmp_path_factory) -> KnowledgeGraph:
    path = tmp_path_factory.mktemp("club") / "club.ttl"
    path.write_text(CLUB, encoding="utf-8")
    return KnowledgeGraph.open(str(path), cache=False)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("who has the email ann@club.example?", {"Ann Smith"}),
        ('which people have the email "bob@club.example"?', {"Bob Jones"}),
        ("whose email is ann@club.example?", {"Ann Smith"}),
        ("who has the member since 2020-02-03?", {"Ann Smith"}),
        ("which games have the colour red?", {"chess", "Hex"}),
        ("who likes the game that has the colour white?", {"Cy Young"}),
        # blank nodes with a name
        ("who does Bob know?", {"Cy Young"}),
        ("what does Cy Young like?", {"go"}),
        ("what is the colour of Hex?", {"Red"}),
        ("whose colour is white?", {"go"}),
        # and without
        ("what is the address of Ann?", {"postal address (2, Main St 1, Exeter)"}),
        ("what has the street Main St 1?", {"postal address (2, Main St 1, Exeter)"}),
        ("who likes the same games as Ann?", {"Bob Jones"}),
    ],
)
def test_values_and_blank_nodes_are_asked_by_and_shown(club, question, expected):
    answer = club.ask(question)
    assert (answer.status, {item.label for item in answer.answers}) == ("answered", expected), answer.text


@pytest.mark.parametrize("question", ["what is ann@club.example?", "describe red", "who likes ann@club.example?"])
def test_a_value_alone_is_no_question(club, question):
    assert club.ask(question).status == "not_understood"


def test_a_value_that_is_a_word_of_english_is_none(club):
    assert all(sense.kind == "DET" for sense in club.lexicon["the"])


def test_a_value_is_data_in_the_query(club):
    answer = club.ask('what has the street Main " } ?a ?b #?')
    assert len(answer.answers) == 1
    assert len(club.query(answer.sparql)) == 1


def test_a_named_blank_node_has_the_same_iri_on_every_run(club, tmp_path):
    path = tmp_path / "club.ttl"
    path.write_text(CLUB, encoding="utf-8")
    again = KnowledgeGraph.open(str(path), cache=False)
    asked = "who does Bob know?"
    assert club.ask(asked).answers[0].iri == again.ask(asked).answers[0].iri
