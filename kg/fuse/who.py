"""Who takes part in two articles' events: the same, somebody named for them, or a variant of one name."""

from __future__ import annotations

from typing import NamedTuple

from kg.fuse.background import Background
from kg.fuse.told import Named, Told

VARIANTS = frozenset({"Person", "Organization"})  # kinds whose names are shortened from one article to another
GUESSED = frozenset({"Person", "Organization", "Place"})  # kinds among which a newcomer's may be mistaken


class Shared(NamedTuple):
    """Parties of two events: those of the first that both have, and what is left of each."""

    both: frozenset[str]
    mine: frozenset[str]
    theirs: frozenset[str]


def shared(one: Told, other: Told, background: Background) -> Shared:
    """The parties that two events share, each matched once."""
    both = one.parties & other.parties
    mine, theirs = one.parties - both, other.parties - both
    if not mine or not theirs:
        return Shared(both, mine, theirs)
    pairs = [(a, b) for a in mine for b in theirs if stands_for(a, one, b, other, background) or are_variants(a, one, b, other)]
    return Shared(both | {a for a, _ in pairs}, mine - {a for a, _ in pairs}, theirs - {b for _, b in pairs})


def stands_for(a: str, one: Told, b: str, other: Told, background: Background) -> bool:
    """Whether one party may be named for the other: a country for its president, a capital or a seat for both; never one person for
    another."""
    mine, theirs = background.acts_for(a, one.article.date), background.acts_for(b, other.article.date)
    if b in mine or a in theirs:
        return True
    return bool(mine & theirs) and not (background.is_person(a) and background.is_person(b))


def are_variants(a: str, one: Told, b: str, other: Told) -> bool:
    """Whether two keys may be one newcomer whose name the articles write more or less fully."""
    first, second = one.article.named.get(a), other.article.named.get(b)
    return first is not None and second is not None and may_be_one(first, second)


def may_be_one(one: Named, other: Named) -> bool:
    """Whether two names may be one's: "Jean-Paul Martin", "J.-P. Martin" and "Martin"; "Novamec" and "Novamec Industries"; "Novamec"
    read as a person's and as a firm's, since reading guesses what newcomers are."""
    if not one.known and not other.known and one.words == other.words and {one.kind, other.kind} <= GUESSED:
        return bool(one.words)
    if one.kind != other.kind or one.kind not in VARIANTS or (one.known and other.known) or not (one.words and other.words):
        return False
    short, long = sorted((one.words, other.words), key=len)
    if one.kind == "Organization":
        return long[: len(short)] == short
    given, full = short[:-1], long[:-1]
    return short[-1] == long[-1] and all(is_short_for(a, b) for a, b in zip(given, full, strict=False))


def is_short_for(one: str, other: str) -> bool:
    """Whether two first names are the same, or one is the other's initial."""
    short, long = sorted((one, other), key=len)
    return short == long or (len(short) == 1 and long.startswith(short))


def spoken_of(told: Told, keys: frozenset[str], whose: Told, background: Background) -> frozenset[str]:
    """Those parties of another event whom an event's article names somewhere, if not as its parties, or whose country or organisation it
    names."""
    named = told.article.named
    return frozenset(
        k
        for k in keys
        if k in named
        or not background.acts_for(k, whose.article.date).isdisjoint(named)
        or any(may_be_one(n, whose.article.named[k]) for n in named.values())
    )


def block_name(key: str, told: Told) -> str:
    """The word that all variants of a party's name share."""
    named = told.article.named.get(key)
    if named is None or named.kind not in VARIANTS or not named.words:
        return key
    return named.words[0 if named.kind == "Organization" else -1]
