"""How much is said of each thing, and with which properties: what is likely to be asked about.

Everything is counted, so that it does not matter in what order a store gives it; and counted once, when a graph is
compiled, since that takes longer than anybody waits for a completion.
"""

from __future__ import annotations

import json
import math
from collections import Counter, defaultdict
from collections.abc import Iterable

from pyoxigraph import NamedNode

from k2graph.ontology import Ontology
from k2graph.vocab import INFERRED, SUBJECT

MOST = 500  # that one property weighs in all: what a table says thousands of times is not asked about as often
Counts = dict[NamedNode, tuple[int, Counter[NamedNode], Counter[NamedNode]]]
"""Of each property: its triples, how many of them each thing stands in, and the things of each class."""


class Usage:
    """What is said of things and classes, each property scaled down to a weight that it may have.

    >>> usage = Usage.of(Ontology.load())
    >>> usage.things[NamedNode("https://w3id.org/k2graph/natto")] > 3
    True
    """

    def __init__(self, counts: Counts) -> None:
        self.properties: Counter[NamedNode] = Counter()
        self.things: Counter[NamedNode] = Counter()  # what is said of each thing
        self.kinds: Counter[NamedNode] = Counter()  # and of the things of each class
        self._of: dict[NamedNode, Counter[NamedNode]] = defaultdict(Counter)  # property -> things
        self._said: dict[NamedNode, Counter[NamedNode]] = defaultdict(Counter)  # thing or class -> properties
        for predicate, (total, things, kinds) in counts.items():
            weight = self.properties[predicate] = min(total, MOST)
            for found, counted in ((self.things, things), (self.kinds, kinds)):
                for term, count in counted.items():
                    scaled = -(-count * weight // total)  # rounded up: what is said at all counts
                    found[term] += scaled
                    self._said[term][predicate] += scaled
                    if found is self.things:
                        self._of[predicate][term] = scaled
        self._all = max(self.kinds.values(), default=1)

    @classmethod
    def of(cls, ontology: Ontology) -> Usage:
        """What an ontology says, as it was counted when it was compiled, or counted now."""
        stored = ontology.stored_usage.read() if ontology.stored_usage is not None else None
        return cls(count(ontology) if stored is None else decode(stored))

    def said_of(self, terms: Iterable[NamedNode]) -> Counter[NamedNode]:
        """How often each property is said of any of these things, or of things of these classes."""
        return sum((self._said.get(term, Counter()) for term in terms), Counter())

    def said_with(self, predicates: Iterable[NamedNode]) -> Counter[NamedNode]:
        """Of which things any of these properties is said, and how often."""
        return sum((self._of.get(predicate, Counter()) for predicate in predicates), Counter())

    def telling(self, kind: NamedNode) -> float:
        """How much is said of the things of a class, less where that is nearly everything: it tells little."""
        count = self.kinds[kind]
        return count * math.log(self._all / count) ** 2 if count else 0.0


def count(ontology: Ontology) -> Counts:
    """Count what is said, but of claims; not what follows from it, or the general would weigh most."""
    store, schema = ontology.store, ontology.schema
    claims = {quad.subject for quad in store.quads_for_pattern(None, SUBJECT, None)}
    inferred = {graph for graph in store.named_graphs() if str(graph).startswith(f"<{INFERRED}")}
    counts: Counts = {}
    for predicate in sorted(schema.properties, key=lambda p: p.value):
        pairs = {
            (quad.subject, quad.object)
            for quad in store.quads_for_pattern(None, predicate, None)
            if quad.graph_name not in inferred and quad.subject not in claims
        }
        if pairs:
            things = Counter(end for pair in pairs for end in pair if isinstance(end, NamedNode))
            kinds: Counter[NamedNode] = Counter()
            for thing, times in things.items():
                for kind in schema.ancestors[thing] - {thing}:
                    kinds[kind] += times
            counts[predicate] = (len(pairs), things, kinds)
    return counts


def encode(counts: Counts) -> bytes:
    """Counts as text: the terms, each once, and for each property numbers of terms, each before its count."""
    numbers: dict[NamedNode, int] = {}

    def numbered(counted: Counter[NamedNode]) -> list[int]:
        pairs = sorted(counted.items(), key=lambda pair: pair[0].value)
        return [n for term, times in pairs for n in (numbers.setdefault(term, len(numbers)), times)]

    rows = [[p.value, total, numbered(things), numbered(kinds)] for p, (total, things, kinds) in counts.items()]
    return json.dumps([[term.value for term in numbers], rows], separators=(",", ":")).encode()


def decode(data: bytes) -> Counts:
    """What `encode` wrote."""
    written, rows = json.loads(data)
    terms = [NamedNode(iri) for iri in written]

    def counted(numbers: list[int]) -> Counter[NamedNode]:
        return Counter({terms[number]: times for number, times in zip(numbers[::2], numbers[1::2], strict=True)})

    return {NamedNode(p): (total, counted(things), counted(kinds)) for p, total, things, kinds in rows}
