"""What a build or a change of a store did: counts, what was not read or not understood, and the seconds of each stage."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from kg.read import Problem

if TYPE_CHECKING:
    from kg.update.index import Index

COUNTS = (
    "documents",
    "read_afresh",
    "mentions",
    "entities",
    "entities_known",
    "events",
    "events_merged",
    "pairs_unsure",
    "disagreements",
    "claims",
    "quads",
)
MOST_LISTED = 50  # of what was not understood, most frequent first


@dataclass(slots=True)
class Stopwatch:
    """Wall-clock seconds by stage, those of a stage that is entered again added up."""

    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def __call__(self, stage: str) -> Iterator[None]:
        started = time.perf_counter()
        yield
        self.seconds[stage] = self.seconds.get(stage, 0.0) + time.perf_counter() - started

    def add(self, seconds: Mapping[str, float]) -> None:
        """Those that somebody else has taken."""
        for stage, more in seconds.items():
            self.seconds[stage] = self.seconds.get(stage, 0.0) + more

    def rounded(self) -> dict[str, float]:
        return {stage: round(seconds, 3) for stage, seconds in self.seconds.items()}

    def fractions(self, total: float) -> dict[str, float]:
        """Each stage's part of `total` seconds."""
        return {stage: round(seconds / total, 4) if total else 0.0 for stage, seconds in self.seconds.items()}


@dataclass(frozen=True, slots=True)
class Report:
    """The content of report.json. `fractions` says which part of all the seconds each stage of the extraction took."""

    documents: list[dict[str, Any]]
    counts: dict[str, int]
    not_read: list[dict[str, str]]
    not_understood: dict[str, list[list[Any]]]
    seconds: dict[str, float]
    fractions: dict[str, float]

    @classmethod
    def of(cls, index: Index, afresh: int, problems: Sequence[Problem], watch: Stopwatch, stages: Stopwatch, *, listing: bool) -> Report:
        """The report of a finished command on a store with this index, which read so many articles `afresh` and took the others as they
        were kept; `watch` has its own stages, `stages` those of the extraction. Without `listing` it has counts and names no article or
        word."""
        totals = index.counts("total")
        counts = {name: afresh if name == "read_afresh" else totals.get(name, 0) for name in COUNTS}
        return cls(
            index.listed() if listing else [],
            counts,
            [p._asdict() for p in problems],
            {"verbs_without_frame": listed(index.counts("verb")), "names_without_entry": listed(index.newcomers())} if listing else {},
            watch.rounded(),
            stages.fractions(sum(watch.seconds.values())),
        )

    def json(self) -> bytes:
        return json.dumps(asdict(self), ensure_ascii=False, indent=1).encode() + b"\n"


def listed(counts: Mapping[str, int]) -> list[list[Any]]:
    """The most frequent items with their counts, ties in alphabetical order."""
    return [[item, n] for item, n in sorted(counts.items(), key=lambda c: (-c[1], c[0]))[:MOST_LISTED]]
