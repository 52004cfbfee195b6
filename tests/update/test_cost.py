"""What a step costs follows from the story that it reaches, and not from how many articles the store holds."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from statistics import median

import pytest

from benchmarks.fusion import collection
from kg.extract.kept import Kept
from kg.judgements import Judgements
from kg.kb import KnowledgeBase
from update.conftest import Held

ROOT = Path(__file__).parent.parent.parent
SAMPLE = 30


def work(size: int, folder: Path, kb: KnowledgeBase) -> tuple[float, float]:
    """The medians of the articles that adding one looks at, and of the SQL statements that it makes, in a store of so many."""
    articles = list(collection(size + SAMPLE))
    middle = (size - SAMPLE) // 2
    come = articles[middle : middle + SAMPLE]
    looked_at, statements = [], []
    with Kept(folder) as kept:
        held = Held(kb, Judgements(), kept)
        held.fill([x for x in articles if x not in come])
        for extraction in come:
            made: list[str] = []
            kept.connection.set_trace_callback(made.append)
            held.step(set(), [extraction])
            kept.connection.set_trace_callback(None)
            held.step({extraction.document.id}, [])
            looked_at.append(sum("SELECT record" in sql for sql in made))
            statements.append(len(made))
    return median(looked_at), median(statements)


def test_twice_as_many_articles_are_not_twice_the_work(tmp_path: Path, kb: KnowledgeBase) -> None:
    small, large = work(1_000, tmp_path / "small", kb), work(2_000, tmp_path / "large", kb)
    assert 0 < large[0] < 1.3 * small[0]
    assert large[1] < 1.3 * small[1]


@pytest.mark.slow
def test_one_article_comes_to_a_hundred_thousand_within_a_second() -> None:
    done = subprocess.run([sys.executable, "-m", "benchmarks.adding", "--json"], cwd=ROOT, capture_output=True, text=True, check=False)
    figures = json.loads(done.stdout)
    print(figures)
    assert figures["articles"] == 100_000
    assert done.returncode == 0, figures
