"""Words of degree: the longest, longer than, so many, the most by number."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

from k2graph.algebra import Compared, Exceeds, OrderBy, walk
from k2graph.grammar import MentionToken
from k2graph.lexicon import Sense
from k2graph.meaning.base import Predicate, unbound
from k2graph.meaning.verbs import VerbPhrases
from k2graph.phrases import (
    FEW,
    LEAST,
    MANY,
    MOST,
    VALUE,
    Clause,
    NounPhrase,
    Scope,
    bound,
    closed,
    said_to_be,
)
from k2graph.relational import PostModifier, had
from k2graph.units import Quantity

EXTREMES = {"most": MOST, "least": LEAST}


class Degrees(VerbPhrases):
    """What is measured by a value of its own, and what is counted."""

    def _np_super(self, *parts: Any) -> Iterator[NounPhrase]:
        """The longest of what a phrase describes; before a noun for the value itself, the highest value."""
        token = next(p for p in parts if isinstance(p, MentionToken) and "SUPERLATIVE" in p.mention.kinds)
        phrase = parts[-1]
        for sense in token.mention.of("SUPERLATIVE"):
            if phrase.kinds == VALUE:
                if set(phrase.valued) & self.c.family(sense.predicates):
                    yield replace(phrase, quant=EXTREMES[sense.form])
                continue
            ranked = self._ranked_by(sense, phrase.as_class or phrase)
            if ranked is not None and (phrase.named is None or phrase.as_class is not None):
                yield ranked

    def _ranked_by(self, sense: Sense, phrase: NounPhrase) -> NounPhrase | None:
        found = self.c.restrict(phrase, lambda np: self._measured(sense, np))
        return closed(found) if found is not None else None

    def _measured(self, sense: Sense, phrase: NounPhrase) -> Clause | None:
        """That a thing has a value of a word of degree, and is ranked by it."""
        said = self.c.value_of(sense, phrase)
        if said is None or said.value is None:
            return None
        return replace(said, order=OrderBy(said.value, sense.form == "most", self.c.are_numbers(sense.predicates)))

    def _p_super(self, *parts: Any) -> Iterator[Predicate]:
        """To be the longest among what the subject describes, there where a preposition says so."""
        token = next(p for p in parts if isinstance(p, MentionToken) and "SUPERLATIVE" in p.mention.kinds)
        places = [p for p in parts if isinstance(p, tuple)]
        for sense in token.mention.of("SUPERLATIVE"):
            if not places:
                yield lambda subject, *more, sense=sense: None if more else self._is_ranked(subject, sense, None)
            for place in places:
                for inside in self._prepositional(place):
                    yield (
                        lambda subject, *more, sense=sense, inside=inside: (
                            None if more else self._is_ranked(subject, sense, inside)
                        )
                    )

    def _is_ranked(self, subject: NounPhrase, sense: Sense, inside: Predicate | None) -> Clause | None:
        tried = [self._measured(sense, unbound(self.c, subject)), inside and inside(unbound(self.c, subject))]
        if subject.names or tried[0] is None or (inside is not None and tried[1] is None):
            return None  # of one named thing it is said as "is it the longest river"

        def said(node: Any) -> Clause:
            there = inside(bound(subject, node)) if inside is not None else None
            return (self._measured(sense, bound(subject, node)) or Clause()).joined(there or Clause())

        return subject.apply(said)

    def _np_super_by(self, *parts: Any) -> Iterator[NounPhrase]:
        """The largest by a value that is named: "the largest city by population"."""
        token = next(p for p in parts if isinstance(p, MentionToken) and "SUPERLATIVE" in p.mention.kinds)
        phrase, by = (p for p in parts if isinstance(p, NounPhrase))
        for sense in token.mention.of("SUPERLATIVE"):
            if by.of is not None and by.valued:
                ranked = self.c.restrict(phrase, had(self.c, replace(by, quant=EXTREMES[sense.form])))
                if ranked is not None:
                    yield closed(ranked)

    def _np_figure(self, *parts: Any) -> Iterator[NounPhrase]:
        """A number without a unit, as a value."""
        operator = next((p for p in parts if p in {">", "<", ">=", "<="}), "=")
        quantity = _figure(next(p for p in parts if isinstance(p, Decimal)))

        def apply(scope: Scope) -> Clause:
            v = self.c.fresh()
            return Clause(Compared(v, operator, quantity, plain=True)).joined(scope(v))

        yield NounPhrase(apply, VALUE, is_figure=True)

    def _o_figure(self, *parts: Any) -> Iterator[Any]:
        for figure in self._np_figure(*parts):
            yield PostModifier("of", figure)

    def _m_total(self, token: MentionToken) -> Iterator[Any]:
        """The sum, or the mean, of the plain numbers that a noun stands for."""
        function = "SUM" if "TOTAL" in token.mention.kinds else "AVG"

        def of_all(phrase: NounPhrase) -> NounPhrase | None:
            numbers = phrase.kinds == VALUE and phrase.of is None and self.c.are_numbers(phrase.valued)
            return replace(phrase, function=function) if numbers else None

        yield of_all

    _o_total = _m_total

    def _m_grade(self, token: MentionToken) -> Iterator[Any]:
        for predicate in self._p_grade(token):
            yield lambda phrase, predicate=predicate: self.c.restrict(phrase, predicate)

    def _p_grade(self, token: MentionToken) -> Iterator[Predicate]:
        """To be long, where the ontology says from what value a thing is called so."""
        for sense in token.mention.of("GRADE"):
            yield lambda subject, *more, sense=sense: None if more else self._graded(sense, subject)

    def _graded(self, sense: Sense, subject: NounPhrase) -> Clause | None:
        if self.c.value_of(sense, unbound(self.c, subject)) is None:
            return None
        operator, limit = sense.form.split(" ")
        number = Decimal(limit)

        def said(node: Any) -> Clause:
            clause = self.c.value_of(sense, bound(subject, node))
            assert clause is not None
            assert clause.value is not None
            compared = Compared(clause.value, operator, _figure(number), plain=True)
            return replace(clause.joined(Clause(compared)), value=None)

        return subject.apply(said)

    def _p_comparative(self, token: MentionToken, _than: MentionToken, other: NounPhrase) -> Iterator[Predicate]:
        for sense in token.mention.of("COMPARATIVE"):
            yield lambda subject, *more, sense=sense: None if more else self._exceeds(sense, subject, other)

    def _o_comparative(self, *parts: Any) -> Iterator[Any]:
        for predicate in self._p_comparative(*parts):
            yield lambda phrase, predicate=predicate: self.c.restrict(phrase, predicate)

    def _exceeds(self, sense: Sense, subject: NounPhrase, other: NounPhrase) -> Clause | None:
        """That one thing has a larger value than another, or than a number."""
        here = self.c.value_of(sense, subject)
        if here is None or here.value is None:
            return None
        if other.is_figure:
            if not self.c.are_numbers(sense.predicates):
                return None
            figure = replace(said_to_be(other, here.value), cost=0)
            compared = replace(next(p for p in walk(figure.pattern) if isinstance(p, Compared)), operator=sense.form)
            return replace(here.joined(Clause(compared)), value=None)
        if other.kinds == VALUE:
            return replace(here.joined(said_to_be(other, here.value)), value=None)
        there = self.c.value_of(replace(sense, kind="THAN"), other)
        if there is None or there.value is None:
            return None
        larger, smaller = (here.value, there.value) if sense.form == ">" else (there.value, here.value)
        exceeds = Exceeds(larger, smaller, self.c.are_numbers(sense.predicates))
        return replace(here.joined(there).joined(Clause(exceeds)), value=None)

    def _np_many(self, *parts: Any) -> Iterator[NounPhrase]:
        yield from self._by_number(parts[-1], MANY, MOST)

    def _np_few(self, *parts: Any) -> Iterator[NounPhrase]:
        yield from self._by_number(parts[-1], FEW, LEAST)

    def _by_number(self, phrase: NounPhrase, number: str, size: str) -> Iterator[NounPhrase]:
        """The most by number; of what is itself a number of them ("the most people"), the highest."""
        if phrase.counts is not None:
            yield replace(phrase, quant=size)
        elif phrase.kinds != VALUE and (phrase.named is None or phrase.as_class is not None):
            yield replace(phrase.as_class or phrase, quant=number)

    def _np_tally(self, *parts: Any) -> Iterator[NounPhrase]:
        """So many of them: "more than two rivers"."""
        phrase = parts[-1]
        operator = next((p for p in parts if p in {">", "<", ">=", "<="}), "=")
        number = next(p for p in parts if isinstance(p, Decimal))
        of = phrase.of
        if phrase.counts is not None and of is not None and self.c.are_numbers(phrase.valued):
            figure = next(self._np_figure(operator, number))

            def of_so_many(owner: NounPhrase) -> NounPhrase | None:
                had_by = of(owner)
                so_many = lambda np: np.apply(lambda node: said_to_be(figure, node))  # noqa: E731
                return None if had_by is None else self.c.restrict(had_by, so_many)

            yield replace(phrase, of=of_so_many)
        if phrase.counts is None and (phrase.named is None or phrase.as_class is not None):
            yield replace(phrase.as_class or phrase, tally=(operator, number))


def _figure(number: Decimal) -> Quantity:
    return Quantity(number, number, "")
