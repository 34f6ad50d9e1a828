"""An ontology in memory: its files in a store, the rules run over it, and its schema.

The store keeps what every file says in a named graph of its own, so that a fact, a claim and an inference
can be told apart; queries read the union of them all.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import Self

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, QueryTriples, RdfFormat, Store, Triple

from k2graph import vocab
from k2graph.blanks import description, skolemise
from k2graph.drafting import draft
from k2graph.errors import OntologyError
from k2graph.files import StoredFile
from k2graph.lemon import lemon_phrases
from k2graph.naming import common, english_name, local_name
from k2graph.schema import Schema, read_schema
from k2graph.seen import observe
from k2graph.terms import FOREIGN, foreignness
from k2graph.vocab import GRAPH, LEX, RDFS, XSD

SHIPPED = "k2"
FORMATS = {
    ".ttl": RdfFormat.TURTLE,
    ".nt": RdfFormat.N_TRIPLES,
    ".trig": RdfFormat.TRIG,
    ".nq": RdfFormat.N_QUADS,
    ".rdf": RdfFormat.RDF_XML,
    ".owl": RdfFormat.RDF_XML,
    ".xml": RdfFormat.RDF_XML,
    ".n3": RdfFormat.N3,
    ".jsonld": RdfFormat.JSON_LD,
}
REPEATED = "# Repeated until nothing is new."  # in the head of a rule that what it derives may feed
_NAMING = frozenset((*vocab.NAMES, *vocab.OTHER_NAMES))
NOT_DATA = {"shapes"}  # SHACL describes the data, it is not of it


Rules = tuple[tuple[str, str], ...]  # name and text of each


class FullName(str):
    """A name with what tells its bearer from others of that name, and the name that they share."""

    def __new__(cls, full: str, shared: str) -> Self:
        """Make the full name."""
        name = super().__new__(cls, full)
        name.shared = shared
        return name

    shared: str


class Ontology:
    """Files of RDF, loaded, with the rules applied."""

    def __init__(
        self,
        store: Store,
        name: str,
        own_rules: Rules = (),
        *,
        stored_claims: StoredFile | None = None,
        stored_usage: StoredFile | None = None,
    ) -> None:
        self.store = store
        self.name = name
        self.own_rules = own_rules
        self.stored_claims = stored_claims  # what the store says of its claims, in a form that is read faster
        self.stored_usage = stored_usage  # and how often it says what of each thing
        self._names: dict[NamedNode, str] = {}

    @classmethod
    def load(cls, selector: str = SHIPPED, own_rules: Rules = (), *, more: Iterable[str] = ()) -> Ontology:
        """Load the shipped ontology (``k2``), one file, or a folder of files, and run the rules.

        Raises:
            OntologyError: a file is missing or is not the RDF that its name says; it names path and line.
                Or a rule is no CONSTRUCT query; it names the rule.
        """
        store = Store()
        for path, graph in (file for part in (selector, *more) for file in source_files(part)):
            _load_file(store, path, graph)
        return cls.of(store, selector, own_rules)

    @classmethod
    def of(cls, store: Store, name: str, own_rules: Rules = ()) -> Ontology:
        """The ontology of what a store holds, with the shipped rules, then those of its own, run over it."""
        skolemise(store)
        for rule, text in (*rules(), *own_rules):
            _run_rule(store, rule, text)
        observe(store)
        store.extend(list(lemon_phrases(store)))
        ontology = cls(store, name, own_rules)
        store.extend(list(drafted(ontology)))
        store.extend(quad for rule, text in rules() for quad in _description(rule, text))
        return ontology

    def extended(self, triples: Iterable[Triple]) -> Ontology:
        """This ontology and more triples, with everything derived anew; it is itself left as it is."""
        store = Store()
        store.bulk_extend(quad for quad in self.store if not is_derived(quad.graph_name))
        store.extend(Quad(t.subject, t.predicate, t.object, vocab.ADDED) for t in triples)
        return Ontology.of(store, self.name, self.own_rules)

    def query(self, text: str) -> object:
        """Run SPARQL over the union of all graphs."""
        return self.store.query(text, use_default_graph_as_union=True)

    def objects(self, subject: NamedNode, predicate: NamedNode) -> list[NamedNode | Literal]:
        """All objects of a subject and predicate, in any graph, sorted."""
        found = {quad.object for quad in self.store.quads_for_pattern(subject, predicate, None)}
        return sorted((o for o in found if isinstance(o, NamedNode | Literal)), key=lambda term: term.value)

    @cached_property
    def schema(self) -> Schema:
        """What the ontology says of its own classes and properties."""
        return read_schema(self.store)

    def names_of(self, predicate: NamedNode) -> list[str]:
        """What a property is called: its English or untagged labels, and the words of its IRI."""
        labels = [o for name in vocab.NAMES for o in self.objects(predicate, name) if isinstance(o, Literal)]
        near = [label.value for label in labels if foreignness(label.language) < FOREIGN]
        return list(dict.fromkeys([*near, common(local_name(predicate.value))]))

    def datatypes(self, predicate: NamedNode) -> frozenset[str] | None:
        """The datatypes of the values of a property; None where it relates things."""
        kinds = self.schema.properties[predicate].range
        literal = frozenset(kind.value for kind in kinds if kind.value.startswith(XSD.base) or kind == RDFS("Literal"))
        return literal or None

    def label(self, term: object) -> str:
        """The name to show for a term: its label, else the last part of its IRI, else its text."""
        if isinstance(term, NamedNode):
            if term not in self._names:
                name = self._label(term) or local_name(term.value)
                said_of_many = term in self.schema.classes or term in self.schema.properties
                self._names[term] = common(name) if said_of_many else name
            return self._names[term]
        if isinstance(term, BlankNode):
            return description(self.store, term, self.label)
        return term.value if isinstance(term, Literal) else str(term)

    def full_name(self, term: object) -> str:
        """The name of a term; where others share it, with what tells it from them: the place it is in, or its class."""
        name = self.label(term)
        others = [t for t in self._named(name) if t != term] if isinstance(term, NamedNode) else []
        if not others or not isinstance(term, NamedNode):
            return name
        alike = [t for t in others if len(self.schema.namesakes((term, t))) == 1]
        told = self._apart(term, alike) if alike else self._kind(term)
        return FullName(f"{name} {told}", name) if told else name

    def _apart(self, term: NamedNode, others: list[NamedNode]) -> str:
        """The place that tells a thing from others of its kind and name."""
        places = [self._places(other) for other in others]
        own = [place for place in self._places(term) if not any(place in group for group in places)]
        return self.label(own[0]) if own else ""

    def _kind(self, term: NamedNode) -> str:
        """The label of a class that a thing is of; not one that says what it is to another."""
        labels = [self._label(c) for c in self.objects(term, vocab.TYPE) if isinstance(c, NamedNode)]
        relational = [LEX("noun"), LEX("inverseNoun")]
        plain = [
            label
            for label in labels
            if label
            and not any(
                q.subject in self.schema.properties
                for p in relational
                for q in self.store.quads_for_pattern(None, p, Literal(label))
            )
        ]
        return next(iter(plain), "")

    def _named(self, name: str) -> list[NamedNode]:
        literals = (Literal(name), Literal(name, language="en"))
        quads = (
            q
            for text in literals
            for p in (vocab.LABEL, vocab.PREF_LABEL)
            for q in self.store.quads_for_pattern(None, p, text)
        )
        return list({q.subject for q in quads if isinstance(q.subject, NamedNode)})

    def _places(self, term: NamedNode) -> list[NamedNode | Literal]:
        """What a term is in, by the properties that are said with that word."""
        said = [q.subject for q in self.store.quads_for_pattern(None, LEX("preposition"), Literal("in"))]
        below = [p for above in said if isinstance(above, NamedNode) for p in self.schema.narrower(above)]
        return [thing for p in below for thing in self.objects(term, p)]

    def _label(self, term: NamedNode) -> str | None:
        """The preferred name of a term, else any; the same on every run where it has several."""
        for predicate in vocab.NAMES:
            found = [label for label in self.objects(term, predicate) if isinstance(label, Literal)]
            if found:
                best = min(found, key=lambda label: (foreignness(label.language), label.value))
                own = english_name(term) if foreignness(best.language) == FOREIGN else []
                return own[0] if own else best.value
        return None


def is_derived(graph: object) -> bool:
    """Whether a named graph holds what was derived from the others."""
    derived = {vocab.FACTS, vocab.SEEN, vocab.DRAFTED, vocab.LEMON, GRAPH("rules")}
    return graph in derived or (isinstance(graph, NamedNode) and graph.value.startswith(vocab.INFERRED))


def read_own_rules(given: str | os.PathLike[str] | Iterable[str]) -> Rules:
    """Rules that are given as a folder of ``.rq`` files, or as the texts of CONSTRUCT queries.

    Raises:
        OntologyError: there is no such folder, or no rule in it.
    """
    if not isinstance(given, str | os.PathLike):
        return tuple((f"own-{number}", text) for number, text in enumerate(given, 1))
    folder = Path(given)
    paths = sorted(folder.glob("*.rq"))
    if not paths:
        raise OntologyError(f"there are no rules in {str(given)!r}: give a folder of .rq files", path=str(given))
    return tuple((path.stem, path.read_text(encoding="utf-8")) for path in paths)


def drafted(ontology: Ontology) -> Iterator[Quad]:
    """Phrases, guessed from its names, for each property of the graph's own that the lexicon says nothing of."""
    store = ontology.store
    for predicate in sorted(ontology.schema.properties, key=lambda iri: iri.value):
        if vocab.is_technical(predicate.value) or predicate in _NAMING:
            continue
        if any(quad.predicate.value.startswith(LEX.base) for quad in store.quads_for_pattern(predicate, None, None)):
            continue
        phrases = dict.fromkeys(
            phrase for name in ontology.names_of(predicate) for phrase in draft(name, ontology.datatypes(predicate))
        )
        for annotation, text in phrases:
            value = Literal(text, language="en") if text else Literal(True)
            yield Quad(predicate, LEX(annotation), value, vocab.DRAFTED)


def project_folder(name: str) -> Path:
    """Where the shipped ``ontology`` or ``queries`` are: inside the package, or beside it in a checkout."""
    packaged = Path(__file__).with_name(f"_{name}")
    return packaged if packaged.is_dir() else Path(__file__).resolve().parents[2] / name


def source_files(selector: str) -> list[tuple[Path, NamedNode]]:
    """The files that a selector means, each with the named graph that it is loaded into."""
    root = project_folder("ontology") if selector == SHIPPED else Path(selector)
    if root.is_file():
        return [(root, GRAPH(root.stem))]
    if not root.is_dir():
        known = f"{SHIPPED!r}, a file ({', '.join(sorted(FORMATS))}), or a folder of such files"
        raise OntologyError(f"there is no graph {selector!r}: give {known}", path=selector)
    paths = sorted(p for p in root.rglob("*") if p.suffix in FORMATS and p.stem not in NOT_DATA)
    if not paths:
        raise OntologyError(
            f"no RDF file in the folder {selector!r} (looked for {', '.join(sorted(FORMATS))})", path=selector
        )
    return [(path, GRAPH(path.relative_to(root).with_suffix("").as_posix())) for path in paths]


def _load_file(store: Store, path: Path, graph: NamedNode) -> None:
    form = FORMATS.get(path.suffix)
    if form is None:
        raise OntologyError(f"unknown kind of file {path.name!r}: use {', '.join(sorted(FORMATS))}", path=str(path))
    try:
        data = path.read_bytes()
        target = None if form in {RdfFormat.TRIG, RdfFormat.N_QUADS} else graph
        store.load(data, format=form, base_iri=path.resolve().as_uri(), to_graph=target)
    except SyntaxError as error:
        raise OntologyError(f"not valid {form.name}: {error.msg}", path=str(path), line=error.lineno) from error
    except (OSError, ValueError) as error:
        raise OntologyError(f"cannot be read: {error}", path=str(path)) from error


def rules() -> Iterator[tuple[str, str]]:
    """The shipped CONSTRUCT rules in order: name (without its number) and text."""
    for path in sorted((project_folder("queries") / "rules").glob("*.rq")):
        yield path.stem.partition("-")[2], path.read_text(encoding="utf-8")


def _description(name: str, text: str) -> Iterator[Quad]:
    """A rule as the graph tells of it: its title and its reason, from the head of its file."""
    rule = vocab.K2(f"rule/{name}")
    title, reason = (line.removeprefix("# ") for line in text.splitlines()[:2])
    yield Quad(rule, vocab.TYPE, vocab.K2("Rule"), vocab.GRAPH("rules"))
    yield Quad(rule, vocab.DCTERMS("title"), Literal(title, language="en"), vocab.GRAPH("rules"))
    yield Quad(rule, vocab.DCTERMS("description"), Literal(reason, language="en"), vocab.GRAPH("rules"))


def _run_rule(store: Store, name: str, text: str) -> None:
    """Run one rule and keep what it derives in the graph of that rule; facts from claims have their own."""
    graph = vocab.FACTS if name == "facts" else NamedNode(vocab.INFERRED + name)
    while True:
        try:
            result = store.query(text, use_default_graph_as_union=True)
        except (SyntaxError, ValueError) as error:
            raise OntologyError(f"the rule {name!r} cannot be run: {error}", path=name) from error
        if not isinstance(result, QueryTriples):
            raise OntologyError(f"the rule {name!r} is no CONSTRUCT query", path=name)
        derived = [Quad(t.subject, t.predicate, t.object, graph) for t in result]
        store.extend(derived)
        if REPEATED not in text or not derived:
            return
