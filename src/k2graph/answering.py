"""From a plan to the answer: its items, its verdict, its sentences, and what all of it rests on."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Variable

from k2graph import descriptions, forms, sameness, sentences, verdicts, vocab, weighing
from k2graph.algebra import (
    Aggregate,
    Agree,
    Ask,
    Backed,
    Compare,
    Count,
    Describe,
    Evidenced,
    Extreme,
    Link,
    Minus,
    Node,
    Outline,
    Plan,
    Route,
    Select,
    Serving,
    Statement,
    walk,
)
from k2graph.answer import Answer, Form, Item
from k2graph.backends import Backend
from k2graph.claims import Claims
from k2graph.evidence import Judge, Support, statements
from k2graph.ontology import Ontology
from k2graph.plans import left_out, unmeasured
from k2graph.quantities import served
from k2graph.reified import Fact, iri_of
from k2graph.related import with_related
from k2graph.restate import Restater
from k2graph.selection import states_all
from k2graph.sparql import query
from k2graph.superlatives import unranked, with_outright
from k2graph.words import any_of

if TYPE_CHECKING:
    from k2graph.paths import Routes

MOST_TOLD = 6  # claims told in the text of an answer that is claims
ABSENT = "What is left out here is only what no claim in the graph says; that is not a denial."
NONE = "None: the graph is said to state all of this."
ASSOCIATION = "Some of this is told only as an association, which is not the same as a cause."
UNRANKED = "How much it is in {} is not known, so this cannot be compared. Known:"
FORMS: dict[type, Form] = {
    Describe: "describe",
    Agree: "agree",
    Route: "path",
    Link: "path",
    Compare: "compare",
    Ask: "ask",
    Backed: "ask",
    Aggregate: "amount",
    Count: "count",
    Outline: "select",
}
# the forms that are more than the solutions of one query
BEYOND: dict[type, Callable[..., Answer]] = {
    Agree: weighing.agreement,
    Backed: weighing.backing,
    Route: forms.route,
    Link: forms.link,
    Compare: sameness.compared,
    Outline: forms.outline,
}


class Answerer:
    """Answers plans over one ontology with one engine."""

    def __init__(self, ontology: Ontology, backend: Backend) -> None:
        self.ontology = ontology
        self.backend = backend
        self.claims = Claims(ontology)
        self.judge = Judge(ontology, self.claims, backend)
        self.restater = Restater(self._label)

    @cached_property
    def routes(self) -> Routes:
        """The causal facts as a graph; networkx is loaded only here."""
        from k2graph.paths import Routes

        return Routes(self.ontology, self.claims)

    def _label(self, node: Node) -> str:
        return self.ontology.full_name(node)

    def answer(self, plan: Plan, question: str) -> Answer:
        """Answer a plan; where it has no answer, with what is known nearby."""
        answer = self._answered(plan, question)
        told = tuple(f"{self._label(term)} itself is left out" for term in left_out(plan))
        return with_related(self, self.restater, replace(answer, notices=answer.notices + told), plan)

    def _answered(self, plan: Plan, question: str) -> Answer:
        text = query(plan, self.ontology.schema.narrower, question).text
        base = Answer(
            question=question,
            status="no_answer",
            form=self.form(plan),
            restated=self.restater.restate(plan),
            sparql=text,
        )
        if (beyond := BEYOND.get(type(plan))) is not None:
            return beyond(self, base, plan)
        match plan:
            case Describe(term):
                return descriptions.described(self, base, term)
            case Ask() if any(s.denied and not s.negated for s in statements(plan)):
                return verdicts.contrary(self, base, plan)
            case Ask():
                return verdicts.asked(self, base, plan)
            case Aggregate() | Count():
                return self._numbered(base, plan)
            case Select(_, Evidenced() as wanted, _, _):
                return self._evidenced(base, plan, wanted)
            case Select(variable, _, value, _):
                return self._selected(base, plan, self.judge.supports(plan, variable, value))
        raise AssertionError(plan)

    def form(self, plan: Plan) -> Form:
        """What kind of question a plan answers."""
        match plan:
            case Route(why=True):
                return "why"
            case Select(pattern=Evidenced(kind=None)):
                return "describe"
            case Select(variable, _, _, _):
                return "amount" if self._is_amount(variable, plan) else "select"
        return FORMS[type(plan)]

    def _is_amount(self, variable: Variable, plan: Plan) -> bool:
        values = {vocab.QUANTITY, vocab.AMOUNT_LEVEL}
        for s in statements(plan):
            if s.amount == variable:
                return True
            ranges = [info.range for p in s.predicates if (info := self.ontology.schema.properties.get(p))]
            if s.object == variable and ranges and all(r & values for r in ranges):
                return True
        return False

    # --- forms

    def _selected(self, base: Answer, plan: Plan, supports: list[Support]) -> Answer:
        ranked = isinstance(plan, Select) and (plan.order is not None or base.form == "amount")
        answering, supports = with_outright(self.judge, plan, supports)
        if answering is not plan:
            base = replace(base, sparql=query(answering, self.ontology.schema.narrower, base.question).text)
        ordered = self._sorted(supports, by_amount=ranked)
        serving = next((node for node in walk(plan) if isinstance(node, Serving)), None)
        items = tuple(self._served(self.judge.item(support), serving) for support in ordered)
        if not items:
            return self._none(base, plan)
        told = sentences.listed(self.ontology, items, served=serving is not None)
        if answering is plan and (unknown := unranked(self.judge, plan)):
            lacking = any_of(map(self.ontology.label, unknown))
            return replace(base, text=f"{UNRANKED.format(lacking)} {told}.")
        answer = self._supported(replace(base, status="answered", answers=items), ordered, plan)
        return replace(answer, text=self._sentences(f"{told}.", answer))

    def _served(self, item: Item, serving: Serving | None) -> Item:
        """An amount told for the portion that was asked about."""
        if serving is None or item.iri is None:
            return item
        return replace(item, normalised=served(self.ontology, NamedNode(item.iri), serving.quantity))

    def _evidenced(self, base: Answer, plan: Select, wanted: Evidenced) -> Answer:
        """The claims that speak of all that is named: those first that are about it, not only in its context."""
        supports = self._sorted(self.judge.supports(plan, plan.variable, None), by_amount=False)
        supports.sort(key=lambda support: -self._bearing(support.term, wanted))
        items = tuple(self.judge.item(support) for support in supports)
        if not items:
            return replace(base, text=self.nothing)
        answer = self._supported(replace(base, status="answered", answers=items), supports, plan)
        told = [item.label for item in items[:MOST_TOLD]]
        return replace(answer, text=" ".join([f"{sentences.number(len(items), 'claim')}:", *told]))

    def _bearing(self, claim: object, wanted: Evidenced) -> int:
        """How many of the things named are what a claim is about, its subject or object."""
        ends = {end for fact in self.claims.facts(claim) for end in (fact[0], fact[2])}  # type: ignore[arg-type]
        return sum(str(topic) in ends for topic in wanted.topics)

    def _counted(self, base: Answer, plan: Plan, supports: list[Support]) -> Answer:
        ordered = self._sorted(supports, by_amount=False)
        items = tuple(self.judge.item(support) for support in ordered)
        if not items:
            return replace(self._none(base, plan), count=0 if states_all(self.ontology.schema, plan) else None)
        answer = self._supported(replace(base, status="answered", answers=items, count=len(items)), ordered, plan)
        return replace(answer, text=self._sentences(f"{len(items)}: {sentences.listed(self.ontology, items)}.", answer))

    def _numbered(self, base: Answer, plan: Aggregate | Count) -> Answer:
        if isinstance(plan, Aggregate):
            return self._aggregated(base)
        return self._counted(base, plan, self.judge.supports(plan, plan.variable, None))

    def _aggregated(self, base: Answer) -> Answer:
        """A sum or a mean, which its query gives as it stands."""
        rows = [row.get("total") for row in self.backend.select(base.sparql or "")]
        totals = [total for total in rows if isinstance(total, Literal) and float(total.value) != 0]
        if not totals:
            return replace(base, text=self.nothing)
        text = f"{float(totals[0].value):.10g}"
        return replace(base, status="answered", answers=(Item(label=text),), text=f"{text}.")

    def _none(self, base: Answer, plan: Plan) -> Answer:
        """That nothing fits: an answer where the graph states all that was asked of, and else nothing known."""
        if states_all(self.ontology.schema, plan) or self._is_empty(plan):
            return replace(base, status="answered", text=NONE)
        return replace(base, text=self.nothing)

    def _is_empty(self, plan: Plan) -> bool:
        """Whether nothing is of the kind that a value is ranked of, so that it is not for want of values."""
        if not isinstance(plan, Select) or not any(isinstance(node, Extreme) for node in walk(plan.pattern)):
            return False
        kinds = unmeasured(plan.pattern, self.ontology.schema)
        asked = plan.variable in set(walk(kinds)) and states_all(self.ontology.schema, kinds)
        return asked and not self.backend.ask(query(Ask(kinds), self.ontology.schema.narrower).text)

    # --- parts

    def _sorted(self, supports: list[Support], *, by_amount: bool) -> list[Support]:
        """What texts say before what only tables have; by value where there is one; by strength of evidence; by label.

        Things that are listed with their values stand by value alone, whoever states it.
        """
        valued = any(support.values for support in supports)

        def order(support: Support) -> tuple[bool, float, int, int, str]:
            strongest = max((-self.claims.rank(c)[0] for c in support.claims), default=0)
            tabulated = self.judge.tabulated(support)
            listed = self.judge.values(support) if tabulated and not by_amount else ()
            stated = support.values or listed or ({support.term} if by_amount else ())
            return (
                tabulated and not valued,
                -max(map(self.judge.measure, stated), default=0.0),
                -int(support.direct),
                -strongest,
                self.ontology.label(support.term).casefold(),
            )

        return sorted(supports, key=order)

    def _supported(self, answer: Answer, supports: list[Support], plan: Plan) -> Answer:
        facts = {fact for support in supports for fact in support.facts}
        claims = {c for support in supports for c in support.claims | support.kinds}
        differences = self.judge.differences({c for support in supports for c in support.claims}, facts)
        slips = self.slips(claims)
        evidence, conflicts = self.judge.weighed(claims, differences)
        absent = any(
            isinstance(node, Minus) and any(isinstance(part, Statement) for part in walk(node.right))
            for node in walk(plan)
        )
        notices = ((ABSENT,) if absent else ()) + self.notices(facts) + tuple(self.judge.compatible(facts)) + slips
        return replace(answer, evidence=evidence, conflicts=conflicts, notices=notices)

    def notices(self, facts: Iterable[Fact]) -> tuple[str, ...]:
        """What must be said beside an answer, by the properties that it rests on."""
        infos = [self.ontology.schema.properties.get(iri_of(fact[1])) for fact in facts]
        association = (ASSOCIATION,) if any(info and info.association for info in infos) else ()
        return association + ((sentences.ADVICE,) if any(info and info.advice for info in infos) else ())

    def slips(self, claims: Iterable[NamedNode]) -> tuple[str, ...]:
        """Of each claim behind an answer that its source probably got wrong, what is wrong with it."""
        found = sorted((self.claims.identifier(c), slip) for c in claims if (slip := self.claims.slip(c)))
        return tuple(f"{name} is kept as its source says it, probably with a slip: {slip}" for name, slip in found)

    def _sentences(self, first: str, answer: Answer) -> str:
        return " ".join([first, *sentences.basis(answer.evidence), *sentences.disagreement(answer.conflicts)])

    @property
    def nothing(self) -> str:
        """What is said where a question is understood and nothing is known."""
        return "The question is understood, but the graph holds nothing about it; that is not a no."
