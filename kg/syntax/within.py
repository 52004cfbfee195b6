"""The place right behind another in which that lies says where that is, and not where somebody speaks or acts ("a annoncé la fermeture de
l'usine de Wizernes, dans le Pas-de-Calais", "un transfert à Reichshoffen, en Alsace")."""

from __future__ import annotations

from kg.extract.article import Article, Span
from kg.kb.entry import PLACE_KINDS
from kg.lang import word_set
from kg.syntax.tree import Tree

INSIDE = frozenset({"en", "dans", "à"})
SITED = frozenset({"à", "dans", "devant", "en", "face à"})
HIGHEST = 12  # what a place lies in
WIDER = frozenset({"AdministrativeArea", "Country", "Place"})


def repair(article: Article, tree: Tree) -> None:
    """Hang such places on those that lie in them."""
    for span in article.spans:
        if span.kind != "Name" or not all(article.kind_of(e) in PLACE_KINDS for e in span.entities):
            continue
        case = span.start - 1 - (article.doc[span.start - 1].pos_ == "DET")
        if case < 2 or tree.case(span.head) not in INSIDE or article.doc[case].pos_ != "ADP":
            continue
        end = case - (article.words[case - 1] == ",")
        inner = before(article, end)
        if inner is not None:
            of_building(article, tree, span, inner)
        if (
            inner is None
            or article.kind_of(inner.entities[0]) not in PLACE_KINDS
            or tree.head[span.head] == inner.head
            or tree.sentence[inner.head] != tree.sentence[span.head]
        ):
            continue
        told = bool(tree.case(inner.head)) and lies_in(article, inner, span)
        if told and inner.head not in tree.path(span.head) and span.head not in tree.path(inner.head):
            tree.attach(span.head, inner.head, "nmod")


def of_building(article: Article, tree: Tree, span: Span, inner: Span) -> None:
    """The town behind a building's name and a comma is where that is, and what is done there ("estime X, qui manifestera devant l'hôpital
    Y, à Paris")."""
    if article.words[inner.end] != "," or any(article.kind_of(e) != "City" for e in span.entities):
        return
    site = article.kind_of(inner.entities[0]) == "Place" or article.lower[inner.start] in word_set(
        article.document.language, "nouns", "place"
    )
    verb, above = tree.clause_above(inner.head), tree.clause_above(span.head)
    case = tree.case(inner.head)
    if site and case in SITED and verb is not None and above != verb and (above is None or above in tree.path(verb)) and verb < inner.start:
        tree.attach(span.head, verb, "obl:mod")


def before(article: Article, end: int) -> Span | None:
    """The name of one thing that ends before a token."""
    return next((s for s in article.ending.get(end, ()) if s.kind == "Name" and len(s.entities) == 1), None)


def is_region(article: Article, key: str) -> bool:
    """Whether a place is a region, be it one of old ("Alsace")."""
    entry = article.kb.entry(key)
    return entry is not None and (entry.kind == "AdministrativeArea" or (entry.kind == "Place" and bool(entry.adjectives)))


def lies_in(article: Article, inner: Span, outer: Span) -> bool:
    """Whether the base knows that one place lies in the other, or knows the first one not at all and the other as more than a town; a town
    may lie in any region, for the base knows but one of those that it lies in."""
    entry = article.kb.entry(inner.entities[0])
    if entry is None or entry.kind == "City":
        region = all(is_region(article, e) for e in outer.entities)
        return region or (entry is None and all(article.kind_of(e) in WIDER for e in outer.entities))
    for _ in range(HIGHEST):
        if entry is None:
            return False
        if entry.id in outer.entities:
            return True
        entry = article.kb.entry(entry.inside)
    return False
