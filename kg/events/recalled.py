"""What a pronoun without a name means: "l'attentat … X l'a condamné" is of the attack."""

from __future__ import annotations

from typing import cast

from kg.extract.article import Article


def recalled(article: Article, i: int) -> list[int]:
    """The nouns before a pronoun that mean the same as it and bear no name, the nearest first."""
    if article.doc[i].pos_ != "PRON" or i in article.at:
        return []
    keys, nouns = tied(article)
    return [k for k in reversed(nouns.get(keys.get(i, ""), ())) if k < i]


def tied(article: Article) -> tuple[dict[int, str], dict[str, list[int]]]:
    """The chain of each mention without a name by its token, and the tokens of the nouns of each chain."""
    known = article.memo.get(("tied", 0, 0))
    if known is None:
        keys = {s.head: s.entities[0] for s in article.unnamed if len(s.entities) == 1}
        nouns: dict[str, list[int]] = {}
        for i in sorted(keys):
            if article.doc[i].pos_ == "NOUN":
                nouns.setdefault(keys[i], []).append(i)
        known = article.memo["tied", 0, 0] = (keys, nouns)
    return cast("tuple[dict[int, str], dict[str, list[int]]]", known)
