"""Everything that the knowledge base says of one id, for people and programs to read."""

from __future__ import annotations

from dataclasses import fields
from functools import cache
from typing import Any

from kg.kb.base import KnowledgeBase, data_folder
from kg.kb.entry import Entry, Office, Tenure
from kg.kb.files import COLUMN_OF, lines
from kg.kb.forms import names


def describe(base: KnowledgeBase, key: str) -> dict[str, Any] | None:
    """The columns of an entry or office that are filled, and what follows from them; None where no entry or office has this id.

    Of an entry: `surnames` (under which it is found too), `within` (ids of what contains it, smallest first) and `tenures`
    (a person's own, or those of a country's or organisation's offices), each with its columns.
    """
    entry = base.entry(key)
    if entry is None:
        office = base.office(key)
        return filled(office) if office else None
    more = {
        "surnames": sorted({n.form for n in names(entry) if n.sort == "surname"}),
        "within": within(base, entry),
        "tenures": [filled(t) for t in base.tenures(key) or base.tenures_of(key)],
    }
    return filled(entry) | {k: v for k, v in more.items() if v}


def filled(record: Entry | Office | Tenure) -> dict[str, Any]:
    """The columns of a record that aren't empty, under the names that files give them."""
    values = {COLUMN_OF.get(f.name, f.name): getattr(record, f.name) for f in fields(record)}
    return {column: list(v) if isinstance(v, tuple) else v for column, v in values.items() if v}


def within(base: KnowledgeBase, entry: Entry) -> list[str]:
    """Ids of what contains an entry, smallest first."""
    found: list[str] = []
    at: Entry | None = entry
    while at and at.inside:
        found.append(at.inside)
        at = base.entry(at.inside)
    return found


@cache
def sources() -> dict[str, str]:
    """Key → title of the sources that the embedded files name."""
    rows = [line.split("\t") for line in lines(data_folder() / "sources.tsv") if line and not line.startswith("#")]
    return {key: title for key, title, *_ in rows[1:]}
