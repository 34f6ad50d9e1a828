"""The checks that need no shapes: each takes the loaded files and yields what is wrong."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from decimal import Decimal, InvalidOperation

from pyoxigraph import Quad

from k2graph import vocab
from k2graph.check.loaded import Finding, Loaded, short
from k2graph.terms import Literal, NamedNode

_POLARITIES = (vocab.ASSERTS, vocab.DENIES, vocab.MIXED, vocab.CAUTION)
_EVIDENCE_TYPE = vocab.K2("evidenceType")
_SHARES_LABEL = vocab.K2("sharesLabel")
_LOW, _HIGH, _UNIT = vocab.K2("low"), vocab.K2("high"), vocab.K2("unit")
_PROPERTIES = (*map(vocab.OWL, ("ObjectProperty", "DatatypeProperty", "AnnotationProperty")), vocab.RDF("Property"))
_STANDARDS = tuple(
    space.base for space in (vocab.RDF, vocab.RDFS, vocab.OWL, vocab.XSD, vocab.SKOS, vocab.DCTERMS, vocab.PROV)
)


def _claims(loaded: Loaded) -> Iterator[Quad]:
    return loaded.quads(None, vocab.TYPE, vocab.CLAIM)


def unsourced(loaded: Loaded) -> Iterator[Finding]:
    """Find claims that name no source."""
    for claim in _claims(loaded):
        if not loaded.known(claim.subject, vocab.DCTERMS("source")):
            yield loaded.finding("error", claim, "the claim names no source (dcterms:source)")


def incomplete(loaded: Loaded) -> Iterator[Finding]:
    """Find claims without a subject, predicate or object."""
    for claim in _claims(loaded):
        for part in (vocab.SUBJECT, vocab.PREDICATE, vocab.OBJECT):
            if not loaded.known(claim.subject, part):
                yield loaded.finding("error", claim, f"the claim has no {short(part)}")


def dangling(loaded: Loaded) -> Iterator[Finding]:
    """Find IRIs in claims that nothing describes."""
    elsewhere = {vocab.TYPE, vocab.PREDICATE, vocab.POLARITY, _EVIDENCE_TYPE}  # these have checks of their own
    for claim in _claims(loaded):
        for quad in loaded.quads(claim.subject):
            target = quad.object
            if quad.predicate in elsewhere or not isinstance(target, NamedNode):
                continue
            if not target.value.startswith(_STANDARDS) and not loaded.known(target):
                yield loaded.finding("error", quad, f"{short(target)} ({short(quad.predicate)}) is described nowhere")


def undeclared(loaded: Loaded) -> Iterator[Finding]:
    """Find properties that claims state or use and no schema declares."""
    for claim in _claims(loaded):
        for quad in loaded.quads(claim.subject):
            used = quad.object if quad.predicate == vocab.PREDICATE else quad.predicate
            if not isinstance(used, NamedNode) or used.value.startswith(_STANDARDS):
                continue
            if not any(loaded.known(used, vocab.TYPE, kind) for kind in _PROPERTIES):
                yield loaded.finding("error", quad, f"{short(used)} is declared as a property nowhere")


def polarities(loaded: Loaded) -> Iterator[Finding]:
    """Find claims that have no polarity, several, or an unknown one."""
    known = ", ".join(map(short, _POLARITIES))
    for claim in _claims(loaded):
        found = list(loaded.quads(claim.subject, vocab.POLARITY))
        if len(found) != 1:
            count = "no polarity" if not found else f"{len(found)} polarities"
            yield loaded.finding("error", claim, f"the claim has {count}: it needs one of {known}")
        for quad in found:
            if quad.object not in _POLARITIES:
                yield loaded.finding("error", quad, f"unknown polarity {short(quad.object)}: use one of {known}")


def evidence_types(loaded: Loaded) -> Iterator[Finding]:
    """Find claims whose kind of evidence is not of the class of such kinds."""
    for quad in loaded.quads(None, _EVIDENCE_TYPE):
        target = quad.object
        if not isinstance(target, NamedNode) or not loaded.known(target, vocab.TYPE, vocab.K2("EvidenceType")):
            yield loaded.finding("error", quad, f"unknown evidence type {short(target)}: it is no k2:EvidenceType")


def amounts(loaded: Loaded) -> Iterator[Finding]:
    """Find amounts without a number or a unit, and ranges the wrong way round."""
    for quantity in loaded.quads(None, vocab.TYPE, vocab.QUANTITY):
        low, high = (_number(loaded, quantity, bound) for bound in (_LOW, _HIGH))
        if low is None and high is None:
            yield loaded.finding("error", quantity, "the amount has no number (k2:low, k2:high)")
        if not loaded.known(quantity.subject, _UNIT):
            yield loaded.finding("error", quantity, "the amount has no unit (k2:unit)")
        if low is not None and high is not None and low > high:
            yield loaded.finding("error", quantity, f"the amount goes from {low} to {high}: the wrong way round")


def _number(loaded: Loaded, quantity: Quad, bound: NamedNode) -> Decimal | None:
    for quad in loaded.quads(quantity.subject, bound):
        try:
            return Decimal(quad.object.value) if isinstance(quad.object, Literal) else None
        except InvalidOperation:
            return None
    return None


def shared_labels(loaded: Loaded) -> Iterator[Finding]:
    """Find labels that two entities have, unless both say that they share it."""
    named: dict[tuple[str, str], list[Quad]] = defaultdict(list)
    for predicate in (vocab.PREF_LABEL, vocab.ALT_LABEL):
        for quad in loaded.quads(None, predicate):
            if isinstance(quad.object, Literal):
                language = (quad.object.language or "").partition("-")[0]
                named[language, _folded(quad.object.value)].append(quad)
    for (_, label), quads in named.items():
        first: dict[str, Quad] = {}
        for quad in quads:
            first.setdefault(str(quad.subject), quad)
        shared = list(first.values())
        if len(shared) > 1 and not all(_says_shared(loaded, quad, label) for quad in shared):
            yield from _sharing(loaded, label, shared)


def _sharing(loaded: Loaded, label: str, shared: list[Quad]) -> Iterator[Finding]:
    for quad in shared:
        others = ", ".join(short(other.subject) for other in shared if other is not quad)
        yield loaded.finding(
            "error", quad, f'the label "{label}" belongs to {others} too (if that is meant, both need k2:sharesLabel)'
        )


def _says_shared(loaded: Loaded, quad: Quad, label: str) -> bool:
    told = loaded.quads(quad.subject, _SHARES_LABEL)
    return any(isinstance(said.object, Literal) and _folded(said.object.value) == label for said in told)


def _folded(label: str) -> str:
    """Labels differ by more than case, hyphens and spaces."""
    return " ".join(re.sub(r"[-\u2010-\u2015_\s]+", " ", label).casefold().split())


CHECKS: tuple[Callable[[Loaded], Iterator[Finding]], ...] = (
    unsourced, incomplete, dangling, undeclared, polarities, evidence_types, amounts, shared_labels,
)  # fmt: skip
