"""Typography that the models were not trained on, replaced character for character so that offsets stay."""

from __future__ import annotations

from kg.model import Document

SAME_LENGTH = str.maketrans(
    {
        **dict.fromkeys("’‘ʼ′`´", "'"),
        **dict.fromkeys("\u00a0\u202f\u2007\u2009\u2002\u2003\u200a\u3000", " "),
        **dict.fromkeys("\u2010\u2011", "-"),
        **dict.fromkeys("“”„", '"'),
    }
)


def normalise(document: Document) -> str:
    """The text to parse: as long as the article's, its dateline blank, apostrophes, spaces and hyphens plain."""
    text = document.text.translate(SAME_LENGTH)
    return " " * document.body + text[document.body :]
