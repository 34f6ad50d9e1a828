"""From a parse tree to clauses, bottom-up: each rule of question.lark has its meaning here, under its name.

Every part of a tree means a tuple of alternatives; what types and prepositions rule out is gone at once.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from pyoxigraph import Literal, NamedNode

from k2graph.algebra import (
    About,
    Compare,
    Compared,
    Describe,
    Evidenced,
    Join,
    Kind,
    OrderBy,
    Pattern,
    Statement,
    Union,
    Within,
    join,
    minus,
    union,
    walk,
)
from k2graph.grammar import AMBIGUOUS, MentionToken, Tree
from k2graph.lexicon import Sense
from k2graph.nouns import Head, Modifier, PostModifier, nominal
from k2graph.phrases import (
    ALL,
    AMOUNT,
    ANYTIME,
    ANYWHERE,
    DIRECT,
    LEAST,
    MANNER,
    MOST,
    NONE,
    PER,
    SIZED,
    TEXT,
    VALUE,
    Argument,
    Clause,
    Composer,
    NounPhrase,
    Scope,
    coordinated,
    counted_per,
    negated,
    said_to_be,
)
from k2graph.units import Quantity
from k2graph.vocab import XSD

MOST_ALTERNATIVES = 24
ROUTE = 4  # what it costs to read "how" as asking for steps, where a property answers it
YEAR = XSD("gYear")
MOSTLY: Argument = ("*most", NounPhrase(lambda _scope: Clause()))
LEASTLY: Argument = ("*least", NounPhrase(lambda _scope: Clause()))

Predicate = Callable[..., Clause | None]  # of a subject, and of arguments that stand elsewhere in the question
Gapped = Callable[..., Clause | None]  # the noun phrase asked for, and the preposition put before it


@dataclass(frozen=True, slots=True)
class Args:
    """The arguments after a relational word, and the preposition left without its noun phrase, if any."""

    args: tuple[Argument, ...] = ()
    stranded: str | None = None
    degree: str = ""  # "… the most": ranked by the size of what is said


@dataclass(frozen=True, slots=True)
class Wrapped:
    """A clause that is asked about in another way than whether it holds: ``agree``, ``route``, ``why``."""

    form: str
    inner: Any


class Interpreter:
    """Computes what a parse tree means: `Clause` alternatives, or a `Describe` of one thing."""

    def __init__(self, composer: Composer) -> None:
        self.c = composer
        self._known: dict[int, tuple[Any, ...]] = {}

    def meanings(self, tree: Tree) -> tuple[Any, ...]:
        """Every alternative meaning of a tree, without repeats of the same tree."""
        known = self._known.get(id(tree))
        if known is None:
            known = tuple(itertools.islice(self._evaluate(tree), MOST_ALTERNATIVES))
            self._known[id(tree)] = known
        return known

    def _evaluate(self, tree: Tree) -> Iterator[Any]:
        if tree.data == AMBIGUOUS:
            for child in tree.children:
                yield from self.meanings(child)  # type: ignore[arg-type]
            return
        rule = getattr(self, f"_{tree.data}", None)
        if rule is None:
            yield from self._pass(tree)
            return
        parts = [self.meanings(c) if isinstance(c, Tree) else (c,) for c in tree.children]
        for chosen in itertools.islice(itertools.product(*parts), 4 * MOST_ALTERNATIVES):
            for meaning in rule(*chosen):
                if meaning is not None:
                    yield meaning

    def _pass(self, tree: Tree) -> Iterator[Any]:
        """A rule without a meaning of its own means what its one part means."""
        (part,) = (child for child in tree.children if isinstance(child, Tree))
        yield from self.meanings(part)

    # --- questions

    def _start(self, question: Any) -> Iterator[Any]:
        yield question

    def _q_subject(self, wh: NounPhrase, vp: Predicate, *also: Argument) -> Iterator[Any]:
        yield vp(wh, *also)

    def _q_object(self, wh: NounPhrase, gapped: Gapped, *also: Argument) -> Iterator[Any]:
        yield gapped(wh, DIRECT, *also)

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
        yield clause(((prep, wh),))

    def _q_adverb(self, adverb: str, clause: Callable[[tuple[Argument, ...]], Clause | None]) -> Iterator[Any]:
        yield clause(((adverb, self._adverbial(adverb)),))

    def _adverbial(self, adverb: str) -> NounPhrase:
        return self.c.asked_for(self.c.anything())

    def _q_is(self, wh: NounPhrase, _be: MentionToken, phrase: NounPhrase) -> Iterator[Any]:
        if wh.asks:
            yield self.c.relate(Sense("HOWVALUE", None, wh.asks, lemma=wh.words), phrase, [(DIRECT, wh)])
        elif wh.kinds or wh.quant:
            yield from (p(wh) for p in self._p_np(phrase))
        elif phrase.named is not None:
            yield Describe(phrase.named)
        else:
            yield _wanted(self.c.asked_for(phrase))

    def _q_ask(self, clause: Callable[[tuple[Argument, ...]], Clause | None]) -> Iterator[Any]:
        yield clause(())

    def _q_exist(self, *parts: Any) -> Iterator[Any]:
        yield parts[-1].apply(lambda _node: Clause())

    def _q_there(self, wh: NounPhrase, *_rest: MentionToken) -> Iterator[Any]:
        yield _wanted(wh)

    def _q_subject_pp(self, wh: NounPhrase, *parts: Any) -> Iterator[Any]:
        if wh.kinds or wh.quant:
            for predicate in self._p_pp(parts[-1]):
                yield predicate(wh)

    def _q_list(self, *parts: Any) -> Iterator[Any]:
        yield _wanted(self.c.asked_for(self._listed(parts[-1])))

    def _listed(self, phrase: NounPhrase) -> NounPhrase:
        return phrase.as_class or phrase

    def _q_count(self, *parts: Any) -> Iterator[Any]:
        yield _wanted(self.c.asked_for(self._listed(parts[-1]), count=True))

    def _q_describe(self, _describe: MentionToken, phrase: NounPhrase) -> Iterator[Any]:
        if phrase.named is not None:
            yield Describe(phrase.named)

    def _wh_evidence(self, *parts: Any) -> Iterator[NamedNode]:
        yield parts[-1]

    def _evidence(self, token: MentionToken) -> Iterator[NamedNode]:
        for sense in token.mention.of("EVIDENCE"):
            if sense.iri is not None:
                yield sense.iri

    def _support(self, *parts: Any) -> Iterator[str]:
        """Words that tie a study to its subject; a verb of the ontology must be one that says so."""
        for token in (p for p in parts if isinstance(p, MentionToken)):
            if "SUPPORT" in token.mention.kinds:
                yield token.mention.text

    def _q_evidence(self, *parts: Any) -> Iterator[Any]:
        """The claims that rest on a kind of evidence and speak of all the things named."""
        kind = next(part for part in parts if isinstance(part, NamedNode))
        phrases = [phrase for _, phrase in parts[-1].args]
        named = [m.named for phrase in phrases for m in (phrase.members or (phrase,))]
        yield from self._evidenced(kind, named)

    def _q_evidence_that(self, *parts: Any) -> Iterator[Any]:
        kind = next(part for part in parts if isinstance(part, NamedNode))
        said = parts[-1](())
        if said is not None:
            statement = [node for node in walk(said.pattern) if isinstance(node, Statement)]
            wholes = {node.term: node.whole for node in walk(said.pattern) if isinstance(node, Within)}
            ends = [end for s in statement for end in (s.subject, s.object)]
            yield from self._evidenced(kind, [wholes.get(end, end) for end in ends])

    def _evidenced(self, kind: NamedNode, topics: list[Any]) -> Iterator[Clause]:
        if topics and all(isinstance(topic, NamedNode) for topic in topics):
            v = self.c.fresh()
            yield Clause(Evidenced(v, kind, tuple(topics)), wh=v)

    def _by_evidence(self, *parts: Any) -> Iterator[tuple[Argument, ...]]:
        kind = parts[-1]
        yield (("according to", NounPhrase(self.c.constant(kind).apply, frozenset({kind}), named=kind)),)

    def _q_does(self, *parts: Any) -> Iterator[Any]:
        (phrase,) = (part for part in parts if isinstance(part, NounPhrase))
        if phrase.named is not None:
            yield Describe(phrase.named)

    def _q_fragment(self, phrase: NounPhrase) -> Iterator[Any]:
        if phrase.named is None:
            yield _wanted(self.c.asked_for(phrase))
        else:
            yield Describe(phrase.named)

    def _q_except_first(self, *parts: Any) -> Iterator[Any]:
        yield from self._without(parts[-1], parts[0])

    def _q_except_last(self, *parts: Any) -> Iterator[Any]:
        yield from self._without(parts[0], parts[-1])

    def _without(self, clause: Any, exception: NounPhrase) -> Iterator[Any]:
        if isinstance(clause, Clause) and clause.wh is not None and not exception.is_wh:
            yield clause.joined(self._excluded(exception, clause.wh))

    def _excluded(self, exception: NounPhrase, node: Any) -> Clause:
        """That a variable is none of the things excepted."""
        said = [said_to_be(member, node).pattern for member in exception.members or (exception,)]
        said += [
            About(node, m.named)
            for m in exception.members or (exception,)
            if m.named in self.c.schema.places and m.named is not None
        ]
        return Clause(negated(union(*said)))

    def _q_agree(self, *parts: Any) -> Iterator[Any]:
        if parts[-1] is not None:
            yield Wrapped("agree", parts[-1])

    def _q_dispute(self, *parts: Any) -> Iterator[Any]:
        if parts[-1] is not None:
            yield Wrapped("dispute", parts[-1])

    def _q_how(self, _how: MentionToken, clause: Callable[..., Clause | None]) -> Iterator[Any]:
        said = clause(())
        if said is not None and said.wh is None:
            yield Wrapped("route", replace(said, cost=said.cost + ROUTE))

    def _q_why(self, _why: MentionToken, clause: Callable[..., Clause | None]) -> Iterator[Any]:
        said = clause(())
        if said is not None and said.wh is None:
            yield Wrapped("why", said)

    def _q_compare(self, *parts: Any) -> Iterator[Any]:
        members = [m for part in parts if isinstance(part, NounPhrase) for m in (part.members or (part,))]
        named = tuple(m.named for m in members if m.named is not None)
        if len(named) == len(members) > 1:
            yield Compare(named)

    def _q_choice(self, wh: NounPhrase, vp: Predicate, _comma: MentionToken, choice: NounPhrase) -> Iterator[Any]:
        """A question with the things to choose from: they are what the answer may be."""
        members = choice.members
        if len(members) > 1 and all(m.named is not None for m in members):
            options = self.c.one_of(tuple(m.named for m in members if m.named is not None))
            yield vp(self.c.asked_for(options))

    def _q_either(self, *parts: Any) -> Iterator[Any]:
        subject, *kinds = [part for part in parts if isinstance(part, NounPhrase)]
        if subject.named is not None and all(kind.named is not None for kind in kinds):
            options = self.c.one_of(tuple(kind.named for kind in kinds if kind.named is not None))
            yield self.c.asked_for(options).apply(lambda node: Clause(Kind(subject.named, (node,))))  # type: ignore[arg-type]

    def _e_claim(self, clause: Callable[..., Clause | None]) -> Iterator[Any]:
        yield clause(())

    def _e_object(self, wh: NounPhrase, gapped: Gapped) -> Iterator[Any]:
        yield gapped(wh, DIRECT)

    def _e_subject(self, wh: NounPhrase, vp: Predicate) -> Iterator[Any]:
        yield vp(wh)

    def _e_np(self, phrase: NounPhrase) -> Iterator[Any]:
        yield Describe(phrase.named) if phrase.named is not None else _wanted(self.c.asked_for(phrase))

    # --- question words

    def _wh_what(self, *_token: MentionToken) -> Iterator[NounPhrase]:
        yield self.c.asked_for(self.c.anything())

    def _wh_who(self, _token: MentionToken) -> Iterator[NounPhrase]:
        yield self.c.asked_for(self.c.of_class(self.c.asked["who"]))

    def _wh_which(self, *parts: Any) -> Iterator[NounPhrase]:
        yield self.c.asked_for(self._listed(parts[-1]))

    def _wh_many(self, *parts: Any) -> Iterator[NounPhrase]:
        yield self.c.asked_for(self._listed(parts[-1]), count=True)

    def _wh_much(self, *parts: Any) -> Iterator[NounPhrase]:
        phrase = next((part for part in parts if isinstance(part, NounPhrase)), self.c.anything())
        yield replace(phrase, quant=AMOUNT, kinds=phrase.kinds)

    def _wh_value(self, token: MentionToken) -> Iterator[NounPhrase]:
        predicates = tuple(p for sense in token.mention.of("HOWVALUE") for p in sense.predicates)
        yield replace(self.c.asked_for(self.c.anything()), asks=predicates, words=token.mention.text)

    def _where(self, _token: MentionToken) -> Iterator[str]:
        yield ANYWHERE

    def _when(self, _token: MentionToken) -> Iterator[str]:
        yield ANYTIME

    def _how(self, *_parts: Any) -> Iterator[str]:
        yield MANNER

    # --- verb phrases: a predicate takes its subject

    def _vp_and(self, *parts: Any) -> Iterator[Predicate]:
        yield self._both(parts[0], parts[-1], join)

    def _vp_or(self, *parts: Any) -> Iterator[Predicate]:
        yield self._both(parts[0], parts[-1], union)

    def _both(self, left: Predicate, right: Predicate, combine: Callable[..., Any]) -> Predicate:
        def said(subject: NounPhrase) -> Clause | None:
            # the subject is put around both, so that both are said of the same thing
            if left(_unbound(self.c, subject)) is None or right(_unbound(self.c, subject)) is None:
                return None

            def inner(node: Any) -> Clause:
                bound = replace(subject, apply=lambda scope: scope(node), is_wh=False)
                return (left(bound) or Clause()).joined(right(bound) or Clause(), combine)

            return subject.apply(inner)

        return said

    def _p_and(self, *parts: Any) -> Iterator[Predicate]:
        said = [part for part in parts if callable(part)]
        yield self._both(said[0], said[-1], join)

    def _p_or(self, *parts: Any) -> Iterator[Predicate]:
        said = [part for part in parts if callable(part)]
        yield self._both(said[0], said[-1], union)

    def _v_active(self, *parts: Any) -> Iterator[Predicate]:
        yield from self._relations(parts, "VERB")

    def _v_have(self, *parts: Any) -> Iterator[Predicate]:
        """To have a relational noun is to stand in its relation: "has a long half-life"."""
        phrase, of = parts[-1], parts[-1].of
        if of is None:
            return

        def said(subject: NounPhrase) -> Clause | None:
            had = of(_unbound(self.c, subject))
            if had is None:
                return None
            return subject.apply(
                lambda node: _had(of(replace(subject, apply=lambda scope: scope(node), is_wh=False)), phrase.quant)
            )

        yield said

    def _v_perfect(self, *parts: Any) -> Iterator[Predicate]:
        yield from self._relations(parts, "PPERF")

    def _p_radj(self, *parts: Any) -> Iterator[Predicate]:
        yield from self._relations(parts[-2:], "RADJ")

    def _p_ving(self, token: MentionToken, args: Args) -> Iterator[Predicate]:
        yield from self._relations((token, args), "VING")

    def _relations(self, parts: tuple[Any, ...], kind: str) -> Iterator[Predicate]:
        token, args = [p for p in parts if isinstance(p, MentionToken)][-1], parts[-1]
        denied = "NOT" in parts
        for sense in token.mention.of(kind):
            yield lambda subject, *more, sense=sense: self.c.relate(
                sense, _ranked(subject, args), (*args.args, *more), denied=denied
            )

    def _not_(self, _token: MentionToken) -> Iterator[str]:
        yield "NOT"

    def _v_ving(self, *parts: Any) -> Iterator[Predicate]:
        yield from self._relations(parts, "VING")

    def _p_most(self, *parts: Any) -> Iterator[Predicate]:
        """To be most something is to have the most in its relation: "is highest in K2"."""
        token, args = [p for p in parts if isinstance(p, MentionToken)][-1], parts[-1]
        most = tuple((prep, replace(phrase, quant=MOST)) for prep, phrase in args.args)
        for sense in token.mention.of("RADJ_MOST"):
            yield lambda subject, *more, sense=sense: self.c.relate(sense, subject, (*most, *more))

    def _v_be(self, *parts: Any) -> Iterator[Predicate]:
        predicate = parts[-1]
        if "NOT" in parts:
            yield lambda subject: _negate(self.c, predicate, subject)
        else:
            yield predicate

    def _p_adj(self, token: MentionToken) -> Iterator[Predicate]:
        senses = token.mention.of("ADJ")
        yield lambda subject, *more: None if more else self._is_any(senses, subject)

    def _is_any(self, senses: tuple[Sense, ...], subject: NounPhrase) -> Clause | None:
        """That an adjective holds of a subject, in any of its senses that can."""
        said = [
            predicate
            for sense in senses
            if (predicate := self._adjectival(sense)) and predicate(_unbound(self.c, subject))
        ]
        if not said:
            return None

        def inner(node: Any) -> Clause:
            bound = replace(subject, apply=lambda scope: scope(node), is_wh=False)
            clauses = [predicate(bound) or Clause() for predicate in said]
            return Clause(union(*(clause.pattern for clause in clauses)), cost=min(clause.cost for clause in clauses))

        return subject.apply(inner)

    def _adjectival(self, sense: Sense) -> Predicate:
        return lambda subject: self._is(sense, subject)

    def _is(self, sense: Sense, subject: NounPhrase) -> Clause | None:
        assert sense.iri is not None
        if sense.predicates:
            thing = self.c.constant(sense.iri)
            return self.c.relate(Sense("ADJ", None, sense.predicates, lemma=sense.lemma), subject, [(DIRECT, thing)])
        return self._is_kind(subject, sense.iri) if sense.iri in self.c.schema.descendants else None

    def _is_kind(self, subject: NounPhrase, kind: NamedNode) -> Clause | None:
        if kind not in self.c.schema.descendants or subject.quant == ALL:
            return None
        itself = subject.exact or subject  # a case of it may be what it is not
        return itself.apply(lambda node: Clause(Kind(node, (kind,))))  # type: ignore[arg-type]

    def _p_np_adj(self, token: MentionToken, phrase: NounPhrase) -> Iterator[Predicate]:
        for sense in token.mention.of("ADJ"):
            for predicate in self._p_np(phrase):
                yield self._both(lambda s, sense=sense: self._is(sense, s), predicate, join)

    def _p_np(self, phrase: NounPhrase) -> Iterator[Predicate]:
        if phrase.named is not None:
            kind = phrase.named
            yield lambda subject, *more: None if more or not subject.kinds else self._is_kind(subject, kind)
        else:
            yield lambda subject, *more: None if more else subject.apply(lambda node: said_to_be(phrase, node))

    def _p_pp(self, pp: Argument) -> Iterator[Predicate]:
        yield from self._prepositional(pp)

    def _prepositional(self, pp: Argument) -> Iterator[Predicate]:
        prep, phrase = pp
        for sense in self.c.prepositions.get(prep, ()):
            yield lambda subject, *more, sense=sense: self.c.relate(
                sense, subject, [(DIRECT, phrase), *more], bare=True
            )

    # --- clauses with one argument missing

    def _gap_object(self, args: Args) -> Iterator[Args]:
        yield args

    def _gap_stranded(self, before: Args, prep: str, after: Args) -> Iterator[Args]:
        yield Args(before.args + after.args, prep, before.degree or after.degree)

    def _g_verb(self, *parts: Any) -> Iterator[Gapped]:
        yield from self._gapped(parts, "VERB")

    def _g_perfect(self, *parts: Any) -> Iterator[Gapped]:
        yield from self._gapped(parts, "PPERF")

    def _g_radj(self, *parts: Any) -> Iterator[Gapped]:
        yield from self._gapped(parts, "RADJ")

    def _g_ving(self, *parts: Any) -> Iterator[Gapped]:
        yield from self._gapped(parts, "VING")

    _d_verb, _d_radj = _g_verb, _g_radj

    def _gapped(self, parts: tuple[Any, ...], kind: str) -> Iterator[Gapped]:
        token, args = [p for p in parts if isinstance(p, MentionToken)][-1], parts[-1]
        subject = _ranked(next(p for p in parts if isinstance(p, NounPhrase)), args)
        denied = "NOT" in parts
        for sense in token.mention.of(kind):

            def said(asked: NounPhrase, prep: str, *more: Argument, sense: Sense = sense) -> Clause | None:
                gap = (args.stranded or prep, asked)
                return self.c.relate(sense, subject, (gap, *args.args, *more), denied=denied)

            yield said

    def _i_verb(self, *parts: Any) -> Iterator[Any]:
        yield from self._inverted(parts, "VERB")

    def _i_perfect(self, *parts: Any) -> Iterator[Any]:
        yield from self._inverted(parts, "PPERF")

    def _inverted(self, parts: tuple[Any, ...], kind: str) -> Iterator[Any]:
        subject = next(p for p in parts if isinstance(p, NounPhrase))
        token, args = [p for p in parts if isinstance(p, MentionToken)][-1], parts[-1]
        denied = "NOT" in parts
        for sense in token.mention.of(kind):
            yield lambda more, sense=sense: self.c.relate(sense, subject, (*args.args, *more), denied=denied)

    def _i_reported(self, *parts: Any) -> Iterator[Any]:
        """What somebody found: the claim, held to its source where that is named."""
        source = next(p for p in parts if isinstance(p, tuple))
        yield lambda more: parts[-1]((*source, *more))

    def _by_anyone(self, _token: MentionToken) -> Iterator[tuple[Argument, ...]]:
        yield ()

    def _by_source(self, phrase: NounPhrase) -> Iterator[tuple[Argument, ...]]:
        yield (("according to", phrase),)

    def _claim(self, subject: NounPhrase, vp: Predicate) -> Iterator[Any]:
        yield lambda more: vp(subject, *more)

    def _i_be(self, *parts: Any) -> Iterator[Any]:
        subject, predicate = next(p for p in parts if isinstance(p, NounPhrase)), parts[-1]
        if "NOT" in parts:
            yield lambda more: None if more else _negate(self.c, predicate, subject)
        else:
            yield lambda more: predicate(subject, *more)

    # --- arguments

    def _args(self, *parts: Argument) -> Iterator[Args]:
        args = tuple(part for part in parts if part not in (MOSTLY, LEASTLY))
        degree = MOST if MOSTLY in parts else LEAST if LEASTLY in parts else ""
        yield Args(args, degree=degree)

    def _a_unit(self, token: MentionToken) -> Iterator[Argument]:
        """A period that an amount is counted by: "take per day"."""
        for sense in token.mention.of("UNIT"):
            yield (PER, NounPhrase(lambda scope, unit=sense.prep: scope(Literal(unit)), frozenset({TEXT})))

    def _a_most(self, _token: MentionToken) -> Iterator[Argument]:
        yield MOSTLY

    def _a_least(self, _token: MentionToken) -> Iterator[Argument]:
        yield LEASTLY

    def _a_np(self, phrase: NounPhrase) -> Iterator[Argument]:
        yield (DIRECT, phrase)

    def _pp(self, prep: str, phrase: NounPhrase) -> Iterator[Argument]:
        yield (prep, phrase)

    def _prep(self, token: MentionToken) -> Iterator[str]:
        yield token.mention.text

    def _except_(self, _token: MentionToken, phrase: NounPhrase) -> Iterator[NounPhrase]:
        yield phrase

    # --- noun phrases

    def _np_and(self, *parts: Any) -> Iterator[NounPhrase]:
        phrases = [p for p in parts if isinstance(p, NounPhrase)]
        yield coordinated(phrases[0], phrases[-1], join)

    def _np_or(self, *parts: Any) -> Iterator[NounPhrase]:
        phrases = [p for p in parts if isinstance(p, NounPhrase)]
        yield coordinated(phrases[0], phrases[-1], union)

    def _np_nor(self, *parts: Any) -> Iterator[NounPhrase]:
        left, right = (p for p in parts if isinstance(p, NounPhrase))
        either = coordinated(left, right, union)

        def apply(scope: Scope) -> Clause:
            return Clause(negated(either.apply(scope).pattern))

        yield replace(either, apply=apply)

    def _np_but_not(self, *parts: Any) -> Iterator[Any]:
        phrases = [p for p in parts if isinstance(p, NounPhrase)]
        yield coordinated(phrases[0], phrases[-1], minus)
        yield from self._np_except(*phrases)

    def _np_except(self, *parts: Any) -> Iterator[Any]:
        phrase, exception = parts[0], parts[-1]
        if phrase.named is not None and phrase.as_class is None:
            return  # nothing can be taken from one thing
        if not self.c.schema.fits(exception.kinds, phrase.kinds):
            return
        yield self.c.restrict(
            phrase.as_class or phrase, lambda np: np.apply(lambda node: self._excluded(exception, node))
        )

    def _np_det(self, *parts: Any) -> Iterator[NounPhrase]:
        yield parts[-1]

    def _det(self, token: MentionToken) -> Iterator[str]:
        yield token.mention.text

    def _np_measure(self, size: NounPhrase) -> Iterator[NounPhrase]:
        yield size

    def _np_measured(self, *parts: Any) -> Iterator[NounPhrase]:
        size, phrase = (part for part in parts if isinstance(part, NounPhrase))
        yield replace(phrase, size=size, quant=SIZED)

    def _np_measured_per(self, *parts: Any) -> Iterator[NounPhrase]:
        """An amount whose basis comes after the thing: "50 µg of K2 per 100 g"."""
        sizes = self._sizes(parts)
        phrase = next(part for part in parts if isinstance(part, NounPhrase))
        for size in sizes:
            yield replace(phrase, size=size, quant=SIZED)

    def _sizes(self, parts: tuple[Any, ...]) -> Iterator[NounPhrase]:
        numbers = [p for p in parts if isinstance(p, Decimal)]
        operator = next((p for p in parts if p in {">", "<", ">=", "<="}), "=")
        yield from self._measures(operator, numbers[0], numbers[0], parts)

    def _measure(self, *parts: Any) -> Iterator[NounPhrase]:
        yield from self._sizes(parts)

    def _measure_range(self, *parts: Any) -> Iterator[NounPhrase]:
        low, high = sorted(p for p in parts if isinstance(p, Decimal))
        yield from self._measures("between", low, high, parts)

    def _measures(self, operator: str, low: Decimal, high: Decimal, parts: tuple[Any, ...]) -> Iterator[NounPhrase]:
        token = next(p for p in parts if isinstance(p, MentionToken) and "UNIT" in p.mention.kinds)
        pers = [p for p in parts if isinstance(p, tuple)]
        if len(pers) > 1:
            return
        for sense in token.mention.of("UNIT"):
            per_amount, per_unit = pers[0] if pers else (None, None)
            quantity = Quantity(low, high, sense.prep, per_amount, per_unit)

            def apply(scope: Scope, quantity: Quantity = quantity) -> Clause:
                v = self.c.fresh()
                return Clause(Compared(v, operator, quantity)).joined(scope(v))

            yield NounPhrase(apply, VALUE)

    def _per(self, *parts: Any) -> Iterator[tuple[Decimal, str]]:
        number = next((p for p in parts if isinstance(p, Decimal)), Decimal(1))
        for sense in parts[-1].mention.of("UNIT"):
            yield (number, sense.prep)

    def _number(self, token: MentionToken) -> Iterator[Decimal]:
        for sense in token.mention.of("NUMBER"):
            yield Decimal(sense.form)

    def _gt(self, _token: MentionToken) -> Iterator[str]:
        yield ">"

    def _lt(self, _token: MentionToken) -> Iterator[str]:
        yield "<"

    def _ge(self, _token: MentionToken) -> Iterator[str]:
        yield ">="

    def _le(self, _token: MentionToken) -> Iterator[str]:
        yield "<="

    def _eq(self, _token: MentionToken) -> Iterator[str]:
        yield "="

    def _np_pron(self, _token: MentionToken) -> Iterator[NounPhrase]:
        yield replace(self.c.anything(), is_anyone=True)

    def _np_number(self, *parts: Any) -> Iterator[NounPhrase]:
        """A number that a definite phrase is said to have ("the two proteins"): small, and of things that can be counted."""
        phrase, token = parts[-1], parts[-2]
        small = all(Decimal(sense.form) <= 20 for sense in token.mention.of("NUMBER"))
        if small and (phrase.named is None or phrase.as_class is not None):
            yield phrase

    def _np_no(self, _no: Token, phrase: NounPhrase) -> Iterator[NounPhrase]:
        yield replace(phrase, quant=NONE)

    def _np_year(self, token: MentionToken) -> Iterator[NounPhrase]:
        for sense in token.mention.of("NUMBER"):
            if len(sense.form) == 4 and sense.form.isdigit():
                year = Literal(sense.form, datatype=YEAR)
                yield NounPhrase(lambda scope, year=year: scope(year), frozenset({YEAR}))

    def _np_all(self, _all: MentionToken, phrase: NounPhrase) -> Iterator[NounPhrase]:
        yield replace(phrase, quant=ALL)

    def _np_most(self, *parts: Any) -> Iterator[NounPhrase]:
        yield replace(parts[-1], quant=MOST)

    def _np_more(self, *parts: Any) -> Iterator[NounPhrase]:
        phrase, other = (part for part in parts if isinstance(part, NounPhrase))
        yield replace(phrase, than=other)

    def _np_least(self, *parts: Any) -> Iterator[NounPhrase]:
        yield replace(parts[-1], quant=LEAST)

    def _nominal(self, *parts: Any) -> Iterator[NounPhrase]:
        at = next(i for i, part in enumerate(parts) if isinstance(part, Head))
        yield from nominal(self.c, parts[at], list(parts[:at]), list(parts[at + 1 :]))

    # --- heads

    def _h_entity(self, token: MentionToken) -> Iterator[Head]:
        for sense in token.mention.of("ENTITY"):
            assert sense.iri is not None
            thing = self.c.constant(sense.iri)
            yield Head(self.c.costing(thing, 2) if "RNOUN" in token.mention.kinds else thing)

    def _h_class(self, token: MentionToken) -> Iterator[Head]:
        for sense in token.mention.of("CLASS"):
            assert sense.iri is not None
            yield Head(self.c.of_class((sense.iri,)))

    def _h_thing(self, _token: MentionToken) -> Iterator[Head]:
        yield Head(self.c.anything())

    def _h_rnoun(self, token: MentionToken) -> Iterator[Head]:
        for sense in (*token.mention.of("RNOUN"), *token.mention.of("ANOUN")):
            yield Head(self.c.anything(), sense)

    # --- modifiers: each narrows a noun phrase

    def _m_adj(self, token: MentionToken) -> Iterator[Any]:
        for sense in token.mention.of("ADJ"):
            yield lambda phrase, sense=sense: self.c.restrict(phrase, lambda np: self._is(sense, np))

    def _m_unit(self, token: MentionToken) -> Iterator[Any]:
        """A period before a value: "daily dose"."""
        for sense in token.mention.of("UNIT"):
            yield lambda phrase, unit=sense.prep: self.c.restrict(
                phrase, lambda np: np.apply(lambda node: Clause(self._period(node, unit)))
            )

    def _period(self, node: Any, unit: str) -> Statement:
        return counted_per(node, Literal(unit))

    def _m_poss(self, phrase: NounPhrase, *_token: MentionToken) -> Iterator[Any]:
        yield Modifier(phrase)

    def _m_entity(self, token: MentionToken) -> Iterator[Any]:
        for sense in token.mention.of("ENTITY"):
            assert sense.iri is not None
            yield Modifier(self.c.constant(sense.iri))

    def _o_exist(self, _token: MentionToken) -> Iterator[Any]:
        """ "Named", "listed": everything in the graph is."""
        yield lambda phrase: phrase

    def _o_pp(self, pp: Argument) -> Iterator[Any]:
        yield PostModifier(*pp)

    def _o_radj(self, token: MentionToken, args: Args) -> Iterator[Any]:
        for predicate in self._p_radj(token, args):
            yield lambda phrase, predicate=predicate: self.c.restrict(phrase, predicate)

    def _o_ving(self, token: MentionToken, args: Args) -> Iterator[Any]:
        for predicate in self._p_ving(token, args):
            yield lambda phrase, predicate=predicate: self.c.restrict(phrase, predicate)

    def _o_without(self, _token: MentionToken, phrase: NounPhrase) -> Iterator[Any]:
        for said in self._prepositional(("with", phrase)):
            yield lambda np, said=said: self.c.restrict(np, lambda s: _negate(self.c, said, s))

    def _o_to(self, _to: MentionToken, token: MentionToken, args: Args) -> Iterator[Any]:
        """What something is for: "the protein to bind calcium" is the protein that binds it."""
        for predicate in self._relations((token, args), "VERB"):
            yield lambda phrase, predicate=predicate: self.c.restrict(phrase, predicate)

    def _o_except(self, exception: NounPhrase) -> Iterator[Any]:
        yield lambda phrase: next(self._np_except(phrase, exception), None)

    def _o_rel(self, *parts: Any) -> Iterator[Any]:
        yield lambda phrase: self.c.restrict(phrase, parts[-1])

    def _o_whose(self, _whose: MentionToken, owned: NounPhrase, vp: Predicate) -> Iterator[Any]:
        """Whose X does something: the X of it does."""
        of = owned.of
        if of is not None:
            yield lambda phrase: self.c.restrict(phrase, lambda np: _owned(of, np, vp))

    def _o_relgap(self, *parts: Any) -> Iterator[Any]:
        yield lambda phrase: self.c.restrict(phrase, lambda np: parts[-1](np, DIRECT))


def _ranked(subject: NounPhrase, args: Args) -> NounPhrase:
    return replace(subject, quant=args.degree) if args.degree else subject


def _wanted(phrase: NounPhrase) -> Clause:
    """The clause of a noun phrase that is the whole question, ranked by itself where it says most or least."""
    clause = phrase.apply(lambda _node: Clause())
    if phrase.quant in {MOST, LEAST} and clause.order is None and clause.wh is not None:
        return replace(clause, order=OrderBy(clause.wh, phrase.quant == MOST))
    return clause


def _had(phrase: NounPhrase | None, quant: str) -> Clause:
    """The clause of something had, ranked by it where it is had most or least."""
    own: list[Any] = []

    def scope(node: Any) -> Clause:
        own.append(node)
        return Clause()

    clause = phrase.apply(scope) if phrase is not None else Clause()
    if quant in {MOST, LEAST} and own:
        return replace(clause, value=own[0], order=OrderBy(own[0], quant == MOST))
    return clause


def _owned(of: Callable[[NounPhrase], NounPhrase | None], owner: NounPhrase, vp: Predicate) -> Clause | None:
    thing = of(owner)
    return None if thing is None else vp(thing)


def _unbound(composer: Composer, phrase: NounPhrase) -> NounPhrase:
    return replace(phrase, apply=lambda scope: scope(composer.fresh()), is_wh=False)


def _negate(composer: Composer, predicate: Predicate, subject: NounPhrase) -> Clause | None:
    """That a predicate does not hold of a subject, as far as is known."""
    if predicate(_unbound(composer, subject)) is None:
        return None

    def inner(node: Any) -> Clause:
        said = predicate(replace(subject, apply=lambda scope: scope(node), is_wh=False))
        return Clause(negated(_inclusive((said or Clause()).pattern, composer)))

    return subject.apply(inner)


def _inclusive(pattern: Pattern, composer: Composer) -> Pattern:
    """A pattern for what is to be taken away: what is not of a kind is not the kind itself either."""
    if isinstance(pattern, Kind) and len(pattern.kinds) == 1 and pattern.kinds[0] in composer.schema.covering:
        return Within(pattern.term, pattern.kinds[0])
    if isinstance(pattern, Join | Union):
        return replace(pattern, parts=tuple(_inclusive(part, composer) for part in pattern.parts))
    return pattern
