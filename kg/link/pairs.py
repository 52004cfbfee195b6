"""The first of two who share a surname ("Bill et Hillary Clinton", "Marie et Paul Vautrin")."""

from __future__ import annotations

from kg.extract.article import Article
from kg.kb.entry import name_key
from kg.kb.forms import surnames
from kg.link.people import is_given
from kg.link.setting import Setting
from kg.link.spans import Found

JOINED = (["et"], ["&"])


def step(article: Article, found: Found, setting: Setting) -> tuple[str, ...] | None:
    """Whoever has this first name and the surname of the person named right behind "et"; full names are linked before."""
    i, behind = found.start, article.at.get(found.end + 1)
    if found.end - i > 1 or article.lower[found.end : found.end + 1] not in JOINED or not is_given(article, article.doc[i]):
        return None
    if behind is None or behind.start != found.end + 1 or behind.end - behind.start < 2 or behind.kind != "Name":
        return None
    if any(article.kind_of(e) != "Person" for e in behind.entities) or not is_given(article, article.doc[behind.start]):
        return None
    first = article.text(i, found.end)
    if any(first in surnames(e.name) for e in article.entities.values() if e.kind == "Person"):
        return None  # "Martin et Anne Petit", where Paul Martin is told of
    name = f"{first} {article.text(behind.start + 1, behind.end)}"
    known = {n.id for n in article.kb.names(name_key(name)) if n.sort != "surname"}
    people = [e for id in sorted(known) if (e := article.kb.entry(id)) is not None and e.kind == "Person"]
    return (article.know(people[0]),) if len(people) == 1 else (article.meet(name, "Person"),) if not people else None
