"""A session: what is said after a question is understood from it, said back in full, or refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from k2graph import KnowledgeGraph
from k2graph.answer import Answer
from k2graph.session import Session

FARM = str(Path(__file__).with_name("farm.ttl"))


@pytest.fixture(scope="module")
def farm() -> KnowledgeGraph:
    return KnowledgeGraph.open(FARM)


def after(kg: KnowledgeGraph, *said: str) -> Answer:
    """The answer to the last of several things said in one session."""
    session = kg.session()
    return [session.ask(text) for text in said][-1]


# what was said in one session, and what its last was understood as
FOLLOWED = [
    (("how much K2 is in natto", "and Gouda?"), "How much vitamin K2 is in Gouda?"),
    (("how much K2 should men take", "and during breastfeeding?"), "How much vitamin K2 do breastfeeding women take?"),
    (("tell me about natto", "how much K2 does it have?"), "How much vitamin K2 does natto have?"),
    (("who discovered vitamin K", "what is MGP", "what prize did he get?"), "Which awards does Henrik Dam get?"),
    (("does warfarin block vitamin K", "why is that?"), "Why does warfarin block vitamin K?"),
    (("how much K2 is in natto", "what about MK-7?"), "How much MK-7 is in natto?"),
    (("how much K2 is in natto", "and in butter?"), "How much vitamin K2 is in butter?"),
    (("how much K2 is in natto", "and MK-7?", "how about eel?"), "How much MK-7 is in eel?"),
    (("how much K2 should women take", "what about men?"), "How much vitamin K2 do men take?"),
    (("does K2 reduce fractures", "and in women?"), "Does vitamin K2 reduce bone fracture in women?"),
    (("does natto contain K2?", "how much of it?"), "How much vitamin K2 does natto contain?"),
    (("does natto contain K2?", "how much?"), "How much vitamin K2 does natto contain?"),
    (("which foods contain MK-7", "how many?"), "How many foods contain MK-7?"),
    (("which foods contain MK-7", "how many of them?", "which ones?"), "Which foods contain MK-7?"),
    (("which foods contain MK-7", "which of these foods are dairy?"), "Which foods contain MK-7 and are dairies?"),
    (("which foods contain MK-7", "and vegetables?"), "Which vegetables contain MK-7?"),
    (("what is MK-7", "what is its half-life?"), "What is a half-life of MK-7?"),
    (("what does MGP do", "and what activates it?"), "What activates matrix Gla protein?"),
    (("who discovered vitamin K", "what did he win?"), "What does Henrik Dam win?"),
    (("who discovered vitamin K", "when?"), "Who discovers vitamin K and when?"),
    (("does K2 reduce fractures", "why?"), "Why does vitamin K2 reduce bone fracture?"),
    (("how much K2 is in natto", "and goudda?"), "How much vitamin K2 is in Gouda?"),
]  # fmt: skip


@pytest.mark.parametrize(("said", "understood"), FOLLOWED, ids=[said[-1] for said, _ in FOLLOWED])
def test_what_is_said_after_a_question_is_understood_from_it(kg, said, understood):
    answer = after(kg, *said)
    assert answer.restated == understood
    assert answer.question == said[-1]
    assert any("question before" in notice for notice in answer.notices)
    plain = kg.ask(answer.restated)  # what it was understood as can be asked as it stands
    assert (plain.text, plain.answers) == (answer.text, answer.answers)


def test_it_holds_for_any_graph(farm):
    assert after(farm, "what eats hens", "and ducks?", "and in winter?").restated == "What eats duck in winter?"
    assert after(farm, "which animals eat plants", "what kills them").answers[0].label == "wolf"
    assert after(farm, "does the fox eat hens", "and the wolf?").restated == "Does wolf eat hen?"


def test_a_question_that_stands_by_itself_is_no_follow_up(kg):
    assert after(kg, "what is MK-7", "which foods contain MK-4").notices == kg.ask("which foods contain MK-4").notices
    assert after(kg, "what is MK-7", "natto").restated == "What is natto?"
    assert after(kg, "what is MK-7", "what is MGP and what activates it").restated != "What is MK-7?"


def test_where_two_things_fit_equally_it_asks_back_and_a_number_chooses(kg):
    session = kg.session()
    session.ask("compare MK-4 and MK-7")
    asked = session.ask("and K1?")
    assert asked.status == "ambiguous"
    assert asked.interpretations == ("Compare MK-4 and vitamin K1", "Compare vitamin K1 and MK-7")
    assert session.ask("3").status == "not_understood"
    assert session.ask("2").restated == "Compare vitamin K1 and MK-7"
    assert session.ask("0").status == "not_understood"


def test_the_readings_of_an_ambiguous_question_are_chosen_by_number_too(kg):
    session = kg.session()
    first = session.ask("what is osteocalcin")
    assert first.status == "answered"
    asked = session.ask("does natto have more K2 than eel")
    assert asked.status == "answered"
    asked = session.ask("and butter?")
    assert asked.status == "ambiguous"
    assert session.ask("1").restated == asked.interpretations[0]


def test_what_fits_nothing_is_refused_with_the_question_that_it_does_not_fit(kg):
    answer = after(kg, "compare MK-4 and MK-7", "in 1943?")
    assert answer.status == "not_understood"
    assert 'the question before, "Compare MK-4 and MK-7"' in answer.text
    assert answer.problem is not None


def test_a_word_that_means_nothing_is_still_named(kg):
    answer = after(kg, "how much K2 is in natto", "and in zzyzx?")
    assert answer.status == "not_understood"
    assert "zzyzx" in answer.text


def test_a_follow_up_without_a_question_before_it_is_only_a_question(kg):
    assert kg.session().ask("what activates MGP").restated == "What activates matrix Gla protein?"
    assert kg.session().ask("how much of it?").status != "answered"
    assert kg.session().ask("1").status == "not_understood"


def test_who_says_so_gives_the_claims_and_their_sources(kg):
    answer = after(kg, "what activates MGP", "who says so?")
    told = kg.ask("what activates MGP")
    assert answer.evidence == told.evidence
    assert all(source in answer.text for source in {e.source for e in told.evidence})
    assert after(kg, "what activates MGP", "why?").text == answer.text


def test_show_the_sparql_gives_the_query(kg):
    assert after(kg, "what activates MGP", "show the SPARQL").text == kg.sparql("what activates MGP")


def test_what_is_not_understood_is_not_gone_on_from(kg):
    answer = after(kg, "how much K2 is in natto", "why is the sky blue", "and Gouda?")
    assert answer.restated == "How much vitamin K2 is in Gouda?"


def test_two_sessions_know_nothing_of_each_other(kg):
    first, second = kg.session(), kg.session()
    assert isinstance(first, Session)
    first.ask("how much K2 is in natto")
    second.ask("what activates MGP")
    assert first.ask("and Gouda?").restated == "How much vitamin K2 is in Gouda?"
    assert second.ask("and osteocalcin?").restated == "What activates osteocalcin?"


def test_text_of_any_kind_is_only_text(kg):
    session = kg.session()
    session.ask("what activates MGP")
    for text in ("", "   ", "and", "and ?", "it", "its", "1" * 50, "\x00", "and " * 300, "٣", "\udcff", "and 'MGP"):
        assert session.ask(text).status in {"answered", "no_answer", "not_understood", "ambiguous"}
