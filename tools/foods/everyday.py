"""Everyday names of measured foods: "prunes", "romaine", "courgette", "pasta"; the table of words has them.

A name is given to the foods whose names in the table begin so, or that are of a kind. Where these are one food, or
just the foods of a kind, it is another name for that; else the name is a kind of its own with these foods below it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import Protocol

from kinds import Kind, Labels, iri_of, one
from names import Name


class Placed(Protocol):
    """A food with its name and the kinds that it is of."""

    name: Name
    broader: tuple[str, ...]


@dataclass
class Everyday:
    """The foods of the table with their kinds, and who is called what."""

    foods: Sequence[Placed]
    found: dict[str, Kind]
    labels: Labels
    also: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))  # other names, by place of the food

    def give(self, table: Mapping[str, Sequence[str]]) -> None:
        """Give the names of a table: how the name of a food begins, or a kind, to names; the widest names first.

        Raises:
            ValueError: no food is meant, or a name is something else's.
        """
        extents = self._extents()
        found = {told: self._meant(told, extents) for told in table}
        _refuse("no food is called", [told for told, foods in found.items() if not foods])
        meant: dict[str, set[int]] = defaultdict(set)
        for told, given in table.items():
            for name in given:
                meant[name] |= found[told]
        _refuse(
            "something else is called", [name for name in meant if not self._known(name) and not self.labels.free(name)]
        )
        called: dict[frozenset[int], list[str]] = defaultdict(list)
        for name, foods in meant.items():
            called[frozenset(foods)].append(name)
        for places in sorted(called, key=lambda places: (-len(places), sorted(places))):
            self._call(places, called[places])

    def _meant(self, told: str, extents: Mapping[str, frozenset[int]]) -> set[int]:
        kind = self.found.get(one(told))
        if kind is not None:
            return set(extents[kind.iri])
        return {i for i, food in enumerate(self.foods) if fnmatchcase(food.name.listed, f"{told}*")}

    def _known(self, name: str) -> str:
        """The kind, or food of the articles, that has a name already; empty where there is none."""
        return self.labels.article(name) or (self.found[one(name)].iri if one(name) in self.found else "")

    def _extents(self) -> dict[str, frozenset[int]]:
        """The foods that are of each kind."""
        above = {kind.iri: kind.broader for kind in self.found.values()}
        extents: dict[str, set[int]] = defaultdict(set)
        for i, food in enumerate(self.foods):
            new = set(food.broader)
            reached: set[str] = set()
            while new:
                reached |= new
                new = {wider for iri in new for wider in above.get(iri, ())} - reached
            for iri in reached:
                extents[iri].add(i)
        return {iri: frozenset(foods) for iri, foods in extents.items()}

    def _call(self, foods: frozenset[int], given: Sequence[str]) -> None:
        """Call some foods by names that mean just these."""
        new = [name for name in given if not self._known(name)]
        for name in given:
            if name not in new:
                self._under(foods, self._known(name))
        if len(foods) == 1:
            self.also[min(foods)] += [name for name in new if self.labels.take(name, f"food {min(foods)}")]
        elif new:
            kind = self._same(foods) or self._kind(new[0], foods)
            kind.also += [name for name in new if self.labels.take(name, kind.iri)]

    def _same(self, foods: frozenset[int]) -> Kind | None:
        """The kind that just these foods are of."""
        extents = self._extents()
        return next((kind for kind in self.found.values() if not kind.known and extents.get(kind.iri) == foods), None)

    def _kind(self, label: str, foods: frozenset[int]) -> Kind:
        """A new kind, with its foods and the kinds of these below it, under the nearest kinds that have them all."""
        extents = self._extents()
        wider = {kind.iri for kind in self.found.values() if extents.get(kind.iri, frozenset()) > foods}
        kind = Kind(label, iri_of(label))
        kind.broader = {iri for iri in wider if not any(extents[other] < extents[iri] for other in wider)}
        self.labels.take(label, kind.iri)
        self.found[one(label)] = kind
        self._under(foods, kind.iri)
        return kind

    def _under(self, foods: frozenset[int], iri: str) -> None:
        """Hang foods under a kind, by their own kinds where all foods of such a one are meant."""
        extents = self._extents()
        inside = {
            kind.iri: kind
            for kind in self.found.values()
            if kind.iri != iri and not kind.known and extents.get(kind.iri) and extents[kind.iri] <= foods
        }
        for kind in inside.values():
            if not kind.broader & inside.keys():
                kind.broader.add(iri)
        for i in foods - extents.get(iri, frozenset()):
            if not inside.keys() & set(self.foods[i].broader):
                self.foods[i].broader = (*self.foods[i].broader, iri)


def _refuse(fault: str, names: Sequence[str]) -> None:
    if names:
        raise ValueError(f"words.toml, also: {fault} {', '.join(names)}")
