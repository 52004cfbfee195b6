"""Compound tenses that something stands inside of ("a pour sa part salué X", "a, selon Y, rencontré Z")."""

from __future__ import annotations

from kg.extract.article import Article
from kg.syntax.tree import PLAIN, Tree

HUNG = ("acl", "amod", "conj", "advcl", "obl", "xcomp", "nmod", "dep")
WIDEST = 8  # tokens between an auxiliary and its participle


def repair(article: Article, tree: Tree) -> None:
    """Where the auxiliary was made the verb and its participle a part of the adjunct between the two, the participle is the verb; the
    subject that the parser hung on an auxiliary is its verb's."""
    for token in article.doc:
        if token.lemma_ not in ("avoir", "être") or token.pos_ not in ("AUX", "VERB") or not tree.is_finite(token.i):
            continue
        if over_time(article, tree, token.i):
            continue
        if tree.is_a(token.i, "aux") and not tree.children(tree.head[token.i], "nsubj"):
            for k in tree.children(token.i, "nsubj"):
                tree.attach(k, tree.head[token.i], tree.dep[k])
        if tree.is_a(token.i, "aux", "cop") or tree.children(token.i, "aux"):
            continue
        participle = own_participle(article, tree, token.i)
        objects = [k for k in tree.children(token.i, "obj", "xcomp", "ccomp") if k < participle and not tree.case(k)] if participle else []
        if participle is not None and not objects:
            take_over(tree, token.i, participle)


def over_time(article: Article, tree: Tree, auxiliary: int) -> bool:
    """Join an auxiliary to its participle over the time between the two ("a jeudi matin salué X"), whatever the parser made of the three;
    False where no time stands there."""
    at = auxiliary + 1
    while at < len(article.words) and article.is_a(at, "time") and article.doc[at].lemma_ != "être":  # "a été signé"
        at += 1
    if at == auxiliary + 1 or at >= len(article.words) or not tree.is_past_participle(at) or tree.sentence[at] != tree.sentence[auxiliary]:
        return False
    words = range(auxiliary, at)
    for top in [k for k in words if tree.head[k] not in (*words, at) or tree.head[k] == k]:
        if top in tree.path(at):
            tree.take_place(at, top)
    for k in [k for word in words for k in tree.kids[word] if k not in words and k != at]:
        tree.attach(k, at, tree.dep[k])
    tree.attach(auxiliary, at, "aux:tense")
    tree.attach(auxiliary + 1, at, "obl:mod")
    return True


def own_participle(article: Article, tree: Tree, auxiliary: int) -> int | None:
    """The past participle that an adjunct right behind the auxiliary holds at its end, and that has nothing of its own before it."""
    first = auxiliary + 1 + (article.words[auxiliary + 1 : auxiliary + 2] == [","])
    if first >= len(article.words) or article.doc[first].pos_ not in ("ADP", "ADV"):
        return None
    for i in range(first + 1, min(auxiliary + WIDEST, len(article.words))):
        if article.doc[i].pos_ in ("AUX", "SCONJ") or tree.sentence[i] != tree.sentence[auxiliary]:
            return None
        if article.doc[i].pos_ == "DET" and article.doc[i - 1].pos_ != "ADP" and PLAIN.get(article.lower[i - 1]) is None:
            return None  # an object of its own
        if article.doc[i].pos_ == "VERB":
            own = tree.is_a(i, *HUNG) and not tree.children(i, "aux", "case")
            below = auxiliary in tree.path(i) or tree.head[i] == tree.head[auxiliary]
            return i if tree.is_past_participle(i) and own and below and not article.words[i].endswith("s") else None
    return None


def take_over(tree: Tree, auxiliary: int, participle: int) -> None:
    """Put the participle in its auxiliary's place; a name that the auxiliary was made a part of is its subject."""
    noun = tree.head[auxiliary] if tree.is_a(auxiliary, "flat") and tree.head[auxiliary] < auxiliary else None
    tree.take_place(participle, auxiliary if noun is None else noun)
    if noun is not None:
        tree.attach(noun, participle, "nsubj")
        for k in [k for k in tree.kids[noun] if k > auxiliary and k != participle]:
            tree.attach(k, participle, "obl:mod" if tree.is_a(k, "nmod") else tree.dep[k])
    tree.attach(auxiliary, participle, "aux:tense")
    for k in tree.children(auxiliary):
        tree.attach(k, participle, tree.dep[k])
    for k in [k for between in range(auxiliary + 1, participle) for k in tree.kids[between] if k > participle]:
        bare = tree.is_a(k, "nmod") and not tree.case(k)
        tree.attach(k, participle, "obj" if bare else tree.dep[k])
