"""Plans are made in one form, so that what means the same is equal."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Variable

from k2graph.algebra import (
    UNIT,
    Ask,
    Compared,
    Count,
    Describe,
    Equal,
    Join,
    Kind,
    Minus,
    OrderBy,
    Qualifier,
    Said,
    Select,
    Statement,
    Union,
    Within,
    canonical,
    join,
    minus,
    rename,
    to_sse,
    union,
    walk,
)
from k2graph.units import Quantity
from k2graph.vocab import K2

A, B, X, Y, ANSWER = Variable("a"), Variable("b"), Variable("x"), Variable("y"), Variable("answer")
EATS, KEPT_BY = K2("eats"), K2("keptBy")
EATEN = Statement(X, (EATS,), K2("hen"))
BIRD, ANIMAL, HEN = Kind(X, (K2("Bird"),)), Kind(X, (K2("Animal"),)), Within(X, K2("hen"))


def test_a_join_is_flat_and_without_repeats_and_empties():
    assert join(BIRD, Join((ANIMAL, BIRD)), UNIT) == Join((BIRD, ANIMAL))
    assert join(BIRD) == BIRD
    assert join() == UNIT


def test_a_union_is_flat_and_without_repeats():
    assert union(BIRD, Union((ANIMAL, BIRD))) == Union((BIRD, ANIMAL))
    assert union(BIRD) == BIRD


def test_what_is_taken_from_nothing_is_taken_from_all_that_stands_beside_it():
    assert join(Minus(UNIT, HEN), BIRD, ANIMAL) == Minus(Join((BIRD, ANIMAL)), HEN)
    assert join(BIRD, Minus(UNIT, HEN), Minus(UNIT, ANIMAL)) == Minus(Minus(BIRD, HEN), ANIMAL)


def test_minus_keeps_both_sides():
    assert minus(BIRD, HEN) == Minus(BIRD, HEN)


def test_the_way_of_saying_it_is_no_part_of_the_meaning():
    said = Statement(X, (EATS,), K2("hen"), said=Said("VERB", "feed on", "on"))
    assert said == EATEN
    assert to_sse(said) == to_sse(EATEN)
    assert Qualifier((K2("place"),), X, "in") == Qualifier((K2("place"),), X, "at")


def test_every_node_is_walked_the_outermost_first():
    plan = Select(X, Join((BIRD, EATEN)))
    assert [type(node).__name__ for node in walk(plan)] == [
        "Select", "Variable", "Join", "tuple", "Kind", "Variable", "tuple", "NamedNode", "Statement",
        "Variable", "tuple", "NamedNode", "NamedNode", "tuple", "tuple",
    ]  # fmt: skip


def test_renaming_reaches_every_variable():
    plan = Select(
        A,
        Join(
            (
                Statement(A, (EATS,), B, amount=X, qualifiers=(Qualifier((K2("place"),), Y),)),
                Compared(X, ">", Quantity(Decimal(1), Decimal(1), "g")),
            )
        ),
        X,
        OrderBy(X, True),
    )
    new = {v: Variable(f"n{i}") for i, v in enumerate((A, B, X, Y))}
    assert {node for node in walk(rename(plan, new)) if isinstance(node, Variable)} == set(new.values())


def test_two_orders_and_two_namings_of_one_meaning_are_one_plan():
    first = Select(A, Join((Kind(A, (K2("Bird"),)), Statement(A, (EATS,), B), Within(B, K2("hen")))))
    second = Select(X, Join((Within(Y, K2("hen")), Statement(X, (EATS,), Y), Kind(X, (K2("Bird"),)))))
    assert canonical(first) == canonical(second)
    assert (
        to_sse(canonical(first))
        == "(select ?answer (join (kind ?answer (k2:Bird)) (statement ?answer (k2:eats) ?v2) (within ?v2 k2:hen)))"
    )


def test_a_relation_said_from_its_other_end_is_the_same_plan():
    forward = Ask(Statement(K2("ann"), (EATS,), K2("hen"), (KEPT_BY,)))
    backward = Ask(Statement(K2("hen"), (KEPT_BY,), K2("ann"), (EATS,)))
    assert canonical(forward) == canonical(backward)


def test_different_meanings_are_different_plans():
    plans = [
        Ask(Statement(K2("fox"), (EATS,), K2("hen"))),
        Ask(Statement(K2("hen"), (EATS,), K2("fox"))),
        Ask(Statement(K2("fox"), (EATS,), K2("hen"), denied=True)),
        Ask(Statement(K2("fox"), (EATS,), K2("hen"), qualifiers=(Qualifier((K2("place"),), K2("barn")),))),
        Ask(Minus(UNIT, Statement(K2("fox"), (EATS,), K2("hen")))),
        Select(X, EATEN),
        Select(X, EATEN, order=OrderBy(X, True)),
        Select(X, EATEN, order=OrderBy(X, False)),
        Count(X, EATEN),
        Describe(K2("hen")),
    ]
    assert len({to_sse(canonical(plan)) for plan in plans}) == len(plans)


@pytest.mark.parametrize(
    ("node", "text"),
    [
        (Statement(X, (EATS,), K2("hen"), (KEPT_BY,)), "(statement ?x (k2:eats) k2:hen (^ k2:keptBy))"),
        (Statement(X, (EATS,), Literal("corn"), denied=True), '(statement ?x (k2:eats) "corn" True)'),
        (Equal(X, (K2("hen"), K2("duck"))), "(equal ?x (k2:hen k2:duck))"),
        (Minus(BIRD, HEN), "(minus (kind ?x (k2:Bird)) (within ?x k2:hen))"),
        (
            Compared(X, ">=", Quantity(Decimal("1.50"), Decimal("1.50"), "mg", Decimal(100), "g")),
            "(compared ?x >= (quantity 1.5 1.5 mg 100 g))",
        ),
        (Count(X, BIRD), "(count ?x (kind ?x (k2:Bird)))"),
        (Describe(NamedNode("http://example.org/a b".replace(" ", "%20"))), "(describe <http://example.org/a%20b>)"),
    ],
)
def test_a_plan_is_written_as_an_s_expression(node, text):
    assert to_sse(node) == text


PATTERNS = st.sampled_from([BIRD, ANIMAL, HEN, EATEN, Statement(X, (EATS,), Y), Within(Y, K2("hen")), Minus(UNIT, HEN)])


@given(st.lists(PATTERNS, max_size=5), st.randoms())
def test_the_order_of_what_is_joined_does_not_matter(parts, random):
    shuffled = list(parts)
    random.shuffle(shuffled)
    assert canonical(Select(X, join(*parts, BIRD))) == canonical(Select(X, join(BIRD, *shuffled)))


@given(st.lists(PATTERNS, max_size=6))
def test_joining_twice_changes_nothing(parts):
    once = join(BIRD, *parts)
    assert join(once, *parts) == once


@given(st.lists(PATTERNS, max_size=5))
def test_a_canonical_plan_is_canonical(parts):
    plan = canonical(Select(X, join(BIRD, *parts)))
    assert canonical(plan) == plan
