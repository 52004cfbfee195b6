"""A relative called by the first name alone: "son fils Bachar" bears the surname of somebody whom the article names."""

from __future__ import annotations

from kg.extract.article import Article
from kg.kb.entry import name_key
from kg.kb.forms import surnames
from kg.link.around import around
from kg.link.setting import Setting
from kg.link.spans import Found


def step(article: Article, found: Found, setting: Setting) -> tuple[str, ...] | None:
    """The one person of the base who has this first name and the surname of a person of the article; full names are linked before."""
    if found.end - found.start > 1 or not around(article, found.start).kin:
        return None
    first = article.text(found.start, found.end)
    families = {surname for e in article.entities.values() if e.kind == "Person" for surname in surnames(e.name)}
    named = {n.id for family in families for n in article.kb.names(name_key(f"{first} {family}")) if n.sort != "surname"}
    entries = [e for id in sorted(named) if (e := article.kb.entry(id)) is not None and e.kind == "Person"]
    return (article.know(entries[0]),) if len(entries) == 1 else None
