"""A name that the knowledge base knows, and the choice among those who bear it."""

from __future__ import annotations

from kg.extract.article import Article
from kg.kb import Entry
from kg.link.spans import Found

LABEL_OF_KIND = {"Person": "PER", "Organization": "ORG"}
SPEAKING = ("nsubj", "nsubj:caus", "obl:agent")


def step(article: Article, found: Found) -> tuple[str, ...] | None:
    """The one entry meant; None where the base has none."""
    entries = list({e.id: e for n in found.names if (e := article.kb.entry(n.id))}.values())
    if not entries:
        return None
    text = article.text(found.start, found.end)
    best = max(entries, key=lambda e: (*score(e, found, text), e.id))
    return (article.know(as_actor(article, found, best)),)


def score(entry: Entry, found: Found, text: str) -> tuple[int, int, int, int]:
    """How well an entry fits, most telling first: the model's label, its rank among kinds, the spelling, its size."""
    label = LABEL_OF_KIND.get(entry.kind, "LOC" if entry.is_place else "")
    exact = any(n.form == text for n in found.names if n.id == entry.id)
    rank = {"Country": 3, "Organization": 2, "Person": 2, "City": 1 if entry.population < 1_000_000 and not entry.seat else 2}.get(entry.kind, 2)
    return (int(label == found.label or not found.label), rank, int(exact), entry.population)


def as_actor(article: Article, found: Found, entry: Entry) -> Entry:
    """The country of a capital that acts ("Moscou a annoncé"), else the entry itself."""
    if entry.seat != "capital" or not entry.of:
        return entry
    tokens = article.doc[found.start : found.end]
    acts = any(t.dep_ in SPEAKING and t.head.pos_ == "VERB" for t in tokens) and not any(c.dep_ == "case" for t in tokens for c in t.children)
    return (article.kb.entry(entry.of) or entry) if acts else entry
