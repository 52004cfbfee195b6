"""Which pairs of events become neighbours in their blocks where one enters or leaves, and which cease to be.

An event that enters a block has `NEIGHBOURS` on both sides, and draws apart those that had just that many steps between them; one that
leaves brings them together. No other pair's answer changes.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.fuse.blocks import NEIGHBOURS, place_of
from kg.fuse.cluster import weighs
from kg.fuse.graph import Member
from kg.fuse.told import Told
from kg.update.index import numbers
from kg.update.state import Next, Pair, State


def enter(told: Told, after: Next) -> None:
    """Give an event its places in its blocks, and decide on whom it meets there."""
    blocks = numbers(told, after.judge)
    met: set[Member] = set()
    parted: set[Pair] = set()
    for block in blocks:
        earlier, later = after.index.beside(block, place_of(told), NEIGHBOURS)
        met.update(earlier, later)
        parted.update(across(earlier, later))
    after.index.place(told, blocks)
    for member in sorted(met):
        decide(told, after.told(member), after)
    for pair in sorted(parted):
        if any(d.pair == pair for d in after.decisions(pair[0])) and not are_candidates(after.told(pair[0]), after.told(pair[1]), after):
            after.decide(pair, None)


def leave(told: Told, before: State, after: Next) -> None:
    """Take an event from its blocks, and decide on those who meet now."""
    blocks = numbers(told, before.judge)
    after.index.displace(told, blocks)
    for decision in after.decisions(told.member):
        after.decide(decision.pair, None)
    meet = {pair for block in blocks for pair in across(*after.index.beside(block, place_of(told), NEIGHBOURS))}
    for one, other in sorted(meet):
        if not any(d.pair == (one, other) for d in after.decisions(one)):
            decide(before.told(one), before.told(other), after)


def across(earlier: list[Member], later: list[Member]) -> Iterator[Pair]:
    """The pairs on both sides of a place that are `NEIGHBOURS` steps apart without it and one more with it."""
    for steps, one in enumerate(earlier, start=1):
        if NEIGHBOURS - steps < len(later):
            other = later[NEIGHBOURS - steps]
            yield (one, other) if one < other else (other, one)


def decide(one: Told, other: Told, after: Next) -> None:
    """Decide on a pair and keep what something follows from."""
    if after.judge.alike(one.event.type, other.event.type):
        decision = after.judge.decide(one, other)
        if weighs(decision):
            after.decide(decision.pair, decision)


def are_candidates(one: Told, other: Told, after: Next) -> bool:
    """Whether two events are neighbours in a block."""
    shared = set(numbers(one, after.judge)).intersection(numbers(other, after.judge))
    return any(after.index.are_near(block, place_of(one), place_of(other), NEIGHBOURS) for block in shared)
