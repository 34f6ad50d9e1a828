"""From a reading of mentions to its parse trees: Lark's Earley over kinds of token, all parses kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files

from lark import Lark, Token, Tree
from lark.exceptions import UnexpectedInput
from lark.lexer import Lexer

from k2graph.mentions import Mention

__all__ = ["Tree", "parse"]


class Kinds(str):
    """The type of a token that is of several kinds at once: equal to each of their names."""

    kinds: frozenset[str]

    def __new__(cls, kinds: frozenset[str]) -> Kinds:
        """Make a type of several names."""
        made = super().__new__(cls, "|".join(sorted(kinds)))
        made.kinds = kinds
        return made

    def __eq__(self, other: object) -> bool:
        return other in self.kinds

    def __ne__(self, other: object) -> bool:
        return other not in self.kinds

    def __hash__(self) -> int:
        return super().__hash__()


class MentionToken(Token):
    """A token of the grammar that remembers its mention."""

    mention: Mention


class MentionLexer(Lexer):
    """Hands the parser the mentions of a reading as tokens."""

    def __init__(self, _conf: object) -> None:
        pass

    def lex(self, reading: Sequence[Mention]) -> Iterator[Token]:  # type: ignore[override]
        """Give one token a mention."""
        for position, mention in enumerate(reading):
            token = MentionToken(Kinds(mention.kinds), mention.text, start_pos=position, line=1, column=position + 1)
            token.mention = mention
            yield token


@cache
def _parser() -> Lark:
    text = files("k2graph").joinpath("question.lark").read_text(encoding="utf-8")
    return Lark(text, parser="earley", lexer=MentionLexer, ambiguity="explicit", maybe_placeholders=False)


def parse(reading: tuple[Mention, ...]) -> Tree[Token] | int:
    """Parse a reading; where no sentence fits, give the index of the token that none could have."""
    try:
        return _parser().parse(reading)  # type: ignore[arg-type]
    except UnexpectedInput as error:
        position = getattr(getattr(error, "token", None), "start_pos", None)
        return position if isinstance(position, int) else len(reading)
