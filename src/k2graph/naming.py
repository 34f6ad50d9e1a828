"""What the classes and entities of a graph are called: by label, name or title, in English if they can, or by IRI.

In a plain graph they also go by a part of a name ("Hopper") and by a code that identifies them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from urllib.parse import unquote

from pyoxigraph import Literal, NamedNode, Store

from k2graph import vocab
from k2graph.terms import FOREIGN, foreignness

LONGEST_NAME = 6  # words of a name that is found by its parts: a longer one is a sentence
LONGEST_CODE = 40  # characters
# a word of a name: with a capital, or, inside it, short ("van", "of")
_CAPITAL, _PARTICLE = re.compile(r"[^\W\d_a-z][\w.'’-]*"), re.compile(r"[a-z]{1,3}")
# an address of the web or of a person, which is no name: with nothing after its last slash, or the name of a file
_ADDRESS = re.compile(r"mailto:.+|https?://[^#]*(/|/[^/#?]+\.[a-z]{2,4}|//[^/#]+)|https?://[^/#]+")
_CODE = re.compile(r"(?=\S*\d)(?=\S*[^\W\d_])\w\S*\w")
# numbers are read; annotations say how to read; a whole ontology is no thing that it is about, nor is a rule
NO_THINGS = {vocab.QUANTITY, vocab.OWL("AnnotationProperty"), vocab.OWL("Ontology"), vocab.K2("Rule")}


def last_part(iri: str) -> str:
    """The last part of an IRI as it stands, or an address without its scheme."""
    if _ADDRESS.fullmatch(iri):
        return iri.partition(":")[2] if iri.startswith("mailto:") else iri
    return unquote(re.split(r"[/#:]", iri.rstrip("/#"))[-1])


def local_name(iri: str) -> str:
    """The last part of an IRI as words.

    >>> local_name("http://example.org/hasManager"), local_name("http://example.org/x#plays_in")
    ('has manager', 'plays in')
    >>> local_name("http://example.org/hasIMDBRating"), local_name("urn:x:New%20York")
    ('has IMDB rating', 'New York')
    >>> local_name("urn:x:VAV2-3Zone"), local_name("urn:x:AHU1A"), local_name("urn:x:dataSet1")
    ('VAV2-3 Zone', 'AHU1A', 'data set1')
    >>> local_name("mailto:ann@example.org"), local_name("http://example.org/~ann/")
    ('ann@example.org', 'http://example.org/~ann/')
    """
    name = last_part(iri)
    if _ADDRESS.fullmatch(iri):
        return name
    words = re.sub(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z0-9])(?=[A-Z][a-z])", " ", name)
    words = re.sub(r"_|(?<=[^\W\d])-(?=[^\W\d]+$)", " ", words)  # the hyphens of a code are its own
    words = " ".join(words.split())
    return common(words) if name[:1].islower() else words


def english_name(term: NamedNode) -> list[str]:
    """The words of an IRI, where it has some: what a thing is called in English whose labels are in other languages.

    >>> english_name(NamedNode("http://example.org/CheeseTopping")), english_name(NamedNode("http://example.org/Q42"))
    (['Cheese Topping'], [])
    """
    name = local_name(term.value)
    return [name] if re.search(r"[^\W\d_]{3}", name) and not re.search(r"\d", name) else []


def common(words: str) -> str:
    """The name of a class or property as a common noun or verb: in lower case, but for abbreviations.

    >>> common("Sports Club"), common("has IMDB Rating"), common("vitamin K form")
    ('sports club', 'has IMDB rating', 'vitamin K form')
    """
    return re.sub(r"\b[A-Z][a-z]+(?![A-Za-z])", lambda word: word.group().lower(), words)


def parts_of_name(label: str) -> Iterator[str]:
    """The parts that a thing of a proper name may go by, and the codes in any label.

    >>> list(parts_of_name("Grace Brewster Hopper"))
    ['Grace', 'Grace Brewster', 'Brewster', 'Brewster Hopper', 'Hopper', 'Grace Hopper']
    >>> list(parts_of_name("Vincent van Gogh")), list(parts_of_name("supply fan AHU-03"))
    (['Vincent', 'van Gogh', 'Gogh', 'Vincent Gogh'], ['AHU-03'])
    """
    title = re.match(r"(.+?)(?:: | \()", label)
    if title:
        yield title[1]
    words = label.replace(",", " ").split()
    if not 1 < len(words) <= LONGEST_NAME:
        return
    telling = [bool(_CAPITAL.fullmatch(word)) and len(word.rstrip(".")) > 1 for word in words]
    small = [bool(_PARTICLE.fullmatch(word)) for word in words]
    named = all(s or word[0].isupper() or word.isdigit() for s, word in zip(small, words, strict=True))
    if named and sum(small) < sum(telling):
        slices = [(i, j) for i in range(len(words)) for j in range(i + 1, len(words) + 1) if j - i < len(words)]
        yield from (" ".join(words[i:j]) for i, j in slices if any(telling[i:j]) and not small[j - 1])
        if len(words) > 2 and telling[0] and telling[-1]:
            yield f"{words[0]} {words[-1]}"
    else:
        yield from filter(_CODE.fullmatch, words)


def shared_parts(named: Mapping[NamedNode, Sequence[str]]) -> dict[str, set[NamedNode]]:
    """The parts of the names of things, each with those that have it."""
    found: dict[str, set[NamedNode]] = defaultdict(set)
    for thing, labels in named.items():
        for label in labels:
            for part in parts_of_name(label):
                found[part].add(thing)
    return found


def codes(store: Store, kinds: Mapping[NamedNode, str]) -> Iterator[tuple[NamedNode, str]]:
    """What identifies things: a code with a letter as it is, any code after what the thing is ("order 10248").

    ``kinds`` are the names of the classes.
    """
    for predicate in vocab.CODES:
        for quad in store.quads_for_pattern(None, predicate, None):
            thing, code = quad.subject, quad.object
            if not isinstance(thing, NamedNode) or not isinstance(code, Literal) or len(code.value) > LONGEST_CODE:
                continue
            if re.search(r"[^\W\d_]", code.value):
                yield thing, code.value
            for kind in store.quads_for_pattern(thing, vocab.TYPE, None):
                if isinstance(kind.object, NamedNode) and kind.object in kinds:
                    yield thing, f"{kinds[kind.object]} {code.value}"


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
            named[subject] = near or [*(label.value for label in labels), *english_name(subject)]
    for term in _unlabelled(store, classes, properties):
        if term in named or term in properties:
            continue
        name = local_name(term.value)
        if re.search(r"[^\W\d_]", name) and _is_thing(store, term):
            named[term] = list(dict.fromkeys([name, last_part(term.value)]))
    return named


def _unlabelled(store: Store, classes: Collection[NamedNode], properties: Collection[NamedNode]) -> Iterator[NamedNode]:
    """The terms that the data of a graph are about: they go by their IRI where they have no label."""
    yield from (c for c in classes if not vocab.is_technical(c.value))
    for predicate in properties:
        if not vocab.is_technical(predicate.value):
            for quad in store.quads_for_pattern(None, predicate, None):
                yield from (t for t in (quad.subject, quad.object) if isinstance(t, NamedNode))


def _is_thing(store: Store, subject: NamedNode) -> bool:
    kinds = {quad.object for quad in store.quads_for_pattern(subject, vocab.TYPE, None)}
    return not any(kind in NO_THINGS or str(kind)[1:].startswith(vocab.LEMON_BASES) for kind in kinds)
