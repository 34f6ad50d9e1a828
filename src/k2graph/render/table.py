"""Answers as an aligned table of plain text."""

from __future__ import annotations

from itertools import zip_longest

from k2graph.answer import Answer
from k2graph.render.look import Look, clean, width
from k2graph.render.rows import Rows, rows

_HIDDEN = ("iri", "low", "high", "unit", "per")  # said by the label and by the text of the value


def render_table(answer: Answer, look: Look) -> str:
    """Render the rows of an answer in columns; where there are none, its text."""
    table = rows(answer)
    if not table.cells:
        return clean(answer.text)
    shown = Rows(table.headings, tuple(look.shown(table.cells)))
    if not look.everything:
        shown = shown.without(*_HIDDEN)
    drawn = grid(shown.compact(), look)
    return "\n".join((drawn, *look.rest(table.cells)))


def grid(table: Rows, look: Look) -> str:
    """Draw rows in aligned columns below their headings.

    >>> print(grid(Rows(("food", "amount"), (("natto", "1,000 µg"), ("eel", "63 µg"))), Look()))
    food   amount
    ─────  ────────
    natto  1,000 µg
    eel    63 µg
    """
    lines = [tuple(clean(cell) for cell in row) for row in (table.headings, *table.cells)]
    widths = [max(map(width, column)) for column in zip_longest(*lines, fillvalue="")]
    drawn = [
        "  ".join(cell + " " * (wide - width(cell)) for cell, wide in zip(row, widths, strict=True)) for row in lines
    ]
    rule = "  ".join("─" * wide for wide in widths)
    heading, *body = (line.rstrip() for line in drawn)
    return "\n".join((look.style(heading, bold=True), look.style(rule, dim=True), *body))
