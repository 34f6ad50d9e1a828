"""Clauses with one argument missing, which the question or a relative clause asks for."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from k2graph.algebra import join, minus
from k2graph.grammar import MentionToken
from k2graph.lexicon import Sense
from k2graph.meaning.base import Args, Gapped, Predicate, denied, ranked, unbound
from k2graph.meaning.verbs import VerbPhrases, said_with
from k2graph.phrases import (
    ANYTIME,
    DIRECT,
    LEARNT,
    Argument,
    Clause,
    NounPhrase,
    bound,
)

SAYING = "according to"


class Gaps(VerbPhrases):
    """Clauses around a gap, and clauses turned about for a question."""

    def _gap_object(self, args: Args) -> Iterator[Args]:
        yield args

    def _gap_stranded(self, before: Args, prep: str, after: Args) -> Iterator[Args]:
        if after.args and after.args[0][0] == DIRECT:
            return  # a noun phrase after a preposition belongs to it
        yield Args(before.args + after.args, prep, before.degree or after.degree)

    def _g_verb(self, *parts: Any) -> Iterator[Gapped]:
        yield from self._gapped(parts, "VERB")

    def _g_verbs(self, *parts: Any) -> Iterator[Gapped]:
        """Two verbs that share what is asked for: what something does and does, or does but does not, do."""
        subject, args = next(p for p in parts if isinstance(p, NounPhrase)), parts[-1]
        tokens = [p for p in parts if isinstance(p, MentionToken)]
        one, other = [t for t in tokens if "VERB" in t.mention.kinds][-2:]
        combine = minus if "NOT" in parts else join
        for first, second in itertools.product(one.mention.of("VERB"), other.mention.of("VERB")):

            def said(asked: NounPhrase, prep: str, *more: Argument, senses: Any = (first, second)) -> Clause | None:
                gap = args.stranded or prep

                def say(phrase: NounPhrase) -> list[Clause | None]:
                    return [self.c.relate(s, subject, ((gap, phrase), *args.args, *more)) for s in senses]

                if None in say(unbound(self.c, asked)):
                    return None

                def inner(node: Any) -> Clause:
                    left, right = (clause or Clause() for clause in say(bound(asked, node)))
                    return left.joined(right, combine)

                return asked.apply(inner)

            yield said

    def _g_perfect(self, *parts: Any) -> Iterator[Gapped]:
        yield from self._gapped(parts, "PPERF")

    def _g_radj(self, *parts: Any) -> Iterator[Gapped]:
        yield from self._gapped(parts, "RADJ")

    def _g_ving(self, *parts: Any) -> Iterator[Gapped]:
        yield from self._gapped(parts, "VING")

    _d_verb, _d_radj = _g_verb, _g_radj

    def _g_prep(self, _be: MentionToken, subject: NounPhrase, prep: str) -> Iterator[Gapped]:
        """What something is in, of, with."""
        for sense in self.c.prepositions.get(prep, ()):

            def said(asked: NounPhrase, given: str, *more: Argument, sense: Sense = sense) -> Clause | None:
                return None if given else self.c.relate(sense, subject, [(DIRECT, asked), *more], bare=True)

            yield said

    def _g_noun(self, *parts: Any) -> Iterator[Gapped]:
        """What something is the source of: of a relational noun, what it is of is asked for."""
        subject, prep = next(p for p in parts if isinstance(p, NounPhrase)), parts[-1]
        token = next(p for p in parts if isinstance(p, MentionToken) and "RNOUN" in p.mention.kinds)
        for sense in token.mention.of("RNOUN"):
            if prep in {sense.prep, "of"}:

                def said(asked: NounPhrase, given: str, *more: Argument, sense: Sense = sense) -> Clause | None:
                    return None if given else self.c.relate(sense, subject, [(DIRECT, asked), *more], bare=True)

                yield said

    def _g_have(self, *parts: Any) -> Iterator[Gapped]:
        """What something has, where what is asked for is a relational noun: "how many subjects does it have"."""
        subject = next(p for p in parts if isinstance(p, NounPhrase))

        def said(asked: NounPhrase, given: str, *more: Argument) -> Clause | None:
            of = asked.of if asked.is_wh and not given and not more else None
            had = of(subject) if of is not None else None
            return None if had is None else had.apply(lambda _node: Clause())

        yield said

    def _gapped(self, parts: tuple[Any, ...], kind: str) -> Iterator[Gapped]:
        token, args = [p for p in parts if isinstance(p, MentionToken)][-1], parts[-1]
        subject = ranked(next(p for p in parts if isinstance(p, NounPhrase)), args)
        denied = "NOT" in parts
        for sense in said_with(token, kind, args):

            def said(asked: NounPhrase, prep: str, *more: Argument, sense: Sense = sense) -> Clause | None:
                gap = (args.stranded or prep, asked)
                return self.c.relate(sense, subject, (gap, *args.args, *more), denied=denied)

            yield said

    def _g_anyone(self, *parts: Any) -> Iterator[Gapped]:
        subject, args = next(p for p in parts if isinstance(p, NounPhrase)), parts[-1]
        for sense in self._impersonal(parts):

            def said(asked: NounPhrase, prep: str, *more: Argument, sense: Sense = sense) -> Clause | None:
                gap = (args.stranded or prep, asked)
                return self.c.impersonal(sense, subject, (gap, *args.args, *more), denied="NOT" in parts)

            yield said

    def _i_anyone(self, *parts: Any) -> Iterator[Any]:
        subject, args = next(p for p in parts if isinstance(p, NounPhrase)), parts[-1]
        for sense in self._impersonal(parts):
            yield lambda more, sense=sense: self.c.impersonal(
                sense, subject, (*args.args, *more), denied="NOT" in parts
            )

    def _impersonal(self, parts: tuple[Any, ...]) -> Sequence[Sense]:
        return next(p for p in parts if isinstance(p, MentionToken) and "IVERB" in p.mention.kinds).mention.of("IVERB")

    def _i_verb(self, *parts: Any) -> Iterator[Any]:
        yield from self._inverted(parts, "VERB")

    def _i_perfect(self, *parts: Any) -> Iterator[Any]:
        yield from self._inverted(parts, "PPERF")

    def _inverted(self, parts: tuple[Any, ...], kind: str) -> Iterator[Any]:
        token, args = [p for p in parts if isinstance(p, MentionToken)][-1], parts[-1]
        subject = ranked(next(p for p in parts if isinstance(p, NounPhrase)), args)
        denied = "NOT" in parts
        for sense in said_with(token, kind, args):
            yield lambda more, sense=sense: self.c.relate(sense, subject, (*args.args, *more), denied=denied)

    def _i_allowed(self, *parts: Any) -> Iterator[Any]:
        """Whether it is well to do something: whether anyone, or those named, do it; for no one, whether it is so."""
        token, args = [p for p in parts if isinstance(p, MentionToken)][-1], parts[-1]
        subject = next((p for p in parts if isinstance(p, NounPhrase)), None)
        if subject is not None and next(p for p in parts if isinstance(p, str)) != "for":
            return
        people = self.c.asked["who"]
        anyone = replace(self.c.of_class(people) if people else self.c.anything(), is_anyone=True)
        for sense in token.mention.of("VERB"):
            yield lambda more, sense=sense: self.c.relate(sense, subject or anyone, (*args.args, *more))

    def _i_more(self, *parts: Any) -> Iterator[Any]:
        """That one thing does something to a larger extent than another does."""
        subject, thing, other = (part for part in parts if isinstance(part, NounPhrase))
        token = next(part for part in parts if isinstance(part, MentionToken) and part.mention.of("VERB"))
        main = (DIRECT, replace(thing, than=other))
        for sense in token.mention.of("VERB"):
            yield lambda more, sense=sense: self.c.relate(sense, subject, (main, *more))

    def _i_reported(self, *parts: Any) -> Iterator[Any]:
        """What somebody found: the claim, held to its source where that is named, else to when it was learnt."""
        source = next(p for p in parts if isinstance(p, tuple))
        when = ANYTIME if source else LEARNT
        yield lambda more: parts[-1]((*source, *((when if prep == ANYTIME else prep, np) for prep, np in more)))

    def _by_anyone(self, token: MentionToken) -> Iterator[tuple[Argument, ...]]:
        """Whoever it may be, unless the word names somebody whose claims are known: "experts"."""
        senses = token.mention.of("ENTITY")
        named = [s.iri for s in senses if s.iri is not None and s.iri not in self.c.schema.descendants]
        if not any(self.c.slots_for(SAYING, self.c.constant(iri)) for iri in named):
            yield ()

    def _by_source(self, phrase: NounPhrase) -> Iterator[tuple[Argument, ...]]:
        yield ((SAYING, phrase),)

    def _claim(self, subject: NounPhrase, vp: Predicate) -> Iterator[Any]:
        yield lambda more: vp(subject, *more)

    def _i_have(self, *parts: Any) -> Iterator[Any]:
        subject, _had = (p for p in parts if isinstance(p, NounPhrase))
        for said in self._v_have(*(p for p in parts if p is not subject)):
            yield lambda more, said=said: None if more else said(subject)

    def _i_have_so(self, *parts: Any) -> Iterator[Any]:
        subject = next(p for p in parts if isinstance(p, NounPhrase))
        for said in self._v_have_so(*(p for p in parts if p is not subject)):
            yield lambda more, said=said: said(subject, *more)

    def _i_be(self, *parts: Any) -> Iterator[Any]:
        subject, predicate = next(p for p in parts if isinstance(p, NounPhrase)), parts[-1]
        if "NOT" in parts:
            yield lambda more: None if more else denied(predicate(subject))
        else:
            yield lambda more: predicate(subject, *more)
