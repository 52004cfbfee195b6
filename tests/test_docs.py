"""What docs/ says runs: queries find something, commands end well, a frame that is added reads its sentence, the picture is drawn anew."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Built

from hostile.running import kg

from kg.query.run import run

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PAGES = {path.name: path.read_text("utf-8") for path in sorted(DOCS.glob("*.md"))}


def blocks(page: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGES[page], re.DOTALL | re.MULTILINE)


def commands(page: str) -> list[str]:
    return re.findall(r"^\$ kg (.*)$", "".join(blocks(page, "console")), re.MULTILINE)


def files(page: str) -> dict[str, str]:
    """The files that a page shows, by name."""
    return dict(re.findall(r"`([\w.-]+)`:\n\n```\w+\n(.*?)^```$", PAGES[page], re.DOTALL | re.MULTILINE))


@pytest.mark.parametrize("query", blocks("graph.md", "sparql"))
def test_queries_on_the_graph_find_something(query: str, built: Built) -> None:
    assert run(built.store, query).rows


def test_the_picture_is_what_its_script_draws() -> None:
    code = "import draw_graph; print(draw_graph.picture(), end='')"
    drawn = subprocess.run([sys.executable, "-c", code], cwd=ROOT / "tools", capture_output=True, check=True).stdout
    assert drawn.decode() == (DOCS / "graph.svg").read_text("utf-8")


@pytest.mark.parametrize("command", commands("queries.md"))
def test_commands_on_queries_find_something(command: str, built: Built, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "output").symlink_to(built.path)
    for name, content in files("queries.md").items():
        (tmp_path / name).write_text(content, "utf-8")
    done = kg(*shlex.split(command))
    assert (done.code, done.err.count("note:")) == (0, 0), done.err


def test_a_frame_that_is_added_reads_its_sentence(tmp_path: Path) -> None:
    """In a copy of the package, with the commands of the page."""
    shutil.copytree(ROOT / "kg", tmp_path / "kg", ignore=shutil.ignore_patterns("__pycache__", "*.sqlite"))
    shutil.copytree(ROOT / "queries", tmp_path / "queries")
    for name, content in files("languages.md").items():
        (tmp_path / name).write_text(content, "utf-8")
    build, query = (shlex.split(c) for c in commands("languages.md"))
    assert in_copy(tmp_path, build) == 0
    assert in_copy(tmp_path, query) == 1  # nothing found yet
    frames = tmp_path / "kg" / "lang" / "fr" / "frames.toml"
    frames.write_text(frames.read_text("utf-8") + "\n" + blocks("languages.md", "toml")[0], "utf-8")
    assert in_copy(tmp_path, build) == 0
    assert in_copy(tmp_path, query) == 0


def in_copy(folder: Path, arguments: list[str]) -> int:
    """The exit code of a command run by the package in a folder."""
    code = f"import sys; sys.path.insert(0, {str(folder)!r}); from kg.__main__ import main; main()"
    return subprocess.run([sys.executable, "-c", code, *arguments], cwd=folder, capture_output=True, check=False).returncode


@pytest.mark.parametrize("code", blocks("languages.md", "python"))
def test_python_on_languages_prints_something(code: str, capsys: pytest.CaptureFixture[str]) -> None:
    exec(compile(code, "docs/languages.md", "exec"), {})
    assert "Monday" in capsys.readouterr().out


@pytest.mark.parametrize("page", [*PAGES, "../README.md"])
def test_links_to_files_of_the_project_hold(page: str) -> None:
    text = (DOCS / page).read_text("utf-8")
    linked = [link.partition("#")[0] for link in re.findall(r"\]\(([^)\s]+)\)", text) if not link.startswith(("http", "#"))]
    assert [link for link in linked if not ((DOCS / page).parent / link).exists()] == []


def test_nothing_was_lost() -> None:
    assert len(blocks("graph.md", "sparql")) == 5
    assert len(commands("queries.md")) == 4
    assert set(files("queries.md")) == {"speeches.rq"}
    assert set(files("languages.md")) == {"note.txt"}
