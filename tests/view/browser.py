"""A page opened in a real Chromium, with everything that it complains of, asks for and draws."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any, NamedTuple

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
ARGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
    "--disable-sync",
]
PEN = (Path(__file__).parent / "pen.js").read_text("utf-8")


class Word(NamedTuple):
    """A line of text on the canvas with its edges in the window."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


class Opened:
    """A page in its own window with all that it complained of or asked for."""

    def __init__(self, browser: Any, path: Path, fragment: str = "", **context: Any) -> None:
        defaults = {"viewport": {"width": 1300, "height": 800}, "reduced_motion": "reduce", "accept_downloads": True}
        self.page = browser.new_context(**{**defaults, **context}).new_page()
        self.page.add_init_script(PEN)
        self.trouble: list[str] = []
        self.requests: list[str] = []
        self.page.on("console", lambda m: self.trouble.append(m.text) if m.type == "error" else None)
        self.page.on("pageerror", lambda e: self.trouble.append(str(e)))
        self.page.on("dialog", lambda d: (self.trouble.append("dialog " + d.message), d.dismiss()))
        self.page.on("request", lambda r: self.requests.append(r.url))
        self.address = path.as_uri()
        self.page.context.set_offline(True)
        self.page.goto(self.address + fragment, timeout=90_000)
        self.settle()

    def settle(self) -> None:
        """Waits until nothing is drawn any more."""
        self.page.wait_for_function(
            "() => { const p = window.pen, n = p.frames; return new Promise(r => setTimeout(() => r(p.frames === n), 120)); }"
        )

    def keys(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
        self.settle()

    def search(self, words: str) -> None:
        self.page.keyboard.press("/")
        self.page.keyboard.type(words)
        self.page.keyboard.press("Enter")
        self.settle()

    def click(self, selector: str) -> None:
        self.page.click(selector)
        self.settle()

    def unfold(self) -> None:
        """Opens every part of the legend."""
        self.page.eval_on_selector_all("#legend details", "nodes => nodes.forEach(n => { n.open = true; })")
        self.settle()

    def text(self, selector: str) -> str:
        return str(self.page.inner_text(selector)).replace("\u202f", " ").replace("\xa0", " ")

    def panel(self) -> str:
        return self.text("#panel")

    def rows(self, table: str = "events") -> list[str]:
        return [str(x) for x in self.page.locator(f"#table-{table} tbody tr").all_inner_texts()]

    def words(self) -> list[Word]:
        """What is written on the drawing."""
        return [Word(x["text"], x["l"], x["t"], x["r"], x["b"]) for x in self.page.evaluate("() => window.pen.texts")]

    def names(self) -> set[str]:
        return {word.text for word in self.words()}

    def discs(self) -> list[tuple[float, float]]:
        """Where the persons of the drawing stand, from left to right."""
        return sorted((x, y) for x, y in self.page.evaluate("() => window.pen.discs"))

    def lines(self) -> list[tuple[list[float], list[float]]]:
        """From where to where lines go."""
        return [(a, b) for a, b in self.page.evaluate("() => window.pen.lines")]
