"""The graph holds every claim of the table that it was made from, and the program knows no word of its subject."""

from __future__ import annotations

import ast
import csv
import re
from functools import cache
from pathlib import Path

import pytest

from graphs import shipped
from k2graph import vocab
from k2graph.inflection import english, plural
from k2graph.lexicon import Lexicon, build
from k2graph.ontology import Ontology
from k2graph.vocab import DCTERMS, K2, SKOS

ROOT = Path(__file__).resolve().parents[1]
TABLE = ROOT.parent / "shared" / "knowledge" / "claims.tsv"
NOTE = SKOS("editorialNote")
IDS = Path(__file__).with_name("claim_ids.txt")
MEASURED = "SR26:"  # values of a table of foods, which tests/test_foods.py counts
SOURCE = ROOT / "src" / "k2graph"


def ontology() -> Ontology:
    return shipped().ontology


def expected() -> set[str]:
    """The ids of the table where it stands beside the checkout, else of the list that was made from it."""
    if TABLE.is_file():
        with TABLE.open(encoding="utf-8", newline="") as lines:
            return {row["claim_id"] for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)}
    return set(IDS.read_text(encoding="utf-8").split())


def identifiers() -> list[str]:
    claims = {quad.subject for quad in ontology().store.quads_for_pattern(None, vocab.TYPE, vocab.CLAIM)}
    found = [term.value for claim in claims for term in ontology().objects(claim, DCTERMS("identifier"))]
    return [identifier for identifier in found if not identifier.startswith(MEASURED)]


def test_every_claim_of_the_table_is_in_the_graph_and_no_other():
    assert len(expected()) == 793
    assert set(identifiers()) == expected()


def test_each_claim_stands_in_the_graph_once():
    assert sorted(identifiers()) == sorted(set(identifiers()))


def test_the_committed_list_of_ids_is_that_of_the_table():
    assert set(IDS.read_text(encoding="utf-8").split()) == expected()


# Where the table gives the polarity of the advice or the finding, and the graph that of the statement as modelled.
MODELLED = {
    "S2-126": "asserts",  # asserts that the evidence is not conclusive
    "S3-050": "asserts",  # asserts what most supplements are made of
    "S3-102": "denies",  # denies that it is recommended
    "S4-365": "asserts",  # asserts what warfarin does
    "S4-366": "asserts",
}


@pytest.mark.skipif(not TABLE.is_file(), reason="the table of claims is not beside this checkout")
def test_a_claim_has_the_polarity_of_the_table():
    wanted = {"positive": "asserts", "negative": "denies", "mixed": "mixed", "caution": "caution"}
    with TABLE.open(encoding="utf-8", newline="") as lines:
        table = {
            row["claim_id"]: wanted[row["polarity"]]
            for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        }
    found = {}
    for quad in ontology().store.quads_for_pattern(None, DCTERMS("identifier"), None):
        polarity = ontology().objects(quad.subject, vocab.POLARITY)
        found[quad.object.value] = polarity[0].value.removeprefix(vocab.K2.base) if polarity else None
    assert {claim: found.get(claim) for claim, said in table.items() if found.get(claim) != said} == MODELLED


PROBABLE_ERRORS = [
    "S1-032", "S2-028", "S2-088", "S3-009", "S3-017", "S3-039", "S3-040", "S3-041", "S3-089", "S3-106",
    "S4-067", "S4-105", "S4-107", "S4-155", "S4-251", "S4-292", "S4-303", "S4-307", "S4-357",
]  # fmt: skip


def test_each_probable_error_of_a_source_is_kept_and_marked_with_what_is_wrong():
    table = TABLE.with_name("source_errors.tsv")
    if table.is_file():
        with table.open(encoding="utf-8", newline="") as lines:
            listed = [row["claim_id"] for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)]
        assert sorted(listed) == PROBABLE_ERRORS
    marked = {
        ontology().objects(quad.subject, DCTERMS("identifier"))[0].value: ontology().objects(quad.subject, NOTE)
        for quad in ontology().store.quads_for_pattern(None, K2("probableError"), None)
    }
    assert sorted(marked) == PROBABLE_ERRORS
    assert [claim for claim, notes in marked.items() if not notes] == []


@pytest.mark.parametrize(
    ("question", "claim"),
    [
        ("does vitamin D produce osteocalcin", "S1-032"),
        ("what is the only source of vitamin K2", "S3-017"),
        ("how much K2 is in Gouda", "S3-089"),
        ("is vitamin K2 associated with a lower risk of type 2 diabetes", "S4-105"),
        ("how much vitamin K2 do adults need", "S4-067"),
    ],
)
def test_a_probable_error_is_shown_with_each_answer_that_rests_on_it(question, claim):
    answer = shipped().ask(question)
    assert claim in {evidence.claim for evidence in answer.evidence if evidence.note}
    assert [notice for notice in answer.notices if notice.startswith(f"{claim} is kept as its source says it")]


@cache
def lexicon() -> Lexicon:
    return build(ontology())


def named(phrase: str) -> set[str]:
    return {sense.iri.value for sense in lexicon()[phrase] if sense.kind == "ENTITY" and sense.iri is not None}


def test_no_two_things_go_by_one_name_unless_they_say_so():
    said = {quad.object.value for quad in ontology().store.quads_for_pattern(None, vocab.K2("sharesLabel"), None)}
    shared = {phrase for phrase in lexicon().phrases() if len(named(phrase)) > 1}
    assert shared == {form for label in said for form in (label, plural(label))}


def test_no_thing_goes_by_a_word_of_the_language():
    """Save where the word is meant: who and us in capitals, Hey the name, people who do research, ages, safety."""
    ordinary = {word for words in english()["words"].values() for word in words}
    meant = {"who", "us", "hey", "biochemists", "experts", "age", "years of age", "safe"}
    assert {phrase for phrase in lexicon().phrases() if phrase in ordinary and named(phrase)} == meant


@cache
def subject_words() -> re.Pattern[str]:
    """Every label of a thing, of four letters or more, that is no word of the language or of RDF."""
    ordinary = {
        "name",
        "list",
        "table",
        "text",
        "claim",
        "source",
        "person",
        "place",
        "country",
        "study",
        "process",
        "property",
        "measure",
        "concept",
        "factor",
        "role",
        "entity",
        "class",
        "time",
        "food",
        "foods",
        "cell",
        "gene",
        "quality",
        "value",
        "other",
        "fish",  # the shell
        "part",
        "rule",
        "unit",
        "form",
    }
    labels = set()
    for predicate in (vocab.PREF_LABEL, vocab.ALT_LABEL):
        for quad in ontology().store.quads_for_pattern(None, predicate, None):
            label = quad.object.value.casefold()
            if len(label) >= 4 and label not in ordinary and quad.subject.value.startswith(vocab.K2.base):
                kinds = {found.value.rsplit("/", 1)[-1] for found in ontology().objects(quad.subject, vocab.TYPE)}
                if kinds & SUBJECT_CLASSES:
                    labels.add(label)
    return re.compile(
        r"(?<![\w-])(" + "|".join(map(re.escape, sorted(labels, key=len, reverse=True))) + r")s?(?![\w-])",
        re.IGNORECASE,
    )


SUBJECT_CLASSES = {
    "Vitamin", "VitaminForm", "Nutrient", "Chemical", "Protein", "ProteinClass", "Receptor", "Gene", "Biomarker",
    "Drug", "DrugClass", "Supplement", "Food", "FoodGroup", "FoodComponent", "Cell", "Organism", "Anatomy",
    "Tissue", "BodyFluid", "Disease", "DiseaseClass", "Condition", "Symptom", "AdverseEffect",
    "BiologicalProcess", "HealthOutcome", "Population", "Person", "Country",
}  # fmt: skip


def strings(path: Path) -> list[tuple[int, str]]:
    """Every string of a module that is no docstring; in a grammar, every line without its comment."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".lark":
        return [(number, line.partition("//")[0]) for number, line in enumerate(text.splitlines(), 1)]
    tree = ast.parse(text)
    said = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    loose = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    return [
        (node.lineno, node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said | loose
    ]


FILES = sorted(path for pattern in ("*.py", "*.lark") for path in SOURCE.rglob(pattern))


def test_the_words_looked_for_are_those_of_the_subject():
    for text in ("it holds natto", "VITAMIN K2", "osteocalcin", "three bisphosphonates"):
        assert subject_words().search(text), text
    for text in ("SELECT ?s WHERE { ?s ?p ?o }", "no such graph", "k2:within", "give a question"):
        assert not subject_words().search(text), text


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_no_word_of_the_subject_stands_in_the_program(path):
    found = [(number, match.group()) for number, text in strings(path) if (match := subject_words().search(text))]
    assert found == []
