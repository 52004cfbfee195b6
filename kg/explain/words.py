"""What explanations say in each language: the page's labels of types, roles and statuses, and sentences of their own."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

from kg.errors import InputError
from kg.view.collect import Text
from kg.view.terms import local
from kg.view.words import LANGUAGES, read_words


class Words:
    """The words of one language. Raises `InputError` for one that we don't speak."""

    def __init__(self, lang: str) -> None:
        if lang not in LANGUAGES:
            raise InputError(f"'{lang}' is no language of explanations: choose {' or '.join(LANGUAGES)}")
        self.lang, self.index = lang, LANGUAGES.index(lang)
        self.own, self.page = read(lang), read_words().messages[lang]

    def say(self, message: str, **values: object) -> str:
        """A message of the table "ui" with its values; a text in braces inside a value stays as it is."""
        return str(self.own["ui"][message]).format(**values)

    def many(self, message: str, number: int) -> str:
        """A message for one or for several: "1 article", "3 articles"."""
        return self.say(f"{message}_one" if number == 1 else message, n=number)

    def pair(self, name: str, value: str) -> str:
        """ "Date : 21 novembre 2017" """
        return self.say("pair", name=name, value=value)

    def quote(self, text: str) -> str:
        return self.say("quote", text=text)

    def __call__(self, text: Text) -> str:
        """The text of a pair in this language."""
        return text[self.index]

    def type(self, name: str) -> str:
        return read_words().type_name(name, self.lang)

    def types(self, names: Iterable[str]) -> str:
        return ", ".join(map(self.type, names))

    def property(self, iri: str) -> str:
        """What a property is called: as a role, or as the ontology calls it; the last part of its IRI where neither knows it."""
        name = local(iri)
        tables = (self.own["properties"], self.page["roles"], self.page["properties"])
        return next((str(table[name]) for table in tables if name in table), name)

    def status(self, name: str) -> str:
        return self.page["status"].get(name, name)

    def rule(self, name: str) -> str:
        """What a rule that linked words to an entity means; its name where no table tells."""
        return str(self.own["rules"].get(name, name))

    def reason(self, reason: str) -> str:
        """Why fusion brought two articles' events together, which the graph says in English: "0.85: both Meeting; on 2017-11-20"."""
        score, colon, rest = reason.partition(": ")
        said = " ; ".join(self._clause(clause) for clause in rest.split("; ")) if colon else reason
        return f"{said} ({self.say('score', score=score)})" if colon else said

    def _clause(self, clause: str) -> str:
        for pattern, message in self.own["reasons"].items():
            if found := re.fullmatch(pattern, clause):
                values = (self._inside(self.type(x) if x in read_words().parents else x) for x in found.groups())
                return str(message).format(*values)
        return self._inside(clause)

    def _inside(self, text: str) -> str:
        for english, word in self.own["reason_words"].items():
            text = text.replace(english, word)
        return text


@cache
def read(lang: str) -> dict[str, Any]:
    """The messages of one language."""
    return tomllib.loads((files("kg.explain") / "messages" / f"{lang}.toml").read_text("utf-8"))
