"""What the measures share: right answers counted against the gold's and ours, and files of JSON lines."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import InputError
from kg.nlp.doc import Doc, Span

WORST = 200  # errors listed
Spot = tuple[int, int]  # character offsets, start included and end excluded
Progress = Callable[[Sequence[Any]], Iterable[Any]]


def silent(items: Sequence[Any]) -> Iterable[Any]:
    """The items, without telling anybody how many are left."""
    return items


@dataclass(frozen=True, slots=True)
class Score:
    """How much of what was found is right and how much of the gold is found: numerator and denominator of each."""

    right: float = 0
    found: float = 0
    recalled: float = 0
    gold: float = 0

    def __add__(self, other: Score) -> Score:
        return Score(self.right + other.right, self.found + other.found, self.recalled + other.recalled, self.gold + other.gold)

    @property
    def precision(self) -> float:
        """1.0 for nothing found where nothing is."""
        return self.right / self.found if self.found else float(not self.gold)

    @property
    def recall(self) -> float:
        return self.recalled / self.gold if self.gold else float(not self.found)

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    def figures(self, name: str = "") -> dict[str, float]:
        """The three under keys that begin with `name`."""
        prefix = f"{name}_" if name else ""
        values = {"f1": self.f1, "precision": self.precision, "recall": self.recall}
        return {f"{prefix}{key}": round(value, 4) for key, value in values.items()}


def score(hits: int, gold: int, found: int) -> Score:
    """The score of hits that are one to one."""
    return Score(hits, found, hits, gold)


def share(right: int, of: int) -> float:
    """A share of cases; 1.0 where there is none to get wrong."""
    return round(right / of, 4) if of else 1.0


def overlap(a: Spot, b: Spot) -> int:
    """How many characters two spots share."""
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def likeness(a: Spot, b: Spot) -> float:
    """Shared characters of all that they cover (Jaccard), 0 to 1."""
    shared = overlap(a, b)
    return shared / (a[1] - a[0] + b[1] - b[0] - shared) if shared else 0.0


def words(doc: Doc, at: Spot) -> Span:
    """The tokens of a spot. Raises `InputError` where it lies outside the text."""
    span = doc.char_span(*at)
    if span is None:
        raise InputError(f"Mend the offsets {at[0]} to {at[1]}: they lie outside their text, which has {len(doc.text)} characters.")
    return span


def shown(text: str, sentence: Spot, at: Spot) -> str:
    """A sentence on one line with the words that matter in brackets."""
    (first, last), (start, end) = sentence, at
    return " ".join(f"{text[first:start]}[{text[start:end]}]{text[end:last]}".split())


def json_lines(path: Path, needed: frozenset[str]) -> list[dict[str, Any]]:
    """The objects of a file of JSON lines; raises `InputError` where one lacks a needed key, or there is none."""
    try:
        records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    except (OSError, ValueError, RecursionError):
        raise InputError(f"Give a file of JSON lines: {path} cannot be read as one.") from None
    if not records or any(not isinstance(record, dict) or not needed <= set(record) for record in records):
        raise InputError(f"Give JSON lines with {', '.join(sorted(needed))}: {path} has others or none.")
    return records
