"""Reading the knowledge base's tab-separated files, with the line of every mistake."""

from __future__ import annotations

import dataclasses
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from kg.errors import KnowledgeBaseError
from kg.kb.entry import Entry, Office, Tenure

KINDS = frozenset({"Person", "Organization", "Country", "City", "AdministrativeArea", "BodyOfWater", "Place", "Legislation", "Event", "Thing"})
LISTS = frozenset({"aliases", "acronyms", "adjectives", "members", "nouns"})
RENAMED = {"in": "inside"}
DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
IDENTIFIER = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
RECORDS: dict[str, type[Entry] | type[Office] | type[Tenure]] = {"offices": Office, "tenures": Tenure}


def read_file(path: Path) -> Iterator[tuple[int, Entry | Office | Tenure]]:
    """The records of one file with their line numbers; raises `KnowledgeBaseError` that names file and line."""
    record = RECORDS.get(path.stem, Entry)
    known = {f.name for f in dataclasses.fields(record)}
    header: list[str] = []
    for number, line in enumerate(lines(path), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = unicodedata.normalize("NFC", line).split("\t")
        if not header:
            header = [RENAMED.get(c.strip(), c.strip()) for c in cells]
            for column in header:
                if column not in known:
                    raise mistake(path, number, f"has an unknown column '{column}': the columns are {', '.join(sorted(known))}")
            continue
        if len(cells) != len(header):
            raise mistake(path, number, f"has {len(cells)} fields instead of {len(header)}")
        yield number, build(record, dict(zip(header, cells, strict=True)), path, number)


def lines(path: Path) -> list[str]:
    """The file's lines; raises `KnowledgeBaseError` where it cannot be read."""
    try:
        return path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError):
        raise KnowledgeBaseError(f"{path} cannot be read as UTF-8 text: check the path and the encoding") from None


def build(record: type[Entry] | type[Office] | type[Tenure], cells: dict[str, str], path: Path, number: int) -> Entry | Office | Tenure:
    """One record from its cells, checked."""
    values: dict[str, object] = {}
    for column, cell in cells.items():
        text = cell.strip()
        values[column] = tuple(v.strip() for v in text.split("|") if v.strip()) if column in LISTS else text
    if "population" in values:
        values["population"] = int(str(values["population"] or 0))
    try:
        made = record(**values)  # type: ignore[arg-type]
    except TypeError:
        raise mistake(path, number, "lacks a column: see the format's description") from None
    check(made, path, number)
    return made


def check(made: Entry | Office | Tenure, path: Path, number: int) -> None:
    """Raises `KnowledgeBaseError` for a kind, id or date that is none."""
    if isinstance(made, Tenure):
        for date in (made.start, made.end):
            if date and not DATE.fullmatch(date):
                raise mistake(path, number, f"has a date '{date}' that is none: write 2012, 2012-05 or 2012-05-07")
        return
    if not IDENTIFIER.fullmatch(made.id):
        raise mistake(path, number, f"has an id '{made.id}' that is none: write lower-case ASCII words joined by hyphens")
    if isinstance(made, Entry) and made.kind not in KINDS:
        raise mistake(path, number, f"has an unknown kind '{made.kind}': the kinds are {', '.join(sorted(KINDS))}")
    if not made.fr:
        raise mistake(path, number, f"gives '{made.id}' no French name")


def mistake(path: Path, number: int, what: str) -> KnowledgeBaseError:
    """The error for one line."""
    return KnowledgeBaseError(f"{path.name}, line {number} {what}")
