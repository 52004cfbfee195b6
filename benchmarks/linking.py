"""What linking adds to the time that the language model takes for the same text, in one process, with everything loaded.

    python -m benchmarks.linking            # the figures, and whether the bound holds
    python -m benchmarks.linking --json     # one JSON object

The texts are the articles of benchmarks/gold and seeds/. Both parts are timed in processor seconds in turn, over several rounds; the
median ratio counts, after a first round that fills the caches. Exit code 1 where the bound is broken.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path
from statistics import median

from kg.extract.article import Article
from kg.kb import open_base
from kg.link import link
from kg.model import Document
from kg.nlp import load, parse

ROOT = Path(__file__).parent.parent
BOUND = 0.10  # of the model's time
ROUNDS = 7


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    options = parser.parse_args()
    figures = measure()
    ratio, speed = figures["ratio"], figures["tokens_per_second"]
    line = f"linking takes {ratio:.3f} of the model's time (at most {BOUND}): {speed:,.0f} tokens a second"
    print(json.dumps(figures, indent=1) if options.json else line)
    return int(figures["ratio"] > BOUND)


def measure() -> dict[str, float]:
    """The median ratio of linking to parsing, and how many tokens a second linking reads."""
    nlp, kb = load("fr"), open_base()
    documents = [Document(str(at), "", "", text, "fr", "2017-11", "") for at, text in enumerate(texts())]
    ratios, speeds = [], []
    for _ in range(ROUNDS + 1):
        started = time.process_time()
        parsed = [parse(nlp, document) for document in documents]
        read = time.process_time()
        for document, doc in zip(documents, parsed, strict=True):
            link(Article(document, doc, kb))
        linked = time.process_time() - read
        ratios.append(linked / (read - started))
        speeds.append(sum(map(len, parsed)) / linked)
    return {"ratio": round(median(ratios[1:]), 4), "tokens_per_second": round(median(speeds[1:]))}


def texts() -> list[str]:
    """The articles that lie in the project as text."""
    lines = [line for path in sorted((ROOT / "benchmarks" / "gold" / "events").glob("own-*.jsonl")) for line in path.open(encoding="utf-8")]
    seeds = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "seeds").glob("*.txt"))]
    return [str(json.loads(line)["text"]) for line in lines] + seeds


if __name__ == "__main__":
    sys.exit(main())
