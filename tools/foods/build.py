"""Writes the measured foods as Turtle, from USDA's table of vitamin K in foods.

    python tools/foods/build.py usda-sr26-vitamin-k.csv

The table is public domain: USDA National Nutrient Database for Standard Reference, release 26 (2013). It has one row
a value: ``ndb_no, food, grp_id, nutr_id, nutrient, ug_per_100g, num_points, se, min, max, source_type_id, deriv_id``.
The same table always gives the same files, ``ontology/foods/*.ttl``; nobody edits those by hand.
"""

from __future__ import annotations

import csv
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from everyday import Everyday
from kinds import Kind, Labels, connect, kinds, kinds_of, one
from names import WORDS, Name, parse

from k2graph import lexicon, vocab
from k2graph.ontology import Ontology, project_folder

FOLDER = project_folder("ontology") / "foods"
FORMS = {"430": "k2:vitamin-k1", "428": "k2:mk-4", "429": "k2:dihydrophylloquinone"}
ANALYSED = {"1", "6", "11", "12", "13"}  # source types: analyses, or aggregates of analyses
DERIVED = {
    "7": "assumed zero",
    "8": "calculated from the label",
    "9": "calculated by the manufacturer",
}  # any other: calculated or imputed
PREFIXES = """@prefix k2:      <https://w3id.org/k2graph/> .
@prefix food:    <https://w3id.org/k2graph/food/> .
@prefix claim:   <https://w3id.org/k2graph/claim/> .
@prefix source:  <https://w3id.org/k2graph/source/> .
@prefix qty:     <https://w3id.org/k2graph/quantity/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix rdf:     <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs:    <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos:    <http://www.w3.org/2004/02/skos/core#> .
"""
MADE = "# Written by tools/foods/build.py from USDA SR26: not to be edited by hand.\n"


@dataclass
class Food:
    """One food of the table, with its values."""

    number: str
    group: str
    name: Name
    rows: list[dict[str, str]]
    iri: str = ""
    label: str = ""
    also: tuple[str, ...] = ()
    broader: tuple[str, ...] = ()


def read(path: Path) -> list[Food]:
    """Read the table."""
    rows: dict[str, list[dict[str, str]]] = defaultdict(list)
    with path.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            rows[row["ndb_no"]].append(row)
    return [
        Food(number, said[0]["grp_id"].zfill(4), parse(said[0]["food"], WORDS), said)
        for number, said in sorted(rows.items())
    ]


def without_foods() -> tuple[lexicon.Lexicon, dict[str, str]]:
    """The phrases of the ontology as it is without measured foods, and the foods of the articles."""
    import shutil
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        kept = Path(folder) / "ontology"
        shutil.copytree(project_folder("ontology"), kept, ignore=shutil.ignore_patterns("foods"))
        ontology = Ontology.load(str(kept))
    found = ontology.schema.descendants[vocab.K2("Food")]
    foods = {iri.value: f"k2:{iri.value.removeprefix(vocab.K2.base)}" for iri in found}
    return lexicon.build(ontology), foods


def name_all(foods: list[Food]) -> dict[str, Kind]:
    """Give every food its label, its other labels and the kinds that it is of; the kinds are returned."""
    labels = Labels(*without_foods())
    for code, group in WORDS.table["groups"].items():
        for label in (group["name"], *group.get("also", ())):
            labels.take(label, f"food:group-{code}")
    found = kinds([food.name for food in foods], labels)
    connect([food.name for food in foods], found)
    for kind in found.values():
        _add_aliases(kind, foods, labels)
    for food in foods:
        food.broader = tuple(dict.fromkeys(kind.iri for kind in kinds_of(food.name, found)))
    everyday = Everyday(foods, found, labels)
    everyday.give(WORDS.table["also"])
    shorts: dict[str, list[Food]] = defaultdict(list)
    fulls: dict[str, list[Food]] = defaultdict(list)
    for food in foods:
        shorts[one(food.name.short)].append(food)
        fulls[one(food.name.full)].append(food)
    for i, food in enumerate(foods):
        full = one(food.name.full)
        same = found[full].iri if full in found and len(fulls[full]) == 1 and "(" not in food.name.listed else None
        _label(food, same, alone=len(shorts[one(food.name.short)]) == 1, labels=labels, called=everyday.also[i])
        if same is not None:
            found[full].also += everyday.also[i]
    for i, food in enumerate(foods):
        if food.iri.startswith("food:") and food.label:
            others = (*food.name.labels, *(alias for alias, _ in food.name.aliases))
            food.also = (*everyday.also[i], *(other for other in others if labels.take(other, food.iri)))
    return found


def _add_aliases(kind: Kind, foods: list[Food], labels: Labels) -> None:
    """Give a kind the other names that its foods have; of Chinese cabbage some are pak-choi, but others are pe-tsai."""
    told = [{alias for alias, core in food.name.aliases if core == kind.label} for food in foods]
    shared = set.intersection(*filter(None, told)) if any(told) else set()
    kind.also += [alias for alias in sorted(shared) if labels.take(alias, kind.iri)]


def _label(food: Food, same: str | None, *, alone: bool, labels: Labels, called: list[str]) -> None:
    """Label a food; one whose name says no more than the name of a kind, and is the only one, is that kind.

    ``called`` are its everyday names, which are given already: one of them may be its label.
    """
    food.iri = same or f"food:{food.number}"
    full = food.name.full
    told = (*((food.name.short,) if alone else ()), *called[:1], full, food.name.listed, f"{full} ({food.number})")
    if same is None:
        own = {one(name): name for name in called}
        food.label = next(label for label in told if one(label) in own or labels.take(label, food.iri))
        called[:] = [name for name in called if name != own.get(one(food.label))]


# --- Turtle


def _text(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _food(food: Food) -> Iterator[str]:
    if food.label:
        broader = " , ".join((*food.broader, f"food:group-{food.group}"))
        yield f"{food.iri} a k2:MeasuredFood ; skos:prefLabel {_text(food.label)}@en ;"
        if food.also:
            yield f"    skos:altLabel {' , '.join(f'{_text(also)}@en' for also in food.also)} ;"
        yield f"    skos:broader {broader} ; k2:listedAs {_text(food.name.listed)} ."
    else:
        yield f"{food.iri} k2:listedAs {_text(food.name.listed)} ."
    for row in food.rows:
        yield from _claim(food, row)


def _claim(food: Food, row: dict[str, str]) -> Iterator[str]:
    number, form = row["ndb_no"], row["nutr_id"]
    analysed = row["num_points"] != "0" and row["source_type_id"] in ANALYSED
    evidence = "k2:laboratory-measurement" if analysed else "k2:calculated-value"
    polarity = "k2:asserts" if Decimal(row["ug_per_100g"]) else "k2:denies"
    fact = f"rdf:subject {food.iri} ; rdf:predicate k2:contains ; rdf:object {FORMS[form]}"
    identified = f'dcterms:identifier "SR26:{number}-{form}" ; dcterms:source source:SR26'
    yield f"claim:SR26-{number}-{form} a k2:Claim ; {identified} ;"
    yield f"    {fact} ; k2:amount {_amount(row['ug_per_100g'])} ;"
    yield f"    k2:polarity {polarity} ; k2:evidenceType {evidence}{''.join(_analysis(row, analysed=analysed))} ."


def _analysis(row: dict[str, str], *, analysed: bool) -> Iterator[str]:
    """How often it was measured and how far the samples differ, or how else the value was got."""
    if not analysed:
        yield f' ; k2:derivation "{DERIVED.get(row["source_type_id"], "calculated or imputed")}"'
        return
    yield f" ; k2:samples {row['num_points']}"
    for column, name in (("se", "standardError"), ("min", "lowest"), ("max", "highest")):
        if row[column] and not (column != "se" and row["min"] == row["max"]):
            yield f" ; k2:{name} {Decimal(row[column])}"


def _amount(value: str) -> str:
    return f"qty:{_number(value)}-ug-per-100-g"


def _number(value: str) -> str:
    return f"{Decimal(value).normalize():f}"


def _quantities(foods: list[Food]) -> Iterator[str]:
    known = set(re.findall(r"^qty:(\S+)", (FOLDER.parent / "quantities.ttl").read_text(encoding="utf-8"), re.MULTILINE))
    for value in sorted({Decimal(row["ug_per_100g"]) for food in foods for row in food.rows}):
        name = _number(str(value))
        if f"{name}-ug-per-100-g" not in known:
            number = f"{value:.1f}" if value == value.to_integral() else f"{value.normalize():f}"
            yield f'qty:{name}-ug-per-100-g a k2:Quantity ; rdfs:label "{Decimal(name):,f} µg per 100 g"@en ;'
            yield f'    k2:low {number} ; k2:high {number} ; k2:unit "ug" ; k2:perAmount 100.0 ; k2:perUnit "g" .'


def _groups(found: dict[str, Kind]) -> Iterator[str]:
    for code, group in WORDS.table["groups"].items():
        yield f"food:group-{code} a k2:FoodGroup ; skos:prefLabel {_text(group['name'])}@en ;"
        if "also" in group:
            yield f"    skos:altLabel {' , '.join(f'{_text(also)}@en' for also in group['also'])} ;"
        if "under" in group:
            yield f"    skos:broader k2:{group['under']} ;"
        yield f'    skos:definition "group of foods {code} of USDA SR26"@en .'
    for kind in sorted(found.values(), key=lambda kind: kind.iri):
        if kind.known:
            continue
        yield f"{kind.iri} a k2:MeasuredFood ; skos:prefLabel {_text(kind.label)}@en"
        if kind.also:
            yield f"    ; skos:altLabel {' , '.join(f'{_text(also)}@en' for also in kind.also)}"
        if kind.broader:
            yield f"    ; skos:broader {' , '.join(sorted(kind.broader))}"
        yield "    ."


def write(foods: list[Food], found: dict[str, Kind]) -> None:
    """Write a file for each group of foods, one for the kinds and one for the amounts."""
    FOLDER.mkdir(exist_ok=True)
    files = {"kinds": ("Kinds of measured foods, and the groups of the table.", list(_groups(found)))}
    files["amounts"] = ("Amounts of measured foods.", list(_quantities(foods)))
    for code, group in WORDS.table["groups"].items():
        lines = [line for food in foods if food.group == code for line in _food(food)]
        name = re.sub(r"[^a-z]+", "-", group["name"].casefold())
        files[f"{code}-{name}"] = (f"Vitamin K in {group['name']}.", lines)
    for name, (title, lines) in files.items():
        (FOLDER / f"{name}.ttl").write_text("\n".join([f"# {title}", MADE, PREFIXES, *lines, ""]), encoding="utf-8")


def main(path: str) -> None:
    """Read the table and write the files."""
    foods = read(Path(path))
    write(foods, name_all(foods))


if __name__ == "__main__":
    main(sys.argv[1])
