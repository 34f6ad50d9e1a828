"""The ontology: its files, its schema, what the rules derive, and above all what they must not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, QueryBoolean, Triple

from k2graph.errors import OntologyError
from k2graph.ontology import Ontology, local_name, rules
from k2graph.terms import Term
from k2graph.vocab import FACTS, K2, OWL

FARM = Path(__file__).with_name("farm.ttl")


@pytest.fixture(scope="module")
def farm() -> Ontology:
    return Ontology.load(str(FARM))


@pytest.fixture(scope="module")
def shipped(kg) -> Ontology:
    return kg.ontology


def holds(ontology: Ontology, triple: str) -> bool:
    result = ontology.query(
        f"PREFIX k2: <https://w3id.org/k2graph/> PREFIX skos: <http://www.w3.org/2004/02/skos/core#> ASK {{ {triple} }}"
    )
    assert isinstance(result, QueryBoolean)
    return bool(result)


def test_a_claim_that_asserts_makes_a_fact_and_one_that_denies_or_weighs_does_not(farm):
    assert holds(farm, "k2:fox k2:eats k2:hen")
    assert not holds(farm, "k2:wolf k2:eats k2:grass")
    assert not holds(farm, "k2:fox k2:harms k2:duck")


DERIVED = [
    ("symmetric", "k2:wolf k2:fights k2:fox"),
    ("kinds", "k2:white-hen k2:kindOf k2:Animal"),
    ("kinds", "k2:white-hen k2:kindOf k2:hen"),
    ("within", "k2:white-hen k2:within k2:hen"),
]
NOT_DERIVED = [
    "k2:hen k2:kindOf k2:white-hen",
    "k2:hen k2:within k2:white-hen",
    "k2:hen k2:kindOf k2:hen",
    "k2:duck k2:within k2:hen",
    "k2:hen k2:eats k2:fox",
    "k2:hen k2:eats k2:corn",  # what white hens eat, hens need not
    "k2:fox k2:kills k2:duck",
    "k2:white-hen k2:livesIn k2:barn",
    "k2:Bird k2:kindOf k2:Animal",
    "k2:hen k2:kindOf <http://www.w3.org/2002/07/owl#Class>",
]


@pytest.mark.parametrize(("rule", "triple"), DERIVED)
def test_a_rule_derives_what_follows(rule, triple, farm):
    assert holds(farm, f"GRAPH <https://w3id.org/k2graph/graph/inferred/{rule}> {{ {triple} }}")


@pytest.mark.parametrize("triple", NOT_DERIVED)
def test_what_does_not_follow_is_not_derived(triple, farm):
    assert not holds(farm, triple)


SHIPPED_NOT_DERIVED = [
    "k2:vitamin-k2-deficiency k2:impairs k2:bone-strength",  # S4-131 says only that it may lead to weak bones
    "k2:vitamin-k1 k2:activates k2:matrix-gla-protein",  # only K2 is said to
    "k2:vitamin-k k2:activates k2:osteocalcin",  # a form's effect is not the group's
    "k2:vitamin-k1 k2:within k2:vitamin-k2",
    "k2:vitamin-k k2:within k2:vitamin-k2",
    "k2:mk-4 k2:within k2:mk-7",
    "k2:vitamin-k2 k2:damages k2:healthy-cell",  # S4-099 denies it
    "k2:canada k2:recommends k2:vitamin-k2",  # S2-124
    "k2:united-states k2:recommends k2:vitamin-k2",  # S2-123
    "k2:brie k2:kindOf k2:hard-cheese",
    "k2:gouda k2:kindOf k2:soft-cheese",
    "k2:natto k2:contains k2:mk-4",
    "k2:natto k2:contains k2:vitamin-d",
    "k2:kale k2:contains k2:vitamin-k2",
    "k2:alendronate k2:within k2:etidronate",
    "k2:warfarin k2:inhibits k2:osteocalcin",
    "k2:vitamin-k2 k2:damages k2:kidney",  # S4-243
    "k2:vitamin-k2 k2:contains k2:natto",
    "k2:osteocalcin k2:activates k2:vitamin-k2",
    "k2:vitamin-k2 k2:within k2:excess-of-vitamin-k2",  # what too much does, enough need not
    "k2:western-diet k2:depletes k2:vitamin-k2",  # S0-047: a diet that holds little is no drug
    "k2:adults k2:lacks k2:vitamin-k2",
    "k2:men k2:needsMoreOf k2:vitamin-k2",
    "k2:vitamin-d-and-k-combination k2:inhibits k2:osteoclast",  # said of D3 with K2
    "k2:matrix-gla-protein k2:keepsCalciumFrom k2:bone",  # S1-012 holds it there
    "k2:vitamin-k2 k2:benefits k2:ovariectomized-rat",  # S4-169: animals in a study are no people to benefit
    "k2:osteocalcin k2:promotesProductionOf k2:bone",  # it influences mineralization
    "k2:vitamin-k2 k2:hasFunction k2:cellular-function",  # S0-009 calls it a role, not the main one
    "k2:people-taking-anticoagulants k2:about k2:antibiotic",
    "k2:people-taking-anticoagulants k2:within k2:anticoagulant",  # people are no drug
    "k2:people-taking-anticoagulants k2:about k2:warfarin",  # not each of them takes this one
    "k2:anticoagulant k2:about k2:people-taking-anticoagulants",
    "k2:people-with-diabetes k2:about k2:type-2-diabetes",
]


@pytest.mark.parametrize("triple", SHIPPED_NOT_DERIVED)
def test_the_shipped_graph_does_not_hold_what_no_source_says(triple, shipped):
    assert not holds(shipped, triple)


SHIPPED_DERIVED = [
    "k2:dicoumarol k2:inhibits k2:vitamin-k",  # a vitamin K antagonist (S3-085)
    "k2:gouda k2:kindOf k2:cheese",
    "k2:mk-7 k2:within k2:vitamin-k2",
    "k2:mk-7 k2:within k2:vitamin-k",
    "k2:people-taking-anticoagulants k2:about k2:anticoagulant",
    "k2:people-taking-anticoagulants k2:about k2:medication",
    "k2:patients-with-age-related-osteoporosis k2:about k2:osteoporosis",
    "k2:excess-of-vitamin-k2 k2:within k2:vitamin-k2",
    "k2:calcium k2:synergisticWith k2:vitamin-k2",  # S0-067, said the other way about
    "k2:people-with-diabetes k2:needsAdviceBefore k2:vitamin-k2-supplement",  # S4-301
    "k2:vitamin-k2-intake k2:associatedWithLowerRiskOf k2:type-2-diabetes",  # S4-104, with a higher intake
    "k2:vitamin-k2 k2:maintains k2:thinking-skills",  # S4-114: it prevents cognitive decline
]
SHIPPED_NOT_DERIVED = [
    "k2:vitamin-k2-deficiency k2:impairs k2:bone-strength",  # S4-131 says only that it may lead to weak bones
    "k2:postmenopausal-women k2:needsAdviceBefore ?anything",  # advice to some is not advice to all
    "k2:vitamin-k2-intake k2:activates k2:osteocalcin",  # no claim of it speaks of an intake
    "k2:vitamin-k-deficiency k2:impairs k2:memory",  # S4-115 tells a link with memory problems, no cause
]


@pytest.mark.parametrize("triple", SHIPPED_DERIVED)
def test_the_shipped_graph_holds_what_follows(triple, shipped):
    assert holds(shipped, triple)


@pytest.mark.parametrize("triple", SHIPPED_NOT_DERIVED)
def test_the_shipped_graph_holds_nothing_that_does_not_follow(triple, shipped):
    assert not holds(shipped, triple)


def test_every_inference_names_its_rule_and_claims_that_do_not_deny(shipped):
    unfounded = shipped.query(
        "PREFIX k2: <https://w3id.org/k2graph/> PREFIX prov: <http://www.w3.org/ns/prov#> "
        "SELECT ?i WHERE { ?i a k2:Inference . "
        "FILTER (NOT EXISTS { ?i k2:rule ?rule } || NOT EXISTS { ?i prov:wasDerivedFrom ?claim } || "
        "EXISTS { ?i prov:wasDerivedFrom ?c . ?c k2:polarity k2:denies }) }"
    )
    assert list(unfounded) == []


def test_every_plain_fact_between_things_has_a_claim_that_does_not_deny_it(shipped):
    said = shipped.query(
        "PREFIX k2: <https://w3id.org/k2graph/> PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> "
        "SELECT ?s ?p ?o WHERE { ?c a k2:Claim ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; "
        "k2:polarity ?polarity FILTER (?polarity IN (k2:asserts, k2:caution)) }"
    )
    facts = {quad.triple for quad in shipped.store.quads_for_pattern(None, None, None, FACTS)}
    assert len(facts) > 1000
    assert facts - {Triple(row["s"], row["p"], row["o"]) for row in said} == set()


def test_nothing_is_of_its_own_kind(shipped):
    assert not holds(shipped, "?x k2:kindOf ?x")


def test_rules_run_twice_derive_nothing_new(shipped):
    before = len(shipped.store)
    known = {quad.triple for quad in shipped.store}
    for _, text in rules():
        derived = set(shipped.query(text))
        named = {
            triple for triple in derived if not str(triple.subject).startswith("<https://w3id.org/k2graph/inference/")
        }
        assert named - known == set()
    assert len(shipped.store) == before


def test_each_rule_says_its_name_and_its_reason_in_its_head():
    for name, text in rules():
        label, reason = text.splitlines()[:2]
        assert label.startswith("# "), name
        assert reason.startswith("# "), name
        assert reason.endswith("."), name


def test_the_schema_tells_narrower_properties_domains_and_signs(farm):
    schema = farm.schema
    assert schema.narrower(K2("harms")) == (K2("harms"), K2("kills"))
    assert schema.narrower(K2("kills")) == (K2("kills"),)
    assert schema.properties[K2("keeps")].domain == {K2("Farmer")}
    assert schema.properties[K2("kills")].sign == -1
    assert schema.properties[K2("fights")].symmetric
    assert schema.slots == {K2("season"): frozenset({K2("Season")})}


SAID_OF_PROPERTIES = {
    "label": "rdfs:label",
    "definition": "rdfs:comment",
    "domain": "rdfs:domain",
    "range": "rdfs:range",
}
PREFIXED = (
    "PREFIX k2: <https://w3id.org/k2graph/> PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> "
    "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> "
)
PARTS_OF_A_CLAIM = {K2("Claim"), K2("EvidenceType")}


def said(ontology: Ontology, predicate: str) -> dict[NamedNode, set[Term]]:
    """What is said with a predicate, by what it is said of."""
    found: dict[NamedNode, set[Term]] = defaultdict(set)
    for row in ontology.query(PREFIXED + f"SELECT ?p ?o WHERE {{ ?p {predicate} ?o }}"):
        found[row["p"]].add(row["o"])
    return found


def declared(ontology: Ontology) -> set[NamedNode]:
    """Every property that an ontology declares, with none of its annotations and slots."""
    kinds = {OWL("ObjectProperty"), OWL("DatatypeProperty")}
    return {iri for iri, types in said(ontology, "a").items() if types & kinds}


def above(ontology: Ontology, properties: Iterable[NamedNode]) -> set[NamedNode]:
    """Properties with all those that stand above them."""
    infos = [(p, ontology.schema.properties.get(p)) for p in properties]
    return {iri for p, info in infos for iri in (p, *(info.broader if info else ()))}


@pytest.mark.parametrize("what", SAID_OF_PROPERTIES)
def test_every_property_has_its(what, shipped):
    known = said(shipped, SAID_OF_PROPERTIES[what])
    inherited = what in {"domain", "range"}
    assert {p for p in declared(shipped) if not known.keys() & (above(shipped, {p}) if inherited else {p})} == set()


def test_every_property_of_claims_reads_backwards_and_has_the_sign_that_the_one_above_it_has(shipped):
    claimed = set().union(*(objects for s, objects in said(shipped, "rdf:predicate").items()))
    assert claimed - said(shipped, "k2:inverseLabel").keys() == set()
    signs = said(shipped, "k2:causalSign")
    for narrow, broader in said(shipped, "rdfs:subPropertyOf").items():
        directed = {sign.value for p in broader for sign in signs.get(p, ())} - {"0"}
        assert {sign.value for sign in signs.get(narrow, ())} >= directed, narrow


def test_every_property_is_said_by_a_claim_or_a_rule_or_is_above_one_that_is(shipped):
    used = {quad.predicate for quad in shipped.store} | set().union(*said(shipped, "rdf:predicate").values())
    domains = said(shipped, "rdfs:domain")
    parts = {p for p in declared(shipped) if domains.get(p, set()) & PARTS_OF_A_CLAIM}
    assert declared(shipped) - parts - above(shipped, used) == set()


def test_claims_are_made_with_few_properties_and_those_stand_under_fewer(shipped):
    claims = said(shipped, "a")
    made = set().union(*(p for claim, p in said(shipped, "rdf:predicate").items() if K2("Claim") in claims[claim]))
    top = above(shipped, made) - said(shipped, "rdfs:subPropertyOf").keys()
    assert len(made) <= 126
    assert len(top) <= 63


def test_a_domain_or_range_of_everything_restricts_nothing(tmp_path):
    path = tmp_path / "any.ttl"
    path.write_text(
        "@prefix k2: <https://w3id.org/k2graph/> . @prefix owl: <http://www.w3.org/2002/07/owl#> . "
        "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . "
        "k2:likes a owl:ObjectProperty ; rdfs:domain owl:Thing ; rdfs:range owl:Thing . "
        "k2:keeps a owl:ObjectProperty ; rdfs:domain k2:Farmer . "
        "k2:feeds a owl:ObjectProperty ; rdfs:subPropertyOf k2:keeps ; rdfs:domain owl:Thing .",
        encoding="utf-8",
    )
    properties = Ontology.load(str(path)).schema.properties
    assert properties[K2("likes")].domain == properties[K2("likes")].range == frozenset()
    assert properties[K2("feeds")].domain == {K2("Farmer")}


def test_a_kind_fits_where_it_or_something_of_it_may_stand(farm):
    fits = farm.schema.fits
    animal, bird, plant = frozenset({K2("Animal")}), frozenset({K2("Bird")}), frozenset({K2("Plant")})
    assert fits(bird, animal)
    assert fits(animal, bird)  # an animal may be a bird
    assert fits(frozenset({K2("hen")}), animal)
    assert fits(frozenset(), plant)
    assert not fits(plant, animal)
    assert not fits(frozenset({K2("hen")}), plant)


def test_a_label_is_the_preferred_one_then_any_then_the_iri(farm):
    assert farm.label(K2("hen")) == "hen"
    assert farm.label(K2("weighs")) == "weighs"
    assert farm.label(K2("neverHeardOf")) == "never heard of"
    assert local_name("https://example.org/a#b-c") == "b c"


def test_a_broken_file_is_told_with_its_path_and_line(tmp_path):
    path = tmp_path / "broken.ttl"
    path.write_text("@prefix k2: <https://w3id.org/k2graph/> .\nk2:a k2:b\n", encoding="utf-8")
    with pytest.raises(OntologyError) as caught:
        Ontology.load(str(path))
    assert caught.value.path == str(path)
    assert caught.value.line in {2, 3}


@pytest.mark.parametrize("name", ["nothing.ttl", "folder", "table.csv"])
def test_what_is_no_graph_is_told_with_what_would_be(name, tmp_path):
    (tmp_path / "folder").mkdir()
    (tmp_path / "table.csv").write_text("a,b", encoding="utf-8")
    with pytest.raises(OntologyError, match=r"\.ttl"):
        Ontology.load(str(tmp_path / name))


def test_a_folder_is_loaded_each_file_in_a_graph_of_its_own(tmp_path):
    for name in ("a", "b"):
        (tmp_path / f"{name}.nt").write_text(f"<http://x/{name}> <http://x/p> <http://x/o> .\n", encoding="utf-8")
    ontology = Ontology.load(str(tmp_path))
    graphs = {quad.graph_name.value for quad in ontology.store if quad.predicate.value == "http://x/p"}
    assert graphs == {"https://w3id.org/k2graph/graph/a", "https://w3id.org/k2graph/graph/b"}
