"""Relative pronouns: their antecedent is what their clause hangs on."""

from __future__ import annotations

from kg.coreference.discourse import Chain, Discourse

RELATIVES = frozenset({"qui", "que", "qu'", "dont", "où", "lequel", "laquelle", "lesquels", "lesquelles"})


def resolve(discourse: Discourse, i: int) -> Chain | None:
    """The chain of the phrase on which the relative clause of pronoun `i` hangs."""
    article, tree = discourse.article, discourse.tree
    if article.words[i].casefold() not in RELATIVES or article.doc[i].pos_ not in ("PRON", "ADP"):
        return None
    clause = tree.head[i]
    if not tree.is_a(clause, "acl") or tree.head[clause] >= i:
        return None
    at = tree.head[clause]
    span = article.at.get(at)
    return discourse.at.get(span.head if span else at)
