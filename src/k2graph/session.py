"""A conversation: questions that go on from the one before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from k2graph import spelling
from k2graph.algebra import Agree, Ask, Count, Plan, Select, to_sse
from k2graph.answer import Answer, Problem
from k2graph.errors import AmbiguousQuestion, QuestionError
from k2graph.followups import FollowUp, Turn
from k2graph.inflection import english
from k2graph.lexicon import key
from k2graph.reading import MOST_CHARACTERS, SENTENCES, Reader

TOLD = 4  # claims told in words; the others are in the evidence
UNDERSTOOD = {"answered", "no_answer"}


class Session:
    """Questions asked one after another: fragments and pronouns are understood from the last that was understood.

    A number chooses among the readings that were asked back.

    >>> from k2graph import KnowledgeGraph
    >>> session = KnowledgeGraph.open().session()
    >>> session.ask("what activates MGP").restated
    'What activates matrix Gla protein?'
    >>> session.ask("and osteocalcin?").restated
    'What activates osteocalcin?'
    """

    def __init__(self, ask: Callable[[str], Answer], reader: Reader) -> None:
        self._ask = ask
        self._reader = reader
        self._readings: tuple[str, ...] = ()
        self.last: Turn | None = None

    def ask(self, text: str) -> Answer:
        """Answer a question, or what is said after one; what it was understood as is in ``restated``."""
        chosen = self._chosen(text)
        if isinstance(chosen, Answer):
            return chosen
        answer = self._answered(chosen)
        self._readings = answer.interpretations or answer.suggestions
        return replace(answer, question=text)

    def _chosen(self, text: str) -> str | Answer:
        """The reading that a number chooses; a text that is no number as it is."""
        number = text.strip()
        if not self._readings or not number.isdecimal():
            return text
        if 1 <= int(number) <= len(self._readings):
            return self._readings[int(number) - 1]
        return _refused(text, f"there is no reading {number}: choose from 1 to {len(self._readings)}")

    def _answered(self, text: str) -> Answer:
        if self.last is not None and len(text) <= MOST_CHARACTERS:
            told = self._told(text, self.last)
            if told is not None:
                return told
            follow = FollowUp(text, self.last, self._reader)
            if follow.opened or follow.refers or not self._plans(text):
                answer = self._followed(text, follow)
                if answer is not None:
                    return answer
                outside = FollowUp(text, self.last, self._reader, outside=True)
                answer = self._followed(text, outside) if outside.refers and not follow.refers else None
                if answer is not None:
                    return answer
        return self._remembered(self._ask(text))

    def _told(self, text: str, last: Turn) -> Answer | None:
        """What the last answer rests on, or the query that gave it, where that is asked for."""
        said, table = key(text.rstrip(" ?!.")), english()["follow_up"]
        if said in map(key, table["evidence"]):
            return _evidence(last.answer)
        if said in map(key, table["sparql"]):
            return replace(last.answer, text=last.answer.sparql or "The last answer is not that of one query.")
        if said in map(key, table["agreement"]) and isinstance(last.plan, Select | Count | Ask):
            return self._ask(self._reader.restater.restate(Agree(last.plan)))
        return None

    def _plans(self, text: str) -> tuple[Plan, ...]:
        """The plans of a text that is a question by itself; none where it is none."""
        try:
            lattice = self._reader.lattice(text)
            return () if lattice.unknown else self._reader.planner.plan(lattice).plans
        except QuestionError:
            return ()

    def _followed(self, text: str, follow: FollowUp) -> Answer | None:
        """The answer to a follow-up; None where it is no follow-up but a question, understood or not."""
        found = self._nearest(follow)
        readings = tuple(dict.fromkeys(map(self._reader.restater.restate, found)))
        if len(readings) > 1:
            error = AmbiguousQuestion(readings, question=text)
            return Answer(text, "ambiguous", text=error.message, interpretations=readings, suggestions=readings)
        if found:
            question = next(iter(found.values()))
            answer = self._remembered(self._ask(question))
            return replace(answer, notices=(f'Understood after the question before as "{question}".', *answer.notices))
        assert self.last is not None
        if follow.unknown:
            return self._ask(follow.text)
        if follow.why:
            return _evidence(self.last.answer)
        if follow.fragment or follow.bare:
            return _refused(text, f'this goes with nothing in the question before, "{self.last.question}"')
        return self._remembered(self._ask(follow.text)) if follow.opened else None

    def _nearest(self, follow: FollowUp) -> dict[Plan, str]:
        """The plans of the ways that are questions and nearest to what was said, each with its question."""
        found: dict[Plan, str] = {}
        nearest = float("inf")
        for way in sorted((way for each in self._mended(follow) for way in each.ways()), key=lambda way: way.rank):
            if way.rank > nearest:
                break
            for plan in self._plans(way.question):
                nearest = way.rank
                found.setdefault(plan, way.question)
        return dict(sorted(found.items(), key=lambda pair: to_sse(pair[0])))

    def _mended(self, follow: FollowUp) -> list[FollowUp]:
        """A follow-up as it stands, or with its typing errors mended in each way of fewest edits."""
        if not follow.unknown:
            return [follow]
        group = next(spelling.corrections(follow.text, follow.unknown, self._reader.lexicon), ())
        texts = [spelling.corrected(follow.text, correction) for correction in group]
        return [FollowUp(text, follow.last, self._reader) for text in texts]

    def _remembered(self, answer: Answer) -> Answer:
        """Keep a question that was understood, said in words that are a question again."""
        if answer.status in UNDERSTOOD and answer.restated:
            last = SENTENCES.split(answer.restated)[-1]  # of several questions in one
            for question in (last.rstrip("?"), answer.question):
                plans = self._plans(question)
                if plans:
                    self.last = Turn(question, plans[0], answer, before=self.last)
                    break
        return answer


def _evidence(answer: Answer) -> Answer:
    """An answer again, with what its claims say for its words."""
    words = " ".join(dict.fromkeys(e.statement for e in answer.evidence[:TOLD]))
    sources = ", ".join(dict.fromkeys(e.source for e in answer.evidence if e.source))
    return replace(answer, text=f"{sources}: {words}" if words else "No claim stands behind the last answer.")


def _refused(text: str, message: str) -> Answer:
    return Answer(text, "not_understood", text=f"Not understood: {message}.", problem=Problem(message, 0, len(text)))
