"""`python -m benchmarks.page`: the page of 1,000 and of 10,000 nodes in a headless Chromium, beside plain pyvis on the same graph.

First drawing: from the start of the navigation to the end of the first frame that holds nodes. Redraw: from a change of
scale to the end of its frame; filter: the same from a switch of the legend.
"""

from __future__ import annotations

import argparse
import os
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

WHAT = ("first drawing", "redraw", "filter")
SIZES = (1_000, 10_000)
ENTITIES = 0.4  # of the nodes
PATIENCE = 60  # seconds for one page: plain pyvis needs longer than anyone waits
WATCH = (Path(__file__).parent / "page.js").read_text("utf-8")


class Times(NamedTuple):
    """Seconds."""

    first: float
    redraw: float
    filter: float


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}; medians of {runs} runs, seconds")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGS)
        for nodes in SIZES:
            compare(browser, Path(folder), nodes, runs)
        browser.close()


def compare(browser: Any, folder: Path, nodes: int, runs: int) -> None:
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
    print(
        f"{nodes} nodes: page made in {made:.1f}, of which one layout of {len(names)} nodes {laid:.1f}; {len(html.encode()) / 1e6:.1f} MB"
    )
    for view in ("people", "happened"):
        times = [measure(browser, ours.as_uri() + f"#view={view}", filters=True) for _ in range(runs)]
        report(f"  {view}", [x for x in times if x])
    plainly = measure(browser, plain.as_uri(), filters=False)
    report("  plain pyvis", [plainly] if plainly else [])


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


def report(name: str, times: list[Times]) -> None:
    if not times:
        print(f"{name}: nothing drawn in {PATIENCE} s")
        return
    told = (
        f"{what} {statistics.median(x):.2f} (slowest {max(x):.2f})"
        for what, x in zip(WHAT, zip(*times, strict=True), strict=True)
        if max(x)
    )
    print(f"{name}: {', '.join(told)}")


def timed(make: Callable[[], Any]) -> tuple[float, Any]:
    start = time.perf_counter()
    made = make()
    return time.perf_counter() - start, made


if __name__ == "__main__":
    main()
