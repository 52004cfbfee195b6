"""Claims as records: the sentence, the words that made the rule speak, who says it, and the claims it hangs together with."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import DefaultGraph, Literal, NamedNode, Store

from kg.explain.beside import Beside
from kg.explain.records import Claim, Node
from kg.model import TimeExpression
from kg.rdf.terms import DOC, KG, NIF, PROV, SCHEMA, SEM, SKOS
from kg.view.collect import describe, name_of, offsets, one, read_article, status_of, value_words, when_of
from kg.view.terms import local
from kg.view.words import LANGUAGES, read_words

DEFAULT = DefaultGraph()
VOCABULARIES = (KG, SCHEMA, SKOS, SEM)


def node_of(store: Store, term: NamedNode | Literal | str) -> Node:
    """What people see of a term; `term` may be an IRI."""
    if isinstance(term, Literal):
        return Node("", value_words(store, term))
    iri = term if isinstance(term, str) else term.value
    if iri.startswith(VOCABULARIES):
        words, name = read_words(), local(iri)
        french, english = (words.messages[lang]["status"].get(name) or words.type_name(name, lang) for lang in LANGUAGES)
        return Node(iri, (french, english))
    found = describe(store, iri)
    return Node(iri, value_words(store, NamedNode(iri)) if KG + "value" in found else name_of(iri, found))


def read_claim(store: Store, iri: str, beside: Beside) -> Claim:
    """The claim `iri` with all that the graph says of it."""
    found = describe(store, iri)
    sentence = one(found, KG + "sentence")
    text = one(describe(store, sentence), NIF + "anchorOf") if sentence else ""
    where = offsets(store, sentence)
    start, end = (x - where[0] for x in offsets(store, one(found, KG + "trigger")))
    source, sure = one(found, PROV + "wasAttributedTo"), one(found, KG + "confidence")
    return Claim(
        iri,
        node_of(store, one(found, KG + "about")),
        status_of(found),
        text,
        (start, end) if 0 <= start < end <= len(text) else (0, 0),
        read_article(store, one(found, PROV + "wasDerivedFrom")),
        where,
        one(found, KG + "rule"),
        node_of(store, source) if source else None,
        one(found, KG + "reportedIn"),
        float(sure) if sure else None,
        time_words(iri, beside),
        when_of(found),
        supports(store, iri),
    )


def supports(store: Store, claim: str) -> tuple[tuple[str, str, str], ...]:
    """The triples of a claim's graph, sorted."""
    quads = store.quads_for_pattern(None, None, None, NamedNode(claim))
    return tuple(sorted((text(q.subject), q.predicate.value, text(q.object)) for q in quads))


def text(term: object) -> str:
    return term.value if isinstance(term, NamedNode | Literal) else str(term)


def time_words(claim: str, beside: Beside) -> tuple[str, ...]:
    """The words of a claim's time expressions, as the kept extraction of its article has them."""
    document, _, number = claim.removeprefix(DOC).partition("#claim=")
    if beside.folder is None or not number.isdecimal() or (kept := beside.extraction(document)) is None:
        return ()
    times = kept.claims[int(number) - 1].times if 0 < int(number) <= len(kept.claims) else ()
    return tuple(dict.fromkeys(kept.document.text[t.start : t.end] for t in times if tells_when(t)))


def tells_when(time: TimeExpression) -> bool:
    """Whether an expression says when, be it from something else, and not only how long."""
    return time.type != "DURATION" or bool(time.earliest or time.latest or time.days or time.part_of_day or time.relation)


def subjects(store: Store, property: str, value: NamedNode) -> list[str]:
    """The IRIs of what has a value, in the default graph."""
    quads = store.quads_for_pattern(None, NamedNode(property), value, DEFAULT)
    return [q.subject.value for q in quads if isinstance(q.subject, NamedNode)]


def in_order(claims: Iterable[str]) -> tuple[str, ...]:
    """Claims by article and number, each once."""
    return tuple(sorted(set(claims), key=place))


def place(claim: str) -> tuple[str, int, str]:
    article, _, number = claim.partition("#claim=")
    return article, int(number) if number.isdecimal() else 0, claim


def stating(store: Store, subject: str, property: str, value: NamedNode | Literal) -> tuple[str, ...]:
    """The claims whose graphs hold a triple."""
    quads = store.quads_for_pattern(NamedNode(subject), NamedNode(property), value, None)
    return in_order(q.graph_name.value for q in quads if isinstance(q.graph_name, NamedNode))


def around(store: Store, mine: Iterable[Claim], more: Iterable[str], beside: Beside) -> tuple[Claim, ...]:
    """The claims in which some are reported, out to the outermost, and some more, without those that are there already."""
    seen = {claim.iri for claim in mine}
    waiting = [*more, *(claim.reported_in for claim in mine)]
    found: dict[str, Claim] = {}
    while waiting:
        iri = waiting.pop()
        if iri and iri not in seen:
            seen.add(iri)
            found[iri] = read_claim(store, iri, beside)
            waiting.append(found[iri].reported_in)
    return tuple(found[iri] for iri in in_order(found))
