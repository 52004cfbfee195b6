"""What the noun before a name says of whom it means: "le chef des FARC, X" is nobody of Ukraine."""

from __future__ import annotations

from kg.extract.article import Article
from kg.kb import Entry
from kg.link.keys import countries_of
from kg.link.spans import Found

OF = frozenset({"de", "du", "des", "d'", "d’", "la", "le", "les", "l'", "l’"})


def is_of_another(article: Article, found: Found, entry: Entry) -> bool:
    """Whether the noun for somebody right before a name, or before its comma, is one of a country that isn't the entry's."""
    at = found.start - 1 - (found.start > 1 and article.words[found.start - 1] == ",")
    if at < 1 or entry.kind != "Person" or not entry.of:
        return False
    span = article.at.get(at)
    noun = (span.start if span else at) - 1
    adjective = article.words[at].islower() and (span is None or span.rule == "adjective")
    while not adjective and noun > 0 and article.lower[noun] in OF:
        noun -= 1
    if not article.kb.offices(article.keys[noun]) or article.doc[noun].is_punct:
        return False
    countries = {c.id for c in countries_of(article.kb, article.words[at])} if adjective else owners(article, span.entities if span else ())
    return bool(countries) and entry.of not in countries


def owners(article: Article, keys: tuple[str, ...]) -> set[str]:
    """The countries that entities are, or lie or are at home in; nothing where that of one is unknown."""
    entries = [article.entry(key) for key in keys]
    found = {e.id if e.kind == "Country" else e.of or e.inside for e in entries if e is not None}
    return set() if "" in found or None in entries else found
