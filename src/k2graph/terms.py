"""RDF terms: pyoxigraph's own, under one name for the whole package."""

from __future__ import annotations

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple, Variable

__all__ = ["BlankNode", "Literal", "NamedNode", "Quad", "Term", "Triple", "Variable"]

Term = NamedNode | Literal | BlankNode
