"""Question words, and phrases that begin with one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from k2graph.grammar import MentionToken
from k2graph.meaning.base import Interpretation
from k2graph.phrases import (
    AMOUNT,
    ANYTIME,
    ANYWHERE,
    MANNER,
    NounPhrase,
)


class QuestionWords(Interpretation):
    """Noun phrases that ask."""

    def _listed(self, phrase: NounPhrase) -> NounPhrase:
        return phrase.as_class or phrase

    def _wh_what(self, *_token: MentionToken) -> Iterator[NounPhrase]:
        yield replace(self.c.asked_for(self.c.anything()), is_plain=True)

    def _wh_who(self, _token: MentionToken) -> Iterator[NounPhrase]:
        yield replace(self.c.asked_for(self.c.of_class(self.c.asked["who"])), is_plain=True)

    def _wh_which(self, *parts: Any) -> Iterator[NounPhrase]:
        yield self.c.asked_for(self._listed(parts[-1]))

    def _wh_many(self, *parts: Any) -> Iterator[NounPhrase]:
        yield self.c.asked_for(self._listed(parts[-1]), count=True)

    def _wh_much(self, *parts: Any) -> Iterator[NounPhrase]:
        phrase = next((part for part in parts if isinstance(part, NounPhrase)), self.c.anything())
        yield replace(phrase, quant=AMOUNT, kinds=phrase.kinds)

    def _wh_value(self, token: MentionToken) -> Iterator[NounPhrase]:
        predicates = tuple(p for sense in token.mention.of("HOWVALUE") for p in sense.predicates)
        yield replace(self.c.asked_for(self.c.anything()), asks=predicates, words=token.mention.text)

    def _where(self, _token: MentionToken) -> Iterator[str]:
        yield ANYWHERE

    def _when(self, _token: MentionToken) -> Iterator[str]:
        yield ANYTIME

    def _how(self, *_parts: Any) -> Iterator[str]:
        yield MANNER
