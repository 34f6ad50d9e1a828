"""The group of commands: found when they are asked for, a question in place of one, and every error in words."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any, NoReturn

import click

from k2graph import __version__
from k2graph.cli.status import INTERRUPTED, PIPE_CLOSED, WRONG_USAGE, complain, told

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

# name of the command -> the module it is in; a module is imported when its command is asked for
_COMMANDS = {
    "ask": "ask",
    "repl": "repl",
    "describe": "ask",
    "sparql": "explain",
    "explain": "explain",
    "complete": "complete",
    "export": "graph",
    "check": "graph",
    "lexicon": "lexicon",
    "stats": "stats",
    "completion": "completion",
}


class Commands(click.Group):
    """A group whose commands are imported lazily; what begins with no command is a question to ask."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """List the commands in the order of their use."""
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the module of a command and return it."""
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = getattr(import_module(f"k2graph.cli.{_COMMANDS[cmd_name]}"), cmd_name)
        return command

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the command first: the one that stands after its options, or ``ask`` where there is none."""
        if not args and sys.stdin.isatty() and sys.stdout.isatty():
            args = ["repl"]
        own = {name for param in self.get_params(ctx) for name in param.opts}
        if args and args[0] not in _COMMANDS and args[0] not in own:
            args = self._command_first(ctx, args)
        return super().parse_args(ctx, args)

    def _command_first(self, ctx: click.Context, args: list[str]) -> list[str]:
        ask = self.get_command(ctx, "ask")
        assert ask is not None
        valued = {name for param in ask.params if not getattr(param, "is_flag", True) for name in param.opts}
        at = 0
        while at < len(args) and args[at].startswith("-") and args[at] not in {"-", "--"}:
            at += 2 if args[at] in valued else 1
        if at < len(args) and args[at] in _COMMANDS:
            return [args[at], *args[:at], *args[at + 1 :]]
        return ["ask", *args]

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Complete the name of a command, or else the first word of a question."""
        found = super().shell_complete(ctx, incomplete)
        if found or incomplete.startswith("-"):
            return found
        from k2graph.cli.complete import words_after

        return words_after(ctx, None, incomplete)

    def invoke(self, ctx: click.Context) -> int:
        """Run a command and return its exit status; say in words what kept it from running."""
        try:
            status = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            _abandon_output()
            return PIPE_CLOSED
        return status or 0

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        **extra: Any,
    ) -> NoReturn:
        """Run the command line and exit with the contract's status."""
        _prepare_output()
        try:
            status = super().main(args, prog_name or "k2graph", complete_var, standalone_mode=False, **extra)
        except click.ClickException as error:
            error.show()
            status = WRONG_USAGE
        except (click.exceptions.Abort, KeyboardInterrupt):
            complain("interrupted")
            status = INTERRUPTED
        except Exception as error:  # noqa: BLE001 - no traceback ever reaches a user
            status = told(error)
        sys.exit(status or 0)


def _prepare_output() -> None:
    """Write UTF-8 to files and programs; what an old terminal cannot show becomes a question mark, not an error."""
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure:
        reconfigure(**({"errors": "replace"} if sys.stdout.isatty() else {"encoding": "utf-8", "errors": "replace"}))


def _abandon_output() -> None:
    """Let the interpreter end in silence after the reader of its output has gone."""
    devnull = os.open(os.devnull, os.O_WRONLY)
    os.dup2(devnull, sys.stdout.fileno())
    os.close(devnull)


@click.group("k2graph", cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="k2graph %(version)s")
def cli() -> None:
    """Ask a knowledge graph in plain English, and see what the answer rests on.

    \b
    k2graph what activates MGP
    k2graph "which foods contain MK-7?"

    A question in place of a command is asked. Exit status: 0 answered; 1 understood, but no answer known;
    2 not understood, ambiguous, or wrong usage; 3 the graph or an engine could not be used.
    """


def main() -> NoReturn:
    """Run the command line."""
    cli.main()
