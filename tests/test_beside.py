"""Tasks of a process of its own: in order, none after one that failed, and a process that ends is told of."""

from __future__ import annotations

import os
import signal
from functools import partial
from pathlib import Path

import pytest

from kg.errors import InputError, StoreError
from kg.processes import beside


def nothing() -> None:
    pass


def process() -> int:
    return os.getpid()


def grow(file: Path, word: str) -> str:
    file.write_text((file.read_text("utf-8") if file.exists() else "") + word, "utf-8")
    return word


def fail(why: str) -> None:
    raise InputError(why)


def end() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def test_tasks_are_done_elsewhere_in_their_order(tmp_path: Path) -> None:
    file = tmp_path / "words"
    with beside(2, partial(grow, file, "ready ")) as begin:
        waiting = [begin(partial(grow, file, word)) for word in ("one ", "two ")]
        where = begin(process)
        assert [task() for task in waiting] == ["one ", "two "]
        assert where() != os.getpid()
    assert file.read_text("utf-8") == "ready one two "


def test_with_one_processor_a_task_waits_until_it_is_asked_for(tmp_path: Path) -> None:
    with beside(1, nothing) as begin:
        task = begin(partial(grow, tmp_path / "words", "one"))
        assert not list(tmp_path.iterdir())
        assert task() == "one"
        assert begin(process)() == os.getpid()


def test_none_is_done_after_one_that_failed(tmp_path: Path) -> None:
    with beside(2, nothing) as begin:
        failed, later = begin(partial(fail, "as it was told")), begin(partial(grow, tmp_path / "words", "two"))
        for task in (failed, later):
            with pytest.raises(InputError, match="as it was told"):
                task()
    assert not list(tmp_path.iterdir())


def test_a_process_that_ends_is_a_sentence() -> None:
    with beside(2, nothing) as begin:
        ended = begin(end)
        with pytest.raises(StoreError, match="--jobs 1"):
            ended()
