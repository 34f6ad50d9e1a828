"""An ontology in memory: its files in a store, the rules run over it, and its schema.

The store keeps what every file says in a named graph of its own, so that a fact, a claim and an inference
can be told apart; queries read the union of them all.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, QueryTriples, RdfFormat, Store

from k2graph import vocab
from k2graph.errors import OntologyError
from k2graph.vocab import GRAPH, K2, KIND_OF, LEX, OWL, RDFS, SUBCLASS_OF, TYPE, WITHIN

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
NOT_DATA = {"shapes"}  # SHACL describes the data, it is not of it


@dataclass(frozen=True, slots=True)
class PropertyInfo:
    """What the schema says of one property."""

    iri: NamedNode
    domain: frozenset[NamedNode]
    range: frozenset[NamedNode]
    narrower: tuple[NamedNode, ...]  # itself and every subproperty, in order of IRI
    sign: int
    symmetric: bool
    inverse: NamedNode | None
    exact: bool  # said of the very thing: the forms of X are not the forms of its forms
    measurable: bool  # has a noun for its amount
    broader: tuple[NamedNode, ...]  # every property above it
    exclusive: bool  # said of one subject, it is said of no other
    asymmetric: bool  # said one way about, it does not hold the other way
    association: bool  # tells of an association, which is not a cause
    advice: bool  # may be taken for medical advice


class Related:
    """What is related to each term in one way, read from the store when it is asked for: no start waits for all of it.

    ``term in related`` tells whether there is anything, ``related[term]`` gives all.
    """

    def __init__(self, read: Callable[[NamedNode], Iterator[NamedNode]]) -> None:
        self._read = read
        self._known: dict[NamedNode, frozenset[NamedNode]] = {}

    def __contains__(self, term: NamedNode) -> bool:
        known = self._known.get(term)
        return any(True for _ in self._read(term)) if known is None else bool(known)

    def __getitem__(self, term: NamedNode) -> frozenset[NamedNode]:
        known = self._known.get(term)
        if known is None:
            known = self._known[term] = frozenset(self._read(term))
        return known

    def get(self, term: NamedNode, default: Iterable[NamedNode] = ()) -> Iterable[NamedNode]:
        """All that is related to a term, or the default where there is nothing."""
        return self[term] or default


@dataclass(slots=True)
class Schema:
    """Classes, properties and kinds, as the planner needs them."""

    store: Store
    ancestors: Related  # term -> every class or kind above it
    descendants: Related  # class or kind -> every term below it
    covering: Related  # entity -> the others that count as a case of it
    places: Related  # entity -> what is about it
    classes: set[NamedNode]
    properties: dict[NamedNode, PropertyInfo] = field(default_factory=dict)
    slots: dict[NamedNode, frozenset[NamedNode]] = field(default_factory=dict)  # qualifier slot -> range
    _compatibility: dict[tuple[NamedNode, frozenset[NamedNode]], bool] = field(default_factory=dict)

    def narrower(self, predicate: NamedNode) -> tuple[NamedNode, ...]:
        """A property with all its subproperties."""
        info = self.properties.get(predicate)
        return info.narrower if info else (predicate,)

    def fits(self, kinds: frozenset[NamedNode], allowed: frozenset[NamedNode]) -> bool:
        """Tell whether a term known to be of all these kinds may stand where one of the allowed classes must."""
        if not allowed or not kinds:
            return True
        return any(self._compatible(kind, allowed) for kind in kinds)

    def _compatible(self, kind: NamedNode, allowed: frozenset[NamedNode]) -> bool:
        pair = (kind, allowed)
        if pair not in self._compatibility:
            above = self.ancestors[kind] | {kind}
            self._compatibility[pair] = bool(above & allowed) or (
                kind in self.descendants and self._overlap(kind, allowed)
            )
        return self._compatibility[pair]

    def _overlap(self, kind: NamedNode, allowed: frozenset[NamedNode]) -> bool:
        """Tell whether something of the kind is, or is of, one of the allowed classes."""
        classes = " ".join(map(str, allowed))
        pattern = f"?x {KIND_OF} {kind} . VALUES ?class {{ {classes} }} {{ ?x {KIND_OF}|{SUBCLASS_OF}+ ?class }}"
        pattern += f" UNION {{ ?class {KIND_OF} {kind} FILTER (?x = ?class) }} FILTER (isIRI(?x))"
        return bool(self.store.query(f"ASK {{ {pattern} }}", use_default_graph_as_union=True))


class Ontology:
    """Files of RDF, loaded, with the rules applied."""

    def __init__(self, store: Store, name: str) -> None:
        self.store = store
        self.name = name
        self._names: dict[NamedNode, str] = {}

    @classmethod
    def load(cls, selector: str = SHIPPED) -> Ontology:
        """Load the shipped ontology (``k2``), one file, or a folder of files, and run the rules.

        Raises:
            OntologyError: a file is missing or is not the RDF that its name says; it names path and line.
        """
        store = Store()
        for path, graph in source_files(selector):
            _load_file(store, path, graph)
        return cls.of(store, selector)

    @classmethod
    def of(cls, store: Store, name: str) -> Ontology:
        """The ontology of what a store holds, with the rules run over it."""
        for rule, text in rules():
            _run_rule(store, rule, text)
        return cls(store, name)

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
        return _read_schema(self.store)

    def label(self, term: object) -> str:
        """The name to show for a term: its label, else the last part of its IRI, else its text."""
        if isinstance(term, NamedNode):
            if term not in self._names:
                self._names[term] = self._label(term) or local_name(term.value)
            return self._names[term]
        return term.value if isinstance(term, Literal) else str(term)

    def _label(self, term: NamedNode) -> str | None:
        """The preferred label of a term, else any; the same on every run where it has several."""
        for predicate in (vocab.PREF_LABEL, vocab.LABEL):
            found = [label for label in self.objects(term, predicate) if isinstance(label, Literal)]
            if found:
                return min(found, key=lambda label: (label.language not in {None, "en"}, label.value)).value
        return None


def local_name(iri: str) -> str:
    """The last part of an IRI as words.

    >>> local_name("http://example.org/hasManager"), local_name("http://example.org/x#plays_in")
    ('has manager', 'plays in')
    """
    name = re.split(r"[/#:]", iri.rstrip("/#"))[-1]
    words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", name).replace("_", " ").replace("-", " ")
    return words.lower() if " " in words else words


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


def _run_rule(store: Store, name: str, text: str) -> None:
    """Run one rule and keep what it derives in the graph of that rule; facts from claims have their own."""
    graph = vocab.FACTS if name == "facts" else NamedNode(vocab.INFERRED + name)
    result = store.query(text, use_default_graph_as_union=True)
    assert isinstance(result, QueryTriples)
    store.extend([Quad(t.subject, t.predicate, t.object, graph) for t in result])


def _read_schema(store: Store) -> Schema:
    schema = _kinds(store)
    supers = _pairs(store, vocab.SUBPROPERTY_OF)
    narrower: dict[NamedNode, set[NamedNode]] = defaultdict(set)
    declared = {
        q.subject for t in ("ObjectProperty", "DatatypeProperty") for q in store.quads_for_pattern(None, TYPE, OWL(t))
    }
    declared |= {q.subject for q in store.quads_for_pattern(None, TYPE, vocab.RDF("Property"))} | set(supers)
    for predicate in declared:
        for above in _closure(predicate, supers) | {predicate}:
            narrower[above].add(predicate)
    domains, ranges = _pairs(store, RDFS("domain")), _pairs(store, RDFS("range"))
    inverses = _pairs(store, OWL("inverseOf"))
    symmetric = {q.subject for q in store.quads_for_pattern(None, TYPE, OWL("SymmetricProperty"))}
    signs = {q.subject: int(q.object.value) for q in store.quads_for_pattern(None, K2("causalSign"), None)}
    exact = {q.subject for q in store.quads_for_pattern(None, K2("exact"), None)}
    measurable = {q.subject for q in store.quads_for_pattern(None, LEX("amountNoun"), None)}
    exclusive = {q.subject for q in store.quads_for_pattern(None, K2("exclusive"), None)}
    asymmetric = {q.subject for q in store.quads_for_pattern(None, TYPE, OWL("AsymmetricProperty"))}
    advice = {q.subject for q in store.quads_for_pattern(None, K2("advice"), None)}
    association = {q.subject for q in store.quads_for_pattern(None, K2("association"), None)}
    for predicate in narrower:
        schema.properties[predicate] = PropertyInfo(
            iri=predicate,
            domain=_inherited(predicate, domains, supers),
            range=_inherited(predicate, ranges, supers),
            narrower=tuple(sorted(narrower[predicate], key=lambda iri: iri.value)),
            sign=signs.get(predicate, 0),
            symmetric=predicate in symmetric,
            inverse=next(iter(sorted(inverses.get(predicate, ()), key=lambda iri: iri.value)), None),
            exact=predicate in exact,
            measurable=predicate in measurable,
            broader=tuple(sorted(_closure(predicate, supers), key=lambda iri: iri.value)),
            exclusive=predicate in exclusive,
            asymmetric=predicate in asymmetric,
            association=predicate in association,
            advice=bool((_closure(predicate, supers) | {predicate}) & advice),
        )
    for quad in store.quads_for_pattern(None, TYPE, K2("QualifierSlot")):
        schema.slots[quad.subject] = frozenset(ranges.get(quad.subject, ()))
    return schema


def _inherited(
    predicate: NamedNode, own: dict[NamedNode, set[NamedNode]], supers: dict[NamedNode, set[NamedNode]]
) -> frozenset[NamedNode]:
    """A property's own domain or range, or else that of the nearest property above it."""
    level = {predicate}
    while level:
        found = frozenset(iri for p in level for iri in own.get(p, ()))
        if found:
            return found
        level = {above for p in level for above in supers.get(p, ())}
    return frozenset()


def _kinds(store: Store) -> Schema:
    """A schema that has its classes, and looks kinds up where they are asked for."""
    supers = _pairs(store, SUBCLASS_OF)

    def above(term: NamedNode) -> Iterator[NamedNode]:
        yield from (q.object for q in store.quads_for_pattern(term, KIND_OF, None) if isinstance(q.object, NamedNode))
        yield from _closure(term, supers)

    def below(kind: NamedNode) -> Iterator[NamedNode]:
        return (q.subject for q in store.quads_for_pattern(None, KIND_OF, kind) if isinstance(q.subject, NamedNode))

    def cases(term: NamedNode) -> Iterator[NamedNode]:
        found = (q.subject for q in store.quads_for_pattern(None, WITHIN, term))
        return (case for case in found if isinstance(case, NamedNode) and case != term)

    def concerned(place: NamedNode) -> Iterator[NamedNode]:
        return (
            q.subject for q in store.quads_for_pattern(None, vocab.ABOUT, place) if isinstance(q.subject, NamedNode)
        )

    typed = store.quads_for_pattern(None, TYPE, OWL("Class"))
    classes = {q.subject for q in typed if isinstance(q.subject, NamedNode)} | set(supers)
    return Schema(store, Related(above), Related(below), Related(cases), Related(concerned), classes)


def _pairs(store: Store, predicate: NamedNode) -> dict[NamedNode, set[NamedNode]]:
    out: dict[NamedNode, set[NamedNode]] = defaultdict(set)
    for quad in store.quads_for_pattern(None, predicate, None):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
            out[quad.subject].add(quad.object)
    return out


def _closure(start: NamedNode, edges: dict[NamedNode, set[NamedNode]]) -> set[NamedNode]:
    found: set[NamedNode] = set()
    queue: list[NamedNode] = [start]
    while queue:
        for term in edges.get(queue.pop(), ()):
            if term not in found:
                found.add(term)
                queue.append(term)
    return found


def lexical(store: Store) -> Iterable[Quad]:
    """Every annotation of the lexicon vocabulary."""
    return (quad for quad in store if quad.predicate.value.startswith(LEX.base))
