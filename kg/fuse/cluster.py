"""From decisions on pairs to groups: candidates from blocks, then the surest pairs first, as long as a whole group fits.

Blocks and sorted neighbourhoods (Hernández and Stolfo 1995) keep the number of pairs linear; each group depends only on the events that
are tied to it by decisions, so that a new article changes its neighbours and nobody else.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations

from kg.fuse.decide import ANSWERS, SPOKEN, Judge, distance
from kg.fuse.graph import Decision, Member, When
from kg.fuse.told import Days, Told, window
from kg.fuse.who import block_name
from kg.ids import member_id
from kg.judgements import Judgements
from kg.kb.entry import PLACE_KINDS

Key = tuple[str, ...]
WEEK = 7
MOST_WEEKS = 7  # a longer time is compared with times that begin in the same month
NEIGHBOURS = 8  # of an event in a block, in order of time
MOST_RUNS = 4  # of a quotation's words in a row: two that share many share the first of them in the alphabet
MOST_PARTIES = 6  # of an event with more, the pairs are no keys


def keys_of(told: Told, judge: Judge) -> Iterator[Key]:
    """The blocks of an event: its family with parties (or whom they act for), or else with places, in each week of its time; of words
    their own words."""
    families = judge.families(told.event.type)
    if families & SPOKEN and told.event.type not in ANSWERS:
        return ((f, words) for f in families for words in (*sorted(told.quotes)[:MOST_RUNS], *sorted(told.texts)))
    background = judge.background
    names = {*told.texts, *(block_name(p, told) for p in told.parties)}
    names |= {c for p in told.parties for c in background.acts_for(p, told.article.date)}
    who: list[Key] = [(name,) for name in names]
    if len(told.parties | told.texts) <= MOST_PARTIES:
        who += combinations(sorted(names), 2)
    spoken = frozenset(k for k, n in told.article.named.items() if n.kind in PLACE_KINDS) if not told.places else told.places
    places = {*spoken, *(around for place in spoken for around in background.around(place))} if not told.parties or told.places else ()
    where: list[Key] = [("in", place) for place in places]
    return ((family, *w, b) for family in families for b in buckets(told) for w in (*who, *where))


def buckets(told: Told) -> list[str]:
    """The weeks of an event's time; where they are many, the month of its beginning and the weeks of its article's news."""
    if told.window is None:
        return [""]
    if told.window[1] - told.window[0] <= MOST_WEEKS * WEEK:
        return weeks(told.window)
    news = window(When(), told.status, told.article.published)
    return [f"from {told.time.earliest[:7]}", *(weeks(news) if news and news[1] - news[0] <= MOST_WEEKS * WEEK else ())]


def weeks(days: Days) -> list[str]:
    """The weeks of some days, a day more on both sides: who is a day late may be of the next week."""
    return [str(week) for week in range((days[0] - 1) // WEEK, (days[1] + 1) // WEEK + 1)]


def candidates(told: Sequence[Told], judge: Judge) -> Iterator[tuple[int, int]]:
    """Pairs of positions in `told` worth a decision, each once."""
    blocks: dict[Key, list[int]] = defaultdict(list)
    for position, one in enumerate(told):
        for key in keys_of(one, judge):
            blocks[key].append(position)
    seen: set[tuple[int, int]] = set()
    for block in blocks.values():
        block.sort(key=lambda n: (told[n].window or (0, 0), told[n].member))
        for at, first in enumerate(block):
            for second in block[at + 1 : at + 1 + NEIGHBOURS]:
                pair = (min(first, second), max(first, second))
                if pair not in seen:
                    seen.add(pair)
                    yield pair


def cluster(told: Sequence[Told], judge: Judge, judgements: Judgements) -> tuple[list[tuple[Told, ...]], list[Decision]]:
    """Groups of events that are one happening, members in order, and the decisions that are not plainly "different"."""
    groups = Groups(told, judge, judgements)
    decided = [judge.decide(told[a], told[b]) for a, b in candidates(told, judge)]
    weighed = [d for d in decided if d.verdict != "different" or d.conflict]
    judged = list(ruled(groups.told, judgements))
    for decision in judged:
        groups.unite(decision, groups.parted)
    for decision in sorted((d for d in weighed if d.verdict == "same"), key=lambda d: groups.rank(d)):
        groups.unite(decision, groups.misfit)
    return groups.all(), sorted([*judged, *weighed], key=lambda d: (d.one, d.other, d.reason))


def ruled(told: Mapping[Member, Told], judgements: Judgements) -> Iterator[Decision]:
    """What people have decided to be one, among the events at hand."""
    by_id = {member_id(*member): member for member in told} if judgements.sames else {}
    for line in judgements.sames:
        known = sorted(by_id[one] for one in line if one in by_id)
        for one, other in combinations(known, 2):
            if judgements.on_pair(member_id(*one), member_id(*other)) == "same":
                yield Decision(one, other, "same", 1.0, "judged the same")


class Groups:
    """Events in groups that only grow; at first each is alone."""

    def __init__(self, told: Sequence[Told], judge: Judge, judgements: Judgements) -> None:
        self.told = {t.member: t for t in told}
        self.judge = judge
        self.judgements = judgements
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
        return self.parted(one, other) or self.judge.decide(self.told[one], self.told[other]).verdict == "different"

    def all(self) -> list[tuple[Told, ...]]:
        """The groups, sorted by their first members."""
        unique = {id(g): sorted(g) for g in self.group.values()}
        return [tuple(self.told[m] for m in g) for g in sorted(unique.values())]
