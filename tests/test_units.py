"""Amounts on a common basis: what is converted, how it is said, and what has no common basis."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from k2graph.ontology import rules
from k2graph.units import BASE, UNITS, Converted, Quantity, normalise, serve, show


def amount(
    low: str | None, high: str | None, unit: str, per: str | None = None, per_unit: str | None = None
) -> Quantity:
    return Quantity(low and Decimal(low), high and Decimal(high), unit, per and Decimal(per), per_unit)


@pytest.mark.parametrize(
    ("stated", "common", "how"),
    [
        (amount("70", "70", "ug", "30", "g"), "233.3 µg per 100 g", "70 µg per 30 g × 100/30 = 233.3 µg per 100 g"),
        (amount("500", "500", "ug", "60", "g"), "833.3 µg per 100 g", "500 µg per 60 g × 100/60 = 833.3 µg per 100 g"),
        (amount("1000", "1000", "ug", "100", "g"), "1,000 µg per 100 g", "as stated"),
        (amount("45", "45", "mg", "1", "d"), "45,000 µg per day", "45 mg per day × 1,000 = 45,000 µg per day"),
        (amount("90", "200", "ug", "1", "d"), "90–200 µg per day", "as stated"),
        (amount("700", "700", "ug", "1", "wk"), "100 µg per day", None),
        (amount("4", "4", "d"), "96 hours", "4 day × 24 = 96 hours"),
        (amount(None, "96", "h"), "up to 96 hours", "as stated"),
        (amount("1", None, "a"), "more than 8,766 hours", None),
        (amount("10", "10", "%"), "10%", "as stated"),
        (amount("0.5", "0.5", "mg", "100", "g"), "500 µg per 100 g", "0.5 mg per 100 g × 1,000 = 500 µg per 100 g"),
    ],
)
def test_an_amount_on_its_common_basis_says_how_it_was_converted(stated, common, how):
    converted = normalise(stated)
    assert converted is not None
    assert show(converted.quantity) == common
    if how is not None:
        assert converted.how == how


@pytest.mark.parametrize(
    "stated",
    [
        amount("150", "150", "ug", "1", "[cup_us]"),
        amount("3", "3", "[IU]"),
        amount("5", "5", "ug", None, "g"),
        amount("5", "5", "furlong", "1", "d"),
    ],
)
def test_an_amount_without_a_common_basis_is_not_converted(stated):
    assert normalise(stated) is None


@given(st.decimals("0.001", "100000", places=3), st.sampled_from(sorted(UNITS)))
def test_what_is_on_the_common_basis_already_stays_as_it_is(number, unit):
    converted = normalise(Quantity(number, number, unit))
    assert converted is not None
    again = normalise(converted.quantity)
    assert again == Converted(converted.quantity, "as stated")


@given(
    st.decimals("0.001", "100000", places=3), st.decimals("0.001", "100000", places=3), st.sampled_from(sorted(UNITS))
)
def test_conversion_keeps_the_order_of_amounts(one, other, unit):
    first, second = normalise(Quantity(one, one, unit)), normalise(Quantity(other, other, unit))
    assert first is not None
    assert second is not None
    assert (first.quantity.low < second.quantity.low) == (one < other)


def test_every_unit_has_a_base_of_its_dimension_with_factor_one():
    assert {dimension for dimension, _ in UNITS.values()} == set(BASE)
    assert {unit: UNITS[unit] for unit in BASE.values()} == {
        unit: (dimension, Decimal(1)) for dimension, unit in BASE.items()
    }


def test_a_tablespoon_is_counted_as_so_many_grams_and_that_is_said():
    converted = normalise(amount("150", "150", "ug", "1", "[tbs_us]"))
    assert converted is not None
    assert (converted.quantity.low, converted.quantity.per_amount, converted.quantity.per_unit) == (1000, 100, "g")
    assert converted.how.endswith("= 1,000 µg per 100 g, a tablespoon counted as about 15 g")


def test_the_rule_that_compares_amounts_knows_every_unit_with_the_same_factor():
    text = dict(rules())["comparable"]
    found = {
        unit: (base, Decimal(factor)) for unit, factor, base in re.findall(r'\("([^"]+)" ([0-9.]+) "([^"/]+)"\)', text)
    }
    expected = {unit: (BASE[dimension], factor) for unit, (dimension, factor) in UNITS.items()}
    assert found.keys() == expected.keys()
    assert {
        unit
        for unit in found
        if found[unit][0] != expected[unit][0] or abs(found[unit][1] - expected[unit][1]) > Decimal("0.000001")
    } == set()


@pytest.mark.parametrize(
    ("amount", "per", "portion", "told"),
    [
        (70, (30, "g"), (60, "g"), "140 µg per 60 g"),
        (63, (100, "g"), (1, "[oz_av]"), "17.9 µg per oz"),
        (150, (1, "[tbs_us]"), (2, "[tbs_us]"), "300 µg per 2 tablespoons"),
        (1000, (100, "g"), (1, "[tbs_us]"), "150 µg per tablespoon"),
        (90, (1, "d"), (100, "g"), None),
    ],
)
def test_an_amount_is_told_for_a_portion_that_has_a_weight(amount, per, portion, told):
    stated = Quantity(Decimal(amount), Decimal(amount), "ug", Decimal(per[0]), per[1])
    converted = serve(stated, Quantity(Decimal(portion[0]), Decimal(portion[0]), portion[1]))
    assert (converted and show(converted.quantity)) == told
