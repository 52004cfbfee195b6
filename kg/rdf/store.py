"""The store on disk: written whole beside the old one, then named in one step by the file `store.json`; changed in atomic steps."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Iterator, Set
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store

from kg.errors import StoreError
from kg.rdf.terms import DOC, node
from kg.rdf.write import blocks, write
from kg.settings import Settings

FORMAT = 1  # of what a store holds; another number is refused
POINTER = "store.json"
LOADED = 64 << 20  # bytes of quads that are loaded at a time: Oxigraph itself would hold a million quads, a gigabyte and more
DEFAULTS = Settings()
DAMAGED = "the store is damaged ({error}): run 'kg build' again"


def save(lines: Iterable[bytes], folder: Path, version: str, settings: Settings = DEFAULTS) -> None:
    """Replace the store of `folder` by one of these lines of N-Quads, which `kg.rdf.write` made and which hold no blank nodes; the old one
    is readable until the new one is complete. Later commands go on with `settings`."""
    old = current(folder)
    fresh = folder / f"store-{'b' if old and old.name.endswith('-a') else 'a'}"
    shutil.rmtree(fresh, ignore_errors=True)
    try:
        with written(folder):
            store = Store(str(fresh))
            for some in blocks(lines, LOADED):
                store.bulk_load(some, format=RdfFormat.N_QUADS, lenient=True)  # checked when they were made
            store.flush()
            store.optimize()  # else the first small change afterwards would have to wait for it
            del store
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)  # it may fill the disk
        raise
    named = {"format": FORMAT, "newskg": version, "folder": fresh.name, "settings": settings.of_store()}
    write(folder / POINTER, json.dumps(named, indent=1).encode() + b"\n")
    if old and old != fresh:
        shutil.rmtree(old, ignore_errors=True)


def change(store: Store, here: Set[Quad], wanted: Set[Quad]) -> None:
    """Bring a store that holds `here` to hold `wanted`: wholly or not at all, and on the disk when this returns."""
    gone, come = here - wanted, wanted - here
    if gone or come:
        with written():
            store.update(f"DELETE DATA {{ {data(gone)} }} ; INSERT DATA {{ {data(come)} }}")
            store.flush()


def is_damage(error: RuntimeError) -> bool:
    """Whether an error of Oxigraph tells of files that hold something else than was written."""
    return str(error).startswith("Corruption")


@contextmanager
def written(folder: Path | None = None) -> Iterator[None]:
    """Turn what may go wrong with a store that is written into a sentence. The store has to be opened anew afterwards: Oxigraph refuses
    all that comes after a failed write."""
    try:
        yield
    except (OSError, RuntimeError) as error:
        if isinstance(error, RuntimeError) and not is_damage(error):
            raise  # a mistake of ours
        where = f"the store in {folder}" if folder else "the store"
        raise StoreError(f"{where} cannot be written ({error}): make room there and run this again; the last one is whole") from None


def data(quads: Iterable[Quad]) -> str:
    """Quads as SPARQL writes them in an update. Every term is written by the library: articles' words never reach the syntax."""
    graphs: dict[str, list[str]] = {}
    for quad in quads:
        graphs.setdefault("" if isinstance(quad.graph_name, DefaultGraph) else str(quad.graph_name), []).append(f"{quad.triple} .")
    return "\n".join(f"GRAPH {name} {{ {' '.join(ts)} }}" if name else "\n".join(ts) for name, ts in graphs.items())


def articles(store: Store) -> set[str]:
    """The ids of the articles that a store holds."""
    found = store.quads_for_pattern(None, node("rdf:type"), node("schema:NewsArticle"), DefaultGraph())
    return {quad.subject.value.removeprefix(DOC) for quad in found if isinstance(quad.subject, NamedNode)}


def articles_among(store: Store, ids: Iterable[str]) -> set[str]:
    """Those of some articles that a store holds."""
    article, default = node("schema:NewsArticle"), DefaultGraph()
    return {id for id in ids if Quad(NamedNode(DOC + id), node("rdf:type"), article, default) in store}


def settings_of(folder: Path) -> Settings:
    """The settings of the build that wrote the store of `folder`; raises `StoreError` where the pointer doesn't tell them."""
    try:
        return Settings.from_store((pointer(folder) or {})["settings"])
    except (KeyError, TypeError, ValueError):
        raise StoreError(f"{folder / POINTER} doesn't tell the settings of the store: run 'kg build' again") from None


def pointer(folder: Path) -> dict[str, Any] | None:
    """What the pointer says, None without one; raises `StoreError` for one that is damaged or of another format."""
    try:
        found: dict[str, Any] = json.loads((folder / POINTER).read_text(encoding="utf-8"))
        format, _ = found["format"], Path(found["folder"])
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError):
        raise StoreError(f"{folder / POINTER} is damaged: run 'kg build' again") from None
    if format != FORMAT:
        raise StoreError(f"the store in {folder} has format {format} and this version of kg reads format {FORMAT}: run 'kg build' again")
    return found


def current(folder: Path) -> Path | None:
    """The store's folder as its pointer names it, None without a pointer; raises `StoreError` as `pointer` does."""
    found = pointer(folder)
    return folder / Path(found["folder"]).name if found else None


def located(folder: Path) -> Path:
    """The folder of the store that a build wrote to `folder`; raises `StoreError` where there is none."""
    path = current(folder)
    if path is None or not (path / "CURRENT").exists():
        raise StoreError(f"there is no store in {folder}: run 'kg build -o {folder}' first, or name another folder with --store")
    return path


def open_store(folder: Path) -> Store:
    """The store that a build wrote to `folder`, read-only; raises `StoreError` where there is none."""
    path = located(folder)
    try:
        return Store.read_only(str(path))
    except (OSError, RuntimeError) as error:
        raise StoreError(f"the store in {folder} cannot be opened ({error}): run 'kg build' again") from None


def open_to_change(folder: Path) -> Store:
    """The store that a build wrote to `folder`, for one writer; raises `StoreError` where there is none or another process changes it."""
    path = located(folder)
    try:
        return Store(str(path))
    except RuntimeError as error:
        raise StoreError(DAMAGED.format(error=error)) from None
    except OSError as error:
        raise StoreError(
            f"the store in {folder} cannot be opened to change it ({error}): wait for other commands, or build it again"
        ) from None
