"""Adding articles to a store and removing them. After each step the store holds the graph that a build of its articles gives.

Which articles are in a store, the store alone says; their extractions are kept beside it before they enter and dropped after they have
left. One step is one atomic update of the store and reaches the disk before its articles are reported as done. So a command that is
killed leaves the graph of some step, and running it again goes on from there: nothing has to be repaired.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.build import FILES, Progress, open_reader, publish
from kg.errors import StoreError
from kg.extract.kept import Kept
from kg.fuse import fuse
from kg.model import Document, Extraction
from kg.rdf.quads import to_quads
from kg.rdf.store import articles, change, located, open_to_change, settings_of
from kg.rdf.write import write
from kg.read import Problem, gather
from kg.read.named import named
from kg.report import Report, Stopwatch

SHARE = 20  # a step adds a twentieth of what the store holds: however many articles come, each is fused about twenty times
Done = Callable[[Document], None]


@dataclass(frozen=True, slots=True)
class Changed:
    """What a command did: the articles that it added or removed, what it had nothing to do for (articles that were there already, names
    that mean none of the store's), and the report on the store as it is now."""

    articles: tuple[Document, ...]
    idle: tuple[str, ...]
    report: Report


def add(
    paths: Sequence[Path],
    folder: Path,
    date: str = "",
    language: str = "",
    *,
    files: bool = True,
    progress: Progress = lambda items, _: items,
    done: Done = lambda _: None,
) -> Changed:
    """Add the articles under `paths` to the store of `folder`, with the settings of its build; `done` gets each that is on the disk.

    Articles of the store that today's rules, base or judgements read differently are read again, from the texts kept; without `paths` this
    is all. Without `files`, graph.nq, graph.ttl, graph.html and report.json are removed and not written anew: they would tell of another
    graph. Raises `InputError` where nothing could be read, `StoreError` where there is no store or another process changes it.
    """
    watch = Stopwatch()
    with watch("read"):
        documents, problems = gather(paths, date, language) if paths else ([], [])
    located(folder)
    with Kept(folder) as kept:
        opened = Opened(folder, kept, documents, files, watch)
        with watch("extract"):
            extractions = {d.id: opened.reader.again(*opened.held[d.id], kept) for d in progress(opened.documents, len(opened.held))}
        new = [d for d in documents if d.id not in opened.held]
        for step in steps(new, len(extractions)):
            with watch("extract"):
                extractions |= {d.id: opened.reader.read(d, kept) for d in step}
            opened.hold(extractions.values())
            for document in step:
                done(document)
        there = tuple(d.id for d in documents if d.id in opened.held)
        return Changed(tuple(new), there, opened.finish(problems))


def remove(names: Sequence[str], folder: Path, *, files: bool = True, done: Done = lambda _: None) -> Changed:
    """Remove the articles that `names` mean (ids, files, folders) from the store of `folder`, all in one step; `done` gets each afterwards.

    `files` is as in `add`. Raises `InputError` where a name leaves a doubt, `StoreError` where there is no store, another process changes
    it, or articles that stay would have to be read again, which `add` does.
    """
    watch = Stopwatch()
    located(folder)
    with Kept(folder) as kept:
        opened = Opened(folder, kept, (), files, watch)
        meant = {name: named(name, opened.documents) for name in names}
        gone = {d.id: d for found in meant.values() for d in found}
        stay = [(key, x) for key, x in opened.held.values() if x.document.id not in gone]
        if stale := sum(key != opened.reader.key(x.document) for key, x in stay):
            advice = f"run 'kg add --store {folder}' first"
            raise StoreError(f"rules, base or judgements have changed since {stale} articles of the store were read: {advice}")
        opened.hold([x for _, x in stay])
        for document in gone.values():
            done(document)
        unknown = tuple(name for name, found in meant.items() if not found)
        return Changed(tuple(gone.values()), unknown, opened.finish(()))


class Opened:
    """The store of a folder while a command changes it. `held` are the kept extractions of its articles by id, each with its key."""

    def __init__(self, folder: Path, kept: Kept, coming: Iterable[Document], files: bool, watch: Stopwatch) -> None:
        """Raises `KgError` where the store cannot be changed or an article of those `coming` couldn't be read."""
        self.folder, self.kept, self.files, self.watch = folder, kept, files, watch
        with watch("load"):
            self.settings = settings_of(folder)
            self.reader = open_reader(self.settings, folder, coming)
            self.store = open_to_change(folder)
            self.here = set(self.store)
            ids = articles(self.store)
            self.held = {x.document.id: (key, x) for key, x in kept.all() if x.document.id in ids}
        if len(self.held) < len(ids):
            raise StoreError(f"what the articles of the store in {folder} say has not been kept: run 'kg build' again")

    @property
    def documents(self) -> list[Document]:
        """The articles of the store."""
        return [x.document for _, x in self.held.values()]

    def hold(self, extractions: Iterable[Extraction]) -> None:
        """Bring the store to the graph of `extractions` in one step, which is on the disk when this returns."""
        if not self.files:
            for name in FILES:
                (self.folder / name).unlink(missing_ok=True)
        with self.watch("fuse"):
            self.graph = fuse(extractions, self.reader.kb, self.reader.judgements)
        with self.watch("write"):
            wanted = set(to_quads(self.graph, self.reader.kb))
            change(self.store, self.here, wanted)
            self.here = wanted

    def finish(self, problems: Sequence[Problem]) -> Report:
        """Drop the extractions of other articles, write the files and give the report."""
        self.kept.drop_others(document.id for document in self.graph.documents)
        if self.files:
            publish(self.store, self.folder, self.settings.page_language, self.watch)
        report = Report.of(self.graph, len(self.here), self.reader.afresh, problems, self.watch, self.reader.stages)
        if self.files:
            write(self.folder / "report.json", report.json())
        return report


def steps(documents: Sequence[Document], held: int) -> Iterator[Sequence[Document]]:
    """The articles in steps that grow with what the store holds; one empty step where there are none."""
    start = 0
    while start < len(documents) or not start:
        size = max(1, (held + start) // SHARE)
        yield documents[start : start + size]
        start += size
