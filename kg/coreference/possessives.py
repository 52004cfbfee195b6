"""Possessives: "son", "sa", "ses", "leur" belong to the subject of their clause, or of the clause around it."""

from __future__ import annotations

from kg.coreference.antecedents import before, is_subject, members
from kg.extract.article import Article, Span
from kg.syntax import Tree

ONE = frozenset({"son", "sa", "ses"})
MANY = frozenset({"leur", "leurs"})


def step(article: Article, tree: Tree, i: int) -> Span | None:
    """The owner whom possessive `i` means."""
    word = article.doc[i].text.casefold()
    if article.doc[i].pos_ != "DET" or word not in ONE | MANY:
        return None
    found = owner(article, tree, i, plural=word in MANY)
    if country := own_country(article, i, found):
        return Span(i, i + 2, i + 1, "Nominal", country, "own-country", "LOC")
    return Span(i, i + 1, i, "Pronoun", found, "possessive", "") if found else None


def owner(article: Article, tree: Tree, i: int, plural: bool) -> tuple[str, ...]:
    """The subject of the nearest clause around that fits in number; a plural owner may be those last named together."""
    for at in tree.path(i):
        for k in tree.children(at, "nsubj"):
            span = article.at.get(k)
            if span and k < i and i not in range(span.start, span.end) and fits(members(article, span), plural):
                return members(article, span)
    if after := fronted(article, tree, i, plural):
        return after
    if plural:
        together = (m for s in before(article, tree, i, 1) if len(m := members(article, s)) > 1)
        return next((m for m in together if all(article.kind_of(e) == "Person" for e in m)), ())
    last = next((s for s in before(article, tree, i, 1) if is_subject(tree, s) and len(s.entities) == 1), None)
    return last.entities if last else ()


def fronted(article: Article, tree: Tree, i: int, plural: bool) -> tuple[str, ...]:
    """The subject behind an adjunct in which the possessive stands ("Selon sa porte-parole, X viendra")."""
    for at in tree.path(i):
        head = tree.head[at]
        if head != at and at < head and tree.is_a(at, "obl", "advcl"):
            spans = (article.at[k] for k in tree.children(head, "nsubj") if k in article.at and at < k)
            return next((members(article, s) for s in spans if fits(members(article, s), plural)), ())
    return ()


def fits(entities: tuple[str, ...], plural: bool) -> bool:
    return (len(entities) > 1) == plural and bool(entities)


def own_country(article: Article, i: int, owner: tuple[str, ...]) -> tuple[str, ...]:
    """The country of the owner of "son pays"; nothing for other nouns and unknown owners."""
    nouns = article.data("roles")["own_country"]
    if len(owner) != 1 or i + 1 >= len(article.doc) or article.doc[i + 1].text.casefold() not in nouns:
        return ()
    entry = article.entry(owner[0])
    country = article.kb.entry(entry.of) if entry and entry.kind == "Person" and entry.of else None
    return (article.know(country),) if country and country.kind == "Country" else ()
