"""The whole graph in the formats of other tools.

RDF formats hold everything: schema, lexicon, entities, claims, facts, inferences. Those for graph tools
(GraphML, node-link JSON) hold the facts alone, as a graph of labelled nodes and edges.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, BinaryIO

from pyoxigraph import NamedNode, Quad, RdfFormat, Store, Triple, serialize

from k2graph import vocab
from k2graph.files import replacing
from k2graph.ontology import Ontology
from k2graph.terms import Term

if TYPE_CHECKING:
    import networkx

__all__ = ["FORMATS", "Fact", "export", "facts", "facts_graph"]

FORMATS: dict[str, str] = {
    "turtle": ".ttl",
    "ntriples": ".nt",
    "trig": ".trig",
    "jsonld": ".jsonld",
    "rdfxml": ".rdf",
    "graphml": ".graphml",
    "nodelink": ".json",
}
"""Names of the formats, each with the ending of its files."""

_TRIPLES = {
    "turtle": RdfFormat.TURTLE,
    "ntriples": RdfFormat.N_TRIPLES,
    "jsonld": RdfFormat.JSON_LD,
    "rdfxml": RdfFormat.RDF_XML,
}
_STANDARDS = tuple(space.base for space in (vocab.RDF, vocab.RDFS, vocab.OWL, vocab.SKOS, vocab.DCTERMS, vocab.PROV))
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Fact:
    """A plain triple, with the ids of the claims behind it.

    >>> from k2graph.terms import NamedNode
    >>> thing = NamedNode("http://example.org/a")
    >>> Fact(thing, thing, thing).inferred
    False
    """

    subject: Term
    predicate: NamedNode
    object: Term
    claims: tuple[str, ...] = ()
    inferred: bool = False


def export(ontology: Ontology, format: str, target: str | os.PathLike[str] | BinaryIO) -> None:
    """Write a graph to a file or an open binary stream; a file is replaced whole, or left as it was.

    ``trig`` keeps the named graphs; the other RDF formats hold the union of them, each triple once, in order.

    Raises:
        ValueError: there is no such format; the message names those that there are.
        OSError: the target cannot be written.

    >>> import io
    >>> from pyoxigraph import Store
    >>> stream = io.BytesIO()
    >>> export(Ontology(Store(), "empty"), "nodelink", stream)
    >>> stream.getvalue()
    b'{"directed": true, "multigraph": true, "graph": {}, "nodes": [], "edges": []}'
    """
    if format not in FORMATS:
        raise ValueError(f"no format {format!r}: use {', '.join(FORMATS)}")
    if isinstance(target, str | os.PathLike):
        with replacing(target) as stream:
            _write(ontology, format, stream)
    else:
        _write(ontology, format, target)


def _write(ontology: Ontology, format: str, stream: BinaryIO) -> None:
    if format == "trig":
        quads = sorted(ontology.store, key=_graph_order)
        serialize(quads, stream, RdfFormat.TRIG, prefixes=vocab.PREFIXES)
    elif format in _TRIPLES:
        triples = sorted({quad.triple for quad in ontology.store}, key=_order)
        prefixes = vocab.PREFIXES if format != "jsonld" else None
        serialize(triples, stream, _TRIPLES[format], prefixes=prefixes)
    else:
        _GRAPHS[format](facts_graph(ontology), stream)


def _order(triple: Triple | Quad) -> tuple[str, ...]:
    return (str(triple.subject), str(triple.predicate), str(triple.object))


def _graph_order(quad: Quad) -> tuple[str, ...]:
    return (str(quad.graph_name), *_order(quad))


def facts(ontology: Ontology) -> Iterator[Fact]:
    """List what a graph holds to be true: facts from claims, facts stated as plain triples, inferences.

    What describes the machinery (classes, properties, claims, amounts) is left out, and so are the closures of
    kinds, which repeat what ``skos:broader`` says.
    """
    store = ontology.store
    claims = _behind(store, _CLAIMS)
    inferences = _behind(store, _INFERENCES)
    machinery = _machinery(store)
    stated = {quad.triple for quad in store if _states_fact(quad, machinery)}
    for triple in sorted(stated | inferences.keys(), key=_order):
        inferred = triple not in stated
        behind = (inferences if inferred else claims).get(triple, set())
        ends: list[Any] = [triple.subject, triple.object]
        yield Fact(ends[0], triple.predicate, ends[1], claims=tuple(sorted(behind)), inferred=inferred)


def _states_fact(quad: Quad, machinery: set[object]) -> bool:
    graph = quad.graph_name.value if isinstance(quad.graph_name, NamedNode) else ""
    if graph == vocab.FACTS.value:
        return True
    if graph.startswith(vocab.INFERRED) or not isinstance(quad.object, NamedNode):
        return False
    if quad.predicate.value.startswith((*_STANDARDS, vocab.LEX.base)):
        return False
    return quad.subject not in machinery and quad.object not in machinery


def _machinery(store: Store) -> set[object]:
    """Terms that describe the graph: of a class of OWL or of the claims' own."""
    own = {vocab.K2(name) for name in ("Claim", "Inference", "Rule", "Source", "Unit", "EvidenceType", "QualifierSlot")}
    return {
        quad.subject
        for quad in store.quads_for_pattern(None, vocab.TYPE, None)
        if quad.object in own or str(quad.object).startswith((f"<{vocab.OWL.base}", f"<{vocab.RDFS.base}"))
    }


def _behind(store: Store, query: str) -> dict[Triple, set[str]]:
    """For each triple that a query finds, the ids of the claims that it finds with it."""
    found: dict[Triple, set[str]] = {}
    solutions: Any = store.query(query, prefixes=vocab.PREFIXES, use_default_graph_as_union=True)
    for s, p, o, claim, name in solutions:
        ids = found.setdefault(Triple(s, p, o), set())
        if claim:
            ids.add(name.value if name else claim.value.rpartition("/")[2])
    return found


_CLAIMS = """
SELECT ?s ?p ?o ?claim ?name WHERE {
  ?claim a k2:Claim ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; k2:polarity ?polarity .
  FILTER (?polarity IN (k2:asserts, k2:caution))
  OPTIONAL { ?claim dcterms:identifier ?name }
}"""

_INFERENCES = """
SELECT ?s ?p ?o ?claim ?name WHERE {
  ?inference a k2:Inference ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o .
  OPTIONAL { ?inference prov:wasDerivedFrom ?claim OPTIONAL { ?claim dcterms:identifier ?name } }
}"""


def facts_graph(ontology: Ontology) -> networkx.MultiDiGraph:
    """Build a networkx graph of the facts.

    A node is the IRI of a thing, or a value as it stands in N-Triples, with ``iri``, ``label`` and ``types``;
    an edge has the predicate as its key, with ``predicate``, ``label``, ``claims`` and ``inferred``.

    >>> from pyoxigraph import Store
    >>> facts_graph(Ontology(Store(), "empty")).number_of_nodes()
    0
    """
    import networkx

    graph = networkx.MultiDiGraph()
    for fact in facts(ontology):
        ends = [_node(graph, ontology, term) for term in (fact.subject, fact.object)]
        predicate = fact.predicate.value
        known = {"label": ontology.label(fact.predicate), "claims": fact.claims, "inferred": fact.inferred}
        graph.add_edge(*ends, key=predicate, predicate=predicate, **known)
    return graph


def _node(graph: networkx.MultiDiGraph, ontology: Ontology, term: Term) -> str:
    iri = term.value if isinstance(term, NamedNode) else None
    name = iri or str(term)
    if name not in graph:
        types = ontology.objects(term, vocab.TYPE) if isinstance(term, NamedNode) else []
        labels = tuple(ontology.label(kind) for kind in types)
        graph.add_node(name, iri=iri, label=ontology.label(term), types=labels)
    return name


def _write_graphml(graph: networkx.MultiDiGraph, stream: BinaryIO) -> None:
    """Write GraphML, whose attributes are plain values and whose ids are no IRIs."""
    import networkx

    plain = networkx.MultiDiGraph()
    names = {node: f"n{i}" for i, node in enumerate(graph)}
    for node, attributes in graph.nodes(data=True):
        plain.add_node(names[node], **_scalars(attributes))
    for i, (subject, object_, attributes) in enumerate(graph.edges(data=True)):
        plain.add_edge(names[subject], names[object_], key=f"e{i}", **_scalars(attributes))
    networkx.write_graphml_xml(plain, stream)


def _scalars(attributes: dict[str, Any]) -> dict[str, Any]:
    return {
        name: value if isinstance(value, bool) else _NOT_XML.sub("", _text(value)) for name, value in attributes.items()
    }


def _text(value: object) -> str:
    return "; ".join(value) if isinstance(value, tuple) else "" if value is None else str(value)


def _write_nodelink(graph: networkx.MultiDiGraph, stream: BinaryIO) -> None:
    import networkx

    stream.write(json.dumps(networkx.node_link_data(graph, edges="edges"), ensure_ascii=False).encode())


_GRAPHS: dict[str, Callable[[Any, BinaryIO], None]] = {"graphml": _write_graphml, "nodelink": _write_nodelink}
