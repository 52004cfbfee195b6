"""`kg eval`: what it prints, and its exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from kg.errors import InputError
from kg.evaluation import commands

app = typer.Typer()
app.command("eval")(commands.evaluate)
REPORT = {"cases": 20, "f1": 0.5, "by_type": {"Meeting": {"f1": 0.25}}, "confusion": {"a as b": 3}, "errors": ["missed | [bold]", "false"]}


@pytest.fixture
def measured(monkeypatch: pytest.MonkeyPatch) -> None:
    """Any kind gives the report above."""
    monkeypatch.setattr(commands, "measure", lambda *_: REPORT)


def run(*words: str) -> tuple[int, str, str]:
    """Exit code, stdout and stderr."""
    result = CliRunner().invoke(app, list(words))
    return result.exit_code, result.stdout, result.stderr


@pytest.mark.usefixtures("measured")
def test_json_is_one_object() -> None:
    code, out, _ = run("events", "x", "--json")
    assert (code, json.loads(out)) == (0, REPORT)


@pytest.mark.usefixtures("measured")
def test_tables_and_errors_are_shown_as_they_are() -> None:
    code, out, _ = run("events", "x")
    assert code == 0
    assert all(shown in out for shown in ("f1", "0.5", "Meeting", "0.25", "a as b", "missed | [bold]", "false"))
    assert "false" not in run("events", "x", "--worst", "1")[1]


@pytest.mark.usefixtures("measured")
def test_too_few_cases_fail() -> None:
    code, out, err = run("events", "x", "--json", "--fewest", "21")
    assert (code, json.loads(out)) == (1, REPORT)
    assert "only 20 cases" in err


def test_too_few_negated_or_modal_events_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(commands, "measure", lambda *_: {"cases": 200, "nondefault": 9, "errors": []})
    assert run("status", "x")[0] == 1


@pytest.mark.parametrize(("kind", "path"), [("weather", "."), ("events", "no-such-file"), ("time", "."), ("events", ".")])
def test_bad_input_is_named(kind: str, path: str, tmp_path: Path) -> None:
    with pytest.raises(InputError):
        commands.measure(kind, tmp_path / path)


def test_every_kind_is_measured_by_something(tmp_path: Path) -> None:
    kinds = {"entities", "links", "roles", "time", "events", "status", "fusion", "coreference", "attachments", "questions"}
    assert set(commands.KINDS) == kinds
    (tmp_path / "a.jsonl").write_text('{"id": "a", "text": "Paris est en France.", "entities": [{"start": 0, "end": 5, "type": "LOC"}]}')
    report = commands.measure("entities", tmp_path / "a.jsonl")
    assert report["cases"] == 1
    assert set(report) >= {"typed_f1", "span_f1", "baseline_typed_f1", "baseline_span_f1"}
