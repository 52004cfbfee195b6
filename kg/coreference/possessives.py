"""Possessives: "son", "sa", "ses", "leur" belong to the subject of their clause, or of the clause around it."""

from __future__ import annotations

from kg.coreference.antecedents import before, is_subject, members
from kg.extract.article import Article, Span
from kg.syntax import Tree

ONE = frozenset({"son", "sa", "ses"})
MANY = frozenset({"leur", "leurs"})


def step(article: Article, tree: Tree, i: int) -> Span | None:
    """The owner whom possessive `i` means."""
    word = article.doc[i].text.casefold()
    if article.doc[i].pos_ != "DET" or word not in ONE | MANY:
        return None
    found = owner(article, tree, i, plural=word in MANY)
    return Span(i, i + 1, i, "Pronoun", found, "possessive", "") if found else None


def owner(article: Article, tree: Tree, i: int, plural: bool) -> tuple[str, ...]:
    """The subject of the nearest clause around that fits in number; a plural owner may be those last named together."""
    for at in tree.path(i):
        for k in tree.children(at, "nsubj"):
            span = article.at.get(k)
            if span and k < i and i not in range(span.start, span.end) and fits(members(article, span), plural):
                return members(article, span)
    if plural:
        return next((m for s in before(article, tree, i, 1) if len(m := members(article, s)) > 1), ())
    last = next((s for s in before(article, tree, i, 1) if is_subject(tree, s) and len(s.entities) == 1), None)
    return last.entities if last else ()


def fits(entities: tuple[str, ...], plural: bool) -> bool:
    return (len(entities) > 1) == plural and bool(entities)
