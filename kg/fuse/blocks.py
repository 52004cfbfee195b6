"""Which pairs of articles' events are worth a decision: those that share a key and are neighbours in time under it.

Blocks with sorted neighbourhoods (Hernández and Stolfo 1995) keep the number of pairs linear in the number of events, however often
somebody is in the news.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain, combinations, groupby

from kg.fuse.decide import ANSWERS, RECALL, SPOKEN, Judge
from kg.fuse.graph import When
from kg.fuse.told import Days, Told, tell, window
from kg.fuse.who import block_name
from kg.kb.entry import PLACE_KINDS
from kg.model import Extraction

Key = tuple[str, ...]
Place = tuple[int, int, str, str]  # of an event in its blocks: first and last day, document and key there
WEEK = 7
MOST_WEEKS = 7  # a longer time is compared with times that begin in the same month
NEIGHBOURS = 8  # of an event in a block, in order of time
MOST_RUNS = 4  # of a quotation's words in a row: two that share many share the first of them in the alphabet
LONG_WORD = 5  # letters of a newcomer's name that tell who it is
MOST_KEYS = 5_000  # events whose keys are remembered from one shelf to the next
MOST_PARTIES = 6  # of an event with more, the pairs are no keys


def candidates(told: Sequence[Told], judge: Judge) -> Iterator[tuple[Told, Told]]:
    """Pairs worth a decision. One shelf, of a family in a week, is in hand at a time, and which pairs of its week and the one before have
    come, which bounds memory: those of a time that isn't told in weeks may come twice."""
    ordered = sorted(told, key=place_of)
    shelves: dict[Key, list[int]] = defaultdict(list)
    for position, one in enumerate(ordered):
        for shelf in shelves_of(one, judge):
            shelves[shelf].append(position)
    keys = lru_cache(maxsize=MOST_KEYS)(lambda number: frozenset(keys_of(ordered[number], judge)))
    seen: set[int] = set()
    for _, of_week in groupby(sorted(shelves, key=week_of), week_of):
        before, seen = seen, set()
        for first, second in chain.from_iterable(neighbours(shelves[shelf], keys) for shelf in of_week):
            one, other = ordered[first], ordered[second]
            pair = first * len(ordered) + second  # one number takes less room than two
            if pair not in seen and judge.alike(one.event.type, other.event.type):
                seen.add(pair)
                if pair not in before:
                    yield one, other


def week_of(shelf: Key) -> str:
    return shelf[1]


def neighbours(shelf: Iterable[int], keys: Callable[[int], Iterable[Key]]) -> Iterator[tuple[int, int]]:
    """The numbers of events of a shelf that are neighbours in a block of it."""
    blocks: dict[Key, list[int]] = defaultdict(list)
    for number in shelf:
        for key in keys(number):
            blocks[key].append(number)
    for block in blocks.values():
        for at, first in enumerate(block):
            yield from ((first, second) for second in block[at + 1 : at + 1 + NEIGHBOURS])


def place_of(told: Told) -> Place:
    """Where an event stands in its blocks: in order of time."""
    return *(told.window or (0, 0)), *told.member


def blocks_of(told: Told, judge: Judge) -> frozenset[Key]:
    """The blocks in which an event lies."""
    return frozenset((*shelf, *key) for shelf in shelves_of(told, judge) for key in keys_of(told, judge))


def ties(extraction: Extraction, judge: Judge) -> frozenset[Key]:
    """The blocks in which an article's events lie. Articles that share none, directly or through others, change nothing of each other's
    events, unless a judgement names events of both."""
    return frozenset(block for told in tell(extraction) for block in blocks_of(told, judge))


def shelves_of(told: Told, judge: Judge) -> Iterator[Key]:
    """The families of types as which an event may be told, each with the weeks of its time; what is only said has no week."""
    families = sorted(judge.families(told.event.type))
    return ((family, week) for family in families for week in (("",) if is_said(told, judge) else buckets(told)))


def is_said(told: Told, judge: Judge) -> bool:
    """Whether an event is only words, which are known by themselves."""
    return judge.family(told.event.type) in SPOKEN and told.event.type not in ANSWERS


def buckets(told: Told) -> list[str]:
    """The weeks of an event's time; where they are many, the month of its beginning and the weeks of its article's news."""
    if told.window is None:
        return [""]
    if not told.dated and told.is_recalled:
        return weeks((told.window[0] - RECALL, told.window[1]))
    if told.window[1] - told.window[0] <= MOST_WEEKS * WEEK:
        return weeks(told.window)
    news = window(When(), told.status, told.article.published)
    return [f"from {told.time.earliest[:7]}", *(weeks(news) if news and news[1] - news[0] <= MOST_WEEKS * WEEK else ())]


def weeks(days: Days) -> list[str]:
    """The weeks of some days, a day more on both sides: who is a day late may be of the next week."""
    return [str(week) for week in range((days[0] - 1) // WEEK, (days[1] + 1) // WEEK + 1)]


def keys_of(told: Told, judge: Judge) -> Iterator[Key]:
    """What an event is known by: its parties (or whom they act for), alone and in pairs, and its places; newcomers beside it; whoever its
    article speaks of where it has no party; or else its words."""
    if is_said(told, judge):
        yield from ((words,) for words in (*sorted(told.quotes)[:MOST_RUNS], *told.texts))
        return
    background = judge.background
    names = {*told.texts, *(block_name(p, told) for p in told.parties)}
    names |= {c for p in told.parties for c in background.acts_for(p, told.article.date)}
    beside = told.article.named if not told.parties else ()
    names |= {c for k in beside for c in background.acts_for(k, told.article.date)}
    seats = {background.seat(p) for p in told.parties if told.article.named[p].kind == "Organization"} - {""}
    yield from ((name,) for name in {*names, *seats, *(block_name(k, told) for k in beside)})
    newcomers = {word for named in told.article.named.values() if not named.known for word in named.words if len(word) >= LONG_WORD}
    yield from (("near", word) for word in newcomers)
    if len(told.parties | told.texts) <= MOST_PARTIES:
        yield from combinations(sorted(names), 2)
    if told.places or not told.parties:
        places = told.places or {key for key, named in told.article.named.items() if named.kind in PLACE_KINDS}
        yield from (("in", place) for place in {*places, *(around for place in places for around in background.around(place))})
