"""The page of 1,000 and of 10,000 nodes in a headless Chromium, beside plain pyvis on the same graph.

    python -m benchmarks.page             # the figures
    python -m benchmarks.page --json      # one JSON object

First drawing: from the start of the navigation to the end of the first frame that holds nodes. Redraw: from a change of
scale to the end of its frame; filter: the same from a switch of the legend. Medians of several runs in seconds; JSON gives those of
the slower of the two views. Making the page, and its layout alone, are timed in processor seconds.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from playwright.sync_api import sync_playwright

from kg.view import page
from kg.view.collect import read_links
from kg.view.layout import arrange

sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "view"))
from browser import ARGS, CHROMIUM
from view_graphs import graph

WHAT = ("first", "redraw", "filter")
VIEWS = ("people", "happened")
SIZES = {"small": 1_000, "large": 10_000}  # nodes
ENTITIES = 0.4  # of the nodes
PATIENCE = 60  # seconds for one page: plain pyvis needs longer than anyone waits
WATCH = (Path(__file__).parent / "page.js").read_text("utf-8")


class Times(NamedTuple):
    """Seconds."""

    first: float
    redraw: float
    filter: float


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGS)
        figures = {name: compare(browser, Path(folder), nodes, options.runs) for name, nodes in SIZES.items()}
        browser.close()
    print(json.dumps(figures, indent=1) if options.json else "\n".join(map(told, figures.values())))


def compare(browser: Any, folder: Path, nodes: int, runs: int) -> dict[str, Any]:
    """The figures of a graph of so many nodes; of plain pyvis what its first drawing takes, in words."""
    entities = int(nodes * ENTITIES)
    store = graph(nodes - entities, entities)
    ours, plain = folder / "ours.html", folder / "plain.html"
    made, html = timed(lambda: page(store, max_nodes=nodes))
    ours.write_text(html, "utf-8")
    links = read_links(store)
    names = sorted({x for link in links.roles for x in (link.event, link.target)})
    numbers = {iri: i for i, iri in enumerate(names)}
    edges = sorted({(numbers[x.event], numbers[x.target]) for x in links.roles})
    laid, _ = timed(lambda: arrange([20.0] * len(names), [(a, b, 1.0) for a, b in edges]))
    plain_pyvis(len(names), edges, plain)
    views = {view: medians([measure(browser, ours.as_uri() + f"#view={view}", filters=True) for _ in range(runs)]) for view in VIEWS}
    plainly = measure(browser, plain.as_uri(), filters=False)
    slower = {what: max(figures[what] for figures in views.values()) for what in WHAT}
    return slower | {
        "nodes": nodes,
        "plain": f"{plainly.first:.1f} s" if plainly else f"nothing drawn in {PATIENCE} s",
        "layout": round(laid, 2),
        "made": round(made, 2),
        "megabytes": round(len(html.encode()) / 1e6, 1),
        "views": views,
    }


def medians(times: list[Times | None]) -> dict[str, float]:
    """Raises `ValueError` where a page of ours was not drawn."""
    if not all(times):
        raise ValueError(f"a page was not drawn in {PATIENCE} s")
    return {what: round(statistics.median(column), 3) for what, column in zip(WHAT, zip(*filter(None, times), strict=True), strict=True)}


def plain_pyvis(nodes: int, edges: list[tuple[int, int]], path: Path) -> None:
    """The same graph as pyvis's own quick start makes it: its template, its physics; its script in the file, for want of a network."""
    from pyvis.network import Network

    network = Network(cdn_resources="in_line")
    network.add_nodes(range(nodes))
    for edge in edges:
        network.add_edge(*edge)
    path.write_text(network.generate_html(), "utf-8")


def measure(browser: Any, address: str, *, filters: bool) -> Times | None:
    """None where nothing was drawn in PATIENCE seconds."""
    context = browser.new_context(viewport={"width": 1300, "height": 800}, offline=True)
    opened = context.new_page()
    opened.set_default_timeout(PATIENCE * 1000)
    opened.add_init_script(WATCH)
    try:
        opened.goto(address, wait_until="commit", timeout=PATIENCE * 1000)
        opened.wait_for_function("() => window.painted !== undefined && frameEnds.length > painted")
        first = opened.evaluate("() => frameEnds[painted]") / 1000
        opened.wait_for_timeout(1500)
        redraw = statistics.median(opened.evaluate("() => zoomed()") for _ in range(3)) / 1000
        narrowed = statistics.median(opened.evaluate("() => filtered()") for _ in range(2)) / 1000 if filters else 0.0
    except Exception as error:
        if type(error).__name__ != "TimeoutError":
            raise
        return None
    finally:
        context.close()
    return Times(first, redraw, narrowed)


def told(figures: dict[str, Any]) -> str:
    """The figures as lines for people."""
    views = [f"  {view}: {', '.join(f'{what} {value:.2f}' for what, value in times.items())}" for view, times in figures["views"].items()]
    made = f"page made in {figures['made']:.1f} s, of which one layout {figures['layout']:.1f}"
    head = f"{figures['nodes']} nodes: {made}; {figures['megabytes']} MB"
    return "\n".join([head, *views, f"  plain pyvis: {figures['plain']}"])


def timed(make: Callable[[], Any]) -> tuple[float, Any]:
    """Processor seconds of a call, and what it returns."""
    start = time.process_time()
    made = make()
    return time.process_time() - start, made


if __name__ == "__main__":
    main()
