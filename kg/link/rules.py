"""Names that follow a rule: laws that bear a number, and adjectives of countries."""

from __future__ import annotations

import re
from functools import cache

from kg.extract.article import Article, Span
from kg.kb.entry import Entry, name_key
from kg.kb.law import assembly_id, by_rule, council_id, union_id
from kg.link.keys import countries_of, of_two

COUNCIL = re.compile(
    r"(?: \([^)]*\))?(?: \w+)? (?:du|au) conseil de s[ée]curit[ée](?: (?:de l'|des )(?:onu|nations unies))?", re.IGNORECASE
)
OTHERS = re.compile(r"(?: \([^)]*\))?(?: \w+)? (?:du|de la|de l'|des) [\w-]+", re.IGNORECASE)  # some other body's
LARGE = 100  # numbers that hardly any other body's resolutions reach
TELLING = ("la", "cette", "sa")  # determiners of a resolution that everybody knows


def laws(article: Article) -> None:
    """Link resolutions of the United Nations, directives and regulations of the European Union, by their numbers."""
    text, words = article.document.text, article.data("roles")["numbered"]
    folded = text.casefold()
    for sort, nouns in words.items():
        if not any(noun in folded for noun in nouns):
            continue  # the pattern is slow
        for found in numbered(tuple(nouns)).finditer(text):
            one, other = int(found["one"]), int(found["other"] or 0)
            if sort != "resolution":
                key = union_id(sort, one, other) if other else ""
            elif other:
                key = assembly_id(one, other)
            else:
                key = council_id(one) if is_council(article, found, one) else ""
            tokens = article.tokens(*found.span("law"))
            if key and tokens and tokens[0].idx == found.start("law") and (entry := by_rule(key)):
                article.add(Span(tokens[0].i, tokens[-1].i + 1, tokens[0].i, "Name", (article.know(entry),), "law", "LAW"))


@cache
def numbered(nouns: tuple[str, ...]) -> re.Pattern[str]:
    """ "résolution 1441", "résolution 68/262", "directive 2006/123/CE", "règlement (UE) 2016/679"."""
    either = "|".join(map(re.escape, nouns))
    law = rf"\b(?:{either})(?: \((?:UE|CE|CEE)\))?(?: n[°o])? (?P<one>\d{{1,4}})(?:/(?P<other>\d{{1,4}}))?(?:/(?:UE|CE|CEE))?(?![\d/])"
    return re.compile(rf"(?:\b(?P<before>\w+)\s+)?(?P<law>{law})", re.IGNORECASE)


def is_council(article: Article, found: re.Match[str], number: int) -> bool:
    """Whether a number alone is the Council's: it is named behind, or the article names it or the UN, or the number is a known one."""
    after = article.document.text[found.end() : found.end() + 120]
    if COUNCIL.match(after):
        return True
    if OTHERS.match(after):
        return False
    text = f" {' '.join(filter(None, article.keys))} "
    setting = any(f" {phrase} " in text for phrase in article.data("roles")["resolution"]["setting"])
    return setting or (number >= LARGE and (found["before"] or "").casefold() in TELLING)


def adjectives(article: Article) -> None:
    """Link lower-case adjectives of one country ("russe") to it, and those of two ("franco-allemand") to both."""
    for i, word in enumerate(article.words):
        if not word.islower() or i in article.at:
            continue
        if len(countries := countries_of(article.kb, word)) == 1:
            keys = [countries[0]]
        elif "-" in word and len(two := sorted(of_two(article, i))) == 2:
            keys = [entry for key in two if (entry := article.kb.entry(key)) is not None]
        else:
            continue
        if article.doc[i].pos_ in ("ADJ", "NOUN", "PROPN", "VERB"):
            article.add(Span(i, i + 1, i, "Name", tuple(article.know(e) for e in keys), "adjective", "LOC"))


def pairs(article: Article) -> None:
    """Link two countries or bodies that a hyphen joins ("le sommet UE-Russie")."""
    for i in article.capitals:
        first, hyphen, second = article.words[i].partition("-")
        if not hyphen or "-" in second or not second[:1].isupper() or article.kb.names(article.keys[i]):
            continue
        both = [named(article, part) for part in (first, second)]
        if all(both):
            article.add(Span(i, i + 1, i, "Name", tuple(article.know(e) for e in both if e), "joined", "ORG"))


def named(article: Article, text: str) -> Entry | None:
    """The one country or body of several countries that has a name or an acronym."""
    names = [n for n in article.kb.names(name_key(text)) if n.form == text and n.sort in ("name", "acronym")]
    entries = {n.id: entry for n in names if (entry := article.kb.entry(n.id)) is not None}
    found = [e for e in entries.values() if e.kind in ("Country", "Place") or e.members]
    return found[0] if len(found) == 1 else None
