"""A question said back: in full, and so that asking it again gives the same plan."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from pyoxigraph import Variable

from k2graph.algebra import Join, Said, Select, Statement
from k2graph.engine import KnowledgeGraph
from k2graph.vocab import K2


@pytest.fixture(scope="module")
def farm() -> KnowledgeGraph:
    return KnowledgeGraph.open(str(Path(__file__).with_name("farm.ttl")))


QUESTIONS = [
    "what eats hens",
    "what is corn eaten by",
    "what does the fox eat",
    "which birds eat corn",
    "which birds does the fox eat",
    "who keeps ducks",
    "the keepers of ducks",
    "how many birds eat corn",
    "how many birds are there",
    "list the birds",
    "does the fox eat ducks",
    "does the fox not eat ducks",
    "is the duck eaten by foxes",
    "is the duck a bird",
    "what eats grass in winter",
    "does the duck eat grass in winter",
    "where does the duck live",
    "how heavy is the duck",
    "what is the weight of a hen",
    "which bird weighs the most",
    "which bird weighs the least",
    "what weighs more than 3000 g",
    "what weighs at most 3 kg",
    "what weighs between 1000 and 3000 g",
    "who keeps an animal that eats corn",
    "who keeps a bird that the fox eats",
    "which animals eat grass but not corn",
    "which animals eat grass and corn",
    "which animals eat grass or corn",
    "what do foxes and ducks eat",
    "what do foxes or ducks eat",
    "which birds except ducks eat corn",
    "which animals are not birds",
    "which animals that fight foxes kill ducks",
    "what is a fox",
    "what does the wolf fight",
    "what does the duck not eat",
]


@pytest.mark.parametrize("question", QUESTIONS)
def test_what_is_said_back_means_the_same(question, farm):
    explained = farm.explain(question)
    assert explained.problem is None
    assert explained.restated is not None
    again = farm.explain(explained.restated)
    assert again.plan == explained.plan, explained.restated


@pytest.mark.parametrize("question", QUESTIONS)
def test_what_is_said_back_stays_as_it_is_when_it_is_asked(question, farm):
    first = farm.explain(question).restated
    assert farm.explain(first or "").restated == first


@pytest.mark.parametrize("question", QUESTIONS)
def test_what_is_said_back_is_one_tidy_sentence(question, farm):
    restated = farm.explain(question).restated or ""
    assert restated[0].isupper()
    assert restated.count("?") <= 1
    assert "  " not in restated
    assert " ?" not in restated
    words = restated.casefold().split()
    assert [one for one, two in pairwise(words) if one == two] == []


def test_different_plans_are_said_differently(farm):
    """Nothing of a plan is left out when it is said."""
    said: dict[str, set[str]] = {}
    for question in QUESTIONS:
        explained = farm.explain(question)
        said.setdefault(explained.restated or question, set()).add(explained.plan or "")
    assert {sentence: plans for sentence, plans in said.items() if len(plans) > 1} == {}


@pytest.mark.parametrize(
    ("question", "restated"),
    [
        ("what activates MGP", "What activates matrix Gla protein?"),
        ("does K2 activate MGP", "Does vitamin K2 activate matrix Gla protein?"),
        ("which foods contain MK-7", "Which foods contain MK-7?"),
        ("how many bisphosphonates are there", "How many bisphosphonates are there?"),
        ("what is K1", "What is vitamin K1?"),
    ],
)
def test_full_names_stand_in_place_of_abbreviations(question, restated, kg):
    assert kg.explain(question).restated == restated


@pytest.mark.parametrize(
    ("question", "restated"),
    [
        ("how many people got the 1943 Nobel Prize for vitamin K", "vitamin K"),
        ("which drug class includes the drug alendronate", "medication alendronate"),
        ("is brie a hard or a soft cheese", "Brie"),
    ],
)
def test_nothing_that_the_plan_names_is_lost_when_it_is_said(question, restated, kg):
    explained = kg.explain(question)
    assert restated in (explained.restated or "")
    assert kg.explain(explained.restated or "").plan == explained.plan


def test_a_plan_whose_words_leave_a_thing_out_is_not_sayable(kg):
    v = Variable("answer")
    said = Said("VERB", "contain", "")
    plain = Statement(v, (K2("contains"),), K2("vitamin-k2"), said=said)
    apart = Statement(Variable("other"), (K2("contains"),), K2("mk-7"), said=said)
    says_all = kg._answerer.restater.says_all
    assert says_all(Select(v, plain))
    assert not says_all(Select(v, Join((plain, apart))))


def test_what_a_noun_says_of_something_else_is_said_back():
    isles = KnowledgeGraph.open(str(Path(__file__).with_name("isles.ttl")))
    answer = isles.ask("the seat of Varn is also the seat of which lands")
    assert answer.restated == "Which lands have the seat of Varn?"
    assert [item.label for item in answer.answers] == ["Varn"]
