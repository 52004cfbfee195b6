"""`kg kb search`, `show`, `check` and `kg link`: what they print, as JSON too, and their exit codes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
import typer
from click.testing import Result
from typer.testing import CliRunner

import kg.kb
from kg.errors import InputError, KnowledgeBaseError
from kg.judgements import read_judgements
from kg.kb import commands
from kg.kb.check import check_files
from kg.kb.describe import describe

app = typer.Typer()
app.add_typer(commands.app, name="kb")
app.command()(commands.link)

MINE = "id\tkind\tfr\tin\nbourg-neuf\tCity\tBourg [bold]Neuf\tfrance\nparis\tCity\tParis\tfrance\n"


def run(*words: object) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    path = tmp_path / "mine.tsv"
    path.write_text(MINE, encoding="utf-8")
    return path


def test_search_lists_entries() -> None:
    result = run("kb", "search", "hexagone")
    assert result.exit_code == 0
    assert "france" in result.stdout
    assert "Hexagone" in result.stdout


def test_search_finds_entries_of_a_users_file(mine: Path) -> None:
    result = run("kb", "search", "bourg [bold", "--kb", mine)
    assert "Bourg [bold]Neuf" in result.stdout
    found = json.loads(run("kb", "search", "bourg bold", "--kb", mine, "--json").stdout)
    assert set(found[0]) == {"id", "kind", "name", "form", "in", "of"}
    assert (found[0]["id"], found[0]["form"], found[0]["in"]) == ("bourg-neuf", "Bourg [bold]Neuf", "france")


def test_search_without_result_suggests() -> None:
    result = run("kb", "search", "hexxagone")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "did you mean Hexagone" in result.stderr
    result = run("kb", "search", "qqqq zzzz", "--json")
    assert (result.exit_code, json.loads(result.stdout)) == (1, [])


def test_show_tells_all() -> None:
    found = json.loads(run("kb", "show", "lyon", "--json").stdout)
    assert found["kind"] == "City"
    assert found["within"][-1] == "europe"
    shown = run("kb", "show", "lyon")
    assert shown.exit_code == 0
    assert "GeoNames geographical database" in shown.stdout


def test_show_lists_tenures_of_persons_and_countries() -> None:
    person = json.loads(run("kb", "show", "angela-merkel", "--json").stdout)
    assert person["surnames"] == ["Merkel"]
    assert {"person", "office", "of", "start"} <= set(person["tenures"][0])
    assert len(json.loads(run("kb", "show", "france", "--json").stdout)["tenures"]) > commands.MOST_TENURES
    assert "earlier ones" in run("kb", "show", "france").stdout


def test_show_knows_offices_and_entries_by_rule() -> None:
    assert json.loads(run("kb", "show", "president", "--json").stdout)["rank"] == "state"
    assert run("kb", "show", "resolution-1701-du-conseil-de-securite-des-nations-unies").exit_code == 0


def test_show_without_result() -> None:
    result = run("kb", "show", "no-such-id")
    assert (result.exit_code, result.stdout) == (1, "")
    assert 'kg kb search "no such id"' in result.stderr


def test_check_counts_and_names_what_wins(mine: Path) -> None:
    result = run("kb", "check", mine)
    assert (result.exit_code, result.stdout) == (0, "2 entities, 0 offices, 0 tenures; in the place of ours: paris\n")
    assert check_files([mine]).ours == ("paris",)


def test_check_fails(mine: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.tsv"
    bad.write_text("id\tkind\tfr\nx\tPersn\tX\n", encoding="utf-8")
    result = run("kb", "check", mine, bad)
    assert result.exit_code == 1
    assert f"{bad}, line 2" in result.stdout
    assert json.loads(run("kb", "check", bad, "--json").stdout)["conforms"] is False


def test_files_refer_to_each_other(mine: Path, tmp_path: Path) -> None:
    people = tmp_path / "people.tsv"
    people.write_text("person\toffice\tof\tstart\nangela-merkel\tmaire\tbourg-neuf\t2030\n", encoding="utf-8")
    assert check_files([mine, people]).conforms
    assert check_files([people, mine]).conforms
    assert not check_files([people]).conforms


@pytest.mark.parametrize("words", [("kb", "search"), ("kb", "show"), ("kb", "check"), ("kb", "search", "x", "--limit", "0"), ("link", "x")])
def test_usage_errors_exit_with_two(words: tuple[str, ...]) -> None:
    assert run(*words).exit_code == 2


def test_bad_input_is_raised_for_the_command_line_to_tell(tmp_path: Path) -> None:
    for words in (("kb", "check", tmp_path / "none"), ("kb", "search", "x", "--kb", tmp_path / "none")):
        assert isinstance(run(*words).exception, KnowledgeBaseError)
    assert isinstance(run("link", "x", "no-such-id", "--store", tmp_path).exception, InputError)


def test_link_notes_a_judgement_beside_the_store(tmp_path: Path) -> None:
    result = run("link", "la capitale", "paris", "--store", tmp_path, "--author", "Ana", "--date", "2025-11-21")
    assert result.exit_code == 0
    assert "means paris in all articles" in result.stdout
    assert read_judgements(tmp_path / "judgements.tsv").link_for("any", "la capitale") == "paris"


def test_link_to_nobody_in_one_article_in_another_file(tmp_path: Path) -> None:
    path = tmp_path / "own.tsv"
    assert run("link", "Paris", "-", "--document", "a-1", "--judgements", path).exit_code == 0
    made = read_judgements(path)
    assert made.link_for("a-1", "Paris") == "-"
    assert made.link_for("b-2", "Paris") is None


def test_listing_the_commands_opens_no_database() -> None:
    # What is there before is what measures the coverage.
    code = """import sys; had = {*sys.modules}; import kg.kb.commands
sys.exit(bool({'sqlite3', 'rich.table', 'spacy'} & {*sys.modules} - had))"""
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_every_public_name_is_there() -> None:
    assert all(getattr(kg.kb, name) for name in kg.kb.__all__)
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = kg.kb.nothing


def test_describe_has_a_files_columns() -> None:
    from kg.kb import open_base

    found = describe(open_base(), "lyon")
    assert found is not None
    assert "in" in found
    assert "inside" not in found
