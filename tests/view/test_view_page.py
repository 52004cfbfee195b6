"""The page as text: self-contained, the same every time, true to the graph, and deaf to whatever articles shout."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import tomllib
from importlib.resources import files
from typing import Any

import pytest
from pyoxigraph import Store
from view_graphs import graph

from kg.errors import InputError
from kg.view import page
from kg.view.collect import SENTENCE_LIMIT, cut, read_links
from kg.view.words import read_words

HOSTILE = [
    "</script><script>boom()</script>", "<!--", "--><script>boom()</script>", "<img src=x onerror=boom()>", "\"><svg onload=boom()>",
    "'-boom()-'", "${boom()}", "$data", "{{7*7}}", "{% raw %}", "\u2028boom()", "\u2029boom()", "\\u003cscript>", "javascript:boom()",
    "</style><script>boom()</script>", "</title><script>boom()</script>", "]]><script>boom()</script>", "__proto__", "constructor",
    "\u202eboom\u202c", "\x00<script>boom()</script>", "&lt;script&gt;boom()&lt;/script&gt;", "<iframe srcdoc='<script>boom()</script>'>",
    "`;boom();`", "<a href='javascript:boom()'>x</a>", "😀" * 30 + "<b>", "x" * 5000,
]  # fmt: skip


def data_of(html: str) -> dict[str, Any]:
    return json.loads(re.search(r'<script type="application/json" id="data">(.*?)</script>', html, re.S)[1])  # type: ignore[index]


def scripts(html: str) -> list[str]:
    return re.findall(r"<script>(.*?)</script>", html, re.S)


@pytest.fixture(scope="module")
def html(sample: Store) -> str:
    return page(sample)


def test_same_store_same_text(sample: Store, html: str) -> None:
    assert page(sample) == html


def test_loads_nothing(html: str) -> None:
    outside_scripts = re.sub(r"<script.*?</script>", "", html, flags=re.S)
    assert not re.search(r"""(src|href)\s*=\s*["']?(?!data:,)[a-z/]|@import|url\(""", outside_scripts)
    assert "cdn" not in html.replace("cdnjs", "cdn").split("<script>")[0]


def test_policy_allows_just_our_scripts_and_style(html: str) -> None:
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', html)[1]  # type: ignore[index]
    parts = [*scripts(html), re.search(r"<style>(.*?)</style>", html, re.S)[1]]  # type: ignore[index]
    assert len(parts) == 3
    for part in parts:
        assert f"'sha256-{base64.b64encode(hashlib.sha256(part.encode()).digest()).decode()}'" in policy
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy


def test_counts(html: str) -> None:
    data = data_of(html)
    events = [x for x in data["items"] if "s" in x]
    assert len(events) == 7
    assert data["total"] == 14
    assert {x["n"][0] for x in data["items"]} >= {"Angela Merkel", "Berlin", "Rencontre à Berlin"}
    assert "Europe" not in {x["n"][0] for x in data["items"]}, "no article mentions it"


def test_sentences_carry_their_trigger(html: str) -> None:
    data = data_of(html)
    meeting = next(x for x in data["items"] if x["n"][0].startswith("Rencontre : "))
    first, second = meeting["c"]
    assert data["phrases"][first["p"]][slice(*first["h"])] == "rencontré"
    assert data["items"][first["a"]]["n"] == ["Rencontre à Berlin"]
    assert "o" not in first
    assert data["items"][second["o"]]["n"][0] == "Organisation des Nations unies"
    assert meeting["w"] == ["lundi 12 mars 2018, au soir", "Monday 12 March 2018, in the evening"]


def test_denied_event_shows_what_is_denied(html: str) -> None:
    denied = next(x for x in data_of(html)["items"] if x.get("s") == "Negated")
    assert denied["t"] == ["Agreement"]


def test_disagreement_is_no_claim(html: str) -> None:
    attack = next(x for x in data_of(html)["items"] if x["n"][0] == "Attaque : Berlin")
    ((prop, (one, _), (other, _)),) = attack["y"]
    assert (prop, one[0], other[0]) == ("deaths", "au moins 15 personnes", "environ 12 personnes")
    assert all(data_of(html)["phrases"][c["p"]] and "a" in c for c in attack["c"])


def test_each_view_is_a_network_with_positions(html: str) -> None:
    for view in data_of(html)["views"].values():
        assert all({"id", "label", "shape", "x", "y"} <= set(n) for n in view["nodes"])
        assert all(isinstance(n["x"], int) for n in view["nodes"])
        ids = {n["id"] for n in view["nodes"]}
        assert all(e["from"] in ids and e["to"] in ids for e in view["edges"])


def test_kinds_differ_in_shape(html: str) -> None:
    shapes = {(n["group"], n["shape"]) for v in data_of(html)["views"].values() for n in v["nodes"]}
    assert len({k for k, _ in shapes}) == len({s for _, s in shapes}) == len(shapes) >= 6


@pytest.mark.parametrize(
    "focus",
    ["Angela Merkel", "angela merkel", "ANGELA MERKEL", "Mme Merkel", "angela-merkel", "https://w3id.org/newskg/entity/angela-merkel"],
)
def test_focus(sample: Store, focus: str) -> None:
    names = {x["n"][0] for x in data_of(page(sample, focus=focus))["items"]}
    assert "Angela Merkel" in names
    assert "Attaque : Berlin" not in names


def test_more_hops_reach_further(sample: Store) -> None:
    assert "Attaque : Berlin" in {x["n"][0] for x in data_of(page(sample, focus="Angela Merkel", hops=2))["items"]}


@pytest.mark.parametrize("wrong", [{"focus": "Personne de ce nom"}, {"max_nodes": 0}, {"hops": 0, "focus": "Berlin"}, {"lang": "de"}])
def test_errors_are_sentences(sample: Store, wrong: dict[str, Any]) -> None:
    with pytest.raises(InputError, match=r"\w+.*\."):
        page(sample, **wrong)


def test_empty_store() -> None:
    assert data_of(page(Store()))["items"] == []


def test_english(sample: Store) -> None:
    html = page(sample, lang="en")
    assert '<html lang="en">' in html
    assert "Knowledge graph" in html.split("<style>")[0]
    assert any(n["label"].startswith("Meeting") for n in data_of(html)["views"]["happened"]["nodes"])


def test_best_connected_come_first() -> None:
    store = graph(300, 150)
    data = data_of(page(store, max_nodes=100))
    held = [x for x in data["items"] if x["k"] != "Document"]
    shown = [x for x in held if "g" not in x]
    assert len(shown) == 100
    assert len(held) == data["total"], "a small graph is held whole, to be expanded"
    assert data["total"] > 400
    degree: dict[str, int] = {}
    for link in read_links(store).roles:
        degree[link.target] = degree.get(link.target, 0) + 1
    kept = {x["i"] for x in shown if "s" not in x}
    assert min(degree[i] for i in kept) >= max(n for i, n in degree.items() if i not in kept)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text: str) -> None:
    html = page(graph(4, 7, text=text))
    assert len(scripts(html)) == 2
    assert html.count("</script>") == 3
    assert html.count("<!--") == scripts(html)[0].count("<!--")
    markup = re.sub(r"<(script|style).*?</\1>", "", html, flags=re.S)
    assert "boom" not in markup
    assert set(re.findall(r"<(\w+)", markup)) <= set(
        "html head meta link title body header div h1 p nav main section aside footer dialog".split()
    )


@pytest.mark.parametrize("text", ["", "x" * 400])
def test_size(text: str) -> None:
    assert len(page(graph(300, 150, text=text), max_nodes=450).encode()) <= 2_000_000 + 450 * 1000


@pytest.mark.parametrize(
    ("sentence", "trigger", "marked"),
    [
        ("  Il a signé.  ", (7, 12), "signé"),
        ("Il a signé.", (7, 40), ""),
        ("Il a signé.", (-3, 2), ""),
        ("Il a signé.", (5, 5), ""),
        ("x" * 900 + " signé " + "y" * 900, (901, 906), "signé"),
        ("signé " + "y" * 900, (0, 5), "signé"),
        ("y" * 900 + " signé", (901, 906), "signé"),
        ("", (0, 1), ""),
    ],
)
def test_cut(sentence: str, trigger: tuple[int, int], marked: str) -> None:
    text, (start, end) = cut(sentence, trigger)
    assert text[start:end] == marked
    assert len(text) <= SENTENCE_LIMIT + 2


def test_languages_say_the_same_things() -> None:
    french, english = (tomllib.loads((files("kg.view") / "messages" / f"{x}.toml").read_text("utf-8")) for x in ("fr", "en"))
    assert {k: list(v) for k, v in french.items()} == {k: list(v) for k, v in english.items()}
    slots = re.compile(r"\{\w+\}")
    for part, words in french.items():
        for key, word in words.items():
            assert sorted(slots.findall(word)) == sorted(slots.findall(english[part][key])), key


def test_every_word_that_scripts_ask_for_exists() -> None:
    ui = read_words().messages["fr"]["ui"]
    source = "".join(p.read_text("utf-8") for p in sorted((files("kg.view") / "template" / "js").iterdir(), key=str))  # type: ignore[attr-defined]
    asked = set(re.findall(r'\b(?:say|section)\("(\w+)"', source))
    assert len(asked) > 25
    assert asked <= set(ui)


@pytest.mark.parametrize(
    ("types", "specific"),
    [(("Meeting", "Contact", "Event", "Reception"), ("Reception",)), (("Place", "City"), ("City",)), (("Event",), ("Event",))],
)
def test_most_specific_type(types: tuple[str, ...], specific: tuple[str, ...]) -> None:
    assert read_words().specific(types) == specific
