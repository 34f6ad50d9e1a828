"""k2graph answers questions asked in plain English from an RDF knowledge graph, with the evidence.

>>> import k2graph
>>> kg = k2graph.KnowledgeGraph.open()
>>> kg.ask("what activates MGP").answers[0].label
'vitamin K2'
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

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
)

if TYPE_CHECKING:
    from k2graph.answer import Answer
    from k2graph.complete import Completion
    from k2graph.engine import KnowledgeGraph
    from k2graph.explanation import Explanation

__version__ = "0.1.0"
__all__ = [
    "AmbiguousQuestion",
    "Answer",
    "BackendError",
    "Completion",
    "EndpointError",
    "Explanation",
    "K2GraphError",
    "KnowledgeGraph",
    "OntologyError",
    "QueryTimeout",
    "QuestionError",
    "QuestionSyntax",
    "UnknownWords",
    "Unplannable",
]
_LAZY = {
    "KnowledgeGraph": "k2graph.engine",
    "Explanation": "k2graph.explanation",
    "Answer": "k2graph.answer",
    "Completion": "k2graph.complete",
}


def __getattr__(name: str) -> Any:
    """Import the engine only when it is asked for, so that importing k2graph is cheap."""
    if name in _LAZY:
        import importlib

        return getattr(importlib.import_module(_LAZY[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
