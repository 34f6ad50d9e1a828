"""Patterns: what has to hold of the things that a question asks for."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from pyoxigraph import Literal, NamedNode, Variable

from k2graph.units import Quantity

Node = NamedNode | Literal | Variable
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
    ``contrary``: the word itself denies ("avoid"). ``state``: the words for what it brings something into.
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
    state: str = ""


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
    said: str = field(default="", compare=False)  # the words that mean any of them, where they are not named


@dataclass(frozen=True, slots=True)
class Compared:
    """A variable stands for an amount that is compared with a number in a UCUM unit: ``<`` ``<=`` ``>`` ``>=``."""

    term: Variable
    operator: str
    quantity: Quantity
    plain: bool = False  # the value is a number itself, not an amount with a unit
    rank: Decimal | None = None  # an amount told in a word is compared with this rank on the scale of such words


@dataclass(frozen=True, slots=True)
class Serving:
    """An amount is told for so much of what it is in: it restricts nothing, and is how the amount is shown."""

    term: Variable
    of: Node
    quantity: Quantity


@dataclass(frozen=True, slots=True)
class Evidenced:
    """A claim speaks of each of these things and years, rests on a kind of evidence, if any, says one of each relation.

    ``by``: the study it is from, or who said it; ``said``: the words of the relations.
    """

    claim: Variable
    kind: NamedNode | None
    topics: tuple[NamedNode | Literal, ...]
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
