"""From decisions on pairs to groups: the surest pairs first, as long as the whole group fits.

A group depends only on the events that decisions tie to it, so that a new article changes its neighbours and nobody else.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations, groupby

from kg.fuse.blocks import candidates
from kg.fuse.decide import Judge, distance
from kg.fuse.graph import JUDGED, Decision, Member
from kg.fuse.told import Told
from kg.fuse.union import Union
from kg.ids import member_id
from kg.judgements import Judgements


def cluster(told: Sequence[Told], judge: Judge, judgements: Judgements) -> tuple[list[tuple[Told, ...]], list[Decision]]:
    """Groups of events that are one happening, members in order, and the decisions that are not plainly "different"."""
    decided = (judge.decide(one, other) for one, other in candidates(told, judge))
    weighed = [decision for decision, _ in groupby(sorted(filter(weighs, decided), key=order))]
    decisions = [*ruled((t.member for t in told), judgements), *weighed]
    groups = grouped_apart(told, decisions, judge, judgements)
    return sorted(groups, key=lambda group: group[0].member), sorted(decisions, key=order)


def weighs(decision: Decision) -> bool:
    """Whether anything follows from a decision."""
    return decision.verdict != "different" or decision.conflict != ""


def order(decision: Decision) -> tuple[Member, Member, str]:
    """The order of decisions in a graph."""
    return decision.one, decision.other, decision.reason


def grouped_apart(told: Iterable[Told], decisions: Sequence[Decision], judge: Judge, judgements: Judgements) -> Iterator[tuple[Told, ...]]:
    """The groups of `grouped`, found among the events that decisions "same" tie, one such set after the other."""
    tied: Union[Member] = Union()
    for decision in decisions:
        if decision.verdict == "same":
            tied.join(decision.one, decision.other)
    events: dict[Member, list[Told]] = defaultdict(list)
    for one in told:
        events[tied.root(one.member)].append(one)
    of: dict[Member, list[Decision]] = defaultdict(list)
    for decision in decisions:
        of[tied.root(decision.one)].append(decision)
    for root, among in events.items():
        yield from grouped(among, of[root], judge, judgements) if len(among) > 1 else [tuple(among)]


def grouped(
    told: Iterable[Told],
    decisions: Sequence[Decision],
    judge: Judge,
    judgements: Judgements,
    fit: Callable[[Member, Member], bool] = lambda *_: False,
) -> list[tuple[Told, ...]]:
    """The groups that decisions on some events lead to; those on others that no decision "same" ties to these change nothing of them. `fit`
    says of which pairs it is known already that they can be in one group."""
    decided = {frozenset(d.pair) for d in decisions if d.verdict != "different" and not d.judged}
    groups = Groups(told, judge, judgements, lambda one, other: frozenset((one, other)) in decided or fit(one, other))
    same = [d for d in decisions if d.verdict == "same"]
    for decision in (d for d in same if d.judged):
        groups.unite(decision, groups.parted)
    for decision in sorted((d for d in same if not d.judged), key=groups.rank):
        groups.unite(decision, groups.misfit)
    return groups.all()


def ruled(told: Iterable[Member], judgements: Judgements) -> Iterator[Decision]:
    """What people have decided to be one, among the events at hand."""
    by_id = {member_id(*member): member for member in told} if judgements.sames else {}
    for line in judgements.sames:
        known = sorted(by_id[one] for one in line if one in by_id)
        for one, other in combinations(known, 2):
            if judgements.on_pair(member_id(*one), member_id(*other)) == "same":
                yield Decision(one, other, "same", 1.0, JUDGED)


class Groups:
    """Events in groups that only grow; at first each is alone."""

    def __init__(self, told: Iterable[Told], judge: Judge, judgements: Judgements, fit: Callable[[Member, Member], bool]) -> None:
        self.told = {t.member: t for t in told}
        self.judge = judge
        self.judgements = judgements
        self.fit = fit
        self.group = {member: [member] for member in self.told}

    def rank(self, decision: Decision) -> tuple[float, int, Member, Member]:
        """The order in which pairs are united: the surest first, then those from articles that are close."""
        return -decision.score, distance(self.told[decision.one], self.told[decision.other]), decision.one, decision.other

    def unite(self, decision: Decision, forbids: Callable[[Member, Member], bool]) -> None:
        """Make one group of both members' groups, unless something forbids a pair between them."""
        one, other = self.group[decision.one], self.group[decision.other]
        if one is other or any(forbids(a, b) for a in one for b in other):
            return
        small, large = sorted((one, other), key=len)
        large += small
        for member in small:
            self.group[member] = large

    def parted(self, one: Member, other: Member) -> bool:
        """Whether people have decided that two events are two."""
        return bool(self.judgements.splits) and self.judgements.on_pair(member_id(*one), member_id(*other)) == "split"

    def misfit(self, one: Member, other: Member) -> bool:
        """Whether two events cannot be in one group."""
        if self.parted(one, other):
            return True
        return not self.fit(one, other) and self.judge.decide(self.told[one], self.told[other]).verdict == "different"

    def all(self) -> list[tuple[Told, ...]]:
        """The groups, sorted by their first members."""
        unique = {id(g): sorted(g) for g in self.group.values()}
        return [tuple(self.told[m] for m in g) for g in sorted(unique.values())]
