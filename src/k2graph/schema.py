"""What an ontology says of its own classes, properties and slots, read from its store."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from pyoxigraph import Literal, NamedNode, Store

from k2graph import vocab
from k2graph.inflection import singulars
from k2graph.units import Quantity
from k2graph.vocab import K2, KIND_OF, LEX, OWL, RDFS, SUBCLASS_OF, TYPE, WITHIN, XSD

THING = OWL("Thing")


YOUNGEST, OLDEST = Decimal(0), Decimal(150)  # the ages of people
CAUSAL_SIGN, PASSES_ON = K2("causalSign"), K2("passesOn")


@dataclass(frozen=True, slots=True)
class PropertyInfo:
    """What the schema says of one property."""

    iri: NamedNode
    domain: frozenset[NamedNode]
    range: frozenset[NamedNode]
    narrower: tuple[NamedNode, ...]  # itself and every subproperty, in order of IRI
    sign: int
    symmetric: bool
    inverse: NamedNode | None
    exact: bool  # said of the very thing: the forms of X are not the forms of its forms
    measurable: bool  # has a noun for its amount
    broader: tuple[NamedNode, ...]  # every property above it
    exclusive: bool  # said of one subject, it is said of no other
    asymmetric: bool  # said one way about, it does not hold the other way
    association: bool  # tells of an association, which is not a cause
    advice: bool  # may be taken for medical advice
    numeric: bool  # its values are plain numbers
    complete: bool  # the graph states all of it: what is not stated does not hold


class Related:
    """What is related to each term in one way, read from the store when it is asked for: no start waits for all of it.

    ``term in related`` tells whether there is anything, ``related[term]`` gives all.
    """

    def __init__(self, read: Callable[[NamedNode], Iterator[NamedNode]]) -> None:
        self._read = read
        self._known: dict[NamedNode, frozenset[NamedNode]] = {}

    def __contains__(self, term: NamedNode) -> bool:
        known = self._known.get(term)
        return any(True for _ in self._read(term)) if known is None else bool(known)

    def __getitem__(self, term: NamedNode) -> frozenset[NamedNode]:
        known = self._known.get(term)
        if known is None:
            known = self._known[term] = frozenset(self._read(term))
        return known

    def get(self, term: NamedNode, default: Iterable[NamedNode] = ()) -> Iterable[NamedNode]:
        """All that is related to a term, or the default where there is nothing."""
        return self[term] or default


@dataclass
class Schema:
    """Classes, properties and kinds, as the planner needs them."""

    store: Store
    ancestors: Related  # term -> every class or kind above it
    descendants: Related  # class or kind -> every term below it
    covering: Related  # entity -> the others that count as a case of it
    places: Related  # entity -> what is about it
    classes: set[NamedNode]
    properties: dict[NamedNode, PropertyInfo] = field(default_factory=dict)
    slots: dict[NamedNode, frozenset[NamedNode]] = field(default_factory=dict)  # qualifier slot -> range
    _compatibility: dict[tuple[NamedNode, frozenset[NamedNode]], bool] = field(default_factory=dict)

    def narrower(self, predicate: NamedNode) -> tuple[NamedNode, ...]:
        """A property with all its subproperties."""
        info = self.properties.get(predicate)
        return info.narrower if info else (predicate,)

    @cached_property
    def claims(self) -> bool:
        """Whether the graph has claims, which alone state amounts of what they say."""
        return any(True for _ in self.store.quads_for_pattern(None, TYPE, vocab.CLAIM))

    @cached_property
    def naming(self) -> tuple[NamedNode, ...]:
        """The properties whose values are names of the very thing."""
        texts = (info.iri for info in self.properties.values() if info.exact and XSD("string") in info.range)
        return tuple(sorted(texts, key=lambda iri: iri.value))

    @cached_property
    def superlatives(self) -> dict[NamedNode, tuple[NamedNode, ...]]:
        """For a property that states amounts, those that say outright that nothing has more: the richest source of."""
        found: dict[NamedNode, set[NamedNode]] = _pairs(self.store, K2("superlativeOf"))
        return {
            p: tuple(sorted((q for q, of in found.items() if p in of), key=str)) for p in set().union(*found.values())
        }

    def level(self, level: NamedNode) -> tuple[Decimal, Quantity] | None:
        """The rank of a word for an amount, and the largest amount that it is read as; None where it has none."""
        rank, read_as = self._value(level, "rank"), self._value(level, "readAs")
        if not isinstance(rank, Literal) or not isinstance(read_as, NamedNode):
            return None
        told = (self._value(read_as, name) for name in ("high", "unit", "perAmount", "perUnit"))
        high, unit, amount, per = (v.value if isinstance(v, Literal) else None for v in told)
        if high is None or unit is None:
            return None
        most = Quantity(Decimal(high), Decimal(high), unit, Decimal(amount) if amount else None, per)
        return Decimal(rank.value), most

    def _value(self, term: NamedNode, name: str) -> object:
        return next((quad.object for quad in self.store.quads_for_pattern(term, K2(name), None)), None)

    @cached_property
    def slots_of(self) -> dict[NamedNode, set[NamedNode]]:
        """The slots that only claims of some properties have, with those properties."""
        return _pairs(self.store, K2("slotOf"))

    @cached_property
    def ages(self) -> dict[NamedNode, tuple[Decimal, Decimal]]:
        """The groups of people that are told by age: the least age in years, and the greatest."""
        found: dict[NamedNode, tuple[Decimal, Decimal]] = {}
        for name in ("ageFrom", "ageTo"):
            for quad in self.store.quads_for_pattern(None, K2(name), None):
                if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal):
                    least, greatest = found.get(quad.subject, (YOUNGEST, OLDEST))
                    age = Decimal(quad.object.value)
                    found[quad.subject] = (age, greatest) if name == "ageFrom" else (least, age)
        return found

    def of_age(self, age: Decimal, group: NamedNode | None) -> list[NamedNode]:
        """The groups that people so old are in: those of a group are in it, in what it is part of, and in its parts."""
        aged = [g for g, (least, greatest) in self.ages.items() if least <= age <= greatest]
        if group is None or group not in aged:
            return aged if group is None else []
        return [g for g in aged if g == group or g in self.covering[group] or group in self.covering[g]]

    def namesakes(self, things: tuple[NamedNode, ...]) -> list[tuple[NamedNode, ...]]:
        """Things that a name may stand for, those together that are of one kind and have one label."""
        groups: list[list[NamedNode]] = []
        for thing in things:
            group = next((g for g in groups if self._alike(g[0], thing)), None)
            if group is None:
                groups.append([thing])
            else:
                group.append(thing)
        return [tuple(sorted(group, key=lambda iri: iri.value)) for group in groups]

    def _alike(self, one: NamedNode, other: NamedNode) -> bool:
        kinds, others = set(self.ancestors[one]), set(self.ancestors[other])
        return bool(self._labels(one) & self._labels(other)) and bool(kinds) and (kinds <= others or others <= kinds)

    def _labels(self, thing: NamedNode) -> set[str]:
        quads = (q for p in (vocab.PREF_LABEL, vocab.LABEL) for q in self.store.quads_for_pattern(thing, p, None))
        return {q.object.value for q in quads if isinstance(q.object, Literal)}

    def is_head(self, word: str, classes: tuple[NamedNode, ...]) -> bool:
        """Whether the label of every class ends with a word: a biological process is a process."""
        heads = {label.split()[-1].casefold() for c in classes for label in self._labels(c)}
        return bool(heads) and len(heads) == 1 and heads <= {word, *singulars(word)}

    def states(self, subject: NamedNode, predicate: NamedNode, thing: NamedNode) -> bool:
        """Whether a fact stands in the graph."""
        return any(True for _ in self.store.quads_for_pattern(subject, predicate, thing))

    def fits(self, kinds: frozenset[NamedNode], allowed: frozenset[NamedNode]) -> bool:
        """Tell whether a term known to be of all these kinds may stand where one of the allowed classes must."""
        if not allowed or not kinds:
            return True
        return any(self._compatible(kind, allowed) for kind in kinds)

    def _compatible(self, kind: NamedNode, allowed: frozenset[NamedNode]) -> bool:
        pair = (kind, allowed)
        if pair not in self._compatibility:
            above = self.ancestors[kind] | {kind}
            self._compatibility[pair] = bool(above & allowed) or (
                kind in self.descendants and self._overlap(kind, allowed)
            )
        return self._compatibility[pair]

    def _overlap(self, kind: NamedNode, allowed: frozenset[NamedNode]) -> bool:
        """Tell whether something of the kind is, or is of, one of the allowed classes."""
        below = self.descendants[kind]
        narrower = below & self.classes
        return any(
            one in below
            or not below.isdisjoint(self.descendants[one])
            or any(one in self.ancestors[term] for term in narrower)
            for one in allowed
        )


def read_schema(store: Store) -> Schema:
    """Read what a store says of its own classes and properties."""
    schema = _kinds(store)
    supers = _pairs(store, vocab.SUBPROPERTY_OF)
    narrower: dict[NamedNode, set[NamedNode]] = defaultdict(set)
    declared = {iri for t in ("ObjectProperty", "DatatypeProperty") for iri in _subjects(store, TYPE, OWL(t))}
    declared |= _subjects(store, TYPE, vocab.RDF("Property")) | set(supers)
    for predicate in declared:
        for above in _closure(predicate, supers) | {predicate}:
            narrower[above].add(predicate)
    domains, ranges = _pairs(store, RDFS("domain")), _pairs(store, RDFS("range"))
    _widen(domains, _pairs(store, vocab.SEEN_DOMAIN))
    _widen(ranges, _pairs(store, vocab.SEEN_RANGE))
    inverses = _pairs(store, OWL("inverseOf"))
    symmetric = _subjects(store, TYPE, OWL("SymmetricProperty"))
    signs = causal_signs(store)
    exact = _subjects(store, K2("exact"))
    measurable = _subjects(store, LEX("amountNoun"))
    exclusive = _subjects(store, K2("exclusive"))
    asymmetric = _subjects(store, TYPE, OWL("AsymmetricProperty"))
    advice = _subjects(store, K2("advice"))
    complete = _subjects(store, K2("complete"), Literal("true", datatype=XSD("boolean")))
    whole = any(True for _ in _subjects(store, TYPE, OWL("Ontology")) & complete)
    association = _subjects(store, K2("association"))
    for predicate, below in narrower.items():
        range_ = _inherited(predicate, ranges, supers)
        schema.properties[predicate] = PropertyInfo(
            iri=predicate,
            domain=_inherited(predicate, domains, supers),
            range=range_ | {vocab.QUANTITY} if range_ & vocab.NUMBERS else range_,
            narrower=tuple(sorted(below, key=lambda iri: iri.value)),
            sign=signs.get(predicate, 0),
            symmetric=predicate in symmetric,
            inverse=next(iter(sorted(inverses.get(predicate, ()), key=lambda iri: iri.value)), None),
            exact=predicate in exact,
            measurable=predicate in measurable,
            broader=tuple(sorted(_closure(predicate, supers), key=lambda iri: iri.value)),
            exclusive=predicate in exclusive,
            asymmetric=predicate in asymmetric,
            association=predicate in association,
            advice=bool((_closure(predicate, supers) | {predicate}) & advice),
            numeric=bool(range_ & vocab.NUMBERS),
            complete=whole or bool((_closure(predicate, supers) | {predicate}) & complete),
        )
    for slot in _subjects(store, TYPE, K2("QualifierSlot")):
        schema.slots[slot] = frozenset(ranges.get(slot, ()))
    return schema


def _widen(declared: dict[NamedNode, set[NamedNode]], seen: dict[NamedNode, set[NamedNode]]) -> None:
    """Add to declared domains or ranges what the data show; where those hold just anything, nothing is known."""
    for predicate, kinds in seen.items():
        found = {_value_kind(kind) for kind in declared.get(predicate, set()) | kinds}
        declared[predicate] = set() if found & vocab.ANYTHING else found


def _value_kind(kind: NamedNode) -> NamedNode:
    """A text that is no name of its subject is any literal."""
    return RDFS("Literal") if kind == XSD("string") else kind


def _subjects(store: Store, predicate: NamedNode, thing: NamedNode | Literal | None = None) -> set[NamedNode]:
    """The named things that a predicate is said of, with any object or with one."""
    found = (quad.subject for quad in store.quads_for_pattern(None, predicate, thing))
    return {subject for subject in found if isinstance(subject, NamedNode)}


def causal_signs(store: Store, annotation: NamedNode = CAUSAL_SIGN) -> dict[NamedNode, int]:
    """The causal properties: +1 raises, -1 lowers, 0 where the direction is not said."""
    quads = store.quads_for_pattern(None, annotation, None)
    return {
        q.subject: int(q.object.value)
        for q in quads
        if isinstance(q.subject, NamedNode) and isinstance(q.object, Literal)
    }


def _inherited(
    predicate: NamedNode, own: dict[NamedNode, set[NamedNode]], supers: dict[NamedNode, set[NamedNode]]
) -> frozenset[NamedNode]:
    """A property's own domain or range, or else that of the nearest property above it; owl:Thing restricts nothing."""
    level = {predicate}
    while level:
        found = frozenset(iri for p in level for iri in own.get(p, ()) if iri != THING)
        if found:
            return found
        level = {above for p in level for above in supers.get(p, ())}
    return frozenset()


def _kinds(store: Store) -> Schema:
    """A schema that has its classes, and looks kinds up where they are asked for."""
    supers = _pairs(store, SUBCLASS_OF)

    def above(term: NamedNode) -> Iterator[NamedNode]:
        yield from (q.object for q in store.quads_for_pattern(term, KIND_OF, None) if isinstance(q.object, NamedNode))
        yield from _closure(term, supers)

    def below(kind: NamedNode) -> Iterator[NamedNode]:
        return (q.subject for q in store.quads_for_pattern(None, KIND_OF, kind) if isinstance(q.subject, NamedNode))

    def cases(term: NamedNode) -> Iterator[NamedNode]:
        found = (q.subject for q in store.quads_for_pattern(None, WITHIN, term))
        return (case for case in found if isinstance(case, NamedNode) and case != term)

    def concerned(place: NamedNode) -> Iterator[NamedNode]:
        return (
            q.subject for q in store.quads_for_pattern(None, vocab.ABOUT, place) if isinstance(q.subject, NamedNode)
        )

    classes = _subjects(store, TYPE, OWL("Class")) | _subjects(store, TYPE, RDFS("Class")) | set(supers)
    classes -= vocab.ANYTHING | _subjects(store, TYPE, vocab.CLASS_CONCEPT)
    return Schema(store, Related(above), Related(below), Related(cases), Related(concerned), classes)


def _pairs(store: Store, predicate: NamedNode) -> dict[NamedNode, set[NamedNode]]:
    out: dict[NamedNode, set[NamedNode]] = defaultdict(set)
    for quad in store.quads_for_pattern(None, predicate, None):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
            out[quad.subject].add(quad.object)
    return out


def _closure(start: NamedNode, edges: dict[NamedNode, set[NamedNode]]) -> set[NamedNode]:
    found: set[NamedNode] = set()
    queue: list[NamedNode] = [start]
    while queue:
        for term in edges.get(queue.pop(), ()):
            if term not in found:
                found.add(term)
                queue.append(term)
    return found
