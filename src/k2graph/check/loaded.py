"""The files to check, loaded so that each triple can still be traced to its file, and each subject to its line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from typing import Literal as OneOf

from pyoxigraph import Quad, Store, parse

from k2graph import vocab
from k2graph.check.statements import statement_lines
from k2graph.errors import OntologyError
from k2graph.ontology import FORMATS, SHIPPED, project_folder, source_files
from k2graph.terms import NamedNode, Term

Severity = OneOf["error", "warning", "note"]
_SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong; ``subject`` is shortened by the usual prefixes.

    >>> str(Finding("error", "claims/S0.ttl", 12, "claim:S0-021", "no source"))
    'claims/S0.ttl:12: error: claim:S0-021: no source'
    """

    severity: Severity
    path: str | None
    line: int | None
    subject: str | None
    message: str

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.path and self.line else self.path
        return ": ".join(part for part in (place, self.severity, self.subject, self.message) if part)

    @property
    def order(self) -> tuple[str, int, int, str, str]:
        """By file and line; what has none comes last."""
        severity = _SEVERITIES.index(self.severity)
        return (self.path or "\uffff", self.line or 0, severity, self.subject or "", self.message)


@dataclass(slots=True)
class Loaded:
    """Everything that is known, the files to check with their graphs, and the findings of loading them."""

    store: Store = field(default_factory=Store)
    files: dict[NamedNode, Path] = field(default_factory=dict)
    broken: list[Finding] = field(default_factory=list)
    folder: Path | None = None
    lines: dict[Path, dict[str, int]] = field(default_factory=dict)

    @classmethod
    def load(cls, paths: list[str] | None) -> Loaded:
        """Load the files to check, and around them what they may refer to."""
        loaded = cls()
        selectors = paths or [SHIPPED]
        for selector in selectors:
            for path, graph in source_files(selector):
                loaded._load(path, graph if len(selectors) == 1 else NamedNode(path.resolve().as_uri()))
        roots = [project_folder("ontology") if selector == SHIPPED else Path(selector) for selector in selectors]
        loaded.folder = next((root for root in roots if root.is_dir()), None)
        if loaded.folder is None:
            loaded._load_around(source_files(SHIPPED))
        elif not loaded.known(vocab.CLAIM, vocab.TYPE, vocab.OWL("Class")):
            schema = project_folder("ontology") / "schema.ttl"
            loaded._load_around([(schema, vocab.GRAPH("schema"))] if schema.is_file() else [])
        return loaded

    def _load(self, path: Path, graph: NamedNode) -> None:
        self.files[graph] = path
        try:
            self.store.extend(_quads(path, graph))
        except SyntaxError as error:
            message = f"not valid {FORMATS[path.suffix].name}: {error.msg}"
            self.broken.append(Finding("error", str(path), error.lineno, None, message))
        except (OSError, ValueError) as error:
            self.broken.append(Finding("error", str(path), None, None, f"cannot be read: {error}"))

    def _load_around(self, sources: list[tuple[Path, NamedNode]]) -> None:
        """Load what is only referred to; what is wrong with it is not asked."""
        checked = {path.resolve() for path in self.files.values()}
        for path, graph in sources:
            if path.resolve() not in checked:
                self.store.extend(_quads(path, NamedNode(f"{graph.value}#around")))

    def known(self, subject: Any, predicate: NamedNode | None = None, object: Any = None) -> bool:
        """Tell whether any such triple is known, in the files or around them."""
        return next(iter(self.store.quads_for_pattern(subject, predicate, object)), None) is not None

    def quads(self, subject: Any = None, predicate: NamedNode | None = None, object: Any = None) -> Iterator[Quad]:
        """Find quads of the files to check, in a fixed order."""
        found = self.store.quads_for_pattern(subject, predicate, object)
        return iter(sorted((quad for quad in found if quad.graph_name in self.files), key=str))

    def finding(self, severity: Severity, quad: Quad, message: str) -> Finding:
        """Make a finding about the subject of a quad, at the line where its block begins."""
        graph, subject = quad.graph_name, quad.subject
        path = self.files.get(graph) if isinstance(graph, NamedNode) else None
        line = self._line(path, subject.value) if path and isinstance(subject, NamedNode) else None
        return Finding(severity, str(path) if path else None, line, short(subject), message)

    def about(self, severity: Severity, subject: Term, message: str) -> Finding:
        """Make a finding about a subject, in the first of the files that describes it."""
        quad = next(self.quads(subject), None)
        return self.finding(severity, quad, message) if quad else Finding(severity, None, None, short(subject), message)

    def _line(self, path: Path, subject: str) -> int | None:
        if path not in self.lines:
            text = path.read_text(encoding="utf-8", errors="replace")
            self.lines[path] = statement_lines(text, path.resolve().as_uri())
        return self.lines[path].get(subject)


def _quads(path: Path, graph: NamedNode) -> Iterator[Quad]:
    """Parse a file into one graph: what counts is which file says a thing, not which graph inside it."""
    form = FORMATS.get(path.suffix)
    if form is None:
        raise OntologyError(f"unknown kind of file: use {', '.join(sorted(FORMATS))}", path=str(path))
    parsed = parse(path.read_bytes(), form, base_iri=path.resolve().as_uri(), rename_blank_nodes=True)
    return (Quad(quad.subject, quad.predicate, quad.object, graph) for quad in parsed)


def short(term: object) -> str:
    """Write a term with the usual prefixes.

    >>> short(vocab.CLAIM), short(NamedNode("https://w3id.org/k2graph/claim/S0-021"))
    ('k2:Claim', 'claim:S0-021')
    """
    if not isinstance(term, NamedNode):
        return str(term)
    matches = [(base, name) for name, base in vocab.PREFIXES.items() if term.value.startswith(base)]
    if not matches:
        return term.value
    base, name = max(matches, key=lambda match: len(match[0]))
    return f"{name}:{term.value.removeprefix(base)}"
