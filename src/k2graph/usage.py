"""How much is said of each thing, and with which properties: what is likely to be asked about."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import islice

from pyoxigraph import NamedNode, Triple

from k2graph.ontology import Ontology
from k2graph.vocab import INFERRED, SUBJECT

SAMPLED = 500  # triples of each property: enough to rank by, in a graph of any size


class Usage:
    """Counts of triples, over a sample of each property's.

    >>> usage = Usage(Ontology.load())
    >>> usage.things[NamedNode("https://w3id.org/k2graph/natto")] > 3
    True
    """

    def __init__(self, ontology: Ontology) -> None:
        schema = ontology.schema
        self.properties: Counter[NamedNode] = Counter()
        self.things: Counter[NamedNode] = Counter()  # what is said of each thing
        self.kinds: Counter[NamedNode] = Counter()  # and of the things of each class
        self._of: dict[NamedNode, Counter[NamedNode]] = defaultdict(Counter)  # property -> things
        self._said: dict[NamedNode, Counter[NamedNode]] = defaultdict(Counter)  # thing or class -> properties
        for predicate in sorted(schema.properties, key=lambda p: p.value):
            for triple in _stated(ontology, predicate):
                self.properties[predicate] += 1
                for end in (triple.subject, triple.object):
                    if isinstance(end, NamedNode):
                        self.things[end] += 1
                        self._of[predicate][end] += 1
                        above = schema.ancestors[end] - {end}
                        self.kinds.update(above)
                        for term in (end, *above):
                            self._said[term][predicate] += 1
        self._all = max(self.kinds.values(), default=1)

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


def _stated(ontology: Ontology, predicate: NamedNode) -> set[Triple]:
    """What is said with a property, but of claims; not what follows from it, or the general would weigh most."""
    quads = ontology.store.quads_for_pattern(None, predicate, None)
    stated = (quad.triple for quad in quads if not str(quad.graph_name).startswith(f"<{INFERRED}"))
    found = set(islice(stated, SAMPLED))
    return {t for t in found if not any(True for _ in ontology.store.quads_for_pattern(t.subject, SUBJECT, None))}
