"""The pipeline as one: threads share a graph, and whatever is asked is answered or refused, never raised."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from k2graph.answer import Answer
from k2graph.engine import KnowledgeGraph
from k2graph.errors import BackendError, OntologyError, QuestionError
from k2graph.reading import MOST_CHARACTERS

FARM = str(Path(__file__).with_name("farm.ttl"))


BAD = {
    "": "there is no question",
    "   \t\n ": "there is no question",
    "?": "there is no question in this",
    "...": "there is no question in this",
    "please": "there is no question in this",
    "a" * 10_000: f"the question is longer than {MOST_CHARACTERS} characters",
    "what activates MGP " * 600: f"the question is longer than {MOST_CHARACTERS} characters",
    "\x00": None,
    "what\x00activates\x07MGP\x1b[31m": None,
    "\x1b]0;owned\x07": None,
    "what activates {MGP}": None,
    '"; DROP ALL; #': None,
    "SELECT * WHERE { ?s ?p ?o }": None,
    "} INSERT DATA { <a> <b> <c> } #": None,
    "what activates <https://w3id.org/k2graph/mgp>": None,
    "ビタミンK2とは何ですか": None,
    "что активирует MGP": None,
    "ما هو فيتامين ك": None,
    "🥦🧀": None,
    "\udcff": None,
    "what activates \u202ePGM": None,
    "the the the the": None,
    "which which which": None,
    "what what what": None,
    "of of of": None,
    "0x41": None,
    "-1": None,
    "1e309": None,
    "9" * 900: None,
    "((((((((((": None,
    "and or not but": None,
}


@pytest.mark.parametrize("question", BAD, ids=lambda question: repr(question[:30]))
def test_what_is_no_question_is_refused_with_a_clear_message(question, kg):
    answer = kg.ask(question)
    assert answer.status == "not_understood"
    assert answer.question == question
    assert answer.problem is not None
    assert 0 <= answer.problem.start <= answer.problem.end <= len(question)
    if BAD[question] is not None:
        assert answer.problem.message == BAD[question]
    assert answer.problem.message.strip()
    assert answer.text.strip()
    assert (answer.answers, answer.evidence, answer.sparql, answer.restated) == ((), (), None, None)


@pytest.mark.parametrize("question", BAD, ids=lambda question: repr(question[:30]))
def test_explaining_what_is_no_question_tells_the_problem(question, kg):
    explained = kg.explain(question)
    assert explained.plan is None
    assert explained.problem is not None
    with pytest.raises(QuestionError):
        kg.sparql(question)


@pytest.mark.parametrize(
    "question",
    [
        'what activates "MGP"',
        "what activates 'MGP'",
        "what activates (MGP)",
        "WHAT ACTIVATES MGP???",
        "  what\tactivates\nMGP  ",
        "What activates MGP ?!",
        "what activates MGP.",
    ],
)
def test_quotes_brackets_case_and_blanks_do_not_change_the_question(question, kg):
    assert kg.explain(question).plan == "(select ?answer (statement ?answer (k2:activates) k2:matrix-gla-protein))"


def test_a_question_about_other_topics_is_refused_and_the_word_is_pointed_at(kg):
    question = "what is the capital of France"
    answer = kg.ask(question)
    assert answer.status == "not_understood"
    assert question[answer.problem.start : answer.problem.end] in {"capital", "France"}


def test_the_longest_question_allowed_is_dealt_with(kg):
    question = ("what activates MGP and " * 100)[:MOST_CHARACTERS]
    assert len(question) == MOST_CHARACTERS
    assert kg.ask(question).status in {"not_understood", "answered", "no_answer", "ambiguous"}


def test_threads_share_one_graph(kg):
    questions = [
        "what activates MGP",
        "which foods contain MK-7",
        "does warfarin block vitamin K",
        "how much K2 is in natto",
        "osteocalsin?",
        "",
    ] * 8
    alone: dict[str, Answer] = {question: KnowledgeGraph.open().ask(question) for question in set(questions)}
    start = threading.Barrier(6)
    fresh = KnowledgeGraph.open()

    def ask(part: list[str]) -> list[Answer]:
        start.wait(timeout=30)
        return [fresh.ask(question) for question in part]

    with ThreadPoolExecutor(6) as pool:
        parts = [questions[i::6] for i in range(6)]
        together = [answer for answers in pool.map(ask, parts) for answer in answers]
    assert together == [alone[question] for part in parts for question in part]


def test_asking_changes_nothing(kg):
    before = len(kg.ontology.store)
    first = [kg.ask(question) for question in ("what activates MGP", "what is natto", "} INSERT DATA { <a> <b> <c> }")]
    assert [kg.ask(answer.question) for answer in first] == first
    assert len(kg.ontology.store) == before


def test_a_new_graph_gives_the_same_answer_in_the_same_order(kg):
    for question in ("which foods contain vitamin K2", "how much K2 is in natto", "list all bisphosphonates"):
        assert KnowledgeGraph.open().ask(question) == kg.ask(question)


def test_the_sparql_of_a_question_is_the_one_in_its_answer(kg):
    assert kg.sparql("what activates MGP") == kg.ask("what activates MGP").sparql


def test_ones_own_sparql_is_run_and_what_is_none_is_refused(kg):
    head = "PREFIX k2: <https://w3id.org/k2graph/> "
    assert kg.query(head + "ASK { k2:natto k2:contains k2:mk-7 }") is True
    assert kg.query(head + "SELECT ?v WHERE { ?v k2:activates k2:gas6 }") == [
        {"v": "https://w3id.org/k2graph/vitamin-k2"}
    ]
    for wrong in ("SELECT", "DROP ALL", "INSERT DATA { <a:a> <a:b> <a:c> }"):
        with pytest.raises(BackendError):
            kg.query(wrong)


def test_a_thing_is_described_by_its_label_or_iri(kg):
    for name in ("natto", "NATTO", "k2:natto", "https://w3id.org/k2graph/natto"):
        answer = kg.describe(name)
        assert (answer.status, [item.label for item in answer.answers]) == ("answered", ["natto"]), name
    unknown = kg.describe("nato")
    assert (unknown.status, unknown.problem.message) == ("not_understood", "nothing is called 'nato' here")
    assert "natto" in unknown.suggestions


def test_an_rdflib_graph_can_be_asked():
    import rdflib

    graph = rdflib.Graph().parse(FARM, format="turtle")
    assert [item.label for item in KnowledgeGraph(graph).ask("what eats corn").answers] == ["white hen"]


def test_another_ontology_answers_in_its_own_words():
    answer = KnowledgeGraph.open(FARM).ask("who keeps ducks")
    assert [(item.label, item.claims) for item in answer.answers] == [("Bo", ("F-9",))]
    assert KnowledgeGraph.open(FARM).ask("what activates MGP").status == "not_understood"


def test_a_graph_tells_what_kinds_of_things_it_knows_of_and_gives_examples():
    answer = KnowledgeGraph.open(FARM).ask("what kinds of things do you know about")
    assert [item.label for item in answer.answers] == ["animal", "bird", "farmer", "plant", "spot", "season"]
    assert answer.text.startswith("Kinds of things, with how many there are: animal (5), bird (3), farmer (2),")
    assert 'You can ask: "which farmers keep duck"; "what does duck eat"; "what does hen eat"' in answer.text


def test_what_cannot_be_opened_is_told():
    with pytest.raises(OntologyError):
        KnowledgeGraph.open("/nowhere/at/all.ttl")
    with pytest.raises(BackendError):
        KnowledgeGraph.open(FARM, backend="abacus")


@pytest.mark.parametrize("name", ["S4-302", "s4-302", "claim:S4-302", "https://w3id.org/k2graph/claim/S4-302"])
def test_a_claim_is_read_back_by_its_id_with_all_that_limits_it(name, kg):
    answer = kg.describe(name)
    assert answer.text == (
        "Older adults may gain bone density from steady MK-7 above 100 µg. "
        "Held as (asserts): MK-7 improves bone mineral density (certainty: may; condition: consistent; "
        "dose: more than 100 µg a day; population: older adults; qualifier: unit: µg, daily implied). "
        "Guide to vitamin K2 (S4), § Recommended Dosages for Different Conditions; evidence: none stated."
    )
    assert answer.evidence[0].claim == "S4-302"
    assert ("population", "older adults") in answer.answers[0].value.qualifiers


def test_a_denial_is_read_back_as_one(kg):
    assert "Held as (denies): Canada recommends vitamin K2 (purpose: osteoporosis)." in kg.describe("S2-124").text


def test_no_claim_is_made_of_an_id_that_there_is_none_of(kg):
    assert kg.describe("S9-999").status == "not_understood"
