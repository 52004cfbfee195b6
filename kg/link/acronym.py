"""Acronyms that the text introduces ("Organisation mondiale X (OMX)", then "OMX"): they mean what stood before or in the brackets."""

from __future__ import annotations

from kg.extract.article import Article
from kg.link.keys import folded
from kg.link.setting import Setting
from kg.link.spans import Found

SHORTEST, LONGEST = 2, 9  # letters


def step(article: Article, found: Found, setting: Setting) -> tuple[str, ...] | None:
    """The entity for which the text introduces these letters; None for other names and where the base knows the acronym itself."""
    text = article.text(found.start, found.end)
    if found.end - found.start != 1 or not is_acronym(text) or not is_introduced(article, text):
        return None
    for key, entity in article.entities.items():
        if entity.kind == "Organization" and initials_fit(text, entity.name):
            return (key,)
    return None


def is_acronym(text: str) -> bool:
    return SHORTEST <= len(text) <= LONGEST and text.isalpha() and text[0].isupper() and " " not in text


def initials_fit(text: str, name: str) -> bool:
    """Whether the letters are the initials of a name's words in order, small words left out or in."""
    words = [folded(w) for w in name.replace("-", " ").replace("'", " ").split()]
    at = 0
    letters = folded(text)
    for word in words:
        if at < len(letters) and word[:1] == letters[at]:
            at += 1
    return at == len(letters) and len(words) >= 2 and words[0][:1] == letters[0]


def is_introduced(article: Article, text: str) -> bool:
    """Whether the letters stand in brackets somewhere, or before brackets that spell them out."""
    return f"({text})" in article.document.text or f"{text} (" in article.document.text
