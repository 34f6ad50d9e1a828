"""Text as words that are compared: in lower case, without accents, letters apart from digits."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from k2graph.inflection import english

GREEK = {"α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ω": "omega", "κ": "kappa", "µ": "u", "μ": "u"}
WORD = re.compile(r"[^\W\d_]+|\d+(?:[.,]\d+)*|[^\w\s]|_")
PLAIN = re.compile(r"[A-Za-z]+(?: [A-Za-z]+)*")  # what is folded by lower case alone
DROPPED = set("-‐‑‒–—_/")
APOSTROPHES = set("'’‘`´")
ENDINGS = {"s", "t", "re", "ve", "ll", "d", "m"}


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text, folded, with where it stands."""

    text: str
    start: int
    end: int

    def of(self, text: str) -> str:
        """The word as it stands in the text."""
        return text[self.start : self.end]


def fold(text: str) -> list[Word]:
    """Split a text into folded words: lower case, no accents, Greek letters by name, letters apart from digits.

    Contractions are divided: ``doesn't`` is two words. A possessive is a word of its own.

    >>> [w.text for w in fold("MK-7's γ-carboxylation doesn't")]
    ['mk', '7', "'s", 'gamma', 'carboxylation', 'does', 'not']
    """
    words: list[Word] = []
    for match in WORD.finditer(text):
        raw = match.group()
        if raw in DROPPED:
            continue
        start, end = match.span()
        folded = "'" if raw in APOSTROPHES else _fold_word(raw)
        if not folded or (folded == "'" and _is_quote(text, words, start, end)):
            continue
        if words and words[-1].text == "'" and words[-1].end == start and folded in ENDINGS:
            words[-1:] = _contracted(words[-1], folded, end)
        else:
            words.append(Word(folded, start, end))
    return [Word(part, w.start, w.end) for w in words for part in english()["contractions"].get(w.text, (w.text,))]


def _is_quote(text: str, words: list[Word], start: int, end: int) -> bool:
    """Whether an apostrophe opens or closes a quotation: it neither divides a word nor follows a plural."""
    if not words:
        return bool(text[end:]) and text[end:] not in ENDINGS  # an ending on its own is a phrase of the index
    if words[-1].end != start:
        return True
    return not text[end : end + 1].isalpha() and not words[-1].text.endswith("s")


def _contracted(apostrophe: Word, ending: str, end: int) -> list[Word]:
    return [Word("not" if ending == "t" else f"'{ending}", apostrophe.start, end)]


def _fold_word(raw: str) -> str:
    if raw.isascii():
        return raw.replace(",", "") if raw[0].isdigit() else raw.lower()
    text = "".join(
        GREEK.get(c, c) for c in unicodedata.normalize("NFKD", raw).casefold() if not unicodedata.combining(c)
    )
    return text.replace(",", "") if text[:1].isdigit() else text


def key(text: str) -> str:
    """The form under which a label is found."""
    if PLAIN.fullmatch(text):
        folded = text.lower()
        if english()["contractions"].keys().isdisjoint(folded.split()):
            return folded
    return " ".join(word.text for word in fold(text))
