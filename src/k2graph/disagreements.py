"""Claims that do not go together, as the rules of the ontology found them, gathered for one answer."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import NamedNode

from k2graph import vocab
from k2graph.answer import Conflict
from k2graph.claims import Claims
from k2graph.ontology import Ontology
from k2graph.reified import Fact, iri_of
from k2graph.vocab import K2, RDFS

BETWEEN, KIND = K2("between"), K2("differenceKind")
BOTH_MAY_HOLD, DOUBTS, MIXES = K2("bothMayHold"), K2("doubts"), K2("mixes")
MOST_CONTEXTS = 4  # more values than these say nothing to a reader

Edges = dict[NamedNode, set[NamedNode]]


@dataclass(frozen=True, slots=True)
class Difference:
    """Claims that differ in one way: those of one side go together, those of two sides do not."""

    kind: NamedNode
    sides: tuple[tuple[NamedNode, ...], ...]
    topic: str

    @property
    def claims(self) -> set[NamedNode]:
        """The claims of every side."""
        return {claim for side in self.sides for claim in side}


class Disagreements:
    """Looks up which claims of an ontology disagree, and in what way."""

    def __init__(self, ontology: Ontology, claims: Claims) -> None:
        self.ontology = ontology
        self.claims = claims

    def of(self, claim: NamedNode) -> Iterator[tuple[NamedNode, NamedNode]]:
        """Each kind of difference that a claim has with another claim, and that claim."""
        for found in self._found(claim, BETWEEN):
            doubted = self.ontology.objects(found, DOUBTS)
            if doubted and claim not in doubted:
                continue
            for kind in self.ontology.objects(found, KIND):
                for other in self.ontology.objects(found, BETWEEN):
                    if isinstance(kind, NamedNode) and isinstance(other, NamedNode) and other != claim:
                        yield kind, other

    def against(self, claims: Iterable[NamedNode]) -> set[NamedNode]:
        """The claims that make a plain yes impossible which these would give."""
        met = {(claim, found) for claim in claims for found in self._found(claim, MIXES)}
        ends = {(claim, end) for claim, found in met for end in self.ontology.objects(found, BETWEEN)}
        return {end for claim, end in ends if isinstance(end, NamedNode) and end != claim}

    def _found(self, claim: NamedNode, role: NamedNode) -> list[NamedNode]:
        quads = self.ontology.store.quads_for_pattern(None, role, claim)
        return [quad.subject for quad in quads if isinstance(quad.subject, NamedNode)]

    def among(self, claims: Collection[NamedNode]) -> list[Difference]:
        """What these claims differ in, from each other and from others."""
        edges: dict[NamedNode, Edges] = defaultdict(lambda: defaultdict(set))
        for claim in claims:
            for kind, other in self.of(claim):
                edges[kind][claim].add(other)
                edges[kind][other].add(claim)
        return [
            Difference(kind, sides, topic)
            for kind in sorted(edges, key=lambda kind: kind.value)
            for sides, topic in self.grouped(edges[kind])
        ]

    def grouped(self, edges: Edges) -> Iterator[tuple[tuple[tuple[NamedNode, ...], ...], str]]:
        """Each group of claims that hang together by what they differ in: its sides and its topic."""
        for group in _connected(edges):
            central = min(group, key=lambda claim: (-len(edges[claim]), claim.value))
            yield self._sides(group, edges), self.topic(self.claims.facts(central)[0])

    def conflict(self, difference: Difference) -> Conflict:
        """A difference as an answer shows it: in what way the sides differ, and what each is limited to."""
        label, said = self.ontology.label(difference.kind), self.ontology.objects(difference.kind, RDFS("comment"))
        note = f"{label}: {said[0].value}" if said else label
        limits = [self._limits(side) for side in difference.sides]
        if len(set(limits)) > 1 and None not in limits:
            note += f" ({' / '.join(', '.join(limit or ()) or 'in general' for limit in limits)})"
        sides = tuple(tuple(sorted(map(self.claims.identifier, side))) for side in difference.sides)
        return Conflict(difference.topic, sides, note, compatible=self.both_may_hold(difference))

    def both_may_hold(self, difference: Difference) -> bool:
        """Whether the sides of a difference do not exclude each other."""
        return any(value.value == "true" for value in self.ontology.objects(difference.kind, BOTH_MAY_HOLD))

    def topic(self, fact: Fact) -> str:
        """A fact in words; of an amount, what it is the amount of."""
        ends = fact[:2] if self._is_amount(fact[2]) else fact
        return " ".join(self.name(part) for part in ends)

    def name(self, text: str) -> str:
        """The label of a part of a fact."""
        return self.ontology.label(iri_of(text)) if text.startswith("<") else text.split('"')[1]

    def _is_amount(self, text: str) -> bool:
        kinds = self.ontology.objects(iri_of(text), vocab.TYPE) if text.startswith("<") else []
        return bool({vocab.QUANTITY, vocab.AMOUNT_LEVEL} & set(kinds))

    def _sides(self, group: list[NamedNode], edges: Edges) -> tuple[tuple[NamedNode, ...], ...]:
        """Put each claim of a group on the first side that it does not differ from."""
        sides: list[set[NamedNode]] = []
        for claim in group:
            side = next((side for side in sides if not side & edges[claim]), None)
            if side is None:
                sides.append({claim})
            else:
                side.add(claim)
        return tuple(tuple(sorted(side, key=lambda c: c.value)) for side in sides)

    def _limits(self, side: Iterable[NamedNode]) -> tuple[str, ...] | None:
        """Who, where and what the claims of a side are limited to; None where that differs too much to be told."""
        slots = self._limiting
        found = [
            {self.ontology.label(term) for slot in slots for term in self.ontology.objects(claim, slot)}
            for claim in side
        ]
        limits = sorted(set().union(*found))
        return None if len(limits) > MOST_CONTEXTS or (limits and not all(found)) else tuple(limits)

    @property
    def _limiting(self) -> list[NamedNode]:
        quads = self.ontology.store.quads_for_pattern(None, K2("limits"), None)
        slots = [quad.subject for quad in quads if isinstance(quad.subject, NamedNode)]
        return [*sorted(slots, key=lambda slot: slot.value), K2("advisedBy")]


def _connected(edges: Edges) -> Iterator[list[NamedNode]]:
    """The groups that hang together, each nearest first from its first claim, so that neighbours take turns."""
    seen: set[NamedNode] = set()
    for start in sorted(edges, key=lambda claim: claim.value):
        if start in seen:
            continue
        seen.add(start)
        group, queue = [], deque([start])
        while queue:
            claim = queue.popleft()
            group.append(claim)
            new = sorted(edges[claim] - seen, key=lambda c: c.value)
            seen.update(new)
            queue.extend(new)
        yield group
