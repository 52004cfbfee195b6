"""What fusion has decided about any article or event: in the store as it is, and as it will be after a step.

`State` answers from the index. `Next` lays a step's changes over it and writes them down at last, so that before and after can be asked
side by side.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from kg.extract.kept import Kept
from kg.fuse import Decision
from kg.fuse.decide import Judge
from kg.fuse.fuse import Standing, standing
from kg.fuse.graph import Bearer, Member
from kg.fuse.names import Form, named
from kg.fuse.network import Dated, Order
from kg.fuse.newcomers import rename
from kg.fuse.told import Told, tell
from kg.model import Entity, Extraction
from kg.update.index import Entered, Index, Outline

NOTHING = Entered(None, {})
Pair = tuple[Member, Member]


class Read(NamedTuple):
    """An article's record with its events by key."""

    extraction: Extraction
    told: dict[str, Told]


class State:
    """The articles and events of a store. Whatever is asked is remembered: nothing changes it."""

    def __init__(self, index: Index, kept: Kept, judge: Judge) -> None:
        self.index, self.kept, self.judge = index, kept, judge
        self._raw: dict[str, Read | None] = {}
        self._full: dict[str, Read] = {}
        self._keys: dict[str, dict[str, str]] = {}
        self._decisions: dict[Member, list[Decision]] = {}
        self.orders: dict[str, set[Order]] = {}  # that articles' claims give

    def raw(self, document: str) -> Read | None:
        """An article as it was read; None where it is not in the store."""
        if document not in self._raw:
            found = self.extraction(document)
            self._raw[document] = Read(found, {t.event.key: t for t in tell(found)}) if found else None
        return self._raw[document]

    def extraction(self, document: str) -> Extraction | None:
        return self.kept.find(document) if self.index.has(document) else None

    def read(self, document: str) -> Read:
        """An article of the store, newcomers under their fullest names."""
        if document not in self._full:
            raw, renamed = self.raw(document), self.entered(document).renamed
            assert raw
            full = rename(raw.extraction, renamed, self.bearer)
            self._full[document] = Read(full, {t.event.key: t for t in tell(full)}) if renamed else raw
        return self._full[document]

    def bearer(self, bearer: Bearer) -> Entity:
        """Somebody as an article has him."""
        raw = self.raw(bearer[0])
        assert raw
        return next(e for e in raw.extraction.entities if e.key == bearer[1])

    def told(self, member: Member) -> Told:
        """An article's event as it was read."""
        raw = self.raw(member[0])
        assert raw
        return raw.told[member[1]]

    def has(self, member: Member) -> bool:
        """Whether an article of the store tells of such an event."""
        raw = self.raw(member[0])
        return raw is not None and member[1] in raw.told

    def group(self, key: str) -> tuple[Told, ...]:
        """What articles tell of an event, newcomers under their fullest names."""
        return tuple(self.read(document).told[event] for document, event in self.members(key))

    def entered(self, document: str) -> Entered:
        return self.index.entered(document)

    def keys(self, document: str) -> Mapping[str, str]:
        """The fused events of an article's events."""
        if document not in self._keys:
            self._keys[document] = self.index.keys(document)
        return self._keys[document]

    def keys_of(self, members: Iterable[Member]) -> list[str]:
        """The fused events of articles' events, as far as these are in the store."""
        return sorted({key for member in members if (key := self.key(member))})

    def key(self, member: Member) -> str | None:
        """The fused event of an article's event; None where there is none such in the store."""
        return self.keys(member[0]).get(member[1])

    def event_of(self, documents: Iterable[str]) -> dict[Member, str]:
        """The fused events of some articles' events."""
        return {(document, event): key for document in documents for event, key in self.keys(document).items()}

    def members(self, key: str) -> Sequence[Member]:
        return self.index.members(key)

    def decisions(self, member: Member) -> Iterable[Decision]:
        """What rules have decided on an event and others."""
        if member not in self._decisions:
            self._decisions[member] = self.index.decisions(member)
        return self._decisions[member]

    def outline(self, key: str) -> Outline | None:
        """What is known of an event; None where there is none such."""
        return self.index.outline(key)

    def standing(self, key: str) -> Standing:
        outline = self.outline(key)
        assert outline
        return outline.standing

    def forms(self, entity: str) -> Counter[Form]:
        return self.index.forms(entity)

    def entity(self, key: str) -> Entity | None:
        """An entity as all articles together have it; None where no one does."""
        return named(self.forms(key))


class Next(State):
    """The store after a step that takes the articles `gone` and brings those that `come`."""

    def __init__(self, before: State, gone: Iterable[str], come: Mapping[str, Extraction]) -> None:
        super().__init__(before.index, before.kept, before.judge)
        self.before, self.gone, self.come = before, frozenset(gone), come
        self.decided: dict[Pair, Decision | None] = {}
        self.was: dict[Pair, Decision | None] = {}  # what had been decided on those pairs
        self.moved: dict[Member, str | None] = {}
        self.outlines: dict[str, Outline | None] = {}
        self.about: dict[str, Entered] = {}
        self.more: dict[str, Counter[Form]] = defaultdict(Counter)
        self._pairs: dict[Member, set[Pair]] = defaultdict(set)
        self._moved: dict[str, dict[str, str]] = defaultdict(dict)
        self._joined: dict[str, list[Member]] = defaultdict(list)
        self._standing: dict[str, Standing] = {}

    def raw(self, document: str) -> Read | None:
        if document in self.gone:
            return None
        return super().raw(document) if document in self.come else self.before.raw(document)

    def extraction(self, document: str) -> Extraction | None:
        return self.come[document]

    def entered(self, document: str) -> Entered:
        if document in self.about:
            return self.about[document]
        return NOTHING if document in self.come else self.before.entered(document)

    def keys(self, document: str) -> Mapping[str, str]:
        """Asked only once all events are grouped."""
        if document not in self._keys:
            stay = {} if document in self.gone else self.before.keys(document)
            self._keys[document] = {**stay, **self._moved[document]}
        return self._keys[document]

    def move(self, groups: Mapping[str, Sequence[Member]]) -> None:
        """Note which articles' events are one now, by key, and that those of articles that are gone are none."""
        self.moved |= {(document, event): None for document in self.gone for event in self.before.keys(document)}
        for key, members in groups.items():
            for member in (m for m in members if self.before.key(m) != key):
                self.moved[member] = self._moved[member[0]][member[1]] = key
                self._joined[key].append(member)

    def members(self, key: str) -> Sequence[Member]:
        stay = (m for m in self.before.members(key) if m not in self.moved)
        return sorted({*stay, *self._joined.get(key, ())})

    def closed(self, members: Collection[Member]) -> set[Member]:
        """Articles' events with all that is or was one with them."""
        found, todo, seen = set(members), [*members], set[tuple[bool, str]]()
        while todo:
            member = todo.pop()
            for state in (self.before, self):
                if (key := state.key(member)) and (state is self, key) not in seen:
                    seen.add((state is self, key))
                    new = set(state.members(key)) - found
                    todo += new
                    found |= new
        return found

    def decide(self, pair: Pair, decision: Decision | None) -> None:
        """Note the decision on a pair, or that nothing follows from it any more."""
        if pair not in self.was:
            known = not self.come.keys() & {document for document, _ in pair}
            self.was[pair] = next((d for d in self.before.decisions(pair[0]) if d.pair == pair), None) if known else None
        self.decided[pair] = decision
        for member in pair:
            self._pairs[member].add(pair)

    def decisions(self, member: Member) -> Iterable[Decision]:
        stay = (d for d in self.before.decisions(member) if d.pair not in self.decided)
        return [*stay, *(d for pair in self._pairs[member] if (d := self.decided[pair]))]

    def outline(self, key: str) -> Outline | None:
        return self.outlines[key] if key in self.outlines else self.before.outline(key)

    def standing(self, key: str) -> Standing:
        if key not in self._standing:
            same = self.before.outline(key) and list(self.before.members(key)) == list(self.members(key))
            self._standing[key] = self.before.standing(key) if same else standing(self.group(key), self.judge.types)
        return self._standing[key]

    def date(self, key: str, dated: Dated) -> bool:
        """Note an event's time; gives whether that or its standing is another one than before."""
        outline = Outline(*self.standing(key), dated.when, tuple(sorted(dated.by)))
        if outline == self.before.outline(key):
            return False
        self.outlines[key] = outline
        return True

    def forms(self, entity: str) -> Counter[Form]:
        counts = self.before.forms(entity)
        counts.update(self.more[entity])
        return counts

    def write(self) -> None:
        """Bring the index to this state, but for its counts of triples and of what a report tells."""
        for document in self.gone:
            self.index.leave(document)
        for document in self.come.keys() | self.about.keys():
            if raw := self.raw(document):
                self.index.enter(raw.extraction, self.entered(document))
        for pair, decision in self.decided.items():
            self.index.decide(pair, decision)
        for member, key in self.moved.items():
            self.index.join(member, key)
        for key, outline in self.outlines.items():
            self.index.keep_outline(key, outline)
        for counts in self.more.values():
            self.index.count("form", counts)
