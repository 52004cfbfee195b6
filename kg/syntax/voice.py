"""Passive or compound past: "être" before a participle makes a passive, but with verbs of motion and with reflexives it makes a past."""

from __future__ import annotations

from kg.extract.article import Article
from kg.lang import word_set
from kg.syntax.tree import Tree

REFLEXIVE = frozenset({"se", "s'", "s’", "me", "m'", "te", "t'", "nous", "vous"})


def repair(article: Article, tree: Tree) -> None:
    """Mend the label of the auxiliary, and of the subject with it."""
    moving = word_set(article.document.language, "frames", "grammar", "unaccusative")
    for i, word in enumerate(article.words):
        if not tree.is_a(i, "aux") or article.doc[i].lemma_ != "être" or article.doc[i].pos_ != "AUX":
            continue
        verb = tree.head[i]
        reflexive = i > 0 and article.words[i - 1].casefold() in REFLEXIVE and tree.head[i - 1] == verb
        own = word.casefold() not in ("être", "été") or article.lower[i - 1] in ("s'", "s’")  # "s'être rendu", but "vous être proposé"
        reflexive = reflexive and tree.is_a(i - 1, "expl", "obj", "iobj") and own
        past = reflexive or article.doc[verb].lemma_.casefold() in moving
        labels = {tree.dep[i], *(tree.dep[k] for k in tree.children(verb, "nsubj"))}
        wrong = {"aux:pass", "nsubj:pass"} if past else {"aux:tense", "nsubj"}
        if labels & wrong and "Part" in article.doc[verb].morph.get("VerbForm", []):
            relabel(tree, verb, i, past)


def relabel(tree: Tree, verb: int, auxiliary: int, past: bool) -> None:
    tree.dep[auxiliary] = "aux:tense" if past else "aux:pass"
    for k in tree.children(verb, "nsubj"):
        tree.dep[k] = "nsubj" if past else "nsubj:pass"
