"""The sentences of an answer: what it lists, on how much it rests, where the sources differ."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from k2graph.answer import Conflict, Evidence, Item
from k2graph.claims import STATED
from k2graph.ontology import Ontology
from k2graph.units import AS_STATED

MOST_NAMED = 20
ADVICE = "This is what the sources say, not medical advice: for yourself, ask a healthcare provider."


def listed(ontology: Ontology, items: Sequence[Item], *, served: bool = False) -> str:
    """The items of an answer, the first of them by name, each with its amount and what limits that.

    ``served``: each amount for the portion that was asked about.
    """
    owners = {text for item in items if item.value for name, text in item.value.qualifiers if name == "of"}
    named = [_named(ontology, item, whose=len(owners) > 1, served=served) for item in items[:MOST_NAMED]]
    more = f" and {len(items) - MOST_NAMED} more" if len(items) > MOST_NAMED else ""
    told = named[0] if len(named) == 1 else f"{', '.join(named[:-1])} and {named[-1]}" if not more else ", ".join(named)
    text = told + more
    return text[:1].upper() + text[1:] if items[0].iri else text


def _named(ontology: Ontology, item: Item, *, whose: bool, served: bool) -> str:
    if item.value is None:
        return item.label
    stated = item.value.text if item.value.text == item.label else f"{item.label}, {item.value.text}"
    telling = _telling(ontology) | {"of"} if whose else _telling(ontology)
    if served and item.normalised is not None and item.normalised.how != AS_STATED:
        counted = (item.normalised.how or "").partition(", a ")[2]
        stated = f"{item.normalised.text} (stated as {stated}{counted and f'; a {counted}'})"
    limits = [text for name, text in item.value.qualifiers if text and name in telling]
    told = f" ({'; '.join(limits)})" if limits else ""
    return f"{stated}{told}"


def _telling(ontology: Ontology) -> set[str]:
    """The slots that an amount is not true without."""
    return {ontology.label(slot) for slot in ontology.schema.slots}


def basis(evidence: Sequence[Evidence]) -> list[str]:
    """On how many claims of how many sources an answer rests."""
    if not evidence:
        return []
    if all(e.evidence_type == STATED for e in evidence):
        return [f"This rests on {number(len(evidence), 'triple')} of the graph."]
    sources = {e.source for e in evidence}
    return [f"This rests on {number(len(evidence), 'claim')} in {number(len(sources), 'source')}."]


def disagreement(conflicts: Sequence[Conflict]) -> list[str]:
    """On what the sources differ."""
    told = ((False, "The sources disagree on this"), (True, "They differ on this, and both may hold"))
    topics = {
        words: list(dict.fromkeys(c.topic for c in conflicts if c.compatible == compatible))
        for compatible, words in told
    }
    return [f"{words}: {'; '.join(named[:3])}." for words, named in topics.items() if named]


def told(evidence: Iterable[Evidence]) -> str:
    """The first claims in words, the hedge among them."""
    return " ".join(dict.fromkeys(e.statement for e in list(evidence)[:2]))


def number(n: int, noun: str) -> str:
    """A number of things."""
    return f"{n} {noun}" if n == 1 else f"{n} {noun}s"
