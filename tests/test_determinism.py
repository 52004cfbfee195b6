"""The same articles give the same bytes, whatever the hash seed, the order of files, the folder and the files that cannot be read."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from conftest import Built

ROOT = Path(__file__).parent.parent


def start(arguments: list[Path], output: Path, seed: str) -> subprocess.Popen[str]:
    """A build in a process of its own, under way."""
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "kg.cli", "build", *map(str, arguments), "-o", str(output)]
    return subprocess.Popen(command, cwd=output.parent, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_builds_are_the_same_to_the_byte(built: Built, tmp_path: Path) -> None:
    files = sorted((ROOT / "seeds").glob("*.txt"))
    copies = [Path(shutil.copy(file, tmp_path)) for file in files]
    bad = tmp_path / "bad.txt"
    bad.write_bytes(b"\xff")
    builds = [start(files, tmp_path / "one", "0"), start([bad, *reversed(copies), *copies], tmp_path / "two", "424242")]
    for running in builds:
        _, errors = running.communicate(timeout=300)
        assert running.returncode == 0, errors
    for name in ("graph.nq", "graph.ttl", "graph.html"):
        first = (built.path / name).read_bytes()
        for folder in ("one", "two"):
            assert (tmp_path / folder / name).read_bytes() == first, f"{folder}/{name}"
