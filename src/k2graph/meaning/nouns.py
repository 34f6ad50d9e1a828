"""Noun phrases: coordination, exceptions, determiners."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

from pyoxigraph import Literal, NamedNode

from k2graph.algebra import (
    About,
    join,
    minus,
    union,
)
from k2graph.grammar import MentionToken
from k2graph.inflection import english
from k2graph.meaning.base import Interpretation
from k2graph.phrases import (
    ALL,
    INSIDE,
    IT,
    LEAST,
    MOST,
    NONE,
    VALUE,
    YEAR,
    Clause,
    NounPhrase,
    Scope,
    coordinated,
    literal,
    negated,
    said_to_be,
)

EXCEPTED = 6  # what it costs to read "but not" as an exception, where it can be said of each
AS = "as"  # before what something is as much as
DISTINCT = "distinct"
NARROWED = 4  # what it costs to except only some of what a name stands for
WHOEVER = 1  # what it costs to say of somebody what can be said of nobody
COUNTABLE = 20  # a number up to this may be said of things just named: "the two proteins"


def _of_kinds(determiner: str) -> bool:
    """Whether a determiner ends in "of": "kinds of"."""
    return determiner.endswith(f" {english()['arrangement']['genitive']}")


class NounPhrases(Interpretation):
    """Noun phrases joined, taken away, and determined."""

    def _except_(self, _token: MentionToken, phrase: NounPhrase) -> Iterator[NounPhrase]:
        yield phrase

    def _excluded(self, exception: NounPhrase, node: Any) -> Clause:
        """That a variable is none of the things excepted."""
        said = [said_to_be(member, node).pattern for member in exception.members or (exception,)]
        said += [
            About(node, m.named)
            for m in exception.members or (exception,)
            if m.named is not None and m.named in self.c.schema.places
        ]
        return Clause(negated(union(*said)))

    def _np_and(self, *parts: Any) -> Iterator[NounPhrase]:
        phrases = [p for p in parts if isinstance(p, NounPhrase)]
        if phrases[0].is_excepting or any(phrase.size is not None for phrase in phrases):
            return  # what there is so much of is said by itself
        yield replace(coordinated(phrases[0], phrases[-1], join), is_joint=True)

    def _np_both(self, phrase: NounPhrase, _both: MentionToken) -> Iterator[NounPhrase]:
        """Two things, of each of which something is said: "X and Y both"."""
        if phrase.is_joint:
            yield replace(phrase, is_joint=False)

    def _np_or(self, *parts: Any) -> Iterator[NounPhrase]:
        phrases = [p for p in parts if isinstance(p, NounPhrase)]
        if phrases[0].is_excepting or any(phrase.size is not None for phrase in phrases):
            return  # what there is so much of is said by itself
        yield coordinated(phrases[0], phrases[-1], union)

    def _np_nor(self, *parts: Any) -> Iterator[NounPhrase]:
        left, right = (p for p in parts if isinstance(p, NounPhrase))
        either = coordinated(left, right, union)

        def apply(scope: Scope) -> Clause:
            return Clause(negated(either.apply(scope).pattern))

        yield replace(either, apply=apply)

    def _np_but_not(self, *parts: Any) -> Iterator[Any]:
        phrases = [p for p in parts if isinstance(p, NounPhrase)]
        if any(phrase.size is not None for phrase in phrases):
            return  # what there is so much of is said by itself
        yield coordinated(phrases[0], phrases[-1], minus)
        yield from (self.c.costing(np, EXCEPTED) for np in self._np_except(*phrases) if np is not None)

    def _np_except(self, *parts: Any) -> Iterator[Any]:
        phrase, exception = parts[0], parts[-1]
        if not exception.names and exception.as_class is None and not exception.members:
            phrase = self.c.costing(phrase, NARROWED)  # what follows a name is said of what it is taken from
        if phrase.named is not None and phrase.as_class is None:
            return  # nothing can be taken from one thing
        if not self.c.schema.fits(exception.kinds, phrase.kinds):
            return
        narrowed = self.c.restrict(
            phrase.as_class or phrase, lambda np: np.apply(lambda node: self._excluded(exception, node))
        )
        yield replace(narrowed, is_excepting=True) if narrowed is not None else None

    def _np_det(self, *parts: Any) -> Iterator[NounPhrase]:
        kinds = parts[-1].kinds
        if kinds and any(map(_of_kinds, parts[:-1])) and not any(k in self.c.schema.descendants for k in kinds):
            return  # of one thing there are no kinds: "what type of food X is"
        yield replace(parts[-1], is_distinct=DISTINCT in parts, is_bare=len(parts) == 1)

    def _det(self, token: MentionToken) -> Iterator[str]:
        yield DISTINCT if "DIFFER" in token.mention.kinds else token.mention.text

    def _np_intake(self, *parts: Any) -> Iterator[NounPhrase]:
        """Taking something, or enough of it, stands for that thing where it acts."""
        yield replace(parts[-1], is_intake=True)

    def _np_each_other(self, _token: MentionToken) -> Iterator[NounPhrase]:
        yield replace(self.c.anything(), is_each_other=True)

    def _np_pron(self, token: MentionToken) -> Iterator[NounPhrase]:
        """Anyone, or anything; "it" is neither: it stands for what was named."""
        if "IT" in token.mention.kinds:
            return
        people = self.c.asked["who"] if "PERSON" in token.mention.kinds else ()
        anyone = self.c.costing(self.c.of_class(people), WHOEVER) if people else self.c.anything()
        yield replace(anyone, is_anyone=True)

    def _np_body(self, _token: MentionToken) -> Iterator[NounPhrase]:
        inside = self.c.asked[INSIDE]
        yield replace(self.c.of_class(inside) if inside else self.c.anything(), is_body=True)

    def _np_name(self, _name: MentionToken, phrase: NounPhrase) -> Iterator[NounPhrase]:
        """The names of what is described are what answers show of it anyway; of a named thing another is asked for."""
        if phrase.kinds and not phrase.names and phrase.kinds != VALUE:
            yield phrase

    def _np_it(self, _token: MentionToken) -> Iterator[NounPhrase]:
        self.c.pronoun = True
        yield NounPhrase(lambda scope: scope(IT))

    def _np_state(self, *parts: Any) -> Iterator[NounPhrase]:
        """Somebody's state, named by a verb phrase: "you lack X" is a lack of X."""
        for sense in parts[-1].mention.of("ENTITY"):
            if sense.iri is not None:
                yield self.c.constant(sense.iri)

    def _np_number(self, *parts: Any) -> Iterator[NounPhrase]:
        """A number said of a definite phrase ("the two proteins"): small, and of things that can be counted."""
        phrase, token = parts[-1], parts[-2]
        small = all(Decimal(sense.form) <= COUNTABLE for sense in token.mention.of("NUMBER"))
        if small and (phrase.named is None or phrase.as_class is not None):
            yield phrase

    def _np_no(self, _no: MentionToken, phrase: NounPhrase) -> Iterator[NounPhrase]:
        yield replace(phrase, quant=NONE)

    def _np_year(self, token: MentionToken) -> Iterator[NounPhrase]:
        for sense in token.mention.of("NUMBER"):
            if len(sense.form) == 4 and sense.form.isdigit():
                yield literal(Literal(sense.form, datatype=YEAR), YEAR)

    def _np_all(self, *parts: Any) -> Iterator[NounPhrase]:
        yield replace(parts[-1], quant=ALL)

    def _among(self, *parts: Any) -> Iterator[frozenset[NamedNode]]:
        yield frozenset(sense.iri for sense in parts[-1].mention.of("CLASS") if sense.iri is not None)

    def _np_most_among(self, _most: MentionToken, phrase: NounPhrase, classes: frozenset[NamedNode]) -> Iterator[Any]:
        yield replace(phrase, quant=MOST, among=classes)

    def _np_most(self, *parts: Any) -> Iterator[NounPhrase]:
        yield replace(parts[-1], quant=MOST)

    def _np_more(self, *parts: Any) -> Iterator[NounPhrase]:
        phrase, other = (part for part in parts if isinstance(part, NounPhrase))
        yield replace(phrase, than=other)

    def _np_less(self, *parts: Any) -> Iterator[NounPhrase]:
        for phrase in self._np_more(*parts):
            yield replace(phrase, is_less=True)

    def _np_as_much(self, *parts: Any) -> Iterator[NounPhrase]:
        """As much of something as another has, or so many times as much."""
        phrase, other = (part for part in parts if isinstance(part, NounPhrase))
        times = next((part for part in parts if isinstance(part, Decimal)), None)
        is_more = any(isinstance(p, MentionToken) and p.mention.kinds & {"MORE", "THAN"} for p in parts)
        if is_more or AS in parts:
            yield replace(phrase, than=other, times=times, is_as_much=True)

    def _factor(self, token: Any, *_times: MentionToken) -> Iterator[Decimal]:
        if isinstance(token, Decimal):
            yield token
        else:
            yield from (Decimal(sense.form) for sense in token.mention.of("FACTOR"))

    def _np_least(self, *parts: Any) -> Iterator[NounPhrase]:
        yield replace(parts[-1], quant=LEAST)
