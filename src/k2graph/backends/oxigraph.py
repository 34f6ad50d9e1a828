"""Oxigraph in the process, over the ontology's own store."""

from __future__ import annotations

from pyoxigraph import QueryBoolean, QuerySolutions

from k2graph.backends import Solution
from k2graph.ontology import Ontology


class OxigraphBackend:
    """Runs SPARQL on the store that the ontology was loaded into."""

    def __init__(self, ontology: Ontology) -> None:
        self._ontology = ontology

    def select(self, query: str) -> list[Solution]:
        """Run a SELECT query."""
        result = self._ontology.query(query)
        assert isinstance(result, QuerySolutions)
        names = [variable.value for variable in result.variables]
        return [{name: term for name, term in zip(names, row, strict=True) if term is not None} for row in result]

    def ask(self, query: str) -> bool:
        """Run an ASK query."""
        result = self._ontology.query(query)
        assert isinstance(result, QueryBoolean)
        return bool(result)
