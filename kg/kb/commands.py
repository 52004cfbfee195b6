"""`kg kb …`: looking into the knowledge base and checking files for it; `kg link`: a person's word on who is meant."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from kg.kb import KnowledgeBase

app = typer.Typer(no_args_is_help=True, add_completion=False, help="Search the knowledge base, show what it says, check files of your own.")

NOTHING_FOUND = 1
FILE_WIDTH = 160  # characters of a table that goes to no terminal
MOST_TENURES = 40  # shown to people; programs get all of them
KbOption = Annotated[list[Path] | None, typer.Option("--kb", help="A knowledge base file of yours, which wins over ours; repeatable.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print one JSON value instead of tables.")]


@app.command()
def search(
    name: Annotated[str, typer.Argument(help="A name or the beginning of one; accents and capitals don't count.")],
    limit: Annotated[int, typer.Option(help="How many entries to list.", min=1)] = 20,
    kb: KbOption = None,
    as_json: JsonOption = False,
) -> None:
    """List the entries of a name; exit code 1 where there are none.

    Example: kg kb search "saint-denis"
    """
    from kg.kb import open_base

    base = open_base(kb or ())
    found = base.search(name, limit)
    if as_json:
        typer.echo(dump([{"id": e.id, "kind": e.kind, "name": e.fr, "form": form, "in": e.inside, "of": e.of} for e, form in found]))
    elif found:
        rows = [(e.id, e.kind, e.fr, form if form != e.fr else "", e.inside or e.of) for e, form in found]
        print_table(("id", "kind", "name", "found as", "in or of"), rows)
    else:
        typer.echo(f"nothing is called '{name}'{hint(base, name)}", err=True)
    if not found:
        raise typer.Exit(NOTHING_FOUND)


def hint(base: KnowledgeBase, name: str) -> str:
    """What else somebody may have meant."""
    near = base.alike(name)
    return f": did you mean {', '.join(near)}?" if near else ", nor does a name begin so"


@app.command()
def show(
    id: Annotated[str, typer.Argument(help="The id of an entry or office, as 'kg kb search' lists it.")],
    kb: KbOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show all that the knowledge base says of one entry, where it says so from included; exit code 1 where there is no such id.

    Example: kg kb show france
    """
    from kg.kb import open_base
    from kg.kb.describe import describe

    found = describe(open_base(kb or ()), id)
    if found is None:
        typer.echo(f"no entry has the id '{id}': look for it with kg kb search \"{id.replace('-', ' ')}\"", err=True)
        raise typer.Exit(NOTHING_FOUND)
    if as_json:
        typer.echo(dump(found))
    else:
        show_tables(found)


def show_tables(found: dict[str, Any]) -> None:
    """A description as two tables: its fields, and its tenures with the latest first."""
    from kg.kb.describe import sources

    tenures = found.get("tenures", [])
    rows = [(column, ", ".join(v) if isinstance(v, list) else str(v)) for column, v in found.items() if column not in ("tenures", "source")]
    rows += [("source", f"{key}: {sources()[key]}" if key in sources() else key) for key in found.get("source", "").split("|") if key]
    print_table(("field", "value"), rows)
    columns = ("person", "office", "of", "start", "end", "source")
    latest = sorted(tenures, key=lambda t: str(t["start"]), reverse=True)
    if latest:
        print_table(columns, [tuple(t.get(c, "") for c in columns) for t in latest[:MOST_TENURES]])
    if len(latest) > MOST_TENURES:
        typer.echo(f"and {len(latest) - MOST_TENURES} earlier ones: --json prints all")


@app.command()
def check(files: Annotated[list[Path], typer.Argument(help="Knowledge base files of yours.")], as_json: JsonOption = False) -> None:
    """Check files as a build would read them on top of ours; exit code 1 where something is wrong, and every line of it is told.

    Example: kg kb check mine.tsv
    """
    from dataclasses import asdict

    from kg.kb.check import check_files

    checked = check_files(files)
    if as_json:
        typer.echo(dump(asdict(checked) | {"conforms": checked.conforms}))
    else:
        for problem in checked.problems:
            typer.echo(problem)
        counts = (counted(checked.entities, "entity", "entities"), counted(checked.offices, "office"), counted(checked.tenures, "tenure"))
        typer.echo(", ".join(counts) + (f"; in the place of ours: {', '.join(checked.ours)}" if checked.ours else ""))
    if not checked.conforms:
        raise typer.Exit(NOTHING_FOUND)


def counted(number: int, one: str, several: str = "") -> str:
    """A number with its noun."""
    return f"{number} {one if number == 1 else several or one + 's'}"


def link(
    mention: Annotated[str, typer.Argument(help="The words as articles write them.")],
    entity: Annotated[str, typer.Argument(help="The id of the entry meant, as 'kg kb search' lists it; '-' where none is.")],
    document: Annotated[str, typer.Option(help="The id of the one article where this holds; '*' for all.")] = "*",
    author: Annotated[str, typer.Option(help="Who says so.")] = "",
    comment: Annotated[str, typer.Option(help="Why.")] = "",
    date: Annotated[str, typer.Option(help="The day of the judgement; today without one.")] = "",
    kb: KbOption = None,
    judgements: Annotated[Path | None, typer.Option(help="The file of judgements; judgements.tsv in the store without one.")] = None,
    store: Annotated[Path, typer.Option("--store", help="The folder that a build wrote.")] = Path("output"),
) -> None:
    """Say whom a mention means: the next 'kg add' or build links it so, whatever the rules think.

    Example: kg link "Saint-Denis" saint-denis-93 --document my-article-1a2b3c4d
    """
    from kg.judgements import FILE, judge_link
    from kg.kb import open_base

    path = judgements or store / FILE
    made = judge_link(path, open_base(kb or ()), mention, entity, document=document, author=author, comment=comment, date=date)
    means, where = "no entry" if made.entity == "-" else made.entity, "all articles" if made.document == "*" else made.document
    typer.echo(f"'{made.mention}' means {means} in {where}: noted in {path}, 'kg add' or a build applies it")


def dump(value: object) -> str:
    """JSON for a program."""
    return json.dumps(value, ensure_ascii=False, indent=2)


def print_table(columns: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> None:
    """A table on stdout; texts are never read as markup."""
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*map(Text, row))
    console = Console(highlight=False)
    if not console.is_terminal:
        console.width = FILE_WIDTH
    console.print(table)
