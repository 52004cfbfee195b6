"""`python -m benchmarks.claims CORPUS [--count 50] [--seed 2026]`: claims drawn at random from a corpus, to be judged by a reader.

Prints one object a line: the claim in words, and its sentence with the trigger in brackets. The same corpus and seed give the same claims.
"""

from __future__ import annotations

import argparse
import json
import random
from pathlib import Path

from kg.evaluation.coreference import read_corpus
from kg.evaluation.scores import shown
from kg.extract.extract import extract
from kg.fuse import when
from kg.fuse.graph import When
from kg.kb import open_base
from kg.model import Claim, Extraction, Quantity
from kg.nlp import load
from kg.rdf.edtf import edtf
from kg.read.files import document

GOLD = Path(__file__).parent / "gold" / "events"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--count", type=int, default=50)
    parser.add_argument("--seed", type=int, default=2026)
    asked = parser.parse_args()
    dates = published()
    nlp, kb = load("fr"), open_base()
    found = []
    for article in read_corpus(asked.corpus):
        extraction = extract(document(article.id, article.id, article.text, "", dates.get(article.id, ""), "fr"), nlp, kb)
        found += [told(extraction, claim) for claim in extraction.claims if claim.type]
    for number, claim in enumerate(random.Random(asked.seed).sample(found, min(asked.count, len(found))), start=1):
        print(json.dumps({"n": number} | claim, ensure_ascii=False))


def published() -> dict[str, str]:
    """The dates of the articles that have been annotated, by their name in the corpus."""
    records = [json.loads(line) for path in sorted(GOLD.glob("democrat-*.jsonl")) for line in path.read_text(encoding="utf-8").splitlines()]
    return {record["source"]: record["date"] or "" for record in records}


def told(extraction: Extraction, claim: Claim) -> dict[str, str]:
    """A claim in words."""
    names = {e.key: e.name for e in extraction.entities}
    events = {e.key: e.type for e in extraction.events}

    def value(each: str | Quantity) -> str:
        return (
            f"{each.bound} {each.value:g} {each.unit}".strip()
            if isinstance(each, Quantity)
            else names.get(each) or events.get(each) or each
        )

    facts = [f"{f.property.removeprefix('sem:')} {value(f.value)}" for f in claim.facts if f.property != "quote"]
    times = [stated for t in claim.times if (stated := time_told(when.of(t)))]
    source = [f"said by {names.get(claim.source, claim.source)}"] if claim.source else []
    text = shown(extraction.document.text, claim.sentence, claim.trigger)
    return {
        "article": extraction.document.source,
        "claim": "; ".join([f"{claim.type}, {claim.status}", *facts, *times, *source]),
        "sentence": text,
    }


def time_told(time: When) -> str:
    """What a claim states of its time: days, part of the day, length; "" where it states nothing."""
    hours = time.duration.value / 3600 if time.duration else 0
    length = "" if not hours else f"lasting {hours:.3g} h" if hours < 48 else f"lasting {hours / 24:.3g} days"
    return " ".join(filter(None, (f"time {edtf(time)}" if edtf(time) else "", time.part_of_day and f"({time.part_of_day})", length)))


if __name__ == "__main__":
    main()
