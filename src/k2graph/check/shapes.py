"""The SHACL shapes of an ontology, checked by pyshacl where it is installed."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import Triple

from k2graph.check.loaded import Finding, Loaded, Severity, short
from k2graph.ontology import project_folder
from k2graph.terms import NamedNode

if TYPE_CHECKING:
    import rdflib

_SHACL = "http://www.w3.org/ns/shacl#"
_SEVERITIES: dict[str, Severity] = {
    f"{_SHACL}Violation": "error",
    f"{_SHACL}Warning": "warning",
    f"{_SHACL}Info": "note",
}


def check_shapes(loaded: Loaded) -> Iterator[Finding]:
    """Check the shapes of the folder, or the shipped ones, and turn each result into a finding."""
    path = _shapes_file(loaded)
    if path is None:
        return
    if find_spec("pyshacl") is None:
        message = 'the SHACL shapes were not checked: pip install "k2graph[check]"'
        yield Finding("note", str(path), None, None, message)
        return
    import rdflib

    shapes = rdflib.Graph()
    try:
        shapes.parse(path)
    except Exception as error:  # noqa: BLE001 - rdflib's parsers raise errors of many kinds
        yield Finding("error", str(path), getattr(error, "lines", None), None, f"not valid Turtle: {error}")
        return
    yield from _results(loaded, shapes)


def _shapes_file(loaded: Loaded) -> Path | None:
    folders = [folder for folder in (loaded.folder, project_folder("ontology")) if folder]
    return next((path for folder in folders if (path := folder / "shapes.ttl").is_file()), None)


def _flattened(shapes: rdflib.Graph) -> rdflib.Graph:
    """The same shapes, where each property of a shape with targets has those targets itself.

    This says the same, but pyshacl looks at all the nodes of a target in one pass, and takes a property inside a shape
    once for each node. A shape that others refer to keeps its properties, as do those that are closed or deactivated.
    """
    from rdflib import RDF, SH

    targets = (SH.targetClass, SH.targetNode, SH.targetSubjectsOf, SH.targetObjectsOf)
    flat = shapes + type(shapes)()
    for shape, part in shapes.subject_objects(SH.property):
        own = [(target, node) for target in targets for node in shapes.objects(shape, target)]
        whole = (None, None, shape) in shapes or any((shape, p, None) in shapes for p in (SH.closed, SH.deactivated))
        if own and not whole and (None, SH.qualifiedValueShapesDisjoint, None) not in shapes:
            flat.remove((shape, SH.property, part))
            flat.add((part, RDF.type, SH.PropertyShape))
            for target, node in own:
                flat.add((part, target, node))
    return flat


def _needed(loaded: Loaded, shapes: rdflib.Graph) -> Iterator[Triple]:
    """The triples that the shapes can see: those of the properties that they name, unless they may look at any."""
    from rdflib import RDF, RDFS, SH

    any_property = any((None, p, None) in shapes for p in (SH.closed, SH.sparql, SH.select, SH.ask, SH.js))
    named = {str(node) for node in shapes.all_nodes()} | {str(RDF.type), str(RDFS.subClassOf)}
    return (quad.triple for quad in loaded.store if any_property or quad.predicate.value in named)


def _results(loaded: Loaded, shapes: rdflib.Graph) -> Iterator[Finding]:
    import pyshacl
    import rdflib

    from k2graph.backends.rdflib import to_graph

    facts = to_graph(_needed(loaded, shapes))
    _, report, _ = pyshacl.validate(facts, shacl_graph=_flattened(shapes), inference="none", allow_warnings=True)
    assert isinstance(report, rdflib.Graph)
    shacl = rdflib.Namespace(_SHACL)
    for result in report.subjects(rdflib.RDF.type, shacl.ValidationResult):
        focus = report.value(result, shacl.focusNode)
        said = report.value(result, shacl.resultMessage)
        prop = report.value(result, shacl.resultPath)
        severity = _SEVERITIES.get(str(report.value(result, shacl.resultSeverity)), "error")
        where = f"{short(NamedNode(str(prop)))}: " if isinstance(prop, rdflib.URIRef) else ""
        if isinstance(focus, rdflib.URIRef):
            finding = loaded.about(severity, NamedNode(str(focus)), f"{where}{said}")
            if finding.path:  # what lies around the files is not what was asked about
                yield finding
        else:
            yield Finding(severity, None, None, str(focus), f"{where}{said}")
