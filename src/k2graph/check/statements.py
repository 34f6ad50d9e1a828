"""Where each subject of a Turtle file has its block: the line, found by a scan of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urljoin

_TOKEN = re.compile(
    r"""
      (?P<skip>\s+|\#[^\n]*)
    | (?P<long>\"{3}(?:[^"\\]|\\.|"(?!""))*\"{3}|'{3}(?:[^'\\]|\\.|'(?!''))*'{3})
    | (?P<string>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')
    | (?P<iri><[^<>"{}|^`\s]*>)
    | (?P<name>(?:\\.|[^\s<>"'\#;,.\[\](){}\\])+(?:\.+(?:\\.|[^\s<>"'\#;,.\[\](){}\\])+)*)
    | (?P<mark>.)
    """,
    re.VERBOSE | re.DOTALL,
)


def statement_lines(text: str, base: str = "") -> dict[str, int]:
    r"""Map the IRI of each subject to the line on which its first block begins.

    Reads Turtle, TriG and N-Triples; what is not one of them gives an empty or a shorter map, never an error.

    >>> statement_lines("@prefix k: <http://e.org/> .\nk:a a k:B ;\n  k:c 1.5 .\n<d> a k:B .", "http://e.org/x/")
    {'http://e.org/a': 2, 'http://e.org/x/d': 4}
    """
    lines: dict[str, int] = {}
    prefixes: dict[str, str] = {}
    for statement in _statements(text):
        (kind, first, line), *others = statement
        directive = first.lstrip("@").lower() if kind == "name" else ""
        if directive == "prefix" and len(others) >= 2:
            prefixes[others[0][1]] = urljoin(base, others[1][1][1:-1])
        elif directive == "base" and others:
            base = urljoin(base, others[0][1][1:-1])
        elif kind == "iri" or (kind == "name" and ":" in first):
            lines.setdefault(_expanded(kind, first, prefixes, base), line)
    return lines


def _statements(text: str) -> Iterator[list[tuple[str, str, int]]]:
    """The first three tokens of each statement, each with its kind and line."""
    statement: list[tuple[str, str, int]] = []
    line, ended = 1, True
    for match in _TOKEN.finditer(text):
        kind, words = match.lastgroup or "", match[0]
        if kind != "skip":
            ended = kind == "mark" and words in ".{}"
            if not ended and len(statement) < 3:
                statement.append((kind, words, line))
            if statement and (ended or _is_sparql_directive(statement)):
                yield statement
                statement = []
        line += words.count("\n")
    if statement and not ended:
        yield statement


def _is_sparql_directive(statement: list[tuple[str, str, int]]) -> bool:
    """Tell whether these tokens are a whole PREFIX or BASE as SPARQL writes it, without a dot."""
    word = statement[0][1].lower()
    return (word == "prefix" and len(statement) == 3) or (word == "base" and len(statement) == 2)


def _expanded(kind: str, token: str, prefixes: dict[str, str], base: str) -> str:
    if kind == "iri":
        return urljoin(base, token[1:-1])
    prefix, _, local = token.partition(":")
    return prefixes.get(prefix + ":", prefix + ":") + re.sub(r"\\(.)", r"\1", local)
