"""An answer as rows under headings: what the table, csv, tsv and markdown formats have in common."""

from __future__ import annotations

from dataclasses import dataclass

from k2graph.answer import Answer, Comparison, Item
from k2graph.render.look import number


@dataclass(frozen=True, slots=True)
class Rows:
    """Cells of text under headings.

    >>> Rows(("label", "unit"), (("natto", ""),)).compact().headings
    ('label',)
    """

    headings: tuple[str, ...]
    cells: tuple[tuple[str, ...], ...]

    def without(self, *hidden: str) -> Rows:
        """Return the rows without the columns that have these headings."""
        return self._keep([i for i, heading in enumerate(self.headings) if heading not in hidden])

    def compact(self) -> Rows:
        """Return the rows without the columns that are empty, or "false", all the way down."""
        return self._keep([i for i in range(len(self.headings)) if {row[i] for row in self.cells} - {"", "false"}])

    def _keep(self, columns: list[int]) -> Rows:
        cells = tuple(tuple(row[i] for i in columns) for row in self.cells)
        return Rows(tuple(self.headings[i] for i in columns), cells)


ITEM_HEADINGS = tuple(Item("").to_row())
_PATH_HEADINGS = ("path", "step", "subject", "predicate", "object", "effect", "claims", "inferred")
_VERDICT_HEADINGS = ("verdict", "text", "claims")


def rows(answer: Answer) -> Rows:
    """Lay an answer out: its items; else the comparison, the steps of its paths, or the verdict.

    >>> rows(Answer("is it", "answered", form="ask", verdict="yes", text="Yes.")).cells
    (('yes', 'Yes.', ''),)
    """
    if answer.comparison:
        return _comparison(answer.comparison)
    if answer.answers:
        return Rows(ITEM_HEADINGS, tuple(_item(item) for item in answer.answers))
    if answer.paths:
        return _paths(answer)
    if answer.verdict:
        claims = _cell(tuple(evidence.claim for evidence in answer.evidence))
        return Rows(_VERDICT_HEADINGS, ((answer.verdict, answer.text, claims),))
    return Rows(ITEM_HEADINGS, ())


def _item(item: Item) -> tuple[str, ...]:
    return tuple(_cell(value) for value in item.to_row().values())


def _comparison(comparison: Comparison) -> Rows:
    cells = tuple((row.property, *(_cell(values) for values in row.values)) for row in comparison.rows)
    return Rows(("property", *comparison.entities), cells)


def _paths(answer: Answer) -> Rows:
    cells = tuple(
        (
            str(i),
            str(j),
            *map(_cell, (step.subject, step.predicate, step.object, path.effect, step.claims, step.inferred)),
        )
        for i, path in enumerate(answer.paths, 1)
        for j, step in enumerate(path.steps, 1)
    )
    return Rows(_PATH_HEADINGS, cells)


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return number(value)
    if isinstance(value, tuple):
        return "; ".join(value)
    return "" if value is None else str(value)
