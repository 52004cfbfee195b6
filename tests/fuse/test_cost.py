"""Fusion grows with the number of articles and no faster."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent


@pytest.mark.slow
def test_a_hundred_thousand_articles_cost_ten_times_ten_thousand() -> None:
    done = subprocess.run([sys.executable, "-m", "benchmarks.fusion", "--json"], cwd=ROOT, capture_output=True, text=True, check=False)
    figures = json.loads(done.stdout)
    assert figures["large"]["articles"] == 100_000
    assert done.returncode == 0, figures
