"""What the classes and entities of a graph are called: by label, name or title, in English if they can, or by IRI."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator
from urllib.parse import unquote

from pyoxigraph import Literal, NamedNode, Store

from k2graph import vocab

FOREIGN = 2  # how far a text in another language than English is from it
# numbers are read; annotations say how to read; a whole ontology is no thing that it is about, nor is a rule
NO_THINGS = {vocab.QUANTITY, vocab.OWL("AnnotationProperty"), vocab.OWL("Ontology"), vocab.K2("Rule")}


def foreignness(language: str | None) -> int:
    """How far a text is from English by its language tag: English, untagged, any other."""
    return 1 if language is None else 0 if language.partition("-")[0] == "en" else FOREIGN


def local_name(iri: str) -> str:
    """The last part of an IRI as words.

    >>> local_name("http://example.org/hasManager"), local_name("http://example.org/x#plays_in")
    ('has manager', 'plays in')
    >>> local_name("http://example.org/hasIMDBRating"), local_name("urn:x:New%20York")
    ('has IMDB rating', 'New York')
    """
    name = unquote(re.split(r"[/#:]", iri.rstrip("/#"))[-1])
    words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ", name)
    words = " ".join(words.replace("_", " ").replace("-", " ").split())
    return common(words) if name[:1].islower() else words


def common(words: str) -> str:
    """The name of a class or property as a common noun or verb: in lower case, but for abbreviations.

    >>> common("Sports Club"), common("has IMDB Rating"), common("vitamin K form")
    ('sports club', 'has IMDB rating', 'vitamin K form')
    """
    return re.sub(r"\b[A-Z][a-z]+\b", lambda word: word.group().lower(), words)


def names(
    store: Store, classes: Collection[NamedNode], properties: Collection[NamedNode]
) -> dict[NamedNode, list[str]]:
    """What each class and entity is called: in English or in no language; else in any, or by its IRI."""
    found: dict[NamedNode, list[Literal]] = defaultdict(list)
    for predicate in (*vocab.LABELS, *vocab.OTHER_NAMES, *vocab.TITLES):
        given = set(found) if predicate in vocab.TITLES else set()  # a title is a name where there is no other
        for quad in store.quads_for_pattern(None, predicate, None):
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal) and quad.subject not in given:
                found[quad.subject].append(quad.object)
    named: dict[NamedNode, list[str]] = {}
    for subject, labels in found.items():
        if subject not in properties and _is_thing(store, subject):
            near = [label.value for label in labels if foreignness(label.language) < FOREIGN]
            named[subject] = near or [label.value for label in labels]
    for term in _unlabelled(store, classes, properties):
        if term in named or term in properties:
            continue
        name = local_name(term.value)
        if re.search(r"[^\W\d_]", name) and _is_thing(store, term):
            named[term] = [name]
    return named


def _unlabelled(store: Store, classes: Collection[NamedNode], properties: Collection[NamedNode]) -> Iterator[NamedNode]:
    """The terms that the data of a graph are about: they go by their IRI where they have no label."""
    yield from (c for c in classes if not vocab.is_technical(c.value))
    for predicate in properties:
        if not vocab.is_technical(predicate.value):
            for quad in store.quads_for_pattern(None, predicate, None):
                yield from (t for t in (quad.subject, quad.object) if isinstance(t, NamedNode))


def _is_thing(store: Store, subject: NamedNode) -> bool:
    return not {quad.object for quad in store.quads_for_pattern(subject, vocab.TYPE, None)} & NO_THINGS
