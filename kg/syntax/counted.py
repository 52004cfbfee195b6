"""Numbers that the parser makes the head of what they count ("1 500 morts")."""

from __future__ import annotations

from kg.extract.article import Article
from kg.syntax.tree import Tree

COMPARING = frozenset({"plus", "moins", "près"})


def repair(article: Article, tree: Tree) -> None:
    """Make the noun the head of its number, and the object of the verb where only "plus de" stands between."""
    for token in article.doc:
        number, noun = token.i, token.i + 1
        if token.pos_ != "NUM" or noun >= len(article.doc) or article.doc[noun].pos_ != "NOUN" or tree.head[noun] != number:
            continue
        if not tree.is_a(noun, "nmod") or tree.case(noun):
            continue
        tree.take_place(noun, number)
        for k in [m for m in tree.kids[number] if m != noun]:
            tree.attach(k, noun, tree.dep[k])
        tree.attach(number, noun, "nummod")
        above = tree.head[noun]
        if article.words[above].casefold() in COMPARING and article.doc[tree.head[above]].pos_ == "VERB":
            tree.attach(noun, tree.head[above], "obj")
            tree.attach(above, number, "advmod")
