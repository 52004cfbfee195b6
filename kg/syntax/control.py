"""Verbs whose object does what their infinitive says ("exhorter X à signer"): the infinitive is theirs, not the object's."""

from __future__ import annotations

from functools import cache

from kg.extract.article import Article
from kg.lang import table
from kg.syntax.tree import Tree

MARKS = frozenset({"à", "de", "d'", "d’"})


@cache
def controls(language: str) -> dict[str, tuple[str, ...]]:
    """Verbs whose object does what their infinitive says, with the positions of that object ("demander à X de partir")."""
    found: dict[str, tuple[str, ...]] = {}
    for frame in table(language, "frames")["frame"]:
        positions = frame.get("control", ())
        for verb in frame.get("verbs", []) if positions else ():
            found.setdefault(verb, (positions,) if isinstance(positions, str) else tuple(positions))
    return found


def repair(article: Article, tree: Tree) -> None:
    """An infinitive that the parser hung on the object of such a verb completes the verb ("a exhorté les deux camps à signer")."""
    for token in article.doc:
        noun = tree.head[token.i]
        if token.pos_ != "VERB" or not tree.is_a(token.i, "acl") or not tree.is_a(noun, "obj") or not tree.is_infinitive(token.i):
            continue
        verb, marks = tree.head[noun], {article.lower[k] for k in tree.children(token.i, "mark")}
        governs = "obj" in controls(article.document.language).get(article.doc[verb].lemma_.casefold(), ())
        if governs and marks & MARKS and not tree.children(verb, "xcomp", "ccomp"):
            tree.attach(token.i, verb, "xcomp")
