"""How much: relations that state an amount, for a portion, more than another, by so much."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pyoxigraph import NamedNode

from k2graph.algebra import (
    Exceeds,
    Node,
    Said,
    Statement,
)
from k2graph.lexicon import Sense
from k2graph.making import Maker
from k2graph.phrases import (
    AMOUNT,
    DIRECT,
    DOSE,
    FEW,
    IMPOSSIBLE,
    LEAST,
    MANY,
    MOST,
    PORTION,
    SIZED,
    VALUE,
    Argument,
    Clause,
    NounPhrase,
    Scope,
    apply_all,
    said_to_be,
)
from k2graph.servings import Portioned, is_portion_size, is_ratio, portioned, served
from k2graph.vocab import QUANTITY

EXTENT = "by how much"
PORTIONED = "per"


@dataclass(frozen=True, slots=True)
class Relation:
    """A relational word, what it is said of, and the arguments left for qualifiers."""

    sense: Sense
    subject: NounPhrase
    main: NounPhrase
    rest: tuple[Argument, ...]
    denied: bool
    bare: bool  # the preposition of the main argument has been dealt with


@dataclass(slots=True)
class Amounts(Maker, ABC):
    """Says relations with amounts."""

    @abstractmethod
    def relate(
        self, sense: Sense, subject: NounPhrase, args: Sequence[Argument], *, denied: bool = False, bare: bool = False
    ) -> Clause | None:
        """Say a relation of a subject and arguments; None where prepositions or types do not fit."""

    def _per_portion(
        self,
        sense: Sense,
        subject: NounPhrase,
        main: NounPhrase,
        args: Sequence[Argument],
        per: Argument,
        *,
        bare: bool,
    ) -> Clause | None:
        """How much of one thing another has per so much: "how much K2 does Gouda have per 30 g"."""
        ranked = {subject.quant, main.quant} & {MOST, LEAST}  # by weight already
        if not (ranked or AMOUNT in {subject.quant, main.quant}) or not is_portion_size(per[1]):
            return None
        size = None if ranked else per[1]
        around = [argument for argument in args if argument is not per]
        if self.holds(sense.predicates, subject, main):
            return self.relate(sense, replace(subject, size=size), around, bare=bare)
        if self.holds(sense.inverses, main, subject):
            held = [(prep, replace(phrase, size=size) if phrase is main else phrase) for prep, phrase in around]
            return self.relate(sense, subject, held, bare=bare)
        return None

    def _portioned(self, sense: Sense, subject: NounPhrase, main: NounPhrase) -> Portioned | None:
        """The two ends of a relation where one holds so much of the other: "30 g of X" and "how much Y"."""
        if subject.size is not None and self.holds(sense.predicates, subject, main):
            return portioned(subject, main)
        if main.size is not None and self.holds(sense.inverses, main, subject):
            holder, thing, told = portioned(main, subject)
            return thing, holder, told
        return None

    def _gotten(self, subject: NounPhrase, taken: Sequence[Argument]) -> Clause | None:
        """How much of something anyone gets from a thing: how much of it the thing has."""
        things = [phrase for _, phrase in taken if phrase.quant == AMOUNT]
        holders = [(prep, phrase) for prep, phrase in taken if phrase.quant != AMOUNT]
        if not subject.is_anyone or len(things) != 1 or len(holders) != 1 or not holders[0][1].names:
            return None
        prep, holder = holders[0]
        for sense in self.prepositions.get(prep, ()):
            if self.holds(sense.inverses, holder, things[0]):
                return self.relate(sense, things[0], [(DIRECT, holder)], bare=True)
        return None

    def holds(self, predicates: tuple[NamedNode, ...], holder: NounPhrase, thing: NounPhrase) -> bool:
        """Whether a relation states how much of a thing is in what holds it."""
        return any(self._measurable(p) and not self._has_value(p) and self._fits(p, holder, thing) for p in predicates)

    def _has_amount(
        self, r: Relation, forward: tuple[NamedNode, ...], backward: tuple[NamedNode, ...], *, values: bool
    ) -> bool:
        """Whether a relation has the amount, or is one to the value, that its words speak of."""
        quants = {r.subject.quant, r.main.quant} - {"", MANY, FEW}
        if quants and not values and not self.schema.claims:
            return False  # a plain fact has no amount
        both = forward + backward
        if any(self._counts_people(phrase) for phrase in (r.subject, r.main)) and any(map(self._measurable, both)):
            return False  # people are no substance that there is so much of
        if any(p.quant == AMOUNT and not p.kinds for p in (r.subject, r.main)) and any(map(self._measurable, both)):
            return False  # of what there is so much must be said
        if r.main.is_figure and not self.are_numbers(forward + backward):
            return False  # a number without a unit is no amount
        owner = r.subject if forward else r.main
        # what a thing is the most of is not the value that is said of it
        return not values or owner.quant not in {MOST, LEAST} or owner.is_ranked

    def _counts_people(self, phrase: NounPhrase) -> bool:
        """Whether it is asked how many of some people something holds of."""
        return phrase.quant == AMOUNT and bool(phrase.names) and self.schema.fits(phrase.kinds, self.who)

    def _more_than(
        self, sense: Sense, subject: NounPhrase, main: NounPhrase, rest: list[Argument], *, bare: bool
    ) -> Clause | None:
        """That a subject has, or takes, more of something than another does, or less."""
        taken = sense.form == PORTION
        plain, other = replace(main, than=None, quant=AMOUNT if taken else SIZED), main.than
        assert other is not None
        if taken and not (self.slots_for(DIRECT, subject) and self.slots_for(DIRECT, other)):
            return None  # those who take it are compared, and not what else they take
        here = self.relate(sense, subject, [(DIRECT, plain), *rest], bare=bare)
        if self.holds(sense.predicates, subject, other) and not self.holds(sense.predicates, other, plain):
            there = self.relate(sense, subject, [(DIRECT, replace(other, quant=SIZED)), *rest], bare=bare)
        else:  # "more X than Y has", and not "than it has Y"
            there = self.relate(sense, other, [(DIRECT, plain), *rest], bare=bare)
        return self.exceeding(here, there, main)

    def exceeding(self, here: Clause | None, there: Clause | None, main: NounPhrase) -> Clause | None:
        """That the value of one clause is larger than that of another, or so many times it, or less."""
        if here is None or there is None or here.value is None or there.value is None:
            return None
        values, both = (here.value, there.value), here.joined(there)
        if main.is_less:
            values, both = (there.value, here.value), there.joined(here)
        exceeds = Exceeds(*values, times=main.times, at_least=main.is_as_much)
        return replace(both.joined(Clause(exceeds)), value=None)

    def value_of(self, sense: Sense, phrase: NounPhrase) -> Clause | None:
        """The value that a word of degree measures a thing by: of a river, for "long", its length."""
        value = self.fresh()
        main = NounPhrase(lambda scope: scope(value), VALUE)
        measure = replace(sense, form="")
        said = self.relate(measure, phrase, [(DIRECT, main)], bare=True)
        return None if said is None else replace(said, value=value)

    def _with_amount(self, r: Relation) -> Clause | None:
        """A relation to an unnamed amount of something: "with more than 50 µg"; the value of something else is none."""
        if r.main.valued:
            return None
        some = replace(self.anything(), quant=SIZED)
        said = self.relate(r.sense, r.subject, [(DIRECT, some), *r.rest], denied=r.denied, bare=True)
        return self._of_size(said, r.main)

    def extent(self) -> NounPhrase:
        """The size of what is said, asked for: "by how much"."""
        return replace(self.anything(), kinds=VALUE, is_wh=True, words=EXTENT)

    def _sized(self, r: Relation, args: Sequence[Argument], size: Argument) -> Clause | None:
        """A relation whose size is told beside it: "cut by more than 70 percent"."""
        others = [argument for argument in args if argument is not size and argument[1] is not size[1]]
        if size[1].words == EXTENT:  # of an amount that the relation states, there is another question
            if r.denied or r.subject.quant or any(map(self._measurable, (*r.sense.predicates, *r.sense.inverses))):
                return None
            subject = replace(r.subject, quant=SIZED, words=EXTENT)
            return self.relate(r.sense, subject, others, denied=r.denied, bare=r.bare)
        subject = replace(r.subject, quant=r.subject.quant or SIZED)
        return self._of_size(self.relate(r.sense, subject, others, denied=r.denied, bare=r.bare), size[1])

    def _of_size(self, said: Clause | None, size: NounPhrase) -> Clause | None:
        if said is None or said.value is None:
            return None
        amount = said.value
        return said.joined(said_to_be(size, amount))

    def amount_in(self, sense: Sense, subject: NounPhrase, thing: NounPhrase) -> NounPhrase | None:
        """The amount that a relation between two things states."""
        if not any(self._fits(p, subject, thing) for p in sense.predicates):
            return None  # an amount noun stands on the property, so it has no inverses

        if subject.size is not None:
            return self._amount_served(sense, subject, thing)

        def apply(scope: Scope) -> Clause:
            amount = self.fresh()

            def say(nodes: tuple[Node, ...]) -> Clause:
                said = Said(sense.kind, sense.lemma, sense.prep)
                return Clause(
                    Statement(nodes[0], sense.predicates, nodes[1], amount=amount, said=said), value=amount
                ).joined(scope(amount))

            return apply_all([subject, thing], say)

        return NounPhrase(apply, frozenset({QUANTITY}), valued=sense.predicates)

    def _amount_served(self, sense: Sense, subject: NounPhrase, thing: NounPhrase) -> NounPhrase | None:
        """The amount that is in so much of something."""

        def apply(scope: Scope) -> Clause:
            holder, told = served(subject)
            plain = self.amount_in(sense, holder, thing)
            return (plain and told(plain.apply(scope))) or Clause(cost=IMPOSSIBLE)

        return NounPhrase(apply, frozenset({QUANTITY}))

    def _dose_asked(self, phrase: NounPhrase, predicates: tuple[NamedNode, ...]) -> Argument | None:
        """How much it takes of what acts, asked for as a qualifier: "how much of it slows …"."""
        slots = [s for s, allowed in self.schema.slots.items() if allowed == VALUE]
        if phrase.quant != AMOUNT or not slots or self._counts_people(phrase):
            return None
        if any(self._measurable(p) or self._has_value(p) for p in predicates):
            return None
        return (DOSE, replace(self.asked_for(self.anything()), kinds=VALUE))

    def _dosed(self, phrase: NounPhrase, predicates: tuple[NamedNode, ...]) -> Argument | None:
        """The amount of what acts, as a qualifier, where the relation itself has no amount: "180 µg of it slows …"."""
        slots = tuple(s for s, allowed in self.schema.slots.items() if allowed == VALUE)
        if (
            phrase.size is None
            or is_ratio(phrase.size)
            or not slots
            or any(self._measurable(p) or self._has_value(p) for p in predicates)
        ):
            return None
        return (DOSE, phrase.size)
