"""A lexicon in OntoLex-Lemon, in a file of its own or within the graph."""

from __future__ import annotations

import pytest

from k2graph import KnowledgeGraph
from k2graph.cli import cli
from k2graph.ontology import Ontology
from k2graph.phrasebook import check_lexicon

DATA = """
@prefix : <http://shop.example/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
:p1 a :Person ; rdfs:label "Ada" ; :r1 :s1 ; :r2 :b1 ; :r3 :c1 .
:p2 a :Person ; rdfs:label "Ben" ; :r1 :s2 ; :r3 :c2 .
:s1 a :Shop ; rdfs:label "Corner" ; :r4 120 .
:s2 a :Shop ; rdfs:label "Mall" ; :r4 900 .
:b1 a :Book ; rdfs:label "Sky" .
:c1 a :State ; rdfs:label "Arcadia" ; :r5 :p1 .
:c2 a :State ; rdfs:label "Boeotia" ; :r5 :p2 .
"""
LEXICON = """
@prefix : <http://shop.example/> .
@prefix lex: <http://shop.example/lexicon/> .
@prefix ontolex: <http://www.w3.org/ns/lemon/ontolex#> .
@prefix synsem: <http://www.w3.org/ns/lemon/synsem#> .
@prefix lexinfo: <http://www.lexinfo.net/ontology/%s/lexinfo#> .
@prefix oils: <http://lemon-model.net/oils#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .

lex:run a ontolex:Word ; lexinfo:partOfSpeech lexinfo:verb ;
  ontolex:canonicalForm [ ontolex:writtenRep "to run"@en , "führen"@de ] ;
  synsem:synBehavior [ a lexinfo:TransitiveFrame ; lexinfo:subject lex:run1 ; lexinfo:directObject lex:run2 ] ;
  ontolex:sense [ ontolex:reference :r1 ; synsem:subjOfProp lex:run1 ; synsem:objOfProp lex:run2 ] .
lex:pen a lexinfo:Verb ;
  ontolex:canonicalForm [ ontolex:writtenRep "scribe"@en ] ; ontolex:otherForm [ ontolex:writtenRep "scroben"@en ] ;
  ontolex:sense [ ontolex:reference :r2 ] .
lex:live a ontolex:LexicalEntry ; lexinfo:partOfSpeech lexinfo:verb ;
  ontolex:canonicalForm [ ontolex:writtenRep "dwell"@en ] ;
  synsem:synBehavior [ a lexinfo:IntransitivePPFrame ; lexinfo:subject lex:l1 ; lexinfo:prepositionalAdjunct lex:l2 ] ;
  ontolex:sense lex:live_sense .
lex:live_sense a ontolex:LexicalSense , synsem:OntoMap ; synsem:ontoMapping lex:live_sense ; ontolex:reference :r3 ;
  synsem:subjOfProp lex:l1 ; synsem:objOfProp lex:l2 .
lex:l2 synsem:marker lex:in .
lex:in a ontolex:LexicalEntry ; lexinfo:partOfSpeech lexinfo:preposition ;
  ontolex:canonicalForm [ ontolex:writtenRep "in"@en ] .
lex:ruler a ontolex:LexicalEntry ; lexinfo:partOfSpeech lexinfo:noun ;
  ontolex:canonicalForm [ ontolex:writtenRep "archon"@en ] ; ontolex:otherForm [ ontolex:writtenRep "archontes"@en ] ;
  synsem:synBehavior [ a lexinfo:NounPPFrame ; lexinfo:copulativeArg lex:a1 ; lexinfo:prepositionalAdjunct lex:a2 ] ;
  ontolex:sense [ ontolex:reference :r5 ; synsem:subjOfProp lex:a2 ; synsem:objOfProp lex:a1 ] .
lex:a2 synsem:marker "of" .
lex:large a ontolex:LexicalEntry ; lexinfo:partOfSpeech lexinfo:adjective ;
  ontolex:canonicalForm [ ontolex:writtenRep "roomy"@en ] ;
  ontolex:sense [ ontolex:reference [ a oils:CovariantScalar ; oils:boundTo :r4 ; oils:degree oils:high ] ] .
lex:arcadian a ontolex:LexicalEntry ; lexinfo:partOfSpeech lexinfo:adjective ;
  ontolex:canonicalForm [ ontolex:writtenRep "Arcadian"@en ] ;
  ontolex:sense [ ontolex:reference [ a owl:Restriction ; owl:onProperty :r3 ; owl:hasValue :c1 ] ] .
lex:store a ontolex:LexicalEntry ; lexinfo:partOfSpeech lexinfo:commonNoun ;
  ontolex:canonicalForm [ ontolex:writtenRep "emporium"@en ] ; ontolex:denotes :Shop .
"""
QUESTIONS = [
    ("who runs Mall?", {"Ben"}),
    ("which shops are run by Ada?", {"Corner"}),
    ("what did Ada scribe?", {"Sky"}),
    ("what was scroben by Ada?", {"Sky"}),
    ("who dwells in Boeotia?", {"Ben"}),
    ("who is the archon of Arcadia?", {"Ada"}),
    ("list the archontes of Arcadia", {"Ada"}),
    ("which shop is the roomiest?", {"Mall"}),
    ("list the Arcadian people", {"Ada"}),
    ("which emporium does Ben run?", {"Mall"}),
]


@pytest.fixture(scope="module", params=["2.0", "3.0"])
def files(request, tmp_path_factory) -> tuple[str, str]:
    folder = tmp_path_factory.mktemp("shop")
    (folder / "shop.ttl").write_text(DATA, encoding="utf-8")
    (folder / "words.ttl").write_text(LEXICON % request.param, encoding="utf-8")
    return str(folder / "shop.ttl"), str(folder / "words.ttl")


@pytest.fixture(scope="module")
def shop(files) -> KnowledgeGraph:
    return KnowledgeGraph.open(files[0], lexicon=files[1], cache=False)


@pytest.mark.parametrize(("question", "expected"), QUESTIONS)
def test_its_words_are_understood(shop, question, expected):
    answer = shop.ask(question)
    assert (answer.status, {item.label for item in answer.answers}) == ("answered", expected), answer.text


def test_its_entries_are_words_and_no_things_of_the_graph(shop):
    assert "run" not in shop.to_networkx()
    assert shop.ask("list the lexical entries").status == "not_understood"
    assert shop.ask("who führt Mall?").status == "not_understood"


def test_it_is_read_with_the_graph_and_again_when_triples_are_added(files, tmp_path, monkeypatch):
    monkeypatch.setenv("K2GRAPH_CACHE", str(tmp_path))
    plain = KnowledgeGraph.open(files[0])
    assert plain.ask("who runs Mall?").status == "not_understood"
    for _ in range(2):  # compiled, then from the compiled form
        own = KnowledgeGraph.open(files[0], lexicon=[files[1]])
        assert [item.label for item in own.ask("who runs Mall?").answers] == ["Ben"]
    own.add("<http://shop.example/p1> <http://shop.example/r1> <http://shop.example/s2> .")
    assert {item.label for item in own.ask("who runs Mall?").answers} == {"Ada", "Ben"}
    own.reload()
    assert {item.label for item in own.ask("who runs Mall?").answers} == {"Ada", "Ben"}


def test_the_command_reads_it_too(files, capsys):
    data, words = files
    for given in (["--lexicon", words], []):
        with pytest.raises(SystemExit):
            cli.main(["ask", "--graph", data, *given, "--no-cache", "--format", "csv", "who runs Mall?"])
    assert "Ben" in capsys.readouterr().out


def test_it_is_checked_as_a_lexicon(files):
    remarks = [str(remark) for remark in check_lexicon(Ontology.load(files[0], more=[files[1]]))]
    assert not any(remark.startswith("error") for remark in remarks)
    assert not any("guessed" in remark for remark in remarks)
