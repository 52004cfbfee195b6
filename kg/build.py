"""The pipeline: articles in, a graph out. Read this page first.

    file ─read→ Document ─extract→ Extraction ─fuse→ Graph ─to_quads→ quads ─→ store, graph.nq, graph.ttl, graph.html

`extract` sees one article and `fuse` all of them; nothing after `fuse` decides anything. Extractions are kept beside the store: an article
is read again only where something that decides its extraction has changed. What fusion decided is kept there too (`kg/update/`), so that
`kg/change.py` goes the same way with a few articles and looks only at those that they reach.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from pyoxigraph import Store

from kg import __version__
from kg.extract.kept import Kept
from kg.extract.reader import Reader
from kg.fuse import fuse
from kg.judgements import FILE, check, read_judgements
from kg.kb import open_base
from kg.model import Document
from kg.rdf.quads import to_quads
from kg.rdf.store import open_store, save
from kg.rdf.write import nquads, turtle, write
from kg.read import gather
from kg.report import Report, Stopwatch
from kg.settings import Settings
from kg.update import Tally, fill
from kg.update.index import Index

DEFAULTS = Settings()
FILES = ("graph.nq", "graph.ttl", "graph.html", "report.json")
Progress = Callable[[Iterable[Document], int], Iterable[Document]]


def build(paths: Sequence[Path], output: Path, settings: Settings = DEFAULTS, progress: Progress = lambda items, _: items) -> Report:
    """Build the graph of the articles under `paths` into the folder `output`.

    Writes graph.nq (sorted N-Quads), graph.ttl, graph.html, report.json and the store; the same articles give the same
    bytes. Raises `InputError` where nothing could be read and `StoreError` where another process writes there.
    """
    watch = Stopwatch()
    with watch("read"):
        documents, problems = gather(paths, settings.date, settings.language)
    with watch("load"):
        reader = open_reader(settings, output, documents)
    with Kept(output) as kept:
        with watch("extract"):
            extractions = [reader.read(document, kept) for document in progress(documents, len(documents))]
        with watch("fuse"):
            graph = fuse(extractions, reader.kb, reader.judgements)
        index, tally = Index(kept), Tally(to_quads(graph, reader.kb))
        with watch("write"):
            index.forget()
            save(tally, output, __version__, settings)
        store = open_store(output)
        with watch("index"):
            fill(index, graph, extractions, reader, tally.shared, len(store))
        kept.drop_others()
        publish(store, output, settings.page_language, watch)
        report = Report.of(index, reader.afresh, problems, watch, reader.stages, listing=True)
        write(output / "report.json", report.json())
    return report


def open_reader(settings: Settings, folder: Path, documents: Iterable[Document]) -> Reader:
    """What reads articles with the base and the judgements of the settings; raises `KgError` where it couldn't read one of `documents`."""
    kb = open_base(settings.kb)
    judgements = read_judgements(judged := settings.judgements or folder / FILE)
    check(judgements, kb, judged)
    reader = Reader(kb, judgements, settings.model)
    for document in documents:
        reader.key(document)
    return reader


def publish(store: Store, output: Path, language: str, watch: Stopwatch) -> None:
    """Write the graph of a store as files for people and programs."""
    from kg.view import page  # whose libraries take longer to import than a change of a store that writes no page

    with watch("write"):
        write(output / "graph.nq", nquads(store))
        write(output / "graph.ttl", turtle(store))
    with watch("page"):
        write(output / "graph.html", page(store, lang=language).encode())
