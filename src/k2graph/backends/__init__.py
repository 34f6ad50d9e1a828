"""The engines that run a plan's SPARQL: one text, the same solutions from each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from k2graph.errors import BackendError
from k2graph.terms import Term

if TYPE_CHECKING:
    from k2graph.ontology import Ontology

Solution = dict[str, Term]
NAMES = ("oxigraph", "rdflib")


class Backend(Protocol):
    """What runs SPARQL: solutions are terms by the name of their variable, unbound ones left out."""

    def select(self, query: str) -> list[Solution]:
        """Run a SELECT query."""

    def ask(self, query: str) -> bool:
        """Run an ASK query."""


def connect(name: str, ontology: Ontology) -> Backend:
    """Give the engine of a name over an ontology.

    Raises:
        BackendError: there is no such engine.
    """
    if name == "oxigraph":
        from k2graph.backends.oxigraph import OxigraphBackend

        return OxigraphBackend(ontology)
    if name == "rdflib":
        from k2graph.backends.rdflib import RdflibBackend

        return RdflibBackend(ontology)
    raise BackendError(f"there is no engine {name!r}: use {' or '.join(NAMES)}", backend=name)
