"""Lines of a query: terms as they are written, groups within groups."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Variable

from k2graph.algebra import Node, compact


def values_first(lines: Iterator[str]) -> list[str]:
    """Lines, those that list values first: some engines join in the order of the text."""
    return sorted(lines, key=lambda line: not line.startswith("VALUES"))


def written(term: Node) -> str:
    """A term as it stands in a query."""
    return compact(term) if isinstance(term, NamedNode | Literal) else str(term)


def renamed(lines: list[str], kept: Node | None = None) -> list[str]:
    """Lines of a query whose variables, but one, are others than those outside."""
    return [
        re.sub(r"\?(\w+)", lambda m: m.group() if m.group() == str(kept) else f"{m.group()}_", line) for line in lines
    ]


def counted(term: object, by: Variable, count: str, body: list[str]) -> list[str]:
    """How many things a variable, renamed, stands for with each of another."""
    head = f"SELECT {term} (COUNT(DISTINCT {by}_) AS {count}) WHERE {{"
    return [head, *(f"  {line}" for line in body), f"}} GROUP BY {term}"]


def nested(lines: list[str]) -> list[str]:
    """A group within a group."""
    return ["{", *(f"  {line}" for line in lines), "}"]
