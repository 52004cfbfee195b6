"""The command line in this process, which saves its start; what it doesn't turn into sentences fails."""

from __future__ import annotations

import io
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

from kg.cli import main

ARTICLE = "Angela Merkel a rencontré François Hollande lundi à Berlin."


class Done(NamedTuple):
    code: int
    out: str
    err: str


def kg(*arguments: str | Path) -> Done:
    """Run a command; every other end than an exit with a code is raised."""
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True) for _ in range(2))
    code = 0
    with patch.object(sys, "argv", ["kg", *map(str, arguments)]), redirect_stdout(out), redirect_stderr(err):
        try:
            main()
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else int(end.code is not None)
    done = Done(code, *(stream.buffer.getvalue().decode() for stream in (out, err)))  # type: ignore[attr-defined]
    assert "Traceback" not in done.err, done.err
    assert "a mistake of ours" not in done.err, done.err
    return done


def sentences(done: Done) -> list[str]:
    """The lines on stderr, none of which may hold what would move a terminal's cursor."""
    lines = done.err.splitlines()
    assert all(line.isprintable() for line in lines), lines
    return lines


def files(folder: Path) -> set[Path]:
    """Everything under a folder."""
    return set(folder.rglob("*"))
