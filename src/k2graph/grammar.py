"""From a reading of mentions to its parse trees: Earley's algorithm over kinds of token, ambiguity kept.

Lark reads ``question.lark`` and divides its rules into plain ones; the chart is made here, since a token may be of
several kinds at once and one look at it rules most rules out. The trees are Lark's: a rule's name or alias and its
parts, ``_ambig`` over alternatives, rules that begin with ``_`` spliced into those that use them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from k2graph.mentions import FILLER, HEDGE, Mention

__all__ = ["Front", "Grammar", "MentionToken", "Rule", "Tree", "read_rules"]

LEFT_OUT = {FILLER, HEDGE}  # kinds of what a reading may be without
AMBIGUOUS = "_ambig"
MOST_WAYS = 128  # to divide the same tokens among the same symbols: they double with each phrase that is hung on
Parts = tuple["Tree | MentionToken", ...]
Item = tuple[int, int]  # a rule as far as it is matched, and the token that it begins at


@dataclass(frozen=True, slots=True)
class MentionToken:
    """A token of a tree: one mention."""

    mention: Mention


@dataclass(slots=True, eq=False)
class Tree:
    """What a rule made of its parts."""

    data: str
    children: list[Tree | MentionToken] = field(default_factory=list)

    def pretty(self, level: int = 0) -> str:
        """The tree as indented lines."""
        head = f"{'  ' * level}{self.data}"
        if len(self.children) == 1 and isinstance(self.children[0], MentionToken):
            return f"{head}\t{self.children[0].mention.text}\n"
        below = (
            child.pretty(level + 1) if isinstance(child, Tree) else f"{'  ' * (level + 1)}{child.mention.text}\n"
            for child in self.children
        )
        return f"{head}\n{''.join(below)}"


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule without options or repetitions; upper-case symbols are kinds of token.

    ``transparent`` rules stand for their only part, where they have one.
    """

    origin: str
    symbols: tuple[str, ...]
    name: str
    transparent: bool = False


def read_rules() -> tuple[Rule, ...]:
    """Read ``question.lark``."""
    from lark import Lark

    text = Path(__file__).with_name("question.lark").read_text(encoding="utf-8")
    lark = Lark(text, parser="earley", lexer="basic", ambiguity="explicit", maybe_placeholders=False)
    return tuple(
        Rule(
            str(rule.origin.name),
            tuple(str(symbol.name) for symbol in rule.expansion),
            str(rule.alias or rule.origin.name),
            transparent=rule.options.expand1 and not rule.alias,
        )
        for rule in lark.rules
    )


class Grammar:
    """Rules made ready for parsing: each place in each rule is a number, one more than the place before it."""

    def __init__(self, rules: Sequence[Rule], start: str = "start") -> None:
        self.given = tuple(rules)
        self.start = start
        self.rules: dict[str, list[tuple[Rule, int]]] = defaultdict(list)  # origin -> rules, and their first places
        self.next: list[str | None] = []  # place -> the symbol after it; None at the end of a rule
        self.origin: list[str] = []  # place -> what its rule makes
        for rule in rules:
            self.rules[rule.origin].append((rule, len(self.next)))
            self.next += [*rule.symbols, None]
            self.origin += [rule.origin] * (len(rule.symbols) + 1)
        self.empty: set[str] = set()  # symbols that may match nothing
        self.first: dict[str, set[str]] = defaultdict(set)  # symbol -> kinds of token that it may begin with
        while sum(self._begins(rule) for rule in rules):
            pass
        self.beginnings = {
            origin: [(place, *self._firsts(rule)) for rule, place in group] for origin, group in self.rules.items()
        }

    def _firsts(self, rule: Rule) -> tuple[frozenset[str], bool]:
        """The kinds of token that a rule may begin with, and whether it may match nothing."""
        found: set[str] = set()
        for symbol in rule.symbols:
            found |= self.first[symbol] if symbol in self.rules else {symbol}
            if symbol not in self.empty:
                return frozenset(found), False
        return frozenset(found), True

    def _begins(self, rule: Rule) -> bool:
        """Add what a rule tells of its origin; tell whether that is anything new."""
        found, empty = self._firsts(rule)
        new = not found <= self.first[rule.origin] or (empty and rule.origin not in self.empty)
        self.first[rule.origin] |= found
        self.empty |= {rule.origin} if empty else set()
        return new

    def parse(self, reading: Sequence[Mention]) -> Tree | int:
        """Parse a reading; where no sentence fits, give the index of the token that none could have."""
        chart = _Chart(self, reading)
        if chart.stopped is not None:
            return chart.stopped
        ((tree,),) = chart.parts(self.start, 0, len(reading))
        assert isinstance(tree, Tree)
        return tree

    def front(self, starting: Sequence[Sequence[Mention]]) -> Front:
        """How far the words of a lattice lead; ``starting`` has the mentions that begin at each word."""
        return Front(self, starting)


class _Chart:
    """Everything that a reading's tokens may be, and the trees of it."""

    def __init__(self, grammar: Grammar, reading: Sequence[Mention]) -> None:
        self.grammar = grammar
        self.tokens = [MentionToken(mention) for mention in reading]
        self.kinds = [mention.kinds for mention in reading]
        self.ends: dict[tuple[str, int], list[int]] = defaultdict(list)  # symbol and start -> where it may end
        self.stopped = self._recognise()
        self._parts: dict[tuple[str, int, int], list[Parts]] = {}
        self._rests: dict[tuple[int, int, int], list[Parts]] = {}

    def _recognise(self) -> int | None:
        """Fill the chart; give the index of the token where no rule goes on, None where a sentence ends at the end."""
        self.waiting: list[dict[str, list[Item]]] = []
        column = [(place, 0) for place in self._predicted(self.grammar.start, 0)]
        for at in range(len(self.tokens) + 1):
            after = self._column(at, column)
            if not after and at < len(self.tokens):
                return at
            column = after
        return None if len(self.tokens) in self.ends[self.grammar.start, 0] else len(self.tokens)

    def _predicted(self, symbol: str, at: int) -> Iterator[int]:
        """The rules of a symbol that the token there may begin, and those that may match nothing."""
        kinds = self.kinds[at] if at < len(self.kinds) else frozenset()
        beginnings = self.grammar.beginnings[symbol]
        return (place for place, first, empty in beginnings if empty or not first.isdisjoint(kinds))

    def _column(self, at: int, column: list[Item]) -> list[Item]:
        """Follow every item at one token as far as it goes without it; give those that go on after it."""
        grammar, after = self.grammar, []
        kinds = self.kinds[at] if at < len(self.kinds) else frozenset()
        waiting: dict[str, list[Item]] = {}
        self.waiting.append(waiting)
        seen = set(column)

        def add(item: Item) -> None:
            if item not in seen:
                seen.add(item)
                column.append(item)

        for place, start in column:  # grows while it is gone through
            symbol = grammar.next[place]
            if symbol is None:
                self._complete(grammar.origin[place], start, at, add)
            elif symbol not in grammar.rules:
                if symbol in kinds:
                    after.append((place + 1, start))
            else:
                if symbol not in waiting:
                    waiting[symbol] = []
                    for predicted in self._predicted(symbol, at):
                        add((predicted, at))
                waiting[symbol].append((place, start))
                if symbol in grammar.empty:
                    add((place + 1, start))
        return after

    def _complete(self, symbol: str, start: int, at: int, add: Callable[[Item], None]) -> None:
        ends = self.ends[symbol, start]
        if at not in ends:
            ends.append(at)
            if start != at:
                for place, begun in self.waiting[start].get(symbol, ()):
                    add((place + 1, begun))

    # --- trees

    def parts(self, symbol: str, start: int, end: int) -> list[Parts]:
        """What a symbol over some tokens adds to the rule it stands in: one tree, or spliced parts in each way."""
        key = (symbol, start, end)
        if key not in self._parts:
            self._parts[key] = []  # a symbol that is made of nothing but itself adds nothing
            made = [(rule, parts) for rule, at in self.grammar.rules[symbol] for parts in self._rest(at, start, end)]
            del made[MOST_WAYS:]
            spliced = symbol.startswith("_")
            self._parts[key] = [parts for _, parts in made] if spliced else _alternatives(made)
        return self._parts[key]

    def _rest(self, place: int, start: int, end: int) -> list[Parts]:
        """The parts that the rest of a rule has over some tokens, in each way."""
        key = (place, start, end)
        if key not in self._rests:
            symbol = self.grammar.next[place]
            if symbol is None:
                self._rests[key] = [()] if start == end else []
            elif symbol in self.grammar.rules:
                ways = (
                    first + rest
                    for between in self.ends.get((symbol, start), ())
                    if between <= end
                    for rest in self._rest(place + 1, between, end)
                    for first in self.parts(symbol, start, between)
                )
                self._rests[key] = list(islice(ways, MOST_WAYS))
            elif start < end and symbol in self.kinds[start]:
                self._rests[key] = [(self.tokens[start], *rest) for rest in self._rest(place + 1, start + 1, end)]
            else:
                self._rests[key] = []
        return self._rests[key]


class Front(_Chart):
    """All readings of a lattice in one chart, which gives no trees.

    ``expected`` has, for each word and after the last, the kinds of token that may stand there: none where no reading
    leads; ``whole`` tells whether a sentence ends at the end.
    """

    def __init__(self, grammar: Grammar, starting: Sequence[Sequence[Mention]]) -> None:
        self.grammar = grammar
        self.kinds = [frozenset(kind for m in group for kind in m.kinds) for group in starting]
        self.ends: dict[tuple[str, int], list[int]] = defaultdict(list)
        self.waiting: list[dict[str, list[Item]]] = []
        first = [(place, 0) for _, place in grammar.rules[grammar.start]]
        self.columns: list[list[Item]] = [first, *([] for _ in starting)]
        self.expected = [self._expected(at, starting) for at in range(len(self.columns))]
        self.whole = len(starting) in self.ends[grammar.start, 0]

    def _expected(self, at: int, starting: Sequence[Sequence[Mention]]) -> frozenset[str]:
        """Follow one column, and carry its items over every mention that begins there."""
        column = list(dict.fromkeys(self.columns[at]))
        kernel = list(column)  # the column grows as it is followed
        self._column(at, column)
        symbols = {symbol for place, _ in column if (symbol := self.grammar.next[place]) is not None}
        for mention in starting[at] if at < len(starting) else ():
            kinds = mention.kinds
            after = [(place + 1, start) for place, start in column if self.grammar.next[place] in kinds]
            self.columns[mention.last] += after + (kernel if kinds & LEFT_OUT else [])
        return frozenset(
            kind
            for symbol in symbols
            for kind in (self.grammar.first[symbol] if symbol in self.grammar.rules else {symbol})
        )


def _alternatives(made: list[tuple[Rule, Parts]]) -> list[Parts]:
    """The one tree that rules made, or their trees under one ``_ambig``; none where they made none."""
    trees: list[Tree | MentionToken] = []
    for rule, parts in made:
        tree = parts[0] if rule.transparent and len(parts) == 1 else Tree(rule.name, list(parts))
        trees += tree.children if isinstance(tree, Tree) and tree.data == AMBIGUOUS else [tree]
    return [(Tree(AMBIGUOUS, trees),)] if len(trees) > 1 else [tuple(trees)] if trees else []
