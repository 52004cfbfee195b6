"""Text as rules compare it: without accents and capitals, with one apostrophe, one dash and one blank, and of the same length."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

SAME = {"'": "’‘ʼ´`′", "-": "‐‑‒–—−", " ": "\u00a0\u202f\u2009\u2007\u2002\u2003\u200a\t"}
PLAIN = {odd: plain for plain, odds in SAME.items() for odd in odds}


@lru_cache(maxsize=4096)
def fold_character(character: str) -> str:
    """One character for one, so that offsets into the folded text are offsets into the text."""
    plain = PLAIN.get(character, character)
    base = unicodedata.normalize("NFD", plain)[0].lower()
    return base if len(base) == 1 else plain


def fold(text: str) -> str:
    """`text` without accents and capitals, character by character."""
    return "".join(map(fold_character, text))
