"""Plans of every form, made at random from what an ontology states and from the words that it has for it.

A plan is composed of facts and relational words by the operations that give phrases their meaning, without any
question: no text is parsed. Names, words and classes are chosen so that the schema allows what is said.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from pyoxigraph import NamedNode, Variable

from k2graph import vocab
from k2graph.algebra import (
    About,
    Compare,
    Compared,
    Describe,
    Evidenced,
    Link,
    Plan,
    Select,
    canonical,
    join,
    minus,
    union,
)
from k2graph.composer import Composer
from k2graph.engine import KnowledgeGraph
from k2graph.lexicon import Sense, key
from k2graph.meaning import Wrapped
from k2graph.meaning.base import wanted
from k2graph.nouns import Head, PostModifier, nominal
from k2graph.phrases import (
    AMOUNT,
    ANYTIME,
    ANYWHERE,
    DIRECT,
    IMPOSSIBLE,
    LEAST,
    MANY,
    MOST,
    SIZED,
    Argument,
    Clause,
    NounPhrase,
    Scope,
    closed,
    coordinated,
    negated,
    said_to_be,
)
from k2graph.plans import to_plan
from k2graph.units import Quantity

RELATIONAL = {
    "VERB": {"base"},
    "RADJ": {"", "passive"},
    "RNOUN": {"sg"},
    "ANOUN": {"sg"},
    "HOWVALUE": {""},
    "COMPARATIVE": {">", "<"},
}
QUANTITIES = tuple(
    Quantity(Decimal(n), Decimal(n), unit, per, per_unit)
    for n, unit, per, per_unit in (
        (50, "ug", None, None),
        (200, "ug", Decimal(100), "g"),
        (20, "%", None, None),
        (1, "mg", None, None),
    )
)


@dataclass(frozen=True, slots=True)
class Fact:
    """What a claim says: a relation of two things, with the slots that are filled."""

    subject: NamedNode
    predicate: NamedNode
    object: NamedNode
    slots: tuple[tuple[NamedNode, NamedNode], ...] = ()
    has_amount: bool = False


class Plans:
    """Makes plans over one graph; the same seed gives the same ones."""

    def __init__(self, graph: KnowledgeGraph, seed: int = 2) -> None:
        self.ontology, self.lexicon = graph.ontology, graph.lexicon
        self.schema = graph.ontology.schema
        self._planner = graph._planner
        self.c: Composer = self._planner.composer()
        self.random = random.Random(seed)
        self.facts = self._facts()
        self.by_subject: dict[NamedNode, list[Fact]] = defaultdict(list)
        self.by_property: dict[NamedNode, list[Fact]] = defaultdict(list)
        for fact in self.facts:
            self.by_subject[fact.subject].append(fact)
            self.by_property[fact.predicate].append(fact)
        self.properties = sorted(self.by_property, key=str)
        self.words = self._words()
        self.kinds = sorted(
            {s.iri for _, s in self._senses() if s.kind == "EVIDENCE" and s.iri}, key=lambda iri: iri.value
        )

    def _facts(self) -> list[Fact]:
        """What the claims say of named things."""
        said = f"{vocab.SUBJECT} ?s ; {vocab.PREDICATE} ?p ; {vocab.OBJECT} ?o"
        query = f"SELECT ?c ?s ?p ?o WHERE {{ ?c a {vocab.CLAIM} ; {said} }}"
        facts, kinds = [], {sense.iri for _, sense in self._senses() if sense.kind == "EVIDENCE"}
        for row in self.ontology.query(query):  # type: ignore[attr-defined]
            if not all(isinstance(row[name], NamedNode) for name in "cspo"):
                continue
            about = [(slot, v) for slot in self.schema.slots for v in self.ontology.objects(row["c"], slot)]
            slots = sorted(((s, v) for s, v in about if isinstance(v, NamedNode) and v not in kinds), key=str)
            sized = bool(self.ontology.objects(row["c"], vocab.K2("amount")))
            facts.append(Fact(row["s"], row["p"], row["o"], tuple(slots), sized))
        return sorted(set(facts), key=str)

    def _senses(self) -> Iterator[tuple[str, Sense]]:
        return ((phrase, sense) for phrase in sorted(self.lexicon.phrases()) for sense in self.lexicon[phrase])

    def _words(self) -> dict[tuple[str, NamedNode], list[Sense]]:
        """The senses of each kind that say a property, each word once."""
        words: dict[tuple[str, NamedNode], list[Sense]] = defaultdict(list)
        for _, sense in self._senses():
            if sense.form in RELATIONAL.get(sense.kind, ()) or (sense.kind in RELATIONAL and sense.form == "portion"):
                kind = "PORTION" if sense.form == "portion" else sense.kind
                for p in {*sense.predicates, *sense.inverses}:
                    if sense not in words[kind, p]:
                        words[kind, p].append(sense)
        return words

    # choices

    def fact(self, fits: Callable[[Fact], object] = bool, *, value: bool = False) -> Fact:
        """A fact, of each property alike often, that is as wanted; its object is a thing, or else a ``value``."""
        while True:
            p = self.random.choice(self.properties)
            fact = self.random.choice(self.by_property[p])
            if fits(fact) and value == self._is_value(fact.object):
                return fact

    def _is_value(self, iri: NamedNode) -> bool:
        return vocab.QUANTITY in self.schema.ancestors[iri]

    def measured(self) -> Fact:
        """A fact that may have an amount."""
        return self.fact(lambda f: f.has_amount and self.c._measurable(f.predicate))

    def word(self, predicate: NamedNode, *kinds: str) -> Sense:
        """A word for a property; a `LookupError` where it has none."""
        return self.random.choice([s for kind in kinds for s in self.words.get((kind, predicate), ())])

    def thing(self, iri: NamedNode) -> NounPhrase:
        return self.c.constant(iri)

    def what(self) -> NounPhrase:
        """The question word alone."""
        return replace(self.c.asked_for(self.c.anything()), is_plain=True)

    def kind(self, iri: NamedNode) -> NounPhrase:
        """Something of a class that a thing is of; a `LookupError` where it has no class with a name."""
        named = [k for k in self.schema.ancestors[iri] if self.schema.classes & {k} and self._is_named(k)]
        return self.c.of_class((self.random.choice(sorted(named, key=str)),))

    def _is_named(self, kind: NamedNode) -> bool:
        label = key(self.ontology.label(kind))
        return any(sense.iri == kind and sense.kind == "CLASS" for sense in self.lexicon[label])

    def say(
        self, sense: Sense, subject: NounPhrase, argument: NounPhrase, *rest: Argument, denied: bool = False
    ) -> Clause | None:
        return self.c.relate(sense, subject, [(sense.prep, argument), *rest], denied=denied)

    def ends(self, sense: Sense, fact: Fact) -> tuple[NamedNode, NamedNode]:
        """The grammatical subject and argument with which a word says a fact."""
        return (fact.subject, fact.object) if fact.predicate in sense.predicates else (fact.object, fact.subject)

    def noun(self, sense: Sense, owner: NounPhrase) -> NounPhrase:
        """A relational noun of its owner: "sources of X"; a `LookupError` where it cannot be said."""
        found = nominal(self.c, Head(self.c.anything(), sense), [], [PostModifier(sense.prep, owner)])
        return closed(self.random.choice(list(found)[:1]))

    def sized(self, phrase: NounPhrase) -> NounPhrase:
        """So much of something."""
        operator = self.random.choice([">", "<", ">=", "<="])
        quantity = self.random.choice(QUANTITIES)
        v = self.c.fresh()

        def apply(scope: Scope) -> Clause:
            return Clause(Compared(v, operator, quantity)).joined(scope(v))

        return replace(phrase, size=NounPhrase(apply, frozenset({vocab.QUANTITY})), quant=SIZED)

    def said_twice(self) -> tuple[Sense, NamedNode, NamedNode, NamedNode]:
        """A word, a subject, and two things that it is said of."""
        fact = self.fact(
            lambda f: len({g.object for g in self.by_subject[f.subject] if g.predicate == f.predicate}) > 1
        )
        both = sorted({g.object for g in self.by_subject[fact.subject] if g.predicate == fact.predicate}, key=str)
        one, other = self.random.sample(both, 2)
        return self.word(fact.predicate, "VERB"), fact.subject, one, other

    def two_steps(self) -> tuple[Fact, Fact]:
        """Two facts of which the second says something of the object of the first."""
        first = self.fact(lambda f: self.by_subject.get(f.object))
        further = [f for f in self.by_subject[first.object] if not self._is_value(f.object)]
        return first, self.random.choice(further)

    def asked_things(self) -> Clause | None:
        """The clause of a plain question for things or whether."""
        fact = self.fact()
        sense = self.word(fact.predicate, "VERB", "RADJ")
        one, other = self.ends(sense, fact)
        return self.random.choice(
            [self.say(sense, self.what(), self.thing(other)), self.say(sense, self.thing(one), self.thing(other))]
        )

    def plan(self, form: str, tries: int = 50) -> Plan | None:
        """A plan of a form, made anew until one can be said; None where none of the tries can."""
        for _ in range(tries):
            self.c = self._planner.composer()  # of one question: what it may take is limited
            try:
                made = FORMS[form](self)
            except (LookupError, ValueError):
                continue
            if isinstance(made, Clause) and made.cost >= IMPOSSIBLE:
                continue
            plan = to_plan(made)
            if plan is not None:
                return canonical(plan)
        return None


Made = object


def subject(g: Plans) -> Made:
    fact = g.fact()
    sense = g.word(fact.predicate, "VERB")
    return g.say(sense, g.what(), g.thing(g.ends(sense, fact)[1]))


def object_(g: Plans) -> Made:
    fact = g.fact()
    sense = g.word(fact.predicate, "VERB")
    return g.say(sense, g.thing(g.ends(sense, fact)[0]), g.what())


def class_subject(g: Plans) -> Made:
    fact = g.fact()
    sense = g.word(fact.predicate, "VERB")
    one, other = g.ends(sense, fact)
    return g.say(sense, g.c.asked_for(g.kind(one)), g.thing(other))


def class_object(g: Plans) -> Made:
    fact = g.fact()
    sense = g.word(fact.predicate, "VERB")
    one, other = g.ends(sense, fact)
    return g.say(sense, g.thing(one), g.c.asked_for(g.kind(other)))


def passive(g: Plans) -> Made:
    fact = g.fact()
    sense = g.word(fact.predicate, "RADJ")
    one, other = g.ends(sense, fact)
    asked = g.random.choice([(g.what(), g.thing(other)), (g.thing(one), g.what())])
    return g.say(sense, *asked)


def noun(g: Plans) -> Made:
    fact = g.fact()
    sense = g.word(fact.predicate, "RNOUN")
    return wanted(g.c, g.c.asked_for(g.noun(sense, g.thing(g.ends(sense, fact)[1]))))


def noun_of_noun(g: Plans) -> Made:
    first, second = g.two_steps()
    senses = g.word(first.predicate, "RNOUN"), g.word(second.predicate, "RNOUN")
    inner = g.noun(senses[1], g.thing(g.ends(senses[1], second)[1]))
    return wanted(g.c, g.c.asked_for(g.noun(senses[0], inner)))


def whether(g: Plans) -> Made:
    fact = g.fact()
    sense = g.word(fact.predicate, "VERB", "RADJ")
    one, other = g.ends(sense, fact)
    return g.say(sense, g.thing(one), g.thing(other), denied=g.random.random() < 0.1)


def whether_noun(g: Plans) -> Made:
    fact = g.fact()
    sense = g.word(fact.predicate, "RNOUN")
    one, other = g.ends(sense, fact)
    phrase = g.noun(sense, g.thing(other))
    return g.thing(one).apply(lambda node: said_to_be(phrase, node))


def whether_kind(g: Plans) -> Made:
    fact = g.fact()
    return g.thing(fact.subject).apply(lambda node: said_to_be(g.kind(fact.subject), node))


def count(g: Plans) -> Made:
    fact = g.fact()
    sense = g.word(fact.predicate, "VERB")
    one, other = g.ends(sense, fact)
    if g.random.random() < 0.5:
        return g.say(sense, g.c.asked_for(g.kind(one), count=True), g.thing(other))
    return g.say(sense, g.thing(one), g.c.asked_for(g.kind(other), count=True))


def amount(g: Plans) -> Made:
    fact = g.measured()
    sense = g.word(fact.predicate, "VERB")
    one, other = g.ends(sense, fact)
    return g.say(sense, g.thing(one), replace(g.thing(other), quant=AMOUNT))


def amount_noun(g: Plans) -> Made:
    fact = g.measured()
    sense = g.word(fact.predicate, "ANOUN")
    made = g.c.amount_in(sense, g.thing(fact.subject), g.thing(fact.object))
    return None if made is None else wanted(g.c, g.c.asked_for(made))


def value(g: Plans) -> Made:
    fact = g.fact(lambda f: g.words.get(("HOWVALUE", f.predicate)), value=True)
    sense = g.word(fact.predicate, "HOWVALUE")
    how = next(phrase for phrase, s in g._senses() if s == sense)
    asked = replace(g.c.asked_for(g.c.anything()), asks=sense.predicates, asks_of=sense.iri, words=how)
    return g.c.relate(
        Sense("HOWVALUE", sense.iri, sense.predicates, lemma=how), g.thing(fact.subject), [(DIRECT, asked)]
    )


def dose(g: Plans) -> Made:
    fact = g.fact(lambda f: f.slots and g.words.get(("PORTION", f.predicate)), value=True)
    sense = g.word(fact.predicate, "PORTION")
    people = g.random.choice([v for _, v in fact.slots])
    taken = replace(g.thing(fact.subject), quant=AMOUNT)
    if sense.kind == "VERB":
        return g.c.relate(sense, g.thing(people), [(DIRECT, taken)])
    return g.c.relate(sense, taken, [(sense.prep or "for", g.thing(people))])


def superlative(g: Plans) -> Made:
    fact = g.measured()
    sense = g.word(fact.predicate, "VERB")
    one, other = g.ends(sense, fact)
    most = replace(g.thing(other), quant=g.random.choice([MOST, LEAST]))
    return g.say(sense, g.c.asked_for(g.kind(one)), most)


def most_by_number(g: Plans) -> Made:
    fact = g.fact()
    sense = g.word(fact.predicate, "VERB")
    one, other = g.ends(sense, fact)
    return g.say(sense, g.c.asked_for(g.kind(one)), replace(g.kind(other), quant=MANY))


def tally(g: Plans) -> Made:
    fact = g.fact()
    sense = g.word(fact.predicate, "VERB")
    one, other = g.ends(sense, fact)
    many = (g.random.choice([">", ">="]), Decimal(g.random.randint(2, 5)))
    return g.say(sense, g.c.asked_for(g.kind(one)), replace(g.kind(other), tally=many))


def numeric(g: Plans) -> Made:
    fact = g.measured()
    sense = g.word(fact.predicate, "VERB")
    one, other = g.ends(sense, fact)
    return g.say(sense, g.c.asked_for(g.kind(one)), g.sized(g.thing(other)))


def more_than(g: Plans) -> Made:
    fact = g.measured()
    sense = g.word(fact.predicate, "VERB")
    one, other = g.ends(sense, fact)
    rival = g.random.choice([g.ends(sense, f)[0] for f in g.by_property[fact.predicate] if f.subject != fact.subject])
    return g.say(sense, g.thing(one), replace(g.thing(other), than=g.thing(rival)))


def _joined(g: Plans, combine: Callable[..., object]) -> Made:
    sense, one, *others = g.said_twice()
    if sense.inverses:
        raise LookupError
    pair = coordinated(g.thing(others[0]), g.thing(others[1]), combine)  # type: ignore[arg-type]
    asked = g.what() if g.random.random() < 0.5 else g.c.asked_for(g.kind(one))
    return g.say(sense, asked, pair)


def both(g: Plans) -> Made:
    return _joined(g, join)


def either(g: Plans) -> Made:
    return _joined(g, union)


def but_not(g: Plans) -> Made:
    return _joined(g, minus)


def excepted(g: Plans) -> Made:
    fact = g.fact()
    sense = g.word(fact.predicate, "VERB")
    one, other = g.ends(sense, fact)
    clause = g.say(sense, g.c.asked_for(g.kind(one)), g.thing(other))
    if clause is None or clause.wh is None:
        return None
    taken = [said_to_be(g.thing(one), clause.wh).pattern, *([About(clause.wh, one)] if one in g.schema.places else [])]
    return clause.joined(Clause(negated(union(*taken))))


def relative(g: Plans) -> Made:
    """Of one subject two things: "which X that does Y does Z"."""
    first = g.fact(lambda f: len({h.predicate for h in g.by_subject[f.subject]}) > 1)
    second = g.random.choice(
        [h for h in g.by_subject[first.subject] if h.predicate != first.predicate and not g._is_value(h.object)]
    )
    senses = g.word(first.predicate, "VERB"), g.word(second.predicate, "VERB")
    if senses[0].inverses or senses[1].inverses:
        raise LookupError
    who = g.c.restrict(g.kind(first.subject), lambda np: g.say(senses[1], np, g.thing(second.object)))
    return who and g.say(senses[0], g.c.asked_for(who), g.thing(first.object))


def relative_two_steps(g: Plans) -> Made:
    """Through a thing in between: "what does Y to a Z that …"."""
    first, second = g.two_steps()
    senses = g.word(first.predicate, "VERB"), g.word(second.predicate, "VERB")
    if senses[0].inverses or senses[1].inverses:
        raise LookupError
    between = g.c.restrict(g.kind(first.object), lambda np: g.say(senses[1], np, g.thing(second.object)))
    return between and g.say(senses[0], g.what(), between)


def qualified(g: Plans) -> Made:
    fact = g.fact(lambda f: f.slots)
    sense = g.word(fact.predicate, "VERB")
    one, other = g.ends(sense, fact)
    slot, held = g.random.choice(fact.slots)
    prep = g.random.choice([prep for prep, slots in sorted(g.c.slots.items()) if slot in slots])
    ends = g.random.choice([(g.what(), g.thing(other)), (g.thing(one), g.what()), (g.thing(one), g.thing(other))])
    return g.say(sense, *ends, (prep, g.thing(held)))


def _adverb(g: Plans, adverb: str) -> Made:
    fact = g.fact()
    sense = g.word(fact.predicate, "VERB", "RADJ")
    one, other = g.ends(sense, fact)
    asked = (adverb, g.c.asked_for(g.c.anything()))
    if sense.prep and g.c._answers(adverb, sense):
        return g.c.relate(sense, g.thing(one), [asked])
    return g.say(sense, g.thing(one), g.thing(other), asked) if fact.slots else None


def where(g: Plans) -> Made:
    return _adverb(g, ANYWHERE)


def when(g: Plans) -> Made:
    return _adverb(g, ANYTIME)


def who(g: Plans) -> Made:
    fact = g.fact(lambda f: set(g.schema.ancestors[f.subject]) & set(g.c.asked["who"]))
    sense = g.word(fact.predicate, "VERB")
    who = replace(g.c.asked_for(g.c.of_class(g.c.asked["who"])), is_plain=True)
    return g.say(sense, who, g.thing(fact.object))


def how(g: Plans) -> Made:
    return Wrapped("route", _causal(g))


def why(g: Plans) -> Made:
    return Wrapped("why", _causal(g))


def _causal(g: Plans) -> Clause | None:
    fact = g.fact(lambda f: g.schema.properties[f.predicate].sign)
    sense = g.word(fact.predicate, "VERB")
    one, other = g.ends(sense, fact)
    return g.say(sense, g.thing(one), g.thing(other))


def agree(g: Plans) -> Made:
    return Wrapped(g.random.choice(["agree", "dispute"]), g.asked_things())


def describe(g: Plans) -> Made:
    return Describe(g.fact().subject)


def list_(g: Plans) -> Made:
    return wanted(g.c, g.c.asked_for(g.kind(g.fact().subject)))


def denied(g: Plans) -> Made:
    fact = g.fact()
    sense = g.word(fact.predicate, "VERB")
    one, other = g.ends(sense, fact)
    return g.say(sense, g.c.asked_for(g.kind(one)), g.thing(other), denied=True)


def exists(g: Plans) -> Made:
    fact = g.fact()
    sense = g.word(fact.predicate, "VERB")
    one, other = g.ends(sense, fact)
    there = g.c.restrict(g.kind(one), lambda np: g.say(sense, np, g.thing(other)))
    return there and there.apply(lambda _node: Clause())


def evidence(g: Plans) -> Made:
    v = Variable("x0")
    return Select(v, Evidenced(v, g.random.choice(g.kinds), (g.fact().subject,)))


def topics(g: Plans) -> Made:
    v, fact = Variable("x0"), g.fact()
    return Select(v, Evidenced(v, None, (fact.subject, fact.object)))


def linked(g: Plans) -> Made:
    first, second = g.two_steps()
    return Link(first.subject, second.object) if first.subject != second.object else None


def compare(g: Plans) -> Made:
    fact = g.fact()
    rival = g.random.choice([f.subject for f in g.by_property[fact.predicate] if f.subject != fact.subject])
    return Compare((fact.subject, rival))


FORMS: dict[str, Callable[[Plans], object]] = {
    made.__name__.strip("_").replace("_", " "): made
    for made in (
        *(
            subject,
            object_,
            class_subject,
            class_object,
            passive,
            noun,
            noun_of_noun,
            whether,
            whether_noun,
            whether_kind,
        ),
        *(count, amount, amount_noun, value, dose, superlative, most_by_number, tally, numeric, more_than),
        *(both, either, but_not, excepted, relative, relative_two_steps, qualified, where, when, who, how, why),
        *(agree, describe, list_, denied, exists, evidence, topics, linked, compare),
    )
}
