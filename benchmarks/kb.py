"""Speed and size of the knowledge base, each figure from a process of its own with a cache of its own.

    python -m benchmarks.kb            # figures, and which bounds they break
    python -m benchmarks.kb --json     # one JSON object
    python -m benchmarks.kb --names 1000000    # as well: so many invented names on top, to see that look-ups stay on disk

Exit code 1 where a bound is broken. Look-ups take forty thousand names of the base, in an order that is random but fixed: first with
nothing remembered ("cold"), then again ("warm").
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.kb import KnowledgeBase

# Figure → (bound, whether it is a least or a most).
BOUNDS = {
    "compile_seconds": (10.0, "most"),
    "open_milliseconds": (50.0, "most"),
    "resident_megabytes": (200.0, "most"),
    "cold_lookups_per_second": (50_000.0, "least"),
    "warm_lookups_per_second": (50_000.0, "least"),
}
RUNS = 5  # of opening, the median of which counts; of look-ups, the fastest of which does: the others tell what else the machine did
ASKED = 40_000  # names that are looked up

Figures = dict[str, float]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--names", type=int, default=0, help="invented names to put on top")
    parser.add_argument("--measure", choices=sorted(MEASURES), help=argparse.SUPPRESS)
    parser.add_argument("--kb", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        print(json.dumps(MEASURES[options.measure]([options.kb] if options.kb else [])))
        return 0
    figures = measure(options.names)
    broken = [name for name in BOUNDS if breaks(name, figures[name])]
    print(json.dumps({**figures, "broken": broken}, indent=1) if options.json else text(figures))
    return int(bool(broken))


def measure(names: int = 0) -> Figures:
    """All figures, by name with their unit; those that begin with "large_" with `names` invented names on top."""
    with tempfile.TemporaryDirectory() as folder:
        figures = measure_in(Path(folder))
        if names:
            file = Path(folder) / "invented.tsv"
            file.write_text("\n".join(invented(names)) + "\n", encoding="utf-8")
            large = measure_in(Path(folder), file)
            figures |= {"large_names": float(names)} | {f"large_{name}": value for name, value in large.items()}
    return figures


def measure_in(cache: Path, file: Path | None = None) -> Figures:
    """The figures with a cache in which the embedded base, or `file` on top of it, isn't compiled yet."""
    figures = apart("first", cache, file)
    time.sleep(2.1)  # a file that was written just now gets no stamp
    apart("opening", cache, file)
    opened = sorted(apart("opening", cache, file)["open_milliseconds"] for _ in range(RUNS))
    return figures | {"open_milliseconds": opened[RUNS // 2]} | apart("lookups", cache, file)


def apart(what: str, cache: Path, file: Path | None) -> Figures:
    """One measurement in a fresh process."""
    command = [sys.executable, "-m", "benchmarks.kb", "--measure", what, *(["--kb", str(file)] if file else [])]
    done = subprocess.run(command, env={**os.environ, "XDG_CACHE_HOME": str(cache)}, capture_output=True, text=True, check=True)
    figures: Figures = json.loads(done.stdout)
    return figures


def first(files: list[Path]) -> Figures:
    from kg.kb import open_base

    if files:
        open_base()  # ours is there already
    started, worked = time.perf_counter(), time.process_time()
    base = open_base(files)
    seconds, cpu = time.perf_counter() - started, time.process_time() - worked
    return {
        "compile_seconds": round(seconds, 2),
        "compile_cpu_seconds": round(cpu, 2),
        "compile_resident_megabytes": resident(),
        "index_megabytes": round(base.index.stat().st_size / 1e6, 1),
    }


def opening(files: list[Path]) -> Figures:
    from kg.kb import open_base

    started = time.perf_counter()
    open_base(files)
    return {"open_milliseconds": round(1000 * (time.perf_counter() - started), 1)}


def lookups(files: list[Path]) -> Figures:
    from kg.kb import open_base

    base = open_base(files)
    count = base.connection.execute("SELECT count(*) FROM name").fetchone()[0]
    chance = random.Random(0)
    keys = [key for (key,) in base.connection.execute("SELECT key FROM name ORDER BY key") if chance.random() < ASKED / count]
    chance.shuffle(keys)
    runs = [rounds(open_base(files), keys) for _ in range(RUNS)]
    cold, warm = (max(speeds) for speeds in zip(*runs, strict=True))
    return {"names": float(count), "cold_lookups_per_second": cold, "warm_lookups_per_second": warm, "resident_megabytes": resident()}


def rounds(base: KnowledgeBase, keys: list[str]) -> tuple[float, float]:
    """Look-ups a second when nothing is remembered, and when everything is."""
    speeds = []
    for _ in range(2):
        started = time.perf_counter()
        for key in keys:
            base.names(key)
        speeds.append(float(round(len(keys) / (time.perf_counter() - started))))
    return speeds[0], speeds[1]


def resident() -> float:
    """The most memory that this process has had, in megabytes."""
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(most / (1e6 if platform.system() == "Darwin" else 1024), 1)


MEASURES = {"first": first, "opening": opening, "lookups": lookups}


def invented(names: int) -> Iterator[str]:
    """A file of people with invented names, one display name and one alias each."""
    yield "id\tkind\tfr\taliases"
    syllables = [c + v for c in "bcdfgjklmnprstvz" for v in ("a", "e", "i", "o", "u", "an", "ou", "eau")]
    chance = random.Random(1)
    for n in range(names // 4):  # each has a display name, an alias, and a surname of both
        given, family = ("".join(chance.choices(syllables, k=k)).capitalize() for k in (2, 3))
        yield f"invented-{n}\tPerson\t{given} {family}\t{given} N. {family}"


def breaks(name: str, value: float) -> bool:
    bound, sense = BOUNDS[name]
    return value > bound if sense == "most" else value < bound


def text(figures: Figures) -> str:
    """One figure a line, with its bound."""
    rows = []
    for name, value in figures.items():
        bound = f"  (at {BOUNDS[name][1]} {BOUNDS[name][0]:,.0f}{': BROKEN' if breaks(name, value) else ''})" if name in BOUNDS else ""
        rows.append(f"{name:35} {value:>12,.1f}{bound}")
    return "\n".join(rows)


if __name__ == "__main__":
    sys.exit(main())
