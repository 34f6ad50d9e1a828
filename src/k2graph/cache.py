"""The compiled form of an ontology, kept between runs: its store on disk, and the index of its phrases.

An entry is a folder named after everything that it was made from. It is built beside its place and renamed into
it, so that no process ever sees half of one; it is made anew where it is damaged, and done without where nothing
can be written. A start then costs the same for a small graph and a large one.
"""

from __future__ import annotations

import hashlib
import json
import os
import struct
import sys
import time
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import astuple, dataclass
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Any, overload

import marisa_trie
import pyoxigraph
from pyoxigraph import NamedNode, Store

import k2graph
from k2graph import lexicon as lexicons
from k2graph.files import StoredFile
from k2graph.grammar import Grammar, Rule, read_rules
from k2graph.lexicon import Lexicon, Sense
from k2graph.ontology import Ontology, Rules, rules, source_files

KEPT = 8  # entries, the last used
ABANDONED = 3600  # seconds after which what a killed process left half built is swept up
LARGE = 16 << 20  # bytes from which a file is known by its size and times, and not read to check it
SETTLED = 2  # seconds after which a file's times tell whether it changes again
COMPILER = (  # the code and the data of ours that compiled forms depend on
    *("blanks.py", "cache.py", "drafting.py", "grammar.py", "inflection.py", "lemon.py", "naming.py", "ontology.py"),
    *("lexicon/annotations.py", "lexicon/building.py", "lexicon/folding.py", "lexicon/index.py", "lexicon/names.py"),
    *("offers.py", "said.py", "schema.py", "seen.py", "terms.py", "units.py", "usage.py", "vocab.py"),
    *("english.toml", "question.lark"),
)
MANIFEST, STORE, TRIE, SENSES = "manifest.json", "store", "phrases.trie", "senses.bin"
CLAIMS, USAGE, OFFERS = "claims.json", "usage.json", "offers.json"  # checked when they are read, which few need
_UNUSABLE = (OSError, RuntimeError, ValueError, KeyError, TypeError, struct.error)  # what a damaged entry can raise
_START = struct.Struct("<Q")


@dataclass(frozen=True, slots=True)
class Compiled:
    """All that answering starts from."""

    ontology: Ontology
    lexicon: Lexicon
    grammar: Grammar


def load(selector: str, own_rules: Rules = (), more: Sequence[str] = ()) -> Compiled:
    """Load an ontology, the index of its phrases and the grammar, compiled, and compile them where they are not.

    ``more`` are further files of the graph, as its lexicon.

    Raises:
        OntologyError: as `Ontology.load`.
    """
    key = _key(selector, own_rules, more)
    entry = _folder(key)
    if entry is not None:
        try:
            return _read(entry, selector, own_rules)
        except _UNUSABLE:
            _remove(entry)  # if there is one
    ontology = Ontology.load(selector, own_rules, more=more)
    compiled = Compiled(ontology, lexicons.build(ontology), Grammar(read_rules()))
    if entry is not None and _key(selector, own_rules, more) == key:  # else a file was changed while it was read
        with suppress(OSError, RuntimeError):
            _write(entry, compiled)
            _prune(entry.parent)
    return compiled


def _folder(key: str) -> Path | None:
    """Where an entry is or will be: in the folder that K2GRAPH_CACHE names, or the user's for such things."""
    named = os.environ.get("K2GRAPH_CACHE")
    if named:
        return Path(named) / key
    base = Path(os.environ.get("XDG_CACHE_HOME", ""))
    try:
        return (base if base.is_absolute() else Path.home() / ".cache") / "k2graph" / key
    except RuntimeError:  # nobody's home is known
        return None


def _key(selector: str, own_rules: Rules, more: Sequence[str] = ()) -> str:
    """Everything that a compiled form depends on, as one short name."""
    digest = hashlib.blake2b(digest_size=16)
    versions = (k2graph.__version__, pyoxigraph.__version__, *sys.version_info, sys.byteorder)
    digest.update(repr(versions).encode())
    for path, graph in (file for part in (selector, *more) for file in source_files(part)):
        digest.update(f"{path.resolve()}\0{graph.value}\0".encode("utf-8", "surrogateescape"))
        digest.update(_content(path))
    for name, text in (*rules(), *own_rules):
        digest.update(f"{name}\0{text}\0".encode())
    for name in COMPILER:
        digest.update(_content(Path(__file__).parent / name))
    return digest.hexdigest()


def _content(path: Path) -> bytes:
    """What tells whether a file has changed: its content; of a large one that has settled, its size and times."""
    try:
        status = path.stat()
        if status.st_size >= LARGE and time.time() - max(status.st_mtime, status.st_ctime) > SETTLED:
            return repr((status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns)).encode()
        return hashlib.blake2b(path.read_bytes()).digest()
    except OSError:  # to be told in words by whoever loads it
        return b""


# --- reading


def _read(entry: Path, selector: str, own_rules: Rules) -> Compiled:
    manifest = json.loads((entry / MANIFEST).read_bytes())
    for name, expected in manifest["files"].items():
        if _measured(entry / name) != expected:
            raise ValueError(f"{name} is damaged")
    trie = marisa_trie.Trie()
    trie.mmap(str(entry / TRIE))
    claims, usage, offers = (StoredFile(entry / name, manifest["later"][name]) for name in (CLAIMS, USAGE, OFFERS))
    lexicon = Lexicon(trie, StoredSenses(entry / SENSES), manifest["listing"], offers)
    grammar = Grammar([Rule(origin, tuple(symbols), *rest) for origin, symbols, *rest in manifest["rules"]])
    store = Store.read_only(str(entry / STORE))
    ontology = Ontology(store, selector, own_rules, stored_claims=claims, stored_usage=usage)
    with suppress(OSError):
        os.utime(entry)  # the last used are kept
    return Compiled(ontology, lexicon, grammar)


def _measured(path: Path) -> list[int | None]:
    """The size and checksum of a file; a large one is not read: of a store, the engine checks each block it reads."""
    size = path.stat().st_size
    return [size, zlib.crc32(path.read_bytes()) if size < LARGE else None]


class StoredSenses(Sequence[tuple[Sense, ...]]):
    """The senses of each phrase, by its number, in a file that is read only where a phrase is looked up."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as stream:
            self._bytes = mmap(stream.fileno(), 0, access=ACCESS_READ)
        self._known: dict[int, tuple[Sense, ...]] = {}

    def __len__(self) -> int:
        count: int = _START.unpack_from(self._bytes)[0]
        return count

    @overload
    def __getitem__(self, number: int) -> tuple[Sense, ...]: ...
    @overload
    def __getitem__(self, number: slice) -> Sequence[tuple[Sense, ...]]: ...
    def __getitem__(self, number: int | slice) -> tuple[Sense, ...] | Sequence[tuple[Sense, ...]]:
        if isinstance(number, slice):
            return [self[n] for n in range(*number.indices(len(self)))]
        if number not in self._known:
            if not 0 <= number < len(self):
                raise IndexError(number)
            start = _START.unpack_from(self._bytes, _START.size * (number + 1))[0]
            line = self._bytes[start : self._bytes.find(b"\n", start)]
            self._known[number] = tuple(_sense(fields) for fields in json.loads(line))
        return self._known[number]


def _sense(fields: list[Any]) -> Sense:
    kind, iri, predicates, inverses, *rest = fields
    named = None if iri is None else NamedNode(iri)
    return Sense(kind, named, tuple(map(NamedNode, predicates)), tuple(map(NamedNode, inverses)), *rest)


# --- writing


def _write(entry: Path, compiled: Compiled) -> None:
    """Build an entry beside its place and rename it into it; where another process was faster, its entry stays."""
    import shutil

    from k2graph import said, usage
    from k2graph.offers import Offers

    entry.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    beside = _new_folder(entry.parent)
    try:
        store = Store(str(beside / STORE))
        store.bulk_extend(compiled.ontology.store)
        store.optimize()
        del store  # closes it
        compiled.lexicon.trie.save(str(beside / TRIE))
        (beside / SENSES).write_bytes(b"".join(_encoded(compiled.lexicon.senses)))
        stored = [
            f"{STORE}/{path.name}" for path in (beside / STORE).iterdir() if not path.name.startswith("LO")
        ]  # LOG, LOCK
        files = {name: _measured(beside / name) for name in (TRIE, SENSES, *stored)}
        rules = [astuple(rule) for rule in compiled.grammar.given]
        later = {
            CLAIMS: said.encode(compiled.ontology.store),
            USAGE: usage.encode(usage.count(compiled.ontology)),
            OFFERS: Offers(compiled.ontology, compiled.lexicon).encode(),
        }
        for name, data in later.items():
            (beside / name).write_bytes(data)
        checksums = {name: zlib.crc32(data) for name, data in later.items()}
        manifest = {"files": files, "later": checksums, "listing": compiled.lexicon.listing, "rules": rules}
        (beside / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
        beside.rename(entry)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _new_folder(parent: Path) -> Path:
    import tempfile

    return Path(tempfile.mkdtemp(prefix=".", suffix=".part", dir=parent))


def _encoded(senses: Sequence[tuple[Sense, ...]]) -> Iterator[bytes]:
    """Where the line of each phrase starts, after their number; then the lines, each once."""
    starts: dict[bytes, int] = {}
    at = _START.size * (len(senses) + 1)
    index = bytearray(_START.pack(len(senses)))
    for meant in senses:
        line = json.dumps([_fields(sense) for sense in meant], separators=(",", ":")).encode() + b"\n"
        start = starts.setdefault(line, at)
        at += len(line) if start == at else 0
        index += _START.pack(start)
    yield bytes(index)
    yield from starts


def _fields(sense: Sense) -> list[Any]:
    iri = None if sense.iri is None else sense.iri.value
    return [sense.kind, iri, _iris(sense.predicates), _iris(sense.inverses), sense.prep, sense.form, sense.lemma]


def _iris(terms: Iterable[NamedNode]) -> list[str]:
    return [term.value for term in terms]


# --- removing


def _prune(folder: Path) -> None:
    """Keep the entries used last, and sweep up what killed processes left."""
    now = time.time()
    entries = {path: path.stat().st_mtime for path in folder.iterdir() if path.is_dir()}
    for path, changed in entries.items():
        if path.suffix == ".part" and now - changed > ABANDONED:
            _remove(path)
    whole = [path for path in entries if (path / MANIFEST).exists() and path.suffix != ".part"]
    for path in sorted(whole, key=lambda path: -entries[path])[KEPT:]:
        _remove(path)


def _remove(entry: Path) -> None:
    """Take an entry out of its place, then delete it: who has it open goes on reading."""
    import shutil

    with suppress(OSError):
        if entry.exists():
            away = _new_folder(entry.parent)
            entry.rename(away / entry.name)
            shutil.rmtree(away, ignore_errors=True)
