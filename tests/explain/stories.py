"""Small invented graphs in the vocabulary: who did what with whom, each told by a claim with a sentence."""

from __future__ import annotations

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store

from kg.rdf.ontology import load
from kg.rdf.terms import DOC, ENT, EV, node

ARTICLE = f"{DOC}a-1"


class Story:
    """A store that grows by what is told."""

    def __init__(self) -> None:
        self.store, self.claims = Store(), 0
        self.say(ARTICLE, "rdf:type", node("schema:NewsArticle"))
        self.say(ARTICLE, "schema:headline", Literal("Titre"))
        self.say(ARTICLE, "dcterms:source", Literal("a.txt"))
        self.say(ARTICLE, "dcterms:date", Literal("2017-11", datatype=node("xsd:gYearMonth")))

    def say(self, subject: str, property: str, value: NamedNode | Literal, graph: str = "") -> None:
        self.store.add(Quad(NamedNode(subject), node(property), value, NamedNode(graph) if graph else DefaultGraph()))

    def entity(self, key: str, name: str, type: str = "schema:Person", *aliases: str) -> str:
        self.say(ENT + key, "rdf:type", node(type))
        self.say(ENT + key, "schema:name", Literal(name))
        for alias in aliases:
            self.say(ENT + key, "skos:altLabel", Literal(alias))
        return ENT + key

    def event(self, key: str, type: str, status: str = "Occurred", sentence: str = "Phrase.", day: str = "", **roles: str) -> str:
        """An event that one claim tells; `roles` by local name, "_" for hasPlace's prefix left out, to entities' or events' IRIs."""
        me = EV + key
        for each in (type, *load().superclasses(type)):
            self.say(me, "rdf:type", node(each))
        self.say(me, "rdf:type", node("sem:Event"))
        self.say(me, "schema:name", Literal(f"{type} {key}"))
        self.say(me, "status", node(status))
        self.say(me, "mergedFrom", NamedNode(f"{EV}a-1-{key}"))
        claim = self.claim(me, status, sentence)
        self.say(me, "rdf:type", node(type), claim)
        for name, value in roles.items():
            property = "sem:hasPlace" if name == "hasPlace" else name
            for graph in ("", claim):
                self.say(me, property, NamedNode(value), graph)
        if day:
            self.say(me, "date", Literal(day, datatype=node("xsd:date")))
            self.say(me, "datedBy", NamedNode(claim))
        return me

    def claim(self, about: str, status: str = "Occurred", sentence: str = "Phrase.", trigger: tuple[int, int] = (0, 6)) -> str:
        self.claims += 1
        me, where = f"{ARTICLE}#claim={self.claims}", f"{ARTICLE}#sentence=0,{len(sentence)}{self.claims}"
        self.say(me, "rdf:type", node("Claim"))
        self.say(me, "about", NamedNode(about))
        self.say(me, "status", node(status))
        self.say(me, "rule", Literal("verb:dire"))
        self.say(me, "prov:wasDerivedFrom", NamedNode(ARTICLE))
        self.say(me, "sentence", NamedNode(where))
        self.say(me, "trigger", NamedNode(f"{ARTICLE}#char={trigger[0]},{trigger[1]}"))
        self.say(where, "nif:anchorOf", Literal(sentence))
        self.say(where, "nif:beginIndex", Literal("0", datatype=node("xsd:integer")))
        self.say(where, "nif:endIndex", Literal(str(len(sentence)), datatype=node("xsd:integer")))
        return me
