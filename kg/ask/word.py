"""A question's words, and how French writes them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

LANGUAGE = "fr"


class Word(NamedTuple):
    """A word of a question; a name is one, however many words it has."""

    text: str
    pos: str
    lemma: str
    finite: bool = False
    name: bool = False
    number: str = ""  # "Sing", "Plur"
    present: bool = False

    @property
    def lower(self) -> str:
        return self.text.casefold()


def written(words: Sequence[Word]) -> str:
    """Words as French writes them."""
    return joined([w.text for w in words])


def joined(parts: Sequence[str]) -> str:
    """Parts with spaces between them, but for elisions, hyphens and marks."""
    text = " ".join(p for p in parts if p)
    text = re.sub(r"(?<=\w['’]) ", "", text)
    return re.sub(r" (?=[-,.])", "", text)
