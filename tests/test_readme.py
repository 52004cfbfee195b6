"""The table of the README says what figures.json holds, and what is cheap to measure is so."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks import readme  # noqa: E402
from kg.evaluation.commands import measure  # noqa: E402

NEAR = 0.01  # of a share: another processor may round otherwise, and somebody else's change may have landed in between
ANEW = "python -m benchmarks.readme --measure"


def alone(name: str) -> list[str]:
    """The kind and the path of an evaluation of one file of the project, else nothing."""
    steps = readme.MEASURES[name].get("run", ())
    words = shlex.split(steps[0]) if len(steps) == 1 else []
    return words[2:] if words[:2] == ["kg", "eval"] and len(words) == 4 and "CORPORA" not in words[3] else []


CHEAP = [name for name in readme.MEASURES if alone(name) and readme.is_free(name)]


def test_the_readme_has_the_table_of_the_figures() -> None:
    text = readme.README.read_text("utf-8")
    assert readme.replaced(text, readme.table(readme.read())) == text, "run python -m benchmarks.readme --render"


@pytest.mark.parametrize("name", CHEAP)
def test_figures_are_what_is_measured_now(name: str) -> None:
    kind, path = alone(name)
    found = readme.asked(name, measure(kind, ROOT / path))
    assert found == pytest.approx(readme.read()[name]["figures"], abs=NEAR), f"if that is meant: {ANEW} {name}"


def test_enough_is_measured() -> None:
    assert len(CHEAP) >= 12


def test_every_figure_says_how_and_when() -> None:
    for name, taken in readme.read().items():
        assert taken["command"] == readme.command(name)
        assert taken["date"] >= "2026-11-26"
        assert "/" not in taken["commit"]


def test_all_leaves_out_what_is_held_out() -> None:
    held = {name for name, taken in readme.MEASURES.items() if taken.get("held_out")}
    assert held
    assert not held & {*readme.chosen(["all"]), *readme.chosen(["all-cheap"])}
    assert set(readme.chosen([*held])) == held


def test_a_measure_without_its_figure_is_told() -> None:
    with pytest.raises(ValueError, match="no figure 'precision'"):
        readme.asked("links-a", {"recall": 1.0})


def test_a_readme_without_marks_is_told() -> None:
    with pytest.raises(ValueError, match="no marks"):
        readme.replaced("# newskg", "")
