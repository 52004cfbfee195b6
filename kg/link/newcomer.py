"""Somebody or something that the knowledge base doesn't know: an entity of the article's own."""

from __future__ import annotations

from functools import cache

from kg.extract.article import Article
from kg.ids import newcomer_id
from kg.kb.entry import name_key
from kg.lang import word_set
from kg.link.around import around
from kg.link.setting import Setting
from kg.link.spans import Found, is_toponym

KIND_OF_LABEL = {"PER": "Person", "ORG": "Organization", "LOC": "Place", "LAW": "Legislation", "EVT": "Event"}


def step(article: Article, found: Found, setting: Setting) -> tuple[str, ...] | None:
    """A local entity of the kind that the form or the model gives; one for one name in all articles."""
    kind = KIND_OF_LABEL.get(found.label)
    if kind is None or is_quality(article, found) or (found.label != "PER" and (is_common(article, found) or is_award(article, found))):
        return None
    name = " ".join(article.text(found.start, found.end).split())
    if len(name) < 2 or not any(c.isalpha() for c in name):
        return None
    return (article.meet(name, kind),)


def is_quality(article: Article, found: Found) -> bool:
    """Whether a single word with a capital only says what a thing is like ("le style Baroque"): a common word right behind a noun for a
    thing."""
    words, before = around(article, found.start), article.doc[found.start - 1] if found.start else None
    if before is None or found.end - found.start > 1 or not words.noun or words.preposition or words.article or words.title:
        return False
    thing = before.pos_ == "NOUN" and before.text.islower() and not article.is_a(before.i, "human", "body", "place")
    text = article.words[found.start]
    return found.label == "PER" and thing and not text.isupper() and article.doc.is_known(text.casefold())


def is_award(article: Article, found: Found) -> bool:
    """Whether a name is that of a prize or a decoration: what is awarded, and nobody who acts ("la Légion d'honneur")."""
    return found.end - found.start > 1 and is_prize(article, article.text(found.start, found.end))


def is_prize(article: Article, name: str) -> bool:
    """Whether a name begins with a noun for what is awarded, a contest that is called a prize ("Grand Prix de Monaco") excepted."""
    return f"{name.casefold()} ".startswith(prizes(article.document.language))


@cache
def prizes(language: str) -> tuple[str, ...]:
    """The beginnings of the names of prizes, in lower case."""
    awards = sorted(word_set(language, "nouns", "award") - word_set(language, "nouns", "contest_award"))
    return tuple(f"{award}{plural} " for award in awards for plural in ("", "s"))


def repeated(article: Article, found: Found, setting: Setting) -> tuple[str, ...] | None:
    """The organisation that the article has named so before, whatever the base knows under its name."""
    if found.end - found.start > 1 or found.label == "LOC":
        return None
    key = newcomer_id(article.text(found.start, found.end), "Organization")
    return (key,) if key in article.entities and not article.entities[key].known else None


def is_common(article: Article, found: Found) -> bool:
    """Whether a single word is a common noun with a capital ("État", "CHU"), or people of a country ("Syriens")."""
    token = article.doc[found.start]
    if found.end - found.start > 1 or is_toponym(article, token.text):
        return False
    inhabitants = any(n.sort == "inhabitant" and n.form == token.text for n in article.kb.names(name_key(token.text)))
    tagged = token.pos_ in ("NOUN", "ADJ", "VERB", "ADV") and not token.text.isupper()
    institution = token.text.casefold() in word_set(article.document.language, "roles", "institutions")
    return inhabitants or institution or (tagged and article.doc.is_known(token.text.casefold()))  # a word that nobody uses is a name
