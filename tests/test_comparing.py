"""Amounts set against each other, and people told by their age."""

from __future__ import annotations

from decimal import Decimal

import pytest
from pyoxigraph import Variable

from k2graph.algebra import Exceeds
from k2graph.vocab import K2

LARGER, SMALLER = Variable("larger"), Variable("smaller")


def test_the_contrary_of_more_is_as_much_the_other_way():
    assert Exceeds(LARGER, SMALLER).contrary == Exceeds(SMALLER, LARGER, at_least=True)


def test_the_contrary_of_twice_as_much_is_more_than_half_the_other_way():
    twice = Exceeds(LARGER, SMALLER, times=Decimal(2), at_least=True)
    assert twice.contrary == Exceeds(SMALLER, LARGER, times=Decimal("0.5"))
    assert twice.contrary.contrary == twice


@pytest.mark.parametrize(
    ("age", "group", "inside", "outside"),
    [
        (
            70,
            "women",
            {"women", "adults", "women-over-50"},
            {"men", "children", "women-aged-over-80"},
        ),
        (55, "women", {"women-aged-50-59", "women-over-50"}, {"women-aged-over-80"}),
        (5, None, {"children"}, {"adults", "babies", "teenagers"}),
        (0, None, {"babies", "children"}, {"toddlers"}),
    ],
)
def test_people_so_old_are_in_the_groups_whose_ages_include_them(age, group, inside, outside, kg):
    found = set(kg.ontology.schema.of_age(Decimal(age), K2(group) if group else None))
    assert {K2(name) for name in inside} <= found
    assert found.isdisjoint({K2(name) for name in outside})


def test_a_child_of_seventy_is_nobody(kg):
    assert kg.ontology.schema.of_age(Decimal(70), K2("children")) == []


def test_as_much_is_not_more(kg):
    assert kg.ask("do pregnant women need as much K2 as women").verdict == "yes"
    assert kg.ask("do pregnant women need more K2 than women").verdict == "no"
