"""Namespaces, prefixes and the few terms that code names: the one place where they are spelled."""

from __future__ import annotations

from functools import cache

from pyoxigraph import NamedNode

from kg.errors import InputError

BASE = "https://w3id.org/newskg/"

KG = "https://w3id.org/newskg/ontology#"
ENT = f"{BASE}entity/"
EV = f"{BASE}event/"
DOC = f"{BASE}document/"
SCHEMA = "https://schema.org/"
SEM = "http://semanticweb.cs.vu.nl/2009/11/sem/"
PROV = "http://www.w3.org/ns/prov#"
NIF = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#"
ITSRDF = "http://www.w3.org/2005/11/its/rdf#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
DCTERMS = "http://purl.org/dc/terms/"
GEO = "http://www.w3.org/2003/01/geo/wgs84_pos#"
WD = "http://www.wikidata.org/entity/"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
XSD = "http://www.w3.org/2001/XMLSchema#"

GEONAMES = "https://sws.geonames.org/"
UNDOCS = "https://undocs.org/"
EDTF = "http://id.loc.gov/datatypes/edtf/EDTF"


def prefixes(base: str = BASE) -> dict[str, str]:
    """Prefix → namespace, in the order in which files declare them.

    `base` moves entities, events and documents; the ontology stays where it is, so that queries work on every graph.
    """
    return {
        "kg": KG,
        "ent": f"{base}entity/",
        "ev": f"{base}event/",
        "doc": f"{base}document/",
        "schema": SCHEMA,
        "sem": SEM,
        "prov": PROV,
        "nif": NIF,
        "itsrdf": ITSRDF,
        "skos": SKOS,
        "dcterms": DCTERMS,
        "geo": GEO,
        "wd": WD,
        "rdf": RDF,
        "rdfs": RDFS,
        "owl": OWL,
        "xsd": XSD,
    }


PREFIXES = prefixes()


def expand(name: str) -> str:
    """The IRI of a prefixed name ("sem:hasPlace"); a name without a prefix is a kg: term ("agent").

    Raises `InputError` where the prefix is unknown.
    """
    prefix, colon, local = name.rpartition(":")
    if not colon:
        return KG + local
    if prefix not in PREFIXES:
        raise InputError(f"'{name}' has an unknown prefix; known ones are {', '.join(PREFIXES)}.")
    return PREFIXES[prefix] + local


def compact(iri: str, base: str = BASE) -> str:
    """The prefixed name of `iri` where a namespace of ours begins it, else `iri` itself; for people, not for parsers."""
    known = PREFIXES if base == BASE else prefixes(base)
    return next((f"{prefix}:{iri.removeprefix(space)}" for prefix, space in known.items() if iri.startswith(space)), iri)


@cache
def node(name: str) -> NamedNode:
    """The node of a prefixed name or kg: term, made once."""
    return NamedNode(expand(name))
