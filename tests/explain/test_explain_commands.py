"""The three commands: exit codes, one sentence for what isn't there, JSON, and no language model."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kg.cli import main

if TYPE_CHECKING:
    from conftest import Built

ROOT = Path(__file__).parent.parent.parent
Ran = tuple[int, str, str]


@pytest.fixture
def kg(built: Built, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):  # type: ignore[no-untyped-def]
    def run(*arguments: str) -> Ran:
        monkeypatch.setattr(sys, "argv", ["kg", *arguments, "--store", str(built.path)])
        capsys.readouterr()
        try:
            main()
            code = 0
        except SystemExit as end:
            code = int(end.code or 0)
        return code, *capsys.readouterr()

    return run


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["explain", "Donald Trump"], "Mentions ("),
        (["explain", "Donald Trump", "--lang", "en"], "What says so ("),
        (["explain", "Donald Trump", "spokeWith", "poutine"], "Donald Trump — s'est entretenu avec — Vladimir Poutine"),
        (["find", "poutine"], "Vladimir Poutine — Personne"),
        (["find", "poutine", "--limit", "1"], "de plus que --limit cache"),
        (["path", "Donald Trump", "Vladimir Poutine"], "1. Donald Trump a parlé au téléphone avec Vladimir Poutine (21 novembre 2017)."),
    ],
)
def test_answers(kg, arguments: list[str], words: str) -> None:  # type: ignore[no-untyped-def]
    code, out, err = kg(*arguments)
    assert (code, err) == (0, "")
    assert words in out


@pytest.mark.parametrize("arguments", [["explain", "Donald Trump"], ["find", "poutine"], ["path", "Donald Trump", "Iran"]])
def test_json_is_json(kg, arguments: list[str]) -> None:  # type: ignore[no-untyped-def]
    code, out, _ = kg(*arguments, "--json")
    assert code == 0
    assert json.loads(out)


@pytest.mark.parametrize(
    "arguments",
    [
        ["explain", "Xyzzy"],
        ["explain", "Donald Trump", "metWith", "Iran"],
        ["find", "Xyzzy"],
        ["path", "Donald Trump", "Xyzzy"],
        ["path", "Afghanistan", "tenure-donald-trump"],
    ],
)
def test_nothing_found_is_exit_1_and_one_sentence(kg, arguments: list[str]) -> None:  # type: ignore[no-untyped-def]
    code, out, err = kg(*arguments)
    assert (code, out) == (1, "")
    assert len(err.splitlines()) == 1


@pytest.mark.parametrize(
    "arguments", [["explain", "a", "b"], ["explain", "Iran", "--lang", "xx"], ["find", "iran", "--lang", "xx"], ["path", "Iran", "iran"]]
)
def test_bad_input_is_exit_2(kg, arguments: list[str]) -> None:  # type: ignore[no-untyped-def]
    code, out, err = kg(*arguments)
    assert (code, out) == (2, "")
    assert len(err.splitlines()) == 1


@pytest.mark.parametrize("arguments", [["explain", "Donald Trump"], ["find", "poutine"], ["path", "Donald Trump", "Iran"]])
def test_no_language_model_is_loaded(built: Built, arguments: list[str]) -> None:
    code = "import sys, kg.cli; sys.argv[0] = 'kg'\ntry: kg.cli.main()\nexcept SystemExit: pass\nassert 'spacy' not in sys.modules"
    command = [sys.executable, "-c", code, *arguments, "--store", str(built.path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout
