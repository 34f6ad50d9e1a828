"""Whether the sources agree, and what evidence there is: an answer weighed by who says it, and on what it rests."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from k2graph import sentences
from k2graph.algebra import Agree, Backed, Describe, Statement, walk, wholes
from k2graph.answer import Answer, Conflict, Verdict

if TYPE_CHECKING:
    from k2graph.forms import Answerer


def agreement(answerer: Answerer, base: Answer, plan: Agree) -> Answer:
    """Whether the sources agree: the answer to the plan inside, judged by its conflicts."""
    inner = answerer.answer(plan.plan, base.question)
    if inner.status != "answered":
        return replace(base, text=inner.text, verdict="unknown")
    if isinstance(plan.plan, Describe):
        inner = _with_differences(answerer, inner, plan.plan.term)
    sources = {e.source for e in inner.evidence}
    told = inner.text
    agreed: Verdict = "yes"
    disagreed: Verdict = "no"
    if plan.disputed:
        agreed, disagreed = disagreed, agreed
    verdict: Verdict
    if inner.verdict == "mixed" or any(not conflict.compatible for conflict in inner.conflicts):
        verdict, text = disagreed, f"{disagreed.title()}, the sources do not agree: {told}"
    elif len(sources) < 2:
        verdict, text = "unknown", f"Only one source speaks of this: {told}"
    elif any(_of_itself(answerer, inner, plan, conflict) for conflict in inner.conflicts):
        verdict, text = "mixed", f"In part: the sources differ on this, and both may hold: {told}"
    else:
        verdict, text = agreed, f"{agreed.title()}, the {len(sources)} sources that speak of it agree: {told}"
    return replace(
        inner,
        question=base.question,
        form="agree",
        restated=base.restated,
        sparql=base.sparql,
        verdict=verdict,
        text=text,
    )


def _with_differences(answerer: Answerer, described: Answer, term: NamedNode) -> Answer:
    """What is said of a thing, with all that the sources differ in there, amounts among it."""
    facts = answerer.claims.of_thing(term)
    claims = {claim for fact in facts for claim in answerer.claims.of_fact[fact]}
    differences = answerer.judge.differences(claims, facts)
    if not differences:
        return described
    evidence, conflicts = answerer.judge.weighed(claims, differences)
    return replace(described, evidence=evidence, conflicts=conflicts, text=" ".join(sentences.disagreement(conflicts)))


def _of_itself(answerer: Answerer, inner: Answer, plan: Agree, conflict: Conflict) -> bool:
    """Whether sources differ on just what was asked, not only on a case of it."""
    whole = wholes(plan)
    ends = [whole.get(e, e) for node in walk(plan) if isinstance(node, Statement) for e in (node.subject, node.object)]
    named = {answerer.ontology.label(end) for end in ends if isinstance(end, NamedNode)}
    differing = {claim for side in conflict.sides for claim in side}
    return any(named <= {e.subject, e.object} for e in inner.evidence if e.claim in differing)


def backing(answerer: Answerer, base: Answer, plan: Backed) -> Answer:
    """What the claims come to on whether something is so, and how many of them rest on each kind of evidence."""
    inner = answerer.answer(plan.plan, base.question)
    kinds = Counter(e.evidence_type for e in inner.evidence)  # the strongest first
    told = ", ".join(f"{kind} ({count})" for kind, count in kinds.items())
    text = f"{inner.text} Claims by kind of evidence: {told}." if kinds else inner.text
    return replace(inner, question=base.question, restated=base.restated, sparql=base.sparql, text=text)
