"""What a short name stands for beside words of its purpose: among flights "Roissy" is the airport, at a concert "Bercy" the hall, in a
storm "Maria" the hurricane, and where none of these words stands near, none of them."""

from __future__ import annotations

from functools import cache

from kg.extract.article import Article
from kg.ids import fold
from kg.kb import Entry
from kg.kb.entry import name_key
from kg.lang import table
from kg.link import metonymy
from kg.link.around import Around
from kg.link.spans import Found


def suits(article: Article, entry: Entry, found: Found, words: Around) -> int:
    """1 where an entry's purpose is spoken of, -1 where it isn't and the name doesn't tell it, 0 for entries without a purpose."""
    purpose = purpose_of(article.document.language, entry)
    key = name_key(article.text(found.start, found.end))
    if not purpose or key == name_key(entry.fr) or " " in key:
        return 0
    data = purposes(article.document.language)[purpose]
    rivalled = any(n.id != entry.id and n.sort in ("name", "acronym") for n in found.names)
    if not rivalled and "alone" not in data["rules"]:
        return 0
    if "article" in data["rules"] and words.article != "le":
        return -1
    if "where" not in data["rules"] and (words.is_where or (words.preposition == "de" and "still" in data["rules"])):
        return -1
    if "still" in data["rules"] and metonymy.acts(article, found) and any(is_capital(article, n.id) for n in found.names):
        return -1
    near = words.noun in data["before"] or any(article.lower[k] in data["words"] for k in article.vicinity(found.start))
    return 1 if near else -1


def is_capital(article: Article, key: str) -> bool:
    entry = article.kb.entry(key)
    return entry is not None and entry.seat == "capital"


def purpose_of(language: str, entry: Entry) -> str:
    """The purpose that an entry's own name tells; "" for people, countries, towns and what has none."""
    if entry.kind in ("Person", "City", "AdministrativeArea"):
        return ""
    key = f" {name_key(entry.fr)} "
    return next((name for name, data in purposes(language).items() if any(f" {noun} " in key for noun in data["names"])), "")


@cache
def purposes(language: str) -> dict[str, dict[str, frozenset[str]]]:
    """Of each purpose the nouns (folded) of those who serve it, the words that speak of it, and rules: `where` for what is named behind a
    preposition of place too, `still` for what neither a capital that acts is nor the town that something is of, `alone` for what needs
    its words although nobody else bears the name, `article` for what has "le" before it."""
    folded = ("names", "before")
    return {
        name: {key: frozenset(map(fold, data.get(key, ())) if key in folded else data.get(key, ())) for key in (*folded, "words", "rules")}
        for name, data in table(language, "roles")["purposes"].items()
    }
