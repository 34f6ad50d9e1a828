"""Each kind of fault in an ontology is found, with its file, its line and its subject."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from k2graph.check import Finding, validate
from k2graph.check.statements import statement_lines
from k2graph.errors import OntologyError
from k2graph.ontology import project_folder
from k2graph.vocab import RDF

SCHEMA = """\
@prefix k2: <https://w3id.org/k2graph/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .

k2:Claim a owl:Class .
k2:review a k2:EvidenceType .
k2:eats a owl:ObjectProperty .
k2:polarity a owl:ObjectProperty .
k2:evidenceType a owl:ObjectProperty .
k2:amount a owl:ObjectProperty .
k2:site a owl:ObjectProperty .
k2:note a owl:DatatypeProperty .
"""
ENTITIES = """\
@prefix k2: <https://w3id.org/k2graph/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .

# a comment with a k2:fox . in it
k2:fox a k2:Animal ; skos:prefLabel "fox"@en ;
    skos:definition \"\"\"animal. It says
k2:hen a k2:Animal . and "more" .\"\"\"@en .

k2:hen a k2:Animal ; skos:prefLabel "hen"@en ; skos:altLabel "chicken"@en , "Barn-hen"@en .
k2:yard a k2:Place ; skos:prefLabel "yard"@en .
k2:one-a-day a k2:Quantity ; k2:low 1 ; k2:high 2.5 ; k2:unit "1" .
"""
CLAIMS = """\
@prefix k2: <https://w3id.org/k2graph/> .
@prefix claim: <https://w3id.org/k2graph/claim/> .
@prefix source: <https://w3id.org/k2graph/source/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>

source:S0 dcterms:title "Foxes" .

claim:S0-001 a k2:Claim ; dcterms:source source:S0 ; k2:polarity k2:asserts ; k2:evidenceType k2:review ;
    rdf:subject k2:fox ; rdf:predicate k2:eats ; rdf:object k2:hen ;
    k2:amount k2:one-a-day ; k2:site k2:yard ; k2:note "a [sic] . note" .
claim:S0-002 a k2:Claim ; dcterms:source source:S0 ; k2:polarity k2:denies ;
    rdf:subject k2:hen ; rdf:predicate k2:eats ; rdf:object k2:fox .
"""
SHAPES = """\
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix k2: <https://w3id.org/k2graph/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
[] a sh:NodeShape ; sh:targetClass k2:Animal ;
    sh:property [ sh:path skos:definition ; sh:minCount 1 ; sh:severity sh:Warning ; sh:message "no definition" ] .
"""
FILES = {"schema.ttl": SCHEMA, "entities.ttl": ENTITIES, "claims.ttl": CLAIMS}


@pytest.fixture
def folder(tmp_path) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def _break(folder: Path, name: str, old: str, new: str) -> None:
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")


def _told(folder: Path, **options) -> list[str]:
    return [str(finding).replace(f"{folder}/", "") for finding in validate([folder], **options)]


def test_a_sound_folder_has_no_findings(folder):
    assert _told(folder, shapes=False) == []


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        (
            "claims.ttl",
            "rdf:predicate k2:eats ; rdf:object k2:hen ;",
            "rdf:predicate k2:eats rdf:object k2:hen ;",
            ["claims.ttl:10: error: not valid Turtle: "],
        ),
        (
            "claims.ttl",
            "claim:S0-002 a k2:Claim ; dcterms:source source:S0 ;",
            "claim:S0-002 a k2:Claim ;",
            ["claims.ttl:12: error: claim:S0-002: the claim names no source (dcterms:source)"],
        ),
        (
            "claims.ttl",
            "rdf:subject k2:hen ; ",
            "",
            ["claims.ttl:12: error: claim:S0-002: the claim has no rdf:subject"],
        ),
        (
            "claims.ttl",
            "rdf:object k2:fox .",
            "rdf:object k2:wolf .",
            ["claims.ttl:12: error: claim:S0-002: k2:wolf (rdf:object) is described nowhere"],
        ),
        (
            "entities.ttl",
            'k2:yard a k2:Place ; skos:prefLabel "yard"@en .\n',
            "",
            ["claims.ttl:9: error: claim:S0-001: k2:yard (k2:site) is described nowhere"],
        ),
        (
            "claims.ttl",
            "dcterms:source source:S0 ; k2:polarity k2:denies",
            "dcterms:source source:S9 ; k2:polarity k2:denies",
            ["claims.ttl:12: error: claim:S0-002: source:S9 (dcterms:source) is described nowhere"],
        ),
        (
            "claims.ttl",
            "rdf:predicate k2:eats ; rdf:object k2:fox",
            "rdf:predicate k2:fears ; rdf:object k2:fox",
            ["claims.ttl:12: error: claim:S0-002: k2:fears is declared as a property nowhere"],
        ),
        (
            "schema.ttl",
            "k2:site a owl:ObjectProperty .\n",
            "",
            ["claims.ttl:9: error: claim:S0-001: k2:site is declared as a property nowhere"],
        ),
        (
            "claims.ttl",
            "k2:polarity k2:denies",
            "k2:polarity k2:doubts",
            [
                "claims.ttl:12: error: claim:S0-002: unknown polarity k2:doubts: "
                "use one of k2:asserts, k2:denies, k2:mixed, k2:caution"
            ],
        ),
        (
            "claims.ttl",
            " ; k2:polarity k2:denies",
            "",
            [
                "claims.ttl:12: error: claim:S0-002: the claim has no polarity: "
                "it needs one of k2:asserts, k2:denies, k2:mixed, k2:caution"
            ],
        ),
        (
            "claims.ttl",
            "k2:polarity k2:denies",
            "k2:polarity k2:denies , k2:mixed",
            [
                "claims.ttl:12: error: claim:S0-002: the claim has 2 polarities: "
                "it needs one of k2:asserts, k2:denies, k2:mixed, k2:caution"
            ],
        ),
        (
            "claims.ttl",
            "k2:evidenceType k2:review",
            "k2:evidenceType k2:rumour",
            ["claims.ttl:9: error: claim:S0-001: unknown evidence type k2:rumour: it is no k2:EvidenceType"],
        ),
        (
            "entities.ttl",
            ' ; k2:unit "1"',
            "",
            ["entities.ttl:11: error: k2:one-a-day: the amount has no unit (k2:unit)"],
        ),
        (
            "entities.ttl",
            "k2:low 1 ; k2:high 2.5 ; ",
            "",
            ["entities.ttl:11: error: k2:one-a-day: the amount has no number (k2:low, k2:high)"],
        ),
        (
            "entities.ttl",
            "k2:low 1 ;",
            "k2:low 3 ;",
            ["entities.ttl:11: error: k2:one-a-day: the amount goes from 3 to 2.5: the wrong way round"],
        ),
        (
            "entities.ttl",
            '"yard"@en',
            '"yard"@en ; skos:altLabel "barn  Hen"@en',
            [
                'entities.ttl:9: error: k2:hen: the label "barn hen" belongs to k2:yard too '
                "(if that is meant, both need k2:sharesLabel)",
                'entities.ttl:10: error: k2:yard: the label "barn hen" belongs to k2:hen too '
                "(if that is meant, both need k2:sharesLabel)",
            ],
        ),
    ],
)
def test_each_kind_of_fault_is_found_with_its_file_and_line(folder, name, old, new, told):
    _break(folder, name, old, new)
    found = _told(folder, shapes=False)
    assert [line[: len(expected)] for line, expected in zip(found, told, strict=True)] == told


def test_the_syntax_of_one_file_does_not_hide_the_faults_of_the_others(folder):
    _break(folder, "entities.ttl", 'k2:unit "1" .', 'k2:unit "1"')
    _break(folder, "claims.ttl", " ; k2:polarity k2:denies", "")
    findings = validate([folder], shapes=False)
    assert {Path(finding.path).name for finding in findings} == {"claims.ttl", "entities.ttl"}


def test_labels_may_be_shared_where_both_entities_say_so(folder):
    shared = '"yard"@en ; skos:altLabel "chicken"@en ; k2:sharesLabel "chicken"'
    _break(folder, "entities.ttl", '"yard"@en', shared)
    assert len(_told(folder, shapes=False)) == 2
    _break(folder, "entities.ttl", 'skos:prefLabel "hen"@en', 'skos:prefLabel "hen"@en ; k2:sharesLabel "Chicken"')
    assert _told(folder, shapes=False) == []


def test_words_of_two_languages_are_not_shared_labels(folder):
    _break(folder, "entities.ttl", '"yard"@en', '"yard"@en ; skos:altLabel "hen"@cy')
    assert _told(folder, shapes=False) == []


def test_shapes_find_their_faults_with_the_severity_they_say(folder):
    (folder / "shapes.ttl").write_text(SHAPES, encoding="utf-8")
    assert _told(folder) == ["entities.ttl:9: warning: k2:hen: skos:definition: no definition"]
    assert _told(folder, shapes=False) == []


def test_shapes_may_be_closed_and_refer_to_each_other(folder):
    text = """
    k2:Closed a sh:NodeShape ; sh:targetClass k2:Quantity ; sh:closed true ; sh:ignoredProperties ( rdf:type ) ;
        sh:property [ sh:path k2:low ] , [ sh:path k2:high ] ; sh:message "nothing else" .
    k2:Named a sh:NodeShape ; sh:targetClass k2:Place ;
        sh:property [ sh:path skos:altLabel ; sh:minCount 1 ; sh:message "no other name" ] .
    k2:Sited a sh:NodeShape ; sh:targetClass k2:Claim ;
        sh:property [ sh:path k2:site ; sh:node k2:Named ; sh:message "no such site" ] .
    """
    prefixes = SHAPES.partition("[]")[0] + f"@prefix rdf: <{RDF.base}> ."
    (folder / "shapes.ttl").write_text(prefixes + text, encoding="utf-8")
    assert _told(folder) == [
        "claims.ttl:9: error: claim:S0-001: k2:site: no such site",
        "entities.ttl:10: error: k2:yard: skos:altLabel: no other name",
        "entities.ttl:11: error: k2:one-a-day: k2:unit: nothing else",
    ]


def test_shapes_that_are_no_turtle_are_an_error(folder):
    (folder / "shapes.ttl").write_text(SHAPES.replace("sh:minCount 1 ;", "sh:minCount 1"), encoding="utf-8")
    (finding,) = validate([folder])
    assert (finding.severity, Path(finding.path).name) == ("error", "shapes.ttl")
    assert finding.message.startswith("not valid Turtle: ")


def test_without_pyshacl_a_note_says_how_to_install_it(folder):
    (folder / "shapes.ttl").write_text(SHAPES, encoding="utf-8")
    program = (
        "import sys; from importlib.machinery import PathFinder\n"
        "class Hidden(PathFinder):\n"
        "    @classmethod\n"
        "    def find_spec(cls, name, path=None, target=None):\n"
        "        return None if name == 'pyshacl' else super().find_spec(name, path, target)\n"
        "sys.meta_path = [Hidden if finder is PathFinder else finder for finder in sys.meta_path]\n"
        "from k2graph.check import validate\n"
        f"print(*validate([{str(folder)!r}]), sep='\\n')"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout == (
        f'{folder}/shapes.ttl: note: the SHACL shapes were not checked: pip install "k2graph[check]"\n'
    )


def test_a_single_file_may_refer_to_the_shipped_graph(tmp_path):
    file = tmp_path / "mine.ttl"
    file.write_text(CLAIMS.replace("k2:eats", "k2:contains").replace("k2:hen", "k2:natto"), encoding="utf-8")
    assert {str(finding).removeprefix(f"{file}:") for finding in validate([file], shapes=False)} == {
        "9: error: claim:S0-001: k2:fox (rdf:subject) is described nowhere",
        "9: error: claim:S0-001: k2:one-a-day (k2:amount) is described nowhere",
        "9: error: claim:S0-001: k2:yard (k2:site) is described nowhere",
        "9: error: claim:S0-001: k2:note is declared as a property nowhere",
        "12: error: claim:S0-002: k2:fox (rdf:object) is described nowhere",
    }


def _shipped(name: str) -> Path:
    return project_folder("ontology") / name


def test_the_shipped_ontology_has_no_findings():
    """Nor, as nothing is left unchecked with a note, anything that its own schema or shapes rule out."""
    assert validate() == []


def test_a_file_of_the_shipped_ontology_is_sound_by_itself_and_beside_the_rest():
    assert validate([_shipped("claims/S0.ttl")], shapes=False) == []


def test_a_broken_copy_of_the_shipped_ontology_is_found_out(tmp_path):
    copy = tmp_path / "copy"
    shutil.copytree(project_folder("ontology"), copy)
    claims = copy / "claims" / "S1.ttl"
    text = claims.read_text(encoding="utf-8")
    claims.write_text(text.replace("k2:polarity k2:asserts", "k2:polarity k2:asserted", 1), encoding="utf-8")
    line = text[: text.index("k2:polarity k2:asserts")].count("\n") + 1
    (finding,) = [finding for finding in validate([copy], shapes=False) if finding.path == str(claims)]
    assert finding.severity == "error"
    assert finding.message.startswith("unknown polarity k2:asserted")
    assert finding.line is not None
    assert 0 <= line - finding.line < 20


def test_a_path_that_does_not_exist_is_an_error(tmp_path):
    with pytest.raises(OntologyError, match="there is no graph"):
        validate([tmp_path / "none.ttl"])


def test_a_file_that_is_not_utf8_is_named(folder):
    (folder / "latin.ttl").write_bytes('<a> <b> "caf\u00e9" .'.encode("latin-1"))
    (finding,) = validate([folder], shapes=False)
    assert (finding.severity, Path(finding.path).name) == ("error", "latin.ttl")


def test_findings_come_in_the_order_of_the_files():
    findings = [
        Finding("note", None, None, None, "z"),
        Finding("error", "b", 1, None, "y"),
        Finding("error", "a", 9, None, "x"),
        Finding("warning", "a", 2, None, "w"),
    ]
    assert [finding.message for finding in sorted(findings, key=lambda f: f.order)] == ["w", "x", "y", "z"]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", {}),
        ("# only a comment", {}),
        ('<http://e/a> <http://e/b> "x" .\n<http://e/c> <http://e/b> 1.5 .', {"http://e/a": 1, "http://e/c": 2}),
        ('@prefix : <http://e/> .\n:a :b "a \\" . \\n" .\n:c :d :e .', {"http://e/a": 2, "http://e/c": 3}),
        ("@prefix : <http://e/> .\n:a :b '''x\n:z . ' ''' .\n:c :d :e .", {"http://e/a": 2, "http://e/c": 4}),
        ("PREFIX e: <http://e/>\ne:a.b e:c e:d .\ne:x\\,y e:c [ e:d e:e ] .", {"http://e/a.b": 2, "http://e/x,y": 3}),
        ("@base <http://e/> .\n<a> <b> <c> .", {"http://e/a": 2}),
        ("BASE <http://e/>\n<a> <b> <c> .", {"http://e/a": 2}),
        (
            "@prefix : <http://e/> .\n:g {\n:a :b :c .\n:d :e :f\n}\n",
            {"http://e/g": 2, "http://e/a": 3, "http://e/d": 4},
        ),
        ("@prefix : <http://e/> .\n:a :b (1 2.0 :c) ;\n  :d [] .\n:e :f true.", {"http://e/a": 2, "http://e/e": 4}),
        ('this is \x00 not " turtle', {}),
    ],
)
def test_the_line_of_each_block_is_found_in_turtle(text, lines):
    assert statement_lines(text) == lines


PLANTED = """\
@prefix k2: <https://w3id.org/k2graph/> .
@prefix claim: <https://w3id.org/k2graph/claim/> .
@prefix source: <https://w3id.org/k2graph/source/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix food: <https://w3id.org/k2graph/food/> .
@prefix qty: <https://w3id.org/k2graph/quantity/> .

"""
CLAIM = """\
claim:S4-90{n} a k2:Claim ; dcterms:identifier "S4-90{n}" ; dcterms:source source:S4 ; k2:section "x" ;
    k2:polarity k2:asserts ; k2:evidenceType k2:none-stated ; k2:statement "x"@en ;
    rdf:subject {s} ; rdf:predicate {p} ; rdf:object {o} .
"""
EATEN = """\
claim:S4-90{n} a k2:Claim ; dcterms:source source:S4 ; k2:section "x" ; k2:statement "x"@en ;
    k2:polarity k2:asserts ; k2:evidenceType k2:none-stated ;
    rdf:subject k2:natto ; rdf:predicate k2:contains ; rdf:object k2:mk-7 ; """
VALUE = """\
claim:S4-90{n} a k2:Claim ; dcterms:identifier "S4-90{n}" ; k2:polarity k2:asserts ; k2:evidenceType k2:none-stated ;
    rdf:subject k2:natto ; rdf:predicate k2:contains ; rdf:object k2:mk-7 ; """


# What is wrong, and what is said of it; all are planted in one file, as one check takes seconds.
RULED_OUT = [
    (
        'k2:bread a k2:Food , k2:Anatomy ; skos:prefLabel "bread"@en ; skos:definition "baked dough of flour"@en .\n',
        ["Disjoint classes", "k2:bread: rdf:type: an entity has one class"],
    ),
    (
        CLAIM.format(n=1, s="k2:mk-4", p="k2:longerLastingThan", o="k2:mk-7"),  # S4-014 says the contrary
        ["asymmetric property k2:longerLastingThan"],
    ),
    (
        CLAIM.format(n=2, s="k2:osteoporosis", p="k2:containsMoreThan", o="k2:natto"),
        ["claim:S4-902: k2:osteoporosis is outside the domain of k2:containsMoreThan"],
    ),
    (
        CLAIM.format(n=3, s="k2:natto", p="k2:treats", o="k2:osteoblast"),
        ["claim:S4-903: k2:osteoblast is outside the range of k2:treats"],
    ),
    (
        EATEN.format(n=4) + 'dcterms:identifier "S4-4" ; k2:samples 0 ; k2:lowest 2.0 ; k2:highest 1.0 .\n',
        [
            "claim:S4-904: dcterms:identifier: a claim has exactly one identifier",
            "claim:S4-904: k2:samples: ",
            "claim:S4-904: k2:lowest: ",
        ],
    ),
    (
        EATEN.format(n=5) + 'dcterms:identifier "S4-905" ; k2:amount k2:natto ; k2:site k2:natto .\n',
        ["claim:S4-905: k2:amount: an amount is a quantity or a level", "claim:S4-905: k2:site: "],
    ),
    (
        VALUE.format(n=6) + "dcterms:source source:S4 .\n",
        ["claim:S4-906: a claim is stated in one sentence and says in which section of its source it stands"],
    ),
    (
        VALUE.format(n=7) + 'dcterms:source source:S4 ; k2:section "x" .\n',
        ["claim:S4-907: a claim is stated in one sentence and says in which section of its source it stands"],
    ),
    (VALUE.format(n=8) + "dcterms:source source:SR26 .\n", []),
    ('food:planted a k2:MeasuredFood ; skos:prefLabel "measured bread"@en .\n', []),
    (
        'k2:rye a k2:Food ; skos:prefLabel "rye"@en .\n',
        ["k2:rye: an entity is defined in one sentence, unless it is a measured food"],
    ),
    (
        'qty:much a k2:Quantity ; rdfs:label "much"@en ; k2:unit "stone" .\n',
        ["qty:much: k2:unit: ", "qty:much: an amount has a label, a unit, and a lower or an upper end"],
    ),
]


def test_what_the_schema_and_the_shapes_rule_out_is_found(tmp_path):
    pytest.importorskip("owlrl")
    path = tmp_path / "planted.ttl"
    path.write_text(PLANTED + "".join(text for text, _ in RULED_OUT), encoding="utf-8")
    errors = [str(finding) for finding in validate([path]) if finding.severity == "error"]
    assert [told for _, all_told in RULED_OUT for told in all_told if not any(told in error for error in errors)] == []
    assert [error for error in errors if "claim:S4-908" in error or "food:planted" in error] == []
