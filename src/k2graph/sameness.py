"""Whether two things are the same: what claims say outright of their likeness (`k2:likeness`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from k2graph import vocab
from k2graph.algebra import Compare
from k2graph.answer import Answer
from k2graph.forms import comparison
from k2graph.reified import iri_of

if TYPE_CHECKING:
    from k2graph.forms import Answerer


def compared(answerer: Answerer, base: Answer, plan: Compare) -> Answer:
    """Several things side by side; with a verdict, where it is asked whether they are the same."""
    answer = comparison(answerer, base, plan)
    return _judged(answerer, answer, plan.entities) if plan.same else answer


def _judged(answerer: Answerer, compared: Answer, things: Sequence[NamedNode]) -> Answer:
    """Yes where claims say that the things are the same, no where only that they differ."""
    likeness = {
        quad.subject.value: int(quad.object.value)
        for quad in answerer.ontology.store.quads_for_pattern(None, vocab.LIKENESS, None)
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal)
    }
    found: dict[int, set[NamedNode]] = {}
    for thing in things:
        others = {name for other in things if other != thing for name in _names(answerer, other)}
        for fact in answerer.claims.of_subject(str(thing)):
            sign = likeness.get(iri_of(fact[1]).value)
            if sign is not None and fact[2] in others:
                found.setdefault(sign, set()).update(answerer.claims.of_fact[fact])
    if not found:
        return compared
    same = max(found) > 0
    evidence = answerer.judge.evidence(found[max(found)])
    said = dict.fromkeys(e.statement for e in evidence)
    return replace(
        compared,
        verdict="yes" if same else "no",
        text=f"{'Yes' if same else 'No'}: {' '.join(said)} {compared.text}",
        evidence=(*evidence, *(e for e in compared.evidence if e not in evidence)),
    )


def _names(answerer: Answerer, thing: NamedNode) -> set[str]:
    """How claims may name a thing: its IRI, or any of its names as text."""
    names = (*answerer.ontology.objects(thing, vocab.PREF_LABEL), *answerer.ontology.objects(thing, vocab.ALT_LABEL))
    return {str(thing), *(str(Literal(name.value)) for name in names if isinstance(name, Literal))}
