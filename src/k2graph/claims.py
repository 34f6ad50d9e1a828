"""The claims of an ontology: who says what, and what was inferred from which of them."""

from __future__ import annotations

import hashlib
import itertools
import re
from collections import defaultdict
from functools import cached_property

from pyoxigraph import Literal, NamedNode, Store, Triple

from k2graph import vocab
from k2graph.answer import Evidence, Value
from k2graph.ontology import Ontology
from k2graph.reified import Fact, Reified, fact_of
from k2graph.said import Said, decode, of_claim
from k2graph.vocab import DCTERMS, GRAPH, K2, PROV, SKOS

IS_A = str(K2("isA"))
EVIDENCE_TYPE, SOURCE, STRENGTH = K2("evidenceType"), DCTERMS("source"), K2("strength")
STATED = "stated in the graph"  # the kind of evidence that a plain triple is
NOT_SHOWN = {"polarity", "certainty", "evidenceType", "section", "statement", "amount"}
DERIVED = {"effectOf", "effectOn", "effectSign", "advises", "advisedFor", "advisedBy"}  # what rules make of a claim
VALUES = {vocab.QUANTITY, vocab.AMOUNT_LEVEL}  # the classes of amounts
MANY = 300  # claims from which on all are read from one file
NOT_SHOWN |= DERIVED | {"probableError"}


def _tail(term: object) -> str:
    """A term of a triple in short: the end of its IRI, or its text."""
    return re.split(r"[/#:]", term.value)[-1] if isinstance(term, NamedNode) else str(getattr(term, "value", term))


class Claims:
    """Looks claims up by the fact they speak of, and by themselves."""

    def __init__(self, ontology: Ontology) -> None:
        self._ontology = ontology
        self._store: Store = ontology.store
        self._said: dict[NamedNode, Said] = {}
        self._evidence: dict[NamedNode, Evidence] = {}
        self._ranks: dict[NamedNode, tuple[int, str]] = {}
        self._polarities: dict[NamedNode, str] = {}
        self._triples: dict[NamedNode, Triple] = {}
        self._listings: dict[NamedNode, set[NamedNode]] = {}

    def _of(self, claim: NamedNode) -> Said:
        """All that the graph says of a claim, by predicate, sorted; read once, and all at once where many are."""
        said = self._said.get(claim)
        if said is None:
            if len(self._said) == MANY and self._ontology.stored_claims is not None:
                stored = self._ontology.stored_claims.read()
                self._said = (decode(stored) if stored else {}) | self._said
            said = self._said[claim] = self._said.get(claim) or of_claim(self._store, claim)
        return said

    def _objects(self, claim: NamedNode, predicate: NamedNode) -> list[NamedNode | Literal]:
        return self._of(claim).get(predicate, [])

    def _first(self, subject: NamedNode, predicate: NamedNode) -> NamedNode | Literal | None:
        found = self._objects(subject, predicate)
        return found[0] if found else None

    def _text(self, subject: NamedNode, predicate: NamedNode) -> str | None:
        found = self._first(subject, predicate)
        return None if found is None else self._ontology.label(found)

    @cached_property
    def of_fact(self) -> Reified:
        """The claims that speak of each fact, whatever their polarity."""
        return Reified(self._store, vocab.CLAIM)

    def of_subject(self, subject: str) -> list[Fact]:
        """The facts that claims state of one thing."""
        return self.of_fact.matching(subject)

    @cached_property
    def of_kinds(self) -> dict[str, list[Fact]]:
        """The facts that claims state of what kind each thing is, by the thing."""
        found: dict[str, list[Fact]] = defaultdict(list)
        for fact in self.of_fact.matching(predicate=IS_A):
            if fact[2].startswith("<"):
                found[fact[0]].append(fact)
        return dict(found)

    def of_object(self, thing: str) -> list[Fact]:
        """The facts that claims state with one thing as their object."""
        return self.of_fact.matching(thing=thing)

    def of_thing(self, term: NamedNode) -> list[Fact]:
        """The facts that claims state with one thing at either end."""
        return [*self.of_subject(str(term)), *self.of_object(str(term))]

    def between(self, subject: str, thing: str) -> list[Fact]:
        """The facts that claims state between two things."""
        return self.of_fact.matching(subject, thing=thing)

    @cached_property
    def inferences(self) -> Reified:
        """The inferences that give each inferred fact."""
        return Reified(self._store, K2("Inference"))

    def inferred(self, fact: Fact) -> tuple[str, tuple[NamedNode, ...]] | None:
        """The rule that gave a fact, and the claims that it was derived from; None where no rule did."""
        for inference in self.inferences.get(fact, ()):
            rule = self._first(inference, K2("rule"))
            sources = tuple(c for c in self._objects(inference, PROV("wasDerivedFrom")) if isinstance(c, NamedNode))
            return (rule.value.rsplit("/", 1)[-1] if rule else "", sources)
        return None

    def plain(self, triple: Triple) -> tuple[tuple[NamedNode, ...], str | None]:
        """What a fact that no claim speaks of rests on: itself, where a file states it, or else the rule it is from."""
        if vocab.is_technical(triple.predicate.value):
            return (), None
        graphs = {
            quad.graph_name for quad in self._store.quads_for_pattern(triple.subject, triple.predicate, triple.object)
        }
        names = {graph.value for graph in graphs if isinstance(graph, NamedNode)}
        rules = {name.removeprefix(vocab.INFERRED) for name in names if name.startswith(vocab.INFERRED)}
        if len(rules) == len(graphs):
            return (), min(rules, default=None)
        text = " ".join(_tail(term) for term in triple)
        term = vocab.TRIPLE(hashlib.sha1(str(triple).encode(), usedforsecurity=False).hexdigest())
        if term not in self._triples:
            self._triples[term] = triple
            stated = min((name for name in names if not name.startswith(vocab.INFERRED)), default="")
            source = stated.removeprefix(GRAPH.base) or None
            subject, predicate, thing = (self._ontology.label(part) for part in triple)
            said = f"{subject} {predicate} {thing}."
            self._evidence[term] = Evidence(
                text, said, subject, predicate, thing, "asserts", evidence_type=STATED, source=source
            )
        return (term,), None

    def facts(self, claim: NamedNode) -> list[Fact]:
        """The facts that a claim speaks of."""
        ends = (self._objects(claim, end) for end in (vocab.SUBJECT, vocab.PREDICATE, vocab.OBJECT))
        return [fact_of(*fact) for fact in itertools.product(*ends)]

    def identifier(self, claim: NamedNode) -> str:
        """The id by which a claim is known."""
        if claim in self._triples:
            return self._evidence[claim].claim
        return self._text(claim, DCTERMS("identifier")) or claim.value

    def called(self, *names: str) -> list[NamedNode]:
        """The claims with one of these as their id, in any case, or as their IRI."""
        spelt = {spelling for name in names for spelling in (name.strip(), name.strip().upper())}
        quads = self._store.quads_for_pattern(None, DCTERMS("identifier"), None)
        named = [(quad.subject, quad.object) for quad in quads]
        found = {
            s for s, o in named if isinstance(s, NamedNode) and isinstance(o, Literal) and {s.value, o.value} & spelt
        }
        return sorted((c for c in found if vocab.CLAIM in self._objects(c, vocab.TYPE)), key=lambda c: c.value)

    def slip(self, claim: NamedNode) -> str | None:
        """What is probably wrong with a claim as its source has it; None where nothing is marked."""
        marked = self._text(claim, K2("probableError")) == "true"
        return self._text(claim, SKOS("editorialNote")) if marked else None

    def statement(self, claim: NamedNode) -> str | None:
        """What a claim says, in words; None for what is no claim."""
        return self._text(claim, K2("statement"))

    def polarity(self, claim: NamedNode) -> str:
        """``asserts``, ``denies``, ``mixed`` or ``caution``."""
        known = self._polarities.get(claim)
        if known is None:
            found = self._first(claim, vocab.POLARITY)
            known = self._polarities[claim] = found.value.removeprefix(K2.base) if found else "asserts"
        return known

    @cached_property
    def _tables(self) -> set[NamedNode]:
        quads = self._store.quads_for_pattern(None, vocab.TYPE, K2("DataSet"))
        return {quad.subject for quad in quads if isinstance(quad.subject, NamedNode)}

    def tabulated(self, claim: NamedNode) -> bool:
        """Whether a claim is a value of a data set, and not what a text says."""
        return bool(self._tables) and self._first(claim, SOURCE) in self._tables

    def of_texts_with(self, slot: NamedNode) -> list[NamedNode]:
        """The claims of texts that say something in a slot, found without a look at each value of a table."""
        values = {q.subject for table in self._tables for q in self._store.quads_for_pattern(None, SOURCE, table)}
        found = {q.subject for q in self._store.quads_for_pattern(None, slot, None)} - values
        claims = (term for term in found if isinstance(term, NamedNode))
        return [c for c in claims if vocab.CLAIM in self._objects(c, vocab.TYPE) and self._objects(c, K2("section"))]

    def listing(self, term: NamedNode) -> set[NamedNode]:
        """The values by which tables list a thing, or else the first thing of its kind that they list."""
        if term not in self._listings:
            found = self._listed(term) if self._tables else set()
            if self._tables and not found:
                cases = sorted(self._ontology.schema.covering[term], key=lambda iri: iri.value)
                found = next(filter(None, map(self._listed, cases)), set())
            self._listings[term] = found
        return self._listings[term]

    def _listed(self, thing: NamedNode) -> set[NamedNode]:
        quads = self._store.quads_for_pattern(None, vocab.SUBJECT, thing)
        return {quad.subject for quad in quads if isinstance(quad.subject, NamedNode) and self.tabulated(quad.subject)}

    def strength(self, claim: NamedNode) -> int:
        """How strong the kind of evidence behind a claim is; more is stronger."""
        kind = self._first(claim, EVIDENCE_TYPE)
        strength = self._first(kind, STRENGTH) if isinstance(kind, NamedNode) else None
        return int(strength.value) if strength is not None else 0

    def rank(self, claim: NamedNode) -> tuple[int, str]:
        """The order of claims, the strongest evidence first, then by id."""
        known = self._ranks.get(claim)
        if known is None:
            known = self._ranks[claim] = (-self.strength(claim), self.identifier(claim))
        return known

    def evidence(self, claim: NamedNode) -> Evidence:
        """A claim as an answer shows it."""
        found = self._evidence.get(claim)
        if found is None:
            found = self._evidence[claim] = self._shown(claim)
        return found

    def _shown(self, claim: NamedNode) -> Evidence:
        label = self._ontology.label

        def listed(predicate: NamedNode) -> str:
            return "; ".join(label(term) for term in self._objects(claim, predicate))

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
        for predicate, objects in self._of(claim).items():
            name = predicate.value.removeprefix(K2.base)
            if name != predicate.value and name not in NOT_SHOWN:
                out[self._ontology.label(predicate)] += map(self._ontology.label, objects)
        certainty = self._text(claim, K2("certainty"))
        if certainty:
            out["certainty"].append(certainty)
        return {name: "; ".join(sorted(texts)) for name, texts in sorted(out.items())}

    def explains(self, claim: NamedNode) -> list[str]:
        """What a claim gives as the reason, or as the way, of what it says."""
        slots = [slot for slot in self._of(claim) if self._ontology.objects(slot, K2("explains"))]
        return [self._ontology.label(term) for slot in slots for term in self._objects(claim, slot)]

    def tells_how(self, claim: NamedNode) -> bool:
        """Whether a claim rests on evidence of a kind that explains: it tells of a mechanism."""
        kind = self._first(claim, EVIDENCE_TYPE)
        return isinstance(kind, NamedNode) and bool(self._ontology.objects(kind, K2("explains")))

    def amounts(self, claim: NamedNode) -> list[NamedNode]:
        """The amounts that a claim states."""
        return [term for term in self._objects(claim, vocab.AMOUNT) if isinstance(term, NamedNode)]

    def says(self, claim: NamedNode, term: object) -> bool:
        """Whether a claim states a value itself, and is not only about what has it."""
        return any(term in objects for objects in self._of(claim).values())

    def value(self, term: NamedNode, claims: tuple[NamedNode, ...] = (), *, of_what: bool = False) -> Value | None:
        """The value that a term is, with the qualifiers of the claims that state it; None where it is no value."""
        kinds = {q.object for q in self._store.quads_for_pattern(term, vocab.TYPE, None)}
        if not kinds & VALUES:
            return None
        merged: dict[str, list[str]] = defaultdict(list)
        for claim in claims:
            own = {"of": self._text(claim, vocab.SUBJECT) or ""} if of_what else {}
            for name, text in (own | self.qualifiers(claim)).items():
                merged[name] += [part for part in text.split("; ") if part not in merged[name]]
        from k2graph.quantities import value_of

        return value_of(self._ontology, term, {name: "; ".join(texts) for name, texts in merged.items()})
