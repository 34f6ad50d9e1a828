"""The compiled form of a graph: found, made anew, done without, and never a reason for another answer."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from k2graph import KnowledgeGraph, OntologyError, cache
from k2graph.lexicon import build

GRAPH = """
@prefix ex: <http://example.org/> .
@prefix lex: <https://w3id.org/k2graph/lexicon#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
ex:Person a owl:Class ; rdfs:label "person" ; lex:who true .
ex:likes a owl:ObjectProperty ; lex:verb "like" ; lex:preposition "with" ;
  rdfs:domain ex:Person ; rdfs:range ex:Person .
ex:ann a ex:Person ; rdfs:label "Ann" .
ex:bob a ex:Person ; rdfs:label "Bob" .
ex:ann ex:likes ex:bob .
"""
PROGRAM = """
import sys
from k2graph import KnowledgeGraph
print(*(item.label for item in KnowledgeGraph.open(sys.argv[1]).ask("who likes Bob").answers))
"""


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    """The folder that entries go to."""
    monkeypatch.setenv("K2GRAPH_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def graph(tmp_path) -> str:
    """A file of a graph."""
    (tmp_path / "graph.ttl").write_text(GRAPH)
    return str(tmp_path / "graph.ttl")


def _liking(graph: str, **how: bool) -> list[str]:
    return [item.label for item in KnowledgeGraph.open(graph, **how).ask("who likes Bob").answers]


def _entries(folder: Path) -> list[Path]:
    return sorted(folder.iterdir()) if folder.exists() else []


def test_a_graph_is_compiled_once(folder, graph, monkeypatch):
    assert _liking(graph) == ["Ann"]
    (entry,) = _entries(folder)
    monkeypatch.setattr(cache.Ontology, "load", None)
    monkeypatch.setattr(cache, "read_rules", None)
    monkeypatch.setattr(cache.lexicons, "build", None)
    assert _liking(graph) == ["Ann"]
    assert _entries(folder) == [entry]


def test_the_shipped_graph_answers_alike_with_and_without(folder):
    questions = (
        "what activates MGP",
        "which foods contain MK-7",
        "does warfarin block vitamin K",
        "what is natto",
        "gren",
    )
    made, read = KnowledgeGraph.open(), KnowledgeGraph.open()
    plain = KnowledgeGraph(made.ontology)  # which is in memory, as it was compiled
    assert made.ontology.stored_claims is None
    assert isinstance(read.lexicon.senses, cache.StoredSenses)
    for question in questions:
        assert made.ask(question) == read.ask(question) == plain.ask(question)
    assert read.describe("MK-7") == plain.describe("MK-7")
    assert list(read.lexicon.phrases()) == list(plain.lexicon.phrases())


def test_every_sense_comes_back_as_it_was(folder, graph):
    cache.load(graph)
    compiled = cache.load(graph)
    plain = build(compiled.ontology)
    assert {p: set(compiled.lexicon[p]) for p in plain.phrases()} == {p: set(plain[p]) for p in plain.phrases()}
    assert [p for p, _ in compiled.lexicon.listed("RPREP")] == [p for p, _ in plain.listed("RPREP")] == ["with"]
    assert compiled.lexicon.words == plain.words
    assert len(compiled.lexicon.senses) == len(compiled.lexicon.senses[:]) == len(plain)


def test_a_changed_file_is_read_anew(folder, graph):
    assert _liking(graph) == ["Ann"]
    Path(graph).write_text(GRAPH.replace("ex:ann ex:likes", "ex:bob ex:likes"))
    assert _liking(graph) == ["Bob"]
    assert len(_entries(folder)) == 2


def test_whatever_code_compiles_is_part_of_the_key():
    """All that the compiling modules import, but for what only tells errors, reads files, or shows and cuts tokens."""
    source = Path(cache.__file__).parent
    found, left = set(), {"cache", "said", "usage"}
    while left:
        name = left.pop()
        found.add(name)
        path = source.joinpath(*name.split(".")).with_suffix(".py")
        text = path.read_text() if path.exists() else (source / name / "__init__.py").read_text()
        imported = {*re.findall(r"^ *from k2graph\.(\S+) import", text, re.MULTILINE)}
        imported |= {
            part
            for line in re.findall(r"^ *from k2graph import (.+)", text, re.MULTILINE)
            for part in re.findall(r"(\w+)(?: as \w+)?", line)
            if (source / f"{part}.py").exists()
        }
        left |= imported - found
    code = {name.replace("/", ".").removesuffix(".py") for name in cache.COMPILER if name.endswith(".py")}
    assert found - code == {"errors", "files", "lexicon", "mentions"}
    assert code <= found
    assert [name for name in cache.COMPILER if not (source / name).is_file()] == []


def test_a_large_file_is_known_by_its_times(graph, monkeypatch):
    monkeypatch.setattr(cache, "LARGE", 1)
    settling, path = cache._content(Path(graph)), Path(graph)
    monkeypatch.setattr(cache, "SETTLED", -1)
    settled, times = cache._content(path), (path.stat().st_atime_ns, path.stat().st_mtime_ns)
    assert settling != settled == cache._content(path)
    time.sleep(0.02)
    path.write_text(GRAPH.replace("Ann", "Eva"))
    os.utime(path, ns=times)
    assert cache._content(path) != settled


@pytest.mark.parametrize("name", ["manifest.json", "phrases.trie", "senses.bin", "store/CURRENT", "store/*.sst"])
@pytest.mark.parametrize("how", ["flipped", "cut", "deleted"])
def test_a_damaged_entry_is_made_anew(folder, graph, name, how):
    _liking(graph)
    (entry,) = _entries(folder)
    for path in sorted(entry.glob(name)):
        content = path.read_bytes()
        middle = len(content) // 2
        if how == "deleted":
            path.unlink()
        else:
            path.write_bytes(
                content[:middle] + (bytes([content[middle] ^ 255]) + content[middle + 1 :] if how == "flipped" else b"")
            )
    with pytest.raises(cache._UNUSABLE):
        cache._read(entry, graph, ())
    assert _liking(graph) == ["Ann"]
    assert _entries(folder) == [entry]
    cache._read(entry, graph, ())


def test_nothing_is_kept_where_nothing_can_be_written(tmp_path, graph, monkeypatch):
    (tmp_path / "file").touch()
    monkeypatch.setenv("K2GRAPH_CACHE", str(tmp_path / "file" / "below"))
    assert _liking(graph) == ["Ann"]


def test_a_full_disk_leaves_nothing_behind(folder, graph, monkeypatch):
    monkeypatch.setattr(cache, "_measured", _full)
    assert _liking(graph) == ["Ann"]
    assert _entries(folder) == []


def _full(_path: Path) -> None:
    raise OSError(28, "No space left on device")


def test_processes_that_start_at_once_make_one_entry(folder, graph):
    command = [sys.executable, "-c", PROGRAM, graph]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(4)]
    assert [(*process.communicate(timeout=120), process.returncode) for process in running] == [("Ann\n", "", 0)] * 4
    assert len(_entries(folder)) == 1


def test_an_entry_that_is_deleted_can_still_be_read_by_who_has_it_open(folder, graph):
    cache.load(graph)
    opened = KnowledgeGraph.open(graph)
    cache._remove(_entries(folder)[0])
    assert _entries(folder) == []
    assert [item.label for item in opened.ask("who likes Bob").answers] == ["Ann"]


def test_no_cache_touches_no_folder(folder, graph):
    assert _liking(graph, cache=False) == ["Ann"]
    run = [sys.executable, "-m", "k2graph", "ask", "--graph", graph, "--no-cache", "who likes Bob"]
    done = subprocess.run(run, check=False, capture_output=True, text=True, timeout=120)
    assert (done.returncode, done.stderr) == (0, "")
    assert _entries(folder) == []


def test_the_entries_used_last_are_kept(folder, graph, monkeypatch):
    monkeypatch.setattr(cache, "KEPT", 2)
    made: list[Path] = []
    for name in ("Ann", "Eva", "Ida"):
        Path(graph).write_text(GRAPH.replace("Ann", name))
        _liking(graph)
        made += set(_entries(folder)) - set(made)
        os.utime(made[-1], (len(made), len(made)))
        if name == "Eva":
            Path(graph).write_text(GRAPH)
            _liking(graph)  # the first is now used last
    assert _entries(folder) == sorted([made[0], made[2]])


def test_what_a_killed_process_left_is_swept_up(folder, graph):
    for name, age in (("old", 2 * cache.ABANDONED), ("new", 0)):
        (folder / f".{name}.part").mkdir(parents=True)
        os.utime(folder / f".{name}.part", (time.time() - age,) * 2)
    _liking(graph)
    assert [path.name for path in _entries(folder) if path.suffix == ".part"] == [".new.part"]


def test_a_broken_file_is_told_as_without_a_cache(folder, graph):
    Path(graph).write_text(GRAPH + "ex:ann ex:likes")
    with pytest.raises(OntologyError) as caught:
        KnowledgeGraph.open(graph)
    assert (caught.value.path, caught.value.line) == (graph, 12)
    assert _entries(folder) == []


def test_the_folder_is_the_users_unless_another_is_named(tmp_path, monkeypatch):
    monkeypatch.delenv("K2GRAPH_CACHE", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache._folder("key") == tmp_path / "k2graph" / "key"
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    assert cache._folder("key") == tmp_path / "home" / ".cache" / "k2graph" / "key"
