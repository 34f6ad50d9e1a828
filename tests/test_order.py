"""The order of what is told depends on the graph alone: not on the engine, the cache, or how Python hashes."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from k2graph import KnowledgeGraph
from k2graph.ontology import project_folder
from k2graph.usage import MOST, count, decode, encode

PROGRAM = """
import json, sys
from k2graph import KnowledgeGraph
graph, cached, questions = sys.argv[1], sys.argv[2] == "cached", json.load(sys.stdin)
opened = KnowledgeGraph.open(graph, cache=cached)
told = {"examples": opened.examples()}
for backend in ("oxigraph", "rdflib"):
    kg = KnowledgeGraph(opened.ontology, backend=backend)
    kg.lexicon, kg.grammar = opened.lexicon, opened.grammar
    for question in questions:
        told[f"{backend}: {question}"] = kg.ask(question).to_dict() | {"elapsed_ms": 0}
        offered = kg.complete(question[: question.rfind(" ") + 1])
        told[f"{backend}: completions: {question}"] = [completion.text for completion in offered]
print(json.dumps(told))
"""
CASES = [
    case["question"]
    for path in sorted((project_folder("queries") / "cases").glob("*.toml"))
    for case in tomllib.loads(path.read_text(encoding="utf-8")).get("case", ())
]
ASKED_BACK = ["what does liver contain", "what about liver", "which foods contian K2", "wat activates MPG"]


def _told(graph: Path, seed: int, how: str, questions: list[str]) -> dict[str, Any]:
    """What a process of its own tells of a graph."""
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(graph), how],
        env=os.environ | {"PYTHONHASHSEED": str(seed)},
        input=json.dumps(questions),
        capture_output=True,
        text=True,
        check=True,
        timeout=600,
    )
    told: dict[str, Any] = json.loads(run.stdout)
    return told


def test_processes_tell_the_same_in_the_same_order(tmp_path):
    """With other hashes, from files and compiled, on two engines."""
    articles = tmp_path / "articles"
    shutil.copytree(project_folder("ontology"), articles, ignore=shutil.ignore_patterns("foods"))
    questions = [*CASES[::120], *ASKED_BACK]
    KnowledgeGraph.open(str(articles))
    first, second = (_told(articles, seed, how, questions) for seed, how in ((1, "cached"), (2, "anew")))
    assert {key for key in first if first[key] != second[key]} == set()
    engines = {
        question: [first[f"{engine}: {question}"] for engine in ("oxigraph", "rdflib")] for question in questions
    }
    assert [question for question, (one, other) in engines.items() if one != other] == []
    assert len(first["oxigraph: completions: what activates MGP"]) > 1
    assert len(first["oxigraph: what about liver"]["interpretations"]) > 1


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
