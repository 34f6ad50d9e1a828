"""How many things a relation holds with: so many, the most, or none at all.

Each takes the relation as a function that says it of a subject and an argument, and gives None where they do not fit.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from pyoxigraph import NamedNode, Variable

from k2graph.algebra import Equal, Node, OrderBy, Pattern, Statement, Tally
from k2graph.phrases import IMPOSSIBLE, NONE, Clause, NounPhrase, Scope, apply_all, bound, negated

FEWER = {"<": ">=", "<=": ">"}  # to have fewer is not to have so many
Relating = Callable[[NounPhrase, NounPhrase], Clause | None]
Fresh = Callable[[], Variable]


def absent(say: Relating, fresh: Fresh, subject: NounPhrase, main: NounPhrase) -> Clause | None:
    """That no statement says a relation: what the graph does not state of its properties does not hold.

    The subject is spoken of, and what is asked for; the rest is within what there is none of.
    """
    ends = (replace(subject, quant="") if subject.quant == NONE else subject, main)
    free = [i for i, outside in enumerate((subject.quant != NONE, main.is_wh)) if outside]

    def said(nodes: dict[int, Node]) -> Clause | None:
        return say(*(bound(phrase, nodes[i]) if i in nodes else phrase for i, phrase in enumerate(ends)))

    def inner(nodes: tuple[Node, ...]) -> Clause:
        clause = said(dict(zip(free, nodes, strict=True))) or Clause()
        return Clause(negated(clause.pattern), cost=clause.cost)

    return apply_all([ends[i] for i in free], inner) if said({i: fresh() for i in free}) is not None else None


def tallied(say: Relating, fresh: Fresh, subject: NounPhrase, main: NounPhrase) -> Clause | None:
    """That a relation holds with so many things; "fewer than" takes away those with which it holds of as many."""
    assert main.tally is not None
    operator, number = main.tally
    counted = replace(main, tally=None)

    def said(node: Variable) -> tuple[Clause | None, Node | None]:
        found: list[Node] = []

        def noted(scope: Scope) -> Clause:
            def own(node: Node) -> Clause:
                found.append(node)
                return scope(node)

            return counted.apply(own)

        return say(bound(subject, node), replace(counted, apply=noted)), next(iter(found), None)

    def inner(node: Node) -> Clause:
        term = node if isinstance(node, Variable) else fresh()
        clause, own = said(term)
        if clause is None or not isinstance(own, Variable):
            return Clause(cost=IMPOSSIBLE)
        tally: Pattern = Tally(term, clause.pattern, own, FEWER.get(operator, operator), number)
        same = Clause(Equal(term, (node,))) if isinstance(node, NamedNode) else Clause()
        return same.joined(Clause(negated(tally) if operator in FEWER else tally, cost=clause.cost))

    return subject.apply(inner) if said(fresh())[0] is not None else None


def most_by_number(statement: Statement, counted: Node, per: Node, *, most: bool) -> Clause:
    """A relation ranked by how many things of one side it holds with."""
    if not isinstance(counted, Variable) or not isinstance(per, Variable):
        return Clause(statement, cost=IMPOSSIBLE)
    return Clause(statement, order=OrderBy(counted, most, per=per))
