"""How much of one thing is in so much of another: "how much K2 is in 30 g of Gouda".

The claims say it per 100 g, or per whatever portion their source has; the answer is put on the portion asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from pyoxigraph import Variable

from k2graph.algebra import Compared, Join, Node, Pattern, Serving, walk
from k2graph.phrases import AMOUNT, Clause, NounPhrase, Scope
from k2graph.units import Quantity, is_portion

Told = Callable[[Clause | None], Clause | None]  # a clause about a holder, told for so much of it
Portioned = tuple[NounPhrase, NounPhrase, Told]  # what holds, what it holds


def portioned(holder: NounPhrase, thing: NounPhrase) -> Portioned:
    """What holds something, of which there is so much, and the thing, of which so much is asked for or said.

    Where neither is, there is nothing that could be told for a portion.
    """
    if thing.quant == AMOUNT:
        plain, told = served(holder)
        return plain, thing, told
    counted = None if thing.size is None else _per_holder(holder, thing)
    plain = replace(holder, size=None, quant="")
    return (plain, thing, lambda _clause: None) if counted is None else (plain, counted, lambda clause: clause)


def is_ratio(size: NounPhrase) -> bool:
    """Whether an amount is a part of a whole: "80%"."""
    compared = [n for n in walk(size.apply(lambda _node: Clause()).pattern) if isinstance(n, Compared)]
    return any(node.quantity.unit == "%" for node in compared)


def is_portion_size(size: NounPhrase) -> bool:
    """Whether an amount is so much of a food by weight, or by a measure that has one."""
    compared = [n for n in walk(size.apply(lambda _node: Clause()).pattern) if isinstance(n, Compared)]
    return len(compared) == 1 and compared[0].operator == "=" and is_portion(compared[0].quantity)


def _per_holder(holder: NounPhrase, thing: NounPhrase) -> NounPhrase | None:
    """A thing of which there is so much in so much of another, as counted per that: "63 µg of it" in "100 g of eel"."""
    portion, size = _size(holder), _size(thing)
    if portion.operator != "=" or not is_portion(portion.quantity) or size.quantity.per_unit is not None:
        return None
    per = replace(size.quantity, per_amount=portion.quantity.low, per_unit=portion.quantity.unit)
    assert thing.size is not None
    counted = thing.size.apply

    def apply(scope: Scope) -> Clause:
        clause = counted(scope)
        return replace(clause, pattern=_counted_per(clause.pattern, per))

    return replace(thing, size=replace(thing.size, apply=apply))


def _size(phrase: NounPhrase) -> Compared:
    assert phrase.size is not None
    return next(node for node in walk(phrase.size.apply(lambda _node: Clause()).pattern) if isinstance(node, Compared))


def _counted_per(pattern: Pattern, per: Quantity) -> Pattern:
    if isinstance(pattern, Join):
        return replace(pattern, parts=tuple(_counted_per(part, per) for part in pattern.parts))
    return replace(pattern, quantity=per) if isinstance(pattern, Compared) else pattern


def served(holder: NounPhrase) -> tuple[NounPhrase, Told]:
    """A thing without how much of it there is, and how what is said of it is told for just that much."""
    found: list[Node] = []

    def apply(scope: Scope) -> Clause:
        def noted(node: Node) -> Clause:
            found.append(node)
            return scope(node)

        return holder.apply(noted)

    size = _size(holder)

    def told(clause: Clause | None) -> Clause | None:
        if clause is None or not isinstance(clause.value, Variable) or len(set(found)) != 1:
            return None
        if size.operator != "=" or not is_portion(size.quantity):
            return None
        return clause.joined(Clause(Serving(clause.value, found[0], size.quantity)))

    return replace(holder, apply=apply, size=None, quant="", exact=None), told
