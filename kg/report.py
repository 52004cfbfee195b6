"""What a build or a change of a store did: counts, what was not read or not understood, and the seconds of each stage."""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from typing import Any

from kg.fuse import Graph
from kg.read import Problem

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
    def of(cls, graph: Graph, quads: int, afresh: int, problems: Sequence[Problem], watch: Stopwatch, stages: Stopwatch) -> Report:
        """The report of a finished command, which read so many articles `afresh` and took the others as they were kept; `watch` has its own
        stages, `stages` those of the extraction."""
        counts = {
            "documents": len(graph.documents),
            "read_afresh": afresh,
            "mentions": sum(len(x.mentions) for x in graph.extractions),
            "entities": len(graph.entities),
            "entities_known": sum(e.known for e in graph.entities),
            "events": len(graph.events),
            "events_merged": sum(len(e.members) > 1 for e in graph.events),
            "pairs_unsure": sum(d.verdict == "unsure" for d in graph.decisions),
            "disagreements": len(graph.disagreements),
            "claims": sum(len(x.claims) for x in graph.extractions),
            "quads": quads,
        }
        verbs = Counter(u.lemma for x in graph.extractions for u in x.unframed)
        unknown = Counter(e.name for e in graph.entities if not e.known and e.kind != "Concept")
        documents = [
            {
                "id": x.document.id,
                "source": x.document.source,
                "date": x.document.date,
                "sentences_with_claims": len({c.sentence for c in x.claims}),
                "claims": len(x.claims),
            }
            for x in graph.extractions
        ]
        return cls(
            documents,
            counts,
            [p._asdict() for p in problems],
            {"verbs_without_frame": listed(verbs), "names_without_entry": listed(unknown)},
            watch.rounded(),
            stages.fractions(sum(watch.seconds.values())),
        )

    def json(self) -> bytes:
        return json.dumps(asdict(self), ensure_ascii=False, indent=1).encode() + b"\n"


def listed(counts: Counter[str]) -> list[list[Any]]:
    """The most frequent items with their counts, ties in alphabetical order."""
    return [[item, n] for item, n in sorted(counts.items(), key=lambda c: (-c[1], c[0]))[:MOST_LISTED]]
