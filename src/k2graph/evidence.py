"""From a plan and its solutions to what an answer rests on: the claims of each item, the verdict."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields, is_dataclass
from typing import Any

from pyoxigraph import Literal, NamedNode, Triple, Variable

from k2graph import vocab
from k2graph.algebra import Ask, Count, Evidenced, Kind, Minus, Node, Plan, Select, Statement, Within, walk
from k2graph.answer import Conflict, Evidence, Item, Value, Verdict
from k2graph.backends import Backend, Solution
from k2graph.claims import VALUES, Claims
from k2graph.conflicts import OPPOSED, Conflicts
from k2graph.disagreements import Difference
from k2graph.groups import Trace
from k2graph.ontology import Ontology
from k2graph.quantities import normalised
from k2graph.reified import Fact, fact_of, iri_of
from k2graph.sparql import Query, claims_query, solutions_query
from k2graph.terms import Term

MANY = 100  # solutions from which on their claims are looked up together


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


class Judge(Conflicts):
    """Weighs the solutions of a plan against the claims of an ontology."""

    def __init__(self, ontology: Ontology, claims: Claims, backend: Backend) -> None:
        super().__init__(ontology, claims)
        self.backend = backend

    def supports(self, plan: Select | Count | Ask, target: Variable, value: Variable | None) -> list[Support]:
        """What is behind each term that the target variable stands for, in no order."""
        query = solutions_query(plan, self.ontology.schema.narrower)
        query.positive = tuple(positive(plan))
        found: dict[Term, Support] = {}
        rows = self.backend.select(query.text)
        if len(rows) > MANY:
            used = (self._triple(trace, row) for trace in query.traces if trace.claim is None for row in rows)
            self.claims.of_fact.read_all(str(triple.predicate) for triple in used if triple is not None)
        for row in rows:
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
            triple = None if trace.negative else self._triple(trace, row)
            if triple is not None:
                fact = fact_of(*triple)
                inferred |= self._add_fact(support, triple, self._claims_of(trace, row, fact))
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

    def _add_fact(self, support: Support, triple: Triple, claims: Iterable[NamedNode]) -> bool:
        """Add a fact with the claims that say it, or those that it follows from; tell whether it does follow."""
        fact = fact_of(*triple)
        derived = None if claims else self.claims.inferred(fact)
        if derived is None and not claims:
            claims, rule = self.claims.plain(triple)
            derived = None if rule is None else (rule, ())
        if derived is not None:
            support.rules.add(derived[0])
            claims = derived[1]
        if claims or derived is not None:
            support.claims |= set(claims)
            support.facts.add(fact)
        return derived is not None

    def kind_claims(self, kind: Kind, row: Solution) -> set[NamedNode]:
        """Claims that say outright that something is of a kind; there are none where only the ontology says so."""
        term = resolve(kind.term, row)
        if not isinstance(term, NamedNode) or not self.ontology.schema.claims:
            return set()
        facts = self.claims.of_kinds.get(str(term), ())
        above = self.ontology.schema.ancestors
        facts = [f for f in facts if any(iri_of(f[2]) == k or k in above[iri_of(f[2])] for k in kind.kinds)]
        said = {
            claim for fact in facts for claim in self.claims.of_fact[fact] if self.claims.polarity(claim) not in OPPOSED
        }
        return said or self.claims.listing(term)

    def _triple(self, trace: Trace, row: Solution) -> Triple | None:
        """The fact that a statement of a plan used in a solution."""
        ends: list[Any] = [resolve(node, row) for node in (trace.subject, trace.predicate, trace.object)]
        if any(end is None for end in ends) or isinstance(ends[0], Literal):
            return None
        return Triple(*ends)

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
        kinds = {q.object for q in store.quads_for_pattern(term, vocab.TYPE, None)}
        shown = term if kinds & VALUES else self._shown_value(support)
        value = self._value(shown, ordered, of_what=shown == term)
        return Item(
            label=(vocab.CLAIM in kinds and self.claims.statement(term)) or self.ontology.label(term),
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
        saying = [claim for claim in ordered if self.claims.says(claim, shown)] or ordered
        amount = self.claims.value(shown, tuple(saying), of_what=of_what) if isinstance(shown, NamedNode) else None
        return amount or Value(self.ontology.label(shown))

    def _shown_value(self, support: Support) -> Term | None:
        values = sorted(support.values, key=lambda v: (-self.measure(v), self.ontology.label(v)))
        return values[0] if values else None

    def tabulated(self, support: Support) -> bool:
        """Whether an item rests on values of tables alone."""
        return bool(support.claims or support.kinds) and all(
            self.claims.tabulated(claim) for claim in support.claims or support.kinds
        )

    def values(self, support: Support) -> set[NamedNode]:
        """The amounts that the claims behind an item state."""
        return {amount for claim in support.claims for amount in self.claims.amounts(claim)}

    def ordered(self, claims: Iterable[NamedNode]) -> list[NamedNode]:
        """Claims, the strongest evidence first, then by id."""
        return sorted(claims, key=self.claims.rank)

    def behind(self, plan: Ask) -> Support:
        """What is behind a plan that holds, whatever its variables stand for."""
        query = solutions_query(plan, self.ontology.schema.narrower)
        query.positive = tuple(positive(plan))
        support = Support(vocab.CLAIM)
        for row in self.backend.select(query.text):
            self._add(support, plan, query, row)
        return support

    def evidence(self, claims: Iterable[NamedNode]) -> tuple[Evidence, ...]:
        """Claims as an answer shows them, in order."""
        return tuple(self.claims.evidence(claim) for claim in self.ordered(claims))

    def weighed(
        self, claims: set[NamedNode], differences: list[Difference]
    ) -> tuple[tuple[Evidence, ...], tuple[Conflict, ...]]:
        """Claims with those that they differ from, and what they differ in, as an answer shows them."""
        evidence = self.evidence(claims.union(*(difference.claims for difference in differences)))
        return evidence, tuple(map(self.conflict, differences))

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
                    triple = self._triple(trace, row)
                    if triple is not None:
                        facts.add(fact_of(*triple))
        return claims, facts

    def _as_asked(self, plan: Ask, row: Solution) -> bool:
        """Whether a solution is about the very things that were named, and not about cases of them."""
        wholes = [node for node in positive(plan) if isinstance(node, Within) and isinstance(node.term, Variable)]
        general = any(isinstance(node, Kind) and isinstance(node.term, Variable) for node in positive(plan))
        return not general and all(row.get(whole.term.value) == whole.whole for whole in wholes)

    def verdict(self, claims: set[NamedNode]) -> Verdict:
        """What claims of different polarity come to."""
        polarities = {self.claims.polarity(claim) for claim in claims}
        if not polarities:
            return "unknown"
        if polarities == {"denies"}:
            return "no"
        return "mixed" if polarities & OPPOSED else "yes"


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
