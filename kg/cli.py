"""The command line. Heavy imports stand inside the commands that need them, so that a query starts at once."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg import interrupt
from kg.errors import KgError
from kg.evaluation.commands import evaluate
from kg.kb.commands import app as kb_app
from kg.kb.commands import link

if TYPE_CHECKING:
    from kg.model import Document
    from kg.query import NamedQuery
    from kg.report import Report

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Read news articles, build a knowledge graph, question it.",
)

app.add_typer(kb_app, name="kb")
app.command()(link)
app.command("eval")(evaluate)

OUTPUT = Path("output")
SEEDS = Path("seeds")
StoreOption = Annotated[Path, typer.Option("--store", help="The folder that a build wrote.")]
NOTHING_FOUND, BAD_INPUT = 1, 2


def main() -> None:
    """Run the command line; every expected error becomes one sentence and exit code 2."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal that knows few characters, a name that is no text
    # A query runs in a process of its own, which ends at once, and which is a fork only where there is no other thread.
    try:
        with nullcontext() if sys.argv[1:2] == ["query"] else interrupt.stoppable():
            app()
    except SystemExit as end:
        if end.code == interrupt.CODE:
            interrupt.tell()
        raise
    except KgError as error:
        fail(str(error))
    except BrokenPipeError:
        sys.stderr.close()  # whoever read our output has seen enough
    except OSError as error:
        fail(f"{error.filename or 'a file'} cannot be used ({error.strerror or error}): check the path, the rights and the room there")
    except RuntimeError as error:
        if not str(error).startswith("Corruption"):
            raise  # a mistake of ours
        fail(f"the store is damaged ({error}): run 'kg build' again")
    except UnicodeEncodeError:
        fail("the command holds bytes that are no UTF-8 text: write it anew")
    except MemoryError:
        fail("this needs more memory than there is: close other programs, or give the command less at once")


def fail(sentence: str) -> None:
    """End the command with what to mend; what it quotes can't command the terminal."""
    print(*("".join(c if c.isprintable() else "\ufffd" for c in line) for line in sentence.split("\n")), sep="\n", file=sys.stderr)
    sys.exit(BAD_INPUT)


@app.command()
def build(
    paths: Annotated[
        list[Path] | None, typer.Argument(help="Articles (.txt), JSON lines (.jsonl) or folders; 'seeds' without any.")
    ] = None,
    output: Annotated[Path, typer.Option("--output", "-o", help="The folder to write.")] = OUTPUT,
    date: Annotated[str, typer.Option(help="Date of articles that give none: 2017, 2017-11 or 2017-11-21.")] = "",
    lang: Annotated[str, typer.Option(help="Language of articles that give none.")] = "",
    model: Annotated[str, typer.Option(help="A spaCy model other than the language's own.")] = "",
    kb: Annotated[list[Path] | None, typer.Option(help="A knowledge base file of yours, which wins over ours.")] = None,
    judgements: Annotated[
        Path | None, typer.Option(help="The file of judgements; judgements.tsv in the output folder without one.")
    ] = None,
    most_characters: Annotated[int, typer.Option(help="An article may have so many.", min=1)] = 2_000_000,
    most_sentences: Annotated[int, typer.Option(help="An article may have so many.", min=1)] = 50_000,
    cut: Annotated[bool, typer.Option("--cut", help="Read the beginning of longer articles instead of nothing of them.")] = False,
    jobs: Annotated[
        int | None, typer.Option(help="So many processes read articles; without it one for each processor, up to four.", min=1, max=64)
    ] = None,
) -> None:
    """Build the graph of articles: store, graph.nq, graph.ttl, graph.html and report.json.

    Example: kg build articles/ -o output --date 2017-11
    """
    from kg.build import build as run
    from kg.extract.processes import default_number
    from kg.limits import Limits
    from kg.settings import Settings

    limits = Limits(most_characters, most_sentences, cut)
    settings = Settings(
        date=date, language=lang, model=model, kb=tuple(kb or ()), judgements=judgements, limits=limits, jobs=jobs or default_number()
    )
    report = run(paths or [SEEDS], output, settings, progress)
    tell(report)
    print(f"open {(output / 'graph.html').resolve()}")


def tell(report: Report) -> None:
    """What could not be read, on stderr, and what there is now."""
    for problem in report.not_read:
        print(f"not read: {problem['source']}: {problem['reason']}", file=sys.stderr)
    counts = report.counts
    made = ", ".join(f"{counts[what]} {what}" for what in ("documents", "entities", "events", "claims"))
    kept = counts["documents"] - counts["read_afresh"]
    print(f"{made} in {sum(report.seconds.values()):.1f} s" + (f"; {kept} unchanged and not read again" if kept > 0 else ""))


StoreOnly = Annotated[
    bool,
    typer.Option("--store-only", help="Remove graph.nq, graph.ttl, graph.html and report.json instead of writing them anew: faster."),
]


@app.command()
def add(
    paths: Annotated[
        list[Path] | None, typer.Argument(help="Articles or folders; without any, only what rules of today read differently is read again.")
    ] = None,
    date: Annotated[str, typer.Option(help="Date of articles that give none: 2017, 2017-11 or 2017-11-21.")] = "",
    lang: Annotated[str, typer.Option(help="Language of articles that give none.")] = "",
    store_only: StoreOnly = False,
    store: StoreOption = OUTPUT,
) -> None:
    """Add articles to a store, which then holds what a build with them would give; each is safe on the disk when its line appears.

    Example: kg add today.txt --date 2017-11-21
    """
    from kg.change import add as run

    changed = run(paths or (), store, date, lang, files=not store_only, progress=progress, done=lambda d: say("added", d))
    for document in changed.idle:
        print(f"in the store already: {document}")
    tell(changed.report)


@app.command()
def remove(
    names: Annotated[
        list[str], typer.Argument(help="Ids of articles as 'kg add' tells them, or the files or folders they were read from.")
    ],
    store_only: StoreOnly = False,
    store: StoreOption = OUTPUT,
) -> None:
    """Remove articles from a store, which then holds what a build without them would give; exit code 1 where it has none such.

    Example: kg remove yesterday.txt
    """
    from kg.change import remove as run

    changed = run(names, store, files=not store_only, done=lambda d: say("removed", d))
    for name in changed.idle:
        print(f"not in the store: {name}", file=sys.stderr)
    tell(changed.report)
    if changed.idle:
        raise typer.Exit(NOTHING_FOUND)


def say(what: str, document: Document) -> None:
    """A line for an article, which appears at once even where stdout is no terminal."""
    print(f"{what} {document.id} ({document.source})", flush=True)


def progress(documents: Iterable[Document], total: int) -> Iterator[Document]:
    """A bar on stderr while articles are read; nothing where stderr is no terminal."""
    from rich.console import Console
    from rich.progress import track

    yield from track(documents, "reading", total, console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty())


TimeLimitOption = Annotated[float, typer.Option(metavar="SECONDS", min=0, help="Stop a query that takes longer; 0 lets it run.")]


@app.command()
def query(
    name: Annotated[str | None, typer.Argument(help="A named query or a .rq file; without one, the named queries are listed.")] = None,
    expression: Annotated[str | None, typer.Option("--expression", "-e", help="The SPARQL of a query.")] = None,
    param: Annotated[list[str] | None, typer.Option(help="A parameter's value, as name=value; repeatable.")] = None,
    format: Annotated[str, typer.Option(help="table, csv, json, xml or ttl.")] = "table",
    time_limit: TimeLimitOption = 60,
    allow_network: Annotated[bool, typer.Option("--allow-network", help="Let SERVICE ask the servers that the query names.")] = False,
    store: StoreOption = OUTPUT,
) -> None:
    """Ask the graph in SPARQL, by the name of a query, from a file or with -e.

    Example: kg query met --param who="Vladimir Poutine"
    """
    import gc

    from kg import query as queries

    if name is None and expression is None:
        list_queries()
        return
    asked = expression if expression is not None else named_or_file(str(name))
    gc.freeze()  # what is loaded stays to the end: to look through it for garbage would copy it in a fork, and takes a sixth of the time
    reply = queries.run_apart(store, asked, parameters(param or []), format=format, network=allow_network, time_limit=time_limit)
    for line in (*(f"note: {note}" for note in reply.notes), *([] if format == "table" else [reply.summary])):
        print(line, file=sys.stderr)
    if not reply.found:
        raise typer.Exit(NOTHING_FOUND)


@app.command()
def ask(
    question: Annotated[str, typer.Argument(help="A question in French about what the articles tell.")],
    only_sparql: Annotated[bool, typer.Option("--sparql", help="Print only the query that the question becomes.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    store: StoreOption = OUTPUT,
) -> None:
    """Ask the graph in French; exit code 1 where the articles say nothing or the question isn't understood.

    Example: kg ask "Qui a rencontré Vladimir Poutine à Sotchi ?"
    """
    import kg
    from kg import ask as asking

    answer = kg.open(store).ask(question)
    if only_sparql and answer.sparql:
        print(answer.sparql)
    elif as_json:
        print(asking.as_json(answer))
    else:
        print(asking.in_french(answer))
    if not answer.found:
        raise typer.Exit(NOTHING_FOUND)


def named_or_file(name: str) -> str | NamedQuery:
    """A named query, or the text of a file."""
    from kg import query as queries

    return sparql(Path(name)) if name.endswith(".rq") else queries.named_query(name)


def sparql(path: Path) -> str:
    """The text of a file with a query."""
    from kg.errors import QueryError

    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise QueryError(f"{path} cannot be read as UTF-8 text: check the path") from None


def parameters(given: list[str]) -> dict[str, str]:
    """name=value pairs as a mapping."""
    from kg.errors import QueryError

    pairs = [item.partition("=") for item in given]
    for item, (name, equals, _) in zip(given, pairs, strict=True):
        if not (name and equals):
            raise QueryError(f"'{item}' is no parameter: write --param name=value")
    return {name: value for name, _, value in pairs}


def list_queries() -> None:
    """The named queries with their titles, parameters and an example."""
    from rich.console import Console
    from rich.table import Table

    from kg import query as queries

    table = Table("name", "title", "parameters", "example")
    for named in queries.named_queries():
        table.add_row(named.name, named.title, " ".join(p.name for p in named.parameters), named.example)
    Console().print(table)


JudgementsOption = Annotated[Path | None, typer.Option(help="The file of judgements; judgements.tsv in the store without one.")]
AuthorOption = Annotated[str, typer.Option(help="Who says so.")]
CommentOption = Annotated[str, typer.Option(help="Why.")]
DayOption = Annotated[str, typer.Option(help="The day of the judgement; today without one.")]


@app.command()
def same(
    one: Annotated[str, typer.Argument(help="An event's address, or its last part, as queries show it.")],
    other: Annotated[str, typer.Argument(help="The other's.")],
    author: AuthorOption = "",
    comment: CommentOption = "",
    date: DayOption = "",
    judgements: JudgementsOption = None,
    store: StoreOption = OUTPUT,
) -> None:
    """Say that two events are one happening: the next build makes them one, whatever the rules think.

    Example: kg same meeting-3f2a9c01b7d4 visit-77b0e4d2915c --author Ana
    """
    from kg.judgements import FILE, judge_same
    from kg.rdf.store import open_store

    path = judgements or store / FILE
    judge_same(path, open_store(store), one, other, author=author, comment=comment, date=date)
    print(f"{one} and {other} are one event: noted in {path}, build again to apply it")


@app.command()
def split(
    event: Annotated[str, typer.Argument(help="An event's address, or its last part, as queries show it.")],
    author: AuthorOption = "",
    comment: CommentOption = "",
    date: DayOption = "",
    judgements: JudgementsOption = None,
    store: StoreOption = OUTPUT,
) -> None:
    """Say that what articles tell as one event are several: the next build keeps each article's apart.

    Example: kg split meeting-3f2a9c01b7d4 --author Ana
    """
    from kg.judgements import FILE, judge_split
    from kg.rdf.store import open_store

    path = judgements or store / FILE
    made = judge_split(path, open_store(store), event, author=author, comment=comment, date=date)
    print(f"{event} is {len(made.mention.split())} events: noted in {path}, build again to apply it")


LangOption = Annotated[str, typer.Option(help="Language of the answer: fr or en.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON for a program.")]
LimitOption = Annotated[int, typer.Option(help="How many items of each list to show; all without one.", min=0)]


@app.command()
def explain(
    thing: Annotated[list[str], typer.Argument(help="An entity, event, claim or article by name or address; or subject, property, value.")],
    lang: LangOption = "fr",
    limit: LimitOption = 0,
    as_json: JsonOption = False,
    store: StoreOption = OUTPUT,
) -> None:
    """Show what a thing or a fact rests on: sentences, sources, dates, links, merges; exit code 1 where the graph hasn't it.

    Example: kg explain "Donald Trump" spokeWith "Vladimir Poutine"
    """
    from kg import explain as why
    from kg.rdf.store import open_store

    with nothing_found():
        told = why.explain(open_store(store), *thing, beside=why.Beside(store))
        sys.stdout.write(why.as_json(told) + "\n" if as_json else why.as_text(told, lang, limit))


@app.command()
def find(
    name: Annotated[str, typer.Argument(help="A name or part of one; accents, capitals and hyphens don't count.")],
    lang: LangOption = "fr",
    limit: LimitOption = 0,
    as_json: JsonOption = False,
    store: StoreOption = OUTPUT,
) -> None:
    """List the entities and events of a name; exit code 1 where there are none.

    Example: kg find poutine
    """
    from kg import explain as why
    from kg.rdf.store import open_store

    with nothing_found():
        found = why.find(open_store(store), name)
        sys.stdout.write(why.as_json(found) + "\n" if as_json else why.found_as_text(found, name, lang, limit))


@app.command()
def path(
    one: Annotated[str, typer.Argument(help="An entity or event by name or address.")],
    other: Annotated[str, typer.Argument(help="Another one.")],
    number: Annotated[int, typer.Option(help="How many ways to show, the shortest first.", min=1)] = 3,
    lang: LangOption = "fr",
    as_json: JsonOption = False,
    store: StoreOption = OUTPUT,
) -> None:
    """Show how two things hang together through what happened; exit code 1 where nothing leads from one to the other.

    Example: kg path "Donald Trump" "Bachar al-Assad"
    """
    from kg import explain as why
    from kg.rdf.store import open_store

    with nothing_found():
        beside = why.Beside(store)
        chains = why.path(open_store(store), one, other, number, beside)
        sys.stdout.write(why.as_json(chains) + "\n" if as_json else why.path_as_text(chains, lang, beside))


@contextmanager
def nothing_found() -> Iterator[None]:
    """Turn what the graph hasn't into one sentence and exit code 1."""
    from kg.explain import NotFoundError
    from kg.view.safe import clean

    try:
        yield
    except NotFoundError as error:
        print(clean(str(error)), file=sys.stderr)  # which names what articles may have written
        raise typer.Exit(NOTHING_FOUND) from None


@app.command()
def check(store: StoreOption = OUTPUT) -> None:
    """Compare a store with what was written to it, and validate it against the ontology's shapes; exit code 1 where something is wrong.

    Example: kg check
    """
    from kg.rdf.check import check as run
    from kg.rdf.store import open_store
    from kg.update.whole import damage

    report = run(opened := open_store(store), damage(store, opened))
    for problem in report.problems:
        print(problem)
    print("the store conforms" if report.conforms else f"{len(report.problems)} problems")
    if not report.conforms:
        raise typer.Exit(NOTHING_FOUND)


@app.command()
def view(
    output: Annotated[Path, typer.Option("--output", "-o", help="The page to write.")] = OUTPUT / "graph.html",
    focus: Annotated[str | None, typer.Option(help="Show what surrounds this entity.")] = None,
    hops: Annotated[int, typer.Option(help="How far around it.", min=1)] = 1,
    since: Annotated[str, typer.Option("--from", help="Only events since this year, month or day: 2017, 2017-11 or 2017-11-20.")] = "",
    until: Annotated[str, typer.Option("--to", help="Only events until then.")] = "",
    type: Annotated[list[str] | None, typer.Option(help="Only events or entities of this type, such as Meeting; repeatable.")] = None,
    status: Annotated[list[str] | None, typer.Option(help="Only events of this status, such as Planned; repeatable.")] = None,
    query: Annotated[Path | None, typer.Option(help="Only the graph that this .rq file constructs.")] = None,
    time_limit: TimeLimitOption = 60,
    max_nodes: Annotated[int, typer.Option(help="How many nodes to show at first.", min=1)] = 300,
    lang: Annotated[str, typer.Option(help="Language of the page: fr or en.")] = "fr",
    store: StoreOption = OUTPUT,
) -> None:
    """Write the interactive page of a graph.

    Example: kg view --focus "Vladimir Poutine" -o poutine.html
    """
    from kg.query import result_apart
    from kg.rdf.store import open_store
    from kg.rdf.write import write
    from kg.view import Asked, page

    made = result_apart(store, sparql(query), time_limit=time_limit) if query else ""
    asked = Asked(since, until, tuple(type or ()), tuple(status or ()), made)
    write(output, page(open_store(store), lang=lang, max_nodes=max_nodes, focus=focus, hops=hops, asked=asked).encode())
    print(f"open {output.resolve()}")


@app.command()
def export(
    output: Annotated[Path, typer.Option("--output", "-o", help="A .nq file for the whole dataset, a .ttl file for the default graph.")],
    store: StoreOption = OUTPUT,
) -> None:
    """Write a store to a file.

    Example: kg export -o graph.ttl
    """
    from kg.errors import InputError
    from kg.rdf.store import open_store
    from kg.rdf.write import sorted_lines, write_nquads, write_turtle

    writers = {".nq": write_nquads, ".ttl": write_turtle}
    if output.suffix not in writers:
        raise InputError(f"'{output}' has no ending that we write: name a .nq or .ttl file")
    writers[output.suffix](output, sorted_lines(open_store(store)))


if __name__ == "__main__":
    main()
