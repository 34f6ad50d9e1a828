"""Which claims differ and in what way, and above all which do not: planted claims beside the shipped graph."""

from __future__ import annotations

import shutil

import pytest

from k2graph.claims import Claims
from k2graph.conflicts import Conflicts
from k2graph.ontology import Ontology, project_folder
from k2graph.vocab import K2

PLANTED = """
@prefix k2: <https://w3id.org/k2graph/> .
@prefix claim: <https://w3id.org/k2graph/claim/> .
@prefix source: <https://w3id.org/k2graph/source/> .
@prefix qty: <https://w3id.org/k2graph/quantity/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
k2:salve a k2:Drug ; skos:prefLabel "salve" .
k2:green-salve a k2:Drug ; skos:prefLabel "green salve" ; skos:broader k2:salve .
k2:itch a k2:Condition ; skos:prefLabel "itch" .
k2:night-itch a k2:Condition ; skos:prefLabel "night itch" ; skos:broader k2:itch .
k2:salve-lack a k2:Condition ; skos:prefLabel "lack of salve" ; k2:deficiencyOf k2:salve .
k2:turnip a k2:Food ; skos:prefLabel "turnip" .
k2:white-turnip a k2:Food ; skos:prefLabel "white turnip" ; skos:broader k2:turnip .
k2:beet a k2:Food ; skos:prefLabel "beet" .
k2:salt a k2:Nutrient ; skos:prefLabel "salt" .
k2:sea-salt a k2:Nutrient ; skos:prefLabel "sea salt" ; skos:broader k2:salt .
"""
CLAIMS = {
    "lowers": "asserts k2:salve k2:reduces k2:itch",
    "lowers-in-men": "asserts k2:salve k2:reduces k2:itch ; k2:population k2:men",
    "lowers-at-hip": "asserts k2:salve k2:reduces k2:itch ; k2:site k2:hip",
    "denied": "denies k2:salve k2:reduces k2:itch",
    "denied-in-women": "denies k2:salve k2:reduces k2:itch ; k2:population k2:women",
    "denied-at-spine": "denies k2:salve k2:reduces k2:itch ; k2:site k2:spine",
    "denied-of-green": "denies k2:green-salve k2:reduces k2:itch",
    "denied-at-night": "denies k2:salve k2:reduces k2:night-itch",
    "night": "asserts k2:salve k2:reduces k2:night-itch",
    "worse": "asserts k2:salve k2:increases k2:itch",
    "worse-at-spine": "asserts k2:salve k2:increases k2:itch ; k2:site k2:spine",
    "lack": "asserts k2:salve-lack k2:increases k2:itch",
    "mixed": "mixed k2:salve k2:reduces k2:itch",
    "mixed-at-night": "mixed k2:salve k2:reduces k2:night-itch",
    "only-turnip": "asserts k2:turnip k2:onlySourceOf k2:salt",
    "white-turnip": "asserts k2:white-turnip k2:contains k2:salt",
    "beet": "asserts k2:beet k2:contains k2:sea-salt",
    "no-beet": "denies k2:beet k2:contains k2:sea-salt",
    "men-dose": "asserts k2:salve k2:recommendedDose qty:120-ug-per-day ; k2:population k2:men",
    "women-dose": "asserts k2:salve k2:recommendedDose qty:90-ug-per-day ; k2:population k2:women",
    "dose": "asserts k2:salve k2:recommendedDose qty:10-to-45-ug-per-day",
    "other-dose": "asserts k2:salve k2:recommendedDose qty:180-ug-per-day",
    "clinical-dose": "asserts k2:salve k2:clinicalDose qty:180-ug-per-day",
    "japan": "asserts k2:japan k2:recommends k2:salve ; k2:purpose k2:itch",
    "canada": "denies k2:canada k2:recommends k2:salve ; k2:purpose k2:itch",
    "canada-for-night": "denies k2:canada k2:recommends k2:salve ; k2:purpose k2:osteoporosis",
}  # fmt: skip


@pytest.fixture(scope="module")
def planted(tmp_path_factory) -> Conflicts:
    folder = tmp_path_factory.mktemp("planted") / "ontology"
    shutil.copytree(project_folder("ontology"), folder)
    blocks = [PLANTED]
    for name, said in CLAIMS.items():
        polarity, subject, predicate, rest = said.split(" ", 3)
        blocks.append(
            f'claim:{name} a k2:Claim ; dcterms:identifier "{name}" ; dcterms:source source:S0 ; k2:section "x" ; '
            f'k2:polarity k2:{polarity} ; k2:evidenceType k2:none-stated ; k2:statement "{name}"@en ; '
            f"rdf:subject {subject} ; rdf:predicate {predicate} ; rdf:object {rest} ."
        )
    (folder / "planted.ttl").write_text("\n".join(blocks), encoding="utf-8")
    ontology = Ontology.load(str(folder))
    return Conflicts(ontology, Claims(ontology))


def kinds(conflicts: Conflicts, one: str, other: str) -> set[str]:
    """In what ways two claims differ."""
    found = conflicts.of(K2(f"claim/{one}"))
    return {kind.value.rsplit("/", 1)[-1] for kind, claim in found if claim == K2(f"claim/{other}")}


DIFFER = [
    ("lowers", "denied", "contradiction"),
    ("lowers-in-men", "denied", "contradiction"),  # who denies it of all denies it of men
    ("night", "denied", "contradiction"),  # and who denies it of the whole, of each kind
    ("lowers", "worse", "contradiction"),
    ("lowers", "mixed", "mixed-evidence"),
    ("lowers", "mixed-at-night", "different-scope"),
    ("lowers-in-men", "denied-in-women", "different-context"),
    ("lowers-at-hip", "denied-at-spine", "different-context"),
    ("lowers", "denied-at-spine", "different-context"),  # a denial for one place leaves the others alone
    ("lowers-at-hip", "worse-at-spine", "different-context"),
    ("lack", "worse", "tension"),  # a lack that makes it worse speaks for the thing
    ("beet", "only-turnip", "contradiction"),
    ("dose", "other-dose", "different-number"),
    ("dose", "clinical-dose", "different-context"),
    ("japan", "canada", "different-jurisdiction"),
]
AGREE = [
    ("lowers", "denied-of-green"),  # what is denied of a kind is not denied of the whole
    ("lowers", "denied-at-night"),
    ("lowers", "lack"),
    ("lowers", "lowers-in-men"),
    ("white-turnip", "only-turnip"),  # a kind of what alone has it
    ("no-beet", "only-turnip"),
    ("men-dose", "women-dose"),
    ("other-dose", "clinical-dose"),
    ("japan", "canada-for-night"),
    ("denied", "worse"),  # neither says that it helps
    ("denied-in-women", "denied-at-spine"),
]


@pytest.mark.parametrize(("one", "other", "kind"), DIFFER)
def test_claims_that_differ_do_so_in_a_way_that_is_named(one, other, kind, planted):
    assert kinds(planted, one, other) == kinds(planted, other, one) == {kind}


@pytest.mark.parametrize(("one", "other"), AGREE)
def test_claims_that_go_together_are_no_conflict(one, other, planted):
    assert kinds(planted, one, other) == set()


def test_what_may_both_hold_is_not_called_a_contradiction(planted):
    hold = {
        kind.rsplit("-", 1)[-1]
        for kind in ("different-context", "different-scope", "different-jurisdiction", "different-emphasis")
        if planted.both_may_hold(_difference(kind))
    }
    assert hold == {"context", "scope", "jurisdiction", "emphasis"}
    assert not any(planted.both_may_hold(_difference(kind)) for kind in ("contradiction", "mixed-evidence"))


def _difference(kind: str):
    from k2graph.disagreements import Difference

    return Difference(K2(kind), (), "")


def test_every_difference_names_its_kind_its_rule_and_two_claims(kg):
    rows = kg.query(
        "PREFIX k2: <https://w3id.org/k2graph/> SELECT ?d (COUNT(DISTINCT ?claim) AS ?claims) "
        "(COUNT(DISTINCT ?kind) AS ?kinds) (COUNT(DISTINCT ?rule) AS ?rules) WHERE { ?d a k2:Disagreement ; "
        "k2:between ?claim ; k2:differenceKind ?kind ; k2:rule ?rule . ?kind a k2:DifferenceKind } GROUP BY ?d"
    )
    assert len(rows) > 300
    assert {(row["claims"], row["kinds"], row["rules"]) for row in rows} == {("2", "1", "1")}


@pytest.mark.parametrize(
    ("question", "apart"),
    [
        ("how much K2 should men take", {"S4-291", "S4-293"}),  # women need another amount, which is no conflict
        ("which drugs treat postmenopausal osteoporosis", {"S2-094", "S2-095"}),
        ("what activates osteocalcin", {"S0-021", "S3-070"}),
        ("how long does MK-7 stay in the body", {"S4-307"}),
    ],
)
def test_what_goes_together_is_shown_without_a_conflict(question, apart, kg):
    answer = kg.ask(question)
    disputed = {
        claim for conflict in answer.conflicts if not conflict.compatible for side in conflict.sides for claim in side
    }
    assert answer.status == "answered"
    assert disputed & apart == set()


def test_claims_that_may_both_hold_are_told_apart_from_disagreement(kg):
    answer = kg.ask("do the sources agree that matrix Gla protein is located in blood vessels")
    assert answer.verdict != "no"
    assert all(conflict.compatible for conflict in answer.conflicts)


def test_a_difference_is_told_with_what_each_side_is_limited_to(kg):
    (conflict,) = kg.ask("does vitamin K2 promote apoptosis").conflicts
    assert conflict.sides in {(("S2-114",), ("S4-097",)), (("S4-097",), ("S2-114",))}
    assert conflict.note is not None
    assert conflict.note.startswith("different context:")
    assert "(osteoblast / cancer cell, damaged cell)" in conflict.note


def test_a_slip_is_shown_where_it_is_told_and_nowhere_else(kg):
    told = kg.ask("is vitamin K2 associated with a lower risk of type 2 diabetes").conflicts
    assert [conflict.note.partition(":")[0] for conflict in told if conflict.note] == ["out of scale"]
    doses = kg.ask("what is the recommended daily intake of vitamin K2").conflicts
    assert not [conflict for conflict in doses if any("S4-105" in side for side in conflict.sides)]


@pytest.mark.parametrize(
    ("question", "verdict"),
    [("do the sources agree about Gouda", "no"), ("do the sources disagree on natto", "yes")],
)
def test_the_amounts_of_a_thing_are_weighed_where_agreement_on_it_is_asked(question, verdict, kg):
    answer = kg.ask(question)
    assert answer.verdict == verdict
    assert any("how much vitamin K2" in conflict.topic for conflict in answer.conflicts)
