"""From a plan to the answer: its items, its verdict, its sentences, and what all of it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Variable

from k2graph import forms, vocab
from k2graph.algebra import (
    Aggregate,
    Agree,
    Ask,
    Compare,
    Compared,
    Count,
    Describe,
    Evidenced,
    Exceeds,
    Extreme,
    Join,
    Kind,
    Link,
    Minus,
    Node,
    Outline,
    Pattern,
    Plan,
    Route,
    Select,
    Serving,
    Statement,
    Within,
    join,
    walk,
)
from k2graph.answer import Answer, Conflict, Evidence, Form, Item, Verdict
from k2graph.backends import Backend
from k2graph.claims import STATED, Claims, Fact, iri_of
from k2graph.evidence import Judge, Support, statements
from k2graph.ontology import Ontology
from k2graph.plans import left_out, unmeasured
from k2graph.quantities import served
from k2graph.readback import claim_value, read_back
from k2graph.related import with_related
from k2graph.restate import Restater
from k2graph.selection import states_all
from k2graph.sparql import query
from k2graph.units import AS_STATED
from k2graph.vocab import K2

if TYPE_CHECKING:
    from k2graph.paths import Routes

MOST_NAMED = 20
MOST_TOLD = 6  # claims told in the text of an answer that is claims
CONTRARY = {">": "<=", ">=": "<", "<": ">=", "<=": ">"}
ABSENT = "What is left out here is only what no claim in the graph says; that is not a denial."
NONE = "None: the graph is said to state all of this."
ADVICE = "This is what the sources say, not medical advice: for yourself, ask a healthcare provider."
ASSOCIATION = "Some of this is told only as an association, which is not the same as a cause."
FORMS: dict[type, Form] = {
    Describe: "describe",
    Agree: "agree",
    Route: "path",
    Link: "path",
    Compare: "compare",
    Ask: "ask",
    Aggregate: "amount",
    Count: "count",
    Outline: "select",
}
TURNED: dict[Verdict, Verdict] = {"yes": "no", "no": "yes"}  # asked whether something does not hold


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
        if (beyond := forms.BEYOND.get(type(plan))) is not None:
            return beyond(self, base, plan)
        match plan:
            case Describe(term):
                return self._described(base, term)
            case Ask() if any(s.denied and not s.negated for s in statements(plan)):
                return self._contrary(base, plan)
            case Ask():
                return self._asked(base, plan)
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
        ordered = self._sorted(supports, by_amount=ranked)
        items = tuple(self._served(self.judge.item(support), plan) for support in ordered)
        if not items:
            return self._none(base, plan)
        answer = self._supported(replace(base, status="answered", answers=items), ordered, plan)
        told = self._listed(items, served=any(isinstance(node, Serving) for node in walk(plan)))
        return replace(answer, text=self._sentences(f"{told}.", answer))

    def _served(self, item: Item, plan: Plan) -> Item:
        """An amount told for the portion that was asked about."""
        serving = next((node for node in walk(plan) if isinstance(node, Serving)), None)
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
        return replace(answer, text=" ".join([f"{_number(len(items), 'claim')}:", *told]))

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
        return replace(answer, text=self._sentences(f"{len(items)}: {self._listed(items)}.", answer))

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

    def _asked(self, base: Answer, plan: Ask) -> Answer:
        if any(isinstance(node, Exceeds) for node in walk(plan)):
            return self._compared(base, plan)
        claims, facts = self.judge.speaking(plan)
        holds = self.backend.ask(query(plan, self.ontology.schema.narrower).text)
        verdict = self.judge.verdict(claims)
        if not statements(plan):
            verdict, claims = ("yes", self._kind_claims(plan)) if holds else ("unknown", set())
        elif verdict == "unknown" and not holds and (turned := self._turned(plan) or self._outside(plan)):
            verdict, claims = "no", turned
        elif holds and verdict == "unknown" and not any(s.denied for s in statements(plan)):
            return self._inferred(base, plan)
        if verdict == "unknown" and not holds and self._surpassed(plan):
            return replace(base, status="answered", verdict="no", text="No, by the values in the graph.")
        if verdict == "unknown" and states_all(self.ontology.schema, plan):
            return replace(base, status="answered", verdict="no", text="No: the graph is said to state all of this.")
        if verdict == "unknown":
            return replace(base, verdict="unknown", text=self.nothing)
        if any(s.denied for s in statements(plan)):
            verdict = TURNED.get(verdict, verdict)
        qualified = any(s.qualifiers for s in statements(plan))
        opposing = self.judge.against(claims) - claims if verdict == "yes" and not qualified else set()
        if opposing:
            verdict, claims = "mixed", claims | opposing
        differences = self.judge.differences(claims, () if qualified else facts)
        evidence = self.judge.evidence(claims.union(*(difference.claims for difference in differences)))
        conflicts = tuple(map(self.judge.conflict, differences))
        answer = replace(
            base,
            status="answered",
            verdict=verdict,
            evidence=evidence,
            conflicts=conflicts,
            notices=self._notices(facts) + self._slips(claims),
        )
        return replace(
            answer, text=self._verdict_text(answer, claims, opposing, denied=any(s.denied for s in statements(plan)))
        )

    def _contrary(self, base: Answer, plan: Ask) -> Answer:
        """Whether a word holds that denies what it is a word for: no where that holds, and yes where it is denied."""
        whole = [(s, replace(s, denied=False)) for s in statements(plan) if s.denied and not s.negated]
        pattern = plan.pattern
        for denied, stated in whole:
            pattern = _exchanged(pattern, denied, stated)
        answer = self._asked(base, Ask(pattern))
        if answer.verdict not in TURNED:
            return answer
        verdict = TURNED[answer.verdict]
        return replace(answer, verdict=verdict, text=verdict.title() + answer.text[len(answer.verdict) :])

    def _surpassed(self, plan: Ask) -> bool:
        """Whether what is asked to be the most of its kind is one of them, so that it is another that is the most."""
        parts = plan.pattern.parts if isinstance(plan.pattern, Join) else ()
        extremes = [part for part in parts if isinstance(part, Extreme)]
        if len(extremes) != 1:
            return False
        among = join(*(part.pattern if isinstance(part, Extreme) else part for part in parts))
        return self.backend.ask(query(Ask(among), self.ontology.schema.narrower).text)

    def _turned(self, plan: Ask) -> set[NamedNode]:
        """Claims that say the contrary of a relation that holds one way only."""
        said = statements(plan)
        infos = [self.ontology.schema.properties.get(p) for s in said for p in s.predicates]
        if len(said) != 1 or said[0].inverses or not all(info and info.asymmetric for info in infos):
            return set()
        contrary = replace(said[0], subject=said[0].object, object=said[0].subject)
        claims, _ = self.judge.speaking(Ask(_exchanged(plan.pattern, said[0], contrary)))
        return {claim for claim in claims if self.claims.polarity(claim) != "denies"}

    def _outside(self, plan: Ask) -> set[NamedNode]:
        """Claims whose amounts lie on the other side of the number that was asked about."""
        limit = next((node for node in walk(plan) if isinstance(node, Compared) and node.operator in CONTRARY), None)
        if limit is None:
            return set()
        contrary = replace(limit, operator=CONTRARY[limit.operator])
        return self.judge.speaking(Ask(_exchanged(plan.pattern, limit, contrary)))[0]

    def _compared(self, base: Answer, plan: Ask) -> Answer:
        """Whether one amount exceeds another: no where it is the other way about, unknown where one is lacking."""
        more = next(node for node in walk(plan) if isinstance(node, Exceeds))
        turned = Ask(_exchanged(plan.pattern, more, Exceeds(more.smaller, more.larger, more.plain)))
        found = {v: self.judge.supports(asked, more.larger, None) for v, asked in (("yes", plan), ("no", turned))}
        held = [v for v, supports in found.items() if supports]
        if not held and not more.plain:
            return self._told_to_exceed(base, plan, more)
        if more.plain and held != ["yes"]:
            return replace(base, status="answered", verdict="no", text="No, by the values in the graph.")
        claims = {c for supports in found.values() for s in supports for c in s.claims}
        evidence = self.judge.evidence(claims)
        verdict: Verdict = "mixed" if len(held) > 1 else "yes" if held == ["yes"] else "no"
        return replace(
            base,
            status="answered",
            verdict=verdict,
            evidence=evidence,
            text="Yes, by the values in the graph."
            if more.plain
            else f"{verdict.title()}: {_told(self._of_each(plan, more, claims))}",
        )

    def _of_each(self, plan: Ask, more: Exceeds, claims: set[NamedNode]) -> list[Evidence]:
        """Claims as shown, the first of each of the two things that are compared before the rest."""
        ordered = self.judge.ordered(claims)
        store, firsts = self.ontology.store, []
        for whole in self._ends_compared(plan, more):
            cases = {str(q.subject) for q in store.quads_for_pattern(None, vocab.WITHIN, whole)} | {str(whole)}
            firsts += [c for c in ordered if any({f[0], f[2]} & cases for f in self.claims.facts(c))][:1]
        return [self.claims.evidence(claim) for claim in dict.fromkeys((*firsts, *ordered))]

    def _ends_compared(self, plan: Ask, more: Exceeds) -> tuple[NamedNode | None, NamedNode | None]:
        """The two things whose amounts are compared: the one with more first."""
        here, there = (
            next(s for s in statements(plan) if s.amount == amount) for amount in (more.larger, more.smaller)
        )
        wholes = {w.term: w.whole for w in walk(plan) if isinstance(w, Within)}
        ends = [{wholes.get(end, end) for end in (s.subject, s.object)} for s in (here, there)]
        return next(iter(ends[0] - ends[1]), None), next(iter(ends[1] - ends[0]), None)  # type: ignore[return-value]

    def _told_to_exceed(self, base: Answer, plan: Ask, more: Exceeds) -> Answer:
        """Whether a source says outright that one has more than another, where no amounts can be compared."""
        one, other = self._ends_compared(plan, more)
        asked = {p for s in statements(plan) if s.amount == more.larger for p in (*s.predicates, *s.inverses)}
        told: tuple[tuple[Verdict, object, object], ...] = (("yes", one, other), ("no", other, one))
        for verdict, first, second in told:
            facts = [f for f in self.claims.between(str(first), str(second)) if asked & self._compares(f)]
            claims = {c for f in facts for c in self.claims.of_fact.get(f, ())}
            if claims:
                evidence = self.judge.evidence(claims)
                text = f"{verdict.title()}: {_told(evidence)}"
                said = Statement(one, tuple(iri_of(f[1]) for f in facts), other)  # type: ignore[arg-type]
                told_by = query(Ask(said), self.ontology.schema.narrower, base.question).text
                return replace(base, status="answered", verdict=verdict, evidence=evidence, text=text, sparql=told_by)
        return replace(base, verdict="unknown", text=self.nothing)

    def _compares(self, fact: Fact) -> set[NamedNode | Literal]:
        """The properties whose amounts a comparison is about: to contain more is about what is contained."""
        return set(self.ontology.objects(iri_of(fact[1]), K2("comparisonOf")))

    def _inferred(self, base: Answer, plan: Ask) -> Answer:
        """A yes that no claim says outright, with the claims it follows from."""
        support = self.judge.behind(plan)
        evidence = self.judge.evidence(support.claims)
        how = "Yes" if support.direct else "Yes, by inference"
        text = f"{how}: {_told(evidence)}" if evidence else "Yes, by how the ontology defines it."
        return replace(
            base, status="answered", verdict="yes", evidence=evidence, text=text, notices=self._notices(support.facts)
        )

    def _kind_claims(self, plan: Ask) -> set[NamedNode]:
        """Claims that say that the subject is of a kind."""
        return {claim for kind in walk(plan) if isinstance(kind, Kind) for claim in self.judge.kind_claims(kind, {})}

    def _claim_described(self, base: Answer, claim: NamedNode) -> Answer:
        """A claim as the graph holds it, with those that it differs from."""
        differences = self.judge.among({claim})
        others = set().union(*(difference.claims for difference in differences)) - {claim}
        evidence = (self.claims.evidence(claim), *self.judge.evidence(others))
        item = replace(self.judge.item(Support(claim, {claim}, direct=True)), value=claim_value(self.claims, claim))
        return replace(
            base,
            status="answered",
            restated=f"What does the claim {self.claims.identifier(claim)} say?",
            text=read_back(self.ontology, self.claims, claim),
            answers=(item,),
            evidence=evidence,
            conflicts=tuple(map(self.judge.conflict, differences)),
            notices=self._notices(self.claims.facts(claim)) + self._slips({claim}),
        )

    def _described(self, base: Answer, term: NamedNode) -> Answer:
        if vocab.CLAIM in self.ontology.objects(term, vocab.TYPE):
            return self._claim_described(base, term)
        facts = [*self.claims.of_subject(str(term)), *self.claims.of_object(str(term))]
        claims = self.judge.ordered({c for f in facts for c in self.claims.of_fact[f]})
        own = [
            c
            for c in claims
            if any(self.claims.of_fact[f] and c in self.claims.of_fact[f] for f in facts if f[0] == str(term))
        ]
        evidence = tuple(self.claims.evidence(claim) for claim in claims)
        definition = self._definition(term)
        if not definition and not evidence and not self._plain_facts(term):
            return replace(base, text=self.nothing)
        if not evidence:
            definition = " ".join([definition, *self._plain_facts(term)]).strip()
        item = replace(
            self.judge.item(Support(term, set(claims), direct=True)), claims=tuple(e.claim for e in evidence)
        )
        said = list(dict.fromkeys(self.claims.evidence(c).statement for c in self._plainest(own or claims)))
        text = " ".join([definition, *said[:3]]).strip()
        return replace(
            base, status="answered", answers=(item,), evidence=evidence, text=text, notices=self._slips(claims)
        )

    def _plain_facts(self, term: NamedNode) -> list[str]:
        """What plain triples say of a thing, for a graph that has no claims."""
        label = self.ontology.label
        quads = [
            q
            for q in self.ontology.store.quads_for_pattern(term, None, None)
            if q.predicate in self.ontology.schema.properties
        ]
        said = sorted({f"{label(q.predicate)} {label(q.object)}" for q in quads})
        return [f"{label(term)} {words}." for words in said[:MOST_NAMED]]

    def _plainest(self, claims: Sequence[NamedNode]) -> list[NamedNode]:
        """Claims that say the most usual things first: those whose facts, all of them, most claims share."""

        def shared(claim: NamedNode) -> int:
            return min((len(self.claims.of_fact.get(fact, ())) for fact in self.claims.facts(claim)), default=0)

        return sorted(claims, key=lambda c: (-shared(c), self.claims.identifier(c)))

    def _definition(self, term: NamedNode) -> str:
        found = self.ontology.objects(term, vocab.DEFINITION) or self.ontology.objects(term, vocab.RDFS("comment"))
        label = self.ontology.label(term)
        name = label[:1].upper() + label[1:]
        others = [t.value for t in self.ontology.objects(term, vocab.ALT_LABEL)][:3]
        also = f" (also {', '.join(others)})" if others else ""
        return f"{name}{also}: {found[0].value.rstrip('.')}." if found else ""

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
        slips = self._slips(claims)
        evidence = self.judge.evidence(claims.union(*(difference.claims for difference in differences)))
        conflicts = tuple(map(self.judge.conflict, differences))
        absent = any(
            isinstance(node, Minus) and any(isinstance(part, Statement) for part in walk(node.right))
            for node in walk(plan)
        )
        notices = ((ABSENT,) if absent else ()) + self._notices(facts) + tuple(self.judge.compatible(facts)) + slips
        return replace(answer, evidence=evidence, conflicts=conflicts, notices=notices)

    def _notices(self, facts: Iterable[Fact]) -> tuple[str, ...]:
        """What must be said beside an answer, by the properties that it rests on."""
        infos = [self.ontology.schema.properties.get(iri_of(fact[1])) for fact in facts]
        association = (ASSOCIATION,) if any(info and info.association for info in infos) else ()
        return association + ((ADVICE,) if any(info and info.advice for info in infos) else ())

    def _slips(self, claims: Iterable[NamedNode]) -> tuple[str, ...]:
        """Of each claim behind an answer that its source probably got wrong, what is wrong with it."""
        found = sorted((self.claims.identifier(c), slip) for c in claims if (slip := self.claims.slip(c)))
        return tuple(f"{name} is kept as its source says it, probably with a slip: {slip}" for name, slip in found)

    def _listed(self, items: Sequence[Item], *, served: bool = False) -> str:
        owners = {text for item in items if item.value for name, text in item.value.qualifiers if name == "of"}
        named = [self._named(item, whose=len(owners) > 1, served=served) for item in items[:MOST_NAMED]]
        more = f" and {len(items) - MOST_NAMED} more" if len(items) > MOST_NAMED else ""
        listed = (
            named[0]
            if len(named) == 1
            else f"{', '.join(named[:-1])} and {named[-1]}"
            if not more
            else ", ".join(named)
        )
        text = listed + more
        return text[:1].upper() + text[1:] if items[0].iri else text

    def _named(self, item: Item, *, whose: bool, served: bool = False) -> str:
        if item.value is None:
            return item.label
        stated = item.value.text if item.value.text == item.label else f"{item.label}, {item.value.text}"
        telling = self._telling | {"of"} if whose else self._telling
        if served and item.normalised is not None and item.normalised.how != AS_STATED:
            counted = (item.normalised.how or "").partition(", a ")[2]
            stated = f"{item.normalised.text} (stated as {stated}{counted and f'; a {counted}'})"
        limits = [text for name, text in item.value.qualifiers if text and name in telling]
        told = f" ({'; '.join(limits)})" if limits else ""
        return f"{stated}{told}"

    @property
    def _telling(self) -> set[str]:
        """The slots that an amount is not true without."""
        return {self.ontology.label(slot) for slot in self.ontology.schema.slots}

    def _sentences(self, first: str, answer: Answer) -> str:
        return " ".join([first, *self._basis(answer.evidence), *self._disagreement(answer.conflicts)])

    def _basis(self, evidence: Sequence[Evidence]) -> list[str]:
        if not evidence:
            return []
        if all(e.evidence_type == STATED for e in evidence):
            return [f"This rests on {_number(len(evidence), 'triple')} of the graph."]
        sources = {e.source for e in evidence}
        return [f"This rests on {_number(len(evidence), 'claim')} in {_number(len(sources), 'source')}."]

    def _disagreement(self, conflicts: Sequence[Conflict]) -> list[str]:
        told = ((False, "The sources disagree on this"), (True, "They differ on this, and both may hold"))
        topics = {
            words: list(dict.fromkeys(c.topic for c in conflicts if c.compatible == compatible))
            for compatible, words in told
        }
        return [f"{words}: {'; '.join(listed[:3])}." for words, listed in topics.items() if listed]

    def _verdict_text(self, answer: Answer, claims: set[NamedNode], opposing: set[NamedNode], *, denied: bool) -> str:
        """A verdict with the claims that were weighed for it; what only bears on them stands in the evidence."""
        weighed, opposed = ({self.claims.identifier(claim) for claim in group} for group in (claims, opposing))
        told = [e for e in answer.evidence if e.claim in weighed]
        for_it = [e for e in told if (e.polarity in {"asserts", "caution"} and e.claim not in opposed) != denied]
        against = [e for e in told if e not in for_it] or for_it[-1:]
        match answer.verdict:
            case "yes":
                text = f"Yes: {_told(for_it)}" if for_it else "Yes, by how the ontology defines it."
            case "no":
                text = f"No: {_told(against)}"
            case _:
                text = f"Mixed: {_told(for_it)} But: {_told(against)}" if for_it else f"Mixed: {_told(against)}"
        return " ".join([text, *self._basis(answer.evidence)])

    @property
    def nothing(self) -> str:
        """What is said where a question is understood and nothing is known."""
        return "The question is understood, but the graph holds nothing about it; that is not a no."


def _exchanged(pattern: Pattern, old: Pattern, new: Pattern) -> Pattern:
    if isinstance(pattern, Join):
        return replace(pattern, parts=tuple(new if part == old else part for part in pattern.parts))
    return new


def _told(evidence: Iterable[Evidence]) -> str:
    """The first claims in words, the hedge among them."""
    return " ".join(dict.fromkeys(e.statement for e in list(evidence)[:2]))


def _number(n: int, noun: str) -> str:
    return f"{n} {noun}" if n == 1 else f"{n} {noun}s"
