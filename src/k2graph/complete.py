"""What may come next in a question: by the grammar, by the schema, and by the names of the graph.

The chart of the words so far says which kinds of token may follow them. Phrases of these kinds that begin with the
unfinished word are ranked by what the graph says of them together with what is already named. What is offered leads to
a question: it has been planned, or relations are known that can be said of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from pyoxigraph import NamedNode

from k2graph import mentions
from k2graph.errors import QuestionError
from k2graph.grammar import Front
from k2graph.inflection import english
from k2graph.lexicon import Lexicon, Sense, Word, key
from k2graph.mentions import FILLER, Lattice, Mention
from k2graph.offers import NAMED, RELATIONAL, Offer, Offers, Part
from k2graph.ontology import Ontology
from k2graph.planner import Planner
from k2graph.usage import Usage

MOST_TRIED = 3  # times as many are planned as are wanted
MOST_WILD = 3  # offers that are tried with words of any meaning after them
MOST_THINGS = 100  # that are offered where nothing has been typed
MOST_AFTER = 2  # words that may mean anything, put after an offer to see that it leads to a question
KEPT = 4096  # verdicts on questions
MOST_CHARACTERS = 300  # to go on from: nobody waits for what takes longer to weigh
LONGEST = 8  # words of an unfinished phrase
WILD = "…"
OPENING = ("WHAT", "WHICH", "WHO", "WHERE", "WHEN", "WHY", "HOW", "HOWMANY", "HOWMUCH", "BE", "DO", "MODAL")
LISTING = frozenset({"WHICH", "HOWMANY", "LIST", "NUMBEROF", "ALL"})  # before a kind in the plural
DETERMINING = frozenset({"DET", "LIST", "WHICH", "NUMBEROF", "MOST", "LEAST"})


@dataclass(frozen=True, slots=True)
class Completion:
    """One way to go on: ``text`` in place of the characters from ``start`` to the end gives ``question``.

    ``part`` is what it adds (a thing, a kind, a relation, a word), ``meaning`` its name in the graph, and ``complete``
    tells whether ``question`` can be asked as it stands.

    >>> Completion("contain", 12, "which foods contain", "relation", "contains").complete
    False
    """

    text: str
    start: int
    question: str
    part: Part
    meaning: str = ""
    complete: bool = False


@dataclass(frozen=True, slots=True)
class _Before:
    """The words before a completion: their longest mentions, and what the graph says with what they name."""

    mentions: list[Mention]
    relations: Counter[NamedNode] | None  # said of what is named; None where nothing is
    things: Counter[NamedNode] | None  # that are said to stand in a relation that is named; None where none is

    @property
    def last(self) -> frozenset[str]:
        """The kinds of token that the last of them may be."""
        return self.mentions[-1].kinds if self.mentions else frozenset()

    @property
    def lists(self) -> bool:
        """Whether a kind must follow: "which" and "how many", but not "what"."""
        return bool(self.last & LISTING) and "WHAT" not in self.last


class Completer:
    """Completes questions to one graph."""

    def __init__(self, ontology: Ontology, lexicon: Lexicon, planner: Planner) -> None:
        self.ontology = ontology
        self.lexicon = lexicon
        self.planner = planner
        self.offers = Offers(ontology, lexicon)
        self.planned = lru_cache(KEPT)(self._planned)  # at the next letter most of them are offered again
        self.wildly_planned = lru_cache(KEPT)(self._wildly_planned)
        self._order = {kind: i for i, kind in enumerate(english()["words"])}

    @cached_property
    def usage(self) -> Usage:
        """How much is said of what; counted once."""
        return Usage.of(self.ontology)

    def complete(self, text: str, most: int = 10) -> tuple[Completion, ...]:
        """The best ways to go on with a question, the best first."""
        if len(text) > MOST_CHARACTERS:
            return ()
        found: dict[str, Completion] = {}
        meant: set[object] = set()
        lattice = mentions.find(text, self.lexicon)
        trial = _Trial(self, lattice, most * MOST_TRIED)
        for start, offer in self._ranked(text, lattice):
            if len(found) == most or trial.left == 0:
                break
            if offer.meant in meant or offer.text in found:
                continue
            question = text[:start] + ("" if not start or text[start - 1].isspace() else " ") + offer.text
            complete = trial.leads(question, start, offer)
            if complete is not None:
                meant.add(offer.meant)
                meaning = self._meaning(offer.sense)
                found[offer.text] = Completion(offer.text, start, question, offer.part, meaning, complete)
        return tuple(found.values())

    def _meaning(self, sense: Sense) -> str:
        named = [sense.iri] if sense.iri else [*sense.predicates, *sense.inverses]
        return ", ".join(dict.fromkeys(map(self.ontology.label, named[:3])))

    # --- which come first

    def _ranked(self, text: str, lattice: Lattice) -> list[tuple[int, Offer]]:
        """Every phrase that the grammar lets come next, with the character it begins at, the likeliest first."""
        expected = self.planner.grammar.front(lattice.starting).expected
        found: list[tuple[tuple[float, ...], str, int, Offer]] = []
        for first, letters in _unfinished(text, lattice.words):
            kinds = expected[first] - {FILLER}
            if not kinds:
                continue
            longer = letters.endswith(" ")  # the last phrase is whole, and a longer one begins with it
            start = lattice.words[first].start if letters else len(text)
            before = self._before(lattice, first)
            for offer in self.offers.beginning(letters) if letters else self._likely(before):
                if offer.sense.kind in kinds and not (longer and offer.part == "word"):
                    begun = len(lattice.words) - 1 if offer.part == "word" or longer else first  # longest names first
                    place = (longer and not offer.plain, min(begun, len(lattice.words) - 1))
                    rank = self._rank(offer, before, opening=len(lattice.words) <= 1)
                    found.append(((*place, *rank), offer.text, start, offer))
        found.sort(key=lambda each: each[:2])
        return [(start, offer) for _, _, start, offer in found]

    def _likely(self, before: _Before) -> Iterator[Offer]:
        """What may come where nothing has been typed: relations, words, kinds, and the things of which most is said."""
        yield from self.offers.plainest
        with_relation = before.things or Counter()
        likely = sorted(
            with_relation, key=lambda thing: (-with_relation[thing], -self.usage.things[thing], thing.value)
        )
        kinds = (kind for kind in self.usage.kinds if kind in self.ontology.schema.classes)
        for term in dict.fromkeys((*likely[:MOST_THINGS], *self._most_said, *kinds)):
            yield from self.offers.named(term)

    @cached_property
    def _most_said(self) -> list[NamedNode]:
        """The things of which most is said."""
        return sorted(self.usage.things, key=lambda thing: (-self.usage.things[thing], thing.value))[:MOST_THINGS]

    def _before(self, lattice: Lattice, end: int) -> _Before:
        """What the words before one tell of it."""
        found, at = [], 0
        while at < end:
            longest = next((m for m in lattice.starting[at] if m.last <= end), None)
            found += [longest] if longest else []
            at = longest.last if longest else at + 1
        senses = [sense for mention in found for sense in mention.senses]
        terms = {sense.iri for sense in senses if sense.iri is not None}
        predicates = {p for s in senses if s.kind in RELATIONAL for p in (*s.predicates, *s.inverses)}
        relations = self.usage.said_of(terms) if terms else None
        return _Before(found, relations, self.usage.said_with(predicates) if predicates else None)

    def _rank(self, offer: Offer, before: _Before, *, opening: bool) -> tuple[float, ...]:
        """Words that open a question first; then what the graph says of what is named; then the rest."""
        sense, usage = offer.sense, self.usage
        if offer.part == "word":
            return (
                0 if opening and not before.mentions and sense.kind in OPENING else 2,
                offer.place,
                self._order.get(sense.kind, 99),
            )
        if offer.part == "relation":
            said = usage.properties if before.relations is None else before.relations
            predicates = {*sense.predicates, *sense.inverses}
            together = sum(said[p] for p in predicates) / max(len(predicates), 1)
            return (1 if together else 3, _misplaced(sense, before), not offer.plain, -together)
        assert sense.iri is not None
        together = -1 if before.things is None else before.things[sense.iri]
        named_just_now = not before.last.isdisjoint(NAMED)  # a second name after one is seldom meant
        kind = offer.part == "kind"
        if before.lists:
            form = (not kind and sense.iri not in self.ontology.schema.descendants) + (sense.form != "pl")
        else:
            form = kind + (sense.form == "pl")
        known = usage.telling(sense.iri) if kind else usage.things[sense.iri]
        return (3 if named_just_now or not (together or kind) else 1, form, -together, -known, not offer.plain)

    # --- whether they lead to a question

    def _planned(self, question: str) -> bool:
        return self._plans(mentions.find(question, self.lexicon))

    def _wildly_planned(self, question: str) -> bool:
        """Whether words that may mean anything make a question of this."""
        lattice = mentions.find(question, self.lexicon)
        return any(self._plans(self._followed(lattice, count)) for count in range(1, MOST_AFTER + 1))

    def _plans(self, lattice: Lattice) -> bool:
        try:
            self.planner.plan(lattice)
        except QuestionError:
            return False
        return True

    def _followed(self, lattice: Lattice, count: int) -> Lattice:
        at, end = len(lattice.words), len(lattice.question)
        wild = [Mention(at + i, at + i + 1, WILD, end, end, senses) for i, senses in enumerate(self._wild[:count])]
        words = (*lattice.words, *(Word(WILD, end, end) for _ in wild))
        return replace(lattice, words=words, starting=(*lattice.starting, *((mention,) for mention in wild)))

    @cached_property
    def _wild(self) -> list[tuple[Sense, ...]]:
        """For each word put after an offer: something, any relation, and one of the things of which most is said."""
        properties = tuple(sorted(self.usage.properties, key=lambda p: p.value))
        said = tuple(Sense(kind, None, properties, properties) for kind in ("VERB", "RADJ", "PPERF"))
        words = tuple(Sense(kind) for kind in ("THING", "AND", "BE"))
        things = [Sense("ENTITY", thing) for thing in self._most_said[:MOST_AFTER]]
        return [(*words, *said, *things[i : i + 1]) for i in range(MOST_AFTER)]


class _Trial:
    """Finds out which offers lead to a question; as many are tried as it is given."""

    def __init__(self, completer: Completer, lattice: Lattice, most: int) -> None:
        self.c = completer
        self.lattice = lattice
        self.left = most
        self.wild_left = MOST_WILD
        self._fronts: dict[object, Front] = {}
        self._vain: set[object] = set()

    def leads(self, question: str, start: int, offer: Offer) -> bool | None:
        """Whether this is a question (True), leads to one (False), or neither (None)."""
        alike = self._alike(start, offer)
        if alike in self._vain:
            return None
        front = self._front(start, frozenset(sense.kind for sense in self.c.lexicon[key(offer.text)]))
        if front.whole:
            self.left -= 1
            if self.c.planned(question):
                return True
        if front.expected[-1] and self._goes_on(question, start, offer):
            return False
        self._vain.add(alike)
        return None

    def _alike(self, start: int, offer: Offer) -> object:
        """What mostly decides whether a phrase leads to a question: things of the same classes fit the same places."""
        sense, schema = offer.sense, self.c.ontology.schema
        if offer.part != "thing" or sense.iri is None:
            return (start, offer)
        types = schema.ancestors[sense.iri] & schema.classes
        return (start, types, sense.iri in schema.descendants, sense.iri in schema.covering)

    def _front(self, start: int, kinds: frozenset[str]) -> Front:
        """How far the words before a phrase lead with it, whatever it is of these kinds."""
        if (start, kinds) not in self._fronts:
            first = sum(word.start < start for word in self.lattice.words)
            phrase = Mention(first, first + 1, "", start, start, tuple(map(Sense, kinds)))
            kept = [tuple(m for m in group if m.last <= first) for group in self.lattice.starting[:first]]
            self._fronts[start, kinds] = self.c.planner.grammar.front([*kept, (phrase,)])
        return self._fronts[start, kinds]

    def _goes_on(self, question: str, start: int, offer: Offer) -> bool:
        """Whether something can be asked with more words: the grammar goes on, so relations are what may be lacking."""
        words = (m for group in self.lattice.starting for m in group if m.end <= start)
        if offer.part == "word" or (
            offer.sense.iri in self.c.usage.kinds and not any(s.kind in RELATIONAL for m in words for s in m.senses)
        ):
            return True  # nothing has been said with it yet that could not be said of it
        if self.wild_left == 0:
            return False
        self.wild_left -= 1
        return self.c.wildly_planned(question)


def _unfinished(text: str, words: Sequence[Word]) -> Iterator[tuple[int, str]]:
    """Where what is to be completed may begin, and its letters so far: the last words, or nothing after a space."""
    if not text or text[-1].isspace():
        yield len(words), ""
    ended = not text or not text[-1].isalnum()
    for first in range(max(0, len(words) - LONGEST), len(words)):
        yield first, " ".join(word.text for word in words[first:]) + (" " if ended else "")


def _misplaced(sense: Sense, before: _Before) -> int:
    """How far a relational word is from one that the words before it ask for, by its part of speech and form."""
    kinds = {kind for mention in before.mentions for kind in mention.kinds}
    if sense.kind == "VERB":
        many = bool(before.mentions) and any(s.form == "pl" for s in before.mentions[-1].senses)
        wanted = "base" if kinds & {"DO", "MODAL", "TO"} or many else "third"
        return (0 if sense.form == wanted else 2) + ("BE" in kinds or before.lists)
    if sense.kind in {"RNOUN", "ANOUN"}:
        return 0 if not before.mentions or before.last & DETERMINING else 2
    if sense.kind == "RADJ":
        return 0 if "BE" in kinds else 1
    return 1
