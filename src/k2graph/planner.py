"""From a question's lattice to its plan: parse, compose, rank; one reading, or ask back.

Ranking knows only the words and the schema, never whether an answer would be empty.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from pyoxigraph import NamedNode

from k2graph.algebra import (
    Plan,
    Statement,
    canonical,
    to_sse,
    walk,
)
from k2graph.composer import Composer
from k2graph.errors import QuestionSyntax, Unplannable
from k2graph.grammar import Grammar, Tree
from k2graph.lexicon import Lexicon, Sense, answering, key
from k2graph.meaning import Interpreter, Wrapped
from k2graph.mentions import Lattice, Mention
from k2graph.ontology import Ontology
from k2graph.phrases import ANYTIME, ANYWHERE, DIRECT, IMPOSSIBLE, INSIDE, LEARNT, MANNER, Clause, TooComplexError
from k2graph.plans import cost, to_plan

MOST_TOKENS = 60
MOST_LINES = 400  # of a parse tree, as shown
MOST_STATEMENTS = 6  # solutions multiply with each
TOO_COMPLEX = "this can be read in too many ways to weigh them all: ask it in shorter parts"


@dataclass(frozen=True, slots=True)
class Parsed:
    """The plans that a question may mean, the plainest first, with the reading and tree they came from."""

    plans: tuple[Plan, ...]
    reading: tuple[Mention, ...] = ()
    tree: Tree | None = None

    def pretty(self) -> str:
        """The tree as text; cut where ambiguity makes it too long to read."""
        lines = itertools.islice(_lines(self.tree, 0), MOST_LINES) if self.tree else ()
        return "\n".join(lines)


class Planner:
    """Plans questions against one ontology and its lexicon; a plan that is not ``sayable`` in full is no reading."""

    def __init__(
        self, ontology: Ontology, lexicon: Lexicon, grammar: Grammar, sayable: Callable[[Plan], bool] | None = None
    ) -> None:
        self.ontology = ontology
        self.lexicon = lexicon
        self.grammar = grammar
        self._sayable = sayable or (lambda _plan: True)
        self._slots = {
            phrase: tuple(p for s in senses for p in s.predicates) for phrase, senses in lexicon.listed("SLOT")
        }
        self._prepositions = dict(lexicon.listed("RPREP"))
        self._unsaid = tuple(replace(s, kind="VERB") for _, senses in lexicon.listed("UNSAID") for s in senses)
        self.asked = {
            word: answering(ontology, name)
            for word, name in (
                ("who", "who"),
                (ANYWHERE, "where"),
                (ANYTIME, "when"),
                (LEARNT, "known"),
                (MANNER, "manner"),
                (INSIDE, "inside"),
            )
        }

    def composer(self) -> Composer:
        """What makes the meanings of one question."""
        return Composer(self.ontology.schema, self._slots, self._prepositions, self.asked, self._unsaid)

    def plan(self, lattice: Lattice) -> Parsed:
        """Every plan of the plainest reading that has one.

        Raises:
            QuestionSyntax: no reading is a sentence of the grammar.
            Unplannable: it is a sentence, but the schema rules every reading of it out.
        """
        furthest: tuple[int, Mention | None] = (-1, None)
        parsed_once = False
        composer = self.composer()
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

    def tied(self, senses: Sequence[Sense], one: NamedNode, other: NamedNode) -> Plan | None:
        """Whether what a relational noun says holds between two things; None where it may say several things of them.

        Of what holds both ways one direction says it all.
        """
        found: dict[Plan, None] = {}
        for predicate in sorted({p for s in senses for p in (*s.predicates, *s.inverses)}, key=lambda p: p.value):
            verb, info = self._verb(predicate), self.ontology.schema.properties.get(predicate)
            if verb is None:
                return None
            for subject, thing in ((one, other),) if info and info.symmetric else ((one, other), (other, one)):
                c = self.composer()
                plan = to_plan(c.relate(verb, c.constant(subject), [(DIRECT, c.constant(thing))], bare=True))
                found.update({canonical(plan): None} if plan is not None else {})
        return next(iter(found)) if len(found) == 1 else None

    def _verb(self, predicate: NamedNode) -> Sense | None:
        """The verb that a property has for its label."""
        words = key(self.ontology.label(predicate))
        for text in (words, words.rpartition(" ")[0]):
            for sense in self.lexicon[text]:
                if sense.kind == "VERB" and predicate in sense.predicates:
                    return replace(sense, predicates=(predicate,), inverses=())
        return None

    def _plans(self, tree: Tree, composer: Composer) -> tuple[Plan, ...]:
        found: dict[Plan, int] = {}
        for meaning in Interpreter(composer).meanings(tree):
            plan = to_plan(meaning)
            if sum(isinstance(node, Statement) for node in walk(plan)) > MOST_STATEMENTS:
                raise TooComplexError
            if plan is not None:
                plan = canonical(plan)
                clause = meaning.inner if isinstance(meaning, Wrapped) else meaning
                price = cost(plan) + (clause.cost if isinstance(clause, Clause) else 0)
                if price < IMPOSSIBLE:
                    found[plan] = min(price, found.get(plan, price))
        for least in sorted(set(found.values())):
            plans = [plan for plan, price in found.items() if price == least and self._sayable(plan)]
            if plans:
                return tuple(sorted(plans, key=to_sse))
        return ()


def _lines(tree: Tree, depth: int) -> Iterator[str]:
    yield "  " * depth + str(tree.data)
    for child in tree.children:
        if isinstance(child, Tree):
            yield from _lines(child, depth + 1)
        else:
            yield "  " * (depth + 1) + str(child)
