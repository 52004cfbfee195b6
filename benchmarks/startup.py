"""How soon a query answers: its whole process against an empty command line with the same libraries, run in turn."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

RUNS = 9
KG = "from kg.cli import main; main()"  # what the installed command runs
EMPTY = """
import pyoxigraph
import typer
from rich.console import Console
from rich.table import Table

app = typer.Typer()


@app.command()
def main() -> None:
    table = Table("a", "b")
    table.add_row("1", "2")
    Console().print(table)


app()
"""


def measure(store: Path, runs: int = RUNS) -> dict[str, float]:
    """Median seconds of `kg query met` on a built store and of the empty command, and the median of their ratios."""
    with tempfile.TemporaryDirectory() as folder:
        empty = Path(folder) / "empty.py"
        empty.write_text(EMPTY, encoding="utf-8")
        ours = [sys.executable, "-c", KG, "query", "met", "--store", str(store)]
        pairs = [(seconds(ours), seconds([sys.executable, str(empty)])) for _ in range(runs + 1)][1:]
    query, bare = (statistics.median(column) for column in zip(*pairs, strict=True))
    return {"query": query, "empty": bare, "ratio": statistics.median(a / b for a, b in pairs)}


def seconds(command: list[str]) -> float:
    """Wall-clock seconds of one process; raises `CalledProcessError` where it fails."""
    started = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - started


def main(arguments: list[str]) -> None:
    """Print the figures of a store, as text or with --json as one object."""
    store = next((Path(a) for a in arguments if not a.startswith("-")), Path("output"))
    figures = measure(store)
    if "--json" in arguments:
        print(json.dumps(figures))
    else:
        print(f"query {figures['query']:.3f} s, empty command {figures['empty']:.3f} s, ratio {figures['ratio']:.2f} (bound 1.3)")


if __name__ == "__main__":
    main(sys.argv[1:])
