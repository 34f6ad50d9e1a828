"""IRIs of the standards, and of the vocabularies that k2graph defines for any ontology.

``K2`` holds claims, amounts and rules; ``LEX`` says how English speaks of properties and classes.
Neither knows a subject: the entities and relations of an ontology are never named in Python.
"""

from __future__ import annotations

from pyoxigraph import NamedNode


class Namespace:
    """Makes IRIs below one base: ``SKOS("prefLabel")``."""

    def __init__(self, base: str) -> None:
        self.base = base

    def __call__(self, name: str) -> NamedNode:
        """The IRI of a name below the base."""
        return NamedNode(self.base + name)


RDF = Namespace("http://www.w3.org/1999/02/22-rdf-syntax-ns#")
RDFS = Namespace("http://www.w3.org/2000/01/rdf-schema#")
OWL = Namespace("http://www.w3.org/2002/07/owl#")
XSD = Namespace("http://www.w3.org/2001/XMLSchema#")
SKOS = Namespace("http://www.w3.org/2004/02/skos/core#")
DCTERMS = Namespace("http://purl.org/dc/terms/")
PROV = Namespace("http://www.w3.org/ns/prov#")
K2 = Namespace("https://w3id.org/k2graph/")
LEX = Namespace("https://w3id.org/k2graph/lexicon#")
GRAPH = Namespace("https://w3id.org/k2graph/graph/")

PREFIXES: dict[str, str] = {
    "rdf": RDF.base,
    "rdfs": RDFS.base,
    "owl": OWL.base,
    "xsd": XSD.base,
    "skos": SKOS.base,
    "dcterms": DCTERMS.base,
    "prov": PROV.base,
    "k2": K2.base,
    "lex": LEX.base,
    "claim": K2.base + "claim/",
    "food": K2.base + "food/",
    "source": K2.base + "source/",
    "qty": K2.base + "quantity/",
}

NUMBERS = frozenset(
    XSD(name)
    for name in (
        *("decimal", "integer", "double", "float", "long", "int", "short", "byte"),
        *("nonNegativeInteger", "positiveInteger", "nonPositiveInteger", "negativeInteger"),
        *("unsignedLong", "unsignedInt", "unsignedShort", "unsignedByte"),
    )
)  # datatypes of numbers

TYPE = RDF("type")
LABEL = RDFS("label")
PREF_LABEL = SKOS("prefLabel")
ALT_LABEL = SKOS("altLabel")
HIDDEN_LABEL = SKOS("hiddenLabel")
DEFINITION = SKOS("definition")
SUBCLASS_OF = RDFS("subClassOf")
SUBPROPERTY_OF = RDFS("subPropertyOf")

CLAIM = K2("Claim")
SUBJECT = RDF("subject")
PREDICATE = RDF("predicate")
OBJECT = RDF("object")
POLARITY = K2("polarity")
ASSERTS = K2("asserts")
DENIES = K2("denies")
MIXED = K2("mixed")
CAUTION = K2("caution")
AMOUNT = K2("amount")
EVIDENCE_TYPE = K2("EvidenceType")
QUANTITY = K2("Quantity")
AMOUNT_LEVEL = K2("AmountLevel")
KIND_OF = K2("kindOf")
WITHIN = K2("within")
ABOUT = K2("about")
FACTS = GRAPH("facts")
INFERRED = GRAPH.base + "inferred/"
