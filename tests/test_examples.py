"""The example programs of the documentation run, and give what their page says."""

from __future__ import annotations

import importlib.util
import json
import re
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parents[1] / "docs" / "examples"
GUIDE = EXAMPLES.parent / "your-own-graph.md"


@pytest.fixture
def office(tmp_path, monkeypatch) -> Path:
    """The graph that the guide shows, in the folder that the program runs in."""
    monkeypatch.setenv("K2GRAPH_CACHE", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    turtle = re.search(r"```turtle\n# office\.ttl\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    assert turtle is not None
    path = tmp_path / "office.ttl"
    path.write_text(turtle[1], encoding="utf-8")
    return path


@pytest.fixture
def client(office):
    pytest.importorskip("flask")
    spec = importlib.util.spec_from_file_location("service", EXAMPLES / "service.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.create_app(str(office)).test_client()


def test_the_page_shows_an_answer_with_what_it_rests_on(client):
    assert "<form>" in client.get("/").text
    page = client.get("/", query_string={"q": "who works for Acme?"}).text
    for shown in ("<li>Ann Smith</li>", "<li>Bob Jones</li>", "Ann Smith works for Acme. (office)"):
        assert shown in page


def test_the_page_offers_what_may_have_been_meant(client):
    page = client.get("/", query_string={"q": "who does Jones work for?"}).text
    assert "Bob Jones" in page
    assert 'href="/?q=' in page


@pytest.mark.parametrize("path", ["/", "/api/ask"])
def test_text_from_outside_is_never_html(client, office, path):
    attack = '<script>alert("1")</script>'
    assert "<script>" not in client.get("/", query_string={"q": attack}).text
    office.write_text(office.read_text().replace('"Bob Jones"', f'"""Bob {attack}"""'), encoding="utf-8")
    answer = client.get(path, query_string={"q": attack})
    assert path == "/api/ask" or "&lt;script&gt;" in answer.text
    assert path == "/" or answer.mimetype == "application/json"


def test_labels_of_the_graph_are_never_html(office):
    pytest.importorskip("flask")
    office.write_text(office.read_text().replace('"Bob Jones"', '"<b>Bob</b>"'), encoding="utf-8")
    spec = importlib.util.spec_from_file_location("service", EXAMPLES / "service.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    page = module.create_app(str(office)).test_client().get("/", query_string={"q": "who works for Acme?"}).text
    assert "&lt;b&gt;Bob&lt;/b&gt;" in page
    assert "<b>" not in page


def test_json_is_the_answer(client):
    answer = client.get("/api/ask", query_string={"q": "who works for Acme?"})
    assert [item["label"] for item in json.loads(answer.text)["answers"]] == ["Ann Smith", "Bob Jones"]
    for question in ("", "x" * 501):
        refused = client.get("/api/ask", query_string={"q": question})
        assert (refused.status_code, "error" in refused.get_json()) == (400, True)


def cells() -> list[str]:
    return re.split(r"^# %%.*$", (EXAMPLES / "notebook.py").read_text(encoding="utf-8"), flags=re.MULTILINE)


def test_the_notebook_runs_cell_by_cell(office, capsys):
    names: dict[str, object] = {}
    shown = []
    for cell in filter(None, (text.strip() for text in cells())):
        *before, last = cell.splitlines()
        try:
            code = compile(last, "cell", "eval")
        except SyntaxError:  # the cell shows nothing
            exec(compile(cell, "cell", "exec"), names)
        else:
            exec(compile("\n".join(before), "cell", "exec"), names)
            shown.append(eval(code, names))
    shown = [value for value in shown if value is not None]
    assert shown[0] == ["Ann Smith", "Bob Jones"]
    assert ("Ann Smith", "works for", "Acme") in shown[1]
    assert list(shown[2]["label"]) == ["Ann Smith", "Bob Jones"]
    assert shown[3][0] == "unknown"
    assert shown[4] == ["Ann Smith", "Bob Jones", "dora"]
    assert shown[5] == [("Bob Jones", True)]
    assert "Ann Smith" in capsys.readouterr().out


def test_the_guide_names_the_examples():
    text = GUIDE.read_text(encoding="utf-8")
    assert all(f"examples/{path.name}" in text for path in EXAMPLES.glob("*.py"))
