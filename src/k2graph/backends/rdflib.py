"""rdflib's SPARQL over a copy of the ontology's triples, for people who hold an ``rdflib.Graph``."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, cached_property

import rdflib
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Store, Triple

from k2graph.backends import Solution
from k2graph.ontology import Ontology
from k2graph.terms import Term
from k2graph.vocab import GRAPH, XSD


class RdflibBackend:
    """Runs SPARQL on an ``rdflib.Graph`` that holds every triple of the store."""

    def __init__(self, ontology: Ontology) -> None:
        self._ontology = ontology

    @cached_property
    def graph(self) -> rdflib.Graph:
        """All triples, whatever graph they stand in."""
        return to_graph(quad.triple for quad in self._ontology.store)

    def select(self, query: str) -> list[Solution]:
        """Run a SELECT query."""
        result = self.graph.query(query)
        return [{str(name): to_term(term) for name, term in row.items()} for row in result.bindings]

    def ask(self, query: str) -> bool:
        """Run an ASK query."""
        return bool(self.graph.query(query).askAnswer)


def to_graph(triples: Iterable[Triple]) -> rdflib.Graph:
    """The triples as rdflib's, each term made once: several times as fast as through a text."""
    graph, made = rdflib.Graph(), cache(from_term)
    for triple in triples:
        graph.add((made(triple.subject), made(triple.predicate), made(triple.object)))
    return graph


def to_ontology(graph: rdflib.Graph) -> Ontology:
    """An ontology of the triples of a graph, with the rules run over them."""
    store = Store()
    store.load(graph.serialize(format="nt").encode(), format=RdfFormat.N_TRIPLES, to_graph=GRAPH("rdflib"))
    return Ontology.of(store, "rdflib")


def from_term(term: Term) -> rdflib.term.Identifier:
    """A term of pyoxigraph as one of rdflib's, which writes strings without their datatype."""
    if isinstance(term, NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, BlankNode):
        return rdflib.BNode(term.value)
    assert isinstance(term, Literal)
    if term.language or term.datatype == XSD("string"):
        return rdflib.Literal(term.value, lang=term.language)
    return rdflib.Literal(term.value, datatype=rdflib.URIRef(term.datatype.value))


def to_term(term: rdflib.term.Identifier) -> Term:
    """A term of rdflib as one of pyoxigraph's."""
    if isinstance(term, rdflib.URIRef):
        return NamedNode(str(term))
    if isinstance(term, rdflib.BNode):
        return BlankNode(str(term))
    assert isinstance(term, rdflib.Literal)
    if term.language:
        return Literal(str(term), language=term.language)
    return Literal(str(term), datatype=NamedNode(str(term.datatype)) if term.datatype else None)
