"""``python -m k2graph``: the command."""

from __future__ import annotations

from k2graph.cli import main

main()
