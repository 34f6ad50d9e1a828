"""From a plan back to English: the question as understood, with full names in place of abbreviations.

What is said here can be asked as it stands, and gives the same plan. A statement is said with the relational word
that it was asked with (`Said`), everything else in words of the ontology and of plain English.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from pyoxigraph import Literal, NamedNode, Variable

from k2graph.algebra import (
    About,
    Agree,
    Ask,
    Compare,
    Compared,
    Count,
    Describe,
    Equal,
    Evidenced,
    Exceeds,
    Join,
    Kind,
    Minus,
    Node,
    OrderBy,
    Pattern,
    Plan,
    Qualifier,
    Route,
    Said,
    Select,
    Statement,
    Union,
    Within,
)
from k2graph.inflection import plural, singulars, verb_forms
from k2graph.units import show

ADVERBS = {"*where": "where", "*when": "when", "*how": "how"}
VERBS = {"VERB", "PPERF"}
NOUNS = {"RNOUN", "ANOUN"}
OPERATORS = {">": "more than ", "<": "less than ", ">=": "at least ", "<=": "at most ", "=": "", "between": ""}
PERIODS = {"d": "daily"}
PER_PERIODS = {"d": "per day"}
UNSAID = Said("RPREP", "", "")


class Restater:
    """Says plans over one ontology back in English; ``label`` names a term."""

    def __init__(self, label: Callable[[Node], str]) -> None:
        self.label = label

    def restate(self, plan: Plan) -> str:
        """The question that a plan answers."""
        words = " ".join(self._words(plan).split())
        words = re.sub(r"\ba (?=[aeiou])", "an ", words)
        return words[:1].upper() + words[1:] + ("" if words.startswith(("list ", "compare ")) else "?")

    def _words(self, plan: Plan) -> str:
        match plan:
            case Agree(inner, disputed):
                return f"do the sources {'disagree' if disputed else 'agree'} on {self._embedded(inner)}"
            case Route(pattern, why):
                return f"{'why' if why else 'how'} {Wording(self, pattern).ask()}"
            case Compare(entities):
                return f"compare {' and '.join(map(self.label, entities))}"
            case Describe(term):
                return f"what is {self.label(term)}"
            case Ask(pattern):
                return Wording(self, pattern).ask()
            case Count(variable, pattern):
                return Wording(self, pattern, variable).wh("how many")
            case Select(variable, pattern, value, order):
                return Wording(self, pattern, variable, order, value).wh("which")

    def _embedded(self, plan: Plan) -> str:
        """A plan as it stands after "agree on"."""
        match plan:
            case Ask(pattern):
                return Wording(self, pattern).claim()
            case Describe(term):
                return self.label(term)
            case Select(variable, pattern, value, order):
                return Wording(self, pattern, variable, order, value, embedded=True).wh("which")
            case _:
                return self._words(plan)


class Wording:
    """Words for one pattern, around the variable that is asked for."""

    def __init__(
        self,
        restater: Restater,
        pattern: Pattern,
        asked: Variable | None = None,
        order: OrderBy | None = None,
        value: Variable | None = None,
        *,
        embedded: bool = False,
    ) -> None:
        self.restater, self.label = restater, restater.label
        self.asked, self.order, self.value, self.embedded = asked, order, value, embedded
        self.parts: list[Pattern] = []
        self.taken: list[Pattern] = []
        self.said: list[Pattern] = []
        self._divide(pattern)

    def _divide(self, pattern: Pattern) -> None:
        match pattern:
            case Join(parts):
                for part in parts:
                    self._divide(part)
            case Minus(left, right):
                self._divide(left)
                self.taken.append(right)
            case Union(branches) if (merged := self._merged(branches)) is not None:
                self.parts += merged
            case _:
                self.parts.append(pattern)

    def _merged(self, branches: tuple[Pattern, ...]) -> list[Pattern] | None:
        """Statements that differ in one end alone, as one of "this or that"; None where they differ otherwise."""
        wordings = [Wording(self.restater, branch, self.asked) for branch in branches]
        firsts = [next(iter(wording._statements()), None) for wording in wordings]
        said = [s for s in firsts if s is not None]
        alike = {(s.predicates, s.inverses, s.qualifiers, s.denied) for s in said}
        if len(said) < len(branches) or len(alike) > 1 or any(len(w._statements()) > 1 for w in wordings):
            return None
        for side, other in (("object", "subject"), ("subject", "object")):
            names = [w.np(getattr(s, side)) for w, s in zip(wordings, said, strict=True)]
            if (
                len({getattr(s, other) for s in said}) == 1
                or len({w.np(getattr(s, other)) for w, s in zip(wordings, said, strict=True)}) == 1
            ):
                rest = [p for p in wordings[0].parts if p is not said[0] and p not in wordings[0].said]
                return [replace(said[0], **{side: Literal(" or ".join(names))}), *rest]
        return None

    def _statements(self) -> list[Statement]:
        return [part for part in self.parts if isinstance(part, Statement) and part not in self.said]

    # --- whole questions

    def ask(self) -> str:
        """A yes-or-no question."""
        if any(isinstance(part, Exceeds) for part in self.parts):
            return self._ask_more()
        main = next(iter(self._statements()), None)
        if main is None:
            return self._ask_kind()
        self.said.append(main)
        said = main.said or UNSAID
        if said.portion:
            return self._portion_asked(main)
        subject, argument = self._ends(main)
        beside = self._beside(main)
        who = self.np(subject)
        negative = "not " if main.denied else ""
        if said.kind in VERBS:
            return f"{_do(who)} {who} {negative}{said.lemma} {self._rest_of(main, argument)}{beside}"
        return f"{_be(who)} {who} {negative}{self._complement(main, argument, many=_many(who))}{beside}"

    def _beside(self, main: Statement) -> str:
        """The other arguments of the same word, where the question joined them by "and"."""
        out = ""
        for other in self._statements():
            if (
                other.said is not None
                and main.said is not None
                and _same_word(other.said, main.said)
                and self._ends(other)[0] == self._ends(main)[0]
            ):
                self.said.append(other)
                out += f" and {self.np(self._ends(other)[1])}"
        return out

    def _ask_kind(self) -> str:
        kind = next((p for p in self.parts if isinstance(p, Kind)), None)
        if kind is None:
            return "is this so"
        if isinstance(kind.term, Variable) and not any(
            isinstance(p, Within) and p.term == kind.term for p in self.parts
        ):
            return f"are there {self.np(kind.term, many=True)}"
        who = self.np(kind.term, without=kind)
        return f"{_be(who)} {who} {_article(self.label(kind.kinds[0]))}"

    def _ask_more(self) -> str:
        """Whether one thing has more of something than another."""
        more = next(part for part in self.parts if isinstance(part, Exceeds))
        here = next(s for s in self._statements() if s.amount == more.larger)
        there = next(s for s in self._statements() if s.amount == more.smaller)
        self.said += [here, there]
        subject, thing = self._ends(here)
        other, _ = self._ends(there)
        who, said = self.np(subject), here.said or UNSAID
        compared = f"more {self.np(thing)} than {self.np(other)}"
        if said.kind in VERBS:
            return f"{_do(who)} {who} {said.lemma} {compared}"
        return f"{_be(who)} {who} {said.lemma} {_prep(here)} {compared}"

    def claim(self) -> str:
        """A statement, as it stands after "that"."""
        main = next(iter(self._statements()), None)
        if main is None:
            return self._ask_kind()
        self.said.append(main)
        subject, argument = self._ends(main)
        who = self.np(subject)
        return f"{who} {self.vp(main, argument, many=_many(who))}"

    def wh(self, word: str) -> str:
        """A question for the variable asked for."""
        asked = self.asked
        assert asked is not None
        evidenced = next((part for part in self.parts if isinstance(part, Evidenced)), None)
        if evidenced is not None:
            return f"which {_plural(self.label(evidenced.kind))} looked at {' and '.join(map(self.label, evidenced.topics))}"
        main = self._main(asked)
        if main is None:
            return self._listed(word)
        self.said.append(main)
        said = main.said or UNSAID
        subject, argument = self._ends(main)
        if said.portion:
            words = self._portion(main)
        elif asked == main.amount or (said.kind == "ANOUN" and asked == main.amount):
            words = self._how_much(main, subject, argument)
        elif asked == argument and said.kind in NOUNS:
            head = self._head(asked, word)
            words = f"{head} {self._having(main, many=head not in {'what', 'who'})}"
        elif asked == argument:
            words = self._asked_argument(main, said, word, subject)
        elif asked == subject and word == "how many" and said.kind in NOUNS:
            words = f"how many {self._complement(main, argument, many=True)} are there"
        elif asked == subject:
            head = self._head(asked, word)
            words = f"{head} {self.vp(main, argument, many=head not in {'what', 'who'})}"
        else:
            words = self._asked_qualifier(main, subject, argument)
        return words + self._rest(asked, main) + self._choice(asked) + self._also(main)

    def _having(self, s: Statement, *, many: bool) -> str:
        """To have a relational noun: "has a short half-life"."""
        value, lemma = self._ends(s)[0], (s.said or UNSAID).lemma
        level = next((p for p in self.parts if isinstance(p, Equal) and p.term == value), None)
        if level is not None:
            self.said.append(level)
        degree = self._degree(value) or ("a " if level is None else _article(self.label(level.terms[0])) + " ")
        return f"{'have' if many else 'has'} {degree}{lemma}{self._quals(s)}"

    def _main(self, asked: Variable) -> Statement | None:
        statements = self._statements()
        near = [
            s
            for s in statements
            if asked in (s.subject, s.object, s.amount) or any(q.value == asked for q in s.qualifiers)
        ]
        plain = [s for s in near if asked == self._ends(s)[0]]
        return next(iter(plain or near or statements), None)

    def _listed(self, word: str) -> str:
        asked = self.asked
        assert asked is not None
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
        if kind is None:
            return "what" if word == "which" else f"{word} things"
        self.said.append(kind)
        return "who" if len(kind.kinds) > 1 else f"{word} {_plural(self.label(kind.kinds[0]))}"

    def _how_much(self, main: Statement, subject: Node, argument: Node) -> str:
        said = main.said or UNSAID
        if said.kind == "ANOUN":
            return f"what is the {said.lemma} of {self.np(argument)} in {self.np(subject)}"
        if said.asked == "subject":
            return f"how much {self.np(subject)} {self.vp(main, argument, many=False)}"
        measured, who = self.np(argument), self.np(subject)
        if said.kind in VERBS:
            if self.embedded:
                return f"how much {measured} {who} {_third(said.lemma, who)}{self._quals(main)}"
            return f"how much {measured} {_do(who)} {who} {said.lemma}{self._quals(main)}"
        return f"how much {measured} {_be(who)} {who} {said.lemma} {said.prep}{self._quals(main)}"

    def _asked_argument(self, main: Statement, said: Said, word: str, subject: Node) -> str:
        if said.kind == "HOWVALUE":
            who = self.np(subject)
            return f"{said.lemma} {_be(who)} {who}{self._quals(main)}"
        head = said.how or self._head(self.asked, word)  # type: ignore[arg-type]
        who, prep = self._together(main, subject), _prep(main)
        negative = "not " if main.denied else ""
        if said.kind in VERBS:
            if self.embedded:
                return f"{head} {who} {_third(said.lemma, who)} {prep}{self._quals(main)}"
            return f"{head} {_do(who)} {who} {negative}{said.lemma} {prep}{self._quals(main)}"
        word_ = "" if said.kind == "RPREP" else said.lemma
        return f"{head} {_be(who)} {who} {negative}{word_} {prep}{self._quals(main)}"

    def _together(self, main: Statement, subject: Node) -> str:
        """The subjects of which the same is asked, where the question joined them by "and"."""
        names = [self.np(subject)]
        for other in self._statements():
            if (
                other.said is not None
                and main.said is not None
                and _same_word(other.said, main.said)
                and self._ends(other)[1] == self.asked
            ):
                self.said.append(other)
                names.append(self.np(self._ends(other)[0]))
        return " and ".join(names)

    def _asked_qualifier(self, main: Statement, subject: Node, argument: Node) -> str:
        asked = next((q for q in main.qualifiers if q.value == self.asked), None)
        said, who = main.said or UNSAID, self.np(subject)
        negative = "not " if main.denied else ""
        word = ADVERBS.get(asked.prep, f"{asked.prep} what") if asked else "where"
        if said.kind in VERBS:
            return f"{word} {_do(who)} {who} {negative}{said.lemma} {self._rest_of(main, argument, skip=asked)}"
        return f"{word} {_be(who)} {who} {negative}{self._complement(main, argument, many=_many(who), skip=asked)}"

    # --- how much is taken

    def _portion(self, main: Statement) -> str:
        said = main.said or UNSAID
        taker = next((q for q in main.qualifiers if not q.prep), None)
        asked = next((q for q in main.qualifiers if q.value == self.asked), None)
        quals = "".join(self._qual(q) for q in main.qualifiers if q is not taker and q is not asked)
        if asked is not None:
            thing = self.np(main.subject)
            return f"{ADVERBS.get(asked.prep, 'where')} {_be(thing)} {thing} {said.lemma} at {self._size(main.object)}{quals}"
        if self.asked == main.subject:
            return f"{self._head(self.asked, 'which')} is {said.lemma} at {self._size(main.object)}{quals}"
        thing = self.np(main.subject) if self._known(main.subject) else ""
        who = self.np(taker.value) if taker else "people"
        period = self._period(main.object, PER_PERIODS)
        if said.kind == "VERB":
            return f"how much {thing} {_do(who)} {who} {said.lemma}{quals} {period}"
        return f"how much {thing} is {said.lemma}{quals} {period}"

    def _portion_asked(self, main: Statement) -> str:
        said = main.said or UNSAID
        thing = self.np(main.subject)
        quals = "".join(self._qual(q) for q in main.qualifiers)
        return f"{_be(thing)} {thing} {said.lemma} at {self._size(main.object)}{quals}"

    def _size(self, node: Node) -> str:
        degree = self._degree(node)
        return f"{degree}dose" if degree else self.np(node)

    # --- parts of a sentence

    def _ends(self, s: Statement) -> tuple[Node, Node]:
        """The grammatical subject and the argument of a statement."""
        return (s.object, s.subject) if s.said and s.said.turned else (s.subject, s.object)

    def _degree(self, *nodes: Node | None) -> str:
        if self.order is None or self.order.variable not in nodes:
            return ""
        return "the highest " if self.order.descending else "the lowest "

    def _most(self) -> str:
        return "the most" if self.order and self.order.descending else "the least"

    def _object(self, s: Statement, argument: Node) -> str:
        """The argument with its preposition and amount; nothing where it is not said."""
        said = s.said or UNSAID
        if said.kind == "ADJ":
            return ""
        amount = self._amount(s, "argument")
        if isinstance(argument, Variable) and not self._known(argument):
            ranked = self.order is not None and self.order.variable in (argument, s.amount)
            thing = self._most() if ranked else amount.removesuffix(" of ")
        else:
            degree = self._degree(s.amount) and f"{self._most()} "
            thing = f"{amount}{'' if said.kind == 'RADJ_MOST' else degree}{self.np(argument)}"
        return f"{_prep(s)} {thing}" if thing else ""

    def _amount(self, s: Statement, side: str) -> str:
        """The size that a statement was said with, before the thing that it is the size of."""
        compared = next((p for p in self.parts if isinstance(p, Compared) and p.term == s.amount), None)
        if compared is None or (s.said or UNSAID).asked != side:
            return ""
        return f"{_measure(compared)} of "

    def _known(self, node: Node) -> bool:
        return not isinstance(node, Variable) or any(_names(part, node) for part in self.parts if part not in self.said)

    def _quals(self, s: Statement, skip: Qualifier | None = None) -> str:
        size = self._amount(s, "subject").removesuffix(" of ")
        beside = f" by {size}" if size and s.amount != self.asked else ""
        return beside + "".join(self._qual(q) for q in s.qualifiers if q is not skip)

    def _qual(self, q: Qualifier) -> str:
        return "" if q.prep in ADVERBS or q.value == self.value else f" {q.prep or 'for'} {self.np(q.value)}"

    def _rest_of(self, s: Statement, argument: Node, skip: Qualifier | None = None) -> str:
        return f"{self._object(s, argument)}{self._quals(s, skip)}"

    def _complement(self, s: Statement, argument: Node, *, many: bool, skip: Qualifier | None = None) -> str:
        """What stands after "is" or "are"."""
        said = s.said or UNSAID
        if said.portion:
            return f"{said.lemma} at {self._size(s.object)}{self._quals(s, skip)}"
        if said.kind in NOUNS:
            degree = self._degree(self._ends(s)[0])
            lemma = self._period(self._ends(s)[0], PERIODS) + said.lemma
            noun = plural(lemma) if many else f"{degree or 'a '}{lemma}"
            return f"{noun} {self._rest_of(s, argument, skip)}"
        word = "" if said.kind == "RPREP" else said.lemma
        return f"{word} {self._rest_of(s, argument, skip)}"

    def _period(self, node: Node, words: dict[str, str]) -> str:
        """The period before a value: "daily"."""
        unit = next((s for s in self._statements() if s.said and s.said.kind == "UNIT" and s.subject == node), None)
        if unit is None or unit.said is None:
            return ""
        self.said.append(unit)
        return f"{words.get(unit.said.lemma, unit.said.lemma)} "

    def vp(self, s: Statement, argument: Node, *, many: bool) -> str:
        """A statement as a verb phrase of its grammatical subject."""
        said = s.said or UNSAID
        if said.kind in VERBS:
            if s.denied:
                return f"{'do' if many else 'does'} not {said.lemma} {self._rest_of(s, argument)}"
            return f"{said.lemma if many else verb_forms(said.lemma).third} {self._rest_of(s, argument)}"
        return f"{'are' if many else 'is'} {'not ' if s.denied else ''}{self._complement(s, argument, many=many)}"

    def np(self, node: Node, *, many: bool = False, without: Pattern | None = None) -> str:
        """A node as a noun phrase, with everything that the pattern says of it."""
        if isinstance(node, NamedNode):
            return self.label(node)
        if isinstance(node, Literal):
            return node.value
        for part in self.parts:
            if (
                part in self.said
                or part is without
                or not isinstance(part, Within | Equal | Compared | Kind)
                or part.term != node
            ):
                continue
            self.said.append(part)
            match part:
                case Within(_, whole):
                    return self._modified(self.label(whole), node)
                case Equal(_, terms):
                    return " or ".join(self.label(term) for term in terms)
                case Compared():
                    return _measure(part)
                case Kind(_, kinds):
                    label = self.label(kinds[0])
                    return self._modified(_plural(label) if many else f"the {label}", node)
        return self._relational(node, many=many)

    def _relational(self, node: Variable, *, many: bool) -> str:
        """A variable that only a relation says what it is: "the half-life of MK-4"."""
        for s in self._statements():
            subject, argument = self._ends(s)
            if s.said is not None and s.said.kind in NOUNS and subject == node:
                self.said.append(s)
                degree = self._degree(node) or "the "
                noun = plural(s.said.lemma) if many else s.said.lemma
                return f"{degree}{noun} {self._rest_of(s, argument)}"
            if (
                s.said is not None
                and s.said.kind in NOUNS
                and self.order
                and node == argument
                and self.order.variable == node
            ):
                self.said.append(s)
                return f"{self._degree(node)}{s.said.lemma}"
        return self._modified("things" if many else "the thing", node)

    def _modified(self, words: str, node: Variable) -> str:
        for s in self._statements():
            if s in self.said or node not in self._ends(s):
                continue
            self.said.append(s)
            subject, argument = self._ends(s)
            if argument == node and (s.said or UNSAID).kind in NOUNS:
                words += f" that {self._having(s, many=_many(words))}"
            elif subject == node:
                words += f" that {self.vp(s, argument, many=_many(words))}"
            else:
                words += f" that {self._declarative(s, subject)}"
        return words

    def _declarative(self, s: Statement, subject: Node) -> str:
        said, who = s.said or UNSAID, self.np(subject)
        if said.kind in VERBS:
            return f"{who} {_third(said.lemma, who)} {_prep(s)}{self._quals(s)}"
        return f"{who} {_be(who)} {said.lemma} {said.prep}{self._quals(s)}"

    # --- what else is said of the thing asked for

    def _rest(self, asked: Variable, main: Statement | None) -> str:
        many = any(isinstance(p, Kind) and p.term == asked and len(p.kinds) == 1 for p in self.said)
        out = ""
        for part in self.parts:
            if part not in self.said and isinstance(part, Statement) and self._ends(part)[0] == asked:
                self.said.append(part)
                out += f" and {self.vp(part, self._ends(part)[1], many=many)}"
            elif (
                part not in self.said
                and isinstance(part, Statement)
                and self._ends(part)[1] == asked
                and (part.said or UNSAID).kind in NOUNS
            ):
                self.said.append(part)
                out += f" and {self._having(part, many=many)}"
            elif part not in self.said and isinstance(part, Kind) and part.term == asked:
                self.said.append(part)
                label = self.label(part.kinds[0])
                out += f" and are {_plural(label)}" if many else f" and is {_article(label)}"
        excepted = [words for part in self.taken if (words := self._negative(part, asked, main))]
        return out + "".join(dict.fromkeys(excepted))

    def _negative(self, part: Pattern, asked: Variable, main: Statement | None) -> str:
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
                return f" but are not {_plural(self.label(kinds[0]))}"
        inner = Wording(self.restater, part)
        statement = next(iter(inner._statements()), None)
        if statement is None:
            return ""
        inner.said.append(statement)
        argument = next(end for end in inner._ends(statement) if end != asked)
        if (
            main is not None
            and main.said is not None
            and statement.said is not None
            and _same_word(main.said, statement.said)
        ):
            return f" but not {inner.np(argument)}"
        return f" without {inner.np(argument)}"

    def _choice(self, asked: Variable) -> str:
        """The things to choose from, where the question named them."""
        equal = next((p for p in self.parts if isinstance(p, Equal) and p.term == asked and p not in self.said), None)
        return f", {' or '.join(map(self.label, equal.terms))}" if equal else ""

    def _also(self, main: Statement) -> str:
        second = next((q for q in main.qualifiers if self.value is not None and q.value == self.value), None)
        return f" and {ADVERBS.get(second.prep, 'where')}" if second else ""


def _same_word(one: Said, other: Said) -> bool:
    return (one.kind, one.lemma, one.prep) == (other.kind, other.lemma, other.prep)


def _names(part: Pattern, node: Variable) -> bool:
    match part:
        case Statement(subject, _, thing):
            return node in (subject, thing)
        case Kind(term) | Within(term) | Equal(term) | Compared(term):
            return term == node
        case _:
            return False


def _measure(compared: Compared) -> str:
    q = compared.quantity
    if compared.operator == "between":
        low, high = (show(replace(q, low=n, high=n, per_unit=None)) for n in (q.low, q.high))
        per = show(q).partition(" per ")[2]
        return f"between {low.split(' ')[0].rstrip('%')} and {high}" + (f" per {per}" if per else "")
    return OPERATORS[compared.operator] + show(q)


def _prep(s: Statement) -> str:
    """The preposition before the argument of a statement."""
    if s.said is None:
        return ""
    return s.said.lemma if s.said.kind == "RPREP" else s.said.prep


def _many(words: str) -> bool:
    head = words.split(" that ", maxsplit=1)[0]
    return bool(singulars(head)) or " and " in head


def _do(words: str) -> str:
    return "do" if _many(words) else "does"


def _be(words: str) -> str:
    return "are" if _many(words) else "is"


def _third(lemma: str, who: str) -> str:
    return lemma if _many(who) else verb_forms(lemma).third


def _plural(label: str) -> str:
    return label if singulars(label) else plural(label)


def _article(label: str) -> str:
    if singulars(label):
        return label
    return f"{'an' if label[:1].lower() in 'aeiou' else 'a'} {label}"
