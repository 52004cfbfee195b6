"""The store on disk: written whole beside the old one, then named in one step by the file `store.json`."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable
from pathlib import Path

from pyoxigraph import Quad, Store

from kg.errors import StoreError
from kg.rdf.write import write

FORMAT = 1  # of what a store holds; another number is refused
POINTER = "store.json"


def save(quads: Iterable[Quad], folder: Path, version: str) -> None:
    """Replace the store of `folder`; the old one is readable until the new one is complete."""
    old = current(folder)
    fresh = folder / f"store-{'b' if old and old.name.endswith('-a') else 'a'}"
    shutil.rmtree(fresh, ignore_errors=True)
    store = Store(str(fresh))
    store.bulk_extend(quads)
    store.flush()
    del store
    write(folder / POINTER, json.dumps({"format": FORMAT, "newskg": version, "folder": fresh.name}, indent=1).encode() + b"\n")
    if old and old != fresh:
        shutil.rmtree(old, ignore_errors=True)


def current(folder: Path) -> Path | None:
    """The store's folder as its pointer names it, None without a pointer; raises `StoreError` for one of another format."""
    try:
        pointer = json.loads((folder / POINTER).read_text(encoding="utf-8"))
        format, name = pointer["format"], Path(pointer["folder"]).name
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError):
        raise StoreError(f"{folder / POINTER} is damaged: run 'kg build' again") from None
    if format != FORMAT:
        raise StoreError(f"the store in {folder} has format {format} and this version of kg reads format {FORMAT}: run 'kg build' again")
    return folder / name


def open_store(folder: Path) -> Store:
    """The store that a build wrote to `folder`, read-only; raises `StoreError` where there is none."""
    path = current(folder)
    if path is None or not (path / "CURRENT").exists():
        raise StoreError(f"there is no store in {folder}: run 'kg build -o {folder}' first, or name another folder with --store")
    try:
        return Store.read_only(str(path))
    except OSError as error:
        raise StoreError(f"the store in {folder} cannot be opened ({error}): run 'kg build' again") from None
