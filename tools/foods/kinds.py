"""The kinds that measured foods are of: which labels become kinds with foods below them, and what hangs under what."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from names import WORDS, Name

from k2graph.inflection import plural, singulars
from k2graph.lexicon import NAMES, Lexicon, key

SLUG = re.compile(r"[^a-z0-9]+")


@dataclass
class Kind:
    """A kind of food that several measured foods are of; ``iri`` is prefixed."""

    label: str
    iri: str
    known: bool = False  # the articles speak of it, and it has a label already
    also: list[str] = field(default_factory=list)
    broader: set[str] = field(default_factory=set)


class Labels:
    """Who has which label, in either number: no two foods may share one, nor take one of something else."""

    def __init__(self, lexicon: Lexicon, foods: dict[str, str]) -> None:
        self._lexicon = lexicon
        self._foods = foods  # the articles' foods: IRI to prefixed name
        self._taken: dict[str, str] = {}

    def article(self, label: str) -> str | None:
        """The food that the articles call so."""
        for form in _forms(label):
            for sense in self._lexicon[form]:
                if sense.kind in NAMES and sense.iri is not None and sense.iri.value in self._foods:
                    return self._foods[sense.iri.value]
        return None

    def free(self, label: str) -> bool:
        """Whether a label means nothing yet."""
        return not any(form in self._taken or self._lexicon[form] for form in _forms(label))

    def take(self, label: str, owner: str) -> bool:
        """Give a label to a food, if it is free."""
        if not self.free(label):
            return False
        self._taken |= dict.fromkeys(_forms(label), owner)
        return True


def _forms(label: str) -> set[str]:
    """A label as questions have it, in both numbers."""
    return {key(form) for form in (label, plural(label), *singulars(label))}


def iri_of(label: str) -> str:
    """The prefixed name of a kind."""
    return f"food:{SLUG.sub('-', key(label)).strip('-')}"


def one(label: str) -> str:
    """The one form that stands for a label in any number."""
    return min(_forms(label), key=lambda form: (len(form), form))


def kinds(names: Iterable[Name], labels: Labels) -> dict[str, Kind]:
    """Every label that at least two foods can be called by, or that is the articles' name of a food."""
    written: dict[str, list[str]] = defaultdict(list)
    for name in names:
        for label in {one(label): label for label in name.labels}.values():
            written[one(label)].append(label)
    found: dict[str, Kind] = {}
    for form, spelt in sorted(written.items()):
        label = max(sorted(set(spelt)), key=spelt.count)
        article = labels.article(label)
        if article is not None:
            found[form] = Kind(label, article, known=True)
        elif len(spelt) > 1 and labels.free(label):
            kind = found[form] = Kind(label, iri_of(label))
            labels.take(label, kind.iri)
    return found


def connect(names: Iterable[Name], found: dict[str, Kind]) -> None:
    """Hang each kind under those that it is narrower than."""
    tops = {one(label): f"k2:{iri}" for iri, told in WORDS.table["under"].items() for label in told}
    for name in names:
        for i, core in enumerate(name.cores):
            above = _above(name, i, found)
            _hang(found.get(one(core)), above)
            for front in name.fronts_said:
                _hang(found.get(one(f"{front} {core}")), _kind(core, found) or above)
    for form, kind in found.items():
        if form in tops and not kind.known:
            kind.broader.add(tops[form])
        kind.broader.discard(kind.iri)


def _above(name: Name, i: int, found: dict[str, Kind]) -> list[str]:
    """The kind above the core at a place: the one before it in a chain, else the head."""
    if i == 0 or name.apart:
        return []
    return _kind(name.cores[i - 1] if name.chained else name.cores[0], found)


def _kind(label: str, found: dict[str, Kind]) -> list[str]:
    kind = found.get(one(label))
    return [kind.iri] if kind else []


def _hang(kind: Kind | None, above: Iterable[str]) -> None:
    if kind is not None and not kind.known:
        kind.broader |= set(above)


def kinds_of(name: Name, found: dict[str, Kind]) -> Iterator[Kind]:
    """The narrowest kinds that a food is of."""
    cores = name.cores[-1:] if name.chained or name.apart else name.cores[1:] or name.cores
    for core in cores:
        fronted = [found[form] for front in name.fronts_said if (form := one(f"{front} {core}")) in found]
        if fronted:
            yield from fronted
        elif one(core) in found:
            yield found[one(core)]
        else:
            yield from _nearest(name, core, found)


def _nearest(name: Name, core: str, found: dict[str, Kind]) -> Iterator[Kind]:
    """The kinds above a core that no other food has."""
    if name.apart:
        return
    before = name.cores[: name.cores.index(core)] if name.chained else name.cores[:1]
    for other in reversed(before):
        fronted = [found[form] for front in name.fronts_said if (form := one(f"{front} {other}")) in found]
        near = fronted or [found[form] for form in (one(other),) if form in found]
        if near:
            yield from near
            return
