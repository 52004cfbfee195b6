"""What an entity is called in all articles together: the name that most of them give, and every other form.

Articles are counted and not looked at again: which forms there are, and how many articles have each, is all that decides.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from kg.model import Entity, Extraction


class Form(NamedTuple):
    """One way in which articles write an entity: as its name, or besides."""

    key: str
    kind: str
    known: bool
    words: str
    is_name: bool


def forms(extraction: Extraction) -> Iterator[Form]:
    """The forms of one article, each once."""
    for entity in extraction.entities:
        of = entity.key, entity.kind, entity.known
        yield Form(*of, entity.name, True)
        yield from (Form(*of, alias, False) for alias in {*entity.aliases} - {entity.name})


def named(counts: Mapping[Form, int]) -> Entity | None:
    """The entity whose forms these are, with the number of articles that have each; None where no article has it."""
    names = {form: count for form, count in counts.items() if form.is_name and count > 0}
    if not names:
        return None
    best = min(names, key=lambda form: (-names[form], form))
    others = {form.words for form, count in counts.items() if count > 0} - {best.words}
    return Entity(best.key, best.kind, best.words, best.known, tuple(sorted(others)))


def united(counts: Mapping[Form, int]) -> tuple[Entity, ...]:
    """Every entity once, sorted by key, with all its forms, from the number of articles that have each."""
    by_key: dict[str, dict[Form, int]] = defaultdict(dict)
    for form, count in counts.items():
        by_key[form.key][form] = count
    return tuple(entity for key in sorted(by_key) if (entity := named(by_key[key])))
