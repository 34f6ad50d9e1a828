"""How much a graph holds."""

from __future__ import annotations

from typing import Any

from k2graph import exports, vocab
from k2graph.ontology import Ontology

_ENTITIES = """
SELECT DISTINCT ?entity WHERE {
  ?entity a ?class .
  FILTER (isIRI(?entity) && !STRSTARTS(STR(?class), STR(owl:)) && !STRSTARTS(STR(?class), STR(rdfs:)))
  FILTER NOT EXISTS {
    VALUES ?own {
      k2:Claim k2:Inference k2:Rule k2:Source k2:Quantity k2:Unit k2:EvidenceType k2:Polarity k2:QualifierSlot
    }
    ?entity a ?own
  }
}"""
_CLAIMS = "SELECT DISTINCT ?claim WHERE { ?claim a k2:Claim }"
_SOURCES = """
SELECT ?source (COUNT(DISTINCT ?claim) AS ?claims) WHERE { ?claim a k2:Claim ; dcterms:source ?source }
GROUP BY ?source ORDER BY STR(?source)"""


def count(ontology: Ontology) -> dict[str, Any]:
    """Count what a graph holds, and the claims of each of its sources.

    >>> from pyoxigraph import Store
    >>> count(Ontology(Store(), "empty"))["claims"]
    0
    """
    facts = list(exports.facts(ontology))
    sources = {ontology.label(source): int(claims.value) for source, claims in _solutions(ontology, _SOURCES)}
    return {
        "triples": len({quad.triple for quad in ontology.store}),
        "classes": len(ontology.schema.classes),
        "properties": len(ontology.schema.properties),
        "entities": len(_solutions(ontology, _ENTITIES)),
        "facts": sum(not fact.inferred for fact in facts),
        "inferred_facts": sum(fact.inferred for fact in facts),
        "claims": len(_solutions(ontology, _CLAIMS)),
        "sources": len(sources),
        "claims_by_source": sources,
    }


def _solutions(ontology: Ontology, query: str) -> list[Any]:
    solutions: Any = ontology.store.query(query, prefixes=vocab.PREFIXES, use_default_graph_as_union=True)
    return list(solutions)
