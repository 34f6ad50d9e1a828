"""Exit statuses, and messages to the person at the terminal."""

from __future__ import annotations

import os

import click

from k2graph.errors import BackendError, K2GraphError, OntologyError
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


def told(error: Exception) -> int:
    """Say what went wrong, and return the exit status that it means."""
    if isinstance(error, OntologyError | BackendError):
        complain(str(error))
        return UNUSABLE
    if isinstance(error, K2GraphError):
        complain(str(error))
        return WRONG_USAGE
    if isinstance(error, OSError):
        place = f"{error.filename}: " if error.filename else ""
        complain(f"{place}{error.strerror or error}")
        return UNUSABLE
    if os.environ.get("K2GRAPH_DEBUG"):
        raise error
    complain(f"internal error: {type(error).__name__}: {error} (K2GRAPH_DEBUG=1 shows where; please report it)")
    return UNUSABLE
