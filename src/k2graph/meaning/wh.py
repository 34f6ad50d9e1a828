"""Question words, and phrases that begin with one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from pyoxigraph import NamedNode

from k2graph.grammar import MentionToken
from k2graph.inflection import english
from k2graph.meaning.base import Interpretation
from k2graph.phrases import (
    AMOUNT,
    ANYTIME,
    ANYWHERE,
    MANNER,
    VALUE,
    NounPhrase,
)

NAMED = 8  # what it costs to ask which of one named thing


def _asks_kind(parts: tuple[Any, ...]) -> bool:
    """Whether the words before a noun end in "of": "what kind of"."""
    words = [p.mention.text if isinstance(p, MentionToken) else p for p in parts[:-1]]
    return words[-1].endswith(f" {english()['arrangement']['genitive']}")


class QuestionWords(Interpretation):
    """Noun phrases that ask."""

    def _listed(self, phrase: NounPhrase) -> NounPhrase:
        return phrase.as_class or phrase

    def _wh_what(self, *tokens: MentionToken) -> Iterator[NounPhrase]:
        if any(" " in token.mention.text for token in tokens):
            return  # "what type of" wants a noun after it
        yield replace(self.c.asked_for(self.c.anything()), is_plain=True)

    def _wh_who(self, _token: MentionToken) -> Iterator[NounPhrase]:
        people = self.c.asked["who"]  # where no class is said to be people, anything may be who is asked for
        yield replace(self.c.asked_for(self.c.of_class(people) if people else self.c.anything()), is_plain=True)

    def _wh_which(self, *parts: Any) -> Iterator[NounPhrase]:
        phrase = parts[-1]
        asked = self.c.asked_for(self._listed(phrase))
        if phrase.named is not None and not phrase.is_plural:
            asked = self.c.costing(asked, NAMED)  # "(tell me) what X inhibits" rather than "which X inhibits"
        yield self._had(phrase, replace(asked, asks_kind=_asks_kind(parts) or not phrase.is_plural), count=False)

    def _had(self, phrase: NounPhrase, asked: NounPhrase, *, count: bool) -> NounPhrase:
        """A relational noun that is asked for, still to be had by something."""
        of = phrase.of
        if of is None:
            return asked

        def asked_of(owner: NounPhrase) -> NounPhrase | None:
            had = of(owner)
            return None if had is None else self.c.asked_for(had, count=count)

        return replace(asked, of=asked_of)

    def _wh_many(self, *parts: Any) -> Iterator[NounPhrase]:
        phrase = parts[-1]
        is_group = bool(phrase.names) and self.c.schema.fits(phrase.kinds, self.c.who)
        if is_group:
            yield replace(phrase, quant=AMOUNT)  # of a group of people a number, or a share, may be told
        if phrase.counts is None:
            counted = self._had(phrase, self.c.asked_for(self._listed(phrase), count=True), count=True)
            yield self.c.costing(counted, 1) if is_group else counted
        elif phrase.of is None:
            yield self.c.asked_for(phrase)
        else:  # what it counts is itself the value
            asked = replace(self.c.asked_for(self.c.anything()), kinds=VALUE, asks=phrase.valued)
            value = replace(asked, counts=phrase.counts, words=f"how many {phrase.words}")
            yield self._had(phrase, value, count=False)

    def _wh_much(self, *parts: Any) -> Iterator[NounPhrase]:
        phrase = next((part for part in parts if isinstance(part, NounPhrase)), self.c.anything())
        yield replace(phrase, quant=AMOUNT, kinds=phrase.kinds)

    def _wh_value(self, token: MentionToken) -> Iterator[NounPhrase]:
        by_class: dict[NamedNode | None, tuple[NamedNode, ...]] = {}
        for sense in token.mention.of("HOWVALUE"):
            by_class[sense.iri] = (*by_class.get(sense.iri, ()), *sense.predicates)
        for of_class, predicates in by_class.items():
            asked = self.c.asked_for(self.c.anything())
            yield replace(asked, asks=predicates, asks_of=of_class, words=token.mention.text)

    def _where(self, *_parts: Any) -> Iterator[str]:
        yield ANYWHERE

    def _when(self, _token: MentionToken) -> Iterator[str]:
        yield ANYTIME

    def _how(self, *_parts: Any) -> Iterator[str]:
        yield MANNER
