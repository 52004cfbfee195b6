"""How long an article may be, counted in characters and sentences and never in seconds: the same input gives the same output."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice

from kg.errors import InputError

# A sentence or line ends here, as far as one can tell without a parser.
END = re.compile(r"(?:[.!?…][»”\"’')\]]?(?=\s)|[\r\n])\s*+")


@dataclass(frozen=True, slots=True)
class Limits:
    """More than a book has of either; with `cut` the beginning of a longer article is read, without it nothing."""

    characters: int = 2_000_000
    sentences: int = 50_000
    cut: bool = False

    def fit(self, text: str) -> tuple[str, str]:
        """As much of `text` as is read, and in one sentence what is not, "" where all is; raises `InputError` where nothing is."""
        kept, limit = text, ""
        if len(kept) > self.characters:
            kept, limit = kept[: self.last_end(kept)], f"is longer than {self.characters} characters"
        if last := next(islice(END.finditer(kept), self.sentences - 1, None), None):
            if kept[last.end() :].strip():
                kept, limit = kept[: last.end()], limit or f"has more than {self.sentences} sentences"
        if limit and not self.cut:
            raise InputError(f"{limit}: split it into articles")
        return kept, f"{limit}: only its first {len(kept)} characters are read" if limit else ""

    def last_end(self, text: str) -> int:
        """Where the last sentence ends that is within the characters."""
        ends = [found.end() for found in END.finditer(text, 0, self.characters)]
        return ends[-1] if ends else self.characters

    @property
    def bytes(self) -> int:
        """Longer than any text within the limits, in UTF-8."""
        return 4 * self.characters + 4

    @property
    def line_bytes(self) -> int:
        """Longer than any line of JSON that holds such a text, however it is escaped, and what is said about it."""
        return 6 * self.characters + 100_000


DEFAULTS = Limits()
