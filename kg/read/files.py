"""Files, folders and JSON lines: what is readable becomes documents, what is not is named."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from kg.errors import InputError
from kg.ids import document_id
from kg.model import Document
from kg.read.dateline import first_sentence, opening, valid_date

ENDINGS = (".txt", ".jsonl")
MOST_CHARACTERS = 2_000_000  # of one article: more than a book


class Problem(NamedTuple):
    """An input that gave no document, and why, in one sentence."""

    source: str
    reason: str

    def __str__(self) -> str:
        return f"{self.source}: {self.reason}"


def read(paths: Iterable[Path], date: str = "", language: str = "") -> Iterator[Document | Problem]:
    """The documents under `paths` in the order of their names; `date` and `language` serve those that give none."""
    default_date = valid_date(date) if date else ""
    seen: set[str] = set()
    for path in paths:
        for item in read_path(path, default_date, language or "fr"):
            if isinstance(item, Problem):
                yield item
            elif item.id in seen:
                yield Problem(item.source, "is read already: the same article under the same name")
            else:
                seen.add(item.id)
                yield item


def gather(paths: Iterable[Path], date: str = "", language: str = "") -> tuple[list[Document], list[Problem]]:
    """What can be read under `paths` and what cannot; raises `InputError` that names each file where nothing can."""
    items = list(read(paths, date, language))
    documents = [d for d in items if isinstance(d, Document)]
    problems = [p for p in items if isinstance(p, Problem)]
    if not documents:
        raise InputError("\n".join(map(str, problems)) or "there is nothing to read: name files or folders")
    return documents, problems


def read_path(path: Path, date: str, language: str) -> Iterator[Document | Problem]:
    """Documents of one file or folder."""
    try:
        if path.is_dir():
            files = [f for f in sorted(path.rglob("*")) if f.suffix.lower() in ENDINGS and f.is_file()]
            if not files:
                yield Problem(str(path), "holds no .txt or .jsonl file: name a folder of articles")
            for file in files:
                yield from read_file(file, date, language)
        elif not path.exists():
            yield Problem(str(path), "does not exist: check the path")
        elif not path.is_file():
            yield Problem(str(path), "is no regular file: name a text file or a folder")
        else:
            yield from read_file(path, date, language)
    except OSError as error:
        yield Problem(str(path), f"cannot be read ({error.strerror})")


def read_file(path: Path, date: str, language: str) -> Iterator[Document | Problem]:
    """The article of a text file, or the articles of a file of JSON lines."""
    try:
        text = decode(path.read_bytes())
        if path.suffix.lower() == ".jsonl":
            yield from read_lines(path, text, date, language)
        else:
            yield text_document(path, text, date, language)
    except OSError as error:
        yield Problem(str(path), f"cannot be read ({error.strerror})")
    except InputError as error:
        yield Problem(str(path), str(error))


def decode(data: bytes) -> str:
    """UTF-8 text with or without a byte order mark; raises `InputError` for anything else."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"is no UTF-8 text (byte {error.start}): convert it to UTF-8") from None
    if "\0" in text:
        raise InputError("is no text: it holds NUL bytes")
    return text


def text_document(path: Path, text: str, date: str, language: str) -> Document:
    """One article; its dateline gives the date where it has one."""
    start = opening(text)
    name = path.stem
    return document(name, path.name, text, start.headline, start.date or date, language, body=start.body, title_end=start.title_end)


def read_lines(path: Path, text: str, date: str, language: str) -> Iterator[Document | Problem]:
    """One article a line: an object with `text` and, if known, `id`, `title`, `date`, `lang`, `url`, `publisher`."""
    empty = True
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        empty = False
        try:
            yield line_document(f"{path.stem}-{number}", f"{path.name}:{number}", line, date, language)
        except InputError as error:
            yield Problem(f"{path}:{number}", str(error))
    if empty:
        yield Problem(str(path), "is empty: put one JSON object with a text on each line")


def line_document(name: str, source: str, line: str, date: str, language: str) -> Document:
    """The document of one JSON line; raises `InputError` where the line is none."""
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        raise InputError("is no JSON object: put one object with a text on each line") from None
    if not isinstance(record, dict):
        raise InputError("is no JSON object: put one object with a text on each line")
    text = field(record, "text")
    given = field(record, "date")
    return document(
        field(record, "id") or name,
        source,
        text,
        field(record, "title") or first_sentence(text.strip()),
        valid_date(given[:10]) if given else date,
        field(record, "lang") or language,
        url=field(record, "url"),
        publisher=field(record, "publisher"),
    )


def field(record: dict[str, Any], name: str) -> str:
    """A text field of a JSON record, "" where absent; raises `InputError` for another type."""
    value = record.get(name)
    if value is None:
        return ""
    if not isinstance(value, str | int):
        raise InputError(f"has a '{name}' that is no text")
    return str(value).encode("utf-8", "replace").decode("utf-8")  # a lone surrogate cannot be written anywhere


def document(
    name: str,
    source: str,
    text: str,
    headline: str,
    date: str,
    language: str,
    *,
    body: int = 0,
    title_end: int = 0,
    url: str = "",
    publisher: str = "",
) -> Document:
    """A document with its id and digest; raises `InputError` for a text that is empty or beyond the limit."""
    if not text[body:].strip():
        raise InputError("is empty: there is no article in it")
    if len(text) > MOST_CHARACTERS:
        raise InputError(f"is longer than {MOST_CHARACTERS} characters: split it into articles")
    sha = hashlib.sha256(text.encode()).hexdigest()
    key = document_id(name, sha, headline, date, language, url, publisher)
    return Document(key, source, headline, text, language, date, sha, body, title_end, url, publisher)
