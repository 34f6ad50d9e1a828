"""Questions that are more than one query: agreement, routes, comparison, description, choice."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import reduce
from typing import Any

from pyoxigraph import NamedNode

from k2graph import topics
from k2graph.algebra import (
    Compare,
    Describe,
    Kind,
    Link,
    Outline,
    union,
)
from k2graph.grammar import MentionToken
from k2graph.inflection import english
from k2graph.meaning.base import ROUTE, Gapped, Interpretation, Predicate, Wrapped, ranked, wanted
from k2graph.phrases import (
    AMOUNT,
    DIRECT,
    Clause,
    NounPhrase,
    coordinated,
)
from k2graph.topics import Topic

WITH = "with"
BESIDE = {"in", "for", "on", "by"}  # before what things are compared by


class Forms(Interpretation):
    """The other forms of a question."""

    def _q_describe(self, describe: MentionToken, phrase: NounPhrase) -> Iterator[Any]:
        if (
            _is_plain(phrase) and phrase.named is not None and "REQUEST" not in describe.mention.kinds
        ):  # else the ontology says what is meant
            yield Describe(phrase.named)

    def _q_does(self, *parts: Any) -> Iterator[Any]:
        (phrase,) = (part for part in parts if isinstance(part, NounPhrase))
        if phrase.named is not None and _is_plain(phrase):
            yield Describe(phrase.named)

    def _q_fragment(self, phrase: NounPhrase) -> Iterator[Any]:
        if phrase.members and any(member.named is not None for member in phrase.members):
            return  # names side by side ask nothing
        if phrase.named is None or not _is_plain(phrase):
            yield wanted(self.c, self.c.asked_for(phrase))
        elif phrase.is_plural and phrase.as_class is not None:
            yield wanted(self.c, self.c.asked_for(phrase.as_class))
        else:
            yield Describe(phrase.named)

    def _q_agree(self, *parts: Any) -> Iterator[Any]:
        if parts[-1] is not None:
            yield Wrapped("agree", parts[-1])

    def _q_dispute(self, *parts: Any) -> Iterator[Any]:
        if parts[-1] is not None:
            yield Wrapped("dispute", parts[-1])

    def _q_how(self, _how: MentionToken, clause: Callable[..., Clause | None]) -> Iterator[Any]:
        said = clause(())
        if said is not None and said.wh is None:
            yield Wrapped("route", replace(said, cost=said.cost + ROUTE))

    def _q_why(self, _why: MentionToken, clause: Callable[..., Clause | None]) -> Iterator[Any]:
        said = clause(())
        if said is not None and said.wh is None:
            yield Wrapped("why", said)

    def _q_outline(self, *parts: Any) -> Iterator[Any]:
        members = [m for part in parts if isinstance(part, NounPhrase) for m in (part.members or (part,))]
        terms = tuple(term for m in members if (term := _term(m)) is not None)
        linking = any(isinstance(part, MentionToken) and "LINKING" in part.mention.kinds for part in parts)
        if len(terms) == len(members) and (len(terms) == 2 if linking else len(terms) < 2):
            yield Outline(terms)

    def _q_compare(self, *parts: Any) -> Iterator[Any]:
        phrases = [part for part in parts if isinstance(part, NounPhrase)]
        if len(phrases) > 1 and any(phrase.members for phrase in phrases):
            return  # "X and Y differ in Z"
        members = [m for phrase in phrases for m in (phrase.members or (phrase,))]
        named = tuple(m.named for m in members if m.named is not None and _is_plain(m))
        if len(named) == len(members) > 1:
            same = any(isinstance(p, MentionToken) and "IDENTICAL" in p.mention.kinds for p in parts)
            if same and len(set(named)) == 1:  # two names of one thing
                yield self.c.called(members[0], members[1])
            else:
                yield Compare(named, same=same)

    def _q_linked(self, *parts: Any) -> Iterator[Any]:
        members = [m for part in parts if isinstance(part, NounPhrase) for m in (part.members or (part,))]
        named = [m.named for m in members if m.named is not None and _is_plain(m)]
        if len(named) == len(members) == 2:
            yield Link(*named)

    def _q_happen(self, *parts: Any) -> Iterator[Any]:
        """What becomes of one thing with another, or in a state: what ties the two."""
        prep = next((part for part in parts if isinstance(part, str)), WITH)
        if prep in english()["prepositions"][WITH]:
            phrases = [part for part in parts if isinstance(part, NounPhrase)]
            yield from self._q_linked(*(reversed(phrases) if isinstance(parts[0], MentionToken) else phrases))

    def _state(self, token: MentionToken) -> Iterator[NounPhrase]:
        """A lack of something, where its name says what goes without what: "without X"."""
        if any(token.mention.text.startswith(f"{word} ") for word in english()["words"]["WITHOUT"]):
            yield from (self.c.constant(sense.iri) for sense in token.mention.of("ENTITY") if sense.iri is not None)

    def _q_shared(self, *parts: Any) -> Iterator[Any]:
        for compared in self._q_compare(*parts):
            yield replace(compared, shared=True)

    def _q_choice(self, wh: NounPhrase, vp: Predicate, _comma: MentionToken, choice: NounPhrase) -> Iterator[Any]:
        """A question with the things to choose from: they are what the answer may be."""
        members = choice.members
        if len(members) > 1 and all(m.named is not None for m in members):
            yield vp(self.c.choice(tuple(m.named for m in members if m.named is not None)))

    def _q_side_by_side(self, *parts: Any) -> Iterator[Any]:
        """How much of one thing is in each of several others: "X vs Y in Z"."""
        at = next((i for i, part in enumerate(parts) if isinstance(part, MentionToken) and part.mention.of("VS")), None)
        phrases = [part for part in parts if isinstance(part, NounPhrase)]
        sides = [parts[at - 1], parts[at + 1]] if at else [m for phrase in phrases for m in phrase.members]
        things = [phrase for phrase in phrases if phrase not in sides and not phrase.members]
        preps = {part for part in parts if isinstance(part, str)}
        if len(things) != 1 or len(sides) < 2 or not preps <= BESIDE or not all(m.named for m in (*sides, *things)):
            return
        each = _each(sides)
        for sense in self.c.prepositions.get("in", ()):
            for measured, holder in ((things[0], each), (each, things[0])):
                yield self.c.relate(sense, replace(measured, quant=AMOUNT), [(DIRECT, holder)], bare=True)

    def _q_apart(self, *parts: Any) -> Iterator[Any]:
        """What the noun of each of several things is: "how do X and Y differ in size"."""
        members = [m for part in parts if isinstance(part, NounPhrase) for m in part.members]
        noun = next(p for p in parts if isinstance(p, MentionToken) and p.mention.of("RNOUN"))
        for sense in noun.mention.of("RNOUN") if len(members) > 1 else ():
            yield self._asked_of(sense, _each(members))

    def _q_either(self, *parts: Any) -> Iterator[Any]:
        subject, *phrases = [part for part in parts if isinstance(part, NounPhrase)]
        adjectives = [s.iri for part in parts if isinstance(part, MentionToken) for s in part.mention.of("ADJ")]
        named, kinds = subject.named, [*adjectives, *(phrase.named for phrase in phrases)]
        if named is not None and len(kinds) == 2 and all(kinds):
            options = self.c.one_of(tuple(kind for kind in kinds if kind is not None))
            yield self.c.asked_for(options).apply(lambda node: Clause(Kind(named, (node,))))  # type: ignore[arg-type]  # the kind itself is asked for

    def _q_alternative(self, *parts: Any) -> Iterator[Any]:
        """Which of two things something holds of."""
        phrases = [part for part in parts if isinstance(part, NounPhrase)]
        token, args = [part for part in parts if isinstance(part, MentionToken)][-1], parts[-1]
        if all(phrase.named is not None for phrase in phrases):
            options = self.c.one_of(tuple(phrase.named for phrase in phrases if phrase.named is not None))
            for sense in (*token.mention.of("VERB"), *token.mention.of("RADJ")):
                yield self.c.relate(sense, ranked(self.c.asked_for(options), args), args.args)

    def _e_claim(self, clause: Callable[..., Clause | None]) -> Iterator[Any]:
        yield clause(())

    def _e_object(self, wh: NounPhrase, gapped: Gapped) -> Iterator[Any]:
        yield gapped(wh, DIRECT)

    def _e_subject(self, wh: NounPhrase, vp: Predicate) -> Iterator[Any]:
        yield vp(wh)

    def _e_np(self, phrase: NounPhrase) -> Iterator[Any]:
        if len(phrase.members) > 1:
            things = [Topic(thing=member.named) for member in phrase.members]
            yield topics.plan(things) if all(thing.thing for thing in things) else None
            return
        yield Describe(phrase.named) if phrase.named is not None else wanted(self.c, self.c.asked_for(phrase))


def _each(phrases: Sequence[NounPhrase]) -> NounPhrase:
    """Several phrases as one, of any of which something is said."""
    return reduce(lambda left, right: coordinated(left, right, union), phrases)


def _is_plain(phrase: NounPhrase) -> bool:
    """Whether a phrase is a name and no amount of what it names."""
    return not (phrase.size or phrase.quant or phrase.tally or phrase.pending)


def _term(phrase: NounPhrase) -> NamedNode | None:
    """The thing or the class that a phrase is the name of, and nothing more."""
    if phrase.named is not None:
        return phrase.named
    said = phrase.apply(lambda _node: Clause()).pattern
    return said.kinds[0] if isinstance(said, Kind) and len(said.kinds) == 1 and not phrase.quant else None
