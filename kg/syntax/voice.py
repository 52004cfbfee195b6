"""Passive or compound past: "être" before a participle makes a passive, but with verbs of motion and with reflexives it makes a past. A
verb of staying before a participle ("reste incarcéré") is the auxiliary of a passive."""

from __future__ import annotations

from kg.extract.article import Article
from kg.lang import word_set
from kg.syntax.tree import Tree

ADVERBIAL = frozenset({"en", "y"})
REFLEXIVE = frozenset({"se", "s'", "s’", "me", "m'", "te", "t'", "nous", "vous"})


def repair(article: Article, tree: Tree) -> None:
    """Mend the label of the auxiliary, and of the subject with it."""
    for token in article.doc:
        if token.pos_ in ("VERB", "AUX") and is_staying(article, tree, token.i):
            make_auxiliary(tree, token.i, token.i + 1)
    moving = word_set(article.document.language, "frames", "grammar", "unaccusative")
    for i, word in enumerate(article.words):
        if not tree.is_a(i, "aux") or article.doc[i].lemma_ != "être" or article.doc[i].pos_ != "AUX":
            continue
        verb = tree.head[i]
        at = i - 2 if i > 1 and article.lower[i - 1] in ADVERBIAL else i - 1  # "s'en est félicité"
        own = word.casefold() not in ("être", "été") or article.lower[i - 1] in ("s'", "s’")  # "s'être rendu", but "vous être proposé"
        reflexive = at >= 0 and article.lower[at] in REFLEXIVE and tree.head[at] == verb and own
        if reflexive and at < i - 1:
            tree.dep[at] = "expl:comp"
        reflexive = reflexive and tree.is_a(at, "expl", "obj", "iobj")
        past = reflexive or (article.doc[verb].lemma_.casefold() in moving and article.lower[i] != "été")  # "a été débarqué"
        labels = {tree.dep[i], *(tree.dep[k] for k in tree.children(verb, "nsubj"))}
        wrong = {"aux:pass", "nsubj:pass"} if past else {"aux:tense", "nsubj"}
        if labels & wrong and "Part" in article.doc[verb].morph.get("VerbForm", []):
            relabel(tree, verb, i, past)


def is_staying(article: Article, tree: Tree, i: int) -> bool:
    """Whether a verb of staying has the participle of another right behind it as its complement."""
    lemmas = word_set(article.document.language, "frames", "grammar", "remaining")
    behind = i + 1 < len(article.doc) and article.doc[i + 1].pos_ == "VERB" and tree.is_past_participle(i + 1)
    return behind and article.doc[i].lemma_.casefold() in lemmas and tree.head[i + 1] == i and tree.is_a(i + 1, "xcomp")


def make_auxiliary(tree: Tree, i: int, participle: int) -> None:
    """Hang a verb, and all that hung on it, on the participle behind it."""
    tree.take_place(participle, i)
    for k in [k for k in tree.kids[i] if k != participle]:
        tree.attach(k, participle, "nsubj:pass" if tree.is_a(k, "nsubj") else tree.dep[k])
    tree.attach(i, participle, "aux:pass")


def relabel(tree: Tree, verb: int, auxiliary: int, past: bool) -> None:
    tree.dep[auxiliary] = "aux:tense" if past else "aux:pass"
    for k in tree.children(verb, "nsubj"):
        tree.dep[k] = "nsubj" if past else "nsubj:pass"
