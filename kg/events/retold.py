"""Misfortunes told again with other words: "Un train a déraillé à X. … Le convoi a quitté les rails" is one."""

from __future__ import annotations

from kg.events.fillers import Context
from kg.events.happening import Happening
from kg.events.needs import is_definite

REACH = 4  # sentences
STRIKING = frozenset({"Accident", "Disaster", "Hazard"})
CARRYING = ("vehicle", "vessel", "spacecraft")  # lists of nouns for what has an accident


def retell(context: Context, told: dict[int, Happening]) -> None:
    """What a verb tells of a vehicle that was told of ("l'appareil", "le convoi") is the last misfortune of its type before it, where
    neither day nor place tells them apart."""
    last: dict[str, Happening] = {}
    for happening in told.values():
        if happening.type not in STRIKING or happening.status != "Occurred":
            continue
        before = last.get(happening.type)
        if before is not None and happening.twin is None and goes_on(context, before, happening):
            happening.twin = before.token
            happening.facts = [f for f in happening.facts if f.property not in ("sem:hasPlace", "before", "after")]
            before.facts = [f for f in before.facts if f.property != "before" or f.value != str(happening.token)]
            before.facts += [f for f in happening.facts if f.property in ("deaths", "injured") and f not in before.facts]
        elif before is not None and happening.twin is None and is_of_known_vehicle(context, happening) and is_one(before, happening):
            happening.twin = before.token
        else:
            last[happening.type] = happening


def goes_on(context: Context, before: Happening, happening: Happening) -> bool:
    """Whether an infinitive with "avant de" tells how a verb's misfortune went on ("a quitté la route avant de se retourner")."""
    tree = context.tree
    marks = {context.article.lower[k] for k in tree.children(happening.token, "mark", "case", "advmod", "fixed")}
    below = tree.is_infinitive(happening.token) and before.token in tree.path(happening.token)
    return below and "avant" in marks and before.trigger.verbal and happening.sentence == before.sentence


def is_of_known_vehicle(context: Context, happening: Happening) -> bool:
    """Whether a verb's subject, or whom its passive tells of, is a vehicle with a definite article and no name."""
    article, tree = context.article, context.tree
    if not happening.trigger.verbal or happening.earlier:
        return False
    tokens = happening.trigger.positions.get("subj" if not tree.children(happening.token, "aux:pass") else "obj", [])
    return any(k not in article.at and article.is_a(k, *CARRYING) and is_definite(article, tree, k) for k in tokens)


def is_one(before: Happening, happening: Happening) -> bool:
    """Whether nothing tells two mentions apart: days, places, who takes part, or the distance between them."""
    days = not (before.days() and happening.days()) or bool(before.days() & happening.days())
    places = not (before.places() and happening.places()) or bool(before.places() & happening.places())
    return days and places and happening.party() <= before.party() and happening.sentence - before.sentence <= REACH
