"""From a plan and its solutions to what an answer rests on: the claims of each item, the verdict, the conflicts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields, is_dataclass
from typing import Any

from pyoxigraph import NamedNode, Variable

from k2graph import vocab
from k2graph.algebra import Ask, Evidenced, Kind, Minus, Node, Plan, Statement, Within, walk
from k2graph.answer import Conflict, Item, Value, Verdict
from k2graph.backends import Backend, Solution
from k2graph.claims import Claims, Fact, fact_of
from k2graph.ontology import Ontology, PropertyInfo
from k2graph.quantities import normalised, quantity
from k2graph.sparql import Query, Trace, claims_query, solutions_query
from k2graph.terms import Term
from k2graph.units import normalise

IS_A = str(vocab.K2("isA"))
OPPOSED = {"denies", "mixed"}
FAR_LEVELS = 3  # levels this many ranks apart ("small", "high") cannot both hold


@dataclass(slots=True)
class Support:
    """What one item of an answer rests on."""

    term: Term
    claims: set[NamedNode] = field(default_factory=set)
    kinds: set[NamedNode] = field(default_factory=set)  # claims that say of what kind it is
    facts: set[Fact] = field(default_factory=set)
    rules: set[str] = field(default_factory=set)
    direct: bool = False
    values: set[Term] = field(default_factory=set)


class Judge:
    """Weighs the solutions of a plan against the claims of an ontology."""

    def __init__(self, ontology: Ontology, claims: Claims, backend: Backend) -> None:
        self.ontology = ontology
        self.claims = claims
        self.backend = backend

    def supports(self, plan: Plan, target: Variable, value: Variable | None) -> list[Support]:
        """What is behind each term that the target variable stands for, in no order."""
        query = solutions_query(plan, self.ontology.schema.narrower)  # type: ignore[arg-type]
        query.positive = tuple(positive(plan))
        found: dict[Term, Support] = {}
        for row in self.backend.select(query.text):
            term = row.get(target.value)
            if term is None:
                continue
            support = found.setdefault(term, Support(term))
            self._add(support, plan, query, row)
            shown = row.get(value.value) if value is not None else None
            if shown is not None:
                support.values.add(shown)
        return list(found.values())

    def _add(self, support: Support, plan: Plan, query: Query, row: Solution) -> None:
        inferred = False
        for trace in query.traces:
            if trace.negative:
                continue
            fact = self._fact(trace, row)
            claims = self._claims_of(trace, row, fact)
            if fact is None:
                continue
            if claims:
                support.claims |= set(claims)
                support.facts.add(fact)
            else:
                derived = self.claims.inferred(fact)
                if derived is not None:
                    inferred = True
                    support.rules.add(derived[0])
                    support.claims |= set(derived[1])
                    support.facts.add(fact)
        for part in query.positive:
            if isinstance(part, Evidenced) and isinstance(support.term, NamedNode):
                support.claims.add(support.term)
            if isinstance(part, Kind):
                support.kinds |= self.kind_claims(part, row)
            if isinstance(part, Within) and isinstance(part.term, Variable):
                bound = row.get(part.term.value)
                if bound is not None and bound != part.whole:
                    inferred = True
                    support.rules.add("within")
        support.direct = support.direct or not inferred

    def kind_claims(self, kind: Kind, row: Solution) -> set[NamedNode]:
        """Claims that say outright that something is of a kind; there are none where only the ontology says so."""
        term = resolve(kind.term, row)
        if not isinstance(term, NamedNode):
            return set()
        below = {str(k) for k in kind.kinds} | {str(t) for k in kind.kinds for t in self.ontology.schema.descendants[k]}
        facts = [fact for fact in self.claims.of_subject(str(term)) if fact[1] == IS_A and fact[2] in below]
        return {
            claim for fact in facts for claim in self.claims.of_fact[fact] if self.claims.polarity(claim) not in OPPOSED
        }

    def _fact(self, trace: Trace, row: Solution) -> Fact | None:
        ends = [resolve(node, row) for node in (trace.subject, trace.predicate, trace.object)]
        if any(end is None for end in ends):
            return None
        return fact_of(*ends)

    def _claims_of(self, trace: Trace, row: Solution, fact: Fact | None) -> tuple[NamedNode, ...]:
        if trace.claim is not None:
            claim = row.get(trace.claim.value)
            return (claim,) if isinstance(claim, NamedNode) else ()
        if fact is None:
            return ()
        return tuple(c for c in self.claims.of_fact.get(fact, ()) if self.claims.polarity(c) not in OPPOSED)

    def item(self, support: Support) -> Item:
        """An item of the answer."""
        term, store = support.term, self.ontology.store
        ordered = self.ordered(support.claims)
        ids = tuple(self.claims.identifier(claim) for claim in ordered or self.ordered(support.kinds))
        inferred = not support.direct
        rule = ", ".join(sorted(support.rules)) if inferred and support.rules else None
        if not isinstance(term, NamedNode):
            return Item(label=self.ontology.label(term), claims=ids, inferred=inferred, rule=rule)
        shown = self._shown_value(support, ordered)
        value = self._value(shown, ordered, of_what=shown == term)
        kinds = {q.object for q in store.quads_for_pattern(term, vocab.TYPE, None)}
        return Item(
            label=self.claims.statement(term) or self.ontology.label(term),
            iri=term.value,
            types=tuple(sorted(self.ontology.label(kind) for kind in kinds)),
            also_known_as=tuple(t.value for t in self.ontology.objects(term, vocab.ALT_LABEL)),
            value=value,
            normalised=normalised(self.ontology, shown) if isinstance(shown, NamedNode) else None,
            claims=ids,
            inferred=inferred,
            rule=rule,
        )

    def _value(self, shown: Term | None, ordered: list[NamedNode], *, of_what: bool) -> Value | None:
        if shown is None:
            return None
        amount = self.claims.value(shown, tuple(ordered), of_what=of_what) if isinstance(shown, NamedNode) else None
        return amount or Value(self.ontology.label(shown))

    def _shown_value(self, support: Support, ordered: list[NamedNode]) -> Term | None:
        if isinstance(support.term, NamedNode) and self.claims.value(support.term) is not None:
            return support.term
        values = sorted(support.values, key=lambda v: (-self.measure(v), self.ontology.label(v)))
        return values[0] if values else None

    def measure(self, term: Term) -> float:
        """A number to rank an amount by; minus infinity where it has none."""
        found = self.ontology.objects(term, vocab.K2("comparable")) if isinstance(term, NamedNode) else []
        return float(found[0].value) if found else float("-inf")

    def ordered(self, claims: Iterable[NamedNode]) -> list[NamedNode]:
        """Claims, the strongest evidence first, then by id."""
        return sorted(claims, key=lambda c: (-self.claims.strength(c), self.claims.identifier(c)))

    def behind(self, plan: Ask) -> Support:
        """What is behind a plan that holds, whatever its variables stand for."""
        query = solutions_query(plan, self.ontology.schema.narrower)
        query.positive = tuple(positive(plan))
        support = Support(vocab.CLAIM)
        for row in self.backend.select(query.text):
            self._add(support, plan, query, row)
        return support

    # --- yes or no

    def speaking(self, plan: Ask) -> tuple[set[NamedNode], set[Fact]]:
        """The claims that speak to a yes-or-no question, for or against, and the facts they speak of."""
        query = claims_query(plan, self.ontology.schema.narrower)
        claims: set[NamedNode] = set()
        facts: set[Fact] = set()
        for row in self.backend.select(query.text):
            for trace in query.traces:
                claim = row.get(trace.claim.value) if trace.claim is not None else None
                if isinstance(claim, NamedNode) and not trace.negative:
                    if self.claims.polarity(claim) == "denies" and not self._as_asked(plan, row):
                        continue  # what is denied of a case is not denied of the whole
                    claims.add(claim)
                    fact = self._fact(trace, row)
                    if fact is not None:
                        facts.add(fact)
        return claims, facts

    def _as_asked(self, plan: Ask, row: Solution) -> bool:
        """Whether a solution is about the very things that were named, and not about cases of them."""
        wholes = [node for node in positive(plan) if isinstance(node, Within) and isinstance(node.term, Variable)]
        general = any(isinstance(node, Kind) and isinstance(node.term, Variable) for node in positive(plan))
        return not general and all(row.get(whole.term.value) == whole.whole for whole in wholes)  # type: ignore[union-attr]

    def verdict(self, claims: set[NamedNode]) -> Verdict:
        """What claims of different polarity come to."""
        polarities = {self.claims.polarity(claim) for claim in claims}
        if not polarities:
            return "unknown"
        if polarities == {"denies"}:
            return "no"
        return "mixed" if polarities & OPPOSED else "yes"

    # --- conflicts

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
        """Claims that speak against a causal fact in other words: a like effect denied or mixed, or the contrary asserted."""
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
        info = self.ontology.schema.properties.get(NamedNode(fact[1][1:-1]))
        if info is None or not info.exclusive:
            return []
        alike = {str(iri) for above in info.broader for iri in self.ontology.schema.narrower(above)} - {fact[1]}
        whole = NamedNode(fact[0][1:-1])
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
        """Groups of claims whose amounts agree within a group and exclude each other across groups."""
        groups: list[tuple[str, float, float, set[NamedNode]]] = []
        for amount, claims in sorted(amounts.items(), key=lambda pair: pair[0].value):
            span = self._span(amount)
            if span is None:
                continue
            kind, low, high = span
            for i, (other, lo, hi, members) in enumerate(groups):
                if kind == other and low <= hi and high >= lo:
                    groups[i] = (kind, min(low, lo), max(high, hi), members | claims)
                    break
            else:
                groups.append((kind, low, high, set(claims)))
        kinds = defaultdict(list)
        for kind, _, _, members in groups:
            kinds[kind].append(sorted(members, key=lambda c: c.value))
        return max(kinds.values(), key=len, default=[])

    def _span(self, amount: NamedNode) -> tuple[str, float, float] | None:
        """The range within which another amount would be compatible."""
        found = quantity(self.ontology, amount)
        if found is None:
            rank = self.measure(amount)
            return ("level", rank - FAR_LEVELS / 2, rank + FAR_LEVELS / 2)
        converted = normalise(found)
        q = converted.quantity if converted else found
        low = q.low if q.low is not None else q.high
        high = q.high if q.high is not None else q.low
        if low is None or high is None:
            return None
        return (f"{q.unit} {q.per_amount} {q.per_unit}", float(low) * 0.9, float(high) * 1.1)

    def _ids(self, claims: Iterable[NamedNode]) -> tuple[str, ...]:
        return tuple(sorted(self.claims.identifier(claim) for claim in claims))

    def _name(self, text: str) -> str:
        return self.ontology.label(NamedNode(text[1:-1])) if text.startswith("<") else text

    def _topic(self, fact: Fact) -> str:
        return " ".join(self._name(part) for part in fact)


def _sign(properties: dict[NamedNode, PropertyInfo], predicate: str) -> int:
    info = properties.get(NamedNode(predicate[1:-1]))
    return info.sign if info else 0


def resolve(node: Node, row: Solution) -> Term | None:
    """The term that a node of a plan stands for in a solution."""
    return row.get(node.value) if isinstance(node, Variable) else node


def positive(node: object) -> Iterator[Any]:
    """Every node of a plan but those that it takes away."""
    yield node
    if isinstance(node, Minus):
        yield from positive(node.left)
    elif isinstance(node, tuple):
        for part in node:
            yield from positive(part)
    elif is_dataclass(node):
        for f in fields(node):
            yield from positive(getattr(node, f.name))


def statements(plan: Plan) -> list[Statement]:
    """The statements of a plan, in order."""
    return [node for node in walk(plan) if isinstance(node, Statement)]


__all__ = ["Judge", "Support", "resolve", "statements"]
