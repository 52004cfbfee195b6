"""Names that follow a rule: resolutions of the Security Council, and adjectives of countries."""

from __future__ import annotations

import re

from kg.extract.article import Article, Span
from kg.kb import Entry
from kg.kb.entry import name_key
from kg.kb.law import resolution, resolution_id, year_of

COUNCIL = re.compile(r"^(?: \([^)]*\))?(?: \w+)? (?:du|au) conseil de s[ée]curit[ée](?: (?:de l'|des )(?:onu|nations unies))?", re.IGNORECASE)


def resolutions(article: Article) -> None:
    """Link "la résolution 2254 (du Conseil de sécurité …)"; a number alone counts where the article names the Council or the UN."""
    doc, words = article.doc, article.data("roles")["resolution"]
    setting = any(name_key(t.text) in words["setting"] for t in doc)
    for token in doc[:-1]:
        number = doc[token.i + 1].text
        if token.text.casefold() not in words["nouns"] or not number.isdigit():
            continue
        after = COUNCIL.match(doc.text[doc[token.i + 1].idx + len(number) :][:120])
        if (after or setting) and year_of(int(number)) and (entry := resolution(resolution_id(int(number)))):
            article.add(Span(token.i, token.i + 2, token.i, "Name", (article.know(entry),), "resolution", "LAW"))


def adjectives(article: Article) -> None:
    """Link lower-case adjectives of one country ("russe") to it."""
    for token in article.doc:
        if token.i in article.at or not token.text.islower() or token.pos_ not in ("ADJ", "NOUN", "PROPN", "VERB"):
            continue
        keys = countries_of(article, token.text)
        if len(keys) == 1:
            article.add(Span(token.i, token.i + 1, token.i, "Name", (article.know(keys[0]),), "adjective", "LOC"))


def countries_of(article: Article, adjective: str) -> list[Entry]:
    """The entries of which a word is the adjective; countries before regions and cities of the same adjective."""
    entries = [e for n in article.kb.names(name_key(adjective)) if n.sort == "adjective" and n.form == adjective and (e := article.kb.entry(n.id))]
    countries = [e for e in entries if e.kind == "Country"]
    return countries or entries
