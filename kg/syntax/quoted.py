"""Names between quotation marks, which the parser takes for what is said ("Selon « Le Monde », X a été arrêté", "le quotidien « X »")."""

from __future__ import annotations

from kg.extract.article import Article, Span
from kg.syntax.tree import Tree


def repair(article: Article, tree: Tree) -> None:
    """Give such a name the preposition before its mark, and make it the apposition of the noun before it that says what it is."""
    for span in list(article.spans):
        mark = span.start - 1
        quoted = mark > 0 and article.doc[mark].is_quote and span.end < len(article.doc) and article.doc[span.end].is_quote
        if quoted and span.kind == "Name":
            take_preposition(article, tree, span, mark)
            take_noun(article, tree, span, mark)


def take_preposition(article: Article, tree: Tree, span: Span, mark: int) -> None:
    """A preposition right before the mark is the name's."""
    before = mark - 1
    if article.doc[before].pos_ != "ADP" or tree.head[before] == span.head or tree.head[span.head] == span.head:
        return
    tree.attach(before, span.head, "case")
    if tree.is_a(span.head, "nsubj", "obj", "dep"):
        tree.dep[span.head] = "obl:mod"


def take_noun(article: Article, tree: Tree, span: Span, mark: int) -> None:
    """A noun for a body right before the mark is called by the name."""
    noun = mark - 1
    body = article.doc[noun].pos_ == "NOUN" and article.is_a(noun, "body") and noun not in article.at
    if body and all(article.kind_of(e) == "Organization" for e in span.entities) and span.head not in tree.path(noun):
        tree.attach(span.head, noun, "appos")
