"""One step: articles go or come; what that changes of the graph is found, and nothing else is looked at.

The order is that of `kg.fuse.fuse`, and each stage says whom its changes reach: decisions on neighbours, groups of events that decisions
tie, newcomers' names in these, the network of days, what entities are called. `kg/update/__init__.py` says why nobody else is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from pyoxigraph import NamedNode, Quad, Store

from kg.fuse import Graph
from kg.fuse.copies import copies
from kg.fuse.fuse import Prose
from kg.fuse.graph import Member
from kg.fuse.names import forms
from kg.judgements import Judgements
from kg.kb import KnowledgeBase
from kg.model import Entity, Extraction
from kg.rdf import seal
from kg.rdf.entities import described, display_names
from kg.rdf.quads import DEFAULT, in_graph, is_shared, told_quads
from kg.rdf.terms import ENT, EV
from kg.update import pairs
from kg.update.index import numbered, totals, verbs
from kg.update.newnames import rename
from kg.update.part import alike, beside, part
from kg.update.redate import redate
from kg.update.regroup import regroup
from kg.update.state import Next, State

Changes = Sequence[tuple[Entity | None, Entity | None]]  # entities before and after, None where no article names them


class Difference(NamedTuple):
    """What a step takes from the store and brings to it."""

    gone: set[Quad]
    come: set[Quad]


def step(
    before: State, gone: Iterable[str], come: Mapping[str, Extraction], store: Store, kb: KnowledgeBase, judgements: Judgements
) -> Difference:
    """Take the articles `gone` from the index and bring those that `come` into it; gives what that changes in the store."""
    after = Next(before, gone, come)
    decide(after)
    core = regroup(after, judgements)
    renamed = rename(after)
    core |= told_in(renamed, after) | naming_moved(after)
    core = after.closed(core)
    core |= redate(after, core)
    changed = {*after.gone, *after.come, *renamed}
    recount(changed, after)
    entities = [(before.entity(key), after.entity(key)) for key, counts in sorted(after.more.items()) if any(counts.values())]
    core = after.closed(core | displaying(entities, after, store, kb))
    for key in before.keys_of(core):
        if not after.members(key):
            after.outlines[key] = None
    wide = after.closed({*core, *beside(core, before), *beside(core, after)})
    copied = copies(Prose(alike(wide, before) | alike(wide, after)))
    parts = [part(core, wide, changed, copied, state, judgements) for state in (before, after)]
    return written(parts[0], parts[1], entities, after, kb)


def decide(after: Next) -> None:
    """Decide on the pairs of events that meet or part in their blocks."""
    for document in sorted(after.gone):
        raw = after.before.raw(document)
        for told in raw.told.values() if raw else ():
            pairs.leave(told, after.before, after)
    for document in sorted(after.come):
        raw = after.raw(document)
        for told in raw.told.values() if raw else ():
            pairs.enter(told, after)


def told_in(documents: Iterable[str], after: Next) -> set[Member]:
    """The events of some articles."""
    return {(document, event) for document in documents for event in after.keys(document)}


def naming_moved(after: Next) -> set[Member]:
    """The articles' events whose claims name one that is part of another fused event now."""
    found = set()
    for document in {document for document, _ in after.moved} - after.gone:
        for told in after.read(document).told.values():
            named = {(document, str(f.value)) for said in told.claims for f in said.facts if f.kind == "event"}
            found |= {told.member} if named & after.moved.keys() else set()
    return found


def recount(changed: Iterable[str], after: Next) -> None:
    """Count the forms of entities in articles that have changed."""
    for state, sign in ((after.before, -1), (after, 1)):
        for document in changed:
            for form in forms(state.read(document).extraction) if state.raw(document) else ():
                after.more[form.key][form] += sign


def displaying(entities: Changes, after: Next, store: Store, kb: KnowledgeBase) -> set[Member]:
    """The articles' events whose names display an entity that is called otherwise now."""
    called = [one.key for one, other in entities if one and other and display_names(one, kb) != display_names(other, kb)]
    subjects = {str(q.subject)[1:-1] for key in called for q in store.quads_for_pattern(None, None, NamedNode(ENT + key), DEFAULT)}
    keys = {subject.removeprefix(EV) for subject in subjects if subject.startswith(EV)}
    return {m for key in keys for state in (after.before, after) for m in state.members(key)}


def written(one: Graph, other: Graph, entities: Changes, after: Next, kb: KnowledgeBase) -> Difference:
    """Write the index; gives the difference of the part `one` before and the part `other` after, as quads."""
    before, now = list(told_quads(one, kb)), list(told_quads(other, kb))
    gone, come = own(before), own(now)
    number = Counter(shared(now, (new for _, new in entities), kb))
    number.subtract(Counter(shared(before, (old for old, _ in entities), kb)))
    for quad, change in number.items():
        there = after.index.shared(str(quad.triple)) if change else 0
        if change and there == 0:
            come.add(quad)
        elif change and there + change == 0:
            gone.add(quad)
    difference = Difference(gone - come, come - gone)
    after.write()
    after.index.reseal(seal.difference(difference.gone, difference.come))
    after.index.count("shared", {str(quad.triple): change for quad, change in number.items()})
    lemmas = verbs(other.extractions.values())
    lemmas.subtract(verbs(one.extractions.values()))
    after.index.count("verb", lemmas)
    after.index.count("total", counted(one, other, entities, after) | {"quads": len(difference.come) - len(difference.gone)})
    return difference


def own(quads: Iterable[Quad]) -> set[Quad]:
    """Those that nothing else can give."""
    return {quad for quad in quads if not is_shared(quad)}


def shared(quads: Iterable[Quad], entities: Iterable[Entity | None], kb: KnowledgeBase) -> Iterator[Quad]:
    """Those that others may give too, the descriptions of entities among them, once for each that gives them."""
    yield from (quad for quad in quads if is_shared(quad))
    for entity in entities:
        yield from in_graph(described(entity, kb), DEFAULT) if entity else ()


def counted(one: Graph, other: Graph, entities: Changes, after: Next) -> dict[str, int]:
    """How what a report counts changes."""
    was = totals([e for e, _ in entities if e], one.events, after.was.values(), one.disagreements)
    now = totals([e for _, e in entities if e], other.events, after.decided.values(), other.disagreements)
    was |= numbered(one.extractions.values())
    now |= numbered(other.extractions.values())
    return {name: number - was[name] for name, number in now.items()}
