"""A claim read back from the graph: what it states, with all that limits it, and who says so."""

from __future__ import annotations

from pyoxigraph import NamedNode

from k2graph.answer import Value
from k2graph.claims import Claims
from k2graph.ontology import Ontology
from k2graph.vocab import POLARITY


def claim_value(claims: Claims, claim: NamedNode) -> Value:
    """The fact that a claim speaks of, in words, with everything that keeps the claim true as qualifiers."""
    evidence = claims.evidence(claim)
    qualifiers = {"polarity": evidence.polarity}
    amounts = [amount.text for term in claims.amounts(claim) if (amount := claims.value(term))]
    if amounts:
        qualifiers["amount"] = "; ".join(amounts)
    qualifiers |= claims.qualifiers(claim)
    return Value(f"{evidence.subject} {evidence.predicate} {evidence.object}", qualifiers=tuple(qualifiers.items()))


def read_back(ontology: Ontology, claims: Claims, claim: NamedNode) -> str:
    """What a claim says, and how the graph holds it, in sentences."""
    evidence, value = claims.evidence(claim), claim_value(claims, claim)
    polarity = ontology.objects(claim, POLARITY)
    said = ontology.label(polarity[0]) if polarity else evidence.polarity
    limits = [f"{name}: {text}" if text != "true" else name for name, text in value.qualifiers if name != "polarity"]
    told = f" ({'; '.join(limits)})" if limits else ""
    held = f"Held as ({said}): {value.text}{told}."
    place = ", ".join(part for part in (evidence.source, f"§ {evidence.section}" if evidence.section else None) if part)
    return " ".join([evidence.statement, held, f"{place}; evidence: {evidence.evidence_type or 'none stated'}."])
