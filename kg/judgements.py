"""What people decide where rules are wrong, in a tab-separated file that only grows.

Each line is one judgement. The linking asks `Judgements.links_in` first of all; a judgement on one article goes before one on
all of them, and of several on the same words the last line counts. Fusion asks `Judgements.on_pair` about two articles' events,
which a line names by the ids that `kg:mergedFrom` leads to; again the last line counts. The date says when somebody decided; no
graph holds it.
"""

from __future__ import annotations

import datetime
import hashlib
import os
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

from kg.errors import InputError
from kg.kb.files import CONTROLS, IDENTIFIER

if TYPE_CHECKING:
    from pyoxigraph import Store

    from kg.kb import KnowledgeBase

FILE = "judgements.tsv"  # beside the store
NONE = "-"  # the entity of words that mean no entry
EVERYWHERE = "*"  # the document of a judgement on all articles

Kind = Literal["link", "same", "split"]


@dataclass(frozen=True, slots=True)
class Judgement:
    """One line. "link": in `document` (an article's id, or "*" for all), `mention` means `entity` (an id, or "-" for none).

    "same" and "split": the articles' events whose ids stand in `mention`, separated by spaces, are one happening, or no two of them
    are; `document` is "*" and `entity` "-".
    """

    kind: Kind
    document: str
    mention: str
    entity: str
    author: str = ""
    date: str = ""  # ISO day
    comment: str = ""


COLUMNS = tuple(field.name for field in fields(Judgement))


class Judgements:
    """Judgements in force. `digest` is the same for the same links, whoever made them and when."""

    def __init__(self, judgements: Sequence[Judgement] = ()) -> None:
        self.all = tuple(judgements)
        self.links = {(j.document, plain(j.mention)): j.entity for j in self.all if j.kind == "link"}
        self.sames = [frozenset(j.mention.split()) for j in self.all if j.kind == "same"]
        self.splits = [frozenset(j.mention.split()) for j in self.all if j.kind == "split"]
        self._on: dict[str, set[int]] = {}  # the lines that name an event
        for line, j in enumerate(self.all):
            for event in j.mention.split() if j.kind != "link" else ():
                self._on.setdefault(event, set()).add(line)

    def links_in(self, document: str) -> dict[str, str]:
        """The words that have been judged for the article `document`, as `plain` writes them, with the id that they mean or "-"."""
        of = {words: entity for (where, words), entity in self.links.items() if where == EVERYWHERE}
        return of | {words: entity for (where, words), entity in self.links.items() if where == document}

    def link_for(self, document: str, text: str) -> str | None:
        """The id that the words `text` mean in the article `document`, "-" where they mean no entry, None where nobody has judged."""
        return self.links_in(document).get(plain(text))

    def on_pair(self, one: str, other: str) -> Kind | None:
        """ "same" or "split" as the last line on two articles' events says, None where nobody has judged."""
        lines = self._on.get(one, set()) & self._on.get(other, set())
        return self.all[max(lines)].kind if lines else None

    @property
    def digest(self) -> str:
        """A digest of the links: what reading one article depends on."""
        parts = sorted("\x1f".join((*key, entity)) for key, entity in self.links.items())
        return hashlib.sha256("\x1e".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]

    @property
    def digest_of_events(self) -> str:
        """A digest of what is decided on events, in its order: what fusion depends on."""
        parts = (f"{j.kind} {j.mention}" for j in self.all if j.kind != "link")
        return hashlib.sha256("\x1e".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]

    def __len__(self) -> int:
        return len(self.all)


def plain(text: str) -> str:
    """Words as judgements compare them: capitals and accents count, the sort of apostrophe and white space doesn't."""
    return " ".join(unicodedata.normalize("NFC", text).replace("’", "'").split())


def read_judgements(path: Path) -> Judgements:
    """The judgements of a file, none where there is no file; raises `InputError` that names file and line."""
    text = content(path)
    return Judgements(parse(text, path)) if text else Judgements()


def check(judgements: Judgements, base: KnowledgeBase, path: Path) -> None:
    """Raise `InputError` where a judgement in force names an entity that the knowledge base hasn't."""
    for (_, words), entity in judgements.links.items():
        if entity != NONE and base.entry(entity) is None:
            raise InputError(
                f"{path} says that '{words}' means '{entity}', which the knowledge base hasn't: "
                "name the file that has it with --kb, or remove the line"
            )


def content(path: Path) -> str:
    """The file's text, "" where there is no file; raises `InputError` where it cannot be read."""
    try:
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError):
        raise InputError(f"{path} cannot be read as UTF-8 text: check the path and the encoding") from None


def parse(text: str, path: Path) -> list[Judgement]:
    """The judgements of a text; raises `InputError` that names `path` and the line."""
    header, found = header_of(text, path), []
    for number, line in written(text)[1:]:
        cells = [cell.strip() for cell in line.split("\t")]
        if len(cells) != len(header):
            raise InputError(f"{path}, line {number} has {len(cells)} fields instead of {len(header)}: separate fields by one tab each")
        made = Judgement(**dict(zip(header, cells, strict=True)))  # type: ignore[arg-type]
        if wrong := fault(made):
            raise InputError(f"{path}, line {number} {wrong}")
        found.append(made)
    return found


def written(text: str) -> list[tuple[int, str]]:
    """Lines with their numbers, blank ones and comments left out."""
    numbered = enumerate(text.split("\n"), start=1)
    return [(number, line.rstrip("\r")) for number, line in numbered if line.strip() and not line.startswith("#")]


def header_of(text: str, path: Path) -> list[str]:
    """The columns in the file's order; raises `InputError` where they aren't the seven that we know."""
    number, line = next(iter(written(text)), (1, ""))
    header = [cell.strip() for cell in line.split("\t")]
    if sorted(header) != sorted(COLUMNS):
        raise InputError(f"{path}, line {number} names other columns: write {', '.join(COLUMNS)}, separated by tabs")
    return header


def fault(judgement: Judgement) -> str:
    """What is wrong with a judgement; "" where nothing is."""
    if judgement.kind not in get_args(Kind):
        return f"has the kind '{judgement.kind}': write one of {', '.join(get_args(Kind))}"
    if judgement.kind != "link":
        return fault_of_events(judgement)
    if not judgement.mention:
        return "has no mention: write the words that the judgement is on"
    if not judgement.document:
        return "has no document: write an article's id, or * for all"
    if judgement.entity != NONE and not IDENTIFIER.fullmatch(judgement.entity):
        return f"has the entity '{judgement.entity}': write an id of the knowledge base, or - for none"
    return fault_of_date(judgement)


def fault_of_events(judgement: Judgement) -> str:
    """What is wrong with a judgement on events."""
    events = judgement.mention.split()
    if len(set(events)) < 2:
        return "names fewer than two events: write the ids of those that are one happening or several"
    for event in events:
        if not IDENTIFIER.fullmatch(event):
            return f"has the event '{event}': write ids as kg:mergedFrom has them, separated by spaces"
    return fault_of_date(judgement)


def fault_of_date(judgement: Judgement) -> str:
    if judgement.date and not is_day(judgement.date):
        return f"has the date '{judgement.date}': write a day such as 2025-11-21"
    return ""


def is_day(text: str) -> bool:
    """Whether `text` is an ISO day of the calendar."""
    try:
        return datetime.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def judge_link(
    path: Path,
    base: KnowledgeBase,
    mention: str,
    entity: str,
    *,
    document: str = EVERYWHERE,
    author: str = "",
    comment: str = "",
    date: str = "",
) -> Judgement:
    """Note that `mention` means `entity` ("-" for none) in a document or in all, and give the judgement; `date` is today without one.

    Raises `InputError` where the knowledge base has no such entry or something else is wrong.
    """
    if entity != NONE and base.entry(entity) is None:
        raise InputError(f"no entry has the id '{entity}': look for it with 'kg kb search', or add it in a file of your own")
    date = date or datetime.date.today().isoformat()
    made = Judgement("link", *map(one_line, (document, plain(mention), entity, author, date, comment)))
    append(path, made)
    return made


def judge_same(path: Path, store: Store, one: str, other: str, *, author: str = "", comment: str = "", date: str = "") -> Judgement:
    """Note that two events of a store are one happening, and give the judgement; `date` is today without one.

    Raises `InputError` where the store has no such event, or both are the same one.
    """
    from kg.rdf.merged import members

    first, second = members(store, one), members(store, other)
    if set(first) & set(second):
        raise InputError(f"'{one}' and '{other}' are one event already: name two")
    return judge_events(path, "same", [*first, *second], author, comment, date)


def judge_split(path: Path, store: Store, event: str, *, author: str = "", comment: str = "", date: str = "") -> Judgement:
    """Note that what a store holds as one event are several, one for each article, and give the judgement; `date` is today without one.

    Raises `InputError` where the store has no such event, or only one article tells of it.
    """
    from kg.rdf.merged import members

    events = members(store, event)
    if len(events) < 2:
        raise InputError(f"'{event}' stands in one article only: there is nothing to split")
    return judge_events(path, "split", events, author, comment, date)


def judge_events(path: Path, kind: Kind, events: Iterable[str], author: str, comment: str, date: str) -> Judgement:
    """Note a judgement on articles' events."""
    day = date or datetime.date.today().isoformat()
    made = Judgement(kind, EVERYWHERE, " ".join(sorted(events)), NONE, *map(one_line, (author, day, comment)))
    append(path, made)
    return made


def one_line(text: str) -> str:
    """A text without what would break a line of the file or a terminal."""
    return " ".join(CONTROLS.sub(" ", text).split())


def append(path: Path, judgement: Judgement) -> None:
    """Add a judgement to the file: all of it or nothing, and none of another process's is lost.

    Raises `InputError` where the judgement or the file is wrong or cannot be written.
    """
    if wrong := fault(judgement):
        raise InputError(f"the judgement {wrong}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with alone(path.parent):
            text = content(path) or "\t".join(COLUMNS) + "\n"
            parse(text, path)  # nothing is added to what couldn't be read again
            line = "\t".join(getattr(judgement, column) for column in header_of(text, path))
            replace(path, text.removesuffix("\n") + f"\n{line}\n")
    except OSError as error:
        raise InputError(f"{path} cannot be written ({error}): name another file with --judgements") from None


def replace(path: Path, text: str) -> None:
    """Write a file whole or not at all."""
    scratch = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with scratch.open("wb") as file:
            file.write(text.encode())
            file.flush()
            os.fsync(file.fileno())
        scratch.replace(path)
    finally:
        scratch.unlink(missing_ok=True)


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Wait until no other process writes judgements in `folder`; a killed process leaves no lock behind. Windows has no such lock."""
    try:
        import fcntl
    except ImportError:
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
