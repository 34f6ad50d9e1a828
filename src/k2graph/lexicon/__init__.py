"""What words may mean: every label and phrase of an ontology, inflected, in one index.

The index is a trie, so that finding what starts at a word costs time in the length of the question,
not in the number of labels.
"""

from __future__ import annotations

from k2graph.lexicon.annotations import PHRASES
from k2graph.lexicon.building import build
from k2graph.lexicon.folding import Word, fold, key
from k2graph.lexicon.index import AT_MOST, CAPITALS, CONTRARY, NAMES, PART, TAKEN, TEXT, Lexicon, Sense, written
from k2graph.lexicon.names import answering, numbers

__all__ = [
    "AT_MOST",
    "CAPITALS",
    "CONTRARY",
    "NAMES",
    "PART",
    "PHRASES",
    "TAKEN",
    "TEXT",
    "Lexicon",
    "Sense",
    "Word",
    "answering",
    "build",
    "fold",
    "key",
    "numbers",
    "written",
]
