"""Participles that are nouns for people ("a acquitté les six derniers accusés", "a reçu les acquittés"): those with an article."""

from __future__ import annotations

from kg.extract.article import Article
from kg.syntax.tree import Tree

ARTICLES = frozenset({"le", "la", "les", "des", "aux", "ces", "cet", "cette"})
ROLES = ("obj", "nsubj", "obl", "nmod", "xcomp", "iobj", "conj")


def repair(article: Article, tree: Tree) -> None:
    """Make nouns of such participles; what looked like a pronoun before one is its article."""
    for i in range(1, len(article.words)):
        if not tree.is_past_participle(i) or article.doc[i].pos_ != "VERB" or not tree.is_a(i, *ROLES) or i in article.at:
            continue
        own = [k for k in tree.kids[i] if k < i and article.lower[k] in ARTICLES and tree.is_a(k, "det", "obj")]
        between = article.doc[own[0] + 1 : i] if own else ()
        if not own or tree.children(i, "aux", "cop", "nsubj", "expl") or any(t.pos_ not in ("ADJ", "NUM") for t in between):
            continue
        become_noun(article, tree, i, own[0])


def become_noun(article: Article, tree: Tree, i: int, determiner: int) -> None:
    """Retag a participle with its article; what says where or when is the verb's above it."""
    form, plural = article.lower[i], article.lower[i].endswith("s")
    article.doc[i].retag("NOUN", form.removesuffix("s"), "Number=Plur" if plural else "Number=Sing")
    article.doc[determiner].retag("DET", article.doc[determiner].lemma_, "Definite=Def")
    tree.dep[determiner] = "det"
    if tree.is_a(i, "xcomp"):
        tree.dep[i] = "obj"
        for k in [k for k in tree.children(i, "obl") if tree.head[i] != i]:
            tree.attach(k, tree.head[i], tree.dep[k])
