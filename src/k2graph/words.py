"""Words that go by others: do or does, is or are, a or an, and the preposition of a relation."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from pyoxigraph import Variable

from k2graph.algebra import (
    Compared,
    Equal,
    Extreme,
    Kind,
    Pattern,
    Said,
    Statement,
    Tally,
    Within,
)
from k2graph.inflection import plural, singulars, verb_forms
from k2graph.units import show

CONTRARY = {">": "<=", ">=": "<", "<": ">=", "<=": ">", "=": "="}
OPERATORS = {">": "more than ", "<": "less than ", ">=": "at least ", "<=": "at most ", "=": "", "between": ""}


def same_word(one: Said, other: Said) -> bool:
    """Whether two statements were said with one word."""
    return (one.kind, one.lemma, one.prep) == (other.kind, other.lemma, other.prep)


def names(part: Pattern, node: Variable) -> bool:
    """Whether a part of a pattern says what a variable is."""
    match part:
        case Statement(subject, _, thing):
            return node in (subject, thing)
        case Kind(term) | Within(term) | Equal(term) | Compared(term) | Extreme(term) | Tally(term):
            return term == node
        case _:
            return False


def measure(compared: Compared) -> str:
    """A compared amount: "more than 50 µg"."""
    q = compared.quantity
    if compared.operator == "between":
        low, high = (show(replace(q, low=n, high=n, per_unit=None)) for n in (q.low, q.high))
        per = show(q).partition(" per ")[2]
        return f"between {low.split(' ')[0].rstrip('%')} and {high}" + (f" per {per}" if per else "")
    return OPERATORS[compared.operator] + show(q)


def number(tally: Tally, *, negated: bool = False) -> str:
    """How many of something there are: "more than 2"; of what is taken away, the contrary."""
    operator = CONTRARY[tally.operator] if negated else tally.operator
    return f"{OPERATORS[operator] or 'exactly '}{tally.number}"


def shared_name(labels: list[str]) -> str:
    """The one of several names that all the others end with: "process" of "process" and "biological process"."""
    shortest = min(labels, key=len)
    return shortest if all(label == shortest or label.endswith(f" {shortest}") for label in labels) else ""


def any_of(names: Iterable[str]) -> str:
    """Several names as alternatives; those that differ only by what was added to tell them apart are said once."""
    return " or ".join(dict.fromkeys(map(plainly, names)))


def plainly(name: str) -> str:
    """A name without what was added to tell it from others, where what is said of it does: "proteins"."""
    return getattr(name, "shared", name)


def preposition(s: Statement) -> str:
    """The preposition before the argument of a statement."""
    if s.said is None:
        return ""
    return s.said.lemma if s.said.kind == "RPREP" else s.said.prep


def is_plural(words: str) -> bool:
    """Whether a noun phrase is plural."""
    head = words.split(" that ", maxsplit=1)[0]
    is_name = head.rpartition(" ")[2][:1].isupper()  # "Bob Jones" is one
    return (bool(singulars(head)) and not is_name) or " and " in head


def do(words: str) -> str:
    """Do or does, by its subject."""
    return "do" if is_plural(words) else "does"


def be(words: str) -> str:
    """Are or is, by its subject."""
    return "are" if is_plural(words) else "is"


def third(lemma: str, who: str) -> str:
    """A verb in the present tense, by its subject."""
    return lemma if is_plural(who) else verb_forms(lemma).third


def plural_of(label: str) -> str:
    """A label in the plural, where it is not already."""
    return label if singulars(label) else plural(label)


def article(label: str) -> str:
    """A label with its article; a plural has none."""
    if singulars(label):
        return label
    return f"{'an' if label[:1].lower() in 'aeiou' else 'a'} {label}"
