"""The reader that these tests use."""

from __future__ import annotations

import pytest
from events.reading import Reader

from kg.kb import open_base
from kg.nlp import load


@pytest.fixture(scope="session")
def read() -> Reader:
    return Reader(load("fr"), open_base())
