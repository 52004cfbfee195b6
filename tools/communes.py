"""France's communes: in which département each lies, and which of the smaller ones the knowledge base takes from GeoNames."""

from __future__ import annotations

import json
import math
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Protocol

from make_countries import DATA, Row, read_table

NAMED = {"Nord": "nord-departement", "Manche": "manche-departement"}  # whose bare name is something else
METROPOLIS = frozenset({"75"})  # a département that is a commune
CLOSE = 0.25  # of inhabitants, between two counts of one commune
NEAR = 15.0  # kilometres between a village written by hand and the same one in GeoNames
SHORTEST = 3  # letters
LEAST = 500  # inhabitants of a commune that GeoNames' file has


class Place(Protocol):
    """What is needed of a place of GeoNames."""

    @property
    def geonames(self) -> int: ...
    @property
    def name(self) -> str: ...
    @property
    def division(self) -> str: ...
    @property
    def lat(self) -> float: ...
    @property
    def long(self) -> float: ...
    @property
    def population(self) -> int: ...


def fold(text: str) -> str:
    """Lower-case ASCII words: "L'Haÿ-les-Roses" → "l hay les roses"."""
    plain = unicodedata.normalize("NFD", text.lower().replace("œ", "oe").replace("æ", "ae"))
    return " ".join(re.findall(r"[a-z0-9]+", plain.encode("ascii", "ignore").decode()))


def kilometres(lat: float, long: float, other_lat: float, other_long: float) -> float:
    """The distance of two near points."""
    return math.hypot(lat - other_lat, (long - other_long) * math.cos(math.radians(lat))) * 111.2


class Communes:
    """The communes of Etalab's package, by region and folded name."""

    def __init__(self, folder: Path, regions: list[Row]) -> None:
        ours = {row["fr"]: row["id"] for row in regions if row["kind"] == "AdministrativeArea"}
        listed = json.loads((folder / "departements.json").read_text(encoding="utf-8"))
        self.departments = {d["code"]: NAMED.get(d["nom"], ours.get(d["nom"], "")) for d in listed if d["code"] not in METROPOLIS}
        self.by_name: dict[tuple[str, str], list[Row]] = defaultdict(list)
        self.inhabitants: dict[str, list[int]] = defaultdict(list)
        for commune in json.loads((folder / "communes.json").read_text(encoding="utf-8")):
            if commune["type"] == "commune-actuelle":
                self.by_name[f"FR.{commune['region']}", fold(commune["nom"])].append(commune)
                self.inhabitants[fold(commune["nom"])].append(int(commune.get("population") or 0))
        self.by_hand = [row for row in read_table(DATA / "places.tsv")[2] if row["kind"] == "City"]

    def department(self, place: Place) -> str:
        """The id of the département of a place of GeoNames, "" where it is no commune or one of several alike."""
        found = self.by_name.get((place.division, fold(place.name)), [])
        if len(found) > 1:
            found = [c for c in found if abs(int(c.get("population") or 0) - place.population) <= CLOSE * place.population]
        return self.departments.get(found[0]["departement"], "") if len(found) == 1 else ""

    def villages(self, places: Iterable[Place], below: int) -> Iterator[int]:
        """The GeoNames numbers of communes of fewer than `below` inhabitants whose name is no word that is more often something else, and
        that nobody has written by hand."""
        taken, parts = other_names()
        hand: dict[str, list[Row]] = defaultdict(list)
        for row in self.by_hand:
            hand[fold(row["fr"])].append(row)
        for place in places:
            name = fold(place.name)
            if place.population >= below or name in taken or (" " not in name and (name in parts or len(name) < SHORTEST)):
                continue
            if not self.is_outnumbered(place) and not any(self.is_same(place, row) for row in hand[name]):
                yield place.geonames

    def is_outnumbered(self, place: Place) -> bool:
        """Whether more people live in communes of this name that are too small for the base than in this one."""
        return sum(n for n in self.inhabitants[fold(place.name)] if n < LEAST) > place.population

    def is_same(self, place: Place, row: Row) -> bool:
        """Whether a row written by hand is this place."""
        if row["lat"]:
            return kilometres(place.lat, place.long, float(row["lat"]), float(row["long"])) < NEAR
        return not row["in"] or row["in"] == self.department(place) or row["in"] not in self.departments.values()


def other_names() -> tuple[frozenset[str], frozenset[str]]:
    """Folded names of everything of the knowledge base that is no town, and single words of people's names."""
    names: Counter[str] = Counter()
    parts: set[str] = set()
    for path in sorted(DATA.glob("*.tsv")):
        _, header, rows = read_table(path)
        if "kind" not in header or path.name == "cities.tsv":
            continue
        for row in rows:
            forms = [row["fr"], row.get("en", ""), *row.get("aliases", "").split("|"), *row.get("acronyms", "").split("|")]
            if row["kind"] == "Person":
                parts.update(word for form in forms for word in fold(form).split())
            elif row["kind"] != "City":
                names.update(fold(form) for form in forms if form)
    return frozenset(names), frozenset(parts)
