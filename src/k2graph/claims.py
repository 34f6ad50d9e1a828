"""The claims of an ontology: who says what, and what was inferred from which of them."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property

from pyoxigraph import Literal, NamedNode, Store

from k2graph import vocab
from k2graph.answer import Evidence, Value
from k2graph.ontology import Ontology
from k2graph.terms import Term
from k2graph.vocab import DCTERMS, K2, PROV, SKOS

Fact = tuple[str, str, str]
NOT_SHOWN = {"polarity", "certainty", "evidenceType", "section", "statement", "amount"}


def fact_of(subject: object, predicate: object, thing: object) -> Fact:
    """A triple as a key: the texts of its terms."""
    return (str(subject), str(predicate), str(thing))


class Claims:
    """Looks claims up by the fact they speak of, and by themselves."""

    def __init__(self, ontology: Ontology) -> None:
        self._ontology = ontology
        self._store: Store = ontology.store

    def _first(self, subject: NamedNode, predicate: NamedNode) -> NamedNode | Literal | None:
        found = self._ontology.objects(subject, predicate)
        return found[0] if found else None

    def _text(self, subject: NamedNode, predicate: NamedNode) -> str | None:
        found = self._first(subject, predicate)
        return None if found is None else self._ontology.label(found)

    @cached_property
    def of_fact(self) -> dict[Fact, tuple[NamedNode, ...]]:
        """The claims that speak of each fact, whatever their polarity."""
        return self._reified(vocab.CLAIM)

    @cached_property
    def inferences(self) -> dict[Fact, tuple[NamedNode, ...]]:
        """The inferences that give each inferred fact."""
        return self._reified(K2("Inference"))

    def _reified(self, kind: NamedNode) -> dict[Fact, tuple[NamedNode, ...]]:
        ends: dict[NamedNode, list[Term]] = defaultdict(list)
        found: dict[Fact, set[NamedNode]] = defaultdict(set)
        things = {q.subject for q in self._store.quads_for_pattern(None, vocab.TYPE, kind) if isinstance(q.subject, NamedNode)}
        predicates: dict[NamedNode, list[Term]] = defaultdict(list)
        for quad in self._store.quads_for_pattern(None, vocab.SUBJECT, None):
            ends[quad.subject].append(quad.object)
        for quad in self._store.quads_for_pattern(None, vocab.PREDICATE, None):
            predicates[quad.subject].append(quad.object)
        for quad in self._store.quads_for_pattern(None, vocab.OBJECT, None):
            if quad.subject in things:
                for subject in ends[quad.subject]:
                    for predicate in predicates[quad.subject]:
                        found[fact_of(subject, predicate, quad.object)].add(quad.subject)
        return {fact: tuple(sorted(group, key=lambda iri: iri.value)) for fact, group in found.items()}

    def inferred(self, fact: Fact) -> tuple[str, tuple[NamedNode, ...]] | None:
        """The rule that gave a fact, and the claims that it was derived from; None where no rule did."""
        for inference in self.inferences.get(fact, ()):
            rule = self._first(inference, K2("rule"))
            sources = tuple(c for c in self._ontology.objects(inference, PROV("wasDerivedFrom")) if isinstance(c, NamedNode))
            return (rule.value.rsplit("/", 1)[-1] if rule else "", sources)
        return None

    def identifier(self, claim: NamedNode) -> str:
        """The id by which a claim is known."""
        return self._text(claim, DCTERMS("identifier")) or claim.value

    def polarity(self, claim: NamedNode) -> str:
        """``asserts``, ``denies``, ``mixed`` or ``caution``."""
        found = self._first(claim, vocab.POLARITY)
        return found.value.removeprefix(vocab.K2.base) if found else "asserts"

    def strength(self, claim: NamedNode) -> int:
        """How strong the kind of evidence behind a claim is; more is stronger."""
        kind = self._first(claim, K2("evidenceType"))
        strength = self._first(kind, K2("strength")) if isinstance(kind, NamedNode) else None
        return int(strength.value) if strength is not None else 0

    def evidence(self, claim: NamedNode) -> Evidence:
        """A claim as an answer shows it."""
        label = self._ontology.label

        def listed(predicate: NamedNode) -> str:
            return "; ".join(label(term) for term in self._ontology.objects(claim, predicate))

        return Evidence(
            claim=self.identifier(claim),
            statement=self._text(claim, K2("statement")) or "",
            subject=listed(vocab.SUBJECT),
            predicate=listed(vocab.PREDICATE),
            object=listed(vocab.OBJECT),
            polarity=self.polarity(claim),
            certainty=self._text(claim, K2("certainty")),
            evidence_type=self._text(claim, K2("evidenceType")),
            source=self._text(claim, DCTERMS("source")),
            section=self._text(claim, K2("section")),
            note=self._text(claim, SKOS("editorialNote")),
        )

    def qualifiers(self, claim: NamedNode) -> dict[str, str]:
        """Everything that keeps a claim true, as label and text."""
        out: dict[str, list[str]] = defaultdict(list)
        for quad in self._store.quads_for_pattern(claim, None, None):
            name = quad.predicate.value.removeprefix(K2.base)
            if name != quad.predicate.value and name not in NOT_SHOWN:
                out[self._ontology.label(quad.predicate)].append(self._ontology.label(quad.object))
        certainty = self._text(claim, K2("certainty"))
        if certainty:
            out["certainty"].append(certainty)
        return {name: "; ".join(sorted(texts)) for name, texts in sorted(out.items())}

    def amounts(self, claim: NamedNode) -> list[NamedNode]:
        """The amounts that a claim states."""
        return [term for term in self._ontology.objects(claim, vocab.AMOUNT) if isinstance(term, NamedNode)]

    def value(self, term: NamedNode, claims: tuple[NamedNode, ...] = ()) -> Value | None:
        """The value that a term is, with the qualifiers of the claims that state it; None where it is no value."""
        kinds = {q.object for q in self._store.quads_for_pattern(term, vocab.TYPE, None)}
        if not kinds & {vocab.QUANTITY, vocab.AMOUNT_LEVEL}:
            return None
        merged: dict[str, list[str]] = defaultdict(list)
        for claim in claims:
            for name, text in self.qualifiers(claim).items():
                if text not in merged[name]:
                    merged[name].append(text)
        from k2graph.quantities import value_of

        return value_of(self._ontology, term, {name: "; ".join(texts) for name, texts in merged.items()})
