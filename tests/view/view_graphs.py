"""Invented graphs of any size in the vocabulary, for tests and measurements: topics with their people, well known and unknown ones."""

from __future__ import annotations

import datetime
import random

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store

from kg.rdf.terms import DCTERMS, ITSRDF, KG, NIF, PROV, RDFS, SCHEMA, SEM, SKOS
from kg.view.terms import TYPE

ENT, EV, DOC = (f"https://w3id.org/newskg/{x}/" for x in ("entity", "event", "document"))
DATE = NamedNode("http://www.w3.org/2001/XMLSchema#date")
SYLLABLES = "ba be bi bo da de di do fa fi la le li lo ma mi mo na ni no ra ri ro sa si ta ti to va vi".split()
TYPES = {
    "Meeting": "Contact", "PhoneCall": "Contact", "Visit": "Contact", "Statement": "Speech", "Announcement": "Speech",
    "Criticism": "Speech",
    "Agreement": "Deal", "Attack": "Conflict", "Protest": "Conflict", "Arrest": "Justice", "Appointment": "Personnel",
}  # fmt: skip
KINDS = (
    SCHEMA + "Person",
    SCHEMA + "Person",
    SCHEMA + "Person",
    SCHEMA + "Organization",
    SCHEMA + "Place",
    SKOS + "Concept",
    SCHEMA + "Legislation",
)
STATUSES = ("Occurred",) * 7 + ("Planned", "Possible", "Negated")


def graph(events: int, entities: int, *, seed: int = 1, text: str = "", first: bool = False) -> Store:
    """A store with so many events and entities; `text` is put into every name, headline, sentence and quotation: at its end, or `first`."""
    maker = _Maker(random.Random(seed), text, first)
    topics = max(1, entities // 25)
    people = [maker.entity(i, KINDS[i % len(KINDS)]) for i in range(entities)]
    maker.topics = [people[t::topics] for t in range(topics)]
    for article in range(max(1, events // 8)):
        maker.article(article)
    for i in range(events):
        maker.event(i)
    return maker.store


class _Maker:
    def __init__(self, chance: random.Random, text: str, first: bool) -> None:
        self.chance, self.text, self.first, self.store = chance, text, first, Store()
        self.topics: list[list[str]] = []
        self.names: dict[str, str] = {}
        self.articles: list[str] = []

    def entity(self, i: int, kind: str) -> str:
        iri = f"{ENT}x-{i}"
        words = " ".join(self._word() for _ in range(2 if kind.endswith(("Person", "Place")) else 3))
        name = self.text + words if self.first else words + self.text
        self.names[iri] = name
        self._say(iri, (TYPE.value, NamedNode(kind)), (SCHEMA + "name", Literal(name)), (RDFS + "label", Literal(name, language="fr")))
        self._say(f"{DOC}d-0#char={i},{i + 1}", (ITSRDF + "taIdentRef", NamedNode(iri)), graph=f"{DOC}d-0")
        return iri

    def article(self, i: int) -> None:
        iri = f"{DOC}d-{i}"
        self.articles.append(iri)
        headline = Literal(f"{self._word()} {self._word()} à {self._word()}{self.text}")
        date = Literal(self._day(), datatype=DATE)
        self._say(iri, (TYPE.value, NamedNode(SCHEMA + "NewsArticle")), (SCHEMA + "headline", headline), (DCTERMS + "date", date))

    def event(self, i: int) -> None:
        iri, type_ = f"{EV}e-{i}", self.chance.choice(list(TYPES))
        topic = self.chance.choice(self.topics)
        parties = sorted({self._known(topic) for _ in range(self.chance.choice((1, 2, 2, 3, 4)))})
        if self.chance.random() < 0.08:
            parties.append(self._known(self.chance.choice(self.topics)))
        status, day = self.chance.choice(STATUSES), Literal(self._day(), datatype=DATE)
        name = Literal(f"{type_} : {', '.join(self.names[p] for p in parties)}")
        kinds = [(TYPE.value, NamedNode(x)) for x in (KG + type_, KG + TYPES[type_], SEM + "Event")]
        if status == "Negated":
            kinds = [
                (TYPE.value, NamedNode(KG + "DeniedEvent")),
                (TYPE.value, NamedNode(SEM + "Event")),
                (KG + "deniedType", NamedNode(KG + type_)),
            ]
        self._say(iri, *kinds, (SCHEMA + "name", name), (KG + "status", NamedNode(KG + status)), (KG + "date", day))
        self._say(iri, (KG + "agent", NamedNode(parties[0])), *((KG + "participant", NamedNode(p)) for p in parties))
        self._say(iri, (KG + "quote", Literal("mot" + self.text)))
        for n in range(self.chance.choice((1, 1, 2, 3))):
            self._claim(iri, parties, status, n)

    def _claim(self, event: str, parties: list[str], status: str, n: int) -> None:
        article = self.chance.choice(self.articles)
        claim, sentence = f"{article}#claim={event[-6:]}-{n}", f"{article}#sentence={event[-6:]}-{n}"
        start = self.names[parties[0]]
        words = f"{start} a rencontré {self.names[parties[-1]]} {' '.join(self._word() for _ in range(12))}.{self.text}"
        self._say(
            claim,
            (TYPE.value, NamedNode(KG + "Claim")), (KG + "about", NamedNode(event)), (PROV + "wasDerivedFrom", NamedNode(article)),
            (KG + "status", NamedNode(KG + status)), (KG + "sentence", NamedNode(sentence)),
            (KG + "trigger", NamedNode(f"{article}#char={len(start) + 3},{len(start) + 12}")),
        )  # fmt: skip
        self._say(sentence, (NIF + "beginIndex", Literal(0)), (NIF + "endIndex", Literal(len(words))), (NIF + "anchorOf", Literal(words)))
        self._say(event, *((KG + "participant", NamedNode(p)) for p in parties), graph=claim)
        if n:
            self._say(claim, (PROV + "wasAttributedTo", NamedNode(parties[0])))

    def _known(self, topic: list[str]) -> str:
        """The first of a topic far more often than the last, as in the news."""
        return topic[int(len(topic) * self.chance.random() ** 2.5)]

    def _word(self) -> str:
        return "".join(self.chance.choice(SYLLABLES) for _ in range(self.chance.choice((2, 2, 3)))).capitalize()

    def _day(self) -> str:
        return (datetime.date(2024, 1, 1) + datetime.timedelta(days=self.chance.randrange(150))).isoformat()

    def _say(self, subject: str, *facts: tuple[str, NamedNode | Literal], graph: str = "") -> None:
        where = NamedNode(graph) if graph else DefaultGraph()
        for prop, value in facts:
            self.store.add(Quad(NamedNode(subject), NamedNode(prop), value, where))
