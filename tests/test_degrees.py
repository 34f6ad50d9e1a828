"""Degrees, counts, shared names and absence, asked of a graph of plain facts: the answers, and what is said back."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from k2graph.engine import KnowledgeGraph

ANSWERED = [
    # the most of its kind, by what its class is measured by
    ("what is the longest stream", {"Ilse"}),
    ("what is the shortest stream in Varn", {"Brand"}),
    ("what is the largest land", {"Varn"}),
    ("what is the largest town", {"Kell"}),
    ("what is the smallest land that adjoins Varn", {"Osta"}),
    ("which land is the largest", {"Varn"}),
    ("which stream is the shortest in Osta", {"Osta"}),
    ("what is the largest town in the smallest land", {"Kell"}),
    ("which streams cross the land with the largest town", {"Ilse", "Osta"}),
    ("what is the seat of the largest land", {"Mirel"}),
    ("what is the largest land by head count", {"Osta"}),
    ("which land has the highest head count", {"Osta"}),
    ("what is the head count of the land with the largest spread", {"4000"}),
    ("how long is the longest stream in Tolm", {"70.5"}),
    ("how large is Varn", {"900"}),
    ("how large is Fenn", {"501"}),
    # plainly so, from some value on
    ("which towns are large", {"Mirel", "Kell", "Fenn"}),
    ("great towns in Varn", {"Mirel"}),
    ("which streams are longer than the Brand", {"Ilse", "Osta"}),
    ("which lands are smaller than Tolm", {"Osta", "Lorn"}),
    ("which streams are longer than 15", {"Ilse", "Osta"}),
    ("towns with a head count of more than 600", {"Mirel", "Kell"}),
    ("which lands have a spread under 400", {"Osta", "Lorn"}),
    ("which lands have more than 3000 settlers", {"Varn", "Osta"}),
    # sums and means
    ("what is the total head count of the lands that adjoin Varn", {"8000"}),
    ("what is the average spread of the lands", {"450"}),
    ("what is the spread of all the lands combined", {"1800"}),
    # the most by number, and so many
    ("which land has the most towns", {"Varn"}),
    ("which stream runs through the most lands", {"Ilse"}),
    ("what is the seat of the land that adjoins the most lands", {"Mirel"}),
    ("which lands adjoin more than one land", {"Varn"}),
    ("which streams cross at least two lands", {"Ilse", "Osta"}),
    ("which lands adjoin fewer than two lands", {"Osta", "Tolm", "Lorn"}),
    ("which land has the most streams running through it", {"Varn"}),
    # how many there are, where the number is a value
    ("how many settlers dwell in Osta", {"6000"}),
    ("how many settlers does Osta have", {"6000"}),
    ("how many settlers are in Mirel", {"700"}),
    ("number of settlers in Mirel", {"700"}),
    ("which town has the most settlers", {"Kell"}),
    # what is not so, of properties that are stated in full
    ("which streams do not cross Osta", {"Brand"}),
    ("lands that no stream runs through", {"Lorn"}),
    ("which lands have no neighbor", {"Lorn"}),
    ("which lands adjoin no other lands", {"Lorn"}),
    ("what is the longest stream that does not run through Tolm", {"Osta"}),
    # names
    ("which land is Fenn in", {"Tolm"}),
    ("in which land is Fenn", {"Tolm"}),
    ("in which land is Kell", {"Osta", "Lorn"}),
    ("what is the head count of Kell", {"900", "80"}),
    ("what is the head count of Kell, Lorn", {"80"}),
    ("how long is the Osta stream", {"30"}),
    ("how large is the land of Osta", {"300"}),
    ("which lands have a town called Kell", {"Osta", "Lorn"}),
    ("which land has the seat Fenn", {"Tolm"}),
    ("which streams cross the land whose seat is Mirel", {"Ilse", "Brand", "Osta"}),
    ("which land is Fenn the seat of", {"Tolm"}),
    ("which lands does the Ilse run through", {"Varn", "Osta", "Tolm"}),
    ("through which lands does the Ilse run", {"Varn", "Osta", "Tolm"}),
    ("which lands adjoin lands through which the Brand runs", {"Osta", "Tolm"}),
    ("which lands adjoin lands that adjoin Osta", {"Osta", "Tolm"}),
    ("list the towns in the Isles", {"Mirel", "Dunmor", "Kell", "Fenn"}),
    ("what are the names of the towns in Varn", {"Mirel", "Dunmor"}),
]
QUESTIONS = [question for question, _ in ANSWERED]


@pytest.fixture(scope="module")
def isles() -> KnowledgeGraph:
    return KnowledgeGraph.open(str(Path(__file__).with_name("isles.ttl")))


@pytest.mark.parametrize(("question", "labels"), ANSWERED, ids=QUESTIONS)
def test_the_answer_is_what_the_facts_make_it(question, labels, isles):
    answer = isles.ask(question)
    assert {item.label for item in answer.answers} == labels, answer.restated or answer.text


@pytest.mark.parametrize("question", QUESTIONS)
def test_what_is_said_back_means_the_same(question, isles):
    explained = isles.explain(question)
    assert isles.explain(explained.restated or "").plan == explained.plan, explained.restated


@pytest.mark.parametrize("question", QUESTIONS)
def test_what_is_said_back_repeats_no_word(question, isles):
    words = (isles.explain(question).restated or "").casefold().split()
    assert [one for one, two in pairwise(words) if one == two] == []


@pytest.mark.parametrize(
    ("question", "count"),
    [
        ("how many lands adjoin Varn", 2),
        ("how many lands adjoin Lorn", 0),
        ("how many streams do not cross Tolm", 2),
        ("what is the number of towns in Varn", 2),
        ("how many towns does Varn have", 2),
        ("how many streams are there in the Isles", 3),
    ],
)
def test_what_is_counted(question, count, isles):
    answer = isles.ask(question)
    assert (answer.status, answer.count) == ("answered", count)


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("does Varn adjoin Osta", "yes"),
        ("does Osta adjoin Tolm", "no"),
        ("does Osta not adjoin Tolm", "yes"),
        ("does Tolm trade with Osta", "yes"),
        ("does Tolm trade with Varn", "unknown"),  # not every trade is stated
        ("is Varn the largest land", "yes"),
        ("is Osta the largest land", "no"),
        ("is the Ilse longer than the Brand", "yes"),
        ("is the Brand longer than the Ilse", "no"),
        ("does Varn adjoin more than one land", "yes"),
        ("does Osta adjoin more than one land", "no"),
    ],
)
def test_yes_and_no(question, verdict, isles):
    answer = isles.ask(question)
    assert answer.verdict == verdict, answer.restated
    assert isles.explain(answer.restated or "").plan == isles.explain(question).plan, answer.restated


def test_what_is_not_stated_in_full_is_not_denied(isles):
    answer = isles.ask("which lands do not trade with Osta")
    assert (answer.status, answer.answers) == ("no_answer", ())


def test_nothing_is_an_answer_where_all_is_stated(isles):
    answer = isles.ask("which lands adjoin Lorn")
    assert (answer.status, answer.answers, answer.text) == (
        "answered",
        (),
        "None: the graph is said to state all of this.",
    )


def test_a_name_of_things_of_two_kinds_is_asked_back_where_neither_is_ruled_out(isles):
    assert isles.ask("what is Osta").status == "ambiguous"
    assert {item.label for item in isles.ask("which spots are in Osta").answers} == {"Kell", "Ilse", "Osta"}


@pytest.mark.parametrize(
    "question",
    [
        "what is the longest town",  # towns have no length
        "what is the most land",
        "how long is Varn",
        "which lands adjoin every land",
    ],
)
def test_what_cannot_be_measured_is_refused(question, isles):
    assert isles.ask(question).status == "not_understood"
