"""Answers as Markdown, in the dialect that GitHub and Jupyter read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from k2graph.answer import Answer, Evidence
from k2graph.render.look import Look, clean
from k2graph.render.rows import Rows, rows

_SPECIAL = re.compile(r"([\\`*_{}\[\]|~$])")
_STARTS = re.compile(r"^(\d+)([.)])(?=\s)|^([-+#=])")
_HIDDEN = ("iri", "low", "high", "unit", "per")


def render_markdown(answer: Answer, look: Look) -> str:
    """Render an answer as a quotation of the question, the answer, a table, and lists."""
    parts = (_head, _table, _evidence, _conflicts, _closing)
    return "\n\n".join(paragraph for part in parts for paragraph in part(answer, look))


def escape(text: str) -> str:
    r"""Keep the characters of a text from meaning anything to Markdown or HTML.

    >>> escape("*MK-7* <b>|</b>"), escape("1. natto")
    ('\\*MK-7\\* &lt;b&gt;\\|&lt;/b&gt;', '1\\. natto')
    """
    plain = clean(text).replace("&", "&amp;").replace("<", "&lt;")
    marked = _SPECIAL.sub(r"\\\1", plain).replace(">", "&gt;")
    return _STARTS.sub(lambda m: f"{m[1]}\\{m[2]}" if m[1] else f"\\{m[3]}", marked)


def _head(answer: Answer, look: Look) -> Iterator[str]:
    if answer.restated:
        yield f"> {escape(answer.restated)}"
    if answer.text:
        yield f"**{escape(answer.text)}**"
    if answer.problem and answer.problem.message not in answer.text:
        yield escape(answer.problem.message)


def _table(answer: Answer, look: Look) -> Iterator[str]:
    if not (answer.answers or answer.paths or answer.comparison):
        return
    table = rows(answer)
    yield _drawn(Rows(table.headings, tuple(look.shown(table.cells))).without(*_HIDDEN).compact())
    yield from look.rest(table.cells)


def _drawn(table: Rows) -> str:
    lines = [f"| {' | '.join(map(escape, row))} |" for row in (table.headings, *table.cells)]
    return "\n".join((lines[0], f"|{' --- |' * len(table.headings)}", *lines[1:]))


def _evidence(answer: Answer, look: Look) -> Iterator[str]:
    if look.evidence and answer.evidence:
        yield "**Evidence**"
        yield "\n".join(f"- **{escape(claim.claim)}** {_claim(claim)}" for claim in look.shown(answer.evidence))
        yield from look.rest(answer.evidence)


def _claim(claim: Evidence) -> str:
    section = f"§ {claim.section}" if claim.section else None
    polarity = None if claim.polarity == "asserts" else claim.polarity
    hedge = f"hedged: {claim.certainty}" if claim.certainty else None
    note = f"note: {claim.note}" if claim.note else None
    parts = (claim.source, section, claim.evidence_type, polarity, hedge, note)
    origin = " · ".join(escape(part) for part in parts if part)
    return escape(claim.statement) + (f" ({origin})" if origin else "")


def _conflicts(answer: Answer, look: Look) -> Iterator[str]:
    known = {claim.claim: claim.statement for claim in answer.evidence}
    for conflict in answer.conflicts:
        yield f"**{conflict.heading}: {escape(conflict.topic)}**"
        sides = (
            "; ".join(f"**{escape(claim)}** {escape(known.get(claim, ''))}".strip() for claim in side)
            for side in conflict.sides
        )
        yield "\n".join(f"{i}. {side}" for i, side in enumerate(sides, 1))
        if conflict.note:
            yield escape(conflict.note)


def _closing(answer: Answer, look: Look) -> Iterator[str]:
    other = tuple(question for question in answer.suggestions if question not in answer.interpretations)
    groups = {"Notes": answer.notices, "This can mean": answer.interpretations, "You could ask": other}
    for heading, lines in groups.items():
        if lines:
            yield f"**{heading}**"
            yield "\n".join(f"- {escape(line)}" for line in lines)
