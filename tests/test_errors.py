"""Errors say what, where, and what would work."""

from __future__ import annotations

import pickle

import pytest

from k2graph import errors
from k2graph.errors import (
    AmbiguousQuestion,
    BackendError,
    EndpointError,
    K2GraphError,
    OntologyError,
    QueryTimeout,
    QuestionError,
    QuestionSyntax,
    UnknownWords,
    Unplannable,
    draw_caret,
)

EVERY = (
    K2GraphError("it broke"),
    OntologyError("a dot is missing", path="a.ttl", line=3, subject="k2:natto"),
    QuestionError("no", question="what is it", start=5, end=7),
    UnknownWords(("gren", "bule"), question="gren bule", start=0, end=9, suggestions=("green", "blue")),
    QuestionSyntax("this ends too soon", question="which", start=5, expected=("a noun",)),
    AmbiguousQuestion(("Who?", "What?"), question="wh"),
    Unplannable("a food cannot be discovered", question="who discovered natto"),
    BackendError("locked", backend="oxigraph"),
    EndpointError("gone", url="http://localhost/sparql", status=410, body="<html>"),
    QueryTimeout(0.25, backend="rdflib"),
)


def test_every_error_has_the_parent_that_the_design_gives_it():
    parents = {name: getattr(errors, name).__base__.__name__ for name in errors.__all__ if name != "K2GraphError"}
    assert parents == {
        "OntologyError": "K2GraphError",
        "QuestionError": "K2GraphError",
        "UnknownWords": "QuestionError",
        "QuestionSyntax": "QuestionError",
        "AmbiguousQuestion": "QuestionError",
        "Unplannable": "QuestionError",
        "BackendError": "K2GraphError",
        "EndpointError": "BackendError",
        "QueryTimeout": "BackendError",
    }


def test_unknown_words_name_the_column_the_suggestions_and_draw_the_caret():
    error = UnknownWords(
        ("osteocalsin",), question="what activates osteocalsin?", start=15, end=26, suggestions=("osteocalcin",)
    )
    assert str(error) == (
        'no word "osteocalsin" here (column 16): did you mean "osteocalcin"?\n'
        "  what activates osteocalsin?\n"
        "                 ^^^^^^^^^^^"
    )
    assert (error.words, error.suggestions) == (("osteocalsin",), ("osteocalcin",))


def test_an_ontology_error_names_only_what_it_knows():
    assert str(OntologyError("it is empty")) == "it is empty"
    assert str(OntologyError("it is empty", path="a.ttl")) == "a.ttl: it is empty"
    assert str(OntologyError("it is empty", path="a.ttl", line=2)) == "a.ttl:2: it is empty"


def test_backend_errors_name_the_engine():
    assert str(EndpointError("gone", url="http://h/s", status=410)) == "http://h/s: HTTP 410: gone"
    assert str(EndpointError("connection refused", url="http://h/s")) == "http://h/s: connection refused"
    assert str(QueryTimeout(30)) == "no answer within 30 seconds"


@pytest.mark.parametrize("error", EVERY, ids=lambda error: type(error).__name__)
def test_errors_survive_the_way_to_another_process(error):
    back = pickle.loads(pickle.dumps(error))
    assert (type(back), str(back), vars(back)) == (type(error), str(error), vars(error))


@pytest.mark.parametrize(
    ("text", "start", "end", "drawn"),
    [
        ("abc", 0, 1, "  abc\n  ^"),
        ("abc", 3, 3, "  abc\n     ^"),
        ("a\tb\x1b[0mc", 2, 3, "  a b [0mc\n    ^"),
        ("納豆 x", 3, 4, "  納豆 x\n       ^"),
        ("納豆", 0, 2, "  納豆\n  ^^^^"),
        ("cafe\u0301 x", 6, 7, "  cafe\u0301 x\n       ^"),
        ("   ", 0, 1, ""),
        ("", 0, 0, ""),
    ],
)
def test_the_caret_stands_under_the_fault(text, start, end, drawn):
    assert draw_caret(text, start, end) == drawn


def test_a_long_question_is_cut_to_the_neighbourhood_of_the_fault():
    drawn = draw_caret("x" * 500 + "BAD" + "y" * 500, 500, 503).splitlines()
    assert drawn[0] == "  …" + "x" * 40 + "BAD" + "y" * 57 + "…"
    assert drawn[1] == " " * 43 + "^^^"


def test_offsets_outside_the_question_are_brought_inside():
    error = QuestionError("no", question="abc", start=-4, end=99)
    assert (error.start, error.end) == (0, 3)
