"""The pipeline: articles in, a graph out. Read this page first.

    file ─read→ Document ─extract→ Extraction ─fuse→ Graph ─to_quads→ quads ─→ store, graph.nq, graph.ttl, graph.html

`extract` sees one article and `fuse` all of them; nothing after `fuse` decides anything. Extractions are kept beside the store: an article
is read again only where something that decides its extraction has changed. What fusion decided is kept there too (`kg/update/`), so that
`kg/change.py` goes the same way with a few articles and looks only at those that they reach.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path

from pyoxigraph import Store

from kg import __version__
from kg.errors import InputError
from kg.extract.kept import Kept, demand_free
from kg.extract.processes import Read, reading
from kg.extract.reader import Reader
from kg.fuse import Gathered, fuse
from kg.judgements import FILE, check, read_judgements
from kg.kb import open_base
from kg.model import Document, Extraction
from kg.processes import Begin, Task, beside
from kg.rdf.quads import to_quads
from kg.rdf.store import open_store, save
from kg.rdf.write import sorted_lines, whole, write, write_nquads, write_turtle
from kg.read import Problem, gather
from kg.report import Report, Stopwatch
from kg.settings import Settings
from kg.update import Tally, fill
from kg.update.index import Index

DEFAULTS = Settings()
MANY = 100  # articles whose store and page are worth a process
FILES = ("graph.nq", "graph.ttl", "graph.html", "report.json")
Progress = Callable[[Iterable[Document], int], Iterable[Document]]


def build(paths: Sequence[Path], output: Path, settings: Settings = DEFAULTS, progress: Progress = lambda items, _: items) -> Report:
    """Build the graph of the articles under `paths` into the folder `output`.

    Writes graph.nq (sorted N-Quads), graph.ttl, graph.html, report.json and the store; the same articles give the same
    bytes. Raises `InputError` where nothing could be read and `StoreError` where another process writes there.
    """
    watch = Stopwatch()
    demand_free(output)
    with watch("read"):
        documents, problems = gather(paths, settings.date, settings.language, settings.limits)
    with watch("load"):
        reader = open_reader(settings, output)
        documents, problems = readable(documents, problems, reader)
    with Kept(output) as kept:
        gathered = Gathered()
        with watch("extract"), reading(documents, reader, kept, settings.jobs, partial(open_reader, settings, output)) as read:
            for extraction in read_each(progress(documents, len(documents)), read, problems):
                gathered.take(extraction)
        if not gathered.told:
            raise InputError("\n".join(map(str, problems)))
        del documents  # they are kept: memory holds none from here on
        index = Index(kept)
        with beside(settings.jobs if len(gathered.told) >= MANY else 1, prepare) as begin:
            paged = store_graph(gathered, index, reader, output, settings, watch, begin)
            kept.drop_others()
            with watch("write"):
                write_triples(output)
            with watch("page"):
                paged()
        report = Report.of(index, reader.afresh, problems, watch, reader.stages, listing=True)
        write(output / "report.json", report.json())
    return report


def store_graph(gathered: Gathered, index: Index, reader: Reader, output: Path, settings: Settings, watch: Stopwatch, begin: Begin) -> Task:
    """Fuse the articles that were gathered and write their graph: graph.nq, the store and its index. Gives what waits for its page."""
    extractions = index.kept.of(gathered.told)
    with watch("fuse"):
        graph = fuse(extractions, reader.kb, reader.judgements, gathered)
        gc.collect()  # what fusion remembered of the articles refers to itself
    tally = Tally(to_quads(graph, reader.kb))
    with whole(output / "graph.nq") as quads:  # it has this name when the store holds the same
        with watch("write"):
            write_nquads(quads, sorted_lines(tally))
        index.forget()
        stored = begin(partial(save_file, quads, output, settings))
        paged = begin(partial(page_of, output, settings.page_language))
        with index.whole():
            with watch("index"), quads.open("rb") as lines:
                fill(index, graph, extractions, reader, tally.shared, lines)
            del graph, tally
            reader.kb.forget()  # which lies between what the graph held: to load the store takes that room
            with watch("write"):
                stored()
    return paged


def save_file(quads: Path, output: Path, settings: Settings) -> None:
    """Replace the store by one of a file of N-Quads."""
    with quads.open("rb") as lines:
        save(lines, output, __version__, settings)


def open_reader(settings: Settings, folder: Path) -> Reader:
    """What reads articles with the base and the judgements of the settings; raises `KgError` where one of these cannot be used."""
    kb = open_base(settings.kb)
    judgements = read_judgements(judged := settings.judgements or folder / FILE)
    check(judgements, kb, judged)
    return Reader(kb, judgements, settings.model)


def readable(documents: Sequence[Document], problems: Sequence[Problem], reader: Reader) -> tuple[list[Document], list[Problem]]:
    """The documents in a language that a model reads, and the problems with the others added; raises `InputError` where there are only
    others."""
    unknown: dict[str, InputError] = {}
    for language in {d.language for d in documents}:
        try:
            reader.rules(language)
        except InputError as error:
            unknown[language] = error
    found = [d for d in documents if d.language not in unknown]
    if documents and not found:
        raise unknown[documents[0].language]
    return found, [*problems, *(Problem(d.source, str(unknown[d.language])) for d in documents if d.language in unknown)]


def read_each(documents: Iterable[Document], read: Read, problems: list[Problem]) -> Iterator[Extraction]:
    """What the documents say; what cannot be understood is added to the problems, and the others are read."""
    for document in documents:
        try:
            yield read(document)
        except InputError as error:
            problems.append(Problem(document.source, str(error)))


def publish(store: Store, output: Path, language: str, watch: Stopwatch) -> None:
    """Write the graph of a store, of which graph.nq is there already, as files for people."""
    with watch("write"):
        write_triples(output)
    with watch("page"):
        write_page(store, output, language)


def write_triples(output: Path) -> None:
    """Write graph.ttl from graph.nq."""
    with (output / "graph.nq").open("rb") as lines:
        write_turtle(output / "graph.ttl", lines)


def page_of(output: Path, language: str) -> None:
    """Write graph.html from the store that lies there."""
    write_page(open_store(output), output, language)


def write_page(store: Store, output: Path, language: str) -> None:
    """Write graph.html from a store."""
    from kg.view import page  # whose libraries take longer to import than a change of a store that writes no page

    write(output / "graph.html", page(store, lang=language).encode())


def prepare() -> None:
    """Import what a page needs."""
    import kg.view.network  # noqa: F401
