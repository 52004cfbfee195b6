"""docs/knowledge-base.md: its files are written, its commands run, and they print what it says."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from kg.kb import commands, open_base
from kg.kb.base import data_folder
from kg.kb.files import COLUMNS

GUIDE = (Path(__file__).resolve().parents[2] / "docs" / "knowledge-base.md").read_text(encoding="utf-8")
FILES = re.findall(r"`([\w-]+\.tsv)`:\n\n```tsv\n(.*?)```", GUIDE, re.DOTALL)
CONSOLE = "".join(re.findall(r"```console\n(.*?)```", GUIDE, re.DOTALL))
COMMANDS = re.findall(r"^\$ kg (.*)\n((?:(?!\$ ).*\n)*)", CONSOLE, re.MULTILINE)
WRONG = {"kb check lumen.tsv wrong.tsv"}

app = typer.Typer()
app.add_typer(commands.app, name="kb")
app.command()(commands.link)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name, content in FILES:
        (tmp_path / name).write_text(content, encoding="utf-8")
    return tmp_path


def cells(text: str) -> list[list[str]]:
    """The words of every line that has some, rules of tables left out."""
    found = [line.replace("─", " ").split() for line in text.splitlines()]
    return [line for line in found if line]


def test_the_guide_has_examples() -> None:
    assert len(FILES) == 4
    assert len(COMMANDS) == 6


@pytest.mark.parametrize(("command", "output"), COMMANDS)
def test_commands_print_what_the_guide_says(command: str, output: str, folder: Path) -> None:
    result = CliRunner().invoke(app, shlex.split(command))
    assert result.exit_code == (1 if command in WRONG else 0), result.output
    assert cells(result.stdout) == cells(output)


def test_the_example_does_what_the_guide_says(folder: Path) -> None:
    base = open_base([Path(name) for name, _ in FILES if not name.startswith("wrong")])
    assert base.holders("lumen", base.offices("directrice generale"), "2020-05-01") == ("claire-valombre",)
    assert [o.id for o in base.offices("syndique")] == ["syndic"]


def test_the_python_example_runs() -> None:
    (code,) = re.findall(r"```python\n(.*?)```", GUIDE, re.DOTALL)
    exec(compile(code, "docs/knowledge-base.md", "exec"), {})


def test_the_format_describes_every_column() -> None:
    text = (data_folder() / "README.md").read_text(encoding="utf-8")
    missing = {column for columns in COLUMNS.values() for column in columns if f"`{column}`" not in text}
    assert not missing
