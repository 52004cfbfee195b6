"""Loading a graph and asking ten named queries, beside rdflib with its own store and beside pyoxigraph alone, on the same dataset.

    python -m benchmarks.rdf                    # about 200,000 and 1,000,000 quads, and whether the bounds hold
    python -m benchmarks.rdf --json             # one JSON object
    python -m benchmarks.rdf --articles 500     # another size

The datasets are graphs of made records (benchmarks/fusion.py), written as N-Quads. Each size runs in a process of its own, in processor
seconds. Loading is from the file to a store that answers: ours as a build does it, onto the disk. A query is asked of ours by name and
parameters as the command line gives them, of the others as text with the terms bound. Ours and pyoxigraph take turns; rdflib comes after
them. Medians of several runs; a query of rdflib that takes longer than its patience is stopped and counts as that long.

What limits queries now: Oxigraph plans before it puts in the parameters, and takes a pattern with kg:status for rarer than one with a type,
so that both were told otherwise (kg/query/plan.py, queries/*.rq). Its ORDER BY reads names from the disk at every comparison, so that rows
are sorted in Python (kg/query/order.py); in a graph of 200,000 quads "about" so takes 6 ms instead of 18 and "sources" 87 instead of 136.
What is left is nearly all Oxigraph's search, and its reading of each name that an answer shows.

What limits loading: Oxigraph writes each quad into three indexes of its own, into six where it is in a named graph, sorted. Of 0.87 s for
200,000 quads, reading the file takes an eighth, encoding and gathering the quads a quarter, sorting and writing the indexes half, making
them part of the store an eighth. Ten times as fast as rdflib, which holds all in memory, would be about 0.75 s: loading into Oxigraph's
memory takes 0.53 s, but that is no store for later commands. Nothing that we have a say in takes less: quads as Python's objects 0.92 s,
with their IRIs checked again 1.02 s, the file in parts of 100,000 quads 1.12 s, for these have to be merged. Of 1,000,000 quads 64 MB at a
time take as long as the whole (6.7 and 7.0 s) and less than half the memory (0.5 and 1.2 GB), 16 MB at a time 7.8 s and 0.2 GB.

Against rdflib, loading is 8 to 9 times as fast (of 200,000 quads 9.4 times in processor seconds and 9.0 times by the clock, on an idle
machine of two cores) and every query 11 to 140 times or, where rdflib is stopped, more. None takes more than 1.3 times
as long as pyoxigraph alone, most take less.

Exit code 1 where rdflib isn't ten times as slow, or ours takes more than 1.3 times as long as pyoxigraph alone, loading included.
"""

from __future__ import annotations

import argparse
import json
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

import pyoxigraph
import rdflib
from pyoxigraph import RdfFormat, Store, Variable

from benchmarks.fusion import collection
from kg import __version__
from kg.fuse import fuse
from kg.kb import open_base
from kg.query import named_queries
from kg.query.parameters import bind
from kg.query.run import run
from kg.rdf.quads import to_quads
from kg.rdf.store import open_store, save
from kg.rdf.terms import PREFIXES

ARTICLES = (2_100, 10_500)  # for about 200,000 and 1,000,000 quads
LEAST_RDFLIB, MOST_RAW = 10.0, 1.3
ROUNDS, LOADINGS = 7, 3
PATIENCE = 30  # seconds for one query of rdflib
# Somebody whom much is told of, a day of theirs, a town.
QUERIES: dict[str, dict[str, str]] = {
    "about": {"entity": "p-2"},
    "met": {"who": "p-2"},
    "calls": {},
    "timeline": {"entity": "p-2", "since": "2015-01-02"},
    "events": {"type": "Conflict", "since": "2015-01-03", "until": "2015-01-04"},
    "places": {"place": "l-3"},
    "support": {"about": "p-2"},
    "sources": {},
    "neighbourhood": {"entity": "p-2"},
    "types": {},
}

NAMED = {query.name: query for query in named_queries()}

Figures = dict[str, Any]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--articles", type=int, nargs="+", default=ARTICLES, help="how many articles the graphs are made of")
    parser.add_argument("--apart", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.apart:
        print(json.dumps(measure(options.apart)))
        return 0
    sizes = [apart(articles) for articles in options.articles]
    figures = dict(zip(("small", "large") if len(sizes) == 2 else map(str, options.articles), sizes, strict=True))
    print(json.dumps(figures, indent=1) if options.json else "\n".join(map(shown, sizes)))
    return int(any(row["rdflib_ratio"] < LEAST_RDFLIB or row["raw_ratio"] > MOST_RAW for size in sizes for row in rows_of(size).values()))


def apart(articles: int) -> Figures:
    """The figures of a size, measured in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.rdf", "--apart", str(articles)]
    figures: Figures = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return figures


def measure(articles: int) -> Figures:
    """Ratios to ours of loading and of each query, with what they summarise."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "graph.nq"
        quads = written(articles, file)
        ours = Path(folder) / "ours"
        ours.mkdir()
        loading, raw_loading = alternate(LOADINGS, lambda: load(file, ours), lambda: load_raw(file, Path(folder)))
        rows = {name: ask_both(open_store(ours), name) for name in QUERIES}
        with timed() as rdflib_loading:
            dataset = rdflib.Dataset()
            dataset.parse(file, format="nquads")
        asked = {name: ask_rdflib(dataset, open_store(ours), name) for name in QUERIES}
    for name, row in rows.items():
        row |= asked[name]
        row["raw_ratio"], row["rdflib_ratio"] = row["ours"] / row["raw"], row["rdflib"] / row["ours"]
    rows["loading"] = {
        "ours": loading,
        "raw": raw_loading,
        "rdflib": rdflib_loading[0],
        "raw_ratio": loading / raw_loading,
        "rdflib_ratio": rdflib_loading[0] / loading,
    }
    queries = [row for name, row in rows.items() if name != "loading"]
    return {
        "quads": quads,
        "loading": rounded(rows.pop("loading")),
        "queries": {name: rounded(row) for name, row in rows.items()},
        "least_rdflib": round(min(row["rdflib_ratio"] for row in queries), 2),
        "median_rdflib": round(median(row["rdflib_ratio"] for row in queries), 2),
        "most_raw": round(max(row["raw_ratio"] for row in queries), 2),
    }


def rounded(row: Figures) -> Figures:
    return {key: round(value, 5) if isinstance(value, float) else value for key, value in row.items()}


def written(articles: int, file: Path) -> int:
    """How many quads the graph of so many made articles has, in N-Quads."""
    kb = open_base()
    quads = set(to_quads(fuse(list(collection(articles)), kb), kb))
    pyoxigraph.serialize(quads, output=str(file), format=RdfFormat.N_QUADS)
    return len(quads)


# loading


def load(file: Path, folder: Path) -> None:
    with file.open("rb") as lines:
        save(lines, folder, __version__)


def load_raw(file: Path, folder: Path) -> None:
    with tempfile.TemporaryDirectory(dir=folder) as place:
        store = Store(place)
        store.bulk_load(path=file, format=RdfFormat.N_QUADS, lenient=True)
        store.flush()
        store.optimize()
        del store


# asking


def ask_both(store: Store, name: str) -> Figures:
    """Median seconds of ours and of pyoxigraph alone."""
    query, given = NAMED[name], QUERIES[name]
    values = {Variable(key): term for key, term in bind(store, query, given).items()}
    ours, raw = alternate(
        ROUNDS,
        lambda: run(store, query, given).rows,
        lambda: [tuple(row) for row in store.query(query.text, prefixes=PREFIXES, substitutions=values)],
    )
    return {"rows": len(run(store, query, given).rows), "ours": ours, "raw": raw}


def ask_rdflib(dataset: rdflib.Dataset, store: Store, name: str) -> Figures:
    """Median seconds of rdflib: of three runs, of one where it takes long."""
    query = NAMED[name]
    values = {key: to_rdflib(term) for key, term in bind(store, query, QUERIES[name]).items()}
    times: list[float] = []
    rows = None
    try:
        while len(times) < 3 and sum(times) < PATIENCE / 3:
            with timed() as taken, patience():
                rows = len(list(dataset.query(query.text, initNs=PREFIXES, initBindings=values)))
            times += taken
    except TimeoutError:
        times.append(float(PATIENCE))
    return {"rdflib": median(times), "rdflib_rows": rows}


def to_rdflib(term: pyoxigraph.NamedNode | pyoxigraph.Literal) -> rdflib.URIRef | rdflib.Literal:
    if isinstance(term, pyoxigraph.NamedNode):
        return rdflib.URIRef(term.value)
    return rdflib.Literal(term.value, datatype=rdflib.URIRef(term.datatype.value))


@contextmanager
def patience() -> Iterator[None]:
    """Raises `TimeoutError` where what is inside takes longer than anyone waits."""

    def stop(*_: object) -> None:
        raise TimeoutError

    signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, PATIENCE)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)


# time


@contextmanager
def timed() -> Iterator[list[float]]:
    """A list that holds the processor seconds of what was inside once that is over."""
    taken: list[float] = []
    started = time.process_time()
    yield taken
    taken.append(time.process_time() - started)


def alternate(rounds: int, first: Callable[[], object], second: Callable[[], object]) -> tuple[float, float]:
    """Median processor seconds of two calls that take turns, after one round that warms up."""
    columns: tuple[list[float], list[float]] = ([], [])
    for number in range(rounds + 1):
        for call, column in zip((first, second), columns, strict=True):
            with timed() as taken:
                call()
            if number:
                column += taken
    return median(columns[0]), median(columns[1])


def shown(size: Figures) -> str:
    """The figures as lines for people."""
    head = f"{size['quads']:,} quads      ours, s   / pyoxigraph   rdflib /"
    lines = [f"  {n:16} {r['ours']:11.4f} {r['raw_ratio']:10.2f} {r['rdflib_ratio']:12,.0f}{unlike(r)}" for n, r in rows_of(size).items()]
    return "\n".join([head, *lines])


def rows_of(size: Figures) -> dict[str, Figures]:
    """The figures of loading and of each query."""
    return {"loading": size["loading"], **size["queries"]}


def unlike(row: Figures) -> str:
    """A remark where rdflib was stopped or finds another number of rows."""
    if row.get("rdflib") == PATIENCE:
        return f" or more ({row['rows']} rows)"
    same = row.get("rdflib_rows") == row.get("rows")
    return f"  ({row['rows']} rows)" if same and "rows" in row else "" if same else f"  ({row['rows']} rows, rdflib {row['rdflib_rows']})"


if __name__ == "__main__":
    sys.exit(main())
