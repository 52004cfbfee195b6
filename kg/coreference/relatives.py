"""Relative pronouns: their antecedent is what their clause hangs on."""

from __future__ import annotations

from kg.extract.article import Article, Span
from kg.syntax import Tree

RELATIVES = frozenset({"qui", "que", "qu'", "dont", "où", "lequel", "laquelle", "lesquels", "lesquelles"})


def step(article: Article, tree: Tree, i: int) -> Span | None:
    """The mention on which the relative clause of pronoun `i` hangs."""
    token = article.doc[i]
    if token.text.casefold() not in RELATIVES or token.pos_ not in ("PRON", "ADP"):
        return None
    clause = tree.head[i]
    if not tree.is_a(clause, "acl") or tree.head[clause] >= i:
        return None
    antecedent = article.at.get(tree.head[clause])
    return Span(i, i + 1, i, "Pronoun", antecedent.entities, "relative", antecedent.label) if antecedent else None
