"""What is offered in place of a question that is not answered is a question that is understood."""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import cache

from variants import shipped

import graphs
from k2graph.answer import Answer

SEED = 3
SPOILT = 80  # questions with one thing wrong
FRAMES = ("what is {}", "what does {} contain", "what do the sources say about {}")


def _spoilt(chance: random.Random, questions: list[str]) -> str:
    """A question in which a word is left out, comes from another question, or is misspelt."""
    words = chance.choice(questions).split()
    at = chance.randrange(len(words))
    word = words[at]
    letter = chance.randrange(max(len(word) - 1, 1))
    swapped = word[:letter] + word[letter + 1 : letter + 2] + word[letter : letter + 1] + word[letter + 2 :]
    other = chance.choice(chance.choice(questions).split())
    words[at] = chance.choice(["", other, swapped, word[:letter] + word[letter + 1 :]])
    return " ".join(filter(None, words))


def _shared_names() -> list[str]:
    """The names that several things go by."""
    lexicon = graphs.shipped().lexicon
    named = ((phrase, {s.iri for s in lexicon[phrase] if s.kind == "ENTITY"}) for phrase in lexicon.phrases())
    return sorted(phrase for phrase, terms in named if len(terms) > 1)


@cache
def asked() -> dict[str, Answer]:
    """Questions of which many are refused or asked back, with what was answered."""
    chance, questions = random.Random(SEED), sorted(shipped())
    spoilt = [_spoilt(chance, questions) for _ in range(SPOILT)]
    names = [frame.format(name) for name in _shared_names() for frame in FRAMES]
    return {question: graphs.shipped().ask(question) for question in (*spoilt, *names)}


def _offers(*statuses: str) -> Iterator[tuple[str, str]]:
    for question, answer in asked().items():
        if answer.status in statuses:
            yield from ((question, offered) for offered in (*answer.suggestions, *answer.interpretations))


def test_what_is_suggested_is_understood():
    offers = list(_offers("not_understood", "no_answer"))
    assert len(offers) > 10
    lost = [(q, o) for q, o in offers if graphs.shipped().ask(o).status in {"not_understood", "ambiguous"}]
    assert lost == []


def test_each_interpretation_is_a_question_with_that_one_meaning():
    offers = list(_offers("ambiguous"))
    assert len(offers) > 6
    assert [
        (question, offered) for question, offered in offers if graphs.shipped().ask(offered).restated != offered
    ] == []
