"""Reading the knowledge base's tab-separated files, with the line of every mistake.

What a file holds follows from its header and not from its name: `person` and `office` make it a file of tenures, `nouns`
one of offices, anything else one of entities. So a user's file may be called and lie as its owner likes.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

from kg.errors import KnowledgeBaseError
from kg.kb.entry import Entry, Office, Tenure

Record = Entry | Office | Tenure

KINDS = "Person Organization Country City AdministrativeArea BodyOfWater Place Legislation Event Thing".split()
RANKS = "state ceremonial government minister head member".split()
LISTS = frozenset({"aliases", "acronyms", "adjectives", "members", "nouns"})
FIELD_OF = {"in": "inside"}  # columns whose name is no identifier of Python's
REQUIRED: dict[type[Record], tuple[str, ...]] = {
    Entry: ("id", "kind", "fr"),
    Office: ("id", "fr", "nouns"),
    Tenure: ("person", "office", "of", "start"),
}
COLUMN_OF = {field: column for column, field in FIELD_OF.items()}
COLUMNS = {record: {COLUMN_OF.get(field.name, field.name) for field in fields(record)} for record in REQUIRED}

# Characters that would move a terminal's cursor or turn its text around.
CONTROLS = re.compile(r"[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
DATE = re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2])(-[0-9]{2})?)?")
IDENTIFIER = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
AN_IDENTIFIER = (IDENTIFIER, "write lower-case ASCII words joined by hyphens")


def one_of(values: list[str]) -> tuple[re.Pattern[str], str]:
    """The form of a column that takes one of a few values."""
    return re.compile("|".join(values)), f"write one of {', '.join(values)}"


# What a value must look like, and what to do where it doesn't; of a list, each of its values.
FORMS: dict[str, tuple[re.Pattern[str], str]] = {
    **dict.fromkeys(("id", "in", "of", "capital", "members", "person", "office"), AN_IDENTIFIER),
    **dict.fromkeys(("start", "end"), (DATE, "write 2012, 2012-05 or 2012-05-07")),
    "kind": one_of(KINDS),
    "rank": one_of(RANKS),
    "generic": (re.compile(f"({'|'.join(RANKS)})([|]({'|'.join(RANKS)}))*"), f"join some of {', '.join(RANKS)} by |"),
    "article": one_of(["le", "la", "l'", "les"]),
    "gender": one_of(["m", "f", "mp", "fp"]),
    "seat": one_of(["capital", "office"]),
    "wikidata": (re.compile(r"Q[1-9][0-9]*"), "write an identifier such as Q7747"),
    "geonames": (re.compile(r"[1-9][0-9]*"), "write a number such as 491422"),
    "iso2": (re.compile(r"[A-Z]{2}"), "write two capitals such as FR"),
    "division": (re.compile(r"[A-Z]{2}[.][0-9A-Z]+"), "write country and division as in US.FL"),
    "lat": (re.compile(r"-?(90([.]0+)?|[0-8]?[0-9]([.][0-9]+)?)"), "write degrees from -90 to 90 such as 43.5992"),
    "long": (re.compile(r"-?(180([.]0+)?|(1[0-7][0-9]|[0-9]{1,2})([.][0-9]+)?)"), "write degrees from -180 to 180 such as 39.7257"),
    "population": (re.compile(r"[0-9]{1,15}"), "write a whole number, digits only"),
    "url": (re.compile(r'https?://[^\s<>"{}|\\^`]+'), "write an address that begins with https://"),
}


def read_file(path: Path) -> Iterator[tuple[int, Record]]:
    """The records of one file with their line numbers; raises `KnowledgeBaseError` that names file and line."""
    for number, found in parse(path):
        if isinstance(found, KnowledgeBaseError):
            raise found
        yield number, found


def parse(path: Path) -> Iterator[tuple[int, Record | KnowledgeBaseError]]:
    """The records of one file, or in their place what is wrong with their line; ends where nothing further can be read."""
    header: list[str] = []
    record: type[Record] = Entry
    number = 0
    try:
        for number, line in enumerate(lines(path), start=1):
            if not line.strip() or line.startswith("#"):
                continue
            if header:
                yield number, row(record, header, line, path, number)
            else:
                header = columns(line, path, number)
                record = record_of(header)
        if not header:
            raise mistake(path, number or 1, "ends without a header line: name the columns, separated by tabs, in the first line")
    except KnowledgeBaseError as error:
        yield number, error


def lines(path: Path) -> Iterator[str]:
    """The file's lines; raises `KnowledgeBaseError` where the file cannot be read or a line is no UTF-8."""
    try:
        with path.open("rb") as file:
            for number, raw in enumerate(file, start=1):
                yield raw.decode("utf-8-sig" if number == 1 else "utf-8").rstrip("\r\n")
    except UnicodeDecodeError:
        raise mistake(path, number, "is no UTF-8 text: save the file in the encoding UTF-8") from None
    except OSError:
        raise KnowledgeBaseError(f"{path} cannot be read: check the path") from None


def columns(line: str, path: Path, number: int) -> list[str]:
    """The column names of a header line; raises `KnowledgeBaseError` for unknown, repeated and missing ones."""
    header = [cell.strip() for cell in line.split("\t")]
    record = record_of(header)
    for at, column in enumerate(header):
        if column not in COLUMNS[record]:
            raise mistake(path, number, f"has an unknown column {shown(column)}: the columns are {', '.join(sorted(COLUMNS[record]))}")
        if column in header[:at]:
            raise mistake(path, number, f"has the column '{column}' twice: keep one of them")
    for column in REQUIRED[record]:
        if column not in header:
            raise mistake(path, number, f"lacks the column '{column}': {needs()}")
    return header


def record_of(header: list[str]) -> type[Record]:
    """What a file with these columns holds."""
    if "person" in header and "office" in header:
        return Tenure
    return Office if "nouns" in header else Entry


def needs() -> str:
    """The columns that each sort of file must have, in words."""
    return ", ".join(f"{record.__name__.lower()} files need {'+'.join(names)}" for record, names in REQUIRED.items())


def row(record: type[Record], header: list[str], line: str, path: Path, number: int) -> Record | KnowledgeBaseError:
    """The record of one line, or what is wrong with it."""
    cells = unicodedata.normalize("NFC", line).split("\t")
    if len(cells) != len(header):
        return mistake(path, number, f"has {len(cells)} fields and the header has {len(header)}: separate fields by one tab each")
    filled = {column: cell for column, raw in zip(header, cells, strict=True) if (cell := raw.strip())}
    if wrong := fault(record, filled):
        return mistake(path, number, wrong)
    made = record(**{FIELD_OF.get(column, column): value(column, cell) for column, cell in filled.items()})  # type: ignore[arg-type]
    if isinstance(made, Tenure) and (wrong := backwards(made)):
        return mistake(path, number, wrong)
    return made


def fault(record: type[Record], filled: dict[str, str]) -> str:
    """What is wrong with the first wrong cell of a line; "" where nothing is."""
    for column in REQUIRED[record]:
        if column not in filled:
            return f"has no {column}: fill it in"
    for column, cell in filled.items():
        if not cell.isprintable() and CONTROLS.search(cell):
            return f"has a control character in the column '{column}': remove it"
        if column in FORMS:
            form, advice = FORMS[column]
            for v in split(cell) if column in LISTS else (cell,):
                if not form.fullmatch(v) or (form is DATE and not is_day(v)):
                    return f"has the {column} {shown(v)}: {advice}"
    return ""


def value(column: str, cell: str) -> str | int | tuple[str, ...]:
    """A cell as the field of a record holds it."""
    if column == "population":
        return int(cell)
    return split(cell) if column in LISTS else cell


def split(cell: str) -> tuple[str, ...]:
    """The values of a list, separated by "|"."""
    return tuple(v.strip() for v in cell.split("|") if v.strip())


def is_day(date: str) -> bool:
    """Whether a date of the right form is in the calendar."""
    try:
        datetime.date.fromisoformat(f"{date}-01-01"[:10])
    except ValueError:
        return False
    return True


def backwards(tenure: Tenure) -> str:
    """What is wrong with a tenure that ends before it starts, as finely as both dates are known; "" where it doesn't."""
    start, end = tenure.start, tenure.end
    if end and start[: len(end)] > end[: len(start)]:
        return f"has the start {start} after the end {end}: exchange or correct them"
    return ""


def shown(value: str) -> str:
    """A value for a message: in quotes, short, without what would break or hide a line."""
    text = "".join(c if c.isprintable() else "\ufffd" for c in value)
    return f"'{text[:40]}…'" if len(text) > 40 else f"'{text}'"


def mistake(path: Path, number: int, what: str) -> KnowledgeBaseError:
    """The error for one line."""
    return KnowledgeBaseError(f"{path}, line {number} {what}")
