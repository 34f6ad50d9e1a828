"""The group patterns of a query: what each pattern of a plan comes to in SPARQL, line by line.

A statement that asks for no amount and no qualifier reads the plain facts; any other reads the claims.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import assert_never

from pyoxigraph import Literal, NamedNode, Variable

from k2graph.algebra import (
    About,
    Compared,
    Differ,
    Equal,
    Evidenced,
    Exceeds,
    Extreme,
    Join,
    Kind,
    Minus,
    Node,
    OrderBy,
    Pattern,
    Qualifier,
    Serving,
    Statement,
    Tally,
    Union,
    Within,
)
from k2graph.lines import counted, nested, renamed, values_first, written
from k2graph.units import normalise

BETWEEN = "between"
NARROWING = (Within, Kind, About, Compared, Exceeds)
Narrower = Callable[[NamedNode], tuple[NamedNode, ...]]
Lines = Callable[[], Iterator[str]]


@dataclass(slots=True)
class Trace:
    """One statement of the query: the terms that it was written with, so that a solution tells which fact it used."""

    statement: Statement
    subject: Node
    predicate: Node
    object: Node
    claim: Variable | None
    negative: bool


class Writer:
    """Writes the group patterns of one query."""

    def __init__(self, narrower: Narrower, *, any_polarity: bool = False) -> None:
        self.narrower = narrower
        self.any_polarity = any_polarity
        self.traces: list[Trace] = []
        self._number = 0
        self._negative = False
        self._measuring: list[tuple[Node, Lines]] = []
        self._least: Variable | None = None  # what the least is wanted of
        self._upper: dict[Node, NamedNode] = {}  # objects whose amounts are held to the largest of their kinds

    def best(self, pattern: Pattern, order: OrderBy, number: str = "") -> list[str]:
        """The lines of a group, held to what has the most, or least, of an amount on its common basis.

        The inner query has variables of its own: some engines let it see those outside.
        """
        measure = str(order.variable) if order.plain else f"?measure{number}"
        if not order.plain:
            self._least = None if order.descending else order.variable
            self._measuring = [(order.variable, partial(iter, (f"{order.variable} k2:comparable {measure} .",)))]
        body = self.group(pattern)
        function = "MAX" if order.descending else "MIN"
        again = renamed([f"  {line}" for line in body])
        inner = [f"SELECT ({function}({measure}_) AS ?best{number}) WHERE {{", *again, "}"]
        return [*body, *nested(inner), f"FILTER ({measure} = ?best{number})"]

    def group(self, pattern: Pattern) -> list[str]:
        """The lines of a group, those that list values first: some engines join in the order of the text."""
        return values_first(self.lines(pattern))

    def lines(self, pattern: Pattern) -> Iterator[str]:
        """The lines of a pattern, in its own order."""
        match pattern:
            case Statement():
                yield from self._join((pattern,))
            case Kind(term, kinds):
                yield from self._one_of(term, "k2:kindOf", kinds)
            case Within(term, whole):
                yield f"{written(term)} k2:within {written(whole)} ."
            case About(term, whole):
                yield f"{written(term)} k2:about {written(whole)} ."
            case Equal(term, terms):
                yield f"VALUES {written(term)} {{ {' '.join(map(written, terms))} }}"
            case Compared():
                yield from self._compared(pattern)
            case Serving():
                pass  # how an amount is shown, not which
            case Differ(term, other):
                yield f"FILTER ({written(term)} != {written(other)})"
            case Exceeds():
                yield from self._join((pattern,))
            case Extreme():
                yield from self._extreme(pattern)
            case Tally():
                yield from self._tally(pattern)
            case Evidenced():
                yield from self._evidenced(pattern)
            case Join(parts):
                yield from self._join(parts)
            case Union(parts):
                yield from self._union(parts)
            case Minus(left, right):
                yield from self.lines(left)
                outside, self._negative = self._negative, True
                yield "FILTER NOT EXISTS {"
                yield from (f"  {line}" for line in self.group(right))
                yield "}"
                self._negative = outside
            case _:
                assert_never(pattern)

    def _evidenced(self, e: Evidenced) -> Iterator[str]:
        # a query of its own for each topic: engines else try every claim with every topic
        for i, topic in enumerate(e.topics, 1):
            if isinstance(topic, Literal):
                yield f"{{ SELECT DISTINCT {e.claim} WHERE {{ {e.claim} ?says{i} {written(topic)} }} }}"
                continue
            case = f"?topic{i} (k2:within|k2:about|k2:kindOf)? {written(topic)} ."
            yield f"{{ SELECT DISTINCT {e.claim} WHERE {{ {case} {e.claim} ?says{i} ?topic{i} }} }}"
        if e.kind is None:
            yield f"{e.claim} a k2:Claim ."
        else:
            yield f"{e.claim} k2:evidenceType ?kind . ?kind k2:within {written(e.kind)} ."
        for i, relation in enumerate(e.relations, 1):
            said = sorted({iri for p in relation for iri in self.narrower(p)}, key=lambda iri: iri.value)
            yield f"VALUES ?relation{i} {{ {' '.join(map(written, said))} }}"
            yield f"{e.claim} rdf:predicate ?relation{i} ."
        if e.by is not None:
            yield from self._qualifier(e.claim, e.by, "_by")

    def _join(self, parts: tuple[Pattern, ...]) -> Iterator[str]:
        """Lines of all parts; what narrows a term of a statement in two directions is written in each of them.

        An engine that joins a union with what stands beside it may find every solution of the union anew each time. The
        two statements whose amounts are compared are groups for the same reason.
        """
        apart = any(isinstance(p, Exceeds) for p in parts)
        inside: dict[int, list[Lines]] = {}
        outside: list[Lines] = []
        measuring, self._measuring = self._measuring, []
        for term, narrow in (*(pair for part in parts for pair in self._narrowing(part)), *measuring):
            groups = (i for i, s in enumerate(parts) if isinstance(s, Statement) and (s.inverses or apart))
            first = next((i for i in groups if term and term in _terms(parts[i])), None)  # type: ignore[arg-type]
            (outside if first is None else inside.setdefault(first, [])).append(narrow)
        self._upper = self._bounded(parts)
        for i, part in enumerate(parts):
            if isinstance(part, Statement):
                yield from self._statement(part, inside.get(i, ()), apart=apart)
            elif not isinstance(part, NARROWING):
                yield from self.lines(part)
        for narrow in outside:
            yield from narrow()

    def _bounded(self, parts: tuple[Pattern, ...]) -> dict[Node, NamedNode]:
        """The things, with what they are cases of, whose amount is to be small, or is set against another.

        There is no less of a whole than of any of its cases: a food with much K1 and no MK-4 is not low in vitamin K.
        """
        small = {p.term for p in parts if isinstance(p, Compared) and not p.operator.startswith(">")}
        small |= {amount for p in parts if isinstance(p, Exceeds) for amount in (p.larger, p.smaller)}
        small |= {self._least} if self._least is not None else set()
        wholes: dict[Node, NamedNode] = {p.term: p.whole for p in parts if isinstance(p, Within)}
        measured = [s for s in parts if isinstance(s, Statement) and s.amount in small]
        return {end: wholes[end] for s in measured for end in (s.subject, s.object) if end in wholes}

    def _narrowing(self, part: Pattern) -> Iterator[tuple[Node | None, Lines]]:
        """What a part holds within bounds, and the lines that do; None where it is no one term."""
        if isinstance(part, Exceeds) and part.plain:
            yield None, partial(iter, (f"FILTER ({part.larger} > {part.smaller})",))
        elif isinstance(part, Exceeds):
            self._number += 1
            n = self._number
            for term, name in ((part.larger, "more"), (part.smaller, "less")):
                yield term, partial(iter, (f"{term} k2:comparable ?{name}{n} ; k2:basis ?basis{n} .",))
            operator, times = ">=" if part.at_least else ">", "" if part.times is None else f"{part.times:f} * "
            yield None, partial(iter, (f'FILTER (?more{n} {operator} {times}?less{n} && ?basis{n} != "level")',))
        elif isinstance(part, Within | Kind | About | Compared):
            yield part.term, partial(self.lines, part)

    def _union(self, parts: tuple[Pattern, ...]) -> Iterator[str]:
        for i, part in enumerate(parts):
            yield "{" if i == 0 else "} UNION {"
            yield from (f"  {line}" for line in self.group(part))
        yield "}"

    def _one_of(self, term: Node, predicate: str, values: tuple[NamedNode, ...]) -> Iterator[str]:
        if len(values) == 1:
            yield f"{written(term)} {predicate} {written(values[0])} ."
            return
        self._number += 1
        yield f"VALUES ?k{self._number} {{ {' '.join(map(written, values))} }}"
        yield f"{written(term)} {predicate} ?k{self._number} ."

    def _statement(self, s: Statement, narrowing: Sequence[Lines] = (), *, apart: bool = False) -> Iterator[str]:
        """Lines of a statement in one direction, or in either, each with what narrows its ends."""
        if not s.inverses:
            lines = chain(self._directed(s, s.subject, s.predicates, s.object), *(narrow() for narrow in narrowing))
            yield from nested(values_first(lines)) if apart else lines
            return
        directions = ((s.subject, s.predicates, s.object), (s.object, s.inverses, s.subject))
        for word, (subject, said, thing) in zip(("{", "} UNION {"), directions, strict=True):
            yield word
            lines = chain(self._directed(s, subject, said, thing), *(narrow() for narrow in narrowing))
            yield from (f"  {line}" for line in values_first(lines))
        yield "}"

    def _directed(self, s: Statement, subject: Node, said: tuple[NamedNode, ...], thing: Node) -> Iterator[str]:
        self._number += 1
        n = self._number
        predicates = sorted({iri for p in said for iri in self.narrower(p)}, key=lambda iri: iri.value)
        predicate: Node = predicates[0] if len(predicates) == 1 else Variable(f"p{n}")
        claim = Variable(f"claim{n}") if s.reads_claims or self.any_polarity else None
        self.traces.append(Trace(s, subject, predicate, thing, claim, self._negative))
        if isinstance(predicate, Variable):
            yield f"VALUES {predicate} {{ {' '.join(map(written, predicates))} }}"
        if claim is None:
            yield f"{written(subject)} {written(predicate)} {written(thing)} ."
            return
        said_of = f"rdf:subject {written(subject)} ; rdf:predicate {written(predicate)} ; rdf:object {written(thing)}"
        yield f"{claim} {said_of} ; k2:polarity ?polarity{n} ."
        if not self.any_polarity:
            wanted = "k2:denies" if s.denied else "k2:asserts, k2:caution"
            if s.amount is not None and not s.denied:
                wanted += ", k2:denies"  # none was found: that is an amount, too
            yield f"FILTER (?polarity{n} IN ({wanted}))"
        if s.amount is not None:
            yield f"{claim} k2:amount {s.amount} ."
            if thing in self._upper:
                yield f"FILTER NOT EXISTS {{ {claim} k2:lessThanIn {written(self._upper[thing])} }}"
        for i, qualifier in enumerate(s.qualifiers):
            yield from self._qualifier(claim, qualifier, f"{n}_{i}")

    def _qualifier(self, claim: Variable, qualifier: Qualifier, number: str) -> Iterator[str]:
        if len(qualifier.slots) == 1:
            yield f"{claim} {written(qualifier.slots[0])} {written(qualifier.value)} ."
            return
        yield f"VALUES ?slot{number} {{ {' '.join(map(written, qualifier.slots))} }}"
        yield f"{claim} ?slot{number} {written(qualifier.value)} ."

    def _extreme(self, extreme: Extreme) -> Iterator[str]:
        """All that fits, held to what has the best value of it all, or the best count."""
        self._number += 1
        n, function = self._number, "MAX" if extreme.descending else "MIN"
        if not extreme.counted:
            yield from self.best(extreme.pattern, OrderBy(extreme.by, extreme.descending, extreme.plain), str(n))
            return
        body = self.group(extreme.pattern)
        yield from body
        each = counted(extreme.term, extreme.by, f"?count{n}", renamed(body, extreme.term))
        every = counted(f"{extreme.term}_", extreme.by, "?counted", renamed(body))
        yield from nested(each)
        yield from nested([f"SELECT ({function}(?counted) AS ?best{n}) WHERE {{", *nested(every), "}"])
        yield f"FILTER (?count{n} = ?best{n})"

    def _tally(self, tally: Tally) -> Iterator[str]:
        """What has so many others that fit; none counts as nothing only where the others need not be there."""
        body = self.group(tally.pattern)
        yield from body
        count = f"COUNT(DISTINCT {tally.counted})"
        having = f"}} GROUP BY {tally.term} HAVING ({count} {tally.operator} {tally.number})"
        inner = [f"SELECT {tally.term} WHERE {{", *(f"  {line}" for line in body), having]
        yield from nested(renamed(inner, tally.term))

    def _compared(self, compared: Compared) -> Iterator[str]:
        converted = normalise(compared.quantity)
        quantity = converted.quantity if converted else compared.quantity
        limits = (
            [(compared.operator, quantity.low)]
            if compared.operator != BETWEEN
            else [(">=", quantity.low), ("<=", quantity.high)]
        )
        if compared.plain:
            yield f"FILTER ({' && '.join(f'{compared.term} {operator} {number}' for operator, number in limits)})"
            return
        self._number += 1
        n, basis = f"?n{self._number}", f"?basis{self._number}"
        per = (
            f"/{quantity.per_amount if quantity.per_unit == 'g' else ''}{quantity.per_unit}"
            if quantity.per_unit
            else ""
        )
        yield f"{written(compared.term)} k2:comparable {n} ; k2:basis {basis} ."
        tests = [
            f'STRSTARTS({basis}, "{quantity.unit}{per}")',
            *(f"{n} {operator} {number}" for operator, number in limits),
        ]
        fits = " && ".join(tests)
        if compared.rank is not None:
            fits = f'({fits}) || ({basis} = "level" && {n} {compared.operator} {compared.rank})'
        yield f"FILTER ({fits})"


def _terms(s: Statement) -> tuple[Node | None, ...]:
    return (s.subject, s.object, s.amount, *(qualifier.value for qualifier in s.qualifiers))
