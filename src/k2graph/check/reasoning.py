"""What follows from the schema and cannot be: things outside a domain or range, and what OWL calls inconsistent."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from importlib.util import find_spec
from typing import Any

from pyoxigraph import Quad, Triple

from k2graph import vocab
from k2graph.check.loaded import Finding, Loaded, short
from k2graph.terms import NamedNode
from k2graph.vocab import OWL, RDF, RDFS

_DOMAIN, _RANGE = RDFS("domain"), RDFS("range")
_AXIOMS = {
    vocab.SUBCLASS_OF, vocab.SUBPROPERTY_OF, RDF("first"), RDF("rest"),
    *map(OWL, ("disjointWith", "members", "inverseOf", "equivalentClass", "sameAs")),
}  # fmt: skip
_THING = OWL("Thing")
_ERROR = "http://www.daml.org/2002/03/agents/agent-ont#error"
Kinds = frozenset[NamedNode]


def misplaced(loaded: Loaded) -> Iterator[Finding]:
    """Find claims whose subject or object is of no class that the domain or range of their property allows."""
    for claim in loaded.quads(None, vocab.TYPE, vocab.CLAIM):
        for predicate in _said(loaded, claim, vocab.PREDICATE):
            for end, limit, name in ((vocab.SUBJECT, _DOMAIN, "domain"), (vocab.OBJECT, _RANGE, "range")):
                allowed = _limits(loaded, predicate, limit)
                for term in _said(loaded, claim, end):
                    found = _classes(loaded, term)
                    if allowed and found and not allowed & found:
                        listed = " or ".join(sorted(map(short, allowed)))
                        message = f"{short(term)} is outside the {name} of {short(predicate)}, which is {listed}"
                        yield loaded.finding("error", claim, message)


def _said(loaded: Loaded, claim: Quad, part: NamedNode) -> list[NamedNode]:
    """A part of a claim, as the files to check have it."""
    return [quad.object for quad in loaded.quads(claim.subject, part) if isinstance(quad.object, NamedNode)]


def inconsistent(loaded: Loaded) -> Iterator[Finding]:
    """Find what contradicts the schema as OWL 2 RL reads it, by owlrl where it is installed."""
    if find_spec("owlrl") is None or find_spec("rdflib") is None:
        yield Finding("note", None, None, None, 'OWL consistency was not checked: pip install "k2graph[check]"')
        return
    import owlrl
    import rdflib

    from k2graph.backends.rdflib import to_graph

    graph = to_graph(_reasoned(loaded))
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    for message in sorted(str(said) for said in graph.objects(None, rdflib.URIRef(_ERROR))):
        named = [NamedNode(iri) for iri in re.findall(r"https?://[^\s]+", message)]
        told = re.sub(r"https?://[^\s]+", lambda match: short(NamedNode(match[0])), message)
        quad = next((quad for term in reversed(named) for quad in loaded.quads(term)), None) or _stated(loaded, named)
        if quad is not None:  # what lies around the files was not asked about
            yield loaded.finding("error", quad, told)


def _stated(loaded: Loaded, named: list[NamedNode]) -> Quad | None:
    """A claim of the files about two of the named things."""
    for term in named:
        for quad in loaded.quads(None, vocab.SUBJECT, term):
            if set(_objects(loaded, quad.subject, vocab.OBJECT)) & set(named) - {term}:
                return quad
    return None


def _reasoned(loaded: Loaded) -> list[Triple]:
    """Axioms, classes of things, and facts: of facts that say the same of things of the same classes, one.

    Several domains or ranges of a property are alternatives here; OWL would take them all together, so they are
    left to `misplaced`.
    """
    chosen: dict[object, Triple] = {}
    limits: dict[tuple[object, NamedNode], list[Quad]] = defaultdict(list)
    for quad in loaded.store:
        if quad.predicate in _AXIOMS or (quad.predicate == vocab.TYPE and quad.object != vocab.CLAIM):
            chosen[quad.triple] = quad.triple
        elif quad.predicate in {_DOMAIN, _RANGE}:
            limits[quad.subject, quad.predicate].append(quad)
    chosen |= {quads[0].triple: quads[0].triple for quads in limits.values() if len(quads) == 1}
    for fact in _facts(loaded):
        one_way = loaded.known(fact.predicate, vocab.TYPE, OWL("AsymmetricProperty"))
        key = fact if one_way else tuple(_classes(loaded, term) for term in (fact.subject, fact.object))
        chosen.setdefault((fact.predicate, key), fact)
    return _without_likes(list(chosen.values()))


def _without_likes(triples: list[Triple]) -> list[Triple]:
    """Of all things that have one class and of which nothing else is said, one of each class."""
    kinds: dict[object, list[object]] = defaultdict(list)
    said: set[object] = set()
    for triple in triples:
        if triple.predicate == vocab.TYPE:
            kinds[triple.subject].append(triple.object)
        else:
            said |= {triple.subject, triple.predicate, triple.object}
    bare = {kinds[thing][0]: thing for thing in kinds if len(kinds[thing]) == 1 and thing not in said}
    left_out = {thing for thing in kinds if len(kinds[thing]) == 1 and thing not in said} - set(bare.values())
    return [triple for triple in triples if triple.subject not in left_out]


def _facts(loaded: Loaded) -> Iterator[Triple]:
    """What claims assert between things, each as a triple."""
    for polarity in (vocab.ASSERTS, vocab.CAUTION):
        for claim in loaded.store.quads_for_pattern(None, vocab.POLARITY, polarity):
            for predicate in _objects(loaded, claim.subject, vocab.PREDICATE):
                for subject in _objects(loaded, claim.subject, vocab.SUBJECT):
                    for thing in _objects(loaded, claim.subject, vocab.OBJECT):
                        yield Triple(subject, predicate, thing)


def _objects(loaded: Loaded, subject: Any, predicate: NamedNode) -> list[NamedNode]:
    found = (quad.object for quad in loaded.store.quads_for_pattern(subject, predicate, None))
    return sorted((term for term in found if isinstance(term, NamedNode)), key=lambda term: term.value)


def _classes(loaded: Loaded, term: object) -> Kinds:
    """The classes of a thing, and all above them."""
    return _above(loaded, _objects(loaded, term, vocab.TYPE), vocab.SUBCLASS_OF)


def _limits(loaded: Loaded, predicate: NamedNode, limit: NamedNode) -> Kinds:
    """The domain or range of a property, or else of the nearest property above it; only where classes are meant."""
    level, seen = [predicate], {predicate}
    while level:
        found = [kind for iri in level for kind in _objects(loaded, iri, limit)]
        if found:
            return frozenset(found) - {_THING}
        above = {up for iri in level for up in _objects(loaded, iri, vocab.SUBPROPERTY_OF)}
        level = sorted(above - seen, key=lambda iri: iri.value)
        seen |= above
    return frozenset()


def _above(loaded: Loaded, start: list[NamedNode], relation: NamedNode) -> Kinds:
    found, queue = set(start), list(start)
    while queue:
        new = set(_objects(loaded, queue.pop(), relation)) - found
        found |= new
        queue.extend(new)
    return frozenset(found)
