"""What is said of the claims, in one file: the same as the store says, and nothing where it is damaged."""

from __future__ import annotations

import zlib

import pytest
from pyoxigraph import RdfFormat, Store

from k2graph import claims as claims_module
from k2graph.claims import Claims
from k2graph.files import StoredFile
from k2graph.ontology import Ontology
from k2graph.said import decode, encode, of_claim
from k2graph.terms import NamedNode

TURTLE = """
@prefix k2: <https://w3id.org/k2graph/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix : <http://example.org/> .
:one a k2:Claim ; rdf:subject :a, :b ; rdf:predicate :p ; rdf:object 4 ; k2:polarity k2:denies ; k2:qualifier [] ;
    k2:statement "says \\"so\\"\\n"@en ; k2:samples 3.50 ; k2:section "Größe" .
:two a k2:Claim ; rdf:subject :a ; rdf:predicate :p ; rdf:object :one ; k2:polarity k2:mixed .
:no_claim k2:statement "x"@en .
"""
ONE, TWO = NamedNode("http://example.org/one"), NamedNode("http://example.org/two")


@pytest.fixture
def store():
    filled = Store()
    for graph in ("http://example.org/g", "http://example.org/h"):  # what two graphs say is said once
        filled.load(TURTLE.encode(), format=RdfFormat.TURTLE, to_graph=NamedNode(graph))
    return filled


def test_the_file_says_what_the_store_says(store):
    assert decode(encode(store)) == {claim: of_claim(store, claim) for claim in (ONE, TWO)}
    assert [len(things) for things in of_claim(store, TWO).values()] == [1, 1, 1, 1, 1]


@pytest.mark.parametrize("damage", [lambda data: data[:-9], lambda data: data.replace(b"mixed", b"fixed"), None])
def test_a_damaged_file_is_done_without(store, tmp_path, damage, monkeypatch):
    monkeypatch.setattr(claims_module, "MANY", 0)
    data, path = encode(store), tmp_path / "claims.json"
    if damage:
        path.write_bytes(damage(data))
    claims = Claims(Ontology(store, "here", stored_claims=StoredFile(path, zlib.crc32(data))))
    assert [claims.polarity(claim) for claim in (ONE, TWO)] == ["denies", "mixed"]


def test_many_claims_are_read_from_the_file(store, tmp_path, monkeypatch):
    monkeypatch.setattr(claims_module, "MANY", 1)
    data, path = encode(store).replace(b"mixed", b"caution"), tmp_path / "claims.json"
    path.write_bytes(data)
    claims = Claims(Ontology(store, "here", stored_claims=StoredFile(path, zlib.crc32(data))))
    assert [claims.polarity(claim) for claim in (ONE, TWO)] == ["denies", "caution"]
