"""Participles behind a name in a headline, which does without auxiliaries ("X incarcéré", "Renault : Y nommé directeur général"): passives
of whom the name means."""

from __future__ import annotations

from collections.abc import Container

from kg.extract.article import Article, Span
from kg.nlp.participles import infinitive
from kg.nlp.tags import PAST
from kg.syntax.fronted import agreement
from kg.syntax.tree import Tree

ACTIVE = ("obj", "ccomp", "expl")  # what a verb has that is no such participle ("X dit non")


def repair(article: Article, tree: Tree, verbs: Container[str]) -> None:
    """Mend what stands right behind each name of the headline."""
    for span in article.spans:
        behind = span.end
        if span.kind != "Name" or span.rule == "adjective" or behind >= len(article.words):
            continue
        if article.starts[behind] >= article.headline_end:
            continue
        if tree.sentence[behind] != tree.sentence[span.head] or behind in article.at:
            continue
        if article.doc[behind].pos_ == "ADJ" and (lemma := infinitive(article.document.language, article.lower[behind], verbs)):
            article.doc[behind].retag("VERB", lemma, f"{PAST}|{agreement(article.lower[behind])}")
        for k in [k for k in tree.children(behind, "obj") if k == behind + 1 and article.doc[k].pos_ == "ADJ"]:
            tree.dep[k] = "xcomp"  # "X retrouvé mort"
        if tree.is_past_participle(behind) and not tree.children(behind, "aux", *ACTIVE):
            describe(tree, span, behind)


def describe(tree: Tree, span: Span, participle: int) -> None:
    """Make the name the subject of the passive, or hang the participle on it."""
    subject = [k for k in tree.children(participle, "nsubj") if k < participle]
    if subject:
        tree.dep[subject[0]] = "nsubj:pass"
    elif tree.head[participle] != span.head and participle not in tree.path(span.head) and tree.head[participle] != participle:
        tree.attach(participle, span.head, "acl")
