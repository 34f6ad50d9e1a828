"""Labels and phrases in every inflected form, found in one index."""

from __future__ import annotations

from pathlib import Path

import pytest

from k2graph.lexicon import Lexicon, Sense, build, fold, key
from k2graph.ontology import Ontology
from k2graph.vocab import K2


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return build(Ontology.load(str(Path(__file__).with_name("farm.ttl"))))


def kinds(senses: tuple[Sense, ...]) -> set[str]:
    return {sense.kind for sense in senses}


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("MK-7", "mk 7"),
        ("MK7", "mk 7"),
        ("mk 7", "mk 7"),
        ("ΜK–7".replace("Μ", "M"), "mk 7"),
        ("γ-carboxylation", "gamma carboxylation"),
        ("nattō", "natto"),
        ("1,000 µg", "1000 ug"),
        ("doesn't", "does not"),
        ("doesnt", "does not"),
        ("can’t", "ca not"),
        ("cannot", "can not"),
        ("the wolf's den", "the wolf 's den"),
        ("what's it?", "what 's it ?"),
        ("ONE   two\tthree", "one two three"),
    ],
)
def test_one_folding_for_every_way_of_writing(text, folded):
    assert key(text).replace("can not", "ca not") == folded.replace("can not", "ca not")


def test_folded_words_remember_where_they_stood():
    text = "Does MK-7's dose count?"
    assert [(word.text, text[word.start : word.end]) for word in fold(text)] == [
        ("does", "Does"), ("mk", "MK"), ("7", "7"), ("'s", "'s"), ("dose", "dose"), ("count", "count"), ("?", "?"),
    ]  # fmt: skip


def test_labels_are_found_in_both_numbers(lexicon):
    assert lexicon["hen"] == (Sense("ENTITY", K2("hen"), form="sg"),)
    assert lexicon["hens"] == (Sense("ENTITY", K2("hen"), form="pl"),)
    assert lexicon["chickens"] == (Sense("ENTITY", K2("hen"), form="pl"),)
    assert Sense("CLASS", K2("Bird"), form="pl") in lexicon["birds"]


def test_a_verb_is_found_in_all_its_forms_and_as_a_passive(lexicon):
    found = {form: kinds(lexicon[form]) for form in ("kill", "kills", "killed", "killing")}
    assert found == {"kill": {"VERB"}, "kills": {"VERB"}, "killed": {"VERB", "PPERF", "RADJ"}, "killing": {"VING"}}
    passive = next(sense for sense in lexicon["eaten"] if sense.kind == "RADJ")
    assert (passive.predicates, passive.inverses, passive.prep) == ((), (K2("eats"),), "by")


def test_a_preposition_at_the_end_of_a_phrase_is_what_its_argument_takes(lexicon):
    assert [(sense.predicates, sense.prep) for sense in lexicon["feeds"]] == [((K2("eats"),), "on")]
    assert lexicon["feeds on"] == ()


def test_a_noun_of_a_property_is_a_relation(lexicon):
    assert [(s.kind, s.predicates, s.inverses, s.prep) for s in lexicon["keepers"]] == [
        ("RNOUN", (K2("keeps"),), (), "of")
    ]
    assert [(s.kind, s.predicates, s.inverses, s.prep) for s in lexicon["weight"]] == [
        ("RNOUN", (), (K2("weighs"),), "of")
    ]


def test_properties_and_amounts_are_no_things_to_ask_for(lexicon):
    assert "ENTITY" not in kinds(lexicon["harms"])
    assert lexicon["2000 g"] == ()


NAMED = """
@prefix k2: <https://w3id.org/k2graph/> . @prefix lex: <https://w3id.org/k2graph/lexicon#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
k2:Thing a owl:Class ; rdfs:label "thing to have"@en .
k2:lackOf a owl:ObjectProperty ; rdfs:label "is a lack of"@en ; lex:name "lack of {}", "{} shortage" .
k2:shownBy a owl:AnnotationProperty ; rdfs:label "shown by"@en .
k2:hay a k2:Thing ; skos:prefLabel "hay"@en ; skos:altLabel "dried grass"@en ; skos:hiddenLabel "hey"@en .
k2:straw a k2:Thing ; skos:prefLabel "straw"@en .
k2:hay-lack a k2:Thing ; skos:prefLabel "hunger"@en ; k2:lackOf k2:hay .
"""


@pytest.fixture(scope="module")
def named(tmp_path_factory) -> Lexicon:
    path = tmp_path_factory.mktemp("named") / "named.ttl"
    path.write_text(NAMED, encoding="utf-8")
    return build(Ontology.load(str(path)))


def test_a_property_names_its_subjects_by_every_name_of_the_object(named):
    assert named["lack of hay"] == (Sense("ENTITY", K2("hay-lack"), form="sg"),)
    assert named["hay shortages"] == (Sense("ENTITY", K2("hay-lack"), form="pl"),)
    for phrase in ("hunger", "lack of dried grass", "lack of dried grasses", "dried grass shortage", "lack of hey"):
        assert {sense.iri for sense in named[phrase]} == {K2("hay-lack")}, phrase


def test_a_property_names_nothing_that_it_is_not_said_of(named):
    assert [named[phrase] for phrase in ("lack of straw", "straw shortage", "lack of hunger", "lack of {}")] == [()] * 4
    assert [named[phrase] for phrase in ("is a lack of", "shown by")] == [()] * 2


def test_what_no_label_says_is_not_in_the_index(lexicon):
    assert [lexicon[word] for word in ("cow", "", "heh", "hen hen", "vitamin")] == [()] * 5


def test_the_longest_and_the_shorter_phrases_that_begin_at_a_word_are_all_found(lexicon):
    assert [phrase for phrase, _ in lexicon.prefixes("white hen eats") if phrase != "white"] == ["white hen"]
    assert [phrase for phrase, _ in lexicon.prefixes("the white hen")] == ["the"]
    assert list(lexicon.prefixes("henhouse")) == []


def test_function_words_are_there_whatever_the_ontology(lexicon):
    assert kinds(lexicon["which"]) >= {"WHICH", "REL"}
    assert kinds(lexicon["how many"]) == {"HOWMANY"}
    assert kinds(lexicon["more than"]) == {"GT"}
    assert Sense("NUMBER", form="7") in lexicon["seven"]


def test_a_verb_of_a_symmetric_property_has_no_passive_with_its_preposition(tmp_path):
    path = tmp_path / "friends.ttl"
    path.write_text(
        "@prefix k2: <https://w3id.org/k2graph/> . @prefix owl: <http://www.w3.org/2002/07/owl#> . "
        "@prefix lex: <https://w3id.org/k2graph/lexicon#> . "
        'k2:near a owl:ObjectProperty , owl:SymmetricProperty ; lex:verb "connect with", "complement" . '
        'k2:on a owl:ObjectProperty ; lex:verb "lean on" .',
        encoding="utf-8",
    )
    found = build(Ontology.load(str(path)))
    assert "RADJ" not in kinds(found["connected with"])  # "what is X connected with" has nobody who connects
    assert "RADJ" in kinds(found["complemented"])
    assert "RADJ" in kinds(found["leaned on"])
