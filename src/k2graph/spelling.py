"""Typing errors: what a word that the graph does not know may have meant."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from k2graph.lexicon import Lexicon, Word

if TYPE_CHECKING:
    from spellchecker import SpellChecker

MOST_TRIED = 24  # corrections of a question, at each distance
MOST_WRONG = 3  # misspelt words in a question
SHORT = 4  # letters of the shortest word that may be misspelt
MOST_UNKNOWN = 5  # these, and words that are known only as parts of names

Correction = tuple[tuple[Word, str], ...]


def suggestions(word: str, lexicon: Lexicon, most: int = 3) -> tuple[str, ...]:
    """The known words nearest to an unknown one, the nearest first; empty where none is near."""
    return tuple(known for _, known in _near(word, lexicon)[:most])


def corrections(question: str, words: Sequence[Word], lexicon: Lexicon) -> Iterator[list[Correction]]:
    """What unknown words may have meant, all of them at once, in groups of equally few edits, the fewest first.

    A word of plain English is no typing error, however near it comes to a word that is known, so it is not corrected;
    nor is a first letter, which people seldom get wrong. A word that is a part of some name ("K") may be right as it
    is, beside one that is not; one that is English besides ("skim", of "skim milk") is right as it is. What is written
    in capitals is an abbreviation, and no other word, unless all of the question is.
    """
    wrong = [word for word in words if word.text not in lexicon.words]
    if len(wrong) > MOST_WRONG or len(words) > MOST_UNKNOWN or any(_is_english(word.text) for word in wrong):
        return
    if not question.isupper() and any(word.of(question).isupper() for word in wrong):
        return
    near = [
        [(0, word, word.text)] * (word not in wrong)
        + [(edits, word, known) for edits, known in _meant(word.text, lexicon)]
        for word in words
    ]
    ranked = sorted(itertools.product(*near), key=lambda chosen: sum(edits for edits, _, _ in chosen))
    for _, group in itertools.groupby(ranked, key=lambda chosen: sum(edits for edits, _, _ in chosen)):
        chosen_few = itertools.islice(group, MOST_TRIED)
        yield [tuple((word, known) for edits, word, known in chosen if edits) for chosen in chosen_few]


def corrected(question: str, correction: Correction) -> str:
    """The question with its misspelt words replaced.

    >>> corrected("wich foods", ((Word("wich", 0, 4), "which"),))
    'which foods'
    """
    for word, known in sorted(correction, key=lambda pair: -pair[0].start):
        question = question[: word.start] + known + question[word.end :]
    return question


def _meant(word: str, lexicon: Lexicon) -> list[tuple[int, str]]:
    """What else a word may have meant, with the number of edits: nothing else, where it is one of plain English.

    A known word with an ending of two letters ("broccolini") is a word of its own.
    """
    if _is_english(word):
        return []
    near = [(edits, known) for edits, known in _near(word, lexicon) if known[0] == word[0]]
    return [(edits, known) for edits, known in near if edits == 1 or not word.startswith(known.removesuffix("s"))]


def _near(word: str, lexicon: Lexicon) -> list[tuple[int, str]]:
    """Known words with the number of edits that lead to them: the nearest first, of these the most used.

    One edit is allowed in a word of five letters or more, two in one of seven or more; letters that have changed
    places are one edit. A word of four letters may only lack one or have two that changed places: with another letter
    in it, it is too often another word. Two words run together are one edit from the two.
    """
    from rapidfuzz.distance import DamerauLevenshtein

    limit = 2 if len(word) >= 7 else 1 if len(word) >= SHORT else 0
    if limit == 0 or not word.isalpha():
        return []
    near = []
    for known in lexicon.words:
        if len(known) >= 3 and abs(len(known) - len(word)) <= limit and (len(word) > SHORT or _may_lack(word, known)):
            distance = DamerauLevenshtein.distance(word, known, score_cutoff=limit)
            if 0 < distance <= limit:
                near.append((distance, known))
    divided = ((word[:i], word[i:]) for i in range(2, len(word)))
    near += [(1, f"{first} {rest}") for first, rest in divided if first in lexicon.words and rest in lexicon.words]
    return sorted(near, key=lambda pair: (pair[0], -lexicon.words[pair[1]], pair[1]))


def _may_lack(word: str, known: str) -> bool:
    """Whether a word has no letter that a known one lacks."""
    return not Counter(word) - Counter(known)


def _is_english(word: str) -> bool:
    return bool(_dictionary().word_frequency[word])


@cache
def _dictionary() -> SpellChecker:
    from spellchecker import SpellChecker

    return SpellChecker(distance=1)
