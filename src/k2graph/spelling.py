"""Words that a misspelt one may have meant."""

from __future__ import annotations

from k2graph.lexicon import Lexicon


def suggestions(word: str, lexicon: Lexicon, most: int = 3) -> tuple[str, ...]:
    """The known words nearest to an unknown one, the nearest first; empty where none is near.

    One edit is allowed in a word of four letters or more, two in one of eight or more.
    """
    from rapidfuzz.distance import DamerauLevenshtein

    limit = 2 if len(word) >= 8 else 1 if len(word) >= 4 else 0
    if limit == 0:
        return ()
    near = []
    for known in lexicon.words:
        if known != word and len(known) >= 4 and lexicon[known] and abs(len(known) - len(word)) <= limit:
            distance = DamerauLevenshtein.distance(word, known, score_cutoff=limit)
            if distance <= limit:
                near.append((distance, known))
    return tuple(known for _, known in sorted(near)[:most])
