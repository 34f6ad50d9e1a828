"""The command: what it prints and where, its exit statuses, and that no traceback ever reaches a user."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import sys
import time
from importlib.resources import files

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from k2graph.cli import cli
from k2graph.cli.ask import show
from k2graph.cli.batch import ask_all
from k2graph.cli.options import Wanted
from k2graph.cli.status import told
from k2graph.engine import KnowledgeGraph
from k2graph.errors import OntologyError, QueryTimeout, UnknownWords

VALIDATOR = Draft202012Validator(
    json.loads(files("k2graph").joinpath("answer.schema.json").read_text(encoding="utf-8"))
)
PROGRAM = [sys.executable, "-c", "from k2graph.cli import main; main()"]
KNOWN = "what activates MGP"
UNKNOWN_WORD = "what activates xyzzyplugh"


def run(*args: str, stdin: bytes | str | None = None):
    return CliRunner().invoke(cli, list(args), input=stdin)


def real(*args: str, stdin: bytes = b"", **options):
    return subprocess.run([*PROGRAM, *args], input=stdin, capture_output=True, timeout=120, check=False, **options)


def test_an_answer_is_printed_and_the_status_is_zero():
    result = run("ask", KNOWN)
    assert result.exit_code == 0
    assert result.stdout.startswith("What activates matrix Gla protein?\n\n")
    assert "  • vitamin K2  [S0-023, " in result.stdout
    assert "  S0-023  Vitamin K2 switches on matrix Gla protein.\n" in result.stdout
    assert result.stderr == ""


@pytest.mark.parametrize(
    "args",
    [
        ("ask", "what", "activates", "MGP"),
        ("what activates MGP",),
        ("what", "activates", "MGP"),
        ("--format", "text", "what", "activates", "MGP"),
        ("--graph", "k2", "ask", "what", "activates", "MGP"),
        ("--backend", "oxigraph", "what activates MGP"),
        ("what", "activates", "MGP", "--format", "text"),
        ("--evidence", "--", "what", "activates", "MGP"),
    ],
)
def test_a_question_needs_neither_ask_nor_quotation_marks(args):
    assert run(*args).output == run("ask", KNOWN).output


def test_words_not_understood_are_told_on_standard_error_alone():
    result = run("ask", UNKNOWN_WORD)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "xyzzyplugh" in result.stderr
    assert "                 ^^^^^^^^^^\n" in result.stderr


@pytest.mark.parametrize("format", ["text", "table", "csv", "tsv", "markdown"])
def test_no_format_for_reading_prints_what_was_not_understood(format):
    result = run("ask", "--format", format, UNKNOWN_WORD)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "xyzzyplugh" in result.stderr


@pytest.mark.parametrize(
    "question", [KNOWN, UNKNOWN_WORD, "", "   ", "?", "x" * 5000, "caf\u00e9 \u7d0d\u8c46", "\x00"]
)
@pytest.mark.parametrize("format", ["json", "jsonl"])
def test_json_is_one_valid_object_whatever_was_asked(question, format):
    result = run("ask", "--format", format, question)
    answer = json.loads(result.stdout)
    assert [error.message for error in VALIDATOR.iter_errors(answer)] == []
    assert answer["question"] == question
    assert result.exit_code == {"answered": 0, "no_answer": 1}.get(answer["status"], 2)


def _wanted(format: str | None = None, output: str | None = None) -> Wanted:
    return Wanted("k2", "oxigraph", format, everything=False, evidence=True, output=output)


@pytest.mark.parametrize(("which", "status"), [("foods", 0), ("route", 0), ("unknown", 1), ("refused", 2), ("torn", 2)])
def test_the_exit_status_says_what_became_of_the_question(which, status, request):
    assert show(request.getfixturevalue(which), _wanted("json")) == status


def test_nothing_known_is_an_answer_of_its_own(unknown, capsys):
    assert show(unknown, _wanted()) == 1
    printed = capsys.readouterr()
    assert printed.out == "Does vitamin K2 treat baldness?\n\nNothing is known about this.\n"
    assert printed.err == ""


def test_the_readings_of_an_ambiguous_question_go_to_standard_error(torn, capsys):
    assert show(torn, _wanted()) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "  What does the organ liver store?\n" in printed.err


def test_what_has_no_place_in_rows_goes_to_standard_error(foods, unknown, capsys):
    show(foods, _wanted("csv"))
    assert capsys.readouterr().err == (
        "k2graph: sources disagree: whether natto contains vitamin K2 (S0-001 / S1-002)\n"
        "k2graph: This is no medical advice.\n"
    )
    show(unknown, _wanted("csv"))
    assert capsys.readouterr().err == "k2graph: Nothing is known about this.\n"


def test_output_goes_to_a_file_that_is_replaced(foods, refused, tmp_path, capsys):
    target = tmp_path / "answer.csv"
    target.write_text("old")
    assert show(refused, _wanted("csv", str(target))) == 2
    assert target.read_text() == "old"
    assert show(foods, _wanted("csv", str(target))) == 0
    assert target.read_text().startswith("label,iri,types,")
    assert capsys.readouterr().out == ""


def test_a_file_that_cannot_be_written_is_wrong_usage(tmp_path):
    for command in ("ask", "export"):
        args = (command, "--output", str(tmp_path / "no" / "x.ttl"), *((KNOWN,) if command == "ask" else ()))
        result = run(*args)
        assert result.exit_code == 2
        assert result.stderr == f"Error: cannot write '{tmp_path}/no/x.ttl': No such file or directory\n"


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("ask",), "what is the question?"),
        (("ask", "--format", "xml", "x"), "'xml' is not one of"),
        (("ask", "--batch", "-", "x"), "give a question or --batch, not both"),
        (("ask", "--batch", "-", "--format", "csv"), "a batch gives JSON lines: use jsonl"),
        (("ask", "--batch", "/no/such/file"), "does not exist"),
        (("ask", "--backend", "sql", "x"), "'sql' is not one of"),
        (("ask", "--nonsense", "x"), "No such option"),
        (("--nonsense",), "No such option"),
        (("describe",), "Missing argument"),
        (("completion", "tcsh"), "'tcsh' is not one of"),
        (("export", "--output", "graph.doc"), "names no format"),
        (("check", "/no/such/file.ttl"), "does not exist"),
    ],
)
def test_wrong_usage_is_status_two_and_says_what_would_be_right(args, told):
    result = run(*args)
    assert (result.exit_code, result.stdout) == (2, "")
    assert told in result.stderr


@pytest.mark.parametrize(
    "command", [("ask", KNOWN), ("sparql", KNOWN), ("explain", KNOWN), ("describe", "natto"), ("export",), ("stats",)]
)
def test_a_graph_that_cannot_be_used_is_status_three(command, tmp_path):
    missing = run(*command, "--graph", str(tmp_path / "none.ttl"))
    assert (missing.exit_code, missing.stdout) == (3, "")
    assert missing.stderr.startswith(f"k2graph: {tmp_path}/none.ttl: there is no graph")
    broken = tmp_path / "broken.ttl"
    broken.write_text("<http://e/a> <http://e/b> <http://e/c> .\n<http://e/a> <http://e/b>\n")
    result = run(*command, "--graph", str(broken))
    assert (result.exit_code, result.stdout) == (3, "")
    assert result.stderr.startswith(f"k2graph: {broken}:")
    assert "not valid Turtle" in result.stderr


def test_a_batch_gives_one_object_a_line_in_order():
    lines = [KNOWN.encode(), b"", b"  ", b"bad \xff byte", b"\xe2\x80\xa8", b"what is MGP?\r", b"\x0b", KNOWN.encode()]
    result = run("ask", "--batch", "-", stdin=b"\xef\xbb\xbf" + b"\n".join(lines))
    answers = [json.loads(line) for line in result.stdout.splitlines()]
    assert [answer["question"] for answer in answers] == [
        KNOWN, "", "  ", "bad \ufffd byte", "\u2028", "what is MGP?", "\x0b", KNOWN,
    ]  # fmt: skip
    assert [answer["status"] for answer in answers] == [
        "answered",
        *["not_understood"] * 4,
        "answered",
        "not_understood",
        "answered",
    ]
    assert [error.message for answer in answers for error in VALIDATOR.iter_errors(answer)] == []
    assert result.exit_code == 0
    assert result.stderr == "k2graph: line 4: not UTF-8 (byte 5): asked with replacement characters\n"


def test_a_batch_of_nothing_gives_nothing():
    assert run("ask", "--batch", "-", stdin=b"").stdout == ""


def test_a_batch_reads_and_writes_files(tmp_path):
    (tmp_path / "questions").write_text(f"{KNOWN}\n\n", encoding="utf-8")
    result = run("ask", "--batch", str(tmp_path / "questions"), "--output", str(tmp_path / "answers"))
    assert (result.exit_code, result.output) == (0, "")
    answers = [json.loads(line) for line in (tmp_path / "answers").read_text(encoding="utf-8").splitlines()]
    assert [answer["question"] for answer in answers] == [KNOWN, ""]


def test_a_batch_answers_each_question_before_the_next_is_asked():
    process = subprocess.Popen([*PROGRAM, "ask", "--batch", "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    try:
        for question in (KNOWN, "", "what is MGP"):
            process.stdin.write(f"{question}\n".encode())
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["question"] == question
        process.stdin.close()
        assert process.stdout.read() == b""
        assert process.wait(timeout=60) == 0
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def test_a_reader_that_goes_away_is_no_error():
    process = subprocess.Popen([*PROGRAM, "export"], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    process.stdout.readline()
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait(timeout=60) == 141


def test_an_interruption_is_told_in_one_word():
    process = subprocess.Popen(
        [*PROGRAM, "ask", "--batch", "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    process.stdin.write(f"{KNOWN}\n".encode())
    process.stdin.flush()
    process.stdout.readline()
    process.send_signal(signal.SIGINT)
    _, stderr = process.communicate(timeout=60)
    assert stderr.strip() == b"k2graph: interrupted"
    assert process.returncode == 130


def test_a_question_that_is_not_utf8_is_asked_all_the_same():
    result = real("ask", "--format", "json", b"caf\xe9".decode("utf-8", "surrogateescape"))
    assert json.loads(result.stdout)["question"] == "caf\ufffd"
    assert result.returncode == 2


def test_json_is_utf8_whatever_the_locale():
    result = real(
        "ask",
        "--format",
        "json",
        "納豆",
        env=os.environ | {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "latin-1"},
    )
    assert json.loads(result.stdout.decode("utf-8"))["question"] == "納豆"


def test_a_disk_that_is_full_leaves_the_old_file(tmp_path):
    target = tmp_path / "graph.ttl"
    target.write_text("old")
    limited = f"ulimit -f 8; exec {sys.executable} -c 'from k2graph.cli import main; main()' export --output {target}"
    result = subprocess.run(["/bin/bash", "-c", limited], capture_output=True, text=True, timeout=120, check=False)
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == f"Error: cannot write '{target}': File too large\n"
    assert target.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["graph.ttl"]


def test_all_and_no_evidence_reach_the_text():
    short, full = run("ask", "list all foods").stdout, run("ask", "--all", "list all foods").stdout
    assert "(--all shows them)" in short
    assert "(--all shows them)" not in full
    assert len(full) > len(short)
    assert "Evidence" not in run("ask", "--no-evidence", KNOWN).stdout


def test_sparql_prints_a_query_that_runs(kg):
    result = run("sparql", KNOWN)
    assert result.exit_code == 0
    rows = kg.query(result.stdout)
    assert "https://w3id.org/k2graph/vitamin-k2" in {value for row in rows for value in row.values()}


def test_sparql_of_what_is_not_understood_draws_the_caret():
    result = run("sparql", UNKNOWN_WORD)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.splitlines()[-2:] == [f"  {UNKNOWN_WORD}", "                 ^^^^^^^^^^"]


def test_explain_shows_every_step():
    result = run("explain", KNOWN)
    assert result.exit_code == 0
    headings = [line for line in result.stdout.splitlines() if line and not line.startswith(" ")]
    assert headings == ["Question", "Understood as", "Mentions", "Parse", "Plan", "SPARQL", "Time"]


def test_explain_goes_as_far_as_the_question_was_understood():
    result = run("explain", "--format", "json", UNKNOWN_WORD)
    explained = json.loads(result.stdout)
    assert result.exit_code == 2
    assert (explained["sparql"], explained["problem"]["start"], explained["problem"]["end"]) == (None, 15, 25)


def test_describe_takes_a_name_or_an_iri():
    by_name, by_iri = (run("describe", name, "--format", "json") for name in ("MGP", "k2:matrix-gla-protein"))
    assert by_name.exit_code == by_iri.exit_code == 0
    assert json.loads(by_name.stdout)["text"] == json.loads(by_iri.stdout)["text"]
    assert json.loads(by_name.stdout)["form"] == "describe"


def test_export_chooses_the_format_by_the_ending(tmp_path):
    for ending, start in ((".ttl", b"@prefix"), (".nt", b"<http"), (".graphml", b"<?xml"), (".json", b'{"directed"')):
        target = tmp_path / f"graph{ending}"
        assert run("export", "--output", str(target)).exit_code == 0
        assert target.read_bytes().startswith(start)


def test_export_prints_turtle_unless_told_otherwise():
    assert run("export").stdout.startswith("@prefix ")
    assert run("export", "--format", "ntriples").stdout.startswith("<http")


def test_check_finds_nothing_wrong_with_the_shipped_graph():
    result = run("check", "--no-shapes")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "errors: 0; warnings and notes: 0\n")


def test_check_names_the_file_and_the_line(tmp_path):
    broken = tmp_path / "broken.ttl"
    broken.write_text("<http://e/a> <http://e/b> <http://e/c> .\n\n<http://e/a> <http://e/b> .\n")
    result = run("check", "--no-shapes", str(broken))
    assert result.exit_code == 1
    assert result.stdout.startswith(f"{broken}:3: error: not valid Turtle: ")
    (finding,) = json.loads(run("check", "--no-shapes", "--format", "json", str(broken)).stdout)
    assert (finding["severity"], finding["path"], finding["line"]) == ("error", str(broken), 3)


def test_stats_counts_the_graph():
    counts = json.loads(run("stats", "--format", "json").stdout)
    measured = 6787
    assert counts["claims"] == 793 + measured
    assert sum(counts["claims_by_source"].values()) == 793 + measured
    assert sorted(counts["claims_by_source"].values()) == sorted([81, 80, 127, 110, 395, measured])
    lines = run("stats").stdout.splitlines()
    assert lines[0].split() == ["what", "how", "many"]
    assert "claims" in {line.rsplit("  ", 1)[0].strip() for line in lines}


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_prints_a_script_for_the_shell(shell):
    result = run("completion", shell)
    assert result.exit_code == 0
    assert f"_K2GRAPH_COMPLETE={shell}_complete" in result.stdout


def test_the_shell_completes_commands():
    environment = os.environ | {"_K2GRAPH_COMPLETE": "bash_complete", "COMP_WORDS": "k2graph ex", "COMP_CWORD": "1"}
    program = [sys.executable, "-c", "from k2graph.cli import cli; cli.main(prog_name='k2graph')"]
    result = subprocess.run(program, capture_output=True, text=True, env=environment, timeout=60, check=False)
    assert result.stdout.split() == ["plain,explain", "plain,export"]


def test_version_is_that_of_the_package():
    import k2graph

    assert run("--version").stdout == f"k2graph {k2graph.__version__}\n"


def test_every_command_has_help():
    listed = run("--help").stdout
    for command in ("ask", "describe", "sparql", "explain", "export", "check", "stats", "completion"):
        assert f"  {command} " in listed
        result = run(command, "--help")
        assert result.exit_code == 0
        assert result.stdout.startswith(f"Usage: k2graph {command} ")


class _Tiring(KnowledgeGraph):
    """A graph whose engine gives up on some questions."""

    def ask(self, question):
        if "tiring" in question:
            raise QueryTimeout(1.5, backend="oxigraph")
        return super().ask(question)


def test_a_batch_outlives_a_question_that_the_engine_fails_on(tmp_path, capsys, kg):
    (tmp_path / "questions").write_text(f"{KNOWN}\nsomething tiring\n{KNOWN}\n", encoding="utf-8")
    status = ask_all(_Tiring(kg.ontology), str(tmp_path / "questions"), None)
    printed = capsys.readouterr()
    answers = [json.loads(line) for line in printed.out.splitlines()]
    assert [answer["status"] for answer in answers] == ["answered", "not_understood", "answered"]
    assert answers[1]["problem"] == {
        "message": "The engine failed on this question: oxigraph: no answer within 1.5 seconds",
        "start": 0,
        "end": 16,
    }
    assert VALIDATOR.is_valid(answers[1])
    assert printed.err == "k2graph: line 2: oxigraph: no answer within 1.5 seconds\n"
    assert status == 3


@pytest.mark.parametrize(
    ("error", "status", "message"),
    [
        (OntologyError("no dot", path="a.ttl", line=2), 3, "k2graph: a.ttl:2: no dot\n"),
        (QueryTimeout(2), 3, "k2graph: no answer within 2 seconds\n"),
        (UnknownWords(("x",), question="x", start=0), 2, 'k2graph: no word "x" here (column 1)\n  x\n  ^\n'),
        (PermissionError(13, "Permission denied", "/root/x"), 3, "k2graph: /root/x: Permission denied\n"),
        (
            KeyError("y"),
            3,
            "k2graph: internal error: KeyError: 'y' (K2GRAPH_DEBUG=1 shows where; please report it)\n",
        ),
    ],
)
def test_every_error_has_its_status_and_its_words(error, status, message, capsys):
    assert told(error) == status
    assert capsys.readouterr().err == message


def _on_terminal(*args: str, stdin: list[bytes] | None = None, stdout: int | None = None) -> str:
    """What a person sees who runs the command in a terminal, and types these lines two seconds apart."""
    ours, theirs = pty.openpty()
    environment = {name: value for name, value in os.environ.items() if name != "NO_COLOR"} | {"TERM": "xterm"}
    out = theirs if stdout is None else stdout
    process = subprocess.Popen(
        [*PROGRAM, *args], stdin=subprocess.PIPE, stdout=out, stderr=theirs, env=environment, bufsize=0
    )
    os.close(theirs)
    for line in stdin or []:
        process.stdin.write(line)
        time.sleep(2)
    process.stdin.close()
    seen = b""
    while chunk := _read(ours):
        seen += chunk
    os.close(ours)
    assert process.wait(timeout=60) == 0
    return seen.decode()


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # Linux's way of saying that the other end is closed
        return b""


def test_colour_on_a_terminal_and_nowhere_else():
    assert "\x1b[2mWhat activates matrix Gla protein?\x1b[0m" in _on_terminal("ask", KNOWN)
    assert "\x1b" not in real("ask", KNOWN).stdout.decode()


def test_a_long_batch_shows_how_far_it_is(tmp_path):
    with (tmp_path / "answers").open("wb") as answers:
        lines = [f"{KNOWN}\n".encode()] * 3
        seen = _on_terminal("ask", "--batch", "-", stdin=lines, stdout=answers.fileno())
    assert "questions" in seen
    assert (tmp_path / "answers").read_bytes().count(b"\n") == 3
