"""What is asked in keywords, or in words that make no sentence: the claims that speak of everything named.

As in keyword search over graphs, what is named is connected through the graph itself: a claim connects the things
that it speaks of. Every word that means something must count; words that turn or measure what is said (not, more, a
number that is no year) cannot, so nothing is made of a question that has one, nor of one that asks for a yes, a
person, a time, a way or a reason.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pyoxigraph import Literal, NamedNode, Variable

from k2graph.algebra import Evidenced, Link, Plan, Qualifier, Select, canonical
from k2graph.lexicon import Sense
from k2graph.mentions import COMMA, Lattice, Mention
from k2graph.phrases import YEAR

NAMING = ("ENTITY", "CLASS", "ADJ")
RELATIONAL = ("RNOUN", "ANOUN", "VERB", "VING", "PPERF", "RADJ")
# kinds of token that tell nothing of the subject, and may go unused among topics
FUNCTION = frozenset(
    {"WHAT", "WHICH", "BE", "DO", "HAVE", "MODAL", "DET", "ALL", "AND", "BOTH", "COMMA", "REL", "PREP"}
)
FRAMING = frozenset(
    {"TO", "POSS", "PRON", "BODY", "HELP", "SUPPOSED", "LIST", "DESCRIBE", "THERE", "EXIST", "SAID", "REPORT"}
)
TYING = frozenset({"LINK", "HAPPEN"})  # words for any tie between things
IDLE = FUNCTION | FRAMING | TYING | {"HEDGE", "FILLER", "THING", "RESEARCHER", "SUPPORT"}
ASKING = frozenset({"WHO", "WHERE", "WHEN"})  # these want one kind of answer
HOLDS = frozenset({"BE", "DO", "HAVE", "MODAL"})  # a question that begins so wants a yes or a no
YEAR_DIGITS = 4
MOST_PLANS = 8
MOST_TOPICS = 6


Tie = Callable[[Sequence[Sense], NamedNode, NamedNode], Plan | None]


@dataclass(frozen=True, slots=True)
class Topic:
    """A thing, a year, a kind of evidence, or a relation that the claims must speak of."""

    thing: NamedNode | Literal | None = None
    evidence: NamedNode | None = None
    relation: tuple[NamedNode, ...] = ()
    said: str = ""
    senses: tuple[Sense, ...] = ()  # of the relation, where a noun says it


def plans(lattice: Lattice, tie: Tie | None = None) -> tuple[Plan, ...]:
    """The plans of a question's keywords, one for each way to take them; none where words are left that must count.

    ``tie`` gives what a relational noun says of two things, where that can be but one.
    """
    for reading in lattice.readings():
        if not reading or _asks_whether(reading):
            continue
        chosen = [topics(mention) for mention in reading if not _is_idle(mention)]
        if all(chosen):
            tied = any(mention.kinds & TYING for mention in reading)
            groups = itertools.islice(itertools.product(*chosen), MOST_PLANS)
            found = ((tie and _tied(group, tie)) or plan(list(group), tied=tied) for group in groups)
            return tuple(dict.fromkeys(p for p in found if p is not None))
    return ()


def plan(group: list[Topic], *, tied: bool = False, by: Qualifier | None = None) -> Select | Link | None:
    """The claims that speak of a group of topics; None where it is too small to tell what is asked of them.

    Two things that are ``tied`` by the words are asked for what ties them; ``by``: the study, or whose claims they are.
    """
    things = tuple(dict.fromkeys(t.thing for t in group if t.thing is not None))
    kinds = {t.evidence for t in group if t.evidence is not None}
    relations = {t.relation: t.said for t in group if t.relation}
    if len(kinds) > 1 or len(group) > MOST_TOPICS:
        return None
    if by is None and (not things or len(things) + len(kinds) < 2):
        return None
    named = [thing for thing in things if isinstance(thing, NamedNode)]
    if tied and len(things) == len(named) == 2 and not kinds and not relations:
        return Link(*named)
    said = Evidenced(Variable("x0"), next(iter(kinds), None), things, tuple(relations), by, tuple(relations.values()))
    return canonical(Select(Variable("x0"), said))  # type: ignore[return-value]


def _tied(group: tuple[Topic, ...], tie: Tie) -> Plan | None:
    """The one thing that the noun among three topics says of the other two; None where it may say several."""
    things = [topic.thing for topic in group if isinstance(topic.thing, NamedNode)]
    senses = [sense for topic in group for sense in topic.senses]
    return tie(senses, things[0], things[1]) if len(things) == 2 and len(group) == 3 else None


def topics(mention: Mention) -> tuple[Topic, ...]:
    """What a mention may name: a thing before a relation; a year."""
    named = [s for kind in NAMING for s in mention.of(kind) if s.iri is not None]
    if named:
        return tuple(dict.fromkeys(Topic(thing=s.iri) for s in named))
    years = [s.form for s in mention.of("NUMBER") if len(s.form) == YEAR_DIGITS and s.form.isdigit()]
    if years:
        return (Topic(thing=Literal(years[0], datatype=YEAR)),)
    evidence = tuple(Topic(evidence=s.iri) for s in mention.of("EVIDENCE"))
    return evidence or _relation(mention)


def _relation(mention: Mention) -> tuple[Topic, ...]:
    senses: list[Sense] = [s for kind in RELATIONAL for s in mention.of(kind)]
    properties = sorted({p for s in senses for p in (*s.predicates, *s.inverses)}, key=lambda p: p.value)
    nouns = mention.of("RNOUN")
    return (Topic(relation=tuple(properties), said=mention.text, senses=nouns),) if properties else ()


def _asks_whether(reading: tuple[Mention, ...]) -> bool:
    """Whether a yes or a no is asked for, at the start or after what was put first: "X and Y, do they …"."""
    starts = [reading[0], *(mention for comma, mention in pairwise(reading) if comma.kinds == {COMMA})]
    return any(mention.kinds & HOLDS for mention in starts)


def _is_idle(mention: Mention) -> bool:
    return bool(mention.kinds & IDLE) and not mention.kinds & (ASKING | set(NAMING))
