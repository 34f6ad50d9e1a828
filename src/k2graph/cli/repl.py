"""``k2graph`` alone: questions one after another, each going on from the one before."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import click

from k2graph.cli.options import Wanted, answer_options, colours
from k2graph.cli.status import ANSWERED, complain, told
from k2graph.render import render
from k2graph.render.look import printable

if TYPE_CHECKING:
    from k2graph.answer import Answer
    from k2graph.engine import KnowledgeGraph

WELCOME = "Ask in plain English. :help says what can be asked; :quit or Ctrl-D ends."


@click.command()
@answer_options
def repl(wanted: Wanted) -> int:
    """Ask questions one after another.

    A question may go on from the one before ("and MK-4?", "how much of it?", "who says so?"); a number chooses among
    readings. On a terminal there are history and completion; otherwise each line of standard input is a question.
    """
    return converse(wanted)


def converse(wanted: Wanted) -> int:
    """Open the graph and answer until there is nothing more to answer."""
    if wanted.output is not None:
        raise click.UsageError("a conversation is not written to a file: --output is for one question, or a batch")
    kg = wanted.open()
    talk = Conversation(kg, wanted)
    if on_terminal():
        from k2graph.cli.prompt import lines

        click.echo(WELCOME)
        said: Iterator[str] = lines(kg, tuple(f":{name}" for name in COMMANDS))
    else:
        said = (raw.decode("utf-8", "replace") for raw in sys.stdin.buffer)
    for line in said:
        if not talk.answer(line):
            break
    return ANSWERED


def on_terminal() -> bool:
    """Whether somebody is there to talk with."""
    return sys.stdin.isatty() and sys.stdout.isatty()


@dataclass(frozen=True, slots=True)
class Command:
    """What a line that begins with a colon does; it gives the text to print, None to end."""

    does: Callable[[Conversation], str | None]
    help: str


class Conversation:
    """Lines said, and what is printed for each."""

    def __init__(self, kg: KnowledgeGraph, wanted: Wanted) -> None:
        self.kg = kg
        self.wanted = wanted
        self.session = kg.session()
        self.last: Answer | None = None

    def answer(self, line: str) -> bool:
        """Print what a line comes to; tell whether to go on."""
        line = line.strip()
        if not line:
            return True
        try:
            text = self._command(line) if line.startswith(":") else self._asked(line)
        except BrokenPipeError:
            raise
        except KeyboardInterrupt:
            complain("interrupted")
            return True
        except Exception as error:  # noqa: BLE001 - one question that fails does not end the conversation
            told(error)
            return True
        if text is not None:
            click.echo(f"{text}\n", color=True)
        return text is not None

    def _asked(self, line: str) -> str:
        self.last = self.session.ask(line)
        return self.shown(self.last)

    def _command(self, line: str) -> str | None:
        name = line[1:].split(" ", 1)[0].lower()
        found = [command for known, command in COMMANDS.items() if name and known.startswith(name)]
        if not found:
            return f"There is no command {printable(line)!r}: {', '.join(f':{known}' for known in COMMANDS)}."
        return found[0].does(self)

    def shown(self, answer: Answer, *, evidence: bool = False, everything: bool = False) -> str:
        """An answer as text, with numbers before what can be chosen from."""
        form = self.wanted.format or "text"
        offered = (answer.interpretations or answer.suggestions) if form == "text" else ()
        shown = replace(answer, interpretations=(), suggestions=()) if offered else answer
        text = render(
            shown,
            form,
            colour=colours(None),
            everything=everything or self.wanted.everything,
            evidence=evidence,
        )
        return "\n".join([text, *(f"  {i}. {printable(question)}" for i, question in enumerate(offered, 1))])


def _evidence(talk: Conversation) -> str:
    return talk.shown(talk.last, evidence=True) if talk.last else "Nothing has been asked yet."


def _everything(talk: Conversation) -> str:
    return talk.shown(talk.last, evidence=True, everything=True) if talk.last else "Nothing has been asked yet."


def _sparql(talk: Conversation) -> str:
    if talk.last is None:
        return "Nothing has been asked yet."
    return printable(talk.last.sparql or "The last answer is not that of one query.")


def _help(talk: Conversation) -> str:
    return "\n".join(_help_lines(talk))


def _help_lines(talk: Conversation) -> Iterator[str]:
    yield "Questions that this graph answers, among others:"
    yield from (f"  {printable(question)}" for question in talk.kg.examples())
    yield "After an answer:"
    yield "  and …?   what about …?   in …?   how much of it?   how many?   why?   who says so?"
    yield "Commands:"
    yield from (f"  :{name:10} {command.help}" for name, command in COMMANDS.items())


COMMANDS = {
    "help": Command(_help, "say what can be asked"),
    "evidence": Command(_evidence, "show the claims behind the last answer"),
    "all": Command(_everything, "show all of the last answer"),
    "sparql": Command(_sparql, "show the query of the last answer"),
    "quit": Command(lambda _talk: None, "end; so does Ctrl-D"),
}
