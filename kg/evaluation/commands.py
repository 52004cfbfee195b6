"""`kg eval`: how good each stage is, measured against a corpus in that corpus's own format."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from kg.errors import InputError

if TYPE_CHECKING:
    from spacy.language import Language

    from kg.evaluation.scores import Progress
    from kg.kb import KnowledgeBase

TOO_FEW = 1  # exit code
FEWEST = 10  # cases: fewer say nothing
FILE_WIDTH = 160  # characters of a table that goes to no terminal


class Tools(NamedTuple):
    """What measures need, loaded once."""

    nlp: Language
    kb: KnowledgeBase
    corpus: Path | None
    progress: Progress
    types: Path | None


def entities(path: Path, tools: Tools) -> dict[str, Any]:
    from kg.evaluation.entities import evaluate

    return evaluate(path, tools.nlp, tools.kb)


def links(path: Path, tools: Tools) -> dict[str, Any]:
    from kg.evaluation.links import evaluate

    return evaluate(path, tools.nlp, tools.kb)


def time(path: Path, tools: Tools) -> dict[str, Any]:
    from kg.evaluation.time import evaluate

    return evaluate(path, tools.nlp)


def events(path: Path, tools: Tools) -> dict[str, Any]:
    from kg.evaluation.events import evaluate

    return evaluate(path, tools.nlp, tools.kb, tools.corpus, tools.progress)


def status(path: Path, tools: Tools) -> dict[str, Any]:
    from kg.evaluation.status import evaluate

    return evaluate(path, tools.nlp, tools.kb, tools.progress)


def fusion(path: Path, tools: Tools) -> dict[str, Any]:
    from kg.evaluation.fusion import evaluate

    return evaluate(path, tools.nlp, tools.kb, tools.progress)


def coreference(path: Path, tools: Tools) -> dict[str, Any]:
    from kg.evaluation.coreference import evaluate

    return evaluate(path, tools.nlp, tools.kb, tools.progress, tools.types)


def attachments(path: Path, tools: Tools) -> dict[str, Any]:
    from kg.evaluation.attachments import evaluate

    return evaluate(path, tools.nlp, tools.kb, tools.corpus, tools.progress)


def questions(path: Path, tools: Tools) -> dict[str, Any]:
    from kg.evaluation.questions import evaluate

    return evaluate(path, tools.kb, tools.corpus or Path("output"), tools.progress)


KINDS: dict[str, Callable[[Path, Tools], dict[str, Any]]] = {
    "entities": entities,
    "links": links,
    "roles": links,  # one format: a file of role nouns lists no names
    "time": time,
    "events": events,
    "status": status,
    "fusion": fusion,
    "coreference": coreference,
    "attachments": attachments,
    "questions": questions,
}


def evaluate(
    kind: Annotated[str, typer.Argument(help=f"What to measure: {', '.join(KINDS)}.")],
    path: Annotated[Path, typer.Argument(help="The corpus: a file of JSON lines, or for time and status a folder of TimeML files.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object instead of tables.")] = False,
    corpus: Annotated[
        Path | None, typer.Option(help="Texts of articles annotated without theirs (events, attachments), or the store asked (questions).")
    ] = None,
    types: Annotated[Path | None, typer.Option(help="The types of the corpus's chains (coreference).")] = None,
    worst: Annotated[int, typer.Option(help="How many errors to list.", min=0)] = 30,
    fewest: Annotated[int, typer.Option(help="Exit with 1 where there are fewer cases than this.", min=1)] = FEWEST,
) -> None:
    """Measure a stage against a corpus; exit code 1 where it holds too few cases to say anything.

    Example: kg eval events benchmarks/gold/events/own-a.jsonl
    """
    report = measure(kind, path, corpus, watched, types)
    if as_json:
        typer.echo(json.dumps(report, ensure_ascii=False, indent=2))
    else:
        show(report, worst)
    cases = min(report["cases"], report.get("nondefault", report["cases"]))
    if cases < fewest:
        typer.echo(f"{path} has only {cases} cases: give a corpus of at least {fewest}, or lower --fewest", err=True)
        raise typer.Exit(TOO_FEW)


def measure(
    kind: str, path: Path, corpus: Path | None = None, progress: Progress = lambda items: items, types: Path | None = None
) -> dict[str, Any]:
    """The figures of one kind, with `cases` and `errors`. Raises `InputError` for another kind, a missing path or a wrong format."""
    if kind not in KINDS:
        raise InputError(f"'{kind}' is nothing to measure: name one of {', '.join(KINDS)}")
    for each in (path, corpus, types):
        if each is not None and not each.exists():
            raise InputError(f"{each} does not exist: check the path")
    from kg.kb import open_base
    from kg.nlp import load

    return KINDS[kind](path, Tools(load("fr"), open_base(), corpus, progress, types))


def watched(items: Sequence[Any]) -> Iterable[Any]:
    """The items, with a bar on stderr; nothing where stderr is no terminal."""
    from rich.console import Console
    from rich.progress import track

    return track(items, "measuring", console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty())


def show(report: dict[str, Any], worst: int) -> None:
    """The figures as tables, then the worst errors, one a line."""
    single = {key: value for key, value in report.items() if not isinstance(value, dict | list)}
    print_table(("figure", "value"), [(key, str(value)) for key, value in single.items()])
    for name, inner in report.items():
        if isinstance(inner, dict) and inner:
            rows = [value if isinstance(value, dict) else {"cases": value} for value in inner.values()]
            heads = list(dict.fromkeys(key for row in rows for key in row))
            print_table((name, *heads), [(key, *(str(row.get(h, "")) for h in heads)) for key, row in zip(inner, rows, strict=True)])
    for error in report["errors"][:worst]:
        typer.echo(error)


def print_table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """A table as wide as the terminal; texts of a corpus are no markup."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(*heads)
    for row in rows:
        table.add_row(*map(Text, row))
    console = Console()
    Console(width=console.width if console.is_terminal else FILE_WIDTH).print(table)
