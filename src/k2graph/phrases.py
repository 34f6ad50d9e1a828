"""What phrases mean: noun phrases as patterns around one variable, and how they combine.

After Montague, as in SQUALL and Sparklis: a noun phrase takes what is said of it (its scope) and gives a clause.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from pyoxigraph import Literal, NamedNode, Variable

from k2graph.algebra import (
    UNIT,
    Equal,
    Extreme,
    Minus,
    Node,
    OrderBy,
    Pattern,
    Said,
    Statement,
    Tally,
    join,
    rename,
    walk,
)
from k2graph.vocab import K2, QUANTITY, XSD

THEIRS = Variable("theirs")  # what is somebody's, until the noun for them says whose
IT = Variable("it")  # what a pronoun stands for, until the relation around it says of whom it speaks
TEXT = XSD("string")
YEAR = XSD("gYear")
VALUE = frozenset({QUANTITY})

MOST_STEPS = 2_000  # how often a relation may be tried in one question
IMPOSSIBLE = 1000  # the cost of a reading that leaves words unused
LEVEL = "level"  # the form of a noun that a level of its value stands before: "a long half-life"
PORTION = "portion"  # the form of words that say how much of something is taken: "how much K2 should women take"
SHARE = "share"  # the form of words that say how many of somebody have something: "how many women have X"
COMPOUND = 3  # what it costs to read two nouns side by side as some relation between them
COERCED = 3  # what it costs to say something of an amount, or the amount of something, against the schema
MUTUAL = 12  # what it costs to say of two things that they do something to each other, not each by itself
AMOUNT, MOST, LEAST, SIZED, ALL, NONE = "amount", "most", "least", "sized", "all", "none"
MANY, FEW = "many", "few"  # the most, or the fewest, by number
DOSE = "at"
DIRECT, ANYWHERE, ANYTIME, MANNER = "", "*where", "*when", "*how"
LEARNT = "*learnt"  # when it was found that something is so
SIZING = {"by", "to", "at", "of", "about", "with", "for"}  # before an amount that tells the size of what is said
PER = "*per"
PER_UNIT = K2("perUnit")
BY = "by"  # before the size of what is said
INSIDE = "*inside"  # what is in a body, and does what the body does
CIRCUMSTANCE = "*circumstance"  # a state that somebody is in: "while on X"
COMPANION = "*with"  # something that somebody takes, said beside what else they take: "with X"
WHEN = {"when", "while", "if", "as", "once"}
ADVERBS = {ANYWHERE, ANYTIME, MANNER, LEARNT}


@dataclass(frozen=True, slots=True)
class Clause:
    """A pattern, and what the question wants of it: the variable asked for, the amount shown, the order."""

    pattern: Pattern = UNIT
    wh: Variable | None = None
    value: Variable | None = None
    order: OrderBy | None = None
    count: bool = False
    function: str = ""  # what is made of the numbers asked for: their sum, their mean
    cost: int = 0  # how far the words were stretched

    def joined(self, other: Clause, combine: Callable[..., Pattern] = join) -> Clause:
        """Both clauses, their patterns combined."""
        return Clause(
            combine(self.pattern, other.pattern),
            self.wh or other.wh,
            self.value or other.value,
            self.order or other.order,
            self.count or other.count,
            self.function or other.function,
            self.cost + other.cost + (IMPOSSIBLE if self.order and other.order else 0),  # one thing can be ranked by
        )


class TooComplexError(Exception):
    """A question whose readings are too many to be weighed."""


Scope = Callable[[Node], Clause]


@dataclass(frozen=True, slots=True)
class NounPhrase:
    """What a noun phrase contributes: ``apply`` puts it around its scope; ``kinds`` are what it is known to be."""

    apply: Callable[[Scope], Clause]
    kinds: frozenset[NamedNode] = frozenset()
    quant: str = ""
    named: NamedNode | None = None
    is_wh: bool = False
    words: str = ""  # the question word that asks for a value: "how long"
    asks: tuple[NamedNode, ...] = ()  # the properties that a question word asks the value of: "how long"
    asks_of: NamedNode | None = None  # the class whose values the question word asks for
    counts: str | None = None  # the preposition of a noun whose value is a number of them: "people in"
    tally: tuple[str, Decimal] | None = None  # how many of them there are: "more than two"
    names: frozenset[NamedNode] = frozenset()  # what a name stands for: one of several things of that name
    asks_kind: bool = False  # "what kind of", or "which" of one
    is_bare: bool = False  # without a determiner
    is_plain: bool = False  # "what", "who": nothing but the question word
    is_plural: bool = False
    function: str = ""  # the sum or the mean of such values: "the total population"
    is_figure: bool = False  # a number without a unit
    is_other: bool = False  # "other": not what it is said of
    is_ranked: bool = False  # of which something is said most: "weighs the most", not "the heaviest weighs"
    is_anyone: bool = False  # "I", "you", "people": whoever it may be
    is_body: bool = False  # "the body": what is in it, whoever's it may be
    is_intake: bool = False  # "getting enough X": what acts, and not what is acted on
    is_distinct: bool = False  # "different Xs"
    is_each_other: bool = False
    among: frozenset[NamedNode] = frozenset()  # the kind of thing that has the most of it: "the most K2 of all foods"
    called: str = ""  # the name that a named thing was called by
    as_class: NounPhrase | None = None
    valued: tuple[NamedNode, ...] = ()  # the properties that a noun for a value is the value of
    of: Callable[[NounPhrase], NounPhrase | None] | None = None  # a relational noun that still lacks its argument
    exact: NounPhrase | None = None  # the same thing without its cases
    pending: tuple[
        tuple[str, NounPhrase], ...
    ] = ()  # possessives that qualify what is said of it: "the spine's density"
    is_text: bool = False  # a value that is written out: an address, a code
    settled: NounPhrase | None = None  # the phrase without its pending possessives, for the relation that takes them
    than: NounPhrase | None = None  # what it is compared with: "more of it than Y has"
    is_less: bool = False  # it is less than that
    times: Decimal | None = None  # it is so many times that
    is_as_much: bool = False  # it is at least that
    members: tuple[NounPhrase, ...] = ()  # the parts of a coordinated phrase
    is_joint: bool = False  # joined by "and"
    is_excepting: bool = False  # ends in what is excepted, to which what is joined next belongs: "except X and Y"
    state: str = ""  # the words for a state or an event: "X strong", "Y from hardening"
    size: NounPhrase | None = None  # the amount that it is said with: "500 µg of it"


Argument = tuple[str, NounPhrase]


def apply_all(phrases: Sequence[NounPhrase], say: Callable[[tuple[Node, ...]], Clause]) -> Clause:
    """Put several noun phrases around one scope: the one asked for outermost, the others in order."""
    order = sorted(range(len(phrases)), key=lambda i: not phrases[i].is_wh)

    def around(rest: list[int], done: dict[int, Node]) -> Clause:
        if not rest:
            return say(tuple(done[i] for i in range(len(phrases))))
        return phrases[rest[0]].apply(lambda node: around(rest[1:], {**done, rest[0]: node}))

    return around(order, {})


def said_to_be(phrase: NounPhrase, node: Node) -> Clause:
    """That a node is what a noun phrase describes: the phrase's own variable becomes the node."""
    found: list[Node] = []

    def scope(own: Node) -> Clause:
        found.append(own)
        return Clause()

    said = phrase.apply(scope)
    ranked = {n for part in walk(said.pattern) if isinstance(part, Extreme | Tally) for n in walk(part)}
    kept = ranked if isinstance(node, NamedNode) else set()  # it is the most among others, not among itself
    names: dict[Variable, Node] = {own: node for own in found if isinstance(own, Variable) and own not in kept}
    same = [Clause(Equal(node, (own,))) for own in found if isinstance(own, NamedNode | Literal) and own != node]
    same += [Clause(Equal(own, (node,))) for own in found if own in kept and isinstance(node, NamedNode)]
    clause = Clause(rename(said.pattern, names), wh=said.wh, value=said.value, order=said.order, cost=said.cost)
    for equal in same:
        clause = clause.joined(equal)
    return clause


def bound(phrase: NounPhrase, node: Node) -> NounPhrase:
    """The phrase as a thing that is already spoken of."""
    return replace(phrase, apply=lambda scope: scope(node), is_wh=False)


def closed(phrase: NounPhrase) -> NounPhrase:
    """A phrase ranked by its own words: it is the most among all that they describe, whatever else is said of it."""

    def apply(scope: Scope) -> Clause:
        found: list[Node] = []

        def own(node: Node) -> Clause:
            found.append(node)
            return Clause()

        described = phrase.apply(own)
        order = described.order
        if not found or order is None:
            return described.joined(scope(found[0])) if found else described
        best = Extreme(
            order.per or found[0],
            described.pattern,
            order.variable,
            order.descending,
            order.per is not None,
            order.plain,
        )
        return replace(described, pattern=best, order=None, value=None).joined(scope(found[0]))

    return replace(phrase, apply=apply)


def coordinated(left: NounPhrase, right: NounPhrase, combine: Callable[..., Pattern]) -> NounPhrase:
    """Two noun phrases joined by and, or, but not: what is said is said of each."""

    def apply(scope: Scope) -> Clause:
        return left.apply(scope).joined(right.apply(scope), combine)

    members = (*(left.members or (left,)), *(right.members or (right,)))
    if right.named is not None and right.named in {member.named for member in members[:-1]}:
        return left  # said twice
    return NounPhrase(
        apply,
        left.kinds | right.kinds,
        quant=left.quant or right.quant,
        is_wh=left.is_wh or right.is_wh,
        members=members,
    )


def literal(value: Literal, datatype: NamedNode) -> NounPhrase:
    """A value that is written out."""
    return NounPhrase(lambda scope: scope(value), frozenset({datatype}))


def counted_per(node: Node, unit: Node) -> Statement:
    """That an amount is counted per a unit: a day."""
    return Statement(node, (PER_UNIT,), unit, said=Said("UNIT", unit.value, ""))


def negated(pattern: Pattern) -> Pattern:
    """What fits where the pattern does not."""
    return Minus(UNIT, pattern)
