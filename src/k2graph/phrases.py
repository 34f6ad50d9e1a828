"""What phrases mean: noun phrases as patterns around one variable, and how a relational word joins them.

After Montague, as in SQUALL and Sparklis: a noun phrase takes what is said of it (its scope) and gives a clause;
a relational word is typed by the domains and ranges of its properties, and gives no clause where they do not fit.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from pyoxigraph import NamedNode, Variable

from k2graph.algebra import (
    UNIT,
    Equal,
    Exceeds,
    Kind,
    Minus,
    Node,
    OrderBy,
    Pattern,
    Qualifier,
    Said,
    Statement,
    Within,
    join,
    rename,
    union,
)
from k2graph.inflection import english
from k2graph.lexicon import Sense
from k2graph.ontology import Schema
from k2graph.vocab import AMOUNT_LEVEL, K2, QUANTITY, XSD

TEXT = XSD("string")
VALUE = frozenset({QUANTITY})

MOST_STEPS = 3_000  # how often a relation may be tried in one question
IMPOSSIBLE = 1000  # the cost of a reading that leaves words unused
PORTION = "portion"  # the form of words that say how much of something is taken: "how much K2 should women take"
COMPOUND = 3  # what it costs to read two nouns side by side as some relation between them
AMOUNT, MOST, LEAST, SIZED, ALL, NONE = "amount", "most", "least", "sized", "all", "none"
DOSE = "at"
DIRECT, ANYWHERE, ANYTIME, MANNER = "", "*where", "*when", "*how"
SIZING = {"by", "to", "at", "of", "about", "with", "for"}  # before an amount that tells the size of what is said
PER = "*per"
PER_UNIT = K2("perUnit")
ADVERBS = {ANYWHERE, ANYTIME, MANNER}


@dataclass(frozen=True, slots=True)
class Clause:
    """A pattern, and what the question wants of it: the variable asked for, the amount shown, the order."""

    pattern: Pattern = UNIT
    wh: Variable | None = None
    value: Variable | None = None
    order: OrderBy | None = None
    count: bool = False
    cost: int = 0  # how far the words were stretched

    def joined(self, other: Clause, combine: Callable[..., Pattern] = join) -> Clause:
        """Both clauses, their patterns combined."""
        return Clause(
            combine(self.pattern, other.pattern),
            self.wh or other.wh,
            self.value or other.value,
            self.order or other.order,
            self.count or other.count,
            self.cost + other.cost,
        )


class TooComplexError(Exception):
    """A question whose readings are too many to be weighed."""


Scope = Callable[[Node], Clause]


@dataclass(frozen=True, slots=True)
class NounPhrase:
    """What a noun phrase contributes: ``apply`` puts it around its scope; ``kinds`` are what it is known to be."""

    apply: Callable[[Scope], Clause]
    kinds: frozenset[NamedNode] = frozenset()
    quant: str = ""
    named: NamedNode | None = None
    is_wh: bool = False
    words: str = ""  # the question word that asks for a value: "how long"
    asks: tuple[NamedNode, ...] = ()  # the properties that a question word asks the value of: "how long"
    is_anyone: bool = False  # "I", "you", "people": whoever it may be
    as_class: NounPhrase | None = None
    of: Callable[[NounPhrase], NounPhrase | None] | None = None  # a relational noun that still lacks its argument
    exact: NounPhrase | None = None  # the same thing without its cases
    pending: tuple[
        tuple[str, NounPhrase], ...
    ] = ()  # possessives that qualify what is said of it: "the spine's density"
    settled: NounPhrase | None = None  # the phrase without its pending possessives, for the relation that takes them
    than: NounPhrase | None = None  # what it is compared with: "more of it than Y has"
    members: tuple[NounPhrase, ...] = ()  # the parts of a coordinated phrase
    size: NounPhrase | None = None  # the amount that it is said with: "500 µg of it"


Argument = tuple[str, NounPhrase]


@dataclass(slots=True)
class Composer:
    """The schema and lexicon that phrases are composed against, and a supply of fresh variables."""

    schema: Schema
    slots: dict[str, tuple[NamedNode, ...]]  # preposition -> slots that it may fill
    prepositions: dict[str, tuple[Sense, ...]]  # preposition -> relations between two nouns
    asked: dict[str, tuple[NamedNode, ...]]  # who, where, when -> classes, or properties, that answer it
    _count: itertools.count[int] = field(default_factory=itertools.count)
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

        itself = NounPhrase(lambda scope: scope(iri), frozenset({iri}), named=iri)
        return replace(itself, apply=apply, as_class=self.of_class((iri,)) if has_members else None, exact=itself)

    def of_class(self, classes: tuple[NamedNode, ...]) -> NounPhrase:
        """Something of one of these classes."""

        def apply(scope: Scope) -> Clause:
            v = self.fresh()
            return Clause(Kind(v, classes)).joined(scope(v))

        return NounPhrase(apply, frozenset(classes))

    def one_of(self, terms: tuple[NamedNode, ...]) -> NounPhrase:
        """One of several named things."""

        def apply(scope: Scope) -> Clause:
            v = self.fresh()
            return Clause(Equal(v, terms)).joined(scope(v))

        return NounPhrase(apply, frozenset(terms))

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

        return replace(phrase, apply=apply, is_wh=True)

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

        return replace(phrase, apply=apply, named=None, as_class=None, of=None)

    def relate(
        self, sense: Sense, subject: NounPhrase, args: Sequence[Argument], *, denied: bool = False, bare: bool = False
    ) -> Clause | None:
        """Say a relation of a subject and arguments; None where prepositions or types do not fit.

        ``bare``: the preposition of the main argument has been dealt with, and the argument comes without.
        """
        self._steps += 1
        if self._steps > MOST_STEPS:
            raise TooComplexError
        found = self._main_argument(sense, DIRECT if bare else sense.prep, args)
        if found is None:
            return None
        main, rest = found
        if ALL in {subject.quant, main.quant} or subject.quant == NONE or not self._asked_by(main.asks, sense):
            return None  # that something holds of every one is not known from claims about some
        if main.quant == NONE:
            denied, main = not denied, replace(main, quant="")
        if AMOUNT in {subject.quant, main.quant} and (subject.size or main.size):
            return None
        if main.than is not None:
            return self._more_than(sense, subject, main, rest, bare=True) if not denied else None
        rest += [*subject.pending, *main.pending]
        subject, main = subject.settled or subject, main.settled or main
        if sense.form == PORTION:
            return (
                None
                if sense.prep and bare
                else portion(
                    self, sense, subject, [(sense.prep, main), *rest] if found[0] in [a[1] for a in args] else rest
                )
            )
        if self._exact(sense):
            subject, main = subject.exact or subject, main.exact or main
        if self._is_name(sense, main):
            return subject.apply(lambda node: said_to_be(main, node)) if not rest else None
        forward = sense.predicates if any(self._fits(p, subject, main) for p in sense.predicates) else ()
        backward = sense.inverses if any(self._fits(p, main, subject) for p in sense.inverses) else ()
        dosed = self._dosed(subject, forward + backward)
        if dosed is not None:
            rest.append(dosed)
            subject = replace(subject, size=None, quant="")
        filled = [self._qualifier(prep, phrase) for prep, phrase in rest]
        if not (forward or backward):
            return None
        if any(slots is None for slots in filled):
            beside = zip(filled, rest, strict=True)
            size = next(
                (
                    (prep, phrase)
                    for slots, (prep, phrase) in beside
                    if slots is None and phrase.kinds == VALUE and prep in SIZING
                ),
                None,
            )
            return None if size is None else self._sized(sense, subject, args, size, denied=denied, bare=bare)
        quants = {subject.quant, main.quant} - {""}
        values = all(self._has_value(p) for p in forward + backward)
        if quants and not values:
            forward, backward = self._measured(forward), self._measured(backward)
        amount: Variable | None = self.fresh() if quants and not values else None
        if main.kinds == VALUE and not values:
            return self._with_amount(sense, subject, main, rest, denied=denied)
        coerced = 3 if forward and subject.kinds == VALUE and not any(self._about_values(p) for p in forward) else 0
        stretched = coerced + 3 if amount and not any(self._measurable(p) for p in forward + backward) else coerced
        pairs = [(slots or (), prep, phrase) for slots, (prep, phrase) in zip(filled, rest, strict=True)]

        def say(nodes: tuple[Node, ...]) -> Clause:
            qualifiers = tuple(
                Qualifier(slots, node, prep) for (slots, prep, _), node in zip(pairs, nodes[2:], strict=True)
            )
            ends = (nodes[0], forward, nodes[1], backward) if forward else (nodes[1], backward, nodes[0], ())
            said = Said(
                sense.kind,
                sense.lemma,
                sense.prep,
                not forward,
                "subject" if subject.quant else "argument" if main.quant else "",
                how=main.words,
            )
            statement = Statement(*ends, amount, qualifiers, denied, said)
            measured = amount or (ends[2] if values and quants and isinstance(ends[2], Variable) else None)
            order = OrderBy(measured, MOST in quants) if measured is not None and quants & {MOST, LEAST} else None
            return Clause(statement, value=measured, order=order, cost=stretched)

        said = apply_all([subject, main, *(phrase for _, _, phrase in pairs)], say)
        size = subject.size or main.size
        return said if size is None else self._of_size(said, size)

    def _dosed(self, phrase: NounPhrase, predicates: tuple[NamedNode, ...]) -> Argument | None:
        """The amount of what acts, as a qualifier, where the relation itself has no amount: "180 µg of it slows …"."""
        slots = tuple(s for s, allowed in self.schema.slots.items() if allowed == VALUE)
        if phrase.size is None or not slots or any(self._measurable(p) or self._has_value(p) for p in predicates):
            return None
        return (DOSE, phrase.size)

    def _more_than(
        self, sense: Sense, subject: NounPhrase, main: NounPhrase, rest: list[Argument], *, bare: bool
    ) -> Clause | None:
        """That a subject has more of something than another thing has."""
        plain, other = replace(main, than=None, quant=SIZED), main.than
        assert other is not None
        here = self.relate(sense, subject, [(DIRECT, plain), *rest], bare=bare)
        there = self.relate(sense, other, [(DIRECT, plain), *rest], bare=bare)
        if here is None or there is None or here.value is None or there.value is None:
            return None
        both = here.joined(there)
        return replace(both.joined(Clause(Exceeds(here.value, there.value))), value=None)

    def _with_amount(
        self, sense: Sense, subject: NounPhrase, size: NounPhrase, rest: list[Argument], *, denied: bool
    ) -> Clause | None:
        """A relation to an unnamed amount of something: "with more than 50 µg"."""
        said = self.relate(
            sense, subject, [(DIRECT, replace(self.anything(), quant=SIZED)), *rest], denied=denied, bare=True
        )
        return self._of_size(said, size)

    def _sized(
        self, sense: Sense, subject: NounPhrase, args: Sequence[Argument], size: Argument, *, denied: bool, bare: bool
    ) -> Clause | None:
        """A relation whose size is told beside it: "cut by more than 70 percent"."""
        others = [argument for argument in args if argument is not size and argument[1] is not size[1]]
        said = self.relate(sense, replace(subject, quant=subject.quant or SIZED), others, denied=denied, bare=bare)
        return self._of_size(said, size[1])

    def _of_size(self, said: Clause | None, size: NounPhrase) -> Clause | None:
        if said is None or said.value is None:
            return None
        amount = said.value
        return said.joined(said_to_be(size, amount))

    def _is_name(self, sense: Sense, main: NounPhrase) -> bool:
        """Whether a relation gives a thing its name, and the name is one that is known: "also called X"."""
        if main.named is None or not sense.predicates or sense.inverses:
            return False
        return all((info := self.schema.properties.get(p)) is not None and TEXT in info.range for p in sense.predicates)

    def _main_argument(
        self, sense: Sense, wanted: str, args: Sequence[Argument]
    ) -> tuple[NounPhrase, list[Argument]] | None:
        """The argument that the relation itself takes, and those left for qualifiers."""
        rest = list(args)
        accepted = {wanted, *english()["prepositions"].get(wanted, ())}
        for i, (prep, phrase) in enumerate(rest):
            if prep in accepted or (prep in ADVERBS and wanted not in {DIRECT, "by"} and self._answers(prep, sense)):
                del rest[i]
                break
        else:
            if wanted not in {DIRECT, "by", "than"}:  # what does it, or what it is compared with, may be left unsaid
                return None
            phrase = self.anything()
        return None if any(prep == DIRECT for prep, _ in rest) else (phrase, rest)

    def _answers(self, adverb: str, sense: Sense) -> bool:
        """Whether the object of a relation is a place, or a time, that the adverb asks for."""
        wanted = self.asked[adverb]
        for predicate in sense.predicates:
            info = self.schema.properties.get(predicate)
            if predicate in wanted or (info and info.range and self.schema.fits(info.range, frozenset(wanted))):
                return True
        for predicate in sense.inverses:
            info = self.schema.properties.get(predicate)
            if info and info.domain and self.schema.fits(info.domain, frozenset(wanted)):
                return True
        return False

    def values_of(self, sense: Sense) -> frozenset[NamedNode]:
        """What the head of a relational noun is known to be, where it is a value."""
        return (
            VALUE
            if sense.inverses and not sense.predicates and all(self._has_value(p) for p in sense.inverses)
            else frozenset()
        )

    def slots_for(self, prep: str, phrase: NounPhrase) -> tuple[NamedNode, ...]:
        """The slots that a phrase may fill: those of its preposition, or, without one, those for what it is."""
        if prep != DIRECT:
            return self._qualifier(prep, phrase) or ()
        return tuple(
            s
            for s, allowed in sorted(self.schema.slots.items(), key=lambda pair: pair[0].value)
            if allowed and self.schema.fits(phrase.kinds, allowed)
        )

    def takes(self, sense: Sense, phrase: NounPhrase) -> bool:
        """Whether a phrase is plainly what is taken: its kind is one that the properties are declared for."""
        infos = [self.schema.properties.get(p) for p in sense.predicates]
        return bool(phrase.kinds) and any(
            info and info.domain and self.schema.fits(phrase.kinds, info.domain) for info in infos
        )

    def fits_subject(self, predicate: NamedNode, phrase: NounPhrase) -> bool:
        """Whether a property can be said of what a phrase stands for."""
        info = self.schema.properties.get(predicate)
        return info is None or self.schema.fits(phrase.kinds, info.domain)

    def _asked_by(self, asks: tuple[NamedNode, ...], sense: Sense) -> bool:
        """Whether a word states the value that a question word ("how long") asks for."""
        if not asks:
            return True
        related = {q for p in asks for q in (*self.schema.narrower(p), *self._above(p))}
        return bool(related & {*sense.predicates, *sense.inverses})

    def _exact(self, sense: Sense) -> bool:
        infos = [self.schema.properties.get(p) for p in (*sense.predicates, *sense.inverses)]
        return all(info is not None and info.exact for info in infos)

    def _measured(self, predicates: tuple[NamedNode, ...]) -> tuple[NamedNode, ...]:
        """The properties that an amount is stated with: a rich source of X contains so much of it."""
        found = {
            above for p in predicates if not self._measurable(p) for above in self._above(p) if self._measurable(above)
        }
        return (
            tuple(sorted(found | {p for p in predicates if self._measurable(p)}, key=lambda p: p.value)) or predicates
        )

    def _above(self, predicate: NamedNode) -> tuple[NamedNode, ...]:
        info = self.schema.properties.get(predicate)
        return info.broader if info else ()

    def _about_values(self, predicate: NamedNode) -> bool:
        info = self.schema.properties.get(predicate)
        return info is not None and QUANTITY in info.domain

    def _measurable(self, predicate: NamedNode) -> bool:
        info = self.schema.properties.get(predicate)
        return info is not None and info.measurable

    def _has_value(self, predicate: NamedNode) -> bool:
        info = self.schema.properties.get(predicate)
        return info is not None and bool(info.range & {QUANTITY, AMOUNT_LEVEL})

    def _fits(self, predicate: NamedNode, subject: NounPhrase, other: NounPhrase) -> bool:
        info = self.schema.properties.get(predicate)
        if info is None:
            return True
        return self.schema.fits(subject.kinds, info.domain) and self.schema.fits(other.kinds, info.range)

    def _qualifier(self, prep: str, phrase: NounPhrase) -> tuple[NamedNode, ...] | None:
        """The slots that a preposition and what follows it may fill; None where there is none."""
        if prep == DOSE and phrase.kinds == VALUE:
            return tuple(
                s
                for s, allowed in sorted(self.schema.slots.items(), key=lambda pair: pair[0].value)
                if allowed == VALUE
            )
        if prep in ADVERBS:
            wanted = frozenset(self.asked[prep])
            slots = [s for s, allowed in self.schema.slots.items() if s in wanted or (allowed and allowed <= wanted)]
        else:
            slots = [s for s in self.slots.get(prep, ()) if phrase.kinds and self._slot_takes(s, phrase)]
        return tuple(sorted(slots, key=lambda s: s.value)) or None

    def _slot_takes(self, slot: NamedNode, phrase: NounPhrase) -> bool:
        """Whether a slot holds such things; one that holds plain text takes only amounts and values."""
        allowed = self.schema.slots[slot]
        return self.schema.fits(phrase.kinds, allowed) if allowed else phrase.kinds == VALUE

    def qualifies(self, prep: str, phrase: NounPhrase) -> bool:
        """Whether a preposition and its noun phrase can qualify a relation."""
        return self._qualifier(prep, phrase) is not None

    def amount_in(self, sense: Sense, subject: NounPhrase, thing: NounPhrase) -> NounPhrase | None:
        """The amount that a relation between two things states."""
        if not any(self._fits(p, subject, thing) for p in sense.predicates):
            return None  # an amount noun stands on the property, so it has no inverses

        def apply(scope: Scope) -> Clause:
            amount = self.fresh()

            def say(nodes: tuple[Node, ...]) -> Clause:
                said = Said(sense.kind, sense.lemma, sense.prep)
                return Clause(
                    Statement(nodes[0], sense.predicates, nodes[1], amount=amount, said=said), value=amount
                ).joined(scope(amount))

            return apply_all([subject, thing], say)

        return NounPhrase(apply, frozenset({QUANTITY}))

    def compound(self, modifier: NounPhrase, phrase: NounPhrase) -> NounPhrase | None:
        """One noun before another: a kind of it, or what some preposition would say between the two.

        Only relations that say of both their sides what they are: the words themselves say nothing of it.
        """
        senses = {s for group in self.prepositions.values() for s in group if self._declared(s)}
        fitting = [s for s in senses if self.relate(s, phrase, [(DIRECT, modifier)], bare=True) is not None]
        options = [self._compound_clause(s, modifier) for s in sorted(fitting, key=lambda s: s.prep)]
        if modifier.named is not None and modifier.as_class is not None:
            options.append(lambda np, kind=modifier.named: np.apply(lambda n: Clause(Kind(n, (kind,)))))
        if not options:
            return None
        return self.restrict(phrase, lambda np: _either([option(np) for option in options]))

    def _declared(self, sense: Sense) -> bool:
        infos = [self.schema.properties.get(p) for p in (*sense.predicates, *sense.inverses)]
        return all(info is not None and info.domain and info.range for info in infos)

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

    def _compound_clause(self, sense: Sense, modifier: NounPhrase) -> Callable[[NounPhrase], Clause | None]:
        return lambda np: self.relate(sense, np, [(DIRECT, modifier)], bare=True)


def _either(clauses: Iterable[Clause | None]) -> Clause | None:
    said = [clause for clause in clauses if clause is not None]
    return (
        Clause(union(*(clause.pattern for clause in said)), cost=COMPOUND + min(c.cost for c in said)) if said else None
    )


def apply_all(phrases: Sequence[NounPhrase], say: Callable[[tuple[Node, ...]], Clause]) -> Clause:
    """Put several noun phrases around one scope: the one asked for outermost, the others in order."""
    order = sorted(range(len(phrases)), key=lambda i: not phrases[i].is_wh)

    def around(rest: list[int], done: dict[int, Node]) -> Clause:
        if not rest:
            return say(tuple(done[i] for i in range(len(phrases))))
        return phrases[rest[0]].apply(lambda node: around(rest[1:], {**done, rest[0]: node}))

    return around(order, {})


def said_to_be(phrase: NounPhrase, node: Node) -> Clause:
    """That a node is what a noun phrase describes: the phrase's own variable becomes the node."""
    found: list[Node] = []

    def scope(own: Node) -> Clause:
        found.append(own)
        return Clause()

    said = phrase.apply(scope)
    names: dict[Variable, Node] = {own: node for own in found if isinstance(own, Variable)}
    same = [Clause(Equal(node, (own,))) for own in found if isinstance(own, NamedNode) and own != node]
    clause = Clause(rename(said.pattern, names), wh=said.wh, value=said.value, order=said.order, cost=said.cost)
    for equal in same:
        clause = clause.joined(equal)
    return clause


def coordinated(left: NounPhrase, right: NounPhrase, combine: Callable[..., Pattern]) -> NounPhrase:
    """Two noun phrases joined by and, or, but not: what is said is said of each."""

    def apply(scope: Scope) -> Clause:
        return left.apply(scope).joined(right.apply(scope), combine)

    members = (*(left.members or (left,)), *(right.members or (right,)))
    if right.named is not None and right.named in {member.named for member in members[:-1]}:
        return left  # said twice
    return NounPhrase(
        apply,
        left.kinds | right.kinds,
        quant=left.quant or right.quant,
        is_wh=left.is_wh or right.is_wh,
        members=members,
    )


def portion(composer: Composer, sense: Sense, subject: NounPhrase, args: Sequence[Argument]) -> Clause | None:
    """How much of something is taken, by whom and for what: the thing is the phrase with the amount, or the amount stands alone."""
    everyone = [(DIRECT, subject), *args]
    thing = next((phrase for _, phrase in everyone if phrase.quant == AMOUNT and phrase.kinds != VALUE), None)
    if thing is None and sense.kind == "RADJ" and subject.kinds != VALUE:
        thing = subject
    thing = thing or next((phrase for _, phrase in everyone if composer.takes(sense, phrase)), None)
    size = next((phrase for _, phrase in everyone if phrase.kinds == VALUE), None)
    if size is None and (thing is None or thing.quant != AMOUNT):
        return None
    periods = [phrase for prep, phrase in everyone if prep == PER]
    others = [
        (prep, phrase)
        for prep, phrase in everyone
        if phrase is not thing and phrase is not size and not phrase.is_anyone and prep != PER
    ]
    filled = [composer.slots_for(prep, phrase) for prep, phrase in others]
    said_of = tuple(p for p in sense.predicates if thing is None or composer.fits_subject(p, thing))
    if not said_of or any(not slots for slots in filled):
        return None
    phrases = [thing or composer.anything(), size or composer.anything(), *(phrase for _, phrase in others)]

    def say(nodes: tuple[Node, ...]) -> Clause:
        qualifiers = tuple(
            Qualifier(slots, node, prep) for slots, (prep, _), node in zip(filled, others, nodes[2:], strict=True)
        )
        statement = Statement(
            nodes[0],
            said_of,
            nodes[1],
            qualifiers=qualifiers,
            said=Said(sense.kind, sense.lemma, sense.prep, portion=True),
        )
        value = nodes[1] if isinstance(nodes[1], Variable) and thing is not None and thing.quant == AMOUNT else None
        counted = join(
            statement, *(phrase.apply(lambda unit: Clause(counted_per(nodes[1], unit))).pattern for phrase in periods)
        )
        ranked = size is not None and size.quant in {MOST, LEAST} and isinstance(nodes[1], Variable)
        order = OrderBy(nodes[1], size.quant == MOST) if ranked else None  # type: ignore[arg-type, union-attr]
        return Clause(counted, value=nodes[1] if order else value, order=order)  # type: ignore[arg-type]

    return apply_all(phrases, say)


def counted_per(node: Node, unit: Node) -> Statement:
    """That an amount is counted per a unit: a day."""
    return Statement(node, (PER_UNIT,), unit, said=Said("UNIT", unit.value, ""))


def negated(pattern: Pattern) -> Pattern:
    """What fits where the pattern does not."""
    return Minus(UNIT, pattern)


__all__ = ["Argument", "Clause", "Composer", "NounPhrase", "apply_all", "coordinated", "negated"]
