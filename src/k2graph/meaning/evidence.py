"""Questions for the studies and trials that speak of something."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pyoxigraph import NamedNode

from k2graph import topics
from k2graph.algebra import (
    Describe,
    Evidenced,
    Qualifier,
    Statement,
    walk,
    wholes,
)
from k2graph.grammar import MentionToken
from k2graph.meaning.base import Interpretation, Wrapped
from k2graph.meaning.gaps import SAYING
from k2graph.phrases import (
    Argument,
    Clause,
    NounPhrase,
)
from k2graph.topics import Topic
from k2graph.vocab import K2

RESTS_ON = K2("evidenceType")


@dataclass(frozen=True, slots=True)
class About:
    """What a report is asked about."""

    group: tuple[Topic, ...]


class EvidenceQuestions(Interpretation):
    """Claims asked for by the kind of their evidence."""

    def _wh_evidence(self, *parts: Any) -> Iterator[NamedNode]:
        yield parts[-1]

    def _evidence(self, token: MentionToken) -> Iterator[NamedNode]:
        for sense in token.mention.of("EVIDENCE"):
            if sense.iri is not None:
                yield sense.iri

    def _support(self, *parts: Any) -> Iterator[str]:
        """Words that tie a study to its subject; a verb of the ontology must be one that says so."""
        for token in (p for p in parts if isinstance(p, MentionToken)):
            if "SUPPORT" in token.mention.kinds:
                yield token.mention.text

    def _q_evidence(self, *parts: Any) -> Iterator[Any]:
        """The claims that rest on a kind of evidence and speak of all the things named."""
        kind = next(part for part in parts if isinstance(part, NamedNode))
        phrases = [phrase for _, phrase in parts[-1].args]
        if any(phrase.size is not None for phrase in phrases):
            return  # so much of a thing is no topic
        named = [m.named for phrase in phrases for m in (phrase.members or (phrase,))]
        yield from self._evidenced(kind, named)

    def _resting_on(self, *parts: Any) -> Iterator[Any]:
        """The claims that rest on one kind of evidence and speak of what something is said of."""
        kind = next(part for part in parts if isinstance(part, NamedNode))
        said = parts[-1](())
        if said is not None:
            statement = [node for node in walk(said.pattern) if isinstance(node, Statement)]
            whole = wholes(said.pattern)
            ends = [end for s in statement for end in (s.subject, s.object)]
            yield from self._evidenced(kind, [whole.get(end, end) for end in ends])

    def _q_backed(self, *parts: Any) -> Iterator[Any]:
        """What evidence there is that something is so; of one kind, the claims that rest on it."""
        said, by = parts[-1], next((part for part in parts if isinstance(part, tuple)), ())
        kind = next((part for part in parts if isinstance(part, NamedNode)), None)
        if kind is not None and kind not in self.c.schema.covering:
            yield from self._resting_on(*parts)
        else:
            clause = said((by,) if by and isinstance(by[0], str) else by)
            yield Wrapped("backed", clause) if clause is not None and clause.wh is None else None

    def _evidenced(self, kind: NamedNode, topics: list[Any]) -> Iterator[Clause]:
        if topics and all(isinstance(topic, NamedNode) for topic in topics):
            v = self.c.fresh()
            yield Clause(Evidenced(v, kind, tuple(topics)), wh=v)

    def _q_report(self, *parts: Any) -> Iterator[Any]:
        """What a study found, or somebody says, of all that is named; of anything, where nothing is."""
        if any(isinstance(part, str) and part not in {"in", "by"} for part in parts):
            return
        by = next(part for part in parts if isinstance(part, tuple))
        group = next((part.group for part in parts if isinstance(part, About)), ())
        if not by:
            yield topics.plan(list(group)) or self._described(group)
        for prep, phrase in by:
            slots = self.c.slots_for(prep, phrase) if phrase.named is not None else ()
            if slots == (RESTS_ON,):
                yield topics.plan([Topic(evidence=phrase.named), *group])
            elif slots and phrase.named is not None:
                yield topics.plan(list(group), by=Qualifier(slots, phrase.named, prep))

    def _q_says(self, wh: NounPhrase, *parts: Any) -> Iterator[Any]:
        """Who, or which study, says that something is so; what is found without "that" is a thing."""
        report, *that = (part for part in parts if isinstance(part, MentionToken))
        if not that and report.mention.of("VERB"):
            return
        yield parts[-1](((SAYING, wh),))

    def _about(self, _prep: str, group: tuple[Topic, ...]) -> Iterator[About]:
        yield About(group)

    def _q_topics(self, _said: MentionToken, group: tuple[Topic, ...]) -> Iterator[Any]:
        yield topics.plan(list(group)) or self._described(group)

    def _described(self, group: tuple[Topic, ...]) -> Describe | None:
        thing = group[0].thing
        return Describe(thing) if isinstance(thing, NamedNode) else None

    def _topics(self, *parts: Any) -> Iterator[tuple[Topic, ...]]:
        yield tuple(part for part in parts if isinstance(part, Topic))

    def _topic(self, *tokens: MentionToken) -> Iterator[Topic]:
        yield from topics.topics(tokens[-1].mention)

    def _by_evidence(self, *parts: Any) -> Iterator[tuple[Argument, ...]]:
        kind = parts[-1]
        yield ((SAYING, NounPhrase(self.c.constant(kind).apply, frozenset({kind}), named=kind)),)
