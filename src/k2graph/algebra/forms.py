"""The forms of a plan: what is done with the things that fit a pattern."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import NamedNode, Variable

from k2graph.algebra.patterns import Node, Pattern


@dataclass(frozen=True, slots=True)
class OrderBy:
    """Rank by the amount that a variable stands for, on its common basis, or by how many things it stands for."""

    variable: Variable
    descending: bool
    plain: bool = False  # the amount is a number itself
    per: Variable | None = None  # what the things are counted for


@dataclass(frozen=True, slots=True)
class Select:
    """Which things, or values, fit; ``value`` is the amount shown beside each."""

    variable: Variable
    pattern: Pattern
    value: Variable | None = None
    order: OrderBy | None = None


@dataclass(frozen=True, slots=True)
class Count:
    """How many things fit."""

    variable: Variable
    pattern: Pattern


@dataclass(frozen=True, slots=True)
class Aggregate:
    """https://www.w3.org/TR/sparql11-query/#aggregates: the sum or mean of numbers, each once for what has it.

    ``function``: ``SUM`` or ``AVG``; ``per`` stands for the things, ``variable`` for their numbers.
    """

    variable: Variable
    per: Node
    pattern: Pattern
    function: str


@dataclass(frozen=True, slots=True)
class Ask:
    """Whether the pattern holds; the claims decide between yes, no and mixed."""

    pattern: Pattern


@dataclass(frozen=True, slots=True)
class Describe:
    """What a thing is, and what is said of it."""

    term: NamedNode


@dataclass(frozen=True, slots=True)
class Agree:
    """Whether the sources agree on what another plan asks, or, ``disputed``, whether they disagree."""

    plan: Select | Count | Ask | Describe
    disputed: bool = False


@dataclass(frozen=True, slots=True)
class Backed:
    """What evidence there is that something is so: the verdict on it, and the kinds of evidence that it rests on."""

    plan: Ask


@dataclass(frozen=True, slots=True)
class Route:
    """By which steps, or for which reason, one thing comes to bear on another: what SPARQL cannot say."""

    pattern: Pattern
    why: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """What ties one thing to another, in either direction: the claims that speak of both, and routes between them."""

    one: NamedNode
    other: NamedNode


@dataclass(frozen=True, slots=True)
class Compare:
    """Several things side by side, property by property."""

    entities: tuple[NamedNode, ...]
    shared: bool = False  # only what is the same for all of them
    same: bool = False  # whether they are the same thing


@dataclass(frozen=True, slots=True)
class Outline:
    """What the graph can tell at all: the kinds of its things; of one term, or between two, the properties."""

    terms: tuple[NamedNode, ...] = ()


Plan = Select | Count | Aggregate | Ask | Describe | Agree | Backed | Route | Link | Compare | Outline
