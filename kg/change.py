"""Adding articles to a store and removing them. After each step the store holds the graph that a build of its articles gives.

Which articles are in a store, the store alone says; their extractions are kept beside it before they enter and dropped after they have
left. One step is one atomic update of the store and reaches the disk before its articles are reported as done. So a command that is
killed leaves the graph of some step, and running it again goes on from there: nothing has to be repaired. What a step changes, `kg/update/`
finds without fusing the other articles again; only where rules, base or judgements are others than before, all are fused anew.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from kg.build import FILES, Progress, open_reader, publish, read_each, readable
from kg.errors import StoreError
from kg.extract.kept import Kept, demand_free
from kg.fuse import fuse
from kg.limits import DEFAULTS
from kg.model import Document, Extraction
from kg.rdf.quads import to_quads
from kg.rdf.store import articles, articles_among, change, located, open_to_change, pointer, settings_of
from kg.rdf.write import lines_of, sorted_lines, write, write_nquads
from kg.read import Problem, gather
from kg.read.named import file_names, named
from kg.report import Report, Stopwatch
from kg.update import Tally, fill, judge, stamps
from kg.update.index import Index
from kg.update.state import State
from kg.update.step import step

SHARE = 20  # a step adds a twentieth of what the store holds, since each waits for the disk
MOST = 50  # articles of a step: they are safe only when it is done
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
    demand_free(folder)
    with watch("read"):
        limits = settings_of(folder).limits if pointer(folder) else DEFAULTS
        documents, problems = gather(paths, date, language, limits) if paths else ([], [])
    located(folder)
    with Kept(folder) as kept:
        opened = Opened(folder, kept, files, watch)
        documents, problems = readable(documents, problems, opened.reader)
        if not opened.in_force:
            opened.renew(progress)
        new = [d for d in documents if not opened.index.has(d.id)]
        there = tuple(d.id for d in documents if opened.index.has(d.id))
        if lost := set(there) - articles_among(opened.store, there):
            raise StoreError(f"the store in {folder} has lost {len(lost)} of its articles: run 'kg build' again")
        added: list[Document] = []
        for some in steps(new, opened.number):
            with watch("extract"):
                come = {x.document.id: x for x in read_each(some, partial(opened.reader.read, kept=kept), problems)}
            opened.step((), come)
            for extraction in come.values():
                added.append(extraction.document)
                done(extraction.document)
        return Changed(tuple(added), there, opened.finish(problems))


def remove(names: Sequence[str], folder: Path, *, files: bool = True, done: Done = lambda _: None) -> Changed:
    """Remove the articles that `names` mean (ids, files, folders) from the store of `folder`, all in one step; `done` gets each afterwards.

    `files` is as in `add`. Raises `InputError` where a name leaves a doubt, `StoreError` where there is no store, another process changes
    it, or articles that stay would have to be read again, which `add` does.
    """
    watch = Stopwatch()
    located(folder)
    with Kept(folder) as kept:
        opened = Opened(folder, kept, files, watch)
        meant = {name: named(name, opened.documents(name), opened.settings.limits) for name in names}
        gone = {d.id for found in meant.values() for d in found}
        if not opened.in_force:
            opened.demand_fresh(gone)
            opened.renew()
        full = [x.document for d in sorted(gone) if (x := kept.find(d))]
        opened.step(gone, {})
        for document in full:
            done(document)
        unknown = tuple(name for name, found in meant.items() if not found)
        return Changed(tuple(full), unknown, opened.finish(()))


class Opened:
    """The store of a folder while a command changes it. Where its index is `in_force`, rules, base and judgements are those with which it
    was made, and steps are possible; else `renew` has to come first."""

    def __init__(self, folder: Path, kept: Kept, files: bool, watch: Stopwatch) -> None:
        """Raises `KgError` where the store cannot be changed."""
        self.folder, self.kept, self.files, self.watch = folder, kept, files, watch
        with watch("load"):
            self.settings = settings_of(folder)
            self.reader = open_reader(self.settings, folder)
            self.store = open_to_change(folder)
            self.index, self.judge = Index(kept), judge(self.reader)
            found = self.index.stamps()
            self.in_force = bool(found) and found == stamps(self.reader, found.keys() - {""})
            self.number = self.index.counts("total").get("documents", 0) if self.in_force else len(articles(self.store))
            if self.number > kept.number():
                raise self.unkept()
            if self.in_force:
                self.recover()

    def unkept(self) -> StoreError:
        return StoreError(f"what the articles of the store in {self.folder} say has not been kept: run 'kg build' again")

    def held(self) -> list[tuple[str, Extraction]]:
        """The kept extractions of the store's articles, each with its key."""
        ids = articles(self.store)
        found = [(key, x) for key, x in self.kept.all() if x.document.id in ids]
        if len(found) < len(ids):
            raise self.unkept()
        return found

    def documents(self, name: str) -> list[Document]:
        """The articles of the store that a name may mean; those of an index have no texts."""
        return self.index.documents(name, file_names(name)) if self.in_force else [x.document for _, x in self.held()]

    def demand_fresh(self, but: Container[str]) -> None:
        """Raise `StoreError` where articles, but for some, would have to be read again."""
        stale = sum(key != self.reader.key(x.document) for key, x in self.held() if x.document.id not in but)
        if stale:
            advice = f"run 'kg add --store {self.folder}' first"
            raise StoreError(f"rules, base or judgements have changed since {stale} articles of the store were read: {advice}")

    def renew(self, progress: Progress = lambda items, _: items) -> None:
        """Read again what today's rules, base or judgements read differently, and fuse all articles anew, in one step."""
        held = {x.document.id: (key, x) for key, x in self.held()}
        with self.watch("extract"):
            documents = progress([x.document for _, x in held.values()], len(held))
            extractions = {d.id: self.reader.again(*held[d.id], self.kept) for d in documents}
        with self.watch("fuse"):
            graph = fuse(extractions, self.reader.kb, self.reader.judgements)
        self.unpublish()
        with self.watch("write"):
            wanted = set(tally := Tally(to_quads(graph, self.reader.kb)))
            self.index.forget()
            change(self.store, set(self.store), wanted)
            with self.index.whole():
                fill(self.index, graph, extractions, self.reader, tally.shared, lines_of(wanted))
        self.in_force = True

    def step(self, gone: Collection[str], come: Mapping[str, Extraction]) -> None:
        """Take articles from the store or bring some to it in one step, which is on the disk when this returns."""
        self.unpublish()
        if not gone and not come:
            return
        self.index.announce([*gone, *come], bool(come))
        with self.index.whole():
            with self.watch("fuse"):
                before = State(self.index, self.kept, self.judge)
                difference = step(before, gone, come, self.store, self.reader.kb, self.reader.judgements)
                self.index.stamp(stamps(self.reader, {x.document.language for x in come.values()}))
                self.index.settle()
            with self.watch("write"):
                change(self.store, difference.gone, difference.come)

    def recover(self) -> None:
        """Finish a step that was broken off after it had changed the store; forget one that hadn't."""
        pending = self.index.pending()
        comes = any(c for _, c in pending)
        there = articles_among(self.store, [document for document, _ in pending])
        if pending and bool(there) == comes:
            found = {document: x for document, _ in pending if comes and (x := self.kept.find(document))}
            self.step(() if comes else [document for document, _ in pending], found)
        self.index.settle()

    def unpublish(self) -> None:
        """Without `files`, those that lie there go: they would tell of another graph."""
        for name in () if self.files else FILES:
            (self.folder / name).unlink(missing_ok=True)

    def finish(self, problems: Sequence[Problem]) -> Report:
        """Drop the extractions of other articles, write the files and give the report."""
        self.kept.drop_others()
        if self.files:
            with self.watch("write"):
                write_nquads(self.folder / "graph.nq", sorted_lines(self.store))
            publish(self.store, self.folder, self.settings.page_language, self.watch)
        report = Report.of(self.index, self.reader.afresh, problems, self.watch, self.reader.stages, listing=self.files)
        if self.files:
            write(self.folder / "report.json", report.json())
        return report


def steps(documents: Sequence[Document], held: int) -> Iterator[Sequence[Document]]:
    """The articles in steps that grow with what the store holds; one empty step where there are none."""
    start = 0
    while start < len(documents) or not start:
        size = min(MOST, max(1, (held + start) // SHARE))
        yield documents[start : start + size]
        start += size
