"""Names between quotation marks, which the parser takes for what is said ("Selon « Le Monde », X a été arrêté", "le quotidien « X »")."""

from __future__ import annotations

from kg.extract.article import Article, Span
from kg.syntax.tree import Tree

FAR = 3  # tokens from an auxiliary to the verb behind the quotation in which it stands
CLOSING = frozenset({"»", "”", '"'})


def repair(article: Article, tree: Tree) -> None:
    """Give such a name the preposition before its mark, and make it the apposition of the noun before it that says what it is."""
    for span in list(article.spans):
        mark = span.start - 1
        quoted = mark > 0 and article.doc[mark].is_quote and span.end < len(article.doc) and article.doc[span.end].is_quote
        if quoted and span.kind == "Name":
            take_preposition(article, tree, span, mark)
            take_noun(article, tree, span, mark)


def release(article: Article, tree: Tree) -> None:
    """The verb of a quotation that the parser took for an auxiliary of the one that utters it, which has its own, is a verb itself
    ("« Le pays a besoin d'ordre », a lancé X")."""
    for token in article.doc:
        verb = tree.head[token.i]
        if not tree.is_a(token.i, "aux") or verb - token.i < FAR:
            continue
        closing = any(article.words[k] in CLOSING for k in range(token.i + 1, verb))
        if closing and any(tree.is_a(k, "aux") for k in tree.kids[verb] if k > token.i):
            token.retag("VERB", token.lemma_)
            tree.attach(token.i, verb, "ccomp")
            for k in [m for m in tree.children(verb, "nsubj") if m < token.i]:
                tree.attach(k, token.i, "nsubj")


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
