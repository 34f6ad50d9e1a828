"""The lattice of a question: every stretch of it that may mean something."""

from __future__ import annotations

from pathlib import Path

import pytest

from k2graph.lexicon import Lexicon, build
from k2graph.mentions import find
from k2graph.ontology import Ontology


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return build(Ontology.load(str(Path(__file__).with_name("farm.ttl"))))


@pytest.mark.parametrize(
    "question", ["which foxes eat white hens?", "Who keeps ANN'S  hens", "what weighs 1,000 g", "how heavy is a hen"]
)
def test_a_mention_covers_the_text_that_it_stands_for(question, lexicon):
    lattice = find(question, lexicon)
    assert lattice.unknown == []
    for mention in lattice.mentions():
        assert question[mention.start : mention.end].strip() != ""
        assert (mention.first, mention.start) == (mention.first, lattice.words[mention.first].start)
        assert mention.end == lattice.words[mention.last - 1].end


def test_overlapping_mentions_are_all_kept(lexicon):
    lattice = find("white hens", lexicon)
    assert [(mention.text, mention.kinds) for mention in lattice.mentions()] == [
        ("white hens", frozenset({"ENTITY"})),
        ("hens", frozenset({"ENTITY"})),
    ]


def test_a_word_inside_a_phrase_is_no_word_alone(lexicon):
    assert [word.text for word in find("white foxes", lexicon).unknown] == ["white"]


def test_readings_come_with_the_fewest_tokens_first_and_without_fillers(lexicon):
    readings = [
        [mention.text for mention in reading] for reading in find("please, how heavy is a hen?", lexicon).readings()
    ]
    assert readings[0] == ["how heavy", "is", "a", "hen"]
    assert [len(reading) for reading in readings] == sorted(len(reading) for reading in readings)
    assert ["how", "heavy", "is", "a", "hen"] not in readings


def test_an_unknown_word_leaves_no_reading_and_is_told(lexicon):
    lattice = find("which cows eat grass", lexicon)
    assert [(word.text, word.start, word.end) for word in lattice.unknown] == [("cows", 6, 10)]
    assert list(lattice.readings()) == []


def test_numbers_are_mentions(lexicon):
    assert [(m.text, sorted(m.kinds)) for m in find("2.5 g", lexicon).mentions()] == [
        ("2.5", ["NUMBER"]),
        ("g", ["UNIT"]),
    ]


def test_nothing_has_no_mentions(lexicon):
    assert list(find("", lexicon).mentions()) == []
    assert list(find("   \n\t", lexicon).readings()) == []
