"""Which countries an article names, for the holidays that have another day in each of them."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from kg.time.lexicon import Lexicon


@dataclass(frozen=True, slots=True)
class Countries:
    """Offsets of words that name a country and its code, in the order of the text, and the code that is named most often ("" for none)."""

    named: list[tuple[int, str]]
    usual: str

    def around(self, offset: int, sentence: Callable[[int], int]) -> str:
        """The country that the sentence names last before `offset`, else first behind it, else the usual one."""
        place = bisect_right(self.named, offset, key=lambda named: named[0])
        near = [*reversed(self.named[max(0, place - 1) : place]), *self.named[place : place + 1]]
        return next((code for start, code in near if sentence(start) == sentence(offset)), self.usual)


def countries(folded: str, lexicon: Lexicon) -> Countries:
    """The countries that a folded text names; of two named equally often the usual one is the first in the alphabet."""
    named = [(match.start(), str(lexicon.meaning("countries", match[0]))) for match in lexicon.country.finditer(folded)]
    counts = Counter(code for _, code in named)
    return Countries(named, min(counts, key=lambda code: (-counts[code], code), default=""))
