"""From a fused event of a store back to the articles' events that it unites."""

from __future__ import annotations

from pyoxigraph import DefaultGraph, NamedNode, Store

from kg.errors import InputError
from kg.rdf.terms import EV, node


def members(store: Store, event: str) -> list[str]:
    """The ids of the articles' events that an event unites, sorted; of an article's own event its id alone.

    `event` is an IRI, in full, prefixed or only its last part. Raises `InputError` where the store has no such event.
    """
    key = event.strip("<>").rsplit("/", 1)[-1].removeprefix("ev:")
    me, merged, default = NamedNode(EV + key), node("mergedFrom"), DefaultGraph()
    united = [q.object for q in store.quads_for_pattern(me, merged, None, default)]
    if not united and any(store.quads_for_pattern(None, merged, me, default)):
        united = [me]
    found = sorted(o.value.removeprefix(EV) for o in united if isinstance(o, NamedNode))
    if not found:
        raise InputError(f"the store has no event '{event}': give the last part of its address, as queries show it")
    return found
