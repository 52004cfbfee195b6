"""Whole builds of made articles (benchmarks/articles.py): how time and memory grow with their number, what a build takes beside the
language model alone, how much sooner two processes are done, and how much of what the articles state is in the graph.

    python -m benchmarks.scale                      # 1,000 and 10,000 articles: hours
    python -m benchmarks.scale --sizes 300 1000     # smaller ones
    python -m benchmarks.scale --json

Each size is built in a process of its own by one process, in processor seconds; the model is loaded before, and `pipe_ratio` is the build
beside `nlp.pipe` of spaCy as it is installed over (at most 300 of) the same texts, `own_pipe_ratio` beside the same as `kg` loads it
(kg/nlp/quicken.py), both in another process. Two processes are compared with one by the clock, on the
smaller size, in turn: that figure means something only on a machine that does nothing else. Exit code 1 where an article of the larger
collection takes more than 1.15 times as long, the peak of memory is more than 1.3 times as high, a build takes more than 1.8 times the
model's time, or two processes are less than 1.8 times as fast.

What limits it now. Time, as parts of the model's (300 articles): reading 1.86 (the model itself 1.15, one article at a time), fusing 0.20
before it became a fifth faster, the store, graph.nq and graph.ttl 0.29, the index 0.08, the page 0.16. A third of what store and files
take is Oxigraph's; to go through a store takes as long as to fill it, so that files and seals are made from the sorted lines that fill
it. A page takes most of its time for going through the store and, up to a size, for arranging its nodes.
Memory: of an article a build holds what fusion decides by and what it gives, some 30 kB, of which decisions on pairs with their reasons
are a fourth; extractions wait on the disk, caches hold what a thousand articles look up, quads are made a few at a time and sorted in
parts. The peak is where Oxigraph loads 64 MB of quads at a time and takes 0.4 GB for it (0.1 GB with 16 MB at a time, for a tenth more
time). Before that nothing of the graph is held any more.
Processes: two build 800 articles 1.51 times as fast as one, by the clock on a machine that does nothing else (1.43 before records were
made where articles are read, gathered for fusion meanwhile, and store and page made beside the index). Reading is 1.69 times as fast (each
process loads the model, 4 s, and this one gathers what they read); fusing (a tenth of two processes' time) and making and sorting the quads
(another tenth) are done by one. A second process for these would need the whole graph, which takes as long to hand over as to make.
At full size, beside other work that took most of the machine: an article takes 211 ms of processor time among 10,000, 1.09 times that
among 1,000 (1.05 times when nothing else ran); the peaks of memory are 1.45 and 1.11 GB, 1.305 times (1.28 when records were interned, 1.38
before caches were bounded); a build takes 2.7 times as long as spaCy's model as it is installed, 4.5 times as long as the same with the
faster products of matrices that `kg` loads it with.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.articles import SEED, recall, stated, write
from benchmarks.extraction import piped
from kg.build import build
from kg.lang.models import model_of
from kg.nlp import load
from kg.nlp.pipeline import assembled
from kg.rdf.store import open_store
from kg.settings import Settings

SIZES = (1_000, 10_000)
MOST_TIME, MOST_MEMORY, MOST_PIPE, LEAST_SPEED = 1.15, 1.3, 1.8, 1.8
PIPED = 300  # articles
TURNS = 3

Figures = dict[str, Any]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--sizes", type=int, nargs=2, default=SIZES, help="how many articles the two collections have")
    parser.add_argument("--no-processes", action="store_true", help="leave out what only an idle machine can tell")
    parser.add_argument("--apart", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.apart:
        print(json.dumps(measure(options.apart)))
        return 0
    small, large = (apart(size) for size in options.sizes)
    figures: Figures = {"small": small, "large": large}
    figures["time_ratio"] = round(large["milliseconds"] / small["milliseconds"], 3)
    figures["memory_ratio"] = round(large["gigabytes"] / small["gigabytes"], 3)
    figures["pipe_ratio"] = large["pipe_ratio"]
    if not options.no_processes:
        figures["speed_of_two"] = speed(options.sizes[0])
    print(json.dumps(figures, indent=1, ensure_ascii=False) if options.json else shown(figures))
    within = figures["time_ratio"] <= MOST_TIME and figures["memory_ratio"] <= MOST_MEMORY and figures["pipe_ratio"] <= MOST_PIPE
    return int(not within or figures.get("speed_of_two", LEAST_SPEED) < LEAST_SPEED)


def apart(size: int) -> Figures:
    """The figures of a size, measured in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.scale", "--apart", str(size)]
    figures: Figures = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout)
    return figures


def measure(size: int) -> Figures:
    """Processor milliseconds of an article, the peak of memory, the ratio to the model's time, and the recall of what is stated."""
    with tempfile.TemporaryDirectory() as folder:
        write(size, SEED, Path(folder))
        articles = Path(folder) / "articles.jsonl"
        texts = [json.loads(line)["text"] for line in articles.read_text("utf-8").splitlines()[:PIPED]]
        with ProcessPoolExecutor(1, get_context("spawn"), max_tasks_per_child=1) as process:  # whose memory is not the build's
            tokens, (stock, own) = process.submit(both, texts).result()
        load("fr")
        started = time.process_time()
        report = build([articles], Path(folder) / "out")
        built = (time.process_time() - started) / size
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2  # Linux counts in KiB
        seen = recall(stated(Path(folder)), open_store(Path(folder) / "out"))
    return {
        "articles": size,
        "tokens": round(tokens / len(texts)),
        "milliseconds": round(1000 * built, 2),
        "pipe_ratio": round(built * len(texts) / stock, 3),
        "own_pipe_ratio": round(built * len(texts) / own, 3),
        "gigabytes": round(peak, 3),
        "seconds": report.seconds,
        "quads": report.counts["quads"],
        **{name: seen[name] for name in ("facts", "found", "whole", "places", "days")},
    }


def both(texts: list[str]) -> tuple[int, list[float]]:
    """How many tokens the texts are, and the processor seconds of `nlp.pipe` over them: of spaCy as it is installed, of what `kg` loads."""
    models = (assembled(model_of("fr"), "fr"), load("fr"))
    turns = [[piped(nlp, texts, batch_size=8) for nlp in models] for _ in range(TURNS)]
    return turns[0][0][1], [median(turn[at][0] for turn in turns[1:]) for at in range(len(models))]  # the first is warm-up


def speed(size: int) -> float:
    """How many times as fast two processes build as one, by the clock: the median of some turns."""
    ratios = []
    with tempfile.TemporaryDirectory() as folder:
        write(size, SEED, Path(folder))
        for turn in range(TURNS):
            one, two = (seconds(Path(folder) / "articles.jsonl", Path(folder) / f"out-{turn}-{jobs}", jobs) for jobs in (1, 2))
            ratios.append(one / two)
    return round(median(ratios), 3)


def seconds(articles: Path, output: Path, jobs: int) -> float:
    """Of a build by so many processes, by the clock."""
    started = time.perf_counter()
    build([articles], output, Settings(jobs=jobs))
    return time.perf_counter() - started


def shown(figures: Figures) -> str:
    """The figures as lines for people."""
    small, large = figures["small"], figures["large"]
    lines = [
        f"an article of {large['tokens']} tokens takes {large['milliseconds']:.0f} ms among {large['articles']:,}, "
        f"{figures['time_ratio']:.2f} times that among {small['articles']:,} (at most {MOST_TIME})",
        f"memory {large['gigabytes']:.2f} GB, {figures['memory_ratio']:.2f} times {small['gigabytes']:.2f} (at most {MOST_MEMORY})",
        f"a build takes {figures['pipe_ratio']:.2f} times nlp.pipe (at most {MOST_PIPE}), {large['own_pipe_ratio']:.2f} times kg's own",
        f"{large['found']:.2f} of {large['facts']:,} stated facts found, {large['whole']:.2f} with place and day",
    ]
    if "speed_of_two" in figures:
        lines.append(f"two processes are {figures['speed_of_two']:.2f} times as fast as one (at least {LEAST_SPEED})")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
