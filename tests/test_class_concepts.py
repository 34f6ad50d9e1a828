"""An ontology of classes alone, asked about its classes; and words drafted from names of properties."""

from __future__ import annotations

import pytest

from k2graph import KnowledgeGraph

MENU = """
@prefix : <http://menu.example/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
:Pie a owl:Class ; rdfs:subClassOf [ a owl:Restriction ; owl:onProperty :hasCrust ; owl:someValuesFrom :Crust ] .
:AppleFlan a owl:Class ; rdfs:label "Apfelkuchen"@de ; rdfs:subClassOf :Pie ,
    [ a owl:Restriction ; owl:onProperty :hasFilling ; owl:someValuesFrom :AppleFilling ] ,
    [ a owl:Restriction ; owl:onProperty :comesFrom ; owl:hasValue :Kent ] .
:CherryFlan a owl:Class ; owl:equivalentClass [ owl:intersectionOf ( :Pie
    [ a owl:Restriction ; owl:onProperty :hasFilling ; owl:someValuesFrom :CherryFilling ] ) ] .
:PlainFlan a owl:Class ; rdfs:subClassOf :Pie ,
    [ a owl:Restriction ; owl:onProperty :hasFilling ; owl:allValuesFrom :CherryFilling ] .
:Filling a owl:Class . :Crust a owl:Class .
:AppleFilling rdfs:subClassOf :Filling . :CherryFilling rdfs:subClassOf :Filling .
:Kent a :County .
:hasFilling a owl:ObjectProperty ; rdfs:domain :Pie ; rdfs:range :Filling .
:hasCrust a owl:ObjectProperty .
:comesFrom a owl:ObjectProperty .
"""
LIFE = """
@prefix : <http://life.example/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
:ada a :Person ; rdfs:label "Ada Lovelace" ; :birthDate "1815-12-10"^^xsd:date ; :birthPlace :London ;
    :deathDate "1852-11-27"^^xsd:date ; :deathPlace :Marylebone ; :homepage <http://pages.example/ada/> .
:acme a :Firm ; :homepage <http://acme.example/> .
:engine a :Machine ; :designer :ada ; :hasManual :notes .
:notes a :Book ; :author :ada ; :publicationDate "1843-09-01"^^xsd:date .
:London a :City . :Marylebone a :City .
"""


def graph(tmp_path_factory, text: str) -> KnowledgeGraph:
    path = tmp_path_factory.mktemp("graph") / "graph.ttl"
    path.write_text(text, encoding="utf-8")
    return KnowledgeGraph.open(str(path), cache=False)


@pytest.fixture(scope="module")
def menu(tmp_path_factory) -> KnowledgeGraph:
    return graph(tmp_path_factory, MENU)


@pytest.fixture(scope="module")
def life(tmp_path_factory) -> KnowledgeGraph:
    return graph(tmp_path_factory, LIFE)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("which pies are there?", {"Apple Flan", "Cherry Flan", "Plain Flan"}),
        ("what is the filling of the apple flan?", {"Apple Filling"}),
        ("what fillings does the cherry flan have?", {"Cherry Filling"}),
        ("which pies have an apple filling?", {"Apple Flan"}),
        ("what crust does the Apfelkuchen have?", {"Crust"}),
        ("what comes from Kent?", {"Apple Flan"}),
        ("which counties are there?", {"Kent"}),
    ],
)
def test_classes_without_instances_are_asked_about_as_concepts(menu, question, expected):
    answer = menu.ask(question)
    assert (answer.status, {item.label for item in answer.answers}) == ("answered", expected), answer.text


def test_what_each_instance_has_is_shown_as_inferred(menu):
    (item,) = menu.ask("what is the filling of the cherry flan?").answers
    assert (item.inferred, item.rule) == (True, "restrictions")
    assert menu.ask("is the apple flan a pie?").verdict == "yes"


def test_what_an_instance_may_only_have_is_not_said(menu):
    assert menu.ask("what is the filling of the plain flan?").status == "no_answer"


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("when was Ada Lovelace born?", {"1815-12-10"}),
        ("where was Ada Lovelace born?", {"London"}),
        ("where did Ada Lovelace die?", {"Marylebone"}),
        ("who was born in London?", {"Ada Lovelace"}),
        ("who designed the engine?", {"Ada Lovelace"}),
        ("who wrote notes?", {"Ada Lovelace"}),
        ("when were the notes published?", {"1843-09-01"}),
        ("which machines have notes?", {"engine"}),
        ("what is the homepage of Ada Lovelace?", {"http://pages.example/ada/"}),
        ("which people have a homepage?", {"Ada Lovelace"}),
    ],
)
def test_words_are_drafted_from_the_names_of_properties(life, question, expected):
    answer = life.ask(question)
    assert (answer.status, {item.label for item in answer.answers}) == ("answered", expected), answer.text


def test_a_thing_is_described_by_its_class_and_what_is_said_of_it(life):
    assert life.describe("London").text == "London is a city. Ada Lovelace birth place London."
