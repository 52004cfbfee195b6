"""Articles made at random, so that all that ties articles to each other occurs and keeps occurring: happenings that several tell,
newcomers under variants of their names and in several spellings, copies, articles dated by their month, orders, contradictions, denials,
quotations."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from kg.ids import newcomer_id
from kg.model import Claim, Document, Entity, Event, Extraction, Fact, Mention, Quantity, TimeExpression, Unframed

FIRST = date(2018, 3, 5)
TYPES = ("Meeting", "PhoneCall", "Visit", "Arrival", "Attack", "Arrest", "Resignation", "Departure", "Agreement", "Disaster")
KNOWN = {
    "emmanuel-macron": ("Person", "Emmanuel Macron"),
    "angela-merkel": ("Person", "Angela Merkel"),
    "vladimir-poutine": ("Person", "Vladimir Poutine"),
    "france": ("Country", "France"),
    "allemagne": ("Country", "Allemagne"),
    "president-france": ("Office", "président (France)"),
}
NEWCOMERS = (
    ("Jean-Paul Martin", "J.-P. Martin", "Martin", "JEAN-PAUL MARTIN"),
    ("Zoé Quillivic", "Zoe Quillivic", "Quillivic", "Z. Quillivic"),
    ("Anne Martin", "Martin", "A. Martin"),
    ("Luc Ober",),
)
TOWNS = {"berlin": "Berlin", "paris": "Paris", "lyon": "Lyon"}
WORDS = [f"mot{n}" for n in range(300)]
STATUSES = ("Occurred", "Occurred", "Occurred", "Occurred", "Planned", "Possible", "Negated")


def articles(number: int, seed: int, days: int = 12) -> list[Extraction]:
    """So many articles of so many days."""
    made = random.Random(seed)
    found: list[Extraction] = []
    for n in range(number):
        copied = made.choice(found).document.text if found and made.random() < 0.15 else ""
        found.append(article(f"d{n:04}-{made.randrange(10**6):06}", made, days, copied))
    return found


def article(name: str, made: random.Random, days: int, copied: str) -> Extraction:
    """One article of some day, dated by it, by its month, by its year or not at all."""
    day = FIRST + timedelta(days=made.randrange(days))
    iso = day.isoformat()
    written = made.choices((iso, iso[:7], iso[:4], ""), (12, 3, 1, 1))[0]
    text = copied or " ".join(made.choices(WORDS, k=60))
    events, claims, entities = [], [], {}
    for number in range(1, made.randint(1, 3) + 1):
        told = list(claims_of(f"e{number}", number, day, written, made, entities))
        claims += told
        events.append(Event(f"e{number}", told[0].type, made.choice(("", "", "un accord"))))
    if made.random() < 0.2:
        entities |= {key: Entity(key, *KNOWN[key], True) for key in ("emmanuel-macron", "president-france")}
        office = Fact("holdsOffice", "entity", "president-france")
        claims.append(Claim("emmanuel-macron", "", "Occurred", (0, 20), (0, 4), "office", (office,)))
    mentions = tuple(Mention(5 * n, 5 * n + 4, "Name", (key,), "exact") for n, key in enumerate(sorted(entities)))
    unframed = (Unframed(made.choice(("voir", "dire")), "a", "b", 0, 4),)
    document = Document(name, f"{name}.txt", f"Titre {name}", text, "fr", written, name * 2)
    return Extraction(document, mentions, tuple(entities[k] for k in sorted(entities)), (), tuple(events), tuple(claims), unframed)


def claims_of(key: str, number: int, day: date, written: str, made: random.Random, entities: dict[str, Entity]) -> Iterator[Claim]:
    """One or two claims about one of a day's few happenings, or somebody's words about an event before."""
    happened = day - timedelta(days=made.randrange(3))
    same = random.Random(f"{happened} {made.randrange(4)}")
    type, who, place = same.choice(TYPES), same.sample(range(8), same.randint(1, 3)), same.choice(tuple(TOWNS))
    if number > 1 and made.random() < 0.4:
        type = "Statement"
    status = made.choice(STATUSES)
    for _ in range(made.choice((1, 1, 2))):
        facts = [Fact(made.choice(("participant", "agent")), "entity", named(n, made, entities)) for n in who if made.random() < 0.9]
        if made.random() < 0.6:
            entities[place] = Entity(place, "City", TOWNS[place], True)
            facts.append(Fact("sem:hasPlace", "entity", place))
        if type == "Statement" and made.random() < 0.7:
            facts.append(Fact("quote", "text", " ".join(same.choices(WORDS, k=9))))
        if number > 1 and made.random() < 0.6:
            relation = "content" if type == "Statement" else made.choice(("before", "after", "purpose"))
            facts.append(Fact(relation, "event", f"e{made.randrange(1, number)}"))
        if made.random() < 0.2:
            facts.append(
                Fact("deaths", "quantity", Quantity(float(made.randint(1, 4)), made.choice(("exact", "atLeast", "about")), "person"))
            )
        times = tuple(time(happened, written, made) for _ in range(made.choice((0, 1, 1, 1))))
        source = made.choice(sorted(entities)) if entities and made.random() < 0.2 else ""
        yield Claim(
            key, type, status, (5 * number, 5 * number + 15), (5 * number, 5 * number + 4), "verb:voir", tuple(facts), times, source
        )


def named(number: int, made: random.Random, entities: dict[str, Entity]) -> str:
    """The key of somebody, whom the article names in some way."""
    if number < len(KNOWN) - 2:
        key = tuple(KNOWN)[number]
        entities[key] = Entity(key, *KNOWN[key], True)
        return key
    forms = NEWCOMERS[number % len(NEWCOMERS)]
    name = made.choice(forms)
    key = newcomer_id(name, "Person")
    aliases = (f"M. {name}",) if made.random() < 0.2 else ()
    entities[key] = entities.get(key, Entity(key, "Person", name, False, aliases))
    return key


def time(day: date, written: str, made: random.Random) -> TimeExpression:
    """A day, the days around it, a weekday that depends on the day of publication, or a number of days after another event."""
    iso = day.isoformat()
    if len(written) == 7 and made.random() < 0.8:
        mondays = tuple(f"2018-03-{n:02}" for n in range(5 + day.weekday(), 32, 7))
        published = tuple((f"2018-03-{n:02}", m, m) for n in range(5, 32) for m in mondays if 0 <= n - int(m[-2:]) < 7)
        return TimeExpression(0, 4, "DATE", "XXXX-WXX-1", mondays[0], mondays[-1], mondays, if_published=published)
    kind = made.randrange(5)
    if kind == 0:
        around = [(day + timedelta(days=n)).isoformat() for n in (-2, 2)]
        return TimeExpression(0, 4, "DATE", "XXXX", *around)
    if kind == 1:
        return TimeExpression(0, 4, "DATE", "P1D", relation="after", shift=made.randint(1, 2))
    plain = TimeExpression(0, 4, "DATE", iso, iso, iso)
    return replace(plain, part_of_day=made.choice(("Morning", "Evening"))) if kind == 2 else plain
