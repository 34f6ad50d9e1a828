"""Writes what the documentation shows of the program itself.

    docs/commands.md      from the help of every command
    docs/cookbook.md      from the questions in queries/cases, each asked
    docs/ontology.md      the tables between <!-- begin NAME --> and <!-- end NAME -->
    README.md, docs/*.md  what the commands in ``console`` blocks print, recorded anew where it has changed

``python docs/generate.py`` writes them; tests/test_docs.py fails where they are not current.

In a ``console`` block, a line that begins with ``$ `` is a command, and what follows is what it prints; a line that is
``…`` stands for any number of lines. A block of any other language whose first line is a comment with a file name
(``# mine.ttl``) is written to that file before the commands of its page are run.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from k2graph import KnowledgeGraph
from k2graph.cli import cli
from k2graph.vocab import PREFIXES

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
CASES = ROOT / "queries" / "cases"
WRITTEN = (
    ROOT / "README.md",
    DOCS / "architecture.md",
    DOCS / "conversation.md",
    DOCS / "ontology.md",
    DOCS / "your-own-graph.md",
)  # by hand, but for what is marked in them
GENERATED = (DOCS / "commands.md", DOCS / "cookbook.md")

ANY = "…"
WIDTH = 80  # columns of the help of the commands
_FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_FILE = re.compile(r"# ([\w.-]+\.\w+)\n")
_TIME = re.compile(r'(?<="elapsed_ms": )[\d.]+|\d+\.\d\d(?= ms$)')


# --- blocks of code in a page


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block: its language, its text, and the line of the page that its text begins on."""

    language: str
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Session:
    """One command of a console block, and what the page says it prints."""

    command: str
    output: str


def blocks(page: str) -> Iterator[Block]:
    """Every fenced block of a page, in order."""
    for match in _FENCE.finditer(page):
        yield Block(match[1], match[2], page.count("\n", 0, match.start(2)) + 1)


def sessions(block: str) -> list[Session]:
    """The commands of a console block, each with its output."""
    found = []
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, _, output = part.partition("\n")
        found.append(Session(command, output.rstrip("\n")))
    return found


def matches(said: str, printed: str) -> bool:
    r"""Whether a command printed what a page says: to the letter, but for times and what ``…`` stands for.

    >>> matches("a\n…\nd", "a\nb\nc\nd"), matches("a", "b")
    (True, False)
    """
    wanted = [re.escape(_TIME.sub("0", line.rstrip())) for line in said.splitlines()]
    pattern = "".join(r"(?:.*\n)*?" if line == re.escape(ANY) else f"{line}\n" for line in wanted)
    got = "".join(_TIME.sub("0", line.rstrip()) + "\n" for line in printed.rstrip().splitlines())
    return re.fullmatch(pattern, got) is not None


def recorded(said: str, printed: str) -> str:
    r"""What a page should say of what a command prints: as it stands where that is true, else anew, no longer.

    >>> recorded("a\n…\nd", "x\ny\nz\nd")
    'x\n…\nd'
    """
    if matches(said, printed):
        return said
    if "internal error" in printed:
        raise RuntimeError(f"a page shows no failure: {printed.strip()}")
    lines, printed_lines = said.splitlines(), printed.rstrip().splitlines()
    if ANY not in lines:
        return "\n".join(line.rstrip() for line in printed_lines)
    head = lines.index(ANY)
    tail = len(lines) - head - 1
    kept = [*printed_lines[:head], ANY, *(printed_lines[-tail:] if tail else [])]
    return "\n".join(line.rstrip() for line in kept)


class Shell:
    """A folder in which the commands of a page are run, with the files that the page writes and the shipped ones."""

    def __init__(self, folder: Path, page: str) -> None:
        self.folder = folder
        programs = folder / ".bin"
        programs.mkdir()
        program = programs / "k2graph"
        program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m k2graph "$@"\n', encoding="utf-8")
        program.chmod(0o755)
        for name in ("ontology", "queries"):
            (folder / name).symlink_to(ROOT / name)
        for block in blocks(page):
            named = _FILE.match(block.text)
            if named and block.language not in {"console", "python"}:
                (folder / named[1]).write_text(block.text.removeprefix(named[0]), encoding="utf-8")
        path = f"{programs}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
        source = os.pathsep.join(filter(None, (str(ROOT / "src"), os.environ.get("PYTHONPATH"))))
        self._environment = {**os.environ, "PATH": path, "PYTHONPATH": source, "COLUMNS": str(WIDTH), "NO_COLOR": "1"}
        self._environment.setdefault("K2GRAPH_CACHE", str(folder / ".cache"))

    def run(self, command: str) -> str:
        """What a command prints, on both streams."""
        run = subprocess.run(
            ["bash", "-c", command],
            cwd=self.folder,
            env=self._environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=120,
            check=False,
        )
        return run.stdout.decode("utf-8")


def rerecorded(page: str) -> str:
    """A page with what its commands print now."""
    with TemporaryDirectory() as folder:
        shell = Shell(Path(folder), page)

        def again(match: re.Match[str]) -> str:
            if match[1] != "console":
                return match[0]
            said = ((s.command, recorded(s.output, shell.run(s.command))) for s in sessions(match[2]))
            shown = "\n\n".join(f"$ {command}\n{output}".rstrip() for command, output in said)
            return f"```console\n{shown}\n```"

        return _FENCE.sub(again, page)


# --- pages made from the program


def pages(kg: KnowledgeGraph) -> dict[Path, str]:
    """The text of each generated page."""
    return {DOCS / "commands.md": commands(), DOCS / "cookbook.md": cookbook(kg)}


def commands() -> str:
    """The reference of the commands, from their own help."""
    context = click.Context(cli, info_name="k2graph", terminal_width=WIDTH, help_option_names=["-h", "--help"])
    parts = [
        "# The commands\n\nMade from `k2graph --help` and the help of each command by `docs/generate.py`.",
        _help(context, cli),
    ]
    for name in cli.list_commands(context):
        command = cli.get_command(context, name)
        assert command is not None
        inner = click.Context(command, info_name=name, parent=context, terminal_width=WIDTH)
        parts += [f"## k2graph {name}", _help(inner, command)]
    return "\n\n".join(parts) + "\n"


def _help(context: click.Context, command: click.Command) -> str:
    return f"```text\n{command.get_help(context).rstrip()}\n```"


def cookbook(kg: KnowledgeGraph) -> str:
    """Every answered question of the cases, with its answer and its SPARQL."""
    head = (
        "# Cookbook\n\n"
        "Questions that k2graph answers, how it says each back, the answer, and the SPARQL 1.1 query behind it.\n"
        "Each query is complete by itself and gives the same rows on any engine that has loaded `k2graph export`.\n\n"
        "Made from `queries/cases` by `docs/generate.py`; every question here is asked again by the tests."
    )
    files = sorted(CASES.glob("*.toml"))
    chapters = [(_title(path), list(_recipes(kg, path))) for path in files]
    chapters = [(title, recipes) for title, recipes in chapters if recipes]
    contents = "\n".join(f"- [{title}](#{_anchor(title)}) ({len(recipes)})" for title, recipes in chapters)
    body = "\n\n".join("\n\n".join((f"## {title}", *recipes)) for title, recipes in chapters)
    return "\n\n".join(part for part in (head, contents, body) if part) + "\n"


def _title(path: Path) -> str:
    words = re.sub(r"^\d+-", "", path.stem).replace("-", " ").replace("_", " ")
    return words[:1].upper() + words[1:]


def _anchor(title: str) -> str:
    return re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")


def _recipes(kg: KnowledgeGraph, path: Path) -> Iterator[str]:
    for question in questions(path):
        answer = kg.ask(question)
        if answer.status == "answered":
            quoted = f"> {answer.restated}\n>\n> {answer.text}"
            yield f"### {question}\n\n{quoted}\n\n```sparql\n{answer.sparql}\n```"


def questions(path: Path) -> list[str]:
    """The questions of a file of cases, in order, each once."""
    cases = tomllib.loads(path.read_text(encoding="utf-8"))
    tables = [table for value in cases.values() if isinstance(value, list) for table in value]
    return list(dict.fromkeys(table["question"] for table in tables if isinstance(table, dict) and "question" in table))


# --- tables inside pages


def filled(page: str, kg: KnowledgeGraph) -> str:
    """A page with its marked tables made anew."""

    def table(match: re.Match[str]) -> str:
        return f"<!-- begin {match[1]} -->\n{TABLES[match[1]](kg)}\n<!-- end {match[1]} -->"

    return re.sub(r"<!-- begin ([\w-]+) -->\n.*?<!-- end \1 -->", table, page, flags=re.DOTALL)


def _drawn(headings: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    lines = [headings, ("---",) * len(headings), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _rows(kg: KnowledgeGraph, pattern: str) -> list[dict[str, str]]:
    prefixes = "".join(f"PREFIX {prefix}: <{base}>\n" for prefix, base in PREFIXES.items())
    rows = kg.query(prefixes + pattern)
    assert isinstance(rows, list)
    return [row for row in rows if isinstance(row, dict)]


def _local(iri: str) -> str:
    return iri.removeprefix(PREFIXES["k2"])


def _name(iri: str) -> str:
    return f"`k2:{_local(iri)}`"


def counts_table(kg: KnowledgeGraph) -> str:
    """How much the shipped graph holds."""
    from k2graph.stats import count

    counted = count(kg.ontology)
    by_source = counted.pop("claims_by_source")
    rows = [(name.replace("_", " "), f"{number:,}") for name, number in counted.items()]
    rows += [(f"claims of {source}", f"{number:,}") for source, number in by_source.items()]
    return _drawn(("what", "how many"), rows)


def classes_table(kg: KnowledgeGraph) -> str:
    """The classes that have most entities."""
    rows = _rows(
        kg,
        """SELECT ?class (COUNT(DISTINCT ?x) AS ?n) WHERE {
          ?x a ?class ; skos:definition ?definition . ?class rdfs:subClassOf* k2:Entity
        } GROUP BY ?class ORDER BY DESC(?n) STR(?class) LIMIT 12""",
    )
    return _drawn(("class", "entities"), [(_name(row["class"]), row["n"]) for row in rows])


def _diagram(direction: str, edges: Iterable[str]) -> str:
    """A Mermaid flowchart, as the sites that show Markdown draw it."""
    return "\n".join(["```mermaid", f"flowchart {direction}", *(f"  {edge}" for edge in edges), "```"])


def classes_picture(kg: KnowledgeGraph) -> str:
    """The classes of what claims are about, each with those right below it."""
    rows = _rows(
        kg,
        """SELECT ?above ?class WHERE {
          ?class a owl:Class ; rdfs:subClassOf ?above . ?above rdfs:subClassOf* k2:Entity FILTER (isIRI(?class))
        } ORDER BY STR(?above) STR(?class)""",
    )
    return _diagram("LR", (f"{_local(row['above'])} --> {_local(row['class'])}" for row in rows))


def properties_picture(kg: KnowledgeGraph) -> str:
    """What the properties with most claims of texts lead from and to."""
    rows = _rows(
        kg,
        """SELECT ?property ?domain ?range (COUNT(DISTINCT ?claim) AS ?n) WHERE {
          ?claim a k2:Claim ; rdf:predicate ?property ; k2:section ?section .
          ?property rdfs:domain ?domain ; rdfs:range ?range .
          FILTER (STRSTARTS(STR(?domain), STR(k2:)) && STRSTARTS(STR(?range), STR(k2:)))
        } GROUP BY ?property ?domain ?range ORDER BY DESC(?n) STR(?property) STR(?domain) STR(?range) LIMIT 30""",
    )
    return _diagram(
        "LR", (f"{_local(row['domain'])} -- {_local(row['property'])} --> {_local(row['range'])}" for row in rows)
    )


def polarities_table(kg: KnowledgeGraph) -> str:
    """The polarities, and how many claims have each."""
    rows = _rows(kg, "SELECT ?polarity WHERE { ?claim a k2:Claim ; k2:polarity ?polarity }")
    counted = Counter(row["polarity"] for row in rows)
    return _drawn(("polarity", "claims"), [(_name(iri), str(n)) for iri, n in counted.most_common()])


def evidence_table(kg: KnowledgeGraph) -> str:
    """The kinds of evidence, by strength."""
    rows = _rows(
        kg,
        """SELECT ?type ?strength (COUNT(DISTINCT ?claim) AS ?n) WHERE {
          ?type a k2:EvidenceType ; k2:strength ?strength . OPTIONAL { ?claim k2:evidenceType ?type ; a k2:Claim }
        } GROUP BY ?type ?strength ORDER BY DESC(?strength) STR(?type)""",
    )
    shown = [(_name(row["type"]), kg.ontology.label(_node(row["type"])), row["strength"], row["n"]) for row in rows]
    return _drawn(("evidence type", "in words", "strength", "claims"), shown)


def slots_table(kg: KnowledgeGraph) -> str:
    """The qualifier slots: what fills each, what is said before it, and how many claims fill it."""
    rows = _rows(kg, "SELECT DISTINCT ?slot WHERE { ?slot a k2:QualifierSlot } ORDER BY STR(?slot)")
    shown = []
    for row in rows:
        slot = f"<{row['slot']}>"
        ranges = _rows(kg, f"SELECT DISTINCT ?r WHERE {{ {slot} rdfs:range ?r }} ORDER BY STR(?r)")
        words = _rows(kg, f"SELECT DISTINCT ?w WHERE {{ {slot} lex:preposition ?w }} ORDER BY ?w")
        used = _rows(kg, f"SELECT (COUNT(DISTINCT ?c) AS ?n) WHERE {{ ?c a k2:Claim ; {slot} ?x }}")[0]["n"]
        fills = ", ".join(_short(r["r"]) for r in ranges)
        shown.append((_name(row["slot"]), fills, ", ".join(f"“{w['w']}”" for w in words), used))
    return _drawn(("slot", "filled by", "said with", "claims"), shown)


def rules_table(kg: KnowledgeGraph) -> str:
    """The rules, by their headers."""
    shown = []
    for path in sorted((ROOT / "queries" / "rules").glob("*.rq")):
        label, reason = (line.removeprefix("# ") for line in path.read_text(encoding="utf-8").splitlines()[:2])
        shown.append((f"`{path.name}`", label, reason))
    return _drawn(("rule", "what it says", "in full"), shown)


def _node(iri: str) -> object:
    from pyoxigraph import NamedNode

    return NamedNode(iri)


def _short(iri: str) -> str:
    for prefix, base in PREFIXES.items():
        if iri.startswith(base):
            return f"`{prefix}:{iri.removeprefix(base)}`"
    return f"`{iri}`"


TABLES = {
    "counts": counts_table,
    "classes": classes_table,
    "classes-picture": classes_picture,
    "properties-picture": properties_picture,
    "polarities": polarities_table,
    "evidence": evidence_table,
    "slots": slots_table,
    "rules": rules_table,
}


def main() -> None:
    """Write every page that has changed, and name it."""
    kg = KnowledgeGraph.open()
    made = pages(kg) | {path: rerecorded(filled(path.read_text(encoding="utf-8"), kg)) for path in WRITTEN}
    for path, text in made.items():
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
            print(f"written: {path.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
