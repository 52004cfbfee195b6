"""Which documents are copies of one dispatch: their words in a row are largely the same (Broder 1997).

MinHash finds the pairs worth a look, the shares themselves decide, so that a pair's answer never depends on other documents.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache

from rensa import RMinHash, RMinHashLSH

from kg.fuse.union import Union
from kg.ids import fold

SHINGLE = 3  # words
ALIKE = 0.5  # share of shingles (Jaccard): a dispatch shortened by half still counts, two reports of one event reach a tenth
HASHES, BANDS, SEED = 128, 32, 1  # bands of four: a pair of 0.5 is found with 87 %, one of 0.6 with 99 %
WORD = re.compile(r"\w+")


def shingles(text: str) -> frozenset[str]:
    """Every `SHINGLE` words in a row of a text, folded; all words of a shorter one."""
    words = WORD.findall(fold(text))
    return frozenset(" ".join(words[i : i + SHINGLE]) for i in range(max(1, len(words) - SHINGLE + 1))) - {""}


def copies(texts: Mapping[str, str]) -> dict[str, frozenset[str]]:
    """For each document its copies among `texts` (text by document id); documents without any are left out."""
    names = sorted(texts)
    of = lru_cache(maxsize=1_000)(lambda number: shingles(texts[names[number]]))
    index = RMinHashLSH(ALIKE, HASHES, BANDS)
    found: dict[str, set[str]] = defaultdict(set)
    for number in filter(of, range(len(names))):
        hashes = RMinHash(HASHES, SEED)
        hashes.update(sorted(of(number)))
        for other in index.query(hashes):
            if jaccard(of(number), of(other)) >= ALIKE:
                found[names[number]].add(names[other])
                found[names[other]].add(names[number])
        index.insert(number, hashes)
    return {name: frozenset(others) for name, others in sorted(found.items())}


def jaccard(one: frozenset[str], other: frozenset[str]) -> float:
    """What two sets share of all that they hold."""
    return len(one & other) / len(one | other)


def independent(documents: Iterable[str], copied: Mapping[str, frozenset[str]]) -> int:
    """How many of some documents are left where copies count once."""
    together: Union[str] = Union()
    wanted = set(documents)
    for document in sorted(wanted & copied.keys()):
        for other in sorted(copied[document] & wanted):
            together.join(document, other)
    return len({together.root(d) for d in wanted})
