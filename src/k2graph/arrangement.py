"""Words that stand apart, put together again: "switches X on" is "switches on X", "X production" "production of X".

So is a phrase whose second part has several words: "makes X more likely" is "makes more likely X".
Only a phrase that the lexicon has whole is put together, so nothing is guessed but the order.
"""

from __future__ import annotations

from collections.abc import Iterator

from k2graph.inflection import english
from k2graph.lexicon import Lexicon, Word

MOST_BETWEEN = 5  # words that may stand inside a divided phrase
MOST_LATER = 3  # words of its second part: "make X more likely"
RELATIONAL = frozenset({"VERB", "VING", "PPERF", "RADJ"})


def arrangements(question: str, words: tuple[Word, ...], lexicon: Lexicon) -> Iterator[str]:
    """The question with a divided phrase put together, in each way that makes one of the lexicon's phrases."""
    texts = [word.of(question) for word in words]
    for i, j in _apart(words):
        for last in range(j + 1, min(j + MOST_LATER, len(words)) + 1):
            later = words[j:last]
            before, between, after = texts[: i + 1], texts[i + 1 : j], texts[last:]
            for taken in _taken(words[i].text, [word.text for word in later], lexicon):
                yield " ".join([*before, *(word.of(question) for word in later), *taken, *between, *after])


def _taken(first: str, later: list[str], lexicon: Lexicon) -> Iterator[list[str]]:
    """What must stand after a phrase of the lexicon before what stood inside it: nothing, or "of"."""
    whole = " ".join([first, *later])
    for prep in sorted({s.prep for s in lexicon[whole] if s.kind in RELATIONAL}):
        yield [prep] if prep == _of() else []  # "lower X risk" is "lower risk of X"
    if len(later) == 1:
        for phrase in (f"{whole} of", f"{first} the {later[0]} of"):
            if RELATIONAL & {sense.kind for sense in lexicon[phrase]}:
                yield [_of()]


def _apart(words: tuple[Word, ...]) -> Iterator[tuple[int, int]]:
    """Pairs of words with something between them, the nearest first."""
    for between in range(1, MOST_BETWEEN + 1):
        for i in range(len(words) - between - 1):
            yield i, i + between + 1


def _of() -> str:
    return str(english()["arrangement"]["genitive"])
