"""How surely, where a mention says nothing of it itself: a headline without a verb tells what the text below it tells, and "cette vente" in
what is to come is the sale that was planned before."""

from __future__ import annotations

from collections.abc import Iterator

from kg.events.fillers import Context
from kg.events.happening import Happening
from kg.events.merge import REACH

OPEN = ("Planned", "Possible")


def settle(context: Context, told: dict[int, Happening]) -> None:
    """Give such mentions the status of the happening that they mean; `told` is in reading order."""
    happenings = list(told.values())
    for n, happening in enumerate(happenings):
        if happening.status != "Occurred" or happening.trigger.verbal or happening.trigger.carriers:
            continue
        if is_headline(context, happening):
            meant: Iterator[Happening] = (h for h in happenings[n + 1 :] if h.type == happening.type)
        elif points_at(context, happening) and is_to_come(context, happening.token):
            meant = before(happenings[:n], happening)
        else:
            continue
        first = next(meant, None)
        if first is not None and first.status in OPEN:
            happening.status = first.status


def before(happenings: list[Happening], happening: Happening) -> Iterator[Happening]:
    """The happenings of one's type before it, the latest first, no more sentences back than a demonstrative reaches."""
    return (h for h in reversed(happenings) if h.type == happening.type and happening.sentence - h.sentence <= REACH)


def is_headline(context: Context, happening: Happening) -> bool:
    """Whether an undetermined noun stands in the article's first line, which has no verb ("Élections en Israël")."""
    tree, article = context.tree, context.article
    if happening.sentence > 0 or happening.times or tree.children(happening.token, "det"):
        return False
    verbs = (i for i in range(*article.sentences[0]) if article.doc[i].pos_ in ("VERB", "AUX"))
    return not any(tree.is_finite(i) and tree.children(i, "nsubj") for i in verbs)


def points_at(context: Context, happening: Happening) -> bool:
    """Whether a noun has a demonstrative."""
    return any("Dem" in context.article.doc[k].morph.get("PronType", []) for k in context.tree.children(happening.token, "det"))


def is_to_come(context: Context, noun: int) -> bool:
    """Whether the verb above a noun stands in the future."""
    tree, doc = context.tree, context.article.doc
    verb = next((k for k in tree.path(noun)[1:] if doc[k].pos_ in ("VERB", "AUX")), noun)
    return any("Fut" in doc[k].morph.get("Tense", []) for k in (verb, *tree.children(verb, "aux", "cop")))
