"""What a measured food is called: labels that a person would type, by rule, from the names of the table.

A name of the table is a list of parts, from the general to the particular:

>>> words = Words.read()
>>> name = parse("Chicken, broilers or fryers, drumstick, meat only, cooked, rotisserie", words)
>>> name.short, name.labels[:3]
('rotisserie chicken drumstick', ('chicken', 'chicken drumstick', 'cooked chicken'))
>>> parse("Cheese, gouda", words).short, parse("Spinach, frozen, chopped or leaf, cooked, boiled", words).short
('Gouda cheese', 'boiled frozen spinach')
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

TABLE = Path(__file__).with_name("words.toml")
NAME = r"\S{3,}(?: \S{3,})?"
NO_NAME = r"^includ|ed$| or |^(?:butter|industrial|red|silver|baby)$"
DEEPEST = 2  # parts before a head: "red kidney beans"


@dataclass(frozen=True)
class Words:
    """The table of words, with its lists as sets."""

    table: dict[str, Any]
    sets: dict[str, frozenset[str]]
    proper: dict[str, str]
    starts: tuple[str, ...]

    @classmethod
    def read(cls, path: Path = TABLE) -> Words:
        """Read the table."""
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        sets = {key: frozenset(value) for key, value in table.items() if isinstance(value, list)}
        proper = {word.casefold(): word for word in (*table["proper"], *table["upper"])}
        return cls(table, sets, proper, tuple(table["detail_starts"]))

    def __getitem__(self, key: str) -> frozenset[str]:
        return self.sets[key]


@dataclass(frozen=True)
class Name:
    """A name of the table, taken apart.

    ``cores`` goes from the head to the most particular kind ("chicken", "chicken drumstick"); of ``fronts`` the last
    stands first ("boiled frozen spinach"); ``details`` only tell the sample. ``own`` says which core is of no other
    food's kind: the first from which on the cores are narrower than one another.
    """

    listed: str
    cores: tuple[str, ...]
    fronts: tuple[str, ...]
    details: tuple[str, ...]
    aliases: tuple[tuple[str, str], ...]  # another name, and the core that it is another name of
    apart: bool  # no case of what its head names: an organ, or what only stands in for it
    chained: bool  # each core is narrower than the one before it; else each only than the first

    @property
    def short(self) -> str:
        """The food and what was done to it, without the details."""
        return _fronted(self.cores[-1], self.fronts)

    @property
    def full(self) -> str:
        """The food with everything that the table says of it."""
        return ", ".join([self.short, *self.details])

    @property
    def labels(self) -> tuple[str, ...]:
        """Everything that the food may be called, and that others may be called too, from the general on."""
        fronted = (f"{front} {core}" for core in self.cores for front in self.fronts_said)
        return tuple(dict.fromkeys([*self.cores, *fronted]))

    @property
    def fronts_said(self) -> tuple[str, ...]:
        """What was done to the food, each by itself."""
        return self.fronts if "cooked" in self.fronts or not self.cooked else ("cooked", *self.fronts)

    @property
    def cooked(self) -> bool:
        """Whether one of the fronts is a way of cooking."""
        return bool(WORDS["cooking"] & set(self.fronts))


def parse(listed: str, words: Words) -> Name:
    """Take a name of the table apart."""
    parts = _parts(listed)
    head, *rest = (_plain(part, words) for part in parts)
    if ", ".join([head, *rest[:1]]) in words.table["heads"]:
        head, rest = ", ".join([head, *rest[:1]]), rest[1:]
    head = words.table["heads"].get(head, head)
    apart = any(word in part.split() for part in (head, *rest) for word in words["instead"])
    dropped: list[str] = []
    if _is_brand(parts[0], words):
        return Name(listed, (" ".join([head, *rest[:1]]),), (), tuple(rest[1:]), (), apart, True)
    if head in words["group"] or head in words.table["after"]:
        if any(_is_brand(part, words) for part in parts[1:3]):
            return _branded(listed, parts, head, words)
        head, rest, dropped = _without_group(head, rest, words)
    fronts, kinds, details = _sorted(head, rest, words)
    details += dropped
    if apart:
        standing = [kind for kind in kinds if kind in words["instead"]]
        kinds = [kind for kind in kinds if kind not in standing]
        head = " ".join([*standing, head])
    cut = head in words["cut"]
    apart = apart or (cut and any(kind in words["organ"] or kind in words["cut"] for kind in kinds))
    cores, left = _cores(head, kinds, words, cut=cut)
    return Name(
        listed,
        tuple(_written(core, words) for core in cores),
        tuple(fronts),
        tuple(_written(part, words) for part in (*left, *details)),
        tuple(_aliases(parts, cores, kinds, words)),
        apart,
        not cut,
    )


def _is_brand(part: str, words: Words) -> bool:
    """Whether a part has a word in capitals, as the table writes brands."""
    found = re.findall(r"[A-Z][A-Z'&.\-]{2,}", re.sub(r"\(.*?\)", "", part))
    return any(word.strip(".'") not in words["upper"] for word in found)


def _branded(listed: str, parts: list[str], group: str, words: Words) -> Name:
    """A product of a maker: its own name, which the maker's name stands before."""
    plain = [_plain(part, words) for part in parts[1:]]
    brands = [i for i, part in enumerate(parts[1:]) if _is_brand(part, words)]
    named = plain[brands[-1] : brands[-1] + 2] if len(brands) == 1 else [plain[brands[-1]]]
    product = " ".join(named)
    suffix = words.table["after"].get(group, "")
    core = f"{product} {suffix}" if suffix and suffix not in product.casefold() else product
    rest = tuple(part for part in plain if part not in named)
    return Name(listed, (core,), (), rest, (), apart=True, chained=True)


def _without_group(head: str, rest: list[str], words: Words) -> tuple[str, list[str], list[str]]:
    """The head that follows one which only says of what group a food is; what is left; what was passed over."""
    suffix, passed = "", []
    while head in words["group"] or head in words.table["after"]:
        nearest = next((part for part in rest if _is_kind(part, words)), _named(rest, words))
        if nearest is None:
            break
        suffix = suffix or words.table["after"].get(head, "")
        rest = [part for part in rest if part != nearest]
        passed.append(head)
        head = nearest
    return (f"{head} {suffix}" if suffix and suffix not in head else head), rest, passed[1:]


def _named(rest: list[str], words: Words) -> str | None:
    """The first part that tells more than how a food was made, where none is a kind: "hazelnuts or filberts"."""
    told = words["front"] | words["detail"] | words["group"]
    return next((part for part in rest if part not in told and not part.startswith(words.starts)), None)


def _parts(listed: str) -> list[str]:
    """Divide a name at the commas that stand outside brackets."""
    parts = re.split(r"[,;]\s*(?![^()]*\))", listed)
    return [part.strip() for part in parts if part.strip(" ,")]


def _plain(part: str, words: Words) -> str:
    """A part without what stands in brackets; in lower case, but for brands, whose words begin with capitals."""
    bare = re.sub(r"\s+", " ", re.sub(r"\s*\(.*?\)|[()]", "", part)).strip() or part.strip("() ")
    if not _is_brand(bare, words):
        return " ".join(word if word in words["upper"] else word.lower() for word in bare.split(" "))
    return " ".join(_cased(word, words) for word in bare.split(" "))


def _cased(word: str, words: Words) -> str:
    letters = re.sub(r"[^A-Za-z]", "", word)
    if len(letters) > 1 and letters.isupper() and letters not in words["upper"]:
        return re.sub(r"[A-Za-z]+('[A-Z]+)?", lambda found: found[0].capitalize(), word)
    return word


def _is_kind(part: str, words: Words) -> bool:
    """Whether a part names a kind of the food, and not what was done to it or which sample it was."""
    if part in words["front"] or part in words.table["same"] or part in words["detail"]:
        return False
    told = part.startswith(words.starts) or any(ch.isdigit() or ch.isupper() or ch in '"%/&' for ch in part)
    return not told and not {"and", "or", "with"} & set(part.split()) and len(part.split()) <= 4


def _sorted(head: str, rest: list[str], words: Words) -> tuple[list[str], list[str], list[str]]:
    """The parts that are said before a food, those that name its kind, and the others."""
    fronts: list[str] = []
    kinds: list[str] = []
    details: list[str] = []
    same = dict(words.table["same"])
    if head not in words["salting"]:
        del same["without salt"], same["with salt"]
    listed = _listed(rest)
    for i, part in enumerate(rest):
        front = same.get(part, part)
        if front in words["front"] or part in same:
            fronts.append(front)
        elif i in listed:
            details.append(part)
        elif part in words["instead"] or (_is_kind(part, words) and not (part == "whole" and head in words["cut"])):
            kinds.append(part)
        else:
            details.append(part)
    if words["cooking"] & set(fronts):
        fronts = [front for front in fronts if front != "cooked"]
    return list(dict.fromkeys(fronts)), list(dict.fromkeys(kinds)), details


def _listed(parts: list[str]) -> set[int]:
    """The places of parts before one that begins with "and": together they tell what is in the food, not its kind."""
    ends = (i for i, part in enumerate(parts) if part.startswith("and "))
    return {place for end in ends for place in (end - 2, end - 1) if place >= 0}


def _cores(head: str, kinds: list[str], words: Words, *, cut: bool) -> tuple[list[str], list[str]]:
    """From the head to the kind, and the kinds that are left over."""
    if cut:
        return [head, *(_cut(head, kind, words) for kind in kinds)], []
    cores = [head]
    for i, kind in enumerate(kinds):
        if i == DEEPEST or (i and " " in kind):
            return cores, kinds[i:]
        named = kind in words["own"] or kind.split()[-1] == cores[-1].split()[-1]
        cores.append(kind if named else f"{kind} {cores[-1]}")
    return cores, []


def _cut(head: str, kind: str, words: Words) -> str:
    """A part of an animal: it comes after the animal, but not the bird before its egg."""
    if kind in words["own"] or head in kind.split():
        return kind
    return f"{kind} {head}" if kind in words["cut"] else f"{head} {kind}"


def _aliases(parts: list[str], cores: list[str], kinds: list[str], words: Words) -> list[tuple[str, str]]:
    """Other names: those in brackets behind a head or its first kind, and kinds that are names of their own."""
    found = [
        (kind, core) for kind, core in zip(kinds, cores[1:], strict=False) if kind in words["alone"] and kind != core
    ]
    for part, core in zip(parts[:2], cores[:2], strict=False):
        for inside in re.findall(r"\(([a-z][a-z\- ]+(?:, [a-z\- ]+)*)\)", part):
            names = [name for name in inside.split(", ") if re.fullmatch(NAME, name) and not re.search(NO_NAME, name)]
            found += [(name, core) for name in names]
    return [(name, _written(core, words)) for name, core in found]


def _fronted(core: str, fronts: tuple[str, ...]) -> str:
    return " ".join([*reversed(fronts), core])


def _written(text: str, words: Words) -> str:
    """A label with its capitals."""
    text = words.table["common"].get(text, text)
    return " ".join(words.proper.get(word.casefold(), word) for word in text.split(" "))


WORDS = Words.read()
