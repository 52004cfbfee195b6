"""Roads by their numbers ("la RN 4", "l'A36", "l'autoroute A 31", "la départementale 912"): places that no base knows."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.article import Article

WHOLE = re.compile(r"(?P<letters>[A-Z]+)-?(?P<number>\d{1,4})")  # "A36" is one token, "A 36" two
NUMBER = re.compile(r"\d{1,4}")
ON = frozenset({"sur", "via"})
THE = frozenset({"l'", "l’", "la", "cette"})
PLAIN = 2  # letters from which a prefix is a road's wherever it stands: "la D 1" is a division, "la RD 1" is none
SHORT = 2  # digits


def numbered(article: Article) -> Iterator[tuple[int, int]]:
    """Token ranges of roads, with the noun before the number where there is one."""
    around = article.data("tokens")["around"]
    prefixes, nouns, alone = around["roads"], around["road_nouns"], around["numbered_roads"]
    for i in range(1, len(article.words)):
        noun = article.lower[i - 1] in nouns
        if noun and article.lower[i - 1] in alone and NUMBER.fullmatch(article.words[i]):
            yield i - 1, i + 1
            continue
        form = WHOLE.fullmatch(article.words[i]) if article.words[i][:1].isupper() else None
        letters, number = (form["letters"], form["number"]) if form else (article.words[i], "")
        if letters not in prefixes:
            continue
        end = i + 1
        if not number and end < len(article.words) and NUMBER.fullmatch(article.words[end]):
            number, end = article.words[end], end + 1
        if number and (noun or is_driven_on(article, i) or is_surely(article, i, letters, number)):
            yield i - noun, end


def is_driven_on(article: Article, i: int) -> bool:
    """Whether "sur" and an article stand before the letters."""
    return i > 1 and article.lower[i - 1] in THE and article.lower[i - 2] in ON


def is_surely(article: Article, i: int, letters: str, number: str) -> bool:
    """Whether letters with an article before them and their number are a road's in any company: not those of a division or an aircraft."""
    return article.lower[i - 1] in THE and (len(letters) >= PLAIN or (letters == "A" and len(number) <= SHORT))
