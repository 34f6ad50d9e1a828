"""Makes the index of an ontology: its names and phrases in every inflected form, and the function words."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from pyoxigraph import Literal, NamedNode

from k2graph.inflection import british, english
from k2graph.lexicon.annotations import PHRASES
from k2graph.lexicon.folding import key
from k2graph.lexicon.index import CAPITALS, NAMES, Lexicon, Sense, by_iri
from k2graph.lexicon.names import add_parts, add_texts, answering, name_senses
from k2graph.naming import names
from k2graph.ontology import Ontology
from k2graph.vocab import LEX

REQUESTS = {"DESCRIBE", "LIST", "TELL"}  # kinds of function words that ask for something


def build(ontology: Ontology) -> Lexicon:
    """Make the index of an ontology: its labels and phrases in every inflected form, and the function words."""
    index: dict[str, list[Sense]] = defaultdict(list)
    function_words = {phrase for phrases in english()["words"].values() for phrase in phrases}
    named = names(ontology.store, ontology.schema.classes, {*ontology.schema.properties, *ontology.schema.slots})
    asked = answering(ontology, "who")
    spelt = ((spelling, sense) for phrase, sense in _senses(ontology, named) for spelling in {phrase, *british(phrase)})
    for phrase, sense in itertools.chain(spelt, _function_words()):
        folded = key(phrase)
        if sense.kind == "WHO" and not asked and any(s.kind in NAMES for s in index.get(folded.partition(" ")[2], ())):
            continue  # "which people" asks for what the graph calls people
        only_capitals = sense.kind in NAMES and phrase.isupper() and folded in function_words
        meant = replace(sense, form=CAPITALS) if only_capitals else sense
        if folded and meant not in index[folded]:
            index[folded].append(meant)
    if not ontology.schema.claims:  # an ontology of claims gives every name that its things go by
        add_texts(ontology, index)
        add_parts(ontology, named, index)
    return Lexicon.of({phrase: _merged(senses) for phrase, senses in index.items()})


def _function_words() -> Iterator[tuple[str, Sense]]:
    """What belongs to English and to no ontology: words by their kind, units, numbers."""
    for kind, phrases in english()["words"].items():
        yield from ((phrase, Sense(kind)) for phrase in phrases)
    for unit, words in english()["units"].items():
        yield from ((word, Sense("UNIT", prep=unit)) for word in words)
    for word, number in english()["numbers"].items():
        yield word, Sense("NUMBER", form=str(number))
    for word, number in english()["factors"].items():
        yield word, Sense("FACTOR", form=str(number))


def _merged(senses: Iterable[Sense]) -> tuple[Sense, ...]:
    """One sense for each way of using a phrase: several properties under one phrase mean any of them."""
    senses = tuple(senses)
    if any(sense.kind == "REQUEST" for sense in senses):  # what the ontology says of a word goes before its plain sense
        senses = tuple(sense for sense in senses if sense.kind not in REQUESTS)
    named = {sense.iri for sense in senses if sense.kind == "ENTITY"}
    if named:  # a blood clot is a thing, whatever it is that makes blood clot
        senses = tuple(sense for sense in senses if sense.kind != "STATE" or sense.iri in named)
    if len(senses) == 1:
        return senses
    groups: dict[tuple[str, NamedNode | None, str, str, str], tuple[set[NamedNode], set[NamedNode]]] = defaultdict(
        lambda: (set(), set())
    )
    for s in senses:
        forward, backward = groups[(s.kind, s.iri, s.prep, s.form, s.lemma)]
        forward |= set(s.predicates)
        backward |= set(s.inverses)
    return tuple(
        Sense(kind, iri, by_iri(forward), by_iri(backward), prep, form, lemma)
        for (kind, iri, prep, form, lemma), (forward, backward) in groups.items()
    )


def _senses(ontology: Ontology, named: Mapping[NamedNode, Sequence[str]]) -> Iterator[tuple[str, Sense]]:
    yield from name_senses(ontology, named)
    for annotation, make in PHRASES.items():
        for quad in ontology.store.quads_for_pattern(None, LEX(annotation), None):
            if not isinstance(quad.subject, NamedNode) or not isinstance(quad.object, Literal):
                continue
            measured = [p for p in ontology.objects(quad.subject, LEX("measuredBy")) if isinstance(p, NamedNode)]
            for subject in measured or [quad.subject]:
                yield from _limited(quad.subject, make(subject, quad.object.value, ontology), ontology)


def _limited(entry: NamedNode, senses: Iterator[tuple[str, Sense]], ontology: Ontology) -> Iterator[tuple[str, Sense]]:
    """Senses of a phrase, for the class that its entry is for; an adjective alone needs a value it holds from."""
    of = next((c for c in ontology.objects(entry, LEX("of")) if isinstance(c, NamedNode)), None)
    for text, sense in senses:
        if sense.kind == "GRADE":
            limits = ontology.objects(entry, LEX("above" if sense.form == ">" else "below"))
            if limits:
                yield text, replace(sense, iri=of, form=f"{sense.form} {limits[0].value}")
        else:
            yield text, replace(sense, iri=of) if of is not None else sense
