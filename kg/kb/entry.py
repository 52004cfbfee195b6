"""What the knowledge base holds: entries with their names, offices and tenures."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from kg.ids import fold

Sort = Literal["name", "acronym", "adjective", "inhabitant", "surname", "bare"]  # bare: a part of a name that means its bearer alone

NOT_IN_NAMES = re.compile(r"[\W_]+")
PLACE_KINDS = frozenset({"Country", "City", "AdministrativeArea", "BodyOfWater", "Place"})


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of an entity file; empty fields are "" or ()."""

    id: str
    kind: str
    fr: str
    en: str = ""
    article: str = ""
    gender: str = ""
    aliases: tuple[str, ...] = ()
    acronyms: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    inside: str = ""  # column `in`
    of: str = ""
    seat: str = ""
    capital: str = ""
    members: tuple[str, ...] = ()
    wikidata: str = ""
    geonames: str = ""
    iso2: str = ""
    lat: str = ""
    long: str = ""
    population: int = 0
    source: str = ""
    division: str = ""  # of a region: country and first-level code of GeoNames, by which cities find the region that contains them
    url: str = ""  # another confirmed identifier: a UN document's address

    @property
    def is_place(self) -> bool:
        return self.kind in PLACE_KINDS

    @property
    def is_actor(self) -> bool:
        """Whether it can do something: a person, an organisation, a country."""
        return self.kind in ("Person", "Organization", "Country")


@dataclass(frozen=True, slots=True)
class Name:
    """A form of an entry's name as a text may hold it."""

    id: str
    form: str
    sort: Sort


@dataclass(frozen=True, slots=True)
class Office:
    """A kind of office, such as president; `nouns` are its French role nouns in every gender and number."""

    id: str
    fr: str
    fr_f: str = ""
    en: str = ""
    nouns: tuple[str, ...] = ()
    rank: str = ""
    generic: str = ""


@dataclass(frozen=True, slots=True)
class Tenure:
    """Who held an office of a country or organisation, from one day, month or year to another ("" for still)."""

    person: str
    office: str
    of: str
    start: str
    end: str = ""
    source: str = ""


@lru_cache(maxsize=10_000)
def name_key(text: str) -> str:
    """The form under which spellings of a name are looked up: folded, hyphens, periods and apostrophes as spaces."""
    return " ".join(NOT_IN_NAMES.sub(" ", fold(text)).split())


def office_name(office: Office, of: str) -> str:
    """The name of an office of a country or organisation, to display."""
    return f"{office.fr} ({of})"


def decoded(data: str) -> dict[str, Any]:
    """The fields of a record that the index holds as JSON."""
    return {k: tuple(v) if isinstance(v, list) else v for k, v in json.loads(data).items()}
