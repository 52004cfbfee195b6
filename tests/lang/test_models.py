"""An installed model is what its wheel brought, or it isn't loaded."""

from __future__ import annotations

import sys
from importlib.metadata import distribution
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.lang import models

NAME = "made_model"


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package with one module and one file of numbers, whose state is known."""
    info = tmp_path / f"{NAME}-1.0.dist-info"
    for path, content in {
        f"{NAME}/__init__.py": "",
        f"{NAME}/weights.bin": "0123",
        f"{info.name}/METADATA": f"Metadata-Version: 2.1\nName: {NAME}\nVersion: 1.0\n",
        f"{info.name}/RECORD": f"{NAME}/__init__.py,,\n{NAME}/weights.bin,,\n{info.name}/METADATA,,\n{NAME}/__pycache__/x.pyc,,\n",
    }.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(content, "utf-8")
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    monkeypatch.setitem(models.WHEELS, f"{NAME} 1.0", models.contents(NAME, distribution(NAME).files or ()))
    return tmp_path / NAME


def test_an_untouched_model_is_taken(installed: Path) -> None:
    models.verify(NAME)
    (installed / "__pycache__").mkdir()
    (installed / "__pycache__" / "x.pyc").write_bytes(b"compiled")
    models.verify(NAME)


@pytest.mark.parametrize("file", ["weights.bin", "__init__.py"])
def test_a_changed_model_is_refused(installed: Path, file: str) -> None:
    (installed / file).write_text("0124", "utf-8")
    with pytest.raises(InputError, match="install it again"):
        models.verify(NAME)


def test_a_model_that_lacks_a_file_is_refused(installed: Path) -> None:
    (installed / "weights.bin").unlink()
    with pytest.raises(InputError):
        models.verify(NAME)


def test_what_we_do_not_know_is_taken_as_it_is(installed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(models.WHEELS, f"{NAME} 1.0")
    (installed / "weights.bin").write_text("mine", "utf-8")
    models.verify(NAME)
    models.verify("no_such_model")
    models.verify(str(installed))


def test_ours_are_what_was_released() -> None:
    for name in models.MODELS.values():
        assert f"{name} {models.model_version(name)}" in models.WHEELS
        models.verify(name)
