"""Pairs and groups: "les deux dirigeants" are the two who were last named together."""

from __future__ import annotations

from kg.coreference.antecedents import before, members
from kg.extract.article import Article, Span
from kg.ids import fold
from kg.syntax import Tree

REACH = 6  # sentences back: a pair stays in mind longer than a pronoun's antecedent
NUMBERS = {"deux": 2, "trois": 3, "quatre": 4, "2": 2, "3": 3}
KINDS = {"person": ("Person",), "country": ("Country", "Organization")}


def step(article: Article, tree: Tree, i: int) -> Span | None:
    """The group that a plural noun with a definite article and a number means."""
    noun = fold(article.doc[i].text)
    kind = next((k for k, nouns in article.data("roles")["groups"].items() if noun in map(fold, nouns)), None)
    if kind is None or i < 2:
        return None
    number = NUMBERS.get(article.doc[i - 1].text.casefold())
    if number is None or article.doc[i - 2].text.casefold() not in ("les", "ces", "des", "aux", "leurs"):
        return None
    found = last_group(article, tree, i, number, KINDS[kind])
    return Span(i - 2, i + 1, i, "Nominal", found, "group", "PER" if kind == "person" else "LOC") if found else None


def last_group(article: Article, tree: Tree, i: int, number: int, kinds: tuple[str, ...]) -> tuple[str, ...]:
    """The last mentions named together that are as many and of a kind; else the last sentence's, if just as many."""
    seen: dict[int, set[str]] = {}
    for span in before(article, tree, i, REACH):
        together = tuple(e for e in members(article, span) if article.kind_of(e) in kinds)
        if len(set(together)) == number:
            return tuple(dict.fromkeys(together))
        seen.setdefault(tree.sentence[span.head], set()).update(e for e in span.entities if article.kind_of(e) in kinds)
    for sentence in sorted(seen, reverse=True):
        if seen[sentence]:
            return tuple(sorted(seen[sentence])) if len(seen[sentence]) == number else ()
    return ()
