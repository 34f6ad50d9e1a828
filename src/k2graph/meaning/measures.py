"""Amounts: numbers with units, and how they compare."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

from k2graph.algebra import (
    Compared,
    Join,
    join,
)
from k2graph.grammar import MentionToken
from k2graph.meaning.base import Interpretation, Predicate
from k2graph.phrases import (
    DOSE,
    SIZED,
    VALUE,
    Argument,
    Clause,
    NounPhrase,
    Scope,
    said_to_be,
)
from k2graph.units import Quantity

OPERATORS = {"REACH": "=", "EXCEED": ">", "UNDERCUT": "<"}


def _compared_so(clause: Clause, operator: str) -> Clause:
    """An amount said to be so large, compared as the verb says."""
    parts = clause.pattern.parts if isinstance(clause.pattern, Join) else (clause.pattern,)
    changed = (replace(p, operator=operator) if isinstance(p, Compared) and operator != "=" else p for p in parts)
    return replace(clause, pattern=join(*changed))


class Measures(Interpretation):
    """Noun phrases for amounts, and for so much of a thing."""

    def _np_measure(self, size: NounPhrase) -> Iterator[NounPhrase]:
        yield size

    def _v_measures(self, token: MentionToken, size: NounPhrase) -> Iterator[Predicate]:
        """To be so large, of a value: "exceed 100 µg", "go up to 200 µg"."""
        operator = next(o for kind, o in OPERATORS.items() if kind in token.mention.kinds)

        def said(subject: NounPhrase, *more: Argument) -> Clause | None:
            if more or subject.kinds != VALUE:
                return None
            return subject.apply(lambda node: _compared_so(said_to_be(size, node), operator))

        yield said

    def _np_measured(self, *parts: Any) -> Iterator[NounPhrase]:
        size, phrase = (part for part in parts if isinstance(part, NounPhrase))
        yield replace(phrase, size=size, quant=SIZED)

    def _np_dosed(self, phrase: NounPhrase, *parts: Any) -> Iterator[NounPhrase]:
        """An amount that comes after the thing that is taken: "K2 at 180 µg a day", "MK-7 above 100 µg"."""
        prep = next((part for part in parts if isinstance(part, str) and part == DOSE), None)
        if phrase.named is not None and prep is not None:
            yield replace(phrase, size=parts[-1], quant=SIZED)
        elif phrase.named is not None and not isinstance(parts[-1], NounPhrase):
            inclusive = [
                f"{part}=" if part in {">", "<"} else part for part in parts
            ]  # sources state a dose by its bound
            yield from (replace(phrase, size=size, quant=SIZED) for size in self._sizes(tuple(inclusive)))

    def _np_measured_per(self, *parts: Any) -> Iterator[NounPhrase]:
        """An amount whose basis comes after the thing: "50 µg of K2 per 100 g"."""
        numbers = sorted(part for part in parts if isinstance(part, Decimal))
        low, high = numbers[0], numbers[-1]
        sizes = self._sizes(parts) if len(numbers) == 1 else self._measures("between", low, high, parts)
        phrase = next(part for part in parts if isinstance(part, NounPhrase))
        for size in sizes:
            yield replace(phrase, size=size, quant=SIZED)

    def _np_serving(self, *parts: Any) -> Iterator[NounPhrase]:
        """One of a measure of something: "a tablespoon of natto"."""
        one, phrase = Decimal(1), parts[-1]
        for size in self._measures("=", one, one, parts):
            yield replace(phrase, size=size, quant=SIZED)

    def _sizes(self, parts: tuple[Any, ...]) -> Iterator[NounPhrase]:
        numbers = [p for p in parts if isinstance(p, Decimal)]
        operator = next((p for p in parts if p in {">", "<", ">=", "<="}), "=")
        yield from self._measures(operator, numbers[0], numbers[0], parts)

    def _measure(self, *parts: Any) -> Iterator[NounPhrase]:
        yield from self._sizes(parts)

    def _measure_range(self, *parts: Any) -> Iterator[NounPhrase]:
        low, high = sorted(p for p in parts if isinstance(p, Decimal))
        yield from self._measures("between", low, high, parts)

    def _measures(self, operator: str, low: Decimal, high: Decimal, parts: tuple[Any, ...]) -> Iterator[NounPhrase]:
        token = next(p for p in parts if isinstance(p, MentionToken) and "UNIT" in p.mention.kinds)
        pers = [p for p in parts if isinstance(p, tuple)]
        if len(pers) > 1:
            return
        for sense in token.mention.of("UNIT"):
            per_amount, per_unit = pers[0] if pers else (None, None)
            quantity = Quantity(low, high, sense.prep, per_amount, per_unit)

            def apply(scope: Scope, quantity: Quantity = quantity) -> Clause:
                v = self.c.fresh()
                return Clause(Compared(v, operator, quantity)).joined(scope(v))

            yield NounPhrase(apply, VALUE)

    def _per(self, *parts: Any) -> Iterator[tuple[Decimal, str]]:
        number = next((p for p in parts if isinstance(p, Decimal)), Decimal(1))
        for sense in parts[-1].mention.of("UNIT"):
            yield (number, sense.prep)

    def _number(self, token: MentionToken) -> Iterator[Decimal]:
        for sense in token.mention.of("NUMBER"):
            yield Decimal(sense.form)

    def _gt(self, _token: MentionToken) -> Iterator[str]:
        yield ">"

    def _lt(self, _token: MentionToken) -> Iterator[str]:
        yield "<"

    def _ge(self, _token: MentionToken) -> Iterator[str]:
        yield ">="

    def _le(self, _token: MentionToken) -> Iterator[str]:
        yield "<="

    def _eq(self, _token: MentionToken) -> Iterator[str]:
        yield "="
