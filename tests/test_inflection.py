"""English inflection by rule and by the table of the irregular."""

from __future__ import annotations

import pytest

from k2graph.inflection import VerbForms, british, degrees, english, plural, singulars, verb_forms


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("food", "foods"),
        ("dish", "dishes"),
        ("box", "boxes"),
        ("therapy", "therapies"),
        ("day", "days"),
        ("diagnosis", "diagnoses"),
        ("half-life", "half-lives"),
        ("egg yolk", "egg yolks"),
        ("body of water", "bodies of water"),
        ("risk factor for a fall", "risk factors for a fall"),
        ("woman aged over 80", "women aged over 80"),
        ("bacterium", "bacteria"),
        ("nucleus", "nuclei"),
    ],
)
def test_a_plural_is_made_on_the_head_and_undone_again(one, many):
    assert plural(one) == many
    assert one in singulars(many)


@pytest.mark.parametrize("noun", ["fox", "glass", "virus", "grass", "boss", "dairy", "kale", "natto"])
def test_a_singular_is_not_taken_for_a_plural(noun):
    assert singulars(noun) == []


@pytest.mark.parametrize(
    "forms",
    [
        VerbForms("activate", "activates", "activated", "activated", "activating"),
        VerbForms("stop", "stops", "stopped", "stopped", "stopping"),
        VerbForms("carry", "carries", "carried", "carried", "carrying"),
        VerbForms("play", "plays", "played", "played", "playing"),
        VerbForms("contain", "contains", "contained", "contained", "containing"),
        VerbForms("regulate", "regulates", "regulated", "regulated", "regulating"),
        VerbForms("occur", "occurs", "occurred", "occurred", "occurring"),
        VerbForms("need", "needs", "needed", "needed", "needing"),
        VerbForms("visit", "visits", "visited", "visited", "visiting"),
        VerbForms("fix", "fixes", "fixed", "fixed", "fixing"),
        VerbForms("tie", "ties", "tied", "tied", "tying"),
        VerbForms("break down", "breaks down", "broke down", "broken down", "breaking down"),
        VerbForms("have a role in", "has a role in", "had a role in", "had a role in", "having a role in"),
        VerbForms("undergo", "undergoes", "underwent", "undergone", "undergoing"),
    ],
    ids=lambda forms: forms.base,
)
def test_a_verb_is_inflected_on_its_first_word(forms):
    assert verb_forms(forms.base) == forms


@pytest.mark.parametrize(
    ("adjective", "comparative", "superlative"),
    [
        ("rich", "richer", "richest"),
        ("large", "larger", "largest"),
        ("big", "bigger", "biggest"),
        ("healthy", "healthier", "healthiest"),
        ("good", "better", "best"),
        ("far", "farther", "farthest"),
    ],
)
def test_degrees_of_an_adjective(adjective, comparative, superlative):
    assert degrees(adjective) == (comparative, superlative)


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("mineralization", "mineralisation"),
        ("metabolised", "metabolized"),
        ("tumor", "tumour"),
        ("fibre", "fiber"),
        ("haemoglobin", "hemoglobin"),
        ("estrogen", "oestrogen"),
        ("aging", "ageing"),
        ("catalyze", "catalyse"),
    ],
)
def test_british_and_american_spellings_find_each_other(word, other):
    assert other in british(word)
    assert word in british(other)


def test_a_word_with_one_spelling_gets_no_other():
    assert [word for word in ("vitamin", "protein", "calcium", "natto", "bone") if british(word)] == []


def test_the_table_of_irregular_words_is_lower_case_and_has_a_meaning_for_each():
    table = english()
    for name in ("plurals", "verbs", "degrees", "contractions"):
        assert table[name]
        assert [word for word in table[name] if word != word.lower()] == []
    assert all(len(forms) == 2 for forms in table["verbs"].values())
    assert all(len(forms) == 2 for forms in table["degrees"].values())
