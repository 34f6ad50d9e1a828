"""What an answer rests on: the claims of each item, the verdict, and where sources disagree."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import NamedNode

from k2graph.answer import Answer
from k2graph.conflicts import _exclude
from k2graph.engine import KnowledgeGraph


@pytest.fixture(scope="module")
def farm() -> KnowledgeGraph:
    return KnowledgeGraph.open(str(Path(__file__).with_name("farm.ttl")))


def claims(answer: Answer) -> list[str]:
    return sorted(evidence.claim for evidence in answer.evidence)


@pytest.mark.parametrize(
    ("question", "verdict", "behind"),
    [
        ("does the duck eat grass", "yes", ["F-4"]),
        ("does the wolf eat grass", "no", ["F-5"]),
        ("does the fox eat hens", "mixed", ["F-1", "F-2"]),
        ("does the fox harm ducks", "mixed", ["F-13"]),
        ("does the hen eat grass", "unknown", []),
        ("does the wolf harm ducks", "yes", ["F-6"]),
        ("does the wolf not eat grass", "yes", ["F-5"]),
        ("does the duck not eat grass", "no", ["F-4"]),
        ("does the wolf fight the fox", "yes", ["F-7"]),
        ("does the fox fight the wolf", "yes", ["F-7"]),
        ("does the hen fight the fox", "unknown", []),
    ],
)
def test_the_verdict_tells_no_from_nothing_known(question, verdict, behind, farm):
    answer = farm.ask(question)
    assert (answer.verdict, claims(answer)) == (verdict, behind)
    assert answer.status == ("no_answer" if verdict == "unknown" else "answered")


def test_both_sides_of_a_disagreement_are_shown_with_a_list_too(farm):
    answer = farm.ask("what eats hens")
    assert [(item.label, item.claims) for item in answer.answers] == [("fox", ("F-1",))]
    assert claims(answer) == ["F-1", "F-2"]
    assert [conflict.sides for conflict in answer.conflicts] == [(("F-1",), ("F-2",))]


def test_what_claims_only_deny_is_no_answer(farm):
    assert [item.label for item in farm.ask("what eats grass").answers] == ["duck"]
    assert [item.label for item in farm.ask("what harms ducks").answers] == ["wolf"]


def test_what_a_rule_derived_is_marked_with_the_rule_and_what_it_was_derived_from(farm):
    (item,) = farm.ask("what does the wolf fight").answers
    assert (item.label, item.inferred, item.rule, item.claims) == ("fox", True, "symmetric", ("F-7",))


def test_what_a_claim_says_outright_is_not_marked_as_inferred(farm):
    for question in (
        "which birds eat corn",
        "which birds except hens eat grass",
        "which animals eat grass but not corn",
    ):
        assert [(item.inferred, item.rule) for item in farm.ask(question).answers] == [(False, None)], question


def test_each_piece_of_evidence_says_who_says_it_and_how(farm):
    (evidence,) = farm.ask("does the wolf eat grass").evidence
    said = evidence.subject, evidence.predicate, evidence.object, evidence.polarity
    assert (evidence.claim, evidence.statement, *said, evidence.source) == (
        "F-5", "Wolves eat no grass.", "wolf", "eats", "grass", "denies", "Tales",
    )  # fmt: skip


def test_a_route_rests_on_the_claims_of_each_of_its_steps(farm):
    (item,) = farm.ask("who keeps a bird that lives in the barn").answers
    assert (item.label, sorted(item.claims)) == ("Ann", ["F-10", "F-8"])


QUESTIONS = [
    "what activates MGP",
    "which foods contain vitamin K2",
    "how much K2 is in natto",
    "list all bisphosphonates",
    "how many hard cheeses are there",
    "does K2 improve bone mineral density",
    "which drugs treat postmenopausal osteoporosis",
    "what is natto",
]


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_claims_of_each_item_are_in_the_evidence(question, kg):
    answer = kg.ask(question)
    assert answer.status == "answered"
    assert {claim for item in answer.answers for claim in item.claims} <= set(claims(answer))


@pytest.mark.parametrize("question", QUESTIONS)
def test_evidence_is_given_once_and_no_item_is_without_it(question, kg):
    answer = kg.ask(question)
    assert claims(answer) == sorted(set(claims(answer)))
    assert [item.label for item in answer.answers if not item.claims] == []


def test_amounts_that_cannot_both_hold_are_a_conflict(kg):
    answer = kg.ask("how much K2 is in natto")
    sides = [conflict.sides for conflict in answer.conflicts if not conflict.compatible]
    many = ("S3-087", "S4-009", "S4-199", "S4-212")  # 1,000 µg per 100 g, 150 µg a tablespoon and "high"
    assert sides == [(many, ("S2-027",))]  # against "small"


def test_a_number_and_a_word_that_fit_together_are_no_conflict(kg):
    answer = kg.ask("how much K2 is in Gouda")
    sides = {c for conflict in answer.conflicts if not conflict.compatible for side in conflict.sides for c in side}
    assert sides == {"S3-089", "S4-010", "S4-217"}  # 70 µg in 30 g is more than 50-90 µg in 100 g; both are "high"


def test_an_amount_that_is_open_upwards_or_downwards_excludes_only_what_lies_outside(kg):
    judge = kg._answerer.judge
    name = "https://w3id.org/k2graph/quantity/{}".format
    spans = {text: judge._spans(NamedNode(name(text))) for text in ("over-100-ug-per-day", "180-ug-per-day")}
    assert spans["over-100-ug-per-day"] == {"ug 1 d": (90.0, float("inf"))}
    assert not _exclude(spans["over-100-ug-per-day"], spans["180-ug-per-day"])
    assert _exclude(spans["180-ug-per-day"], judge._spans(NamedNode(name("45-mg-per-day"))))


@pytest.mark.parametrize(
    ("question", "sides"),
    [
        ("is vitamin K2 found only in fermented food", {"S3-017", "S0-055"}),
        ("does K2 reduce the risk of hip fractures", {"S1-028", "S4-185"}),
        ("does vitamin K2 improve bone mineral density", {"S1-020", "S4-181"}),
    ],
)
def test_disagreement_of_the_sources_is_shown_and_not_decided(question, sides, kg):
    answer = kg.ask(question)
    assert answer.verdict == "mixed"
    assert sides <= set(claims(answer))


def test_a_denial_of_the_narrower_is_no_denial_of_the_wider(kg):
    assert kg.ask("does K2 harm healthy cells").verdict == "no"
    assert kg.ask("does K2 harm cells").verdict != "no"
