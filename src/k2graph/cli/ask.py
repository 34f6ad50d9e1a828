"""``k2graph ask`` and ``k2graph describe``: questions, one or many, and their answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from k2graph.cli.options import Wanted, answer_options, colours, put, sentence
from k2graph.cli.status import OF_ANSWER, complain
from k2graph.render import render

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from k2graph.answer import Answer

_MACHINE = {"json", "jsonl"}  # every answer is one object, whatever became of the question
_ROWS = {"table", "csv", "tsv"}  # nothing but rows: the words go to standard error


def _completed(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    from k2graph.cli.complete import words_after

    return words_after(ctx, param, incomplete)


@click.command()
@click.argument("question", nargs=-1, shell_complete=_completed)
@answer_options
@click.option(
    "--batch",
    type=click.Path(exists=True, dir_okay=False, allow_dash=True),
    metavar="FILE",
    help="Ask every line of a file (- for standard input); print one JSON object a line.",
)
def ask(question: tuple[str, ...], wanted: Wanted, batch: str | None) -> int:
    """Ask a question in plain English.

    Its words need no quotation marks, unless the shell has a use for one of its characters (? * ' ( ) < > & ;).
    """
    if batch is not None:
        if question:
            raise click.UsageError("give a question or --batch, not both")
        if wanted.format not in {None, *_MACHINE}:
            raise click.BadParameter("a batch gives JSON lines: use jsonl", param_hint="--format")
        from k2graph.cli.batch import ask_all

        return ask_all(wanted.open(), batch, wanted.output)
    if not question:
        from k2graph.cli.repl import converse, on_terminal

        if on_terminal() and wanted.output is None:
            return converse(wanted)
        raise click.UsageError("what is the question?")
    return show(wanted.open().ask(sentence(question)), wanted)


@click.command()
@click.argument("entity", nargs=-1, required=True)
@answer_options
def describe(entity: tuple[str, ...], wanted: Wanted) -> int:
    """Say what is known of one thing, by its name or IRI, or what a claim says, by its id."""
    return show(wanted.open().describe(sentence(entity)), wanted)


def show(answer: Answer, wanted: Wanted) -> int:
    """Print an answer in its format and return the exit status; what is no answer goes to standard error."""
    form = wanted.format or "text"
    understood = answer.status in {"answered", "no_answer"}
    if understood or form in _MACHINE:
        colour = colours(wanted.output)
        text = render(answer, form, colour=colour, everything=wanted.everything, evidence=wanted.evidence)
        put(text, wanted.output)
    if not understood and form not in _MACHINE:
        click.echo(render(answer, "text"), err=True)
    elif form in _ROWS:
        _remark(answer, form)
    return OF_ANSWER[answer.status]


def _remark(answer: Answer, form: str) -> None:
    """Say beside the rows what has no place in them."""
    if answer.status == "no_answer" and form != "table":
        complain(answer.text)
    for conflict in answer.conflicts:
        sides = " / ".join(", ".join(side) for side in conflict.sides)
        complain(f"{conflict.heading.lower()}: {conflict.topic} ({sides})")
    for notice in answer.notices:
        complain(notice)
