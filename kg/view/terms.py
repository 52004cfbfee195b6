"""The terms of the vocabulary that the page reads."""

from __future__ import annotations

from pyoxigraph import NamedNode

from kg.rdf.terms import KG, RDF, SCHEMA, SEM

TYPE = NamedNode(RDF + "type")

# Roles of an event, in the order in which a reader wants them. `participant` is the superproperty of the four around it
# and therefore comes after them: it is shown only where nothing more precise is known.
ACTORS = tuple(KG + x for x in ("agent", "addressee", "patient", "host", "participant"))
MATTERS = (SEM + "hasPlace", *(KG + x for x in ("topic", "text", "instrument")))
BETWEEN_EVENTS = tuple(KG + x for x in ("content", "purpose", "cause", "partOf", "before", "after"))
ROLES = (*ACTORS, *MATTERS, *BETWEEN_EVENTS)
STATUSES = ("Occurred", "Planned", "Possible", "Negated")
QUANTITIES = tuple(KG + x for x in ("deaths", "injured", "amount", "duration"))
LITERALS = (KG + "quote", KG + "purpose")
BACKGROUND = (KG + "holdsOffice", SCHEMA + "containedInPlace", SCHEMA + "memberOf", KG + "ledBy")


def local(iri: str) -> str:
    """The last part of an IRI: "Meeting" of kg:Meeting."""
    return iri.replace("#", "/").rstrip("/").rsplit("/", 1)[-1]
