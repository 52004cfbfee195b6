"""One of two as a subject ("Le second remplace X"), whom the parser takes for an adjective of the verb; and the subject of what follows a
clause about "ce dernier" ("Ce dernier, qui avait été élu en mai, s'est rendu à X"), whom it makes an adjunct of that clause."""

from __future__ import annotations

from kg.extract.article import Article
from kg.syntax.interrupted import closes
from kg.syntax.tree import Tree

LAST = frozenset({"dernier", "dernière", "derniers", "dernières"})
ORDER = frozenset({"premier", "première", "second", "seconde"})
DEMONSTRATIVE = frozenset({"ce", "cette", "ces"})


def repair(article: Article, tree: Tree) -> None:
    """Give the verb behind the clause its subject, and hang the clause on that."""
    for i in range(1, len(article.words) - 1):
        after = tree.head[i]
        bare = article.lower[i] in ORDER and article.lower[i - 1] in ("le", "la") and after == i + 1 and article.doc[i].pos_ == "ADJ"
        if bare and tree.is_finite(after) and not tree.children(after, "nsubj"):
            tree.set_subject(after, i)
            tree.attach(i - 1, i, "det")
            for k in [k for k in tree.children(after, "nmod") if k == after + 1 and k in article.at]:
                tree.attach(k, after, "obj")  # "Le second remplace X", the verb taken for a noun
        if article.lower[i] not in LAST or article.lower[i - 1] not in DEMONSTRATIVE or article.words[i + 1] != ",":
            continue
        _, end = article.sentences[article.sentence[i]]
        verb = next((k for k in range(i + 2, end) if closes(article, tree, k, i + 1)), None)
        if verb is None:
            continue
        clause = next((k for k in tree.path(i)[1:] if i < k < verb), None)
        if clause is not None and clause in tree.path(verb):
            tree.take_place(verb, clause)
        for k in tree.children(verb, "nsubj"):
            tree.dep[k] = "obj"
        tree.set_subject(verb, i)
        if clause is not None:
            tree.attach(clause, i, "acl:relcl" if article.lower[i + 2] == "qui" else "acl")
