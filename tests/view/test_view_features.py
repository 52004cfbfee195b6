"""Every feature of the page by mouse and by keyboard, told by what the page then shows."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator
from itertools import combinations
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag

import pytest
from browser import Opened
from pyoxigraph import Store
from test_view_page import data_of
from view_graphs import graph

from kg.ids import fold
from kg.view import page

Do = Callable[[Opened], None]


@pytest.fixture
def opened(browser: Any, seeds: Path) -> Iterator[Opened]:
    shown = Opened(browser, seeds)
    yield shown
    assert shown.trouble == []
    assert {urldefrag(x)[0] for x in shown.requests if not x.startswith("blob:")} == {shown.address}
    shown.page.context.close()


@pytest.fixture(scope="module")
def wide(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page that opens on 60 of 450 nodes."""
    path = tmp_path_factory.mktemp("wide") / "page.html"
    path.write_text(page(graph(300, 150), max_nodes=60), "utf-8")
    return path


def events_of(path: Path) -> list[dict[str, Any]]:
    """The events of a page as its data have them."""
    return [item for item in data_of(path.read_text("utf-8"))["items"] if "s" in item]


def by_mouse(opened: Opened, name: str) -> None:
    """Clicks the disc of a person on the drawing."""
    for k in range(len(opened.discs())):
        opened.page.mouse.click(*opened.discs()[k])
        opened.settle()
        if opened.page.is_visible("#panel") and opened.text("#panel h2") == name:
            return
        opened.keys("Escape")
    pytest.fail(f"no disc of {name}")


def test_two_views_and_their_table(opened: Opened, seeds: Path) -> None:
    assert {"Vladimir Poutine", "Donald Trump", "Bachar al-Assad"} <= opened.names()
    bundled = {name for name in opened.names() if re.search(r"\w (×[2-9]|…)", name)}
    assert bundled, "a line says what it bundles, and how often"
    opened.click("#views button:has-text('Ce qui s’est passé')")
    assert {"Vladimir Poutine", "Annonce"} <= opened.names()
    assert any(re.fullmatch(r"\d+ novembre 2017", name) for name in opened.names()), "an event's day stands below its type"
    opened.keys("3")
    assert len(opened.rows()) == len(events_of(seeds))
    opened.keys("1")
    assert bundled <= opened.names()


@pytest.mark.parametrize("width", [1300, 800])
@pytest.mark.parametrize("view", "12")
def test_names_never_overlap(browser: Any, seeds: Path, wide: Path, view: str, width: int) -> None:
    for path in (seeds, wide):
        opened = Opened(browser, path, viewport={"width": width, "height": 700})
        opened.keys(view)
        seen = len(opened.words())
        for a, b in combinations(opened.words(), 2):
            assert min(a.right, b.right) - max(a.left, b.left) < 1 or min(a.bottom, b.bottom) - max(a.top, b.top) < 1, (a, b)
        opened.keys("+", "+")
        assert seen > 5
        opened.page.context.close()


def test_more_names_as_one_comes_closer(browser: Any, wide: Path) -> None:
    opened = Opened(browser, wide)
    opened.keys("2")
    inside = "() => new Set(window.pen.texts.map((t) => t.text)).size"
    before = opened.page.evaluate(inside)
    opened.keys("+", "+", "+")
    assert opened.page.evaluate(inside) > before


@pytest.mark.parametrize("how", ["mouse", "keyboard"])
def test_search_for_bachar_and_read_the_sentence(opened: Opened, how: str) -> None:
    if how == "mouse":
        opened.page.click("#query")
        opened.page.keyboard.type("bâchar")
        opened.page.click("#found li:has-text('Bachar al-Assad')")
    else:
        opened.page.keyboard.press("/")
        opened.page.keyboard.type("BACHAR")
        opened.page.keyboard.press("ArrowDown")
        opened.page.keyboard.press("ArrowUp")
        assert opened.page.inner_text("#found [aria-selected=true] span") == "Bachar al-Assad"
        opened.page.keyboard.press("Enter")
    opened.settle()
    assert opened.text("#panel h2") == "Bachar al-Assad"
    assert "avec le président syrien Bachar al-Assad tenue lundi à Sotchi en Russie" in opened.panel()
    assert "réunion" in opened.page.locator("#panel mark").all_inner_texts()
    assert "Selon Vladimir Poutine · DOSSIERS SENSIBLES Trump et Poutine en discutent par téléphone · novembre 2017" in opened.panel()
    opened.keys("Escape")
    assert opened.page.is_hidden("#panel")


def test_escape_empties_the_search(opened: Opened) -> None:
    opened.page.keyboard.press("/")
    opened.page.keyboard.type("bachar")
    opened.page.keyboard.press("Escape")
    assert opened.page.input_value("#query") == ""
    assert opened.page.is_hidden("#found")


def test_click_on_a_node(opened: Opened) -> None:
    by_mouse(opened, "Bachar al-Assad")
    assert "Fonction" in opened.panel()
    assert opened.page.locator("#panel blockquote").count() >= 1


def test_click_on_a_line(opened: Opened) -> None:
    for a, b in opened.lines():
        opened.page.mouse.click((a[0] * 0.6 + b[0] * 0.4), (a[1] * 0.6 + b[1] * 0.4))
        opened.settle()
        if opened.page.is_visible("#panel") and " et " in opened.text("#panel h2"):
            break
        opened.keys("Escape")
    assert " et " in opened.text("#panel h2")
    assert opened.page.locator("#panel mark").count() >= 1


def test_what_ties_two_by_keyboard(opened: Opened) -> None:
    opened.search("bachar")
    opened.page.focus("#panel .tie >> nth=0")
    opened.keys("Enter")
    assert opened.text("#panel h2") in ("Bachar al-Assad et Vladimir Poutine", "Vladimir Poutine et Bachar al-Assad")
    opened.page.focus("#panel button:has-text('Retour')")
    opened.keys("Enter")
    assert opened.text("#panel h2") == "Bachar al-Assad"


def only(word: str) -> str:
    return f"#legend [aria-label='Seulement : {word}']"


@pytest.mark.parametrize("how", ["mouse", "keyboard"])
def test_only_what_is_planned(opened: Opened, seeds: Path, how: str) -> None:
    opened.keys("3")
    if how == "mouse":
        opened.click(only("Prévu"))
    else:
        opened.page.focus(only("Prévu"))
        opened.keys("Enter")
        assert opened.page.evaluate("() => document.activeElement.closest('li').innerText").startswith("Prévu"), "the focus stays"
    assert 0 < len(opened.rows()) == sum(x["s"] == "Planned" for x in events_of(seeds))
    assert all("Prévu" in row for row in opened.rows())
    opened.keys("1")
    assert "Sommet" in opened.names()
    assert "Visite" not in opened.names()


def unfold(opened: Opened, group: str) -> None:
    opened.page.click(f"#legend .group summary:has-text('{group}')")
    more = opened.page.locator(f"#legend .group:has(summary:has-text('{group}')) .more")
    if more.count():
        more.click()


def count(opened: Opened, row: str) -> int:
    return int(opened.text(f"#legend li:has-text('{row}') >> nth=0 >> .count"))


@pytest.mark.parametrize(
    ("group", "row", "column"),
    [
        ("Types d’événement", "Appel téléphonique", "Appel téléphonique"),
        ("Types d’événement", "Sommet", "Sommet"),
        ("Statuts", "Possible", "Possible"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("how", ["mouse", "keyboard"])
def test_legend_counts_and_filters(opened: Opened, group: str, row: str, column: str, how: str) -> None:
    opened.keys("3")
    if group != "Statuts":
        unfold(opened, group)
    expected = count(opened, row)
    switch = f"#legend .row:has-text('{row}') >> nth=0"
    before = opened.rows()
    if how == "mouse":
        opened.click(switch)
    else:
        opened.page.focus(switch)
        opened.keys("Space")
    assert len(before) - len(opened.rows()) == expected
    opened.click(switch)
    assert opened.rows() == before
    opened.click(only(row))
    assert len(opened.rows()) == expected
    assert all(column in x for x in opened.rows())


def press(opened: Opened, switch: str, how: str) -> None:
    """Use a switch by a click or, once it has the focus, by a key."""
    if how == "mouse":
        opened.click(switch)
    else:
        opened.page.focus(switch)
        opened.keys("Enter")


@pytest.mark.parametrize("how", ["mouse", "keyboard"])
@pytest.mark.parametrize("group", ["Qui le dit", "Articles"])
def test_legend_filters_by_source_and_article(opened: Opened, group: str, how: str) -> None:
    opened.keys("3")
    unfold(opened, group)
    name = "Kremlin" if group == "Qui le dit" else "DOSSIERS SENSIBLES"
    expected, every = count(opened, name), len(opened.rows())
    press(opened, f"#legend li:has-text('{name}') .only", how)
    assert 0 < len(opened.rows()) == expected < every
    opened.page.locator("#table-events tbody a").first.click()
    assert name in opened.panel()
    opened.keys("u")
    assert len(opened.rows()) == every


@pytest.mark.parametrize("how", ["mouse", "keyboard"])
def test_kinds_hide_and_show(opened: Opened, how: str) -> None:
    assert "Syrie" in opened.names()
    press(opened, "#legend .row:has-text('Lieux')", how)
    assert "Syrie" not in opened.names()
    press(opened, "#legend .row:has-text('Lieux')", how)
    assert "Syrie" in opened.names()
    opened.keys("2")
    opened.click("#legend .row:has-text('Articles et documents')")
    assert any(name.startswith("DOSSIERS") for name in opened.names())


def drag_to_20_november(opened: Opened) -> None:
    box = opened.page.locator("#histogram input >> nth=1").bounding_box()
    y = box["y"] + box["height"] / 2
    opened.page.mouse.move(box["x"] + box["width"] - 9, y)
    opened.page.mouse.down()
    opened.page.mouse.move(box["x"] + box["width"] / 2, y, steps=4)
    opened.page.mouse.move(box["x"] + 9, y, steps=4)
    opened.page.mouse.up()


def drag_over_the_bars(opened: Opened) -> None:
    box = opened.page.locator("#histogram svg").bounding_box()
    opened.page.mouse.move(box["x"] + 3, box["y"] + 20)
    opened.page.mouse.down()
    opened.page.mouse.move(box["x"] + box["width"] / 3 - 6, box["y"] + 20, steps=3)
    opened.page.mouse.up()


def arrow_to_20_november(opened: Opened) -> None:
    opened.page.focus("#range-to")
    opened.keys("ArrowLeft", "ArrowLeft")


def write_20_november(opened: Opened) -> None:
    opened.page.fill("#date-to", "2017-11-20")
    opened.page.dispatch_event("#date-to", "change")


@pytest.mark.parametrize("way", [drag_to_20_november, drag_over_the_bars, arrow_to_20_november, write_20_november])
def test_range_to_20_november(opened: Opened, seeds: Path, way: Do) -> None:
    events = events_of(seeds)
    exact = [x for x in events if len(set(x.get("d", ["", "-"]))) == 1]
    on_the_day = sum(x["d"][0] == "2017-11-20" for x in exact)
    vague = len(events) - len(exact)
    opened.keys("3")
    assert opened.text("#range-words") == "du 20 nov. 2017 au 22 nov. 2017"
    assert opened.text("#undated") == f"{vague} sans date précise : montrés"
    way(opened)
    opened.settle()
    assert opened.text("#range-words") == "20 nov. 2017"
    assert all("20 novembre 2017" in row for row in opened.rows())
    assert {"Réception", "Visite"} <= {row.split("\t")[1] for row in opened.rows()}
    assert len(opened.rows()) == on_the_day
    assert opened.text("#undated") == f"{vague} sans date précise : cachés"
    opened.click("#undated")
    assert len(opened.rows()) == on_the_day + vague
    opened.click("#all-dates")
    assert len(opened.rows()) == len(events)


@pytest.mark.parametrize("how", ["mouse", "keyboard", "shift and click", "from Assad"])
def test_path_from_trump_to_assad(opened: Opened, how: str) -> None:
    if how == "mouse":
        by_mouse(opened, "Donald Trump")
        opened.click("#panel button:has-text('Chemin')")
        assert "De Donald Trump à …" in opened.text("#now")
        by_disc(opened, "De Donald Trump à Bachar al-Assad", "Donald Trump")
    elif how == "shift and click":
        by_mouse(opened, "Donald Trump")
        opened.page.keyboard.down("Shift")
        by_disc(opened, "De Donald Trump à Bachar al-Assad", "Donald Trump")
        opened.page.keyboard.up("Shift")
    else:
        ends = ("trump", "bachar") if how == "keyboard" else ("bachar", "trump")
        opened.search(ends[0])
        opened.keys("p")
        opened.search(ends[1])
    title, way = opened.text("#panel h2"), opened.text("#panel .lead")
    if how == "from Assad":
        assert (title, way) == ("De Bachar al-Assad à Donald Trump", "Bachar al-Assad → Vladimir Poutine → Donald Trump")
    else:
        assert (title, way) == ("De Donald Trump à Bachar al-Assad", "Donald Trump → Vladimir Poutine → Bachar al-Assad")
    assert "2 pas" in opened.panel()
    assert opened.page.locator("#panel ol.steps blockquote").count() >= 2
    assert {"Donald Trump", "Vladimir Poutine", "Bachar al-Assad"} <= opened.names()
    assert "Hassan Rohani" not in opened.names(), "what is off the path is dimmed and not named"


def by_disc(opened: Opened, title: str, start: str) -> None:
    """Clicks discs until the card has the title, beginning anew after a wrong one."""
    for k in range(len(opened.discs())):
        if k >= len(opened.discs()):
            break
        opened.page.mouse.click(*opened.discs()[k])
        opened.settle()
        if opened.text("#panel h2") == title:
            return
        if opened.text("#panel h2") != start or opened.page.locator("#now .now").count() == 0:
            opened.search(start)
            opened.keys("p")
    pytest.fail(f"no way to {title}")


def test_no_path_is_said(opened: Opened) -> None:
    opened.click(only("Prévu"))
    opened.search("trump")
    opened.keys("p")
    opened.search("bachar")
    assert "Aucun chemin" in opened.panel() or "→" in opened.text("#panel .lead")


@pytest.mark.parametrize("how", ["mouse", "keyboard"])
def test_expand_and_collapse(browser: Any, wide: Path, how: str) -> None:
    opened = Opened(browser, wide)
    assert opened.text("#counts").startswith("60 sur 450 nœuds")
    opened.keys("3")
    opened.page.locator("#table-entities tbody a").first.click()
    opened.keys("2")
    most = opened.page.locator("#panel [data-deed=expand]")
    missing = int(re.search(r"\((\d+)\)", most.inner_text())[1])  # type: ignore[index]
    if how == "mouse":
        opened.click("#panel [data-deed=expand]")
    else:
        opened.keys("e")
    assert opened.text("#counts").startswith(f"{60 + missing} sur 450 nœuds")
    added = opened.page.evaluate("() => location.hash")
    assert "add=" in added
    if how == "mouse":
        opened.click("#panel [data-deed=collapse]")
    else:
        opened.keys("r")
    now = int(opened.text("#counts").split()[0])
    assert now < 60 + missing
    assert opened.trouble == []


@pytest.mark.parametrize("how", ["mouse", "keyboard"])
def test_hide(opened: Opened, how: str) -> None:
    opened.search("syrie")
    if how == "mouse":
        opened.click("#panel button:has-text('Cacher')")
    else:
        opened.keys("x")
    assert opened.page.is_hidden("#panel")
    assert "Syrie" not in opened.names()
    assert "1 nœud caché" in opened.text("#now")
    opened.keys("3")
    assert not any(row.startswith("Syrie") for row in opened.rows("entities"))
    opened.keys("1")
    opened.click("#now .now button")
    assert "Syrie" in opened.names()


@pytest.mark.parametrize("how", ["mouse", "keyboard"])
def test_around_one_node(opened: Opened, how: str) -> None:
    opened.search("bachar")
    if how == "mouse":
        opened.click("#panel button:has-text('Autour')")
    else:
        opened.keys("o")
    assert "Autour de Bachar al-Assad" in opened.text("#now")
    assert {"Bachar al-Assad", "Vladimir Poutine"} <= opened.names()
    opened.keys("Escape")
    assert "États-Unis" not in opened.names()
    opened.keys("u")
    assert "États-Unis" in opened.names()


@pytest.mark.parametrize("how", ["mouse", "keyboard"])
def test_moves_only_when_asked(opened: Opened, how: str) -> None:
    before = opened.discs()
    opened.page.wait_for_timeout(300)
    assert opened.discs() == before, "the drawing is still"
    act: Do = (lambda o: o.page.click("#moving")) if how == "mouse" else (lambda o: o.page.keyboard.press("m"))
    act(opened)
    opened.page.wait_for_timeout(700)
    assert opened.page.get_attribute("#moving", "aria-pressed") == "true"
    act(opened)
    opened.settle()
    assert opened.discs() != before
    assert opened.page.get_attribute("#moving", "aria-pressed") == "false"


def test_a_dragged_node_takes_its_name_along(opened: Opened) -> None:
    x, y = opened.discs()[0]
    below = min(opened.words(), key=lambda w: abs((w.left + w.right) / 2 - x) + abs(w.top - y))
    opened.page.mouse.move(x, y)
    opened.page.mouse.down()
    opened.page.mouse.move(x - 20, y - 60, steps=5)
    opened.page.mouse.up()
    opened.settle()
    moved = next(w for w in opened.words() if w.text == below.text)
    assert moved.top < below.top - 20


@pytest.mark.parametrize("how", ["mouse", "keyboard"])
def test_zoom_and_fit(opened: Opened, how: str) -> None:
    def spread_() -> float:
        return max(x for x, _ in opened.discs()) - min(x for x, _ in opened.discs())

    press: dict[str, Do] = {
        "in": lambda o: o.click("#zoom button >> nth=0") if how == "mouse" else o.keys("+"),
        "out": lambda o: o.click("#zoom button >> nth=1") if how == "mouse" else o.keys("-"),
        "fit": lambda o: o.click("#zoom button >> nth=2") if how == "mouse" else o.keys("0"),
    }
    before = spread_()
    press["in"](opened)
    assert spread_() > before * 1.3
    press["out"](opened)
    press["out"](opened)
    assert spread_() < before * 0.8
    press["fit"](opened)
    assert abs(spread_() - before) < 2


@pytest.mark.parametrize("how", ["mouse", "keyboard"])
def test_table_sorts(opened: Opened, how: str) -> None:
    opened.keys("3")
    for direction in ("ascending", "descending"):
        if how == "mouse":
            opened.click("#table-events th button:has-text('Type')")
        else:
            opened.page.focus("#table-events th button:has-text('Type')")
            opened.keys("Enter")
            assert opened.page.evaluate("() => document.activeElement.innerText").startswith("Type")
        assert opened.page.get_attribute("#table-events th:has-text('Type')", "aria-sort") == direction
    types = [row.split("\t")[1] for row in opened.rows()]
    assert types == sorted(types, key=fold, reverse=True)


def download(opened: Opened, name: str, how: str) -> bytes:
    with opened.page.expect_download() as caught:
        if how == "mouse":
            opened.page.click("#downloads summary")
            opened.page.click(f"#downloads button:has-text('{name}')")
        else:
            opened.page.focus("#downloads summary")
            opened.page.keyboard.press("Enter")
            opened.page.focus(f"#downloads button:has-text('{name}')")
            opened.page.keyboard.press("Enter")
    return Path(caught.value.path()).read_bytes()


@pytest.mark.parametrize("how", ["mouse", "keyboard"])
def test_csv(opened: Opened, seeds: Path, how: str) -> None:
    opened.click(only("Prévu"))
    text = download(opened, "CSV · Ce qui s’est passé", how).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) == sum(x["s"] == "Planned" for x in events_of(seeds))
    assert {row["Statut"] for row in rows} == {"Prévu"}
    assert all(row["IRI"].startswith("https://") for row in rows)


@pytest.mark.parametrize("how", ["mouse", "keyboard"])
def test_png(opened: Opened, how: str) -> None:
    picture = download(opened, "PNG", how)
    assert picture[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(picture[16:20], "big") >= 1300


def test_csv_of_hostile_names_holds_no_formula(browser: Any, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(page(graph(6, 6, text="=cmd|' /C calc'!A0", first=True)), "utf-8")
    opened = Opened(browser, path)
    rows = list(csv.reader(io.StringIO(download(opened, "CSV · Personnes", "mouse").decode("utf-8-sig"))))
    assert len(rows) == 7
    assert not [cell for row in rows for cell in row if cell[:1] in "=+-@|" and cell]


def test_what_one_sees_can_be_sent(opened: Opened, browser: Any, seeds: Path) -> None:
    opened.keys("2")
    opened.click(only("Prévu"))
    opened.page.focus("#range-to")
    opened.keys("ArrowLeft")
    opened.click("#undated")
    opened.search("poutine")
    opened.click("#tools button:has-text('English')")
    fragment = opened.page.evaluate("() => location.hash")
    other = Opened(browser, seeds, fragment)
    for selector in ("#panel h2", "#range-words", "#undated", "#legend", "#counts", "#views [aria-pressed=true]"):
        assert other.text(selector) == opened.text(selector), selector
    assert other.page.get_attribute("html", "lang") == "en"
    for each in (opened, other):
        each.keys("0")  # the address doesn't say how near one looks, and words on lines show only near
    assert other.names() == opened.names()
    assert other.trouble == []
    other.page.evaluate("() => { location.hash = 'view=table&path=donald-trump+bachar-al-assad'; }")
    other.settle()
    assert other.page.is_visible("#tables")
    assert "Donald Trump" in other.text("#panel h2")


@pytest.mark.parametrize(
    "fragment", ["#%E0%A4%A", "#view=nowhere", "#node=none", "#from=x&to=y", "#only-status=[", "#path=a", "#hide=__proto__"]
)
def test_nonsense_in_the_address_does_no_harm(browser: Any, seeds: Path, fragment: str) -> None:
    opened = Opened(browser, seeds, fragment)
    assert "Vladimir Poutine" in opened.names()
    assert opened.trouble == []


@pytest.mark.parametrize("how", ["mouse", "keyboard"])
def test_english(opened: Opened, how: str) -> None:
    if how == "mouse":
        opened.click("#tools button:has-text('English')")
    else:
        opened.page.focus("#tools button:has-text('English')")
        opened.keys("Enter")
    assert opened.page.get_attribute("html", "lang") == "en"
    assert "Who with whom" in opened.text("#views")
    assert {"Syria", "Phone call"} & opened.names()
    assert "without exact date" in opened.text("#undated")


@pytest.mark.parametrize("how", ["mouse", "keyboard"])
def test_help(opened: Opened, how: str) -> None:
    if how == "mouse":
        opened.click("#tools button:has-text('?')")
    else:
        opened.keys("?")
    assert "chemin le plus court" in opened.text("#help")
    opened.keys("Escape")
    assert opened.page.is_hidden("#help")


@pytest.mark.parametrize("how", ["mouse", "keyboard"])
def test_disagreements_side_by_side(browser: Any, sample_page: Path, how: str) -> None:
    opened = Opened(browser, sample_page)
    if how == "keyboard":
        opened.search("attaque")
    else:
        opened.keys("3")
        opened.page.locator("#table-events a:has-text('Attaque')").click()
    assert "Les articles ne s’accordent pas sur : Morts" in opened.panel()
    one, other = opened.page.locator("#panel .sides .side").all()
    assert "au moins 15 personnes" in one.inner_text()
    assert "environ 12 personnes" in other.inner_text()
    assert "Un attentat a fait au moins quinze morts" in one.inner_text()
    assert "Un attentat a fait une douzaine de morts" in other.inner_text()
    a, b = one.bounding_box(), other.bounding_box()
    assert a["x"] + a["width"] <= b["x"]
    assert a["y"] == b["y"]


def test_identifiers_are_links(opened: Opened) -> None:
    opened.search("poutine")
    hrefs = opened.page.eval_on_selector_all("#panel a[target]", "nodes => nodes.map(a => [a.href, a.rel])")
    assert ["http://www.wikidata.org/entity/Q7747", "noopener noreferrer"] in hrefs
    assert all(h.startswith(("https://", "http://")) for h, _ in hrefs)


def test_card_of_an_event(opened: Opened) -> None:
    opened.search("réception")
    card = opened.panel()
    for words in ("Réception", "A eu lieu", "lundi 20 novembre 2017", "2 articles", "Sotchi", "Selon Vladimir Poutine", "Qui agit"):
        assert words in card, words
    assert not {"null", "undefined", "NaN"} & set(card.split())


def test_search_says_when_nothing_is_found(opened: Opened) -> None:
    opened.search("zzzz")
    assert "Rien de ce nom" in opened.text("#found")


def test_hiding_everything_offers_a_way_back(opened: Opened) -> None:
    for word in ("A eu lieu", "Prévu", "Possible"):
        opened.click(f"#legend .row:has-text('{word}')")
    assert "cachent tout" in opened.text("#notice")
    opened.click("#notice button")
    assert opened.page.is_hidden("#notice")
    assert "Vladimir Poutine" in opened.names()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_phone(browser: Any, seeds: Path, scheme: str) -> None:
    size = {"width": 380, "height": 740}
    opened = Opened(browser, seeds, viewport=size, has_touch=True, is_mobile=True, color_scheme=scheme)
    assert opened.page.evaluate("() => document.documentElement.scrollWidth") <= 380
    opened.page.fill("#query", "bachar")
    opened.page.tap("#found li >> nth=0")
    assert opened.text("#panel h2") == "Bachar al-Assad"
    opened.keys("3")
    assert opened.page.evaluate("() => document.documentElement.scrollWidth") <= 380
    assert opened.trouble == []


def test_colour_scheme_changes_while_open(opened: Opened) -> None:
    opened.page.emulate_media(color_scheme="dark")
    opened.settle()
    assert "Vladimir Poutine" in opened.names()


def test_a_query_makes_the_page(browser: Any, sample: Store, tmp_path: Path) -> None:
    from kg.view import Asked

    path = tmp_path / "page.html"
    path.write_text(page(sample, asked=Asked(query="CONSTRUCT { ?a kg:metWith ?b } WHERE { ?a kg:metWith ?b }")), "utf-8")
    opened = Opened(browser, path)
    assert {"Angela Merkel", "Jeanne Martin", "a rencontré ×2"} == opened.names()
