"""The pipeline: articles in, a graph out. Read this page first.

    file ─read→ Document ─extract→ Extraction ─fuse→ Graph ─to_quads→ quads ─→ store, graph.nq, graph.ttl, graph.html

`extract` sees one article and `fuse` all of them; nothing after `fuse` decides anything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from kg import __version__
from kg.errors import InputError
from kg.extract.extract import extract
from kg.fuse import fuse
from kg.judgements import FILE, check, read_judgements
from kg.kb import open_base
from kg.model import Document, Extraction
from kg.nlp import load
from kg.rdf.quads import to_quads
from kg.rdf.store import open_store, save
from kg.rdf.write import nquads, turtle, write
from kg.read import Problem, read
from kg.report import Report, Stopwatch
from kg.settings import Settings
from kg.view import page

DEFAULTS = Settings()
Progress = Callable[[Iterable[Document], int], Iterable[Document]]


def build(paths: Sequence[Path], output: Path, settings: Settings = DEFAULTS, progress: Progress = lambda items, _: items) -> Report:
    """Build the graph of the articles under `paths` into the folder `output`.

    Writes graph.nq (sorted N-Quads), graph.ttl, graph.html, report.json and the store; the same articles give the same
    bytes. Raises `InputError` where nothing could be read.
    """
    watch, stages = Stopwatch(), Stopwatch()
    with watch("read"):
        items = list(read(paths, settings.date, settings.language))
        documents = [d for d in items if isinstance(d, Document)]
        problems = [p for p in items if isinstance(p, Problem)]
        if not documents:
            raise InputError("\n".join(map(str, problems)) or "there is nothing to read: name files or folders")
    with watch("load"):
        kb = open_base(settings.kb)
        judgements = read_judgements(judged := settings.judgements or output / FILE)
        check(judgements, kb, judged)
        models = {language: load(language, settings.model) for language in sorted({d.language for d in documents})}
    with watch("extract"):
        articles = progress(documents, len(documents))
        extractions: list[Extraction] = [extract(d, models[d.language], kb, judgements, stages) for d in articles]
    with watch("fuse"):
        graph = fuse(extractions, kb, judgements)
    with watch("write"):
        output.mkdir(parents=True, exist_ok=True)
        quads = sorted(set(to_quads(graph, kb)), key=str)
        save(quads, output, __version__)
        write(output / "graph.nq", nquads(quads))
        write(output / "graph.ttl", turtle(quads))
    with watch("page"):
        write(output / "graph.html", page(open_store(output), lang=settings.page_language).encode())
    report = Report.of(graph, len(quads), problems, watch, stages)
    write(output / "report.json", report.json())
    return report
