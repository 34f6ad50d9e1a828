"""A lexicon in OntoLex-Lemon, told in the annotations of k2graph's own lexicon vocabulary.

Read are the entries with their forms, part of speech, senses and syntactic frames, as in
https://www.w3.org/2016/05/ontolex/ and LexInfo; also in the older Lemon. Names are told by their last part, since the
vocabularies have moved between versions.
"""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Store

from k2graph.inflection import plural, verb_forms
from k2graph.terms import FOREIGN, foreignness
from k2graph.vocab import LEMON, LEMON_BASES, LEX, OWL, TYPE

Term = NamedNode | BlankNode
Phrase = tuple[NamedNode, str, str]  # what it is said of, the annotation, the text
# the arguments of a frame: what stands before the verb or copula, and what after it
BEFORE = ("subject", "copulativeArg", "copulativeSubject", "attributiveArg")
AFTER = (
    *("directObject", "prepositionalAdjunct", "prepositionalArg", "prepositionalObject", "possessiveAdjunct"),
    *("indirectObject", "adverbialComplement"),
)
INVERSE = {"verb": "inverseVerb", "noun": "inverseNoun", "adjective": "inverseAdjective"}
KINDS = {"commonNoun": "noun", "properNoun": "noun", "adposition": "preposition"}
SCALES = {"CovariantScalar": "degree", "ContravariantScalar": "inverseDegree"}


def lemon_phrases(store: Store) -> Iterator[Quad]:
    """What the OntoLex-Lemon entries of a store say, as annotations in a graph of their own."""
    entries = {
        quad.subject
        for form in ("ontolex#canonicalForm", "lemon#canonicalForm")
        for base in LEMON_BASES
        for quad in store.quads_for_pattern(None, NamedNode(base + form), None)
    }
    reader = _Reader(store)
    for entry in entries:
        if isinstance(entry, NamedNode | BlankNode):
            for subject, annotation, text in reader.phrases(entry):
                yield Quad(subject, LEX(annotation), Literal(text, language="en"), LEMON)
            for subject, via in reader.vias(entry):
                yield Quad(subject, LEX("via"), via, LEMON)


class _Reader:
    """Reads the entries of one store."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def objects(self, term: Term, *names: str) -> Iterator[Term | Literal]:
        """What a term has, by the last part of the property's IRI."""
        for quad in self.store.quads_for_pattern(term, None, None):
            base, _, name = quad.predicate.value.rpartition("#")
            if name in names and f"{base}#".startswith(LEMON_BASES):
                assert isinstance(quad.object, NamedNode | BlankNode | Literal)
                yield quad.object

    def terms(self, term: Term, *names: str) -> list[Term]:
        """The things among what a term has."""
        return [found for found in self.objects(term, *names) if isinstance(found, NamedNode | BlankNode)]

    def types(self, term: Term) -> set[str]:
        """The last parts of a term's types."""
        return {
            quad.object.value.rpartition("#")[2]
            for quad in self.store.quads_for_pattern(term, TYPE, None)
            if isinstance(quad.object, NamedNode)
        }

    def written(self, entry: Term, form: str) -> list[str]:
        """The English texts of the forms of an entry."""
        texts = (text for f in self.terms(entry, form) for text in self.objects(f, "writtenRep"))
        near = (t for t in texts if isinstance(t, Literal) and foreignness(t.language) < FOREIGN)
        return sorted(t.value.removeprefix("to ") for t in near)

    def kind(self, entry: Term) -> str:
        """The part of speech of an entry, as a kind of annotation; "" for one that is not read."""
        named = [t.value.rpartition("#")[2] for t in self.terms(entry, "partOfSpeech") if isinstance(t, NamedNode)]
        named += [name[:1].lower() + name[1:] for name in sorted(self.types(entry))]
        named += ["verb" if self._is_verbal(frame) else "" for frame in self.terms(entry, "synBehavior")]
        found = (KINDS.get(name, name) for name in named)
        return next((name for name in found if name in {*INVERSE, "preposition"}), "")

    def _is_verbal(self, frame: Term) -> bool:
        return any(name.startswith(("Transitive", "Intransitive")) for name in self.types(frame))

    def phrases(self, entry: Term) -> Iterator[Phrase]:
        """The phrases of an entry, for each of its senses."""
        kind = self.kind(entry)
        for sense, reference in self.references(entry):
            for form in self.written(entry, "canonicalForm") if kind else ():
                yield from self.said(entry, kind, form, sense, reference)

    def references(self, entry: Term) -> Iterator[tuple[Term, Term]]:
        """The senses of an entry with what they refer to in the ontology; an entry may denote that directly."""
        for sense in (*self.terms(entry, "sense"), entry):
            for reference in self.terms(sense, "reference", "denotes"):
                yield sense, reference

    def said(self, entry: Term, kind: str, form: str, sense: Term, reference: Term) -> Iterator[Phrase]:
        """The phrases of one form in one sense."""
        if not isinstance(reference, NamedNode):
            yield from self.described(kind, form, reference)
            return
        turned, prep = self.syntax(entry, sense)
        if turned is None:
            turned = kind == "noun" and self.is_property(reference)  # the capital of X is what X has
        annotation = INVERSE.get(kind, kind) if turned else kind
        phrase = f"{form} {prep}".strip() if (kind, prep) != ("noun", "of") else form
        yield reference, annotation, phrase
        for other in self.written(entry, "otherForm"):
            if kind == "noun" and other != plural(form):
                yield reference, annotation, other
            elif kind == "verb" and other not in _forms(form):
                yield reference, annotation, f"{other} {prep}".strip()
                if not prep:
                    yield reference, "adjective" if turned else "inverseAdjective", f"{other} by"

    def described(self, kind: str, form: str, reference: BlankNode) -> Iterator[Phrase]:
        """An adjective for much or little of a value, or for having a value: "high", "German"."""
        if kind != "adjective":
            return
        for scale in SCALES.keys() & self.types(reference):
            for bound in self.terms(reference, "boundTo"):
                if isinstance(bound, NamedNode):
                    yield bound, SCALES[scale], form
        for value, _ in self.restriction(reference):
            yield value, "adjective", form

    def restriction(self, reference: Term) -> Iterator[tuple[NamedNode, NamedNode]]:
        """The value that an ``owl:Restriction`` asks for, and of which property."""
        for value in self.store.quads_for_pattern(reference, OWL("hasValue"), None):
            for via in self.store.quads_for_pattern(reference, OWL("onProperty"), None):
                if isinstance(value.object, NamedNode) and isinstance(via.object, NamedNode):
                    yield value.object, via.object

    def vias(self, entry: Term) -> Iterator[tuple[NamedNode, NamedNode]]:
        """The values that an adjective stands for, each with the property that has it."""
        if self.kind(entry) == "adjective":
            for _, reference in self.references(entry):
                yield from self.restriction(reference)

    def is_property(self, term: NamedNode) -> bool:
        """Whether a term is used or declared as a property."""
        declared = {q.object for q in self.store.quads_for_pattern(term, TYPE, None)}
        kinds = {OWL("ObjectProperty"), OWL("DatatypeProperty"), NamedNode(TYPE.value.replace("type", "Property"))}
        return bool(declared & kinds) or any(True for _ in self.store.quads_for_pattern(None, term, None))

    def syntax(self, entry: Term, sense: Term) -> tuple[bool | None, str]:
        """Whether what stands first is the property's object, None where nothing says it; and the preposition."""
        turned, prep = None, ""
        for frame in self.terms(entry, "synBehavior"):
            before, after = set(self.terms(frame, *BEFORE)), set(self.terms(frame, *AFTER))
            prep = next((text for argument in after for text in self.markers(argument)), prep)
            for mapped in (sense, *self.terms(sense, "ontoMapping")):
                subjects, objects = set(self.terms(mapped, "subjOfProp")), set(self.terms(mapped, "objOfProp"))
                if (before & subjects) or (after & objects):
                    turned = False
                elif (before & objects) or (after & subjects):
                    turned = True
        return turned, prep

    def markers(self, argument: Term) -> Iterator[str]:
        """The prepositions of an argument: written, or entries themselves."""
        for marker in self.objects(argument, "marker"):
            if isinstance(marker, Literal):
                yield marker.value
            else:
                yield from self.written(marker, "canonicalForm")


def _forms(verb: str) -> set[str]:
    forms = verb_forms(verb)
    return {forms.base, forms.third, forms.past, forms.participle, forms.ing}
