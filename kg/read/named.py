"""Which of the articles that a store holds are meant by an id, a file or a folder."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from kg.errors import InputError
from kg.limits import DEFAULTS, Limits
from kg.model import Document
from kg.read.files import read, shown, walk


def named(name: str, documents: Sequence[Document], limits: Limits = DEFAULTS) -> list[Document]:
    """The articles that `name` means; none where it means none.

    An id means its article, a folder the articles of its files. A file that is there means the articles with its texts, one that is gone
    the articles that were read from a file so called. Raises `InputError` where that leaves a doubt.
    """
    path = Path(name)
    if by_id := [d for d in documents if d.id == name]:
        return by_id
    if name and path.is_dir():
        texts = {d.sha256 for d in read([path], limits=limits) if isinstance(d, Document)}
        files = file_names(name)
        return [d for d in documents if d.sha256 in texts and file_of(d) in files]
    found = [d for d in documents if file_of(d) == shown(path.name)]
    if path.exists():
        texts = {d.sha256 for d in read([path], limits=limits) if isinstance(d, Document)}
        same = [d for d in found if d.sha256 in texts]
        if found and not same:
            raise InputError(f"'{name}' holds another text than the store's article of this name: say {either(found)}")
        return same
    if len({d.source for d in found}) < len(found):
        raise InputError(f"'{name}' may mean several articles of the store: say {either(found)}")
    return found


def file_names(name: str) -> set[str]:
    """The names of the files that `name` may mean."""
    path = Path(name)
    return {shown(f.name) for f in (walk(path)[0] if name and path.is_dir() else [path])}


def file_of(document: Document) -> str:
    """The name of the file that a document was read from: its source without the line's number in JSON lines."""
    name, colon, line = document.source.rpartition(":")
    return name if colon and line.isdecimal() and name.lower().endswith(".jsonl") else document.source


def either(documents: Iterable[Document]) -> str:
    """Ids to choose from."""
    return " or ".join(sorted(d.id for d in documents))
