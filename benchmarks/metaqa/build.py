"""Make a graph of the MetaQA films: ``python benchmarks/metaqa/build.py KB DIR``.

KB is ``kb.txt``, one fact a line (``subject|relation|object``). DIR gets two files of Turtle: ``facts.ttl``, written
from it, and ``lexicon.ttl`` as it stands beside this script. Ask it as ``k2graph --graph DIR ask``.

The facts name everything by a string. Here a thing is told from its namesakes by what it is: a person, a film and a tag
of one name are three things.
"""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Iterator
from hashlib import sha1
from pathlib import Path

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

BASE = "https://example.org/films/"
LABEL = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
YEAR = NamedNode("http://www.w3.org/2001/XMLSchema#gYear")
# relation of the source -> property, and the class of its objects; None for a year
RELATIONS = {
    "directed_by": ("director", "Person"),
    "written_by": ("writer", "Person"),
    "starred_actors": ("actor", "Person"),
    "has_genre": ("genre", "Genre"),
    "in_language": ("language", "Language"),
    "has_tags": ("tag", "Tag"),
    "has_imdb_rating": ("rating", "Rating"),
    "has_imdb_votes": ("fame", "Fame"),
    "release_year": ("releaseYear", None),
}


def thing(kind: str, name: str) -> NamedNode:
    """The IRI of a thing of a class."""
    return NamedNode(f"{BASE}{kind.lower()}/{sha1(name.encode()).hexdigest()[:12]}")


def triples(source: Path) -> Iterator[Triple]:
    """The facts of a file, and of each thing once what it is and what it is called."""
    known: set[NamedNode] = set()

    def declared(kind: str, name: str) -> Iterator[Triple]:
        node = thing(kind, name)
        if node not in known:
            known.add(node)
            yield Triple(node, TYPE, NamedNode(BASE + kind))
            yield Triple(node, LABEL, Literal(name))

    for number, line in enumerate(source.read_text(encoding="utf-8").splitlines(), 1):
        subject, _, rest = line.partition("|")
        relation, _, name = rest.partition("|")
        if relation not in RELATIONS or not name:
            raise SystemExit(f"{source}, line {number}: not subject|relation|object with a known relation: {line!r}")
        predicate, kind = RELATIONS[relation]
        yield from declared("Film", subject)
        film = thing("Film", subject)
        if kind is None:
            yield Triple(film, NamedNode(BASE + predicate), Literal(name, datatype=YEAR))
        else:
            yield from declared(kind, name)
            yield Triple(film, NamedNode(BASE + predicate), thing(kind, name))


def main() -> None:
    """Write the graph."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kb", type=Path, metavar="KB")
    parser.add_argument("folder", type=Path, metavar="DIR")
    options = parser.parse_args()
    if not options.kb.is_file():
        raise SystemExit(f"there is no file {str(options.kb)!r}: give the path of kb.txt")
    options.folder.mkdir(parents=True, exist_ok=True)
    serialize(triples(options.kb), str(options.folder / "facts.ttl"), RdfFormat.TURTLE, prefixes={"": BASE})
    shutil.copy(Path(__file__).with_name("lexicon.ttl"), options.folder)


if __name__ == "__main__":
    main()
