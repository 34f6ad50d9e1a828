"""From the words of a question to its plan: mentions, typing errors, and the one reading that is meant."""

from __future__ import annotations

import contextlib
import itertools
import re
from dataclasses import dataclass, replace

from pyoxigraph import NamedNode

from k2graph import arrangement, courtesy, lexicon, mentions, spelling, topics
from k2graph.algebra import Plan, to_sse, walk
from k2graph.errors import AmbiguousQuestion, QuestionError, QuestionSyntax, UnknownWords, Unplannable
from k2graph.inflection import english
from k2graph.lexicon import Lexicon
from k2graph.mentions import Lattice
from k2graph.planner import Parsed, Planner
from k2graph.restate import Restater
from k2graph.sentences import ADVICE

MOST_CHARACTERS = 1000
MOST_TRIED = 24  # ways to leave out what is said around a question
NO_END = "".join(rf"(?<!\b{re.escape(word)}\.)" for word in english()["sentences"]["abbreviations"])
SENTENCES = re.compile(rf"(?<=[.?!]){NO_END}\s+|[\n;]+", re.IGNORECASE)
KEYWORDS = "This was not understood as a sentence: it is what the claims say that speak of everything it names."


@dataclass(frozen=True, slots=True)
class Reading:
    """What a question is read as, and what is to be told of how it was read."""

    parsed: Parsed
    notices: tuple[str, ...] = ()

    @property
    def plan(self) -> Plan:
        """The plan to be answered."""
        return self.parsed.plans[0]


class Reader:
    """Reads questions against one lexicon, or says what is wrong with them."""

    def __init__(self, words: Lexicon, planner: Planner, restater: Restater) -> None:
        self.lexicon = words
        self.planner = planner
        self.restater = restater

    def read(self, question: str) -> Reading:
        """The one plan that a question has.

        Raises:
            UnknownWords: a word has no meaning here, and no typing error explains it.
            QuestionSyntax: the words are no question.
            Unplannable: the schema rules every reading out.
            AmbiguousQuestion: there are several readings, equally plain.
        """
        lattice = self.lattice(question)
        try:
            if lattice.unknown:
                return self._arranged(lattice) or self._bare(lattice) or self._corrected(lattice)
            return self._sentence(lattice)
        except (UnknownWords, QuestionSyntax, Unplannable) as error:
            reading = self._one_sentence(question)
            if reading is None:
                raise error from None
            return reading

    def _sentence(self, lattice: Lattice) -> Reading:
        """The reading of a sentence, or else of the keywords in what is none."""
        try:
            parsed = self.parsed(lattice)
            return Reading(parsed, _left_out(parsed, lattice))
        except (QuestionSyntax, Unplannable):
            arranged = self._arranged(lattice)
            if arranged is not None:
                return arranged
            bare = self._bare(lattice)
            if bare is not None:
                return bare
            plans = topics.plans(lattice, self.planner.tied) if self.planner.ontology.schema.claims else ()
            if not plans:
                raise
            return Reading(self._one(Parsed(plans), lattice), (KEYWORDS,))

    def _arranged(self, lattice: Lattice) -> Reading | None:
        """The reading with a divided phrase put together, where that gives just one plan."""
        found: dict[str, Reading] = {}
        for question in arrangement.arrangements(lattice.question, lattice.words, self.lexicon):
            with contextlib.suppress(QuestionError):
                arranged = self.lattice(question)
                if arranged.unknown:
                    continue
                reading = Reading(parsed := self.parsed(arranged), _left_out(parsed, arranged))
                found.setdefault(to_sse(reading.plan), reading)
        return next(iter(found.values())) if len(found) == 1 else None

    def _bare(self, lattice: Lattice) -> Reading | None:
        """The reading without what is only said around the question: the one that leaves out least of it."""
        for question in itertools.islice(courtesy.without(lattice.question, lattice.words), MOST_TRIED):
            with contextlib.suppress(QuestionError):
                bare = self.lattice(question)
                if not bare.unknown:
                    return Reading(parsed := self.parsed(bare), _left_out(parsed, bare))
        return None

    def _one_sentence(self, question: str) -> Reading | None:
        """The reading of the only sentence among several that is a question; None where there is not just one.

        The others may say what they like, but a question that is not understood is not passed over.
        """
        sentences = [part.strip() for part in SENTENCES.split(question) if part.strip()]
        found = {}
        for sentence in sentences if len(sentences) > 1 else ():
            with contextlib.suppress(QuestionError):
                lattice = self.lattice(sentence)
                found[sentence] = self._corrected(lattice) if lattice.unknown else Reading(self.parsed(lattice))
        if len(found) != 1 or any(sentence.endswith("?") for sentence in sentences if sentence not in found):
            return None
        ((sentence, reading),) = found.items()
        return replace(reading, notices=(f'Only "{sentence}" is taken as the question.', *reading.notices))

    def lattice(self, question: str) -> Lattice:
        """The mentions of a question, unknown words among them."""
        if not question.strip():
            raise QuestionSyntax("there is no question", question=question)
        if len(question) > MOST_CHARACTERS:
            raise QuestionSyntax(
                f"the question is longer than {MOST_CHARACTERS} characters", question=question, start=MOST_CHARACTERS
            )
        lattice = mentions.find(question, self.lexicon)
        if not lattice.words or (all(m.kinds in mentions.IDLE for m in lattice.mentions()) and not lattice.unknown):
            raise QuestionSyntax("there is no question in this", question=question)
        if len(lattice.words) > mentions.MAX_WORDS:
            raise QuestionSyntax(f"the question has more than {mentions.MAX_WORDS} words", question=question)
        return lattice

    def parsed(self, lattice: Lattice) -> Parsed:
        """The plan of a question whose words are all known."""
        return self._one(self.planner.plan(lattice), lattice)

    def _one(self, parsed: Parsed, lattice: Lattice) -> Parsed:
        if len(parsed.plans) > 1:
            said = [self.restater.restate(plan) for plan in parsed.plans]
            # those that are said in the same words differ only in what hangs on what
            articles = set(english()["skipped"]["inside"])
            words = {frozenset(lexicon.key(text).split()) - articles: text for text in reversed(said)}
            readings = tuple(words.values())[::-1]
            if len(readings) > 1:
                raise AmbiguousQuestion(readings, question=lattice.question)
            if len({self._named(plan) for plan in parsed.plans}) > 1:
                raise Unplannable(
                    f"different things of one name may be meant: {readings[0]}", question=lattice.question
                )
        return parsed

    def _named(self, plan: Plan) -> frozenset[NamedNode]:
        """The things that a plan names."""
        schema = self.planner.ontology.schema
        named = {node for node in walk(plan) if isinstance(node, NamedNode)}
        return frozenset(named - set(schema.properties) - schema.classes - set(schema.slots))

    def _corrected(self, lattice: Lattice) -> Reading:
        """The reading with typing errors mended, where with the fewest edits there is just one."""
        for group in spelling.corrections(lattice.question, lattice.unknown, self.lexicon):
            found: dict[str, Reading] = {}
            for correction in group:
                mended = spelling.corrected(lattice.question, correction)
                with contextlib.suppress(QuestionError):
                    known_words = self.lattice(mended)
                    if known_words.unknown:
                        continue
                    told = tuple(f'"{word.of(lattice.question)}" is read as "{known}".' for word, known in correction)
                    reading = self._sentence(known_words)
                    reading = replace(reading, notices=(*told, *reading.notices))
                    found.setdefault(to_sse(reading.plan), reading)
            sentences = {sse: reading for sse, reading in found.items() if KEYWORDS not in reading.notices}
            found = sentences or found  # a sentence is plainer than keywords
            if len(found) > 1:
                readings = tuple(self.restater.restate(reading.plan) for reading in found.values())
                raise AmbiguousQuestion(readings, question=lattice.question)
            if found:
                return next(iter(found.values()))
        raise self.unknown(lattice)

    def unknown(self, lattice: Lattice) -> UnknownWords:
        """The error of the first word without a meaning."""
        word = lattice.unknown[0]
        whole = tuple(
            self.planner.ontology.label(sense.iri) for sense in self.lexicon[word.text] if sense.form == lexicon.PART
        )
        return UnknownWords(
            (word.of(lattice.question),),
            question=lattice.question,
            start=word.start,
            end=word.end,
            suggestions=whole or spelling.suggestions(word.text, self.lexicon),
        )


def _left_out(parsed: Parsed, lattice: Lattice) -> tuple[str, ...]:
    """That words which limit how far a thing holds were left out, since no claim is held to them."""
    used = {i for mention in parsed.reading for i in range(mention.first, mention.last)}
    left = dict.fromkeys(m.text for m in lattice.mentions() if mentions.HEDGE in m.kinds and m.first not in used)
    personal = any(m.text in english()["personal"]["for_oneself"] for m in lattice.mentions())
    told = (f'"{text}" is left out: the answer is not limited by it.' for text in left)
    return (*told, ADVICE) if personal else tuple(told)
