"""Which words and things go together: what prepositions, domains, ranges and slots allow (selectional restrictions)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pyoxigraph import Literal, NamedNode

from k2graph.algebra import Statement, walk
from k2graph.inflection import english
from k2graph.lexicon import Sense, key, numbers
from k2graph.phrases import (
    ADVERBS,
    ANYWHERE,
    DIRECT,
    DOSE,
    TEXT,
    VALUE,
    Argument,
    NounPhrase,
)
from k2graph.schema import Schema
from k2graph.vocab import ALT_LABEL, AMOUNT_LEVEL, HIDDEN_LABEL, PREF_LABEL, QUANTITY, RDFS, XSD

LITERALS = (XSD.base, RDFS("Literal").value)  # what the IRIs of the kinds of values begin with


@dataclass(slots=True)
class Selection:
    """What the schema and the lexicon of an ontology allow to be said of what."""

    schema: Schema
    slots: dict[str, tuple[NamedNode, ...]]  # preposition -> slots that it may fill
    prepositions: dict[str, tuple[Sense, ...]]  # preposition -> relations between two nouns
    asked: dict[str, tuple[NamedNode, ...]]  # who, where, when -> classes, or properties, that answer it
    unsaid: tuple[Sense, ...] = ()  # the verbs that are meant where an amount is asked for without one

    @property
    def who(self) -> frozenset[NamedNode]:
        """The classes that "who" asks for; empty where the ontology names none."""
        return frozenset(self.asked["who"])

    def fits_subject(self, predicate: NamedNode, phrase: NounPhrase) -> bool:
        """Whether a property can be said of what a phrase stands for."""
        info = self.schema.properties.get(predicate)
        return info is None or self.schema.fits(phrase.kinds, info.domain)

    def takes_end(self, predicate: NamedNode, phrase: NounPhrase, *, subject: bool) -> bool:
        """Whether a phrase may stand at one end of a property."""
        info = self.schema.properties.get(predicate)
        return info is None or self.schema.fits(phrase.kinds, info.domain if subject else info.range)

    def takes(self, sense: Sense, phrase: NounPhrase) -> bool:
        """Whether a phrase is plainly what is taken: its kind is one that the properties are declared for."""
        infos = [self.schema.properties.get(p) for p in sense.predicates]
        return bool(phrase.kinds) and any(
            info and info.domain and self.schema.fits(phrase.kinds, info.domain) for info in infos
        )

    def family(self, predicates: tuple[NamedNode, ...]) -> set[NamedNode]:
        """Properties with all that are above and below them."""
        found: set[NamedNode] = set(predicates)
        for predicate in predicates:
            info = self.schema.properties.get(predicate)
            found |= {*self.schema.narrower(predicate), *(info.broader if info else ())}
        return found

    def values_of(self, sense: Sense) -> frozenset[NamedNode]:
        """What the head of a relational noun is known to be, where it is a value."""
        return (
            VALUE
            if sense.inverses and not sense.predicates and all(self._has_value(p) for p in sense.inverses)
            else frozenset()
        )

    def stands_for(self, sense: Sense) -> frozenset[NamedNode]:
        """The classes that the head of a relational noun is of, where its properties say so."""
        infos = [(self.schema.properties.get(p), "range") for p in sense.inverses]
        infos += [(self.schema.properties.get(p), "domain") for p in sense.predicates]
        classes = [getattr(info, side) if info is not None else frozenset() for info, side in infos]
        return frozenset().union(*classes) if all(classes) else frozenset()

    def slots_for(self, prep: str, phrase: NounPhrase) -> tuple[NamedNode, ...]:
        """The slots that a phrase may fill: those of its preposition, or, without one, those for what it is."""
        if prep != DIRECT:
            return self._qualifier(prep, phrase) or ()
        return tuple(
            s
            for s, allowed in sorted(self.schema.slots.items(), key=lambda pair: pair[0].value)
            if allowed and self.schema.fits(phrase.kinds, allowed)
        )

    def qualifies(self, prep: str, phrase: NounPhrase) -> bool:
        """Whether a preposition and its noun phrase can qualify a relation."""
        return self._qualifier(prep, phrase) is not None

    def _qualifier(self, prep: str, phrase: NounPhrase) -> tuple[NamedNode, ...] | None:
        """The slots that a preposition and what follows it may fill; None where there is none."""
        if prep == DOSE and phrase.kinds == VALUE:
            return tuple(
                s
                for s, allowed in sorted(self.schema.slots.items(), key=lambda pair: pair[0].value)
                if allowed == VALUE
            )
        if prep in ADVERBS:
            wanted = frozenset(self.asked[prep])
            slots = [s for s, allowed in self.schema.slots.items() if s in wanted or (allowed and allowed <= wanted)]
        else:
            slots = [s for s in self.slots.get(prep, ()) if phrase.kinds and self._slot_takes(s, phrase)]
        return tuple(sorted(slots, key=lambda s: s.value)) or None

    def _slots_among(
        self, slots: tuple[NamedNode, ...] | None, predicates: tuple[NamedNode, ...]
    ) -> tuple[NamedNode, ...] | None:
        """The slots that claims of these properties may have."""
        limited = self.schema.slots_of
        family = self.family(predicates)
        return tuple(s for s in slots or () if s not in limited or limited[s] & family) or None

    def _slot_takes(self, slot: NamedNode, phrase: NounPhrase) -> bool:
        """Whether a slot holds such things; one that holds plain text takes only amounts and values."""
        allowed = self.schema.slots[slot]
        if phrase.is_figure:
            return False  # a number without a unit says nothing of a slot
        return self.schema.fits(phrase.kinds, allowed) if allowed else phrase.kinds == VALUE

    def answering(self, sense: Sense, args: Sequence[Argument]) -> Sense:
        """A word with those of its properties that tell what an adverb asks for: of "born", the place for "where"."""
        adverb = next((prep for prep, _ in args if prep in ADVERBS), None)
        if adverb is None:
            return sense
        forward = tuple(p for p in sense.predicates if self._tells(adverb, p, "range"))
        backward = tuple(p for p in sense.inverses if self._tells(adverb, p, "domain"))
        return replace(sense, predicates=forward, inverses=backward) if forward or backward else sense

    def _answers(self, adverb: str, sense: Sense) -> bool:
        """Whether the object of a relation is a place, or a time, that the adverb asks for."""
        return any(self._tells(adverb, p, "range") for p in sense.predicates) or any(
            self._tells(adverb, p, "domain") for p in sense.inverses
        )

    def _tells(self, adverb: str, predicate: NamedNode, side: str) -> bool:
        """Whether one end of a property is what an adverb asks for; where nothing says what is a place, any thing."""
        wanted = frozenset(self.asked[adverb])
        info = self.schema.properties.get(predicate)
        kinds: frozenset[NamedNode] = getattr(info, side) if info is not None else frozenset()
        if adverb == ANYWHERE and not wanted and all(kind.value.startswith(LITERALS) for kind in kinds):
            return False
        return (predicate in wanted and side == "range") or (bool(kinds) and self.schema.fits(kinds, wanted))

    def _main_argument(
        self, sense: Sense, wanted: str, args: Sequence[Argument]
    ) -> tuple[NounPhrase | None, list[Argument]] | None:
        """The argument that the relation itself takes, if said, and those for qualifiers; None if they do not fit."""
        accepted = {wanted, *(() if self._names(sense) else english()["prepositions"].get(wanted, ()))}
        by_adverb = wanted not in {DIRECT, "by"}
        for i, (prep, phrase) in enumerate(args):
            if prep in accepted or (prep in ADVERBS and by_adverb and self._answers(prep, sense)):
                rest = [*args[:i], *args[i + 1 :]]
                return None if any(other == DIRECT for other, _ in rest) else (phrase, rest)
        if sense.predicates and set(sense.predicates) <= set(self.schema.naming):
            return None  # everything is called something
        if wanted not in {DIRECT, "by", "than"}:  # what does it, or what it is compared with, may be left unsaid
            return None
        return None if any(prep == DIRECT for prep, _ in args) else (None, list(args))

    def _asked_by(self, asks: tuple[NamedNode, ...], sense: Sense) -> bool:
        """Whether a word states the value that a question word ("how long") asks for."""
        if not asks:
            return True
        return any(self.related(p, asks) for p in (*sense.predicates, *sense.inverses))

    def related(self, predicate: NamedNode, asks: tuple[NamedNode, ...]) -> bool:
        """Whether a property states one of the values that are asked for."""
        return any(predicate in (*self.schema.narrower(p), *self._above(p)) for p in asks)

    def _is_name(self, sense: Sense, main: NounPhrase) -> bool:
        """Whether a relation gives a thing its name, and the name is one that is known: "also called X"."""
        if main.named is None or not sense.predicates or sense.inverses:
            return False
        return all((info := self.schema.properties.get(p)) is not None and TEXT in info.range for p in sense.predicates)

    def _outright(self, predicate: NamedNode) -> tuple[NamedNode, ...]:
        return self.schema.superlatives.get(predicate, ())

    def _is_mutual(self, sense: Sense, subject: NounPhrase, given: NounPhrase | None) -> bool:
        """Whether a relation holds between two things to each other: "X and Y interact"."""
        if (
            len(subject.members) != 2
            or not subject.is_joint
            or subject.is_wh
            or not (given is None or given.is_each_other)
        ):
            return False
        infos = [self.schema.properties.get(p) for p in (*sense.predicates, *sense.inverses)]
        return all(info is not None and info.symmetric for info in infos)

    def naming(self, thing: NamedNode, words: str) -> Literal | None:
        """A name of a thing other than its first, as it is stored."""
        labels = [q.object for q in self.schema.store.quads_for_pattern(thing, PREF_LABEL, None)]
        if not words or words in {key(label.value) for label in labels if isinstance(label, Literal)}:
            return None
        for predicate in (*self.schema.naming, ALT_LABEL, HIDDEN_LABEL):  # what claims say goes before other names
            quads = self.schema.store.quads_for_pattern(thing, predicate, None)
            names = [q.object for q in quads if isinstance(q.object, Literal)]
            same = [name for name in names if words in {key(form) for form, _ in numbers(name.value)}]
            if same:
                return min(same, key=lambda name: (key(name.value) != words, name.value))
        return None

    def _names(self, sense: Sense) -> bool:
        """Whether a word gives a thing its name: "go by", which is not to go through."""
        infos = [self.schema.properties.get(p) for p in sense.predicates]
        return bool(infos) and all(info is not None and TEXT in info.range for info in infos)

    def _exact(self, sense: Sense) -> bool:
        infos = [self.schema.properties.get(p) for p in (*sense.predicates, *sense.inverses)]
        return all(info is not None and info.exact for info in infos)

    def _measured(self, predicates: tuple[NamedNode, ...]) -> tuple[NamedNode, ...]:
        """The properties that an amount is stated with: a rich source of X contains so much of it."""
        found = {
            above for p in predicates if not self._measurable(p) for above in self._above(p) if self._measurable(above)
        }
        return (
            tuple(sorted(found | {p for p in predicates if self._measurable(p)}, key=lambda p: p.value)) or predicates
        )

    def _above(self, predicate: NamedNode) -> tuple[NamedNode, ...]:
        info = self.schema.properties.get(predicate)
        return info.broader if info else ()

    def _about_values(self, predicate: NamedNode) -> bool:
        info = self.schema.properties.get(predicate)
        return info is not None and QUANTITY in info.domain

    def has_amount(self, predicate: NamedNode) -> bool:
        """Whether a property, or one above it, is stated with an amount, or has one as its value."""
        return self._has_value(predicate) or any(map(self._measurable, (predicate, *self._above(predicate))))

    def _measurable(self, predicate: NamedNode) -> bool:
        info = self.schema.properties.get(predicate)
        return info is not None and info.measurable

    def _has_value(self, predicate: NamedNode) -> bool:
        info = self.schema.properties.get(predicate)
        return info is not None and bool(info.range & {QUANTITY, AMOUNT_LEVEL})

    def named_of_kind(self, name: NounPhrase, kind: NounPhrase) -> list[NamedNode]:
        """Those that a name may stand for that are of a kind, and are one thing each, without kinds or cases."""
        of_it = [iri for iri in name.names if set(self.schema.ancestors[iri]) & kind.kinds]
        return [iri for iri in of_it if iri not in self.schema.covering and iri not in self.schema.descendants]

    def named_in(self, name: NounPhrase, place: NounPhrase) -> list[NamedNode]:
        """Those that a name may stand for that are in a place, by the properties that are said with that word."""
        senses = [s for s in self.prepositions.get("in", ()) if s.predicates]
        inside = {q for s in senses for p in s.predicates for q in self.schema.narrower(p)}
        return [iri for iri in name.names if any(self.schema.states(iri, p, o) for p in inside for o in place.names)]

    def _says(self, sense: Sense, predicate: NamedNode, subject: NounPhrase, other: NounPhrase) -> bool:
        """Whether a word, which may be for things of one class only, can say a property of these."""
        of_class = sense.iri is None or self.schema.fits(subject.kinds, frozenset({sense.iri}))
        return of_class and self._fits(predicate, subject, other)

    def _complete(self, sense: Sense) -> bool:
        """Whether the graph states everything that a word says: what it does not state does not hold."""
        infos = [self.schema.properties.get(p) for p in (*sense.predicates, *sense.inverses)]
        return bool(infos) and all(info is not None and info.complete for info in infos)

    def are_numbers(self, predicates: tuple[NamedNode, ...]) -> bool:
        """Whether the values of properties are plain numbers."""
        infos = [self.schema.properties.get(p) for p in predicates]
        return bool(infos) and all(info is not None and info.numeric for info in infos)

    def _fits(self, predicate: NamedNode, subject: NounPhrase, other: NounPhrase) -> bool:
        info = self.schema.properties.get(predicate)
        if info is None:
            return True
        ends = ((subject, info.domain), (other, info.range))
        return all(self.schema.fits(p.kinds, allowed) for end, allowed in ends for p in end.members or (end,))

    def _declared(self, sense: Sense) -> bool:
        infos = [self.schema.properties.get(p) for p in (*sense.predicates, *sense.inverses)]
        return all(info is not None and info.domain and info.range for info in infos)


def states_all(schema: Schema, pattern: object) -> bool:
    """Whether the graph states everything of the properties that a pattern, or a plan, speaks of."""
    said = [node for node in walk(pattern) if isinstance(node, Statement)]
    infos = [schema.properties.get(p) for s in said for p in (*s.predicates, *s.inverses)]
    return bool(said) and all(info is not None and info.complete for info in infos)
