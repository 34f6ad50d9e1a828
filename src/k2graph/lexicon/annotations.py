"""Phrases under the annotations of the lexicon vocabulary: the senses that each has, in every inflected form."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import replace

from pyoxigraph import NamedNode

from k2graph.inflection import base_of_participle, degrees, english, plural, verb_forms
from k2graph.lexicon.index import AT_MOST, CONTRARY, TAKEN, Sense, relational
from k2graph.ontology import Ontology
from k2graph.vocab import LEX


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
        for degree in ("more", "less"):
            yield f"{name} {degree} likely to {forms.base} {end}".strip(), Sense("STATE", subject, form=degree)


def _happening(subject: NamedNode, phrase: str, _ontology: Ontology) -> Iterator[tuple[str, Sense]]:
    """What happens, as it stands after "before" or "once": "it is excreted", "being excreted", "leaving the body"."""
    states, forms = english()["states"], verb_forms(phrase)
    verb, _, participle = phrase.partition(" ")
    said = [f"{who} {participle}" for who in states["passive"]]
    if verb != "be":
        said = [forms.ing, *(f"{who} {form}" for who in states["single"] for form in (forms.third, forms.past))]
        said += [f"{who} {forms.base}" for who in states["several"]]
    yield from ((text.strip(), Sense("HAPPENING", subject, form="sg")) for text in said)


def _state_verb(subject: NamedNode, phrase: str, _ontology: Ontology) -> Iterator[tuple[str, Sense]]:
    """A verb before a state or an event, and the form that this has: "make more"."""
    verb, _, form = phrase.rpartition(" ")
    for text, sense in _verb(subject, verb, inverse=False):
        if sense.kind in {"VERB", "VING", "PPERF"}:
            yield text, replace(sense, prep=f"*{form}")


def _at_most(subject: NamedNode, phrase: str, ontology: Ontology) -> Iterator[tuple[str, Sense]]:
    """An adjective for having no more of something than a word for an amount says: "low in"."""
    words, prep = _split(phrase)
    of = tuple(p for p in ontology.objects(subject, LEX("via")) if isinstance(p, NamedNode))
    yield words, Sense("RADJ", subject, of, (), prep, AT_MOST, words)


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
    "atMost": _at_most,
    "degree": lambda s, p, _o: _degree(s, p, inverse=False),
    "inverseDegree": lambda s, p, _o: _degree(s, p, inverse=True),
    "state": _state,
    "event": _event,
    "happening": _happening,
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
