"""Words for the properties of a graph that brings none: phrases of the lexicon, by rule, from what they are called.

A property is named like a verb phrase (``worksFor``, ``is located in``, ``directed_by``) or like a noun phrase
(``manager``, ``hasManager``, ``memberOf``, ``birth date``). Which it is shows in the shape of its words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from k2graph.inflection import base_of_participle, base_of_past, base_of_third, english, singulars, verb_forms
from k2graph.vocab import NUMBERS, TIMES

_TIMES = {time.value for time in TIMES}
_NUMBERS = {number.value for number in NUMBERS}

Phrase = tuple[str, str]  # an annotation of the lexicon vocabulary, without its namespace, and its value


@dataclass(frozen=True, slots=True)
class Named:
    """A property as its name has it: words in lower case, and whether it relates things or gives values."""

    words: tuple[str, ...]
    relates: bool  # its objects are things, not values
    is_time: bool = False
    is_number: bool = False


def draft(name: str, values: frozenset[str] | None = None) -> tuple[Phrase, ...]:
    """Give the phrases for a property of a name; ``values`` are the datatypes of its objects, None for things.

    The first verb, or else adjective or noun, is what a question is said back with.

    >>> draft("works for"), draft("member of"), draft("located in"), draft("author")
    ((('verb', 'work for'),), (('noun', 'member of'),), (('adjective', 'located in'), ('verb', 'locate in')),
     (('inverseNoun', 'author'), ('inverseVerb', 'write')))
    >>> draft("has chief"), draft("death place")
    ((('inverseNoun', 'chief'), ('verb', 'have'), ('preposition', 'with')),
     (('verb', 'die in'), ('verb', 'die on'), ('verb', 'die at'), ('inverseNoun', 'death place')))
    >>> draft("plays in club"), draft("directed by")
    ((('verb', 'play in'), ('inverseNoun', 'club')), (('inverseVerb', 'direct'),))
    """
    words = tuple(word if word.isupper() else word.lower() for word in name.split())
    named = Named(
        words, values is None, values is not None and values <= _TIMES, values is not None and values <= _NUMBERS
    )
    return tuple(dict.fromkeys(_phrases(named))) if words else ()


def _phrases(named: Named) -> Iterator[Phrase]:
    function = english()["words"]
    first, rest = named.words[0], named.words[1:]
    yield from _happening(named)
    if named.is_time:
        yield "when", ""
    if named.is_number:
        yield from _counted(named.words)
    if first in function["HAVE"] and rest:
        yield from _noun(rest)
        yield from _doing(named, rest)
        if named.relates:
            yield from (("verb", "have"), ("preposition", "with"))
    elif first in function["BE"] and rest:
        yield from _being(rest)
    elif rest and rest[-1] in function["PREP"]:
        yield from _ending(named.words)
    else:
        yield from _plain(named)


def _happening(named: Named) -> Iterator[Phrase]:
    """When or where something happened: "birth date", "place of death"."""
    table, words = english()["happenings"], set(named.words)
    placed = named.relates and not words.isdisjoint(table["places"])
    if not placed and not named.is_time:
        return
    for noun in words & table["done"].keys():
        participle = verb_forms(table["done"][noun]).participle
        yield from (("adjective", f"{participle} {prep}") for prep in ("in", "on", "at"))
    for noun in words & table["happens"].keys():
        yield from (("verb", f"{table['happens'][noun]} {prep}") for prep in ("in", "on", "at"))


def _doing(named: Named, words: Sequence[str]) -> Iterator[Phrase]:
    """What somebody does who is called by it: the director of a film directs it."""
    if named.relates and len(words) == 1 and words[0] in english()["doers"]:
        yield "inverseVerb", english()["doers"][words[0]]


def _counted(words: Sequence[str]) -> Iterator[Phrase]:
    """A number that says how many there are: "number of employees", "page count"."""
    words = words[1:] if words[0] in english()["words"]["HAVE"] else words
    name = " ".join(words)
    for counting in english()["words"]["NUMBEROF"]:
        if name.startswith(f"{counting} "):
            counted = name.removeprefix(f"{counting} ")
            yield "countNoun", next(iter(singulars(counted)), counted)
            return
    if len(words) > 1 and words[-1] == "count":
        yield "countNoun", " ".join(words[:-1])


def _ending(words: Sequence[str]) -> Iterator[Phrase]:
    """A name that ends in a preposition: "works for", "located in", "directed by", "member of"."""
    *head, prep = words
    verb = base_of_third(head[0])
    if verb is not None and prep != "of":
        yield "verb", " ".join([verb, *head[1:], prep])
    elif head[0] in english()["verbs"]:
        yield "verb", " ".join(words)
    elif base_of_participle(head[0]) is not None:
        yield from _being(words)
        yield from _active(head[0], " ".join([*head[1:], prep]))
    elif prep == "of" or head[-1].endswith(_noun_endings()):
        yield "noun", " ".join(words)
    else:
        yield "verb", " ".join(words)
        yield "noun", " ".join(words)


def _active(participle: str, rest: str) -> Iterator[Phrase]:
    """A participle that may be a past as well: what ended at a time is what ends at it."""
    verb = base_of_participle(participle)
    if verb is not None and rest != "by" and verb_forms(verb).past == participle:
        yield "verb", f"{verb} {rest}"


def _being(words: Sequence[str]) -> Iterator[Phrase]:
    """What stands after "is": "located in", "managed by", "part of", "similar to"."""
    *head, last = words
    verb = base_of_participle(words[0])
    if last not in english()["words"]["PREP"]:
        yield from _noun(words)
    elif verb is not None and last == "by":
        yield "inverseVerb", " ".join([verb, *head[1:]])
    elif verb is None and (last == "of" or head[-1].endswith(_noun_endings())):
        yield "noun", " ".join(words)
    else:
        yield "adjective", " ".join(words)


def _plain(named: Named) -> Iterator[Phrase]:
    """A name that neither begins with "has" or "is" nor ends in a preposition."""
    function = english()["words"]
    first, rest = named.words[0], named.words[1:]
    verb = base_of_third(first) or base_of_past(first)
    if not rest:
        yield from _single(named)
    elif rest[0] in function["PREP"] and verb is not None:  # plays in club
        yield "verb", f"{verb} {rest[0]}"
        yield from _noun(rest[1:])
    elif rest[0] in function["PREP"] and base_of_participle(first) is not None:  # born in city
        yield from _being(named.words[:2])
        yield from _active(first, rest[0])
        yield from _noun(rest[1:])
    elif first in function["PREP"]:  # in language
        yield "preposition", first
        yield from _noun(rest)
    elif verb is not None and named.relates:  # speaks language
        yield "verb", verb
        yield from _noun(rest)
    else:
        yield from _noun(named.words)


def _single(named: Named) -> Iterator[Phrase]:
    """One word: "employs", "died", "author"."""
    (word,) = named.words
    third, past = base_of_third(word), base_of_participle(word) or base_of_past(word)
    if named.is_time and past is not None:
        yield from (("adjective", f"{word} {prep}") for prep in ("in", "on", "at"))
        yield from (("verb", f"{past} {prep}") for prep in ("in", "on", "at"))
    elif past is not None and named.relates:
        yield "verb", past
    elif third is not None and named.relates:
        yield "verb", third
        yield from _noun(named.words)
    elif word in english()["verbs"] and named.relates:
        yield "verb", word
    else:
        yield from _noun(named.words)
        yield from _doing(named, named.words)
        if named.relates and not word.endswith(_noun_endings()):
            yield "verb", word


def _noun_endings() -> tuple[str, ...]:
    return tuple(english()["inflection"]["nouns"])


def _noun(words: Sequence[str]) -> Iterator[Phrase]:
    """What the object is of the subject, in the singular."""
    if words:
        name = " ".join(words)
        yield "inverseNoun", next(iter(singulars(name)), name)
