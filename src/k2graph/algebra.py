"""The plan of a question: a closed set of frozen nodes, named after SPARQL's algebra.

A plan is one of the forms `Select`, `Count`, `Aggregate`, `Ask`, `Describe`, `Agree`, `Route`, `Link`, `Compare`,
`Outline`; inside stands one pattern:

    Pattern ── Statement   subject, predicate, object, with the amount and the qualifiers that were asked for
            ├─ Kind        a variable is of a class, or strictly narrower than a concept
            ├─ Within      a variable is a concept, or counts as a case of it
            ├─ About       a variable is a state, process or disease of a part of the body
            ├─ Equal       a variable is one of these terms
            ├─ Compared    a variable's amount against a number
            ├─ Exceeds     a variable's amount against another's
            ├─ Differ      two variables do not stand for the same
            ├─ Extreme     a variable is of what has the largest or smallest value, or the most others, of all
            ├─ Tally       a variable has so many others that fit
            ├─ Evidenced   a claim, by its kind of evidence and what it speaks of
            └─ Join · Union · Minus

Plans are made by the functions in lower case (`join`, `union`, `minus`), which flatten and drop what is empty,
and put in order by `canonical`, so that two ways of saying the same thing give equal plans.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from decimal import Decimal
from typing import Any, TypeVar

from pyoxigraph import Literal, NamedNode, Variable

from k2graph.units import Quantity
from k2graph.vocab import PREFIXES

Node = NamedNode | Literal | Variable
T = TypeVar("T")
ANSWER = Variable("answer")


@dataclass(frozen=True, slots=True)
class Qualifier:
    """One filled or asked-for slot of a statement: any of these slots holds this value."""

    slots: tuple[NamedNode, ...]
    value: Node
    prep: str = field(default="", compare=False)  # the word that it was said with


@dataclass(frozen=True, slots=True)
class Said:
    """The relational word that a statement was said with, so that it can be said back; no part of its meaning.

    ``turned``: the grammatical subject is the object of the statement. ``asked``: which of the two, ``subject`` or
    ``argument``, an amount was said of, if any. ``portion``: it says how much is taken. ``how``: the words that ask
    for the value ("how long"). ``level``: the value is a level that stands before the noun ("a long half-life").
    ``contrary``: the word itself denies ("avoid").
    """

    kind: str
    lemma: str
    prep: str
    turned: bool = False
    asked: str = ""
    portion: bool = False
    how: str = ""
    level: bool = False
    contrary: bool = False


@dataclass(frozen=True, slots=True)
class Statement:
    """https://www.w3.org/TR/rdf11-mt/#reification: one relation, n-ary where an amount or qualifier is wanted.

    With neither it reads the plain fact; with either, or where what is wanted is its denial, the claims.
    Any of ``predicates`` says it; so does any of ``inverses`` with subject and object changed about.
    """

    subject: Node
    predicates: tuple[NamedNode, ...]
    object: Node
    inverses: tuple[NamedNode, ...] = ()
    amount: Variable | None = None
    qualifiers: tuple[Qualifier, ...] = ()
    denied: bool = False
    said: Said | None = field(default=None, compare=False)

    @property
    def negated(self) -> bool:
        """Whether its word is said with "not"."""
        return self.denied != (self.said is not None and self.said.contrary)

    @property
    def reads_claims(self) -> bool:
        """Whether the plain fact is not enough."""
        return self.amount is not None or bool(self.qualifiers) or self.denied


@dataclass(frozen=True, slots=True)
class Kind:
    """A variable is an instance of, or strictly narrower than, one of these."""

    term: Node
    kinds: tuple[NamedNode, ...]
    said: str = field(default="", compare=False)  # the question word that means them: who, where


@dataclass(frozen=True, slots=True)
class Within:
    """A variable is this concept or counts as a case of it."""

    term: Node
    whole: NamedNode


@dataclass(frozen=True, slots=True)
class About:
    """A variable is a state, process or disease of this part of the body, or of whatever else things can be about."""

    term: Node
    whole: NamedNode


@dataclass(frozen=True, slots=True)
class Equal:
    """https://www.w3.org/TR/sparql11-query/#inline-data: a variable is one of these terms."""

    term: Node
    terms: tuple[NamedNode | Literal, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """A variable stands for an amount that is compared with a number in a UCUM unit: ``<`` ``<=`` ``>`` ``>=``."""

    term: Variable
    operator: str
    quantity: Quantity
    plain: bool = False  # the value is a number itself, not an amount with a unit


@dataclass(frozen=True, slots=True)
class Serving:
    """An amount is told for so much of what it is in: it restricts nothing, and is how the amount is shown."""

    term: Variable
    of: Node
    quantity: Quantity


@dataclass(frozen=True, slots=True)
class Evidenced:
    """A claim speaks of each of these things, rests on this kind of evidence, if any, and says one of each relation.

    ``by``: the study it is from, or who said it; ``said``: the words of the relations.
    """

    claim: Variable
    kind: NamedNode | None
    topics: tuple[NamedNode, ...]
    relations: tuple[tuple[NamedNode, ...], ...] = ()
    by: Qualifier | None = None
    said: tuple[str, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Join:
    """https://www.w3.org/TR/sparql11-query/#defn_algJoin."""

    parts: tuple[Pattern, ...]


@dataclass(frozen=True, slots=True)
class Union:
    """https://www.w3.org/TR/sparql11-query/#defn_algUnion."""

    parts: tuple[Pattern, ...]


@dataclass(frozen=True, slots=True)
class Minus:
    """https://www.w3.org/TR/sparql11-query/#defn_algMinus, as a filter that nothing of the right side holds."""

    left: Pattern
    right: Pattern


@dataclass(frozen=True, slots=True)
class Exceeds:
    """One variable stands for a larger amount than another, on their common basis.

    ``times``: for more than so many times the other; ``at_least``: for as much will do.
    """

    larger: Variable
    smaller: Variable
    plain: bool = False
    times: Decimal | None = None
    at_least: bool = False

    @property
    def contrary(self) -> Exceeds:
        """What holds of two amounts where this does not."""
        times = None if self.times is None else 1 / self.times
        return Exceeds(self.smaller, self.larger, self.plain, times, not self.at_least)


@dataclass(frozen=True, slots=True)
class Differ:
    """https://www.w3.org/TR/sparql11-query/#func-RDFterm-equal, negated: one thing is other than another."""

    term: Node
    other: Node


@dataclass(frozen=True, slots=True)
class Extreme:
    """A variable is one of those that have the largest, or else the smallest, value of all that fit a pattern.

    ``counted``: not the value that ``by`` stands for is compared, but how many things it stands for.
    """

    term: Node
    pattern: Pattern
    by: Variable
    descending: bool
    counted: bool = False
    plain: bool = False


@dataclass(frozen=True, slots=True)
class Tally:
    """A variable has so many others in a pattern: ``operator`` is one of ``<`` ``<=`` ``=`` ``>`` ``>=``."""

    term: Variable
    pattern: Pattern
    counted: Variable
    operator: str
    number: Decimal


Pattern = (
    Statement
    | Kind
    | Within
    | About
    | Equal
    | Compared
    | Serving
    | Exceeds
    | Differ
    | Extreme
    | Tally
    | Evidenced
    | Join
    | Union
    | Minus
)
UNIT = Join(())


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


@dataclass(frozen=True, slots=True)
class Outline:
    """What the graph can tell at all: the kinds of its things; of one term, or between two, the properties."""

    terms: tuple[NamedNode, ...] = ()


Plan = Select | Count | Aggregate | Ask | Describe | Agree | Route | Link | Compare | Outline


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
