"""``k2graph export``, and ``check``: the graph as a whole."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict

import click

from k2graph import exports
from k2graph.cli.options import backend_option, format_option, graph_option, open_graph, output_option, put, unwritable
from k2graph.cli.status import ANSWERED, NO_ANSWER
from k2graph.render.look import printable


@click.command()
@graph_option
@backend_option
@format_option(*exports.FORMATS, default=None)
@output_option
def export(graph: str, backend: str, format: str | None, output: str | None) -> int:
    """Write the whole graph: claims, facts, inferences and schema, or the facts for a graph tool.

    Without --format the ending of --output says which, and standard output gets Turtle. trig keeps the named graphs.
    """
    chosen = format or _format_of(output)
    ontology = open_graph(graph, backend).ontology
    if output is None:
        exports.export(ontology, chosen, sys.stdout.buffer)
        return ANSWERED
    try:
        exports.export(ontology, chosen, output)
    except OSError as error:
        raise unwritable(output, error) from error
    return ANSWERED


def _format_of(output: str | None) -> str:
    if output is None:
        return "turtle"
    for name, ending in exports.FORMATS.items():
        if output.lower().endswith(ending):
            return name
    known = ", ".join(exports.FORMATS.values())
    raise click.BadParameter(f"the ending of {output!r} names no format ({known}): use --format", param_hint="--output")


@click.command()
@click.argument("files", nargs=-1, type=click.Path(exists=True), metavar="[FILE]...")
@graph_option
@format_option("text", "json")
@click.option("--no-shapes", is_flag=True, help="Leave the SHACL shapes unchecked.")
def check(files: tuple[str, ...], graph: str, format: str, no_shapes: bool) -> int:
    """Check files or folders of an ontology, or the shipped one, and name what is wrong by file and line.

    A folder must hold by itself; single files are checked as additions to the shipped graph. Exit status: 0 nothing
    wrong, 1 an error was found.
    """
    from k2graph.check import validate

    paths = files or (None if graph == "k2" else (graph,))
    findings = validate(paths, shapes=not no_shapes)
    if format == "json":
        put(json.dumps([asdict(finding) for finding in findings], ensure_ascii=False, indent=2), None)
    else:
        for finding in findings:
            click.echo(printable(str(finding)))
        errors = sum(finding.severity == "error" for finding in findings)
        click.echo(f"errors: {errors}; warnings and notes: {len(findings) - errors}", err=True)
    return NO_ANSWER if any(finding.severity == "error" for finding in findings) else ANSWERED
