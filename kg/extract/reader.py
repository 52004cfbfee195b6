"""Reading articles: kept extractions where nothing that decides them has changed, fresh ones otherwise."""

from __future__ import annotations

import traceback
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from kg.errors import InputError, KgError
from kg.extract.kept import Kept, decoded, encoded
from kg.extract.version import code_version
from kg.ids import digest
from kg.judgements import Judgements
from kg.kb import KnowledgeBase
from kg.lang.models import model_of, model_version
from kg.model import Document, Extraction
from kg.report import Stopwatch


class Reader:
    """What reads articles in one command; `afresh` counts those that had to be read; spaCy is imported for the first of them."""

    def __init__(self, kb: KnowledgeBase, judgements: Judgements, model: str = "") -> None:
        self.kb = kb
        self.judgements = judgements
        self.model = model
        self.afresh = 0
        self.stages = Stopwatch()  # of the extraction
        self.models: dict[str, str] = {}  # name and version by language

    def rules(self, language: str) -> str:
        """A digest of all that decides what any document of a language is found to say, but for judgements; raises `InputError` where no
        model reads it."""
        if language not in self.models:
            model = model_of(language, self.model)
            self.models[language] = f"{model} {model_version(model)}"
        return digest(code_version(), self.models[language], self.kb.version, length=32)

    def key(self, document: Document) -> str:
        """A digest of all that decides what `document` is found to say; raises `InputError` where no model reads its language."""
        return digest(
            self.rules(document.language),
            repr(replace(document, text="")),  # its sha256 stands for the text
            repr(sorted(matter(self.judgements.links_in(document.id), document.text))),
            length=32,
        )

    def read(self, document: Document, kept: Kept, extract: Callable[[Document], bytes] | None = None) -> Extraction:
        """The extraction of a document, which is kept from now on; raises `InputError` where it cannot be made. `extract` makes its record
        where somebody else reads."""
        key = self.key(document)
        if extraction := kept.get(document.id, key):
            return extraction
        with blamed():
            record = extract(document) if extract else encoded(self.extract(document))
        self.afresh += 1
        kept.keep(document.id, key, record)
        return decoded(record)  # as whoever finds it kept reads it

    def again(self, key: str, extraction: Extraction, kept: Kept) -> Extraction:
        """An extraction that was kept under `key`, or a fresh one of its document where what decides it has changed."""
        return extraction if key == self.key(extraction.document) else self.read(extraction.document, kept)

    def extract(self, document: Document) -> Extraction:
        """The extraction of a document, read afresh."""
        from kg.extract.extract import extract
        from kg.nlp import load

        return extract(document, load(document.language, self.model), self.kb, self.judgements, self.stages)


@contextmanager
def blamed() -> Iterator[None]:
    """Turn a mistake of ours, which one article may bring to light, into a sentence, so that the others are read all the same."""
    try:
        yield
    except KgError:
        raise
    except MemoryError:
        raise InputError("needs more memory than there is: split it into articles") from None
    except Exception as error:
        place = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{type(error).__name__} in {Path(place.filename).name}, line {place.lineno}"
        raise InputError(f"cannot be understood, by a mistake of ours ({where}): report it with the article") from error


def matter(links: dict[str, str], text: str) -> list[tuple[str, str]]:
    """The judged words that can stand in a text, with what they mean: comparing letters alone, none that stands there is missed."""
    there = letters(text) if links else ""
    return [(words, entity) for words, entity in links.items() if letters(words) in there]


def letters(text: str) -> str:
    """The letters and digits of a text, accents left out: of a part of a text, they are a part of its letters."""
    return "".join(c for c in unicodedata.normalize("NFD", text) if c.isalnum())
