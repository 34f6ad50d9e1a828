"""Where the claims behind an answer differ: by the differences that rules found, and by their amounts."""

from __future__ import annotations

import itertools
import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from functools import cached_property

from pyoxigraph import NamedNode

from k2graph.claims import Claims
from k2graph.disagreements import Difference, Disagreements, Edges
from k2graph.ontology import Ontology
from k2graph.quantities import quantity
from k2graph.reified import Fact, iri_of
from k2graph.terms import Term
from k2graph.units import AS_STATED, Quantity, normalise, show
from k2graph.vocab import AMOUNT, DCTERMS, K2, OBJECT, SKOS, SUBJECT, WITHIN

OPPOSED = {"denies", "mixed"}
BROADER, READ_AS, SAYS_AMOUNT = SKOS("broader"), K2("readAs"), K2("saysAmount")
NUMBER, SCOPE = K2("different-number"), K2("different-scope")
FAR_LEVELS = 3  # words more than this many ranks apart cannot both hold, where no numbers tell
TOLERANCE = 0.1  # numbers that differ by less are taken to agree
SHADE = 0.01  # words are read a shade narrower, so that two whose ranges only meet do not agree

Amounts = dict[NamedNode, set[NamedNode]]  # amount -> the claims that state it
Stated = dict[tuple[str, str], Amounts]  # food and what is in it -> the amounts
Spans = dict[str, tuple[float, float]]  # basis -> least and greatest


class Conflicts(Disagreements):
    """Finds the claims of an ontology that speak against each other."""

    def __init__(self, ontology: Ontology, claims: Claims) -> None:
        super().__init__(ontology, claims)
        self._known_spans: dict[NamedNode, Spans] = {}
        self._known_measures: dict[Term, float] = {}

    def measure(self, term: Term) -> float:
        """A number to rank an amount by; minus infinity where it has none."""
        known = self._known_measures.get(term)
        if known is None:
            found = self.ontology.objects(term, K2("comparable")) if isinstance(term, NamedNode) else []
            known = self._known_measures[term] = float(found[0].value) if found else float("-inf")
        return known

    def differences(self, claims: Collection[NamedNode], facts: Iterable[Fact]) -> list[Difference]:
        """Where the claims behind an answer differ, from each other or from others, and the amounts of its facts."""
        told, measured = self._divided(facts)
        amounts = self.amounts(told)
        said = [claim for claim in claims if not self.claims.tabulated(claim)]
        found = [*self._contrary_amounts(amounts), *self.among(said), *self._amounts_of_wholes(amounts)]
        return sorted([*found, *self._measured_otherwise(measured)], key=self.both_may_hold)

    # --- amounts

    def amounts(self, facts: Iterable[Fact]) -> dict[Fact, Amounts]:
        """The amounts that claims state of each fact, or that the property of the fact says by itself."""
        stated: dict[Fact, Amounts] = defaultdict(lambda: defaultdict(set))
        for fact in sorted(set(facts)):
            implied = self.ontology.objects(iri_of(fact[1]), SAYS_AMOUNT)
            for claim in self.claims.of_fact.get(fact, ()):
                if self.claims.polarity(claim) in OPPOSED or self.claims.tabulated(claim):
                    continue
                for amount in self.claims.amounts(claim) or implied:
                    if isinstance(amount, NamedNode):
                        stated[fact][amount].add(claim)
        return stated

    def _divided(self, facts: Iterable[Fact]) -> tuple[set[Fact], dict[tuple[str, str], Amounts]]:
        """The facts that texts speak of, and the amounts that tables give, by what is in what."""
        told: set[Fact] = set()
        measured: dict[tuple[str, str], Amounts] = defaultdict(lambda: defaultdict(set))
        for fact in facts:
            for claim in self.claims.of_fact.get(fact, ()):
                if not self.claims.tabulated(claim):
                    told.add(fact)
                    continue
                for amount in self.claims.amounts(claim):
                    measured[fact[0], fact[2]][amount].add(claim)
        return told, measured

    @cached_property
    def _told(self) -> dict[tuple[str, str], Amounts]:
        """All amounts that texts state of a thing in a thing."""
        claims = self.claims.of_texts_with(AMOUNT)
        return _merged(self.amounts(fact for claim in claims for fact in self.claims.facts(claim)))

    def _measured_otherwise(self, measured: dict[tuple[str, str], Amounts]) -> Iterator[Difference]:
        """What a text says of how much a food has, and most of all that was measured in foods of its kind excludes."""
        for (whole, of), told in self._told.items() if measured else ():
            foods, things = ({str(case) for case in self._cases(end)} | {end} for end in (whole, of))
            here = {(food, end): a for (food, end), a in measured.items() if food in foods and end in things}
            everything = self._all_measured(whole, of) if here else []
            for amount, claims in told.items():

                def apart(end: str, value: NamedNode, said: NamedNode = amount, of: str = of) -> bool:
                    return (_exceeds if end != of else _exclude)(self._spans(value), self._spans(said))

                if sum(apart(end, value) for end, value in everything) * 2 <= len(everything):
                    continue
                values = [cs for (_, end), stated in here.items() for value, cs in stated.items() if apart(end, value)]
                if values:
                    sides = (tuple(sorted(claims, key=str)), tuple(sorted(set().union(*values), key=str)))
                    yield Difference(NUMBER, sides, self._how_much(whole, of))

    def _all_measured(self, whole: str, of: str) -> list[tuple[str, NamedNode]]:
        """Every value that tables give of a thing, or of a form of it, in foods of a kind: the form, and the amount."""
        query = f"SELECT ?thing ?amount WHERE {{ ?food {WITHIN} {whole} . ?thing {WITHIN} {of} . "
        query += f"?claim {SUBJECT} ?food ; {OBJECT} ?thing ; {AMOUNT} ?amount ; {DCTERMS('source')} ?table . "
        query += f"?table a {K2('DataSet')} }}"
        return [(str(row["thing"]), row["amount"]) for row in self.ontology.query(query)]  # type: ignore[attr-defined]

    def _cases(self, text: str) -> frozenset[NamedNode]:
        return self.ontology.schema.covering[iri_of(text)] if text.startswith("<") else frozenset()

    def compatible(self, facts: Iterable[Fact]) -> list[str]:
        """Amounts stated on different bases that come to the same: each pair in words, with the conversion."""
        told = []
        for stated in _merged(self.amounts(facts)).values():
            found = [
                (q, converted) for a in stated if (q := quantity(self.ontology, a)) and (converted := normalise(q))
            ]
            for (one, here), (other, there) in itertools.combinations(found, 2):
                same_basis = (one.per_amount, one.per_unit) == (other.per_amount, other.per_unit)
                if not same_basis and not _exclude(_range(here.quantity, TOLERANCE), _range(there.quantity, TOLERANCE)):
                    hows = [converted.how for converted in (here, there) if converted.how != AS_STATED]
                    told.append(f"{show(one)} and {show(other)} agree: {'; '.join(hows)}.")
        return sorted(told)

    def _contrary_amounts(self, amounts: dict[Fact, Amounts]) -> Iterator[Difference]:
        """Amounts of one thing in one thing that cannot all hold."""
        for (subject, thing), stated in _merged(amounts).items():
            sides = self._disjoint(stated)
            if len(sides) > 1:
                yield Difference(NUMBER, sides, self._how_much(subject, thing))

    def _amounts_of_wholes(self, amounts: dict[Fact, Amounts]) -> Iterator[Difference]:
        """Amounts in a food that do not go with those of a wider thing in it, or with those of the kind of food it is.

        How much there is of a form cannot be more than there is of the whole; it may well be less.
        """
        edges: dict[tuple[NamedNode, str, str], Edges] = defaultdict(lambda: defaultdict(set))
        narrow = _merged(amounts)
        for (subject, thing), stated in narrow.items():
            for whole, of, told in [*self._of_wider_things(subject, thing), *self._of_kinds(subject, thing, narrow)]:
                apart = _exceeds if of != thing else _exclude
                kind = NUMBER if whole == subject else SCOPE
                for mine, theirs in itertools.product(stated, told):
                    if apart(self._spans(mine), self._spans(theirs)):
                        for one, other in itertools.product(stated[mine], told[theirs]):
                            edges[kind, whole, of][one].add(other)
                            edges[kind, whole, of][other].add(one)
        for (kind, whole, of), differing in edges.items():
            for sides, _ in self.grouped(differing):
                yield Difference(kind, sides, self._how_much(whole, of))

    def _of_wider_things(self, subject: str, thing: str) -> Iterator[tuple[str, str, Amounts]]:
        """The amounts of what a thing is a form of, in the same food."""
        wider = set(self._above(thing, WITHIN)) - {thing}
        told = self.amounts(fact for fact in self.claims.of_subject(subject) if fact[2] in wider)
        return ((*key, stated) for key, stated in _merged(told).items())

    def _of_kinds(self, subject: str, thing: str, asked: Stated) -> Iterator[tuple[str, str, Amounts]]:
        """The amounts of a thing in the nearest kinds that a food is of, as far as these were asked for too."""
        level, seen = self._above(subject, BROADER), {subject}
        while level:
            seen.update(level)
            found = [kind for kind in level if (kind, thing) in asked]
            yield from ((kind, thing, asked[kind, thing]) for kind in found)
            above = {up for kind in level if kind not in found for up in self._above(kind, BROADER)}
            level = sorted(above - seen)

    def _above(self, term: str, relation: NamedNode) -> list[str]:
        quads = self.ontology.store.quads_for_pattern(iri_of(term), relation, None) if term.startswith("<") else ()
        return sorted({str(quad.object) for quad in quads})

    def _disjoint(self, amounts: Amounts) -> tuple[tuple[NamedNode, ...], ...]:
        """Groups of claims whose amounts can all hold within a group; what agrees with everything is in none."""
        spans = {amount: self._spans(amount) for amount in sorted(amounts, key=lambda amount: amount.value)}
        sides: list[list[NamedNode]] = []
        for amount, span in spans.items():
            if not any(_exclude(span, other) for other in spans.values()):
                continue
            fitting = (side for side in sides if not any(_exclude(span, spans[other]) for other in side))
            side = next(fitting, None)
            if side is None:
                sides.append([amount])
            else:
                side.append(amount)
        return tuple(
            tuple(sorted({c for amount in side for c in amounts[amount]}, key=lambda c: c.value)) for side in sides
        )

    def _spans(self, amount: NamedNode) -> Spans:
        """On each basis that an amount can be judged by, the range within which another would be compatible.

        A word for an amount has its rank, and the range of numbers that the ontology reads it as.
        """
        known = self._known_spans.get(amount)
        if known is None:
            known = self._known_spans[amount] = self._span(amount, TOLERANCE)
        return known

    def _span(self, amount: NamedNode, tolerance: float) -> Spans:
        found = quantity(self.ontology, amount)
        if found is None:
            read = (term for term in self.ontology.objects(amount, READ_AS) if isinstance(term, NamedNode))
            spans = {basis: span for term in read for basis, span in self._span(term, -SHADE).items()}
            rank = self.measure(amount)
            return spans or {"level": (rank - FAR_LEVELS / 2, rank + FAR_LEVELS / 2)}
        converted = normalise(found)
        return _range(converted.quantity if converted else found, tolerance)

    def _how_much(self, subject: str, thing: str) -> str:
        return f"how much {self.name(thing)} {self.name(subject)} has"


def _range(q: Quantity, tolerance: float) -> Spans:
    low = float(q.low) if q.low is not None else 0.0
    high = float(q.high) if q.high is not None else math.inf
    return {f"{q.unit} {q.per_amount} {q.per_unit}": (low * (1 - tolerance), high * (1 + tolerance))}


def _merged(amounts: dict[Fact, Amounts]) -> Stated:
    """The amounts of one thing in another, whatever property they are stated with."""
    merged: Stated = defaultdict(lambda: defaultdict(set))
    for (subject, _, thing), stated in amounts.items():
        for amount, claims in stated.items():
            merged[subject, thing][amount] |= claims
    return merged


def _exceeds(one: Spans, other: Spans) -> bool:
    """Whether the first amount is larger than the second can be, judged on a basis that they share."""
    return any(one[basis][0] > other[basis][1] for basis in one.keys() & other.keys())


def _exclude(one: Spans, other: Spans) -> bool:
    """Whether two amounts cannot both hold, judged on a basis that they share."""
    return _exceeds(one, other) or _exceeds(other, one)
