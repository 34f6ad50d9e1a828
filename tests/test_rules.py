"""What the rules must not derive: each fact that an ontologist would not sign, planted or in the shipped graph."""

from __future__ import annotations

import pytest
from pyoxigraph import QueryBoolean

from k2graph.ontology import Ontology, rules

PREFIXES = """
@prefix k2: <https://w3id.org/k2graph/> .
@prefix claim: <https://w3id.org/k2graph/claim/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""
THINGS = """
k2:contains a owl:ObjectProperty . k2:goodSourceOf rdfs:subPropertyOf k2:contains . k2:extent k2:partial "some" .
k2:synergisticWith a owl:ObjectProperty , owl:SymmetricProperty . k2:interactsWith a owl:SymmetricProperty .
k2:inhibits k2:causalSign -1 . k2:prevents k2:causalSign -1 .
k2:fish skos:prefLabel "fish" . k2:cod skos:broader k2:fish .
k2:drug skos:prefLabel "drug" . k2:pill skos:broader k2:drug . k2:syrup skos:broader k2:drug .
k2:salt skos:prefLabel "salt" .
k2:plenty a k2:AmountLevel ; k2:rank 7 . k2:little a k2:AmountLevel ; k2:rank 3 .
"""
CLAIMS = """
asserts k2:cod k2:contains k2:oil ; k2:amount k2:plenty
asserts k2:tuna k2:contains k2:oil ; k2:amount k2:little
asserts k2:herring k2:contains k2:oil ; k2:amount k2:plenty ; k2:extent "some"
asserts k2:eel k2:contains k2:oil ; k2:amount k2:plenty ; k2:certainty "may"
denies k2:carp k2:contains k2:oil ; k2:amount k2:plenty
asserts k2:a k2:synergisticWith k2:b
asserts k2:b k2:synergisticWith k2:c
caution k2:pill k2:interactsWith k2:salt
caution k2:syrup k2:interactsWith k2:sugar ; k2:certainty "might"
asserts k2:x k2:inhibits k2:y
asserts k2:y k2:prevents k2:z
mixed k2:x k2:helps k2:z
"""


@pytest.fixture(scope="module")
def planted(tmp_path_factory) -> Ontology:
    blocks = [PREFIXES, THINGS]
    for number, line in enumerate(CLAIMS.strip().splitlines(), 1):
        polarity, subject, predicate, rest = line.split(" ", 3)
        blocks.append(
            f'claim:T-{number} a k2:Claim ; dcterms:identifier "T-{number}" ; k2:polarity k2:{polarity} ; '
            f"rdf:subject {subject} ; rdf:predicate {predicate} ; rdf:object {rest} ."
        )
    path = tmp_path_factory.mktemp("rules") / "planted.ttl"
    path.write_text("\n".join(blocks), encoding="utf-8")
    return Ontology.load(str(path))


def holds(ontology: Ontology, triple: str) -> bool:
    result = ontology.query(f"PREFIX k2: <https://w3id.org/k2graph/> ASK {{ {triple} }}")
    assert isinstance(result, QueryBoolean)
    return bool(result)


FOLLOWS = [
    "k2:cod k2:goodSourceOf k2:oil",
    "k2:b k2:synergisticWith k2:a",
    "k2:salt k2:interactsWith k2:pill",
]
NOT = {
    "what a kind contains, the whole class need not": "k2:fish k2:contains k2:oil",
    "nor is the class a good source of it": "k2:fish k2:goodSourceOf k2:oil",
    "little makes no good source": "k2:tuna k2:goodSourceOf k2:oil",
    "what some of a kind have makes the kind no good source": "k2:herring k2:goodSourceOf k2:oil",
    "what may be makes no good source": "k2:eel k2:goodSourceOf k2:oil",
    "what is denied is no fact": "k2:carp k2:contains k2:oil",
    "nor does a rule derive from it": "k2:carp k2:goodSourceOf k2:oil",
    "what results are mixed on is no fact": "k2:x k2:helps k2:z",
    "to work together is not transitive": "k2:a k2:synergisticWith k2:c",
    "an interaction of one drug is none of its class": "k2:drug k2:interactsWith k2:salt",
    "nor of another drug": "k2:syrup k2:interactsWith k2:salt",
    "nor does a possible one spread": "k2:pill k2:interactsWith k2:sugar",
    "to inhibit what prevents is no fact about what is prevented": "k2:x ?effect k2:z",
    "what contains is not contained": "k2:oil k2:contains k2:cod",
}


@pytest.mark.parametrize("triple", FOLLOWS)
def test_what_follows_is_derived(triple, planted):
    assert holds(planted, triple)


@pytest.mark.parametrize("reason", NOT)
def test_what_does_not_follow_is_not_derived(reason, planted):
    assert not holds(planted, NOT[reason])


SHIPPED_NOT = [
    "k2:fermented-food k2:contains k2:mk-4",
    "k2:cheese k2:goodSourceOf k2:vitamin-k2",  # "certain cheeses" (S4-200)
    "k2:dairy k2:goodSourceOf k2:vitamin-k2",
    "k2:antibiotic k2:interactsWith ?anything",
    "k2:alendronate k2:interactsWith ?anything",
    "k2:vitamin-k2 k2:synergisticWith k2:vitamin-k1",
    "k2:calcium k2:synergisticWith k2:magnesium",  # each with K2, no source says with each other
    "k2:warfarin k2:prevents k2:osteoporosis",
    "k2:united-states k2:approved k2:vitamin-k2",
    "k2:vitamin-k1 k2:inhibits k2:vitamin-k",
]


@pytest.mark.parametrize("triple", SHIPPED_NOT)
def test_the_shipped_graph_holds_nothing_that_rules_make_up(triple, kg):
    assert not holds(kg.ontology, triple)


def test_what_is_limited_or_hedged_is_derived_by_no_rule_without_its_claim(kg):
    """An inference stands on claims that limit nobody, or it names those that do."""
    rows = kg.query(
        "PREFIX k2: <https://w3id.org/k2graph/> PREFIX prov: <http://www.w3.org/ns/prov#> "
        "PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> "
        "SELECT DISTINCT ?i WHERE { ?i a k2:Inference ; k2:rule ?rule ; rdf:subject ?subject ; rdf:object ?object . "
        "FILTER (?rule NOT IN (<https://w3id.org/k2graph/rule/symmetric>, <https://w3id.org/k2graph/rule/approval>, "
        "<https://w3id.org/k2graph/rule/participants>)) "  # how many took part is no part of what was found
        "FILTER NOT EXISTS { ?i prov:wasDerivedFrom ?plain . "
        "FILTER NOT EXISTS { ?plain k2:population|k2:site|k2:cellType|k2:condition|k2:certainty ?limit . "
        # the fact is about these people, or about the intake that the claim makes its condition: it names the limit
        "FILTER (?limit NOT IN (?subject, ?object)) "
        "FILTER (!(?rule = <https://w3id.org/k2graph/rule/intakes> && EXISTS { ?plain k2:condition ?limit })) } } }"
    )
    assert rows == []


def test_every_rule_is_described_in_the_graph_with_its_name_and_its_reason(kg):
    told = kg.query(
        "PREFIX k2: <https://w3id.org/k2graph/> PREFIX dcterms: <http://purl.org/dc/terms/> "
        "SELECT ?rule ?name ?why WHERE { ?rule a k2:Rule ; dcterms:title ?name ; dcterms:description ?why }"
    )
    assert {row["rule"].rsplit("/", 1)[-1] for row in told} == {name for name, _ in rules()}
    assert all(row["why"].endswith(".") for row in told)


def test_every_rule_that_is_named_by_an_inference_or_a_difference_is_described(kg):
    assert not kg.query(
        "PREFIX k2: <https://w3id.org/k2graph/> ASK { ?derived k2:rule ?rule FILTER NOT EXISTS { ?rule a k2:Rule } }"
    )


def test_an_inferred_item_names_its_rule_and_the_claims_it_follows_from(kg):
    items = {item.label: item for item in kg.ask("what inhibits vitamin K").answers}
    dicoumarol = items["dicoumarol"]
    assert (dicoumarol.inferred, dicoumarol.rule, dicoumarol.claims) == (True, "members", ("S3-085",))


def test_amounts_have_their_range_on_the_common_basis_in_the_graph(kg):
    rows = kg.query(
        "PREFIX k2: <https://w3id.org/k2graph/> PREFIX qty: <https://w3id.org/k2graph/quantity/> "
        "SELECT ?least ?greatest ?basis WHERE { "
        "qty:45-mg-per-day k2:least ?least ; k2:greatest ?greatest ; k2:basis ?basis }"
    )
    assert [(float(row["least"]), float(row["greatest"]), row["basis"]) for row in rows] == [(45000.0, 45000.0, "ug/d")]
