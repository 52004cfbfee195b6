"""Whether a user's own files keep the format, before a build needs them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from kg.errors import KnowledgeBaseError
from kg.kb.base import KnowledgeBase, open_base
from kg.kb.compile import write_index
from kg.kb.entry import Entry
from kg.kb.files import parse


@dataclass(frozen=True, slots=True)
class Checked:
    """What files hold: `problems` as sentences with file and line, a hundred at most; numbers of records; ids that win over ours."""

    problems: tuple[str, ...]
    entities: int
    offices: int
    tenures: int
    ours: tuple[str, ...]

    @property
    def conforms(self) -> bool:
        return not self.problems


def check_files(paths: Sequence[Path]) -> Checked:
    """Check files as a build would read them together; raises `KnowledgeBaseError` where one cannot be read."""
    for path in paths:
        if not path.is_file():
            raise KnowledgeBaseError(f"{path} cannot be read: check the path")
    base = open_base()
    with TemporaryDirectory() as folder:
        problems = write_index(paths, Path(folder) / "check.sqlite", base.index)
    records = [record for path in paths for _, record in parse(path) if not isinstance(record, KnowledgeBaseError)]
    counts = Counter(type(record).__name__ for record in records)
    return Checked(tuple(map(str, problems)), counts["Entry"], counts["Office"], counts["Tenure"], replaced(records, base))


def replaced(records: Sequence[object], base: KnowledgeBase) -> tuple[str, ...]:
    """The ids of entities that the base has too."""
    return tuple(sorted({r.id for r in records if isinstance(r, Entry) and base.entry(r.id)}))
