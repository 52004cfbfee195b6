"""How far two annotators agree on the events of the held-out half: what a program can be expected to reach at most.

    python -m benchmarks.agreement --corpus democrat-press-dev.jsonl
    python -m benchmarks.agreement --corpus democrat-press-dev.jsonl --json

The second annotator (benchmarks/gold/agreement.jsonl) knew the texts and the conventions, and neither the first one's annotations nor any
program's output. The second is scored against the first as `kg eval events` scores ours, but for dates, which both write otherwise.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from kg.evaluation.events import NEEDED, UNKNOWN, Compared, GoldArticle, GoldEvent, compare, properties, read_article, scores, texts_of
from kg.evaluation.scores import json_lines
from kg.model import Claim, Entity, Event, Extraction, Fact, Mention
from kg.rdf.ontology import load

GOLD = Path(__file__).parent / "gold"
FIRST = ("own-b", "democrat-b")
SHOWN = ("event_f1", "event_lenient_f1", "type_f1", "trigger_f1", "place", "status", "source")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True, help="the texts that are annotated without theirs")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    options = parser.parse_args()
    figures = {name: measure([name], options.corpus) for name in FIRST} | {"both": measure(FIRST, options.corpus)}
    for name, row in {} if options.json else figures.items():
        print(f"{name}: {row['first']} and {row['second']} events, " + ", ".join(f"{each} {row[each]:.3f}" for each in SHOWN))
    if options.json:
        print(json.dumps(figures, indent=1))


def measure(names: list[str] | tuple[str, ...], corpus: Path) -> dict[str, float]:
    """How many events each annotator has, and the scores of the second."""
    texts = texts_of(corpus)
    second = {record["id"]: record for record in json_lines(GOLD / "agreement.jsonl", NEEDED)}
    pairs = []
    for record in (r for name in names for r in json_lines(GOLD / "events" / f"{name}.jsonl", NEEDED)):
        text = {"text": record["text"]} if "text" in record else {}
        pairs.append((read_article(record, texts), second[record["id"]], read_article(second[record["id"]] | text, texts)))
    types = load()
    compared: list[Compared] = [compare(first, extraction(other, kinds(annotated)), types) for first, annotated, other in pairs]
    alike = [p for c in compared for p in c.pairs if p.gold.type == p.ours.type]
    row = scores(compared, types) | properties(alike, types)
    counts = {"first": sum(len(first.events) for first, _, _ in pairs), "second": sum(len(other.events) for _, _, other in pairs)}
    return counts | {name: row[name] for name in SHOWN}


def kinds(record: dict[str, Any]) -> dict[str, str]:
    """The kinds of an annotation's entities by key."""
    return {e["key"]: e["kind"] for e in record["entities"]}


def extraction(article: GoldArticle, kind_of: dict[str, str]) -> Extraction:
    """An annotation as if it had been extracted: one claim for each trigger, the first with all that is known of its event."""
    mentions = tuple(Mention(start, end, "Name", (key,), "read") for (start, end), key in article.mentions)
    entities = tuple(Entity(key, kind_of[key], name, True) for key, name in article.names.items())
    events = tuple(Event(f"e{number}", event.type, "") for number, event in enumerate(article.events, start=1))
    told = [claim for event, known in zip(article.events, events, strict=True) for claim in claims(known.key, event)]
    return Extraction(article.document, mentions, entities, (), events, tuple(told))


def claims(key: str, event: GoldEvent) -> list[Claim]:
    places = [("sem:hasPlace", event.place)] if event.place else []
    facts = tuple(Fact(role, "entity", entity) for role, entity in sorted(event.roles) + places)
    source = "" if event.source == UNKNOWN else event.source
    told_by = 0 if event.source == UNKNOWN else None
    return [
        Claim(key, event.type, event.status, at, at, "read", () if number else facts, (), source, told_by)  # type: ignore[arg-type]
        for number, at in enumerate(event.triggers)
    ]


if __name__ == "__main__":
    main()
