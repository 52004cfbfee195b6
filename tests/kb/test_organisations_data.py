"""The hand-written files of organisations, laws and named processes keep the format of kg/kb/data/README.md."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path

import pytest

DATA = Path(__file__).parents[2] / "kg" / "kb" / "data"
KINDS = {"organisations": "Organization", "laws": "Legislation", "processes": "Event"}
AT_LEAST = {"organisations": 400, "laws": 90, "processes": 90}
PLACES = ("countries", "regions", "places", "cities")
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
ELIDED = re.compile(r"[aeiouâàéèêëîïôûœ]", re.IGNORECASE)

# Acronyms that two bodies of one country, or two international ones, really share: each pair is here on purpose.
SHARED_ACRONYMS = {"BAD", "CMN", "CNS", "FIJ", "FIS", "FNMF", "LSE", "MET", "OMD"}
# Names that bodies of several countries share; the country of the context decides.
SHARED_NAMES = {
    "assemblée nationale", "chambre des représentants", "chancellerie", "congrès", "coupe du monde", "cour suprême", "diète",
    "parti communiste", "parti conservateur", "parti de la liberté", "parti démocrate", "parti libéral-démocrate", "parti socialiste",
    "parti travailliste", "sénat",
}  # fmt: skip

Row = dict[str, str]


def read(name: str) -> list[Row]:
    """The entries of one file, column → value; a line with too many or too few fields fails the test that reads it."""
    lines = [line for line in (DATA / f"{name}.tsv").read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    header = lines[0].split("\t")
    return [dict(zip(header, line.split("\t"), strict=True)) for line in lines[1:]]


def values(row: Row, column: str) -> list[str]:
    field = row.get(column, "")
    return field.split("|") if field else []


ROWS = {name: read(name) for name in KINDS}
ALL = [row for rows in ROWS.values() for row in rows]


@cache
def place_ids() -> frozenset[str]:
    return frozenset(row["id"] for name in PLACES if (DATA / f"{name}.tsv").exists() for row in read(name))


def holders(forms: dict[str, list[str]]) -> dict[str, set[str]]:
    """From id → forms to form → ids, only where several rows hold one form."""
    found: dict[str, set[str]] = defaultdict(set)
    for key, names in forms.items():
        for name in names:
            found[name].add(key)
    return {name: keys for name, keys in found.items() if len(keys) > 1}


@pytest.mark.parametrize("name", KINDS)
def test_file_is_nfc_without_stray_blanks(name: str) -> None:
    text = (DATA / f"{name}.tsv").read_text(encoding="utf-8")
    assert unicodedata.is_normalized("NFC", text)
    assert text.endswith("\n")
    assert not re.search(r" [ \t|\n]|[\t|\n] |\|\||\t\||\|[\t\n]|[\u00a0\u2019]", text)


@pytest.mark.parametrize("name", KINDS)
def test_file_is_large_enough_and_of_one_kind(name: str) -> None:
    assert len(ROWS[name]) >= AT_LEAST[name]
    assert {row["kind"] for row in ROWS[name]} == {KINDS[name]}


def test_ids_are_slugs_and_unique() -> None:
    assert [row["id"] for row in ALL if not SLUG.fullmatch(row["id"])] == []
    assert [key for key, count in Counter(row["id"] for row in ALL).items() if count > 1] == []


def test_ids_differ_from_those_of_places() -> None:
    assert {row["id"] for row in ALL} & place_ids() == set()


def test_closed_fields_hold_only_known_values() -> None:
    assert {row["article"] for row in ALL} <= {"le", "la", "l'", "les", ""}
    assert {row["gender"] for row in ALL} == {"m", "f", "mp", "fp"}
    assert {row["seat"] for row in ROWS["organisations"]} <= {"", "office"}
    assert all(row["fr"] and row["source"] for row in ALL)


def test_articles_agree_with_gender_and_sound() -> None:
    wrong = [row["id"] for row in ALL if row["article"] in ("le", "la") and row["gender"] != {"le": "m", "la": "f"}[row["article"]]]
    wrong += [row["id"] for row in ALL if (row["article"] == "les") and row["gender"] not in ("mp", "fp")]
    wrong += [row["id"] for row in ALL if row["article"] in ("le", "la") and ELIDED.match(row["fr"])]
    assert wrong == []


def test_forms_are_not_repeated_in_a_row() -> None:
    forms = {row["id"]: [row["fr"], *values(row, "aliases"), *values(row, "acronyms")] for row in ALL}
    repeated = {key: [form for form, count in Counter(names).items() if count > 1] for key, names in forms.items()}
    # A name that is itself an acronym (G7, MI5) stands in both columns.
    assert {key: names for key, names in repeated.items() if any(name != forms[key][0] for name in names)} == {}


def test_only_intended_acronyms_are_shared() -> None:
    """Bodies of different countries may share one: the country of the context decides."""
    of = {row["id"]: row.get("of", "") for row in ALL}
    shared = holders({row["id"]: values(row, "acronyms") for row in ALL})
    assert {acronym for acronym, ids in shared.items() if len({of[key] for key in ids}) < len(ids)} == SHARED_ACRONYMS


def test_only_intended_names_are_shared() -> None:
    forms = {row["id"]: [form.casefold() for form in (row["fr"], *values(row, "aliases"))] for row in ALL}
    assert set(holders(forms)) == SHARED_NAMES


def test_acronyms_are_no_other_rows_name() -> None:
    names = {form.casefold(): row["id"] for row in ALL for form in (row["fr"], *values(row, "aliases"))}
    clashes = {a for row in ALL for a in values(row, "acronyms") if names.get(a.casefold(), row["id"]) != row["id"]}
    assert clashes == {"HTC"}  # a firm, and a group of a country that no text confuses with it


def test_references_resolve() -> None:
    if not all((DATA / f"{name}.tsv").exists() for name in PLACES):
        pytest.skip("the files of places are not all there")
    places, known = place_ids(), {row["id"] for row in ALL}
    assert [(row["id"], row["of"]) for row in ALL if row["of"] and row["of"] not in places | known] == []
    assert [(row["id"], row["in"]) for row in ALL if row["in"] and row["in"] not in places] == []


def test_members_are_countries() -> None:
    countries = {row["id"] for row in read("countries") if row["kind"] == "Country"}
    rows = [row for row in ROWS["organisations"] if row["members"]]
    assert [(row["id"], m) for row in rows for m in values(row, "members") if m not in countries] == []
    assert {"otan", "union-europeenne", "g7", "g20", "ligue-arabe", "asean", "opep", "brics", "ccg"} <= {row["id"] for row in rows}


def test_belonging_has_no_cycle() -> None:
    parent = {row["id"]: row["of"] for row in ALL}
    for key in parent:
        seen: set[str] = set()
        while parent.get(key):
            assert key not in seen, f"{key} belongs to itself"
            seen.add(key)
            key = parent[key]


def test_seats_speak_for_someone() -> None:
    assert [row["id"] for row in ROWS["organisations"] if row["seat"] == "office" and not row["of"]] == []


def test_wikidata_ids_are_well_formed_unique_and_sourced() -> None:
    ids = [row["wikidata"] for row in ALL if row["wikidata"]]
    assert all(re.fullmatch(r"Q[1-9][0-9]*", identifier) for identifier in ids)
    assert [identifier for identifier, count in Counter(ids).items() if count > 1] == []
    assert [row["id"] for row in ALL if bool(row["wikidata"]) != ("entity-linking-gold" in values(row, "source"))] == []


def test_sources_are_described() -> None:
    described = {row["key"] for row in read("sources")}
    assert {source for row in ALL for source in values(row, "source")} <= described
