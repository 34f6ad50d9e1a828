"""How much of something is taken: "how much K2 should women take", "recommended at 180 µg"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pyoxigraph import Variable

from k2graph.algebra import (
    Node,
    OrderBy,
    Qualifier,
    Said,
    Statement,
    join,
)
from k2graph.lexicon import Sense
from k2graph.phrases import (
    AMOUNT,
    DIRECT,
    LEAST,
    MOST,
    PER,
    SHARE,
    VALUE,
    Argument,
    Clause,
    NounPhrase,
    apply_all,
    counted_per,
)
from k2graph.selection import Selection

SHARED = "what percentage of"  # how a share is asked for


def portion(
    selection: Selection, something: NounPhrase, sense: Sense, subject: NounPhrase, args: Sequence[Argument]
) -> Clause | None:
    """How much of something is taken, by whom and for what.

    The thing is the phrase with the amount, or the amount stands alone; ``something`` is what is left unsaid.
    """
    everyone = [(DIRECT, subject), *args]
    is_share = sense.form == SHARE
    thing = _thing(selection, sense, [(DIRECT, replace(subject, quant="")), *args] if is_share else everyone)
    size = next((phrase for _, phrase in everyone if phrase.kinds == VALUE), thing.size if thing else None)
    if not (_is_share(subject, thing) if is_share else _is_portion(selection, sense, thing, size)):
        return None
    periods = [phrase for prep, phrase in everyone if prep == PER]
    others = [
        (prep, phrase)
        for prep, phrase in everyone
        if phrase is not thing and phrase is not size and not (phrase.is_anyone or phrase.is_body) and prep != PER
    ]
    if any(phrase.size is not None for _, phrase in others):
        return None  # so much of it says nothing of a qualifier
    filled = [selection.slots_for(prep, phrase) for prep, phrase in others]
    said_of = tuple(p for p in sense.predicates if thing is None or selection.fits_subject(p, thing))
    if not said_of or any(not slots for slots in filled):
        return None
    asked = is_share or (thing is not None and thing.quant == AMOUNT)
    rank = size.quant if size is not None and size.quant in {MOST, LEAST} else ""
    said = Said(sense.kind, sense.lemma, sense.prep, portion=True, how=SHARED if is_share else "")

    def say(nodes: tuple[Node, ...]) -> Clause:
        taken, amount, *values = nodes
        beside = zip(filled, others, values, strict=True)
        qualifiers = tuple(Qualifier(slots, node, prep) for slots, (prep, _), node in beside)
        statement = Statement(taken, said_of, amount, qualifiers=qualifiers, said=said)
        counted = [period.apply(lambda unit: Clause(counted_per(amount, unit))).pattern for period in periods]
        pattern = join(statement, *counted)
        if not isinstance(amount, Variable):
            return Clause(pattern)
        order = OrderBy(amount, rank == MOST) if rank else None
        return Clause(pattern, value=amount if order or asked else None, order=order)

    taken = something if thing is None else replace(thing, size=None)
    return apply_all([taken, size or something, *(phrase for _, phrase in others)], say)


def _is_share(subject: NounPhrase, thing: NounPhrase | None) -> bool:
    """Whether it is asked how many of some people have a thing."""
    return subject.quant == AMOUNT and thing is not None


def _is_portion(selection: Selection, sense: Sense, thing: NounPhrase | None, size: NounPhrase | None) -> bool:
    """Whether so much of a thing is asked for, or said; the value of something else, as a half-life, is not taken."""
    if size is None:
        return thing is not None and thing.quant == AMOUNT
    return not size.valued or bool(set(size.valued) & selection.family(sense.predicates))


def _thing(selection: Selection, sense: Sense, phrases: Sequence[Argument]) -> NounPhrase | None:
    """What is taken: the phrase with the amount, the subject of an adjective, or else what plainly can be."""
    _, subject = phrases[0]
    thing = next((phrase for _, phrase in phrases if phrase.quant == AMOUNT and phrase.kinds != VALUE), None)
    if thing is None and sense.kind == "RADJ" and subject.kinds != VALUE:
        thing = subject
    return thing or next((phrase for _, phrase in phrases if selection.takes(sense, phrase)), None)
