"""Heads of noun phrases and what stands before and after them.

A plain head ("foods", "osteocalcin") is narrowed by its modifiers. A relational head ("source", "half-life", "content")
first takes from among them the arguments of its relation, as "of MK-7" in "source of MK-7".
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from pyoxigraph import Variable

from k2graph.algebra import Node, OrderBy, Statement, rename, walk
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
    negated,
    said_to_be,
)
from k2graph.selection import states_all
from k2graph.vocab import AMOUNT_LEVEL

Change = Callable[[NounPhrase], NounPhrase | None]


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
class Naming:
    """A name after the head: "the capital X"; ``called``: with a word that says so, "the capital called X"."""

    phrase: NounPhrase
    called: bool = False


Part = Modifier | PostModifier | Naming | Change


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a noun phrase: what it stands for, and its relation where it is a relational noun."""

    phrase: NounPhrase
    sense: Sense | None = None
    relational: bool = False  # the word of a class is a relational noun as well: "the capital of"


def nominal(composer: Composer, head: Head, mods: list[Part], posts: list[Part]) -> Iterator[NounPhrase]:
    """Every way in which a head and its modifiers make a noun phrase."""
    if head.sense is None:
        if not head.relational:
            yield from _titled(composer, head.phrase, mods, posts)
        yield from _narrowed(composer, head.phrase, mods, posts)
    elif head.sense.kind == "ANOUN":
        yield from _amounts(composer, head.sense, mods, posts)
    else:
        yield from _relational(composer, head.sense, mods, posts)


def _narrowed(composer: Composer, phrase: NounPhrase, mods: list[Part], posts: list[Part]) -> Iterator[NounPhrase]:
    if not mods and not posts:
        yield phrase
        return
    if len(posts) > 1:
        phrase = composer.costing(phrase, len(posts) - 1)  # what may be said of the nearer noun is said of that
    possessed = bool(mods) and not posts and all(isinstance(part, Modifier) for part in mods)
    found: list[NounPhrase] = [phrase.as_class or phrase, *([phrase] if possessed and phrase.as_class else [])]
    for part in [*reversed(mods), *posts]:
        found = [narrowed for np in found for narrowed in _apply(composer, part, np)]
    yield from found


def _titled(composer: Composer, phrase: NounPhrase, mods: list[Part], posts: list[Part]) -> Iterator[NounPhrase]:
    """A class and a name of its kind, which stand for what is named: "the X river", "the state of X"; a name and a place."""
    first = posts[0] if posts else None
    if phrase.names:
        if isinstance(first, Naming):
            yield from _rest(composer, composer.situated(phrase, first.phrase), mods, posts[1:])
        return
    if mods and isinstance(mods[-1], Modifier):
        yield from _rest(composer, composer.of_kind(mods[-1].phrase, phrase), mods[:-1], posts)
    if isinstance(first, Naming) or (isinstance(first, PostModifier) and first.prep == "of"):
        yield from _rest(composer, composer.of_kind(first.phrase, phrase), mods, posts[1:])


def _rest(composer: Composer, phrase: NounPhrase | None, mods: list[Part], posts: list[Part]) -> Iterator[NounPhrase]:
    if phrase is not None:
        yield from _narrowed(composer, phrase, mods, posts)


def _apply(composer: Composer, part: Part, phrase: NounPhrase) -> Iterator[NounPhrase]:
    """A noun phrase narrowed by one modifier, in each way that the words allow."""
    if isinstance(part, Modifier):
        if part.phrase.names and phrase.names and part.phrase.as_class is None and phrase.as_class is None:
            return  # two names side by side: the second is the place of the first, or nothing
        changed = composer.compound(part.phrase, phrase)
        if changed is not None:
            yield changed
        if composer.qualifies("of", part.phrase):
            yield composer.with_pending(phrase, "of", part.phrase)
    elif isinstance(part, PostModifier):
        for sense in composer.prepositions.get(part.prep, ()):
            changed = composer.restrict(phrase, _prepositional(composer, sense, part.phrase))
            if changed is not None:
                yield changed
        changed = composer.restrict(phrase, had(composer, part.phrase)) if _is_had(part) else None
        if changed is not None:
            yield changed
    elif isinstance(part, Naming):
        name = composer.of_kind(part.phrase, phrase) if part.called and not phrase.names else None
        changed = composer.restrict(phrase, _being(name)) if name is not None else None
        if changed is not None:
            yield changed
    else:
        changed = part(phrase)
        if changed is not None:
            yield changed


def _is_had(part: PostModifier) -> bool:
    """Whether a preposition says that something is had: "with the largest share"."""
    return part.prep == "with" and part.phrase.of is not None


def had(composer: Composer, phrase: NounPhrase) -> Callable[[NounPhrase], Clause | None]:
    """To have a relational noun is to stand in its relation: "has a long half-life"."""
    of = phrase.of
    assert of is not None

    def said(subject: NounPhrase, *more: Argument) -> Clause | None:
        tried = None if more else of(bound(subject, composer.fresh()))
        if tried is None:
            return None
        if phrase.quant == NONE:
            lacking = tried.apply(lambda _node: Clause()).pattern
            return (
                subject.apply(lambda node: _had(of(bound(subject, node)), NONE))
                if states_all(composer.schema, lacking)
                else None
            )
        return subject.apply(
            lambda node: _had(
                of(bound(subject, node)), phrase.quant, plain=composer.are_numbers(phrase.valued), per=node
            )
        )

    return said


def _had(phrase: NounPhrase | None, quant: str, *, plain: bool = False, per: Node | None = None) -> Clause:
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


def _prepositional(composer: Composer, sense: Sense, argument: NounPhrase) -> Callable[[NounPhrase], Clause | None]:
    return lambda np: _costing(composer.relate(sense, np, [(DIRECT, argument)], bare=True), 1)


def _relational(composer: Composer, sense: Sense, mods: list[Part], posts: list[Part]) -> Iterator[NounPhrase]:
    """A relational noun with each part that may be its argument; with none, it can still be had by a subject."""
    mods, levels = _levels(composer, mods)
    sense = replace(sense, form=LEVEL) if levels else sense
    kinds = composer.values_of(sense) or composer.stands_for(sense)
    for at, name in [(i, part.phrase) for i, part in enumerate(posts) if isinstance(part, Naming)]:
        if at > 0 and not getattr(posts[at], "called", False):
            return  # a name stands right after what it names
        fitting = composer.of_kind(name, NounPhrase(name.apply, kinds))
        if fitting is None:
            return
        levels.append(_being(fitting))
    posts = [part for part in posts if not isinstance(part, Naming)]
    for argument, left_mods, left_posts in _choices(sense, mods, posts):
        qualifiers, others = _qualifiers(composer, left_posts)

        def of(owner: NounPhrase | None, extra: tuple[Argument, ...] = tuple(qualifiers)) -> NounPhrase | None:
            if owner is not None and owner.quant == ALL:
                owner = replace(owner, quant="")  # the values of all of them are those of each
            if owner is not None and owner.quant in {MOST, LEAST} and composer.values_of(sense):
                return None  # that the value is the most is said of the value, not of its owner
            args: list[Argument] = [(DIRECT, owner)] if owner is not None else []
            own = replace(composer.anything(), kinds=kinds)
            made = composer.restrict(own, lambda np: composer.relate(sense, np, [*args, *extra], bare=True))
            for level in levels if made is not None else ():
                made = made and composer.restrict(made, level)
            return made

        built = of(argument)
        if built is None:
            continue
        counts = sense.prep if sense.kind == "COUNTNOUN" else None
        valued = sense.inverses if built.kinds == VALUE else ()
        built = replace(built, valued=valued, counts=counts, words=plural(sense.lemma))
        if argument is None:
            built = replace(built, of=of)
        narrowed = _narrowed(composer, built, left_mods, others) if left_mods or others else iter((built,))
        yield from (_owning(np, sense) for np in narrowed) if argument is None else narrowed


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


def _levels(composer: Composer, mods: list[Part]) -> tuple[list[Part], list[Callable[[NounPhrase], Clause]]]:
    """Split off the levels ("long", "high") that say what the value itself is."""
    kept: list[Part] = []
    levels: list[Callable[[NounPhrase], Clause]] = []
    for part in mods:
        if isinstance(part, Modifier) and _is_level(composer, part.phrase):
            levels.append(_being(part.phrase))
        else:
            kept.append(part)
    return kept, levels


def _is_level(composer: Composer, phrase: NounPhrase) -> bool:
    return phrase.named is not None and AMOUNT_LEVEL in composer.schema.ancestors.get(phrase.named, ())


def _being(level: NounPhrase) -> Callable[[NounPhrase], Clause]:
    return lambda np: np.apply(lambda node: said_to_be(level, node))


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


def _amounts(composer: Composer, sense: Sense, mods: list[Part], posts: list[Part]) -> Iterator[NounPhrase]:
    """A noun for the amount in a relation ("content", "amount"): of what, and in what, decided by types."""
    parts = [*mods, *posts]
    phrases = [part.phrase for part in parts if isinstance(part, Modifier | PostModifier)]
    if len(phrases) != len(parts) or not 1 <= len(phrases) <= 2:
        return
    pairs = (
        [(phrases[0], phrases[-1]), (phrases[-1], phrases[0])]
        if len(phrases) == 2
        else [(phrases[0], None), (None, phrases[0])]
    )
    for subject, thing in pairs:
        made = composer.amount_in(sense, subject or composer.anything(), thing or composer.anything())
        if made is not None:
            yield made


def _costing(clause: Clause | None, cost: int) -> Clause | None:
    return None if clause is None else replace(clause, cost=clause.cost + cost)
