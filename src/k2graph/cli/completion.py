"""``k2graph completion``: the script by which a shell completes the command."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from k2graph.cli.status import ANSWERED


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> int:
    """Print the script that lets a shell complete k2graph.

    \b
    bash   eval "$(k2graph completion bash)"      in ~/.bashrc
    zsh    eval "$(k2graph completion zsh)"       in ~/.zshrc
    fish   k2graph completion fish | source       in ~/.config/fish/config.fish
    """
    from k2graph.cli.group import cli

    script = get_completion_class(shell)
    assert script is not None
    click.echo(script(cli, {}, "k2graph", "_K2GRAPH_COMPLETE").source())
    return ANSWERED
