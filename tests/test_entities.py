"""The entities of the table that the ontology was made from: names, kinds and cross-references."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import NamedNode

from graphs import shipped
from k2graph import vocab
from k2graph.lexicon import key
from k2graph.vocab import K2, SKOS

SHARED = Path(__file__).resolve().parents[2] / "shared" / "knowledge"
beside = pytest.mark.skipif(not (SHARED / "entities.tsv").is_file(), reason="the tables are not beside this checkout")

# What the table has as one entity and the ontology says otherwise: lists of forms, and amounts of one nutrient.
OTHERWISE = {
    "MK-2 to MK-14", "MK-7 to MK-11", "recommended daily intake of vitamin K2", "vitamin K2 content", "form of K2",
    "dosage of K2", "small amount of vitamin K2", "trace amount of vitamin K2", "very little vitamin K2",
    "moderate amount of vitamin K2", "some vitamin K2", "good amount of vitamin K2", "high amount of vitamin K2",
}  # fmt: skip
# Where the table's broader term is told more closely, or by another relation.
BROADER_OTHERWISE = {"lumbar spine", "broccoli", "arterial plaque", "cognitive impairment", "steady vitamin K intake"}


def rows(name: str) -> Iterator[dict[str, str]]:
    with (SHARED / name).open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


def named(label: str) -> set[NamedNode]:
    """What a label means; where only its bare form is known, without what stands in parentheses."""
    lexicon = shipped().lexicon
    senses = lexicon[key(label)] or lexicon[key(re.sub(r"\s*\([^)]*\)", "", label))]
    return {sense.iri for sense in senses if sense.iri is not None}


def objects(subject: NamedNode, *predicates: NamedNode) -> set[str]:
    return {term.value for predicate in predicates for term in shipped().ontology.objects(subject, predicate)}


@beside
def test_every_entity_of_the_table_is_known_by_its_label():
    assert {row["preferred_label"] for row in rows("entities.tsv") if not named(row["preferred_label"])} <= OTHERWISE


@beside
def test_nine_of_ten_synonyms_of_the_table_are_understood():
    synonyms = [synonym for row in rows("entities.tsv") for synonym in re.split(r"\s*;\s*", row["synonyms"]) if synonym]
    unknown = [synonym for synonym in synonyms if not named(synonym)]
    assert len(unknown) < len(synonyms) / 10, unknown


@beside
def test_what_is_broader_in_the_table_is_above_in_the_shipped():
    above = (vocab.WITHIN, vocab.KIND_OF, vocab.ABOUT, K2("partOf"))
    lost = {
        row["preferred_label"]
        for row in rows("entities.tsv")
        for broader in re.split(r"\s*;\s*", row["broader"])
        if broader and named(row["preferred_label"]) and named(broader)
        if not any(objects(e, *above) & {b.value for b in named(broader)} for e in named(row["preferred_label"]))
    }
    assert lost <= BROADER_OTHERWISE


@beside
def test_no_cross_reference_is_in_the_graph_that_is_not_in_the_table():
    known = {row["curie"].partition(":")[2].casefold() for row in rows("xrefs.tsv")}
    matches = (SKOS("exactMatch"), SKOS("closeMatch"))
    quads = (q for match in matches for q in shipped().ontology.store.quads_for_pattern(None, match, None))
    found = {q.object.value for q in quads if q.subject not in shipped().ontology.schema.properties}
    assert len(found) > 100
    unknown = {iri for iri in found if re.split(r"[/_:]", iri)[-1].casefold() not in known}
    assert unknown == set()


def test_every_entity_has_one_label_and_a_definition_of_its_own():
    """But for the rows of a table of foods: their label is all that the table says."""
    lacking = shipped().query(
        "PREFIX k2: <https://w3id.org/k2graph/> PREFIX skos: <http://www.w3.org/2004/02/skos/core#> "
        "SELECT ?entity WHERE { ?entity k2:kindOf k2:Entity ; skos:prefLabel ?label . "
        "FILTER NOT EXISTS { ?entity skos:definition ?definition } FILTER NOT EXISTS { ?entity a k2:MeasuredFood } }"
    )
    assert lacking == []


def test_properties_are_mapped_to_the_relation_ontology_and_biolink():
    schema = shipped().ontology.schema
    for name, iri in (
        ("produces", "http://purl.obolibrary.org/obo/RO_0003000"),
        ("partOf", "http://purl.obolibrary.org/obo/BFO_0000050"),
        ("causes", "https://w3id.org/biolink/vocab/causes"),
    ):
        assert K2(name) in schema.properties
        assert iri in objects(K2(name), SKOS("exactMatch"), SKOS("closeMatch"))
