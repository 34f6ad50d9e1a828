"""Plans of every form said and asked back, and questions put in other words."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from functools import cache

from breadth import Trip, trips
from plans import FORMS
from rewording import RULES
from variants import RIGHT, Variant, shipped, variants

import graphs

SEED = 2
PLANS, QUESTIONS = 800, 100  # as many as are made and asked within a few seconds
LEAST_BACK, LEAST_KEPT = 0.95, 0.97
LEAST_BACK_OF_A_FORM = 0.5


@cache
def made() -> list[Trip]:
    return list(trips(graphs.shipped(), PLANS, SEED))


@cache
def reworded() -> list[Variant]:
    return list(variants(graphs.shipped(), random.Random(SEED).sample(shipped(), QUESTIONS), SEED))


def test_every_form_of_plan_is_made():
    assert {trip.form for trip in made()} == set(FORMS)
    assert len(made()) > PLANS / 2


def test_every_plan_can_be_said():
    assert [trip for trip in made() if trip.outcome == "not said"] == []


def test_what_a_plan_is_said_as_means_that_plan():
    lost = [f"{trip.outcome}: {trip.said}" for trip in made() if trip.outcome != "parsed back"]
    assert len(lost) <= (1 - LEAST_BACK) * len(made()), lost


def test_no_form_of_plan_is_mostly_said_wrongly():
    by_form: dict[str, Counter[str]] = defaultdict(Counter)
    for trip in made():
        by_form[trip.form][trip.outcome] += 1
    shares = {form: counts["parsed back"] / counts.total() for form, counts in by_form.items()}
    assert {form: share for form, share in shares.items() if share < LEAST_BACK_OF_A_FORM} == {}


def test_the_same_seed_makes_the_same_plans():
    again = [trip.plan for trip in trips(graphs.shipped(), len(FORMS), SEED)]
    assert again == [trip.plan for trip in made()[: len(again)]]


def test_most_rules_of_wording_are_tried():
    assert len({variant.rule for variant in reworded()}) >= len(RULES) - 2


def test_other_words_keep_the_answer():
    lost = [f"{v.outcome}: {v.text}" for v in reworded() if v.outcome not in RIGHT]
    assert len(lost) <= (1 - LEAST_KEPT) * len(reworded()), lost


def test_other_words_never_give_another_answer():
    assert [(v.question, v.text, v.detail) for v in reworded() if v.outcome == "other answer"] == []
