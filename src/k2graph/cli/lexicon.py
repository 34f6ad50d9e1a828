"""``k2graph lexicon``: a first lexicon of a graph, and what is wrong or lacking in one."""

from __future__ import annotations

import click

from k2graph.cli.options import put
from k2graph.cli.status import ANSWERED, NO_ANSWER
from k2graph.render.look import printable


@click.group()
def lexicon() -> None:
    """Draft the lexicon of a graph of your own, or check it."""


@lexicon.command()
@click.argument("graph", type=click.Path())
@click.option("-o", "--output", type=click.Path(dir_okay=False), metavar="FILE", help="Write to a file.")
def draft(graph: str, output: str | None) -> int:
    """Write a first lexicon of GRAPH, a file or a folder, with what is guessed from its names.

    Each property comes with what it relates and a fact that it states, as a comment.
    """
    from k2graph.ontology import Ontology
    from k2graph.phrasebook import draft_lexicon

    put(printable(draft_lexicon(Ontology.load(graph))).rstrip("\n"), output)
    return ANSWERED


@lexicon.command()
@click.argument("graph", type=click.Path())
@click.argument("files", nargs=-1, type=click.Path(exists=True), metavar="[LEXICON]...")
def check(graph: str, files: tuple[str, ...]) -> int:
    """Say which properties of GRAPH cannot be asked about and why, and which phrases clash.

    GRAPH is a file or a folder, with its lexicon in it or in further files. Exit status: 0 nothing wrong, 1 an error
    was found.
    """
    from k2graph.ontology import Ontology
    from k2graph.phrasebook import check_lexicon

    remarks = check_lexicon(Ontology.load(graph, more=files))
    for remark in remarks:
        click.echo(printable(str(remark)))
    errors = sum(remark.severity == "error" for remark in remarks)
    click.echo(f"errors: {errors}; warnings and notes: {len(remarks) - errors}", err=True)
    return NO_ANSWER if errors else ANSWERED
