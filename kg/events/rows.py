"""Verbs joined by "et" with nothing between them share what stands behind the last ("ont été mis en examen et écroués mardi à Bobigny")."""

from __future__ import annotations

from kg.events.fillers import Context
from kg.events.happening import Happening

WHITHER = ("vers", "chez")  # positions of a place where one goes
JOINING = frozenset({"et", ","})


def share(context: Context, told: dict[int, Happening]) -> None:
    """Give what the first of two such verbs tells, where it has none, the time and the place of the second."""
    for second in reversed(told.values()):
        first = told.get(context.tree.head[second.token])
        if first is None or not is_row(context, first, second):
            continue
        first.times = first.times or [t for t in second.times if t.type in ("DATE", "TIME")]
        if not first.places() and not any(second.trigger.positions.get(p) for p in WHITHER):
            first.facts += [f for f in second.facts if f.property == "sem:hasPlace"]


def is_row(context: Context, first: Happening, second: Happening) -> bool:
    """Whether a verb without a subject follows another at once, but for a word that joins the two."""
    tree, between = context.tree, context.article.lower[first.trigger.last + 1 : second.token]
    joined = first.trigger.verbal and second.trigger.verbal and tree.is_a(second.token, "conj") and first.token < second.token
    return joined and len(between) == 1 and between[0] in JOINING and not tree.children(second.token, "nsubj", "aux")
