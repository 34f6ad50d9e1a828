"""What is said around a question and tells nothing of what is asked: apologies, thanks, where one has heard of it.

A stretch at the beginning or the end is left out where all its words are of that sort, by the table in `english.toml`,
so that no word that could limit the question is lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from k2graph.inflection import english
from k2graph.lexicon import Word

ENDING = " \t\n,;:.!?-‐‑‒–—"


def without(question: str, words: tuple[Word, ...]) -> Iterator[str]:
    """The question without such words before it, after it, or both; what keeps most of it first."""
    table = english()["courtesy"]
    telling, around = set(table["telling"]), {*table["telling"], *table["around"]}
    texts = [word.text if re.search(r"\w", word.text) else "" for word in words]  # "" for marks

    def is_said(stretch: list[str]) -> bool:
        said = [text for text in stretch if text]
        return all(text in around for text in said) and not telling.isdisjoint(said)

    starts = [0, *(i for i in range(1, len(words)) if is_said(texts[:i]))]
    ends = [
        len(words),
        *(i for i in range(len(words) - 1, 0, -1) if is_said(texts[i:]) and _is_set_off(question, words, i)),
    ]
    found = sorted(((i, j) for i in starts for j in ends if i < j), key=lambda pair: pair[1] - pair[0], reverse=True)
    for i, j in found:
        if (i, j) != (0, len(words)):
            yield question[words[i].start : words[j - 1].end].strip(ENDING)


def _is_set_off(question: str, words: tuple[Word, ...], at: int) -> bool:
    """Whether a mark stands before a word: what ends a question stands apart from it."""
    between = question[words[at - 1].start : words[at].end]
    return bool(re.search(r"[,;:.!?–—-]\s", between)) or " - " in between
