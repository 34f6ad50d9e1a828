"""What a question means by the schema: typed by domains and ranges, ranked by plainness, not by its answer."""

from __future__ import annotations

from pathlib import Path

import pytest

from k2graph.engine import KnowledgeGraph

FARM = str(Path(__file__).with_name("farm.ttl"))


@pytest.fixture(scope="module")
def farm() -> KnowledgeGraph:
    return KnowledgeGraph.open(FARM)


PLANS = {
    "what eats corn": "(select ?answer (statement ?answer (k2:eats) k2:corn))",
    "by what is corn eaten": "(select ?answer (statement ?answer (k2:eats) k2:corn))",
    "what does the fox eat": "(select ?answer (statement k2:fox (k2:eats) ?answer))",
    "what eats hens": "(select ?answer (join (statement ?answer (k2:eats) ?v2) (within ?v2 k2:hen)))",
    "which birds eat corn": ("(select ?answer (join (kind ?answer (k2:Bird)) (statement ?answer (k2:eats) k2:corn)))"),
    "which birds does the fox eat": (
        "(select ?answer (join (kind ?answer (k2:Bird)) (statement k2:fox (k2:eats) ?answer)))"
    ),
    "who keeps ducks": "(select ?answer (join (kind ?answer (k2:Farmer)) (statement ?answer (k2:keeps) k2:duck)))",
    "the keepers of ducks": "(select ?answer (statement ?answer (k2:keeps) k2:duck))",
    "how many birds eat corn": (
        "(count ?answer (join (kind ?answer (k2:Bird)) (statement ?answer (k2:eats) k2:corn)))"
    ),
    "does the fox eat ducks": "(ask (statement k2:fox (k2:eats) k2:duck))",
    "does the fox not eat ducks": "(ask (statement k2:fox (k2:eats) k2:duck True))",
    "what eats grass in winter": (
        "(select ?answer (statement ?answer (k2:eats) k2:grass ((qualifier (k2:season) k2:winter))))"
    ),
    "where does the duck live": "(select ?answer (statement k2:duck (k2:livesIn) ?answer))",
    "how heavy is the duck": "(select ?answer (statement k2:duck (k2:weighs) ?answer))",
    "who keeps an animal that eats corn": (
        "(select ?answer (join (kind ?v2 (k2:Animal)) (kind ?answer (k2:Farmer)) (statement ?v2 "
        "(k2:eats) k2:corn) (statement ?answer (k2:keeps) ?v2)))"
    ),
    "which animals eat grass but not corn": (
        "(select ?answer (minus (join (kind ?answer (k2:Animal)) (statement ?answer (k2:eats) k2:grass)) "
        "(statement ?answer (k2:eats) k2:corn)))"
    ),
    "which birds except ducks eat corn": (
        "(select ?answer (minus (join (kind ?answer (k2:Bird)) (statement ?answer (k2:eats) k2:corn)) "
        "(equal ?answer (k2:duck))))"
    ),
    "what is a fox": "(describe k2:fox)",
    "what does the wolf fight": "(select ?answer (statement k2:wolf (k2:fights) ?answer))",
}


@pytest.mark.parametrize("question", PLANS)
def test_the_plan_of_a_question_about_a_farm(question, farm):
    explained = farm.explain(question)
    assert explained.plan == PLANS[question], explained.problem


@pytest.mark.parametrize(
    "question",
    [
        "does grass keep Ann",  # a plant is no farmer
        "who keeps corn",  # corn is no animal
        "where does the barn live",  # a spot is no animal
        "how heavy is winter",  # a season has no weight
        "what does corn fight",
    ],
)
def test_what_domains_and_ranges_rule_out_is_refused_and_not_answered(question, farm):
    answer = farm.ask(question)
    assert (answer.status, answer.answers, answer.restated) == ("not_understood", (), None)
    assert answer.problem is not None
    assert farm.explain(question).plan is None


def test_a_property_covers_its_subproperties(farm):
    assert [(item.label, item.claims) for item in farm.ask("what does the wolf harm").answers] == [("duck", ("F-6",))]


def test_a_subproperty_does_not_cover_the_property_above_it(farm):
    assert farm.ask("does the fox kill ducks").verdict == "unknown"


def test_a_thing_stands_for_its_kinds_and_not_for_what_is_above_it(farm):
    assert [item.label for item in farm.ask("what do hens eat").answers] == ["corn"]
    assert farm.ask("where does the white hen live").status == "no_answer"


def test_a_qualifier_holds_the_answer_to_what_was_asked(farm):
    assert farm.ask("does the duck eat grass in winter").verdict == "yes"
    assert farm.ask("does the white hen eat corn in winter").verdict == "unknown"


def test_who_is_a_person_and_where_is_a_place(farm):
    assert [item.label for item in farm.ask("who keeps ducks").answers] == ["Bo"]
    assert [item.label for item in farm.ask("where do hens live").answers] == ["barn"]
    assert farm.ask("who eats corn").status != "answered"


def test_a_reading_is_chosen_by_its_words_and_not_by_whether_it_has_an_answer(farm):
    asked = ("which birds eat corn", "which birds eat grass", "which birds eat hens")
    plans = [farm.explain(question).plan for question in asked]
    assert [farm.ask(question).status for question in asked] == ["answered", "answered", "no_answer"]
    shapes = {plan.replace("k2:corn", "X").replace("k2:grass", "X") for plan in plans[:2]}
    assert shapes == {"(select ?answer (join (kind ?answer (k2:Bird)) (statement ?answer (k2:eats) X)))"}
    assert (
        plans[2]
        == "(select ?answer (join (kind ?answer (k2:Bird)) (statement ?answer (k2:eats) ?v2) (within ?v2 k2:hen)))"
    )


NEVER_DROPPED = [
    "which purple birds eat corn",
    "which birds eat corn quickly",
    "which birds eat only corn",
    "which birds just eat corn",
    "does every bird eat corn",
    "do all birds eat corn",
    "do most birds eat corn",
    "do no birds eat corn",
    "three birds",
    "how common is the fox",
    "how long is the fox",
    "which birds eat corn on Mondays",
    "which birds eat corn without grass",
    "what eats corn twice",
    "which young birds eat corn",
    "which birds seldom eat corn",
    "which first bird eats corn",
]


@pytest.mark.parametrize("question", NEVER_DROPPED)
def test_a_word_that_restricts_is_used_or_refused(question, farm):
    """The plan of the same question without the word must not come out."""
    plain = {
        farm.explain(q).plan
        for q in (
            "which birds eat corn",
            "does the bird eat corn",
            "do birds eat corn",
            "list the birds",
            "what is a fox",
            "what eats corn",
            "does the fox eat hens",
            "birds",
        )
    }
    plan = farm.explain(question).plan
    assert plan is None or plan not in plain


@pytest.mark.parametrize(
    ("question", "word"), [("which birds mainly eat corn", "mainly"), ("does the fox often eat hens", "often")]
)
def test_a_word_for_how_often_or_how_far_is_said_to_be_left_out(question, word, farm):
    answer = farm.ask(question)
    assert answer.status == "answered"
    assert f'"{word}" is left out: the answer is not limited by it.' in answer.notices


def test_a_misspelt_name_is_refused_with_what_was_meant(kg):
    answer = kg.ask("what activates osteocalsin")
    assert answer.status in {"answered", "not_understood"}
    told = answer.notices if answer.status == "answered" else answer.suggestions
    assert any("osteocalcin" in text for text in told)
