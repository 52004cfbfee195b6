"""Grouping anew what changed decisions reach: the events that decisions "same" tie to each other, directly or through others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache

from kg.fuse import Decision
from kg.fuse.cluster import grouped, ruled
from kg.fuse.fuse import key_of
from kg.fuse.graph import Member
from kg.ids import member_id
from kg.judgements import Judgements
from kg.update.state import Next, State


def regroup(after: Next, judgements: Judgements) -> set[Member]:
    """Group the events that a step reaches; gives those whose group or decisions are others than before, the ones that
    are gone included."""
    changed = [(was, now) for pair, now in after.decided.items() if (was := after.was[pair]) != now]
    same = {m for each in changed for d in each if d and d.verdict == "same" for m in d.pair}
    contradicting = {m for each in changed for d in each if d and d.conflict for m in d.pair}
    same |= {(document, event) for document in after.come if (raw := after.raw(document)) for event in raw.told}
    same |= {m for document in after.gone for key in after.before.keys(document).values() for m in after.before.members(key)}
    fit = known_to_fit(after.before, judgements)
    groups: dict[str, list[Member]] = {}
    for told, decisions in components((m for m in same if m[0] not in after.gone), after, judgements):
        groups |= {
            key_of(g, after.judge.types): [t.member for t in g]
            for g in grouped(map(after.told, told), decisions, after.judge, judgements, fit)
        }
    after.move(groups)
    return same | contradicting | after.moved.keys()


def known_to_fit(before: State, judgements: Judgements) -> Callable[[Member, Member], bool]:
    """Tells of which pairs the grouping before has found that they can be in one group: those that are in one. Where people said so of
    others in it, nobody has looked."""
    named = frozenset[str]().union(*judgements.sames)

    @cache
    def looked_at(key: str) -> bool:
        return not named or not any(member_id(*m) in named for m in before.members(key))

    def fit(one: Member, other: Member) -> bool:
        key = before.key(one)
        return key is not None and key == before.key(other) and looked_at(key)

    return fit


def components(start: Iterable[Member], after: Next, judgements: Judgements) -> Iterator[tuple[list[Member], list[Decision]]]:
    """The events that decisions tie to some, a set at a time, with these decisions."""
    seen: set[Member] = set()
    for first in sorted(start):
        if first in seen:
            continue
        todo, decisions = [first], {}
        seen.add(first)
        found = [first]
        while todo:
            member = todo.pop()
            for decision in (*same_of(member, after), *judged(member, after, judgements)):
                decisions[decision.pair, decision.judged] = decision
                new = set(decision.pair) - seen
                seen |= new
                todo += new
                found += new
        rules = (d for d in decisions.values() if not d.judged)
        yield sorted(found), [*ruled(found, judgements), *rules]


def same_of(member: Member, after: Next) -> Iterator[Decision]:
    return (d for d in after.decisions(member) if d.verdict == "same")


def judged(member: Member, after: Next, judgements: Judgements) -> Iterator[Decision]:
    """What people have decided to be one with an event."""
    lines = (line for line in judgements.sames if member_id(*member) in line)
    others = {(document, event) for line in lines for document, _, event in (each.rpartition("-") for each in line)}
    return ruled({member, *(m for m in others if after.has(m))}, judgements)
