"""The part of a graph that a step changes, before it or after it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kg.fuse import Decision, FusedEvent, Graph
from kg.fuse.cluster import order, ruled
from kg.fuse.disagree import disagreements
from kg.fuse.fuse import articles_of_shared, fused
from kg.fuse.graph import Member
from kg.fuse.network import Dated, Order, is_broken
from kg.fuse.told import Article
from kg.judgements import Judgements
from kg.update.redate import orders_at
from kg.update.state import State


def contradicting(core: Iterable[Member], state: State) -> list[Decision]:
    """The decisions on these articles' events that say that articles contradict each other."""
    return sorted({d for m in core if state.key(m) for d in state.decisions(m) if d.conflict}, key=order)


def broken(core: Iterable[Member], state: State) -> list[Order]:
    """The orders of the fused events of `core` that cannot hold."""
    orders = {o for key in state.keys_of(core) for o in orders_at(key, state)}
    return sorted((o for o in orders if is_broken({key: dated(key, state) for key in (o.event, o.other)}, o)), key=repr)


def dated(key: str, state: State) -> Dated:
    outline = state.outline(key)
    assert outline
    return Dated(outline.when, frozenset(outline.by))


def beside(core: Iterable[Member], state: State) -> set[Member]:
    """The articles' events about which the graph says that they contradict those of `core`."""
    found = {m for decision in contradicting(core, state) for m in decision.pair}
    return found | {m for o in broken(core, state) for key in (o.event, o.other) for m in state.members(key)}


def alike(wide: set[Member], state: State) -> dict[str, Article]:
    """The articles that tell of an event of `wide` which another one tells too, by their ids."""
    return articles_of_shared(state.group(key) for key in state.keys_of(wide))


def part(
    core: set[Member], wide: set[Member], changed: Iterable[str], copied: Mapping[str, frozenset[str]], state: State, judgements: Judgements
) -> Graph:
    """The articles `changed`, the fused events of `wide`, and the disagreements in which one of `core` takes part; `copied` are the copies
    of each article."""
    groups = {key: state.group(key) for key in state.keys_of(wide)}
    documents = sorted(
        {document for group in groups.values() for document in (t.document for t in group)} | {d for d in changed if state.raw(d)}
    )
    records = {document: state.read(document).extraction for document in documents}
    event_of = state.event_of(documents)
    events: dict[str, FusedEvent] = {}
    for key, group in groups.items():
        merges = merges_of({t.member for t in group}, state, judgements)
        events[key] = fused(key, group, event_of, dated(key, state), copied, merges, state.judge.types)
    within = [events[key] for key in state.keys_of(core)]
    published = {document: days for document in documents if (days := state.entered(document).days)}
    entities = {str(f.value) for event in events.values() for f in event.facts if f.kind == "entity"}
    told = set(changed)
    return Graph(
        {document: x for document, x in records.items() if document in told},
        {document: x for document, x in records.items() if document not in told},
        tuple(entity for key in sorted(entities) if (entity := state.entity(key))),
        {},
        tuple(events.values()),
        event_of,
        (),
        disagreements(events, within, contradicting(core, state), event_of, broken(core, state), published, state.judge.background),
        {},
        {},
    )


def merges_of(group: set[Member], state: State, judgements: Judgements) -> tuple[Decision, ...]:
    """The decisions "same" within a group."""
    found = {d for m in group for d in state.decisions(m) if d.verdict == "same" and group.issuperset(d.pair)}
    return tuple(sorted({*found, *ruled(group, judgements)}, key=order))
