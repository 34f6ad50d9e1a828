"""The plan of a question: a closed set of frozen nodes, named after SPARQL's algebra.

A plan is one of the forms `Select`, `Count`, `Aggregate`, `Ask`, `Describe`, `Agree`, `Backed`, `Route`, `Link`,
`Compare`, `Outline`; inside stands one pattern:

    Pattern ── Statement   subject, predicate, object, with the amount and the qualifiers that were asked for
            ├─ Kind        a variable is of a class, or strictly narrower than a concept
            ├─ Within      a variable is a concept, or counts as a case of it
            ├─ About       a variable is a state, process or disease of a part of the body
            ├─ Equal       a variable is one of these terms
            ├─ Compared    a variable's amount against a number
            ├─ Exceeds     a variable's amount against another's
            ├─ Differ      two variables do not stand for the same
            ├─ Extreme     a variable is of what has the largest or smallest value, or the most others, of all
            ├─ Tally       a variable has so many others that fit
            ├─ Evidenced   a claim, by its kind of evidence and what it speaks of
            └─ Join · Union · Minus

Plans are made by the functions in lower case (`join`, `union`, `minus`), which flatten and drop what is empty,
and put in order by `canonical`, so that two ways of saying the same thing give equal plans.
"""

from __future__ import annotations

from k2graph.algebra.forms import (
    Aggregate,
    Agree,
    Ask,
    Backed,
    Compare,
    Count,
    Describe,
    Link,
    OrderBy,
    Outline,
    Plan,
    Route,
    Select,
)
from k2graph.algebra.normal import (
    canonical,
    join,
    minus,
    rename,
    union,
    walk,
    wholes,
)
from k2graph.algebra.patterns import (
    ANSWER,
    UNIT,
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
    Pattern,
    Qualifier,
    Said,
    Serving,
    Statement,
    Tally,
    Union,
    Within,
)
from k2graph.algebra.sse import (
    compact,
    to_sse,
)

__all__ = [
    "ANSWER",
    "UNIT",
    "About",
    "Aggregate",
    "Agree",
    "Ask",
    "Backed",
    "Compare",
    "Compared",
    "Count",
    "Describe",
    "Differ",
    "Equal",
    "Evidenced",
    "Exceeds",
    "Extreme",
    "Join",
    "Kind",
    "Link",
    "Minus",
    "Node",
    "OrderBy",
    "Outline",
    "Pattern",
    "Plan",
    "Qualifier",
    "Route",
    "Said",
    "Select",
    "Serving",
    "Statement",
    "Tally",
    "Union",
    "Within",
    "canonical",
    "compact",
    "join",
    "minus",
    "rename",
    "to_sse",
    "union",
    "walk",
    "wholes",
]
