"""Nouns that say what somebody did or what befell them: "le vainqueur" is who was told to have won, "la victime" who was hurt, "le nouveau
maire" who was elected or named."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from kg.coreference.discourse import Chain, Discourse, clearly_best
from kg.coreference.nominals import is_definite, is_told, is_told_apart
from kg.coreference.pronouns import allowed
from kg.lang import table

REACH = 8  # sentences back


def resolve(discourse: Discourse, i: int) -> Chain | None:
    """The one person of whom the article has told what the noun at token `i` says."""
    return whoever(discourse, i, deeds(discourse.article.document.language).get(discourse.article.keys[i], ()))


def newly(discourse: Discourse, i: int) -> Chain | None:
    """The one person told to have got the post that a noun for people behind "nouveau" or before "élu" says."""
    article = discourse.article
    if i == 0 or not article.is_a(i, "human"):
        return None
    rows = table(article.document.language, "coreference")["newly"]
    beside = [k for k in discourse.tree.children(i, "amod", "acl") if k > i and any(article.keys[k] in row["behind"] for row in rows)]
    got = [row for row in rows if article.keys[i - 1] in row["before"] or beside]
    return whoever(discourse, i, got, frozenset(beside))


def whoever(discourse: Discourse, i: int, rows: Sequence[Mapping[str, Any]], but: frozenset[int] = frozenset()) -> Chain | None:
    """The one person of whom the article has told what some rows of verbs say, for the noun at token `i`, which nothing `but` some words
    tells apart."""
    article, tree = discourse.article, discourse.tree
    if not rows or not is_definite(article, i) or is_told_apart(discourse, i, i + 1, but) or tree.children(i, "appos", "cop"):
        return None
    done, undergone = ({verb for row in rows for verb in row[part]} for part in ("done", "undergone"))
    people = [(w, c) for w, c in discourse.present(i, REACH) if c.person and not c.plural and allowed(discourse, i, c)]
    gender = discourse.gender_of(i) if rows[0].get("gendered", True) else ""
    return clearly_best(
        (weight, chain)
        for weight, chain in people
        if not (gender and chain.gender and gender != chain.gender)
        if any(is_told(discourse, p.token, done, undergone) for p in chain.places)
    )


@cache
def deeds(language: str) -> Mapping[str, Sequence[Mapping[str, Any]]]:
    """The rows of the table of deeds by the nouns that they are for."""
    found: dict[str, list[Mapping[str, Any]]] = {}
    for row in table(language, "coreference")["deed"]:
        for noun in set(row["nouns"]):
            found.setdefault(noun, []).append(row)
    return found
