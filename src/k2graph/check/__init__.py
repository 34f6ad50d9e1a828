"""What is wrong with the files of an ontology: which file, which line, which subject."""

from __future__ import annotations

import os
from collections.abc import Iterable

from k2graph.check.claims import CHECKS
from k2graph.check.loaded import Finding, Loaded
from k2graph.check.reasoning import inconsistent, misplaced
from k2graph.check.shapes import check_shapes

__all__ = ["Finding", "validate"]


def validate(paths: Iterable[str | os.PathLike[str]] | None = None, *, shapes: bool = True) -> list[Finding]:
    """Check files or folders of RDF, or the shipped ontology, and list what is wrong with them by file and line.

    A folder is a whole graph and must hold by itself; single files are checked as additions to the shipped graph.
    Where the syntax of a file is wrong, the other files are checked all the same.

    Args:
        paths: files and folders; None for the shipped ontology.
        shapes: whether to check the SHACL shapes and OWL consistency too (needs the extra ``check``).

    Raises:
        OntologyError: a path does not exist, or a folder holds no RDF.

    >>> import pathlib, tempfile
    >>> broken = pathlib.Path(tempfile.mkdtemp()) / "broken.nt"
    >>> _ = broken.write_text("<a> <b> .")
    >>> [finding.line for finding in validate([broken], shapes=False)]
    [1]
    """
    loaded = Loaded.load(None if paths is None else [os.fspath(path) for path in paths])
    found = [*loaded.broken, *(finding for check in (*CHECKS, misplaced) for finding in check(loaded))]
    if shapes:
        found += [*check_shapes(loaded), *inconsistent(loaded)]
    return sorted(set(found), key=lambda finding: finding.order)
