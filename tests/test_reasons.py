"""Why something is so or is advised against, and by which steps: what is told and what it rests on."""

from __future__ import annotations

import pytest

ASKED = [
    ("How is vitamin K2 thought to act against tumours?", "S4-094 S4-095 S4-097", "Vitamin K2 triggers apoptosis"),
    ("How does K2 fight cancer?", "S4-094 S4-095 S4-097", "through cell-cycle arrest"),
    ("Why must patients on anticoagulants be careful with vitamin K?", "S4-380 S4-366 S4-374", "clotting"),
    ("Why does Canada not recommend K2 for osteoporosis?", "S2-126", "still lacking"),
    ("Do any trials back K2 for bone density?", "S2-065 S4-133", "RCT in women with osteoporosis"),
    ("How convincing is the evidence for K2 in type 2 diabetes?", "S4-104 S4-110", "claims"),
    ("Why would a diabetic take K2?", "S4-301 S4-104", "type 2 diabetes"),
    ("By what mechanism does K2 repair nerves in peripheral neuropathy?", "S4-274 S4-276 S4-279", "Gas6"),
    ("How does K2 help with neuropathy?", "S4-275 S4-276 S4-279", "myelin restoration"),
]


@pytest.mark.parametrize(("question", "claims", "told"), ASKED)
def test_the_claims_that_tell_why_or_how_are_given(kg, question, claims, told):
    answer = kg.ask(question)
    assert answer.status == "answered"
    assert set(claims.split()) <= {evidence.claim for evidence in answer.evidence}
    assert told in answer.text
    assert kg.explain(answer.restated).plan == kg.explain(question).plan


def test_what_a_thing_does_is_told_where_it_is_described(kg):
    assert "prevents arterial calcification" in kg.ask("what does matrix Gla protein do").text
    assert "Kefir is a fermented dairy food." in kg.ask("tell me what kefir is").text


def test_a_comparison_tells_what_is_said_of_one_alone(kg):
    text = kg.ask("osteoblasts vs osteoclasts").text
    assert "Only osteoblast: builds bone" in text
    assert "Only osteoclast: breaks down bone" in text
