"""Subjects behind the comma of the clause or adjunct that opens a sentence ("Après avoir rencontré X, Y et Z se sont rendus à …", "Selon X,
Y a …"), which the parser joins to the name before the comma."""

from __future__ import annotations

from kg.extract.article import Article, Span
from kg.syntax.relatives import PRONOUNS
from kg.syntax.tree import Tree

OPENING = frozenset({"ADP", "SCONJ"})
BEFORE_VERB = frozenset({"PRON", "ADV"})


def part(article: Article, tree: Tree, row: list[Span]) -> list[list[Span]]:
    """The row as it is, or parted where only its first member stands in what opens the sentence and a verb follows the others."""
    if len(row) < 3 or article.words[row[0].end : row[0].end + 1] != [","]:
        return [row]
    first, verb = opening(article, tree, row[0].start), verb_behind(article, tree, row[-1].end)
    if first is None or verb is None:
        return [row]
    whole = begins_row(article, tree, row[0])
    give_subject(article, tree, first, row[0] if whole else row[1], verb)
    return [row] if whole else [row[:1], row[1:]]


def begins_row(article: Article, tree: Tree, name: Span) -> bool:
    """Whether a name stands right behind the comma of what opens the sentence ("À l'issue de la réunion, X, Y et Z ont …") and says who
    nobody before the comma is."""
    comma = min([name.start, *tree.children(name.head, "det", "title")]) - 1
    called = article.at[comma - 1].head if comma - 1 in article.at else comma - 1
    while tree.is_a(called, "nmod", "amod") and not article.is_a(called, "human"):
        called = tree.head[called]
    return article.words[comma] == "," and not tree.case(name.head) and not article.is_a(called, "human")


def repair(article: Article, tree: Tree) -> None:
    """Give such verbs the one name that stands between the comma and them."""
    for span in article.spans:
        start = span.start - (article.doc[span.start - 1].pos_ == "DET") if span.start else 0
        if article.words[start - 1] != "," or span.rule == "adjective":
            continue
        first, verb = opening(article, tree, start), verb_behind(article, tree, span.end)
        if first is None or verb is None or verb in tree.path(span.head)[:2]:
            continue
        if any(first < k < start for k in tree.children(verb, "nsubj")) and not tree.case(span.head):
            give_subject(article, tree, first, span, verb)


def opening(article: Article, tree: Tree, before: int) -> int | None:
    """The first word of the sentence in which a token stands, where that is a preposition or conjunction."""
    start = article.sentences[tree.sentence[before]][0]
    first = next((i for i in range(start, before) if not (article.doc[i].is_space or article.doc[i].is_punct)), None)
    return first if first is not None and (article.doc[first].pos_ in OPENING or tree.is_a(first, "mark", "case")) else None


def verb_behind(article: Article, tree: Tree, at: int) -> int | None:
    """The conjugated verb at a token, or behind the pronouns and adverbs there."""
    while at < len(article.words) - 1 and article.doc[at].pos_ in BEFORE_VERB and article.lower[at] not in PRONOUNS:
        at += 1
    if at >= len(article.words) or "Fin" not in article.doc[at].morph.get("VerbForm", []):
        return None
    return tree.head[at] if tree.is_a(at, "aux", "cop") else at


def give_subject(article: Article, tree: Tree, first: int, subject: Span, verb: int) -> None:
    """Make the verb the head of what opens the sentence with its `first` word, and give it its subject."""
    around = [k for k in tree.path(verb)[1:] if first <= k < subject.start]
    if around:
        tree.take_place(verb, around[-1])
        tree.attach(around[-1], verb, "advcl" if article.doc[around[-1]].pos_ == "VERB" else "obl:mod")
    for k in [k for k in tree.children(verb, "nsubj") if k < verb]:
        tree.attach(k, *((verb, "obl:mod") if k < subject.start else (subject.head, "conj")))
    tree.set_subject(verb, subject.head)
