"""Newcomers whom articles name more or less fully: where their articles tell of one event, "M. Martin" is "Jean-Paul Martin".

A name alone makes nobody one; what does is an event that both take part in. The article's own record is rewritten, so that the short name
in another article may be somebody else.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from kg.fuse.told import Named, Told
from kg.fuse.union import Union
from kg.fuse.who import may_be_one
from kg.model import Claim, Entity, Extraction, Fact, Mention

Bearer = tuple[str, str]  # a document, and the key of somebody whom it names
Renamed = dict[str, dict[str, str]]  # by document: key in its record → key of the fuller name


def variants(groups: Iterable[Sequence[Told]]) -> Renamed:
    """Whom articles that tell of one event name by variants of one name."""
    one: Union[Bearer] = Union()
    named: dict[Bearer, Named] = {}
    for group in groups:
        bearers: dict[str, list[Told]] = defaultdict(list)
        for told in group if len(group) > 1 else ():
            for key in told.parties:
                bearers[key].append(told)
        for a, b in combinations(sorted(bearers), 2):
            if not are_one(a, bearers[a], b, bearers[b]):
                continue
            found = [((t.document, key), t.article.named[key]) for key in (a, b) for t in bearers[key]]
            named.update(found)
            for bearer, _ in found:
                one.join(found[0][0], bearer)
    return fullest(one, named)


def are_one(a: str, first: Sequence[Told], b: str, second: Sequence[Told]) -> bool:
    """Whether two parties of one event may be one: their names fit, and no article names both beside each other."""
    return may_be_one(first[0].article.named[a], second[0].article.named[b]) and not any(b in t.parties for t in first)


def fullest(one: Union[Bearer], named: Mapping[Bearer, Named]) -> Renamed:
    """The keys to write instead: that of the fullest name of each set in which all names fit; other sets stay as they are."""
    sets: dict[Bearer, list[Bearer]] = defaultdict(list)
    for bearer in sorted(named):
        sets[one.root(bearer)].append(bearer)
    found: Renamed = defaultdict(dict)
    for bearers in sets.values():
        names = {key: named[document, key] for document, key in bearers}
        if all(may_be_one(a, b) for a, b in combinations(names.values(), 2)):
            best = max(sorted(names), key=lambda key: (names[key].known, len("".join(names[key].words))))
            for document, key in bearers:
                if key != best:
                    found[document][key] = best
    return found


def rename(extraction: Extraction, keys: Mapping[str, str], entities: Mapping[str, Entity]) -> Extraction:
    """An article's record in which somebody bears another key; `entities` are those of all articles. What he is called here stays an
    alias."""
    if not keys:
        return extraction

    def key(old: str) -> str:
        return keys.get(old, old)

    def fact(old: Fact) -> Fact:
        return replace(old, value=key(str(old.value))) if old.kind == "entity" else old

    def claim(old: Claim) -> Claim:
        return replace(old, about=old.about if old.type else key(old.about), source=key(old.source), facts=tuple(map(fact, old.facts)))

    def mention(old: Mention) -> Mention:
        return replace(old, entities=tuple(sorted({key(k) for k in old.entities})))

    called = {k: e.name for e in extraction.entities for k in (keys.get(e.key),) if k}
    kept = {e.key: e for e in extraction.entities if e.key not in keys}
    kept |= {k: replace(entities[k], aliases=(*entities[k].aliases, name)) for k, name in called.items()}
    return replace(
        extraction,
        mentions=tuple(map(mention, extraction.mentions)),
        claims=tuple(map(claim, extraction.claims)),
        entities=tuple(kept[k] for k in sorted(kept)),
    )


def united(extractions: Iterable[Extraction]) -> tuple[Entity, ...]:
    """Every entity of the articles once, sorted by key, with all its aliases."""
    found: dict[str, Entity] = {}
    aliases: dict[str, set[str]] = defaultdict(set)
    for entity in (e for x in extractions for e in x.entities):
        found[entity.key] = entity
        aliases[entity.key].update(entity.aliases)
    return tuple(replace(found[k], aliases=tuple(sorted(aliases[k] - {found[k].name}))) for k in sorted(found))
