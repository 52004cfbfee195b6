"""Files, folders and JSON lines: what is readable becomes documents, what is not is named."""

from __future__ import annotations

import codecs
import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from kg.errors import InputError
from kg.ids import document_id
from kg.limits import DEFAULTS, Limits
from kg.model import Document
from kg.read.dateline import first_sentence, opening, valid_date

ENDINGS = (".txt", ".jsonl")


class Problem(NamedTuple):
    """An input that gave no document, and why, in one sentence."""

    source: str
    reason: str

    def __str__(self) -> str:
        return f"{self.source}: {self.reason}"


def read(paths: Iterable[Path], date: str = "", language: str = "", limits: Limits = DEFAULTS) -> Iterator[Document | Problem]:
    """The documents under `paths` in the order of their names; `date` and `language` serve those that give none."""
    default_date = valid_date(date) if date else ""
    seen: set[str] = set()
    for path in paths:
        for item in read_path(path, default_date, language or "fr", limits):
            if isinstance(item, Problem):
                yield item
            elif item.id in seen:
                yield Problem(item.source, "is read already: the same article under the same name")
            else:
                seen.add(item.id)
                yield item


def gather(paths: Iterable[Path], date: str = "", language: str = "", limits: Limits = DEFAULTS) -> tuple[list[Document], list[Problem]]:
    """What can be read under `paths` and what cannot; raises `InputError` that names each file where nothing can."""
    items = list(read(paths, date, language, limits))
    documents = [d for d in items if isinstance(d, Document)]
    problems = [p for p in items if isinstance(p, Problem)]
    if not documents:
        raise InputError("\n".join(map(str, problems)) or "there is nothing to read: name files or folders")
    return documents, problems


def read_path(path: Path, date: str, language: str, limits: Limits) -> Iterator[Document | Problem]:
    """Documents of one file or folder."""
    try:
        if path.is_dir():
            found, problems = walk(path)
            yield from problems
            if not found and not problems:
                yield Problem(shown(path), "holds no .txt or .jsonl file: name a folder of articles")
            for file in found:
                yield from read_file(file, date, language, limits)
        elif not path.exists():
            yield Problem(shown(path), "does not exist: check the path")
        else:
            yield from read_file(path, date, language, limits)
    except OSError as error:
        yield Problem(shown(path), f"cannot be read ({error.strerror})")


def walk(folder: Path) -> tuple[list[Path], list[Problem]]:
    """The files of articles under a folder in the order of their names, and which folders in it are not looked into."""
    files: list[Path] = []
    problems: list[Problem] = []

    def closed(error: OSError) -> None:
        problems.append(Problem(shown(error.filename), f"cannot be read ({error.strerror})"))

    for place, folders, names in os.walk(folder, onerror=closed):
        here = Path(place)
        links = [here / name for name in folders if (here / name).is_symlink()]
        problems += [Problem(shown(link), "is a link to a folder, which is not followed: name the folder itself") for link in links]
        files += [here / name for name in names if Path(name).suffix.lower() in ENDINGS]
    return sorted(files), sorted(problems)


def read_file(path: Path, date: str, language: str, limits: Limits) -> Iterator[Document | Problem]:
    """The article of a text file, or the articles of a file of JSON lines."""
    try:
        if not path.is_file():  # a pipe or device may never end, and a link may lead nowhere
            yield Problem(shown(path), "is no regular file: name a text file or a folder")
            return
        with path.open("rb") as file:
            if path.suffix.lower() == ".jsonl":
                yield from read_lines(path, file, date, language, limits)
            else:
                data = file.read(limits.bytes + 1)
                text, complaint = limits.fit(decode(data, whole=len(data) <= limits.bytes))
                if complaint:
                    yield Problem(shown(path), complaint)
                yield text_document(path, text, date, language)
    except OSError as error:
        yield Problem(shown(path), f"cannot be read ({error.strerror})")
    except InputError as error:
        yield Problem(shown(path), str(error))


def decode(data: bytes, whole: bool = True) -> str:
    """UTF-8 text with or without a byte order mark; raises `InputError` for anything else. Unless `whole` it may end in a character."""
    try:
        text = codecs.getincrementaldecoder("utf-8-sig")().decode(data, whole)
    except UnicodeDecodeError as error:
        raise InputError(f"is no UTF-8 text (byte {error.start}): convert it to UTF-8") from None
    if "\0" in text:
        raise InputError("is no text: it holds NUL bytes")
    return text


def shown(name: Path | str) -> str:
    """A file's name as one line that can be written anywhere: names may hold bytes that are no text, line breaks, commands to terminals."""
    return "".join(c if c.isprintable() else "\ufffd" for c in str(name))


def text_document(path: Path, text: str, date: str, language: str) -> Document:
    """One article; its dateline gives the date where it has one."""
    start = opening(text)
    name = path.stem
    return document(name, shown(path.name), text, start.headline, start.date or date, language, body=start.body, title_end=start.title_end)


def read_lines(path: Path, file: BinaryIO, date: str, language: str, limits: Limits) -> Iterator[Document | Problem]:
    """One article a line: an object with `text` and, if known, `id`, `title`, `date`, `lang`, `url`, `publisher`."""
    empty = True
    for number, line in enumerate(lines(file, limits.line_bytes), start=1):
        if line is not None and not line.strip():
            continue
        empty = False
        try:
            if line is None:
                raise InputError(f"is longer than {limits.line_bytes} bytes: split it into articles")
            yield from line_document(f"{path.stem}-{number}", path.name, number, decode(line), date, language, limits)
        except InputError as error:
            yield Problem(f"{shown(path)}:{number}", str(error))
    if empty:
        yield Problem(shown(path), "is empty: put one JSON object with a text on each line")


def lines(file: BinaryIO, longest: int) -> Iterator[bytes | None]:
    """The lines of a file, None for one of more bytes than `longest`, which is never held whole."""
    while line := file.readline(longest + 1):
        if len(line) <= longest:
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = file.readline(longest)
        yield None


def line_document(name: str, file: str, number: int, line: str, date: str, language: str, limits: Limits) -> Iterator[Document | Problem]:
    """The document of one JSON line; raises `InputError` where the line is none."""
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        raise InputError("is no JSON object: put one object with a text on each line") from None
    if not isinstance(record, dict):
        raise InputError("is no JSON object: put one object with a text on each line")
    source = f"{shown(file)}:{number}"
    text, complaint = limits.fit(field(record, "text"))
    given = field(record, "date")
    made = document(
        field(record, "id") or name,
        source,
        text,
        field(record, "title") or first_sentence(text.strip()),
        valid_date(given[:10]) if given else date,
        field(record, "lang") or language,
        url=field(record, "url"),
        publisher=field(record, "publisher"),
    )
    if complaint:
        yield Problem(source, complaint)
    yield made


def field(record: dict[str, Any], name: str) -> str:
    """A text field of a JSON record, "" where absent; raises `InputError` for another type."""
    value = record.get(name)
    if value is None:
        return ""
    if not isinstance(value, str | int):
        raise InputError(f"has a '{name}' that is no text")
    if "\0" in str(value):
        raise InputError(f"has a '{name}' that holds NUL characters")
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
    """A document with its id and digest; raises `InputError` for a text that is empty."""
    if not text[body:].strip():
        raise InputError("is empty: there is no article in it")
    sha = hashlib.sha256(text.encode()).hexdigest()
    key = document_id(name, sha, headline, date, language, url, publisher)
    return Document(key, source, headline, text, language, date, sha, body, title_end, url, publisher)
