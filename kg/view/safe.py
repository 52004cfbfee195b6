"""Where words of an article meet markup: everything that is embedded in the page passes through here.

Articles are hostile: a headline may hold `</script>`, a name may turn the reading direction, an identifier may be `javascript:`.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import unicodedata
from typing import Any
from urllib.parse import urlsplit

# Each of these can end a script element, open a comment in it or break a line of JavaScript.
_ESCAPES = {ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}
_DIRECTION = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_NOT_IN_LINKS = frozenset("<>\"'`{}|\\^ ")


def embed_json(value: Any) -> str:
    """`value` as JSON that may stand inside a script element of an HTML page."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False).translate(_ESCAPES)


def clean(text: str) -> str:
    """`text` with a space for each control or direction mark: one character for one, so that offsets still hold."""
    return text if text.isprintable() else "".join(" " if _is_hidden(c) else c for c in text)


def _is_hidden(char: str) -> bool:
    return char in _DIRECTION or unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp")


def shorten(text: str, limit: int) -> str:
    """At most `limit` characters of `text` on one line, with "…" where something is left out."""
    line = " ".join(clean(text).split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def attribute(text: str) -> str:
    """`text` for an attribute's value or an element's content."""
    return html.escape(clean(text), quote=True)


def link(iri: str) -> str | None:
    """`iri` if a reader may be sent there: https or http, a host, nothing that could break out of an attribute."""
    if any(c in _NOT_IN_LINKS or _is_hidden(c) for c in iri):
        return None
    try:
        parts = urlsplit(iri)
    except ValueError:
        return None
    return iri if parts.scheme in ("https", "http") and parts.hostname and "@" not in parts.netloc else None


def source_hash(text: str) -> str:
    """The Content-Security-Policy source that allows exactly this script or style."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
