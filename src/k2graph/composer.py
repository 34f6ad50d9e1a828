"""Noun phrases and relations made over one schema: what a relational word says of its subject and arguments.

A relational word is typed by the domains and ranges of its properties, and gives no clause where they do not fit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from pyoxigraph import NamedNode, Variable

from k2graph.algebra import (
    Differ,
    Node,
    OrderBy,
    Qualifier,
    Said,
    Statement,
    rename,
    union,
    walk,
)
from k2graph.amounts import EXTENT, PORTIONED, Amounts, Relation
from k2graph.counts import FEWER, Relating, absent, most_by_number, tallied
from k2graph.lexicon import CONTRARY, TAKEN, Sense
from k2graph.making import is_of_kind
from k2graph.phrases import (
    ADVERBS,
    ALL,
    AMOUNT,
    CIRCUMSTANCE,
    COERCED,
    COMPANION,
    COMPOUND,
    DIRECT,
    DOSE,
    FEW,
    INSIDE,
    IT,
    LEAST,
    LEVEL,
    MANY,
    MOST,
    MOST_STEPS,
    MUTUAL,
    NONE,
    PORTION,
    SHARE,
    SIZING,
    VALUE,
    WHEN,
    YEAR,
    Argument,
    Clause,
    NounPhrase,
    TooComplexError,
    apply_all,
    said_to_be,
)
from k2graph.portions import portion

AMONG = "among"  # before those in a state; no word takes it for its own argument
TURNED = 1  # what it costs to read what anybody does to a thing as what is done to it


@dataclass(slots=True)
class Composer(Amounts):
    """Makes noun phrases and clauses that fit the schema."""

    def relate(
        self, sense: Sense, subject: NounPhrase, args: Sequence[Argument], *, denied: bool = False, bare: bool = False
    ) -> Clause | None:
        """Say a relation of a subject and arguments; None where prepositions or types do not fit.

        ``bare``: the preposition of the main argument has been dealt with, and the argument comes without.
        """
        self._steps += 1
        if self._steps > MOST_STEPS:
            raise TooComplexError
        whoever = self._whoever(subject, args)
        if whoever is None:
            return None
        subject, args = whoever
        if sense.form == TAKEN:
            return self._taken(sense, subject, args, denied=denied)
        return self._argued(sense, subject, args, denied=denied != (sense.form == CONTRARY), bare=bare)

    def _argued(
        self, sense: Sense, subject: NounPhrase, args: Sequence[Argument], *, denied: bool, bare: bool
    ) -> Clause | None:
        """Say a relation of a subject and whichever of the arguments is the one that its word takes."""
        sense = self.answering(sense, args)
        found = self._main_argument(sense, DIRECT if bare else sense.prep, _placed(args))
        if self._is_mutual(sense, subject, found and found[0]):
            rest = list(args) if found is None else found[1]
            subject, found = self.costing(subject.members[0], MUTUAL), (subject.members[1], rest)
        if found is None:
            return None
        given, rest = found
        rest = [argument for argument in rest if not _in_anyone(argument)]
        main = given or self.anything()
        per = next((argument for argument in rest if argument[0] == PORTIONED and argument[1].kinds == VALUE), None)
        if per is not None:
            return None if denied else self._per_portion(sense, subject, main, args, per, bare=bare)
        portioned = self._portioned(sense, subject, main)
        if portioned is not None:
            one, other, told = portioned
            around = [(prep, other if phrase is main else phrase) for prep, phrase in args]
            return told(self.relate(sense, one, around, denied=denied, bare=bare))
        return self._between(Relation(sense, subject, main, tuple(rest), denied, bare), given, args)

    def _whoever(self, subject: NounPhrase, args: Sequence[Argument]) -> tuple[NounPhrase, list[Argument]] | None:
        """Whoever is in a state that is told beside is those who are in it: "can I take K2 while on warfarin"."""
        told = [
            (prep, phrase)
            for prep, phrase in args
            if prep in {CIRCUMSTANCE, COMPANION}
            or (subject.is_anyone and prep in WHEN and phrase.kinds and self.schema.fits(phrase.kinds, self.who))
        ]
        if not told:
            return subject, list(args)
        rest = [argument for argument in args if argument not in told]
        if subject.is_anyone:
            return (told[0][1], rest) if len(told) == 1 else None
        return None if COMPANION in dict(told) else (subject, [*rest, *((AMONG, phrase) for _, phrase in told)])

    def _taken(self, sense: Sense, subject: NounPhrase, args: Sequence[Argument], *, denied: bool) -> Clause | None:
        """What anyone does with one thing for the sake of another is said of the two: "eat X to get Y"."""
        if not subject.is_anyone or [prep for prep, _ in args].count(DIRECT) != 1:
            return None
        said = self.impersonal(replace(sense, form=""), subject, args, denied=denied)
        return None if said is None else replace(said, cost=said.cost - 2)  # plainer than what anyone does with each

    def _between(self, r: Relation, given: NounPhrase | None, args: Sequence[Argument]) -> Clause | None:
        """Say a relation between two phrases by what their determiners ask for: none, so many, how much is taken."""
        sense, subject, main, rest, denied = r.sense, r.subject, r.main, list(r.rest), r.denied
        if not self._sayable(sense, subject, main) or (sense.kind == "VERB" and _is_number(subject)):
            return None
        if main.quant == NONE:
            denied, main = not denied, replace(main, quant="")
        if denied != (subject.quant == NONE) and self._complete(sense):
            return absent(self._relating(sense, rest), self.fresh, subject, main)
        if main.tally is not None or main.than is not None:
            return self._numbered(sense, subject, main, rest) if not denied else None
        rest = [*rest, *subject.pending, *main.pending]
        subject, main = subject.settled or subject, main.settled or main
        if sense.form in {PORTION, SHARE}:
            taken = [(sense.prep, main), *rest] if given is not None else rest
            if denied or (sense.prep and r.bare):
                return None  # how much is not taken is nothing that could be told
            return self._gotten(subject, taken) or portion(self, self.anything(), sense, subject, taken)
        return self._related(Relation(sense, subject, main, tuple(rest), denied, r.bare), args)

    def impersonal(self, sense: Sense, subject: NounPhrase, args: Sequence[Argument], *, denied: bool) -> Clause | None:
        """What anybody, or the body, does to a thing: "we store X in Y" says that X is stored in Y."""
        thing = next((phrase for prep, phrase in args if prep == DIRECT), None)
        if thing is None:
            return None
        if subject.is_body and sense.prep != "for" and not any(self._is_inside(p) for p in sense.predicates):
            return None
        rest = [argument for argument in args if argument[1] is not thing]
        said = self.relate(replace(sense, kind="RADJ"), thing, rest, denied=denied)
        return None if said is None else replace(said, cost=said.cost + TURNED)

    def _is_inside(self, predicate: NamedNode) -> bool:
        """Whether what a property leads to is in the body."""
        info, inside = self.schema.properties.get(predicate), frozenset(self.asked[INSIDE])
        return info is not None and bool(info.range) and self.schema.fits(info.range, inside)

    def _relating(self, sense: Sense, rest: list[Argument]) -> Relating:
        return lambda subject, main: self.relate(sense, subject, [(DIRECT, main), *rest], bare=True)

    def _numbered(self, sense: Sense, subject: NounPhrase, main: NounPhrase, rest: list[Argument]) -> Clause | None:
        """That a relation holds with so many, or with more of something than another thing has."""
        if main.tally is None:
            return self._more_than(sense, subject, main, rest, bare=True)
        if main.tally[0] in FEWER and not self._complete(sense):
            return None  # those that are not stated might make it more
        return tallied(self._relating(sense, rest), self.fresh, subject, main)

    def _sayable(self, sense: Sense, subject: NounPhrase, main: NounPhrase) -> bool:
        """Whether a word can be said of phrases with such determiners."""
        if ALL in {subject.quant, main.quant} or (subject.quant == NONE and not self._complete(sense)):
            return False  # that something holds of every one is not known from claims about some
        if subject.function or main.function or main.is_each_other:
            return False  # a sum is told, and nothing is said of it
        if main.among and not (subject.kinds and self.schema.fits(subject.kinds, main.among)):
            return False  # the most of a kind that it is not of
        if main.is_intake and not sense.prep:
            return False  # what makes, or has, something need not make or have enough of it
        sized = subject.size or main.size
        if sense.prep == "than" and (sized or main.tally):
            return False  # "more than" belongs to the number that follows it
        return self._asked_by(main.asks or subject.asks, sense) and not (
            AMOUNT in {subject.quant, main.quant} and sized
        )

    def _related(self, r: Relation, args: Sequence[Argument]) -> Clause | None:
        """A relation whose determiners are dealt with: its properties in the directions that fit, its slots filled."""
        sense, subject, main = r.sense, r.subject, r.main
        if self._exact(sense):
            subject, main = subject.exact or subject, main.exact or main
        if self._is_name(sense, main):
            return None if r.rest else self._named_so(subject, main)
        forward = sense.predicates if any(self._says(sense, p, subject, main) for p in sense.predicates) else ()
        backward = sense.inverses if any(self._says(sense, p, main, subject) for p in sense.inverses) else ()
        asks = main.asks or subject.asks
        if asks:  # of a word for several properties, those that have the value
            forward, backward = (tuple(p for p in ps if self.related(p, asks)) for ps in (forward, backward))
        forward = () if main.is_intake else forward
        backward = () if subject.is_intake else backward
        if main.quant == MOST and subject.named is not None and not subject.is_wh:
            main = replace(main.exact or main, quant="")  # what has the most is said outright
            if sense.kind == "VERB":
                r = replace(r, sense=replace(sense, lemma=f"{sense.lemma} the most"))
            forward, backward = (tuple(q for p in ps for q in self._outright(p)) for ps in (forward, backward))
        rest = r.rest
        dosed = self._dosed(subject, forward + backward) or self._dose_asked(subject, forward + backward)
        if dosed is not None:
            rest = (*rest, dosed)
            subject = replace(subject, size=None, quant="")
        if not (forward or backward) or any(phrase.size is not None for _, phrase in rest):
            return None  # so much of a thing says nothing of a qualifier
        filled = [self._slots_among(self._qualifier(prep, phrase), forward + backward) for prep, phrase in rest]
        fitting = [slots for slots in filled if slots is not None]
        r = replace(r, subject=subject, main=main, rest=rest)
        if len(fitting) < len(filled):
            unfilled = [argument for slots, argument in zip(filled, rest, strict=True) if slots is None]
            size = next((a for a in unfilled if a[1].kinds == VALUE and a[0] in SIZING), None)
            return None if size is None else self._sized(r, args, size)
        return self._stated(r, forward, backward, fitting)

    def _named_so(self, subject: NounPhrase, name: NounPhrase) -> Clause | None:
        """That a subject is what a name is the name of; of a named thing, that it is called so, too."""
        if subject.named is not None:
            return self.called(subject, name)
        return subject.apply(lambda node: said_to_be(name, node))

    def _stated(
        self,
        r: Relation,
        forward: tuple[NamedNode, ...],
        backward: tuple[NamedNode, ...],
        slots: Sequence[tuple[NamedNode, ...]],
    ) -> Clause | None:
        """The statement of a relation, with a variable for its amount where one is spoken of."""
        quants = {r.subject.quant, r.main.quant} - {"", MANY, FEW}
        values = all(self._has_value(p) for p in forward + backward)
        if r.main.kinds == VALUE and not values:
            return self._with_amount(r)
        if not self._has_amount(r, forward, backward, values=values):
            return None
        amount = self.fresh() if quants and not values else None
        if amount is not None:
            forward, backward = self._measured(forward), self._measured(backward)
        many = [i for i, phrase in enumerate((r.subject, r.main)) if phrase.quant in {MANY, FEW}]
        stretched = self._stretched(r, forward, backward, amount)
        doses = [phrase for prep, phrase in r.rest if prep == DOSE]
        stretched += sum(COERCED if phrase.is_wh else 1 for phrase in doses)  # plainer is what states the amount itself
        stretched -= r.sense.form == CONTRARY  # what a word is said to deny is plainer than what it says at large
        said_with = _said(r, turned=not forward)

        def say(nodes: tuple[Node, ...]) -> Clause:
            beside = zip(slots, r.rest, nodes[2:], strict=True)
            qualifiers = tuple(Qualifier(fillable, node, prep) for fillable, (prep, _), node in beside)
            ends = (nodes[0], forward, nodes[1], backward) if forward else (nodes[1], backward, nodes[0], ())
            statement = Statement(*ends, amount, qualifiers, r.denied, said_with)
            other = _differing(r, nodes)
            if many:
                most = MANY in {r.subject.quant, r.main.quant}
                ranked = most_by_number(statement, nodes[many[0]], nodes[1 - many[0]], most=most)
                return replace(ranked.joined(other), cost=ranked.cost + stretched)
            measured = amount or (ends[2] if values and quants and isinstance(ends[2], Variable) else None)
            order = None
            if measured is not None and quants & {MOST, LEAST}:
                order = OrderBy(measured, MOST in quants, self.are_numbers(forward + backward))
            return Clause(statement, value=measured, order=order, cost=stretched).joined(other)

        said = apply_all([r.subject, r.main, *(phrase for _, phrase in r.rest)], say)
        said = _resolved(said, said_with) if self.pronoun else said
        size = r.subject.size or r.main.size
        return said if size is None else self._of_size(said, size)

    def _stretched(
        self,
        r: Relation,
        forward: tuple[NamedNode, ...],
        backward: tuple[NamedNode, ...],
        amount: Variable | None,
    ) -> int:
        """How far a relation is stretched by what is said of amounts and numbers."""
        both = forward + backward
        of_value = forward and r.subject.kinds == VALUE and not any(self._about_values(p) for p in forward)
        without = amount is not None and not any(self._measurable(p) for p in both)
        by_number = {r.subject.quant, r.main.quant} & {MANY, FEW} and all(self._measurable(p) for p in both)
        return COERCED * sum(map(bool, (of_value, without, by_number)))

    def compound(self, modifier: NounPhrase, phrase: NounPhrase) -> NounPhrase | None:
        """One noun before another: a kind of it, or what some preposition would say between the two.

        Only relations that say of both their sides what they are: the words themselves say nothing of it.
        """
        senses = {s for group in self.prepositions.values() for s in group if self._declared(s)}
        fitting = [s for s in senses if self.relate(s, phrase, [(DIRECT, modifier)], bare=True) is not None]
        options = [self._compound_clause(s, modifier) for s in sorted(fitting, key=lambda s: s.prep)]
        if modifier.named is not None and modifier.as_class is not None and self.may_be(phrase, modifier.named):
            options.append(is_of_kind(modifier.named))
        if not options:
            return None
        return self.restrict(phrase, lambda np: _either([option(np) for option in options]))

    def may_be(self, phrase: NounPhrase, kind: NamedNode) -> bool:
        """Whether what a phrase stands for may be of a kind; of a name, whether it is."""
        if phrase.names and phrase.as_class is None:
            return any(kind in self.schema.ancestors[name] for name in phrase.names)
        return bool(phrase.kinds) and self.schema.fits(phrase.kinds, frozenset({kind}))

    def _compound_clause(self, sense: Sense, modifier: NounPhrase) -> Callable[[NounPhrase], Clause | None]:
        return lambda np: self.relate(sense, np, [(DIRECT, modifier)], bare=True)


def _differing(r: Relation, nodes: tuple[Node, ...]) -> Clause:
    """That one side is other than the other, where its phrase says so."""
    if not (r.main.is_other or r.subject.is_other):
        return Clause()
    return Clause(Differ(nodes[0], nodes[1]) if r.main.is_other else Differ(nodes[1], nodes[0]))


def _resolved(clause: Clause, said: Said) -> Clause:
    """A clause in which "it" stands for what all of it is said of: "has rivers that cross it"."""
    own = next((node for node in walk(clause.pattern) if isinstance(node, Statement) and node.said is said), None)
    if own is None or IT in (own.subject, own.object) or IT not in set(walk(clause.pattern)):
        return clause
    return replace(clause, pattern=rename(clause.pattern, {IT: own.object if said.turned else own.subject}))


def _said(r: Relation, *, turned: bool) -> Said:
    """The word of a relation, as what is restated from it needs it."""
    side = "subject" if r.subject.quant else "argument" if r.main.quant else ""
    how = r.main.words if r.main.asks else r.subject.words if r.subject.asks or r.subject.words == EXTENT else ""
    prep = "" if r.sense.prep.startswith("*") else r.sense.prep  # a state is said back in its own words
    level, contrary = r.sense.form == LEVEL, r.sense.form == CONTRARY
    return Said(
        r.sense.kind, r.sense.lemma, prep, turned, side, how=how, level=level, contrary=contrary, state=r.main.state
    )


def _either(clauses: Iterable[Clause | None]) -> Clause | None:
    said = [clause for clause in clauses if clause is not None]
    return (
        Clause(union(*(clause.pattern for clause in said)), cost=COMPOUND + min(c.cost for c in said)) if said else None
    )


def _is_number(phrase: NounPhrase) -> bool:
    """Whether a phrase is a year or another number by itself: it does nothing."""
    return phrase.kinds == {YEAR} or phrase.is_figure


def _in_anyone(argument: Argument) -> bool:
    """Whether an argument says only that something is so in people, or in the body, where all of it is so."""
    prep, phrase = argument
    return prep == "in" and (phrase.is_anyone or phrase.is_body)


def _placed(args: Sequence[Argument]) -> Sequence[Argument]:
    """Arguments among which "in the body" is left out where the place is asked for: "where in the body"."""
    asked = any(prep in ADVERBS for prep, _ in args)
    return [argument for argument in args if not (asked and _in_anyone(argument))]
