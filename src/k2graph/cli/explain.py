"""``k2graph sparql`` and ``k2graph explain``: how a question is understood."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from k2graph.cli.options import backend_option, format_option, graph_option, open_graph, output_option, put, sentence
from k2graph.cli.status import ANSWERED, WRONG_USAGE, complain
from k2graph.render.look import clean

if TYPE_CHECKING:
    from k2graph.explanation import Explanation


@click.command()
@click.argument("question", nargs=-1, required=True)
@graph_option
@backend_option
@output_option
def sparql(question: tuple[str, ...], graph: str, backend: str, output: str | None) -> int:
    """Print the SPARQL query that a question becomes.

    It is SPARQL 1.1 and complete by itself: it gives the same rows on any engine that has loaded the exported graph.
    """
    put(open_graph(graph, backend).sparql(sentence(question)), output)
    return ANSWERED


@click.command()
@click.argument("question", nargs=-1, required=True)
@graph_option
@backend_option
@format_option("text", "json")
@output_option
def explain(question: tuple[str, ...], graph: str, backend: str, format: str, output: str | None) -> int:
    """Show how a question is understood: words, parse, plan, SPARQL, and the time that each took."""
    explanation = open_graph(graph, backend).explain(sentence(question))
    if format == "json":
        put(json.dumps(asdict(explanation), ensure_ascii=False, indent=2), output)
    else:
        put("\n\n".join(_paragraphs(explanation)), output)
    if explanation.problem:
        if format == "text":
            complain(explanation.problem.message)
        return WRONG_USAGE
    return ANSWERED


def _paragraphs(explanation: Explanation) -> Iterator[str]:
    yield f"Question\n  {clean(explanation.question)}"
    if explanation.restated:
        yield f"Understood as\n  {clean(explanation.restated)}"
    mentions = [
        f"  {mention.start}-{mention.end}  {clean(mention.text)}  ({', '.join(mention.kinds)})"
        + (f": {', '.join(map(clean, mention.meanings))}" if mention.meanings else "")
        for mention in explanation.mentions
    ]
    if mentions:
        yield "\n".join(("Mentions", *mentions))
    for heading, text in (("Parse", explanation.tree), ("Plan", explanation.plan), ("SPARQL", explanation.sparql)):
        if text:
            yield "\n".join((heading, *(f"  {line}" for line in text.strip().splitlines())))
    if explanation.timings_ms:
        timings = (f"  {stage}: {spent:.2f} ms" for stage, spent in explanation.timings_ms.items())
        yield "\n".join(("Time", *timings))
