"""What must hold in countries.tsv, regions.tsv and cities.tsv, whoever edits or regenerates them."""

from __future__ import annotations

import math
import re
import statistics
import unicodedata
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import pytest

DATA = Path(__file__).resolve().parents[2] / "kg" / "kb" / "data"
FILES = ("countries.tsv", "regions.tsv", "places.tsv", "cities.tsv")
KINDS = {"Country", "AdministrativeArea", "City", "Place", "BodyOfWater"}
# Adjectives that French uses for several countries.
SHARED = {"congolais", "congolaise", "congolaises", "coréen", "coréenne", "coréens", "coréennes"}
# Land that lies in several continents, or in none.
UNCONTAINED = set(
    "afrique amerique antarctique asie europe oceanie arctique eurasie asie-pacifique indo-pacifique caucase mediterranee-orientale"
    " occident monde-arabe outre-mer-francais".split()
)

Row = dict[str, str]


def read(name: str) -> list[Row]:
    lines = [line for line in (DATA / name).read_text(encoding="utf-8").split("\n") if line and not line.startswith("#")]
    header = lines[0].split("\t")
    return [dict(zip(header, line.split("\t"), strict=True)) for line in lines[1:]]


TABLES = {name: read(name) for name in FILES}
ROWS = [row for name in FILES for row in TABLES[name]]
PLACES = {row["id"]: row for row in ROWS}
COUNTRIES, REGIONS, HAND_WRITTEN, CITIES = (TABLES[name] for name in FILES)


def offenders(rows: list[Row], wrong: Callable[[Row], object]) -> list[str]:
    """Ids of the first twenty rows that are wrong."""
    return [row["id"] for row in rows if wrong(row)][:20]


def containers(row: Row) -> list[str]:
    """Ids from the place itself up to the largest that contains it; raises where the chain turns in a circle."""
    chain = [row["id"]]
    while row["in"]:
        row = PLACES[row["in"]]
        assert row["id"] not in chain, f"{chain} contains itself"
        chain.append(row["id"])
    return chain


def distance(a: Row, b: Row) -> float:
    """Kilometres between two places on a sphere (haversine)."""
    la, lb = math.radians(float(a["lat"])), math.radians(float(b["lat"]))
    step = math.radians(float(a["long"]) - float(b["long"]))
    return 12742 * math.asin(math.sqrt(math.sin((la - lb) / 2) ** 2 + math.cos(la) * math.cos(lb) * math.sin(step / 2) ** 2))


def middle(rows: list[Row]) -> Row:
    """Coordinates of the median place in either direction."""
    return {axis: str(statistics.median(float(row[axis]) for row in rows)) for axis in ("lat", "long")}


def test_enough_of_everything() -> None:
    assert sum(row["kind"] == "Country" for row in COUNTRIES) >= 195
    assert len(REGIONS) >= 800
    assert len(CITIES) >= 30_000
    assert sum(bool(row["adjectives"]) for row in COUNTRIES) >= 215
    assert sum(bool(row["adjectives"]) for row in CITIES) >= 250


def test_ids_are_unique_slugs() -> None:
    assert len(PLACES) == len(ROWS)
    assert not offenders(ROWS, lambda row: not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", row["id"]))


@pytest.mark.parametrize("name", FILES)
def test_text_is_composed_and_trimmed(name: str) -> None:
    text = (DATA / name).read_text(encoding="utf-8")
    assert unicodedata.is_normalized("NFC", text)
    assert not {"\r", "  "} & set(re.findall(r"\r|  ", text))
    fields = [field for row in TABLES[name] for value in row.values() if value for field in value.split("|")]
    assert not [field for field in fields if field != field.strip() or not field][:20]


def test_controlled_columns() -> None:
    assert not offenders(ROWS, lambda row: row["kind"] not in KINDS or not row["fr"] or not row["source"])
    assert {row["article"] for row in ROWS} == {"", "le", "la", "l'", "les"}
    assert {row["gender"] for row in ROWS} == {"", "m", "f", "mp", "fp"}
    assert not offenders(COUNTRIES + REGIONS, lambda row: row["article"] and not row["gender"])
    assert not offenders(
        ROWS, lambda row: not re.fullmatch(r"(Q[1-9]\d*)?", row["wikidata"]) or not re.fullmatch(r"\d*", row.get("geonames", ""))
    )
    assert not offenders(COUNTRIES, lambda row: not re.fullmatch(r"[A-Z]{2}", row["iso2"]))


@pytest.mark.parametrize("column", ["wikidata", "geonames"])
def test_an_identifier_names_one_place(column: str) -> None:
    used = defaultdict(list)
    for row in ROWS:
        used[row.get(column, "")].append(row["id"])
    assert not {key: ids for key, ids in used.items() if key and len(ids) > 1}


def test_names_agree_with_articles() -> None:
    vowel = re.compile(r"[aàâeéèêiîïoôuyhœ]", re.IGNORECASE)
    assert not offenders(COUNTRIES + REGIONS, lambda row: row["article"] == "l'" and not vowel.match(row["fr"]))
    plural = [row for row in COUNTRIES + REGIONS if row["article"] == "les"]
    assert not offenders(plural, lambda row: row["gender"] not in {"mp", "fp"})
    assert not offenders(COUNTRIES + REGIONS, lambda row: row["article"] == "le" and row["gender"] != "m")
    assert not offenders(COUNTRIES + REGIONS, lambda row: row["article"] == "la" and row["gender"] != "f")


@pytest.mark.parametrize("column", ["in", "of", "capital"])
def test_references_resolve(column: str) -> None:
    assert not offenders(ROWS, lambda row: row.get(column) and row[column] not in PLACES)


def test_containment_ends_at_a_continent() -> None:
    """States of the past and planets are in none, so the places written by hand aren't asked."""
    tops = {containers(row)[-1] for row in COUNTRIES + REGIONS + CITIES}
    assert {top for top in tops if PLACES[top]["kind"] != "BodyOfWater"} == UNCONTAINED
    assert not offenders(COUNTRIES + REGIONS + CITIES, lambda row: row["kind"] != "BodyOfWater" and containers(row)[-1] not in UNCONTAINED)


def test_cities_are_in_their_country() -> None:
    assert not offenders(CITIES, lambda row: not any(PLACES[key].get("iso2") for key in containers(row)))


def test_capitals_speak_for_their_country() -> None:
    assert not offenders(COUNTRIES, lambda row: row["capital"] and PLACES[row["capital"]]["of"] != row["id"])
    assert not offenders(CITIES, lambda row: bool(row["of"]) != (row["seat"] == "capital"))
    without = [row["id"] for row in COUNTRIES if row["kind"] == "Country" and not row["capital"]]
    assert len(without) <= 8, without


def test_coordinates() -> None:
    assert not offenders(ROWS, lambda row: bool(row["lat"]) != bool(row["long"]))
    assert not offenders(ROWS, lambda row: row["lat"] and not (-90 <= float(row["lat"]) <= 90 and -180 <= float(row["long"]) <= 180))
    assert not offenders(COUNTRIES + CITIES, lambda row: not row["lat"])


def test_capitals_lie_near() -> None:
    """A wrong sign, a wrong namesake or exchanged coordinates show as a capital far away."""
    far = {"russie": 3700, "canada": 2200, "etats-unis": 1900, "australie": 1900, "indonesie": 1600}
    rows = [row for row in COUNTRIES if row["capital"]]
    assert not offenders(rows, lambda row: distance(row, PLACES[row["capital"]]) > far.get(row["id"], 1250))


def test_regions_lie_around_their_cities() -> None:
    """A wrong division shows as a region far from the middle of its cities."""
    inside = defaultdict(list)
    for city in CITIES:
        for place in containers(city)[1:]:
            inside[place].append(city)
    rows = [row for row in REGIONS if row["division"]]
    assert not offenders(rows, lambda row: not inside[row["id"]])
    assert not offenders(rows, lambda row: distance(row, middle(inside[row["id"]])) > 1100)


def test_adjectives_are_lower_case_and_mean_few_countries() -> None:
    meant = defaultdict(set)
    for row in ROWS:
        for form in filter(None, row["adjectives"].split("|")):
            assert form == form.lower(), (row["id"], form)
            if row["kind"] == "Country":
                meant[form].add(row["id"])
    ambiguous = {form: ids for form, ids in meant.items() if len(ids) > 1}
    assert set(ambiguous) <= SHARED, ambiguous


@pytest.mark.parametrize(
    ("form", "place"),
    [
        ("russe", "russie"),
        ("syriennes", "syrie"),
        ("sud-coréen", "coree-du-sud"),
        ("britanniques", "royaume-uni"),
        ("anglaise", "angleterre"),
        ("grecque", "grece"),
        ("californiens", "californie"),
        ("bretonne", "bretagne"),
        ("moscovites", "moscou"),
        ("québécoise", "quebec"),
    ],
)
def test_adjective_of_a_place(form: str, place: str) -> None:
    assert form in PLACES[place]["adjectives"].split("|")


@pytest.mark.parametrize(
    ("city", "container"),
    [
        ("paris", "ile-de-france"),
        ("marseille", "france"),
        ("houston", "texas"),
        ("montreal", "quebec"),
        ("alep", "syrie"),
        ("gaza", "palestine"),
        ("simferopol", "crimee"),
        ("le-caire", "afrique-du-nord"),
        ("edimbourg", "ecosse"),
        ("bombay", "inde"),
        ("tel-aviv", "proche-orient"),
    ],
)
def test_where_cities_are(city: str, container: str) -> None:
    assert container in containers(PLACES[city])[1:]


def test_no_city_is_called_like_a_foreign_country() -> None:
    countries = {row["fr"]: row["id"] for row in COUNTRIES if row["kind"] == "Country"}
    named = [(row, countries[alias]) for row in CITIES for alias in row["aliases"].split("|") if alias in countries]
    assert not [row["id"] for row, country in named if country not in containers(row)]
