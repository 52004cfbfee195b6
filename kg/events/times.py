"""Which event a time expression belongs to: the one that governs it in the tree, never the nearest."""

from __future__ import annotations

from kg.events.triggers import Trigger
from kg.extract.article import Article, root
from kg.model import TimeExpression
from kg.syntax import Tree


def attach(article: Article, tree: Tree, times: list[TimeExpression], triggers: list[Trigger]) -> dict[int, list[TimeExpression]]:
    """Time expressions by the token of the trigger that they date."""
    by_token = {t.token: t for t in triggers} | {t.carrier: t for t in triggers if t.carrier is not None}
    found: dict[int, list[TimeExpression]] = {}
    for time in times:
        owner = governor(article, tree, time, by_token)
        if owner is not None:
            found.setdefault(owner, []).append(time)
    return found


def governor(article: Article, tree: Tree, time: TimeExpression, by_token: dict[int, Trigger]) -> int | None:
    """The trigger token above a time expression, no further than the verb of its clause."""
    tokens = [t for t in article.doc if t.idx < time.end and time.start < t.idx + len(t) and not t.is_space]
    if not tokens:
        return None
    at = root(tokens).i
    inside = {t.i for t in tokens}
    while tree.head[at] != at:
        at = tree.head[at]
        if at in inside:
            continue
        if at in by_token:
            return by_token[at].token
        if article.doc[at].pos_ in ("VERB", "AUX") and not tree.is_a(at, "acl", "amod"):
            return None
    return None
