"""From an event of a store to the articles' events, and the commands that judge them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kg.build import build
from kg.errors import InputError
from kg.judgements import judge_same, judge_split, read_judgements
from kg.rdf.merged import members
from kg.rdf.store import open_store
from kg.rdf.terms import EV, PREFIXES
from kg.settings import Settings

if TYPE_CHECKING:
    from conftest import Built

CALL = "SELECT ?e ?s { ?e a kg:PhoneCall ; kg:sourceCount ?s } ORDER BY ?e"


def calls(folder: Path) -> dict[str, int]:
    """The calls of a store with their sources."""
    return {row["e"].value: int(row["s"].value) for row in open_store(folder).query(CALL, prefixes=PREFIXES)}


def test_an_event_leads_to_its_articles_events(built: Built) -> None:
    ((call, sources),) = calls(built.path).items()
    united = members(built.store, call)
    assert (len(united), sources) == (2, 2)
    assert members(built.store, call.replace(EV, "ev:")) == members(built.store, call.removeprefix(EV)) == united
    assert members(built.store, united[0]) == [united[0]]
    with pytest.raises(InputError, match="no event 'meeting-0'"):
        members(built.store, "meeting-0")


def test_a_split_and_its_undoing_are_obeyed_by_the_next_build(built: Built, tmp_path: Path) -> None:
    (call,) = calls(built.path)
    file = tmp_path / "judgements.tsv"
    made = judge_split(file, built.store, call, author="Ana", comment="two calls", date="2025-01-02")
    assert (made.author, made.date, read_judgements(file).all) == ("Ana", "2025-01-02", (made,))
    seeds, settings = Path(__file__).parent.parent.parent / "seeds", Settings(judgements=file)
    build([seeds], tmp_path / "split", settings)
    assert list(calls(tmp_path / "split").values()) == [1, 1]
    with pytest.raises(InputError, match="nothing to split"):
        judge_split(file, open_store(tmp_path / "split"), next(iter(calls(tmp_path / "split"))))
    judge_same(file, open_store(tmp_path / "split"), *calls(tmp_path / "split"))
    build([seeds], tmp_path / "same", settings)
    assert calls(tmp_path / "same") == calls(built.path)


def test_one_event_cannot_be_made_one_with_itself(built: Built, tmp_path: Path) -> None:
    (call,) = calls(built.path)
    with pytest.raises(InputError, match="one event already"):
        judge_same(tmp_path / "j.tsv", built.store, call, members(built.store, call)[0])
    assert not (tmp_path / "j.tsv").exists()
