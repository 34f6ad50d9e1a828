"""The lexicon of a graph as its owner writes it: a first draft, and what is wrong or lacking in one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from k2graph import vocab
from k2graph.inflection import english
from k2graph.lexicon import PHRASES, Lexicon, build, key
from k2graph.ontology import Ontology
from k2graph.vocab import LEX

PREFIXES = {
    "foaf": vocab.FOAF.base,
    "schema": vocab.SCHEMA.base,
    "sdo": vocab.SCHEMA_HTTP.base,
    "dcterms": vocab.DCTERMS.base,
    "dc": vocab.DC.base,
    "skos": vocab.SKOS.base,
}
# annotations of the lexicon that are no phrases
SETTINGS = {"who", "where", "when", "manner", "via", "name", "of", "above", "below", "measuredBy"}
HEAD = """# A first lexicon of {name}, guessed from names. Change what is wrong and add what people say.
# S is the subject and O the object of a property: a verb says "S verb O", an inverse verb "O verb S",
# a noun "S is a noun of O", an inverse noun "O is the noun of S". Verbs stand in the base form, nouns in the singular.
"""


@dataclass(frozen=True, slots=True)
class Remark:
    """Something about a lexicon: an error, a warning, or a note."""

    severity: str
    subject: str
    message: str

    def __str__(self) -> str:
        return f"{self.severity}: {self.subject}: {self.message}"


def properties(ontology: Ontology) -> list[NamedNode]:
    """The properties of a graph that its data use, or its schema names, and that are no names of things."""
    own = (p for p in ontology.schema.properties if not vocab.is_technical(p.value))
    return sorted((p for p in own if p not in {*vocab.NAMES, *vocab.OTHER_NAMES}), key=lambda p: p.value)


def draft_lexicon(ontology: Ontology) -> str:
    """Write a lexicon in Turtle: for each property what it relates, and the phrases that are guessed or given."""
    listed = properties(ontology)
    bases = Counter(_base(p) for p in listed if _base(p) not in PREFIXES.values())
    prefixes = {name: base for name, base in PREFIXES.items() if any(_base(p) == base for p in listed)}
    if bases:
        prefixes[""] = bases.most_common(1)[0][0]
    lines = [HEAD.format(name=ontology.name), f"@prefix lex: <{LEX.base}> ."]
    lines += [f"@prefix {name}: <{base}> ." for name, base in sorted(prefixes.items())]
    for predicate in listed:
        lines += ["", f"# {_described(ontology, predicate)}", *_entry(ontology, predicate, prefixes)]
    return "\n".join(lines) + "\n"


def _base(term: NamedNode) -> str:
    text = term.value
    return text[: max(text.rfind("/"), text.rfind("#"), text.rfind(":")) + 1]


def _shortened(term: NamedNode, prefixes: dict[str, str]) -> str:
    base = _base(term)
    name = term.value.removeprefix(base)
    short = next((prefix for prefix, full in prefixes.items() if full == base), None)
    simple = name.replace("_", "").replace("-", "").isalnum() and name.isascii()
    return f"{short}:{name}" if short is not None and simple else str(term)


def _described(ontology: Ontology, predicate: NamedNode) -> str:
    """What a property relates, with a fact that it states."""
    info, label = ontology.schema.properties[predicate], ontology.label
    ends = [" or ".join(sorted(label(kind) for kind in kinds)) or "anything" for kinds in (info.domain, info.range)]
    fact = next(ontology.store.quads_for_pattern(None, predicate, None), None)
    example = f"; {label(fact.subject)} → {label(fact.object)}" if fact is not None else "; no triple uses it"
    return f"{label(predicate)}: {ends[0]} → {ends[1]}{example}".replace("\n", " ")


def _entry(ontology: Ontology, predicate: NamedNode, prefixes: dict[str, str]) -> Iterator[str]:
    said: dict[str, list[str]] = defaultdict(list)
    for quad in ontology.store.quads_for_pattern(predicate, None, None):
        if quad.predicate.value.startswith(LEX.base) and isinstance(quad.object, Literal):
            text = quad.object.value
            shown = text if text in {"true", "false"} else str(Literal(text))
            said[quad.predicate.value.removeprefix(LEX.base)].append(shown)
    phrases = [f"    lex:{name} {' , '.join(sorted(values))}" for name, values in sorted(said.items())]
    name = _shortened(predicate, prefixes)
    if not phrases:
        yield f"# {name}  # no phrase could be guessed"
        return
    yield name
    yield " ;\n".join(phrases) + " ."


def check_lexicon(ontology: Ontology) -> list[Remark]:
    """Say which properties cannot be asked about and why, and which phrases clash or cannot be found."""
    lexicon = build(ontology)
    found = [*_unknown(ontology), *_unsaid(ontology), *_clashing(ontology, lexicon)]
    order = {"error": 0, "warning": 1, "note": 2}
    return sorted(found, key=lambda remark: (order[remark.severity], remark.subject, remark.message))


def _annotations(ontology: Ontology) -> Iterator[tuple[NamedNode, str, str, bool]]:
    """Subject, annotation and text of every entry of a lexicon, and whether it was guessed."""
    for quad in ontology.store:
        if quad.predicate.value.startswith(LEX.base) and isinstance(quad.subject, NamedNode):
            text = quad.object.value if isinstance(quad.object, Literal) else str(quad.object)
            yield quad.subject, quad.predicate.value.removeprefix(LEX.base), text, quad.graph_name == vocab.DRAFTED


def _unknown(ontology: Ontology) -> Iterator[Remark]:
    schema, store = ontology.schema, ontology.store
    for subject, name, _text, _drafted in _annotations(ontology):
        if name not in PHRASES and name not in SETTINGS:
            known = ", ".join(sorted({*PHRASES, *SETTINGS}))
            yield Remark("error", ontology.label(subject), f"lex:{name} is no annotation of a lexicon: use {known}")
        used = subject in schema.properties or subject in schema.classes or subject in schema.slots
        if not used and not any(
            not quad.predicate.value.startswith(LEX.base) for quad in store.quads_for_pattern(subject, None, None)
        ):
            yield Remark("error", ontology.label(subject), f"nothing in the graph is {subject}: is its IRI right?")


def _unsaid(ontology: Ontology) -> Iterator[Remark]:
    said: dict[NamedNode, set[bool]] = defaultdict(set)
    guessed: dict[NamedNode, list[str]] = defaultdict(list)
    for subject, name, text, drafted in _annotations(ontology):
        if name in PHRASES:
            said[subject].add(drafted)
            guessed[subject] += [text] if drafted else []
    for predicate in properties(ontology):
        label = ontology.label(predicate)
        if not any(True for _ in ontology.store.quads_for_pattern(None, predicate, None)):
            yield Remark("note", label, "no triple uses it, so nothing can be answered with it")
        if not said[predicate]:
            yield Remark("warning", label, "cannot be asked about: it has no phrase, and its name gives none")
        elif said[predicate] == {True}:
            words = ", ".join(f'"{text}"' for text in guessed[predicate])
            yield Remark("note", label, f"is asked about in guessed words: {words}")


def _clashing(ontology: Ontology, lexicon: Lexicon) -> Iterator[Remark]:
    function = {key(phrase): kind for kind, phrases in english()["words"].items() for phrase in phrases}
    for subject, name, text, drafted in _annotations(ontology):
        if name not in PHRASES or "reposition" in name:
            continue
        folded = key(text)
        if folded in function and not drafted:
            yield Remark("warning", ontology.label(subject), f'"{text}" is a word of English with a use of its own')
        for sense in lexicon[folded]:
            others = {*sense.predicates, *sense.inverses} - {subject}
            if subject in {*sense.predicates, *sense.inverses} and others:
                also = ", ".join(sorted(ontology.label(other) for other in others))
                yield Remark("note", ontology.label(subject), f'"{text}" may also mean {also}: types decide')
            if sense.kind == "ENTITY" and sense.iri is not None and sense.iri != subject:
                yield Remark("note", ontology.label(subject), f'"{text}" is also the name of {sense.iri.value}')
