"""A surname or first name alone: of somebody whom the article names in full, or of somebody in office near its date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from kg.extract.article import Article
from kg.ids import fold
from kg.kb import Entry, Tenure
from kg.kb.entry import name_key
from kg.kb.forms import surnames
from kg.lang import word_set
from kg.link import kinds, sport
from kg.link.around import Around, around, given_names
from kg.link.heads import folded_nouns, is_ordinal
from kg.link.setting import Setting
from kg.link.spans import Found

RANKS = ("state", "government", "ceremonial", "head", "minister", "member")  # most prominent first
LEADING, GOVERNING = RANKS[:5], RANKS[:2]
PAST, COMING = 12.0, 2.0  # years before and after the article in which an office still makes a surname known
RECENT = 1.1  # years within which a death is news or remembered
LONG_PAST, FAR = 30.0, 1000.0  # years: for those who governed; for those who held no office
FREE = frozenset({"", "par", "contre", "avec", "pour", "selon", "devant"})  # prepositions of people more than of places
SHORTEST_ALONE = 4  # letters of a surname that is told from its only bearer
SMALL_TOWN = 20_000  # inhabitants
MARGIN = 3.0  # years: of two former holders, the one in office clearly later is meant


def in_article(article: Article, found: Found, setting: Setting) -> tuple[str, ...] | None:
    """The one person of the article, known to the base, whose name ends or begins with these words."""
    return bearer(article, found, known=True)


def of_newcomer(article: Article, found: Found, setting: Setting) -> tuple[str, ...] | None:
    """The one newcomer of the article whose name ends or begins with these words."""
    return bearer(article, found, known=False)


def bearer(article: Article, found: Found, known: bool) -> tuple[str, ...] | None:
    """The only person of the article, in the base or not, with this surname or first name."""
    if found.label not in ("PER", "ORG", "LOC", ""):
        return None
    words = around(article, found.start)
    placed = found.label == "LOC" and words.is_where
    if (placed and not may_be_given(article, found, words)) or is_one_of_several(article, found.start):
        return None
    key = name_key(article.text(found.start, found.end))
    listed = {n.id for n in article.kb.names(key) if n.sort == "surname"}
    keys = [
        k
        for k, e in article.entities.items()
        if e.kind == "Person" and e.known == known and (k in listed or part_of(e.name, key, known)) and agrees(article, k, words)
    ]
    if len(keys) > 1 or placed:  # of two Bushes the one whom the article has named by then
        keys = [k for k in keys if any(k in s.entities and s.end <= found.start for s in article.spans)]
    return (keys[0],) if len(keys) == 1 else None


def may_be_given(article: Article, found: Found, words: Around) -> bool:
    """Whether "à" may stand before somebody whom the model takes for a place, since the base knows no place called so ("a succédé à X")."""
    places = (n for n in found.names if (entry := article.kb.entry(n.id)) is not None and entry.is_place)
    return words.preposition == "à" and not words.article and next(places, None) is None


def is_one_of_several(article: Article, start: int) -> bool:
    """Whether an ordinal behind an article counts what bears a name: nobody does so alone ("la deuxième Mercedes")."""
    before = article.doc[start - 1] if start > 1 else None
    return before is not None and is_ordinal(before) and article.doc[start - 2].pos_ in ("DET", "ADP")


@lru_cache(maxsize=10_000)
def part_of(name: str, key: str, known: bool) -> bool:
    """Whether a full name begins with `key`, or ends with it; the surnames of those whom the base knows are listed there."""
    first = name_key(name.split()[0]) if " " in name else ""
    return key == first or (not known and key in map(name_key, surnames(name)))


def agrees(article: Article, entity: str, words: Around) -> bool:
    """Whether a person's gender is that of the title before the name, as far as both are known."""
    entry = article.entry(entity)
    gender = entry.gender if entry else given_names(article.document.language).get(article.entities[entity].name.split()[0], "")
    return not words.title or not gender or gender == words.title


def of_holder(article: Article, found: Found, setting: Setting) -> tuple[str, ...] | None:
    """The bearer of this surname who is in office at the article's date, or was or will be near it."""
    words = around(article, found.start)
    person = person_form(article, found) or is_no_country(article, found, words)
    if (found.label not in ("PER", "") and not (words.title or person)) or is_placed(found, words) or words.kin:
        return None
    if is_thing(article, words):
        return None
    entry = holder(article, found, words, setting)
    if entry and not governs(article, entry) and is_named_before(article, found):
        return None  # "Roger Lacombe … M. Lacombe" is no minister of that name
    return (article.know(entry),) if entry else None


def is_named_before(article: Article, found: Found) -> bool:
    """Whether the one newcomer of the article with this surname or first name has been named in full by then."""
    bearers = bearer(article, found, known=False) or ()
    return any(bearers[0] in s.entities and s.end <= found.start for s in article.spans) if bearers else False


def is_placed(found: Found, words: Around) -> bool:
    """Whether article or preposition show that no person is meant; "à" may stand before one whom the model tags as such."""
    return bool(words.article) or (words.is_where and not (words.preposition in ("à", "sur", "vers") and found.label == "PER"))


def is_thing(article: Article, words: Around) -> bool:
    """Whether the noun right before the name is one for things that bear names ("le festival Nova")."""
    bare = words.noun and not words.preposition and not words.article
    return bool(bare) and words.noun in folded_nouns(article.document.language)


def person_form(article: Article, found: Found) -> bool:
    """Whether the base knows the name as a surname only, for storms are called by first names."""
    return bool(found.names) and all(n.sort == "surname" or is_event(article, n.id) for n in found.names)


def is_event(article: Article, key: str) -> bool:
    entry = article.kb.entry(key)
    return entry is not None and entry.kind == "Event"


def is_no_country(article: Article, found: Found, words: Around) -> bool:
    """Whether a surname is else only the name of a country that would keep its article ("Hollande a promis")."""
    others = [e for n in found.names if n.sort != "surname" and (e := article.kb.entry(n.id))]
    lacking = bool(others) and all(e.kind == "Country" and e.article for e in others) and not words.article
    return lacking and words.preposition in FREE and any(n.sort == "surname" for n in found.names)


def is_meant(article: Article, found: Found, words: Around, setting: Setting) -> bool:
    """Whether a town's or country's name stands for a person here: one of the article's, or a holder in office, without a sign of place."""
    if is_placed(found, words) or (found.label == "LOC" and words.preposition):
        return False
    if named := bearer(article, found, True) or bearer(article, found, False):
        body = any(is_body(article, n.id) for n in found.names)
        return not (body and (is_used_before(article, found, named[0]) or kinds.is_called_body(article, found)))
    if found.label == "LOC" and not joined_to_person(article, found):
        return False
    return any(n.sort == "surname" for n in found.names) and holder(article, found, words, setting) is not None


def is_body(article: Article, key: str) -> bool:
    entry = article.kb.entry(key)
    return entry is not None and entry.kind == "Organization"


def is_used_before(article: Article, found: Found, person: str) -> bool:
    """Whether the text below the headline has a name alone before it names its bearer in full: nobody is told of by surname first, but the
    firm of the family is ("Peugeot va fermer … selon Robert Peugeot")."""
    if (key := (f"used before {person}", 0, 0)) not in article.memo:
        full = min((s.start for s in article.spans if person in s.entities and s.end - s.start > 1), default=-1)
        below = (i for i in article.capitals if article.starts[i] >= article.headline_end)
        same = (i for i in below if article.keys[i] == article.keys[found.start])
        alone = next((i for i in same if i not in article.at or article.at[i].end - article.at[i].start == 1), full)
        article.memo[key] = alone < full
    return bool(article.memo[key])


def joined_to_person(article: Article, found: Found) -> bool:
    """Whether "et" joins the name to one that the model tags as a person's ("X et Clinton")."""
    doc = article.doc
    beside = [(found.end, found.end + 1), (found.start - 1, found.start - 2)]
    return any(0 <= at < len(doc) and 0 <= and_ < len(doc) and doc[and_].text == "et" and doc[at].ent_type_ == "PER" for and_, at in beside)


def holder(article: Article, found: Found, words: Around, setting: Setting) -> Entry | None:
    """The one whose office makes the surname known at the date; None where two are alike."""
    if not article.document.date:
        return None
    people = bearers(article, found)
    fitting = [p for p in people if not words.title or p.gender in ("", words.title)]
    ranked = ranking(article, fitting, setting, alone=len(people) == 1)
    if not ranked:
        return None
    if article.text(found.start, found.end) in given_names(article.document.language) and not words.title and not ranked[0].leads_told:
        return None  # a first name sooner
    if is_mourned(article, found, words) and (late := predecessor(article, fitting)):
        return late
    known = household(article, found, words)
    if known and known not in (s.person for s in ranked[:1]) and not governs(article, ranked[0].person):
        return known  # a minister of the day isn't meant by a president's name
    return ranked[0].person


def governs(article: Article, person: Entry) -> bool:
    """Whether somebody governs a country at the article's date, or did within the year before."""
    return any(years_from(t, article.document.date) <= 1 for t in governments(article, person))


def governments(article: Article, person: Entry) -> list[Tenure]:
    """The tenures in which a person governed a country."""
    return [t for t in article.kb.tenures(person.id) if (o := article.kb.office(t.office)) and o.rank in RANKS[: len(GOVERNING)]]


def is_mourned(article: Article, found: Found, words: Around) -> bool:
    """Whether the words around tell of a death: a noun right before ("la mort de Sékou"), or the verb whose subject the name is."""
    token, deaths = article.doc[found.start], article.data("roles")["deaths"]
    verb = token.head if token.dep_.startswith("nsubj") else token
    return (
        (words.preposition == "de" and words.noun in deaths["nouns"])
        or verb.lemma_.casefold() in deaths["verbs"]
        or verb.text in deaths["forms"]
    )


def predecessor(article: Article, people: Sequence[Entry]) -> Entry | None:
    """The one of several bearers of a surname who stopped governing within the last year or so, where another took over."""
    date = decimal(article.document.date)
    ended = [p for p in people for t in governments(article, p) if t.end and 0 <= date - decimal(t.end) <= RECENT]
    return ended[0] if len(people) > 1 and len({p.id for p in ended}) == 1 else None


def famous(article: Article, found: Found, setting: Setting) -> tuple[str, ...] | None:
    """The one person whom the base says that the name means by itself."""
    words = around(article, found.start)
    if found.label not in ("PER", "ORG", "") and not words.title and not person_form(article, found):
        return None
    entry = None if is_placed(found, words) or words.kin or is_thing(article, words) else household(article, found, words)
    return (article.know(entry),) if entry else None


def of_role(article: Article, found: Found, setting: Setting) -> tuple[str, ...] | None:
    """The one bearer of a surname who has ever held an office of the noun right before it ("l'ancien président Carter")."""
    words = around(article, found.start)
    if not words.noun or words.preposition or words.article or not article.document.date:
        return None
    offices = {o.id for o in article.kb.offices(words.noun)}
    held = [
        p
        for p in bearers(article, found)
        if any(t.office in offices and t.start <= article.document.date for t in article.kb.tenures(p.id))
    ]
    return (article.know(held[0]),) if len(held) == 1 else None


def sole(article: Article, found: Found, setting: Setting) -> tuple[str, ...] | None:
    """The base's only bearer of a surname that stands alone in the article: whoever isn't introduced is known to the reader. The model
    takes many a foreign name for a place's or a firm's."""
    words, text = around(article, found.start), article.text(found.start, found.end)
    plays = sport.is_near(article, article.sentence[found.start])
    free = (person_form(article, found) and words.preposition in (FREE | {"de"} if plays else FREE)) or (
        plays and words.preposition == "par"
    )
    if (
        not names_person(article, found)
        or (found.label != "PER" and not free)
        or words.title
        or words.kin
        or is_placed(found, words)
        or is_thing(article, words)
        or text in given_names(article.document.language)
        or is_one_of_them(article, found.start)
    ):
        return None
    people = [p for p in bearers(article, found) if is_known_by_then(article, p)]
    if len(people) > 1 and plays:
        people = [p for p in people if not article.kb.tenures(p.id)]
    if len(people) > 1:
        people = [p for p in people if p.wikidata]
    return (article.know(people[0]),) if len(people) == 1 and len(text) >= SHORTEST_ALONE else None


def is_one_of_them(article: Article, start: int) -> bool:
    """Whether a determiner stands before a word and its adjective: one of a people rather than a surname ("le premier Noir")."""
    before = start - 1 - (start > 1 and article.doc[start - 1].pos_ == "ADJ" and article.words[start - 1].islower())
    return before >= 0 and article.doc[before].pos_ == "DET"


def names_person(article: Article, found: Found) -> bool:
    """Whether the base knows the name as a surname, and else at most as some small town's."""
    others = [e for n in found.names if n.sort != "surname" and (e := article.kb.entry(n.id))]
    words = around(article, found.start)
    if words.noun in folded_people(article.document.language) and not words.preposition and not words.article:
        return any(n.sort == "surname" for n in found.names)  # "le juge Garzon"
    return any(n.sort == "surname" for n in found.names) and all(is_small_town(e) or e.kind == "Event" for e in others)


@lru_cache(maxsize=4)
def folded_people(language: str) -> frozenset[str]:
    """The nouns for people, folded."""
    return frozenset(map(fold, word_set(language, "nouns", "human")))


def is_small_town(entry: Entry) -> bool:
    return entry.kind == "City" and not entry.seat and entry.population < SMALL_TOWN


def is_known_by_then(article: Article, person: Entry) -> bool:
    """Whether somebody who has held offices had, or was about to, at the article's date."""
    held, date = article.kb.tenures(person.id), article.document.date
    return not held or not date or any(decimal(t.start) - decimal(date) <= COMING for t in held)


def bearers(article: Article, found: Found) -> list[Entry]:
    """The people of the base with a surname."""
    ids = dict.fromkeys(n.id for n in article.kb.names(name_key(article.text(found.start, found.end))) if n.sort == "surname")
    return [e for i in ids if (e := article.kb.entry(i))]


def household(article: Article, found: Found, words: Around) -> Entry | None:
    """The only bearer of a bare name whose gender agrees with the title before it."""
    ids = {n.id for n in article.kb.names(name_key(article.text(found.start, found.end))) if n.sort == "bare"}
    people = [e for i in sorted(ids) if (e := article.kb.entry(i)) and (not words.title or e.gender in ("", words.title))]
    return people[0] if len(people) == 1 else None


def best_known(article: Article, namesakes: Sequence[Entry], setting: Setting) -> Entry | None:
    """The one of several bearers of a full name whom an office near the article's date, or its countries, make the one meant."""
    ranked = ranking(article, namesakes, setting, alone=False) if article.document.date else []
    return ranked[0].person if ranked else None


def ranking(article: Article, people: Sequence[Entry], setting: Setting, alone: bool) -> list[Standing]:
    """The standings of those whom something makes known near the date, best first; none where two are alike."""
    ranked = sorted((s for p in people if (s := standing(article, p, setting, alone))), key=lambda s: s.key)
    return [] if len(ranked) > 1 and alike(*ranked[:2]) else ranked


@dataclass(frozen=True, slots=True)
class Standing:
    """How well known a person is to an article: years from the nearest office (0 in office), its rank, and whether the article is
    about their country."""

    person: Entry
    years: float
    rank: int
    backed: bool
    home: bool = False  # whether the paper's own country is theirs

    @property
    def key(self) -> tuple[bool, bool, float, int, str]:
        """Sorts the better known first: who is in office, of a country that the article names or of those who govern; then the others."""
        in_office = self.years == 0 and (self.backed or self.home or self.rank < len(GOVERNING))
        return (not in_office, not self.backed, self.years, self.rank, self.person.id)

    @property
    def leads_told(self) -> bool:
        """Whether the person governs a foreign country that the article names."""
        return self.years <= COMING and self.backed and not self.home and self.rank < len(GOVERNING)


def alike(best: Standing, other: Standing) -> bool:
    """Whether nothing but chance would prefer the first."""
    if (best.years == 0) != (other.years == 0) or best.backed != other.backed:
        return False
    return best.rank == other.rank if best.years == 0 else other.years - best.years < MARGIN


def standing(article: Article, person: Entry, setting: Setting, alone: bool) -> Standing | None:
    """The standing of a person near the article's date; None where no office makes them known. Whoever is the base's only bearer of a
    surname and governed a country is known for longer, and needs no office where the article names the country."""
    date = article.document.date
    held = [
        (t, o)
        for t in article.kb.tenures(person.id)
        if (o := article.kb.office(t.office)) and o.rank in RANKS and years_from(t, date) < LONG_PAST
    ]
    backed = any(setting.places[t.of] > 0 for t, _ in held) if held else setting.places[person.of] > 0
    ranked = [(years_from(t, date), RANKS.index(o.rank)) for t, o in held if o.rank in LEADING or (backed and person.of != setting.home)]
    if alone and person.wikidata and backed and person.of != setting.home:
        ranked.append((PAST - 1, len(RANKS)))
    years, rank = min(ranked, default=(FAR, len(RANKS)))
    famous = alone and rank < len(GOVERNING) and bool(person.wikidata)
    if years > 0 and not backed and not famous and person.of != setting.home:
        limit = 1.0 if rank < len(GOVERNING) else 0.0
    else:
        limit = LONG_PAST if alone and rank < len(GOVERNING) else PAST
    return Standing(person, years, rank, backed, person.of == setting.home) if years <= limit else None


def years_from(tenure: Tenure, date: str) -> float:
    """Years from a tenure to a date, 0 within it; what lies further ahead than a campaign counts as far."""
    at, start, end = decimal(date), decimal(tenure.start), decimal(tenure.end, last=True) if tenure.end else float("inf")
    if start <= at <= end or tenure.start.startswith(date) or tenure.end.startswith(date):
        return 0.0
    if at < start:
        return start - at + MARGIN if start - at <= COMING else FAR  # who has been is better known than who will be
    return at - end


def decimal(date: str, last: bool = False) -> float:
    """A day, month or year as a number of years; the end of a month or year for `last`."""
    parts = [int(p) for p in date.split("-")]
    year, month, day = (*parts, *(12, 31)[len(parts) - 1 :]) if last else (*parts, *(1, 1)[len(parts) - 1 :])
    return float(year) + (month - 1) / 12 + (day - 1) / 365
