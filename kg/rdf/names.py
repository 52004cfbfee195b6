"""Names of events, quantities and tenures as people read them, in French and English."""

from __future__ import annotations

import datetime

from kg.fuse import FusedEvent
from kg.fuse.graph import When
from kg.model import Quantity
from kg.rdf.edtf import told
from kg.rdf.ontology import Ontology

MONTHS = ("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre")
PARTIES = ("agent", "participant", "host", "addressee", "patient")
PLACE = ("lieu", "place")
MOST_NAMED = 3  # participants in an event's name
STATUS = {"Planned": ("prévu", "planned"), "Possible": ("possible", "possible"), "Negated": ("démenti", "denied"), "Occurred": ("", "")}
BOUNDS = {"exact": ("", ""), "atLeast": ("au moins ", "at least "), "atMost": ("au plus ", "at most "), "about": ("environ ", "about ")}
UNITS = {3600: ("heure", "hour"), 60: ("minute", "minute"), 86400: ("jour", "day"), 1: ("seconde", "second")}


def day_fr(iso: str) -> str:
    """ "21 novembre 2017" for "2017-11-21"."""
    day = datetime.date.fromisoformat(iso)
    return f"{'1er' if day.day == 1 else day.day} {MONTHS[day.month - 1]} {day.year}"


def date_words(when: When) -> tuple[str, str]:
    """The day, month or year of an event in French and English; "" where none of them is one."""
    when = told(when)
    if when.day:
        return day_fr(when.day), when.day
    first, last = when.earliest, when.latest
    if first and last and first[:7] == last[:7]:
        return f"{MONTHS[int(first[5:7]) - 1]} {first[:4]}", first[:7]
    if first and last and first[:4] == last[:4]:
        return first[:4], first[:4]
    return "", ""


def event_names(event: FusedEvent, name_of: dict[str, tuple[str, str]], types: Ontology) -> tuple[str, str]:
    """The names of an event: type, who, where, when, and its status where it did not take place."""
    dates = date_words(event.when)
    return written(event, name_of, types, 0, dates[0], " : "), written(event, name_of, types, 1, dates[1], ": ")


def written(event: FusedEvent, name_of: dict[str, tuple[str, str]], types: Ontology, lang: int, date: str, colon: str) -> str:
    """An event's name in one language (0 French, 1 English)."""
    keys = dict.fromkeys(str(f.value) for p in PARTIES for f in event.facts if f.property == p and f.kind == "entity")
    place = [str(f.value) for f in event.facts if f.property == "sem:hasPlace"]
    who = [name_of[k][lang] or name_of[k][0] for k in list(keys) if k not in place][:MOST_NAMED]
    more = "…" if len(keys) > MOST_NAMED else ""
    parts = [p for p in (event.label, ", ".join(who) + more if who else "", *(name_of[k][lang] or name_of[k][0] for k in place[:1])) if p]
    colon = colon if parts else ""
    brackets = ", ".join(b for b in (date, STATUS[event.status][lang]) if b)
    return types.label(event.type, ("fr", "en")[lang]) + colon + ", ".join(parts) + (f" ({brackets})" if brackets else "")


def disagreement_names(property: str, event: tuple[str, str], types: Ontology) -> tuple[str, str]:
    """The names of a disagreement on a property of an event with these names."""
    french, english = PLACE if property == "sem:hasPlace" else (types.label(property, "fr"), types.label(property, "en"))
    return f"Désaccord ({french}) : {event[0]}", f"Disagreement ({english}): {event[1]}"


def quantity_names(quantity: Quantity) -> tuple[str, str]:
    """A quantity in words: "environ 400 000", "au moins 1 heure"."""
    return number_words(quantity, 0), number_words(quantity, 1)


def number_words(quantity: Quantity, lang: int) -> str:
    """A quantity in one language (0 French, 1 English)."""
    value, unit = quantity.value, ""
    if quantity.unit == "second":
        size = next((s for s in (86400, 3600, 60, 1) if value >= s and value % s == 0), 1)
        value, unit = value / size, UNITS[size][lang]
        unit += "s" if value >= 2 else ""
    elif quantity.unit not in ("", "person"):
        unit = quantity.unit
    number = f"{value:,.10g}".replace(",", "\u202f" if lang == 0 else ",")
    return " ".join(filter(None, (BOUNDS[quantity.bound][lang] + number, unit)))
