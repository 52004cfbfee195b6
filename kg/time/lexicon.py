"""A language's time words and rules, read from its `time.toml`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from kg.lang import table
from kg.time.fold import fold
from kg.time.patterns import Rule, by_beginning, compile_rule, words

TABLES = (
    "months", "weekdays", "numbers", "ordinals", "collectives", "units", "parts", "seasons",
    "when", "edges", "bounds", "bounds_after", "holidays", "countries", "vague",
)  # fmt: skip

BEHIND = ("later", "earlier", "past", "of", "that")  # signals that stand behind an expression


@dataclass(frozen=True, slots=True)
class Lexicon:
    """`tables` maps folded words to what they mean ("février" → 2); `signals` are patterns that end where an expression starts."""

    language: str
    tables: Mapping[str, Mapping[str, Any]]
    rules: tuple[Rule, ...]
    beginning: Mapping[str, list[Rule]]  # by what their matches can begin with
    signals: Mapping[str, re.Pattern[str]]
    tense: Mapping[str, frozenset[str]]
    looks_ahead: re.Pattern[str]
    aims: re.Pattern[str]
    weekdays: re.Pattern[str]  # a word of the table of weekdays
    country: re.Pattern[str]  # a word of the table of countries
    beside_title: re.Pattern[str]  # a noun beside which a quotation is a title

    def meaning(self, table: str, word: str) -> Any:
        """What `word` means in one of the tables. Raises KeyError for a word that isn't there."""
        return self.tables[table][" ".join(word.split())]


@cache
def load(language: str) -> Lexicon:
    """The time words and rules of "fr" or "en". Raises InputError for a language that has none or a rule that can't be read."""
    data = table(language, "time")
    tables = {name: {fold(word): meaning for word, meaning in data.get(name, {}).items()} for name in TABLES}
    phrases = {name: fold(text) for name, text in data.get("phrases", {}).items()}
    rules = tuple(compile_rule(rule, order, tables, phrases) for order, rule in enumerate(data["rule"]))
    return Lexicon(
        language, tables, rules, by_beginning(rules), signals(data), tense(data),
        ending_with(data["tense"]["before"]), ending_with(data["tense"]["aims"]),
        whole_words(tables["weekdays"]), whole_words(tables["countries"]), whole_words(data["titles"]["beside"]),
    )  # fmt: skip


def signals(data: Mapping[str, Any]) -> dict[str, re.Pattern[str]]:
    """Patterns of the words before an expression, and of those behind it."""
    behind = {name: re.compile(rf"\s?(?:{words(data['signals'][name])})(?:(?<=')|(?!\w))") for name in BEHIND}
    return {name: ending_with(texts) for name, texts in data["signals"].items()} | behind


def whole_words(texts: Iterable[str]) -> re.Pattern[str]:
    """Matches one of the words, not as a part of another."""
    return re.compile(rf"(?<!\w)(?:{words(texts)})(?!\w)")


def ending_with(texts: list[str]) -> re.Pattern[str]:
    """Matches text that ends with one of the words; an article may follow it ("avant le")."""
    return re.compile(rf"(?<!\w)(?:{words(texts)})\s?(?:l[ea]s? |l')?$")


def tense(data: Mapping[str, Any]) -> dict[str, frozenset[str]]:
    return {name: frozenset(data["tense"][name]) for name in ("ahead", "auxiliaries", "goes_on", "moving")}
