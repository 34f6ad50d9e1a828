"""Amounts on a common basis: UCUM codes, their factors, and the conversion said in words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

# UCUM code -> (dimension, factor to the dimension's base unit: microgram, hour, per cent)
UNITS: dict[str, tuple[str, Decimal]] = {
    "ng": ("mass", Decimal("0.001")),
    "ug": ("mass", Decimal(1)),
    "mg": ("mass", Decimal(1000)),
    "g": ("mass", Decimal(1_000_000)),
    "kg": ("mass", Decimal(1_000_000_000)),
    "[oz_av]": ("mass", Decimal("28349523.125")),
    "[lb_av]": ("mass", Decimal(453592370)),
    "s": ("time", Decimal(1) / 3600),
    "min": ("time", Decimal(1) / 60),
    "h": ("time", Decimal(1)),
    "d": ("time", Decimal(24)),
    "wk": ("time", Decimal(168)),
    "mo": ("time", Decimal("730.5")),
    "a": ("time", Decimal(8766)),
    "%": ("ratio", Decimal(1)),
}
BASE = {"mass": "ug", "time": "h", "ratio": "%"}
SIGNS = {"ug": "µg", "a": "years", "h": "hours", "d": "day", "[tbs_us]": "tablespoon", "[oz_av]": "oz", "[lb_av]": "lb"}
AS_STATED = "as stated"
PORTIONS = {"[tbs_us]": Decimal(15)}  # grams, estimated: of a food about as dense as water


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount: a number or range in a UCUM unit, perhaps per an amount of something else."""

    low: Decimal | None
    high: Decimal | None
    unit: str
    per_amount: Decimal | None = None
    per_unit: str | None = None


@dataclass(frozen=True, slots=True)
class Converted:
    """A quantity on its common basis, and how it was converted."""

    quantity: Quantity
    how: str


def normalise(quantity: Quantity) -> Converted | None:
    """Put a quantity on the common basis of its kind: µg per 100 g, µg per day, hours; None where there is none.

    >>> normalise(Quantity(Decimal(70), Decimal(70), "ug", Decimal(30), "g")).how
    '70 µg per 30 g × 100/30 = 233.3 µg per 100 g'
    """
    if quantity.unit not in UNITS:
        return None
    dimension, factor = UNITS[quantity.unit]
    per = _basis(quantity)
    if quantity.per_unit is not None and per is None:
        return None
    scale = factor
    per_amount, per_unit = quantity.per_amount, quantity.per_unit
    if per is not None:
        ratio, per_amount, per_unit = per
        scale = factor * ratio
    base = Quantity(_times(quantity.low, scale), _times(quantity.high, scale), BASE[dimension], per_amount, per_unit)
    if base == quantity:
        return Converted(base, AS_STATED)
    how = f"{show(quantity)} × {_factor(scale, quantity)} = {show(base)}"
    if quantity.per_unit in PORTIONS:
        how += f", {estimate(quantity.per_unit)}"
    return Converted(base, how)


def is_period(unit: str) -> bool:
    """Whether a unit is one of time, which an amount may be counted per."""
    return UNITS.get(unit, ("",))[0] == "time"


def is_portion(quantity: Quantity) -> bool:
    """Whether a quantity is so much of a food: a weight, or a measure whose weight can be estimated."""
    return quantity.low is not None and quantity.per_unit is None and _grams(quantity.low, quantity.unit) is not None


def serve(quantity: Quantity, portion: Quantity) -> Converted | None:
    """Tell a quantity that is counted per weight for another portion; None where it is not, or has no weight.

    >>> serve(Quantity(Decimal(70), Decimal(70), "ug", Decimal(30), "g"), Quantity(Decimal(60), Decimal(60), "g")).how
    '70 µg per 30 g × 60/30 = 140 µg per 60 g'
    """
    if quantity.per_unit is None or quantity.per_amount is None or portion.low is None:
        return None
    if quantity.per_unit == portion.unit:
        here, there = quantity.per_amount, portion.low
    else:
        weights = _grams(quantity.per_amount, quantity.per_unit), _grams(portion.low, portion.unit)
        if weights[0] is None or weights[1] is None:
            return None
        here, there = weights[0], weights[1]
    factor = there / here
    told = replace(
        quantity,
        low=_times(quantity.low, factor),
        high=_times(quantity.high, factor),
        per_amount=portion.low,
        per_unit=portion.unit,
    )
    if told == quantity:
        return Converted(told, AS_STATED)
    how = f"{show(quantity)} × {_number(there)}/{_number(here)} = {show(told)}"
    estimated = {quantity.per_unit, portion.unit} & PORTIONS.keys() if quantity.per_unit != portion.unit else set()
    return Converted(told, how + "".join(f", {estimate(unit)}" for unit in sorted(estimated)))


def estimate(unit: str) -> str:
    """What a measure without a weight of its own is taken to weigh."""
    return f"a {SIGNS.get(unit, unit)} counted as about {PORTIONS[unit]} g"


def _grams(amount: Decimal, unit: str) -> Decimal | None:
    """The weight of so many of a unit; None where it is no weight, nor estimated as one."""
    if unit in PORTIONS:
        return amount * PORTIONS[unit]
    dimension, factor = UNITS.get(unit, ("", Decimal(0)))
    return amount * factor / UNITS["g"][1] if dimension == "mass" else None


def _basis(quantity: Quantity) -> tuple[Decimal, Decimal, str] | None:
    """The factor to, the amount and the unit of the common basis that the quantity is counted per."""
    if quantity.per_unit is None or quantity.per_amount is None:
        return None
    if quantity.per_unit in PORTIONS:
        dimension, factor = "mass", PORTIONS[quantity.per_unit] * UNITS["g"][1]
    elif quantity.per_unit in UNITS:
        dimension, factor = UNITS[quantity.per_unit]
    else:
        return None
    wanted = {"mass": (Decimal(100), "g"), "time": (Decimal(1), "d")}.get(dimension)
    if wanted is None:
        return None
    amount, unit = wanted
    return amount * UNITS[unit][1] / (quantity.per_amount * factor), amount, unit


def _times(number: Decimal | None, factor: Decimal) -> Decimal | None:
    return None if number is None else (number * factor).normalize()


def _factor(scale: Decimal, quantity: Quantity) -> str:
    per = quantity.per_amount
    if per is not None and quantity.per_unit in PORTIONS and quantity.unit == "ug":
        return f"100/{_number(per * PORTIONS[quantity.per_unit])}"
    if per is not None and per != 1 and quantity.per_unit == "g" and scale == Decimal(100) / per:
        return f"100/{_number(per)}"
    return _number(scale)


MOST_ROUNDED = Decimal(10) ** 20  # a larger number has more digits than decimals are counted with


def _number(number: Decimal) -> str:
    places = Decimal("0.1") if number >= 10 else Decimal("0.0001")
    rounded = number.quantize(places) if number < MOST_ROUNDED else number
    return f"{rounded.normalize():,f}"


def _sign(unit: str, number: Decimal | None) -> str:
    """A unit as it is written after a number: measures that are words have a plural."""
    sign = SIGNS.get(unit, unit)
    return f"{sign}s" if unit in PORTIONS and number not in (None, 1) else sign


def show(quantity: Quantity) -> str:
    """Write a quantity as a person would: ``150–180 µg per day``."""
    low, high = quantity.low, quantity.high
    if low is not None and high is not None:
        number = _number(low) if low == high else f"{_number(low)}–{_number(high)}"
    elif low is not None:
        number = f"more than {_number(low)}"
    else:
        number = f"up to {_number(high)}" if high is not None else ""
    unit = _sign(quantity.unit, high)
    text = f"{number}{unit}" if unit in {"", "%"} else f"{number} {unit}"
    if quantity.per_unit is None:
        return text
    per_unit = _sign(quantity.per_unit, quantity.per_amount)
    per_amount = "" if quantity.per_amount in (None, 1) else f"{_number(quantity.per_amount or Decimal(1))} "
    return f"{text} per {per_amount}{per_unit}"
