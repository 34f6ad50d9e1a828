"""What a thing is: its definition, and what claims, or else plain triples, say of it; and a claim read back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from k2graph import vocab
from k2graph.answer import Answer
from k2graph.claims import IS_A
from k2graph.evidence import Support
from k2graph.readback import claim_value, read_back
from k2graph.reified import iri_of
from k2graph.schema import causal_signs
from k2graph.sentences import MOST_NAMED
from k2graph.words import article

if TYPE_CHECKING:
    from k2graph.forms import Answerer

MOST_SAID = 3  # claims in the text, what the thing does among them
MOST_DEEDS, MOST_DONE_TO = 5, 5


def described(answerer: Answerer, base: Answer, term: NamedNode) -> Answer:
    """The answer to what a thing is: its definition, and what is said of it."""
    if vocab.CLAIM in answerer.ontology.objects(term, vocab.TYPE):
        return _claim_described(answerer, base, term)
    facts = answerer.claims.of_thing(term)
    claims = answerer.judge.ordered({c for f in facts for c in answerer.claims.of_fact[f]})
    own = [
        c
        for c in claims
        if any(answerer.claims.of_fact[f] and c in answerer.claims.of_fact[f] for f in facts if f[0] == str(term))
    ]
    evidence = tuple(answerer.claims.evidence(claim) for claim in claims)
    definition = _definition(answerer, term)
    if not definition and not evidence and not _plain_facts(answerer, term):
        return replace(base, text=answerer.nothing)
    if not evidence:
        definition = " ".join([definition, *_plain_facts(answerer, term)]).strip()
    item = replace(
        answerer.judge.item(Support(term, set(claims), direct=True)), claims=tuple(e.claim for e in evidence)
    )
    said = [answerer.claims.evidence(c).statement for c in _telling(answerer, own or claims)]
    deeds = _deeds(answerer, term)
    text = " ".join([definition, *said[: MOST_SAID - len(deeds)], *deeds]).strip()
    return replace(
        base, status="answered", answers=(item,), evidence=evidence, text=text, notices=answerer.slips(claims)
    )


def _claim_described(answerer: Answerer, base: Answer, claim: NamedNode) -> Answer:
    """A claim as the graph holds it, with those that it differs from."""
    differences = answerer.judge.among({claim})
    others = set().union(*(difference.claims for difference in differences)) - {claim}
    evidence = (answerer.claims.evidence(claim), *answerer.judge.evidence(others))
    item = replace(answerer.judge.item(Support(claim, {claim}, direct=True)), value=claim_value(answerer.claims, claim))
    return replace(
        base,
        status="answered",
        restated=f"What does the claim {answerer.claims.identifier(claim)} say?",
        text=read_back(answerer.ontology, answerer.claims, claim),
        answers=(item,),
        evidence=evidence,
        conflicts=tuple(map(answerer.judge.conflict, differences)),
        notices=answerer.notices(answerer.claims.facts(claim)) + answerer.slips({claim}),
    )


def _plain_facts(answerer: Answerer, term: NamedNode) -> list[str]:
    """What plain triples say of a thing, for a graph that has no claims."""
    label = answerer.ontology.label
    quads = [
        q
        for q in answerer.ontology.store.quads_for_pattern(term, None, None)
        if q.predicate in answerer.ontology.schema.properties
    ]
    said = sorted({f"{label(term)} {label(q.predicate)} {label(q.object)}" for q in quads})
    if not answerer.ontology.schema.claims:
        kinds = answerer.ontology.schema.classes & set(answerer.ontology.objects(term, vocab.TYPE))
        said = [*(f"{label(term)} is {article(kind)}" for kind in sorted(map(label, kinds))), *said]
        said += sorted(_said_of(answerer, term))
    return [f"{words}." for words in said[:MOST_NAMED]]


def _said_of(answerer: Answerer, term: NamedNode) -> set[str]:
    """What is said of other things that a thing has a part in."""
    label, properties = answerer.ontology.label, answerer.ontology.schema.properties
    quads = answerer.ontology.store.quads_for_pattern(None, None, term)
    return {f"{label(q.subject)} {label(q.predicate)} {label(term)}" for q in quads if q.predicate in properties}


def _deeds(answerer: Answerer, term: NamedNode) -> list[str]:
    """What a thing does, by the causal facts that claims state of it: in one sentence, where there is more than one."""
    causal = causal_signs(answerer.ontology.store)
    done: dict[str, dict[str, int]] = defaultdict(dict)
    for fact in answerer.claims.of_subject(str(term)):
        asserted = [c for c in answerer.claims.of_fact[fact] if answerer.claims.polarity(c) in {"asserts", "caution"}]
        if iri_of(fact[1]) in causal and asserted and fact[2].startswith("<"):
            done[answerer.ontology.label(iri_of(fact[1]))][answerer.ontology.label(iri_of(fact[2]))] = len(asserted)
    groups = sorted(done.items(), key=lambda group: (-sum(group[1].values()), group[0]))[:MOST_DEEDS]
    if sum(len(things) for _, things in groups) < 2:
        return []
    told = [f"{does} {_joined(sorted(things, key=lambda thing: (-things[thing], thing)))}" for does, things in groups]
    return [f"The sources say that it {'; '.join(told)}."]


def _joined(names: list[str]) -> str:
    if not 1 < len(names) <= MOST_DONE_TO:
        return ", ".join(names[:MOST_DONE_TO])
    return f"{', '.join(names[:-1])} and {names[-1]}"


def _telling(answerer: Answerer, claims: Sequence[NamedNode]) -> list[NamedNode]:
    """One claim for each thing that is said: first of what kind it is, then the most usual."""
    told: set[tuple[str, ...]] = set()
    kept = []
    for claim in sorted(
        _plainest(answerer, claims), key=lambda c: IS_A not in {f[1] for f in answerer.claims.facts(c)}
    ):
        facts = set(answerer.claims.facts(claim))
        if not facts or not facts <= told:
            kept.append(claim)
        told |= facts
    return kept


def _plainest(answerer: Answerer, claims: Sequence[NamedNode]) -> list[NamedNode]:
    """Claims that say the most usual things first: those whose facts, all of them, most claims share."""

    def shared(claim: NamedNode) -> int:
        return min((len(answerer.claims.of_fact.get(fact, ())) for fact in answerer.claims.facts(claim)), default=0)

    return sorted(claims, key=lambda c: (-shared(c), answerer.claims.identifier(c)))


def _definition(answerer: Answerer, term: NamedNode) -> str:
    found = answerer.ontology.objects(term, vocab.DEFINITION) or answerer.ontology.objects(term, vocab.RDFS("comment"))
    label = answerer.ontology.label(term)
    name = label[:1].upper() + label[1:]
    others = [t.value for t in answerer.ontology.objects(term, vocab.ALT_LABEL)][:3]
    also = f" (also {', '.join(others)})" if others else ""
    return f"{name}{also}: {found[0].value.rstrip('.')}." if found else ""
