"""From the meaning of a question to its plan, and how far that plan is from plain."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from functools import reduce
from operator import add, or_

from pyoxigraph import Literal, NamedNode, Variable

from k2graph.algebra import (
    UNIT,
    Aggregate,
    Agree,
    Ask,
    Backed,
    Compare,
    Compared,
    Count,
    Describe,
    Equal,
    Extreme,
    Join,
    Kind,
    Link,
    Minus,
    Outline,
    Pattern,
    Plan,
    Route,
    Select,
    Statement,
    Tally,
    Union,
    join,
    rename,
    walk,
)
from k2graph.meaning import Wrapped
from k2graph.phrases import IT, THEIRS, Clause
from k2graph.schema import Schema


def _named(pattern: Pattern, wanted: set[Variable | None]) -> Pattern:
    """A join with each variable that is one named thing replaced by that thing."""
    parts = pattern.parts if isinstance(pattern, Join) else ()
    ranked = {node for part in walk(pattern) if isinstance(part, Extreme | Tally) for node in walk(part)}
    same: dict[Variable, Variable | NamedNode] = {
        part.term: part.terms[0]
        for part in parts
        if isinstance(part, Equal)
        and len(part.terms) == 1
        and isinstance(part.terms[0], NamedNode)
        and isinstance(part.term, Variable)
        and part.term not in wanted
        and part.term not in ranked
    }
    if not same:
        return pattern
    return rename(join(*(part for part in parts if not (isinstance(part, Equal) and part.term in same))), same)


def to_plan(meaning: object) -> Plan | None:
    """The plan of a clause; None where nothing in it restricts what is asked for."""
    if isinstance(meaning, Describe | Compare | Link | Outline | Select):
        return meaning
    if isinstance(meaning, Wrapped):
        return _about(to_plan(meaning.inner), meaning.form)
    if not isinstance(meaning, Clause) or meaning.pattern == UNIT:
        return None
    meaning = _ranked(meaning)
    pattern = without_idle(_named(meaning.pattern, {meaning.wh, meaning.value}), {meaning.wh, meaning.value})
    pattern = without_returns(pattern, {meaning.wh, meaning.value})
    if {IT, THEIRS} & set(walk(pattern)):
        return None  # a pronoun that stands for nothing
    if any(isinstance(node, Minus) and not _tied(node) for node in walk(pattern)) or _has_idle_figure(pattern):
        return None
    if meaning.wh is None and meaning.order is not None:
        return None  # nothing is asked for that could be ranked
    if meaning.wh is None:
        if meaning.value is None or _is_sized(pattern, meaning.value):
            return Ask(pattern)
        return Select(meaning.value, pattern, None, meaning.order)
    if meaning.wh not in set(_positive(pattern)) or _is_given(pattern):
        return None
    if meaning.function:
        return _aggregate(meaning.wh, pattern, meaning.function) if meaning.order is None else None
    if meaning.count:
        return Count(meaning.wh, pattern)
    if _is_one(pattern, meaning.wh):
        return None
    value = (meaning.value or _measure(pattern, meaning.wh)) if meaning.value != meaning.wh else None
    return Select(meaning.wh, pattern, value, meaning.order)


def _about(inner: Plan | None, form: str) -> Plan | None:
    """A plan asked about in another way than for its answer: whether the sources agree on it, how or why it is so."""
    if form in {"agree", "dispute"}:
        return Agree(inner, form == "dispute") if isinstance(inner, Select | Count | Ask | Describe) else None
    if not isinstance(inner, Ask):
        return None
    return Backed(inner) if form == "backed" else Route(inner.pattern, form == "why")


def _is_given(pattern: Pattern) -> bool:
    """Whether nothing is asked for but a value that is written out: it is its own answer."""
    return isinstance(pattern, Equal) and all(isinstance(term, Literal) for term in pattern.terms)


def _is_one(pattern: Pattern, asked: Variable) -> bool:
    """Whether what is asked for is one thing that the question itself names: it is its own answer, whatever fits."""
    parts = pattern.parts if isinstance(pattern, Join) else (pattern,)
    return any(isinstance(p, Equal) and p.term == asked and len(p.terms) == 1 for p in parts)


def _aggregate(value: Variable, pattern: Pattern, function: str) -> Plan | None:
    """The sum or mean of values, each counted once for the thing that has it."""
    owner = next((s.subject for s in _positive(pattern) if isinstance(s, Statement) and s.object == value), None)
    return None if owner is None else Aggregate(value, owner, pattern, function)


def _ranked(clause: Clause) -> Clause:
    """A clause with its ranking as a part of its pattern, where things are counted: a query ranks by values alone."""
    order = clause.order
    if order is None or clause.wh is None or not (clause.count or order.per is not None):
        return clause
    best = Extreme(
        order.per or clause.wh, clause.pattern, order.variable, order.descending, order.per is not None, order.plain
    )
    return replace(clause, pattern=best, order=None, value=None)


def _measure(pattern: Pattern, wh: Variable) -> Variable | None:
    """The value by which what is asked for is the most."""
    parts = pattern.parts if isinstance(pattern, Join) else (pattern,)
    return next((p.by for p in parts if isinstance(p, Extreme) and p.term == wh and not p.counted), None)


def _positive(pattern: Pattern) -> Iterator[object]:
    """Every node of a pattern but those that it takes away."""
    match pattern:
        case Minus(left, _):
            yield from _positive(left)
        case Join(parts) | Union(parts):
            for part in parts:
                yield from _positive(part)
        case _:
            yield from walk(pattern)


def _tied(part: Minus) -> bool:
    """Whether what is taken away is said of something that it is taken from."""
    left = {node for node in walk(part.left) if isinstance(node, Variable)}
    return any(node in left for node in walk(part.right) if isinstance(node, Variable)) or not left


def _has_idle_figure(pattern: Pattern) -> bool:
    """Whether a number without a unit is compared with nothing, or with an amount that has a unit."""
    mentioned = Counter(node for node in walk(pattern) if isinstance(node, Variable))
    amounts = {node.amount for node in walk(pattern) if isinstance(node, Statement)}
    figures = [node.term for node in walk(pattern) if isinstance(node, Compared) and node.plain]
    return any(mentioned[term] == 1 or term in amounts for term in figures)


def _is_sized(pattern: Pattern, value: Variable) -> bool:
    """Whether the question itself says how large a value is, so that it does not ask for it."""
    return any(isinstance(node, Compared) and node.term == value for node in walk(pattern))


def without_idle(pattern: Pattern, wanted: set[Variable | None]) -> Pattern:
    """A join in which two statements of one relation and object are one, where nothing else names either's subject.

    "The dose of X that adults take" is said by two words, and means one statement about X.
    """
    if not isinstance(pattern, Join):
        return pattern
    mentioned = [node for node in walk(pattern) if isinstance(node, Variable)]
    said = [part for part in pattern.parts if isinstance(part, Statement)]
    for idle in said:
        if not isinstance(idle.subject, Variable) or idle.subject in wanted or mentioned.count(idle.subject) > 1:
            continue
        for other in said:
            if other is not idle and (other.predicates, other.object, other.denied) == (
                idle.predicates,
                idle.object,
                idle.denied,
            ):
                merged = replace(
                    other, qualifiers=(*other.qualifiers, *idle.qualifiers), amount=other.amount or idle.amount
                )
                rest = [part for part in pattern.parts if part is not idle and part is not other]
                return without_idle(join(*rest, merged), wanted)
    return pattern


def without_returns(pattern: Pattern, wanted: set[Variable | None]) -> Pattern:
    """A pattern in which what is described by way of a named thing is not that thing again.

    "Who publishes books by the author of X" asks for other books. What is asked for itself may be the thing.
    """
    if not isinstance(pattern, Join):
        return pattern
    said = [part for part in pattern.parts if isinstance(part, Statement) and not part.denied]
    others: dict[tuple[Variable, NamedNode], None] = {}
    for one, back in itertools.permutations(said, 2):
        same = (one.predicates, one.inverses) == (back.predicates, back.inverses)
        for here, there, through in (
            (one.subject, back.subject, one.object == back.object),
            (one.object, back.object, one.subject == back.subject),
        ):
            between = one.object if through and here is one.subject else one.subject
            is_way = same and through and isinstance(between, Variable) and between not in wanted
            if is_way and isinstance(here, NamedNode) and isinstance(there, Variable) and there not in wanted:
                others[there, here] = None
    return join(pattern, *(Minus(UNIT, Equal(node, (named,))) for node, named in others))


def left_out(plan: Plan) -> list[NamedNode]:
    """The things that a plan goes by and leaves out of what it is described by way of them, to be told of."""
    parts = list(walk(plan))
    asked = getattr(plan, "variable", None)
    ends = {end for part in parts if isinstance(part, Statement) for end in (part.subject, part.object)}
    taken = [p.right for p in parts if isinstance(p, Minus) and isinstance(p.right, Equal) and p.right.term != asked]
    named = (term for one in taken for term in one.terms if isinstance(term, NamedNode))
    return list(dict.fromkeys(term for term in named if term in ends))


def cost(plan: Plan) -> int:
    """How far a plan is from plain: statements and unnamed ends count, so that a phrase is read where it belongs."""
    nodes = list(walk(plan))
    statements = [node for node in nodes if isinstance(node, Statement)]
    loose = sum(1 for times in _mentions(plan).values() if times == 1)
    return (
        4 * len(statements)
        + 2 * loose
        + sum(len(q.slots) > 3 for s in statements for q in s.qualifiers)
        + sum(isinstance(n, Kind | Union) for n in nodes)
    )


def _mentions(node: object) -> Counter[Variable]:
    """How often each variable is mentioned: of alternatives, as often as where it is mentioned most."""
    if isinstance(node, Variable):
        return Counter((node,))
    parts: tuple[object, ...] = node if isinstance(node, tuple) else ()
    if is_dataclass(node):
        parts = tuple(getattr(node, f.name) for f in fields(node) if f.compare)
    counted = map(_mentions, node.parts if isinstance(node, Union) else parts)
    return reduce(or_ if isinstance(node, Union) else add, counted, Counter())


def unmeasured(pattern: Pattern, schema: Schema) -> Pattern:
    """A pattern without the numbers that it ranks and compares by."""
    match pattern:
        case Join(parts):
            return join(*(unmeasured(part, schema) for part in parts))
        case Extreme(pattern=inner):
            return unmeasured(inner, schema)
        case Minus(left, right):
            return Minus(unmeasured(left, schema), right)
        case Compared():
            return UNIT
        case Statement(predicates=said) if all((info := schema.properties.get(p)) and info.numeric for p in said):
            return UNIT
        case _:
            return pattern
