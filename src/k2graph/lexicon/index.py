"""The index of phrases: a trie, so that finding what starts at a word costs time in the length of the question."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import marisa_trie
from pyoxigraph import Literal, NamedNode

from k2graph.files import StoredFile

LISTED = frozenset({"SLOT", "RPREP", "UNSAID"})  # kinds of token that are few, and looked through as a whole
TAKEN = "taken"  # the form of a verb of somebody who does something with one thing for the sake of another
AT_MOST = "at most"  # the form of a word for having little of something: "low in"
CONTRARY = "contrary"  # the form of a word that denies what it is a word for
NAMES = frozenset({"ENTITY", "CLASS"})
CAPITALS = "capitals"  # the form of a name that is spelt like a word of English, and is meant only in capitals: "WHO"
PART = "part"  # the form of a part of a name, which is meant only as it is written: "Hopper"
TEXT = "text"  # the form of a value that is written out; its datatype or language stands as the preposition


@dataclass(frozen=True, slots=True)
class Sense:
    """One thing that a phrase may mean, and the kind of token that it then is.

    A relational word says any of its ``predicates`` of its grammatical subject, or any of its ``inverses`` with
    the subject as the property's object; ``prep`` is the preposition that the other argument takes, ``""`` for none.
    """

    kind: str
    iri: NamedNode | None = None
    predicates: tuple[NamedNode, ...] = ()
    inverses: tuple[NamedNode, ...] = ()
    prep: str = ""
    form: str = ""
    lemma: str = ""


class Lexicon:
    """Phrases and their senses: a trie that numbers the phrases, and what each number means.

    >>> lexicon = Lexicon.of({"natto": (Sense("ENTITY"),), "in": (Sense("PREP"), Sense("RPREP"))})
    >>> [phrase for phrase, _ in lexicon.prefixes("natto in japan")], [phrase for phrase, _ in lexicon.listed("RPREP")]
    (['natto'], ['in'])
    """

    def __init__(
        self,
        trie: marisa_trie.Trie,
        senses: Sequence[tuple[Sense, ...]],
        listing: Mapping[str, Sequence[str]],
        stored_offers: StoredFile | None = None,
    ) -> None:
        self.trie = trie
        self.senses = senses
        self.listing = listing
        self.stored_offers = stored_offers  # the phrases that are offered where nothing has been typed

    @classmethod
    def of(cls, senses: Mapping[str, tuple[Sense, ...]]) -> Lexicon:
        """Make the index of phrases that are all in memory."""
        trie = marisa_trie.Trie(senses)
        numbered: list[tuple[Sense, ...]] = [()] * len(trie)
        listed: dict[str, list[str]] = {kind: [] for kind in LISTED}
        for phrase, meant in senses.items():
            numbered[trie[phrase]] = meant
            for kind in LISTED & {sense.kind for sense in meant}:
                listed[kind].append(phrase)
        return cls(trie, numbered, listed)

    def __getitem__(self, phrase: str) -> tuple[Sense, ...]:
        return self.senses[self.trie[phrase]] if phrase in self.trie else ()

    def __len__(self) -> int:
        return len(self.trie)

    def phrases(self) -> Iterator[str]:
        """Every phrase of the index."""
        return iter(self.trie)

    def listed(self, kind: str) -> Iterator[tuple[str, tuple[Sense, ...]]]:
        """Every phrase that may be of a kind, one of ``LISTED``, with its senses of that kind."""
        for phrase in self.listing[kind]:
            yield phrase, tuple(sense for sense in self[phrase] if sense.kind == kind)

    @cached_property
    def words(self) -> Counter[str]:
        """Every word of every phrase, with the number of phrases that it stands in."""
        return Counter(word for phrase in self.trie for word in phrase.split(" "))

    def beginning(self, letters: str) -> Iterator[str]:
        """Every phrase that begins with these letters."""
        return iter(self.trie.iterkeys(letters))

    def prefixes(self, text: str) -> Iterator[tuple[str, tuple[Sense, ...]]]:
        """Every phrase that a text of folded words begins with, at the end of a word."""
        for phrase in self.trie.prefixes(text):
            if len(phrase) == len(text) or text[len(phrase)] == " ":
                yield phrase, self.senses[self.trie[phrase]]


def relational(kind: str, lemma: str, predicate: NamedNode, prep: str, form: str, *, inverse: bool) -> Sense:
    """A sense that says one property, of the subject or of the object."""
    forward, backward = ((), (predicate,)) if inverse else ((predicate,), ())
    return Sense(kind, None, forward, backward, prep, form, lemma)


def by_iri(terms: set[NamedNode]) -> tuple[NamedNode, ...]:
    """Terms in order."""
    return tuple(sorted(terms, key=lambda p: p.value))


def written(sense: Sense) -> Literal:
    """The value that a sense is, as it stands in the graph."""
    if ":" in sense.prep:
        return Literal(sense.lemma, datatype=NamedNode(sense.prep))
    return Literal(sense.lemma, language=sense.prep)
