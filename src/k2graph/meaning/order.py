"""Other orders of the words: the question word in place of what it asks for, the topic put first, a clause put last."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from k2graph.algebra import Statement, walk
from k2graph.grammar import MentionToken
from k2graph.meaning.base import Args, Predicate, wanted
from k2graph.meaning.modifiers import Modifiers
from k2graph.nouns import Head, nominal
from k2graph.phrases import AMOUNT, DIRECT, IT, THEIRS, Clause, NounPhrase, said_to_be
from k2graph.relational import BARE, PostModifier

VERBAL = {"VERB", "VING", "PPERF"}


class WordOrder(Modifiers):
    """Questions whose parts do not stand in the usual place."""

    # --- the question word in place: "X activates what", "X was found in which year"

    def _q_situ(self, phrase: NounPhrase, predicate: Predicate) -> Iterator[Any]:
        said = predicate(phrase)
        if said is not None and said.wh is not None:
            yield said

    def _situ(self, *parts: Any) -> Iterator[Args]:
        *before, wh = parts
        prep = before.pop() if before and isinstance(before[-1], str) else DIRECT
        yield Args((*before, (prep, wh)))

    def _s_is(self, *parts: Any) -> Iterator[Predicate]:
        """What something is: "the capital of X is what"."""
        wh = parts[-1]
        if wh.is_plain:
            yield lambda subject: None if subject.named is not None else wanted(self.c, self.c.asked_for(subject))
        elif not wh.asks:
            yield lambda subject: subject.apply(lambda node: said_to_be(wh, node))

    def _s_pp(self, *parts: Any) -> Iterator[Predicate]:
        yield from self._prepositional((parts[-2], parts[-1]))

    def _s_noun(self, *parts: Any) -> Iterator[Predicate]:
        """Of what something is the source: "X is the source of what"."""
        prep, wh = parts[-2], parts[-1]
        token = next(p for p in parts if isinstance(p, MentionToken) and "RNOUN" in p.mention.kinds)
        for sense in token.mention.of("RNOUN"):
            if prep in {sense.prep, "of"}:
                yield lambda subject, sense=sense: self.c.relate(sense, subject, [(DIRECT, wh)], bare=True)

    # --- the value of a noun: "what genre (of book) is X", "what are the genres the book X"

    def _q_value(self, *parts: Any) -> Iterator[Any]:
        """What the noun of something is; a class between the two says of what kind that thing is."""
        phrase = parts[-1]
        tokens = [p for p in parts[1:] if isinstance(p, MentionToken)]
        token = next(p for p in tokens if "RNOUN" in p.mention.kinds)
        kinds = {s.iri for p in tokens if p is not token for s in p.mention.of("CLASS") if s.iri}
        if kinds and not self.c.schema.fits(phrase.kinds, frozenset(kinds)):
            return
        for sense in token.mention.of("RNOUN"):
            if sense.predicates and len(parts) > 4:
                continue  # "what kind of X is Y" asks of what it is a kind
            yield self._asked_of(sense, phrase)

    # --- a request: "summarize X", where the ontology says for what that asks

    def _q_request(self, token: MentionToken, phrase: NounPhrase) -> Iterator[Any]:
        for sense in token.mention.of("REQUEST"):
            yield self._asked_of(sense, phrase)

    # --- the topic first: "X, when was it found"

    def _q_topic(self, phrase: NounPhrase, _comma: MentionToken, clause: Any) -> Iterator[Any]:
        """A pronoun of the question stands for the phrase before it."""
        if not isinstance(clause, Clause) or phrase.is_wh:
            return
        if IT in set(walk(clause.pattern)):
            said = [part for part in walk(clause.pattern) if isinstance(part, Statement)]
            if all(self._may_be(phrase, part) for part in said):
                yield clause.joined(said_to_be(phrase, IT))

    def _q_they(self, phrase: NounPhrase, *parts: Any) -> Iterator[Any]:
        """Of several things, or one, put first: whether "they" do something."""
        if any(map(_stands_for_things, parts)):
            yield from (said(()) for said in self._i_verb(phrase, *parts))

    def _q_they_are(self, phrase: NounPhrase, *parts: Any) -> Iterator[Any]:
        if any(map(_stands_for_things, parts)):
            yield from (said(()) for said in self._i_be(phrase, parts[-1]))

    # --- two questions in one: "does X contain Y, and how much" is answered by how much

    def _q_and_how_much(self, *parts: Any) -> Iterator[Any]:
        phrases = [part for part in parts if isinstance(part, NounPhrase)]
        prep = next((part for part in parts if isinstance(part, str)), None)
        if prep is not None:
            amount, place = replace(phrases[0], quant=AMOUNT), phrases[1]
            yield from (predicate(amount) for predicate in self._prepositional((prep, place)))
            return
        token = next(p for p in parts if isinstance(p, MentionToken) and p.mention.of("VERB"))
        for sense in token.mention.of("VERB"):
            yield self.c.relate(sense, phrases[0], [(DIRECT, replace(phrases[1], quant=AMOUNT))])

    def _may_be(self, phrase: NounPhrase, said: Statement) -> bool:
        """Whether a phrase is of a kind that a statement about "it" can be made of it."""
        for end, forward in ((said.subject, True), (said.object, False)):
            ways = [(p, forward) for p in said.predicates] + [(p, not forward) for p in said.inverses]
            if end == IT and not any(self.c.takes_end(p, phrase, subject=subject) for p, subject in ways):
                return False
        return True

    # --- whose it is, said by a pronoun: "directors that the actors in their films also appear in X"

    def _np_their(self, _token: MentionToken, phrase: NounPhrase) -> Iterator[NounPhrase]:
        if phrase.named is None and not phrase.quant:
            yield replace(phrase, apply=lambda scope: said_to_be(phrase, THEIRS).joined(scope(THEIRS)))

    def _o_resumed(self, _rel: MentionToken, subject: NounPhrase, vp: Predicate) -> Iterator[Any]:
        said = vp(subject)
        if said is not None and THEIRS in set(walk(said.pattern)):
            yield lambda phrase: self.c.restrict(phrase, lambda _np: vp(subject))

    # --- a noun and what it is of, with nothing between: "the prices the goods"

    def _np_bare(self, *parts: Any) -> Iterator[NounPhrase]:
        """Only of a word that is never a verb: "do the A cause the B" has no causes in it."""
        _det, *before, noun, _other, phrase = parts
        if noun.mention.kinds.isdisjoint(VERBAL):
            for sense in noun.mention.of("RNOUN"):
                of = PostModifier(sense.prep or "of", self.c.costing(phrase, BARE))
                yield from nominal(self.c, Head(self.c.anything(), sense), before, [of])

    # --- a relative clause after the verb: "when did the films open whose director …"

    def _i_extraposed(self, *parts: Any) -> Iterator[Any]:
        _whose, owned, vp = parts[-3:]
        subject = next(p for p in parts if isinstance(p, NounPhrase))
        for narrow in self._o_whose(_whose, owned, vp):
            narrowed = narrow(subject)
            if narrowed is not None:
                yield from self._i_verb(*[narrowed if p is subject else p for p in parts[:-3]])


def _stands_for_things(part: Any) -> bool:
    """Whether a part is a pronoun for what has been named, and not one for people alone."""
    return isinstance(part, MentionToken) and "PRON" in part.mention.kinds and "PERSON" not in part.mention.kinds


__all__ = ["WordOrder"]
