"""People by their age: "a 70-year-old woman", "a woman aged 70", "I am 70".

Whoever is so old is one of the groups whose ages, as the ontology gives them, include it.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from k2graph.meaning.base import Interpretation
from k2graph.phrases import CIRCUMSTANCE, Argument, NounPhrase


class Ages(Interpretation):
    """Phrases for somebody of an age."""

    def _np_aged(self, *parts: Any) -> Iterator[NounPhrase]:
        """Somebody so old, of the group that is named with it, if any."""
        age = next(part for part in parts if isinstance(part, Decimal))
        whom = next((part for part in parts if isinstance(part, NounPhrase)), None)
        if whom is None or whom.is_anyone or whom.named is not None:
            groups = self.c.schema.of_age(age, whom.named if whom is not None else None)
            if groups:
                yield self.c.one_of(tuple(sorted(groups, key=lambda iri: iri.value)), _said(age, whom))

    def _circumstance_aged(self, *parts: Any) -> Iterator[Argument]:
        """What somebody is by their age: "if I am 70"."""
        for phrase in self._np_aged(*parts):
            yield (CIRCUMSTANCE, phrase)

    _being_aged = _circumstance_aged


def _said(age: Decimal, whom: NounPhrase | None) -> str:
    called = "" if whom is None else f" {whom.called}"
    article = "" if whom is not None and whom.is_plural else "a "
    return f"{article}{age}-year-old{called}"
