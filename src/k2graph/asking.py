"""Patterns as whole questions: whether, which, how many, how much."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pyoxigraph import NamedNode, Variable

from k2graph.algebra import (
    About,
    Compared,
    Equal,
    Evidenced,
    Exceeds,
    Extreme,
    Join,
    Kind,
    Node,
    Pattern,
    Qualifier,
    Said,
    Statement,
    Tally,
    Union,
    Within,
)
from k2graph.degrees import DEGREES, Degrees, against_other
from k2graph.phrases import LEARNT
from k2graph.wording import ADVERBS, NOUNS, UNNAMED, UNSAID, VERBS
from k2graph.words import (
    any_of,
    article,
    be,
    do,
    is_plural,
    measure,
    number,
    plainly,
    plural_of,
    preposition,
    same_word,
    shared_name,
    third,
)

COUNTED = {"COUNTNOUN": "how many"}  # a noun for a number of them is asked as one is counted
ANYTHING = "anything"
PER_PERIODS = {"d": "per day"}
DOSE = "at"
REACHING = {">": "exceed", "<": "stay below", "=": "go up to"}  # of a value: to be so large
ALIKE = {">": "=", "<": "="}  # where the verb says what the operator does
SAYING = "according to"  # who it is that says something


class Asking(Degrees):
    """Questions, and claims as they stand after "that"."""

    def ask(self) -> str:
        """A yes-or-no question."""
        if any(isinstance(part, Exceeds) and not part.plain for part in self.parts):
            return self._ask_more()
        ranked = self.ask_ranked()
        if ranked:
            return ranked
        plain = [s for s in self.statements() if (s.said or UNSAID).kind not in DEGREES]
        main = next(iter(plain or self.statements()), None)
        if main is None or (self._is_only_of_a_kind(self.ends(main)[0]) and not main.denied and not self.taken):
            return self._ask_kind()
        self.said.append(main)
        said = main.said or UNSAID
        if said.portion:
            return self._portion_asked(main)
        subject, argument = self.ends(main)
        beside = self._beside(main)
        if not self._known(subject) and said.kind in NOUNS and not main.denied:
            return f"is there {self._complement(main, argument, many=False)}{beside}"
        who = self._share(main) + self._joined(main, subject, argument)
        who = (ANYTHING if who == UNNAMED else who) + self._but(subject)
        negative = "not " if main.negated else ""
        if said.kind in VERBS and said.lemma.startswith("be "):
            return f"{be(who)} {who} {negative}{self.verb_phrase(main, argument, said.lemma[3:])}{beside}"
        if said.kind in VERBS:
            return f"{do(who)} {who} {negative}{self.verb_phrase(main, argument, said.lemma)}{beside}"
        return f"{be(who)} {who} {negative}{self._complement(main, argument, many=is_plural(who))}{beside}"

    def _but(self, node: Node) -> str:
        """The names of what is taken from what a phrase stands for."""
        taken = [part for part in self.taken if isinstance(part, Equal) and part.term == node]
        self.said += taken
        return "".join(f" except {any_of(map(self.label, part.terms))}" for part in taken)

    def _joined(self, main: Statement, subject: Node, argument: Node) -> str:
        """The subjects of which the same is said, where the question joined them by "and"."""
        said = [
            other
            for other in self.statements()
            if other.said is not None
            and main.said is not None
            and same_word(other.said, main.said)
            and self.whole(self.ends(other)[1]) == self.whole(argument)
        ]
        self.said += said
        names = [self.np(subject), *(self.np(self.ends(other)[0]) for other in said)]
        for other in said:
            self.said += [p for p in self.parts if isinstance(p, Within) and p.term == self.ends(other)[1]]
        return " and ".join(names)

    def whole(self, node: Node, beside: Sequence[Pattern] = ()) -> Node:
        """What a variable stands for a case of, as these parts or those beside them say; a name stands for itself."""
        return next((p.whole for p in (*beside, *self.parts) if isinstance(p, Within) and p.term == node), node)

    def _beside(self, main: Statement) -> str:
        """The other arguments of the same word, where the question joined them by "and"."""
        out = ""
        for other in self.statements():
            if (
                other.said is not None
                and main.said is not None
                and same_word(other.said, main.said)
                and self.ends(other)[0] == self.ends(main)[0]
            ):
                self.said.append(other)
                out += f" and {self.np(self.ends(other)[1])}"
        return out

    def _is_only_of_a_kind(self, node: Node) -> bool:
        """Whether something is told by no more than its class."""
        told = [p for p in self.parts if isinstance(p, Kind | Within) and p.term == node]
        return (
            isinstance(node, Variable) and bool(told) and all(isinstance(p, Kind) and len(p.kinds) == 1 for p in told)
        )

    def _ask_kind(self) -> str:
        kind = next((p for p in self.parts if isinstance(p, Kind)), None)
        if kind is None:
            return "is this so"
        if self._is_only_of_a_kind(kind.term) or len(kind.kinds) > 1:
            return f"are there {self.np(kind.term, many=True)}"
        alike = [p for p in self.parts if isinstance(p, Kind) and p.kinds == kind.kinds]
        who = " and ".join(self.np(p.term, without=p) for p in alike)
        label = plainly(self.label(kind.kinds[0]))
        return f"{be(who)} {who} {plural_of(label) if len(alike) > 1 else article(label)}"

    def _ask_more(self) -> str:
        """Whether one thing has more of something than another."""
        more = next(part for part in self.parts if isinstance(part, Exceeds))
        larger, smaller = (
            next(s for s in self.statements() if amount in (s.amount, s.object))
            for amount in (more.larger, more.smaller)
        )
        is_less = (smaller.said or UNSAID).kind == "RADJ_LESS"
        here, there = (smaller, larger) if is_less else (larger, smaller)
        self.said += [here, there]
        (who, thing), (holder, content) = self._compared(here), self._compared(there)
        said = here.said or UNSAID
        if said.kind == "RPREP":
            return f"is there more {who} {said.prep} {thing} than {said.prep} {content}"
        other = content if holder == who else holder  # "more X than Y has", or "more X than it has Y"
        compared = against_other(more, thing, other, said.kind, is_more=not is_less)
        if said.kind in VERBS:
            return f"{do(who)} {who} {said.lemma} {preposition(here)} {compared}"
        return f"{be(who)} {who} {said.lemma} {preposition(here)} {compared}"

    def _compared(self, s: Statement) -> tuple[str, str]:
        """Who, or what, has or takes so much of something, and of what."""
        taker = next((q for q in s.qualifiers if not q.prep), None) if (s.said or UNSAID).portion else None
        subject, thing = self.ends(s) if taker is None else (taker.value, s.subject)
        return self.np(subject), self.np(thing)

    def claim(self, without: Qualifier | None = None) -> str:
        """A statement, as it stands after "that"; ``without`` what has been said before that."""
        main = next(iter(self.statements()), None)
        if main is None:
            return self._ask_kind()
        self.said.append(main)
        main = replace(main, qualifiers=tuple(q for q in main.qualifiers if q is not without))
        subject, argument = self.ends(main)
        who = self.np(subject)
        return f"{who} {self.vp(main, argument, many=is_plural(who))}"

    def wh(self, word: str) -> str:
        """A question for the variable asked for."""
        asked = self.asked
        assert asked is not None
        evidenced = next((part for part in self.parts if isinstance(part, Evidenced)), None)
        if evidenced is not None:
            return self._speaking(evidenced)
        main = self._main(asked)
        if main is None:
            return self._ranked_or_lacking(asked, word) or self._listed(word)
        self.said.append(main)
        said = main.said or UNSAID
        subject, argument = self.ends(main)
        self.topics = (*self.topics, asked)
        if said.portion:
            words = self._portion(main)
        elif said.kind in NOUNS and asked == subject and (size := self._value_compared(asked)):
            words = f"which {self._complement(main, argument, many=True)} {size}"
        elif asked == main.amount or (said.kind == "ANOUN" and asked == main.amount):
            words = self._how_much(main, subject, argument)
        elif asked == argument and said.kind in NOUNS:
            words = self._having_asked(main, subject, self._head(asked, word))
        elif asked == argument:
            words = self._asked_argument(main, said, word, subject)
        elif asked == subject and said.kind in NOUNS and "how many" in (word, COUNTED.get(said.kind)):
            words = f"how many {self._complement(main, argument, many=True)} are there"
        elif asked == subject:
            head = said.how or self._head(asked, word)
            words = f"{head} {self.vp(main, argument, many=head not in {'what', 'who'})}"
        else:
            words = self._asked_qualifier(main, subject, argument)
        return words + self._acted_on(asked) + self._rest(asked, main) + self._choice(asked) + self._also(main)

    def _value_compared(self, asked: Variable) -> str:
        """How large the value is that is asked for, where the question says so."""
        size = next((p for p in self.parts if isinstance(p, Compared) and p.term == asked and not p.plain), None)
        if size is None:
            return ""
        self.said.append(size)
        plain = replace(size, operator=ALIKE.get(size.operator, size.operator))
        return f"{REACHING.get(size.operator, 'are')} {measure(plain)}"

    def _having_asked(self, main: Statement, subject: Node, head: str) -> str:
        said = main.said or UNSAID
        if isinstance(self.whole(subject), NamedNode) and not (said.turned or said.level):
            return f"{head} is {self.np(subject)} {article(said.lemma)} {said.prep}"
        return f"{head} {self._having(main, many=head not in {'what', 'who'})}"

    def _speaking(self, evidenced: Evidenced) -> str:
        """A question for the claims that speak of several things, or are somebody's."""
        topics = _listing([*map(self.label, evidenced.topics), *evidenced.said])
        if evidenced.by is not None:
            who = self.np(evidenced.by.value)
            return f"what {do(who.partition(' of ')[0])} {who} say{topics and f' about {topics}'}"
        if evidenced.kind is None:
            return f"what do the sources say about {topics}"
        kind = self.label(evidenced.kind)  # where it shares its name with a class, the word still asks for it
        return f"which {plural_of(getattr(kind, 'shared', kind))} looked at {topics}"

    def _ranked_or_lacking(self, asked: Variable, word: str) -> str:
        """A question for what is only said to be the most of its kind, to have so many, or to lack something."""
        if any(isinstance(p, Extreme) and p.term == asked for p in self.parts):
            kind = next((p for p in self.parts if isinstance(p, Kind) and p.term == asked), None)
            self.said += [kind] if kind else []
            head = f"which {self.label(kind.kinds[0])}" if kind else "what"
            return f"{head} is {self.np(asked)}" if word == "which" else ""
        tally = next((p for p in self.parts if isinstance(p, Tally) and p.term == asked), None)
        head = "" if tally is None else self._head(asked, word)
        if tally is not None:
            self.said.append(tally)
            counting = self._counting(tally, asked, number(tally), many=head not in {"what", "who"})
            return f"{head} {counting}{self._rest(asked, None)}"
        if len(self.taken) != 1 or not any(isinstance(p, Kind) and p.term == asked for p in self.parts):
            return ""
        lacking = self.lacking(self.taken[0], asked, many=True)
        if not lacking:
            return ""
        self.said.append(self.taken[0])
        return (
            f"{self._head(asked, word)} {lacking}"
            if not lacking.startswith("no ")
            else f"list {self.np(asked, many=True)} that {lacking}"
        )

    def _main(self, asked: Variable) -> Statement | None:
        statements = [s for s in self.statements() if (s.said or UNSAID).kind != "UNIT"]  # a period is said beside it
        near = [
            s
            for s in statements
            if asked in (s.subject, s.object, s.amount) or any(q.value == asked for q in s.qualifiers)
        ]
        plain = [s for s in near if asked == self.ends(s)[0]]
        had = [s for s in near if asked == self.ends(s)[1] and (s.said or UNSAID).kind in NOUNS]
        plain = plain or (had if len(near) > len(had) else [])
        return next(iter(plain or near or statements), None)

    def _listed(self, word: str) -> str:
        asked = self.asked
        assert asked is not None
        either = next((p for p in self.parts if isinstance(p, Kind) and asked in p.kinds), None)
        if either is not None:
            self.said.append(either)
            who = self.np(either.term)
            return f"{be(who)} {who} {self.np(asked)}"
        kinds = [p for p in self.parts if isinstance(p, Kind) and p.term == asked]
        if kinds and self.taken and isinstance(self.taken[0], Kind) and word != "how many":
            return f"{self._head(asked, 'which')}{self._rest(asked, None).removeprefix(' but')}"
        if len(kinds) > 1 and word != "how many":
            return f"{self._head(asked, 'which')}{self._rest(asked, None).removeprefix(' and')}"
        if word == "how many":
            return f"{self._head(asked, word)} are there{self._rest(asked, None)}"
        return f"list {self.np(asked, many=True)}{self._rest(asked, None)}"

    def _head(self, asked: Variable, word: str) -> str:
        kind = next((p for p in self.parts if isinstance(p, Kind) and p.term == asked), None)
        if any(isinstance(p, Extreme) and p.term == asked and p not in self.said for p in self.parts):
            return f"{word} {self.np(asked, many=True).removeprefix('the ')}"
        if kind is None:
            return "what" if word == "which" else f"{word} things"
        self.said.append(kind)
        named = next((p for p in self.parts if isinstance(p, Equal) and p.term == asked and p not in self.said), None)
        name = ""
        if named is not None:
            self.said.append(named)
            name = f" named {any_of(map(self.label, named.terms))}"
        label = shared_name([self.label(k) for k in kind.kinds])
        if not label:
            return kind.said or "who"
        return f"{word} {plural_of(label)}{name}{self._acted_on(asked)}"

    def total(self, function: str) -> str:
        """A question for the sum or the mean of what is asked for."""
        main = next(s for s in self.statements() if s.object == self.asked)
        self.said.append(main)
        said = main.said or UNSAID
        of_all = "total" if function == "SUM" else "average"
        return f"what is the {of_all} {said.lemma} {said.prep or 'of'} {self.np(main.subject, many=True)}"

    def _acted_on(self, asked: Variable) -> str:
        """What others do to what is asked for, where the question itself is another: "that X runs through"."""
        out = ""
        for s in self.statements():
            if asked == self.ends(s)[1] and (s.said or UNSAID).kind in VERBS | {"RADJ"}:
                self.said.append(s)
                out += f" that {self._declarative(s, self.ends(s)[0])}"
        return out

    def _how_much(self, main: Statement, subject: Node, argument: Node) -> str:
        said = main.said or UNSAID
        if said.kind == "ANOUN":
            return f"what is the {said.lemma} of {self.np(argument)} in {self.np(subject)}"
        if said.how and said.kind in VERBS:
            who = self.np(subject)
            return f"{said.how} {do(who)} {who} {said.lemma} {self._rest_of(main, argument)}"
        if said.asked == "subject":
            return f"how much {self.np(subject)} {self.vp(main, argument, many=False)}"
        measured, who = self.np(argument), self.np(subject)
        if said.kind in VERBS:
            if self.embedded:
                return f"how much {measured} {who} {third(said.lemma, who)} {preposition(main)}{self._quals(main)}"
            return f"how much {measured} {do(who)} {who} {said.lemma} {preposition(main)}{self._quals(main)}"
        return f"how much {measured} {be(who)} {who} {said.lemma} {said.prep}{self._quals(main)}"

    def _asked_argument(self, main: Statement, said: Said, word: str, subject: Node) -> str:
        if said.kind == "HOWVALUE":
            who = self.np(subject)
            return f"{said.lemma} {be(who)} {who}{self._quals(main)}"
        assert self.asked is not None
        head = said.how or self._head(self.asked, word)
        who, prep = self._together(main, subject), preposition(main)
        negative = "not " if main.negated else ""
        if said.kind in VERBS:
            if self.embedded:
                return f"{head} {who} {third(said.lemma, who)} {prep}{self._quals(main)}"
            verbs = f"{negative}{said.lemma}{self._also_done(main, subject)}"
            return f"{head} {do(who)} {who} {verbs} {prep}{self._quals(main)}"
        word_ = "" if said.kind == "RPREP" else said.lemma
        return f"{head} {be(who)} {who} {negative}{word_} {prep}{self._quals(main)}"

    def _also_done(self, main: Statement, subject: Node) -> str:
        """What else the same thing does to what is asked for, or does not: "reduce but not prevent"."""
        out = ""
        for part in (*self.statements(), *self.taken):
            parts = part.parts if isinstance(part, Join) else (part,)
            other = next((p for p in parts if isinstance(p, Statement)), main)
            said, (doer, thing) = other.said or UNSAID, self.ends(other)
            alike = thing == self.asked and self.whole(doer, parts) == self.whole(subject)
            plain = preposition(other) == preposition(main) and not (other.qualifiers or other.negated)
            if other is not main and alike and plain and said.kind in VERBS:
                self.said += parts if part in self.taken else (part,)
                self.said.append(part)
                out += f" {'but not' if part in self.taken else 'and'} {said.lemma}"
        return out

    def _together(self, main: Statement, subject: Node) -> str:
        """The subjects of which the same is asked, where the question joined them by "and"."""
        names = [self.np(subject)]
        for other in self.statements():
            if (
                other.said is not None
                and main.said is not None
                and same_word(other.said, main.said)
                and self.ends(other)[1] == self.asked
            ):
                self.said.append(other)
                names.append(self.np(self.ends(other)[0]))
        return " and ".join(names)

    def _asked_qualifier(self, main: Statement, subject: Node, argument: Node) -> str:
        asked = next((q for q in main.qualifiers if q.value == self.asked), None)
        said, who = main.said or UNSAID, self._share(main) + self.np(subject)
        if asked is not None and asked.prep == SAYING and self.asked is not None:
            head = self._head(self.asked, "which")
            rest = replace(main, qualifiers=tuple(q for q in main.qualifiers if q is not asked))
            return f"{head} {third('say', head)} that {who} {self.vp(rest, argument, many=is_plural(who))}"
        if asked is not None and asked.prep == LEARNT:
            rest = replace(main, qualifiers=tuple(q for q in main.qualifiers if q is not asked))
            return f"when was it found that {who} {self.vp(rest, argument, many=is_plural(who))}"
        negative = "not " if main.negated else ""
        word = ADVERBS.get(asked.prep, f"{asked.prep} what{' dose' * (asked.prep == DOSE)}") if asked else "where"
        if said.kind in VERBS:
            return f"{word} {do(who)} {who} {negative}{said.lemma} {self._rest_of(main, argument, skip=asked)}"
        return f"{word} {be(who)} {who} {negative}{self._complement(main, argument, many=is_plural(who), skip=asked)}"

    def _portion(self, main: Statement) -> str:
        said = main.said or UNSAID
        taker = next((q for q in main.qualifiers if not q.prep), None)
        asked = next((q for q in main.qualifiers if q.value == self.asked), None)
        quals = "".join(self._qual(q) for q in main.qualifiers if q is not taker and q is not asked)
        if asked is not None:
            thing = self.np(main.subject)
            where = ADVERBS.get(asked.prep, "where")
            return f"{where} {be(thing)} {thing} {said.lemma} at {self._size(main.object)}{quals}"
        if self.asked == main.subject:
            return f"{self._head(self.asked, 'which')} is {said.lemma} at {self._size(main.object)}{quals}"
        thing = self.np(main.subject) if self._known(main.subject) else ""
        who = self.np(taker.value) if taker else "people"
        period = self._period(main.object, PER_PERIODS)
        if said.how:
            return f"{said.how} {who} {third(said.lemma, who)} {thing}{quals}"
        if said.kind == "VERB":
            return f"how much {thing} {do(who)} {who} {said.lemma}{quals} {period}"
        return f"how much {thing} is {said.lemma}{quals} {period}"

    def _portion_asked(self, main: Statement) -> str:
        said = main.said or UNSAID
        taker = next((q for q in main.qualifiers if not q.prep), None)
        thing = self.np(main.subject) if self._known(main.subject) else ""
        size, _, period = self._size(main.object).partition(" per ")
        taken = f"{size} of {thing}{period and f' per {period}'}"
        if said.kind == "VERB" and thing:
            who = self.np(taker.value) if taker else "people"
            quals = "".join(self._qual(q) for q in main.qualifiers if q is not taker)
            return f"{do(who)} {who} {said.lemma} {taken}{quals}"
        quals = "".join(self._qual(q) for q in main.qualifiers)
        if thing:
            return f"is {taken} {said.lemma}{quals}"
        thing = self.np(main.subject)
        return f"{be(thing)} {thing} {said.lemma} at {self._size(main.object)}{quals}"

    def _rest(self, asked: Variable, main: Statement | None) -> str:
        many = any(isinstance(p, Kind) and p.term == asked and len(p.kinds) == 1 for p in self.said)
        out = ""
        for part in self.parts:
            if part not in self.said and isinstance(part, Statement) and self.ends(part)[0] == asked:
                self.said.append(part)
                out += f" and {self.vp(part, self.ends(part)[1], many=many)}"
            elif (
                part not in self.said
                and isinstance(part, Statement)
                and self.ends(part)[1] == asked
                and (part.said or UNSAID).kind in NOUNS
            ):
                self.said.append(part)
                out += f" and {self._having(part, many=many)}"
            elif (
                part not in self.said
                and isinstance(part, Statement)
                and self.ends(part)[1] == asked
                and (part.said or UNSAID).kind in VERBS | {"RADJ"}
            ):
                self.said.append(part)
                out += f" that {self._declarative(part, self.ends(part)[0])}"
            elif part not in self.said and isinstance(part, Kind) and part.term == asked:
                self.said.append(part)
                label = self.label(part.kinds[0])
                out += f" and are {plural_of(label)}" if many else f" and is {article(label)}"
        for tally in [p for p in self.parts if isinstance(p, Tally) and p.term == asked and p not in self.said]:
            self.said.append(tally)
            out += f" and {self._counting(tally, asked, number(tally), many=many)}"
        excepted = [
            words
            for part in self.taken
            if part not in self.said and (words := self._negative(part, asked, main, many=many))
        ]
        return out + "".join(dict.fromkeys(excepted))

    def _negative(self, part: Pattern, asked: Variable, main: Statement | None, *, many: bool) -> str:
        match part:
            case Union(parts):
                named = [p for p in parts if isinstance(p, Within | Equal | About)]
                wholes = [p.whole if isinstance(p, Within | About) else p.terms[0] for p in named]
                return f" except {' and '.join(dict.fromkeys(self.label(whole) for whole in wholes))}"
            case Within(_, whole) | About(_, whole):
                return f" except {self.label(whole)}"
            case Equal(_, terms):
                return f" except {' and '.join(map(self.label, terms))}"
            case Kind(_, kinds):
                return f" but are not {plural_of(plainly(self.label(kinds[0])))}"
        inner = Degrees(self.label, part)
        statement = next(iter(inner.statements()), None)
        if statement is None:
            return ""
        inner.said.append(statement)
        argument = next(end for end in inner.ends(statement) if end != asked)
        if (
            main is not None
            and main.said is not None
            and statement.said is not None
            and same_word(main.said, statement.said)
        ):
            return f" but not {inner.np(argument)}"
        lacking = self.lacking(part, asked, many=many)
        if lacking and not lacking.startswith("no "):
            return f" and {lacking}"
        return f" without {inner.np(argument)}"

    def _choice(self, asked: Variable) -> str:
        """The things to choose from, where the question named them."""
        equal = next((p for p in self.parts if isinstance(p, Equal) and p.term == asked and p not in self.said), None)
        return f", {' or '.join(map(self.label, equal.terms))}" if equal else ""

    def _also(self, main: Statement) -> str:
        second = next((q for q in main.qualifiers if self.value is not None and q.value == self.value), None)
        return f" and {ADVERBS.get(second.prep, 'where')}" if second else ""


def _listing(names: list[str]) -> str:
    *most, last = names or [""]
    return f"{', '.join(most)} and {last}" if most else last
