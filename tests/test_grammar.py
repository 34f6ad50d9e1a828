"""The grammar takes kinds of token, never words; each of its rules has a meaning."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest

from k2graph.grammar import Grammar, Rule, Tree, read_rules
from k2graph.lexicon import Lexicon, build
from k2graph.meaning import Interpreter
from k2graph.mentions import find
from k2graph.ontology import Ontology
from k2graph.triples import read_triples

TEXT = files("k2graph").joinpath("question.lark").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return build(Ontology.load(str(Path(__file__).with_name("farm.ttl"))))


@pytest.fixture(scope="module")
def grammar() -> Grammar:
    return Grammar(read_rules())


def parses(question: str, lexicon: Lexicon, grammar: Grammar) -> bool:
    return any(isinstance(grammar.parse(reading), Tree) for reading in find(question, lexicon).readings())


def small() -> Grammar:
    """Sums of numbers: an ambiguous grammar with one kind of token for each symbol."""
    return Grammar(
        (
            Rule("start", ("sum",), "start"),
            Rule("sum", ("NUMBER",), "number"),
            Rule("sum", ("sum", "AND", "sum"), "plus"),
        )
    )


def test_all_parses_are_kept_under_one_tree(lexicon):
    reading = next(find("1 and 2 and 3", lexicon).readings())
    tree = small().parse(reading)
    assert isinstance(tree, Tree)
    assert tree.children[0].data == "_ambig"
    assert [branch.data for branch in tree.children[0].children] == ["plus", "plus"]


def test_a_token_of_several_kinds_stands_for_each_of_them(lexicon):
    (mention,) = next(find("killed", lexicon).readings())
    assert mention.kinds == {"VERB", "PPERF", "RADJ"}
    found = {
        kind: isinstance(Grammar((Rule("start", (kind,), "start"),)).parse((mention,)), Tree)
        for kind in ("VERB", "RADJ", "ENTITY")
    }
    assert found == {"VERB": True, "RADJ": True, "ENTITY": False}


def test_rules_that_begin_with_an_underscore_are_spliced(lexicon):
    reading = next(find("1 and 2", lexicon).readings())
    rules = (Rule("start", ("NUMBER", "_rest"), "start"), Rule("_rest", ("AND", "NUMBER"), "_rest"))
    tree = Grammar(rules).parse(reading)
    assert [child.mention.text for child in tree.children] == ["1", "and", "2"]


def test_the_grammar_has_no_words_in_it():
    code = "\n".join(line.partition("//")[0] for line in TEXT.splitlines())
    assert '"' not in code
    assert "/" not in code


def _rules() -> list[tuple[str, int]]:
    """The name that a tree has, and how many of its children say something, for each expansion of the grammar."""
    return [(rule.name, len(rule.symbols)) for rule in read_rules()]


def test_each_rule_has_a_meaning_or_only_passes_one_part_on():
    """A rule without a meaning that has two parts would drop one of them without a word."""
    silent = {
        name
        for name, parts in _rules()
        if parts > 1 and not name.startswith("_") and not hasattr(Interpreter, f"_{name}")
    }
    assert silent == set()


def test_every_meaning_belongs_to_a_rule():
    rules = {name for name, _ in _rules()}
    questions = [name for name in vars(Interpreter) if name.startswith("_q_")]
    assert [name for name in questions if name.removeprefix("_") not in rules] == []


def test_every_terminal_is_a_kind_that_some_word_or_phrase_has(kg):
    office = Ontology.load(str(Path(__file__).with_name("office.ttl")))  # with a number of something, and a request
    asked = '<http://office.example/email> <https://w3id.org/k2graph/lexicon#request> "reach" .'
    isles = Ontology.load(str(Path(__file__).with_name("isles.ttl")))
    lexicons = [build(ontology) for ontology in (kg.ontology, isles, office, office.extended(read_triples(asked)))]
    made = {sense.kind for lexicon in lexicons for phrase in lexicon.phrases() for sense in lexicon[phrase]}
    terminals = {symbol for rule in read_rules() for symbol in rule.symbols if symbol.isupper()}
    assert terminals - made == set()


@pytest.mark.parametrize(
    "question",
    [
        "what eats hens",
        "What does the fox eat?",
        "which animals eat corn and fight the wolf",
        "by what is grass eaten",
        "where do hens live",
        "does the fox eat hens",
        "is the hen eaten by foxes",
        "how many birds are there",
        "how heavy is a duck",
        "who keeps an animal that eats corn",
        "the keepers of hens",
        "list the birds except ducks",
        "what weighs more than 3 kg",
        "the wolf's weight",
        "birds that the farmer keeps",
        "which birds are eaten by foxes or ducks",
    ],
)
def test_a_question_parses(question, lexicon, grammar):
    assert parses(question, lexicon, grammar)


@pytest.mark.parametrize(
    "question",
    [
        "eats",
        "the the",
        "which",
        "what hens foxes",
        "does eat",
        "hens the of",
        "how many",
        "more than",
        "and or not",
        "is",
        "of",
    ],
)
def test_what_is_no_question_does_not_parse(question, lexicon, grammar):
    assert find(question, lexicon).unknown == []
    assert not parses(question, lexicon, grammar)


def test_where_no_sentence_fits_the_token_that_none_could_have_is_told(lexicon, grammar):
    assert [
        grammar.parse(next(find(question, lexicon).readings()))
        for question in ("does does eat", "which does", "what hens the")
    ] == [1, 2, 3]
