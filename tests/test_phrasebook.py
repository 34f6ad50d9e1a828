"""The lexicon of a graph of one's own: drafted, and checked."""

from __future__ import annotations

from pathlib import Path

from pyoxigraph import RdfFormat, parse

from k2graph.ontology import Ontology
from k2graph.phrasebook import check_lexicon, draft_lexicon

OFFICE = Path(__file__).with_name("office.ttl")
LEXICON = """
@prefix : <http://office.example/> .
@prefix lex: <https://w3id.org/k2graph/lexicon#> .
:hasManager lex:inverseNoun "boss" ; lex:nown "head" .
:locatedIn lex:inverseNoun "boss" .
:hasManger lex:verb "report to" .
"""


def test_a_draft_is_turtle_that_gives_the_same_phrases():
    ontology = Ontology.load(str(OFFICE))
    text = draft_lexicon(ontology)
    drafted = {q.triple for q in ontology.store if q.graph_name.value.endswith("drafted")}
    written = {
        (t.subject, t.predicate, t.object.value) for t in (q.triple for q in parse(text, format=RdfFormat.TURTLE))
    }
    assert written == {(t.subject, t.predicate, t.object.value) for t in drafted}
    assert "# has manager: person → person; " in text


def test_a_check_tells_wrong_entries_clashes_and_what_is_only_guessed(tmp_path):
    path = tmp_path / "lexicon.ttl"
    path.write_text(LEXICON, encoding="utf-8")
    said = [str(remark) for remark in check_lexicon(Ontology.load(str(OFFICE), more=[str(path)]))]
    assert any(line.startswith("error: has manager: lex:nown is no annotation") for line in said)
    assert any(line.startswith("error: has manger: nothing in the graph is") for line in said)
    assert 'note: has manager: "boss" may also mean located in: types decide' in said
    assert 'note: email: is asked about in guessed words: "email"' in said
