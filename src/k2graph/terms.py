"""RDF terms: pyoxigraph's own, under one name for the whole package."""

from __future__ import annotations

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple, Variable

__all__ = ["FOREIGN", "BlankNode", "Literal", "NamedNode", "Quad", "Term", "Triple", "Variable", "foreignness"]

Term = NamedNode | Literal | BlankNode
FOREIGN = 2  # how far a text in another language than English is from it


def foreignness(language: str | None) -> int:
    """How far a text is from English by its language tag: English, untagged, any other."""
    return 1 if language is None else 0 if language.partition("-")[0] == "en" else FOREIGN
