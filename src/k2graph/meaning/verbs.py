"""Verb phrases: a predicate takes its subject; whole clauses take what is said beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from pyoxigraph import Literal, NamedNode

from k2graph.algebra import (
    Kind,
    join,
    union,
)
from k2graph.amounts import PORTIONED
from k2graph.grammar import MentionToken
from k2graph.inflection import english
from k2graph.lexicon import Sense
from k2graph.meaning.base import Args, Interpretation, Predicate, Related, negate, unbound
from k2graph.phrases import (
    ALL,
    CIRCUMSTANCE,
    COERCED,
    COMPANION,
    DIRECT,
    LEAST,
    MOST,
    PER,
    TEXT,
    VALUE,
    Argument,
    Clause,
    NounPhrase,
    literal,
    said_to_be,
)
from k2graph.relational import had
from k2graph.units import is_period
from k2graph.vocab import QUANTITY

MOSTLY: Argument = ("*most", NounPhrase(lambda _scope: Clause()))
LEASTLY: Argument = ("*least", NounPhrase(lambda _scope: Clause()))


class VerbPhrases(Interpretation):
    """What is said of a subject, and the arguments it is said with."""

    def _vp_and(self, *parts: Any) -> Iterator[Predicate]:
        yield self._both(parts[0], parts[-1], join)

    def _vp_or(self, *parts: Any) -> Iterator[Predicate]:
        yield self._both(parts[0], parts[-1], union)

    def _both(self, left: Predicate, right: Predicate, combine: Callable[..., Any]) -> Predicate:
        def said(subject: NounPhrase, *more: Argument) -> Clause | None:
            # the subject is put around both, so that both are said of the same thing
            if left(unbound(self.c, subject), *more) is None or right(unbound(self.c, subject), *more) is None:
                return None

            def inner(node: Any) -> Clause:
                bound = replace(subject, apply=lambda scope: scope(node), is_wh=False)
                return (left(bound, *more) or Clause()).joined(right(bound, *more) or Clause(), combine)

            return subject.apply(inner)

        return said

    def _p_and(self, *parts: Any) -> Iterator[Predicate]:
        said = [part for part in parts if callable(part)]
        yield self._both(said[0], said[-1], join)

    def _p_or(self, *parts: Any) -> Iterator[Predicate]:
        said = [part for part in parts if callable(part)]
        yield self._both(said[0], said[-1], union)

    def _v_active(self, *parts: Any) -> Iterator[Predicate]:
        yield from self._relations(parts, "VERB")

    def _v_have(self, *parts: Any) -> Iterator[Predicate]:
        if parts[-1].of is not None:
            yield had(self.c, parts[-1])

    def _v_have_as(self, *parts: Any) -> Iterator[Predicate]:
        """To have one thing as something is that it is so of it: "has X as a symptom"."""
        thing = next(part for part in parts if isinstance(part, NounPhrase))
        for sense in parts[-1].mention.of("RNOUN"):
            yield lambda subject, *more, sense=sense: self.c.relate(sense, thing, ((DIRECT, subject), *more), bare=True)

    def _v_have_so(self, *parts: Any) -> Iterator[Predicate]:
        """To have a noun that is so is to be so in it: "have different functions", to differ in function."""
        adjective, noun = [p for p in parts if isinstance(p, MentionToken)][-2:]
        for sense in adjective.mention.of("RADJ"):
            for aspect in self._pp_aspect("in", noun):
                yield lambda subject, *more, sense=sense, aspect=aspect: self.c.relate(sense, subject, (aspect, *more))

    def _v_perfect(self, *parts: Any) -> Iterator[Predicate]:
        yield from self._relations(parts, "PPERF")

    def _p_radj(self, *parts: Any) -> Iterator[Predicate]:
        yield from self._relations(parts[-2:], "RADJ")

    def _p_ving(self, token: MentionToken, args: Args) -> Iterator[Predicate]:
        yield from self._relations((token, args), "VING")

    def _relations(self, parts: tuple[Any, ...], kind: str) -> Iterator[Predicate]:
        token, args = [p for p in parts if isinstance(p, MentionToken)][-1], parts[-1]
        for sense in said_with(token, kind, args):
            yield Related(self.c, sense, args, "NOT" in parts)

    def _not_(self, _token: MentionToken) -> Iterator[str]:
        yield "NOT"

    def _v_ving(self, *parts: Any) -> Iterator[Predicate]:
        yield from self._relations(parts, "VING")

    def _p_most(self, *parts: Any) -> Iterator[Predicate]:
        """To be most something is to have the most in its relation: "is highest in K2"."""
        token, args = [p for p in parts if isinstance(p, MentionToken)][-1], parts[-1]
        for kind, quant in (("RADJ_MOST", MOST), ("RADJ_LEAST", LEAST)):
            most = tuple((prep, replace(phrase, quant=quant)) for prep, phrase in args.args)
            for sense in token.mention.of(kind):
                yield lambda subject, *more, sense=sense, most=most: self.c.relate(sense, subject, (*most, *more))

    def _p_more(
        self, token: MentionToken, prep: str, phrase: NounPhrase, _than: MentionToken, other: NounPhrase
    ) -> Iterator[Predicate]:
        """To be more something than another thing is to have more in its relation: "is higher in K2 than Y"."""
        for kind in ("RADJ_MORE", "RADJ_LESS"):
            compared = (prep, replace(phrase, than=other, is_less=kind == "RADJ_LESS"))
            for sense in token.mention.of(kind):
                if any(map(self.c.has_amount, sense.predicates)):
                    yield lambda subject, *more, sense=sense, compared=compared: self.c.relate(
                        sense, subject, (compared, *more)
                    )

    def _v_be(self, *parts: Any) -> Iterator[Predicate]:
        predicate = parts[-1]
        if "NOT" in parts and isinstance(predicate, Related):
            yield replace(predicate, denied=not predicate.denied)  # what a source denies, not all that it leaves unsaid
        elif "NOT" in parts:
            yield lambda subject, *more: None if more else negate(self.c, predicate, subject)
        else:
            yield predicate

    def _p_adj(self, token: MentionToken) -> Iterator[Predicate]:
        senses = token.mention.of("ADJ")
        yield lambda subject, *more: None if more else self._is_any(senses, subject)

    def _is_any(self, senses: tuple[Sense, ...], subject: NounPhrase) -> Clause | None:
        """That an adjective holds of a subject, in any of its senses that can."""
        predicates = [self._adjectival(sense) for sense in senses]
        said = [predicate for predicate in predicates if predicate(unbound(self.c, subject))]
        if not said:
            return None

        def inner(node: Any) -> Clause:
            bound = replace(subject, apply=lambda scope: scope(node), is_wh=False)
            clauses = [predicate(bound) or Clause() for predicate in said]
            return Clause(union(*(clause.pattern for clause in clauses)), cost=min(clause.cost for clause in clauses))

        return subject.apply(inner)

    def _adjectival(self, sense: Sense) -> Predicate:
        return lambda subject, *more: None if more else self._is(sense, subject)

    def _is(self, sense: Sense, subject: NounPhrase) -> Clause | None:
        assert sense.iri is not None
        if sense.predicates:
            thing = self.c.constant(sense.iri)
            return self.c.relate(Sense("ADJ", None, sense.predicates, lemma=sense.lemma), subject, [(DIRECT, thing)])
        return self._is_kind(subject, sense.iri) if sense.iri in self.c.schema.descendants else None

    def _is_kind(self, subject: NounPhrase, kind: NamedNode) -> Clause | None:
        if kind not in self.c.schema.descendants or subject.quant == ALL or subject.named == kind:
            return None
        itself = subject.exact or subject  # a case of it may be what it is not
        cost = 0 if self.c.schema.fits(subject.kinds, frozenset({kind})) else 2 * COERCED
        return itself.apply(lambda node: Clause(Kind(node, (kind,)), cost=cost))

    def _said_to_be(self, subject: NounPhrase, phrase: NounPhrase) -> Clause:
        said = subject.apply(lambda node: said_to_be(phrase, node))
        fits = self.c.schema.fits(subject.kinds, phrase.kinds)
        return said if fits else replace(said, cost=said.cost + COERCED)

    def _is_thing(self, subject: NounPhrase, phrase: NounPhrase) -> Clause | None:
        """That what is described is one named thing: "whose capital is X"."""
        described = subject.kinds and not subject.names and not subject.is_wh
        if not described or phrase.as_class is not None or not self.c.schema.fits(phrase.kinds, subject.kinds):
            return None
        return subject.apply(lambda node: said_to_be(phrase, node))

    def _p_np_adj(self, token: MentionToken, phrase: NounPhrase) -> Iterator[Predicate]:
        for sense in token.mention.of("ADJ"):
            for predicate in self._p_np(phrase):
                yield self._both(self._adjectival(sense), predicate, join)

    def _p_np(self, phrase: NounPhrase) -> Iterator[Predicate]:
        if phrase.quant or phrase.function or phrase.is_figure or phrase.tally is not None or phrase.is_excepting:
            return  # what something is, is not said by how much or how many, nor by what it is not
        if phrase.named is not None:
            kind = phrase.named
            yield (
                lambda subject, *more: (
                    None
                    if more or subject.is_plain or subject.asks or (subject.asks_kind and phrase.is_bare)
                    else self._is_kind(subject, kind)
                )
            )
            yield lambda subject, *more: None if more else self._is_thing(subject, phrase)
            yield lambda subject, *more: None if more or subject.named != kind else self.c.called(subject, phrase)
        else:
            yield (
                lambda subject, *more: (
                    None
                    if more
                    or subject.asks
                    or (subject.is_plain and phrase.members)
                    or not self._may_be_one(subject, phrase)
                    else self._said_to_be(subject, phrase)
                )
            )

    def _p_isa(self, _isa: MentionToken, phrase: NounPhrase) -> Iterator[Predicate]:
        yield from self._p_np(phrase)

    def _may_be_one(self, one: NounPhrase, other: NounPhrase) -> bool:
        """Whether things of two kinds may be the same thing."""
        if VALUE in (one.kinds, other.kinds):
            return True  # a value may be told by an amount or by a level
        return self.c.schema.fits(one.kinds, other.kinds) or self.c.schema.fits(other.kinds, one.kinds)

    def _p_pp(self, pp: Argument) -> Iterator[Predicate]:
        yield from self._prepositional(pp)
        prep, phrase = pp
        yield lambda subject, *more: None if more else counted_in(subject, prep, phrase)

    def _p_pp_per(self, pp: Argument, per: Argument) -> Iterator[Predicate]:
        """What is in so much of something: "is in X per 100 g"."""
        if per[0] == PORTIONED:
            for predicate in self._prepositional(pp):
                yield lambda subject, *more, predicate=predicate: predicate(subject, per, *more)

    def _prepositional(self, pp: Argument) -> Iterator[Predicate]:
        prep, phrase = pp
        for sense in self.c.prepositions.get(prep, ()):
            yield lambda subject, *more, sense=sense: self.c.relate(
                sense, subject, [(DIRECT, phrase), *more], bare=True
            )

    def _args(self, *parts: Argument) -> Iterator[Args]:
        args = tuple(part for part in parts if part not in (MOSTLY, LEASTLY))
        degree = MOST if MOSTLY in parts else LEAST if LEASTLY in parts else ""
        yield Args(args, degree=degree)

    def _a_unit(self, token: MentionToken) -> Iterator[Argument]:
        """A period that an amount is counted by: "take per day"."""
        for sense in token.mention.of("UNIT"):
            if is_period(sense.prep):
                yield (PER, literal(Literal(sense.prep), TEXT))

    def _a_most(self, _token: MentionToken) -> Iterator[Argument]:
        yield MOSTLY

    def _a_least(self, _token: MentionToken) -> Iterator[Argument]:
        yield LEASTLY

    def _a_np(self, phrase: NounPhrase) -> Iterator[Argument]:
        yield (DIRECT, phrase)

    def _a_state(self, *parts: Any) -> Iterator[Argument]:
        """A state that something is brought into, or what is kept from happening."""
        words = parts[-1].mention.text
        if any(isinstance(part, NounPhrase) for part in parts):  # "make you bleed more"
            words = f"{english()['words']['PERSON'][-1]} {words}"
        for sense in parts[-1].mention.of("STATE"):
            if sense.iri is not None:
                yield (f"*{sense.form}", replace(self.c.constant(sense.iri), state=words))

    def _pp(self, prep: str, phrase: NounPhrase) -> Iterator[Argument]:
        yield (prep, phrase)

    def _pp_adjective(self, prep: str, token: MentionToken) -> Iterator[Argument]:
        """The state that somebody is in: "when pregnant"; what happens: "before it is excreted"."""
        for sense in (*token.mention.of("ADJ"), *token.mention.of("HAPPENING")):
            if sense.iri is not None:
                yield (prep, self.c.constant(sense.iri))

    def _pp_aspect(self, prep: str, token: MentionToken) -> Iterator[Argument]:
        """In what respect: the noun itself, as claims have it in a slot for text."""
        for lemma in sorted({sense.lemma for sense in token.mention.of("RNOUN")}):
            cost = COERCED + bool(token.mention.of("ENTITY"))  # plainer is what the noun names
            yield (prep, self.c.costing(literal(Literal(lemma), QUANTITY), cost))

    def _circumstance(self, *parts: Any) -> Iterator[Argument]:
        """The state that somebody is in: "while on warfarin", "if I am pregnant"."""
        token = parts[-1]
        for sense in (*token.mention.of("CIRCUMSTANCE"), *token.mention.of("ADJ")):
            if sense.iri is not None:
                state = replace(self.c.constant(sense.iri), state=token.mention.text)
                yield (COMPANION if sense.form == COMPANION else CIRCUMSTANCE, state)

    def _circumstance_of(self, *parts: Any) -> Iterator[Argument]:
        """What somebody is: "if I am a pregnant woman"."""
        phrase = parts[-1]
        if phrase.kinds and self.c.schema.fits(phrase.kinds, self.c.who):
            yield (CIRCUMSTANCE, phrase)

    _being, _being_of = _circumstance, _circumstance_of

    def _prep(self, token: MentionToken) -> Iterator[str]:
        yield token.mention.text


def said_with(token: MentionToken, kind: str, args: Args) -> tuple[Sense, ...]:
    """The senses of a word with these arguments: none where a state beside it begins with the preposition it takes.

    "Help with X" is not to help whoever is with X.
    """
    senses = token.mention.of(kind)
    beside = {phrase.state.partition(" ")[0] for prep, phrase in args.args if prep == CIRCUMSTANCE}
    if DIRECT not in dict(args.args) and beside & {sense.prep for sense in senses}:
        return ()
    return senses


def counted_in(subject: NounPhrase, prep: str, owner: NounPhrase) -> Clause | None:
    """How many of what is counted by a value something has: "how many people are in it"."""
    if subject.counts is None or subject.of is None or prep not in {subject.counts, "of"}:
        return None
    had = subject.of(owner)
    return None if had is None else had.apply(lambda _node: Clause())
