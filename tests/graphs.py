"""The shipped graph, and what was read and answered of it: once in a process, for the tests of all modules."""

from __future__ import annotations

import shutil
import tempfile
from functools import cache, lru_cache
from pathlib import Path

from k2graph.algebra import to_sse
from k2graph.answer import Answer
from k2graph.engine import KnowledgeGraph
from k2graph.ontology import project_folder
from k2graph.reading import Reading


@cache
def shipped() -> KnowledgeGraph:
    """The shipped graph, which no test changes."""
    return KnowledgeGraph.open()


@cache
def articles(backend: str) -> KnowledgeGraph:
    """The graph without the measured foods, which would take rdflib minutes; compiled once for all engines."""
    if backend != "oxigraph":
        compiled = articles("oxigraph")
        other = KnowledgeGraph(compiled.ontology, backend=backend)
        other.lexicon, other.grammar = compiled.lexicon, compiled.grammar
        return other
    folder = Path(tempfile.mkdtemp()) / "ontology"
    shutil.copytree(project_folder("ontology"), folder, ignore=shutil.ignore_patterns("foods"))
    return KnowledgeGraph.open(str(folder), cache=False)


KEPT = 64  # answers and readings: some rest on thousands of claims


@lru_cache(KEPT)
def answered(question: str) -> Answer:
    """Its answer to a question."""
    return shipped().ask(question)


@lru_cache(KEPT)
def read(question: str) -> Reading:
    """A question as it is understood, which takes less than to answer it."""
    return shipped()._reader.read(question)


def planned(question: str) -> str:
    """The plan of a question, as text."""
    return to_sse(read(question).plan)
