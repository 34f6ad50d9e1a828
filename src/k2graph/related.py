"""What is known near a question that has no answer: the claims that speak of the things it names."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Variable

from k2graph.algebra import Describe, Equal, Evidenced, Plan, Select, Statement, Within, canonical, walk
from k2graph.answer import Answer

if TYPE_CHECKING:
    from k2graph.forms import Answerer
    from k2graph.restate import Restater

MOST_TOLD = 3
MOST_OFFERED = 5


def with_related(answerer: Answerer, restater: Restater, answer: Answer, plan: Plan) -> Answer:
    """An answer that there is none, with the questions nearby that have one, and what claims say to the nearest."""
    if answer.status != "no_answer" or answer.suggestions or not answerer.ontology.schema.claims:
        return answer
    offered, told = [], ""
    for near in _nearby(things(plan)):
        if isinstance(near, Select):
            found = answerer.judge.supports(near, near.variable, None)
            said = [answerer.claims.evidence(s.term).statement for s in found if isinstance(s.term, NamedNode)]
            if not said:
                continue
            told = told or " ".join(["What the sources do say of this:", *sorted(said)[:MOST_TOLD]])
        offered.append(restater.restate(near))
    return replace(answer, suggestions=tuple(offered[:MOST_OFFERED]), text=" ".join([answer.text, told]).strip())


def things(plan: Plan) -> tuple[NamedNode, ...]:
    """The things that a plan names, without repeats."""
    named: list[NamedNode] = []
    for node in walk(plan):
        match node:
            case Within(_, whole):
                named.append(whole)
            case Equal(_, terms):
                named += [term for term in terms if isinstance(term, NamedNode)]
            case Statement(subject=subject, object=thing, qualifiers=qualifiers):
                named += [n for n in (subject, thing, *(q.value for q in qualifiers)) if isinstance(n, NamedNode)]
    return tuple(dict.fromkeys(named))


def _nearby(named: tuple[NamedNode, ...]) -> Iterator[Select | Describe]:
    """Questions about the same things, those about most of them first."""
    variable = Variable("x0")
    for size in range(len(named), 1, -1):
        for group in itertools.combinations(named, size):
            yield canonical(Select(variable, Evidenced(variable, None, group)))  # type: ignore[misc]
    yield from map(Describe, named)
