"""Whom of the graph the names in a question mean: questions give a surname, and what reads them needs the whole name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple, cast

from pyoxigraph import NamedNode, Store

from kg.kb.entry import name_key
from kg.query.names import ALIASES, GRAPH, NAME, TYPE, is_entity, text_of
from kg.rdf.terms import ENT, node

WORD = re.compile(r"[^\W_]+", re.UNICODE)
PERSON, CONCEPT = node("schema:Person"), node("skos:Concept")
OFFICE = node("kg:Office")
SHORTEST = 3  # letters of a surname
FULL, ALIAS, SURNAME = range(3)  # how well a form names a thing, best first


class Named(NamedTuple):
    """Words of a question that name things of the graph, best known first; `text` is how the first is called in full."""

    start: int
    end: int
    nodes: tuple[str, ...]  # keys of entities
    text: str


@dataclass(slots=True)
class Names:
    """What the entities of a graph are called, by folded words."""

    forms: dict[tuple[str, ...], dict[str, int]] = field(default_factory=lambda: defaultdict(dict))
    full: dict[str, str] = field(default_factory=dict)  # key → name
    people: set[str] = field(default_factory=set)
    longest: int = 1

    @classmethod
    def of(cls, store: Store) -> Names:
        """The names of all entities but concepts and offices; reads every name once."""
        names = cls()
        for predicate, sort in ((NAME, FULL), *((alias, ALIAS) for alias in ALIASES)):
            for quad in store.quads_for_pattern(None, predicate, None, GRAPH):
                thing = cast(NamedNode, quad.subject)
                if thing.value.startswith(ENT) and names.takes(store, thing):
                    names.add(thing.value.removeprefix(ENT), text_of(quad), sort)
        return names

    def takes(self, store: Store, thing: NamedNode) -> bool:
        """Whether a thing may be named in a question."""
        key = thing.value.removeprefix(ENT)
        if key in self.full:
            return True
        kinds = {cast(NamedNode, q.object) for q in store.quads_for_pattern(thing, TYPE, None, GRAPH)}
        if not kinds or CONCEPT in kinds or OFFICE in kinds or not is_entity(store, thing):
            return False
        if PERSON in kinds:
            self.people.add(key)
        return True

    def add(self, key: str, name: str, sort: int) -> None:
        """Take a form of a name; a person also answers to the end of the full name."""
        words = tuple(name_key(name).split())
        if not words:
            return
        if sort == FULL:
            self.full[key] = name
        self.note(words, key, sort)
        if key in self.people:
            for i in range(1, len(words)):
                if len("".join(words[i:])) >= SHORTEST:
                    self.note(words[i:], key, SURNAME)

    def note(self, words: tuple[str, ...], key: str, sort: int) -> None:
        self.forms[words][key] = min(sort, self.forms[words].get(key, sort))
        self.longest = max(self.longest, len(words))

    def meant(self, name: str) -> tuple[str, ...]:
        """The keys of what a name may mean, the best form first; () for nothing."""
        words = tuple(name_key(name).split())
        if not (found := self.forms.get(words, {})):
            longer = [key for key, full in self.full.items() if set(words) < set(name_key(full).split())]
            return tuple(longer) if len(longer) == 1 else ()  # "Paul-Halter" for "médiathèque Paul-Halter"
        best = min(found.values())
        return tuple(sorted(key for key, sort in found.items() if sort == best))

    def find(self, text: str) -> Iterator[Named]:
        """The names in a text, longest first and from left to right; a single word counts with a capital only."""
        words = [(m.start(), m.end(), name_key(m.group())) for m in WORD.finditer(text)]
        i = 0
        while i < len(words):
            for length in range(min(self.longest, len(words) - i), 0, -1):
                start, end = words[i][0], words[i + length - 1][1]
                key = tuple(w for _, _, word in words[i : i + length] for w in word.split())
                if key in self.forms and any(text[s].isupper() for s, _, _ in words[i : i + length]):
                    if keys := self.meant(" ".join(key)):
                        yield Named(start, end, keys, self.full.get(keys[0], text[start:end]))
                        i += length - 1
                        break
            i += 1

    def spelled_out(self, text: str) -> tuple[str, list[Named]]:
        """The text with people's whole names in place of short ones, and the names in it where they stand then."""
        written, named, at = "", [], 0
        for each in self.find(text):
            short = set(name_key(text[each.start : each.end]).split()) <= set(name_key(each.text).split())
            whole = each.text if each.nodes[0] in self.people and short else text[each.start : each.end]
            written += text[at : each.start]
            named.append(Named(len(written), len(written) + len(whole), each.nodes, whole))
            written += whole
            at = each.end
        return written + text[at:], named
