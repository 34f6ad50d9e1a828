"""Amounts in the graph as values of an answer, and on their common basis."""

from __future__ import annotations

from decimal import Decimal

from pyoxigraph import NamedNode

from k2graph.answer import Normalised, Per, Value
from k2graph.ontology import Ontology
from k2graph.units import Quantity, normalise, serve, show
from k2graph.vocab import K2


def quantity(ontology: Ontology, term: NamedNode) -> Quantity | None:
    """The quantity that a term of the graph stands for; None for a level ("small", "long")."""

    def read(name: str) -> str | None:
        found = ontology.objects(term, K2(name))
        return found[0].value if found else None

    def number(name: str) -> Decimal | None:
        text = read(name)
        return None if text is None else Decimal(text)

    unit = read("unit")
    if unit is None:
        return None
    return Quantity(number("low"), number("high"), unit, number("perAmount"), read("perUnit"))


def value_of(ontology: Ontology, term: NamedNode, qualifiers: dict[str, str]) -> Value:
    """A term as the value of an answer."""
    found = quantity(ontology, term)
    pairs = tuple(sorted(qualifiers.items()))
    if found is None:
        return Value(ontology.label(term), qualifiers=pairs)
    return Value(ontology.label(term), _float(found.low), _float(found.high), found.unit, _per(found), pairs)


def normalised(ontology: Ontology, term: NamedNode) -> Normalised | None:
    """The same amount on the common basis of its kind."""
    found = quantity(ontology, term)
    converted = normalise(found) if found else None
    if converted is None:
        return None
    q = converted.quantity
    return Normalised(show(q), _float(q.low), _float(q.high), q.unit, _per(q), converted.how)


def served(ontology: Ontology, term: NamedNode, portion: Quantity) -> Normalised | None:
    """The amount that a term stands for, told for another portion; None where it cannot be."""
    found = quantity(ontology, term)
    converted = serve(found, portion) if found else None
    if converted is None:
        return None
    q = converted.quantity
    return Normalised(show(q), _float(q.low), _float(q.high), q.unit, _per(q), converted.how)


def _float(number: Decimal | None) -> float | None:
    return None if number is None else float(number)


def _per(q: Quantity) -> Per | None:
    if q.per_unit is None:
        return None
    return Per(float(q.per_amount if q.per_amount is not None else 1), q.per_unit)
