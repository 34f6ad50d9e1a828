"""A plan as text: an S-expression, as SPARQL's algebra is written."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from decimal import Decimal

from pyoxigraph import Literal, NamedNode, Variable

from k2graph.algebra.patterns import ANSWER
from k2graph.vocab import PREFIXES


def compact(term: object) -> str:
    """A term as a prefixed name, variable, or literal."""
    if isinstance(term, NamedNode):
        for prefix, base in PREFIXES.items():
            local = term.value.removeprefix(base)
            if local != term.value and local.replace("-", "").replace("_", "").isalnum():
                return f"{prefix}:{local}"
    return str(term)


def to_sse(node: object, *, variables: bool = True) -> str:
    """Write a plan as an S-expression, as SPARQL's algebra is written.

    >>> from k2graph.algebra import Kind
    >>> to_sse(Kind(Variable("answer"), (NamedNode("https://w3id.org/k2graph/Food"),)))
    '(kind ?answer (k2:Food))'
    """
    if isinstance(node, Variable):
        return str(node) if variables or node == ANSWER else "?"
    if isinstance(node, NamedNode | Literal):
        return compact(node)
    if isinstance(node, tuple):
        return "(" + " ".join(to_sse(part, variables=variables) for part in node) + ")"
    if is_dataclass(node):
        parts = [type(node).__name__.lower()]
        for f in fields(node):
            value = getattr(node, f.name) if f.compare else None
            if value is None or value == () or value is False:
                continue
            if f.name == "inverses":
                parts.append("(^ " + to_sse(value, variables=variables)[1:])
                continue
            if f.name == "parts":
                parts += [to_sse(part, variables=variables) for part in value]
            else:
                parts.append(to_sse(value, variables=variables))
        return "(" + " ".join(parts) + ")"
    return f"{node.normalize():f}" if isinstance(node, Decimal) else str(node)
