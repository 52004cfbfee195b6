"""Whoever asks, promises or says something "à" the capital of the own country does so there, and to nobody ("Angela Merkel a promis à
Berlin …")."""

from __future__ import annotations

from kg.events.fillers import Context, Filler
from kg.events.happening import Happening
from kg.kb.base import holds
from kg.kb.entry import name_key


def own_capital(context: Context, happening: Happening, filler: Filler) -> str:
    """The key of the capital that a filler names, where that is the one of those who act; "" else."""
    article = context.article
    entry = article.entry(filler.value) if filler.kind == "entity" else None
    span = article.at.get(filler.token)
    if entry is None or span is None or entry.kind != "Country" or not entry.capital:
        return ""
    city = article.kb.entry(entry.capital)
    if city is None or name_key(article.text(span.start, span.end)) != name_key(city.fr):
        return ""
    agents = [str(f.value) for f in happening.facts if f.property == "agent" and f.kind == "entity"]
    return article.know(city) if any(acts_for(context, key, entry.id) for key in agents) else ""


def acts_for(context: Context, key: str, country: str) -> bool:
    """Whether an entity is a country, one of its bodies, or somebody who holds one of its offices at the article's date."""
    article = context.article
    entry = article.entry(key)
    if key == country or (entry is not None and entry.kind == "Organization" and entry.of == country):
        return True
    offices = (article.entry(held.office) for held in article.offices if held.person == key)
    if any(office is not None and office.of == country for office in offices):
        return True
    tenures = article.kb.tenures(entry.id) if entry is not None else ()
    return any(t.of == country and holds(t, article.document.date) for t in tenures)
