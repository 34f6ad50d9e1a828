"""Words for what is ranked, counted, compared or not so: "the longest river", "more than 2", "does not border it"."""

from __future__ import annotations

import re
from dataclasses import replace

from pyoxigraph import NamedNode, Variable

from k2graph.algebra import (
    Compared,
    Equal,
    Exceeds,
    Extreme,
    Kind,
    Node,
    OrderBy,
    Pattern,
    Qualifier,
    Statement,
    Tally,
)
from k2graph.inflection import plural
from k2graph.units import show
from k2graph.wording import NOUNS, UNSAID, VERBS, Wording
from k2graph.words import any_of, article, be, do, is_plural, measure, number, plural_of, preposition

COMPARATIVES = {"RADJ_MORE", "RADJ_LESS"}
DEGREES = {"SUPERLATIVE", "COMPARATIVE", "GRADE"}


def against_other(exceeds: Exceeds, thing: str, other: str, kind: str, *, is_more: bool) -> str:
    """More of a thing than something else has, or so many times as much; a comparative says itself that it is more."""
    if exceeds.at_least and is_more:
        times = f"{exceeds.times} times " if exceeds.times is not None else ""
        return f"{times}as much {thing} as {other}"
    more = "" if kind in COMPARATIVES else "more " if is_more else "less "
    return f"{more}{thing} than {other}"


class Degrees(Wording):
    """Words for the parts of a pattern that hold for what is most, for so many, or for none."""

    counting: tuple[Variable, str] | None = None  # what is counted within a tally, and how many there are

    def np(self, node: Node, *, many: bool = False, without: Pattern | None = None) -> str:
        """A node as a noun phrase; what has the most of its kind as the superlative of that."""
        extreme = next(
            (p for p in self.parts if isinstance(p, Extreme) and p.term == node and p not in self.said), None
        )
        if extreme is not None and isinstance(node, Variable):
            self.said.append(extreme)
            return self._modified(self._superlative(extreme, node, many=many), node)
        if self.counting is not None and self.counting[0] == node:
            _, counted = self.counting
            self.counting = None
            return f"{counted} {self.np(node, many=True)}"
        if self.order is not None and self.order.per is not None and self.order.variable == node:
            most = "the most" if self.order.descending else "the fewest"
            self.order = replace(self.order, per=None, variable=Variable("said"))
            return f"{most} {self.np(node, many=True)}"
        return super().np(node, many=many, without=without)

    def _within(self, pattern: Pattern, order: OrderBy | None = None) -> Degrees:
        return type(self)(self.label, pattern, order=order)

    def _superlative(self, extreme: Extreme, node: Variable, *, many: bool) -> str:
        order = OrderBy(extreme.by, extreme.descending, per=node if extreme.counted else None)
        inner = self._within(extreme.pattern, order)
        inner.topics = tuple(topic for topic in self.topics if topic != node)
        said = next(
            (s for s in inner.statements() if s.said and s.said.kind == "SUPERLATIVE" and s.object == extreme.by), None
        )
        if said is None or said.said is None:
            return inner.np(node, many=many)
        inner.said.append(said)
        words = re.sub("^the ", "", inner.np(node, many=many))
        return f"the {said.said.lemma} {words}"

    def ask_ranked(self) -> str:
        """Whether a named thing is the most of its kind, has so many, or lacks something; else nothing."""
        for part in (p for p in self.parts if isinstance(p, Extreme | Tally)):
            named = next((p for p in self.parts if isinstance(p, Equal) and p.term == part.term), None)
            if named is None:
                continue
            self.said += [named, part]
            who = any_of(map(self.label, named.terms))
            if isinstance(part, Extreme) and isinstance(part.term, Variable):
                return f"{be(who)} {who} {self._superlative(part, part.term, many=False)}"
            if isinstance(part, Tally):
                return f"{do(who)} {who} {self._counting(part, part.term, number(part), many=True)}"
        if len(self.taken) == 1 and not self.statements():
            inner = self._within(self.taken[0])
            main = next(iter(inner.statements()), None)
            if main is not None and main.said is not None and main.said.kind in VERBS:
                inner.said.append(main)
                subject, argument = inner.ends(main)
                who = inner.np(subject)
                self.said.append(self.taken[0])
                return f"{do(who)} {who} not {main.said.lemma} {inner._rest_of(main, argument)}"  # noqa: SLF001 its own kind
        return ""

    def _complement(self, s: Statement, argument: Node, *, many: bool, skip: Qualifier | None = None) -> str:
        if (s.said or UNSAID).kind in DEGREES:
            return self._degree_of(s)
        return super()._complement(s, argument, many=many, skip=skip)

    def vp(self, s: Statement, argument: Node, *, many: bool) -> str:
        """A statement as a verb phrase; one of degree with what it is measured against."""
        said = s.said or UNSAID
        if said.kind not in DEGREES:
            return super().vp(s, argument, many=many)
        return f"{'are' if many else 'is'} {'not ' if s.negated else ''}{self._degree_of(s)}"

    def _degree_of(self, s: Statement) -> str:
        said = s.said or UNSAID
        compared = next((p for p in self.parts if isinstance(p, Compared) and p.term == s.object), None)
        if compared is not None:
            self.said.append(compared)
        if said.kind == "SUPERLATIVE":
            return f"the {said.lemma}"
        if said.kind == "GRADE":
            return said.lemma
        if compared is not None:
            return f"{said.lemma} than {show(compared.quantity)}"
        exceeds = next(p for p in self.parts if isinstance(p, Exceeds) and s.object in (p.larger, p.smaller))
        value = exceeds.smaller if s.object == exceeds.larger else exceeds.larger
        other = next(p for p in self.parts if isinstance(p, Statement) and p.object == value)
        self.said += [exceeds, other]
        return f"{said.lemma} than {self.np(other.subject)}"

    def _object(self, s: Statement, argument: Node) -> str:
        """The argument; where there is more of it than something else has, with that: "more K2 than X"."""
        exceeds = next((p for p in self.parts if isinstance(p, Exceeds) and s.amount in (p.larger, p.smaller)), None)
        if exceeds is None or exceeds in self.said or s.amount is None:
            return super()._object(s, argument)
        is_more = s.amount == exceeds.larger
        against = exceeds.smaller if is_more else exceeds.larger
        other = next(p for p in self.parts if isinstance(p, Statement) and p.amount == against)
        self.said += [exceeds, other]
        words, kind = self.np(argument), (s.said or UNSAID).kind
        return f"{preposition(s)} {against_other(exceeds, words, self.np(self.ends(other)[0]), kind, is_more=is_more)}"

    def _having(self, s: Statement, *, many: bool) -> str:
        """To have a value that is compared with a number: "has a size of more than 5"."""
        said = s.said or UNSAID
        figure = next((p for p in self.parts if isinstance(p, Compared) and p.plain and p.term == s.object), None)
        if figure is None or said.kind not in NOUNS:
            return super()._having(s, many=many)
        self.said.append(figure)
        size = measure(figure) if figure.operator != "=" else f"exactly {measure(figure)}"
        had = f"{size} {plural(said.lemma)}" if said.kind == "COUNTNOUN" else f"{article(said.lemma)} of {size}"
        return f"{'have' if many else 'has'} {had}{self._quals(s)}"

    def _described(self, words: str, node: Variable | NamedNode) -> str:
        words = super()._described(words, node)
        for tally in [p for p in self.parts if isinstance(p, Tally) and p.term == node and p not in self.said]:
            self.said.append(tally)
            words += f" that {self._counting(tally, node, number(tally), many=is_plural(words))}"
        for part in [p for p in self.taken if p not in self.said]:
            lacking = self.lacking(part, node, many=is_plural(words))
            if lacking:
                self.said.append(part)
                words += f" that {lacking}"
        return words

    def _counting(self, tally: Tally, node: Node, counted: str, *, many: bool) -> str:
        """So many: "borders more than 2 states"."""
        inner = self._within(tally.pattern)
        inner.counting = (tally.counted, counted)
        main = next(s for s in inner.statements() if node in inner.ends(s) and tally.counted in inner.ends(s))
        inner.said.append(main)
        subject, argument = inner.ends(main)
        return inner.vp(main, argument, many=many) if subject == node else inner._declarative(main, subject)  # noqa: SLF001 its own kind

    def lacking(self, part: Pattern, node: Node, *, many: bool) -> str:  # noqa: PLR0911 one for each way to lack
        """What is not so, as said of a node: "does not border it", "no river runs through"; else nothing."""
        if isinstance(part, Tally):
            return self._counting(part, node, number(part, negated=True), many=many) if part.term == node else ""
        if isinstance(part, Kind):
            label = self.label(part.kinds[0])
            return "" if part.term != node else f"are not {plural_of(label)}" if many else f"is not {article(label)}"
        inner = self._within(part)
        if any(isinstance(p, Kind) and p.term == node for p in inner.parts) and inner.statements():
            words = inner.np(node, many=True)
            return f"are not {words}" if many else f"is not {words}"
        main = next((s for s in inner.statements() if node in inner.ends(s)), None)
        if main is None or main.said is None or main.said.kind in {"RPREP", "ADJ"}:
            return ""
        inner.said.append(main)
        subject, argument = inner.ends(main)
        if main.said.kind in NOUNS and argument == node:
            return f"{'have' if many else 'has'} no {main.said.lemma}{inner._quals(main)}"  # noqa: SLF001 its own kind
        if subject == node:
            return inner.vp(replace(main, denied=True), argument, many=many)
        return inner._declarative(main, subject).replace("the ", "no ", 1)  # noqa: SLF001 its own kind
