"""From a plan to one SPARQL 1.1 query, as text: self-contained, and the same on every engine."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import assert_never

from pyoxigraph import NamedNode, Variable

from k2graph.algebra import (
    Aggregate,
    Agree,
    Ask,
    Backed,
    Compare,
    Count,
    Describe,
    Evidenced,
    Link,
    Outline,
    Plan,
    Route,
    Select,
)
from k2graph.groups import Narrower, Trace, Writer
from k2graph.lines import nested, written
from k2graph.vocab import PREFIXES


@dataclass(slots=True)
class Query:
    """SPARQL text, and where in its solutions the statements of the plan are to be found."""

    text: str
    traces: list[Trace] = field(default_factory=list)
    positive: tuple[object, ...] = ()


def query(plan: Plan, narrower: Narrower, question: str = "") -> Query:
    """Write the query of a plan; ``narrower`` gives the subproperties of a property, itself among them.

    What SPARQL cannot say (a route, a comparison of everything) is given by the query of its parts.
    """
    writer = Writer(narrower)
    match plan:
        case Agree(inner) | Backed(inner):
            return query(inner, narrower, question)
        case Route(pattern):
            return query(Ask(pattern), narrower, question)
        case Link(one, other):
            claim = Variable("claim")
            return query(Select(claim, Evidenced(claim, None, (one, other))), narrower, question)
        case Compare(entities):
            terms = " ".join(map(written, entities))
            text = _select(
                "?subject ?predicate ?object",
                [f"VALUES ?subject {{ {terms} }}", "?subject ?predicate ?object ."],
                "ORDER BY ?predicate ?subject ?object",
            )
        case Outline(terms):
            text = _outlined(terms)
        case Describe(term):
            body = [f"VALUES ?subject {{ {written(term)} }}", "?subject ?predicate ?object ."]
            text = _select("?predicate ?object", body, "ORDER BY ?predicate ?object")
        case Ask(pattern):
            text = "ASK {\n" + _indented(writer.group(pattern)) + "\n}"
        case Count(variable, pattern):
            text = _select(f"(COUNT(DISTINCT {variable}) AS ?count)", writer.group(pattern), distinct=False)
        case Aggregate(variable, per, pattern, function):
            each = _select(f"{variable} {per}" if isinstance(per, Variable) else str(variable), writer.group(pattern))
            text = _select(f"({function}({variable}) AS ?total)", nested(each.split("\n")), distinct=False)
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
        cases = [f"{end} k2:kindOf|k2:within {written(t)} ." for end, t in zip(("?one", "?other"), terms, strict=False)]
        directions = ("?one ?answer ?other .", "?other ?answer ?one .")
        ways = (f"{{ {' '.join([cases[0], said, *cases[1:]])} }}" for said in directions)
        body = [" UNION ".join(ways), "VALUES ?type { owl:ObjectProperty owl:DatatypeProperty }", "?answer a ?type ."]
    once = ["{", f"  SELECT DISTINCT {shown} WHERE {{", *(f"    {line}" for line in body), "  }", "}"]
    tail = "GROUP BY ?answer\nORDER BY DESC(?count) ?answer"
    return _select("?answer (COUNT(*) AS ?count)", once, tail, distinct=False)


def solutions_query(plan: Select | Count | Ask, narrower: Narrower) -> Query:
    """The query of a plan with every variable in its solutions, so that each shows the facts it rests on."""
    writer = Writer(narrower)
    order = plan.order if isinstance(plan, Select) else None
    body = writer.group(plan.pattern) if order is None else writer.best(plan.pattern, order)
    return Query(_with_head(_select("*", body)), writer.traces)


def claims_query(plan: Ask, narrower: Narrower) -> Query:
    """The claims that speak to a yes-or-no question, whatever their polarity."""
    writer = Writer(narrower, any_polarity=True)
    return Query(_with_head(_select("*", writer.group(plan.pattern))), writer.traces)


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
