"""What adding one article to a large store and removing it again costs, without reading: articles are made records.

    python -m benchmarks.adding             # a store of 100,000 articles: takes a quarter of an hour, or more, and 6 GB
    python -m benchmarks.adding --size 2000 --json

Each time is that of a whole `kg add --store-only` or `kg remove --store-only` from opening the store to closing it. Exit code 1 where the
median passes a second.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import Any
from unittest.mock import patch

from benchmarks.fusion import collection
from kg import __version__
from kg.build import DEFAULTS, open_reader
from kg.change import add, remove
from kg.extract.kept import Kept, encoded
from kg.extract.reader import Reader
from kg.fuse import fuse
from kg.model import Document, Extraction
from kg.rdf.quads import to_quads
from kg.rdf.store import open_store, save
from kg.rdf.write import lines_of
from kg.update import Tally, fill
from kg.update.index import Index

SIZE, TIMES = 100_000, 20
MOST_SECONDS = 1.0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--size", type=int, default=SIZE, help="how many articles the store holds")
    parser.add_argument("--times", type=int, default=TIMES, help="how many articles are added and removed, one after another")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        figures = measure(options.size, options.times, Path(folder))
    line = (
        f"to a store of {figures['articles']:,} articles, one is added in {figures['added']:.2f} s (at most {figures['added_most']:.2f}) "
        f"and removed in {figures['removed']:.2f} s (at most {figures['removed_most']:.2f})"
    )
    print(json.dumps(figures, indent=1) if options.json else line)
    return int(max(figures["added"], figures["removed"]) > MOST_SECONDS)


def measure(size: int, times: int, folder: Path) -> dict[str, Any]:
    """Median and longest seconds of adding an article to a store of so many in `folder`, and of removing it; the articles that come are
    spread over the days of those that are there."""
    records = list(collection(size + times))
    coming = records[:: max(1, len(records) // times)][:times]
    ids = {x.document.id for x in coming}
    began = time.perf_counter()
    store([x for x in records if x.document.id not in ids], folder)
    built = time.perf_counter() - began
    del records
    began_changes = time.process_time()
    added, removed = zip(*(seconds(x, folder) for x in coming), strict=True)
    processor = (time.process_time() - began_changes) / (2 * len(coming))
    return {
        "articles": size,
        "built": round(built, 1),
        "processor": round(processor, 3),  # seconds of a change, on average
        "added": median(added),
        "added_most": max(added),
        "removed": median(removed),
        "removed_most": max(removed),
        "all_added": [round(s, 3) for s in added],
        "all_removed": [round(s, 3) for s in removed],
    }


def store(records: Sequence[Extraction], folder: Path) -> None:
    """What a build of these articles leaves, but for the files for people and programs."""
    reader = open_reader(DEFAULTS, folder)
    with Kept(folder) as kept:
        index = Index(kept)
        with index.whole():
            for x in records:
                kept.keep(x.document.id, reader.key(x.document), encoded(x))
        graph = fuse(records, reader.kb, reader.judgements)
        tally = Tally(to_quads(graph, reader.kb))
        save(lines_of(tally), folder, __version__)
        by_id = {x.document.id: x for x in records}
        with index.whole():
            fill(index, graph, by_id, reader, tally.shared, lines_of(open_store(folder)))


def seconds(record: Extraction, folder: Path) -> tuple[float, float]:
    """How long it takes to add an article, and to remove it."""
    file = folder / f"{record.document.id}.txt"
    file.write_text(record.document.text, encoding="utf-8")

    def made(_: Reader, document: Document) -> Extraction:
        return replace(record, document=document)

    with patch.object(Reader, "extract", made):
        began = time.perf_counter()
        changed = add([file], folder, record.document.date, files=False)
        between = time.perf_counter()
        remove([changed.articles[0].id], folder, files=False)
        ended = time.perf_counter()
    return between - began, ended - between


if __name__ == "__main__":
    sys.exit(main())
