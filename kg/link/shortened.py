"""A body called by the first word of its name ("la Ligue" in an article about the Ligue nationale de rugby), whatever else is called so."""

from __future__ import annotations

from kg.extract.article import Article
from kg.kb.entry import name_key
from kg.lang import word_set
from kg.link.setting import Setting
from kg.link.spans import Found

ARTICLES = frozenset({"la", "le", "l'", "l’"})
GOING_ON = frozenset({"de", "d'", "d’", "du", "des"})


def step(article: Article, found: Found, setting: Setting) -> tuple[str, ...] | None:
    """The one organisation of the base that the article has named before in full and whose name begins with these words."""
    first, last = found.start, found.end - 1
    if last - first > 1 or (last > first and article.lower[first] not in ARTICLES) or not article.words[last][:1].isupper():
        return None
    if article.lower[last] not in word_set(article.document.language, "nouns", "body") or goes_on(article, found.end):
        return None
    key = article.keys[last]
    meant = {
        e
        for span in article.spans
        if span.end <= first and article.keys[span.start] == key
        for e in span.entities
        if (entry := article.entry(e)) and entry.kind == "Organization" and name_key(entry.fr).startswith(f"{key} ")
    }
    return tuple(meant) if len(meant) == 1 else None


def goes_on(article: Article, i: int) -> bool:
    """Whether the name of another body may go on at token `i` ("la Ligue arabe", "la Fédération de X")."""
    return i < len(article.words) and (article.doc[i].pos_ in ("ADJ", "PROPN") or article.lower[i] in GOING_ON)
