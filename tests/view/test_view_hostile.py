"""Articles are hostile: whatever a name, headline, sentence, file name, IRI, id, date or unit holds is shown and never run."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Any

import pytest
from browser import Opened
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store
from test_view_page import HOSTILE, data_of

from kg.errors import InputError, KgError
from kg.rdf.terms import DCTERMS, ITSRDF, KG, NIF, OWL, PROV, RDFS, SCHEMA, SEM, SKOS
from kg.view import Asked, page
from kg.view.terms import TYPE

ALLOWED_IN_IRIS = set("-._~:/?@!$&'()*+,;=é😀")


def iri(kind: str, text: str, number: int) -> str:
    """An IRI that holds as much of `text` as an IRI may."""
    return (
        f"https://w3id.org/newskg/{kind}/{''.join(c for c in text if c in ALLOWED_IN_IRIS or (c.isascii() and c.isalnum()))[:80]}-{number}"
    )


def hostile_store(texts: list[str]) -> Store:
    """For each text an entity, an event, an article, a claim and a disagreement that bear it in every field."""
    store = Store()

    def say(subject: str, *facts: tuple[str, NamedNode | Literal], graph: str = "") -> None:
        for prop, value in facts:
            store.add(Quad(NamedNode(subject), NamedNode(prop), value, NamedNode(graph) if graph else DefaultGraph()))

    people = [iri("entity", text, i) for i, text in enumerate(texts)]
    for i, text in enumerate(texts):
        me, event, article, literal = people[i], iri("event", text, i), iri("document", text, i), Literal(text)
        other, strange = people[(i + 1) % len(people)], NamedNode(iri("type", text, i))
        say(
            me, (TYPE.value, NamedNode(SCHEMA + "Person")), (TYPE.value, strange), (SCHEMA + "name", literal), (SKOS + "altLabel", literal),
            (RDFS + "label", Literal(text, language="fr")), (RDFS + "label", Literal(text + "!", language="en")),
            (OWL + "sameAs", NamedNode("javascript:boom()")), (OWL + "sameAs", NamedNode(iri("same", text, i))),
            (KG + "holdsOffice", strange),
        )  # fmt: skip
        say(strange.value, (SCHEMA + "name", literal))
        say(f"{article}#char=0,1", (ITSRDF + "taIdentRef", NamedNode(me)), graph=article)
        say(
            article, (TYPE.value, NamedNode(SCHEMA + "NewsArticle")), (SCHEMA + "headline", literal), (DCTERMS + "date", literal),
            (DCTERMS + "source", Literal("javascript:boom()" if i % 2 else text)), (DCTERMS + "identifier", literal),
        )  # fmt: skip
        figure, bad = f"{event}-figure", NamedNode(iri("unit", text, i))
        say(figure, (KG + "value", literal), (KG + "bound", bad), (KG + "unit", literal), (SCHEMA + "name", literal))
        say(
            event, (TYPE.value, NamedNode(SEM + "Event")), (TYPE.value, strange), (SCHEMA + "name", literal), (KG + "date", literal),
            (KG + "status", bad if i % 2 else NamedNode(KG + "Occurred")), (KG + "edtf", literal), (KG + "partOfDay", bad),
            (KG + "agent", NamedNode(me)), (KG + "patient", NamedNode(other)), (KG + "quote", literal), (KG + "purpose", literal),
            (KG + "deaths", NamedNode(figure)), (KG + "sourceCount", literal),
        )  # fmt: skip
        claim, sentence = f"{article}#claim=1", f"{article}#sentence=0,9"
        say(
            claim, (TYPE.value, NamedNode(KG + "Claim")), (KG + "about", NamedNode(event)), (KG + "status", bad),
            (PROV + "wasDerivedFrom", NamedNode(article)), (PROV + "wasAttributedTo", NamedNode(other) if i % 2 else strange),
            (KG + "sentence", NamedNode(sentence)), (KG + "trigger", NamedNode(f"{article}#char=0,3")), (KG + "deaths", NamedNode(figure)),
        )  # fmt: skip
        say(sentence, (NIF + "beginIndex", Literal(0)), (NIF + "endIndex", Literal(len(text))), (NIF + "anchorOf", literal))
        say(event, (KG + "agent", NamedNode(me)), graph=claim)
        say(
            f"{event}-dispute", (TYPE.value, NamedNode(KG + "Disagreement")), (KG + "about", NamedNode(event)),
            (KG + "onProperty", strange), (KG + "claimA", NamedNode(claim)), (KG + "claimB", NamedNode(claim)),
        )  # fmt: skip
    return store


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("hostile") / "'><script>boom()</script>.html".replace("/", "_")
    path.write_text(page(hostile_store(HOSTILE)), "utf-8")
    return path


def test_there_are_enough() -> None:
    assert len(HOSTILE) >= 25


def test_nothing_executes(browser: Any, hostile: Path) -> None:
    """Every card, list, table, label and file of a graph of hostile strings, with `boom` waiting to be called."""
    opened = Opened(browser, hostile)
    opened.page.evaluate("() => { window.boom = () => { window.ran = true; }; }")
    items = data_of(hostile.read_text("utf-8"))["items"]
    assert len(items) == 3 * len(HOSTILE)
    for key in "213":
        opened.keys(key)
        opened.unfold()
    assert opened.page.locator("#table-events tbody a").count() == len(HOSTILE)
    shown = ""
    for table in ("events", "entities", "articles"):
        for k in range(len(HOSTILE)):
            opened.page.locator(f"#table-{table} tbody a").nth(k).click()
            shown += opened.panel()
            assert markup(opened) == []
    for text in HOSTILE[:10]:
        if text.isprintable():
            assert text in shown
    for text in HOSTILE[:12]:
        opened.page.fill("#query", text)
        opened.page.keyboard.press("Enter")
    opened.keys("1", "p")
    opened.search("boom")
    opened.keys("2", "e", "o", "u")
    for name in ("CSV · Ce qui", "CSV · Personnes", "CSV · Articles"):
        opened.page.click("#downloads summary")
        with opened.page.expect_download():
            opened.page.click(f"#downloads button:has-text('{name}')")
    assert not opened.page.evaluate("() => window.ran")
    assert opened.trouble == []
    assert [x for x in opened.requests if not x.startswith("blob:")] == [hostile.as_uri()]


def markup(opened: Opened) -> list[str]:
    """Elements and attributes that only an article could have brought, and links that lead to anything but the web or a card."""
    found: list[str] = opened.page.evaluate("""() => [...document.querySelectorAll("body *")].flatMap((n) => {
      const bad = [...n.attributes].filter((a) => /^on/.test(a.name) || a.name === "srcdoc" || a.name === "style" && !n.closest("#graph"));
      const link = n.hasAttribute("href") && !/^(https?:|#)/.test(n.getAttribute("href"));
      const strange = ["IMG", "IFRAME", "OBJECT", "EMBED", "FORM", "BASE", "LINK", "STYLE"].includes(n.tagName);
      return bad.length || link || strange ? [n.outerHTML.slice(0, 200)] : []; })""")
    return found


ADDRESSES = [
    "#<img src=x onerror=boom()>",
    "#node=%3Cscript%3Eboom()%3C/script%3E",
    "#from=<b>&to=javascript:boom()",
    '#only-type=["<img>"]',
]


@pytest.mark.parametrize("text", ADDRESSES)
def test_hostile_addresses(browser: Any, hostile: Path, text: str) -> None:
    opened = Opened(browser, hostile, text)
    assert opened.trouble == []
    assert markup(opened) == []


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_options(text: str) -> None:
    """An option that names a node is found or refused; it never stands in the page."""
    store = hostile_store(HOSTILE)
    assert page(store, focus=text).count("</script>") == 3
    for asked in (Asked(types=(text,)), Asked(statuses=(text + "?",)), Asked(since=text), Asked(until=text), Asked(query=text)):
        with contextlib.suppress(KgError):
            assert page(store, asked=asked).count("</script>") == 3
    with pytest.raises(InputError):
        page(store, lang=text)
