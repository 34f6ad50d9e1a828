"""What words may mean: every label and phrase of an ontology, inflected, in one index.

The index is a trie, so that finding what starts at a word costs time in the length of the question,
not in the number of labels.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property

import marisa_trie
from pyoxigraph import Literal, NamedNode

from k2graph import vocab
from k2graph.inflection import base_of_participle, british, degrees, english, plural, singulars, verb_forms
from k2graph.naming import codes, common, names, shared_parts
from k2graph.ontology import Ontology
from k2graph.vocab import LEX, TYPE

GREEK = {"α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ω": "omega", "κ": "kappa", "µ": "u", "μ": "u"}
WORD = re.compile(r"[^\W\d_]+|\d+(?:[.,]\d+)*|[^\w\s]|_")
PLAIN = re.compile(r"[A-Za-z]+(?: [A-Za-z]+)*")  # what is folded by lower case alone
DROPPED = set("-‐‑‒–—_/")
APOSTROPHES = set("'’‘`´")
LISTED = frozenset({"SLOT", "RPREP", "UNSAID"})  # kinds of token that are few, and looked through as a whole
TAKEN = "taken"  # the form of a verb of somebody who does something with one thing for the sake of another
CIRCUMSTANCES = {"circumstance": "", "companion": "*with"}  # annotation -> the form of a state that it gives
CONTRARY = "contrary"  # the form of a word that denies what it is a word for
NAMES = frozenset({"ENTITY", "CLASS"})
CAPITALS = "capitals"  # the form of a name that is spelt like a word of English, and is meant only in capitals: "WHO"
PART = "part"  # the form of a part of a name, which is meant only as it is written: "Hopper"
TEXT = "text"  # the form of a value that is written out; its datatype or language stands as the preposition
MOST_TEXT = 8  # words of a value that is asked by
MOST_SHARING = 6  # things with the same part of a name, among which may be asked back
REQUESTS = {"DESCRIBE", "LIST", "TELL"}  # kinds of function words that ask for something
ENDINGS = {"s", "t", "re", "ve", "ll", "d", "m"}


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text, folded, with where it stands."""

    text: str
    start: int
    end: int

    def of(self, text: str) -> str:
        """The word as it stands in the text."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Sense:
    """One thing that a phrase may mean, and the kind of token that it then is.

    A relational word says any of its ``predicates`` of its grammatical subject, or any of its ``inverses`` with
    the subject as the property's object; ``prep`` is the preposition that the other argument takes, ``""`` for none.
    """

    kind: str
    iri: NamedNode | None = None
    predicates: tuple[NamedNode, ...] = ()
    inverses: tuple[NamedNode, ...] = ()
    prep: str = ""
    form: str = ""
    lemma: str = ""


def fold(text: str) -> list[Word]:
    """Split a text into folded words: lower case, no accents, Greek letters by name, letters apart from digits.

    Contractions are divided: ``doesn't`` is two words. A possessive is a word of its own.

    >>> [w.text for w in fold("MK-7's γ-carboxylation doesn't")]
    ['mk', '7', "'s", 'gamma', 'carboxylation', 'does', 'not']
    """
    words: list[Word] = []
    for match in WORD.finditer(text):
        raw = match.group()
        if raw in DROPPED:
            continue
        start, end = match.span()
        folded = "'" if raw in APOSTROPHES else _fold_word(raw)
        if not folded or (folded == "'" and _is_quote(text, words, start, end)):
            continue
        if words and words[-1].text == "'" and words[-1].end == start and folded in ENDINGS:
            words[-1:] = _contracted(words[-1], folded, end)
        else:
            words.append(Word(folded, start, end))
    return [Word(part, w.start, w.end) for w in words for part in english()["contractions"].get(w.text, (w.text,))]


def _is_quote(text: str, words: list[Word], start: int, end: int) -> bool:
    """Whether an apostrophe opens or closes a quotation: it neither divides a word nor follows a plural."""
    if not words:
        return bool(text[end:]) and text[end:] not in ENDINGS  # an ending on its own is a phrase of the index
    if words[-1].end != start:
        return True
    return not text[end : end + 1].isalpha() and not words[-1].text.endswith("s")


def _contracted(apostrophe: Word, ending: str, end: int) -> list[Word]:
    return [Word("not" if ending == "t" else f"'{ending}", apostrophe.start, end)]


def _fold_word(raw: str) -> str:
    if raw.isascii():
        return raw.replace(",", "") if raw[0].isdigit() else raw.lower()
    text = "".join(
        GREEK.get(c, c) for c in unicodedata.normalize("NFKD", raw).casefold() if not unicodedata.combining(c)
    )
    return text.replace(",", "") if text[:1].isdigit() else text


def key(text: str) -> str:
    """The form under which a label is found."""
    if PLAIN.fullmatch(text):
        folded = text.lower()
        if english()["contractions"].keys().isdisjoint(folded.split()):
            return folded
    return " ".join(word.text for word in fold(text))


class Lexicon:
    """Phrases and their senses: a trie that numbers the phrases, and what each number means.

    >>> lexicon = Lexicon.of({"natto": (Sense("ENTITY"),), "in": (Sense("PREP"), Sense("RPREP"))})
    >>> [phrase for phrase, _ in lexicon.prefixes("natto in japan")], [phrase for phrase, _ in lexicon.listed("RPREP")]
    (['natto'], ['in'])
    """

    def __init__(
        self, trie: marisa_trie.Trie, senses: Sequence[tuple[Sense, ...]], listing: Mapping[str, Sequence[str]]
    ) -> None:
        self.trie = trie
        self.senses = senses
        self.listing = listing

    @classmethod
    def of(cls, senses: Mapping[str, tuple[Sense, ...]]) -> Lexicon:
        """Make the index of phrases that are all in memory."""
        trie = marisa_trie.Trie(senses)
        numbered: list[tuple[Sense, ...]] = [()] * len(trie)
        listed: dict[str, list[str]] = {kind: [] for kind in LISTED}
        for phrase, meant in senses.items():
            numbered[trie[phrase]] = meant
            for kind in LISTED & {sense.kind for sense in meant}:
                listed[kind].append(phrase)
        return cls(trie, numbered, listed)

    def __getitem__(self, phrase: str) -> tuple[Sense, ...]:
        return self.senses[self.trie[phrase]] if phrase in self.trie else ()

    def __len__(self) -> int:
        return len(self.trie)

    def phrases(self) -> Iterator[str]:
        """Every phrase of the index."""
        return iter(self.trie)

    def listed(self, kind: str) -> Iterator[tuple[str, tuple[Sense, ...]]]:
        """Every phrase that may be of a kind, one of ``LISTED``, with its senses of that kind."""
        for phrase in self.listing[kind]:
            yield phrase, tuple(sense for sense in self[phrase] if sense.kind == kind)

    @cached_property
    def words(self) -> Counter[str]:
        """Every word of every phrase, with the number of phrases that it stands in."""
        return Counter(word for phrase in self.trie for word in phrase.split(" "))

    def beginning(self, letters: str) -> Iterator[str]:
        """Every phrase that begins with these letters."""
        return iter(self.trie.iterkeys(letters))

    def prefixes(self, text: str) -> Iterator[tuple[str, tuple[Sense, ...]]]:
        """Every phrase that a text of folded words begins with, at the end of a word."""
        for phrase in self.trie.prefixes(text):
            if len(phrase) == len(text) or text[len(phrase)] == " ":
                yield phrase, self.senses[self.trie[phrase]]


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
        _add_texts(ontology, index)
        _add_parts(ontology, named, index)
    return Lexicon.of({phrase: _merged(senses) for phrase, senses in index.items()})


def _add_texts(ontology: Ontology, index: dict[str, list[Sense]]) -> None:
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


def written(sense: Sense) -> Literal:
    """The value that a sense is, as it stands in the graph."""
    if ":" in sense.prep:
        return Literal(sense.lemma, datatype=NamedNode(sense.prep))
    return Literal(sense.lemma, language=sense.prep)


def _add_parts(ontology: Ontology, named: Mapping[NamedNode, Sequence[str]], index: dict[str, list[Sense]]) -> None:
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
            index[part] = [Sense("ENTITY", thing, form=PART) for thing in _by_iri(things)]


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
        Sense(kind, iri, _by_iri(forward), _by_iri(backward), prep, form, lemma)
        for (kind, iri, prep, form, lemma), (forward, backward) in groups.items()
    )


def _by_iri(predicates: set[NamedNode]) -> tuple[NamedNode, ...]:
    return tuple(sorted(predicates, key=lambda p: p.value))


def relational(kind: str, lemma: str, predicate: NamedNode, prep: str, form: str, *, inverse: bool) -> Sense:
    """A sense that says one property, of the subject or of the object."""
    forward, backward = ((), (predicate,)) if inverse else ((predicate,), ())
    return Sense(kind, None, forward, backward, prep, form, lemma)


def _senses(ontology: Ontology, named: Mapping[NamedNode, Sequence[str]]) -> Iterator[tuple[str, Sense]]:
    yield from _name_senses(ontology, named)
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


def _name_senses(ontology: Ontology, named: Mapping[NamedNode, Sequence[str]]) -> Iterator[tuple[str, Sense]]:
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


def _split(phrase: str) -> tuple[str, str]:
    """A phrase without its last word, where that is a preposition, and that preposition."""
    *rest, last = phrase.split(" ")
    return (" ".join(rest), last) if rest and last in english()["words"]["PREP"] else (phrase, "")


def _verb(subject: NamedNode, phrase: str, *, inverse: bool, symmetric: bool = False) -> Iterator[tuple[str, Sense]]:
    words, prep = _split(phrase)
    verb, _, object_ = words.partition(" ")
    if prep == "of" and object_ and not object_.startswith("the "):
        yield from _verb(
            subject, f"{verb} the {object_} of", inverse=inverse
        )  # "raise production of" is also said with its article
    forms = verb_forms(words)
    for form, text in (("base", forms.base), ("third", forms.third), ("past", forms.past)):
        yield text, relational("VERB", words, subject, prep, form, inverse=inverse)
    yield forms.ing, relational("VING", forms.ing, subject, prep, "ing", inverse=inverse)
    yield forms.participle, relational("PPERF", forms.participle, subject, prep, "participle", inverse=inverse)
    if prep == "than" or (prep and symmetric):
        return  # nothing is lasted longer than by another, nor connected with by another
    passive = f"{forms.participle} {prep}".strip()
    yield passive, relational("RADJ", passive, subject, "by", "passive", inverse=not inverse)


def _is_symmetric(ontology: Ontology, subject: NamedNode) -> bool:
    info = ontology.schema.properties.get(subject)
    return info is not None and info.symmetric


def _adjective(subject: NamedNode, phrase: str, *, inverse: bool) -> Iterator[tuple[str, Sense]]:
    words, prep = _split(phrase)
    yield words, relational("RADJ", words, subject, prep, "", inverse=inverse)
    participle, _, rest = words.partition(" ")
    base = base_of_participle(participle) if prep and prep != "by" else None
    if base is not None:  # "stored in" is where somebody stores it
        forms = verb_forms(f"{base} {rest}".strip())
        for text in (forms.base, forms.third):
            yield text, relational("IVERB", words, subject, prep, "", inverse=inverse)
    if " " not in words and not words.endswith(("ed", "en", "ing")):
        comparative, superlative = degrees(words)
        for text in (comparative, f"more {words}"):
            yield text, relational("RADJ_MORE", text, subject, prep, "", inverse=inverse)
        for text in (superlative, f"most {words}"):
            yield text, relational("RADJ_MOST", text, subject, prep, "", inverse=inverse)
        lower, lowest = degrees(english()["opposites"][words]) if words in english()["opposites"] else ("", "")
        for text in filter(None, (lower, f"less {words}")):
            yield text, relational("RADJ_LESS", text, subject, prep, "", inverse=inverse)
        for text in filter(None, (lowest, f"least {words}")):
            yield text, relational("RADJ_LEAST", text, subject, prep, "", inverse=inverse)


def _noun(
    subject: NamedNode, phrase: str, ontology: Ontology, *, inverse: bool, kind: str = "RNOUN"
) -> Iterator[tuple[str, Sense]]:
    words, prep = _split(phrase)
    if subject not in ontology.schema.properties:
        named = "CLASS" if subject in ontology.schema.classes else "ENTITY"
        for text, number in ((words, "sg"), (plural(words), "pl")):
            yield text, Sense(named, subject, form=number)
        return
    for text, number in ((words, "sg"), (plural(words), "pl")):
        yield text, relational(kind, words, subject, prep or "of", number, inverse=inverse)


def _entity_adjective(subject: NamedNode, phrase: str, ontology: Ontology) -> Iterator[tuple[str, Sense]]:
    via = ontology.objects(subject, LEX("via"))
    yield phrase, Sense("ADJ", subject, tuple(p for p in via if isinstance(p, NamedNode)), lemma=phrase)


def _any_adjective(subject: NamedNode, phrase: str, ontology: Ontology) -> Iterator[tuple[str, Sense]]:
    if subject in ontology.schema.properties:
        return _adjective(subject, phrase, inverse=False)
    return _entity_adjective(subject, phrase, ontology)


def _preposition(subject: NamedNode, phrase: str, ontology: Ontology, *, inverse: bool) -> Iterator[tuple[str, Sense]]:
    kind = "SLOT" if subject in ontology.schema.slots else "RPREP"
    yield phrase, relational(kind, phrase, subject, phrase, "", inverse=inverse)
    yield phrase, Sense("PREP")


def _portion(
    subject: NamedNode, phrase: str, senses: Iterator[tuple[str, Sense]], form: str = "portion"
) -> Iterator[tuple[str, Sense]]:
    """Words that say how much of something is taken, or, ``share``, how many of those who do have it.

    Who takes it, or what it is for, fills a slot.
    """
    for text, sense in senses:
        if sense.kind in {"VERB", "RADJ"}:
            yield (
                text,
                Sense(sense.kind, None, (subject,), (), "" if sense.kind == "VERB" else sense.prep, form, sense.lemma),
            )


def _taken(subject: NamedNode, phrase: str) -> Iterator[tuple[str, Sense]]:
    """What somebody does with S for the sake of O, or beside it: "eat to get" of a food that contains it."""
    verb, _, prep = phrase.partition(" ")
    forms = verb_forms(verb)
    for text in (forms.base, forms.third, forms.past):
        yield text, Sense("VERB", None, (subject,), (), prep, TAKEN, forms.participle)
    yield from _adjective(subject, f"{forms.participle} {prep}", inverse=False)


def _contrary(senses: Iterator[tuple[str, Sense]]) -> Iterator[tuple[str, Sense]]:
    """Words that deny a property: to avoid something is not to take it."""
    for text, sense in senses:
        yield text, replace(sense, form=CONTRARY)


def _degree(subject: NamedNode, phrase: str, *, inverse: bool) -> Iterator[tuple[str, Sense]]:
    """An adjective for much of a value, or, ``inverse``, for little: long, longer, longest, how long."""

    def sense(kind: str, form: str, text: str) -> Sense:
        return Sense(kind, None, (subject,), form=form, lemma=text)

    comparative, superlative = degrees(phrase)
    operator, extreme = ("<", "least") if inverse else (">", "most")
    for text in {comparative, f"more {phrase}"}:
        yield text, sense("COMPARATIVE", operator, text)
    for text in {superlative, f"most {phrase}"}:
        yield text, sense("SUPERLATIVE", extreme, text)
    for text in (f"less {phrase}", f"least {phrase}"):
        kind, form = ("SUPERLATIVE", "least") if text.startswith("least") else ("COMPARATIVE", "<")
        if not inverse:
            yield text, sense(kind, form, text)
    yield f"how {phrase}", sense("HOWVALUE", "", f"how {phrase}")
    yield phrase, sense("GRADE", operator, phrase)


def _how(subject: NamedNode, phrase: str, _ontology: Ontology) -> Iterator[tuple[str, Sense]]:
    yield f"how {phrase}", Sense("HOWVALUE", None, (subject,))


def _state(subject: NamedNode, phrase: str, _ontology: Ontology) -> Iterator[tuple[str, Sense]]:
    """A state, as adjective and noun, after verbs such as "make" and "keep": "bones strong", "bones less fragile"."""
    adjective, _, noun = phrase.partition(" ")
    comparative, _superlative = degrees(adjective)
    for text, number in ((noun, "sg"), (plural(noun), "pl")):
        yield f"{text} {adjective}", Sense("ENTITY", subject, form=number)
        for degree in (adjective, comparative, f"more {adjective}"):
            yield f"{text} {degree}", Sense("STATE", subject, form="more")
            for form, become in _becoming():
                yield f"{text} {become} {degree}", Sense("STATE", subject, form=form)
        yield f"{text} less {adjective}", Sense("STATE", subject, form="less")


def _becoming() -> Iterator[tuple[str, str]]:
    """How a verb for coming into a state stands after what keeps from it, or helps to it."""
    for verb in english()["states"]["becoming"]:
        forms = verb_forms(verb)
        yield from (("from", f"from {forms.ing}"), ("to", f"to {forms.base}"), ("to", forms.base))


def _event(subject: NamedNode, phrase: str, _ontology: Ontology) -> Iterator[tuple[str, Sense]]:
    """What happens ("who: does what"), after verbs that bring it about or not: "calcium from settling in arteries"."""
    who, _, words = phrase.rpartition(": ")
    verb, *rest = words.split(" ")
    forms = verb_forms(verb)
    ends = {" ".join(rest), " ".join([*rest[:-1], plural(rest[-1])])} if rest else {""}
    for name, end in itertools.product(sorted({who, plural(who)} if who else {""}), sorted(ends)):
        yield f"{name} {forms.ing} {end}".strip(), Sense("ENTITY", subject, form="sg")
        yield f"{name} from {forms.ing} {end}".strip(), Sense("STATE", subject, form="from")
        yield f"{name} to {forms.base} {end}".strip(), Sense("STATE", subject, form="to")
        yield f"{name} {forms.base} {end}".strip(), Sense("STATE", subject, form="to")


def _state_verb(subject: NamedNode, phrase: str, _ontology: Ontology) -> Iterator[tuple[str, Sense]]:
    """A verb before a state or an event, and the verb that says the same of its name: "make more: make for"."""
    words, _, lemma = phrase.partition(": ")
    verb, _, form = words.rpartition(" ")
    for text, sense in _verb(subject, verb, inverse=False):
        if sense.kind in {"VERB", "VING", "PPERF"}:
            yield text, replace(sense, prep=f"*{form}", lemma=lemma)


# annotation of the lexicon vocabulary -> the senses that one phrase under it has
PHRASES: dict[str, Callable[[NamedNode, str, Ontology], Iterator[tuple[str, Sense]]]] = {
    "verb": lambda s, p, o: _verb(s, p, inverse=False, symmetric=_is_symmetric(o, s)),
    "inverseVerb": lambda s, p, _o: _verb(s, p, inverse=True),
    "adjective": _any_adjective,
    "inverseAdjective": lambda s, p, _o: _adjective(s, p, inverse=True),
    "noun": lambda s, p, o: _noun(s, p, o, inverse=False),
    "inverseNoun": lambda s, p, o: _noun(s, p, o, inverse=True),
    "amountNoun": lambda s, p, o: _noun(s, p, o, inverse=False, kind="ANOUN"),
    "preposition": lambda s, p, o: _preposition(s, p, o, inverse=False),
    "inversePreposition": lambda s, p, o: _preposition(s, p, o, inverse=True),
    "how": _how,
    "request": lambda s, p, _o: iter([(p, relational("REQUEST", p, s, "", "", inverse=True))]),
    "degree": lambda s, p, _o: _degree(s, p, inverse=False),
    "inverseDegree": lambda s, p, _o: _degree(s, p, inverse=True),
    "state": _state,
    "event": _event,
    "stateVerb": _state_verb,
    "countNoun": lambda s, p, o: _noun(s, p, o, inverse=True, kind="COUNTNOUN"),
    "shareVerb": lambda s, p, _o: _portion(s, p, _verb(s, p, inverse=False), "share"),
    "takenVerb": lambda s, p, _o: _taken(s, p),
    "contraryAdjective": lambda s, p, _o: _contrary(_adjective(s, p, inverse=False)),
    "inverseContraryVerb": lambda s, p, _o: _contrary(_verb(s, p, inverse=True)),
    "unsaid": lambda s, p, _o: iter([(p, Sense("UNSAID", None, (s,), form="portion", lemma=p))]),
    "amountVerb": lambda s, p, _o: _portion(s, p, _verb(s, p, inverse=False)),
    "amountAdjective": lambda s, p, _o: _portion(s, p, _adjective(s, p, inverse=False)),
}


def answering(ontology: Ontology, word: str) -> tuple[NamedNode, ...]:
    """The classes that a question word asks for: ``who`` is a person, ``where`` a place."""
    found = {
        q.subject for q in ontology.store.quads_for_pattern(None, LEX(word), None) if isinstance(q.subject, NamedNode)
    }
    return tuple(sorted(found, key=lambda iri: iri.value))
