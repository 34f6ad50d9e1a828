"""Completion: what is offered can come next, leads to a question, and is what the graph has most to say of."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner

import graphs
from k2graph import KnowledgeGraph, mentions
from k2graph.cli import cli
from k2graph.complete import Completion
from k2graph.errors import AmbiguousQuestion, QuestionError

ROOT = Path(__file__).parents[1]
FARM = str(ROOT / "tests" / "farm.ttl")
QUESTIONS = [
    case["question"]
    for path in sorted((ROOT / "queries" / "cases").glob("*.toml"))
    for case in tomllib.loads(path.read_text(encoding="utf-8")).get("case", ())
]
SOME = QUESTIONS[::20]


@pytest.fixture(scope="module")
def farm() -> KnowledgeGraph:
    return KnowledgeGraph.open(FARM)


def texts(found: tuple[Completion, ...]) -> list[str]:
    return [completion.text for completion in found]


def prefixes(question: str) -> list[str]:
    """A question as far as it may have been typed: at each word, and one and two letters into it."""
    words = question.split()
    begun = [" ".join([*words[:i], ""]) for i in range(len(words))]
    return [start + word[:k] for start, word in zip(begun, words, strict=True) for k in range(3)]


def understood(question: str) -> bool:
    """Whether a question is answered, or asked back, without the time that its answer takes."""
    try:
        return bool(graphs.read(question))
    except AmbiguousQuestion:
        return True
    except QuestionError:  # as one question; several may be read in it
        return graphs.answered(question).status != "not_understood"


def test_the_unfinished_word_is_completed_by_what_fits_what_stands_before_it(kg):
    assert texts(kg.complete("which foods con"))[0] == "contain"
    assert texts(kg.complete("what activates mat"))[0] == "matrix Gla protein"
    assert texts(kg.complete("what does warfarin inh"))[0] == "inhibit"


def test_what_the_graph_says_with_the_relation_comes_first(farm):
    assert set(texts(farm.complete("what eats ", most=5))) == {"hen", "corn", "grass", "fox", "duck"}
    assert texts(farm.complete("what fights ", most=2)) == ["fox", "wolf"]
    assert texts(farm.complete("who ke"))[0] == "keeps"


def test_relations_said_of_the_kind_come_first(farm):
    assert texts(farm.complete("which birds "))[0] == "eat"
    assert texts(farm.complete("which farmers "))[0] == "keep"


def test_an_empty_question_is_opened_by_the_words_that_open_questions(farm):
    assert texts(farm.complete(""))[:6] == ["what", "which", "who", "where", "when", "why"]


def test_after_which_stand_kinds_in_the_plural(farm):
    assert {"birds", "farmers", "spots"} <= set(texts(farm.complete("which ", most=6)))
    assert {c.part for c in farm.complete("which ", most=3)} == {"kind"}


def test_a_longer_name_goes_on_from_a_whole_one(kg):
    assert "vitamin K2" in texts(kg.complete("tell me about vitamin "))
    assert texts(kg.complete("what is MK-"))[0].startswith("MK-")


def test_names_are_written_as_their_labels(kg):
    assert "MK-7" in texts(kg.complete("sources of mk"))
    assert "Gouda" in {word for text in texts(kg.complete("how much K2 is in gou")) for word in text.split()}


def test_what_is_whole_says_so_and_what_is_not_goes_on(farm):
    (killer,) = [c for c in farm.complete("what ki") if c.text == "kills"]
    assert killer == Completion("kills", 5, "what kills", "relation", "kills", complete=True)
    (foxes,) = [c for c in farm.complete("does the fo") if c.text == "fox"]
    assert not foxes.complete


def test_nothing_is_offered_after_words_that_mean_nothing_or_lead_nowhere(farm):
    assert farm.complete("what qqq ") == ()
    assert farm.complete("eats the which of ") == ()


def test_a_relation_that_cannot_be_said_is_not_offered(farm):
    assert "live" not in " ".join(texts(farm.complete("which farmers l", most=50)))


def test_text_of_any_kind_is_only_text(farm):
    for text in ("'", '"; DROP ALL', "\x00", "é" * 500, "\udcff", "what " * 200, "   "):
        assert isinstance(farm.complete(text), tuple)


@pytest.mark.parametrize("question", SOME)
def test_what_is_offered_as_a_question_is_one(kg, question):
    offered = {c.question for text in prefixes(question) for c in kg.complete(text) if c.complete}
    assert [q for q in sorted(offered) if not understood(q)] == []


def test_what_is_not_yet_a_question_can_be_gone_on_with(kg):
    offered = {c.question for q in SOME[::2] for text in prefixes(q)[::4] for c in kg.complete(text, most=4)}
    begun = [question for question in sorted(offered) if not understood(question)]
    ended = [question for question in begun if not kg.complete(f"{question} ")]
    assert len(begun) > 20
    assert len(ended) <= len(offered) // 20, ended


def as_it_stands(kg, question):
    """The reading of a question whose words are all read, in their order; none, of keywords or of a part of it."""
    try:
        return kg._planner.plan(kg._reader.lattice(question)).reading
    except QuestionError:
        return ()


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_word_of_a_question_that_is_understood_may_come_where_it_stands(kg, question):
    front = kg.grammar.front(mentions.find(question, kg.lexicon).starting)
    reading = as_it_stands(kg, question)
    assert front.whole or not reading
    assert [mention.text for mention in reading if not mention.kinds & front.expected[mention.first]] == []


def test_the_next_word_is_mostly_among_the_first_ten(kg):
    asked = [(prefix, word) for q in SOME for prefix, word in zip(prefixes(q)[2::3], q.split(), strict=True)]
    found = [
        prefix for prefix, word in asked if any(word.lower() in c.question.lower().split() for c in kg.complete(prefix))
    ]
    assert len(found) / len(asked) > 0.7


def run(*args: str) -> tuple[int, str]:
    result = CliRunner().invoke(cli, ["complete", "--graph", FARM, *args])
    return result.exit_code, result.stdout


def test_the_command_prints_a_question_a_line_or_json():
    assert run("what", "ki", "--most", "1") == (0, "what kills\n")
    status, printed = run("--format", "json", "what ki", "--most", "1")
    assert status == 0
    assert json.loads(printed) == [
        {
            "text": "kills",
            "start": 5,
            "question": "what kills",
            "part": "relation",
            "meaning": "kills",
            "complete": True,
        }
    ]
    assert run("what", "qqq ")[0] == 1


def shell(line: str, word: int) -> list[str]:
    """What a shell would offer for the word at a place in a command line."""
    env = {"COMP_WORDS": line, "COMP_CWORD": str(word), "_K2GRAPH_COMPLETE": "bash_complete"}
    printed = CliRunner().invoke(cli, [], env=env, prog_name="k2graph").stdout
    return [line.partition(",")[2] for line in printed.splitlines()]


def test_the_shell_completes_the_words_of_a_question():
    assert shell("k2graph which foods con", 3)[0] == "contain"
    assert shell(f"k2graph ask --graph {FARM} what ki", 5)[0] == "kills"
    assert {"what", "which"} <= set(shell("k2graph w", 1))
    assert shell("k2graph ask --graph /nowhere what ki", 5) == [""]
