"""Dating anew the parts of the network of days that a step reaches."""

from __future__ import annotations

from collections.abc import Iterable

from kg.fuse import network
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
        if after.date(key, dated):
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
    documents = {document for document, _ in state.members(key)}
    return {order for document in documents for order in orders_in(document, state) if key in (order.event, order.other)}


def orders_in(document: str, state: State) -> set[Order]:
    """The orders that an article's claims give; asked for once all names and groups are found."""
    if document not in state.orders:
        event_of = state.event_of([document])
        told = state.read(document).told.values()
        state.orders[document] = {
            order for t in told for said in t.claims for order in orders_of(said, event_of[t.member], event_of, state.standing)
        }
    return state.orders[document]


def dated_by_publication(document: str, state: State) -> list[Member]:
    """The events of an article whose time depends on its day of publication."""
    told = state.read(document).told.values()
    return [t.member for t in told if any(time.if_published for said in t.claims for time in said.times)]
