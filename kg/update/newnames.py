"""Newcomers' fuller names after a step: only where events of other groups than before tie bearers of one name."""

from __future__ import annotations

from kg.fuse.graph import Bearer, Member
from kg.fuse.newcomers import Link, links, variants
from kg.update.index import Entered
from kg.update.state import Next, State


def rename(after: Next) -> set[str]:
    """Note under whose names newcomers are written now; gives the articles where that has changed."""
    bearers, tied = reached(after)
    found = variants(tied)
    changed = set()
    for document in sorted({document for document, _ in bearers} - after.gone):
        was = after.entered(document)
        stay = {key: bearer for key, bearer in was.renamed.items() if (document, key) not in bearers}
        now = {**stay, **found.get(document, {})}
        if now != was.renamed:
            after.about[document] = Entered(was.days, now)
            changed.add(document)
    return changed


def reached(after: Next) -> tuple[set[Bearer], list[Link]]:
    """Whom changed groups tie or tied to somebody by name, directly or through others, and all that ties these now."""
    bearers: set[Bearer] = set()
    tied: list[Link] = []
    todo: list[tuple[State, str]] = []
    seen: set[tuple[bool, str]] = set()

    def reach(member: Member) -> None:
        for state in (after.before, after):
            if (key := state.key(member)) and (state is after, key) not in seen:
                seen.add((state is after, key))
                todo.append((state, key))

    for member in after.closed(after.moved):
        reach(member)
    while todo:
        state, key = todo.pop()
        for link in links([state.told(m) for m in state.members(key)]):
            tied += [link] if state is after else []
            for bearer in {b for b, _ in link} - bearers:
                bearers.add(bearer)
                for member in taking_part(bearer, after):
                    reach(member)
    return bearers, tied


def taking_part(bearer: Bearer, after: Next) -> list[Member]:
    """The events of an article in which somebody takes part."""
    raw = after.raw(bearer[0]) or after.before.raw(bearer[0])
    return [t.member for t in raw.told.values() if bearer[1] in t.parties] if raw else []
