"""Every step from a question to its SPARQL, for who wants to see how a question is understood."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from k2graph.algebra import to_sse
from k2graph.answer import Problem
from k2graph.answering import Answerer
from k2graph.errors import QuestionError
from k2graph.mentions import Mention
from k2graph.ontology import Ontology
from k2graph.reading import Reader
from k2graph.sparql import query


@dataclass(frozen=True, slots=True)
class MentionShown:
    """A stretch of a question, the kinds of token it may be, and what it may mean."""

    start: int
    end: int
    text: str
    kinds: tuple[str, ...]
    meanings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """Every step from a question to its SPARQL, as far as it went."""

    question: str
    mentions: tuple[MentionShown, ...] = ()
    tree: str | None = None
    plan: str | None = None
    sparql: str | None = None
    restated: str | None = None
    timings_ms: dict[str, float] = field(default_factory=dict)
    problem: Problem | None = None


def explain(question: str, reader: Reader, answerer: Answerer) -> Explanation:
    """Read, plan and answer a question, and keep what each step came to, with the milliseconds it took."""
    timings: dict[str, float] = {}
    shown: tuple[MentionShown, ...] = ()
    started = time.perf_counter()

    def since() -> float:
        return (time.perf_counter() - started) * 1000

    try:
        shown = tuple(_shown(mention, answerer.ontology) for mention in reader.lattice(question).mentions())
        timings["mentions"] = since()
        reading = reader.read(question)
        timings["plan"] = since() - timings["mentions"]
        plan = reading.plan
        text = query(plan, answerer.ontology.schema.narrower, question).text
        answer = answerer.answer(plan, question)
        timings["total"] = since()
    except QuestionError as error:
        problem = Problem(error.message, error.start, error.end)
        return Explanation(question, shown, problem=problem, timings_ms=timings)
    return Explanation(question, shown, reading.parsed.pretty(), to_sse(plan), text, answer.restated, timings)


def _shown(mention: Mention, ontology: Ontology) -> MentionShown:
    terms = [t for s in mention.senses for t in ([s.iri] if s.iri else [*s.predicates, *s.inverses])]
    meanings = tuple(dict.fromkeys(map(ontology.label, terms)))
    return MentionShown(mention.start, mention.end, mention.text, tuple(sorted(mention.kinds)), meanings)
