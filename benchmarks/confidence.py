"""`python -m benchmarks.confidence [--corpus FILE]`: how often rules are right on the annotated articles, written to the language's data.

`kg:confidence` of a claim is what stands there. Run it again when rules have changed. Articles annotated without their text are left out
where `--corpus` doesn't name the file that holds them.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from kg.evaluation.commands import measure

GOLD = Path(__file__).parent / "gold" / "events"
DATA = Path(__file__).parent.parent / "kg" / "lang" / "fr" / "confidence.toml"
HEAD = """# How many claims rules of each kind gave on the annotated articles of benchmarks/gold/events, and how many were right: the
# event with its type stands in the gold at these words, with all parties that we gave it. Written by `python -m benchmarks.confidence`.

[rules]
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--corpus", type=Path, help="the texts of articles annotated without theirs")
    corpus = parser.parse_args().corpus
    found, right = Counter[str](), Counter[str]()
    for path in sorted(GOLD.glob("*.jsonl")):
        if corpus or path.name.startswith("own"):
            for rule, counts in measure("events", path, corpus)["by_rule"].items():
                found[rule] += counts["found"]
                right[rule] += counts["right"]
    lines = [f'"{rule}" = {{ found = {n}, right = {right[rule]} }}' for rule, n in sorted(found.items())]
    DATA.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")
    print("\n".join(lines), f"\n{sum(right.values())} of {sum(found.values())} right")


if __name__ == "__main__":
    main()
