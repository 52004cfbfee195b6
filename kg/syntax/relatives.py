"""Relative clauses hang on what their pronoun means ("est attendu à X, où il doit …", "une réunion, au cours de laquelle il a …")."""

from __future__ import annotations

from kg.extract.article import Article
from kg.kb.entry import PLACE_KINDS
from kg.syntax.tree import Tree

WHICH = frozenset({"lequel", "laquelle", "lesquels", "lesquelles", "duquel", "desquels", "desquelles"})
INSIDE = frozenset({"en", "au", "aux", "dans"})


def repair(article: Article, tree: Tree) -> None:
    """Hang clauses with "où" on the place right before it, and what a noun like "cours" parts from its clause on that."""
    for i, word in enumerate(article.lower):
        if word == "où":
            behind_place(article, tree, i)
        elif word in WHICH:
            behind_locution(article, tree, i)
        elif word == "qui" and i and article.words[i - 1] == ",":
            of_somebody(article, tree, i)


def behind_place(article: Article, tree: Tree, i: int) -> None:
    """The clause of "où" at `i` says something of the place whose name ends right before it, or of that which lies in it ("à X, en Y, où
    il …")."""
    at = i - 1 - (article.words[i - 1] == ",")
    span = article.at.get(at)
    if span is not None and article.lower[span.start - 1] in INSIDE and article.words[span.start - 2] == ",":
        inner = article.at.get(span.start - 3)
        span = inner if inner is not None and inner.kind == "Name" and article.words[i - 1] == "," else span
    clause = next((k for k in tree.path(i)[1:] if tree.is_a(k, "acl")), None)
    if span is None or span.kind != "Name" or clause is None or clause < i or tree.head[clause] == span.head:
        return
    if all(article.kind_of(e) in PLACE_KINDS for e in span.entities) and clause not in tree.path(span.head):
        tree.attach(clause, span.head, "acl:relcl")


def of_somebody(article: Article, tree: Tree, i: int) -> None:
    """A clause behind a comma tells of the person before it rather than of what that person is of ("L'ancien sélectionneur de la Slovénie,
    qui a démissionné")."""
    clause = tree.head[i]
    name = tree.head[clause]
    span = article.at.get(name)
    if not tree.is_a(clause, "acl") or not tree.is_a(i, "nsubj") or span is None or not tree.is_a(name, "nmod") or tree.case(name) != "de":
        return
    person = tree.head[name]
    singular = all("Plur" not in article.doc[k].morph.get("Number", []) for k in (person, clause, *tree.children(clause, "aux")))
    body = all(article.kind_of(e) in ("Country", "Organization", "City") for e in span.entities)
    if body and singular and article.is_a(person, "human") and article.doc[person].pos_ == "NOUN" and tree.head[person] != clause:
        tree.attach(clause, person, "acl:relcl")


def behind_locution(article: Article, tree: Tree, i: int) -> None:
    """The noun between a preposition and a relative pronoun ("au cours de laquelle") belongs to the clause that was hung on it, and that on
    the noun before."""
    noun = i - 2 if article.lower[i - 1] in ("de", "d'") else i - 1
    before = min([noun, *(k for k in tree.children(noun, "case") if k < noun)]) - 1
    before -= article.words[before] == ","
    clause = next((k for k in tree.children(noun, "acl") if k > i), None)
    meant = article.at[before].head if before in article.at else before
    if clause is None or before < 0 or article.doc[meant].pos_ not in ("NOUN", "PROPN") or tree.head[i] not in (noun, clause):
        return
    tree.attach(clause, meant, "acl:relcl")
    tree.attach(noun, clause, "obl:mod")
    tree.attach(i, noun, "nmod")
