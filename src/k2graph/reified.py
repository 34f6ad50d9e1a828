"""Facts as keys, and the claims or inferences that speak of each of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import NamedNode, Store

from k2graph import vocab

Fact = tuple[str, str, str]


def fact_of(subject: object, predicate: object, thing: object) -> Fact:
    """A triple as a key: the texts of its terms."""
    return (str(subject), str(predicate), str(thing))


def iri_of(part: str) -> NamedNode:
    """The IRI that a part of a fact is the text of."""
    return NamedNode(part[1:-1])


class Reified(Mapping[Fact, tuple[NamedNode, ...]]):
    """The terms of one class that speak of each fact; a fact's are looked up when they are asked for."""

    def __init__(self, store: Store, kind: NamedNode) -> None:
        self._store = store
        self._kind = kind
        self._is_empty = not any(True for _ in store.quads_for_pattern(None, vocab.TYPE, kind))
        self._known: dict[Fact, tuple[NamedNode, ...]] = {}
        self._matching: dict[tuple[str | None, ...], list[Fact]] = {}
        self._whole: set[str] = set()  # predicates of which every fact is known

    def __getitem__(self, fact: Fact) -> tuple[NamedNode, ...]:
        if fact not in self._known and not self._is_empty and fact[1] not in self._whole:
            self.matching(*fact)
        return self._known[fact]

    def read_all(self, predicates: Iterable[str]) -> None:
        """Look up at once what many facts will be asked for, by their predicates."""
        for predicate in sorted(set(predicates) - self._whole):
            self.matching(predicate=predicate)
            self._whole.add(predicate)

    def __iter__(self) -> Iterator[Fact]:
        return iter(self.matching())

    def __len__(self) -> int:
        return len(self.matching())

    def matching(
        self, subject: str | None = None, predicate: str | None = None, thing: str | None = None
    ) -> list[Fact]:
        """Every fact that has what is given, in order."""
        ends = (subject, predicate, thing)
        if self._is_empty:
            return []
        if ends not in self._matching:
            terms: dict[Fact, set[NamedNode]] = defaultdict(set)
            for term, fact in self._read(ends):
                if all(end in {None, part} for end, part in zip(ends, fact, strict=True)):
                    terms[fact].add(term)
            self._known |= {fact: tuple(sorted(said, key=lambda iri: iri.value)) for fact, said in terms.items()}
            self._matching[ends] = sorted(terms)
        return self._matching[ends]

    def _read(self, ends: tuple[str | None, ...]) -> Iterator[tuple[NamedNode, Fact]]:
        """Each term of the class, with its fact; blank nodes are left open, as in a query they match anything."""
        parts = [end if end and end[0] != "_" else f"?{name}" for end, name in zip(ends, "spo", strict=True)]
        fact = f"{vocab.SUBJECT} {parts[0]} ; {vocab.PREDICATE} {parts[1]} ; {vocab.OBJECT} {parts[2]}"
        query = f"SELECT ?c ?s ?p ?o WHERE {{ ?c {fact} ; a {self._kind} }}"
        for row in self._store.query(query, use_default_graph_as_union=True):  # type: ignore[union-attr]
            if isinstance(row["c"], NamedNode):
                s, p, o = (row[part[1:]] if part[0] == "?" else part for part in parts)
                yield row["c"], fact_of(s, p, o)
