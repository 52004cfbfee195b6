"""How the time of fusion grows with the number of articles, on made records: no text is read and no language model loaded.

    python -m benchmarks.fusion             # 10,000 and 100,000 articles, and whether the bounds hold
    python -m benchmarks.fusion --json      # one JSON object

Each size runs in a process of its own, timed in processor seconds without the making of the records. Exit code 1 where an article of the
large collection takes more than 1.5 times as long as one of the small collection, or memory passes 4 GB.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta

from kg.fuse import fuse
from kg.kb import open_base
from kg.model import Claim, Document, Entity, Event, Extraction, Fact, TimeExpression

SIZES = (10_000, 100_000)
MOST_RATIO, MOST_GIGABYTES = 1.5, 4
ARTICLES_A_DAY = 200
PEOPLE, PLACES, WORDS = 20_000, 2_000, 5_000
TYPES = ("Meeting", "PhoneCall", "Visit", "Signing", "Attack", "Arrest", "Protest", "Acquisition", "Resignation", "Disaster")
FIRST_DAY = date(2015, 1, 1)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--size", type=int, help="measure this number of articles in this process and print JSON")
    options = parser.parse_args()
    if options.size:
        print(json.dumps(measure(options.size)))
        return 0
    small, large = (apart(size) for size in SIZES)
    ratio = large["milliseconds"] / small["milliseconds"]
    figures = {"small": small, "large": large, "ratio": round(ratio, 3)}
    line = (
        f"{large['articles']:,} articles take {large['milliseconds']:.2f} ms each, {ratio:.2f} times that of {small['articles']:,} "
        f"(at most {MOST_RATIO}), and {large['gigabytes']:.2f} GB (at most {MOST_GIGABYTES})"
    )
    print(json.dumps(figures, indent=1) if options.json else line)
    return int(ratio > MOST_RATIO or large["gigabytes"] > MOST_GIGABYTES)


def apart(size: int) -> dict[str, float]:
    """The figures of a size, measured in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.fusion", "--size", str(size)]
    figures: dict[str, float] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return figures


def measure(size: int) -> dict[str, float]:
    """Milliseconds of an article and the most bytes that the process held."""
    kb, records = open_base(), list(collection(size))
    started = time.process_time()
    graph = fuse(records, kb)
    taken = time.process_time() - started
    merged = sum(len(e.members) > 1 for e in graph.events)
    return {
        "articles": size,
        "events": len(graph.events),
        "merged": merged,
        "milliseconds": round(1000 * taken / size, 4),
        "gigabytes": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2, 3),  # Linux counts in KiB
    }


def collection(size: int, seed: int = 1) -> Iterator[Extraction]:
    """Articles in order of their days: each tells of two or three happenings of the days before it, and of somebody's words."""
    made = random.Random(seed)
    for number in range(size):
        day = FIRST_DAY + timedelta(days=number // ARTICLES_A_DAY)
        told = [happening(day - timedelta(days=made.randrange(3)), made.randrange(ARTICLES_A_DAY // 2)) for _ in range(made.randint(2, 3))]
        yield article(number, day, told, made)


def happening(day: date, number: int) -> tuple[str, tuple[str, ...], str, date]:
    """What happened, the same for the same day and number: type, parties, place and day. A few are in the news all the time."""
    made = random.Random(f"{day} {number}")
    parties = tuple(f"p-{int(PEOPLE ** made.random())}" for _ in range(made.randint(1, 3)))
    return made.choice(TYPES), parties, f"l-{int(PLACES ** made.random())}", day


def article(number: int, day: date, told: list[tuple[str, tuple[str, ...], str, date]], made: random.Random) -> Extraction:
    """One article's record, in which some happenings lack a party, a place or the day."""
    claims, entities = [], {}
    for n, (type, parties, place, when) in enumerate([*told, ("Statement", told[0][1], "", day)], start=1):
        named = [p for p in parties if made.random() < 0.9]
        facts = [Fact("participant", "entity", p) for p in named]
        if place and made.random() < 0.6:
            facts.append(Fact("sem:hasPlace", "entity", place))
        iso = when.isoformat()
        times = (TimeExpression(0, 1, "DATE", iso, iso, iso),) if made.random() < 0.7 else ()
        entities |= {key: Entity(key, "City" if key.startswith("l") else "Person", key, False) for f in facts if (key := str(f.value))}
        claims.append(Claim(f"e{n}", type, "Occurred", (0, 1), (0, 1), "made", tuple(facts), times))
    events = tuple(Event(c.about, c.type, "") for c in claims)
    text = " ".join(f"w{made.randrange(WORDS)}" for _ in range(60))
    document = Document(f"a{number:06}", "", "", text, "fr", day.isoformat(), f"{number:x}")
    return Extraction(document, (), tuple(entities.values()), (), events, tuple(claims))


if __name__ == "__main__":
    sys.exit(main())
