"""What an anaphor may refer back to: mentions before it, the subjects of their clauses first."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.article import Article, Span
from kg.syntax import Tree

REACH = 2  # sentences back


def before(article: Article, tree: Tree, i: int, reach: int = REACH) -> Iterator[Span]:
    """Mentions that end before token `i` within `reach` sentences, nearest first."""
    found = []
    end = i
    while end > 0 and tree.sentence[i] - tree.sentence[end - 1] <= reach:
        found += [s for s in article.ending.get(end, ()) if s.entities]
        end -= 1
    return iter(sorted(found, key=lambda s: (-s.start, s.end)))


def members(article: Article, span: Span) -> tuple[str, ...]:
    """The entities of a mention together with those coordinated with it."""
    heads = article.groups.get(span.head, [span.head])
    return tuple(dict.fromkeys(e for h in heads if h in article.at for e in article.at[h].entities))


def gender(article: Article, key: str) -> str:
    """Grammatical gender and number of an entity's name ("m", "f", "mp", "fp"), "" where unknown."""
    entry = article.entry(key)
    if entry and entry.gender:
        return entry.gender
    return {"le": "m", "la": "f", "les": "p"}.get(entry.article, "") if entry else ""
