"""Whole questions: which things, how many, whether."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from k2graph.algebra import Describe, Statement, walk
from k2graph.amounts import PORTIONED
from k2graph.grammar import MentionToken
from k2graph.lexicon import AT_MOST, Sense
from k2graph.meaning.base import ROUTE, wanted
from k2graph.meaning.modifiers import Modifiers
from k2graph.meaning.wh import QuestionWords
from k2graph.phrases import (
    AMOUNT,
    ANYTIME,
    ANYWHERE,
    BY,
    DIRECT,
    DOSE,
    LEARNT,
    MANNER,
    SIZED,
    VALUE,
    Argument,
    Clause,
    NounPhrase,
    Scope,
)

UNTIL = ("before", "until")  # what something has to be waited for
INSIDE_OF = "in"  # what holds something is what that is in
STRANDED = "*stranded"  # in place of a preposition that stands elsewhere; alone it goes with nothing
PURPOSE = "for"  # before what something is needed for
UNSAID = 1  # what it costs to understand a verb that is not said
EMBEDDED = 7  # what it costs to read the order of words of a statement as a question


class Questions(Modifiers, QuestionWords):
    """The forms of a question that one query answers."""

    def _start(self, question: Any) -> Iterator[Any]:
        yield question

    def _q_subject(self, *parts: Any) -> Iterator[Any]:
        wh, vp = (p for p in parts if isinstance(p, NounPhrase) or callable(p))
        yield _asking(vp(wh, *_beside(parts)))

    def _q_object(self, *parts: Any) -> Iterator[Any]:
        wh, gapped = (p for p in parts if isinstance(p, NounPhrase) or callable(p))
        yield _asking(gapped(wh, DIRECT, *_beside(parts)))

    def _q_whose(self, *parts: Any) -> Iterator[Any]:
        """Whose X does something: of whom the X does it."""
        owner = self.c.asked_for(self.c.anything())
        for narrow in self._o_whose(*parts):
            narrowed = narrow(owner)
            if narrowed is not None:
                yield wanted(self.c, narrowed)

    def _q_what(self, *parts: Any) -> Iterator[Any]:
        yield from map(embedded, self._q_object(*parts))

    def _q_where(self, *parts: Any) -> Iterator[Any]:
        yield from map(embedded, self._q_adverb(*parts))

    def _fronted(self, pp: Argument, *_comma: MentionToken) -> Iterator[Argument]:
        """A phrase put before the question that it belongs to: "in Japan, what …"."""
        yield pp

    def _q_told(self, *parts: Any) -> Iterator[Any]:
        """A question wrapped in words that ask for its answer."""
        yield from (part for part in parts if not isinstance(part, MentionToken))

    def _q_claim(self, *parts: Any) -> Iterator[Any]:
        """A claim put forward to be confirmed; whether it is doubted or expected makes no difference."""
        (claim,) = (part for part in parts if callable(part))
        yield asked(embedded(claim(())))

    def _tag(self, *_parts: Any) -> Iterator[str]:
        yield "tag"

    def _also(self, *parts: Any) -> Iterator[Argument]:
        """A second thing asked for, shown beside the first: "and where"."""
        phrase = self.c.anything()

        def apply(scope: Scope) -> Clause:
            v = self.c.fresh()
            return Clause(value=v).joined(scope(v))

        yield (parts[-1], replace(phrase, apply=apply))

    def _q_fronted(
        self, prep: str, wh: NounPhrase, clause: Callable[[tuple[Argument, ...]], Clause | None]
    ) -> Iterator[Any]:
        if prep == DOSE and wh.kinds == VALUE and wh.of is not None:  # the dose is that of what acts
            wh = replace(self.c.asked_for(self.c.anything()), kinds=VALUE)
        yield clause(((prep, wh),))

    def _q_fronted_is(self, prep: str, wh: NounPhrase, _be: MentionToken, phrase: NounPhrase) -> Iterator[Any]:
        for sense in self.c.prepositions.get(prep, ()):
            yield self.c.relate(sense, phrase, [(DIRECT, wh)], bare=True)

    def _q_adverb(self, *parts: Any) -> Iterator[Any]:
        adverb = next(p for p in parts if isinstance(p, str))
        said = parts[-1](((adverb, self._adverbial(adverb)), *_beside(parts)))
        limited = said is not None and any(isinstance(n, Statement) and n.qualifiers for n in walk(said.pattern))
        # a way that is only told for some case says less than the steps
        yield replace(said, cost=said.cost + ROUTE + 1) if said and adverb == MANNER and limited else said

    def _q_learnt(self, adverb: str, *parts: Any) -> Iterator[Any]:
        """When it was found that something is so."""
        if adverb == ANYTIME:
            yield parts[-1](((LEARNT, self._adverbial(LEARNT)),))

    def _adverbial(self, adverb: str) -> NounPhrase:
        return self.c.asked_for(self.c.anything())

    def _q_is(self, *parts: Any) -> Iterator[Any]:
        wh, phrase = (part for part in parts if isinstance(part, NounPhrase))
        if wh.quant == AMOUNT:  # of one thing, how much of another it is, no word says here
            if phrase.kinds == VALUE and not wh.kinds:
                yield wanted(self.c, self.c.asked_for(phrase))
            return
        if wh.asks:
            yield self.c.relate(Sense("HOWVALUE", wh.asks_of, wh.asks, lemma=wh.words), phrase, [(DIRECT, wh)])
        elif wh.asks_kind and phrase.named is not None and phrase.is_bare:
            return  # "what kind of X is Y" does not ask what is a Y
        elif not wh.is_plain:
            yield from (p(wh) for p in self._p_np(phrase))
            had = wh.of(phrase) if wh.of is not None else None  # which length is it of
            yield had and embedded(wanted(self.c, had))
        elif phrase.named is not None and phrase.size is None:
            yield Describe(phrase.named)
        elif not phrase.members:
            yield wanted(self.c, self.c.asked_for(phrase))

    def _q_is_pp(self, wh: NounPhrase, _be: MentionToken, phrase: NounPhrase, pp: Argument) -> Iterator[Any]:
        """How common, or how long, something is among these, or there."""
        if wh.asks:
            yield self.c.relate(Sense("HOWVALUE", wh.asks_of, wh.asks, lemma=wh.words), phrase, [(DIRECT, wh), pp])

    def _q_it_takes(self, how: MentionToken, *parts: Any) -> Iterator[Any]:
        """How long it takes for something to do what it does."""
        token = next(p for p in reversed(parts) if isinstance(p, MentionToken))
        phrase = next(p for p in parts if isinstance(p, NounPhrase))
        for wh in self._wh_value(how):
            for kind in ("VERB", "RADJ"):
                for sense in token.mention.of(kind):
                    yield self.c.relate(sense, phrase, [(DIRECT, wh), *parts[-1].args])

    def _q_until(self, how: MentionToken, *parts: Any) -> Iterator[Any]:
        """How long it is before something does what it does."""
        if next(p for p in parts if isinstance(p, str)) in UNTIL:
            yield from self._q_it_takes(how, *parts)

    def _q_how_far(self, _how: MentionToken, token: MentionToken, _be: MentionToken, *parts: Any) -> Iterator[Any]:
        """How important something is for something: whether it is, where the word has no amount."""
        phrase, args = parts
        for sense in token.mention.of("RADJ"):
            measurable = any(self.c.has_amount(p) for p in (*sense.predicates, *sense.inverses))
            if (args.args or phrase.members) and not args.degree and not measurable and sense.form != "portion":
                yield self.c.relate(sense, phrase, args.args)

    def _q_why_so(
        self, _why: MentionToken, _be: MentionToken, phrase: NounPhrase, token: MentionToken
    ) -> Iterator[Any]:
        """Why something is important: what it is important for."""
        senses = [s for s in token.mention.of("RADJ") if s.prep not in {DIRECT, "by"}]
        for sense in sorted(senses, key=lambda s: (-len(s.predicates) - len(s.inverses), s.prep))[:1]:
            yield self.c.relate(sense, phrase, [(DIRECT, self.c.asked_for(self.c.anything()))], bare=True)

    def _q_why_needed(self, *parts: Any) -> Iterator[Any]:
        """Why anyone needs something: what it is needed for."""
        phrase = parts[-1]
        for sense in self._impersonal(parts):
            if sense.prep == PURPOSE:
                for_what = self.c.asked_for(self.c.anything())
                yield self.c.relate(replace(sense, kind="RADJ"), phrase, [(DIRECT, for_what)], bare=True)

    def _q_kind(self, *parts: Any) -> Iterator[Any]:
        """Of what it is a kind: "what kind of X is Y"."""
        kind, phrase = (part for part in parts if isinstance(part, NounPhrase))
        token = next(p for p in parts[1:] if isinstance(p, MentionToken) and "RNOUN" in p.mention.kinds)
        for sense in token.mention.of("RNOUN") if phrase.named is not None else ():
            if sense.predicates:
                yield self.c.relate(sense, phrase, [(DIRECT, self.c.asked_for(kind.as_class or kind))], bare=True)

    def _q_kind_told(self, *parts: Any) -> Iterator[Any]:
        """The same in a statement's order of words, plainer than the thing with its kind before it: "food kefir"."""
        yield from (clause and replace(clause, cost=clause.cost - 2) for clause in self._q_kind(*parts))

    def _q_adverb_is(self, adverb: str, _be: MentionToken, phrase: NounPhrase) -> Iterator[Any]:
        """Where something is: what it is said to be in, of the kinds that places are."""
        for sense in self.c.prepositions.get("in", ()) if adverb == ANYWHERE else ():
            yield self.c.relate(sense, phrase, [(DIRECT, self._somewhere(adverb))], bare=True)

    def _q_whence(self, _where: MentionToken, gapped: Any) -> Iterator[Any]:
        """Where something comes from, or goes to: the preposition left behind is that of the place."""
        yield gapped(self._somewhere(ANYWHERE), STRANDED)

    def _q_whence_is(self, _where: MentionToken, _be: MentionToken, phrase: NounPhrase, prep: str) -> Iterator[Any]:
        for sense in self.c.prepositions.get(prep, ()):
            yield self.c.relate(sense, phrase, [(DIRECT, self._somewhere(ANYWHERE))], bare=True)

    def _somewhere(self, adverb: str) -> NounPhrase:
        return self.c.asked_for(self.c.of_class(self.c.asked[adverb], adverb.removeprefix("*")))

    def _q_ask(self, *parts: Any) -> Iterator[Any]:
        yield parts[-1](_beside(parts))

    def _q_exist(self, *parts: Any) -> Iterator[Any]:
        yield parts[-1].apply(lambda _node: Clause())

    def _q_exist_pp(self, *parts: Any) -> Iterator[Any]:
        *_be_there, phrase, pp = parts
        if phrase.named is not None and not phrase.is_plural:
            yield from (predicate(phrase) for predicate in self._p_pp(pp))

    def _q_there(self, wh: NounPhrase, *_rest: MentionToken) -> Iterator[Any]:
        yield wanted(self.c, wh)

    def _q_subject_pp(self, wh: NounPhrase, *parts: Any) -> Iterator[Any]:
        first, *further = _beside(parts)
        if wh.kinds or wh.quant:
            for predicate in self._p_pp(first):
                yield predicate(wh, *further)

    def _q_how_much(self, _how: MentionToken, clause: Callable[[tuple[Argument, ...]], Clause | None]) -> Iterator[Any]:
        """By how much something does what it does."""
        yield clause(((BY, self.c.extent()),))

    def _q_amount_in(self, phrase: NounPhrase, pp: Argument, *further: Argument) -> Iterator[Any]:
        """One thing in another, or per so much of it, in keywords: how much of it."""
        prep, holder = pp
        if prep == PORTIONED and holder.size is not None:
            prep = INSIDE_OF
        if phrase.named is not None and not phrase.is_plural:
            amount = replace(phrase, quant=AMOUNT)
            for sense in self.c.prepositions.get(prep, ()):
                if self.c.holds(sense.inverses, holder, phrase):
                    yield self.c.relate(sense, amount, [(DIRECT, holder), *further], bare=True)

    def _q_more_in(self, *parts: Any) -> Iterator[Any]:
        """Whether there is more of one thing in a second than in a third."""
        phrase = next(part for part in parts if isinstance(part, NounPhrase))
        (prep, here), (again, there) = _beside(parts)
        is_less = any(isinstance(part, MentionToken) and "LESS" in part.mention.kinds for part in parts)
        thing = replace(phrase, quant=SIZED)
        for sense in self.c.prepositions.get(prep, ()) if prep == again else ():
            one, other = (self.c.relate(sense, thing, [(DIRECT, holder)], bare=True) for holder in (here, there))
            yield self.c.exceeding(one, other, replace(phrase, is_less=is_less))

    def _q_rich_or_poor(self, _be: MentionToken, phrase: NounPhrase, *parts: Any) -> Iterator[Any]:
        """Whether something has much or little of another: how much it has."""
        tokens, args = [p for p in parts if isinstance(p, MentionToken)], parts[-1].args
        senses = [s for token in tokens for s in token.mention.of("RADJ")]
        for little in (s for s in senses if s.form == AT_MOST):
            is_much = any(set(s.predicates) & self.c.family(little.predicates) for s in senses if s.form != AT_MOST)
            if is_much and len(args) == 1 and args[0][0] == little.prep:
                yield from self._q_amount_in(args[0][1], (INSIDE_OF, phrase))

    def _q_portion(self, wh: NounPhrase, *args: Argument) -> Iterator[Any]:
        """How much is taken, where no verb says so: "how much of it a day"."""
        if wh.quant == AMOUNT and wh.kinds:
            anyone = replace(self.c.anything(), is_anyone=True)
            amount = self.c.costing(wh, UNSAID)
            yield from (self.c.relate(sense, anyone, [(DIRECT, amount), *args]) for sense in self.c.unsaid)

    def _q_topic_first(self, phrase: NounPhrase, *parts: Any) -> Iterator[Any]:
        """What is asked about, and then what is asked of it."""
        wh = next(part for part in parts if isinstance(part, NounPhrase))
        args = _beside(parts)
        if wh.quant == AMOUNT and not wh.kinds:
            yield from self._q_portion(replace(phrase, quant=AMOUNT), *args)
        elif wh.quant == AMOUNT and not args:
            yield from self._q_subject_pp(wh, ("in", phrase))

    def _q_list(self, *parts: Any) -> Iterator[Any]:
        yield wanted(self.c, self.c.asked_for(self._listed(parts[-1])))

    def _q_count(self, *parts: Any) -> Iterator[Any]:
        phrase = parts[-1]
        yield wanted(self.c, self.c.asked_for(self._listed(phrase), count=phrase.counts is None))

    def _wh_number(self, *parts: Any) -> Iterator[NounPhrase]:
        """So many of them as is said: "which two proteins"; the number is told, and does not narrow."""
        for phrase in self._np_number(*parts[-2:]):
            yield from self._wh_which(parts[0], phrase)

    def _wh_except(self, token: MentionToken, exception: NounPhrase) -> Iterator[Any]:
        """What, or who, other than something."""
        for asked in self._wh_who(token) if "WHO" in token.mention.kinds else self._wh_what():
            yield self.c.restrict(asked, lambda np: np.apply(lambda node: self._excluded(exception, node)))

    def _q_except_first(self, *parts: Any) -> Iterator[Any]:
        yield from self._without(parts[-1], parts[0])

    def _q_except_last(self, *parts: Any) -> Iterator[Any]:
        yield from self._without(parts[0], parts[-1])

    def _without(self, clause: Any, exception: NounPhrase) -> Iterator[Any]:
        if isinstance(clause, Clause) and clause.wh is not None and not exception.is_wh:
            yield clause.joined(self._excluded(exception, clause.wh))


def _asking(clause: Clause | None) -> Clause | None:
    """A clause that asks for something; None where nothing in it answers the question word."""
    return None if clause is None or (clause.wh is None and clause.value is None) else clause


def _beside(parts: tuple[Any, ...]) -> tuple[Argument, ...]:
    """The arguments among the parts of a question that stand outside its clause."""
    return tuple(part for part in parts if isinstance(part, tuple))


def embedded(clause: Clause | None) -> Clause | None:
    """A clause in the order of words of a statement, which is less plainly a question."""
    return None if clause is None else replace(clause, cost=clause.cost + EMBEDDED)


def asked(clause: Clause | None) -> Clause | None:
    """A clause as a question whether it holds; None where it asks for something itself."""
    return None if clause is None or clause.wh is not None else clause
