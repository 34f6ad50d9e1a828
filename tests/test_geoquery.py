"""The GeoQuery benchmark: its lexicon stays small; its training questions are answered where the data is at hand."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
BENCHMARK = ROOT / "benchmarks" / "geoquery"
SOURCE = ROOT.parent / "shared" / "benchmarks" / "geoquery"
FACTS = """\
/* state(name, abbreviation, capital, population, area, ...) */
state('arda','ar','hill top',100.5e+3,20.0e+1,1,'hill top').
state('bree','br','bree',50,10,2,'bree').
city('arda','ar','hill top',90000).
river('withy',70,['arda','bree']).
border('arda','ar',['bree']).
border('bree','br',['arda']).
highlow('arda','ar','mount top',900,'withy river',-3).
highlow('bree','br','hillock',20,'withy river',0).
mountain('arda','ar','top',900).
road('5',['arda','bree']).
lake('evendim',4,['arda']).
country('usa',100550,210).
"""


def run(script: str, *arguments: object) -> str:
    done = subprocess.run(
        [sys.executable, str(BENCHMARK / script), *map(str, arguments)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_lexicon_is_small():
    assert len((BENCHMARK / "lexicon.ttl").read_text(encoding="utf-8").splitlines()) <= 150


def test_facts_become_a_graph_that_answers(tmp_path):
    from k2graph import KnowledgeGraph

    (tmp_path / "geobase.pl").write_text(FACTS, encoding="utf-8")
    run("build.py", tmp_path, tmp_path / "graph")
    graph = KnowledgeGraph.open(str(tmp_path / "graph"))
    asked = {
        "which rivers run through bree": {"withy"},
        "what is the capital of the largest state": {"hill top"},
        "what is the population density of arda": {"502.5"},
        "how high is the highest point in arda": {"900"},
        "what states border arda": {"bree"},
    }
    assert {q: {item.label for item in graph.ask(q).answers} for q in asked} == asked


def test_a_missing_source_is_told(tmp_path):
    command = [sys.executable, str(BENCHMARK / "build.py"), str(tmp_path / "none.pl"), str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert "there is no file" in done.stderr


@pytest.mark.skipif(not SOURCE.is_dir(), reason="the data set is not here")
def test_the_training_questions_are_answered_as_the_goals_say():
    shares = [float(share) for share in re.findall(r"\((0\.\d+)\)", run("score.py", SOURCE))]
    right, wrong, _refused = shares
    assert right >= 0.92
    assert wrong <= 0.02
