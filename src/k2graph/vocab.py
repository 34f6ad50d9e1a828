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
DC = Namespace("http://purl.org/dc/elements/1.1/")
FOAF = Namespace("http://xmlns.com/foaf/0.1/")
SCHEMA = Namespace("https://schema.org/")
SCHEMA_HTTP = Namespace("http://schema.org/")
SH = Namespace("http://www.w3.org/ns/shacl#")
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
# what graphs call a thing by, in the order in which a name is taken from them
LABELS = (PREF_LABEL, LABEL, SCHEMA("name"), SCHEMA_HTTP("name"), FOAF("name"))
TITLES = (DCTERMS("title"), DC("title"), SCHEMA("headline"), SCHEMA_HTTP("headline"))
NAMES = (*LABELS, *TITLES)
OTHER_NAMES = (
    *(ALT_LABEL, HIDDEN_LABEL, SCHEMA("alternateName"), SCHEMA_HTTP("alternateName")),
    FOAF("nick"),
)
# what identifies things: codes and numbers
CODES = (SKOS("notation"), DCTERMS("identifier"), DC("identifier"), SCHEMA("identifier"), SCHEMA_HTTP("identifier"))
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
CLASS_CONCEPT = K2("ClassConcept")
EVIDENCE_TYPE = K2("EvidenceType")
QUANTITY = K2("Quantity")
AMOUNT_LEVEL = K2("AmountLevel")
KIND_OF = K2("kindOf")
WITHIN = K2("within")
ABOUT = K2("about")
LIKENESS = K2("likeness")
SEEN_DOMAIN = K2("seenDomain")
SEEN_RANGE = K2("seenRange")
FACTS = GRAPH("facts")
ADDED = GRAPH("added")
SEEN = GRAPH("seen")
DRAFTED = GRAPH("drafted")
LEMON = GRAPH("lemon")
INFERRED = GRAPH.base + "inferred/"
TRIPLE = Namespace(K2.base + "triple/")

# OntoLex-Lemon, the older Lemon, and LexInfo, in all their versions
LEMON_BASES = (
    *("http://www.w3.org/ns/lemon/", "http://lemon-model.net/", "http://www.monnet-project.eu/"),
    *("http://www.lexinfo.net/ontology/", "http://lexinfo.net/ontology/"),
)
# What the data of a graph are not about: what k2graph itself, and the standards, say with it
TECHNICAL = (K2.base, LEX.base, RDF.base, RDFS.base, OWL.base, SKOS.base, SH.base, XSD.base, *LEMON_BASES)
ANYTHING = frozenset({OWL("Thing"), RDFS("Resource"), OWL("NamedIndividual")})
TIMES = frozenset(map(XSD, ("date", "dateTime", "gYear", "gYearMonth")))


def is_technical(iri: str) -> bool:
    """Whether an IRI is of k2graph's own vocabulary or of a standard that describes graphs."""
    return iri.startswith(TECHNICAL)
