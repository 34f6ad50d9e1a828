"""Words for a pattern: its variables as noun phrases, its statements as verb phrases."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from pyoxigraph import Literal, NamedNode, Variable

from k2graph.algebra import (
    Compared,
    Differ,
    Equal,
    Join,
    Kind,
    Minus,
    Node,
    OrderBy,
    Pattern,
    Qualifier,
    Said,
    Serving,
    Statement,
    Union,
    Within,
)
from k2graph.inflection import english, plural, verb_forms
from k2graph.units import show
from k2graph.words import (
    any_of,
    article,
    be,
    is_plural,
    measure,
    names,
    plainly,
    plural_of,
    preposition,
    shared_name,
    third,
)

ADVERBS = {"*where": "where", "*when": "when", "*how": "how"}
VERBS = {"VERB", "PPERF"}
NOUNS = {"RNOUN", "ANOUN", "COUNTNOUN"}
PERIODS = {"d": "daily"}
ANYONE = "someone"  # of one of the classes that "who" asks for
UNNAMED = "the thing"  # of which nothing is known but what is asked
UNSAID = Said("RPREP", "", "")


class Wording:
    """Words for the parts of one pattern, around the variable that is asked for."""

    def __init__(
        self,
        label: Callable[[Node], str],
        pattern: Pattern,
        asked: Variable | None = None,
        order: OrderBy | None = None,
        value: Variable | None = None,
        *,
        embedded: bool = False,
    ) -> None:
        self.label = label
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
            case Union(branches) if (choice := _choice(branches, self.asked)) is not None:
                self.asked = choice[0]  # what is said of a case is said of the thing itself
                self.parts.append(Equal(*choice))
            case Union(branches) if (merged := self._merged(branches)) is not None:
                self.parts += merged
            case _:
                self.parts.append(pattern)

    def _merged(self, branches: tuple[Pattern, ...]) -> list[Pattern] | None:
        """Statements that differ in one end alone, as one of "this or that"; None where they differ otherwise."""
        wordings = [type(self)(self.label, branch, self.asked) for branch in branches]
        firsts = [next(iter(wording.statements()), None) for wording in wordings]
        said = [s for s in firsts if s is not None]
        alike = {(s.predicates, s.inverses, s.qualifiers, s.denied) for s in said}
        if len(said) < len(branches) or len(alike) > 1 or any(len(w.statements()) > 1 for w in wordings):
            return None
        for wording, statement in zip(wordings, said, strict=True):
            wording.said.append(statement)
        for side, other in (("object", "subject"), ("subject", "object")):
            if len({getattr(s, other) for s in said}) == 1:
                names = [w.np(getattr(s, side)) for w, s in zip(wordings, said, strict=True)]
                rest = [p for p in wordings[0].parts if p is not said[0] and p not in wordings[0].said]
                merged = Literal(" or ".join(names))
                first = replace(said[0], object=merged) if side == "object" else replace(said[0], subject=merged)
                return [first, *rest]
        return None

    topics: tuple[Variable, ...] = ()  # what is being described: what is said of it calls it "it"

    def statements(self) -> list[Statement]:
        """The statements that are still to be said."""
        return [
            part
            for part in self.parts
            if isinstance(part, Statement) and part not in self.said and (part.said or UNSAID).kind != "THAN"
        ]

    def _having(self, s: Statement, *, many: bool) -> str:
        """To have a relational noun: "has a short half-life"."""
        value, lemma = self.ends(s)[0], (s.said or UNSAID).lemma
        level = next((p for p in self.parts if isinstance(p, Equal) and p.term == value), None)
        if level is not None and not (s.said and s.said.level):
            return f"{'have' if many else 'has'} the {lemma} {self.np(value)}{self._quals(s)}"
        if level is not None:
            self.said.append(level)
        if self.order is not None and self.order.per is not None and self.order.variable == value:
            lemma = plural(lemma)
        if isinstance(value, NamedNode):
            name = self.label(value)
            had = f"{article(name)} {lemma}" if s.said and s.said.level else f"the {lemma} {name}"
            return f"{'have' if many else 'has'} {had}{self._quals(s)}"
        if level is None and self._is_told_otherwise(value, s):
            self.said.append(s)
            name = self.np(value)
            had = name if name.startswith(f"the {lemma} ") else f"the {lemma} {name}"
            return f"{'have' if many else 'has'} {had}{self._quals(s)}"
        degree = self._degree(value) or ("a " if level is None else article(self.label(level.terms[0])) + " ")
        return f"{'have' if many else 'has'} {degree}{lemma}{self._quals(s)}"

    def _is_told_otherwise(self, node: Node, s: Statement) -> bool:
        """Whether a noun in another statement says what something is: the director of X, who is the director of Y."""
        others = (o for o in self.statements() if o is not s and o.said is not None and o.said.kind in NOUNS)
        return self.order is None and node not in self.topics and any(self.ends(o)[0] == node for o in others)

    def _size(self, node: Node) -> str:
        degree = self._degree(node)
        return f"{degree}dose" if degree else self.np(node)

    def ends(self, s: Statement) -> tuple[Node, Node]:
        """The grammatical subject and the argument of a statement."""
        return (s.object, s.subject) if s.said and s.said.turned else (s.subject, s.object)

    def _degree(self, *nodes: Node | None) -> str:
        if self.order is None or self.order.variable not in nodes:
            return ""
        if self.order.per is not None:
            return "the most " if self.order.descending else "the fewest "
        return "the highest " if self.order.descending else "the lowest "

    def _most(self) -> str:
        return "the most" if self.order and self.order.descending else "the least"

    def _object(self, s: Statement, argument: Node) -> str:
        """The argument with its preposition and amount; nothing where it is not said."""
        said = s.said or UNSAID
        if said.kind == "ADJ":
            return ""
        if said.state:
            self.said += [p for p in self.parts if isinstance(p, Within | Equal) and p.term == argument]
            return said.state
        amount = self._amount(s, "argument")
        if isinstance(argument, Variable) and not self._known(argument) and argument not in self.topics:
            ranked = self.order is not None and self.order.variable in (argument, s.amount)
            thing = self._most() if ranked else amount.removesuffix(" of ")
        else:
            degree = self._degree(s.amount) and f"{self._most()} "
            amount, per, basis = amount.removesuffix(" of ").partition(" per ") if amount else ("", "", "")
            amount = f"{amount} of " if amount else ""
            thing = (
                f"{amount}{'' if said.kind in {'RADJ_MOST', 'RADJ_LEAST'} else degree}{self.np(argument)}{per}{basis}"
            )
        return f"{preposition(s)} {thing}" if thing else ""

    def _amount(self, s: Statement, side: str) -> str:
        """The size that a statement was said with, before the thing that it is the size of."""
        compared = next((p for p in self.parts if isinstance(p, Compared) and p.term == s.amount), None)
        if compared is None or compared.rank is not None or (s.said or UNSAID).asked != side:
            return ""
        return f"{measure(compared)} of "

    def _known(self, node: Node) -> bool:
        return not isinstance(node, Variable) or any(names(part, node) for part in self.parts if part not in self.said)

    def _quals(self, s: Statement, skip: Qualifier | None = None) -> str:
        size = self._amount(s, "subject").removesuffix(" of ")
        beside = f" by {size}" if size and s.amount != self.asked and not self._share(s) else ""
        return beside + "".join(self._qual(q) for q in s.qualifiers if q is not skip)

    def _share(self, s: Statement) -> str:
        """The part of its subject that something is said of: "80% of"."""
        size = self._amount(s, "subject")
        return size if "%" in size else ""

    def _qual(self, q: Qualifier) -> str:
        return "" if q.prep in ADVERBS or q.value == self.value else f" {q.prep or 'for'} {self.np(q.value)}"

    def verb_phrase(self, s: Statement, argument: Node, verb: str, skip: Qualifier | None = None) -> str:
        """A verb with its argument and what is said beside, its second part behind that: "make X more likely"."""
        part = next((f" {p}" for p in english()["arrangement"]["parted"] if verb.endswith(f" {p}")), "")
        thing = self._object(s, argument)
        if not thing or preposition(s):
            part = ""
        return f"{verb.removesuffix(part)} {thing}{part}{self._quals(s, skip)}"

    def _rest_of(self, s: Statement, argument: Node, skip: Qualifier | None = None) -> str:
        return f"{self._object(s, argument)}{self._quals(s, skip)}"

    def _complement(self, s: Statement, argument: Node, *, many: bool, skip: Qualifier | None = None) -> str:
        """What stands after "is" or "are"."""
        said = s.said or UNSAID
        if said.portion:
            return f"{said.lemma} at {self._size(s.object)}{self._quals(s, skip)}"
        if said.kind in NOUNS:
            degree = self._degree(self.ends(s)[0])
            lemma = self._period(self.ends(s)[0], PERIODS) + said.lemma
            noun = plural(lemma) if many else f"{degree or 'a '}{lemma}"
            return f"{noun} {self._rest_of(s, argument, skip)}"
        word = "" if said.kind == "RPREP" else said.lemma
        return f"{word} {self._rest_of(s, argument, skip)}"

    def _period(self, node: Node, words: dict[str, str]) -> str:
        """The period before a value: "daily"."""
        unit = next((s for s in self.statements() if s.said and s.said.kind == "UNIT" and s.subject == node), None)
        if unit is None or unit.said is None:
            return ""
        self.said.append(unit)
        return f"{words.get(unit.said.lemma, unit.said.lemma)} "

    def vp(self, s: Statement, argument: Node, *, many: bool) -> str:
        """A statement as a verb phrase of its grammatical subject."""
        said = s.said or UNSAID
        if said.kind in VERBS:
            if s.negated:
                return f"{'do' if many else 'does'} not {self.verb_phrase(s, argument, said.lemma)}"
            return self.verb_phrase(s, argument, said.lemma if many else verb_forms(said.lemma).third)
        return f"{'are' if many else 'is'} {'not ' if s.negated else ''}{self._complement(s, argument, many=many)}"

    def np(self, node: Node, *, many: bool = False, without: Pattern | None = None) -> str:
        """A node as a noun phrase, with everything that the pattern says of it."""
        return self._serving(node) + self._plain_np(node, many=many, without=without)

    def _serving(self, node: Node) -> str:
        """How much of a thing an amount is told for: "30 g of"."""
        serving = next((p for p in self.parts if isinstance(p, Serving) and p.of == node and p not in self.said), None)
        if serving is None:
            return ""
        self.said.append(serving)
        return f"{show(serving.quantity)} of "

    def _plain_np(self, node: Node, *, many: bool, without: Pattern | None) -> str:
        if isinstance(node, NamedNode):
            return self._described(self._apposed(node, without), node)
        if isinstance(node, Literal):
            return node.value
        if node in self.topics:
            return "it"
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
                case Equal(_, terms, words):
                    return self._modified(words or any_of(map(self.label, terms)), node)
                case Compared():
                    return measure(part)
                case Kind(_, kinds):
                    return self._modified(self._kind(node, kinds, many=many), node)
        return self._relational(node, many=many)

    def _apposed(self, node: NamedNode, without: Pattern | None) -> str:
        """A name with the kind that it was said with: "the river X"."""
        kind = next((p for p in self.parts if isinstance(p, Kind) and p.term == node and p is not without), None)
        if kind is None or kind in self.said:
            return self.label(node)
        self.said.append(kind)
        return f"the {self.label(kind.kinds[0])} {self.label(node)}"

    def _kind(self, node: Variable, kinds: tuple[NamedNode, ...], *, many: bool) -> str:
        """Something of a kind; of several kinds are those who do something: anyone."""
        common = shared_name([plainly(self.label(kind)) for kind in kinds])
        if not common:
            return ANYONE
        label = self._other(node) + common
        return plural_of(label) if many else f"the {label}"

    def _other(self, node: Node) -> str:
        """The word for what is not the thing that it is said of."""
        differ = next((p for p in self.parts if isinstance(p, Differ) and p.other == node), None)
        if differ is None or differ in self.said:
            return ""
        self.said.append(differ)
        return "other "

    def _relational(self, node: Variable, *, many: bool) -> str:
        """A variable that only a relation says what it is: "the half-life of MK-4"."""
        for s in self.statements():
            subject, argument = self.ends(s)
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
        return self._modified("things" if many else UNNAMED, node)

    def _modified(self, words: str, node: Variable) -> str:
        outside, self.topics = self.topics, (*self.topics, node)
        words = self._described(words, node)
        self.topics = outside
        return words

    def _described(self, words: str, node: Variable | NamedNode) -> str:
        counting = self.order is not None and self.order.per is not None  # it is the subject that has the most
        for s in sorted(self.statements(), key=lambda s: counting and self.ends(s)[0] != node):
            if s in self.said or node not in self.ends(s):
                continue
            self.said.append(s)
            subject, argument = self.ends(s)
            if argument == node and (s.said or UNSAID).kind in NOUNS:
                words += f" that {self._having(s, many=is_plural(words))}"
            elif subject == node:
                words += f" that {self.vp(s, argument, many=is_plural(words))}"
            else:
                words += f" that {self._declarative(s, subject)}"
        return words

    def _declarative(self, s: Statement, subject: Node) -> str:
        said, who = s.said or UNSAID, self.np(subject)
        if said.kind in VERBS:
            return f"{who} {third(said.lemma, who)} {preposition(s)}{self._quals(s)}"
        return f"{who} {be(who)} {said.lemma} {said.prep}{self._quals(s)}"


def _choice(branches: tuple[Pattern, ...], asked: Variable | None) -> tuple[Variable, tuple[NamedNode, ...]] | None:
    """The things to choose from, as what the case that is spoken of may be; None where the branches are no choice."""
    cases: dict[Variable, list[NamedNode]] = {}
    for branch in branches:
        parts = branch.parts if isinstance(branch, Join) else ()
        if len(parts) != 2 or not any(isinstance(p, Equal) and p.term == asked for p in parts):
            return None
        case = next((p for p in parts if isinstance(p, Within | Equal) and p.term != asked), None)
        whole = case.whole if isinstance(case, Within) else case.terms[0] if case is not None else None
        if case is None or not isinstance(case.term, Variable) or not isinstance(whole, NamedNode):
            return None
        cases.setdefault(case.term, []).append(whole)
    if len(cases) != 1:
        return None
    ((term, named),) = cases.items()
    return term, tuple(named)
