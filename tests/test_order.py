"""The order of what is told depends on the graph alone: not on the engine, the cache, or how Python hashes."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from variants import shipped

from k2graph import KnowledgeGraph
from k2graph.ontology import project_folder
from k2graph.usage import MOST, count, decode, encode

ROOT = Path(__file__).resolve().parents[1]

PROGRAM = """
import json, sys
from k2graph import KnowledgeGraph
graph, backend, cached = sys.argv[1:]
kg, told = KnowledgeGraph.open(graph, backend=backend, cache=cached == "compiled"), {}
told["examples"] = kg.examples()
for question in json.load(sys.stdin):
    told[question] = kg.ask(question).to_dict() | {"elapsed_ms": 0}
    words = question[: question.rfind(" ") + 1]
    told[f"{words}…"] = [completion.text for completion in kg.complete(words)]
print(json.dumps(told))
"""
ASKED = 30
ASKED_BACK = ["what does liver contain", "what about liver", "which foods contian K2", "wat activates MPG"]


def _told(*how: str, seed: str, questions: list[str]) -> dict[str, Any]:
    """What a process of its own tells of a graph."""
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM, *how],
        env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT / "src")},
        input=json.dumps(questions),
        capture_output=True,
        text=True,
        check=True,
    )
    told: dict[str, Any] = json.loads(run.stdout)
    return told


def test_answers_and_completions_are_the_same_in_every_process_and_on_every_engine(tmp_path):
    """One process that has the graph compiled, and one that hashes otherwise, reads the files, and has another engine.

    Without the measured foods, which would take the slower engine minutes.
    """
    texts = tmp_path / "ontology"
    shutil.copytree(project_folder("ontology"), texts, ignore=shutil.ignore_patterns("foods"))
    KnowledgeGraph.open(str(texts))
    questions = [*random.Random(2).sample(shipped(), ASKED), "what activates MGP", *ASKED_BACK]
    first = _told(str(texts), "oxigraph", "compiled", seed="1", questions=questions)
    second = _told(str(texts), "rdflib", "anew", seed="4242", questions=questions)
    assert {asked: told for asked, told in first.items() if told != second[asked]} == {}
    assert set(questions) <= set(first)
    assert len(first["what activates …"]) > 1
    assert len(first["what about liver"]["interpretations"]) > 1


SHOPS = """
@prefix : <http://example.org/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
:Shop a owl:Class ; rdfs:label "shop" .
:Fruit a owl:Class ; rdfs:label "fruit" .
:sells a owl:ObjectProperty ; rdfs:label "sells" ; rdfs:domain :Shop ; rdfs:range :Fruit .
:likes a owl:ObjectProperty ; rdfs:label "likes" ; rdfs:domain :Shop ; rdfs:range :Fruit .
"""


@pytest.fixture
def shops(tmp_path) -> str:
    """A graph with more triples of one property than it weighs."""
    fruits = {"apple": 1, "pear": 3, "plum": 9}  # sold by every first, third, ninth shop
    lines = [f':{fruit} a :Fruit ; rdfs:label "{fruit}" .' for fruit in fruits]
    for n in range(2 * MOST):
        lines.append(f':shop{n} a :Shop ; rdfs:label "shop {chr(65 + n % 26)}{n}" .')
        lines += [f":shop{n} :sells :{fruit} ." for fruit, every in fruits.items() if n % every == 0]
    path = tmp_path / "shops.ttl"
    path.write_text(SHOPS + "\n".join(lines) + "\n:shop1 :likes :plum .\n", encoding="utf-8")
    return str(path)


def test_everything_is_counted_in_whatever_order_it_is_stored(shops):
    KnowledgeGraph.open(shops)
    compiled, plain = KnowledgeGraph.open(shops), KnowledgeGraph.open(shops, cache=False)
    assert compiled.ontology.stored_usage is not None
    assert plain.ontology.stored_usage is None
    assert compiled.lexicon.stored_offers is not None
    assert plain.lexicon.stored_offers is None
    assert compiled._completer.offers.plainest == plain._completer.offers.plainest != []
    for kg in (compiled, plain):
        usage = kg._completer.usage
        weights = {thing.value.rpartition("/")[2]: weight for thing, weight in usage.things.items()}
        stated = {"apple": 2 * MOST, "pear": 2 * MOST // 3 + 1, "plum": 2 * MOST // 9 + 1}
        total = sum(stated.values())
        expected = {fruit: -(-times * MOST // total) for fruit, times in stated.items()}
        assert {fruit: weights[fruit] for fruit in stated} == expected | {"plum": expected["plum"] + 1}
    for text in ("which shop sells ", "what sells p", "who likes ", ""):
        assert compiled.complete(text) == plain.complete(text)
    assert compiled.examples() == plain.examples() != ()


def test_counts_come_back_as_they_were_written(shops):
    counts = count(KnowledgeGraph.open(shops, cache=False).ontology)
    assert decode(encode(counts)) == counts
    assert encode(decode(encode(counts))) == encode(counts)
