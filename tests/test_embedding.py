"""Graphs inside somebody's program: several side by side, with triples and rules of its own."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
import rdflib

from k2graph import KnowledgeGraph, OntologyError

OFFICE = Path(__file__).with_name("office.ttl")
NEW = """
@prefix : <http://office.example/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
:dora a foaf:Person ; foaf:name "Dora Novak" ; :worksFor :globex ; :teaches :chess .
:chess a :Game .
"""


@pytest.fixture
def office() -> KnowledgeGraph:
    return KnowledgeGraph.open(str(OFFICE), cache=False)


def labels(kg: KnowledgeGraph, question: str) -> set[str]:
    return {item.label for item in kg.ask(question).answers}


def test_an_rdflib_graph_and_the_shipped_one_are_asked_side_by_side():
    own = KnowledgeGraph(rdflib.Graph().parse(OFFICE))
    shipped = KnowledgeGraph.open()
    assert labels(own, "who works for Globex?") == {"Carl Jones"}
    assert labels(shipped, "what activates MGP?") == {"vitamin K2"}
    assert shipped.ask("who works for Globex?").status == "not_understood"
    assert labels(own, "who works for Globex?") == {"Carl Jones"}


def test_added_triples_bring_their_facts_and_their_words(office):
    assert office.ask("who teaches chess?").status == "not_understood"
    assert office.add(NEW) == 5
    assert labels(office, "who teaches chess?") == {"Dora Novak"}
    assert labels(office, "who works for Globex?") == {"Carl Jones", "Dora Novak"}
    assert office.ask("who teaches chess?").evidence[0].source == "added"


def test_adding_what_is_known_changes_nothing(office):
    office.add(NEW)
    before = office.ontology
    assert office.add(NEW) == 0
    assert office.ontology is before


@pytest.mark.parametrize("terms", ["rdflib", "graph", "pyoxigraph"])
def test_triples_are_taken_in_the_terms_of_rdflib_and_of_pyoxigraph(office, terms):
    graph = rdflib.Graph().parse(data=NEW, format="turtle")
    given = {"rdflib": list(graph), "graph": graph, "pyoxigraph": None}[terms]
    if given is None:
        from k2graph.triples import read_triples

        given = read_triples(NEW)
    assert office.add(given) == 5
    assert labels(office, "who teaches chess?") == {"Dora Novak"}


@pytest.mark.parametrize("wrong", ["this is no Turtle", [("a", "b", "c")], [1], [(rdflib.URIRef("urn:a"),)]])
def test_what_is_no_triple_is_told_and_nothing_is_added(office, wrong):
    before = office.ontology
    with pytest.raises(OntologyError, match="the triples given"):
        office.add(wrong)
    assert office.ontology is before
    assert labels(office, "who works for Globex?") == {"Carl Jones"}


def test_a_graph_is_added_to_while_others_ask_it(office):
    wrong: list[set[str]] = []

    def ask() -> None:
        for _ in range(20):
            found = labels(office, "who works for Globex?")
            if found not in ({"Carl Jones"}, {"Carl Jones", "Dora Novak"}):
                wrong.append(found)

    threads = [threading.Thread(target=ask) for _ in range(3)]
    for thread in threads:
        thread.start()
    office.add(NEW)
    for thread in threads:
        thread.join()
    assert wrong == []
    assert labels(office, "who works for Globex?") == {"Carl Jones", "Dora Novak"}


def test_reloading_reads_the_file_again_and_keeps_what_was_added(tmp_path):
    path = tmp_path / "mine.ttl"
    path.write_text("<urn:x:ann> <urn:x:likes> <urn:x:tea> .", encoding="utf-8")
    kg = KnowledgeGraph.open(str(path), cache=False)
    kg.add("<urn:x:bob> <urn:x:likes> <urn:x:tea> .")
    path.write_text("<urn:x:cora> <urn:x:likes> <urn:x:tea> .", encoding="utf-8")
    kg.reload()
    assert labels(kg, "what likes tea?") == {"cora", "bob"}
    path.write_text("no Turtle", encoding="utf-8")
    with pytest.raises(OntologyError):
        kg.reload()
    assert labels(kg, "what likes tea?") == {"cora", "bob"}


RULE = """
PREFIX : <http://office.example/>
CONSTRUCT { ?one :isColleagueOf ?other } WHERE { ?one :worksFor ?firm . ?other :worksFor ?firm FILTER (?one != ?other) }
"""


@pytest.mark.parametrize("cache", [True, False])
def test_rules_of_ones_own_derive_what_can_be_asked(tmp_path, monkeypatch, cache):
    monkeypatch.setenv("K2GRAPH_CACHE", str(tmp_path / "cache"))
    (tmp_path / "50-colleagues.rq").write_text(RULE, encoding="utf-8")
    for rules in ([RULE], tmp_path):
        kg = KnowledgeGraph.open(str(OFFICE), rules=rules, cache=cache)
        answer = kg.ask("who is a colleague of Ann Smith?")
        assert [(item.label, item.inferred) for item in answer.answers] == [("Bob Jones", True)]
        assert (
            KnowledgeGraph.open(str(OFFICE), cache=cache).ask("who is a colleague of Ann Smith?").status != "answered"
        )
    kg.add("<http://office.example/dora> <http://office.example/worksFor> <http://office.example/acme> .")
    assert labels(kg, "who is a colleague of Ann Smith?") == {"Bob Jones", "dora"}


@pytest.mark.parametrize(
    ("rules", "message"),
    [
        (["SELECT * WHERE { ?s ?p ?o }"], "no CONSTRUCT query"),
        (["CONSTRUCT {"], "cannot be run"),
        ("no-such-folder", "no rules"),
    ],
)
def test_a_wrong_rule_is_told(rules, message):
    with pytest.raises(OntologyError, match=message):
        KnowledgeGraph.open(str(OFFICE), rules=rules, cache=False)
