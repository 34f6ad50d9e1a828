"""The lattice of a question: which stretches of its words may mean what, and the ways to read it in tokens."""

from __future__ import annotations

import heapq
import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from k2graph.inflection import english
from k2graph.lexicon import CAPITALS, PART, Lexicon, Sense, Word, fold

MAX_WORDS = 90
FILLER, HEDGE, COMMA, POLITE = "FILLER", "HEDGE", "COMMA", "POLITE"
REQUESTS = {"LIST", "DESCRIBE", "COMPARE", "TELL", "REQUEST"}
NOUNS = {"ENTITY", "CLASS", "RNOUN", "ANOUN", "COUNTNOUN", "THING"}
IDLE = ({FILLER}, {HEDGE}, {FILLER, HEDGE})  # the kinds of what is left out of a reading


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of words, ``words[first:last]``, and everything that it may mean."""

    first: int
    last: int
    text: str
    start: int
    end: int
    senses: tuple[Sense, ...]

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of token that it may be."""
        return frozenset(sense.kind for sense in self.senses)

    def of(self, kind: str) -> tuple[Sense, ...]:
        """Its senses of one kind."""
        return tuple(sense for sense in self.senses if sense.kind == kind)


@dataclass(frozen=True, slots=True)
class Lattice:
    """All mentions of a question, by the word that they begin at."""

    question: str
    words: tuple[Word, ...]
    starting: tuple[tuple[Mention, ...], ...]

    @property
    def unknown(self) -> list[Word]:
        """The words that no mention covers."""
        covered = {i for group in self.starting for m in group for i in range(m.first, m.last)}
        return [word for i, word in enumerate(self.words) if i not in covered]

    def mentions(self) -> Iterator[Mention]:
        """Every mention, in order."""
        return itertools.chain.from_iterable(self.starting)

    def readings(self, most: int = 16) -> Iterator[tuple[Mention, ...]]:
        """The ways to divide the question into tokens, those with fewest tokens first, fillers left out."""
        left = self._fewest()
        if not self.words or left[0] is None:
            return
        order = itertools.count()
        queue: list[tuple[int, int, int, tuple[Mention, ...]]] = [(left[0], next(order), 0, ())]
        given: set[tuple[Mention, ...]] = set()
        while queue and len(given) < most:
            _, _, position, path = heapq.heappop(queue)
            if position == len(self.words):
                tokens = _telling(path)
                if tokens not in given:
                    given.add(tokens)
                    yield tokens
                continue
            for mention in self.starting[position]:
                rest = left[mention.last]
                if rest is not None:
                    heapq.heappush(queue, (len(path) + 1 + rest, next(order), mention.last, (*path, mention)))

    def _fewest(self) -> list[int | None]:
        """For each word, the fewest tokens that the rest of the question can be divided into."""
        left: list[int | None] = [None] * len(self.words) + [0]
        for i in range(len(self.words) - 1, -1, -1):
            rests = [rest for m in self.starting[i] if (rest := left[m.last]) is not None]
            left[i] = min(rests) + 1 if rests else None
        return left


def _telling(path: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """The tokens that tell something: fillers, and the commas around them, do not, nor does politeness in a request."""
    told = [mention for mention in path if mention.kinds not in IDLE]
    kept: list[Mention] = []
    for mention, following in itertools.zip_longest(told, told[1:]):
        is_comma = mention.kinds == {COMMA}
        if mention.kinds == {POLITE} and following is not None and following.kinds & REQUESTS:
            continue
        if not (is_comma and (not kept or kept[-1].kinds == {COMMA})):
            kept.append(mention)
    return tuple(kept[:-1] if kept and kept[-1].kinds == {COMMA} else kept)


def find(question: str, lexicon: Lexicon) -> Lattice:
    """Find every mention in a question."""
    question = question.encode("utf-8", "replace").decode()  # half a surrogate pair is no text
    words = fold(question)
    alone = _alone(question, words, lexicon)
    starting = []
    for first in range(len(words)):
        group: list[Mention] = []
        for kept in (range(first, len(words)), _without_skipped(words, first)):
            text = " ".join(words[i].text for i in kept)
            for phrase, senses in lexicon.prefixes(text):
                last = kept[phrase.count(" ")] + 1
                start, end = words[first].start, words[last - 1].end
                meant = senses if question[start:end].isupper() else _uncapitalised(senses)
                if any(sense.form == PART for sense in senses) and not alone(first, last):
                    meant = ()
                mention = Mention(first, last, phrase, start, end, meant)
                if meant and mention not in group:
                    group.append(mention)
        if words[first].text.replace(".", "", 1).isdecimal():
            group.append(_number(words[first], first, group))
        starting.append(tuple(sorted(group, key=lambda m: -m.last)))
    return Lattice(question, tuple(words), tuple(starting))


def _alone(question: str, words: list[Word], lexicon: Lexicon) -> Callable[[int, int], bool]:
    """Tell of some words whether they are written as a part of a name that stands for the whole.

    It ends in a word with a capital and has no other capital beside it, which would belong to the same name: one that
    is not known. The first word of a question always has a capital; it counts where no noun follows, as in "New foods".
    """

    def written(at: int) -> bool:
        return words[at].of(question)[:1].isupper() or words[at].text[0].isdigit()

    def beside(at: int, gap: str) -> bool:
        if not 0 <= at < len(words) or gap.strip("-‐‑– ") or not written(at):
            return False
        return all(sense.kind == "ENTITY" for sense in lexicon[words[at].text])

    following = {sense.kind for sense in lexicon[words[1].text]} if len(words) > 1 else set()
    before_verb = bool(following) and following.isdisjoint(NOUNS)

    def alone(first: int, last: int) -> bool:
        if not written(last - 1) or (first == 0 and last == 1 and not before_verb):
            return False
        before = question[words[first - 1].end : words[first].start] if first else ""
        after = question[words[last - 1].end : words[last].start] if last < len(words) else ""
        return not beside(first - 1, before) and not beside(last, after)

    return alone


def _uncapitalised(senses: tuple[Sense, ...]) -> tuple[Sense, ...]:
    if any(sense.form == CAPITALS for sense in senses):
        return tuple(sense for sense in senses if sense.form != CAPITALS)
    return senses


def _without_skipped(words: list[Word], first: int) -> list[int]:
    """The words from one on, less those that may stand inside a phrase without changing it."""
    skipped = english()["skipped"]["inside"]
    return [first, *(i for i in range(first + 1, len(words)) if words[i].text not in skipped)]


def _number(word: Word, first: int, group: list[Mention]) -> Mention:
    senses: tuple[Sense, ...] = (Sense("NUMBER", form=word.text),)
    for mention in group:
        if mention.last == first + 1:
            group.remove(mention)
            senses = (*mention.senses, *senses)
            break
    return Mention(first, first + 1, word.text, word.start, word.end, senses)
