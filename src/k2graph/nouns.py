"""Heads of noun phrases and what stands before and after them.

A plain head ("foods", "osteocalcin") is narrowed by its modifiers. A relational head ("source", "half-life", "content")
first takes from among them the arguments of its relation, as "of MK-7" in "source of MK-7".
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from k2graph.composer import Composer
from k2graph.lexicon import Sense
from k2graph.phrases import DIRECT, VALUE, Argument, Clause, NounPhrase, said_to_be
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


Part = Modifier | PostModifier | Change


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a noun phrase: what it stands for, and its relation where it is a relational noun."""

    phrase: NounPhrase
    sense: Sense | None = None


def nominal(composer: Composer, head: Head, mods: list[Part], posts: list[Part]) -> Iterator[NounPhrase]:
    """Every way in which a head and its modifiers make a noun phrase."""
    if head.sense is None:
        yield from _narrowed(composer, head.phrase, mods, posts)
    elif head.sense.kind == "ANOUN":
        yield from _amounts(composer, head.sense, mods, posts)
    else:
        yield from _relational(composer, head.sense, mods, posts)


def _narrowed(composer: Composer, phrase: NounPhrase, mods: list[Part], posts: list[Part]) -> Iterator[NounPhrase]:
    if not mods and not posts:
        yield phrase
        return
    possessed = bool(mods) and not posts and all(isinstance(part, Modifier) for part in mods)
    found: list[NounPhrase] = [phrase.as_class or phrase, *([phrase] if possessed and phrase.as_class else [])]
    for part in [*reversed(mods), *posts]:
        found = [narrowed for np in found for narrowed in _apply(composer, part, np)]
    yield from found


def _apply(composer: Composer, part: Part, phrase: NounPhrase) -> Iterator[NounPhrase]:
    """A noun phrase narrowed by one modifier, in each way that the words allow."""
    if isinstance(part, Modifier):
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
    else:
        changed = part(phrase)
        if changed is not None:
            yield changed


def _prepositional(composer: Composer, sense: Sense, argument: NounPhrase) -> Callable[[NounPhrase], Clause | None]:
    return lambda np: _costing(composer.relate(sense, np, [(DIRECT, argument)], bare=True), 1)


def _relational(composer: Composer, sense: Sense, mods: list[Part], posts: list[Part]) -> Iterator[NounPhrase]:
    """A relational noun with each part that may be its argument; with none, it can still be had by a subject."""
    mods, levels = _levels(composer, mods)
    for argument, left_mods, left_posts in _choices(sense, mods, posts):
        qualifiers, others = _qualifiers(composer, left_posts)

        def of(owner: NounPhrase | None, extra: tuple[Argument, ...] = tuple(qualifiers)) -> NounPhrase | None:
            args: list[Argument] = [(DIRECT, owner)] if owner is not None else []
            own = replace(composer.anything(), kinds=composer.values_of(sense))
            made = composer.restrict(own, lambda np: composer.relate(sense, np, [*args, *extra], bare=True))
            for level in levels if made is not None else ():
                made = made and composer.restrict(made, level)
            return made

        built = of(argument)
        if built is None:
            continue
        built = replace(built, valued=sense.inverses if built.kinds == VALUE else ())
        if argument is None:
            built = replace(built, of=of)
        yield from _narrowed(composer, built, left_mods, others) if left_mods or others else iter((built,))


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
