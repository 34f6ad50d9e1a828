"""Yes, no, mixed or unknown: what the claims come to on a yes-or-no question, and in which words."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from k2graph import sentences
from k2graph.algebra import (
    Ask,
    Compared,
    Exceeds,
    Extreme,
    Join,
    Kind,
    Node,
    Pattern,
    Statement,
    join,
    walk,
    wholes,
)
from k2graph.answer import Answer, Evidence, Verdict
from k2graph.conflicts import NUMBER
from k2graph.evidence import statements
from k2graph.reified import Fact, iri_of
from k2graph.selection import states_all
from k2graph.sparql import query
from k2graph.vocab import K2, WITHIN

if TYPE_CHECKING:
    from k2graph.forms import Answerer

CONTRARY = {">": "<=", ">=": "<", "<": ">=", "<=": ">"}
TURNED: dict[Verdict, Verdict] = {"yes": "no", "no": "yes"}  # asked whether something does not hold


def asked(answerer: Answerer, base: Answer, plan: Ask) -> Answer:
    """The answer to a yes-or-no question."""
    if any(isinstance(node, Exceeds) for node in walk(plan)):
        return _compared(answerer, base, plan)
    claims, facts = answerer.judge.speaking(plan)
    holds = answerer.backend.ask(query(plan, answerer.ontology.schema.narrower).text)
    verdict = answerer.judge.verdict(claims)
    if not statements(plan):
        verdict, claims = ("yes", _kind_claims(answerer, plan)) if holds else ("unknown", set())
    elif verdict == "unknown" and not holds and (turned := _turned(answerer, plan) or _outside(answerer, plan)):
        verdict, claims = "no", turned
    elif holds and verdict == "unknown" and not any(s.denied for s in statements(plan)):
        return _inferred(answerer, base, plan)
    if verdict == "unknown" and not holds and _surpassed(answerer, plan):
        return replace(base, status="answered", verdict="no", text="No, by the values in the graph.")
    if verdict == "unknown" and states_all(answerer.ontology.schema, plan):
        return replace(base, status="answered", verdict="no", text="No: the graph is said to state all of this.")
    if verdict == "unknown":
        return replace(base, verdict="unknown", text=answerer.nothing)
    if any(s.denied for s in statements(plan)):
        verdict = TURNED.get(verdict, verdict)
    qualified = any(s.qualifiers for s in statements(plan))
    opposing = _opposing(answerer, plan, claims) if verdict == "yes" and not qualified else set()
    if opposing:
        verdict, claims = "mixed", claims | opposing
    differences = answerer.judge.differences(claims, () if qualified else facts)
    evidence, conflicts = answerer.judge.weighed(claims, differences)
    answer = replace(
        base,
        status="answered",
        verdict=verdict,
        evidence=evidence,
        conflicts=conflicts,
        notices=answerer.notices(facts) + answerer.slips(claims),
    )
    return replace(
        answer, text=_verdict_text(answerer, answer, claims, opposing, denied=any(s.denied for s in statements(plan)))
    )


def contrary(answerer: Answerer, base: Answer, plan: Ask) -> Answer:
    """Whether a word holds that denies what it is a word for: no where that holds, and yes where it is denied."""
    pattern = plan.pattern
    for denied in (s for s in statements(plan) if s.denied and not s.negated):
        pattern = _exchanged(pattern, denied, replace(denied, denied=False))
    answer = asked(answerer, base, Ask(pattern))
    if answer.verdict not in TURNED:
        return answer
    verdict = TURNED[answer.verdict]
    return replace(answer, verdict=verdict, text=verdict.title() + answer.text[len(answer.verdict) :])


def _surpassed(answerer: Answerer, plan: Ask) -> bool:
    """Whether what is asked to be the most of its kind is one of them, so that it is another that is the most."""
    parts = plan.pattern.parts if isinstance(plan.pattern, Join) else ()
    extremes = [part for part in parts if isinstance(part, Extreme)]
    if len(extremes) != 1:
        return False
    among = join(*(part.pattern if isinstance(part, Extreme) else part for part in parts))
    return answerer.backend.ask(query(Ask(among), answerer.ontology.schema.narrower).text)


def _turned(answerer: Answerer, plan: Ask) -> set[NamedNode]:
    """Claims that say the contrary of a relation that holds one way only."""
    said = statements(plan)
    infos = [answerer.ontology.schema.properties.get(p) for s in said for p in s.predicates]
    if len(said) != 1 or said[0].inverses or not all(info and info.asymmetric for info in infos):
        return set()
    contrary = replace(said[0], subject=said[0].object, object=said[0].subject)
    claims, _ = answerer.judge.speaking(Ask(_exchanged(plan.pattern, said[0], contrary)))
    return {claim for claim in claims if answerer.claims.polarity(claim) != "denies"}


def _outside(answerer: Answerer, plan: Ask) -> set[NamedNode]:
    """Claims whose amounts lie on the other side of the number that was asked about, doses left aside."""
    doses = {q.value for s in statements(plan) for q in s.qualifiers}
    limits = (node for node in walk(plan) if isinstance(node, Compared) and node.operator in CONTRARY)
    limit = next((node for node in limits if node.term not in doses), None)
    if limit is None:
        return set()
    contrary = replace(limit, operator=CONTRARY[limit.operator])
    return answerer.judge.speaking(Ask(_exchanged(plan.pattern, limit, contrary)))[0]


def _opposing(answerer: Answerer, plan: Ask, claims: set[NamedNode]) -> set[NamedNode]:
    """Claims against those that say yes; of what is said to be little, those too that tell of more."""
    told_in_words = any(isinstance(node, Compared) and node.rank is not None for node in walk(plan))
    above = _outside(answerer, plan) if told_in_words else set()
    return (answerer.judge.against(claims) | above) - claims


def _compared(answerer: Answerer, base: Answer, plan: Ask) -> Answer:
    """Whether one amount exceeds another: no where it is the other way about, unknown where one is lacking."""
    more = next(node for node in walk(plan) if isinstance(node, Exceeds))
    turned = Ask(_exchanged(plan.pattern, more, more.contrary))
    found = {v: answerer.judge.supports(asked, more.larger, None) for v, asked in (("yes", plan), ("no", turned))}
    held = [v for v, supports in found.items() if supports]
    if not held and not more.plain:
        return _told_to_exceed(answerer, base, plan, more)
    if more.plain and held != ["yes"]:
        return replace(base, status="answered", verdict="no", text="No, by the values in the graph.")
    claims = {c for supports in found.values() for s in supports for c in s.claims}
    evidence = answerer.judge.evidence(claims)
    verdict: Verdict = "mixed" if len(held) > 1 else "yes" if held == ["yes"] else "no"
    text = (
        "Yes, by the values in the graph."
        if more.plain
        else f"{verdict.title()}: {sentences.told(_of_each(answerer, plan, more, claims))}"
    )
    return replace(base, status="answered", verdict=verdict, evidence=evidence, text=text)


def _of_each(answerer: Answerer, plan: Ask, more: Exceeds, claims: set[NamedNode]) -> list[Evidence]:
    """Claims as shown, the first of each of the two things that are compared before the rest."""
    ordered = answerer.judge.ordered(claims)
    firsts: list[NamedNode] = []
    for whole in filter(None, _ends_compared(plan, more)):
        cases = {str(q.subject) for q in answerer.ontology.store.quads_for_pattern(None, WITHIN, whole)} | {str(whole)}
        firsts += [c for c in ordered if any({f[0], f[2]} & cases for f in answerer.claims.facts(c))][:1]
    return [answerer.claims.evidence(claim) for claim in dict.fromkeys((*firsts, *ordered))]


def _ends_compared(plan: Ask, more: Exceeds) -> tuple[NamedNode | None, NamedNode | None]:
    """The two things whose amounts are compared: the one that is to have more first."""
    amounts = (more.larger, more.smaller)
    here, there = (next(s for s in statements(plan) if amount in (s.amount, s.object)) for amount in amounts)
    whole = wholes(plan)
    named = [
        {n for n in (whole.get(node, node) for node in _nodes(s)) if isinstance(n, NamedNode)} for s in (here, there)
    ]
    return next(iter(named[0] - named[1]), None), next(iter(named[1] - named[0]), None)


def _nodes(s: Statement) -> tuple[Node, ...]:
    return (s.subject, s.object, *(q.value for q in s.qualifiers))


def _told_to_exceed(answerer: Answerer, base: Answer, plan: Ask, more: Exceeds) -> Answer:
    """Whether a source says outright that one has more than another, where no amounts can be compared."""
    one, other = _ends_compared(plan, more)
    asked = {p for s in statements(plan) if s.amount == more.larger for p in (*s.predicates, *s.inverses)}
    told: tuple[tuple[Verdict, object, object], ...] = (("yes", one, other), ("no", other, one))
    for verdict, first, second in told:
        facts = [f for f in answerer.claims.between(str(first), str(second)) if asked & _compares(answerer, f)]
        claims = {c for f in facts for c in answerer.claims.of_fact.get(f, ())}
        if claims:
            evidence = answerer.judge.evidence(claims)
            text = f"{verdict.title()}: {sentences.told(evidence)}"
            said = Statement(one, tuple(iri_of(f[1]) for f in facts), other)  # type: ignore[arg-type]
            told_by = query(Ask(said), answerer.ontology.schema.narrower, base.question).text
            return replace(base, status="answered", verdict=verdict, evidence=evidence, text=text, sparql=told_by)
    return replace(base, verdict="unknown", text=answerer.nothing)


def _compares(answerer: Answerer, fact: Fact) -> set[NamedNode | Literal]:
    """The properties whose amounts a comparison is about: to contain more is about what is contained."""
    return set(answerer.ontology.objects(iri_of(fact[1]), K2("comparisonOf")))


def _inferred(answerer: Answerer, base: Answer, plan: Ask) -> Answer:
    """A yes that no claim says outright, with the claims it follows from; mixed where others give other amounts."""
    support = answerer.judge.behind(plan)
    stated = {fact for claim in support.claims for fact in answerer.claims.facts(claim)}
    differences = answerer.judge.differences(support.claims, stated)
    mixing = [d for d in differences if d.kind == NUMBER and d.claims & support.claims]
    opposing = set().union(*(d.claims for d in mixing)) - support.claims
    evidence = answerer.judge.evidence(support.claims | opposing)
    told, against = (sentences.told(answerer.judge.evidence(claims)) for claims in (support.claims, opposing))
    text = (
        f"{'Yes' if support.direct else 'Yes, by inference'}: {told}"
        if told
        else "Yes, by how the ontology defines it."
    )
    return replace(
        base,
        status="answered",
        verdict="mixed" if opposing else "yes",
        evidence=evidence,
        conflicts=tuple(map(answerer.judge.conflict, mixing)),
        text=f"Mixed: {told} But: {against}" if opposing else text,
        notices=answerer.notices(support.facts),
    )


def _kind_claims(answerer: Answerer, plan: Ask) -> set[NamedNode]:
    """Claims that say that the subject is of a kind."""
    return {claim for kind in walk(plan) if isinstance(kind, Kind) for claim in answerer.judge.kind_claims(kind, {})}


def _verdict_text(
    answerer: Answerer, answer: Answer, claims: set[NamedNode], opposing: set[NamedNode], *, denied: bool
) -> str:
    """A verdict with the claims that were weighed for it; what only bears on them stands in the evidence."""
    weighed, opposed = ({answerer.claims.identifier(claim) for claim in group} for group in (claims, opposing))
    told = [e for e in answer.evidence if e.claim in weighed]
    for_it = [e for e in told if (e.polarity in {"asserts", "caution"} and e.claim not in opposed) != denied]
    against = [e for e in told if e not in for_it] or for_it[-1:]
    said_for, said_against = sentences.told(for_it), sentences.told(against)
    match answer.verdict:
        case "yes":
            text = f"Yes: {said_for}" if for_it else "Yes, by how the ontology defines it."
        case "no":
            text = f"No: {said_against}"
        case _:
            text = f"Mixed: {said_for} But: {said_against}" if for_it else f"Mixed: {said_against}"
    return " ".join([text, *sentences.basis(answer.evidence)])


def _exchanged(pattern: Pattern, old: Pattern, new: Pattern) -> Pattern:
    if isinstance(pattern, Join):
        return replace(pattern, parts=tuple(new if part == old else part for part in pattern.parts))
    return new
