"""The phrases of a lexicon as they are written, in each of their senses: what a completion can offer."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Literal

from pyoxigraph import NamedNode

from k2graph import vocab
from k2graph.inflection import english, verb_forms
from k2graph.lexicon import PART, TEXT, Lexicon, Sense, key, numbers
from k2graph.mentions import FILLER
from k2graph.ontology import Ontology

MOST_PHRASES = 400  # that begin with the same letters
NAMED = {"ENTITY", "CLASS", "EVIDENCE"}
UNOFFERED = {FILLER, "CIRCUMSTANCE", "STATE", "IVERB"}  # made of other phrases, by the thousand
RELATIONAL = {"VERB", "VING", "PPERF", "RADJ", "RADJ_MORE", "RADJ_MOST", "RNOUN", "ANOUN", "HOWVALUE", "ADJ"}
KEPT = 20_000  # phrases as they are written
INFLECTED = {"BE", "DO", "HAVE"}

Part = Literal["thing", "kind", "relation", "word"]


@dataclass(frozen=True, slots=True)
class Offer:
    """A phrase as it is written, in one of its senses.

    ``place`` is where it stands among the words of its kind, the plainest first; ``plain`` tells whether it is, or
    is a form of, the label of what it means.
    """

    text: str
    sense: Sense
    part: Part
    plain: bool = True
    place: int = 0

    @property
    def meant(self) -> object:
        """What it means: phrases that mean the same are offered once."""
        sense = self.sense
        return self.text if self.part == "word" else (sense.iri, sense.predicates, sense.inverses)


class Offers:
    """Everything that one lexicon can offer."""

    def __init__(self, ontology: Ontology, lexicon: Lexicon) -> None:
        self.ontology = ontology
        self.lexicon = lexicon
        self._written = lru_cache(KEPT)(lambda phrase: tuple(self._all_written(phrase)))
        self.named = lru_cache(KEPT)(self._named)
        self._words = {
            kind: [word for word in words if word[0].isalpha()] for kind, words in english()["words"].items()
        }

    def beginning(self, letters: str) -> Iterator[Offer]:
        """The phrases that go on from these letters, in each of their senses."""
        words = (word for group in self._words.values() for word in group if word.startswith(letters))
        known = itertools.islice(self.lexicon.beginning(letters), MOST_PHRASES)
        for phrase in dict.fromkeys((*words, *known)):  # words of the language are few, and never crowded out
            if phrase != letters:
                yield from self._written(phrase)

    @cached_property
    def plainest(self) -> list[Offer]:
        """One relation or word for each meaning and form, where nothing has been typed: its label, or the shortest."""
        stored = self.lexicon.stored_offers.read() if self.lexicon.stored_offers is not None else None
        if stored is None:
            return [offer for _, offer in self._found()]
        return [
            Offer(phrase, sense, "relation" if sense.kind in RELATIONAL else "word", plain, place)
            for phrase, number, plain, place in json.loads(stored)
            for sense in self.lexicon[phrase][number : number + 1]
        ]

    def encode(self) -> bytes:
        """The plainest phrases, each with the number of its sense, for the next time."""
        rows = [(offer.text, number, offer.plain, offer.place) for number, offer in self._found()]
        return json.dumps(rows, separators=(",", ":")).encode()

    def _found(self) -> list[tuple[int, Offer]]:
        """The plainest phrases, each with the number of its sense: every phrase has to be looked at."""
        best: dict[object, tuple[int, Offer]] = {}
        for phrase in self.lexicon.phrases():
            for number, sense in enumerate(self.lexicon[phrase]):
                offer = None if sense.kind in NAMED else self._unnamed(phrase, sense)
                if offer is None or (offer.part == "word" and offer.place and sense.kind not in INFLECTED):
                    continue
                meant = (sense.kind, sense.form, offer.meant)
                if meant not in best or _oddness(offer) < _oddness(best[meant][1]):
                    best[meant] = number, offer
        return sorted(best.values(), key=lambda found: (found[1].text, found[0]))

    def _named(self, term: NamedNode) -> tuple[Offer, ...]:
        """A thing by its label, a kind in both numbers; nothing where it is found under other names alone."""
        forms = numbers(self.ontology.label(term))[: 2 if term in self.ontology.schema.classes else 1]
        offers = (
            offer
            for text, _ in forms
            for offer in self._written(key(text))
            if offer.sense.iri == term and offer.text == text
        )
        return tuple(offers)

    def _all_written(self, phrase: str) -> Iterator[Offer]:
        """A phrase in each of its senses, with the capitals and hyphens of its label; misspellings are left out."""
        for sense in self.lexicon[phrase]:
            if sense.form in {PART, TEXT}:
                continue  # understood, but not offered: a name is offered in full
            if sense.kind in NAMED and sense.iri is not None:
                text = self._label(sense.iri, phrase)
                if text is not None:
                    forms = {form for form, _ in numbers(self.ontology.label(sense.iri))}
                    yield Offer(text, sense, "thing" if sense.kind == "ENTITY" else "kind", text in forms)
            elif (offer := self._unnamed(phrase, sense)) is not None:
                yield offer

    def _unnamed(self, phrase: str, sense: Sense) -> Offer | None:
        """A phrase that says a relation, or is a word of the language; None where it is not offered."""
        if not phrase[0].isalpha() or sense.form in {PART, TEXT}:
            return None
        if sense.kind in RELATIONAL:
            said = verb_forms(sense.lemma).third if sense.kind == "VERB" else phrase
            labels = {self.ontology.label(p) for p in (*sense.predicates, *sense.inverses)}
            return Offer(phrase, sense, "relation", bool(labels & {phrase, said}))
        if sense.kind in NAMED | UNOFFERED:
            return None
        words = self._words.get(sense.kind, [])
        return Offer(phrase, sense, "word", place=words.index(phrase) if phrase in words else len(words))

    def _label(self, term: NamedNode, phrase: str) -> str | None:
        """The label that a phrase is; where it is none, the phrase, unless it is there only to be understood."""
        for predicate in (vocab.PREF_LABEL, vocab.LABEL, vocab.ALT_LABEL):
            for label in self.ontology.objects(term, predicate):
                for form, _ in numbers(label.value):
                    if key(form) == phrase:
                        return form
        hidden = {
            key(form) for label in self.ontology.objects(term, vocab.HIDDEN_LABEL) for form, _ in numbers(label.value)
        }
        return None if phrase in hidden else phrase.replace(" '", "'")


def _oddness(offer: Offer) -> tuple[bool, int, str]:
    return (not offer.plain, len(offer.text), offer.text)
