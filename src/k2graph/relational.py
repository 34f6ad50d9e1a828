"""Relational nouns ("source", "half-life", "neighbor"): what they take as their argument, and how they are had.

Such a noun first takes from among its modifiers the arguments of its relation, as "of MK-7" in "source of MK-7".
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import reduce

from pyoxigraph import Variable

from k2graph.algebra import Node, OrderBy, Statement, rename, union, walk
from k2graph.composer import Composer
from k2graph.inflection import plural
from k2graph.lexicon import Sense
from k2graph.phrases import (
    ALL,
    DIRECT,
    FEW,
    LEAST,
    LEVEL,
    MANY,
    MOST,
    NONE,
    THEIRS,
    VALUE,
    Argument,
    Clause,
    NounPhrase,
    Scope,
    bound,
    coordinated,
    negated,
    said_to_be,
)
from k2graph.selection import states_all
from k2graph.vocab import AMOUNT_LEVEL

BARE = 24  # what it costs to read a noun right after another as what that is of
Change = Callable[[NounPhrase], NounPhrase | None]
Restriction = Callable[[NounPhrase], Clause | None]


@dataclass(frozen=True, slots=True)
class Modifier:
    """A noun before the head, or a possessive."""

    phrase: NounPhrase


@dataclass(frozen=True, slots=True)
class PostModifier:
    """A preposition and its noun phrase after the head."""

    prep: str
    phrase: NounPhrase


@dataclass(frozen=True, slots=True)
class Dated:
    """A year before the head: "the 1943 X"."""

    phrase: NounPhrase


@dataclass(frozen=True, slots=True)
class Naming:
    """A name after the head: "the capital X"; ``called``: with a word that says so, "the capital called X"."""

    phrase: NounPhrase
    called: bool = False


Part = Modifier | PostModifier | Dated | Naming | Change


def as_it_is(phrase: NounPhrase) -> NounPhrase:
    """The phrase without any change: everything in the graph is "named", or "listed"."""
    return phrase


def being(phrase: NounPhrase) -> Restriction:
    """That something is what a phrase describes."""
    return lambda np: np.apply(lambda node: said_to_be(phrase, node))


def relational(
    composer: Composer, sense: Sense, mods: list[Part], posts: list[Part]
) -> Iterator[tuple[NounPhrase, list[Part], list[Part]]]:
    """A relational noun with each part that may be its argument, and the parts that are left over.

    With no argument it can still be had by a subject.
    """
    levels = [part for part in mods if isinstance(part, Modifier) and _is_level(composer, part.phrase)]
    posts = [*posts, *(PostModifier("in", part.phrase) for part in mods if isinstance(part, Dated))]
    mods = [part for part in mods if part not in levels and not isinstance(part, Dated)]
    sense = replace(sense, form=LEVEL) if levels else sense
    kinds = composer.values_of(sense) or composer.stands_for(sense)
    told = _told(composer, sense, NounPhrase(lambda _scope: Clause(), kinds), posts, led=bool(mods))
    if told is None:
        return
    posts, restrictions = told
    restrictions = [*(being(level.phrase) for level in levels), *restrictions]
    for argument, left_mods, left_posts in _choices(sense, mods, posts):
        qualifiers, others = _qualifiers(composer, left_posts)
        of = _taking(composer, sense, tuple(qualifiers), restrictions)
        built = of(argument)
        if built is None:
            continue
        further = [part for part in left_posts if part is not as_it_is]
        if argument is not None and len(left_posts) < len(posts):
            built = composer.costing(built, len(further))  # what follows the argument may be said of that
        counts = sense.prep if sense.kind == "COUNTNOUN" else None
        valued = sense.inverses if kinds == VALUE else ()
        built = replace(built, valued=valued, counts=counts, words=plural(sense.lemma))
        yield _owning(replace(built, of=of), sense) if argument is None else built, left_mods, others


def _owning(phrase: NounPhrase, sense: Sense) -> NounPhrase:
    """A relational noun of which something is said about what is theirs: that is what they are the noun of."""

    def apply(scope: Scope) -> Clause:
        own: list[Node] = []

        def inner(node: Node) -> Clause:
            own.append(node)
            return scope(node)

        clause = phrase.apply(inner)
        if THEIRS not in set(walk(clause.pattern)):
            return clause
        said = [s for s in walk(clause.pattern) if isinstance(s, Statement) and own and own[0] in (s.subject, s.object)]
        whose = next((s for s in said if {*s.predicates, *s.inverses} & {*sense.predicates, *sense.inverses}), None)
        if whose is None:
            return clause
        owned = whose.object if whose.subject == own[0] else whose.subject
        return replace(clause, pattern=rename(clause.pattern, {THEIRS: owned}))

    return replace(phrase, apply=apply)


def _is_level(composer: Composer, phrase: NounPhrase) -> bool:
    """Whether a word before the noun says what the value itself is: "long", "high"."""
    return phrase.named is not None and AMOUNT_LEVEL in composer.schema.ancestors.get(phrase.named, ())


def _told(
    composer: Composer, sense: Sense, head: NounPhrase, posts: list[Part], *, led: bool
) -> tuple[list[Part], list[Restriction]] | None:
    """Split off the name, or number, that the noun itself is told to be; None where a name is not of its kind.

    ``led``: something stands before the noun that it may be of.
    """
    kept: list[Part] = []
    restrictions: list[Restriction] = []
    for i, part in enumerate(posts):
        if isinstance(part, Naming):
            name = _name(composer, part.phrase, head) if i == 0 or part.called else None
            if name is not None:
                restrictions.append(being(name))
            elif i or part.called or led:
                return None  # a name stands right after what it names
            else:  # in keywords, what it is of: "half-life X"
                kept.append(PostModifier("of", composer.costing(part.phrase, BARE)))
        elif isinstance(part, PostModifier) and part.phrase.is_figure and part.prep == "of":
            if not composer.are_numbers(sense.inverses):
                return None
            restrictions.append(being(part.phrase))
        else:
            kept.append(part)
    return kept, restrictions


def _name(composer: Composer, name: NounPhrase, head: NounPhrase) -> NounPhrase | None:
    """A name, or a written value, as what a noun stands for; None where it is no such thing."""
    if name.is_text:
        return name if name.kinds & head.kinds else None
    if not head.kinds and not any(composer.schema.ancestors[thing] for thing in name.names):
        return composer.named(name.names)  # nothing tells what either is
    return composer.of_kind(name, head)


def _taking(
    composer: Composer, sense: Sense, qualifiers: tuple[Argument, ...], restrictions: list[Restriction]
) -> Callable[[NounPhrase | None], NounPhrase | None]:
    """The noun as a function of what it is of."""
    values = composer.values_of(sense)
    kinds = values or composer.stands_for(sense)

    def of(owner: NounPhrase | None) -> NounPhrase | None:
        if owner is not None and owner.quant == ALL:
            owner = replace(owner, quant="")  # the values of all of them are those of each
        if owner is not None and owner.members and values:
            owner = reduce(lambda one, other: coordinated(one, other, union), owner.members)  # the value of each
        if owner is not None and owner.quant in {MOST, LEAST} and values:
            return None  # that the value is the most is said of the value, not of its owner
        args: list[Argument] = [(DIRECT, owner)] if owner is not None else []
        own = replace(composer.anything(), kinds=kinds)
        made = composer.restrict(own, lambda np: composer.relate(sense, np, [*args, *qualifiers], bare=True))
        for restriction in restrictions:
            made = made and composer.restrict(made, restriction)
        return made

    return of


def _choices(
    sense: Sense, mods: list[Part], posts: list[Part]
) -> Iterator[tuple[NounPhrase | None, list[Part], list[Part]]]:
    for i, part in enumerate(posts):
        if isinstance(part, PostModifier) and part.prep in {sense.prep, "of"}:
            yield part.phrase, mods, posts[:i] + posts[i + 1 :]
    for i, part in enumerate(mods):
        if isinstance(part, Modifier):
            yield part.phrase, mods[:i] + mods[i + 1 :], posts
    yield None, mods, posts


def _qualifiers(composer: Composer, posts: list[Part]) -> tuple[list[Argument], list[Part]]:
    """Split the parts after a relational noun into qualifiers of its relation and the others."""
    qualifiers: list[Argument] = []
    others: list[Part] = []
    for part in posts:
        if isinstance(part, PostModifier) and composer.qualifies(part.prep, part.phrase):
            qualifiers.append((part.prep, part.phrase))
        else:
            others.append(part)
    return qualifiers, others


def had(composer: Composer, phrase: NounPhrase) -> Callable[..., Clause | None]:
    """To have a relational noun is to stand in its relation: "has a long half-life"."""
    of = phrase.of
    assert of is not None

    def said(subject: NounPhrase, *more: Argument) -> Clause | None:
        if phrase.is_distinct and subject.members:
            return None  # that theirs are different is not that they have one
        tried = None if more else of(bound(subject, composer.fresh()))
        if tried is None:
            return None
        stated = states_all(composer.schema, tried.apply(lambda _node: Clause()).pattern)
        if phrase.quant == NONE and not stated:
            return None
        plain = composer.are_numbers(phrase.valued)
        return subject.apply(lambda node: _had(of(bound(subject, node)), phrase.quant, node, plain=plain))

    return said


def _had(phrase: NounPhrase | None, quant: str, per: Node, *, plain: bool) -> Clause:
    """The clause of something had, ranked by it where it is had most or least."""
    own: list[Node] = []

    def scope(node: Node) -> Clause:
        own.append(node)
        return Clause()

    clause = phrase.apply(scope) if phrase is not None else Clause()
    if quant == NONE:
        return Clause(negated(clause.pattern), cost=clause.cost)
    ranked = own[0] if own else None
    if quant in {MOST, LEAST} and isinstance(ranked, Variable):
        return replace(clause, value=ranked, order=OrderBy(ranked, quant == MOST, plain))
    if quant in {MANY, FEW} and isinstance(ranked, Variable) and isinstance(per, Variable):
        return replace(clause, order=OrderBy(ranked, quant == MANY, per=per))
    return clause
