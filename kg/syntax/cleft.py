"""What "c'est … que" brings to the front belongs to the clause behind it ("C'est à Lyon que X a été élu": elected in Lyon)."""

from __future__ import annotations

from kg.extract.article import Article
from kg.syntax.tree import Tree

LONGEST = 10  # tokens between the two words of the frame
BE = frozenset({"est", "était", "sera", "fut", "serait"})
THIS = frozenset({"c'", "c’", "ce"})
THAT = frozenset({"que", "qu'", "qu’"})


def repair(article: Article, tree: Tree) -> None:
    """Hang a time, or a phrase with a preposition, on the verb of the clause, which becomes the sentence's; the frame says nothing."""
    for i in range(len(article.words) - 4):
        if article.lower[i] not in THIS or article.lower[i + 1] not in BE:
            continue
        that = next((k for k in range(i + 3, min(i + LONGEST, len(article.words))) if article.lower[k] in THAT), None)
        if that is None or "," in article.words[i:that]:
            continue
        verb = next((k for k in tree.path(that)[1:] if k > that and article.doc[k].pos_ == "VERB" and tree.is_finite(k)), None)
        inside = range(i + 2, that)
        tops = (k for k in inside if tree.head[k] == k or tree.head[k] not in inside)
        top = next((k for k in tops if article.doc[k].pos_ not in ("ADP", "ADV", "PUNCT")), None)
        if verb is None or top is None or not (tree.case(top) or article.is_a(top, "time")):
            continue
        if top in tree.path(verb):
            tree.take_place(verb, top)
        tree.attach(top, verb, "obl:mod")
        for k in (i, i + 1):
            if not tree.is_a(k, "fixed"):
                tree.attach(k, verb, "expl")
        tree.dep[that] = "fixed"
