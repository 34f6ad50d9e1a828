"""Answers that are more than the solutions of one query: routes, reasons, comparisons."""

from __future__ import annotations

import itertools
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from pyoxigraph import NamedNode, Variable

from k2graph.algebra import (
    Ask,
    Compare,
    Evidenced,
    Link,
    Node,
    Outline,
    Plan,
    Route,
    Select,
    Statement,
    Within,
    walk,
)
from k2graph.answer import Answer, Comparison, ComparisonRow, Effect, Item, Path, Step
from k2graph.backends import Backend
from k2graph.claims import Claims
from k2graph.evidence import Judge
from k2graph.ontology import Ontology
from k2graph.reified import Fact, iri_of
from k2graph.vocab import ABOUT, WITHIN

if TYPE_CHECKING:
    from k2graph.paths import Hop, Routes

MOST_ALONE = 4  # properties in the text that are said of one of the things compared
MOST_WAYS = 4  # claims in the text that tell how
MOST_SAID = 5  # claims in the text of an answer
SAID_SO = "The sources say that it is so, but not how or why."
MOST_OUTLINED = 12  # told in words; all are among the answers
EFFECTS: dict[int, Effect] = {1: "increases", -1: "decreases"}


class Answerer(Protocol):
    """What the forms of answer need of the one that answers plans, and those inside them."""

    ontology: Ontology
    backend: Backend
    claims: Claims
    judge: Judge

    @property
    def routes(self) -> Routes:
        """The causal facts as a graph."""

    @property
    def nothing(self) -> str:
        """What is said where nothing is known."""

    def answer(self, plan: Plan, question: str) -> Answer:
        """Answer a plan."""

    def notices(self, facts: Iterable[Fact]) -> tuple[str, ...]:
        """What must be said beside an answer that rests on these facts."""

    def slips(self, claims: Iterable[NamedNode]) -> tuple[str, ...]:
        """What is wrong with each of these claims that its source probably got wrong."""


def route(answerer: Answerer, base: Answer, plan: Route) -> Answer:
    """By which steps one thing comes to bear on another, or why: with the claims of each step.

    Claims that only repeat what was asked about tell neither how nor why; but where an end was left open
    ("how is X made"), what they put there is the answer.
    """
    base = replace(base, sparql=None)
    said = next((node for node in walk(plan) if isinstance(node, Statement)), None)
    direct, _ = answerer.judge.speaking(Ask(plan.pattern))
    if said is None:
        return replace(base, text=answerer.nothing)
    ends = [_named(plan, node) for node in (said.subject, said.object)]
    found: list[tuple[Hop, ...]] = []
    named = [end for end in ends if end is not None]
    limits = [_named(plan, q.value) for q in said.qualifiers]
    concerned = _cases(answerer, ends[1], ABOUT)
    if len(named) == len(ends) and (not limits or len(concerned) > 1):
        sources, targets = (_cases(answerer, end, WITHIN) for end in named)
        targets |= concerned
        if limits:  # a part of the body in a disease is spoken of by what is about the disease
            targets = set().union(*(_cases(answerer, limit, ABOUT) for limit in limits))
        contrary = -_sign(answerer, said) or None
        routes = answerer.routes.between(sorted(sources, key=str), targets)
        found = [hops for hops in routes if math.prod(hop.sign for hop in hops) != contrary]
        facts = [fact for s in sources for t in targets for fact in answerer.claims.between(str(s), str(t))]
        signs = answerer.routes.causal
        causal = [fact for fact in facts if signs.get(iri_of(fact[1]), contrary) != contrary]
        direct |= {c for fact in causal for c in answerer.claims.of_fact[fact]}
    beside = _speaking_of(answerer, [*ends, *limits])
    direct |= beside if plan.why else {claim for claim in beside if answerer.claims.tells_how(claim)}
    direct |= _reasons(answerer, plan, said) if plan.why else set()
    telling = _telling(answerer, direct, said) if len(named) == len(ends) else direct
    claims = {claim for hops in found for hop in hops for claim in hop.claims} | direct
    if not telling and not any(len(hops) > 1 for hops in found):
        told = [answerer.claims.evidence(c).statement for c in answerer.judge.ordered(direct)][:2]
        text = " ".join([SAID_SO, *told]) if told else answerer.nothing
        return replace(base, text=text)
    ordered = [*_most_telling(answerer, telling), *answerer.judge.ordered(claims - telling)]
    evidence = tuple(answerer.claims.evidence(claim) for claim in ordered)
    paths = tuple(_path(answerer, hops) for hops in found)
    text = _told(answerer, plan, found, telling)
    return replace(base, status="answered", paths=paths, evidence=evidence, text=text)


def _reasons(answerer: Answerer, plan: Route, said: Statement) -> set[NamedNode]:
    """Claims that tell why in a way of their own.

    Of what a rule derived, those it was derived from, with what else is said of the same things; of advice against
    something, those that give a reason and do not say what the thing does.
    """
    named = [_named(plan, node) for node in (said.object, *(q.value for q in said.qualifiers))]
    if said.denied:
        about = {claim for claim in _speaking_of(answerer, named) if answerer.claims.explains(claim)}
        causal = answerer.routes.causal
        return {c for c in about if causal.keys().isdisjoint(iri_of(f[1]) for f in answerer.claims.facts(c))}
    behind = answerer.judge.behind(Ask(plan.pattern))
    if behind.direct:
        return set()
    ends = {iri_of(f[i]) for c in behind.claims for f in answerer.claims.facts(c) for i in (0, 2) if f[i][:1] == "<"}
    wholes = {w for w in answerer.ontology.objects(named[0], WITHIN) if isinstance(w, NamedNode)} if named[0] else set()
    others = ends.difference(*(_cases(answerer, whole, WITHIN) for whole in wholes))
    pairs = [pair for whole, other in itertools.product(wholes, others) for pair in ((whole, other), (other, whole))]
    facts = [f for one, other in pairs for f in answerer.claims.between(str(one), str(other))]
    return behind.claims.union(*(answerer.claims.of_fact[f] for f in facts))  # as of a whole, so of a form


def _sign(answerer: Answerer, said: Statement) -> int:
    """In which direction a statement says that its subject acts: +1, -1, or 0 where it says neither, or denies it."""
    signs = {answerer.routes.causal.get(p, 0) for p in said.predicates} - {0}
    return signs.pop() if len(signs) == 1 and not said.denied else 0


def link(answerer: Answerer, base: Answer, plan: Link) -> Answer:
    """What ties two things together, whichever of them bears on the other."""
    claims = _speaking_of(answerer, [plan.one, plan.other])
    one, other = (_cases(answerer, end, WITHIN) for end in (plan.one, plan.other))
    found = answerer.routes.between(sorted(one, key=str), other | _cases(answerer, plan.other, ABOUT))
    found = found or answerer.routes.between(sorted(other, key=str), one | _cases(answerer, plan.one, ABOUT))
    stepping = {claim for hops in found for hop in hops for claim in hop.claims}
    if not claims and not found:
        return replace(base, text=answerer.nothing)
    evidence = answerer.judge.evidence(claims | stepping)
    paths = tuple(_path(answerer, hops) for hops in found)
    said = dict.fromkeys(_with_reason(answerer, claim) for claim in _most_telling(answerer, claims))
    text = " ".join([*list(said)[:MOST_SAID], *_inferred(answerer, found)])
    return replace(base, status="answered", paths=paths, evidence=evidence, text=text)


def _inferred(answerer: Answerer, found: list[tuple[Hop, ...]]) -> list[str]:
    routes = [f"{_sentence(answerer, hops)}." for hops in found if len(hops) > 1][:2]
    return ["By inference over several claims:", *routes] if routes else []


def _speaking_of(answerer: Answerer, things: list[NamedNode | None]) -> set[NamedNode]:
    """The claims that speak of all of several things."""
    v = Variable("claim")
    topics = tuple(thing for thing in things if thing is not None)
    if len(topics) < 2:
        return set()
    supports = answerer.judge.supports(Select(v, Evidenced(v, None, topics)), v, None)
    return {support.term for support in supports if isinstance(support.term, NamedNode)}


def _telling(answerer: Answerer, claims: set[NamedNode], said: Statement) -> set[NamedNode]:
    """Claims that tell more than what was asked about: those alone that explain just this, where there are any."""
    asked = {*said.predicates, *said.inverses}
    repeating = {c for c in claims if {iri_of(fact[1]) for fact in answerer.claims.facts(c)} <= asked}
    return {c for c in repeating if answerer.claims.explains(c)} or claims - repeating


def _most_telling(answerer: Answerer, claims: set[NamedNode]) -> list[NamedNode]:
    """Claims that give a reason or a means first."""
    return sorted(answerer.judge.ordered(claims), key=lambda claim: not answerer.claims.explains(claim))


def _told(answerer: Answerer, plan: Route, found: list[tuple[Hop, ...]], telling: set[NamedNode]) -> str:
    said = [_with_reason(answerer, claim) for claim in _most_telling(answerer, telling)]
    plain = list(dict.fromkeys(said))[: MOST_SAID if plan.why else MOST_WAYS]
    return " ".join([*plain, *_inferred(answerer, found)])


def _with_reason(answerer: Answerer, claim: NamedNode) -> str:
    """What a claim says, with what it gives as reason or means where its sentence leaves that out."""
    statement = answerer.claims.evidence(claim).statement
    left_out = [words for words in answerer.claims.explains(claim) if words.casefold() not in statement.casefold()]
    return f"{statement.rstrip('.')} ({'; '.join(left_out)})." if left_out else statement


def _sentence(answerer: Answerer, hops: tuple[Hop, ...]) -> str:
    label = answerer.ontology.label
    words = label(hops[0].subject)
    for i, hop in enumerate(hops):
        words += f"{', which' if i else ''} {label(hop.predicate)} {label(hop.object)}"
    return words[:1].upper() + words[1:]


def _named(plan: Route, node: Node) -> NamedNode | None:
    if isinstance(node, NamedNode):
        return node
    return next((w.whole for w in walk(plan) if isinstance(w, Within) and w.term == node), None)


def _cases(answerer: Answerer, whole: NamedNode | None, relation: NamedNode) -> set[NamedNode]:
    if whole is None:
        return set()
    found = {q.subject for q in answerer.ontology.store.quads_for_pattern(None, relation, whole)}
    return {whole} | {term for term in found if isinstance(term, NamedNode)}


def _path(answerer: Answerer, hops: tuple[Hop, ...]) -> Path:
    label, identifier = answerer.ontology.label, answerer.claims.identifier
    steps = tuple(
        Step(
            label(hop.subject),
            label(hop.predicate),
            label(hop.object),
            tuple(identifier(claim) for claim in hop.claims),
            not hop.claims,
        )
        for hop in hops
    )
    return Path(steps, EFFECTS.get(math.prod(hop.sign for hop in hops)))


def comparison(answerer: Answerer, base: Answer, plan: Compare) -> Answer:
    """Several things side by side: every property that is said of at least two of them, then of one."""
    label = answerer.ontology.label
    said: dict[str, dict[NamedNode, set[str]]] = defaultdict(lambda: defaultdict(set))
    claims_of: dict[str, set[NamedNode]] = defaultdict(set)
    for entity in plan.entities:
        for fact in answerer.claims.of_subject(str(entity)):
            group = answerer.claims.of_fact[fact]
            predicate, value = iri_of(fact[1]), fact[2]
            name = label(iri_of(value)) if value.startswith("<") else value.split('"')[1] if '"' in value else value
            amounts = [label(a) for claim in group for a in answerer.claims.amounts(claim)]
            said[label(predicate)][entity].add(name + (f" ({', '.join(dict.fromkeys(amounts))})" if amounts else ""))
            claims_of[label(predicate)] |= set(group)
    names = [label(entity) for entity in plan.entities]
    rows = [
        ComparisonRow(name, tuple(tuple(sorted(values.get(entity, ()))) for entity in plan.entities))
        for name, values in sorted(said.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    ]
    if plan.shared:
        rows = [ComparisonRow(row.property, (same,) * len(names)) for row in rows if (same := _common(row))]
    if not rows:
        return replace(base, text=answerer.nothing)
    evidence = answerer.judge.evidence(set().union(*(claims_of[row.property] for row in rows)))
    both = [row for row in rows if all(row.values)]
    named = " and ".join(names)
    everyone = "both" if len(names) == 2 else "all"
    named = named[:1].upper() + named[1:]
    text = f"{named} are compared on {len(rows)} properties, {len(both)} of them said of {everyone}."
    differing = [
        f"{row.property}: {'; '.join(f'{n} {_few(v)}' for n, v in zip(names, row.values, strict=True))}"
        for row in both
        if len(set(row.values)) > 1
    ]
    if plan.shared:
        text = f"{named} have in common:"
        differing = [f"{row.property} {_few(row.values[0])}" for row in rows]
    only = [] if plan.shared else _said_of_one(names, rows)
    text = " ".join([text, *(f"{line[:1].upper()}{line[1:]}." for line in (*differing[:3], *only))])
    return replace(
        base, status="answered", comparison=Comparison(tuple(names), tuple(rows)), evidence=evidence, text=text
    )


def _said_of_one(names: list[str], rows: list[ComparisonRow]) -> Iterator[str]:
    """What is said of one of the things alone: the first of its properties."""
    for i, name in enumerate(names):
        alone = [row for row in rows if row.values[i] and not any(v for j, v in enumerate(row.values) if j != i)]
        if alone:
            yield f"only {name}: {'; '.join(f'{row.property} {_few(row.values[i])}' for row in alone[:MOST_ALONE])}"


def _common(row: ComparisonRow) -> tuple[str, ...]:
    """The values that all of several things have."""
    return tuple(value for value in row.values[0] if all(value in values for values in row.values))


def outline(answerer: Answerer, base: Answer, plan: Outline) -> Answer:
    """What the graph can tell: kinds of things with their number, or properties with how often each is used."""
    found = [(row["answer"], row["count"]) for row in answerer.backend.select(base.sparql or "")]
    named = [(term, int(count.value)) for term, count in found if isinstance(term, NamedNode)]
    if not named:
        return replace(base, text=answerer.nothing)
    label = answerer.ontology.label
    items = tuple(Item(label(term), iri=term.value) for term, _ in named)
    told = ", ".join(f"{label(term)} ({count})" for term, count in named[:MOST_OUTLINED])
    more = f" and {len(named) - MOST_OUTLINED} more" if len(named) > MOST_OUTLINED else ""
    what = "Kinds of things, with how many there are" if not plan.terms else "Relations, with how often each is stated"
    return replace(base, status="answered", answers=items, text=f"{what}: {told}{more}.")


def _few(values: Iterable[str]) -> str:
    listed = list(values)
    return ", ".join(listed[:3]) + (" …" if len(listed) > 3 else "")
