"""A pattern and looser ones: what the articles tell in other words than the question's is found by them, and never told as sure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.ask.pattern import BESIDE, COUNT, MONEY, PARTIES, Pattern
from kg.rdf.ontology import Ontology

SURE = 2  # of the patterns below, those that still say what the question says
ACTING = frozenset({"agent", "participant"})
SHADED = frozenset({"Contact", "Speech"})  # families whose types are told one for another
COUNTED = frozenset({"deaths", "injured", "amount", MONEY, COUNT, "duration"})


def looser(pattern: Pattern, types: Ontology) -> Iterator[Pattern]:
    """The pattern as it is, then ever looser ones, as the comments say."""
    yield pattern
    contact = any(types.family(t) == "Contact" for t in pattern.types)
    missing = pattern.missing
    if any(p in PARTIES and p not in ACTING for p in missing):
        missing = tuple(dict.fromkeys((*missing, "patient", "addressee", "topic", "participant")))
    # other roles for whom it concerns
    beside = tuple(role if role.property in ACTING or contact else replace(role, property=BESIDE) for role in pattern.roles)
    yield replace(pattern, roles=beside, missing=missing)
    near = nearby(pattern, missing)
    if not named(near):
        return  # nothing of the question would be left but its words
    # whatever isn't its agent only named in the sentence
    yield near
    if pattern.missing == ("saidBy",):
        return
    everybody, counted = tuple(named(near)), not COUNTED.isdisjoint(pattern.missing)
    if pattern.roles:
        # all only named, or all but the agent
        yield replace(near, roles=(), mentioned=everybody)
        agents = [role.keys for role in near.roles if role.property == "agent"]
        if len(others := tuple(keys for keys in everybody if keys not in agents)) > 1:
            yield replace(near, roles=(), mentioned=others)
    # a type of the same family: whoever says something announces it, but who buys a firm isn't who closes it
    shaded = any(types.family(t) in SHADED for t in pattern.types)
    families = tuple(dict.fromkeys(types.family(t) for t in pattern.types))
    if shaded or not (pattern.optional or counted or "agent" in pattern.missing):
        yield replace(near, types=families)
    # the rest named in the article only; of a number, any event of its days there
    if near.mentioned and (near.roles or near.times or counted):
        same = pattern.types if near.roles or (counted and pattern.named) else families  # the injured of the accident, not of the storm
        yield replace(near, anywhere=True, types=families if shaded else same)
    if near.mentioned and near.times and counted:
        yield replace(near, types=(), roles=(), mentioned=everybody, anywhere=True, lenient=False)
    # there, of those whom the article names
    if pattern.places and pattern.roles:
        others = tuple(keys for keys in everybody if keys not in [role.keys for role in pattern.places])
        yield replace(near, roles=(), places=pattern.places, mentioned=others, anywhere=True)
    # any event in a sentence that holds all names
    anyone = ("participant", "topic") if any(p in PARTIES for p in pattern.missing) else pattern.missing
    yield replace(near, types=(), roles=(), times=(), missing=anyone, mentioned=everybody)


def nearby(pattern: Pattern, missing: tuple[str, ...]) -> Pattern:
    """The pattern with those who act, or whom an arrest or a death concerns, and all others, its places and parts only mentioned."""
    core = tuple(role for role in pattern.roles if role.property in ACTING)
    if not core and "agent" not in pattern.missing:
        core = tuple(role for role in pattern.roles if role.property == "patient")
    others = [role.keys for role in (*pattern.roles, *pattern.places) if role not in core]
    inner = [keys for _, part in pattern.about for keys in named(part)]
    times = (*pattern.times, *(time for _, part in pattern.about for time in part.times))
    mentioned = (*pattern.mentioned, *others, *inner)
    return replace(pattern, roles=core, places=(), about=(), missing=missing, mentioned=mentioned, times=times, lenient=True)


def named(pattern: Pattern) -> list[tuple[str, ...]]:
    """The entities that a pattern and its parts name."""
    own = [*(role.keys for role in (*pattern.roles, *pattern.places)), *pattern.mentioned]
    return own + [keys for _, part in pattern.about for keys in named(part)]
