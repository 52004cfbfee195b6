"""Stores for tests of the page."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Store

SAMPLE = Path(__file__).parent.parent / "data" / "sample.trig"


@pytest.fixture(scope="session")
def sample() -> Store:
    store = Store()
    store.load(path=str(SAMPLE), format=RdfFormat.TRIG)
    return store
