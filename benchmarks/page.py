"""`python -m benchmarks.page`: how long the page of 1,000 and of 10,000 nodes takes in a headless Chromium, beside plain pyvis on the same graph.

First drawing: from the start of the navigation to the end of the first frame that holds nodes. Redraw: from a change of scale to the end of its frame.
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
from typing import Any

from playwright.sync_api import sync_playwright

from kg.view import page
from kg.view.collect import read_links
from kg.view.layout import arrange

sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "view"))
from browser import ARGS, CHROMIUM
from view_graphs import graph

SIZES = (1_000, 10_000)
ENTITIES = 0.4  # of the nodes
PATIENCE = 60  # seconds for one page: plain pyvis needs longer than anyone waits
# When frames end, in milliseconds since the navigation, and the first that holds shapes. Reading a pixel waits for what the frame only noted down.
WATCH = """(() => { const p = CanvasRenderingContext2D.prototype, own = p.clearRect; window.frames_ = [];
  let asked = false; p.clearRect = function (...a) { if (!asked) { asked = true; setTimeout(() => {
      asked = false; if (this.canvas.width) this.getImageData(0, 0, 1, 1); window.frames_.push(performance.now()); }, 0); }
    return own.apply(this, a); };
  for (const name of ["stroke", "fill"]) { const paint = p[name]; p[name] = function (...a) { if (window.painted === undefined) window.painted = window.frames_.length; return paint.apply(this, a); }; }
})();"""
OURS = "document.querySelector('#graph canvas')"
WHEEL = """(target) => new Promise((done) => { const c = eval(target), r = c.getBoundingClientRect(), n = window.frames_.length, start = performance.now();
  c.dispatchEvent(new WheelEvent("wheel", { deltaY: -240, clientX: r.left + r.width / 2, clientY: r.top + r.height / 2, bubbles: true, cancelable: true }));
  const wait = () => { if (window.frames_.length > n) done(window.frames_[window.frames_.length - 1] - start); else setTimeout(wait, 2); }; wait(); })"""


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
    print(f"{nodes} nodes: page made in {made:.1f}, of which one layout of {len(names)} nodes {laid:.1f}; {len(html.encode()) / 1e6:.1f} MB")
    for view in ("people", "happened"):
        times = [measure(browser, ours.as_uri() + f"#view={view}", OURS) for _ in range(runs)]
        report(f"  {view}", [x for x in times if x])
    report("  plain pyvis", [x for x in [measure(browser, plain.as_uri(), "document.querySelector('canvas')")] if x])


def plain_pyvis(nodes: int, edges: list[tuple[int, int]], path: Path) -> None:
    """The same graph as pyvis's own quick start makes it: its template, its physics; its script in the file, for want of a network."""
    from pyvis.network import Network

    network = Network(cdn_resources="in_line")
    network.add_nodes(range(nodes))
    for edge in edges:
        network.add_edge(*edge)
    path.write_text(network.generate_html(), "utf-8")


def measure(browser: Any, address: str, canvas: str) -> tuple[float, float] | None:
    """First drawing and redraw in seconds; None where nothing was drawn in PATIENCE seconds."""
    context = browser.new_context(viewport={"width": 1300, "height": 800}, offline=True)
    opened = context.new_page()
    opened.set_default_timeout(PATIENCE * 1000)
    opened.add_init_script(WATCH)
    try:
        opened.goto(address, wait_until="commit", timeout=PATIENCE * 1000)
        opened.wait_for_function("() => window.painted !== undefined && window.frames_.length > window.painted")
        first = opened.evaluate("() => window.frames_[window.painted]") / 1000
        opened.wait_for_timeout(1500)
        redraw = statistics.median(opened.evaluate(WHEEL, canvas) for _ in range(3)) / 1000
    except Exception as error:
        if type(error).__name__ != "TimeoutError":
            raise
        return None
    finally:
        context.close()
    return first, redraw


def report(name: str, times: list[tuple[float, float]]) -> None:
    if not times:
        print(f"{name}: nothing drawn in {PATIENCE} s")
        return
    first, redraw = (sorted(x) for x in zip(*times, strict=True))
    print(f"{name}: first drawing {statistics.median(first):.2f} (slowest {first[-1]:.2f}), redraw {statistics.median(redraw):.2f} (slowest {redraw[-1]:.2f})")


def timed(make: Callable[[], Any]) -> tuple[float, Any]:
    start = time.perf_counter()
    made = make()
    return time.perf_counter() - start, made


if __name__ == "__main__":
    main()
