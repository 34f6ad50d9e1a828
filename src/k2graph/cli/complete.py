"""``k2graph complete``: ways to go on with a question; the shell's own completion asks the same."""

from __future__ import annotations

import json
from dataclasses import asdict

import click
from click.shell_completion import CompletionItem

from k2graph.cli.options import format_option, graph_option, open_graph, sentence
from k2graph.cli.status import ANSWERED, NO_ANSWER
from k2graph.errors import K2GraphError
from k2graph.render.look import printable


@click.command()
@click.argument("text", nargs=-1)
@graph_option
@format_option("text", "json")
@click.option("--most", type=click.IntRange(1, 100), default=10, show_default=True, help="How many ways to give.")
def complete(text: tuple[str, ...], graph: str, format: str, most: int) -> int:
    """Give ways to go on with a question, the best first.

    The last word may be unfinished; a space after it, inside quotation marks, asks for the next word.
    """
    found = open_graph(graph, "oxigraph").complete(sentence(text), most=most)
    if format == "json":
        click.echo(json.dumps([asdict(completion) for completion in found], ensure_ascii=False, indent=2))
    else:
        for completion in found:
            click.echo(printable(completion.question))
    return ANSWERED if found else NO_ANSWER


def words_after(ctx: click.Context, param: click.Parameter | None, incomplete: str) -> list[CompletionItem]:
    """Complete one word of a command line that asks a question; a question in quotation marks is completed whole."""
    before = sentence(tuple(ctx.params.get("question") or ()))
    text = f"{before} {incomplete}".lstrip()
    try:
        with ctx.scope(cleanup=False):
            found = open_graph(ctx.params.get("graph") or "k2", "oxigraph").complete(text)
    except K2GraphError:
        return []
    begun = len(text) - len(incomplete)
    rests = [completion.question[begun:].lstrip() for completion in found]
    words = dict.fromkeys(rest if " " in incomplete else rest.partition(" ")[0] for rest in rests)
    return [CompletionItem(word) for word in words if word]
