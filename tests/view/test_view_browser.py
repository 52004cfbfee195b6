"""The page in a browser: it draws, finds, opens cards, asks nobody for anything, and runs nothing that an article says."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Store
from test_view_page import HOSTILE
from view_graphs import graph

from kg.view import page

sync_api = pytest.importorskip("playwright.sync_api")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = [pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here")]
ARGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
    "--disable-sync",
]
PAINTED = """() => { const c = document.querySelector('#graph canvas');
  const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;
  let n = 0; for (let i = 3; i < d.length; i += 4) if (d[i]) n++; return n; }"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with sync_api.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGS)
        yield chromium
        chromium.close()


class Opened:
    """A page in its own window with all that it complained of or asked for."""

    def __init__(self, browser: Any, path: Path, **context: Any) -> None:
        self.page = browser.new_context(**{"viewport": {"width": 1300, "height": 800}, **context}).new_page()
        self.trouble: list[str] = []
        self.requests: list[str] = []
        self.page.on("console", lambda m: self.trouble.append(m.text) if m.type == "error" else None)
        self.page.on("pageerror", lambda e: self.trouble.append(str(e)))
        self.page.on("dialog", lambda d: (self.trouble.append("dialog " + d.message), d.dismiss()))
        self.page.on("request", lambda r: self.requests.append(r.url))
        self.page.goto(path.as_uri())
        self.page.wait_for_selector("#graph canvas", state="attached")
        self.page.wait_for_timeout(300)

    def search(self, words: str) -> None:
        self.page.keyboard.press("/")
        self.page.keyboard.type(words)
        self.page.keyboard.press("Enter")
        self.page.wait_for_timeout(500)

    def panel(self) -> str:
        return str(self.page.inner_text("#panel"))


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory, sample: Store) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("pages")
    stores = {"sample": sample, "large": graph(300, 150), "empty": Store(), "hostile": graph(40, 30, text=" ".join(HOSTILE[:-1]))}
    made = {name: folder / f"{name}.html" for name in stores}
    for name, store in stores.items():
        made[name].write_text(page(store), "utf-8")
    return made


@pytest.mark.parametrize("name", ["sample", "large", "hostile"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_draws_and_asks_for_nothing(browser: Any, files: dict[str, Path], name: str, scheme: str) -> None:
    opened = Opened(browser, files[name], color_scheme=scheme)
    for key in "213":
        opened.page.keyboard.press(key)
        opened.page.wait_for_timeout(200)
        if key != "3":
            assert opened.page.evaluate(PAINTED) > 2000
    opened.page.keyboard.press("1")
    opened.page.click("#tools button")
    assert opened.page.get_attribute("html", "lang") == "en"
    assert opened.trouble == []
    assert opened.requests == [files[name].as_uri()]


def test_empty_graph_says_so(browser: Any, files: dict[str, Path]) -> None:
    opened = Opened(browser, files["empty"])
    assert "aucun nœud" in opened.page.inner_text("#notice")
    assert opened.trouble == []


def test_search_ignores_accents_and_shows_the_sentence(browser: Any, files: dict[str, Path]) -> None:
    opened = Opened(browser, files["sample"])
    opened.search("ANGÉLA mérk")
    assert opened.page.inner_text("#panel h2") == "Angela Merkel"
    assert "rencontré Jeanne Martin lundi soir" in opened.panel()
    assert "rencontré" in opened.page.locator("#panel mark").all_inner_texts()
    assert "Selon Organisation des Nations unies" in opened.panel()
    assert not {"null", "undefined", "NaN"} & set(opened.panel().split())
    hrefs = opened.page.eval_on_selector_all("#panel a[target]", "nodes => nodes.map(a => a.href)")
    assert hrefs
    assert all(h.startswith(("https://", "http://")) for h in hrefs)
    opened.page.keyboard.press("Escape")
    assert opened.page.is_hidden("#panel")


def test_event_card_tells_what_is_in_dispute(browser: Any, files: dict[str, Path]) -> None:
    opened = Opened(browser, files["sample"])
    opened.search("attaque")
    assert "Les articles ne s’accordent pas sur : Morts" in opened.panel()
    assert "</b>" in opened.panel()
    assert not {"null", "undefined", "NaN"} & set(opened.panel().split())


def test_search_says_when_nothing_is_found(browser: Any, files: dict[str, Path]) -> None:
    opened = Opened(browser, files["sample"])
    opened.search("zzzz")
    assert "Rien de ce nom" in opened.page.inner_text("#found")


def test_click_on_a_node_opens_its_card(browser: Any, files: dict[str, Path]) -> None:
    opened = Opened(browser, files["sample"])
    items = "JSON.parse(document.getElementById('data').textContent).items"
    iri = opened.page.evaluate(f"() => {items}.find((x) => x.n[0] === 'Jeanne Martin').i")
    opened.page.goto(files["sample"].as_uri() + "#" + iri)
    opened.page.reload()
    opened.page.wait_for_timeout(700)
    assert opened.page.inner_text("#panel h2") == "Jeanne Martin"
    box = opened.page.locator("#graph canvas").bounding_box()
    opened.page.mouse.click(box["x"] + 20, box["y"] + box["height"] - 20)
    opened.page.wait_for_timeout(500)
    assert opened.page.is_hidden("#panel")
    found = False
    box = opened.page.locator("#graph canvas").bounding_box()
    for dx in range(-260, 261, 26):  # the card has gone and the drawing is wider now: the node is near the middle
        opened.page.mouse.click(box["x"] + box["width"] / 2 + dx, box["y"] + box["height"] / 2)
        opened.page.wait_for_timeout(350)
        found = found or (opened.page.is_visible("#panel") and "Jeanne Martin" in opened.page.inner_text("#panel h2"))
        if found:
            break
        opened.page.keyboard.press("Escape")
    assert found
    assert opened.page.locator("#panel blockquote").count() >= 1


def test_legend_filters(browser: Any, files: dict[str, Path]) -> None:
    opened = Opened(browser, files["sample"])
    opened.page.keyboard.press("3")
    before = opened.page.locator("#tables tbody tr").count()
    opened.page.click("#legend button:has-text('A eu lieu')")
    assert 0 < opened.page.locator("#tables tbody tr").count() < before
    opened.page.click("#legend button:has-text('A eu lieu')")
    assert opened.page.locator("#tables tbody tr").count() == before


def test_hiding_everything_offers_a_way_back(browser: Any, files: dict[str, Path]) -> None:
    opened = Opened(browser, files["sample"])
    for word in ("A eu lieu", "Prévu", "Démenti"):
        opened.page.click(f"#legend button:has-text('{word}')")
    assert opened.page.is_visible("#notice")
    opened.page.click("#notice button")
    assert opened.page.is_hidden("#notice")


def test_timeline_filters(browser: Any, files: dict[str, Path]) -> None:
    opened = Opened(browser, files["sample"])
    opened.page.keyboard.press("3")
    opened.page.click("#timeline button:has-text('12 mars 2018')")
    assert opened.page.locator("#tables table").first.locator("tbody tr").count() == 1


def test_table_sorts(browser: Any, files: dict[str, Path]) -> None:
    opened = Opened(browser, files["sample"])
    opened.page.keyboard.press("3")
    column = "#tables table:first-of-type tbody tr td:nth-child(2)"
    opened.page.click("#tables th button:has-text('Type') >> nth=0")
    first = opened.page.locator(column).first.inner_text()
    opened.page.click("#tables th button:has-text('Type') >> nth=0")
    assert first < opened.page.locator(column).first.inner_text()


def test_keyboard_reaches_everything(browser: Any, files: dict[str, Path]) -> None:
    opened = Opened(browser, files["sample"])
    seen = set()
    for _ in range(40):
        opened.page.keyboard.press("Tab")
        seen.add(opened.page.evaluate("() => (document.activeElement.closest('[id]') || document.body).id"))
    assert {"views", "query", "tools", "graph", "zoom", "legend", "timeline"} <= seen
    opened.page.keyboard.press("?")
    assert opened.page.is_visible("#help")


def test_phone(browser: Any, files: dict[str, Path]) -> None:
    opened = Opened(browser, files["sample"], viewport={"width": 380, "height": 740}, has_touch=True, is_mobile=True)
    assert opened.page.evaluate("() => document.documentElement.scrollWidth") <= 380
    opened.page.fill("#query", "merkel")
    opened.page.tap("#found li")
    assert opened.page.inner_text("#panel h2") == "Angela Merkel"
    assert opened.trouble == []


def test_hostile_text_is_shown_and_not_run(browser: Any, files: dict[str, Path]) -> None:
    opened = Opened(browser, files["hostile"])
    opened.page.keyboard.press("3")
    for name in opened.page.locator("#tables tbody tr td:first-child a, #tables tbody tr td:nth-child(3) a").all()[:12]:
        name.click()
        opened.page.wait_for_timeout(60)
    assert "<script>" in opened.panel()
    assert opened.page.locator("#panel img, #panel iframe, #panel script, #panel svg[onload]").count() == 0
    assert opened.trouble == []
    assert opened.requests == [files["hostile"].as_uri()]
