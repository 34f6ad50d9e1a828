"""Measured foods: what they are called, that every value of the table is there, and what follows from a value."""

from __future__ import annotations

import csv
import importlib
import sys
from pathlib import Path

import pytest

from graphs import shipped
from k2graph.vocab import K2

ROOT = Path(__file__).resolve().parents[1]
TABLE = ROOT.parent / "shared" / "knowledge" / "food-composition" / "usda-sr26-vitamin-k.csv"
VALUES, FOODS = 6787, 4958

if str(ROOT / "tools" / "foods") not in sys.path:
    sys.path.append(str(ROOT / "tools" / "foods"))
names = importlib.import_module("names")


@pytest.mark.parametrize(
    ("listed", "short"),
    [
        ("Cheese, gouda", "Gouda cheese"),
        ("Butter, salted", "salted butter"),
        ("Spinach, raw", "raw spinach"),
        ("Beef, variety meats and by-products, liver, cooked, braised", "braised beef liver"),
        ("Chicken, broilers or fryers, drumstick, meat only, cooked, rotisserie", "rotisserie chicken drumstick"),
        ("Fish, eel, mixed species, raw", "raw eel"),
        ("Oil, olive, salad or cooking", "olive oil"),
        ("Egg, yolk, raw, fresh", "raw egg yolk"),
        ("BURGER KING, Hamburger", "Burger King hamburger"),
        ("Chicken, meatless", "meatless chicken"),
    ],
)
def test_a_label_is_what_a_person_would_type(listed, short):
    assert names.parse(listed, names.WORDS).short == short


@pytest.mark.parametrize(
    ("typed", "listed"),
    [
        ("prune", "Plums, dried (prunes)"),
        ("hot dogs", "Frankfurter"),
        ("aubergines", "Eggplant"),
        ("spring onions", "Onions, spring or scallions"),
        ("ketchup", "Catsup"),
        ("pumpkin seeds", "Seeds, pumpkin and squash seed kernels"),
        ("liver pate", "Pate, chicken liver"),
        ("bok choy", "Cabbage, chinese (pak-choi)"),
        ("milk", "Milk, "),
        ("nuts", "Nuts, "),
    ],
)
def test_an_everyday_name_means_the_foods_of_the_table_and_no_others(typed, listed):
    answer = shipped().ask(f"how much K1 is in {typed}")
    assert answer.status == "answered"
    sections = {evidence.section or "" for evidence in answer.evidence}
    assert {section for section in sections if not section.startswith(listed)} == set()


@pytest.mark.parametrize("typed", ["green tea", "skim", "tempeh", "goose liver", "broccolini"])
def test_a_food_that_the_table_lacks_is_taken_for_no_other(typed):
    assert shipped().ask(f"how much vitamin K is in {typed}").status != "answered"


def test_what_has_little_of_the_whole_has_little_of_each_form():
    answer = shipped().ask("which oil has the least vitamin K")
    assert {evidence.claim for evidence in answer.evidence} == {"SR26:04679-430"}


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("does iceberg lettuce have less vitamin K than kale", "yes"),
        ("is raw broccoli higher in vitamin K than raw kale", "no"),
        ("is spinach lower in K1 than broccoli", "no"),
    ],
)
def test_two_foods_are_compared_by_the_largest_of_their_forms(question, verdict):
    answer = shipped().ask(question)
    assert answer.verdict == verdict
    assert not any(evidence.object == "dihydrophylloquinone" for evidence in answer.evidence)


@pytest.mark.parametrize("listed", ["Chicken, meatless", "Chicken, liver, all classes, raw", "Egg, white, raw, fresh"])
def test_what_stands_in_for_a_food_or_is_no_meat_of_it_is_apart(listed):
    assert names.parse(listed, names.WORDS).apart


def ids() -> set[str]:
    found = shipped().query(
        "SELECT ?id WHERE { ?claim <http://purl.org/dc/terms/identifier> ?id ; a <https://w3id.org/k2graph/Claim> "
        'FILTER (STRSTARTS(?id, "SR26:")) }'
    )
    return {row["id"] for row in found}


def test_every_value_of_the_table_is_a_claim():
    assert len(ids()) == VALUES
    assert len({name.partition("-")[0] for name in ids()}) == FOODS
    if TABLE.exists():
        with TABLE.open(encoding="utf-8", newline="") as stream:
            assert ids() == {f"SR26:{row['ndb_no']}-{row['nutr_id']}" for row in csv.DictReader(stream)}


def test_a_food_in_which_none_was_found_does_not_contain_it_and_its_amount_is_zero():
    answer = shipped().ask("how much dihydrophylloquinone is in Cheddar cheese")
    assert {item.label for item in answer.answers} >= {"0 µg per 100 g"}
    assert shipped().query(
        "ASK { ?claim <https://w3id.org/k2graph/amount> <https://w3id.org/k2graph/quantity/0-ug-per-100-g> ; "
        "<http://www.w3.org/1999/02/22-rdf-syntax-ns#subject> ?food ; "
        "<http://www.w3.org/1999/02/22-rdf-syntax-ns#object> ?form . "
        f"?food {K2('contains')} ?form "
        "FILTER NOT EXISTS { ?other <http://www.w3.org/1999/02/22-rdf-syntax-ns#subject> ?food ; "
        "<http://www.w3.org/1999/02/22-rdf-syntax-ns#object> ?form FILTER (?other != ?claim) } }"
    ) is False  # fmt: skip


def test_a_value_that_was_not_measured_says_so():
    (evidence,) = shipped().ask("how much K1 is in Brie").evidence
    assert evidence.claim == "SR26:01006-430"
    assert evidence.evidence_type == "calculated or imputed value"
    (item,) = shipped().ask("how much K1 is in Brie").answers
    assert dict(item.value.qualifiers)["derivation"] == "calculated or imputed"


def test_what_an_article_says_stands_beside_what_was_measured_and_that_they_disagree():
    answer = shipped().ask("how much MK-4 is in chicken")
    assert answer.answers[0].value.text == "35.7 µg per 100 g"
    assert any("S4-220" in side for conflict in answer.conflicts for side in conflict.sides)
    assert "disagree" in answer.text


def test_values_of_one_table_for_different_foods_are_no_disagreement():
    assert shipped().ask("how much K1 is in broccoli").conflicts == ()


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("which foods contain MK-4", {"animal product", "egg yolk", "grass-fed butter", "liver (food)"}),
        ("show me the cheeses", {"Brie", "Gouda", "Jarlsberg"}),
    ],
)
def test_what_texts_speak_of_is_listed_before_what_only_the_table_has(question, first):
    answer = shipped().ask(question)
    assert {item.label for item in answer.answers[: len(first)]} == first


@pytest.mark.parametrize(
    ("question", "best"),
    [
        ("which cheese has the most MK-4", "cream cheese"),
        ("how much K1 is in raw spinach", "482.9 µg per 100 g"),
        ("foods with more than 500 µg of K1 per 100 g", "dried basil"),
    ],
)
def test_the_best_by_value_comes_first(question, best):
    assert shipped().ask(question).answers[0].label == best
