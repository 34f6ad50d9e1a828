"""Whatever is asked is answered or refused, in time and without an exception."""

from __future__ import annotations

import time
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graphs import answered, shipped
from k2graph.inflection import english
from k2graph.reading import MOST_CHARACTERS

SECONDS = 2.0
OUTCOMES = {"answered", "no_answer", "not_understood", "ambiguous"}
slow = settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


@cache
def function_words() -> list[str]:
    return sorted({word for words in english()["words"].values() for word in words})


@cache
def known_words() -> list[str]:
    return sorted(shipped().lexicon.words)


@cache
def phrases() -> list[str]:
    return sorted(shipped().lexicon.phrases())


def check(question: str) -> None:
    answered("what activates MGP")  # so that no example pays for loading
    started = time.process_time()
    answer = shipped().ask(question)
    spent = time.process_time() - started
    assert answer.status in OUTCOMES
    assert answer.text
    assert (answer.problem is not None) == (answer.status == "not_understood")
    assert spent < SECONDS, f"{spent:.1f} s for {question!r}"
    answer.to_json().encode()


@slow
@given(st.text(max_size=MOST_CHARACTERS))
def test_any_text_is_answered_or_refused(text):
    check(text)


@slow
@given(st.text(alphabet="what is vitamin k2?',-.()0123456789µ%", max_size=200))
def test_any_text_of_the_letters_of_questions_is_answered_or_refused(text):
    check(text)


@slow
@given(st.lists(st.sampled_from(known_words()), max_size=60))
def test_any_known_words_are_answered_or_refused(words):
    check(" ".join(words)[:MOST_CHARACTERS])


@slow
@given(st.lists(st.sampled_from(function_words()), max_size=40))
def test_any_function_words_are_answered_or_refused(words):
    check(" ".join(words)[:MOST_CHARACTERS])


@slow
@given(st.lists(st.one_of(st.sampled_from(phrases()), st.sampled_from(function_words())), min_size=2, max_size=12))
def test_any_known_phrases_are_answered_or_refused(words):
    check(" ".join(words)[:MOST_CHARACTERS])


NOUNS = [
    "natto",
    "vitamin K2",
    "MK-7",
    "foods",
    "osteocalcin",
    "the cells",
    "drugs",
    "bone",
    "warfarin",
    "Japan",
    "women",
    "50 µg",
    "cheese",
]
VERBS = [
    "contain",
    "activates",
    "inhibit",
    "is",
    "are",
    "produce",
    "bind",
    "treat",
    "recommended for",
    "found in",
    "that",
]
JOINS = [
    "and",
    "or",
    "but not",
    "of",
    "in",
    "for",
    "with",
    "without",
    "which",
    "that contain",
    "than",
    "more than",
    "except",
    "'s",
    "the most",
]


@slow
@given(
    st.sampled_from(["what", "which foods", "does", "how much", "how many", "where", "who", "list", "is", "why", ""]),
    st.lists(st.tuples(st.sampled_from(NOUNS), st.one_of(st.sampled_from(VERBS), st.sampled_from(JOINS))), max_size=9),
)
def test_anything_like_a_question_is_answered_or_refused(opening, parts):
    check(" ".join([opening, *(word for pair in parts for word in pair)]))


LINKS = [
    " of the food",
    " and MK-7",
    " or natto",
    " in Japan",
    " that contains K2",
    "'s food",
    " without K2",
    " for women",
    " but not MK-4",
    ", natto",
    " with MK-7 in cheese",
]


@pytest.mark.parametrize("link", LINKS)
def test_long_chains_are_answered_or_refused_in_time(link):
    """Every way of hanging one phrase on another, far more often than anyone would."""
    for number in (2, 3, 4, 5, 6, 8, 12, 20):  # in small steps, so that what grows too fast is stopped early
        check("which foods contain vitamin K2" + link * number)
        check("what is the dose of vitamin K2" + link * number)
