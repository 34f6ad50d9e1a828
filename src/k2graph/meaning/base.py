"""How a parse tree is given its meaning, bottom-up: each rule of question.lark is a method under its name.

Every part of a tree means a tuple of alternatives; what types and prepositions rule out is gone at once.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from k2graph.algebra import (
    Join,
    Kind,
    OrderBy,
    Pattern,
    Statement,
    Union,
    Within,
    join,
    walk,
)
from k2graph.composer import Composer
from k2graph.grammar import AMBIGUOUS, Tree
from k2graph.lexicon import Sense
from k2graph.phrases import (
    DIRECT,
    FEW,
    IMPOSSIBLE,
    LEAST,
    MANY,
    MOST,
    VALUE,
    Argument,
    Clause,
    NounPhrase,
    negated,
)

MOST_ALTERNATIVES = 96
ROUTE = 4  # what it costs to read "how" as asking for steps, where a property answers it

Predicate = Callable[..., Clause | None]  # of a subject, and of arguments that stand elsewhere in the question
Gapped = Callable[..., Clause | None]  # the noun phrase asked for, and the preposition put before it


@dataclass(frozen=True, slots=True)
class Args:
    """The arguments after a relational word, and the preposition left without its noun phrase, if any."""

    args: tuple[Argument, ...] = ()
    stranded: str | None = None
    degree: str = ""  # "… the most": ranked by the size of what is said


@dataclass(frozen=True, slots=True)
class Wrapped:
    """A clause that is asked about in another way than whether it holds: ``agree``, ``route``, ``why``."""

    form: str
    inner: Any


@dataclass(frozen=True, slots=True)
class Related:
    """The predicate of a relational word: it says its relation of a subject, or denies it."""

    composer: Composer
    sense: Sense
    args: Args
    denied: bool = False

    def __call__(self, subject: NounPhrase, *more: Argument) -> Clause | None:
        """Say it of a subject, with arguments that stand elsewhere in the question."""
        said = (*self.args.args, *more)
        return self.composer.relate(self.sense, ranked(subject, self.args), said, denied=self.denied)


class Interpretation:
    """Computes what a parse tree means: `Clause` alternatives, or a `Describe` of one thing."""

    def __init__(self, composer: Composer) -> None:
        self.c = composer
        self._known: dict[int, tuple[Any, ...]] = {}

    def meanings(self, tree: Tree) -> tuple[Any, ...]:
        """Every alternative meaning of a tree, without repeats of the same tree."""
        known = self._known.get(id(tree))
        if known is None:
            known = tuple(itertools.islice(self._evaluate(tree), MOST_ALTERNATIVES))
            self._known[id(tree)] = known
        return known

    def _asked_of(self, sense: Sense, phrase: NounPhrase) -> Clause | None:
        """What the value is that a relational word gives a thing."""
        own = self.c.asked_for(replace(self.c.anything(), kinds=self.c.values_of(sense)))
        return self.c.relate(sense, own, [(DIRECT, phrase)], bare=True)

    def _evaluate(self, tree: Tree) -> Iterator[Any]:
        if tree.data == AMBIGUOUS:
            for child in tree.children:
                if isinstance(child, Tree):
                    yield from self.meanings(child)
            return
        rule = getattr(self, f"_{tree.data}", None)
        if rule is None:
            yield from self._pass(tree)
            return
        parts = [self.meanings(c) if isinstance(c, Tree) else (c,) for c in tree.children]
        for chosen in itertools.islice(itertools.product(*parts), 4 * MOST_ALTERNATIVES):
            for meaning in rule(*chosen):
                if meaning is not None:
                    yield meaning

    def _pass(self, tree: Tree) -> Iterator[Any]:
        """A rule without a meaning of its own means what its one part means."""
        (part,) = (child for child in tree.children if isinstance(child, Tree))
        yield from self.meanings(part)


def wanted(composer: Composer, phrase: NounPhrase) -> Clause:
    """The clause of a noun phrase that is the whole question, ranked by itself where it says most or least."""
    clause = replace(phrase.apply(lambda _node: Clause()), function=phrase.function)
    if phrase.quant in {MANY, FEW} or phrase.tally is not None or phrase.size is not None:
        return replace(clause, cost=IMPOSSIBLE)  # nothing is said that they could be counted by, or so much of it
    if phrase.quant in {MOST, LEAST} and clause.order is None and clause.wh is not None:
        if phrase.kinds != VALUE:
            return replace(clause, cost=IMPOSSIBLE)  # a thing is no value: what it is ranked by is not said
        return replace(clause, order=OrderBy(clause.wh, phrase.quant == MOST, composer.are_numbers(phrase.valued)))
    return clause


def unbound(composer: Composer, phrase: NounPhrase) -> NounPhrase:
    """The phrase as some one thing, to try what can be said of it."""
    return replace(phrase, apply=lambda scope: scope(composer.fresh()), is_wh=False)


def denied(clause: Clause | None) -> Clause | None:
    """That a source denies what a clause says; None where it is not one relation, which alone can be denied."""
    if clause is None:
        return None
    parts = clause.pattern.parts if isinstance(clause.pattern, Join) else (clause.pattern,)
    if sum(isinstance(part, Statement) for part in parts) != 1:
        return None
    turned = [replace(part, denied=not part.denied) if isinstance(part, Statement) else part for part in parts]
    return replace(clause, pattern=join(*turned))


def negate(composer: Composer, predicate: Predicate, subject: NounPhrase) -> Clause | None:
    """That a predicate does not hold of a subject, as far as is known."""
    tried = predicate(unbound(composer, subject))
    if tried is None:
        return None
    if any(isinstance(part, Statement) and part.said and part.said.contrary for part in walk(tried.pattern)):
        return denied(predicate(subject))  # a word that itself denies says, with "not", what it denies

    def inner(node: Any) -> Clause:
        said = predicate(replace(subject, apply=lambda scope: scope(node), is_wh=False))
        return Clause(negated(_inclusive((said or Clause()).pattern, composer)))

    return subject.apply(inner)


def _inclusive(pattern: Pattern, composer: Composer) -> Pattern:
    """A pattern for what is to be taken away: what is not of a kind is not the kind itself either."""
    if isinstance(pattern, Kind) and len(pattern.kinds) == 1 and pattern.kinds[0] in composer.schema.covering:
        return Within(pattern.term, pattern.kinds[0])
    if isinstance(pattern, Join | Union):
        return replace(pattern, parts=tuple(_inclusive(part, composer) for part in pattern.parts))
    return pattern


def ranked(subject: NounPhrase, args: Args) -> NounPhrase:
    """A subject of which something is said most or least."""
    return replace(subject, quant=args.degree, is_ranked=True) if args.degree else subject
