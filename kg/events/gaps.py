"""Clauses that leave out their verb ("X a été élu à Lyon, Y à Lille") tell the event of the verb before them once more."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

from kg.events.arguments import Positions
from kg.events.happening import Happening
from kg.events.triggers import Trigger
from kg.model import Quantity
from kg.syntax import Tree


def with_gapped(tree: Tree, found: list[Trigger]) -> list[Trigger]:
    """The triggers, and one at the name of each such clause, with the name and its complement for those of the verb; in reading order."""
    by_token = {t.token: t for t in found if t.verbal} if tree.gaps else {}
    added = []
    for name, gap in tree.gaps.items():
        if (origin := by_token.get(gap.verb)) is None:
            continue
        instead = {gap.party: [name], gap.answered: [gap.complement]}
        positions: Positions = defaultdict(list)
        for position, tokens in origin.positions.items():
            own = [t for t in tokens if t in instead or position in ("subj", "obj")]
            positions[position] += [m for t in own for m in instead.get(t, [t])]
        added.append(replace(origin, token=name, last=name, positions=positions, origin=origin))
    return sorted([*found, *added], key=lambda t: t.token) if added else found


def share_units(told: Mapping[int, Happening]) -> None:
    """A bare number of such a clause counts what the verb's own does ("à cinq ans de prison, Y à deux")."""
    for happening in told.values():
        if happening.trigger.origin and (first := told.get(happening.trigger.origin.token)):
            units = {f.property: f.value.unit for f in first.facts if isinstance(f.value, Quantity)}
            for n, fact in enumerate(happening.facts):
                if isinstance(fact.value, Quantity) and not fact.value.unit:
                    happening.facts[n] = replace(fact, value=replace(fact.value, unit=units.get(fact.property, "")))
