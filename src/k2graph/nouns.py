"""Heads of noun phrases and what stands before and after them.

A plain head ("foods", "osteocalcin") is narrowed by its modifiers. A relational head ("source", "half-life", "content")
first takes from among them the arguments of its relation, as "of MK-7" in "source of MK-7".
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from k2graph.composer import Composer
from k2graph.lexicon import Sense
from k2graph.phrases import DIRECT, Clause, NounPhrase
from k2graph.relational import Dated, Modifier, Naming, Part, PostModifier, as_it_is, being, had, relational

MANY_BEFORE = 8  # what it costs to read a plural as a noun before another: "which proteins | K2 activates"


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a noun phrase: what it stands for, and its relation where it is a relational noun."""

    phrase: NounPhrase
    sense: Sense | None = None
    relational: bool = False  # the word of a class is a relational noun as well: "the capital of"


def nominal(composer: Composer, head: Head, mods: list[Part], posts: list[Part]) -> Iterator[NounPhrase]:
    """Every way in which a head and its modifiers make a noun phrase."""
    posts = _situated(composer, posts)
    if head.sense is None:
        yield from _titled(composer, head, mods, posts)
        yield from _narrowed(composer, head.phrase, mods, posts)
    elif head.sense.kind == "ANOUN":
        yield from _amounts(composer, head.sense, mods, posts)
    else:
        for phrase, left, right in relational(composer, head.sense, mods, posts):
            yield from _narrowed(composer, phrase, left, right) if left or right else iter((phrase,))


def _situated(composer: Composer, posts: list[Part]) -> list[Part]:
    """The parts after a head with a name and the place after it as one name."""
    for i in range(len(posts) - 1):
        name, place = posts[i], posts[i + 1]
        if isinstance(name, Naming) and isinstance(place, Naming):
            there = composer.situated(name.phrase, place.phrase)
            if there is not None:
                return [*posts[:i], Naming(there, name.called), *posts[i + 2 :]]
    return posts


def _titled(composer: Composer, head: Head, mods: list[Part], posts: list[Part]) -> Iterator[NounPhrase]:
    """A class and a name of its kind for what is named ("the X river", "the state of X"); a name and its place."""
    phrase, first = head.phrase, posts[0] if posts else None
    if phrase.names:
        if isinstance(first, Naming):
            yield from _rest(composer, composer.situated(phrase, first.phrase), mods, posts[1:])
        if phrase.as_class is not None and mods and isinstance(mods[-1], Modifier):
            yield from _rest(composer, composer.of_kind(mods[-1].phrase, phrase.as_class), mods[:-1], posts)
        return
    if mods and isinstance(mods[-1], Modifier):
        yield from _rest(composer, composer.of_kind(mods[-1].phrase, phrase), mods[:-1], posts)
    if head.relational:
        return  # "the capital of X" is not X itself
    if isinstance(first, Naming) or (isinstance(first, PostModifier) and first.prep == "of"):
        yield from _rest(composer, composer.of_kind(first.phrase, phrase), mods, posts[1:])


def _rest(composer: Composer, phrase: NounPhrase | None, mods: list[Part], posts: list[Part]) -> Iterator[NounPhrase]:
    if phrase is not None:
        yield from _narrowed(composer, phrase, mods, posts)


def _narrowed(composer: Composer, phrase: NounPhrase, mods: list[Part], posts: list[Part]) -> Iterator[NounPhrase]:
    if not mods and not posts:
        yield phrase
        return
    further = [part for part in posts if part is not as_it_is][1:]
    if further:
        phrase = composer.costing(phrase, len(further))  # what may be said of the nearer noun is said of that
    possessed = bool(mods) and not posts and all(isinstance(part, Modifier) for part in mods)
    found: list[NounPhrase] = [phrase.as_class or phrase, *([phrase] if possessed and phrase.as_class else [])]
    for part in [*reversed(mods), *posts]:
        found = [narrowed for np in found for narrowed in _apply(composer, part, np) if narrowed is not None]
    yield from found


def _apply(composer: Composer, part: Part, phrase: NounPhrase) -> Iterator[NounPhrase | None]:
    """A noun phrase narrowed by one modifier, in each way that the words allow; None for a way that they do not."""
    match part:
        case Modifier(noun):
            # of two names side by side the second is the place of the first, or nothing
            if not (noun.names and phrase.names and noun.as_class is None and phrase.as_class is None):
                changed = composer.compound(noun, phrase)
                yield composer.costing(changed, MANY_BEFORE) if changed is not None and noun.is_plural else changed
            if composer.qualifies("of", noun):
                yield composer.with_pending(phrase, "of", noun)
        case PostModifier(prep, noun):
            for sense in composer.prepositions.get(prep, ()):
                yield composer.restrict(phrase, _prepositional(composer, sense, noun))
            if prep == "with" and noun.of is not None:
                yield composer.restrict(phrase, had(composer, noun))
        case Dated(year):
            yield composer.with_pending(phrase, "in", year)
        case Naming(noun, called):
            name = composer.of_kind(noun, phrase) if called and not phrase.names else None
            yield composer.restrict(phrase, being(name)) if name is not None else None
        case _:
            yield part(phrase)


def _prepositional(composer: Composer, sense: Sense, argument: NounPhrase) -> Callable[[NounPhrase], Clause | None]:
    return lambda np: _costing(composer.relate(sense, np, [(DIRECT, argument)], bare=True), 1)


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
