"""Triples that a program gives, as text or as terms of rdflib or pyoxigraph, read into pyoxigraph's."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from k2graph.errors import OntologyError

GIVEN = "the triples given"


def read_triples(given: str | Iterable[object]) -> list[Triple]:
    """Read Turtle text, an ``rdflib.Graph``, or triples of rdflib's or pyoxigraph's terms.

    >>> [str(triple.predicate) for triple in read_triples("<urn:a> <urn:b> <urn:c> .")]
    ['<urn:b>']

    Raises:
        OntologyError: it is not Turtle, or not triples.
    """
    if isinstance(given, str):
        try:
            return [quad.triple for quad in parse(given, format=RdfFormat.TURTLE)]
        except (SyntaxError, ValueError) as error:
            line = getattr(error, "lineno", None)
            raise OntologyError(f"not valid Turtle: {getattr(error, 'msg', error)}", path=GIVEN, line=line) from error
    return [one if isinstance(one, Triple) else _triple(one) for one in given]


def _triple(given: object) -> Triple:
    try:
        subject, predicate, thing = (_term(part) for part in given)  # type: ignore[attr-defined]  # told below
        return Triple(subject, predicate, thing)  # type: ignore[arg-type]  # told below
    except (TypeError, ValueError) as error:
        message = f"not a triple of RDF terms: {given!r} ({error})"
        raise OntologyError(message, path=GIVEN) from error


def _term(part: object) -> NamedNode | BlankNode | Literal:
    if isinstance(part, NamedNode | BlankNode | Literal):
        return part
    if hasattr(part, "n3"):
        from k2graph.backends.rdflib import to_term

        term = to_term(part)  # type: ignore[arg-type]  # a term of rdflib's
        if isinstance(term, NamedNode | BlankNode | Literal):
            return term
    raise TypeError(f"{part!r} is no RDF term")
