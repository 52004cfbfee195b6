"""Dating anew the parts of the network of days that a step reaches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.fuse import Said, network
from kg.fuse.fuse import orders_of
from kg.fuse.graph import Member
from kg.fuse.network import Order
from kg.update.index import Entered
from kg.update.state import Next, State


def redate(after: Next, core: Iterable[Member]) -> set[Member]:
    """Date the events of `core` and all that the network ties to them; gives the articles' events whose dates are others than before."""
    tied = {key for was in after.before.keys_of(core) for order in orders_at(was, after.before) for key in (order.event, order.other)}
    once = {m for key in tied for m in after.before.members(key)}
    keys, orders = parts({*after.keys_of(core), *after.keys_of(once)}, after)
    solved = network.solve({key: [s for t in after.group(key) for s in t.claims] for key in sorted(keys)}, orders)
    changed: set[Member] = set()
    for key, dated in solved.times.items():
        after.date(key, dated)
        if after.outline(key) != after.before.outline(key):
            changed.update(after.members(key))
    for document, days in solved.published.items():
        if after.entered(document).days != days:
            after.about[document] = Entered(days, after.entered(document).renamed)
            changed.update(dated_by_publication(document, after))
    return changed


def parts(start: set[str], state: State) -> tuple[set[str], set[Order]]:
    """The fused events that the network ties to some, these included, and their orders."""
    seen, todo, orders = set(start), sorted(start), set()
    while todo:
        key = todo.pop()
        at = orders_at(key, state)
        orders |= at
        near = {end for order in at for end in (order.event, order.other)}
        for document in sorted({document for document, _ in state.members(key)}):
            depending = state.keys_of(dated_by_publication(document, state))
            near.update(depending if key in depending else ())
        todo += sorted(near - seen)
        seen |= near
    return seen, orders


def orders_at(key: str, state: State) -> set[Order]:
    """The orders that claims give between a fused event and others."""
    found: set[Order] = set()
    for document in {document for document, _ in state.members(key)}:
        event_of = state.event_of([document])
        for said in naming_events(document, state):
            at = event_of[document, said.claim.about]
            if key == at or any(f.kind == "event" and event_of[document, str(f.value)] == key for f in said.claim.facts):
                found |= {o for o in orders_of(said, at, event_of, state.standing) if key in (o.event, o.other)}
    return found


def naming_events(document: str, state: State) -> Iterator[Said]:
    """An article's claims about events that name another one."""
    claims = (said for told in state.read(document).told.values() for said in told.claims)
    return (said for said in claims if any(f.kind == "event" for f in said.claim.facts))


def dated_by_publication(document: str, state: State) -> list[Member]:
    """The events of an article whose time depends on its day of publication."""
    told = state.read(document).told.values()
    return [t.member for t in told if any(time.if_published for said in t.claims for time in said.claim.times)]
