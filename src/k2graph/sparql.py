"""From a plan to one SPARQL 1.1 query, as text: self-contained, and the same on every engine.

A statement that asks for no amount and no qualifier reads the plain facts; any other reads the claims.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from typing import assert_never

from pyoxigraph import Literal, NamedNode, Variable

from k2graph.algebra import (
    About,
    Aggregate,
    Agree,
    Ask,
    Compare,
    Compared,
    Count,
    Describe,
    Differ,
    Equal,
    Evidenced,
    Exceeds,
    Extreme,
    Join,
    Kind,
    Link,
    Minus,
    Node,
    OrderBy,
    Outline,
    Pattern,
    Plan,
    Qualifier,
    Route,
    Select,
    Serving,
    Statement,
    Tally,
    Union,
    Within,
    compact,
)
from k2graph.units import normalise
from k2graph.vocab import PREFIXES

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


@dataclass(slots=True)
class Query:
    """SPARQL text, and where in its solutions the statements of the plan are to be found."""

    text: str
    traces: list[Trace] = field(default_factory=list)
    positive: tuple[object, ...] = ()


class _Writer:
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
        if not order.plain and not order.descending:
            self._least = order.variable
        if not order.plain:
            self._measuring = [(order.variable, partial(iter, (f"{order.variable} k2:comparable {measure} .",)))]
        body = self.group(pattern)
        function = "MAX" if order.descending else "MIN"
        again = _renamed([f"  {line}" for line in body])
        inner = [f"SELECT ({function}({measure}_) AS ?best{number}) WHERE {{", *again, "}"]
        return [*body, *_nested(inner), f"FILTER ({measure} = ?best{number})"]

    def group(self, pattern: Pattern) -> list[str]:
        """The lines of a group, those that list values first: some engines join in the order of the text."""
        return _values_first(self.lines(pattern))

    def lines(self, pattern: Pattern) -> Iterator[str]:
        """The lines of a pattern, in its own order."""
        match pattern:
            case Statement():
                yield from self._join((pattern,))
            case Kind(term, kinds):
                yield from self._one_of(term, "k2:kindOf", kinds)
            case Within(term, whole):
                yield f"{_text(term)} k2:within {_text(whole)} ."
            case About(term, whole):
                yield f"{_text(term)} k2:about {_text(whole)} ."
            case Equal(term, terms):
                yield f"VALUES {_text(term)} {{ {' '.join(map(_text, terms))} }}"
            case Compared():
                yield from self._compared(pattern)
            case Serving():
                pass  # how an amount is shown, not which
            case Differ(term, other):
                yield f"FILTER ({_text(term)} != {_text(other)})"
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
            case = f"?topic{i} (k2:within|k2:about|k2:kindOf)? {_text(topic)} ."
            yield f"{{ SELECT DISTINCT {e.claim} WHERE {{ {case} {e.claim} ?says{i} ?topic{i} }} }}"
        if e.kind is None:
            yield f"{e.claim} a k2:Claim ."
        else:
            yield f"{e.claim} k2:evidenceType ?kind . ?kind k2:within {_text(e.kind)} ."
        for i, relation in enumerate(e.relations, 1):
            said = sorted({iri for p in relation for iri in self.narrower(p)}, key=lambda iri: iri.value)
            yield f"VALUES ?relation{i} {{ {' '.join(map(_text, said))} }}"
            yield f"{e.claim} rdf:predicate ?relation{i} ."
        if e.by is not None:
            yield from self._qualifier(e.claim, e.by, "_by")

    def _join(self, parts: tuple[Pattern, ...]) -> Iterator[str]:
        """Lines of all parts; what narrows a term of a statement in two directions is written in each of them.

        An engine that joins a union with what stands beside it may find every solution of the union anew each time.
        """
        inside: dict[int, list[Lines]] = {}
        outside: list[Lines] = []
        measuring, self._measuring = self._measuring, []
        for term, narrow in (*(pair for part in parts for pair in self._narrowing(part)), *measuring):
            both = (i for i, s in enumerate(parts) if isinstance(s, Statement) and s.inverses and term in _terms(s))
            first = next(both, None)
            (outside if first is None else inside.setdefault(first, [])).append(narrow)
        self._upper = self._bounded(parts)
        for i, part in enumerate(parts):
            if isinstance(part, Statement):
                yield from self._statement(part, inside.get(i, ()))
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
            yield None, partial(iter, (f'FILTER (?more{n} > ?less{n} && ?basis{n} != "level")',))
        elif isinstance(part, Within | Kind | About | Compared):
            yield part.term, partial(self.lines, part)

    def _union(self, parts: tuple[Pattern, ...]) -> Iterator[str]:
        for i, part in enumerate(parts):
            yield "{" if i == 0 else "} UNION {"
            yield from (f"  {line}" for line in self.group(part))
        yield "}"

    def _one_of(self, term: Node, predicate: str, values: tuple[NamedNode, ...]) -> Iterator[str]:
        if len(values) == 1:
            yield f"{_text(term)} {predicate} {_text(values[0])} ."
            return
        self._number += 1
        yield f"VALUES ?k{self._number} {{ {' '.join(map(_text, values))} }}"
        yield f"{_text(term)} {predicate} ?k{self._number} ."

    def _statement(self, s: Statement, narrowing: Sequence[Lines] = ()) -> Iterator[str]:
        """Lines of a statement in one direction, or in either, each with what narrows its ends."""
        if not s.inverses:
            yield from self._directed(s, s.subject, s.predicates, s.object)
            return
        directions = ((s.subject, s.predicates, s.object), (s.object, s.inverses, s.subject))
        for word, (subject, said, thing) in zip(("{", "} UNION {"), directions, strict=True):
            yield word
            lines = chain(self._directed(s, subject, said, thing), *(narrow() for narrow in narrowing))
            yield from (f"  {line}" for line in _values_first(lines))
        yield "}"

    def _directed(self, s: Statement, subject: Node, said: tuple[NamedNode, ...], thing: Node) -> Iterator[str]:
        self._number += 1
        n = self._number
        predicates = sorted({iri for p in said for iri in self.narrower(p)}, key=lambda iri: iri.value)
        predicate: Node = predicates[0] if len(predicates) == 1 else Variable(f"p{n}")
        claim = Variable(f"claim{n}") if s.reads_claims or self.any_polarity else None
        self.traces.append(Trace(s, subject, predicate, thing, claim, self._negative))
        if isinstance(predicate, Variable):
            yield f"VALUES {predicate} {{ {' '.join(map(_text, predicates))} }}"
        if claim is None:
            yield f"{_text(subject)} {_text(predicate)} {_text(thing)} ."
            return
        said_of = f"rdf:subject {_text(subject)} ; rdf:predicate {_text(predicate)} ; rdf:object {_text(thing)}"
        yield f"{claim} {said_of} ; k2:polarity ?polarity{n} ."
        if not self.any_polarity:
            wanted = "k2:denies" if s.denied else "k2:asserts, k2:caution"
            if s.amount is not None and not s.denied:
                wanted += ", k2:denies"  # none was found: that is an amount, too
            yield f"FILTER (?polarity{n} IN ({wanted}))"
        if s.amount is not None:
            yield f"{claim} k2:amount {s.amount} ."
            if thing in self._upper:
                yield f"FILTER NOT EXISTS {{ {claim} k2:lessThanIn {_text(self._upper[thing])} }}"
        for i, qualifier in enumerate(s.qualifiers):
            yield from self._qualifier(claim, qualifier, f"{n}_{i}")

    def _qualifier(self, claim: Variable, qualifier: Qualifier, number: str) -> Iterator[str]:
        if len(qualifier.slots) == 1:
            yield f"{claim} {_text(qualifier.slots[0])} {_text(qualifier.value)} ."
            return
        yield f"VALUES ?slot{number} {{ {' '.join(map(_text, qualifier.slots))} }}"
        yield f"{claim} ?slot{number} {_text(qualifier.value)} ."

    def _extreme(self, extreme: Extreme) -> Iterator[str]:
        """All that fits, held to what has the best value of it all, or the best count."""
        self._number += 1
        n, function = self._number, "MAX" if extreme.descending else "MIN"
        if not extreme.counted:
            yield from self.best(extreme.pattern, OrderBy(extreme.by, extreme.descending, extreme.plain), str(n))
            return
        body = self.group(extreme.pattern)
        yield from body
        each = _counted(extreme.term, extreme.by, f"?count{n}", _renamed(body, extreme.term))
        every = _counted(f"{extreme.term}_", extreme.by, "?counted", _renamed(body))
        yield from _nested(each)
        yield from _nested([f"SELECT ({function}(?counted) AS ?best{n}) WHERE {{", *_nested(every), "}"])
        yield f"FILTER (?count{n} = ?best{n})"

    def _tally(self, tally: Tally) -> Iterator[str]:
        """What has so many others that fit; none counts as nothing only where the others need not be there."""
        body = self.group(tally.pattern)
        yield from body
        count = f"COUNT(DISTINCT {tally.counted})"
        having = f"}} GROUP BY {tally.term} HAVING ({count} {tally.operator} {tally.number})"
        inner = [f"SELECT {tally.term} WHERE {{", *(f"  {line}" for line in body), having]
        yield from _nested(_renamed(inner, tally.term))

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
        yield f"{_text(compared.term)} k2:comparable {n} ; k2:basis {basis} ."
        tests = [
            f'STRSTARTS({basis}, "{quantity.unit}{per}")',
            *(f"{n} {operator} {number}" for operator, number in limits),
        ]
        yield f"FILTER ({' && '.join(tests)})"


def _terms(s: Statement) -> tuple[Node | None, ...]:
    return (s.subject, s.object, s.amount, *(qualifier.value for qualifier in s.qualifiers))


def _values_first(lines: Iterator[str]) -> list[str]:
    return sorted(lines, key=lambda line: not line.startswith("VALUES"))


def _text(term: Node) -> str:
    return compact(term) if isinstance(term, NamedNode | Literal) else str(term)


def query(plan: Plan, narrower: Narrower, question: str = "") -> Query:
    """Write the query of a plan; ``narrower`` gives the subproperties of a property, itself among them.

    What SPARQL cannot say (a route, a comparison of everything) is given by the query of its parts.
    """
    writer = _Writer(narrower)
    match plan:
        case Agree(inner):
            return query(inner, narrower, question)
        case Route(pattern):
            return query(Ask(pattern), narrower, question)
        case Link(one, other):
            claim = Variable("claim")
            return query(Select(claim, Evidenced(claim, None, (one, other))), narrower, question)
        case Compare(entities):
            terms = " ".join(map(_text, entities))
            text = _select(
                "?subject ?predicate ?object",
                [f"VALUES ?subject {{ {terms} }}", "?subject ?predicate ?object ."],
                "ORDER BY ?predicate ?subject ?object",
            )
        case Outline(terms):
            text = _outlined(terms)
        case Describe(term):
            body = [f"VALUES ?subject {{ {_text(term)} }}", "?subject ?predicate ?object ."]
            text = _select("?predicate ?object", body, "ORDER BY ?predicate ?object")
        case Ask(pattern):
            text = "ASK {\n" + _indented(writer.group(pattern)) + "\n}"
        case Count(variable, pattern):
            text = _select(f"(COUNT(DISTINCT {variable}) AS ?count)", writer.group(pattern), distinct=False)
        case Aggregate(variable, per, pattern, function):
            each = _select(f"{variable} {per}" if isinstance(per, Variable) else str(variable), writer.group(pattern))
            text = _select(f"({function}({variable}) AS ?total)", _nested(each.split("\n")), distinct=False)
        case Select(variable, pattern, value, order):
            body = writer.group(pattern) if order is None else writer.best(pattern, order)
            shown = f"{variable} {value}" if value is not None and value != variable else str(variable)
            text = _select(shown, body, f"ORDER BY {shown}")
        case _:
            assert_never(plan)
    return Query(_with_head(text, question), writer.traces)


def _outlined(terms: tuple[NamedNode, ...]) -> str:
    """The kinds of things; of a term, or between two, the properties that are used."""
    if not terms:
        shown = "?answer ?one"
        body = ["?one k2:kindOf ?answer .", "?answer a owl:Class .", "FILTER NOT EXISTS { ?one a owl:Class }"]
    else:
        shown = "?answer ?one ?other"
        cases = [f"{end} k2:kindOf|k2:within {_text(t)} ." for end, t in zip(("?one", "?other"), terms, strict=False)]
        directions = ("?one ?answer ?other .", "?other ?answer ?one .")
        ways = (f"{{ {' '.join([cases[0], said, *cases[1:]])} }}" for said in directions)
        body = [" UNION ".join(ways), "VALUES ?type { owl:ObjectProperty owl:DatatypeProperty }", "?answer a ?type ."]
    once = ["{", f"  SELECT DISTINCT {shown} WHERE {{", *(f"    {line}" for line in body), "  }", "}"]
    tail = "GROUP BY ?answer\nORDER BY DESC(?count) ?answer"
    return _select("?answer (COUNT(*) AS ?count)", once, tail, distinct=False)


def solutions_query(plan: Select | Count | Ask, narrower: Narrower) -> Query:
    """The query of a plan with every variable in its solutions, so that each shows the facts it rests on."""
    writer = _Writer(narrower)
    order = plan.order if isinstance(plan, Select) else None
    body = writer.group(plan.pattern) if order is None else writer.best(plan.pattern, order)
    return Query(_with_head(_select("*", body)), writer.traces)


def claims_query(plan: Ask, narrower: Narrower) -> Query:
    """The claims that speak to a yes-or-no question, whatever their polarity."""
    writer = _Writer(narrower, any_polarity=True)
    return Query(_with_head(_select("*", writer.group(plan.pattern))), writer.traces)


def _renamed(lines: list[str], kept: Node | None = None) -> list[str]:
    """Lines of a query whose variables, but one, are others than those outside."""
    return [
        re.sub(r"\?(\w+)", lambda m: m.group() if m.group() == str(kept) else f"{m.group()}_", line) for line in lines
    ]


def _counted(term: object, by: Variable, count: str, body: list[str]) -> list[str]:
    """How many things a variable, renamed, stands for with each of another."""
    head = f"SELECT {term} (COUNT(DISTINCT {by}_) AS {count}) WHERE {{"
    return [head, *(f"  {line}" for line in body), f"}} GROUP BY {term}"]


def _nested(lines: list[str]) -> list[str]:
    return ["{", *(f"  {line}" for line in lines), "}"]


def _select(shown: str, body: list[str], tail: str = "", *, distinct: bool = True) -> str:
    head = "SELECT DISTINCT" if distinct else "SELECT"
    return f"{head} {shown} WHERE {{\n{_indented(body)}\n}}" + (f"\n{tail}" if tail else "")


def _indented(lines: Iterator[str] | list[str]) -> str:
    return "\n".join(f"  {line}" for line in lines)


def _with_head(text: str, question: str = "") -> str:
    """Prefixes that the text uses, and the question as a comment: on one line, so that none of it is SPARQL."""
    used = [f"PREFIX {prefix}: <{base}>" for prefix, base in PREFIXES.items() if f"{prefix}:" in text]
    comment = ["# " + " ".join(question.split())] if question.strip() else []
    return "\n".join([*comment, *used, text])
