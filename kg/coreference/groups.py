"""Pairs and groups: "les deux dirigeants" are the two who were last named together."""

from __future__ import annotations

from functools import cache

from kg.coreference.antecedents import before, members
from kg.extract.article import Article, Span
from kg.ids import fold
from kg.lang import table
from kg.syntax import Tree

REACH = 6  # sentences back: a pair stays in mind longer than a pronoun's antecedent
NUMBERS = {"deux": 2, "trois": 3, "quatre": 4, "2": 2, "3": 3}
KINDS = {"person": ("Person",), "country": ("Country", "Organization")}


def step(article: Article, tree: Tree, i: int) -> Span | None:
    """The group that a plural noun with a definite article and a number means."""
    if i < 2 or article.doc[i].pos_ != "NOUN":
        return None
    kind = kinds(article.document.language).get(fold(article.doc[i].text))
    if kind is None:
        return None
    number = NUMBERS.get(article.doc[i - 1].text.casefold())
    if number is None or article.doc[i - 2].text.casefold() not in ("les", "ces", "des", "aux", "leurs"):
        return None
    found = last_group(article, tree, i, number, KINDS[kind])
    return Span(i - 2, i + 1, i, "Nominal", found, "group", "PER" if kind == "person" else "LOC") if found else None


@cache
def kinds(language: str) -> dict[str, str]:
    """What a plural noun means a group of ("person" or "country"), by its folded form."""
    return {fold(noun): kind for kind, nouns in table(language, "roles")["groups"].items() for noun in nouns}


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
