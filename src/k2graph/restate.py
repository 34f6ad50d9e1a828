"""From a plan back to English: the question as understood, with full names in place of abbreviations.

What is said here can be asked as it stands, and gives the same plan.
"""

from __future__ import annotations

from collections.abc import Callable

from pyoxigraph import Literal, NamedNode, Variable

from k2graph.algebra import (
    Agree,
    Ask,
    Compare,
    Compared,
    Count,
    Describe,
    Equal,
    Join,
    Kind,
    Minus,
    Node,
    Pattern,
    Plan,
    Qualifier,
    Route,
    Select,
    Statement,
    Within,
    walk,
)
from k2graph.inflection import plural, singulars, verb_forms
from k2graph.units import show

ADVERBS = {"*where": "where", "*when": "when"}
NOUNS = {"RNOUN", "ANOUN"}


class Restater:
    """Says plans over one ontology back in English; ``label`` names a term."""

    def __init__(self, label: Callable[[Node], str]) -> None:
        self.label = label

    def restate(self, plan: Plan) -> str:
        """The question that a plan answers."""
        match plan:
            case Agree(inner):
                words = f"do the sources agree on {self._embedded(inner)}"
            case Route(pattern, why):
                words = f"{'why' if why else 'how'} {_Clause(self, pattern, None).ask()}"
            case Compare(entities):
                words = f"compare {' and '.join(map(self.label, entities))}"
            case Describe(term):
                words = f"what is {self.label(term)}"
            case Ask(pattern):
                words = _Clause(self, pattern, None).ask()
            case Count(variable, pattern):
                words = _Clause(self, pattern, variable).wh("how many")
            case Select(variable, pattern, _, order):
                clause = _Clause(self, pattern, variable)
                if order is not None:
                    clause.ranked = (order.variable, "most" if order.descending else "least")
                words = clause.wh("which")
        return words[:1].upper() + words[1:] + "?"


    def _embedded(self, plan: Plan) -> str:
        """A plan as the object of a verb."""
        match plan:
            case Ask(pattern):
                return _Clause(self, pattern, None).claim()
            case Describe(term):
                return self.label(term)
            case _:
                said = self.restate(plan).rstrip("?")
                return said[:1].lower() + said[1:]


class _Clause:
    """The parts of one pattern, said around the variable that is asked for."""

    def __init__(self, restater: Restater, pattern: Pattern, asked: Variable | None) -> None:
        self.label = restater.label
        self.restater = restater
        self.asked = asked
        self.parts = list(pattern.parts) if isinstance(pattern, Join) else [pattern]
        self.taken: list[Pattern] = []
        while any(isinstance(part, Minus) for part in self.parts):
            for part in [p for p in self.parts if isinstance(p, Minus)]:
                self.parts.remove(part)
                self.parts += list(part.left.parts) if isinstance(part.left, Join) else [part.left]
                self.taken.append(part.right)
        self.ranked: tuple[Variable, str] | None = None
        self.said: list[Pattern] = []

    # --- questions

    def ask(self) -> str:
        """A yes-or-no question."""
        main = next((p for p in self.parts if isinstance(p, Statement)), None)
        if main is None:
            return self._ask_kind()
        self.said.append(main)
        subject, argument = self._ends(main)
        said = main.said
        who = self.np(subject)
        negative = "not " if main.denied else ""
        match said.kind if said else "RPREP":
            case "VERB" | "PPERF":
                verb = said.lemma  # type: ignore[union-attr]
                return f"{_do(who)} {who} {negative}{verb} {self._object(main, argument)}{self._quals(main)}"
            case "RNOUN" | "ANOUN":
                noun = plural(said.lemma) if _many(who) else f"a {said.lemma}"  # type: ignore[union-attr]
                return f"{_be(who)} {who} {negative}{noun} {self._object(main, argument)}{self._quals(main)}"
            case _:
                word = said.lemma if said and said.kind != "RPREP" else ""
                return f"{_be(who)} {who} {negative}{word} {self._object(main, argument)}{self._quals(main)}"

    def claim(self) -> str:
        """A statement, as it stands after "that"."""
        main = next((p for p in self.parts if isinstance(p, Statement)), None)
        if main is None:
            return self._ask_kind()
        self.said.append(main)
        subject, argument = self._ends(main)
        who = self.np(subject)
        return f"{who} {self.vp(main, argument, many=_many(who))}"

    def _ask_kind(self) -> str:
        kind = next((p for p in self.parts if isinstance(p, Kind) and not isinstance(p.term, Variable)), None)
        if kind is None:
            variable = next((p.term for p in self.parts if isinstance(p, Kind)), None)
            if variable is not None:
                return f"are there {self.np(variable)}"
            return "is this so"
        who = self.label(kind.term)
        return f"{_be(who)} {who} {_article(self.label(kind.kinds[0]))}"

    def wh(self, word: str) -> str:
        """A question for the variable asked for."""
        asked = self.asked
        assert asked is not None
        main = self._main(asked)
        if main is None:
            return self._listed(word)
        self.said.append(main)
        head = self._head(asked, word)
        subject, argument = self._ends(main)
        if main.amount == asked or (main.said and main.said.kind == "ANOUN"):
            return self._how_much(main, subject, argument) + self._rest(asked, None)
        if argument == asked:
            return self._asked_object(main, head, subject) + self._rest(asked, None)
        if subject == asked:
            return f"{head} {self.vp(main, argument, many=head != 'what')}" + self._rest(asked, head)
        return self._asked_qualifier(main, subject, argument)

    def _main(self, asked: Variable) -> Statement | None:
        statements = [p for p in self.parts if isinstance(p, Statement)]
        near = [s for s in statements if asked in (s.subject, s.object, s.amount) or any(q.value == asked for q in s.qualifiers)]
        return (near or statements or [None])[0]  # type: ignore[list-item]

    def _listed(self, word: str) -> str:
        if self.asked is not None and (terms := self._equal(self.asked)):
            return f"what is {terms}"
        if word == "how many":
            return f"{self._head(self.asked, word)} are there" + self._rest(self.asked, "")
        return f"list {self.np(self.asked, many=True)}"  # type: ignore[arg-type]

    def _head(self, asked: Variable | None, word: str) -> str:
        kind = next((p for p in self.parts if isinstance(p, Kind) and p.term == asked), None)
        if kind is None:
            return "what" if word == "which" else f"{word} things"
        self.said.append(kind)
        if len(kind.kinds) > 1:
            return "who"
        return f"{word} {_plural(self.label(kind.kinds[0]))}"

    def _how_much(self, main: Statement, subject: Node, argument: Node) -> str:
        said = main.said
        if said is None or said.kind == "ANOUN":
            return f"what is the {said.lemma if said else 'amount'} of {self.np(argument)} in {self.np(subject)}"
        measured, other = (subject, argument) if said.asked == "subject" else (argument, subject)
        who = self.np(other)
        if measured == subject:
            return f"how much {self.np(subject)} {self.vp(main, argument, many=False)}"
        if said.kind in {"VERB", "PPERF"}:
            return f"how much {self.np(measured)} {_do(who)} {who} {said.lemma}{self._quals(main)}"
        return f"how much {self.np(measured)} {_be(who)} {who} {said.lemma} {said.prep}{self._quals(main)}"

    def _asked_object(self, main: Statement, head: str, subject: Node) -> str:
        said = main.said
        who = self.np(subject)
        if said is None or said.kind in NOUNS or said.kind == "RPREP":
            return f"{head} {_be(who)} {who} {said.lemma if said else ''} {said.prep if said else ''}".rstrip()
        negative = "not " if main.denied else ""
        prep = f" {said.prep}" if said.prep else ""
        if said.kind in {"VERB", "PPERF"}:
            return f"{head} {_do(who)} {who} {negative}{said.lemma}{prep}{self._quals(main)}"
        return f"{head} {_be(who)} {who} {negative}{said.lemma}{prep}{self._quals(main)}"

    def _asked_qualifier(self, main: Statement, subject: Node, argument: Node) -> str:
        asked = next((q for q in main.qualifiers if q.value == self.asked), None)
        said = main.said
        who = self.np(subject)
        word = ADVERBS.get(asked.prep, f"{asked.prep} what") if asked else "where"
        rest = self._quals(main, skip=asked)
        if said is not None and said.kind in {"VERB", "PPERF"}:
            return f"{word} {_do(who)} {who} {said.lemma} {self._object(main, argument)}{rest}".replace("  ", " ")
        return f"{word} {_be(who)} {who} {said.lemma if said else ''} {self._object(main, argument)}{rest}".replace("  ", " ")

    # --- parts

    def _ends(self, s: Statement) -> tuple[Node, Node]:
        """The grammatical subject and the argument of a statement."""
        turned = s.said.turned if s.said else False
        return (s.object, s.subject) if turned else (s.subject, s.object)

    def _object(self, s: Statement, argument: Node) -> str:
        """The argument with its preposition; nothing where it is not said."""
        prep = _prep(s)
        if isinstance(argument, Variable) and not self._known(argument):
            return ""
        degree = ""
        if self.ranked and (self.ranked[0] in (s.amount, argument)):
            degree = f"the {self.ranked[1]} "
        return f"{prep} {degree}{self.np(argument)}".strip()

    def _known(self, v: Variable) -> bool:
        return any(v in set(walk(part)) for part in self.parts if part not in self.said)

    def _quals(self, s: Statement, skip: Qualifier | None = None) -> str:
        return "".join(f" {q.prep} {self.np(q.value)}" for q in s.qualifiers if q is not skip and q.prep not in ADVERBS)

    def vp(self, s: Statement, argument: Node, *, many: bool) -> str:
        """A statement as a verb phrase of its grammatical subject."""
        said = s.said
        lemma, kind = (said.lemma, said.kind) if said else ("", "RPREP")
        be = "are" if many else "is"
        thing = self._object(s, argument)
        if kind in {"VERB", "PPERF"}:
            if s.denied:
                words = f"{'do' if many else 'does'} not {lemma} {thing}"
            else:
                words = f"{lemma if many else verb_forms(lemma).third} {thing}"
        elif kind in NOUNS:
            noun = plural(lemma) if many else f"a {lemma}"
            words = f"{be} {noun} {thing}"
        elif kind == "RPREP":
            words = f"{be} {thing}"
        else:
            words = f"{be} {'not ' if s.denied else ''}{lemma} {thing}"
        return " ".join(f"{words}{self._quals(s)}".split())

    def np(self, node: Node, *, many: bool = False) -> str:
        """A node as a noun phrase, with everything that the pattern says of it."""
        if isinstance(node, NamedNode):
            return self.label(node)
        if isinstance(node, Literal):
            return node.value
        whole = next((p for p in self.parts if isinstance(p, Within) and p.term == node), None)
        if whole is not None and whole not in self.said:
            self.said.append(whole)
            return self._modified(self.label(whole.whole), node)
        if equal := self._equal(node):
            return equal
        compared = next((p for p in self.parts if isinstance(p, Compared) and p.term == node), None)
        if compared is not None:
            return show(compared.quantity)
        kind = next((p for p in self.parts if isinstance(p, Kind) and p.term == node and p not in self.said), None)
        if kind is not None:
            self.said.append(kind)
            label = self.label(kind.kinds[0])
            return self._modified(_plural(label) if many else f"the {label}", node)
        return self._relational(node, many=many)

    def _equal(self, node: Node) -> str:
        equal = next((p for p in self.parts if isinstance(p, Equal) and p.term == node), None)
        return " or ".join(self.label(term) for term in equal.terms) if equal else ""

    def _relational(self, node: Variable, *, many: bool) -> str:
        """A variable that nothing but a relation says what it is: "the half-life of MK-4"."""
        for s in self.parts:
            if isinstance(s, Statement) and s not in self.said and node in (s.subject, s.object):
                subject, argument = self._ends(s)
                if s.said is not None and s.said.kind in NOUNS and subject == node:
                    self.said.append(s)
                    noun = plural(s.said.lemma) if many else s.said.lemma
                    return " ".join(f"the {noun} {self._object(s, argument)}{self._quals(s)}".split())
        return self._modified("things" if many else "the thing", node)

    def _modified(self, words: str, node: Variable) -> str:
        for s in self.parts:
            if not isinstance(s, Statement) or s in self.said or node not in (s.subject, s.object):
                continue
            subject, argument = self._ends(s)
            self.said.append(s)
            if subject == node:
                words += f" that {self.vp(s, argument, many=False)}"
            else:
                words += f" that {self._declarative(s, subject)}"
        return words

    def _declarative(self, s: Statement, subject: Node) -> str:
        said, who = s.said, self.np(subject)
        prep = f" {said.prep}" if said and said.prep else ""
        if said is not None and said.kind in {"VERB", "PPERF"}:
            verb = said.lemma if _many(who) else verb_forms(said.lemma).third
            return f"{who} {verb}{prep}{self._quals(s)}"
        return f"{who} {_be(who)} {said.lemma if said else ''}{prep}{self._quals(s)}"

    def _rest(self, asked: Variable | None, head: str | None) -> str:
        """What else is said of the thing asked for, and what it is not."""
        out = ""
        for part in [p for p in self.parts if isinstance(p, Statement | Kind) and p not in self.said]:
            said = self._predicate(part, asked, head)
            if said:
                self.said.append(part)
                out += f" and {said}"
        for part in self.taken:
            out += self._negative(part, asked)
        return out

    def _predicate(self, part: Pattern, asked: Variable | None, head: str | None) -> str:
        many = head != "what"
        if isinstance(part, Kind) and part.term == asked:
            return f"{'are' if many else 'is'} {_plural(self.label(part.kinds[0])) if many else _article(self.label(part.kinds[0]))}"
        if isinstance(part, Statement) and asked in self._ends(part):
            subject, argument = self._ends(part)
            if subject == asked:
                return self.vp(part, argument, many=many)
        return ""

    def _negative(self, part: Pattern, asked: Variable | None) -> str:
        inner = _Clause(self.restater, part, asked)
        if isinstance(part, Within) and part.term == asked:
            return f" except {self.label(part.whole)}"
        if isinstance(part, Equal) and part.term == asked:
            return f" except {inner._equal(part.term)}"
        if isinstance(part, Kind) and part.term == asked:
            return f" but are not {_plural(self.label(part.kinds[0]))}"
        main = next((p for p in inner.parts if isinstance(p, Statement)), None)
        if main is None or asked is None:
            return ""
        inner.said.append(main)
        subject, argument = inner._ends(main)
        if subject == asked and main.said is not None and main.said.kind in {"VERB", "PPERF"}:
            return f" but not {inner._object(main, argument)}"
        return f" but not {inner._object(main, argument)}"


def _prep(s: Statement) -> str:
    """The preposition before the argument of a statement."""
    if s.said is None:
        return ""
    return s.said.lemma if s.said.kind == "RPREP" else s.said.prep


def _many(words: str) -> bool:
    head = words.split(" that ")[0]
    return bool(singulars(head)) or " and " in head


def _do(words: str) -> str:
    return "do" if _many(words) else "does"


def _be(words: str) -> str:
    return "are" if _many(words) else "is"


def _plural(label: str) -> str:
    return label if singulars(label) else plural(label)


def _article(label: str) -> str:
    if singulars(label):
        return label
    return f"{'an' if label[:1].lower() in 'aeiou' else 'a'} {label}"


