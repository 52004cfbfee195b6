"""French articles made at random, with what they state: for how time and memory grow, and how much of what is stated reaches the graph.

    python -m benchmarks.articles --count 200                 # build them, and the share of the stated facts found in the graph
    python -m benchmarks.articles --count 1000 --write DIR    # only write them: articles.jsonl and facts.jsonl
    python -m benchmarks.articles --json

Articles have 200 to 500 words, are made of the sentences in articles.toml with people, towns and firms of the knowledge base, and are the
same for the same seed and count. Several tell of one happening. A fact is an event of a type with parties, and the place and the day where
its sentence has one. It is *found* where an event that the graph draws from this article has the type and all the parties, *whole* where it
has the place and the day too; of the places and days of the found ones, `places` and `days` are the shares that are right.

The sentences are regular, so the shares tell what gets lost on the way rather than how well news is read: for that there are the
annotated articles.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
import tempfile
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any

from pyoxigraph import Store

from kg.build import build
from kg.kb import open_base
from kg.kb.entry import Entry
from kg.rdf.store import open_store
from kg.rdf.terms import ENT, KG, PREFIXES

DATA: dict[str, Any] = tomllib.loads((Path(__file__).parent / "articles.toml").read_text("utf-8"))
COUNT, SEED = 200, 1
FIRST_DAY = date(2015, 1, 5)
ARTICLES_A_DAY = 50
SHORTEST, LONGEST = 200, 500  # words
PLACES, FIRMS = 300, 300  # the largest towns, the first firms by id
DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
MONTHS = ("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre")
VOWEL = re.compile(r"[aàâeéèêiîïoôuhy]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Happening:
    """What several articles may tell: the sentences for it, who is who in them, where and when."""

    type: str
    sentences: tuple[str, ...]
    roles: dict[str, Entry]
    place: Entry
    day: date


@dataclass(frozen=True, slots=True)
class Stated:
    """A fact that an article states; entities by their id, "" for no place and no day."""

    type: str
    parties: tuple[str, ...]
    place: str
    day: str
    sentence: str


@dataclass(slots=True)
class Article:
    """One that is being written; `named` are those already introduced."""

    day: date
    sentences: list[str] = field(default_factory=list)
    facts: list[Stated] = field(default_factory=list)
    named: set[str] = field(default_factory=set)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=COUNT)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--write", type=Path, metavar="DIR", help="write the articles and what they state, and build nothing")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    options = parser.parse_args()
    if options.write:
        write(options.count, options.seed, options.write)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        facts = write(options.count, options.seed, Path(folder))
        build([Path(folder) / "articles.jsonl"], Path(folder) / "out")
        figures = recall(facts, open_store(Path(folder) / "out"))
    print(json.dumps(figures, indent=1, ensure_ascii=False) if options.json else shown(figures))
    return 0


def write(count: int, seed: int, folder: Path) -> dict[str, list[Stated]]:
    """Write the articles, and a line with the facts of each; the facts by the articles' ids."""
    folder.mkdir(parents=True, exist_ok=True)
    facts = {}
    with (folder / "articles.jsonl").open("w", encoding="utf-8") as texts, (folder / "facts.jsonl").open("w", encoding="utf-8") as gold:
        for number, article in enumerate(articles(count, seed)):
            id = f"articles.jsonl:{number + 1}"  # as the graph names its source
            paragraphs = [" ".join(article.sentences[k : k + 4]) for k in range(0, len(article.sentences), 4)]
            record = {"title": "", "date": article.day.isoformat(), "text": "\n\n".join(paragraphs)}
            print(json.dumps(record, ensure_ascii=False), file=texts)
            print(json.dumps({"id": id, "facts": [asdict(f) for f in article.facts]}, ensure_ascii=False), file=gold)
            facts[id] = article.facts
    return facts


def stated(folder: Path) -> dict[str, list[Stated]]:
    """The facts that were written to a folder, by the articles' ids."""
    with (folder / "facts.jsonl").open(encoding="utf-8") as lines:
        read = map(json.loads, lines)
        return {each["id"]: [Stated(**{**fact, "parties": tuple(fact["parties"])}) for fact in each["facts"]] for each in read}


# making


def articles(count: int, seed: int = SEED) -> Iterator[Article]:
    """Articles in order of their days, each with some of what happened in the days before it."""
    made = random.Random(seed)
    for number in range(count):
        day = FIRST_DAY + timedelta(days=number // ARTICLES_A_DAY)
        article, words = Article(day), made.randint(SHORTEST + 10, LONGEST - 30)
        while sum(map(length, article.sentences)) < words:
            if made.random() < 0.45:
                tell(happening(day - timedelta(days=made.randrange(5)), made.randrange(ARTICLES_A_DAY), seed), article, made)
            else:
                fill(article, made)
        yield article


def length(sentence: str) -> int:
    """In tokens, nearly."""
    return len(re.findall(r"\w+|[^\w\s]", sentence))


def happening(day: date, number: int, seed: int) -> Happening:
    """The same for the same day, number and seed."""
    made = random.Random(f"{seed} {day} {number}")
    kind = made.choice(DATA["happenings"])
    people, firms = made.sample(cast("Person"), 2), made.sample(cast("Organization"), 2)
    roles = {"A": people[0], "B": people[1], "O": firms[0], "P": firms[1]}
    return Happening(kind["type"], tuple(kind["sentences"]), {p: roles[p] for p in kind["parties"]}, made.choice(cast("City")), day)


@cache
def cast(kind: str) -> Sequence[Entry]:
    """Who and what there is in the base: people of whom it has forename, surname and gender, large towns and firms with plain names."""
    base = open_base()
    entries = [base.entry(id) for (id,) in base.connection.execute("SELECT id FROM entity ORDER BY id")]
    found = [e for e in entries if e.kind == kind and "(" not in e.fr]
    if kind == "Person":
        return [e for e in found if e.gender in ("m", "f") and re.fullmatch(r"[A-ZÉ][\w-]+ [A-ZÉ][\w-]+", e.fr)]
    if kind == "City":
        return sorted((e for e in found if e.fr.isalpha()), key=lambda e: (-e.population, e.id))[:PLACES]
    return [e for e in found if not e.article and re.fullmatch(r"[A-ZÉ][\w-]+", e.fr)][:FIRMS]


def tell(happened: Happening, article: Article, made: random.Random) -> None:
    """Add a sentence that states a happening."""
    sentence = made.choice(happened.sentences)
    asked = {name for _, name, _, _ in Formatter().parse(sentence) if name}
    words = {name: called(name, entry, article, made) for name, entry in happened.roles.items()}
    when = day_words(happened.day, article.day, made)
    words |= {"e": feminine(happened, "A"), "f": feminine(happened, "B"), "il": "elle" if feminine(happened, "A") else "il"}
    words |= {"place": f"à {happened.place.fr}", "day": when, "Day": when[0].upper() + when[1:]}
    add(sentence.format_map(words), article)
    place = happened.place.id if "place" in asked else ""
    day = happened.day.isoformat() if asked & {"day", "Day"} else ""
    parties = tuple(sorted(entry.id for entry in happened.roles.values()))
    article.facts.append(Stated(happened.type, parties, place, day, article.sentences[-1]))


def feminine(happened: Happening, role: str) -> str:
    return "e" if role in happened.roles and happened.roles[role].gender == "f" else ""


def fill(article: Article, made: random.Random) -> None:
    """Add a sentence that states nothing."""
    person = made.choice(cast("Person"))
    sentence = made.choice(DATA["fillers"]["sentences"])
    words = {"A": person.fr, "e": "e" if person.gender == "f" else "", "C": made.choice(cast("City")).fr}
    add(sentence.format_map(words | {"O": made.choice(cast("Organization")).fr}), article)


def called(role: str, entry: Entry, article: Article, made: random.Random) -> str:
    """In full the first time, by title and surname or again in full afterwards."""
    first, article.named = entry.id not in article.named, article.named | {entry.id}
    if role not in "AB" or first or made.random() < 0.3:
        return entry.fr
    return f"{'Mme' if entry.gender == 'f' else 'M.'} {entry.fr.split()[-1]}"


def day_words(day: date, today: date, made: random.Random) -> str:
    """A day of the last week as news give it."""
    if (today - day).days == 1 and made.random() < 0.3:
        return "hier"
    if made.random() < 0.6:
        return DAYS[day.weekday()]
    return f"le {'1er' if day.day == 1 else day.day} {MONTHS[day.month - 1]}"


def add(sentence: str, article: Article) -> None:
    """With "de" and "que" before a vowel as they are written."""
    elided = re.sub(r"\b(d|qu)e (?=[AÀÂEÉÈÊIÎÏOÔUH])", lambda m: f"{m[1]}'", sentence)
    article.sentences.append(elided[0].upper() + elided[1:])


# measuring

ASKED = """SELECT ?document ?event ?type ?party ?place ?day WHERE {
  ?claim prov:wasDerivedFrom/dcterms:source ?document ; kg:about ?event .
  ?event a ?type .
  OPTIONAL { ?event kg:participant ?party }
  OPTIONAL { ?event sem:hasPlace ?place }
  OPTIONAL { ?event kg:date ?day }
}"""


@dataclass(slots=True)
class Seen:
    """An event of the graph."""

    types: set[str] = field(default_factory=set)
    parties: set[str] = field(default_factory=set)
    places: set[str] = field(default_factory=set)
    days: set[str] = field(default_factory=set)


def recall(facts: dict[str, list[Stated]], store: Store) -> dict[str, Any]:
    """The shares of the stated facts that the graph has, and those by type."""
    events = drawn(store)
    judged = [(fact, best(fact, events[id])) for id, told in facts.items() for fact in told]
    found = [(fact, seen) for fact, seen in judged if seen]
    whole = [fact for fact, seen in found if right(fact.place, seen.places) and right(fact.day, seen.days)]
    types = sorted({fact.type for fact, _ in judged})
    return {
        "articles": len(facts),
        "facts": len(judged),
        "found": share(len(found), len(judged)),
        "whole": share(len(whole), len(judged)),
        "places": share_right((fact.place, seen.places) for fact, seen in found),
        "days": share_right((fact.day, seen.days) for fact, seen in found),
        "types": {t: share(sum(f.type == t for f, _ in found), sum(f.type == t for f, _ in judged)) for t in types},
        "lost": sorted({fact.sentence for fact, seen in judged if not seen})[:50],
    }


def drawn(store: Store) -> dict[str, list[Seen]]:
    """The events that the graph draws from each article."""
    found: dict[str, dict[str, Seen]] = defaultdict(lambda: defaultdict(Seen))
    for document, event, type, party, place, day in store.query(ASKED, prefixes=PREFIXES):
        seen = found[document.value][event.value]
        seen.types.add(type.value.removeprefix(KG))
        for values, term in ((seen.parties, party), (seen.places, place), (seen.days, day)):
            if term is not None:
                values.add(term.value.removeprefix(ENT))
    return defaultdict(list, {document: list(events.values()) for document, events in found.items()})


def best(fact: Stated, events: Iterable[Seen]) -> Seen | None:
    """Of the events with the type and the parties of a fact the one that has most of its place and day."""
    fitting = [e for e in events if fact.type in e.types and set(fact.parties) <= e.parties]
    return max(fitting, key=lambda e: right(fact.place, e.places) + right(fact.day, e.days), default=None)


def right(value: str, values: set[str]) -> bool:
    return not value or value in values


def share_right(pairs: Iterable[tuple[str, set[str]]]) -> float:
    stated = [(value, values) for value, values in pairs if value]
    return share(sum(value in values for value, values in stated), len(stated))


def share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 1.0


def shown(figures: dict[str, Any]) -> str:
    """The figures as lines for people."""
    types = ", ".join(f"{type} {value:.2f}" for type, value in figures["types"].items())
    found = f"{figures['found']:.2f} found, {figures['whole']:.2f} with place and day"
    right = f"of these places {figures['places']:.2f} right, days {figures['days']:.2f}"
    head = f"{figures['facts']:,} facts in {figures['articles']:,} articles: {found}; {right}"
    return "\n".join([head, types, "not found, for example:", *(f"  {sentence}" for sentence in figures["lost"][:10])])


if __name__ == "__main__":
    sys.exit(main())
