"""What a question may mean after another: each way to say it in full words, by what the two have in common.

A fragment ("and MK-4?") takes the place of what is most like it in the question before, or is added to it with a
preposition; a pronoun stands for what was named or answered; a question word on its own asks something else about the
same. All of it is done with the words of the question before, so that a way stands only if it is itself a question.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from pyoxigraph import NamedNode, Variable

from k2graph import mentions
from k2graph.algebra import Ask, Count, Join, Plan, Select, Statement, join, rename, walk
from k2graph.answer import Answer
from k2graph.inflection import english
from k2graph.lexicon import Word, fold, key
from k2graph.mentions import FILLER, Lattice, Mention
from k2graph.reading import Reader
from k2graph.wording import Wording

ASKING = {
    *("WHAT", "WHICH", "WHO", "WHERE", "WHEN", "WHY", "HOW", "HOWMANY", "HOWMUCH", "HOWVALUE", "BE", "DO", "HAVE"),
    *("MODAL", "LIST", "DESCRIBE", "COMPARE", "NUMBEROF", "AGREE", "DISPUTE", "SAID"),
}
NAMING = ("ENTITY", "CLASS", "EVIDENCE", "ADJ")
SORTS = ("thing", "person", "several", "thing_of", "person_of", "several_of")
POINTED = {"CLASS", "ENTITY", "RNOUN", "ANOUN", "ADJ", "REL", "WHOSE", "THING"}  # after "these", which then only points
IN_PLACE = {"PREP", "PRON", "BODY", "IT", "THING", "DET", FILLER}  # may stand beside a question word that is on its own
PLACEHOLDER = "it"  # in place of any pronoun, to read the words around it
MOST_NAMED = 100  # things in one question
MOST_BACK = 6  # questions that a pronoun may reach back over
ALIKE = 0.5  # share of their kinds from which two things are of one sort


@dataclass(frozen=True, slots=True)
class Turn:
    """A question that was understood, in full words, with its plan and its answer.

    ``same_breath``: what follows belongs to the same question, in which a pronoun stands for what was named first.
    """

    question: str
    plan: Plan
    answer: Answer
    same_breath: bool = False
    before: Turn | None = None


@dataclass(frozen=True, slots=True)
class Pronoun:
    """Characters that stand for something spoken of before, of one of `SORTS`, and of one of these kinds if any."""

    start: int
    end: int
    sort: str
    kinds: frozenset[NamedNode] = frozenset()


@dataclass(frozen=True, slots=True)
class Way:
    """One way to say a follow-up in full; the lower its rank, the nearer it is to what was said."""

    question: str
    rank: float


class FollowUp:
    """What was said after a turn.

    ``outside``: a pronoun stands for what was named before, even where something else is named in the same question.
    """

    def __init__(self, text: str, last: Turn, reader: Reader, *, outside: bool = False) -> None:
        self.reader = reader
        self.last = last
        self.outside = outside
        self._table = english()["follow_up"]
        self.opened, self.text = _opening(text)
        self.lattice = mentions.find(self.text, reader.lexicon)
        self.pronouns = self._pronouns()
        known = self.text
        for pronoun in reversed(self.pronouns):
            known = f"{known[: pronoun.start]}{PLACEHOLDER}{known[pronoun.end :]}"
        self.reading = next(mentions.find(known, reader.lexicon).readings(), ())

    @property
    def unknown(self) -> list[Word]:
        """The words that mean nothing, here or before."""
        starts = {pronoun.start for pronoun in self.pronouns}
        return [word for word in self.lattice.unknown if word.start not in starts]

    @property
    def fragment(self) -> bool:
        """Whether it asks nothing by itself."""
        return not any(m.kinds & ASKING for m in self.lattice.mentions() if m.first == 0)

    @property
    def refers(self) -> bool:
        """Whether a word of it stands for what was spoken of before."""
        return bool(self.pronouns)

    def ways(self) -> Iterator[Way]:
        """Every way to say it in full."""
        if self.said_why:
            if self._holds:
                yield Way(f"why {self.last.question}", 0)
            return
        if self.pronouns:
            yield from self._resolved(self.pronouns)
        if self.bare:
            yield from self._asked_of_the_same()
        elif self.fragment and self.reading and not self.pronouns:
            yield from self._exchanged()
            yield from self._added()

    # --- pronouns

    def _pronouns(self) -> list[Pronoun]:
        """The words that stand for what was spoken of before."""
        found = []
        for i, word in enumerate(self.lattice.words):
            sort = next((sort for sort in SORTS if word.text in self._table[sort]), None)
            covering = [m for m in self.lattice.mentions() if m.first <= i < m.last and m.last - m.first > 1]
            named = any("ENTITY" in m.kinds and m.last <= i for m in _longest(self.lattice))
            if sort is None or (named and not self.outside) or any(m.kinds != {FILLER} for m in covering):
                continue
            after = self.lattice.starting[i + 1] if i + 1 < len(self.lattice.words) else ()
            kind = (
                next((m for m in after if "CLASS" in m.kinds), None) if word.text in self._table["pointing"] else None
            )
            if kind is not None:  # "these foods"
                iris = frozenset(s.iri for s in kind.of("CLASS") if s.iri is not None)
                found.append(Pronoun(word.start, kind.end, sort, iris))
            elif word.text not in self._table["pointing"] or not any(m.kinds & POINTED for m in after):
                found.append(Pronoun(word.start, word.end, sort))
        return found

    def _resolved(self, pronouns: list[Pronoun]) -> Iterator[Way]:
        """The question with its pronouns replaced by each thing that they may stand for."""
        for i, referent in enumerate(dict.fromkeys(self._referents(pronouns[0]))):
            text = self.text
            for pronoun in reversed(pronouns):
                possessive = "'s" if pronoun.sort.endswith("_of") else ""
                text = text[: pronoun.start] + referent + possessive + text[pronoun.end :]
            yield Way(text, i / MOST_NAMED if self.last.same_breath else 0)

    def _referents(self, pronoun: Pronoun) -> Iterator[str]:
        """What a pronoun may stand for, in the last question that had such a thing."""
        turn: Turn | None = self.last
        for _ in range(MOST_BACK):
            found = list(self._named_by(pronoun, turn)) if turn is not None else []
            if found or turn is None:
                yield from found
                return
            turn = turn.before

    def _named_by(self, pronoun: Pronoun, turn: Turn) -> Iterator[str]:
        plan, answers, sort = turn.plan, turn.answer.answers, pronoun.sort.removesuffix("_of")
        several = sort == "several"
        if several and isinstance(plan, Select | Count) and len(answers) != 1:
            yield Wording(self.reader.restater.label, plan.pattern, plan.variable).np(plan.variable, many=True)
            return
        named = [NamedNode(item.iri) for item in answers if item.iri] if len(answers) == 1 else []
        meant = set(walk(plan))
        spoken = [s.iri for m in self._before(turn) for s in m.of("ENTITY") if s.iri in meant and s.iri is not None]
        named = spoken + named if turn.same_breath else named + spoken
        person = frozenset(self.reader.planner.asked["who"])
        for thing in named:
            kinds = self._kinds(thing)
            if (several or bool(kinds & person) == (sort == "person")) and (not pronoun.kinds or pronoun.kinds & kinds):
                yield self.reader.restater.label(thing)

    def _before(self, turn: Turn | None = None) -> tuple[Mention, ...]:
        """The reading of the question before."""
        return next(mentions.find((turn or self.last).question, self.reader.lexicon).readings(), ())

    def _kinds(self, term: NamedNode) -> frozenset[NamedNode]:
        return frozenset(self.reader.planner.ontology.schema.ancestors[term] | {term})

    # --- a question word on its own

    @property
    def bare(self) -> bool:
        """Whether it is nothing but a question word: "how much of it?"."""
        kinds = [m.kinds for m in self.reading]
        return bool(kinds) and bool(kinds[0] & ASKING) and all(k & IN_PLACE for k in kinds[1:])

    @property
    def why(self) -> bool:
        """Whether it asks for nothing but the reason."""
        return self.said_why or (self.bare and "WHY" in self.reading[0].kinds)

    @property
    def said_why(self) -> bool:
        """Whether it asks why in words of its own: "why is that?"."""
        return key(self.text.rstrip(" ?!.")) in map(key, self._table["why"])

    def _asked_of_the_same(self) -> Iterator[Way]:
        """Something else asked about the same: how much, how many, which, where."""
        plan, kinds = self.last.plan, self.reading[0].kinds
        restate = self.reader.restater.restate
        if "HOWMUCH" in kinds and (sized := self._sized(plan)) is not None:
            yield Way(restate(sized), 0)
        if "HOWMANY" in kinds and isinstance(plan, Select):
            yield Way(restate(Count(plan.variable, plan.pattern)), 0)
        if kinds & {"WHICH", "LIST"} and isinstance(plan, Count | Select):
            yield Way(restate(Select(plan.variable, plan.pattern)), 0)
        if kinds & {"WHERE", "WHEN", "WHY", "HOW"} and self._holds:
            yield Way(f"{self.reading[0].text} {self.last.question}", 0)
        if kinds & {"WHERE", "WHEN"} and isinstance(plan, Select):
            yield Way(f"{self.last.question} and {self.reading[0].text}", 0)

    @property
    def _holds(self) -> bool:
        """Whether something was asked that is so: of what is not, no reason can be told."""
        return isinstance(self.last.plan, Ask) and self.last.answer.verdict != "no"

    def _sized(self, plan: Plan) -> Select | None:
        """How much of it, where the question was whether, or of what single thing."""
        if not isinstance(plan, Ask | Select):
            return None
        said = next((node for node in walk(plan) if isinstance(node, Statement)), None)
        if said is None or said.denied or said.amount is not None:
            return None
        amount = Variable("amount")
        parts = plan.pattern.parts if isinstance(plan.pattern, Join) else (plan.pattern,)
        sized = [replace(part, amount=amount) if part is said else part for part in parts]
        answers = self.last.answer.answers
        if isinstance(plan, Select):
            if len(answers) != 1 or answers[0].iri is None:
                return None
            thing = NamedNode(answers[0].iri)
            return Select(amount, rename(join(*sized), {plan.variable: thing}))
        return Select(amount, join(*sized))

    # --- a part exchanged or added

    def _exchanged(self) -> Iterator[Way]:
        """The question before with the fragment in place of each thing that it names, the most alike first."""
        before = self._before()
        leads = "PREP" in self.reading[0].kinds
        here = self._sort(self.reading)
        for i, mention in enumerate(before):
            there = self._sort((mention,))
            if not there or not here or {key(mention.text)} == {m.text for m in self.reading}:
                continue
            start, said = mention.start, self._plain
            alike = self._alike(here, there)
            if leads and i > 0 and "PREP" in before[i - 1].kinds:
                start = before[i - 1].start  # its preposition takes the place of the other one
            elif leads and alike >= ALIKE and len(self.reading) > 1:
                said = self.text[self.reading[1].start : self.reading[-1].end]  # "during X" for "do Y need"
            elif leads:
                continue
            question = self.last.question[:start] + said + self.last.question[mention.end :]
            yield Way(question, 1 - alike if alike >= ALIKE else 3 - alike)

    def _alike(self, here: frozenset[NamedNode], there: frozenset[NamedNode]) -> float:
        """The share of classes that two things have in common; of kinds, where they have no classes."""
        classes = self.reader.planner.ontology.schema.classes
        both = [sort & classes or sort for sort in (here, there)]
        return len(both[0] & both[1]) / len(both[0] | both[1])

    def _added(self) -> Iterator[Way]:
        """The question before with the fragment as one more thing that it holds for."""
        if "PREP" in self.reading[0].kinds:
            yield Way(f"{self.last.question} {self._plain}", 1)
            return
        here, schema = self._sort(self.reading), self.reader.planner.ontology.schema
        for preposition, senses in sorted(self.reader.lexicon.listed("SLOT")):
            slots = [slot for sense in senses for slot in sense.predicates]
            if here and any(schema.slots[slot] & here for slot in slots):
                yield Way(f"{self.last.question} {preposition} {self._plain}", 2)

    @property
    def _plain(self) -> str:
        """The fragment without what ends it."""
        return self.text[self.reading[0].start : self.reading[-1].end]

    def _sort(self, group: tuple[Mention, ...]) -> frozenset[NamedNode]:
        """All that the last thing named is known to be."""
        for mention in reversed(group):
            named = [s.iri for kind in NAMING for s in mention.of(kind) if s.iri is not None]
            if named:
                return self._kinds(named[0])
        return frozenset()


def _opening(text: str) -> tuple[bool, str]:
    """Whether a text begins with words that go on from before, and what comes after them."""
    words = fold(text)
    for phrase in sorted(english()["follow_up"]["opening"], key=len, reverse=True):
        length = phrase.count(" ") + 1
        if len(words) > length and " ".join(word.text for word in words[:length]) == phrase:
            return True, text[words[length].start :]
    return False, text


def _longest(lattice: Lattice) -> list[Mention]:
    """The mentions that no longer one holds."""
    spans = {(m.first, m.last) for m in lattice.mentions()}
    return [
        m
        for m in lattice.mentions()
        if not any(a <= m.first and m.last <= b and (a, b) != (m.first, m.last) for a, b in spans)
    ]
