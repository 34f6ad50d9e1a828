"""Two questions in one: each is answered, in order, and a pronoun stands for what was named before it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from k2graph import mentions
from k2graph.answer import Answer
from k2graph.errors import QuestionError
from k2graph.followups import ASKING
from k2graph.grammar import Tree
from k2graph.planner import Parsed
from k2graph.reading import MOST_CHARACTERS, SENTENCES, Reader
from k2graph.session import UNDERSTOOD, Session

SAID = {"ask", "describe"}  # the forms of answer that what is merely said would have, too
MOST = 3  # questions in one
BEING = {"being", "being_of"}  # the rules of a sentence that only says in what state somebody is


def joint(question: str, ask: Callable[[str], Answer], reader: Reader) -> Answer | None:
    """The answer to several questions asked in one; None where it is one, or where not each of them is understood."""
    parts = tuple(_parts(question, reader)) if len(question) <= MOST_CHARACTERS else ()
    if not 2 <= len(parts) <= MOST or _is_one(question, reader):
        return None
    session = Session(ask, reader)
    answers = []
    for part in parts:
        answer = session.ask(part)
        if (
            answer.status not in UNDERSTOOD
            or session.last is None
            or (answer.form in SAID and _is_said(part, question, reader))
        ):
            return None
        answers.append(answer)
        session.last = replace(session.last, same_breath=True)
    return _both(question, answers)


def _parts(question: str, reader: Reader) -> Iterator[str]:
    """A question divided before each word that asks, at the ends of sentences and after "and"."""
    for sentence in SENTENCES.split(question):
        lattice = mentions.find(sentence, reader.lexicon)
        start = 0
        for at, group in enumerate(lattice.starting):
            joined = next((m for m in group if "AND" in m.kinds and m.last < len(lattice.words)), None)
            if at and joined is not None and any(m.kinds & ASKING for m in lattice.starting[joined.last]):
                yield _trimmed(sentence[start : joined.start])
                start = lattice.words[joined.last].start
        if _trimmed(sentence[start:]):
            yield _trimmed(sentence[start:])


def _is_said(part: str, question: str, reader: Reader) -> bool:
    """Whether a part neither begins as a question does nor ends as one: "my mother has it"."""
    starting = mentions.find(part, reader.lexicon).starting[0]
    is_marked = question[question.index(part) + len(part) :].lstrip().startswith("?")
    return not is_marked and not any(mention.kinds & ASKING for mention in starting)


def _trimmed(part: str) -> str:
    return re.sub(r"^[\s,;]+|[\s,;.?!]+$", "", part)


def _is_one(question: str, reader: Reader) -> bool:
    """Whether the whole is a question: "who discovered it and when"."""
    try:
        lattice = reader.lattice(question)
        parsed = None if lattice.unknown else reader.planner.plan(lattice)
        if parsed is None or not parsed.plans:
            return False
        return not SENTENCES.search(question) or bool(BEING & _rules(parsed))
    except QuestionError:
        return False


def _rules(parsed: Parsed) -> set[str]:
    """The rules of the grammar that made a tree."""
    return {str(tree.data) for tree in _trees(parsed.tree)} if parsed.tree else set()


def _trees(tree: Tree) -> Iterator[Tree]:
    yield tree
    for child in tree.children:
        if isinstance(child, Tree):
            yield from _trees(child)


def _both(question: str, answers: Sequence[Answer]) -> Answer:
    """One answer that holds several, each in its order."""

    def all_of(name: str) -> tuple[object, ...]:
        return tuple(dict.fromkeys(itertools.chain.from_iterable(getattr(answer, name) for answer in answers)))

    first = answers[0]
    verdicts = {answer.verdict for answer in answers}
    counts = [answer.count for answer in answers if answer.count is not None]
    return replace(
        first,
        question=question,
        status="answered" if any(answer.status == "answered" for answer in answers) else "no_answer",
        restated=" ".join(answer.restated or answer.question for answer in answers),
        text=" ".join(map(_told, answers)),
        verdict=verdicts.pop() if len(verdicts) == 1 else None,
        count=counts[0] if len(counts) == 1 else None,
        comparison=next((answer.comparison for answer in answers if answer.comparison), None),
        sparql=None,  # no one query gives both
        **{name: all_of(name) for name in ("answers", "paths", "evidence", "conflicts", "notices")},  # type: ignore[arg-type]
    )


def _told(answer: Answer) -> str:
    """The text of one answer among several; where nothing is known, with the question that it is of."""
    return answer.text if answer.status == "answered" else f"{answer.restated} {answer.text}"
