"""The documentation tells the truth: what it shows is run, what it names exists, what is made by program is current."""

from __future__ import annotations

import doctest
import importlib.util
import re
import sys
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Store

from k2graph import __all__
from k2graph.cli import cli
from k2graph.cli.group import Commands
from k2graph.vocab import PREFIXES

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
FLAGS = doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS


def _generate():
    spec = importlib.util.spec_from_file_location("docs_generate", ROOT / "docs" / "generate.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


generate = _generate()
TEXTS = {path: path.read_text(encoding="utf-8") for path in PAGES}


def of_language(language: str) -> list:
    return [
        pytest.param(path, id=path.name)
        for path, text in TEXTS.items()
        if any(block.language == language for block in generate.blocks(text))
    ]


def triples(turtle: str) -> set:
    """The triples of a snippet, as a store keeps them: there, 70.0 is 70."""
    store = Store()
    prefixes = "".join(f"@prefix {prefix}: <{base}> .\n" for prefix, base in PREFIXES.items())
    store.load(prefixes + turtle, format=RdfFormat.TURTLE)
    return {quad.triple for quad in store}


@pytest.mark.parametrize("path", of_language("console"))
def test_every_command_prints_what_the_page_says(path, tmp_path):
    shell = generate.Shell(tmp_path, TEXTS[path])
    for block in generate.blocks(TEXTS[path]):
        if block.language == "console":
            for session in generate.sessions(block.text):
                printed = shell.run(session.command)
                assert generate.matches(session.output, printed), (
                    f"{path.name}:{block.line}: `make docs` records this anew\n$ {session.command}\n{printed}"
                )


@pytest.mark.parametrize("path", of_language("python"))
def test_every_python_example_gives_what_the_page_says(path, tmp_path, monkeypatch):
    generate.Shell(tmp_path, TEXTS[path])  # writes the files that the page shows
    monkeypatch.chdir(tmp_path)
    names = {}
    for block in generate.blocks(TEXTS[path]):
        if block.language == "python":
            assert ">>> " in block.text, f"{path.name}:{block.line}: an example without a prompt is not run"
            test = doctest.DocTestParser().get_doctest(block.text, names, path.name, str(path), block.line - 1)
            said = []
            result = doctest.DocTestRunner(optionflags=FLAGS).run(test, out=said.append, clear_globs=False)
            names = test.globs
            assert result.failed == 0, "".join(said)


def test_the_examples_of_the_generator_hold():
    assert doctest.testmod(generate, optionflags=FLAGS).failed == 0


def test_the_generated_pages_are_current(kg):
    stale = [path.name for path, text in generate.pages(kg).items() if TEXTS.get(path) != text]
    assert stale == [], "run `make docs`"


def test_the_tables_in_pages_are_current(kg):
    stale = [
        path.name for path, text in TEXTS.items() if path in generate.WRITTEN and generate.filled(text, kg) != text
    ]
    assert stale == [], "run `make docs`"


def test_every_page_is_either_written_or_generated():
    assert {*generate.WRITTEN, *generate.GENERATED} == set(PAGES)


def test_every_command_is_documented():
    assert isinstance(cli, Commands)
    text = TEXTS[ROOT / "docs" / "commands.md"]
    assert [name for name in cli.list_commands(None) if f"## k2graph {name}\n" not in text] == []


def test_every_question_of_the_readme_is_answered(kg):
    table = TEXTS[ROOT / "README.md"].partition("| form | examples |")[2].partition("\n\n")[0]
    questions = [q.strip() for row in table.splitlines()[2:] for q in row.strip("| ").partition("|")[2].split("·")]
    assert len(questions) > 30
    assert [q for q in questions if kg.ask(q).status != "answered"] == []


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_every_file_that_a_page_names_exists(path):
    prose = re.sub(r"^```.*?^```$", "", TEXTS[path], flags=re.MULTILINE | re.DOTALL)
    links = {link.partition("#")[0] for link in re.findall(r"\]\(([^)\s]+)\)", prose) if "://" not in link}
    named = {
        name
        for name in re.findall(r"`([\w./-]+)`", prose)
        if re.match(r"(ontology|queries|src|tests|docs|benchmarks)/", name)
    }
    missing = [link for link in links if link and not (path.parent / link).exists()]
    missing += [name for name in named if not (ROOT / name).exists()]
    assert missing == []


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_every_link_inside_a_page_has_its_heading(path):
    headings = {generate._anchor(heading) for heading in re.findall(r"^#+ (.+)$", TEXTS[path], flags=re.MULTILINE)}
    assert [link for link in re.findall(r"\]\(#([^)]+)\)", TEXTS[path]) if link not in headings] == []


@pytest.mark.parametrize("path", of_language("turtle"))
def test_turtle_without_a_file_name_is_in_the_shipped_files(path, kg):
    shipped = {quad.triple for quad in kg.ontology.store}
    for block in generate.blocks(TEXTS[path]):
        if block.language == "turtle":
            shown = triples(block.text)
            assert shown
            if not block.text.startswith("# "):
                assert [str(triple) for triple in shown - shipped] == [], f"{path.name}:{block.line}"


def test_every_annotation_of_the_lexicon_is_shown_by_one_that_is_shipped_and_a_question_that_it_answers(kg):
    table = TEXTS[ROOT / "docs" / "ontology.md"].partition("| annotation |")[2].partition("\n\n")[0]
    rows = [[cell.strip(" `") for cell in row.strip("|").split(" | ")] for row in table.splitlines()[2:]]
    shown = triples("".join(f"{row[3]} .\n" for row in rows))
    shipped = {quad.triple for quad in kg.ontology.store}
    assert [str(triple) for triple in shown - shipped] == []
    assert [row[4] for row in rows if kg.ask(row[4].strip("| ")).status != "answered"] == []
    used = {p.value for triple in shipped if (p := triple.predicate).value.startswith(PREFIXES["lex"])}
    assert used - {triple.predicate.value for triple in shown} == set()


def test_every_module_has_its_line_in_the_architecture():
    text = TEXTS[ROOT / "docs" / "architecture.md"]
    source = ROOT / "src" / "k2graph"
    modules = {path.stem for path in source.glob("*.py") if not path.stem.startswith("__")}
    modules |= {path.parent.name for path in source.glob("*/__init__.py")}
    assert sorted(name for name in modules if f"| `{name}" not in text) == []


def test_the_public_names_are_documented():
    text = "\n".join(TEXTS.values())
    unused = {"EndpointError", "QueryTimeout"}  # nothing raises them yet
    assert [name for name in __all__ if name not in text and name not in unused] == []
