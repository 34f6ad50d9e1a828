"""The layers hold: a module imports only from layers above its own, and heavy packages only where they are needed."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "k2graph"

# Each module or package in its layer; it may import from lower numbers, a package from within itself too.
LAYERS = {
    0: {"errors", "files", "inflection", "terms", "units", "vocab"},
    1: {"algebra", "answer", "blanks", "drafting", "lemon", "naming", "reified", "said", "schema", "seen"},
    2: {"lines", "ontology", "words"},
    3: {"groups", "lexicon", "quantities", "usage", "wording"},
    4: {"arrangement", "claims", "courtesy", "degrees", "mentions", "phrases", "sparql", "spelling"},
    5: {"asking", "disagreements", "grammar", "offers", "readback", "selection", "topics"},
    6: {"cache", "counts", "making", "portions", "servings"},
    7: {"amounts"},
    8: {"composer"},
    9: {"relational"},
    10: {"nouns"},
    11: {"meaning"},
    12: {"backends", "conflicts", "paths", "plans"},
    13: {"evidence", "planner"},
    14: {"forms", "restate", "sentences"},
    15: {"descriptions", "related", "sameness", "superlatives", "verdicts", "weighing"},
    16: {"answering", "check", "complete", "exports", "reading", "render"},
    17: {"examples", "explanation", "followups", "phrasebook", "stats", "triples"},
    18: {"session"},
    19: {"joint"},
    20: {"engine"},
    21: {"cli", "mcp_server", "notebook", "web"},
    22: {"__main__"},
}
LAYER = {module: layer for layer, modules in LAYERS.items() for module in modules}
OUTSIDE = {"cli", "mcp_server", "notebook", "web"}
BELOW_OUTSIDE = {
    "answer",
    "check",
    "complete",
    "engine",
    "errors",
    "explanation",
    "exports",
    "files",
    "ontology",
    "phrasebook",
    "render",
    "stats",
}

# package -> the modules that may import it
CONFINED = {
    "lark": {"grammar"},
    "networkx": {"answer", "engine", "exports", "paths"},
    "owlrl": {"check.reasoning"},
    "rdflib": {"backends.rdflib", "check.reasoning", "check.shapes", "engine", "exports", "notebook"},
    "pyshacl": {"check.shapes"},
    "pandas": {"answer", "notebook"},
    "marisa_trie": {"cache", "lexicon.index"},
    "rapidfuzz": {"complete", "spelling"},
    "spellchecker": {"spelling"},
    "prompt_toolkit": {"cli.prompt"},
    "click": {"cli", "render.look"},
    "urllib.request": {"backends.endpoint"},
    "http.client": {"backends.endpoint"},
    "httpx": {"backends.endpoint"},
    "requests": {"backends.endpoint"},
}


def _modules() -> dict[str, Path]:
    """Dotted names, without ``k2graph``, of all modules but the package's own."""
    found = {}
    for path in sorted(SOURCE.rglob("*.py")):
        parts = path.relative_to(SOURCE).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        if name:
            found[name] = path
    return found


def _imported(path: Path) -> set[str]:
    """Every module that a file imports anywhere in it, by its full name."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import"
            found |= {f"{node.module}.{alias.name}" for alias in node.names} | {node.module or ""}
    return found


MODULES = _modules()


def test_every_module_has_a_layer():
    assert {name.partition(".")[0] for name in MODULES} - LAYER.keys() == set()


@pytest.mark.parametrize("name", MODULES)
def test_a_module_imports_only_from_layers_above_its_own(name):
    own = name.partition(".")[0]
    tops = {imported.split(".")[1] for imported in _imported(MODULES[name]) if imported.startswith("k2graph.")}
    wrong = {top for top in tops & LAYER.keys() if top != own and LAYER[top] >= LAYER[own]}
    assert wrong == set()
    if own in OUTSIDE:
        assert tops & LAYER.keys() - BELOW_OUTSIDE - {own} == set()


@pytest.mark.parametrize("name", MODULES)
def test_heavy_packages_are_imported_only_where_they_are_needed(name):
    imported = _imported(MODULES[name])
    wrong = {
        package
        for package, allowed in CONFINED.items()
        if any(module == package or module.startswith(f"{package}.") for module in imported)
        and not any(name == place or name.startswith(f"{place}.") for place in allowed)
    }
    assert wrong == set()


def _loaded(program: str, *packages: str) -> set[str]:
    """Which of the packages a fresh interpreter has loaded after running a program."""
    program += f"\nimport sys; print('loaded:', *[p for p in {packages!r} if p in sys.modules])"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=120)
    return set(run.stdout.splitlines()[-1].removeprefix("loaded:").split())


HEAVY = (
    *("rdflib", "networkx", "lark", "pandas", "pyshacl", "marisa_trie"),
    *("rapidfuzz", "click", "numpy", "prompt_toolkit"),
)
LUGGAGE = (
    "asyncio",
    "tempfile",
    "importlib.metadata",
    "importlib.resources",
    "xml.sax",
    "unittest",
)  # no start needs it


def test_importing_the_package_loads_nothing_heavy():
    assert _loaded("import k2graph", *HEAVY) == set()
    assert _loaded("import rdflib, k2graph", *HEAVY) == {"rdflib"}


def test_asking_loads_only_what_answers():
    program = "import k2graph; k2graph.KnowledgeGraph.open(cache=%s).ask('what activates MGP')"
    assert _loaded(program % False, *HEAVY, "pyoxigraph") == {"lark", "marisa_trie", "pyoxigraph"}
    _loaded("import k2graph; k2graph.KnowledgeGraph.open()")  # from here on it is compiled
    assert _loaded(program % True, *HEAVY, *LUGGAGE, "pyoxigraph") == {"marisa_trie", "pyoxigraph"}


def test_the_command_loads_no_engine_before_it_is_asked():
    program = "from k2graph.cli import cli\ntry: cli.main(['ask', '--help'])\nexcept SystemExit: pass"
    assert _loaded(program, *HEAVY, "pyoxigraph", "k2graph.engine") == {"click"}


def test_asking_on_the_command_line_loads_only_what_answers():
    program = "from k2graph.cli import cli\ntry: cli.main(['what', 'activates', 'MGP'])\nexcept SystemExit: pass"
    _loaded("import k2graph; k2graph.KnowledgeGraph.open()")
    assert _loaded(program, *HEAVY, *LUGGAGE, "pyoxigraph") == {"click", "marisa_trie", "pyoxigraph"}
