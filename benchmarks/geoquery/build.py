"""Make a graph of the GeoQuery facts: ``python benchmarks/geoquery/build.py SOURCE DIR``.

SOURCE is ``geobase.pl`` or the folder that holds it. DIR gets three files of Turtle: ``facts.ttl``, written from the
Prolog facts, and ``schema.ttl`` and ``lexicon.ttl`` as they stand beside this script.
Ask it as ``k2graph --graph DIR ask``.
"""

from __future__ import annotations

import argparse
import ast
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

BESIDE = Path(__file__).parent
FACT = re.compile(r"^(\w+)\((.*)\)\.\s*$")
BASE = "https://example.org/geo/"
RDFS_LABEL = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
ALT_LABEL = NamedNode("http://www.w3.org/2004/02/skos/core#altLabel")
TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
XSD = "http://www.w3.org/2001/XMLSchema#"
PREFIXES = {"": BASE, "rdfs": RDFS_LABEL.value.removesuffix("label"), "skos": ALT_LABEL.value.removesuffix("altLabel")}
COUNTRY_NAMES = ("united states", "us", "united states of america", "america", "country", "continental us")
# abbreviations that are words of English, and so no names
WORDS = {"al", "co", "de", "hi", "id", "in", "la", "ma", "me", "mo", "oh", "ok", "or", "pa"}

Row = tuple[object, ...]


def facts(source: Path) -> Iterator[tuple[str, Row]]:
    """The facts of a Prolog file, each with its predicate: atoms as text, numbers, and lists."""
    comment = False
    for number, line in enumerate(source.read_text(encoding="utf-8").splitlines(), 1):
        comment = (comment or line.startswith("/*")) and not line.rstrip().endswith("*/")
        match = None if comment else FACT.match(line)
        if match is None:
            continue
        try:
            # atoms are quoted, or words of lower case; numbers and lists are written as in Python
            text = re.sub(r"'[^']*'|\b[a-z]\w*", lambda m: repr(m.group().strip("'")), match[2])
            yield match[1], ast.literal_eval(f"({text},)")
        except (SyntaxError, ValueError) as error:
            raise SystemExit(f"{source}, line {number}: not a Prolog fact that can be read: {line!r}") from error


class Graph:
    """Triples about things that are named by what they are and what they are called."""

    def __init__(self) -> None:
        self.triples: list[Triple] = []

    def thing(self, kind: str, *names: object) -> NamedNode:
        """The IRI of a thing of a class, by its name and, where it shares that, what tells it from its like."""
        slug = re.sub(r"[^a-z0-9]+", "-", " ".join(map(str, names)).lower()).strip("-")
        return NamedNode(f"{BASE}{kind.lower()}/{slug}")

    def declare(self, thing: NamedNode, kind: str, name: str, *others: str) -> None:
        """Say of what class a thing is, and its names."""
        self.triples.append(Triple(thing, TYPE, NamedNode(BASE + kind)))
        self.triples.append(Triple(thing, RDFS_LABEL, Literal(name, language="en")))
        self.triples += [Triple(thing, ALT_LABEL, Literal(other, language="en")) for other in others]

    def say(self, subject: NamedNode, predicate: str, value: NamedNode | float) -> None:
        """State one fact; a number as an integer where it is one."""
        if isinstance(value, NamedNode):
            said: NamedNode | Literal = value
        elif value == int(value):
            said = Literal(str(int(value)), datatype=NamedNode(XSD + "integer"))
        else:
            said = Literal(str(value), datatype=NamedNode(XSD + "double"))
        self.triples.append(Triple(subject, NamedNode(BASE + predicate), said))


def build(rows: dict[str, list[Row]]) -> Graph:
    """The graph of all facts."""
    graph = Graph()
    cities = {(state, name) for state, _, name, _ in rows["city"]}
    points = {name for row in rows["highlow"] for name in (row[2], row[4])}
    country = graph.thing("Country", "usa")
    _country(graph, country, *rows["country"][0])
    for name, short, capital, population, area, *_ in rows["state"]:
        state = graph.thing("State", name)
        graph.declare(state, "State", str(name), *({str(short)} - WORDS))
        graph.say(state, "locatedIn", country)
        _peopled(graph, state, population, area)
        city = graph.thing("City", capital, name)
        if (name, capital) not in cities:
            graph.declare(city, "Capital", str(capital))
            graph.say(city, "locatedIn", state)
        else:
            graph.triples.append(Triple(city, TYPE, NamedNode(BASE + "Capital")))
        graph.say(state, "capital", city)
    for state, _, name, population in rows["city"]:
        city = graph.thing("City", name, state)
        graph.declare(city, "City", str(name))
        graph.say(city, "population", _number(population))
        graph.say(city, "locatedIn", graph.thing("State", state))
    _waters(graph, country, rows)
    for state, _, neighbours in rows["border"]:
        for other in _names(neighbours):
            graph.say(graph.thing("State", state), "borders", graph.thing("State", other))
    for state, _, high, elevation, low, depth in rows["highlow"]:
        for relation, name, height in (("highPoint", high, elevation), ("lowPoint", low, depth)):
            _point(graph, graph.thing("State", state), relation, graph.thing("Point", name, state), name, height)
    for state, _, name, height in rows["mountain"]:
        mountain = graph.thing("Mountain", name, state)
        graph.declare(mountain, "Mountain", str(name), *({f"mount {name}"} - points))
        graph.say(mountain, "elevation", _number(height))
        graph.say(mountain, "locatedIn", graph.thing("State", state))
    return graph


def _country(graph: Graph, country: NamedNode, name: object, population: object, area: object) -> None:
    graph.declare(country, "Country", str(name), *COUNTRY_NAMES)
    _peopled(graph, country, population, area)


def _peopled(graph: Graph, thing: NamedNode, population: object, area: object) -> None:
    people, extent = _number(population), _number(area)
    graph.say(thing, "population", people)
    graph.say(thing, "area", extent)
    graph.say(thing, "density", people / extent)


def _waters(graph: Graph, country: NamedNode, rows: dict[str, list[Row]]) -> None:
    """Rivers, lakes and roads, and the states that they run through or lie in."""
    for name, length, states in rows["river"]:
        river = graph.thing("River", name)
        graph.declare(river, "River", str(name), f"{name} river")
        graph.say(river, "length", _number(length))
        for state in dict.fromkeys(_names(states)):
            graph.say(river, "runsThrough", graph.thing("State", state))
        graph.say(river, "runsThrough", country)
    for name, area, states in rows["lake"]:
        lake = graph.thing("Lake", name)
        graph.declare(lake, "Lake", str(name), *({f"lake {name}"} if "lake" not in str(name) else ()))
        graph.say(lake, "area", _number(area))
        for state in _names(states):
            graph.say(lake, "locatedIn", graph.thing("State", state))
    for number, states in rows["road"]:
        road = graph.thing("Road", number, _names(states)[0])
        graph.declare(road, "Road", f"interstate {number}", f"route {number}", f"road {number}", f"i {number}")
        for state in _names(states):
            graph.say(road, "runsThrough", graph.thing("State", state))
        graph.say(road, "runsThrough", country)


def _point(graph: Graph, state: NamedNode, relation: str, point: NamedNode, name: object, height: object) -> None:
    graph.declare(point, "Point", str(name))
    graph.say(point, "elevation", _number(height))
    graph.say(point, "locatedIn", state)
    graph.say(state, relation, point)


def _names(value: object) -> list[str]:
    assert isinstance(value, list)
    return [str(name) for name in value]


def _number(value: object) -> float:
    assert isinstance(value, int | float)
    return value


def main() -> None:
    """Read the facts, and write the three files."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", type=Path, help="geobase.pl, or the folder that holds it")
    parser.add_argument("directory", type=Path, help="where the Turtle files are to go")
    given = parser.parse_args()
    source = given.source / "geobase.pl" if given.source.is_dir() else given.source
    if not source.is_file():
        raise SystemExit(f"there is no file {str(source)!r}: give geobase.pl, or the folder that holds it")
    rows: dict[str, list[Row]] = {}
    for predicate, row in facts(source):
        rows.setdefault(predicate, []).append(row)
    given.directory.mkdir(parents=True, exist_ok=True)
    triples = sorted(set(build(rows).triples), key=str)
    written = serialize(triples, format=RdfFormat.TURTLE, prefixes=PREFIXES)
    assert written is not None
    (given.directory / "facts.ttl").write_bytes(written)
    for name in ("schema.ttl", "lexicon.ttl"):
        shutil.copyfile(BESIDE / name, given.directory / name)


if __name__ == "__main__":
    main()
