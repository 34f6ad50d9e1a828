"""The command ``k2graph``.

Exit statuses: 0 answered; 1 understood, but no answer known; 2 not understood, ambiguous, or wrong usage;
3 the graph or an engine could not be used. Standard output carries the answer alone; messages go to standard error.
"""

from __future__ import annotations

from k2graph.cli.group import cli, main

__all__ = ["cli", "main"]
