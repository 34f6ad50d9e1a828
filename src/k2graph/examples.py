"""Questions that a graph answers, made by completing how questions open."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator

from pyoxigraph import NamedNode

from k2graph.answer import Answer
from k2graph.complete import Completer, Completion
from k2graph.inflection import english, plural
from k2graph.vocab import AMOUNT_LEVEL, QUANTITY

VALUES = {QUANTITY, AMOUNT_LEVEL}  # are answers, and nobody asks which there are
MOST_TRIED = 6  # ways to go on from one opening


class Examples:
    """Example questions to one graph: each is answered."""

    def __init__(self, completer: Completer, ask: Callable[[str], Answer]) -> None:
        self.completer = completer
        self.ask = ask

    def of_graph(self, most: int = 8) -> tuple[str, ...]:
        """Questions about what the graph says most of: its kinds, then its things."""
        usage, schema = self.completer.usage, self.completer.ontology.schema
        kinds = [kind for kind in usage.kinds.keys() & schema.classes - VALUES if len(self._name(kind).split()) < 3]
        kinds.sort(key=lambda kind: (-usage.telling(kind), kind.value))
        things = sorted(usage.things.keys() - schema.classes, key=lambda thing: (-usage.things[thing], thing.value))
        found: list[str] = []
        for term in (*kinds[: most // 2], *things[: most // 2]):
            found += [q for q in self.of_term(term, 2) if q not in found]
        return tuple(found[:most])

    def of_term(self, term: NamedNode, most: int = 5) -> tuple[str, ...]:
        """Questions about one thing, or about the things of one kind."""
        name = self._name(term)
        is_kind = term in self.completer.ontology.schema.classes
        found: dict[object, str] = {}  # by what is answered: questions that come to the same are shown once
        for opening in english()["examples"]["kind" if is_kind else "thing"]:
            text = opening.format(plural(name) if is_kind else name)
            for told, question in itertools.islice(self._answered(text), 1 + most // 3):
                found.setdefault(told, question)
        return tuple(found.values())[:most]

    def _name(self, term: NamedNode) -> str:
        return self.completer.ontology.label(term)

    def _answered(self, text: str) -> Iterator[tuple[object, str]]:
        """The ways to go on from an opening that are answered, with what; one thing more is named where none is yet."""
        told: set[object] = set()
        for completion in self.completer.complete(text, MOST_TRIED):
            question = self._ended(completion)
            answer = None if question is None else self.ask(question)
            if question is not None and answer is not None and answer.status == "answered":
                shown = (answer.form, tuple(item.label for item in answer.answers), answer.text)
                if shown not in told:
                    told.add(shown)
                    yield shown, question

    def _ended(self, completion: Completion) -> str | None:
        if completion.part == "word":
            return None
        if completion.part == "relation" and completion.question.startswith("which "):
            after = self.completer.complete(f"{completion.question} ", 1)
            return next((c.question for c in after if c.complete and c.part != "word"), None)
        return completion.question if completion.complete else None
