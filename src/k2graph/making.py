"""Noun phrases made over one schema: things, kinds, what is asked for, and what narrows them."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from pyoxigraph import Literal, NamedNode, Variable

from k2graph.algebra import (
    Equal,
    Kind,
    Node,
    Pattern,
    Said,
    Statement,
    Within,
    join,
    union,
)
from k2graph.phrases import (
    IMPOSSIBLE,
    Clause,
    NounPhrase,
    Scope,
)
from k2graph.seen import value_kind
from k2graph.selection import Selection
from k2graph.vocab import ALT_LABEL, HIDDEN_LABEL


@dataclass(slots=True)
class Maker(Selection):
    """Makes noun phrases, with a supply of fresh variables."""

    _count: itertools.count[int] = field(default_factory=itertools.count)
    pronoun: bool = False  # whether one has been read
    _steps: int = 0

    def fresh(self) -> Variable:
        """A variable that no other phrase uses."""
        return Variable(f"x{next(self._count)}")

    def constant(self, iri: NamedNode) -> NounPhrase:
        """A named thing; where others count as cases of it, any of those too."""
        has_members = iri in self.schema.descendants

        def apply(scope: Scope) -> Clause:
            if iri not in self.schema.covering:
                return scope(iri)
            v = self.fresh()
            return Clause(Within(v, iri)).joined(scope(v))

        itself = NounPhrase(lambda scope: scope(iri), frozenset({iri}), named=iri, names=frozenset({iri}))
        return replace(itself, apply=apply, as_class=self.of_class((iri,)) if has_members else None, exact=itself)

    def of_class(self, classes: tuple[NamedNode, ...], said: str = "") -> NounPhrase:
        """Something of one of these classes; ``said`` is the question word for them."""

        def apply(scope: Scope) -> Clause:
            v = self.fresh()
            return Clause(Kind(v, classes, said)).joined(scope(v))

        return NounPhrase(apply, frozenset(classes))

    def one_of(self, terms: tuple[NamedNode, ...], said: str = "") -> NounPhrase:
        """One of several named things; ``said`` are the words that mean them, where they are not named."""

        def apply(scope: Scope) -> Clause:
            v = self.fresh()
            return Clause(Equal(v, terms, said)).joined(scope(v))

        return NounPhrase(apply, frozenset(terms), names=frozenset(terms))

    def choice(self, options: tuple[NamedNode, ...]) -> NounPhrase:
        """Which of several named things, each with its cases: what is said of a case is said of the thing."""

        def apply(scope: Scope) -> Clause:
            chosen, case = self.fresh(), self.fresh()
            each = (join(Equal(chosen, (option,)), self._chosen(case, option, options)) for option in options)
            return Clause(union(*each), wh=chosen).joined(scope(case))

        return NounPhrase(apply, frozenset(options), is_wh=True)

    def _chosen(self, term: Variable, option: NamedNode, options: tuple[NamedNode, ...]) -> Pattern:
        """A case of one of several options; where another of them is a case of it, that one itself."""
        nested = any(other in self.schema.covering[option] for other in options)
        return Equal(term, (option,)) if nested else self._case(term, option)

    def _case(self, term: Variable, whole: NamedNode) -> Pattern:
        return Within(term, whole) if whole in self.schema.covering else Equal(term, (whole,))

    def written(self, values: tuple[Literal, ...]) -> NounPhrase:
        """A value that is written out, as it stands in the graph; of several that are alike, any."""
        kinds = frozenset(value_kind(value) for value in values)

        def apply(scope: Scope) -> Clause:
            v = self.fresh()
            return Clause(Equal(v, values)).joined(scope(v))

        return NounPhrase(apply, kinds, is_text=True)

    def anything(self) -> NounPhrase:
        """Something, of any kind."""
        return NounPhrase(lambda scope: scope(self.fresh()))

    def asked_for(self, phrase: NounPhrase, *, count: bool = False) -> NounPhrase:
        """The phrase as the one that the question asks for."""

        def apply(scope: Scope) -> Clause:
            def inner(node: Node) -> Clause:
                if isinstance(node, Variable):
                    return Clause(wh=node, count=count).joined(scope(node))
                v = self.fresh()
                same = Equal(v, (node,) if isinstance(node, NamedNode) else ())
                return Clause(same, wh=v, count=count, cost=5).joined(scope(v))

            return phrase.apply(inner)

        return replace(phrase, apply=apply, is_wh=True, exact=None)

    def restrict(self, phrase: NounPhrase, restriction: Callable[[NounPhrase], Clause | None]) -> NounPhrase | None:
        """The phrase narrowed by what a modifier says of it; None where the modifier cannot be said of it."""
        if restriction(replace(phrase, apply=lambda scope: scope(self.fresh()))) is None:
            return None
        if phrase.named is not None and phrase.as_class is None:
            phrase = self.costing(phrase, 2)  # a name is seldom narrowed

        def apply(scope: Scope) -> Clause:
            def inner(node: Node) -> Clause:
                said = restriction(replace(phrase, apply=lambda s: s(node)))
                return (said or Clause()).joined(scope(node))

            return phrase.apply(inner)

        settled = None if phrase.settled is None else self.restrict(phrase.settled, restriction)
        changes: dict[str, object] = {
            "named": None,
            "as_class": None,
            "of": None,
            "exact": None,
            "names": frozenset(),
            "called": "",
            "settled": settled,
        }
        return replace(phrase, apply=apply, **changes)  # type: ignore[arg-type]

    def of_kind(self, name: NounPhrase, kind: NounPhrase) -> NounPhrase | None:
        """A name as that of one thing of some kind; None where it is no such name, or where that has kinds or cases."""
        return self.named(self.named_of_kind(name, kind))

    def situated(self, name: NounPhrase, place: NounPhrase) -> NounPhrase | None:
        """A name with the place it is in: "Springfield, Illinois"; None where none of the name is there."""
        return self.named(self.named_in(name, place))

    def named(self, things: Iterable[NamedNode]) -> NounPhrase | None:
        """One of several things, whichever it is; None where there are none."""
        ordered = tuple(sorted(things, key=lambda iri: iri.value))
        if not ordered:
            return None
        return self.constant(ordered[0]) if len(ordered) == 1 else self.one_of(ordered)

    def with_pending(self, phrase: NounPhrase, prep: str, modifier: NounPhrase) -> NounPhrase:
        """A possessive left for the relation that the phrase stands in; on its own such a phrase means nothing."""
        waiting = (*phrase.pending, (prep, modifier))
        return replace(
            self.costing(phrase, IMPOSSIBLE),
            pending=waiting,
            settled=phrase.settled or phrase,
            as_class=None,
            exact=None,
        )

    def costing(self, phrase: NounPhrase, cost: int) -> NounPhrase:
        """The phrase as a reading that is less plain."""

        def apply(scope: Scope) -> Clause:
            clause = phrase.apply(scope)
            return replace(clause, cost=clause.cost + cost)

        return replace(phrase, apply=apply)

    def called(self, subject: NounPhrase, name: NounPhrase) -> Clause | None:
        """That a thing has a name; of two names of one thing, not its first: "is phylloquinone vitamin K1"."""
        if subject.named is None or not name.called:
            return None
        pairs = [(subject.named, self.naming(subject.named, name.called))]
        if name.named is not None:
            pairs.append((name.named, self.naming(name.named, subject.called)))
        thing, text = next((pair for pair in pairs if pair[1] is not None), (subject.named, None))
        if text is None and subject.named == name.named:
            return None
        properties = (*self.schema.naming, ALT_LABEL, HIDDEN_LABEL)
        return Clause(Statement(thing, properties, text or Literal(name.called), said=Said("RADJ", "called", "")))


def is_of_kind(kind: NamedNode) -> Callable[[NounPhrase], Clause | None]:
    """That a noun phrase is of a kind."""
    return lambda np: np.apply(lambda node: Clause(Kind(node, (kind,))))
