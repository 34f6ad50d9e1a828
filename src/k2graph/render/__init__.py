"""Answers as text: for a terminal, a spreadsheet, a document or a program.

Every format is one function in one table; whatever comes from outside is escaped for the format it goes into.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from k2graph.answer import Answer
from k2graph.render.look import Look

__all__ = ["FORMATS", "Look", "render", "renderer"]

# name of the format -> module and function; a module is imported when its format is asked for
FORMATS: dict[str, tuple[str, str]] = {
    "text": ("text", "render_text"),
    "table": ("table", "render_table"),
    "json": ("lines", "render_json"),
    "jsonl": ("lines", "render_jsonl"),
    "csv": ("delimited", "render_csv"),
    "tsv": ("delimited", "render_tsv"),
    "markdown": ("markdown", "render_markdown"),
}


def renderer(name: str) -> Callable[[Answer, Look], str]:
    """Find the function that renders a format.

    Raises:
        ValueError: there is no such format; the message names those that there are.
    """
    if name not in FORMATS:
        raise ValueError(f"no format {name!r}: use {', '.join(FORMATS)}")
    module, function = FORMATS[name]
    found: Callable[[Answer, Look], str] = getattr(import_module(f"k2graph.render.{module}"), function)
    return found


def render(
    answer: Answer, format: str = "text", *, colour: bool = False, everything: bool = False, evidence: bool = True
) -> str:
    """Render an answer; the text ends without a line break.

    Args:
        answer: what to show.
        format: a key of ``FORMATS``.
        colour: whether to colour the text for a terminal (``text`` and ``table``).
        everything: whether to show all items, not only the best twenty (``text`` and ``markdown``).
        evidence: whether to show the claims behind the answer (``text`` and ``markdown``).

    >>> from k2graph.answer import Answer, Item
    >>> render(Answer("what is it", "answered", answers=(Item("natto"),)), "tsv").split()[11]
    'natto'
    """
    return renderer(format)(answer, Look(colour=colour, everything=everything, evidence=evidence))
