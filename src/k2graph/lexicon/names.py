"""What things are called, in every way that a question may call them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from pyoxigraph import Literal, NamedNode

from k2graph import vocab
from k2graph.inflection import english, plural, singulars
from k2graph.lexicon.folding import key
from k2graph.lexicon.index import PART, TEXT, Sense, by_iri
from k2graph.naming import codes, common, shared_parts
from k2graph.ontology import Ontology
from k2graph.vocab import LEX, TYPE

CIRCUMSTANCES = {"circumstance": "", "companion": "*with"}  # annotation -> the form of a state that it gives
MOST_TEXT = 8  # words of a value that is asked by
MOST_SHARING = 6  # things with the same part of a name, among which may be asked back


def add_texts(ontology: Ontology, index: dict[str, list[Sense]]) -> None:
    """Add the short values of properties: addresses, codes, dates; not numbers, which are read as they are written."""
    function_words = {key(phrase) for phrases in english()["words"].values() for phrase in phrases}
    for predicate in ontology.schema.properties:
        kinds = ontology.datatypes(predicate)
        if kinds is None or vocab.is_technical(predicate.value) or predicate in {*vocab.NAMES, *vocab.OTHER_NAMES}:
            continue
        said = {quad.object for quad in ontology.store.quads_for_pattern(None, predicate, None)}
        for value in (v for v in said if isinstance(v, Literal) and v.datatype not in vocab.NUMBERS):
            if value.value.count(" ") < MOST_TEXT:
                folded = key(value.value)
                sense = Sense("ENTITY", prep=value.language or value.datatype.value, form=TEXT, lemma=value.value)
                if folded and folded not in function_words and sense not in index[folded]:
                    index[folded].append(sense)


def add_parts(ontology: Ontology, named: Mapping[NamedNode, Sequence[str]], index: dict[str, list[Sense]]) -> None:
    """Add codes, and the parts of names that mean nothing else and only a few things."""
    kinds = {c: common(named[c][0]) for c in ontology.schema.classes if named.get(c)}
    function_words = {key(phrase) for phrases in english()["words"].values() for phrase in phrases}
    for thing, code in codes(ontology.store, kinds):
        sense = Sense("ENTITY", thing, form="sg")
        if key(code) not in function_words and sense not in index[key(code)]:
            index[key(code)].append(sense)
    entities = {thing: labels for thing, labels in named.items() if thing not in kinds}
    found: dict[str, set[NamedNode]] = defaultdict(set)
    folded = cache(key)  # words recur in names
    for part, things in shared_parts(entities).items():
        found[" ".join(map(folded, part.split()))] |= things
    for part, things in found.items():
        if part and part not in index and len(things) <= MOST_SHARING:
            index[part] = [Sense("ENTITY", thing, form=PART) for thing in by_iri(things)]


def _made_names(ontology: Ontology, named: Mapping[NamedNode, Sequence[str]]) -> Iterator[tuple[NamedNode, str]]:
    """Names that a property gives its subjects by any name of the object: "lack of {}" to a deficiency of it."""
    for pattern in ontology.store.quads_for_pattern(None, LEX("name"), None):
        if not isinstance(pattern.subject, NamedNode) or not isinstance(pattern.object, Literal):
            continue
        for fact in ontology.store.quads_for_pattern(None, pattern.subject, None):
            if isinstance(fact.subject, NamedNode) and isinstance(fact.object, NamedNode):
                for label in named.get(fact.object, ()):
                    for form, _number in numbers(label):
                        yield fact.subject, pattern.object.value.replace("{}", form)


def _states(ontology: Ontology, named: Mapping[NamedNode, Sequence[str]]) -> Iterator[tuple[str, Sense]]:
    """How those are in a state whom a property makes what they are: "on {}" of those who take it, or a case of it."""
    store = ontology.store
    patterns = [
        (q, form) for name, form in CIRCUMSTANCES.items() for q in store.quads_for_pattern(None, LEX(name), None)
    ]
    for pattern, form in patterns:
        if not isinstance(pattern.subject, NamedNode) or not isinstance(pattern.object, Literal):
            continue
        facts = list(store.quads_for_pattern(None, pattern.subject, None))
        own = {fact.object for fact in facts}
        for fact in facts:
            if isinstance(fact.subject, NamedNode) and isinstance(fact.object, NamedNode):
                cases = ontology.schema.covering[fact.object] - own
                for label in {label for thing in (fact.object, *cases) for label in named.get(thing, ())}:
                    for spelling, _number in numbers(label):
                        yield (
                            pattern.object.value.replace("{}", spelling),
                            Sense("CIRCUMSTANCE", fact.subject, form=form),
                        )


def name_senses(ontology: Ontology, named: Mapping[NamedNode, Sequence[str]]) -> Iterator[tuple[str, Sense]]:
    """Names of entities and classes, in both numbers."""
    yield from _states(ontology, named)
    taken = {key(label) for labels in named.values() for label in labels}
    labels = [(subject, label) for subject, labels in named.items() for label in labels]
    for subject, label in (*labels, *_made_names(ontology, named)):
        kind = _kind(ontology, subject)
        for form, number in numbers(common(label) if kind == "CLASS" else label):
            # of two films one may be Alien and the other Aliens
            if not _is_proper(label) or key(form) not in taken or key(form) == key(label):
                yield form, Sense(kind, subject, form=number)


def _is_proper(label: str) -> bool:
    """Whether a label is written as a name: "Alien", but not "MK" or "protein"."""
    return label[:1].isupper() and not label.isupper()


def _kind(ontology: Ontology, subject: NamedNode) -> str:
    if subject in ontology.schema.classes:
        return "CLASS"
    return "EVIDENCE" if _is_evidence(ontology, subject) else "ENTITY"


def _is_evidence(ontology: Ontology, subject: NamedNode) -> bool:
    return any(True for _ in ontology.store.quads_for_pattern(subject, TYPE, vocab.EVIDENCE_TYPE))


def numbers(label: str) -> list[tuple[str, str]]:
    """A label as it stands, and in its other number."""
    single = singulars(label)
    if single:
        return [(label, "pl"), *((form, "sg") for form in single)]
    return [(label, "sg"), (plural(label), "pl")]


def answering(ontology: Ontology, word: str) -> tuple[NamedNode, ...]:
    """The classes that a question word asks for: ``who`` is a person, ``where`` a place."""
    found = {
        q.subject for q in ontology.store.quads_for_pattern(None, LEX(word), None) if isinstance(q.subject, NamedNode)
    }
    return tuple(sorted(found, key=lambda iri: iri.value))
