"""Other transliterations of a name of the base ("Zelenskiy", "Khadafi"): nearly the same letters under the same first ones."""

from __future__ import annotations

from functools import cache, lru_cache

from rapidfuzz import fuzz

from kg.extract.article import Article
from kg.kb import KnowledgeBase
from kg.kb.entry import name_key
from kg.kb.forms import surnames
from kg.link.around import given_names
from kg.link.setting import Setting
from kg.link.spans import Found

# One sound, as one language writes it and as another does.
SOUNDS = tuple(pair.split(":") for pair in "ch:sh sh:ch tch:ch dj:j kh:h q:k ou:u ou:w ei:ey ai:ay".split())
PREFIX = 4  # letters that both share
CLOSE = 90.0  # of 100: rapidfuzz' ratio; French names of different people are rarely as close with the same first name
SURNAME = 84.0  # of 100: how close the last words must be, for a shared first name says nothing of the family's
SHORTEST_ALONE = 6  # letters of a surname alone
SHORTEST = 9  # letters: of shorter names a few may be another's


def step(article: Article, found: Found, setting: Setting) -> tuple[str, ...] | None:
    """The one person whose full name is spelt nearly so, or whose surname in this article; None where two come into question."""
    if found.label != "PER":
        return None
    key = name_key(article.text(found.start, found.end))
    if found.end - found.start == 1:
        return of_article(article, key)
    if len(key) < SHORTEST:
        return None
    near = {
        id
        for like in spellings(key)
        for other, id in neighbours(article.kb, like[:PREFIX])
        if fuzz.ratio(like, other, score_cutoff=CLOSE) and same_shape(like, other)
    }
    near = {id for id in near if same_gender(article, key, id)}
    if is_own_name(article, last := key.split(" ")[-1]):
        near = {id for id in near if any(n.id == id and n.sort == "surname" for n in article.kb.names(last))}
    entry = article.kb.entry(near.pop()) if len(near) == 1 else None
    return (article.know(entry),) if entry and entry.kind == "Person" else None


def is_own_name(article: Article, last: str) -> bool:
    """Whether the last word of a full name is a family's or a first name as it stands: "Marc Tanguy" is no misspelt "Marc Tanguay"."""
    return last in folded_given(article.document.language) or any(n.sort == "surname" for n in article.kb.names(last))


def spellings(key: str) -> set[str]:
    """A folded name as it is and with one sound written as another language does ("Achraf", "Ashraf")."""
    return {key, *(key.replace(one, other) for one, other in SOUNDS if one in key)}


def of_article(article: Article, key: str) -> tuple[str, ...] | None:
    """The one known person of the article whose surname is spelt nearly as `key`."""
    people = {
        k
        for s in article.spans
        if s.end - s.start > 1 and s.kind == "Name"
        for k in s.entities
        if article.kind_of(k) == "Person" and article.entities[k].known
    }
    near = [
        p
        for p in sorted(people)
        if any(last[:1] == key[:1] and fuzz.ratio(last, key) >= CLOSE - 5 for last in map(name_key, surnames(article.entities[p].name)))
    ]
    return (near[0],) if len(near) == 1 and len(key) >= SHORTEST_ALONE else None


def same_shape(key: str, other: str) -> bool:
    """Whether both have as many words, with the same first letters: "Paul Durand" isn't "Paul Morand"."""
    one, two = key.split(" "), other.split(" ")
    if fuzz.ratio(one[-1], two[-1]) < SURNAME:
        return False
    return len(one) == len(two) and all(a[0] == b[0] and fuzz.ratio(a, b) >= CLOSE - 10 for a, b in zip(one, two, strict=True))


def same_gender(article: Article, key: str, id: str) -> bool:
    """Whether the first name is one of the person's gender, as far as both are known: "Pascal Martin" isn't "Pascale Martin"."""
    entry = article.kb.entry(id)
    known = folded_given(article.document.language).get(key.split(" ")[0], "")
    return entry is None or not entry.gender or not known or known == entry.gender


@cache
def folded_given(language: str) -> dict[str, str]:
    """First names, as they are looked up, with their gender."""
    return {name_key(name): gender for name, gender in given_names(language).items()}


@lru_cache(maxsize=1000)
def neighbours(kb: KnowledgeBase, prefix: str) -> tuple[tuple[str, str], ...]:
    """The folded names that begin with `prefix`, with their ids."""
    rows = kb.connection.execute(
        "SELECT key, id FROM name WHERE key >= ? AND key < ? AND sort = 'name' ORDER BY key, id", (prefix, prefix + "\uffff")
    )
    return tuple((str(key), str(id)) for key, id in rows)
