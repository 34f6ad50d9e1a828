"""What the renderers share: how much is shown, colour, and the cleaning of text from outside."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

BEST = 20
"""Items shown unless everything is asked for."""

_Shown = TypeVar("_Shown")


@dataclass(frozen=True, slots=True)
class Look:
    """How much of an answer is shown, and whether in colour.

    >>> Look().shown(range(30))[-1]
    19
    """

    colour: bool = False
    everything: bool = False
    evidence: bool = True

    def shown(self, things: Sequence[_Shown]) -> Sequence[_Shown]:
        """Return the things to show: the first twenty, or all."""
        return things if self.everything else things[:BEST]

    def rest(self, things: Sequence[object]) -> list[str]:
        """Return the line that says how many things were left out; none where all are shown."""
        left = len(things) - len(self.shown(things))
        return [self.style(f"… and {left} more, {len(things)} in all (--all shows them)", dim=True)] if left else []

    def style(self, text: str, **how: Any) -> str:
        """Colour a text by click's words for it, where colour is wanted."""
        if not self.colour or not text:
            return text
        import click

        return click.style(text, **how)


def clean(text: str) -> str:
    r"""Make a text safe to print on one line of a terminal.

    >>> clean("MK-7\x1b[31m\n in natto")
    'MK-7[31m in natto'
    """
    return printable(" ".join(text.split()))


_KEPT = "\n\u00ad\u200c\u200d"  # the last three are parts of words in some languages


def printable(text: str) -> str:
    r"""Leave out control characters, and those that turn the direction of writing; lines stay.

    >>> printable("a\x07b\u202e\n  ^")
    'ab\n  ^'
    """
    return "".join(char for char in text if char.isprintable() or char in _KEPT)


def width(text: str) -> int:
    """Count the columns of a terminal that a text takes.

    >>> width("納豆"), width("natto")
    (4, 5)
    """
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in {"F", "W"} else 1
        for char in text
    )


def number(value: float) -> str:
    """Write a number plainly: no exponent, no trailing zeros.

    >>> number(1000.0), number(0.25)
    ('1000', '0.25')
    """
    if isinstance(value, int) or value.is_integer():
        return str(int(value))
    return f"{value:.10f}".rstrip("0").rstrip(".")
