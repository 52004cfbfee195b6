"""The words of a time are one phrase ("inaugurera mardi prochain une usine", whose "prochain" the parser hung on the verb)."""

from __future__ import annotations

from kg.extract.article import Article
from kg.model import TimeExpression
from kg.syntax.tree import Tree


def repair(article: Article, tree: Tree, times: list[TimeExpression]) -> None:
    """Hang an adjective that the parser parted from the noun of its time on that noun, and what it had taken on the verb."""
    for time in times:
        inside = [t.i for t in article.tokens(time.start, time.end)]
        tops = [i for i in inside if tree.head[i] not in inside]
        for i in tops[1:]:
            if article.doc[i].pos_ == "ADJ" and (tree.head[i] == tree.head[tops[0]] or tree.head[i] > inside[-1]):
                for k in [k for k in tree.kids[i] if k not in inside]:
                    tree.attach(k, tree.head[i], tree.dep[k])
                tree.attach(i, tops[0], "amod")  # "prochain", and "dernière" of "a invité la semaine dernière M. X"
