"""Routes between two things over causal facts, on networkx: the short and specific ones first, with their sign."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

import networkx
from pyoxigraph import NamedNode

from k2graph.claims import Claims
from k2graph.ontology import Ontology
from k2graph.reified import fact_of
from k2graph.schema import PASSES_ON, causal_signs
from k2graph.vocab import K2

MOST_STEPS = 3
MOST_ROUTES = 5
CONTEXTS = ("population", "site", "cellType")


@dataclass(frozen=True, slots=True)
class Hop:
    """One causal fact of a route; ``sign`` is +1, -1, or 0 where the direction is not said."""

    subject: NamedNode
    predicate: NamedNode
    object: NamedNode
    sign: int
    claims: tuple[NamedNode, ...]


class Routes:
    """The causal facts of an ontology as a graph."""

    def __init__(self, ontology: Ontology, claims: Claims) -> None:
        self.ontology = ontology
        self.claims = claims
        self.causal = causal_signs(ontology.store)
        self.passing = causal_signs(ontology.store, PASSES_ON)
        self.graph = networkx.DiGraph()
        for hop in self._hops():
            best = self.graph.get_edge_data(hop.subject, hop.object, {}).get("hop")
            if best is None or len(hop.claims) > len(best.claims):
                self.graph.add_edge(hop.subject, hop.object, hop=hop)

    def _hops(self) -> Iterator[Hop]:
        store, properties = self.ontology.store, self.ontology.schema.properties
        # what holds both ways leads nowhere
        leading = {p: sign for p, sign in self.causal.items() if not properties[p].symmetric}
        for reified in (self.claims.of_fact, self.claims.inferences):
            reified.read_all(map(str, leading))
        for predicate, sign in sorted(leading.items(), key=lambda pair: pair[0].value):
            for quad in store.quads_for_pattern(None, predicate, None):
                if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
                    yield self._hop(quad.subject, predicate, quad.object, sign)

    def _hop(self, subject: NamedNode, predicate: NamedNode, thing: NamedNode, sign: int) -> Hop:
        fact = fact_of(subject, predicate, thing)
        derived = self.claims.inferred(fact)
        return Hop(
            subject, predicate, thing, sign, self.claims.of_fact.get(fact, ()) or (derived[1] if derived else ())
        )

    def _passed_on(self, source: NamedNode) -> Iterator[Hop]:
        """Steps to what a thing brings the effects of with it: a food to what is in it."""
        for predicate, sign in sorted(self.passing.items(), key=lambda pair: pair[0].value):
            for narrower in self.ontology.schema.narrower(predicate):
                for thing in self.ontology.objects(source, narrower):
                    if isinstance(thing, NamedNode):
                        yield self._hop(source, narrower, thing, sign)

    def between(self, sources: Iterable[NamedNode], targets: Iterable[NamedNode]) -> list[tuple[Hop, ...]]:
        """The best routes from any source to any target: few steps, then many claims, then by name."""
        found: set[tuple[Hop, ...]] = set()
        aims = {t for t in targets if t in self.graph}
        named = set(sources)
        for source in named:
            passed = (hop for hop in self._passed_on(source) if hop.object not in named)  # else nothing is gained by it
            starts = [(source, ()), *((hop.object, (hop,)) for hop in passed)]
            for start, before in starts:
                routes = ((*before, *hops) for hops in self._simple(start, aims - {start}, MOST_STEPS - len(before)))
                found |= {hops for hops in routes if self._in_one_context(hops)}
        return sorted(found, key=self._rank)[:MOST_ROUTES]

    def _simple(self, start: NamedNode, aims: set[NamedNode], most: int) -> Iterator[tuple[Hop, ...]]:
        """Routes that pass no node twice."""
        if start in self.graph and aims:
            for nodes in networkx.all_simple_paths(self.graph, start, aims, cutoff=most):
                yield tuple(self.graph.edges[pair]["hop"] for pair in pairwise(nodes))

    def _rank(self, hops: tuple[Hop, ...]) -> tuple[int, int, str]:
        # a route through a middle tells how; one step only says that it does
        length = {2: 0, 1: 1, 3: 2}[len(hops)]
        return (length, -min(len(hop.claims) for hop in hops), " ".join(hop.object.value for hop in hops))

    def _in_one_context(self, hops: tuple[Hop, ...]) -> bool:
        """Whether no two steps hold only in contexts that exclude each other: other people, site or cell."""
        for slot in CONTEXTS:
            held = [contexts for hop in hops if (contexts := self._contexts(hop, slot))]
            if any(not (one & other) for one, other in pairwise(held)):
                return False
        return True

    def _contexts(self, hop: Hop, slot: str) -> set[object]:
        """The only values of a slot that a step is claimed for; empty where some claim makes no such limit."""
        values = [set(self.ontology.objects(claim, K2(slot))) for claim in hop.claims]
        return set().union(*values) if values and all(values) else set()
