"""What a user may choose, built once at the edge and passed down."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Settings:
    """`date` and `language` serve articles that give none; `model` is a spaCy model's name; `kb` a user's own files; `judgements` the
    file of what people have decided, beside the store where it isn't named."""

    date: str = ""
    language: str = ""
    model: str = ""
    kb: tuple[Path, ...] = ()
    judgements: Path | None = None
    page_language: str = "fr"
