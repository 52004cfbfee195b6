"""A query answers about as soon as an empty command line with the same libraries."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from kg.build import build

ROOT = Path(__file__).parent.parent


@pytest.mark.slow
def test_a_query_takes_at_most_1_3_times_an_empty_command(tmp_path: Path) -> None:
    sys.path.insert(0, str(ROOT))
    from benchmarks.startup import measure

    build([ROOT / "seeds"], tmp_path)
    assert measure(tmp_path, runs=15)["ratio"] <= 1.3
