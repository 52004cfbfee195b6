"""One pass over the article in reading order: each anaphor sees only what is resolved before it."""

from __future__ import annotations

from kg.coreference import groups, possessives, pronouns, relatives
from kg.extract.article import Article, Span
from kg.syntax import Tree

STEPS = (("group", groups.step), ("relative", relatives.step), ("pronoun", pronouns.step), ("possessive", possessives.step))


def resolve(article: Article, tree: Tree) -> None:
    """Add a mention for every anaphor that one of the steps ties to something."""
    for token in article.doc:
        if token.i in article.at and article.at[token.i].kind != "Pronoun":
            continue
        for rule, step in STEPS:
            span = step(article, tree, token.i)
            if span:
                article.add(Span(span.start, span.end, span.head, span.kind, span.entities, rule, span.label))
                break
