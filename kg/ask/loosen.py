"""A pattern and looser ones: what the articles tell in other words than the question's is found by them, and never told as sure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.ask.pattern import BESIDE, PARTIES, Pattern
from kg.rdf.ontology import Ontology

SURE = 2  # of the patterns below, those that still say what the question says
ACTING = frozenset({"agent", "participant"})
COUNTED = frozenset({"deaths", "injured", "amount", "duration"})


def looser(pattern: Pattern, types: Ontology) -> Iterator[Pattern]:
    """The pattern as it is; with other roles for whom it concerns; with whatever isn't its agent only named in the sentence; of its type's
    family; with the rest named in the article; with all named in the sentence; and any event in such a sentence that holds its words."""
    yield pattern
    contact = any(types.family(t) == "Contact" for t in pattern.types)
    beside = tuple(role if role.property in ACTING or contact else replace(role, property=BESIDE) for role in pattern.roles)
    missing = pattern.missing
    if any(p in PARTIES and p not in ACTING for p in missing):
        missing = tuple(dict.fromkeys((*missing, "patient", "addressee", "topic", "participant")))
    yield replace(pattern, roles=beside, missing=missing)
    actors = tuple(role for role in pattern.roles if role.property in ACTING)
    others = [role.keys for role in (*pattern.roles, *pattern.places) if role not in actors]
    inner = [keys for _, part in pattern.about for keys in named(part)]
    times = (*pattern.times, *(time for _, part in pattern.about for time in part.times))
    mentioned = (*pattern.mentioned, *others, *inner)
    near = replace(pattern, roles=actors, places=(), about=(), missing=missing, mentioned=mentioned, times=times, lenient=True)
    if not named(near):
        return  # nothing of the question would be left but its words
    yield near
    if pattern.missing == ("saidBy",):
        return
    yield replace(near, types=tuple(dict.fromkeys(types.family(t) for t in pattern.types)))
    if near.mentioned and (actors or times or not COUNTED.isdisjoint(pattern.missing)):
        yield replace(near, anywhere=True, types=tuple(dict.fromkeys(types.family(t) for t in pattern.types)))
    if near.mentioned and times and not COUNTED.isdisjoint(pattern.missing):
        yield replace(near, types=(), roles=(), mentioned=tuple(named(near)), anywhere=True, lenient=False)  # as many, then, of that story
    if pattern.roles:
        yield replace(near, roles=(), mentioned=tuple(named(near)))
        others = [keys for keys in named(near) if keys not in [role.keys for role in actors if role.property == "agent"]]
        if len(others) > 1:
            yield replace(near, roles=(), mentioned=tuple(others))  # whoever does it may not be named
    anyone = ("participant", "topic") if any(p in PARTIES for p in pattern.missing) else pattern.missing
    yield replace(near, types=(), roles=(), times=(), missing=anyone, mentioned=tuple(named(near)))


def named(pattern: Pattern) -> list[tuple[str, ...]]:
    """The entities that a pattern and its parts name."""
    own = [*(role.keys for role in (*pattern.roles, *pattern.places)), *pattern.mentioned]
    return own + [keys for _, part in pattern.about for keys in named(part)]
