"""The sample graph in Oxigraph and in rdflib's own engine."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Store
from rdflib import Dataset

SAMPLE = Path(__file__).parent.parent / "data" / "sample.trig"


@pytest.fixture(scope="session")
def sample() -> str:
    return SAMPLE.read_text("utf-8")


@pytest.fixture(scope="session")
def store(sample: str) -> Store:
    store = Store()
    store.load(sample.encode(), format=RdfFormat.TRIG)
    return store


@pytest.fixture(scope="session")
def dataset(sample: str) -> Dataset:
    dataset = Dataset()
    dataset.parse(data=sample, format="trig")
    return dataset
