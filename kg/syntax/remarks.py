"""Remarks on the whole clause ("comme l'a révélé X", "comme le demande Y"): a clause of its own whose subject stands behind its verb."""

from __future__ import annotations

from kg.extract.article import Article
from kg.model import TimeExpression
from kg.nlp.tags import PRESENT
from kg.syntax.inversion import after_adjuncts
from kg.syntax.timely import words_of
from kg.syntax.tree import Tree

WHAT = frozenset({"le", "l'", "l’"})
CLITICS = frozenset({"en", "y", "lui", "leur", "nous", "avait", "avaient"})


def repair(article: Article, tree: Tree, times: list[TimeExpression], reporting: frozenset[str]) -> None:
    """Make the verb behind "comme" and the pronoun for what is remarked on the head of an adverbial clause, and give it its subject."""
    dated = words_of(article, times)
    for i in range(len(article.words) - 3):
        if article.lower[i] != "comme" or article.lower[i + 1] not in WHAT:
            continue
        verb = verb_behind(article, tree, i + 2, reporting)
        subject = subject_behind(article, tree, verb, dated) if verb is not None else None
        if verb is None or subject is None:
            continue
        hang(article, tree, i, verb, subject)


def verb_behind(article: Article, tree: Tree, at: int, reporting: frozenset[str]) -> int | None:
    """The verb of a remark: a participle behind its auxiliary, or a form that the tagger may have taken for a noun."""
    while article.lower[at] in CLITICS and article.doc[at].pos_ != "AUX":
        at += 1
    auxiliary = article.doc[at].pos_ == "AUX" or article.doc[at].lemma_ == "avoir"
    if auxiliary:
        at += 1 + (article.doc[at + 1].pos_ == "ADV")
        return at if tree.is_past_participle(at) else None
    word, behind = article.doc[at], article.doc[min(at + 1, len(article.words) - 1)]
    begins = behind.i in article.at and article.at[behind.i].start == behind.i
    if word.pos_ != "VERB" and f"{article.lower[at]}r" in reporting and (begins or behind.pos_ == "DET"):
        word.retag("VERB", f"{article.lower[at]}r", PRESENT)
    return at if word.pos_ == "VERB" and tree.is_finite(at) else None


def subject_behind(article: Article, tree: Tree, verb: int, dated: frozenset[int]) -> int | None:
    """The head of the name or noun behind a verb and its times; None where a preposition or a mark stands there."""
    at = after_adjuncts(article, tree, verb + 1, dated)
    if at >= len(article.words) or tree.sentence[at] != tree.sentence[verb]:
        return None
    if at in article.at and article.at[at].rule != "adjective":
        return article.at[at].head
    return at if article.doc[at].pos_ == "NOUN" else None


def is_main(article: Article, tree: Tree, i: int, subject: int) -> bool:
    """Whether a verb of the same sentence is conjugated and has a subject of its own behind the remark's."""
    own = tree.sentence[i] == tree.sentence[subject] and article.doc[i].pos_ == "VERB" and tree.is_finite(i)
    return own and any(subject < k < i for k in tree.children(i, "nsubj"))


def hang(article: Article, tree: Tree, start: int, verb: int, subject: int) -> None:
    """Put a remark that begins at `start` together, and hang it on what it hung on, else on the verb before it."""
    above = next((k for k in tree.path(verb) if not start <= k <= max(verb, subject)), None)
    if above is None or article.doc[above].pos_ not in ("VERB", "AUX"):
        above = next((k for k in range(start, -1, -1) if tree.sentence[k] == tree.sentence[start] and article.doc[k].pos_ == "VERB"), above)
    if above is None:
        above = next((k for k in range(subject + 1, len(article.words)) if is_main(article, tree, k, subject)), None)
        if above is None:
            return
        tree.make_root(above)
    tree.attach(verb, above, "advcl")
    for k in tree.children(verb, "nsubj"):
        if k != subject:
            tree.attach(k, above, "nsubj" if k < start else "obj")
    tree.attach(subject, verb, "nsubj")
    tree.attach(start, verb, "mark")
    tree.attach(start + 1, verb, "obj")
