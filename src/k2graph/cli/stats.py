"""``k2graph stats``: how much a graph holds."""

from __future__ import annotations

import json

import click

from k2graph.cli.options import backend_option, format_option, graph_option, open_graph, put
from k2graph.cli.status import ANSWERED
from k2graph.render.look import Look
from k2graph.render.rows import Rows
from k2graph.render.table import grid
from k2graph.stats import count


@click.command()
@graph_option
@backend_option
@format_option("text", "json")
def stats(graph: str, backend: str, format: str) -> int:
    """Count what a graph holds."""
    counts = count(open_graph(graph, backend).ontology)
    if format == "json":
        put(json.dumps(counts, ensure_ascii=False, indent=2), None)
        return ANSWERED
    by_source = counts.pop("claims_by_source")
    rows = [(name.replace("_", " "), f"{number:,}") for name, number in counts.items()]
    rows += [(f"claims of {source}", f"{number:,}") for source, number in by_source.items()]
    put(grid(Rows(("what", "how many"), tuple(rows)), Look()), None)
    return ANSWERED
