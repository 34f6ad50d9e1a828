"""The conversation at the terminal: what is typed, what is shown, and how it ends."""

from __future__ import annotations

import os
import pty
import select
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner
from prompt_toolkit.application import create_app_session
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from k2graph import KnowledgeGraph
from k2graph.cli import cli
from k2graph.cli.prompt import QuestionCompleter, lines

FARM = str(Path(__file__).with_name("farm.ttl"))
COMMANDS = (":help", ":evidence", ":sparql")


@pytest.fixture(scope="module")
def farm() -> KnowledgeGraph:
    return KnowledgeGraph.open(FARM)


@pytest.fixture(autouse=True)
def state(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    return tmp_path / "k2graph" / "history"


def talk(*said: str, options: tuple[str, ...] = ()) -> str:
    """What a conversation prints, its lines given on standard input."""
    result = CliRunner().invoke(cli, ["repl", "--graph", FARM, *options], input="".join(f"{line}\n" for line in said))
    assert result.exit_code == 0, result.output
    return result.stdout


def test_a_question_goes_on_from_the_one_before():
    printed = talk("what eats hens", "and corn?")
    assert "What eats hen?" in printed
    assert "What eats corn?" in printed
    assert "White hen." in printed


def test_the_readings_are_numbered_and_a_number_chooses():
    printed = talk("does the fox eat hens", "who keeps them", "1")
    assert "  1. Which farmers keep fox?\n  2. Which farmers keep hen?" in printed or "  1. " in printed
    assert printed.rstrip().splitlines()[-1]


def test_the_evidence_is_shown_where_it_is_asked_for():
    assert "Tales" not in talk("what kills ducks").replace("1 source", "")
    assert "Wolves kill ducks." in talk("what kills ducks", ":evidence")
    assert "Wolves kill ducks." in talk("what kills ducks", "who says so?")


def test_the_query_is_shown_where_it_is_asked_for():
    assert "SELECT DISTINCT ?answer" in talk("what kills ducks", ":sparql")
    assert "SELECT DISTINCT ?answer" in talk("what kills ducks", "show the SPARQL")


def test_help_shows_questions_that_are_answered(farm):
    asked = [line.strip() for line in talk(":help").partition("others:\n")[2].partition("After")[0].splitlines()]
    assert len(asked) >= 4
    assert [q for q in asked if farm.ask(q).status != "answered"] == []


def test_commands_need_a_question_and_a_known_name():
    assert talk(":evidence", ":sparql", ":all").count("Nothing has been asked yet.") == 3
    assert "There is no command ':foo'" in talk(":foo")
    assert "There is no command ':'" in talk(":")


def test_it_ends_where_it_is_told_to():
    assert talk(":quit", "what eats hens") == ""
    assert talk(":q") == ""


def test_empty_lines_and_bad_questions_do_not_end_it():
    printed = talk("", "zzyzx", "what eats hens")
    assert 'no word "zzyzx"' in printed
    assert "What eats hen?" in printed


def test_the_format_is_as_wanted():
    assert '"status": "answered"' in talk("what eats hens", options=("--format", "json"))


def typed(farm: KnowledgeGraph, keys: str) -> list[str]:
    """The lines that come of keys typed."""
    with create_pipe_input() as pipe, create_app_session(input=pipe, output=DummyOutput()):
        pipe.send_text(keys)
        return list(lines(farm, COMMANDS))


def test_ctrl_c_gives_up_a_line_and_ctrl_d_ends(farm):
    assert typed(farm, "what eats\x03what kills\r\x04") == ["what kills"]


def test_what_was_typed_is_there_the_next_time(farm, state):
    assert typed(farm, "what kills\r\x04") == ["what kills"]
    assert "+what kills" in state.read_text(encoding="utf-8")
    assert typed(farm, "\x1b[A\r\x04") == ["what kills"]


def test_no_place_for_the_history_is_no_reason_to_fail(farm, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", "/dev/null")
    assert typed(farm, "what kills\r\x04") == ["what kills"]


def offered(farm: KnowledgeGraph, text: str) -> list[tuple[str, int]]:
    found = QuestionCompleter(farm, COMMANDS).get_completions(Document(text), CompleteEvent())
    return [(completion.text, completion.start_position) for completion in found]


def test_what_is_typed_is_completed(farm):
    assert offered(farm, "what ki")[0] == ("kills", -2)
    assert offered(farm, ":e") == [(":evidence", -2)]
    assert offered(farm, ":x") == []


def at_a_terminal(command: list[str], said: bytes, until: bytes) -> bytes:
    """What a program prints on a terminal of its own, after lines are typed there."""
    pid, terminal = pty.fork()
    if pid == 0:
        os.environ.update(TERM="dumb", PROMPT_TOOLKIT_NO_CPR="1")
        os.execv(command[0], command)
    printed, ends = b"", time.monotonic() + 60
    sent = False
    while time.monotonic() < ends:
        if select.select([terminal], [], [], 0.2)[0]:
            try:
                printed += os.read(terminal, 65536)
            except OSError:
                break
        if not sent and b"? " in printed:
            os.write(terminal, said)
            sent = True
        if until in printed:
            os.write(terminal, b"\x04")
            break
    os.close(terminal)
    os.waitpid(pid, 0)
    return printed


def test_k2graph_alone_on_a_terminal_converses():
    program = [sys.executable, "-m", "k2graph", "--graph", FARM]
    printed = at_a_terminal(program, b"what kills ducks\r", b"Wolf.")
    assert b":help" in printed
    assert b"Wolf." in printed


def test_k2graph_alone_without_a_terminal_says_what_it_does():
    program = [sys.executable, "-m", "k2graph"]
    run = subprocess.run(program, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60, check=False)
    assert "Usage: k2graph" in run.stdout + run.stderr
