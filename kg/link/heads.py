"""Names that begin with a common noun: "école Notre-Dame", "rue de la Paix", "musée d'Orsay", "accord de Vienne"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from spacy.tokens import Token

from kg.extract.article import Article
from kg.ids import fold
from kg.kb.entry import name_key
from kg.lang import table
from kg.link.people import is_name_word, run_end

OF = frozenset({"de", "du", "des", "d'"})
DEFINITE = frozenset({"du", "des", "la", "l'", "les", "le"})


def headed(article: Article) -> Iterator[tuple[int, int, str]]:
    """Token ranges of such names with the label that the noun gives (LOC, ORG, LAW)."""
    for token in article.doc:
        word = token.text.casefold()
        if found := bare(article, token, word) or behind_of(article, token, word):
            yield found


def bare(article: Article, token: Token, word: str) -> tuple[int, int, str] | None:
    """A noun with the name right behind it, or behind an adjective ("école primaire X")."""
    label = heads(article.document.language).get(word)
    at = token.i + 1
    if label is None or at >= len(article.doc):
        return None
    if at + 1 < len(article.doc) and article.doc[at].pos_ == "ADJ" and article.doc[at].text.islower():
        at += 1
    return (token.i, end, label) if (end := name_end(article, at)) > at else None


def behind_of(article: Article, token: Token, word: str) -> tuple[int, int, str] | None:
    """A noun with the name behind "de"; a building's or law's stays apart from its town or country unless an article stands between."""
    nouns = article.data("tokens")["heads_of"]
    doc, at = article.doc, token.i + 1
    capital = token.text[:1].isupper() and not token.is_sent_start
    sort = next((s for s in ("street", "building", "law") if word in nouns[s]), "building" if capital and word in heads(article.document.language) else "")
    if not sort or at + 1 >= len(doc) or doc[at].text.casefold() not in OF:
        return None
    definite = doc[at].text.casefold() in DEFINITE
    while at + 1 < len(doc) and doc[at].text.casefold() in OF | DEFINITE:
        at += 1
        definite = definite or doc[at].text.casefold() in DEFINITE
    end = name_end(article, at)
    if end == at or not kept(article, sort, capital, definite, at, end):
        return None
    return token.i, end, "LAW" if sort == "law" else heads(article.document.language).get(word, "LOC")


def kept(article: Article, sort: str, capital: bool, definite: bool, at: int, end: int) -> bool:
    """Whether the noun is part of the name behind it: not if that is a place of its own, except in streets, and in laws named after a town."""
    kinds = {e.kind for n in article.kb.names(name_key(article.text(at, end))) if n.sort == "name" and (e := article.kb.entry(n.id))}
    if sort == "law":
        return "City" in kinds and "Country" not in kinds and not definite
    if sort == "street" or capital:
        return True
    return definite and "Country" in kinds or not kinds & {"City", "Country", "AdministrativeArea"}


def name_end(article: Article, at: int) -> int:
    """The end of the name proper that begins at token `at`; `at` where none does."""
    return run_end(article, at) if at < len(article.doc) and is_name_word(article.doc[at]) and not article.doc[at].is_sent_start else at


@cache
def heads(language: str) -> dict[str, str]:
    """The nouns with the label that they give."""
    return {noun: label for label, nouns in table(language, "tokens")["heads"].items() for noun in nouns}


def gives(language: str, word: str) -> str:
    """The label that a noun gives to the name that it begins, or ""."""
    folded = {fold(k): v for k, v in heads(language).items()}
    return folded.get(fold(word), "")
