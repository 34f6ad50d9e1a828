"""Answers as comma- or tab-separated values, one row an item."""

from __future__ import annotations

import csv
import io
import re

from k2graph.answer import Answer
from k2graph.render.look import Look
from k2graph.render.rows import rows

_NUMBER = re.compile(r"[+-]?\d[\d,]*(\.\d+)?( ?%)?")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def render_csv(answer: Answer, look: Look) -> str:
    """Render the rows of an answer as RFC 4180 CSV, but with line feeds."""
    table = rows(answer)
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow([inert(cell) for cell in table.headings])
    writer.writerows([inert(cell) for cell in row] for row in table.cells)
    return stream.getvalue().removesuffix("\n")


def render_tsv(answer: Answer, look: Look) -> str:
    """Render the rows of an answer with tabs between; tabs and line breaks inside a cell become spaces."""
    table = rows(answer)
    return "\n".join("\t".join(" ".join(inert(cell).split()) for cell in row) for row in (table.headings, *table.cells))


def inert(cell: str) -> str:
    """Keep a spreadsheet from running a cell as a formula: put an apostrophe before it, unless it is a number.

    >>> inert("=1+1"), inert("-5 %"), inert("@SUM(A1)"), inert("MK-7")
    ("'=1+1", '-5 %', "'@SUM(A1)", 'MK-7')
    """
    cell = _CONTROL.sub("", cell)
    risky = cell.lstrip()[:1] in {"=", "+", "-", "@", "＝", "＋", "－", "＠"}
    return f"'{cell}" if risky and not _NUMBER.fullmatch(cell.strip()) else cell
