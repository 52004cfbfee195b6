"""Some of those who did or underwent something, named behind its clause ("Trois pompiers ont été décorés de la médaille, dont le
lieutenant X"): they are some of its subject, where what stands right before them is nobody."""

from __future__ import annotations

from kg.extract.article import Article
from kg.syntax.tree import Tree

AMONG = frozenset({"parmi", "nombre"})  # "parmi lesquels X", "au nombre desquels X"
WHICH = frozenset({"lesquels", "lesquelles", "desquels", "desquelles"})
COUNTED = frozenset({"personne", "personnes"})
NOMINAL = frozenset({"NOUN", "PROPN"})


def repair(article: Article, tree: Tree) -> None:
    """Hang each name or noun behind ", dont" without a verb on the plural subject of the clause before it."""
    for i in range(1, len(article.words)):
        among = article.lower[i] in WHICH and article.lower[i - 1] in AMONG and i > 1 and article.words[i - 2] == ","
        if not among and (article.lower[i] != "dont" or article.words[i - 1] != ","):
            continue
        one = tree.head[i]
        if one < i or article.doc[one].pos_ not in NOMINAL or tree.children(one, "cop", "nsubj", "aux", "acl"):
            continue
        above = tree.head[one]
        before = i - 2 - among
        if among and is_several(article, before) and before not in tree.path(one):
            tree.attach(one, before, "acl:relcl")
            continue
        if is_several(article, above) and above < i:
            tree.dep[one] = "acl:relcl" if tree.is_a(one, "dep", "conj", "ccomp", "appos", "acl") else tree.dep[one]
            continue
        verb = next((k for k in tree.path(one)[1:] if article.doc[k].pos_ == "VERB"), one)
        subject = next((k for k in tree.children(verb, "nsubj") if k < i and is_several(article, k)), None)
        if subject is not None and verb < i and one not in tree.path(subject):
            tree.attach(one, subject, "acl:relcl")


def is_several(article: Article, i: int) -> bool:
    """Whether a noun means several people or bodies."""
    plural = "Plur" in article.doc[i].morph.get("Number", [])
    somebody = article.is_a(i, "human") or article.is_a(i, "body") or article.keys[i] in COUNTED
    return article.doc[i].pos_ == "NOUN" and plural and somebody
