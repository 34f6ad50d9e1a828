"""What a source says outright to be the most of all, beside what is ranked by amounts: "the richest source of it"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from k2graph.algebra import Equal, Join, Plan, Select, Statement, join, walk
from k2graph.vocab import AMOUNT_LEVEL

if TYPE_CHECKING:
    from k2graph.evidence import Judge, Support
    from k2graph.ontology import Ontology


def with_outright(judge: Judge, plan: Plan, supports: list[Support]) -> tuple[Plan, list[Support]]:
    """The items of a ranking, or where a source says others to be the most, those, with the plan that gives them.

    An amount in words alone does not outrank what is said outright.
    """
    told = _outright(judge.ontology, plan)
    best = judge.supports(told, told.variable, None) if told is not None else []
    if told is None or not best:
        return plan, supports
    kept = [support for support in supports if not _in_words(judge.ontology, support)]
    return (plan, supports) if kept else (told, best)


def unranked(judge: Judge, plan: Plan) -> list[NamedNode]:
    """Of the things that a ranking is to choose from, those of which nothing is known to rank them by."""
    if not isinstance(plan, Select) or plan.order is None:
        return []
    choices = (node for node in walk(plan.pattern) if isinstance(node, Equal) and node.term == plan.variable)
    options = dict.fromkeys(term for choice in choices for term in choice.terms if isinstance(term, NamedNode))
    if len(options) < 2:
        return []
    known = {support.term for support in judge.supports(replace(plan, order=None), plan.variable, plan.value)}
    return [option for option in options if option not in known]


def _outright(ontology: Ontology, plan: Plan) -> Select | None:
    """The plan for what is said to have the most, in the place of one that ranks by the size of a statement."""
    if not isinstance(plan, Select) or plan.order is None or not plan.order.descending:
        return None
    said = [node for node in walk(plan.pattern) if isinstance(node, Statement) and node.amount == plan.order.variable]
    if len(said) != 1:
        return None
    outright_of = ontology.schema.superlatives
    ahead, back = (
        tuple(q for p in ps for q in outright_of.get(p, ())) for ps in (said[0].predicates, said[0].inverses)
    )
    if not (ahead or back):
        return None
    outright = replace(said[0], predicates=ahead, inverses=back, amount=None)
    if not ahead:
        outright = replace(outright, subject=said[0].object, object=said[0].subject, predicates=back, inverses=())
    parts = plan.pattern.parts if isinstance(plan.pattern, Join) else (plan.pattern,)
    pattern = join(*(outright if part == said[0] else part for part in parts))
    return Select(plan.variable, pattern) if outright in set(walk(pattern)) else None


def _in_words(ontology: Ontology, support: Support) -> bool:
    """Whether all that is known of an amount is a word for it: "a high amount"."""
    kinds = [ontology.schema.ancestors[value] for value in support.values if isinstance(value, NamedNode)]
    return bool(kinds) and all(AMOUNT_LEVEL in above for above in kinds)
