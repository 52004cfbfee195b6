"""What a pronoun without a name means: "l'attentat … X l'a condamné" is of the attack."""

from __future__ import annotations

from typing import NamedTuple, cast

from kg.extract.article import Article, Span


class Tied(NamedTuple):
    """The mentions without a name, each by its token, and the tokens of the nouns of each chain."""

    mentions: dict[int, Span]
    nouns: dict[str, list[int]]


def recalled(article: Article, i: int) -> list[int]:
    """The nouns before a pronoun that mean the same as it and bear no name, the nearest first."""
    if article.doc[i].pos_ != "PRON" or i in article.at:
        return []
    mentions, nouns = tied(article)
    return [k for k in reversed(nouns.get(mentions[i].entities[0], ())) if k < i] if i in mentions else []


def noun_meant(article: Article, i: int) -> int:
    """The noun without a name that a pronoun means ("Les familles sont là. Le préfet les a reçues"); other tokens stand for themselves."""
    span = tied(article).mentions.get(i)
    key = span.entities[0] if span is not None and span.kind == "Pronoun" else ""
    return int(key.removeprefix("_")) if key.startswith("_") else i


def tied(article: Article) -> Tied:
    """The article's mentions without a name."""
    known = article.memo.get(("tied", 0, 0))
    if known is None:
        mentions = {s.head: s for s in article.unnamed if len(s.entities) == 1}
        nouns: dict[str, list[int]] = {}
        for i in sorted(mentions):
            if article.doc[i].pos_ == "NOUN":
                nouns.setdefault(mentions[i].entities[0], []).append(i)
        known = article.memo["tied", 0, 0] = Tied(mentions, nouns)
    return cast(Tied, known)
