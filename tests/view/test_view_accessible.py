"""Rules of accessibility, checked on Chromium's own accessibility tree and on computed styles: names, roles, order, contrast.

They are ours rather than axe-core's so that the tests need neither npm nor half a megabyte of somebody else's script;
axe-core 4.14 finds nothing in these scenes either.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from browser import Opened

NAMED = {
    "button", "link", "textbox", "searchbox", "combobox", "slider", "Date", "DateTime", "dialog", "application", "navigation", "table",
    "listbox", "option", "DisclosureTriangle", "columnheader", "rowheader", "heading", "group", "contentinfo",
}  # fmt: skip
NAMELESS_GROUPS = {"contentinfo", "group"}  # a name is good, and not needed
REGIONS = "#views, #finder, #tools, #graph, #zoom, #legend, #panel, #timeline"
# The region that has the focus, and whether one sees it.
FOCUSED = f"""() => {{
  const n = document.activeElement, region = n.closest("{REGIONS}"), s = getComputedStyle(n);
  return [region ? region.id : "", n.type === "date" || s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2];
}}"""
RULES = (Path(__file__).parent / "accessible.js").read_text("utf-8")


def start(opened: Opened) -> None:
    """The page as it opens."""


def card(opened: Opened) -> None:
    opened.search("poutine")
    opened.keys("o")


def event(opened: Opened) -> None:
    opened.search("visite")


def table(opened: Opened) -> None:
    opened.keys("3")
    opened.unfold()


def found(opened: Opened) -> None:
    opened.page.keyboard.press("/")
    opened.page.keyboard.type("a")


def help_(opened: Opened) -> None:
    opened.keys("?")


def path(opened: Opened) -> None:
    opened.search("trump")
    opened.keys("p")
    opened.search("bachar")


def narrowed(opened: Opened) -> None:
    opened.page.focus("#range-to")
    opened.keys("ArrowLeft")
    opened.unfold()
    opened.page.click("#legend .row:has-text('Lieux')")
    opened.page.click("#downloads summary")


SCENES = [start, card, event, table, found, help_, path, narrowed]


@pytest.fixture(params=["light", "dark", "phone"])
def opened(request: pytest.FixtureRequest, browser: Any, seeds: Path) -> Iterator[Opened]:
    phone = {"viewport": {"width": 390, "height": 800}, "has_touch": True} if request.param == "phone" else {}
    shown = Opened(browser, seeds, color_scheme="dark" if request.param == "dark" else "light", **phone)
    yield shown
    shown.page.context.close()


@pytest.mark.parametrize("scene", SCENES)
def test_rules(opened: Opened, scene: Any) -> None:
    scene(opened)
    opened.settle()
    opened.page.evaluate(RULES)
    assert opened.page.evaluate("() => rules()") == []
    assert nameless(opened) == []


def nameless(opened: Opened) -> list[str]:
    """Roles that need a name and have none, in the tree that a screen reader is given."""
    client = opened.page.context.new_cdp_session(opened.page)
    nodes = [n for n in client.send("Accessibility.getFullAXTree")["nodes"] if not n["ignored"]]
    roles = [(str(n["role"]["value"]), str(n.get("name", {}).get("value", "")).strip()) for n in nodes]
    assert {"button", "main", "banner", "navigation", "contentinfo"} <= {role for role, _ in roles} or any(r == "dialog" for r, _ in roles)
    return [role for role, name in roles if role in NAMED - NAMELESS_GROUPS and not name]


def test_page_has_language_title_and_one_first_heading(browser: Any, seeds: Path) -> None:
    opened = Opened(browser, seeds)
    assert opened.page.get_attribute("html", "lang") == "fr"
    assert opened.page.title() == "Graphe de connaissances"
    assert opened.page.locator("h1").count() == 1
    opened.search("poutine")
    levels = [
        int(x[1])
        for x in opened.page.eval_on_selector_all("h1, h2, h3", "nodes => nodes.filter(n => n.getClientRects().length).map(n => n.tagName)")
    ]
    assert all(after - before <= 1 for before, after in pairwise(levels)), levels


def test_order_of_focus(browser: Any, seeds: Path) -> None:
    """Tab goes through the page in the order in which it is read, shows where it is, and never gets stuck.

    Inside a date field the browser itself shows which part has the focus.
    """
    opened = Opened(browser, seeds, "#node=vladimir-poutine")
    seen: list[str] = []
    for _ in range(140):
        opened.page.keyboard.press("Tab")
        here = opened.page.evaluate(FOCUSED)
        if not here[0]:
            break
        assert here[1], f"focus cannot be seen in {here[0]}"
        if here[0] not in seen[-1:]:
            seen.append(here[0])
    assert seen == ["views", "finder", "tools", "graph", "zoom", "legend", "panel", "timeline"]


def test_help_keeps_and_returns_the_focus(browser: Any, seeds: Path) -> None:
    opened = Opened(browser, seeds)
    opened.page.focus("#tools button:has-text('?')")
    opened.keys("Enter")
    assert opened.page.evaluate("() => document.activeElement.closest('dialog') !== null")
    opened.keys("Escape")
    assert opened.page.evaluate("() => document.activeElement.textContent") == "?"


def test_the_card_takes_the_focus_after_a_search(browser: Any, seeds: Path) -> None:
    opened = Opened(browser, seeds)
    opened.search("poutine")
    assert opened.page.evaluate("() => document.activeElement.textContent") == "Vladimir Poutine"


def test_what_happens_is_announced(browser: Any, seeds: Path) -> None:
    opened = Opened(browser, seeds)
    assert {opened.page.get_attribute(x, "role") for x in ("#notice", "#now")} == {"status"}
    assert opened.page.get_attribute("#query", "aria-expanded") == "false"
    opened.page.keyboard.press("/")
    opened.page.keyboard.type("bachar")
    assert opened.page.get_attribute("#query", "aria-expanded") == "true"
    assert opened.page.get_attribute("#query", "aria-activedescendant") == "found-0"
