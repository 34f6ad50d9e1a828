"""English inflection by rule, with a table of the irregular: plurals, verb forms, degrees of adjectives.

Only forms that an index of phrases needs are made; nothing here knows what a word is about.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

VOWELS = "aeiou"


@cache
def english() -> dict[str, Any]:
    """Read the table of the language itself: function words, contractions, irregular forms."""
    return tomllib.loads(Path(__file__).with_name("english.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class VerbForms:
    """The forms of one verb: base, third person, past, past participle, -ing."""

    base: str
    third: str
    past: str
    participle: str
    ing: str


def _sibilant(word: str) -> bool:
    return word.endswith(("s", "x", "z", "ch", "sh"))


# after the head of a noun phrase
HEAD_END = re.compile(
    r" (?:of|in|for|with|without|whose|who|to|at|on|by|from|after|before|during|against|taking|over|under|aged) | \("
)


def plural(noun: str) -> str:
    """Give the plural of a noun or noun phrase: of its head, the last word or the one before a preposition.

    >>> plural("egg yolk"), plural("body of water"), plural("therapy"), plural("diagnosis")
    ('egg yolks', 'bodies of water', 'therapies', 'diagnoses')
    """
    head, sep, tail = _split_head(noun)
    *before, last = head.split(" ")
    return " ".join([*before, _plural_word(last)]) + sep + tail


def _split_head(noun: str) -> tuple[str, str, str]:
    match = HEAD_END.search(noun)
    if match is None:
        return noun, "", ""
    return noun[: match.start()], match.group(), noun[match.end() :]


def _plural_word(word: str) -> str:
    irregular: dict[str, str] = english()["plurals"]
    if word in irregular:
        return irregular[word]
    if word.endswith("sis"):
        return word[:-2] + "es"
    if word.endswith("y") and len(word) > 1 and word[-2] not in VOWELS:
        return word[:-1] + "ies"
    if _sibilant(word):
        return word + "es"
    return word + "s"


def singulars(noun: str) -> list[str]:
    """Give what a plural noun phrase may be the plural of; empty where it does not look like a plural."""
    head, sep, tail = _split_head(noun)
    *before, last = head.split(" ")
    return [" ".join([*before, word]) + sep + tail for word in _singular_words(last) if _plural_word(word) == last]


def _singular_words(word: str) -> list[str]:
    if english()["plurals"].get(word) == word:
        return [word]
    out = [singular for singular, many in english()["plurals"].items() if many == word]
    if word.endswith("ies"):
        out.append(word[:-3] + "y")
    if word.endswith("es"):
        out += [word[:-2], word[:-2] + "is"]
    if word.endswith("s") and not word.endswith(("ss", "sis", "us")):
        out.append(word[:-1])
    return [candidate for candidate in out if len(candidate) > 2]


def verb_forms(phrase: str) -> VerbForms:
    """Inflect the first word of a verb phrase, or the second where the first is an adverb: "first described".

    >>> verb_forms("break down").past, verb_forms("stop").ing, verb_forms("carry").third
    ('broke down', 'stopping', 'carries')
    """
    first, _, after = phrase.partition(" ")
    if after and (first in english()["inflection"]["adverbs"] or first.endswith("ly")):
        forms = verb_forms(after)
        return VerbForms(
            *(f"{first} {form}" for form in (forms.base, forms.third, forms.past, forms.participle, forms.ing))
        )
    verb, _, rest = phrase.partition(" ")
    rest = f" {rest}" if rest else ""
    past, participle = english()["verbs"].get(verb, (_regular_past(verb),) * 2)
    return VerbForms(verb + rest, _third(verb) + rest, past + rest, participle + rest, _ing(verb) + rest)


def _third(verb: str) -> str:
    special = {"be": "is", "have": "has", "do": "does", "go": "goes", "undergo": "undergoes"}
    if verb in special:
        return special[verb]
    if verb.endswith("y") and verb[-2] not in VOWELS:
        return verb[:-1] + "ies"
    return verb + ("es" if _sibilant(verb) else "s")


def _doubles(verb: str) -> bool:
    """Tell whether the last consonant is doubled: one vowel, one consonant, stress on the last syllable."""
    if len(verb) < 3 or verb[-1] in VOWELS + "wxyh" or verb[-2] not in VOWELS or verb[-3] in VOWELS:
        return False
    return len(re.findall(f"[{VOWELS}]+", verb)) == 1 or verb in english()["inflection"]["doubling"]


def _regular_past(verb: str) -> str:
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2] not in VOWELS:
        return verb[:-1] + "ied"
    return verb + (verb[-1] if _doubles(verb) else "") + "ed"


def _ing(verb: str) -> str:
    if verb.endswith("ie"):
        return verb[:-2] + "ying"
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")):
        return verb[:-1] + "ing"
    return verb + (verb[-1] if _doubles(verb) else "") + "ing"


def base_of_third(word: str) -> str | None:
    """Give the verb that a word is the third person of; None where it has not that shape.

    >>> base_of_third("employs"), base_of_third("teaches"), base_of_third("has"), base_of_third("class")
    ('employ', 'teach', 'have', None)
    """
    special = {"is": "be", "has": "have", "does": "do", "goes": "go", "undergoes": "undergo"}
    if word in special:
        return special[word]
    if not word.endswith("s") or word.endswith(("ss", "us", "is")) or len(word) < 4:
        return None
    candidates = [word[:-1], word[:-2]]
    if word.endswith(("sses", "xes", "ches", "shes", "zzes")):
        candidates = [word[:-2]]
    elif word.endswith("ies") and len(word) > 4:
        candidates = [word[:-3] + "y"]
    return next((verb for verb in candidates if _third(verb) == word), None)


def base_of_participle(word: str) -> str | None:
    """Give the verb that a word is the past participle of; None where it has not that shape.

    >>> [base_of_participle(w) for w in ("written", "managed", "created", "carried", "stopped", "secreted", "seed")]
    ['write', 'manage', 'create', 'carry', 'stop', 'secrete', None]
    """
    for verb, (_, participle) in english()["verbs"].items():
        if participle == word:
            return str(verb)
    stem = word[:-2]
    if not word.endswith("ed") or word.endswith("eed") or not re.search(f"[{VOWELS}y]", stem):
        return None
    candidates = [stem, stem + "e", stem[:-1]]
    if word.endswith("ied"):
        candidates = [word[:-3] + "y"]
    elif stem[-1] == stem[-2:-1] and _doubles(stem[:-1]):
        candidates = [stem[:-1]]
    elif _SILENT.search(stem):
        candidates.insert(0, stem + "e")
    return next((verb for verb in candidates if len(verb) > 1 and _regular_past(verb) == word), None)


def base_of_past(word: str) -> str | None:
    """Give the verb that a word is an irregular past of; None where it is none.

    >>> base_of_past("wrote"), base_of_past("written")
    ('write', None)
    """
    return next((str(verb) for verb, (past, _) in english()["verbs"].items() if past == word), None)


# the end of what is left of a participle whose verb ends in -e: manage, release, locate, acquire, compare
_SILENT = re.compile(r"([cvzu]|[^s]s|[^n]g|(?<![eo])at|u?ir|[^e]ar|ur|(?:cr|pl)et)$")


def degrees(adjective: str) -> tuple[str, str]:
    """Give comparative and superlative of a one-word adjective in -er and -est.

    >>> degrees("rich"), degrees("big"), degrees("good")
    (('richer', 'richest'), ('bigger', 'biggest'), ('better', 'best'))
    """
    irregular = english()["degrees"].get(adjective)
    if irregular:
        return irregular[0], irregular[1]
    if adjective.endswith("y") and adjective[-2] not in VOWELS:
        stem = adjective[:-1] + "i"
    elif adjective.endswith("e"):
        stem = adjective[:-1]
    else:
        stem = adjective + (adjective[-1] if _doubles(adjective) else "")
    return stem + "er", stem + "est"


@cache
def _spellings() -> tuple[re.Pattern[str], list[tuple[re.Pattern[str], str]]]:
    """Rules of spelling, and one pattern that finds whether any of them applies: most words have none."""
    rules: list[tuple[str, str]] = english()["inflection"]["spellings"]
    return re.compile("|".join(pattern for pattern, _ in rules)), [(re.compile(pattern), new) for pattern, new in rules]


def british(word: str) -> set[str]:
    """Give the other spellings of an American word, British ones and the reverse, by rule.

    >>> sorted(british("mineralization")), sorted(british("color"))
    (['mineralisation'], ['colour'])
    """
    any_of_them, each = _spellings()
    if not any_of_them.search(word):
        return set()
    return {pattern.sub(replacement, word) for pattern, replacement in each} - {word}
