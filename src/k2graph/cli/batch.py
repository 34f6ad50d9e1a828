"""Many questions, one a line, and one JSON object a line for each, in order and as they come."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Self

import click

from k2graph.answer import Answer, Problem
from k2graph.cli.options import unwritable
from k2graph.cli.status import ANSWERED, UNUSABLE, complain
from k2graph.files import replacing

if TYPE_CHECKING:
    from k2graph.engine import KnowledgeGraph

_PATIENCE = 1.0  # seconds before a batch shows how far it is


def ask_all(kg: KnowledgeGraph, batch: str, output: str | None) -> int:
    """Ask every line; a line that fails gets an object that says so, and the next one is asked.

    Returns:
        The exit status: 0 where every line was put to the graph, 3 where the engine failed on one.
    """
    status = ANSWERED
    with ExitStack() as stack:
        lines = sys.stdin.buffer if batch == "-" else stack.enter_context(Path(batch).open("rb"))
        write = _writer(stack, output)
        progress = stack.enter_context(_Progress(batch))
        for number, raw in enumerate(lines, 1):
            question = _decoded(raw, number)
            try:
                answer = kg.ask(question)
            except Exception as error:  # noqa: BLE001 - a bad line never ends the run
                complain(f"line {number}: {error}")
                answer = _failed(question, error)
                status = UNUSABLE
            write(answer.to_json())
            progress.step()
    return status


def _writer(stack: ExitStack, output: str | None) -> Callable[[str], None]:
    """Return what writes one line: to standard output at once, or to a file that appears when all is done."""
    if output is None:
        return click.echo
    try:
        stream: BinaryIO = stack.enter_context(replacing(output))
    except OSError as error:
        raise unwritable(output, error) from error

    def write(line: str) -> None:
        stream.write(f"{line}\n".encode())

    return write


def _decoded(raw: bytes, number: int) -> str:
    """Read one line, without its line break; a byte order mark before the first is no part of the question."""
    line = raw.removesuffix(b"\n").removesuffix(b"\r")
    if number == 1:
        line = line.removeprefix(b"\xef\xbb\xbf")
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError as error:
        complain(f"line {number}: not UTF-8 (byte {error.start + 1}): asked with replacement characters")
        return line.decode("utf-8", "replace")


def _failed(question: str, error: Exception) -> Answer:
    """Make the object of a question that the engine failed on: nothing is said about what it asked."""
    message = f"The engine failed on this question: {error}"
    return Answer(question, "not_understood", text=message, problem=Problem(message, 0, len(question)))


class _Progress:
    """A bar on standard error, where that is a terminal and the answers go elsewhere."""

    def __init__(self, batch: str) -> None:
        self.wanted = sys.stderr.isatty() and not sys.stdout.isatty()
        self.batch = batch
        self.started = time.monotonic()
        self.done = 0
        self.bar: Any = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self.bar:
            self.bar.__exit__(None, None, None)

    def step(self) -> None:
        """Count one question; show the bar once it takes long."""
        self.done += 1
        if self.bar:
            self.bar.update(1)
        elif self.wanted and time.monotonic() - self.started > _PATIENCE:
            self.bar = click.progressbar(
                _unread(), length=self._total(), label="questions", show_pos=True, file=sys.stderr
            )
            self.bar.__enter__()
            self.bar.update(self.done)

    def _total(self) -> int | None:
        if self.batch == "-":
            return None
        with Path(self.batch).open("rb") as lines:
            return sum(1 for _ in lines)


def _unread() -> Iterator[None]:
    """Stand for what the bar counts where its length is not known."""
    yield
