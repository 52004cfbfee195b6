"""A surname alone: of somebody whom the article names in full, or of somebody in office at its date."""

from __future__ import annotations

from kg.extract.article import Article
from kg.kb.base import holds
from kg.kb.compile import surnames
from kg.kb.entry import name_key
from kg.link.spans import Found


def in_article(article: Article, found: Found) -> tuple[str, ...] | None:
    """The one person of the article, known to the base, whose name ends with these words."""
    return bearer(article, found, known=True)


def of_newcomer(article: Article, found: Found) -> tuple[str, ...] | None:
    """The one newcomer of the article whose name ends with these words."""
    return bearer(article, found, known=False)


def bearer(article: Article, found: Found, known: bool) -> tuple[str, ...] | None:
    """The only person of the article, in the base or not, with this surname."""
    if found.names or found.label not in ("PER", "ORG", ""):
        return None
    key = name_key(article.text(found.start, found.end))
    keys = [k for k, e in article.entities.items() if e.kind == "Person" and e.known == known and ends_with(article, k, key)]
    return (keys[0],) if len(keys) == 1 else None


def ends_with(article: Article, entity: str, key: str) -> bool:
    """Whether some form of an entity's name has more words and ends with `key`."""
    entry = article.entry(entity)
    if entry:
        return any(n.id == entity and n.sort == "surname" for n in article.kb.names(key))
    return key in map(name_key, surnames(article.entities[entity].name))


def of_holder(article: Article, found: Found) -> tuple[str, ...] | None:
    """The only office holder of the base at the article's date who has this surname."""
    if found.label not in ("PER", ""):
        return None
    key = name_key(article.text(found.start, found.end))
    bearers = {n.id for n in article.kb.names(key) if n.sort == "surname"}
    in_office = sorted(b for b in bearers if any(holds(t, article.document.date) for t in article.kb.tenures(b)))
    entry = article.kb.entry(in_office[0]) if len(in_office) == 1 else None
    return (article.know(entry),) if entry else None
