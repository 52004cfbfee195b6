"""Newcomers whom articles name more or less fully: where their articles tell of one event, "M. Martin" is "Jean-Paul Martin".

A name alone makes nobody one; what does is an event that both take part in. The article's own record is rewritten, so that the short name
in another article may be somebody else.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from kg.fuse.graph import Bearer, Renamed
from kg.fuse.told import Named, Told
from kg.fuse.union import Union
from kg.fuse.who import may_be_one
from kg.model import Claim, Entity, Extraction, Fact, Mention

Link = list[tuple[Bearer, Named]]  # bearers who are one


def variants(links: Iterable[Link]) -> dict[str, Renamed]:
    """Whom articles name by variants of one name, by document; `links` are those of all events that name any of them."""
    one: Union[Bearer] = Union()
    named: dict[Bearer, Named] = {}
    for link in links:
        named.update(link)
        for bearer, _ in link:
            one.join(link[0][0], bearer)
    return fullest(one, named)


def links(group: Sequence[Told]) -> Iterator[Link]:
    """Whom the articles that tell of one event name by variants of one name."""
    bearers: dict[str, list[Told]] = defaultdict(list)
    for told in group if len(group) > 1 else ():
        for key in told.parties:
            bearers[key].append(told)
    for a, b in combinations(sorted(bearers), 2):
        if are_one(a, bearers[a], b, bearers[b]):
            yield [((t.document, key), t.article.named[key]) for key in (a, b) for t in bearers[key]]


def are_one(a: str, first: Sequence[Told], b: str, second: Sequence[Told]) -> bool:
    """Whether two parties of one event may be one: their names fit, and no article names both beside each other."""
    return may_be_one(first[0].article.named[a], second[0].article.named[b]) and not any(b in t.parties for t in first)


def fullest(one: Union[Bearer], named: Mapping[Bearer, Named]) -> dict[str, Renamed]:
    """By document whose keys to write instead: that of the fullest name of each set in which all names fit; other sets stay as they are."""
    sets: dict[Bearer, list[Bearer]] = defaultdict(list)
    for bearer in sorted(named):
        sets[one.root(bearer)].append(bearer)
    found: dict[str, dict[str, Bearer]] = defaultdict(dict)
    for bearers in sets.values():
        names = {key: named[document, key] for document, key in bearers}
        if all(may_be_one(a, b) for a, b in combinations(names.values(), 2)):
            best = max(sorted(names), key=lambda key: (names[key].known, len("".join(names[key].words))))
            bearer = min(b for b in bearers if b[1] == best)
            for document, key in bearers:
                if key != best:
                    found[document][key] = bearer
    return {**found}


class FullyNamed(Mapping[str, Extraction]):
    """Articles' records by id, in which each newcomer bears his fullest name; made when they are asked for."""

    def __init__(self, records: Mapping[str, Extraction], names: Mapping[str, Renamed]) -> None:
        self.records, self.names = records, names

    def __getitem__(self, document: str) -> Extraction:
        return rename(self.records[document], self.names.get(document, {}), self.bearer)

    def __iter__(self) -> Iterator[str]:
        return iter(self.records)

    def __len__(self) -> int:
        return len(self.records)

    def bearer(self, bearer: Bearer) -> Entity:
        """Somebody as an article has him."""
        document, key = bearer
        return next(e for e in self.records[document].entities if e.key == key)


def rename(extraction: Extraction, renamed: Renamed, entity: Callable[[Bearer], Entity]) -> Extraction:
    """An article's record in which somebody bears another key; `entity` gives a bearer's record. What he is called here stays an alias."""
    if not renamed:
        return extraction

    def key(old: str) -> str:
        return renamed[old][1] if old in renamed else old

    def fact(old: Fact) -> Fact:
        return replace(old, value=key(str(old.value))) if old.kind == "entity" else old

    def claim(old: Claim) -> Claim:
        return replace(old, about=old.about if old.type else key(old.about), source=key(old.source), facts=tuple(map(fact, old.facts)))

    def mention(old: Mention) -> Mention:
        return replace(old, entities=tuple(sorted({key(k) for k in old.entities})))

    kept = {e.key: e for e in extraction.entities if e.key not in renamed}
    for short in (e for e in extraction.entities if e.key in renamed):
        full = kept.get(key(short.key)) or replace(entity(renamed[short.key]), aliases=())
        kept[full.key] = replace(full, aliases=(*full.aliases, *short.aliases, short.name))
    return replace(
        extraction,
        mentions=tuple(map(mention, extraction.mentions)),
        claims=tuple(map(claim, extraction.claims)),
        entities=tuple(kept[k] for k in sorted(kept)),
    )
