"""Blank nodes: those that have a name get an IRI, so that they can be asked about; the others are described."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from hashlib import blake2b

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Store

from k2graph.vocab import K2, NAMES, TYPE, is_technical

GENID = K2(".well-known/genid/").value
MOST_VALUES = 4  # of what is said of a blank node, to tell it by


def skolemise(store: Store) -> None:
    """Put an IRI in the place of each blank node that has a name; the same one on every run.

    https://www.w3.org/TR/rdf11-concepts/#section-skolemization
    """
    named = {
        quad.subject
        for predicate in NAMES
        for quad in store.quads_for_pattern(None, predicate, None)
        if isinstance(quad.subject, BlankNode)
    }
    given: dict[str, int] = defaultdict(int)
    iris: dict[object, NamedNode] = {}
    for node, text in sorted(((node, _told(store, node)) for node in named), key=lambda pair: pair[1]):
        given[text] += 1  # two that nothing tells apart are two all the same
        digest = blake2b(f"{text}{given[text]}".encode(), digest_size=8).hexdigest()
        iris[node] = NamedNode(GENID + digest)
    for node in named:
        for quad in (*store.quads_for_pattern(node, None, None), *store.quads_for_pattern(None, None, node)):
            subject, thing = iris.get(quad.subject, quad.subject), iris.get(quad.object, quad.object)
            store.remove(quad)
            store.add(Quad(subject, quad.predicate, thing, quad.graph_name))


def _told(store: Store, node: BlankNode) -> str:
    """What is said of a node without any other blank node."""
    said = (q for q in store.quads_for_pattern(node, None, None) if not isinstance(q.object, BlankNode))
    return "\n".join(sorted(f"{quad.predicate} {quad.object}" for quad in said))


def description(store: Store, node: BlankNode, label: Callable[[object], str]) -> str:
    """What a blank node without a name is: its class and what is said of it, "postal address (Main St 1, Berlin)"."""
    kinds = sorted(label(q.object) for q in store.quads_for_pattern(node, TYPE, None))
    values = list(dict.fromkeys(_values(store, node, label)))[:MOST_VALUES]
    kind = kinds[0] if kinds else "thing without a name"
    return f"{kind} ({', '.join(values)})" if values else kind


def _values(store: Store, node: BlankNode, label: Callable[[object], str]) -> Iterator[str]:
    said = (q for q in store.quads_for_pattern(node, None, None) if not is_technical(q.predicate.value))
    for quad in sorted(said, key=lambda q: (q.predicate.value, str(q.object))):
        if isinstance(quad.object, NamedNode | Literal):
            yield label(quad.object)
