"""What the data of a graph show of its classes and properties, for what no schema says.

Everything that has an instance is a class, everything that relates two things is a property, and the types of its
subjects and objects are its domain and range. It is kept in a named graph of its own: it describes, it demands nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Store

from k2graph.vocab import (
    ANYTHING,
    CLASS_CONCEPT,
    NAMES,
    OTHER_NAMES,
    OWL,
    RDF,
    RDFS,
    SEEN,
    SEEN_DOMAIN,
    SEEN_RANGE,
    SKOS,
    TYPE,
    is_technical,
)

Thing = NamedNode | BlankNode
UNKNOWN = OWL("Thing")  # what something without a type is
TEXT = RDFS("Literal")
PLAIN = {RDF("langString"), NamedNode("http://www.w3.org/2001/XMLSchema#string")}
_NAMING = frozenset((*NAMES, *OTHER_NAMES))


def observe(store: Store) -> None:
    """Add what the data of a store show of its classes and properties."""
    types = _types(store)
    classes: set[NamedNode] = set()
    domains: dict[NamedNode, set[NamedNode]] = defaultdict(set)
    ranges: dict[NamedNode, set[NamedNode]] = defaultdict(set)
    for subject, predicate, thing in _data(store, types):
        domains[predicate] |= types.get(subject) or {UNKNOWN}
        ranges[predicate] |= _kinds(thing, types)
    for kinds in types.values():
        if not is_schema(kinds):
            classes |= {kind for kind in kinds if not is_technical(kind.value) or kind == SKOS("Concept")}
    store.extend(Quad(kind, TYPE, OWL("Class"), SEEN) for kind in classes)
    for predicate, found in domains.items():
        store.add(Quad(predicate, TYPE, RDF("Property"), SEEN))
        store.extend(Quad(predicate, SEEN_DOMAIN, kind, SEEN) for kind in found)
        store.extend(Quad(predicate, SEEN_RANGE, kind, SEEN) for kind in ranges[predicate])


def _types(store: Store) -> dict[Thing, set[NamedNode]]:
    types: dict[Thing, set[NamedNode]] = defaultdict(set)
    for quad in store.quads_for_pattern(None, TYPE, None):
        if isinstance(quad.subject, NamedNode | BlankNode) and isinstance(quad.object, NamedNode):
            types[quad.subject].add(quad.object)
    return {term: kinds for term, kinds in types.items() if CLASS_CONCEPT not in kinds}  # it is spoken of as a thing


def is_schema(kinds: set[NamedNode]) -> bool:
    """Whether a thing of these types is a part of a schema, or of what k2graph itself adds: its words are given."""
    described = [kind for kind in kinds if is_technical(kind.value) and kind not in ANYTHING]
    return any(not kind.value.startswith(SKOS.base) for kind in described)


def _data(store: Store, types: dict[Thing, set[NamedNode]]) -> Iterator[tuple[Thing, NamedNode, object]]:
    """The triples that relate things of the graph's own, or give them a value."""
    technical: dict[NamedNode, bool] = dict.fromkeys(_NAMING, True)
    for quad in store:
        subject, predicate = quad.subject, quad.predicate
        if predicate not in technical:
            technical[predicate] = is_technical(predicate.value)
        if technical[predicate] or not isinstance(subject, NamedNode | BlankNode):
            continue
        kinds = types.get(subject)
        if kinds is None or not is_schema(kinds):
            yield subject, predicate, quad.object


def value_kind(value: Literal) -> NamedNode:
    """What a value is of: its datatype, or any literal, where it is a text."""
    return TEXT if value.datatype in PLAIN else value.datatype


def _kinds(thing: object, types: dict[Thing, set[NamedNode]]) -> set[NamedNode]:
    if isinstance(thing, Literal):
        return {value_kind(thing)}
    assert isinstance(thing, NamedNode | BlankNode)
    return types.get(thing) or {UNKNOWN}
