"""What the commands share: options, opening the graph, writing the output."""

from __future__ import annotations

import functools
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, TypeVar

import click

from k2graph.files import replacing
from k2graph.render import FORMATS

if TYPE_CHECKING:
    from k2graph.engine import KnowledgeGraph

_Command = TypeVar("_Command", bound=Callable[..., Any])
_BACKENDS = ("oxigraph", "rdflib")
_UNCACHED, _LEXICON = "k2graph.uncached", "k2graph.lexicon"

backend_option = click.option(
    "--backend", type=click.Choice(_BACKENDS), default="oxigraph", show_default=True, help="The engine to use."
)
output_option = click.option(
    "--output",
    type=click.Path(dir_okay=False),
    metavar="FILE",
    help="Write to a file, replaced only when all is written.",
)


def graph_option(command: _Command) -> _Command:
    """Add the options of every command that opens a graph; how it is opened is kept for `open_graph`."""
    which = click.option(
        "--graph", default="k2", metavar="SELECTOR", show_default=True, help="The graph: k2, a file or a folder of RDF."
    )
    uncached = click.option(
        "--no-cache",
        is_flag=True,
        expose_value=False,
        callback=lambda ctx, _param, given: ctx.meta.update({_UNCACHED: given}),
        help="Read the graph's files themselves, not their compiled form.",
    )
    lexicon = click.option(
        "--lexicon",
        multiple=True,
        metavar="FILE",
        expose_value=False,
        callback=lambda ctx, _param, given: ctx.meta.update({_LEXICON: given}),
        help="A file with words for the graph, in k2graph's vocabulary or OntoLex-Lemon; may be repeated.",
    )
    return which(lexicon(uncached(command)))


def format_option(*formats: str, default: str | None = "text") -> Callable[[_Command], _Command]:
    """Make the option that chooses one of these formats."""
    return click.option(
        "--format",
        type=click.Choice(formats),
        default=default,
        show_default=bool(default),
        help="The form of the output.",
    )


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which graph is asked, and how its answers are shown."""

    graph: str
    backend: str
    format: str | None
    everything: bool
    evidence: bool
    output: str | None

    def open(self) -> KnowledgeGraph:
        """Open the graph."""
        return open_graph(self.graph, self.backend)


def answer_options(command: Callable[..., int]) -> Callable[..., int]:
    """Add the options of every command that shows an answer; it gets them as one argument, ``wanted``."""

    @functools.wraps(command)
    def with_wanted(**given: Any) -> int:
        names = [field.name for field in fields(Wanted)]
        wanted = Wanted(**{name: given.pop(name) for name in names})
        return command(wanted=wanted, **given)

    options = (
        graph_option,
        backend_option,
        format_option(*FORMATS, default=None),
        click.option("--all", "everything", is_flag=True, help="Show everything, not only the first twenty."),
        click.option("--evidence/--no-evidence", default=True, help="Show the claims in text and Markdown, or not."),
        output_option,
    )
    for option in reversed(options):
        with_wanted = option(with_wanted)
    return with_wanted


def open_graph(selector: str, backend: str) -> KnowledgeGraph:
    """Open a graph; the engine is imported here and not before."""
    from k2graph.engine import KnowledgeGraph

    said = click.get_current_context().meta
    return KnowledgeGraph.open(selector, backend=backend, cache=not said.get(_UNCACHED), lexicon=said.get(_LEXICON, ()))


def sentence(words: tuple[str, ...]) -> str:
    """Join the words of a command line; bytes that were not in its encoding become replacement characters."""
    return " ".join(words).encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def colours(output: str | None) -> bool:
    """Tell whether to colour what is printed: on a terminal, unless NO_COLOR is set."""
    return output is None and sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def put(text: str, output: str | None) -> None:
    """Print a text, or write it to the file that takes it."""
    if output is None:
        click.echo(text, color=True)
        return
    try:
        with replacing(output) as stream:
            stream.write(f"{text}\n".encode("utf-8", "replace"))
    except OSError as error:
        raise unwritable(output, error) from error


def unwritable(output: str, error: OSError) -> click.ClickException:
    """Make the error of a file that the command line names and that cannot be written."""
    return click.ClickException(f"cannot write {output!r}: {error.strerror or error}")
