"""Every format shows what the answer says, and nothing from outside can break out of it."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace

import click
import pytest

from k2graph.answer import Answer, Comparison, ComparisonRow, Evidence, Item, Path, Problem, Step, Value
from k2graph.render import FORMATS, render
from k2graph.render.delimited import inert
from k2graph.render.look import clean, number, width
from k2graph.render.markdown import escape

NASTY = "=cmd\x1b[31m|' /C calc'!A0 <b>&\n| *x* `y` [z](http://h) \u202egnp.\t\x00\ud83d"


def test_text_shows_question_answer_items_evidence_conflicts_and_notices(foods):
    assert render(foods) == (
        "Which foods contain vitamin K2?\n"
        "\n"
        "Two foods contain vitamin K2: natto and eel.\n"
        "\n"
        "  • natto: 300 µg per 30 g (place: Japan; place: Korea) = 1,000 µg per 100 g  [S0-001, S1-002]\n"
        "  • eel  inferred (members)  [S0-003]\n"
        "\n"
        "Evidence\n"
        "  S0-001  Natto contains 300 µg of vitamin K2 per 30 g.\n"
        "          All about K2 · § Foods · review\n"
        "  S1-002  Natto may not contain vitamin K2.\n"
        "          Myths · denies · hedged: may\n"
        "          Note: a slip of the pen\n"
        "\n"
        "Sources disagree: whether natto contains vitamin K2\n"
        "  One side:\n"
        "    S0-001  Natto contains 300 µg of vitamin K2 per 30 g. (All about K2)\n"
        "  The other side:\n"
        "    S1-002  Natto may not contain vitamin K2. (Myths)\n"
        "  both stand\n"
        "\n"
        "Note: This is no medical advice."
    )


def test_text_without_evidence_still_shows_that_sources_disagree(foods):
    text = render(foods, evidence=False)
    assert "Evidence" not in text
    assert "  • eel  inferred (members)\n" in text
    assert "Sources disagree: whether natto contains vitamin K2" in text


def test_text_draws_the_caret_under_the_words_not_understood(refused):
    assert render(refused) == (
        'I do not know the word "osteocalsin".\n'
        'no word "osteocalsin" here (column 9): did you mean "osteocalcin"?\n'
        "  what is osteocalsin?\n"
        "          ^^^^^^^^^^^\n"
        "\n"
        "You could ask:\n"
        "  what is osteocalcin"
    )


def test_text_says_a_problem_once():
    said = Answer("q r", "not_understood", text="The word is odd.", problem=Problem("The word is odd.", 0, 1))
    assert render(said) == "The word is odd.\n  q r\n  ^"


def test_text_lists_the_readings_of_an_ambiguous_question(torn):
    assert render(torn) == (
        "This can mean two things.\n\nThis can mean:\n"
        "  What does the food liver contain?\n  What does the organ liver store?"
    )


def test_an_ambiguous_question_offers_each_reading_once(torn):
    offered = replace(torn, suggestions=torn.interpretations)
    for form in ("text", "markdown"):
        assert render(offered, form) == render(torn, form)


def test_text_says_a_qualifier_once_and_a_free_one_by_itself():
    qualifiers = (("approximate", "true"), ("place", "Japan"), ("qualifier", "cut: thigh; cut: thigh; skin: on"))
    answer = Answer("q", "answered", answers=(Item("high amount", value=Value("high amount", qualifiers=qualifiers)),))
    assert render(answer).strip() == "• high amount (approximate; place: Japan; cut: thigh; skin: on)"


def test_text_does_not_list_the_thing_that_it_describes():
    answer = Answer("what is it", "answered", form="describe", text="Natto: a food.", answers=(Item("natto"),))
    assert render(answer) == "Natto: a food."


def test_text_writes_a_path_as_a_chain_and_says_what_is_inferred(route):
    assert render(route).splitlines()[4:] == [
        "  1. natto —contains→ MK-7 —prevents→ plaque",
        "     net effect: decreases, inferred; a step is inferred  [S0-001, S1-002]",
    ]


def test_the_effect_of_one_claimed_step_is_not_called_inferred():
    step = Step("MK-7", "prevents", "plaque", ("S1-002",))
    answer = Answer("how", "answered", form="path", paths=(Path((step,), "decreases"),))
    assert render(answer).splitlines()[1] == "     net effect: decreases  [S1-002]"


def test_text_lays_a_comparison_out_in_columns(versus):
    assert render(versus).splitlines()[4:] == [
        "  property   MK-4  MK-7",
        "  ─────────  ────  ──────────",
        "  half-life  6 h   96 h; 72 h",
        "  source     meat",
    ]


def test_colour_only_adds_colour(foods):
    assert click.unstyle(render(foods, colour=True)) == render(foods)
    assert render(foods, colour=True) != render(foods)
    assert "\x1b" not in render(foods)


@pytest.mark.parametrize(("verdict", "colour"), [("yes", "\x1b[32m"), ("no", "\x1b[31m"), ("mixed", "\x1b[33m")])
def test_a_verdict_has_its_colour(verdict, colour):
    answer = Answer("is it", "answered", form="ask", restated="Is it?", text="So it is.", verdict=verdict)
    assert f"{colour}\x1b[1mSo it is.\x1b[0m" in render(answer, colour=True)


@pytest.fixture
def long() -> Answer:
    items = tuple(Item(f"food {i}", claims=tuple(f"S0-{j:03}" for j in range(i))) for i in range(1, 34))
    return Answer("foods", "answered", restated="Which foods?", text="33 foods.", answers=items)


@pytest.mark.parametrize("format", ["text", "table", "markdown"])
def test_the_best_twenty_are_shown_and_a_line_says_how_many_there_are(long, format):
    text = render(long, format)
    assert "food 20" in text
    assert "food 21" not in text
    assert "… and 13 more, 33 in all (--all shows them)" in text
    everything = render(long, format, everything=True)
    assert "food 33" in everything
    assert "--all" not in everything


def test_text_names_five_claims_of_an_item_and_all_on_request(long):
    assert "  • food 7  [S0-000, S0-001, S0-002, S0-003, S0-004 and 2 more]\n" in render(long)
    assert "  • food 7  [S0-000, S0-001, S0-002, S0-003, S0-004, S0-005, S0-006]\n" in render(long, everything=True)


@pytest.mark.parametrize("format", ["csv", "tsv", "json", "jsonl"])
def test_formats_for_programs_never_leave_items_out(long, format):
    assert "food 33" in render(long, format)


def test_a_table_leaves_out_the_columns_that_say_nothing(foods):
    assert render(foods, "table") == (
        "label  types  value            qualifiers                  claims          inferred\n"
        "─────  ─────  ───────────────  ──────────────────────────  ──────────────  ────────\n"
        "natto  food   300 µg per 30 g  place: Japan; place: Korea  S0-001; S1-002  false\n"
        "eel                                                        S0-003          true"
    )


def test_a_table_has_every_column_on_request(foods):
    heading = render(foods, "table", everything=True).splitlines()[0].split()
    assert heading == list(Item("").to_row())


def test_a_table_of_a_verdict_alone_is_one_row(unknown):
    assert render(unknown, "table") == (
        "verdict  text\n───────  ────────────────────────────\nunknown  Nothing is known about this."
    )


def test_csv_has_one_row_an_item(foods):
    assert render(foods, "csv") == (
        "label,iri,types,value,unit,low,high,per,qualifiers,claims,inferred\n"
        "natto,https://w3id.org/k2graph/natto,food,300 µg per 30 g,ug,300,300,30 g,"
        "place: Japan; place: Korea,S0-001; S1-002,false\n"
        "eel,,,,,,,,,S0-003,true"
    )


def test_csv_of_a_path_has_one_row_a_step(route):
    assert render(route, "csv") == (
        "path,step,subject,predicate,object,effect,claims,inferred\n"
        "1,1,natto,contains,MK-7,decreases,S0-001,false\n"
        "1,2,MK-7,prevents,plaque,decreases,S1-002,true"
    )


def test_csv_of_a_comparison_has_one_column_a_thing(versus):
    assert render(versus, "csv") == "property,MK-4,MK-7\nhalf-life,6 h,96 h; 72 h\nsource,meat,"


def test_csv_of_a_verdict_is_one_row():
    claim = Evidence("S0-001", "It is.", "a", "is", "b")
    answer = Answer("is it", "answered", form="ask", text="Yes, it is.", verdict="yes", evidence=(claim,))
    assert render(answer, "csv") == 'verdict,text,claims\nyes,"Yes, it is.",S0-001'


def test_csv_without_items_is_its_headings():
    assert render(Answer("q", "no_answer"), "csv") == (
        "label,iri,types,value,unit,low,high,per,qualifiers,claims,inferred"
    )


def test_csv_and_tsv_give_the_cells_back():
    label = 'a "quoted", label;\nwith lines\tand tabs'
    answer = Answer("q", "answered", answers=(Item(label, value=Value("0.5 %", 0.5, 0.5, "%")),))
    (read,) = csv.DictReader(io.StringIO(render(answer, "csv")))
    assert read["label"] == label
    heading, row = (line.split("\t") for line in render(answer, "tsv").split("\n"))
    assert dict(zip(heading, row, strict=True))["label"] == 'a "quoted", label; with lines and tabs'
    assert dict(zip(heading, row, strict=True))["low"] == "0.5"


@pytest.mark.parametrize(
    ("cell", "kept"),
    [
        ("=1+1", "'=1+1"),
        (" =1+1", "' =1+1"),
        ("+cmd", "'+cmd"),
        ("-cmd", "'-cmd"),
        ("@SUM(1)", "'@SUM(1)"),
        ("＝1", "'＝1"),
        ("-1+cmd|' /C calc'!A0", "'-1+cmd|' /C calc'!A0"),
        ("-5", "-5"),
        ("+1,000.5 %", "+1,000.5 %"),
        ("MK-7", "MK-7"),
        ("a=b", "a=b"),
        ("\x00=1", "'=1"),
    ],
)
def test_no_cell_runs_as_a_formula(cell, kept):
    assert inert(cell) == kept


def test_markdown_shows_the_same_as_the_text(foods):
    assert render(foods, "markdown") == (
        "> Which foods contain vitamin K2?\n"
        "\n"
        "**Two foods contain vitamin K2: natto and eel.**\n"
        "\n"
        "| label | types | value | qualifiers | claims | inferred |\n"
        "| --- | --- | --- | --- | --- | --- |\n"
        "| natto | food | 300 µg per 30 g | place: Japan; place: Korea | S0-001; S1-002 | false |\n"
        "| eel |  |  |  | S0-003 | true |\n"
        "\n"
        "**Evidence**\n"
        "\n"
        "- **S0-001** Natto contains 300 µg of vitamin K2 per 30 g. (All about K2 · § Foods · review)\n"
        "- **S1-002** Natto may not contain vitamin K2. (Myths · denies · hedged: may · note: a slip of the pen)\n"
        "\n"
        "**Sources disagree: whether natto contains vitamin K2**\n"
        "\n"
        "1. **S0-001** Natto contains 300 µg of vitamin K2 per 30 g.\n"
        "2. **S1-002** Natto may not contain vitamin K2.\n"
        "\n"
        "both stand\n"
        "\n"
        "**Notes**\n"
        "\n"
        "- This is no medical advice."
    )


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("a|b", r"a\|b"),
        ("# title", r"\# title"),
        ("- item", r"\- item"),
        ("12. natto", r"12\. natto"),
        ("MK-7 is 12.5", "MK-7 is 12.5"),
        ("<script>", "&lt;script&gt;"),
        ("&lt;", "&amp;lt;"),
        ("[a](javascript:x)", r"\[a\](javascript:x)"),
        ("`$x$`", r"\`\$x\$\`"),
        ("> quoted", "&gt; quoted"),
    ],
)
def test_markdown_escapes_what_would_mean_something(text, escaped):
    assert escape(text) == escaped


def _nasty() -> Answer:
    claim = Evidence(NASTY, NASTY, NASTY, NASTY, NASTY, source=NASTY, section=NASTY, certainty=NASTY, note=NASTY)
    value = Value(NASTY, unit=NASTY, qualifiers=((NASTY, NASTY),))
    item = Item(NASTY, iri=NASTY, types=(NASTY,), also_known_as=(NASTY,), value=value, claims=(NASTY,))
    return Answer(
        NASTY, "answered", restated=NASTY, text=NASTY, answers=(item,), evidence=(claim,), notices=(NASTY,),
        suggestions=(NASTY,), interpretations=(NASTY,), problem=Problem(NASTY, 0, 3),
    )  # fmt: skip


@pytest.mark.parametrize("format", ["text", "table", "markdown"])
def test_nothing_from_outside_reaches_the_terminal_as_a_control_character(format):
    text = render(_nasty(), format)
    assert re.findall("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", text) == []


@pytest.mark.parametrize("format", ["csv", "tsv"])
def test_nothing_from_outside_starts_a_formula(format):
    delimiter = "," if format == "csv" else "\t"
    cells = list(csv.reader(io.StringIO(render(_nasty(), format)), delimiter=delimiter, quotechar='"'))[1]
    assert cells[0].startswith("'")
    assert not [cell for cell in cells if cell.lstrip()[:1] in {"=", "+", "-", "@"}]


def test_markdown_from_outside_stays_inside_its_cell():
    table = [line for line in render(_nasty(), "markdown").splitlines() if line.startswith("|")]
    assert len(table) == 3
    assert len({len(re.findall(r"(?<!\\)\|", line)) for line in table}) == 1


@pytest.mark.parametrize("which", ["foods", "route", "versus", "refused", "unknown", "torn"])
@pytest.mark.parametrize("format", FORMATS)
def test_every_answer_has_every_format_and_none_ends_in_a_line_break(which, format, request):
    text = render(request.getfixturevalue(which), format)
    assert text
    assert text == text.rstrip("\n")


def test_json_is_indented_and_json_lines_are_not(foods):
    assert json.loads(render(foods, "json")) == json.loads(render(foods, "jsonl")) == foods.to_dict()
    assert render(foods, "json").startswith('{\n  "question": "foods w/ K2"')
    assert "\n" not in render(foods, "jsonl")


def test_an_unknown_format_is_refused_with_those_that_there_are(foods):
    with pytest.raises(ValueError, match="no format 'xml': use text, table, json, jsonl, csv, tsv, markdown"):
        render(foods, "xml")


def test_numbers_are_written_plainly():
    assert [number(n) for n in (1e6, 0.1 + 0.2, 33.3, 0, 1e-7)] == ["1000000", "0.3", "33.3", "0", "0.0000001"]


def test_width_counts_columns():
    assert [width(text) for text in ("abc", "納豆", "e\u0301")] == [3, 4, 1]


def test_clean_keeps_letters_and_joiners():
    assert clean(" natto\u200d 納豆  é\n") == "natto\u200d 納豆 é"


def test_columns_line_up_where_letters_are_wide():
    rows = (ComparisonRow("名", (("納豆",),)), ComparisonRow("name", (("natto",),)))
    answer = Answer("q", "answered", form="compare", comparison=Comparison(("one",), rows))
    assert render(answer, "table").splitlines() == [
        "property  one",
        "────────  ─────",
        "名        納豆",
        "name      natto",
    ]
