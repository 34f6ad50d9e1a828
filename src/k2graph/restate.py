"""From a plan back to English: the question as understood, with full names in place of abbreviations.

What is said here can be asked as it stands, and gives the same plan. A statement is said with the relational word
that it was asked with (`Said`), everything else in words of the ontology and of plain English.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from k2graph.algebra import (
    Aggregate,
    Agree,
    Ask,
    Compare,
    Count,
    Describe,
    Evidenced,
    Link,
    Node,
    Outline,
    Plan,
    Route,
    Select,
)
from k2graph.asking import Asking


class Restater:
    """Says plans over one ontology back in English; ``label`` names a term."""

    def __init__(self, label: Callable[[Node], str]) -> None:
        self.label = label

    def restate(self, plan: Plan) -> str:
        """The question that a plan answers."""
        words = " ".join(self._words(plan).split())
        words = re.sub(r"\ba (?=[aeiou])", "an ", words)
        return words[:1].upper() + words[1:] + ("" if words.startswith(("list ", "compare ")) else "?")

    def _words(self, plan: Plan) -> str:
        match plan:
            case Agree(inner, disputed):
                return f"do the sources {'disagree' if disputed else 'agree'} on {self._embedded(inner)}"
            case Route(pattern, why):
                return f"{'why' if why else 'how'} {Asking(self.label, pattern).ask()}"
            case Link() | Compare() | Outline() | Describe():
                return self._naming(plan)
            case Ask(pattern):
                return Asking(self.label, pattern).ask()
            case Aggregate(variable, _, pattern, function):
                return Asking(self.label, pattern, variable).total(function)
            case Count(variable, pattern):
                return Asking(self.label, pattern, variable).wh("how many")
            case Select(variable, pattern, value, order):
                return Asking(self.label, pattern, variable, order, value).wh("which")

    def _naming(self, plan: Link | Compare | Outline | Describe) -> str:
        """A question about things that are only named."""
        match plan:
            case Link(one, other):
                return f"how are {self.label(one)} and {self.label(other)} connected"
            case Compare(entities, shared=True):
                return f"what do {' and '.join(map(self.label, entities))} have in common"
            case Compare(entities, same=True):
                return f"are {' and '.join(map(self.label, entities))} the same"
            case Compare(entities):
                return f"compare {' and '.join(map(self.label, entities))}"
            case Outline(terms) if len(terms) < 2:
                return " about ".join(["what can I ask", *map(self.label, terms)])
            case Outline(terms):
                return f"which relations link {' and '.join(map(self.label, terms))}"
            case Describe(term):
                return f"what is {self.label(term)}"

    def _embedded(self, plan: Plan) -> str:
        """A plan as it stands after "agree on"."""
        match plan:
            case Ask(pattern):
                return Asking(self.label, pattern).claim()
            case Describe(term):
                return self.label(term)
            case Select(_, Evidenced(kind=None, topics=things, said=said)):
                return " and ".join([*map(self.label, things), *said])
            case Select(variable, pattern, value, order):
                return Asking(self.label, pattern, variable, order, value, embedded=True).wh("which")
            case _:
                return self._words(plan)
