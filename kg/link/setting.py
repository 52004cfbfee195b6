"""What an article is about, by the names that have one meaning only: countries, regions and cities that tell homonyms apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from kg.extract.article import Article
from kg.kb import Entry
from kg.kb.entry import PLACE_KINDS, name_key
from kg.link.keys import countries_of
from kg.link.spans import Found

HOME_FACTOR = 10  # a newspaper's own country's towns are meant before foreign ones of ten times their size
LARGE = 10  # times as many inhabitants: a much smaller homonym needs its own region in the text, not only its country


def is_inhabitant(article: Article, word: str) -> bool:
    """Whether a word with a capital means the people of a country ("les Cubains")."""
    return any(n.sort == "inhabitant" and n.form == word for n in article.kb.names(name_key(word)))


class Setting:
    """The places that an article names or that its unambiguous names belong to, with how often."""

    def __init__(self, article: Article, found: Iterable[Found]) -> None:
        self.article = article
        self.home = str(article.data("roles")["home"])
        self.places: Counter[str] = Counter()
        self.told: Counter[str] = Counter()  # those that no person's name alone tells of
        self.above: dict[str, list[str]] = {}
        for name in found:
            places = self.told_by(name)
            self.places.update(places)
            self.told.update([] if self.is_person(name) else places)
        for word, times in Counter(article.words).items():
            if len(countries := countries_of(article.kb, word.lower())) == 1 and (word.islower() or is_inhabitant(article, word)):
                self.places[countries[0].id] += times
                self.told[countries[0].id] += times

    def is_person(self, found: Found) -> bool:
        """Whether all that a name may mean are people."""
        return all(e.kind == "Person" for n in found.names if (e := self.article.kb.entry(n.id)))

    def told_by(self, found: Found) -> list[str]:
        """The places that a name tells of: of one meaning, all; of a town far larger than its homonyms, the country alone."""
        entries = {n.id: e for n in found.names if (e := self.article.kb.entry(n.id))}
        if not entries or (found.label != "LOC" and any(n.sort == "surname" for n in found.names)):
            return []
        if found.label == "PER" and (bare := [n for n in found.names if n.sort == "bare"]):
            entries = {n.id: entries[n.id] for n in bare}
        dry = {id: e for id, e in entries.items() if e.kind not in ("BodyOfWater", "Person")}
        entries = dry or entries  # a département is meant by default, not its river
        if len(entries) == 1:
            return self.belongs(*entries.values())
        first, second, *_ = sorted(entries.values(), key=lambda e: (-self.weight(e), e.id))
        if any(e.kind != "City" for e in entries.values()) or self.weight(first) <= LARGE * self.weight(second):
            places = [self.belongs(e) for e in entries.values() if e.is_place]
            return [p for p in places[0] if all(p in others for others in places[1:])] if len(places) == len(entries) else []
        return self.belongs(first)[-1:]

    def add(self, entry: Entry) -> None:
        """Count the places of an entry that the article means."""
        self.places.update(self.belongs(entry))

    def belongs(self, entry: Entry) -> list[str]:
        """The places from an entry up to its country, and the country whose it is."""
        known = self.above.get(entry.id)
        if known is None:
            known = self.above[entry.id] = self.climb(entry)
        return known

    def climb(self, entry: Entry) -> list[str]:
        found: list[str] = [entry.id] if entry.kind in PLACE_KINDS else []
        at: Entry | None = entry
        while at and at.kind != "Country" and (above := at.inside) and above not in found:
            at = self.article.kb.entry(above)
            found += [above] if at and (at.kind in ("Country", "AdministrativeArea", "City")) else []
        return list(dict.fromkeys([*found, entry.of] if entry.of else found))

    def supports(self, entry: Entry, rival: int = 0) -> bool:
        """Whether the article names where an entry belongs: its region or town, or its country where that says something and no
        homonym has so many more inhabitants (`rival`)."""
        where = [p for p in self.belongs(entry) if p != entry.id]
        for place in where:
            above = self.article.kb.entry(place)
            country = above is None or above.kind == "Country"
            if self.places[place] and not (country and (place == self.home or (entry.population and rival > LARGE * entry.population))):
                return True
        return entry.kind == "Country" and self.places[entry.id] > 0

    def weight(self, entry: Entry) -> int:
        """Inhabitants, those of the paper's own country counted more."""
        return entry.population * (HOME_FACTOR if self.home in self.belongs(entry) else 1)

    def countries(self) -> list[str]:
        """The countries of the article, most frequent first."""
        kinds = {k: e.kind for k in self.places if (e := self.article.kb.entry(k))}
        return sorted((k for k, kind in kinds.items() if kind == "Country"), key=lambda k: (-self.places[k], k))

    def told_countries(self) -> list[str]:
        """Those of which the article tells by more than its people's names."""
        return [k for k in self.countries() if self.told[k]]
