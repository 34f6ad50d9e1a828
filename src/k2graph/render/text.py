"""Answers as text for a terminal: the question said back, the answer, what it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from k2graph.answer import Answer, Conflict, Evidence, Item, Path
from k2graph.errors import draw_caret
from k2graph.render.look import Look, clean
from k2graph.render.rows import rows
from k2graph.render.table import grid

_VERDICTS = {"yes": "green", "no": "red", "mixed": "yellow", "unknown": "yellow"}


def render_text(answer: Answer, look: Look) -> str:
    """Render an answer as paragraphs with a blank line between."""
    parts = (_question, _answer, _items, _comparison, _paths, _evidence, _conflicts, _notices, _offers)
    paragraphs = ("\n".join(part(answer, look)) for part in parts)
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


def _question(answer: Answer, look: Look) -> Iterator[str]:
    if answer.restated:
        yield look.style(clean(answer.restated), dim=True)


def _answer(answer: Answer, look: Look) -> Iterator[str]:
    if answer.text:
        yield look.style(clean(answer.text), bold=True, fg=_VERDICTS.get(answer.verdict or ""))
    if answer.problem:
        if answer.problem.message not in answer.text:
            yield clean(answer.problem.message)
        drawing = draw_caret(answer.question, answer.problem.start, answer.problem.end)
        if drawing:
            yield drawing


def _items(answer: Answer, look: Look) -> Iterator[str]:
    if answer.form == "describe":
        return  # the text has said what the thing is
    for item in look.shown(answer.answers):
        yield f"  • {_item(item, look)}"
    for line in look.rest(answer.answers):
        yield f"  {line}"


def _item(item: Item, look: Look) -> str:
    words = clean(item.label)
    if item.value and item.value.text != item.label:
        words += f": {clean(item.value.text)}"
    if item.value and item.value.qualifiers:
        words += f" ({'; '.join(_qualifier(name, text) for name, text in item.value.qualifiers)})"
    if item.normalised and item.value and item.normalised.text != item.value.text:
        words += f" = {clean(item.normalised.text)}"
    if item.inferred:
        words += look.style(f"  inferred ({clean(item.rule or 'by rule')})", dim=True)
    return words + (_ids(item.claims, look) if look.evidence else "")


def _qualifier(name: str, text: str) -> str:
    """Say what limits a value: one that is simply so by its name, a free one, which names itself, by its text."""
    if text == "true":
        return clean(name)
    parts = dict.fromkeys(clean(text).split("; "))
    return "; ".join(parts) if name == "qualifier" else f"{clean(name)}: {'; '.join(parts)}"


def _ids(claims: tuple[str, ...], look: Look) -> str:
    """Name the claims, the first five where there are many."""
    if not claims:
        return ""
    named = claims if look.everything else claims[:5]
    more = f" and {len(claims) - len(named)} more" if len(named) < len(claims) else ""
    return look.style(f"  [{', '.join(map(clean, named))}{more}]", dim=True)


def _comparison(answer: Answer, look: Look) -> Iterator[str]:
    if answer.comparison and answer.comparison.rows:
        for line in grid(rows(answer), look).splitlines():
            yield f"  {line}"


def _paths(answer: Answer, look: Look) -> Iterator[str]:
    for i, path in enumerate(look.shown(answer.paths), 1):
        yield f"  {i}. {_path(path)}"
        claims = tuple(dict.fromkeys(claim for step in path.steps for claim in step.claims))
        inferred = any(step.inferred for step in path.steps)
        drawn = ", inferred" if inferred or len(path.steps) > 1 else ""  # one claimed step says its effect itself
        said = [f"net effect: {path.effect}{drawn}"] if path.effect else []
        said += ["a step is inferred"] if inferred else []
        under = look.style("; ".join(said), dim=True) + (_ids(claims, look) if look.evidence else "")
        if under:
            yield f"     {under.strip()}"
    for line in look.rest(answer.paths):
        yield f"  {line}"


def _path(path: Path) -> str:
    """Write a route as a chain; where a step does not start at the end of the one before, start again."""
    words, at = "", ""
    for step in path.steps:
        if step.subject != at:
            words += f"{'; ' if words else ''}{clean(step.subject)}"
        words += f" —{clean(step.predicate)}→ {clean(step.object)}"
        at = step.object
    return words


def _evidence(answer: Answer, look: Look) -> Iterator[str]:
    if not (look.evidence and answer.evidence):
        return
    yield look.style("Evidence", bold=True)
    for claim in look.shown(answer.evidence):
        yield from _claim(claim, look)
    for line in look.rest(answer.evidence):
        yield f"  {line}"


def _claim(claim: Evidence, look: Look) -> Iterator[str]:
    name = clean(claim.claim)
    yield f"  {name}  {clean(claim.statement)}"
    indent = " " * (len(name) + 4)
    section = f"§ {claim.section}" if claim.section else None
    polarity = None if claim.polarity == "asserts" else claim.polarity
    hedge = f"hedged: {claim.certainty}" if claim.certainty else None
    origin = [clean(part) for part in (claim.source, section, claim.evidence_type, polarity, hedge) if part]
    if origin:
        yield indent + look.style(" · ".join(origin), dim=True)
    if claim.note:
        yield indent + look.style(f"Note: {clean(claim.note)}", dim=True)


def _conflicts(answer: Answer, look: Look) -> Iterator[str]:
    known = {claim.claim: claim for claim in answer.evidence}
    for conflict in answer.conflicts:
        yield look.style(f"{conflict.heading}: {clean(conflict.topic)}", bold=True, fg="yellow")
        yield from _sides(conflict, known, look)
        if conflict.note:
            yield f"  {clean(conflict.note)}"


def _sides(conflict: Conflict, known: dict[str, Evidence], look: Look) -> Iterator[str]:
    for i, side in enumerate(conflict.sides):
        yield "  One side:" if i == 0 else "  The other side:" if len(conflict.sides) == 2 else "  Another side:"
        for claim_id in look.shown(side):
            claim = known.get(claim_id)
            said = f"  {clean(claim.statement)}" if claim else ""
            source = look.style(f" ({clean(claim.source)})", dim=True) if claim and claim.source else ""
            yield f"    {clean(claim_id)}{said}{source}"
        for line in look.rest(side):
            yield f"    {line}"


def _notices(answer: Answer, look: Look) -> Iterator[str]:
    for notice in answer.notices:
        yield look.style(f"Note: {clean(notice)}", fg="yellow")


def _offers(answer: Answer, look: Look) -> Iterator[str]:
    """Questions to ask instead: the readings of an ambiguous one, then what else would be answered."""
    yield from _listed("This can mean:", answer.interpretations)
    yield from _listed("You could ask:", (s for s in answer.suggestions if s not in answer.interpretations))


def _listed(heading: str, questions: Iterable[str]) -> Iterator[str]:
    lines = [f"  {clean(question)}" for question in questions]
    if lines:
        yield heading
        yield from lines
