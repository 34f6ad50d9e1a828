"""Where claims cannot all hold: one denies what another asserts, or their amounts exclude each other."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable

from pyoxigraph import NamedNode

from k2graph import vocab
from k2graph.answer import Conflict
from k2graph.claims import Claims, Fact, iri_of
from k2graph.ontology import Ontology
from k2graph.quantities import quantity
from k2graph.schema import PropertyInfo
from k2graph.terms import Term
from k2graph.units import normalise

OPPOSED = {"denies", "mixed"}
READ_AS = vocab.K2("readAs")
FAR_LEVELS = 3  # words more than this many ranks apart cannot both hold, where no numbers tell


class Conflicts:
    """Finds the claims of an ontology that speak against each other."""

    def __init__(self, ontology: Ontology, claims: Claims) -> None:
        self.ontology = ontology
        self.claims = claims

    def measure(self, term: Term) -> float:
        """A number to rank an amount by; minus infinity where it has none."""
        found = self.ontology.objects(term, vocab.K2("comparable")) if isinstance(term, NamedNode) else []
        return float(found[0].value) if found else float("-inf")

    def conflicts(self, facts: Iterable[Fact]) -> list[Conflict]:
        """Where claims about the facts of an answer cannot all hold."""
        out: list[Conflict] = []
        for fact in sorted(set(facts)):
            claims = self.claims.of_fact.get(fact, ())
            out += self._polarity_conflict(fact, claims)
        out += self._amount_conflicts(facts)
        return out

    def _polarity_conflict(self, fact: Fact, claims: tuple[NamedNode, ...]) -> list[Conflict]:
        against = [*(c for c in claims if self.claims.polarity(c) in OPPOSED), *self.opposing(fact)]
        for_it = [c for c in claims if c not in against]
        if not against or not for_it:
            return []
        return [
            Conflict(
                self._topic(fact),
                (self._ids(for_it), self._ids(against)),
                "some claims assert it, others deny it or call it mixed",
            )
        ]

    def opposing(self, fact: Fact) -> list[NamedNode]:
        """Claims against a causal fact in other words: a like effect denied or mixed, or the contrary asserted."""
        properties = self.ontology.schema.properties
        sign = _sign(properties, fact[1])
        found: list[NamedNode] = self._others(fact)
        for other in self.claims.between(fact[0], fact[2]) if sign else ():
            contrary = sign * _sign(properties, other[1])
            if other[1] == fact[1] or contrary == 0:
                continue
            opposed = {"mixed", "denies"} if contrary > 0 else {"asserts", "caution"}
            found += [c for c in self.claims.of_fact[other] if self.claims.polarity(c) in opposed]
        return found

    def around(self, fact: Fact) -> tuple[NamedNode, ...]:
        """Every claim that speaks of a fact, or against it in other words."""
        return (*self.claims.of_fact.get(fact, ()), *self.opposing(fact))

    def _others(self, fact: Fact) -> list[NamedNode]:
        """Claims that what a fact says of one subject alone holds of others too."""
        info = self.ontology.schema.properties.get(iri_of(fact[1]))
        if info is None or not info.exclusive:
            return []
        alike = {str(iri) for above in info.broader for iri in self.ontology.schema.narrower(above)} - {fact[1]}
        whole = iri_of(fact[0])
        cases = {str(term) for term in self.ontology.schema.covering[whole]} | {fact[0]}
        others = [f for f in self.claims.of_object(fact[2]) if f[1] in alike and f[0] not in cases]
        return sorted(
            {c for f in others for c in self.claims.of_fact[f] if self.claims.polarity(c) not in OPPOSED},
            key=lambda c: c.value,
        )

    def _amount_conflicts(self, facts: Iterable[Fact]) -> list[Conflict]:
        """Amounts of the same thing in the same thing that differ on their common basis."""
        stated: dict[tuple[str, str], dict[NamedNode, set[NamedNode]]] = defaultdict(lambda: defaultdict(set))
        for fact in sorted(set(facts)):
            for claim in self.claims.of_fact.get(fact, ()):
                for amount in self.claims.amounts(claim):
                    stated[(fact[0], fact[2])][amount].add(claim)
        out = []
        for (subject, thing), amounts in stated.items():
            sides = self._disjoint(amounts)
            if len(sides) > 1:
                topic = f"how much {self._name(thing)} {self._name(subject)} has"
                out.append(Conflict(topic, tuple(self._ids(side) for side in sides), "the amounts cannot all hold"))
        return out

    def _disjoint(self, amounts: dict[NamedNode, set[NamedNode]]) -> list[list[NamedNode]]:
        """Groups of claims whose amounts can all hold within a group; what agrees with everything is in none."""
        spans = {amount: self._spans(amount) for amount in sorted(amounts, key=lambda amount: amount.value)}
        sides: list[list[NamedNode]] = []
        for amount, span in spans.items():
            if not any(_exclude(span, other) for other in spans.values()):
                continue
            fitting = (side for side in sides if not any(_exclude(span, spans[other]) for other in side))
            side = next(fitting, None)
            if side is None:
                sides.append([amount])
            else:
                side.append(amount)
        return [sorted({c for amount in side for c in amounts[amount]}, key=lambda c: c.value) for side in sides]

    def _spans(self, amount: NamedNode) -> dict[str, tuple[float, float]]:
        """On each basis that an amount can be judged by, the range within which another would be compatible.

        A word for an amount has its rank, and the range of numbers that the ontology reads it as.
        """
        found = quantity(self.ontology, amount)
        if found is None:
            read = (term for term in self.ontology.objects(amount, READ_AS) if isinstance(term, NamedNode))
            spans = {basis: span for term in read for basis, span in self._spans(term).items()}
            rank = self.measure(amount)
            return spans or {"level": (rank - FAR_LEVELS / 2, rank + FAR_LEVELS / 2)}
        converted = normalise(found)
        q = converted.quantity if converted else found
        low = float(q.low) if q.low is not None else 0.0
        high = float(q.high) if q.high is not None else math.inf
        return {f"{q.unit} {q.per_amount} {q.per_unit}": (low * 0.9, high * 1.1)}

    def _ids(self, claims: Iterable[NamedNode]) -> tuple[str, ...]:
        return tuple(sorted(self.claims.identifier(claim) for claim in claims))

    def _name(self, text: str) -> str:
        return self.ontology.label(iri_of(text)) if text.startswith("<") else text

    def _topic(self, fact: Fact) -> str:
        return " ".join(self._name(part) for part in fact)


def _exclude(one: dict[str, tuple[float, float]], other: dict[str, tuple[float, float]]) -> bool:
    """Whether two amounts cannot both hold, judged on a basis that they share."""
    return any(
        one[basis][0] > other[basis][1] or other[basis][0] > one[basis][1] for basis in one.keys() & other.keys()
    )


def _sign(properties: dict[NamedNode, PropertyInfo], predicate: str) -> int:
    info = properties.get(iri_of(predicate))
    return info.sign if info else 0
