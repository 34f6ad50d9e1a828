"""All that a graph says of each of its claims, in one file that is read whole: for answers that rest on thousands."""

from __future__ import annotations

import json
from collections import defaultdict

from pyoxigraph import Literal, NamedNode, Store

from k2graph import vocab

Said = dict[NamedNode, list[NamedNode | Literal]]  # by predicate, sorted by value


def of_claim(store: Store, claim: NamedNode) -> Said:
    """All that a store says of a claim in any of its graphs; blank nodes are left out."""
    said: Said = defaultdict(list)
    for quad in store.quads_for_pattern(claim, None, None):
        thing = quad.object
        if isinstance(thing, NamedNode | Literal) and thing not in said[quad.predicate]:
            said[quad.predicate].append(thing)
    return {predicate: sorted(objects, key=lambda term: term.value) for predicate, objects in said.items() if objects}


def encode(store: Store) -> bytes:
    """What is said of every claim: the terms, each once, and the claims as numbers of terms."""
    numbers: dict[NamedNode | Literal, int] = {}

    def number(term: NamedNode | Literal) -> int:
        return numbers.setdefault(term, len(numbers))

    claims = [
        [
            number(claim),
            [[number(predicate), *map(number, things)] for predicate, things in of_claim(store, claim).items()],
        ]
        for claim in sorted({q.subject for q in store.quads_for_pattern(None, vocab.TYPE, vocab.CLAIM)}, key=str)
        if isinstance(claim, NamedNode)
    ]
    return json.dumps([[_written(term) for term in numbers], claims], separators=(",", ":")).encode()


def decode(data: bytes) -> dict[NamedNode, Said]:
    """What `encode` wrote."""
    written, claims = json.loads(data)
    terms = [NamedNode(text) if isinstance(text, str) else _literal(*text) for text in written]
    return {
        terms[claim]: {terms[predicate]: [terms[n] for n in things] for predicate, *things in said}
        for claim, said in claims
    }


def _written(term: NamedNode | Literal) -> str | list[str | None]:
    return term.value if isinstance(term, NamedNode) else [term.value, term.language, term.datatype.value]


def _literal(value: str, language: str | None, datatype: str) -> Literal:
    if language is not None:
        return Literal(value, language=language)
    return Literal(value, datatype=NamedNode(datatype))
