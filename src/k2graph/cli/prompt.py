"""The line that is typed into: history, completion as it is typed, and keys."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from prompt_toolkit import PromptSession
from prompt_toolkit.auto_suggest import AutoSuggestFromHistory
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.history import FileHistory, History, InMemoryHistory

from k2graph.render.look import printable

if TYPE_CHECKING:
    from k2graph.engine import KnowledgeGraph

MOST = 8  # completions in the menu


class QuestionCompleter(Completer):
    """Ways to go on with a question, or with the name of a command."""

    def __init__(self, kg: KnowledgeGraph, commands: Sequence[str]) -> None:
        self.kg = kg
        self.commands = commands

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterator[Completion]:
        """Complete what stands before the cursor."""
        text = document.text_before_cursor
        if text.lstrip().startswith(":"):
            begun = text.lstrip()
            yield from (Completion(name, -len(begun)) for name in self.commands if name.startswith(begun))
            return
        for found in self.kg.complete(text, most=MOST):
            meta = "" if found.meaning == found.text else printable(found.meaning)
            yield Completion(found.text, found.start - len(text), display=printable(found.text), display_meta=meta)


def lines(kg: KnowledgeGraph, commands: Sequence[str]) -> Iterator[str]:
    """Every line that is typed, until the end of the input; Ctrl-C gives up the line that is being typed."""
    session: PromptSession[str] = PromptSession(
        "? ",
        history=_history(),
        auto_suggest=AutoSuggestFromHistory(),
        completer=QuestionCompleter(kg, commands),
        complete_while_typing=True,
        complete_in_thread=True,
    )
    while True:
        try:
            yield session.prompt()
        except KeyboardInterrupt:
            continue
        except EOFError:
            return


def _history() -> History:
    """The questions of earlier sessions, in the user's folder for such things; of this one alone where it has none."""
    base = Path(os.environ.get("XDG_STATE_HOME", ""))
    try:
        folder = (base if base.is_absolute() else Path.home() / ".local" / "state") / "k2graph"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = folder / "history"
        path.touch(mode=0o600)
    except (OSError, RuntimeError):
        return InMemoryHistory()
    return FileHistory(str(path))
