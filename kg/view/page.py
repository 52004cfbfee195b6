"""The graph as one HTML file: no request, no physics, no server; every fact opens on the sentences that say it.

pyvis lays out the data and brings vis-network, which draws. The page around it is ours, because pyvis's own template
loads files from the network and puts labels into markup. Scripts are plain files in `template/js`, one feature each.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from string import Template
from typing import TYPE_CHECKING, Any

from pyoxigraph import Store

from kg.errors import InputError
from kg.view.choose import Chosen, choose
from kg.view.collect import Event, Links, read_article, read_entity, read_event, read_fact, read_links
from kg.view.details import Records
from kg.view.safe import attribute, embed_json, source_hash
from kg.view.select import Asked, select
from kg.view.terms import local
from kg.view.words import LANGUAGES, Words, read_words

if TYPE_CHECKING:
    from kg.view.network import Content

# In the order in which they are joined: each uses only what stands before it.
SCRIPTS = (
    "data", "dom", "words", "state", "filter", "neighbours", "path", "labels", "style", "legend", "timeline", "bar",
    "lettering", "graph", "evidence", "panel", "search", "table", "download", "fragment", "help", "main",
)  # fmt: skip
EVERYTHING = Asked()
MOST_CLAIMS = (20, 8, 4, 2, 1)  # sentences kept for one event: the first that keeps the page within its size
BYTES_A_NODE = 1000
BYTES_OF_DATA = 1_300_000  # what 2 MB leave beside the scripts


def page(
    store: Store, *, lang: str = "fr", max_nodes: int = 300, focus: str | None = None, hops: int = 1, asked: Asked = EVERYTHING
) -> str:
    """The HTML page of the graph in `store`, or of what is `asked` of it.

    Opens on at most `max_nodes` entities and events, the best connected ones, and holds more that the reader can expand or
    search; with `focus` (a name, label, alias or IRI) only those at most `hops` events away from it. `lang` ("fr" or "en")
    is the language it opens in. The same store gives the same text. Raises InputError for a focus that nothing bears, or an
    option out of range.
    """
    if lang not in LANGUAGES:
        raise InputError(f"The page speaks {' and '.join(LANGUAGES)}, not “{lang}”.")
    words = read_words()
    links = read_links(store)
    if asked != EVERYTHING:
        links = select(store, links, asked, words)
    chosen = choose(store, links, max_nodes=max_nodes, focus=focus, hops=hops)
    return _html(_data(_read(store, links, chosen, words), words, lang, chosen), lang)


def _read(store: Store, links: Links, chosen: Chosen, words: Words) -> Content:
    from kg.view.network import Content

    roles: dict[str, list[tuple[str, str]]] = {x: [] for x in chosen.events}
    for link in links.roles:
        if link.event in roles:
            roles[link.event].append((link.role, link.target))
    entities = [x for x in (read_entity(store, iri, links.mentions.get(iri, 0)) for iri in sorted(chosen.entities)) if x]
    happenings = [_happening(store, links, iri, roles[iri], words) for iri in sorted(chosen.events)]
    cited = sorted({c.article for e in happenings for c in e.claims if c.article})
    return Content(entities, happenings, [read_article(store, iri) for iri in cited], chosen.first)


def _happening(store: Store, links: Links, iri: str, roles: list[tuple[str, str]], words: Words) -> Event:
    if (fact := links.facts.get(iri)) is None:
        return read_event(store, iri, roles)
    french, english = (words.type_name(local(fact.property), x) for x in LANGUAGES)
    return read_fact(store, iri, fact, (french, english))


def _data(content: Content, words: Words, lang: str, chosen: Chosen) -> str:
    """All that the script needs, as JSON that fits: sentences are left out first, and the page says how many."""
    from kg.view.network import as_data, happened_view, people_view  # pyvis and numpy: who only reads the page's words does without

    views = {"people": as_data(people_view(content, words, lang)), "happened": as_data(happened_view(content, words, lang))}
    room = BYTES_OF_DATA + BYTES_A_NODE * (len(content.entities) + len(content.events))
    text = ""
    for most in MOST_CLAIMS:
        records = _records(content, words, most)
        text = embed_json(
            {
                "views": views,
                "items": records.items,
                "phrases": records.phrases,
                "articles": len(content.entities) + len(content.events),  # the number of the first
                "total": chosen.total,
                "lang": lang,
                "words": _used_words(words, records.items),
            }
        )
        if len(text.encode()) <= room:
            break
    return text


def _records(content: Content, words: Words, most_claims: int) -> Records:
    records = Records(words, content.ids(), most_claims, content.first)
    for entity in content.entities:
        records.entity(entity)
    for event in content.events:
        records.event(event)
    for article in content.articles:
        records.article(article)
    return records


def _used_words(words: Words, items: list[dict[str, Any]]) -> dict[str, Any]:
    used = sorted({t for item in items for t in item.get("t", ())})
    tables = {lang: {k: v for k, v in words.messages[lang].items() if k != "properties"} for lang in LANGUAGES}
    return {lang: {**tables[lang], "types": {t: words.type_name(t, lang) for t in used}} for lang in LANGUAGES}


def _html(data: str, lang: str) -> str:
    script, drawing, style = _own_script(), _vis_network(), _template("style.css")
    return Template(_template("page.html")).substitute(
        lang=lang,
        title=attribute(read_words().messages[lang]["ui"]["title"]),
        policy=attribute(_policy(drawing, script, style)).replace("&#x27;", "'"),
        style=style,
        vis=drawing,
        script=script,
        data=data,
    )


def _policy(drawing: str, script: str, style: str) -> str:
    """Nothing may be loaded, and only these two scripts and this style sheet may run."""
    scripts = f"script-src {source_hash(drawing)} {source_hash(script)}"
    return f"default-src 'none'; {scripts}; style-src {source_hash(style)}; img-src data:; base-uri 'none'; form-action 'none'"


@cache
def _own_script() -> str:
    parts = "\n".join(_template(f"js/{name}.js") for name in SCRIPTS)
    return f'(() => {{\n"use strict";\n{parts}\n}})();\n'


@cache
def _vis_network() -> str:
    """The drawing library, as the installed pyvis brings it (Apache-2.0 or MIT; its notice stays in it)."""
    text = (files("pyvis") / "templates" / "lib" / "vis-9.1.2" / "vis-network.min.js").read_text("utf-8")
    return _one_newline(text)


@cache
def _template(name: str) -> str:
    return _one_newline((files("kg.view") / "template" / name).read_text("utf-8"))


def _one_newline(text: str) -> str:
    """A browser reads CRLF as LF before it hashes a script."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
