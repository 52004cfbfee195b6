"""The forms under which an entry may be found in a text, those that follow by rule included: surnames, bare names, short names of towns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib import resources

from kg.kb.entry import Entry, Name, name_key

PARTICLES = frozenset("de du des d von van der den la le al el ben bin ould abou abu dos da di del mac".split())
SHORTEST = 2  # letters of a surname
SMALL = 2_000  # inhabitants: villages of fewer aren't called for short outside their canton
TOWN = re.compile(
    r"((?:Sainte?-[^\W\d_]{3}|(?:Saint-|Sainte-|La |Le |Les |L')?[^\W\d_]{4,}))-(?:sur|sous|en|lès|lez|les|la|le|du|de|des|d'|l')-"
)
ABROAD = re.compile(r"((?:San |Santa )?[^\W\d_]{5,}) (?:de|del) ")  # "Jerez de la Frontera"
REGNAL = re.compile(r"(\S+ (?:Ier|Ire|[IVX]+)) (?:de|d'|du) ")  # "Albert II de Belgique"
STORM = re.compile(r"(?:Ouragan|Cyclone|Tempête|Typhon) (\w+)")
# What is left of too many towns, or says what they are.
GENERIC_TOWNS = frozenset(
    "saint jean|saint pierre|saint martin|saint germain|saint laurent|saint georges|saint michel|sainte marie|port|pont|mont|bourg|bois"
    "|ville|chateau|villeneuve|champ|fontaine|rochefort|roche|vallee|croix|neuville".split("|")
)


def names(entry: Entry) -> Iterator[Name]:
    """Every form under which an entry may be found."""
    bare = set(bare_forms(entry))
    for form in (entry.fr, entry.en, *entry.aliases):
        if form in bare:
            yield from (Name(entry.id, form, "bare"), Name(entry.id, form, "surname"))
        elif form:
            yield Name(entry.id, form, "name")
            if entry.kind == "Person" and " of " not in form:
                yield from (Name(entry.id, last, "surname") for last in surnames(form, entry.of in family_first()))
    if entry.kind == "Person" and (king := REGNAL.match(entry.fr)):
        yield Name(entry.id, king[1], "name")
    if entry.kind == "Event" and (storm := STORM.fullmatch(entry.fr)):
        yield Name(entry.id, storm[1], "name")
    if entry.kind == "Organization" and entry.fr.startswith("FC "):
        yield from (Name(entry.id, f"Football Club {of}{entry.fr[3:]}", "name") for of in ("", "de "))
    if entry.kind == "Country" and entry.adjectives:
        yield Name(entry.id, f"État {entry.adjectives[0]}", "name")
    if entry.kind == "City" and not 0 < entry.population < SMALL and (short := short_town(entry.fr)):
        yield Name(entry.id, short, "name")
    for form in entry.acronyms:
        yield Name(entry.id, form, "acronym")
    for form in entry.adjectives:
        yield Name(entry.id, form, "adjective")
        yield Name(entry.id, form.capitalize(), "inhabitant")


def short_town(name: str) -> str:
    """What the press calls a town for short: "Châlons" for "Châlons-en-Champagne"; "" where nothing telling is left.

    >>> short_town("Saint-Dié-des-Vosges")
    'Saint-Dié'
    """
    found = TOWN.match(name) or ABROAD.match(name)
    return found[1] if found and name_key(found[1]) not in GENERIC_TOWNS else ""


def bare_forms(entry: Entry) -> Iterator[str]:
    """The aliases of a person that are one word, or one behind particles, of another of the names: whoever hears them thinks of
    nobody else ("Mozart", "De Gaulle")."""
    if entry.kind != "Person":
        return
    full = [f" {name_key(name)} " for name in (entry.fr, entry.en, *entry.aliases)]
    for alias in entry.aliases:
        *before, _ = name_key(alias).split() or [""]
        part = f" {name_key(alias)} "
        if PARTICLES.issuperset(before) and any(part in name and part != name for name in full):
            yield alias


def surnames(full: str, family_first: bool = False) -> list[str]:
    """The forms that a family name may have in a full name: its last words, with particles; the first word where families come first.

    >>> surnames("Enrique Peña Nieto")
    ['Nieto', 'Peña Nieto']
    """
    words = full.split()
    if len(words) < 2:
        return []
    if family_first:
        return [word for word in words[:1] if name_key(word) not in PARTICLES]
    last = [" ".join(words[at:]) for at in range(len(words) - 1, 0, -1) if name_key(words[at]) not in PARTICLES or at < len(words) - 1]
    return [form for form in last if len(form) >= SHORTEST]


@cache
def family_first() -> frozenset[str]:
    """Ids of the countries whose people bear the family name first."""
    text = (resources.files("kg.kb") / "data" / "family-first.txt").read_text(encoding="utf-8")
    return frozenset(line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#"))
