"""The one place where identifiers are minted, always from structured content and never from a counter across articles."""

from __future__ import annotations

import hashlib
import unicodedata
from functools import lru_cache

LETTERS = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "'": " ", "’": " "})
LONGEST_SLUG = 80  # characters: an IRI stays readable
# Hexadecimal digits. Of a hundred thousand things of one name or type two share 8 digits more likely than not, and 12 with them never will.
DIGITS = 12
FEW_DIGITS = 4  # where the name is told in full beside them


def fold(text: str) -> str:
    """`text` in lower case without accents and ligatures: the form under which spellings of one name meet."""
    lowered = text.casefold().translate(LETTERS)
    if lowered.isascii():
        return lowered
    return "".join(c for c in unicodedata.normalize("NFKD", lowered) if not unicodedata.combining(c))


def slug(text: str) -> str:
    """ASCII words joined by hyphens, for the readable part of an IRI; "x" where nothing of `text` is left."""
    words = "".join(c if c.isascii() and c.isalnum() else " " for c in fold(text)).split()
    return "-".join(words)[:LONGEST_SLUG].strip("-") or "x"


def digest(*parts: str, length: int = 8) -> str:
    """The first `length` hexadecimal digits of a SHA-256 over `parts`."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:length]


def tells(text: str) -> bool:
    """Whether the slug of `text` has all its letters and digits: of a name in another alphabet, or a very long one, it hasn't."""
    return "".join(c for c in fold(text) if c.isalnum()) == slug(text).replace("-", "")


def document_id(name: str, *content: str) -> str:
    """An article's id: the same for the same file name and content only."""
    return f"{slug(name)}-{digest(name, *content, length=DIGITS)}"


@lru_cache(maxsize=20_000)
def newcomer_id(name: str, kind: str) -> str:
    """Key of an entity that the knowledge base doesn't hold: one for one name and kind, whatever the article."""
    return f"{slug(name)}-{digest(kind, fold(name), length=FEW_DIGITS if tells(name) else DIGITS)}"


def office_id(office: str, of: str) -> str:
    """Key of one office of one country or organisation."""
    return f"{office}-{of}"


def tenure_id(person: str, office: str, of: str, start: str) -> str:
    """Key of one person's time in one office."""
    return f"tenure-{person}-{office}-{of}-{start}"


def event_id(type: str, document: str, key: str) -> str:
    """Key of a fused event, from its type and the first of the articles' events that it unites."""
    words = "".join(f"-{c.lower()}" if c.isupper() else c for c in type).strip("-")
    return f"{words}-{digest(document, key, length=DIGITS)}"


def member_id(document: str, key: str) -> str:
    """Key of an article's own event."""
    return f"{document}-{key}"
