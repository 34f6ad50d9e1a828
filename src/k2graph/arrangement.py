"""Words that stand apart, put together again: "switches X on" is "switches on X", "X production" "production of X".

Only a phrase that the lexicon has whole is put together, so nothing is guessed but the order.
"""

from __future__ import annotations

from collections.abc import Iterator

from k2graph.inflection import english
from k2graph.lexicon import Lexicon, Word

MOST_BETWEEN = 5  # words that may stand inside a divided phrase
RELATIONAL = frozenset({"VERB", "VING", "PPERF", "RADJ"})


def arrangements(question: str, words: tuple[Word, ...], lexicon: Lexicon) -> Iterator[str]:
    """The question with a divided phrase put together, in each way that makes one of the lexicon's phrases."""
    texts = [word.of(question) for word in words]
    for i, j in _apart(words):
        for prep in sorted({s.prep for s in lexicon[f"{words[i].text} {words[j].text}"] if s.kind in RELATIONAL}):
            taken = [prep] if prep == _of() else []  # "lower X risk" is "lower risk of X"
            yield " ".join([*texts[: i + 1], texts[j], *taken, *texts[i + 1 : j], *texts[j + 1 :]])
        before_of = f"{words[i].text} {words[j].text} of"
        for phrase in (before_of, before_of.replace(" ", " the ", 1)):
            if RELATIONAL & {sense.kind for sense in lexicon[phrase]}:
                yield " ".join([*texts[: i + 1], texts[j], _of(), *texts[i + 1 : j], *texts[j + 1 :]])


def _apart(words: tuple[Word, ...]) -> Iterator[tuple[int, int]]:
    """Pairs of words with something between them, the nearest first."""
    for between in range(1, MOST_BETWEEN + 1):
        for i in range(len(words) - between - 1):
            yield i, i + between + 1


def _of() -> str:
    return str(english()["arrangement"]["genitive"])
