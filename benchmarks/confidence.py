"""`python -m benchmarks.confidence [--corpora DIR]`: how often rules are right on the annotated articles, written to the language's data.

`kg:confidence` of a claim is what stands there. Run it again when rules have changed. Articles annotated without their text are left out
where `--corpora` doesn't name the folder that holds the corpora from which they are (see benchmarks/readme.py).
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from kg.evaluation.commands import measure

GOLD = Path(__file__).parent / "gold" / "events"
DATA = Path(__file__).parent.parent / "kg" / "lang" / "fr" / "confidence.toml"
TEXTS = {"democrat": "democrat-press-dev.jsonl", "timebank": "fr-timebank-dev"}  # by the first word of a gold file's name
HEAD = """# How many claims rules of each kind gave on the annotated articles of benchmarks/gold/events, and how many were right: the
# event with its type stands in the gold at these words, with all parties that we gave it. Written by `python -m benchmarks.confidence`.

[rules]
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--corpora", type=Path, help="the folder of the texts of articles annotated without theirs")
    corpora = parser.parse_args().corpora
    found, right = Counter[str](), Counter[str]()
    for path in sorted(GOLD.glob("*.jsonl")):
        name = TEXTS.get(path.name.split("-")[0], "")
        if corpora or not name:
            corpus = corpora / name if name else None
            for rule, counts in measure("events", path, corpus)["by_rule"].items():
                found[rule] += counts["found"]
                right[rule] += counts["right"]
    lines = [f'"{rule}" = {{ found = {n}, right = {right[rule]} }}' for rule, n in sorted(found.items())]
    DATA.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")
    print("\n".join(lines), f"\n{sum(right.values())} of {sum(found.values())} right")


if __name__ == "__main__":
    main()
