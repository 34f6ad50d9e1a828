"""The shipped graph, and what was read and answered of it: once in a process, for the tests of all modules."""

from __future__ import annotations

from functools import cache

from k2graph.algebra import to_sse
from k2graph.answer import Answer
from k2graph.engine import KnowledgeGraph
from k2graph.reading import Reading


@cache
def shipped() -> KnowledgeGraph:
    """The shipped graph, which no test changes."""
    return KnowledgeGraph.open()


@cache
def answered(question: str) -> Answer:
    """Its answer to a question."""
    return shipped().ask(question)


@cache
def read(question: str) -> Reading:
    """A question as it is understood, which takes less than to answer it."""
    return shipped()._reader.read(question)


def planned(question: str) -> str:
    """The plan of a question, as text."""
    return to_sse(read(question).plan)
