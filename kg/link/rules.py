"""Names that follow a rule: resolutions of the Security Council, and adjectives of countries."""

from __future__ import annotations

import re

from kg.extract.article import Article, Span
from kg.kb.entry import name_key
from kg.kb.law import resolution, resolution_id, year_of
from kg.link.keys import countries_of

COUNCIL = re.compile(
    r"^(?: \([^)]*\))?(?: \w+)? (?:du|au) conseil de s[ée]curit[ée](?: (?:de l'|des )(?:onu|nations unies))?", re.IGNORECASE
)


def resolutions(article: Article) -> None:
    """Link "la résolution 1441 (du Conseil …)"; a number alone counts where the article names the Council or the UN."""
    doc, words = article.doc, article.data("roles")["resolution"]
    behind = zip(article.words, article.words[1:], strict=False)
    named = [doc[i] for i, (word, number) in enumerate(behind) if number.isdigit() and word.casefold() in words["nouns"]]
    text = f" {name_key(doc.text)} " if named else ""
    setting = any(f" {phrase} " in text for phrase in words["setting"])
    for token in named:
        number = doc[token.i + 1].text
        after = COUNCIL.match(doc.text[doc[token.i + 1].idx + len(number) :][:120])
        if (after or setting) and year_of(int(number)) and (entry := resolution(resolution_id(int(number)))):
            article.add(Span(token.i, token.i + 2, token.i, "Name", (article.know(entry),), "resolution", "LAW"))


def adjectives(article: Article) -> None:
    """Link lower-case adjectives of one country ("russe") to it."""
    for i, word in enumerate(article.words):
        if not word.islower() or i in article.at or len(countries := countries_of(article.kb, word)) != 1:
            continue
        if article.doc[i].pos_ in ("ADJ", "NOUN", "PROPN", "VERB"):
            article.add(Span(i, i + 1, i, "Name", (article.know(countries[0]),), "adjective", "LOC"))
