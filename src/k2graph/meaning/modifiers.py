"""Heads of noun phrases, and the words before and after them that narrow them."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from pyoxigraph import Literal

from k2graph.algebra import (
    Statement,
)
from k2graph.grammar import MentionToken
from k2graph.lexicon import TEXT, Sense, written
from k2graph.meaning.base import Args, Predicate, negate
from k2graph.meaning.degrees import Degrees
from k2graph.meaning.nouns import NounPhrases
from k2graph.meaning.sharing import Sharing
from k2graph.nouns import Head, nominal
from k2graph.phrases import (
    DIRECT,
    VALUE,
    Argument,
    Clause,
    NounPhrase,
    closed,
    counted_per,
    said_to_be,
)
from k2graph.relational import Dated, Modifier, Naming, PostModifier, as_it_is
from k2graph.units import is_period


class Modifiers(Sharing, Degrees, NounPhrases):
    """Each modifier narrows a noun phrase."""

    def _nominal(self, *parts: Any) -> Iterator[NounPhrase]:
        at = next(i for i, part in enumerate(parts) if isinstance(part, Head))
        yield from map(closed, nominal(self.c, parts[at], list(parts[:at]), list(parts[at + 1 :])))

    def _h_entity(self, token: MentionToken) -> Iterator[Head]:
        for name, sense in self._names(token):
            thing = replace(name, is_plural=sense.form == "pl")
            yield Head(self.c.costing(thing, 3) if {"RNOUN", "STATE"} & token.mention.kinds else thing)

    def _names(self, token: MentionToken) -> Iterator[tuple[NounPhrase, Sense]]:
        """What a name may stand for; things of one kind that share their label are one of them, whichever it is."""
        named = token.mention.of("ENTITY")
        senses = {sense.iri: sense for sense in named if sense.iri is not None}
        for group in self.c.schema.namesakes(tuple(senses)):
            name = self.c.constant(group[0]) if len(group) == 1 else self.c.one_of(group)
            yield replace(name, called=token.mention.text), senses[group[0]]
        texts = [sense for sense in named if sense.form == TEXT]
        if texts:
            yield self.c.written(tuple(map(written, texts))), texts[0]

    def _p_named(self, *parts: Any) -> Iterator[Any]:
        """To be called by a name."""
        for name, _ in self._names(parts[-1]):
            yield lambda subject, *more, name=name: None if more else self._called(subject, name)

    def _called(self, subject: NounPhrase, name: NounPhrase) -> Clause | None:
        if subject.named is not None:
            return self.c.called(subject, name)
        fitting = self.c.of_kind(name, subject)
        return None if fitting is None else subject.apply(lambda node: said_to_be(fitting, node))

    def _o_named(self, *parts: Any) -> Iterator[Any]:
        """A name after what it is the name of, or a place after what is in it."""
        for name, _ in self._names(parts[-1]):
            called = any("NAMED" in p.mention.kinds for p in parts[:-1])
            yield Naming(name, called)

    def _h_class(self, token: MentionToken) -> Iterator[Head]:
        named = tuple(dict.fromkeys(s.iri for s in token.mention.of("CLASS") if s.iri is not None))
        # of classes of one name the widest is meant
        widest = tuple(c for c in named if not set(named) & set(self.c.schema.ancestors[c]) - {c})
        is_plural = any(s.form == "pl" for s in token.mention.of("CLASS"))
        together = len(widest) > 1 and self.c.schema.is_head(token.mention.text, widest)
        for classes in [tuple(sorted(widest, key=lambda c: c.value))] if together else [(c,) for c in widest]:
            phrase = replace(self.c.of_class(classes), is_plural=is_plural)
            yield Head(phrase, relational="RNOUN" in token.mention.kinds)

    def _h_classes(self, *parts: Any) -> Iterator[Head]:
        """Two classes that share what is said of them: "rivers and lakes of …"."""
        groups = [[s.iri for s in p.mention.of("CLASS")] for p in parts if isinstance(p, MentionToken)]
        named = [[iri for iri in group if iri is not None] for group in groups if group]
        for one, other in itertools.product(named[0], named[-1]):
            yield Head(self.c.of_class(tuple(dict.fromkeys((one, other)))))

    def _h_thing(self, _token: MentionToken) -> Iterator[Head]:
        yield Head(self.c.anything())

    def _h_rnoun(self, token: MentionToken) -> Iterator[Head]:
        for sense in (s for kind in ("RNOUN", "ANOUN", "COUNTNOUN") for s in token.mention.of(kind)):
            yield Head(self.c.anything(), sense)

    def _m_adj(self, token: MentionToken) -> Iterator[Any]:
        for sense in token.mention.of("ADJ"):
            yield lambda phrase, sense=sense: self._so(sense, phrase)

    def _so(self, sense: Sense, phrase: NounPhrase) -> NounPhrase | None:
        """The phrase narrowed to what is so; of a kind it can be only where it may be of that kind."""
        if sense.iri is not None and not sense.predicates and not self.c.may_be(phrase, sense.iri):
            return None
        return self.c.restrict(phrase, lambda np: self._is(sense, np))

    def _m_other(self, _token: MentionToken) -> Iterator[Any]:
        """What is other than what it is said of; of a name there is no other."""
        yield lambda phrase: None if phrase.names else replace(phrase, is_other=True)

    def _m_year(self, token: MentionToken) -> Iterator[Any]:
        """A year before what is said of it: "the 1943 prize"."""
        for year in self._np_year(token):
            yield Dated(year)

    def _m_unit(self, token: MentionToken) -> Iterator[Any]:
        """A period before a value: "daily dose"."""
        for sense in token.mention.of("UNIT"):
            if not is_period(sense.prep):
                continue
            yield (
                lambda phrase, unit=sense.prep: (
                    self.c.restrict(phrase, lambda np: np.apply(lambda node: Clause(self._period(node, unit))))
                    if phrase.kinds == VALUE or not self.c.schema.claims
                    else None
                )
            )

    def _period(self, node: Any, unit: str) -> Statement:
        return counted_per(node, Literal(unit))

    def _m_poss(self, phrase: NounPhrase, *_token: MentionToken) -> Iterator[Any]:
        yield Modifier(phrase)

    def _m_by(self, entity: MentionToken, token: MentionToken) -> Iterator[Any]:
        """What something was done to by whom is named before it: "X-funded"."""
        for modifier in self._m_entity(entity):
            for predicate in self._p_radj(token, Args((("by", modifier.phrase),))):
                yield lambda phrase, predicate=predicate: self.c.restrict(phrase, predicate)

    def _m_entity(self, token: MentionToken) -> Iterator[Any]:
        for name, sense in self._names(token):
            yield Modifier(replace(name, is_plural=sense.form == "pl"))

    def _o_exist(self, *_parts: Any) -> Iterator[Any]:
        yield as_it_is

    def _o_pp(self, pp: Argument) -> Iterator[Any]:
        yield PostModifier(*pp)

    def _o_radj(self, token: MentionToken, args: Args) -> Iterator[Any]:
        """A participle, or an adjective with what belongs to it: "foods rich in X", but not "foods better"."""
        fitting = tuple(s for s in token.mention.of("RADJ") if args.args or s.prep in {DIRECT, "by"})
        said = MentionToken(replace(token.mention, senses=fitting))
        for predicate in self._p_radj(said, args):
            yield lambda phrase, predicate=predicate: self.c.restrict(phrase, predicate)

    def _o_more(self, *parts: Any) -> Iterator[Any]:
        for predicate in self._p_more(*parts):
            yield lambda phrase, predicate=predicate: self.c.restrict(phrase, predicate)

    def _o_most(self, token: MentionToken, args: Args) -> Iterator[Any]:
        """What has the most of something: "the foods highest in it"."""
        for predicate in self._p_most(token, args):
            yield lambda phrase, predicate=predicate: self._ranked(phrase, predicate)

    def _ranked(self, phrase: NounPhrase, predicate: Predicate) -> NounPhrase | None:
        found = self.c.restrict(phrase.as_class or phrase, predicate)
        return closed(found) if found is not None else None

    def _o_ving(self, token: MentionToken, args: Args) -> Iterator[Any]:
        for predicate in self._p_ving(token, args):
            yield lambda phrase, predicate=predicate: self.c.restrict(phrase, predicate)

    def _o_without(self, _token: MentionToken, phrase: NounPhrase) -> Iterator[Any]:
        for said in self._prepositional(("with", phrase)):
            yield lambda np, said=said: self.c.restrict(np, lambda s: negate(self.c, said, s))

    def _o_have_as(self, prep: str, *parts: Any) -> Iterator[Any]:
        for predicate in self._v_have_as(*parts) if prep == "with" else ():
            yield lambda phrase, predicate=predicate: self.c.restrict(phrase, predicate)

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
        prep = parts[0] if isinstance(parts[0], str) else DIRECT
        yield lambda phrase: self.c.restrict(phrase, lambda np: parts[-1](np, prep))


def _owned(of: Callable[[NounPhrase], NounPhrase | None], owner: NounPhrase, vp: Predicate) -> Clause | None:
    thing = of(owner)
    return None if thing is None else vp(thing)
