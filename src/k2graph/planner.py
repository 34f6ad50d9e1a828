"""From a question's lattice to its plan: parse, compose, rank; one reading, or ask back.

Ranking knows only the words and the schema, never whether an answer would be empty.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, replace

from pyoxigraph import Variable

from k2graph.algebra import (
    UNIT,
    Agree,
    Ask,
    Compare,
    Compared,
    Count,
    Describe,
    Join,
    Kind,
    Minus,
    Pattern,
    Plan,
    Route,
    Select,
    Statement,
    Union,
    canonical,
    join,
    to_sse,
    walk,
)
from k2graph.errors import QuestionSyntax, Unplannable
from k2graph.grammar import Grammar, Tree
from k2graph.lexicon import Lexicon, answering
from k2graph.meaning import Interpreter, Wrapped
from k2graph.mentions import Lattice, Mention
from k2graph.ontology import Ontology
from k2graph.phrases import ANYTIME, ANYWHERE, IMPOSSIBLE, MANNER, Clause, Composer, TooComplexError

MOST_TOKENS = 60
MOST_LINES = 400  # of a parse tree, as shown
MOST_STATEMENTS = 6  # solutions multiply with each
TOO_COMPLEX = "this can be read in too many ways to weigh them all: ask it in shorter parts"


@dataclass(frozen=True, slots=True)
class Parsed:
    """The plans that a question may mean, the plainest first, with the reading and tree they came from."""

    plans: tuple[Plan, ...]
    reading: tuple[Mention, ...]
    tree: Tree[Token]

    def pretty(self) -> str:
        """The tree as text; cut where ambiguity makes it too long to read."""
        lines = itertools.islice(_lines(self.tree, 0), MOST_LINES)
        return "\n".join(lines)


class Planner:
    """Plans questions against one ontology and its lexicon."""

    def __init__(self, ontology: Ontology, lexicon: Lexicon, grammar: Grammar) -> None:
        self.ontology = ontology
        self.lexicon = lexicon
        self.grammar = grammar
        self._slots = {
            phrase: tuple(p for s in senses for p in s.predicates) for phrase, senses in lexicon.listed("SLOT")
        }
        self._prepositions = dict(lexicon.listed("RPREP"))
        self._asked = {
            word: answering(ontology, name)
            for word, name in (("who", "who"), (ANYWHERE, "where"), (ANYTIME, "when"), (MANNER, "manner"))
        }

    def plan(self, lattice: Lattice) -> Parsed:
        """Every plan of the plainest reading that has one.

        Raises:
            QuestionSyntax: no reading is a sentence of the grammar.
            Unplannable: it is a sentence, but the schema rules every reading of it out.
        """
        furthest: tuple[int, Mention | None] = (-1, None)
        parsed_once = False
        composer = Composer(self.ontology.schema, self._slots, self._prepositions, self._asked)
        for reading in lattice.readings():
            if not reading or len(reading) > MOST_TOKENS:
                continue
            tree = self.grammar.parse(reading)
            if not isinstance(tree, Tree):
                reached = reading[min(tree, len(reading) - 1)]
                furthest = max(furthest, (reached.first, reached), key=lambda pair: pair[0])
                continue
            parsed_once = True
            try:
                plans = self._plans(tree, composer)
            except TooComplexError:
                raise Unplannable(TOO_COMPLEX, question=lattice.question) from None
            if plans:
                return Parsed(plans, reading, tree)
        if parsed_once:
            raise Unplannable("what is asked does not fit what the graph relates", question=lattice.question)
        at = furthest[1]
        start, end = (at.start, at.end) if at else (0, len(lattice.question))
        raise QuestionSyntax(
            "these words, in this order, are no question that is understood here",
            question=lattice.question,
            start=start,
            end=end,
        )

    def _plans(self, tree: object, composer: Composer) -> tuple[Plan, ...]:
        found: dict[Plan, int] = {}
        for meaning in Interpreter(composer).meanings(tree):  # type: ignore[arg-type]
            plan = to_plan(meaning)
            if sum(isinstance(node, Statement) for node in walk(plan)) > MOST_STATEMENTS:
                raise TooComplexError
            if plan is not None:
                plan = canonical(plan)
                clause = meaning.inner if isinstance(meaning, Wrapped) else meaning
                price = cost(plan) + (clause.cost if isinstance(clause, Clause) else 0)
                if price < IMPOSSIBLE:
                    found[plan] = min(price, found.get(plan, price))
        if not found:
            return ()
        least = min(found.values())
        return tuple(sorted((plan for plan, price in found.items() if price == least), key=to_sse))


def _lines(tree: Tree[Token], depth: int) -> Iterator[str]:
    yield "  " * depth + str(tree.data)
    for child in tree.children:
        if isinstance(child, Tree):
            yield from _lines(child, depth + 1)
        else:
            yield "  " * (depth + 1) + str(child)


def to_plan(meaning: object) -> Plan | None:
    """The plan of a clause; None where nothing in it restricts what is asked for."""
    if isinstance(meaning, Describe | Compare):
        return meaning
    if isinstance(meaning, Wrapped):
        inner = to_plan(meaning.inner)
        if meaning.form in {"agree", "dispute"}:
            return (
                Agree(inner, meaning.form == "dispute") if isinstance(inner, Select | Count | Ask | Describe) else None
            )
        return Route(inner.pattern, meaning.form == "why") if isinstance(inner, Ask) else None
    if not isinstance(meaning, Clause) or meaning.pattern == UNIT:
        return None
    pattern = without_idle(meaning.pattern, {meaning.wh, meaning.value})
    if any(isinstance(node, Minus) and not _tied(node) for node in walk(pattern)):
        return None
    if meaning.wh is None and meaning.order is not None:
        return None  # nothing is asked for that could be ranked
    if meaning.wh is None:
        if meaning.value is None or _is_sized(pattern, meaning.value):
            return Ask(pattern)
        return Select(meaning.value, pattern, None, meaning.order)
    if meaning.wh not in set(walk(pattern)):
        return None
    if meaning.count:
        return Count(meaning.wh, pattern)
    value = meaning.value if meaning.value != meaning.wh else None
    return Select(meaning.wh, pattern, value, meaning.order)


def _tied(part: Minus) -> bool:
    """Whether what is taken away is said of something that it is taken from."""
    left = {node for node in walk(part.left) if isinstance(node, Variable)}
    return any(node in left for node in walk(part.right) if isinstance(node, Variable)) or not left


def _is_sized(pattern: Pattern, value: Variable) -> bool:
    """Whether the question itself says how large a value is, so that it does not ask for it."""
    return any(isinstance(node, Compared) and node.term == value for node in walk(pattern))


def without_idle(pattern: Pattern, wanted: set[Variable | None]) -> Pattern:
    """A join in which two statements of one relation and object are one, where nothing else names the subject of either.

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


def cost(plan: Plan) -> int:
    """How far a plan is from plain: statements and their unnamed ends count, so that a phrase is read where it belongs."""
    nodes = list(walk(plan))
    statements = [node for node in nodes if isinstance(node, Statement)]
    mentioned = [node for node in nodes if isinstance(node, Variable)]
    loose = sum(1 for v in set(mentioned) if mentioned.count(v) == 1)
    return (
        4 * len(statements)
        + 2 * loose
        + sum(len(q.slots) > 3 for s in statements for q in s.qualifiers)
        + sum(isinstance(n, Kind | Union) for n in nodes)
    )
