"""Stores and pages for tests of the page, and the browser that opens them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from browser import ARGS, CHROMIUM
from pyoxigraph import RdfFormat, Store

from kg.view import page

if TYPE_CHECKING:
    from tests.conftest import Built

SAMPLE = Path(__file__).parent.parent / "data" / "sample.trig"


@pytest.fixture(scope="session")
def sample() -> Store:
    store = Store()
    store.load(path=str(SAMPLE), format=RdfFormat.TRIG)
    return store


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    if CHROMIUM is None:
        pytest.skip("no Chromium here")
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def seeds(built: Built) -> Path:
    """The page that a build of the two seed articles writes."""
    return built.path / "graph.html"


@pytest.fixture(scope="session")
def sample_page(sample: Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "page.html"
    path.write_text(page(sample), "utf-8")
    return path
