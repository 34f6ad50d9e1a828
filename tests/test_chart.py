"""The chart: every tree of a reading, as Lark's own Earley parser gives them, and where no sentence fits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import lark
import pytest
from lark.lexer import Lexer

import k2graph
from k2graph import mentions
from k2graph.grammar import Grammar, MentionToken, Rule, Tree
from k2graph.lexicon import Sense
from k2graph.mentions import Mention

QUESTIONS = """
what activates MGP
which foods contain MK-7
which fermented foods from Japan contain more than 100 ug of vitamin K2 per 100 g
does warfarin block vitamin K in the liver
what are the sources and forms of vitamin K2 except natto
how much vitamin K2 is there in cheese and in egg yolk
where is osteocalcin found
what does vitamin K2 that is found in natto activate in bone and in blood vessels
foods with MK-7 without soy for women with osteoporosis in Japan
what natto
is
""".strip().splitlines()


def _reading(*kinds: str) -> list[Mention]:
    """One mention a word; its kinds are divided by bars."""
    return [
        Mention(i, i + 1, word, i, i + 1, tuple(Sense(kind) for kind in word.split("|")))
        for i, word in enumerate(kinds)
    ]


def _grammar(*rules: str) -> Grammar:
    """Rules as ``origin: SYMBOLS -> name``, after ``?`` where they are transparent."""
    made = []
    for rule in rules:
        origin, _, rest = rule.partition(":")
        symbols, _, name = rest.partition("->")
        named = name.strip()
        made.append(
            Rule(origin.strip("? "), tuple(symbols.split()), named or origin.strip("? "), "?" in rule and not named)
        )
    return Grammar(made)


def _shown(tree: Tree | MentionToken) -> str:
    if isinstance(tree, MentionToken):
        return tree.mention.text
    return f"{tree.data}({' '.join(map(_shown, tree.children))})"


def _parse(grammar: Grammar, *kinds: str) -> str | int:
    found = grammar.parse(_reading(*kinds))
    return found if isinstance(found, int) else _shown(found)


def test_a_rule_is_shown_under_its_alias_and_a_transparent_one_only_where_it_has_several_parts():
    grammar = _grammar("start: np", "?np: A -> short", "?np: np1", "?np: np AND np1", "np1: B")
    assert _parse(grammar, "A") == "start(short(A))"
    assert _parse(grammar, "B") == "start(np1(B))"
    assert _parse(grammar, "A", "AND", "B") == "start(np(short(A) AND np1(B)))"


def test_repetitions_are_spliced_and_may_be_empty():
    grammar = _grammar("start: args B", "args:", "args: _star", "_star: A", "_star: _star A")
    assert _parse(grammar, "B") == "start(args() B)"
    assert _parse(grammar, "A", "A", "A", "B") == "start(args(A A A) B)"


def test_every_reading_is_kept():
    grammar = _grammar("start: e", "?e: e AND e -> both", "?e: N -> n")
    assert _parse(grammar, "N", "AND", "N", "AND", "N") == (
        "start(_ambig(both(n(N) AND both(n(N) AND n(N))) both(both(n(N) AND n(N)) AND n(N))))"
    )


def test_a_token_may_be_of_several_kinds():
    grammar = _grammar("start: A -> one", "start: B -> other", "start: C -> third")
    assert _parse(grammar, "A|B") == "_ambig(one(A|B) other(A|B))"


def test_a_rule_made_of_itself_ends():
    assert _parse(_grammar("start: a", "a: a", "a: b", "b: a", "b: A"), "A") == "start(a(b(A)))"


@pytest.mark.parametrize(("kinds", "at"), [("X A", 0), ("A X", 1), ("A", 1), ("A B B", 2), ("", 0)])
def test_where_nothing_fits_the_token_is_told(kinds, at):
    assert _parse(_grammar("start: A B"), *kinds.split()) == at


def test_trees_are_shown_by_depth():
    found = _grammar("start: a B", "a: A").parse(_reading("A", "B"))
    assert isinstance(found, Tree)
    assert found.pretty() == "start\n  a\tA\n  B\n"


# --- against Lark


class _Kinds(str):
    """The type of a token that is equal to each of its kinds."""

    kinds: frozenset[str]

    def __eq__(self, other: object) -> bool:
        return other in self.kinds

    def __ne__(self, other: object) -> bool:
        return other not in self.kinds

    __hash__ = str.__hash__


class _Mentions(Lexer):
    def __init__(self, _conf: object) -> None:
        pass

    def lex(self, reading: Sequence[Mention]) -> Iterator[lark.Token]:
        for at, mention in enumerate(reading):
            kinds = _Kinds("|".join(sorted(mention.kinds)))
            kinds.kinds = mention.kinds
            yield lark.Token(kinds, mention.text, start_pos=at)


def _derivations(tree: object) -> set[object]:
    """Every tree without ambiguity that a tree holds."""
    if isinstance(tree, MentionToken):
        return {tree.mention.text}
    if not isinstance(tree, Tree | lark.Tree):
        return {str(tree)}
    if tree.data == "_ambig":
        return set().union(*map(_derivations, tree.children))
    found: set[tuple[object, ...]] = {(str(tree.data),)}
    for child in tree.children:
        found = {(*before, after) for before in found for after in _derivations(child)}
    return set(found)


def test_the_trees_of_questions_are_those_that_lark_gives(kg):
    text = (Path(k2graph.__file__).parent / "question.lark").read_text(encoding="utf-8")
    other = lark.Lark(text, parser="earley", lexer=_Mentions, ambiguity="explicit", maybe_placeholders=False)
    compared = 0
    for question in QUESTIONS:
        for reading in mentions.find(question, kg.lexicon).readings(4):
            found = kg.grammar.parse(reading)
            try:
                expected: object = other.parse(reading)  # type: ignore[arg-type]
            except lark.UnexpectedInput as error:
                at = getattr(getattr(error, "token", None), "start_pos", None)
                expected = len(reading) if at is None else at
            assert (found if isinstance(found, int) else _derivations(found)) == (
                expected if isinstance(expected, int) else _derivations(expected)
            ), question
            compared += isinstance(found, Tree)
    assert compared >= 8
