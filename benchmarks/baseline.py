"""What k2graph is measured against: rdflib parses the same Turtle and runs SPARQL that somebody wrote by hand.

    python benchmarks/baseline.py ONTOLOGY_FOLDER

No language, no rules, no evidence: the query asks the claims themselves what activates MGP.
"""

from __future__ import annotations

import sys
from pathlib import Path

import rdflib

QUERY = """
PREFIX k2: <https://w3id.org/k2graph/>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT DISTINCT ?label WHERE {
  ?claim rdf:predicate k2:activates ; rdf:object k2:matrix-gla-protein ; rdf:subject ?thing ; k2:polarity k2:asserts .
  ?thing skos:prefLabel ?label .
}
"""


def main(folder: str) -> None:
    graph = rdflib.Graph()
    for path in sorted(Path(folder).rglob("*.ttl")):
        if path.stem != "shapes":
            graph.parse(path)
    for row in graph.query(QUERY).bindings:
        print(*row.values())


if __name__ == "__main__":
    main(sys.argv[1])
