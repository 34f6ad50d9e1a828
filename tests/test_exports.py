"""Every export holds the whole graph, reads back, and is written whole or not at all."""

from __future__ import annotations

import io
import json
import xml.etree.ElementTree as ET

import networkx
import pytest
import rdflib

import graphs
from k2graph.exports import FORMATS, export, facts, facts_graph
from k2graph.ontology import Ontology
from k2graph.stats import count

GRAPH = """\
@prefix k2: <https://w3id.org/k2graph/> .
@prefix claim: <https://w3id.org/k2graph/claim/> .
@prefix source: <https://w3id.org/k2graph/source/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .

k2:Animal a owl:Class ; rdfs:label "animal"@en .
k2:eats a owl:ObjectProperty ; rdfs:label "eats"@en .
k2:fights a owl:ObjectProperty , owl:SymmetricProperty ; rdfs:label "fights"@en .
k2:bornIn a owl:DatatypeProperty ; rdfs:label "was born in"@en .
k2:fox a k2:Animal ; skos:prefLabel "fox & <cub>\\u0007"@en .
k2:hen a k2:Animal ; skos:prefLabel "hen"@en ; k2:knows k2:fox .
source:S0 a k2:Source ; rdfs:label "Tales" .
claim:1 a k2:Claim ; dcterms:identifier "S0-001" ; dcterms:source source:S0 ; k2:polarity k2:asserts ;
    rdf:subject k2:fox ; rdf:predicate k2:eats ; rdf:object k2:hen .
claim:2 a k2:Claim ; dcterms:identifier "S0-002" ; dcterms:source source:S0 ; k2:polarity k2:asserts ;
    rdf:subject k2:fox ; rdf:predicate k2:eats ; rdf:object k2:hen .
claim:3 a k2:Claim ; dcterms:identifier "S0-003" ; dcterms:source source:S0 ; k2:polarity k2:denies ;
    rdf:subject k2:hen ; rdf:predicate k2:eats ; rdf:object k2:fox .
claim:4 a k2:Claim ; dcterms:source source:S0 ; k2:polarity k2:caution ;
    rdf:subject k2:hen ; rdf:predicate k2:fights ; rdf:object k2:fox .
claim:5 a k2:Claim ; dcterms:identifier "S0-005" ; dcterms:source source:S0 ; k2:polarity k2:asserts ;
    rdf:subject k2:hen ; rdf:predicate k2:bornIn ; rdf:object "1929" .
"""
K2 = "https://w3id.org/k2graph/"


@pytest.fixture
def ontology(tmp_path) -> Ontology:
    path = tmp_path / "farm.ttl"
    path.write_text(GRAPH, encoding="utf-8")
    return Ontology.load(str(path))


@pytest.fixture(scope="module")
def shipped() -> Ontology:
    return graphs.articles("oxigraph").ontology


def _exported(ontology: Ontology, format: str) -> bytes:
    stream = io.BytesIO()
    export(ontology, format, stream)
    return stream.getvalue()


def test_facts_are_what_is_asserted_stated_or_inferred(ontology):
    told = [
        (ontology.label(f.subject), f.predicate.value.removeprefix(K2), ontology.label(f.object), f.claims, f.inferred)
        for f in facts(ontology)
    ]
    assert told == [
        ("fox & <cub>\x07", "eats", "hen", ("S0-001", "S0-002"), False),
        ("fox & <cub>\x07", "fights", "hen", ("4",), True),
        ("hen", "bornIn", "1929", ("S0-005",), False),
        ("hen", "fights", "fox & <cub>\x07", ("4",), False),
        ("hen", "knows", "fox & <cub>\x07", (), False),
    ]


def test_the_graph_of_facts_is_labelled(ontology):
    graph = facts_graph(ontology)
    assert dict(graph.nodes(data=True)) == {
        f"{K2}fox": {"iri": f"{K2}fox", "label": "fox & <cub>\x07", "types": ("animal",)},
        f"{K2}hen": {"iri": f"{K2}hen", "label": "hen", "types": ("animal",)},
        '"1929"': {"iri": None, "label": "1929", "types": ()},
    }
    assert graph.get_edge_data(f"{K2}fox", f"{K2}hen") == {
        f"{K2}eats": {
            "predicate": f"{K2}eats", "label": "eats", "claims": ("S0-001", "S0-002"), "inferred": False,
        },
        f"{K2}fights": {"predicate": f"{K2}fights", "label": "fights", "claims": ("4",), "inferred": True},
    }  # fmt: skip


@pytest.mark.parametrize(
    ("format", "reader"), [("turtle", "turtle"), ("ntriples", "nt"), ("jsonld", "json-ld"), ("rdfxml", "xml")]
)
def test_rdf_formats_hold_every_triple_once(shipped, format, reader):
    read = rdflib.Graph().parse(_exported(shipped, format), format=reader)
    assert len(read) == len({quad.triple for quad in shipped.store})
    asked = f"ASK {{ <{K2}vitamin-k2> <{K2}activates> <{K2}matrix-gla-protein> }}"
    assert read.query(asked).askAnswer


def test_trig_keeps_the_named_graphs(shipped):
    read = rdflib.Dataset()
    read.parse(_exported(shipped, "trig"), format="trig")
    names = {str(graph.identifier).removeprefix(f"{K2}graph/") for graph in read.graphs() if len(graph)}
    assert {"facts", "schema", "claims/S0", "claims/S4", "entities/foods", "inferred/symmetric"} <= names
    assert sum(len(graph) for graph in read.graphs()) == len(shipped.store)


def test_graphml_reads_back_with_plain_values(ontology):
    content = _exported(ontology, "graphml")
    graph = networkx.read_graphml(io.BytesIO(content))
    assert [attributes for _, attributes in graph.nodes(data=True)] == [
        {"iri": f"{K2}fox", "label": "fox & <cub>", "types": "animal"},
        {"iri": f"{K2}hen", "label": "hen", "types": "animal"},
        {"iri": "", "label": "1929", "types": ""},
    ]
    assert ("n0", "n1", {"predicate": f"{K2}eats", "label": "eats", "claims": "S0-001; S0-002", "inferred": False}) in [
        (subject, object_, {key: value for key, value in attributes.items() if key != "id"})
        for subject, object_, attributes in graph.edges(data=True)
    ]
    ids = [edge.get("id") for edge in ET.fromstring(content).iter("{http://graphml.graphdrawing.org/xmlns}edge")]
    assert len(ids) == len(set(ids)) == 5


def test_nodelink_reads_back(ontology):
    data = json.loads(_exported(ontology, "nodelink"))
    graph = networkx.node_link_graph(data, edges="edges")
    assert graph.number_of_nodes() == 3
    assert graph.edges[f"{K2}fox", f"{K2}hen", f"{K2}eats"]["claims"] == ["S0-001", "S0-002"]


@pytest.mark.parametrize("format", FORMATS)
def test_the_same_graph_gives_the_same_file(ontology, format):
    first = _exported(ontology, format)
    assert first
    assert _exported(ontology, format) == first


@pytest.mark.parametrize(("format", "ending"), FORMATS.items())
def test_a_file_gets_what_a_stream_gets(ontology, tmp_path, format, ending):
    export(ontology, format, tmp_path / f"graph{ending}")
    assert (tmp_path / f"graph{ending}").read_bytes() == _exported(ontology, format)


class _FullDisk(io.BytesIO):
    """A stream that takes no more than so many bytes."""

    def write(self, data) -> int:
        if self.tell() + len(data) > 1000:
            raise OSError(28, "No space left on device")
        return super().write(data)


@pytest.mark.parametrize("format", FORMATS)
def test_a_disk_that_is_full_is_an_error_in_every_format(shipped, format):
    with pytest.raises(OSError, match="No space left"):
        export(shipped, format, _FullDisk())


def test_an_unknown_format_is_refused_with_those_that_there_are(ontology):
    with pytest.raises(
        ValueError, match="no format 'n4': use turtle, ntriples, trig, jsonld, rdfxml, graphml, nodelink"
    ):
        _exported(ontology, "n4")


def test_a_graph_is_counted(ontology):
    assert count(ontology) == {
        "triples": len({quad.triple for quad in ontology.store}),
        "classes": 1,
        "properties": 3,
        "entities": 2,
        "facts": 4,
        "inferred_facts": 1,
        "claims": 5,
        "sources": 1,
        "claims_by_source": {"Tales": 5},
    }
