"""From a plan back to English: the question as understood, with full names in place of abbreviations.

What is said here can be asked as it stands, and gives the same plan. A statement is said with the relational word
that it was asked with (`Said`), everything else in words of the ontology and of plain English.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal

from pyoxigraph import NamedNode

from k2graph.algebra import (
    About,
    Aggregate,
    Agree,
    Ask,
    Backed,
    Compare,
    Compared,
    Count,
    Describe,
    Equal,
    Evidenced,
    Kind,
    Link,
    Node,
    Outline,
    Pattern,
    Plan,
    Route,
    Select,
    Statement,
    Within,
    walk,
    wholes,
)
from k2graph.asking import SAYING, Asking
from k2graph.lexicon import key
from k2graph.words import plainly, plural_of

GRADE = "GRADE"  # a word for a value beyond a limit, which is not said: "major"


class Restater:
    """Says plans over one ontology back in English; ``label`` names a term."""

    def __init__(self, label: Callable[[Node], str]) -> None:
        self.label = label

    def restate(self, plan: Plan) -> str:
        """The question that a plan answers."""
        words = " ".join(self._words(plan).split())
        words = re.sub(r"\ba (?=[aeiou])", "an ", words.replace(" ,", ","))
        return words[:1].upper() + words[1:] + ("" if words.startswith(("list ", "compare ")) else "?")

    def says_all(self, plan: Plan) -> bool:
        """Whether the question said back names each thing that a plan names, and each number that it compares with.

        What cannot be said back is no reading: nobody could tell what was answered.
        """
        words = f" {key(self.restate(plan))} "
        graded = {n.object for n in walk(plan) if isinstance(n, Statement) and n.said and n.said.kind == GRADE}
        compared = (c for c in walk(plan) if isinstance(c, Compared) and c.rank is None and c.term not in graded)
        numbers = {f"{n.normalize():f}" for c in compared for n in _limits(c)}
        namesakes = {term for node in walk(plan) if isinstance(node, Equal) for term in node.terms if node.terms[1:]}
        namesakes |= {kind for node in walk(plan) if isinstance(node, Kind) for kind in node.kinds}
        nodes = set(_named(plan)) - set(_in_states(plan))
        named = {plainly(self.label(node)) if node in namesakes else self.label(node) for node in nodes}
        return all(key(n) in words for n in numbers) and all(_stands_in(name, words) for name in named)

    def _words(self, plan: Plan) -> str:
        match plan:
            case Agree(inner, disputed):
                return f"do the sources {'disagree' if disputed else 'agree'} on {self._embedded(inner)}"
            case Backed(Ask(pattern)):
                return self._backed(pattern)
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

    def _backed(self, pattern: Pattern) -> str:
        """Whether something is shown: at all, or by a kind of evidence."""
        said = [node for node in walk(pattern) if isinstance(node, Statement)]
        by = next((q for s in said for q in s.qualifiers if q.prep == SAYING), None)
        if by is None:
            return f"is there evidence that {Asking(self.label, pattern).claim()}"
        asking = Asking(self.label, pattern)
        kind = self.label(asking.whole(by.value))
        return f"has it been shown in a {kind} that {asking.claim(without=by)}"

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


def _limits(compared: Compared) -> Iterator[Decimal]:
    yield from (n for n in (compared.quantity.low, compared.quantity.high) if n is not None)


def _in_states(plan: Plan) -> Iterator[Node]:
    """The things that are said by the words for a state: "bones strong"."""
    whole = wholes(plan)
    for node in walk(plan):
        if isinstance(node, Statement) and node.said is not None and node.said.state:
            thing = node.subject if node.said.turned else node.object
            yield whole.get(thing, thing)


def _named(plan: Plan) -> Iterator[NamedNode]:
    """The things that a plan names, but for those that an adjective stands for, or that only narrow another name."""
    nodes = list(walk(plan))
    named = {n.term for n in nodes if isinstance(n, Within | Equal | About)}
    for node in nodes:
        match node:
            case Statement(subject, _, thing, said=said):
                ends = (subject,) if said is not None and said.kind == "ADJ" else (subject, thing)
                yield from (n for n in (*ends, *(q.value for q in node.qualifiers)) if isinstance(n, NamedNode))
            case Within(_, whole) | About(_, whole):
                yield whole
            case Equal(_, terms, said=""):
                yield from (n for n in terms if isinstance(n, NamedNode))
            case Kind(term, (kind,), said="") if term not in named:
                yield from (n for n in (term, kind) if isinstance(n, NamedNode))


def _stands_in(name: str, words: str) -> bool:
    """Whether a name, in either number, stands among words; those of its parts do that are said one by one."""
    if any(key(form) in words for form in (name, plural_of(name))):
        return True
    return all(f" {part[: max(3, len(part) - 2)]}" in words for part in key(name).split())
