"""A count and a digest of each article's quads: kept beside the store, they tell whether it still holds what was written.

A digest is a sum over quads, so that it needs no order and follows a change: what goes is taken from it, what comes is added.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import Quad

from kg.rdf.terms import DOC
from kg.rdf.write import graph_of, lines_of

SIZE = 16  # bytes of a digest
ARTICLE = f"<{DOC}".encode()
SHARED = ""  # what no article alone gives: events, entities, their background


@dataclass(frozen=True, slots=True)
class Seal:
    """The number of some quads, and the sum of their digests."""

    number: int = 0
    total: int = 0

    def __add__(self, other: Seal) -> Seal:
        return Seal(self.number + other.number, (self.total + other.total) % (1 << 8 * SIZE))

    def __neg__(self) -> Seal:
        return Seal(-self.number, -self.total % (1 << 8 * SIZE))


def seals(lines: Iterable[bytes]) -> dict[str, Seal]:
    """By article, the seal of its quads, given as lines of N-Quads; those of none under `SHARED`. No quad may come twice."""
    numbers: dict[str, int] = defaultdict(int)
    totals: dict[str, int] = defaultdict(int)
    for line in lines:
        article = article_of(line)
        numbers[article] += 1
        totals[article] += int.from_bytes(hashlib.blake2b(line.removesuffix(b" .\n"), digest_size=SIZE).digest())
    return {article: Seal(number, totals[article] % (1 << 8 * SIZE)) for article, number in numbers.items()}


def difference(gone: Iterable[Quad], come: Iterable[Quad]) -> dict[str, Seal]:
    """What a change adds to seals."""
    less, more = seals(lines_of(gone)), seals(lines_of(come))
    return {article: more.get(article, Seal()) + -less.get(article, Seal()) for article in less.keys() | more.keys()}


def broken(known: Mapping[str, Seal], found: Mapping[str, Seal]) -> Iterator[tuple[str, str]]:
    """The articles whose quads aren't those that were written, each with a sentence on how."""
    for article in sorted(known.keys() | found.keys()):
        one, other = known.get(article, Seal()), found.get(article, Seal())
        if one != other:
            what = f"{other.number} quads" if one.number != other.number else "other quads"
            yield article, f"The store holds {what} of it, and {one.number} were written: the store is damaged, run 'kg build' again."


def article_of(line: bytes) -> str:
    """The id of the article that alone gives a quad, `SHARED` where there is none such: whose part its subject is, or else its graph."""
    home = line.partition(b" ")[0] if line.startswith(ARTICLE) else graph_of(line)
    return home[len(ARTICLE) : -1].partition(b"#")[0].decode() if home.startswith(ARTICLE) else SHARED
