"""A language is a folder of data files that a linguist can edit; code asks here for what they say."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any

from kg.errors import InputError


@cache
def table(language: str, name: str) -> dict[str, Any]:
    """The file `name`.toml of a language's folder; raises `InputError` where the language has none."""
    file = resources.files("kg.lang") / language / f"{name}.toml"
    if not file.is_file():
        raise InputError(f"there is no language data '{language}/{name}': the languages are {', '.join(languages())}")
    return tomllib.loads(file.read_text(encoding="utf-8"))


@cache
def languages() -> tuple[str, ...]:
    """Codes of the languages that have a folder."""
    return tuple(sorted(f.name for f in resources.files("kg.lang").iterdir() if f.is_dir() and not f.name.startswith("_")))


@cache
def word_set(language: str, name: str, *path: str) -> frozenset[str]:
    """A list of words in a data file, by its keys, as a set: `word_set("fr", "roles", "sport", "verbs")`."""
    found: Any = table(language, name)
    for key in path:
        found = found[key]
    return frozenset(found)
