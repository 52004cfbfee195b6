"""A name that the knowledge base knows, and the choice among those who bear it."""

from __future__ import annotations

import re

from kg.extract.article import Article
from kg.kb import Entry
from kg.kb.entry import Name, name_key
from kg.lang import word_set
from kg.link import metonymy, purpose, surname
from kg.link.around import Around, around, given_names, kind_nouns
from kg.link.heads import gives
from kg.link.keys import countries_of
from kg.link.people import is_given, is_name_word
from kg.link.setting import Setting
from kg.link.spans import Found

LABEL_OF_KIND = {"Person": "PER", "Organization": "ORG"}
YEAR = re.compile(r"(?:19|20)\d\d")
TELLING = 5  # letters from which a word says something
LARGE = 1_000_000  # inhabitants, as `Setting.weight` counts them
SMALL_TOWN = 20_000  # inhabitants
FAR_LARGER = 5  # times as many inhabitants, which makes a small town the one that is meant
RANK = {"Country": 3, "Organization": 2, "Person": 2}

NEED_ARTICLE = frozenset({"pour", "avec", "par", "contre", "chez", "selon", "sur", "dans", "sans", "malgré"})
JOINING = frozenset({",", "et", "ou"})
OWN_ARTICLE = re.compile(r"(?:l[ea]s? |l')", re.IGNORECASE)  # "Le Havre"

Score = tuple[int, ...]


def step(article: Article, found: Found, setting: Setting) -> tuple[str, ...] | None:
    """The one entry meant; None where the base has none, or none that the words around allow."""
    entries = list({e.id: e for n in found.names if n.sort != "surname" and (e := article.kb.entry(n.id))}.values())
    words = around(article, found.start, found.end)
    entries = [e for e in entries if allowed(article, e, found, words, setting) and purpose.suits(article, e, found, words) >= 0]
    if not entries or is_other(article, entries, found, words):
        return None
    if not (entries := [e for e in entries if not is_elsewhere(article, e, found)]):
        return None
    if len(entries) > 1 and all(e.kind == "Person" for e in entries):
        namesake = surname.best_known(article, entries, setting)
        return (article.know(namesake),) if namesake else None
    best = the_best(article, entries, found, words, setting) if len(entries) > 1 else entries[0]
    if best is None or is_unsure(article, best, found, setting, words) or is_of_another_country(best, entries, setting):
        return None
    return (article.know(metonymy.actor(article, found, best, setting)),)


def the_best(article: Article, entries: list[Entry], found: Found, words: Around, setting: Setting) -> Entry | None:
    """The entry that fits best; None where two fit alike."""
    ranked = sorted(
        ((score(article, e, entries, found, words, setting), e.id, e) for e in entries), key=lambda each: each[:2], reverse=True
    )
    best, second = ranked[0], ranked[1]
    only_larger = best[0][:-1] == second[0][:-1]  # the last part is their size
    return (
        None
        if best[0] == second[0] or (only_larger and is_rivalled(best[2], second[2], article.text(found.start, found.end), setting))
        else best[2]
    )


def is_rivalled(best: Entry, second: Entry, text: str, setting: Setting) -> bool:
    """Whether nothing but some inhabitants more speaks for one of two small towns called `text`; who has that name in full goes first."""
    if best.kind != "City" or second.kind != "City" or best.seat or best.population >= SMALL_TOWN:
        return False
    if name_key(best.fr) == name_key(text) != name_key(second.fr):
        return False
    return not setting.supports(best, second.population) and setting.weight(best) < FAR_LARGER * setting.weight(second)


def allowed(article: Article, entry: Entry, found: Found, words: Around, setting: Setting) -> bool:
    """Whether the words around let a name mean this entry: a town's or firm's name may be a person's."""
    one_word = found.end - found.start == 1
    if words.title or words.kin or (is_office(article, words) and entry.kind != "Organization"):
        return entry.kind == "Person"
    if entry.kind == "Person" and not words.preposition and gives(article.document.language, words.noun) == "LOC":
        return False  # "aéroport Charles-de-Gaulle"
    if entry.kind == "Person" and not one_word and words.article and is_vessel(article, found):
        return False
    if entry.kind == "City" and found.label == "ORG" and OWN_ARTICLE.match(f"{article.words[found.start]} ") and not words.is_where:
        if article.words[found.start].islower() or entry.population < SMALL_TOWN:
            return False  # "la Croix-Rouge" is a body: a town's own article has a capital
    if entry.kind == "Person" or not one_word:
        return True
    person = not words.preposition and any(n.sort == "surname" for n in found.names)
    told = is_told(article, entry, found, setting)
    if entry.kind == "Country" and entry.article and not words.article and not told and (person or words.preposition in NEED_ARTICLE):
        return False  # "pour Hollande" is no country, which would keep its article
    if entry.kind == "City" and words.article and not OWN_ARTICLE.match(entry.fr) and not hinted(article, entry, words):
        return False  # "les Abymes" may be a town, "le Vernon" is none
    if entry.kind == "BodyOfWater" and words.preposition in ("à", "en") and any(kind_of(article, n) == "Country" for n in found.names):
        return False  # "au Congo"
    if entry.kind == "City" and words.preposition == "sous":
        return False  # a regime named after its seat
    if surname.is_meant(article, found, words, setting):
        return False
    if entry.kind == "City" and any(n.sort == "surname" for n in found.names) and surname.joined_to_person(article, found):
        return False  # "X et Clinton"
    alone = entry.article and not words.article and not words.preposition and not told
    if alone and (is_part(article, found.start) or is_begun(article, found.end)):
        return False  # "Dominique a …" is no country, which would have its article; nor is "Belfort Nord" a department
    taken_for_person = found.label == "PER" and entry.kind == "City" and not entry.seat and not words.is_where
    return not taken_for_person or setting.supports(entry)


def kind_of(article: Article, name: Name) -> str:
    """The kind of what a name of the base means, "" for nothing."""
    entry = article.kb.entry(name.id)
    return entry.kind if entry else ""


def is_told(article: Article, entry: Entry, found: Found, setting: Setting) -> bool:
    """Whether the article tells of a country by other names than this one ("Maurice" beside a town of its)."""
    own = article.words.count(article.words[found.start]) if entry.id in setting.told_by(found) else 0
    return entry.kind == "Country" and setting.places[entry.id] > own


def is_vessel(article: Article, found: Found) -> bool:
    """Whether an article before a full name makes a ship or a building of it ("le George Washington"), unless it tells which of somebody's
    sides is meant ("le Nicolas Sarkozy de 2007")."""
    after = article.doc[found.end] if found.end < len(article.doc) else None
    if not is_given(article, article.doc[found.start]):
        return False
    return after is None or (after.pos_ != "ADJ" and after.text not in ("de", "d'", "des", "du", "qui"))


def is_part(article: Article, i: int) -> bool:
    """Whether a word is a first name, or follows a capitalised one as part of its name."""
    token = article.doc[i]
    return token.text in given_names(article.document.language) or (i > 0 and not token.is_sent_start and is_name_word(article.doc[i - 1]))


def is_begun(article: Article, i: int) -> bool:
    """Whether a name goes on with the word at `i` ("Ain Tarma")."""
    return i < len(article.doc) and is_name_word(article.doc[i]) and not article.doc[i].is_sent_start


def is_other(article: Article, entries: list[Entry], found: Found, words: Around) -> bool:
    """Whether the words around say that none of the base's bearers is meant: a river of a country's name, a village of an office's,
    an edition of a contest, a person behind a profession."""
    doc, kinds = article.doc, kind_nouns(article.document.language)
    said = {kind for kind, nouns in kinds.items() if words.apposition in nouns}
    if words.preposition == "de" and words.noun in kinds["BodyOfWater"] and words.article:
        said.add("BodyOfWater")
    if said and not said & {e.kind for e in entries} and not (said == {"City"} and any(e.seat for e in entries if e.is_place)):
        return True
    if found.end < len(doc) and YEAR.fullmatch(doc[found.end].text) and all(e.kind == "Event" for e in entries):
        return True
    profession = (
        words.noun and not words.preposition and not words.article and found.end - found.start > 1 and is_given(article, doc[found.start])
    )
    return bool(profession) and doc[found.start - 1].pos_ == "NOUN" and not any(e.kind == "Person" for e in entries)


def is_elsewhere(article: Article, entry: Entry, found: Found) -> bool:
    """Whether a town of another country stands behind a seat's name ("la Maison-Blanche de Moscou"), or another country's adjective
    behind a body's ("les Verts allemands")."""
    doc, at = article.doc, found.end
    if (
        entry.kind == "Organization"
        and at < len(doc)
        and article.words[at].islower()
        and (of := countries_of(article.kb, article.words[at]))
    ):
        owner = article.kb.entry(entry.of)
        while owner is not None and owner.kind == "Organization" and owner.of:  # a house of a parliament
            owner = article.kb.entry(owner.of)
        return owner is not None and owner.kind == "Country" and not {owner.id, entry.of} & {c.id for c in of}
    if not entry.seat or entry.is_place or at + 1 >= len(doc) or doc[at].text not in ("de", "d'") or not doc[at + 1].text[:1].isupper():
        return False
    towns = [
        e
        for n in article.kb.names(name_key(doc[at + 1].text))
        if n.sort == "name" and (e := article.kb.entry(n.id)) and e.seat == "capital"
    ]
    return bool(towns) and all(t.of != entry.of for t in towns)


def is_office(article: Article, words: Around) -> bool:
    """Whether a role noun stands right before the name ("la reine Victoria")."""
    return bool(words.noun) and not words.preposition and not words.article and bool(article.kb.offices(words.noun))


def score(article: Article, entry: Entry, entries: list[Entry], found: Found, words: Around, setting: Setting) -> Score:
    """How well an entry fits, most telling first: the noun before it, its article, water, the places of the text, the model's label, its
    rank among kinds, the spelling, its size."""
    label = LABEL_OF_KIND.get(entry.kind, "LOC" if entry.is_place else "")
    text = article.text(found.start, found.end)
    exact = any(n.form == text for n in found.names if n.id == entry.id)
    french = text != entry.en or text == entry.fr or text in entry.aliases
    rival = max((e.population for e in entries if e.id != entry.id), default=0)
    at_home = setting.home in setting.belongs(entry)
    large = entry.seat or setting.weight(entry) >= LARGE or (entry.kind == "AdministrativeArea" and at_home)
    rank = RANK.get(entry.kind, 2 if large else 1)
    return (
        hinted(article, entry, words),
        purpose.suits(article, entry, found, words),
        is_in_row(article, entry, found) if not is_where_told(article, found) else int(entry.is_place),
        fits(entry, found, text, words),
        int(entry.kind == "BodyOfWater" and is_water(article, found.start)),
        int(entry.seat == "capital" and not words.preposition and metonymy.acts(article, found)),
        -int(is_shortened(entry, entries, text)),
        int(setting.supports(entry, rival)),
        has_gender(entry, words),
        int(entry.kind == "Organization" and any(e.kind == "City" for e in entries) and metonymy.acts(article, found)),
        int(label == found.label or not found.label or (bool(entry.seat) and found.label in ("LOC", "ORG"))),
        int(french),
        rank,
        int(exact),
        is_told_of(article, entry, text),
        int(at_home),
        int(bool(entry.wikidata)),
        int(entry.kind != "BodyOfWater"),
        setting.weight(entry),
    )


def is_shortened(entry: Entry, entries: list[Entry], text: str) -> bool:
    """Whether a town is only called so for short, and another of some size has that name in full ("Saint-Quentin")."""
    short = entry.kind == "City" and entry.fr.startswith(f"{text}-")
    return short and any(e.kind == "City" and e.fr == text and e.population >= SMALL_TOWN for e in entries)


def hinted(article: Article, entry: Entry, words: Around) -> int:
    """Whether the noun before the name says its kind ("l'État de", "le fleuve")."""
    nouns = kind_nouns(article.document.language).get(entry.kind, frozenset())
    if entry.kind == "City" and words.article and words.preposition == "de" and not OWN_ARTICLE.match(entry.fr):
        return int(words.apposition in nouns)  # "une ville de la Loire"
    return int((words.noun in nouns and words.preposition in ("de", "")) or words.apposition in nouns)


def is_where_told(article: Article, found: Found) -> bool:
    """Whether "où" behind the name makes a place of it ("Orange, où le maire …")."""
    return "où" in article.lower[found.end : found.end + 2] and article.lower[found.end : found.end + 1][0] in (",", "où")


def is_in_row(article: Article, entry: Entry, found: Found) -> int:
    """Whether commas or "et" join the name to names that only bodies bear, and the entry is one ("Orange, SFR et Free")."""
    if entry.kind != "Organization":
        return 0
    behind, before = article.doc[found.end : found.end + 3], article.doc[max(0, found.start - 3) : found.start]
    beside = [article.keys[t.i] for row in (behind, before) if any(t.text in JOINING for t in row) for t in row if t.text[:1].isupper()]
    return int(any(is_body(article, key) for key in beside))


def is_body(article: Article, key: str) -> bool:
    """Whether the base knows a name as bodies' only."""
    entries = [e for n in article.kb.names(key) if n.sort in ("name", "acronym") and (e := article.kb.entry(n.id))]
    return bool(entries) and all(e.kind == "Organization" for e in entries)


def fits(entry: Entry, found: Found, text: str, words: Around) -> int:
    """0 where a place takes the article or preposition before it, else -1: "la Vienne" is no town, "à Luxembourg" no country, and "Vienne"
    alone no river. An alias may have an article of its own."""
    if not entry.is_place:
        return 0
    if words.article:
        return 0 if entry.article in (words.article, "l'") or (entry.article and name_key(text) != name_key(entry.fr)) else -1
    if words.preposition == "en":
        return 0 if entry.gender == "f" or entry.article == "l'" else -1
    if not words.preposition:
        return -1 if entry.article and not OWN_ARTICLE.match(entry.fr) else 0
    return -1 if entry.article and words.preposition in ("à", "de") and not (entry.gender == "f" and words.preposition == "de") else 0


def is_told_of(article: Article, entry: Entry, text: str) -> int:
    """Whether the article has a telling word of the entry's full name: of two World Cups the one of whose sport it speaks."""
    own = set(name_key(entry.fr).split()) - set(name_key(text).split())
    games = article.data("roles")["sport"]["games"]
    played = entry.kind == "Event" and any(game in own and not article.vocabulary.isdisjoint(words) for game, words in games.items())
    return int(played or any(len(word) >= TELLING and word in article.vocabulary for word in own))


def is_water(article: Article, i: int) -> bool:
    """Whether the sentence speaks of water, or one beside it and the name is a subject, so that a river is meant rather than the
    département named after it."""
    wet, flood, into, verbs = (word_set(article.document.language, "roles", "water", n) for n in ("words", "flood", "into", "verbs"))
    words = frozenset(article.keys[k] for k in article.vicinity(i, 0))
    if words & flood and not words & into and around(article, i).preposition == "dans":
        return False  # "dans l'Aude, la crue a surpris": that happens in the département
    first = article.doc[i].head if article.doc[i].dep_ == "conj" else article.doc[i]
    struck = word_set(article.document.language, "roles", "water", "struck")
    if first.dep_ == "obj" and words & flood and first.head.lemma_.casefold() in struck:
        return False  # "les crues ont frappé l'Hérault et le Gard"
    if is_around_town(article, i):
        return False
    if article.doc[i].dep_ == "obj" and article.doc[i].head.lemma_.casefold() in verbs:
        return True
    if article.doc[i].dep_ == "obj" and not around(article, i).preposition and not words & flood:
        return False  # "le barrage divise le Tarn"
    does = article.doc[i].dep_.startswith("nsubj")
    return any(is_wet(article, k, wet) for k in article.vicinity(i, int(does)))


def is_around_town(article: Article, i: int) -> bool:
    """Whether a name stands behind a comma, "dans" and an article right behind a town in the area that bears it ("à Firminy, dans la
    Loire")."""
    start = i - 2
    if start < 2 or article.lower[start] != "dans" or article.words[start - 1] != ",":
        return False
    areas = {n.id for n in article.kb.names(article.keys[i]) if (e := article.kb.entry(n.id)) and e.kind == "AdministrativeArea"}
    towns = [e for n in article.kb.names(article.keys[start - 2]) if (e := article.kb.entry(n.id)) and e.kind == "City"]
    return bool(areas) and any(t.inside in areas for t in towns)


def is_wet(article: Article, i: int, wet: frozenset[str]) -> bool:
    """Whether a word is one of water; a hospital that "est débordé" is not."""
    if article.keys[i] not in wet:
        return False
    return not article.lower[i].startswith("débordé") or (i > 0 and article.lower[i - 1] in ("a", "ont", "avait", "avaient", "ayant"))


def has_gender(entry: Entry, words: Around) -> int:
    """Whether the article before a body's name is of its gender: "le FIS" is no federation; acronyms don't always keep it."""
    return int((words.article, entry.gender) not in (("le", "f"), ("la", "m")))


def is_of_another_country(entry: Entry, entries: list[Entry], setting: Setting) -> bool:
    """Whether bodies of several countries bear a name ("la Cour suprême") in an article about countries none of which is the entry's."""
    bodies = len(entries) > 1 and all(e.kind == "Organization" and e.of for e in entries) and len({e.of for e in entries}) == len(entries)
    told = set(setting.countries()) - {setting.home}
    return bodies and bool(told) and entry.of not in {*told, setting.home}


def is_unsure(article: Article, entry: Entry, found: Found, setting: Setting, words: Around) -> bool:
    """Whether an acronym ("le MNR") or a common noun ("la Ligue") of a little known foreign body stands in an article about others, or a
    ministry without a country in one about other countries only; so does an acronym whose article has another gender than the body's."""
    if entry.of == setting.home and entry.kind == "Organization" and article.words[found.start].islower() and found.end - found.start > 2:
        return bool(setting.countries()) and setting.home not in setting.countries()
    short = any(n.sort == "acronym" or n.form.startswith(("la ", "le ", "les ", "l'")) for n in found.names if n.id == entry.id)
    if not short or not entry.of or entry.of == setting.home:
        return False
    own = article.words.count(article.words[found.start])
    other = not has_gender(entry, words) and setting.places[entry.of] <= own  # "le FCC" where nothing else is American
    if not other and (entry.wikidata or setting.supports(entry)):
        return False
    owner = article.kb.entry(entry.of)
    return bool(owner and owner.kind == "Country" and setting.countries())
