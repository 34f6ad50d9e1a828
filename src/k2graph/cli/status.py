"""Exit statuses, and messages to the person at the terminal."""

from __future__ import annotations

import click

from k2graph.render.look import printable

ANSWERED = 0
NO_ANSWER = 1
WRONG_USAGE = 2
UNUSABLE = 3
INTERRUPTED = 130  # as a shell counts a process that SIGINT ended
PIPE_CLOSED = 141  # and one that SIGPIPE ended

OF_ANSWER = {"answered": ANSWERED, "no_answer": NO_ANSWER, "not_understood": WRONG_USAGE, "ambiguous": WRONG_USAGE}
"""The exit status that the status of an answer means."""


def complain(message: str) -> None:
    """Print a message to standard error, under the program's name."""
    click.echo(f"k2graph: {printable(message)}", err=True)
