"""Nouns that say what somebody did or what befell them: "le vainqueur" is who was told to have won, "la victime" who was hurt, "le nouveau
maire" who was elected or named, "le repreneur" the firm that buys another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from kg.coreference.definite import is_definite, is_named_apart, is_told_apart
from kg.coreference.discourse import Chain, Discourse, clearly_best
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


def is_newly(discourse: Discourse, i: int) -> bool:
    """Whether "nouveau" stands before the noun at token `i`: whoever has just lost the post isn't meant."""
    rows = table(discourse.article.document.language, "coreference")["newly"]
    return any(discourse.article.keys[k] in row["before"] for row in rows for k in range(max(0, i - 2), i))


def whoever(discourse: Discourse, i: int, rows: Sequence[Mapping[str, Any]], but: frozenset[int] = frozenset()) -> Chain | None:
    """The one person, or body where a row says so, of whom the article has told what some rows of words say, for the noun at token `i`,
    which nothing `but` some words tells apart."""
    article, tree = discourse.article, discourse.tree
    if not rows or not is_definite(article, i) or is_told_apart(discourse, i, i + 1, but) or tree.children(i, "cop"):
        return None
    if is_named_apart(discourse, i):
        return None
    bodies = any(row.get("bodies") for row in rows)
    words = told_by(rows)
    people = [
        (w, c)
        for w, c in discourse.present(i, REACH)
        if (c.person or (bodies and c.kind == "Organization")) and not c.plural and allowed(discourse, i, c)
    ]
    gender = discourse.gender_of(i) if rows[0].get("gendered", True) else ""
    return clearly_best(
        (weight, chain)
        for weight, chain in people
        if not (gender and chain.gender and gender != chain.gender)
        if any(is_told(discourse, p.token, words) for p in chain.places)
    )


@cache
def deeds(language: str) -> Mapping[str, Sequence[Mapping[str, Any]]]:
    """The rows of the table of deeds by the nouns that they are for."""
    found: dict[str, list[Mapping[str, Any]]] = {}
    for row in table(language, "coreference")["deed"]:
        for noun in set(row["nouns"]):
            found.setdefault(noun, []).append(row)
    return found


def has_left(discourse: Discourse, chain: Chain) -> bool:
    """Whether an article tells that somebody has lost or given up a post."""
    words = told_by(deeds(discourse.article.document.language)["demissionnaire"])
    return any(is_told(discourse, p.token, words) for p in chain.places)


def told_by(rows: Sequence[Mapping[str, Any]]) -> dict[str, set[str]]:
    """The words of some rows by what they tell of somebody."""
    return {part: {word for row in rows for word in row.get(part, ())} for part in ("done", "undergone", "by", "of", "having")}


def is_told(discourse: Discourse, i: int, words: Mapping[str, set[str]]) -> bool:
    """Whether a mention is the subject of a verb of what is done, or who does it behind "par"; or the subject of a passive or participle,
    or the object, of what is undergone; or stands behind "par" or "de" of a noun for what is done ("la reprise de Y par X"); or is the
    subject of a verb whose object says it ("X a remis sa démission")."""
    tree, doc = discourse.tree, discourse.article.doc
    participles = [k for k in tree.children(i, "acl", "appos") if tree.is_past_participle(k)]  # "X, élu dimanche, …"
    if any(doc[k].lemma_.casefold() in words["undergone"] for k in participles):
        return True
    verb, case = tree.head[i], tree.case(i)
    lemma = doc[verb].lemma_.casefold()
    if tree.is_a(i, "nsubj"):
        if words.get("having") and any(doc[k].lemma_.casefold() in words["having"] for k in tree.children(verb, "obj")):
            return True
        return lemma in words["undergone" if tree.dep[i] == "nsubj:pass" or tree.children(verb, "aux:pass") else "done"]
    if case == "par":
        return lemma in words["done"] or lemma in words["by"]
    if case == "de" and lemma in words["of"]:
        return True
    return tree.is_a(i, "obj") and lemma in words["undergone"]
