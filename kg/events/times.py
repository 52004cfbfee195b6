"""Which event a time expression belongs to: the one that governs it in the tree, never the nearest."""

from __future__ import annotations

from dataclasses import replace

from kg.events.lexicon import Lexicon, Pattern
from kg.events.triggers import Trigger
from kg.extract.article import Article, root
from kg.model import TimeExpression
from kg.syntax import Tree


def attach(article: Article, tree: Tree, times: list[TimeExpression], triggers: list[Trigger], lexicon: Lexicon) -> dict[int, list[TimeExpression]]:
    """Time expressions by the token of the trigger that they date."""
    by_token = {t.token: (t, "") for t in triggers} | {c.token: (t, phase(c.pattern, lexicon)) for t in triggers for c in t.carriers}
    found: dict[int, list[TimeExpression]] = {}
    for time in times:
        owner = governor(article, tree, time, frozenset(by_token))
        if owner is not None:
            trigger, limit = by_token[owner]
            found.setdefault(trigger.token, []).append(limited(time, limit))
    return found


def phase(pattern: Pattern, lexicon: Lexicon) -> str:
    """What a light verb's time is to the event: "since" where it begins, "until" where it ends, "" where it takes place."""
    return "since" if pattern in lexicon.begin else "until" if pattern in lexicon.end else ""


def limited(time: TimeExpression, limit: str) -> TimeExpression:
    """A time of which only the beginning or the end of an event is told."""
    if limit == "since" and not time.relation and time.type in ("DATE", "TIME"):
        return replace(time, relation="since", latest="", days=())
    if limit == "until" and not time.relation and time.type in ("DATE", "TIME"):
        return replace(time, relation="until", earliest="", days=())
    return time


def governor(article: Article, tree: Tree, time: TimeExpression, tokens_of_events: frozenset[int]) -> int | None:
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
        if at in tokens_of_events:
            return at
        if article.doc[at].pos_ in ("VERB", "AUX") and not tree.is_a(at, "acl", "amod"):
            return None
    return None
