"""What a user may choose, built once at the edge and passed down."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from kg.limits import DEFAULTS, Limits


@dataclass(frozen=True, slots=True)
class Settings:
    """`date` and `language` serve articles that give none; `model` is a spaCy model's name; `kb` a user's own files; `judgements` the
    file of what people have decided, beside the store where it isn't named; `limits` what is too long for an article. So many processes
    as `jobs` says read articles at once: with more than one, a program that builds must be importable (`if __name__ == "__main__"`)."""

    date: str = ""
    language: str = ""
    model: str = ""
    kb: tuple[Path, ...] = ()
    judgements: Path | None = None
    page_language: str = "fr"
    jobs: int = 1
    limits: Limits = DEFAULTS

    def of_store(self) -> dict[str, Any]:
        """What holds for a whole store, as JSON knows it: later commands on the store go on with it, from whatever folder."""
        files = [str(path.absolute()) for path in self.kb]
        judgements = str(self.judgements.absolute()) if self.judgements else None
        named = {"model": self.model, "kb": files, "judgements": judgements, "page_language": self.page_language}
        return named | {"limits": asdict(self.limits)}

    @classmethod
    def from_store(cls, told: dict[str, Any]) -> Settings:
        """The settings of a store; raises `KeyError` or `TypeError` where `told` isn't what `of_store` gave."""
        judgements = Path(told["judgements"]) if told["judgements"] else None
        limits = Limits(**told.get("limits", {}))  # stores of older versions have none
        return cls("", "", told["model"], tuple(map(Path, told["kb"])), judgements, told["page_language"], limits=limits)
