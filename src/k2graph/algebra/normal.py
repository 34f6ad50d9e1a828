"""Plans in one normal form, so that two ways of saying the same thing give equal plans."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from pyoxigraph import Literal, NamedNode, Variable

from k2graph.algebra.forms import Aggregate, Count, Plan, Select
from k2graph.algebra.patterns import ANSWER, Join, Minus, Node, Pattern, Statement, Union, Within
from k2graph.algebra.sse import to_sse

T = TypeVar("T")


def join(*patterns: Pattern) -> Pattern:
    """Join patterns: joins flattened, repeats and empties dropped, what is taken from nothing taken from the rest."""
    parts: list[Pattern] = []
    taken: list[Pattern] = []
    for pattern in patterns:
        _divide(pattern, parts, taken)
    kept = parts[0] if len(parts) == 1 else Join(tuple(parts))
    for right in taken:
        kept = Minus(kept, right)
    return kept


def _divide(pattern: Pattern, parts: list[Pattern], taken: list[Pattern]) -> None:
    """Sort a pattern into what is joined and what is taken away, each once."""
    match pattern:
        case Join(inner):
            for part in inner:
                _divide(part, parts, taken)
        case Minus(left, right):
            _divide(left, parts, taken)
            if right not in taken:
                taken.append(right)
        case _:
            if pattern not in parts:
                parts.append(pattern)


def union(*patterns: Pattern) -> Pattern:
    """Unite patterns: nested unions flattened, repeats dropped."""
    parts: list[Pattern] = []
    for pattern in patterns:
        for part in pattern.parts if isinstance(pattern, Union) else (pattern,):
            if part not in parts:
                parts.append(part)
    return parts[0] if len(parts) == 1 else Union(tuple(parts))


def minus(left: Pattern, right: Pattern) -> Pattern:
    """Take away what fits the right pattern; the whole where there is nothing to take away from."""
    return Minus(left, right)


def walk(node: object) -> Iterator[Any]:
    """Every node of a plan, the outermost first."""
    yield node
    if isinstance(node, tuple):
        for part in node:
            yield from walk(part)
    elif is_dataclass(node):
        for f in fields(node):
            value = getattr(node, f.name) if f.compare else None
            if isinstance(value, tuple) or is_dataclass(value) or isinstance(value, Variable | NamedNode | Literal):
                yield from walk(value)


def wholes(node: object) -> dict[Node, NamedNode]:
    """What each variable of a plan stands for any case of."""
    return {part.term: part.whole for part in walk(node) if isinstance(part, Within)}


def rename(node: T, names: Mapping[Variable, Node]) -> T:
    """The same plan with variables replaced."""
    if isinstance(node, Variable):
        return names.get(node, node)  # type: ignore[return-value]
    if isinstance(node, tuple):
        return tuple(rename(part, names) for part in node)  # type: ignore[return-value]
    if is_dataclass(node) and not isinstance(node, type):
        changes = {f.name: rename(getattr(node, f.name), names) for f in fields(node)}
        return replace(node, **changes)
    return node


def canonical(plan: Plan) -> Plan:
    """Order the parts of a plan and name its variables, so that equal meanings are equal plans."""
    asked = {node.variable for node in walk(plan) if isinstance(node, Select | Count | Aggregate)}
    ordered = _ordered(rename(plan, dict.fromkeys(asked, ANSWER)))
    names: dict[Variable, Variable | NamedNode] = {ANSWER: ANSWER} if asked else {}
    for node in walk(ordered):
        if isinstance(node, Variable) and node not in names:
            names[node] = Variable(f"v{len(names) + 1}")
    return rename(ordered, names)


def _ordered(node: T) -> T:
    if isinstance(node, Join | Union):
        parts = sorted((_ordered(part) for part in node.parts), key=_shape)
        return replace(node, parts=tuple(parts))
    if isinstance(node, Statement) and _turned(node):
        said = replace(node.said, turned=not node.said.turned) if node.said else None
        return replace(
            node,
            subject=node.object,
            object=node.subject,
            predicates=node.inverses,
            inverses=node.predicates,
            said=said,
        )
    if (
        isinstance(node, Statement)
        and len(node.qualifiers) > 1
        and node.qualifiers != (ordered := tuple(sorted(node.qualifiers, key=_shape)))
    ):
        return _ordered(replace(node, qualifiers=ordered))
    if is_dataclass(node) and not isinstance(node, type):
        changes = {f.name: _ordered(getattr(node, f.name)) for f in fields(node)}
        return replace(node, **changes)
    if isinstance(node, tuple):
        return tuple(_ordered(part) for part in node)  # type: ignore[return-value]
    return node


def _turned(s: Statement) -> bool:
    """Whether a statement is said the other way about than the first of its properties would have it."""
    return bool(s.inverses) and (not s.predicates or s.inverses[0].value < s.predicates[0].value)


def _shape(pattern: object) -> str:
    """A pattern's text without the names of its variables: what it is sorted by."""
    return to_sse(pattern, variables=False)
