"""Every error that k2graph raises on purpose.

::

    K2GraphError
    ├── OntologyError          path, line, subject      a file that cannot be used
    ├── QuestionError          question, start, end     str() draws the caret
    │   ├── UnknownWords          words, suggestions
    │   ├── QuestionSyntax        expected
    │   ├── AmbiguousQuestion     readings
    │   └── Unplannable           reason
    └── BackendError           backend
        ├── EndpointError         url, status, body
        └── QueryTimeout          seconds

An error keeps what was wrong as attributes; ``message`` is its sentence, ``str()`` adds where.
"""

from __future__ import annotations

import unicodedata
from typing import Any

__all__ = [
    "AmbiguousQuestion",
    "BackendError",
    "EndpointError",
    "K2GraphError",
    "OntologyError",
    "QueryTimeout",
    "QuestionError",
    "QuestionSyntax",
    "UnknownWords",
    "Unplannable",
]

_WINDOW = 100  # the longest stretch of a question that is drawn
_BEFORE = 40  # what is kept of it in front of the fault


class K2GraphError(Exception):
    """The root of all errors of k2graph.

    >>> str(K2GraphError("the graph is empty"))
    'the graph is empty'
    """

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message

    def __reduce__(self) -> tuple[Any, ...]:
        """Let the error cross to another process, whatever its subclass is made from."""
        return _restored, (type(self), self.args, self.__dict__)


def _restored(kind: type[K2GraphError], args: tuple[Any, ...], state: dict[str, Any]) -> K2GraphError:
    error = kind.__new__(kind, *args)
    error.args = args
    error.__dict__.update(state)
    return error


class OntologyError(K2GraphError):
    """A file that cannot be used.

    >>> str(OntologyError("a dot is missing", path="foods.ttl", line=12, subject="k2:butter"))
    'foods.ttl:12: k2:butter: a dot is missing'
    """

    def __init__(
        self, message: str, *, path: str | None = None, line: int | None = None, subject: str | None = None
    ) -> None:
        super().__init__(message)
        self.path = path
        self.line = line
        self.subject = subject

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.path and self.line else self.path
        return ": ".join(part for part in (place, self.subject, self.message) if part)


class QuestionError(K2GraphError):
    """A question that cannot be answered as it stands; ``start`` and ``end`` are offsets of characters in it.

    >>> print(QuestionError("nothing is known by this name", question="what is xyz", start=8, end=11))
    nothing is known by this name
      what is xyz
              ^^^
    """

    def __init__(self, message: str, *, question: str = "", start: int = 0, end: int | None = None) -> None:
        super().__init__(message)
        self.question = question
        self.start = min(max(start, 0), len(question))
        self.end = len(question) if end is None else min(max(end, self.start), len(question))

    def __str__(self) -> str:
        drawing = draw_caret(self.question, self.start, self.end)
        return f"{self.message}\n{drawing}" if drawing else self.message


class UnknownWords(QuestionError):
    """Words that mean nothing to this graph, with words that would.

    >>> print(UnknownWords(("gren",), question="is it gren", start=6, end=10, suggestions=("green",)))
    no word "gren" here (column 7): did you mean "green"?
      is it gren
            ^^^^
    """

    def __init__(
        self,
        words: tuple[str, ...],
        *,
        question: str,
        start: int,
        end: int | None = None,
        suggestions: tuple[str, ...] = (),
    ) -> None:
        named = ", ".join(f'"{word}"' for word in words)
        meant = " or ".join(f'"{word}"' for word in suggestions)
        message = f"no word {named} here (column {start + 1})" + (f": did you mean {meant}?" if meant else "")
        super().__init__(message, question=question, start=start, end=end)
        self.words = words
        self.suggestions = suggestions


class QuestionSyntax(QuestionError):
    """Known words in an order that makes no question; ``expected`` says what could stand there.

    >>> QuestionSyntax("this ends too soon", question="which foods", start=11, expected=("a verb",)).message
    'this ends too soon: expected a verb'
    """

    def __init__(
        self, message: str, *, question: str, start: int = 0, end: int | None = None, expected: tuple[str, ...] = ()
    ) -> None:
        told = f"{message}: expected {', '.join(expected)}" if expected else message
        super().__init__(told, question=question, start=start, end=end)
        self.expected = expected


class AmbiguousQuestion(QuestionError):
    """A question with several readings, none plainer than the others.

    >>> print(AmbiguousQuestion(("Who made it?", "What is it made from?"), question="made it"))
    this can mean:
      Who made it?
      What is it made from?
    """

    def __init__(self, readings: tuple[str, ...], *, question: str, start: int = 0, end: int | None = None) -> None:
        super().__init__("this can mean several things", question=question, start=start, end=end)
        self.readings = readings

    def __str__(self) -> str:
        return "\n".join(("this can mean:", *(f"  {reading}" for reading in self.readings)))


class Unplannable(QuestionError):
    """A well-formed question that nothing in the schema can answer; ``reason`` says why, in words.

    >>> Unplannable("a food cannot be discovered by a year", question="q").reason
    'a food cannot be discovered by a year'
    """

    def __init__(self, reason: str, *, question: str, start: int = 0, end: int | None = None) -> None:
        super().__init__(reason, question=question, start=start, end=end)
        self.reason = reason


class BackendError(K2GraphError):
    """An engine that could not be used.

    >>> str(BackendError("the store is locked", backend="oxigraph"))
    'oxigraph: the store is locked'
    """

    def __init__(self, message: str, *, backend: str | None = None) -> None:
        super().__init__(message)
        self.backend = backend

    def __str__(self) -> str:
        return f"{self.backend}: {self.message}" if self.backend else self.message


class EndpointError(BackendError):
    """A SPARQL endpoint that answered with an error, or not at all (``status`` None).

    >>> str(EndpointError("no such graph", url="http://localhost/sparql", status=404))
    'http://localhost/sparql: HTTP 404: no such graph'
    """

    def __init__(self, message: str, *, url: str, status: int | None = None, body: str = "") -> None:
        super().__init__(f"HTTP {status}: {message}" if status else message, backend=url)
        self.url = url
        self.status = status
        self.body = body


class QueryTimeout(BackendError):
    """A query that took too long.

    >>> str(QueryTimeout(2.5, backend="oxigraph"))
    'oxigraph: no answer within 2.5 seconds'
    """

    def __init__(self, seconds: float, *, backend: str | None = None) -> None:
        super().__init__(f"no answer within {seconds:g} seconds", backend=backend)
        self.seconds = seconds


def draw_caret(text: str, start: int, end: int) -> str:
    """Draw a text on one line with carets under the characters from ``start`` to ``end``.

    A long text is cut to the neighbourhood of the fault; wide characters get two carets, combining ones none.

    >>> print(draw_caret("how long is it", 4, 8))
      how long is it
          ^^^^
    """
    if not text.strip():
        return ""
    left = max(0, start - _BEFORE) if len(text) > _WINDOW else 0
    right = min(len(text), left + _WINDOW)
    head, tail = "…" if left else "", "…" if right < len(text) else ""
    shown = "".join(char if char.isprintable() else " " for char in text[left:right])
    before = len(head) + sum(map(_columns, shown[: start - left]))
    under = sum(map(_columns, shown[start - left : end - left]))
    return f"  {head}{shown}{tail}\n  {' ' * before}{'^' * max(1, under)}"


def _columns(char: str) -> int:
    """Columns of a terminal that one character takes."""
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in {"F", "W"} else 1
