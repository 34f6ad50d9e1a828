"""What a question comes back with: the answer, and everything that it rests on.

The fields, and so the JSON, are the project's contract; ``answer.schema.json`` beside this file describes it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field, fields, is_dataclass
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    import networkx
    import pandas

Status = Literal["answered", "no_answer", "not_understood", "ambiguous"]
Form = Literal["select", "ask", "count", "amount", "compare", "describe", "path", "why", "agree", "when"]
Verdict = Literal["yes", "no", "mixed", "unknown"]
Effect = Literal["increases", "decreases"]

UNSAID = {"unsaid": True}  # of a field that is no part of the contract

# json leaves these as they are, and they end a line for many readers of JSON lines
_LINE_ENDS = {ord(char): f"\\u{ord(char):04x}" for char in "\x7f\x85\u2028\u2029"}


@dataclass(frozen=True, slots=True)
class Per:
    """What an amount is measured against: 100 g, 1 d.

    >>> Per(100, "g").text
    '100 g'
    """

    amount: float
    unit: str

    @property
    def text(self) -> str:
        """The basis as it is written: the number is left out where it is one."""
        return self.unit if self.amount == 1 else f"{self.amount:g} {self.unit}"


@dataclass(frozen=True, slots=True)
class Value:
    """An amount as its source states it, or any other plain value (then only ``text``); units are UCUM codes.

    ``qualifiers`` are pairs of a slot's name and what fills it; a slot may come more than once.

    >>> Value("45 mg per day", 45, 45, "mg", Per(1, "d"), (("population", "women"),)).text
    '45 mg per day'
    """

    text: str
    low: float | None = None
    high: float | None = None
    unit: str | None = None
    per: Per | None = None
    qualifiers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Normalised:
    """An amount on the basis that all of its kind share, and how it was converted.

    >>> Normalised("96 h", 96, 96, "h", how="4 d × 24").how
    '4 d × 24'
    """

    text: str
    low: float | None = None
    high: float | None = None
    unit: str | None = None
    per: Per | None = None
    how: str | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that answers the question, with the claims behind it.

    >>> Item("natto", iri="https://w3id.org/k2graph/natto", claims=("S0-001",)).to_row()["claims"]
    ('S0-001',)
    """

    label: str
    iri: str | None = None
    types: tuple[str, ...] = ()
    also_known_as: tuple[str, ...] = ()
    value: Value | None = None
    normalised: Normalised | None = None
    claims: tuple[str, ...] = ()
    inferred: bool = False
    rule: str | None = None

    def to_row(self) -> dict[str, Any]:
        """Return the item as one flat row: label, iri, types, the parts of its value, claims, inferred."""
        value = self.value or Value("")
        return {
            "label": self.label,
            "iri": self.iri,
            "types": self.types,
            "value": value.text or None,
            "unit": value.unit,
            "low": value.low,
            "high": value.high,
            "per": value.per.text if value.per else None,
            "qualifiers": tuple(f"{name}: {text}" for name, text in value.qualifiers),
            "claims": self.claims,
            "inferred": self.inferred,
        }


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a path: a fact, by its labels.

    >>> Step("warfarin", "blocks", "vitamin K", ("S1-002",)).predicate
    'blocks'
    """

    subject: str
    predicate: str
    object: str
    claims: tuple[str, ...] = ()
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class Path:
    """A route from one thing to another, with its net effect where all its steps have a sign.

    >>> Path((Step("a", "blocks", "b"), Step("b", "blocks", "c")), "increases").effect
    'increases'
    """

    steps: tuple[Step, ...]
    effect: Effect | None = None


@dataclass(frozen=True, slots=True)
class ComparisonRow:
    """One property of the things compared; ``values`` has the texts for each thing, in their order.

    >>> ComparisonRow("half-life", (("6 h",), ("96 h",))).values[1]
    ('96 h',)
    """

    property: str
    values: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Things side by side, by label, property by property; ``winner`` where the question asked for one.

    >>> Comparison(("MK-4", "MK-7"), (), winner="MK-7").winner
    'MK-7'
    """

    entities: tuple[str, ...]
    rows: tuple[ComparisonRow, ...]
    winner: str | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """A claim: what one source says in one place, by its labels.

    ``polarity`` is asserts, denies, mixed or caution; ``certainty`` the source's hedge; ``source`` its title.

    >>> Evidence("S0-021", "Vitamin K2 switches on osteocalcin.", "vitamin K2", "activates", "osteocalcin").polarity
    'asserts'
    """

    claim: str
    statement: str
    subject: str
    predicate: str
    object: str
    polarity: str = "asserts"
    certainty: str | None = None
    evidence_type: str | None = None
    source: str | None = None
    section: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Conflict:
    """Where sources disagree: each side is the ids of its claims.

    ``note`` says in what way; ``compatible``, which the contract leaves to the note, that both may hold all the same.

    >>> len(Conflict("how much is in natto", (("S0-001",), ("S1-001", "S2-001"))).sides)
    2
    """

    topic: str
    sides: tuple[tuple[str, ...], ...]
    note: str | None = None
    compatible: bool = field(default=False, metadata=UNSAID)

    @property
    def heading(self) -> str:
        """What is said above the sides."""
        return "Sources differ, and both may hold" if self.compatible else "Sources disagree"


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a question was not understood, and which of its characters are to blame.

    >>> Problem('no word "gren" here', 6, 10).end
    10
    """

    message: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one question.

    >>> answer = Answer("what activates MGP", "answered", text="Vitamin K2.", answers=(Item("vitamin K2"),))
    >>> [item.label for item in answer.answers]
    ['vitamin K2']
    """

    question: str
    status: Status
    form: Form = "select"
    restated: str | None = None
    text: str = ""
    verdict: Verdict | None = None
    answers: tuple[Item, ...] = ()
    count: int | None = None
    paths: tuple[Path, ...] = ()
    comparison: Comparison | None = None
    evidence: tuple[Evidence, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    notices: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()
    problem: Problem | None = None
    interpretations: tuple[str, ...] = ()
    sparql: str | None = None
    elapsed_ms: float = field(default=0.0, compare=False)

    def to_dict(self) -> dict[str, Any]:
        """Return the answer as plain dicts and lists, by the contract.

        >>> Answer("how many", "answered", form="count", count=2).to_dict()["count"]
        2
        """
        plain: dict[str, Any] = _plain(self)
        return plain

    def to_json(self, indent: int | None = None) -> str:
        """Return the answer as one JSON object; without ``indent`` it stands on one line.

        >>> Answer("why", "no_answer", text="Nothing is known.").to_json()[:44]
        '{"question": "why", "status": "no_answer", "'
        """
        text = json.dumps(self.to_dict(), ensure_ascii=False, allow_nan=False, indent=indent)
        return text.translate(_LINE_ENDS).encode("utf-8", "replace").decode("utf-8")

    def to_dataframe(self) -> pandas.DataFrame:
        """Return the items as a pandas table, one row each (needs the extra ``notebook``).

        >>> Answer("what", "answered", answers=(Item("natto"),)).to_dataframe()["label"].tolist()
        ['natto']
        """
        import pandas

        return pandas.DataFrame([item.to_row() for item in self.answers], columns=list(Item("").to_row()))

    def to_graph(self) -> networkx.MultiDiGraph:
        """Return evidence and paths as a graph between labels, one edge a fact, with its claims and polarities.

        >>> step = Step("a", "blocks", "b", ("S0-001",))
        >>> list(Answer("how", "answered", form="path", paths=(Path((step,)),)).to_graph().edges(keys=True))
        [('a', 'b', 'blocks')]
        """
        import networkx

        graph = networkx.MultiDiGraph()
        for item in self.answers:
            graph.add_node(item.label, iri=item.iri, types=item.types)
        for (subject, predicate, object_), edge in self._edges().items():
            graph.add_edge(subject, object_, key=predicate, **edge)
        return graph

    def _edges(self) -> dict[tuple[str, str, str], dict[str, Any]]:
        """Each fact of the evidence and the paths once, with its claims and their polarities."""
        found: dict[tuple[str, str, str], dict[str, Any]] = {}
        facts: list[Step | Evidence] = [*self.evidence, *(step for path in self.paths for step in path.steps)]
        for fact in facts:
            if isinstance(fact, Step):
                claims, polarity, inferred = fact.claims, "asserts", fact.inferred
            else:
                claims, polarity, inferred = (fact.claim,), fact.polarity, False
            edge = found.setdefault(
                (fact.subject, fact.predicate, fact.object), {"claims": (), "polarities": (), "inferred": inferred}
            )
            edge["claims"] = tuple(dict.fromkeys((*edge["claims"], *claims)))
            edge["polarities"] = tuple(dict.fromkeys((*edge["polarities"], polarity)))
            edge["inferred"] = edge["inferred"] and inferred
        return found


def _plain(value: object) -> Any:
    """Turn an answer, or a part of one, into what JSON can say."""
    if is_dataclass(value):
        plain = {f.name: _plain(getattr(value, f.name)) for f in fields(value) if not f.metadata.get("unsaid")}
        return plain | {"qualifiers": _merged(value.qualifiers)} if isinstance(value, Value) else plain
    if isinstance(value, tuple | list):
        return [_plain(part) for part in value]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def _merged(qualifiers: tuple[tuple[str, str], ...]) -> dict[str, str]:
    merged: dict[str, str] = {}
    for slot, text in qualifiers:
        merged[slot] = f"{merged[slot]}; {text}" if slot in merged else text
    return merged
