"""What two things have in common: to share something, to do something together, a co-worker."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from pyoxigraph import NamedNode, Variable

from k2graph.algebra import Equal, Node
from k2graph.grammar import MentionToken
from k2graph.lexicon import Sense
from k2graph.meaning.base import Args, Predicate, unbound
from k2graph.meaning.gaps import Gaps
from k2graph.nouns import Head
from k2graph.phrases import DIRECT, Argument, Clause, NounPhrase, apply_all, bound, negated

Say = Callable[[NounPhrase, NounPhrase], Clause | None]  # of one of the two, and of what they have in common
WITH = ("with", "as", "of")  # before the other of the two


class Sharing(Gaps):
    """One relation, said of two things and a third that is the same for both."""

    def _alike(self, subject: NounPhrase, other: NounPhrase, third: NounPhrase, say: Say) -> Clause | None:
        """That the same is said of two different things and a third."""
        tried = [say(unbound(self.c, one), unbound(self.c, third)) for one in (subject, other)]
        if None in tried:
            return None

        def both(nodes: tuple[Node, ...]) -> Clause:
            one, another, common = nodes
            here, there = (say(bound(p, n), bound(third, common)) for p, n in ((subject, one), (other, another)))
            return (here or Clause()).joined(there or Clause()).joined(_different(one, another))

        return apply_all([subject, other, third], both)

    def _v_share(self, *parts: Any) -> Iterator[Predicate]:
        """To share what a relational noun names: "shares a border with X", "has the same parent as X"."""
        noun, prep, other = parts[-3], parts[-2], parts[-1]
        for sense in noun.mention.of("RNOUN") if prep in WITH else ():
            yield (
                lambda subject, *more, sense=sense: (
                    None if more else self._alike(subject, other, self.c.anything(), self._of(sense))
                )
            )

    def _of(self, sense: Sense) -> Say:
        """That something is the noun of one of the two."""
        return lambda one, common: self.c.relate(sense, common, [(DIRECT, one)], bare=True)

    def _v_co(self, *parts: Any) -> Iterator[Predicate]:
        """To do something with another: "co-founded a company with X", "founded it together with X"."""
        token = next(p for p in parts if isinstance(p, MentionToken) and "VERB" in p.mention.kinds)
        args = next(p for p in parts if isinstance(p, Args)).args
        other = parts[-1] if isinstance(parts[-1], NounPhrase) else None
        for i, (prep, phrase) in enumerate(args):
            if other is None and prep == "with":
                yield from self._together(token, (*args[:i], *args[i + 1 :]), phrase)
        if other is not None:
            yield from self._together(token, args, other)

    def _together(self, token: MentionToken, args: tuple[Argument, ...], other: NounPhrase) -> Iterator[Predicate]:
        if len(args) > 1:
            return
        prep, third = args[0] if args else (None, self.c.anything())
        for sense in token.mention.of("VERB"):
            if prep not in {None, sense.prep}:
                continue

            def say(one: NounPhrase, common: NounPhrase, sense: Sense = sense) -> Clause | None:
                return self.c.relate(sense, one, [(DIRECT, common)], bare=True)

            yield lambda subject, *more, say=say: None if more else self._alike(subject, other, third, say)

    def _v_same(self, token: MentionToken, *parts: Any) -> Iterator[Predicate]:
        """To do something with the same thing as another: "works in the same house as X"."""
        other = parts[-1]
        third = next(p for p in parts if isinstance(p, NounPhrase))
        prep = parts[0] if isinstance(parts[0], str) else DIRECT
        if parts[-2] in WITH:
            yield from self._together(token, ((prep, third),), other)

    def _h_co(self, *parts: Any) -> Iterator[Head]:
        """Who is a noun of the same thing as another: "the co-founders of X"."""
        noun, other = parts[-3], parts[-1]
        kinds = {sense.iri for p in parts[:-3] for sense in p.mention.of("CLASS") if sense.iri is not None}
        third = self.c.of_class(tuple(kinds)) if kinds else self.c.anything()
        for sense in noun.mention.of("RNOUN") if parts[-2] in {*WITH, sense_prep(noun)} else ():
            say = self._is_noun_of(sense)
            made = self.c.restrict(self.c.anything(), partial(self._alike, other=other, third=third, say=say))
            if made is not None:
                yield Head(made)

    def _s_co(self, *parts: Any) -> Iterator[Predicate]:
        """Of whom somebody is a co-founder."""
        noun, prep, other = parts[-3:]
        for sense in noun.mention.of("RNOUN") if prep in {*WITH, sense_prep(noun)} else ():
            yield lambda subject, sense=sense: self._alike(subject, other, self.c.anything(), self._is_noun_of(sense))

    def _is_noun_of(self, sense: Sense) -> Say:
        """That one of the two is the noun of something."""
        return lambda one, common: self.c.relate(sense, one, [(DIRECT, common)], bare=True)


def sense_prep(token: MentionToken) -> str:
    """The preposition of a relational noun."""
    return next((sense.prep for sense in token.mention.of("RNOUN")), "of")


def _different(one: Node, another: Node) -> Clause:
    """That two nodes are not the same thing, where one of them is named."""
    named, other = (one, another) if isinstance(one, NamedNode) else (another, one)
    if not isinstance(named, NamedNode) or not isinstance(other, Variable):
        return Clause()
    return Clause(negated(Equal(other, (named,))))
