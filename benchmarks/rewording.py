"""Other ways to put a question, made by rule: case, typing, politeness, number, voice, names.

Every rule takes a question with what its words were read as, and gives the question reworded, or nothing where it
does not apply. What is said keeps its meaning, so that the answer has to stay.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pyoxigraph import Literal

from k2graph import vocab
from k2graph.algebra import walk
from k2graph.engine import KnowledgeGraph
from k2graph.inflection import british, plural, singulars, verb_forms
from k2graph.lexicon import key
from k2graph.mentions import Mention
from k2graph.spelling import _is_english

BEFORE = ("Please, ", "Hi, ", "Hello! ", "Quick question: ", "Could you tell me: ", "Excuse me, ")
AFTER = (", please", " please", " Thanks!", ", thank you")
TELL = (
    "Could you tell me ",
    "I was wondering ",
    "Do you know ",
    "I would like to know ",
    "Please tell me ",
    "Can you please explain to me ",
)
SHORT = {
    "what is": "what's",
    "who is": "who's",
    "where is": "where's",
    "does not": "doesn't",
    "do not": "don't",
    "is not": "isn't",
    "are not": "aren't",
}
WH = {"WHAT", "WHICH", "WHO", "WHERE", "WHEN", "WHY", "HOWMANY", "HOWMUCH", "HOWVALUE", "HOW"}
UNCLEAR = {"TELL", "LIST", "DESCRIBE", "COMPARE", "FILLER"}  # no question word, or one within other words
STOPS = {"RADJ", "VING", "DET", "PREP", "RPREP", "PPERF", "ADJ", "RADJ_MOST"}


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, and the mentions of the reading that was taken."""

    text: str
    reading: tuple[Mention, ...]
    graph: KnowledgeGraph
    random: random.Random

    @property
    def bare(self) -> str:
        """The question without the mark at its end, its first letter small unless it begins a name."""
        text = self.text.rstrip(" ?.!")
        return (
            text
            if text[1:2].isupper() or (self.reading and "ENTITY" in self.reading[0].kinds)
            else text[:1].lower() + text[1:]
        )

    def words(self, first: int, last: int | None = None) -> str:
        """The text of some of the mentions."""
        chosen = self.reading[first:last]
        return self.text[chosen[0].start : chosen[-1].end] if chosen else ""

    def replaced(self, mention: Mention, text: str) -> str:
        return self.text[: mention.start] + text + self.text[mention.end :]


Rule = Callable[[Asked], Iterator[str]]


def upper(q: Asked) -> Iterator[str]:
    yield q.text.upper()


def lower(q: Asked) -> Iterator[str]:
    yield q.text.lower()


def punctuation(q: Asked) -> Iterator[str]:
    yield q.bare
    yield q.bare + "???"
    yield q.bare + " ?"
    yield q.bare + "."
    yield f'"{q.text}"'


def spaces(q: Asked) -> Iterator[str]:
    yield "  " + re.sub(" ", "   ", q.text) + " \t"


def apostrophes(q: Asked) -> Iterator[str]:
    if "'" in q.text:
        yield q.text.replace("'", "’")


def contractions(q: Asked) -> Iterator[str]:
    for long, short in SHORT.items():
        for old, new in ((long, short), (short, long), (short.replace("'", "’"), long)):
            if re.search(rf"\b{old}\b", q.text, re.IGNORECASE):
                yield re.sub(rf"\b{old}\b", new, q.text, count=1, flags=re.IGNORECASE)


def politeness(q: Asked) -> Iterator[str]:
    yield q.random.choice(BEFORE) + q.bare + "?"
    yield q.bare + q.random.choice(AFTER)


def told(q: Asked) -> Iterator[str]:
    """The question as a clause after words that ask for it, in the order of words of a clause."""
    clause = _clause(q)
    if clause:
        yield q.random.choice(TELL) + clause


def _clause(q: Asked) -> str:
    """ "what does X bind to" as "what X binds to"; empty where the order of words is not plain."""
    r = q.reading
    if not r or r[0].kinds & UNCLEAR or any(m.kinds & {"NOT", "REL"} for m in r[1:]):
        return ""
    at = next((i for i, m in enumerate(r[:6]) if m.kinds & {"DO", "BE", "MODAL"}), None)
    verb = next((i for i, m in enumerate(r) if "VERB" in m.kinds), None)
    if at is None or (verb is not None and verb < at):  # the subject is asked for
        return q.bare if r[0].kinds & WH else ""
    if at and not r[0].kinds & WH:
        return ""
    asked = f"{q.words(0, at)[:1].lower()}{q.words(0, at)[1:]} " if at else "whether "
    if q.words(at, at + 1) == "does" and verb is not None and verb > at + 1:
        return asked + _after_does(q, at, verb) if any(s.form == "base" for s in r[verb].of("VERB")) else ""
    return asked + said if (said := _after_is(q, at)) else ""


def _after_does(q: Asked, at: int, verb: int) -> str:
    said = verb_forms(q.words(verb, verb + 1)).third
    return f"{q.words(at + 1, verb)} {said}{q.text[q.reading[verb].end :].rstrip(' ?.!')}"


def _after_is(q: Asked, at: int) -> str:
    """ "is X blocked by" as "X is blocked by", where X is a name; empty elsewhere."""
    r = q.reading
    if q.words(at, at + 1) not in {"is", "are", "was", "were"} or at + 1 >= len(r) or "ENTITY" not in r[at + 1].kinds:
        return ""
    whole = at + 2 == len(r)
    divided = not whole and r[at + 2].kinds & STOPS and "ENTITY" not in r[at + 2].kinds
    if not divided and not (whole and at):
        return ""
    return f"{q.words(at + 1, at + 2)} {q.words(at, at + 1)} {q.words(at + 2)}".strip()


def spelling(q: Asked) -> Iterator[str]:
    """British for American and the reverse, wherever a word has another spelling."""
    words = re.split(r"(\W+)", q.text)
    other = [min(british(word), default=word) if word.islower() else word for word in words]
    known = q.graph.lexicon.words
    if other != words and all(w == o or o in known for w, o in zip(words, other, strict=True)):
        yield "".join(other)


def number(q: Asked) -> Iterator[str]:
    """The class asked for in its other number, the verb with it."""
    r = q.reading
    if len(r) < 3 or "WHICH" not in r[0].kinds or "CLASS" not in r[1].kinds or "VERB" not in r[2].kinds:
        return
    name, verb = r[1], r[2]
    one = q.words(1, 2)
    forms = {s.form for s in verb.of("VERB")}
    if "base" in forms and singulars(one):
        yield q.text[: name.start] + singulars(one)[0] + " " + verb_forms(q.words(2, 3)).third + q.text[verb.end :]
    elif "third" in forms and not singulars(one):
        base = next(s.lemma for s in verb.of("VERB") if s.form == "third")
        yield q.text[: name.start] + plural(one) + " " + base + q.text[verb.end :]


def voice(q: Asked) -> Iterator[str]:
    """Active as passive, where subject and object are plain names: "what activates X", "does X activate Y"."""
    r = q.reading
    verb = next((i for i, m in enumerate(r) if "VERB" in m.kinds), None)
    if verb is None or "ENTITY" not in r[-1].kinds or verb != len(r) - 2:
        return
    lemma = next((s.lemma for s in r[verb].of("VERB") if not s.prep and " " not in s.lemma), None)
    if lemma is None or not any(s.kind == "RADJ" for s in q.graph.lexicon[verb_forms(lemma).participle]):
        return
    said, thing = verb_forms(lemma).participle, q.words(verb + 1)
    be = "are" if singulars(thing) else "is"
    if verb == 1 and "WHAT" in r[0].kinds:
        yield f"what {be} {thing} {said} by?"
        yield f"by what {be} {thing} {said}?"
    elif verb == 2 and "WHICH" in r[0].kinds and "CLASS" in r[1].kinds:
        yield f"{q.words(0, 2)} {be} {thing} {said} by?"
    elif verb == 2 and "DO" in r[0].kinds and "ENTITY" in r[1].kinds:
        yield f"{be} {thing} {said} by {q.words(1, 2)}?"


def names(q: Asked) -> Iterator[str]:
    """Another name of each thing named, where it is that of nothing else and not itself what is asked about."""
    ontology = q.graph.ontology
    if any(isinstance(node, Literal) for node in walk(q.graph._reader.read(q.text).plan)):
        return  # "is X called Y"
    for mention in q.reading:
        things = {s.iri for s in mention.of("ENTITY")}
        if len(things) != 1 or mention.kinds != {"ENTITY"} or len(mention.of("ENTITY")) != 1:
            continue
        (thing,) = things
        if thing is None:
            continue
        labels = [
            o.value
            for p in (vocab.PREF_LABEL, vocab.ALT_LABEL)
            for o in ontology.objects(thing, p)
            if isinstance(o, Literal)
        ]
        alone = [
            x
            for x in labels
            if key(x) != mention.text and [(s.kind, s.iri) for s in q.graph.lexicon[key(x)]] == [("ENTITY", thing)]
        ]
        number = mention.of("ENTITY")[0].form
        alike = [x for x in alone if q.graph.lexicon[key(x)][0].form == number]
        if alike:
            yield q.replaced(mention, q.random.choice(sorted(set(alike))))


def typing(q: Asked) -> Iterator[str]:
    """One slip in the longest word: two letters changed about, one dropped, one doubled."""
    long = sorted(re.findall(r"[A-Za-z]{7,}", q.text), key=len)
    if not long:
        return
    word = long[-1]
    i = q.random.randint(1, len(word) - 3)
    slips = (word[:i] + word[i + 1] + word[i] + word[i + 2 :], word[:i] + word[i + 1 :], word[:i] + word[i] + word[i:])
    for slip in slips:
        if slip != word and slip.lower() not in q.graph.lexicon.words and not _is_english(slip.lower()):
            yield q.text.replace(word, slip, 1)


def keywords(q: Asked) -> Iterator[str]:
    """A noun phrase asked for, without the words that ask: "what are the sources of X"."""
    match = re.fullmatch(r"(?:what|which) (?:is|are) (?:the )?(\w+ (?:of|for) .+?)\??", q.text, re.IGNORECASE)
    if match:
        yield match.group(1)


RULES: dict[str, Rule] = {
    rule.__name__: rule
    for rule in (
        *(upper, lower, punctuation, spaces, apostrophes, contractions, politeness, told),
        *(spelling, number, voice, names, typing, keywords),
    )
}
