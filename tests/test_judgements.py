"""Judgements: reading with the line of every mistake, adding without loss, and which one counts."""

from __future__ import annotations

import datetime
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError
from kg.judgements import COLUMNS, Judgement, Judgements, append, judge_link, parse, read_judgements
from kg.kb import open_base

HEADER = "\t".join(COLUMNS) + "\n"


def link(mention: str, entity: str, document: str = "*") -> Judgement:
    return Judgement("link", document, mention, entity)


@pytest.mark.parametrize(
    ("document", "text", "expected"),
    [
        ("a-1", "Saint-Denis", "saint-denis"),
        ("b-2", "Saint-Denis", "saint-denis-de-la-reunion"),
        ("a-1", "saint-denis", None),
        ("a-1", "Saint Denis", None),
        ("a-1", "l’Élysée", "elysee"),
        ("a-1", "l'E\u0301lyse\u0301e", "elysee"),
        ("a-1", "le \n Palais", "-"),
        ("a-1", "", None),
        ("*", "Saint-Denis", "saint-denis"),
    ],
)
def test_link_for(document: str, text: str, expected: str | None) -> None:
    made = Judgements(
        [
            link("Saint-Denis", "saint-denis-de-la-reunion", "b-2"),
            link("Saint-Denis", "x"),
            link("Saint-Denis", "saint-denis"),
            link("l'Élysée", "elysee"),
            link("le Palais", "-"),
        ]
    )
    assert made.link_for(document, text) == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [("a-e1", "b-e2", "split"), ("b-e2", "a-e1", "split"), ("a-e1", "c-e3", "same"), ("b-e2", "c-e3", "same"), ("a-e1", "d-e4", None)],
)
def test_on_pair(one: str, other: str, expected: str | None) -> None:
    lines = [Judgement("same", "*", "a-e1 b-e2 c-e3", "-"), link("a-e1 b-e2", "x"), Judgement("split", "*", "a-e1 b-e2", "-")]
    assert Judgements(lines).on_pair(one, other) == expected


def test_judgements_on_events_change_no_link() -> None:
    assert Judgements([Judgement("same", "*", "a-e1 b-e2", "-")]).digest == Judgements().digest


@pytest.mark.parametrize("events", ["", "a-e1", "a-e1 a-e1", "a-e1 B_e2", "a-e1 ../b"])
def test_a_judgement_on_fewer_than_two_events_is_refused(tmp_path: Path, events: str) -> None:
    with pytest.raises(InputError, match="event"):
        append(tmp_path / "judgements.tsv", Judgement("same", "*", events, "-"))


def test_without_judgements_nobody_is_meant() -> None:
    assert Judgements().link_for("a", "b") is None


def test_digest_tells_decisions_and_not_who_made_them() -> None:
    one, two = Judgement("link", "*", "A", "a", "Ana", "2025-01-01", "sure"), link("B", "b")
    assert Judgements([one, two]).digest == Judgements([two, link("A", "a")]).digest
    assert Judgements([one, two]).digest == Judgements([link("A", "c"), one, two]).digest
    assert len({Judgements(js).digest for js in ([], [one], [two], [one, two])}) == 4


MISTAKES = {
    "other columns": ("kind\tmention\n", 1, "names other columns"),
    "no header": ("# only a comment\n", 1, "names other columns"),
    "too few fields": (HEADER + "link\t*\tA\ta\n", 2, "4 fields instead of 7"),
    "unknown kind": (HEADER + "lnik\t*\tA\ta\t\t\t\n", 2, "kind 'lnik'"),
    "no mention": (HEADER + "\nlink\t*\t\ta\t\t\t\n", 3, "no mention"),
    "no document": (HEADER + "link\t\tA\ta\t\t\t\n", 2, "no document"),
    "bad entity": (HEADER + "link\t*\tA\tMr A\t\t\t\n", 2, "entity 'Mr A'"),
    "bad date": (HEADER + "link\t*\tA\ta\t\t21/11/2025\t\n", 2, "date '21/11/2025'"),
    "date that isn't": (HEADER + "link\t*\tA\ta\t\t2025-02-30\t\n", 2, "date '2025-02-30'"),
}


@pytest.mark.parametrize("case", MISTAKES)
def test_mistake_is_told_with_file_and_line(case: str, tmp_path: Path) -> None:
    content, line, words = MISTAKES[case]
    path = tmp_path / "judgements.tsv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError) as told:
        read_judgements(path)
    assert str(told.value).startswith(f"{path}, line {line} ")
    assert words in str(told.value)
    with pytest.raises(InputError):
        append(path, link("B", "b"))
    assert path.read_text(encoding="utf-8") == content


def test_no_file_is_no_judgement(tmp_path: Path) -> None:
    assert len(read_judgements(tmp_path / "none.tsv")) == 0


def test_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "bad.tsv").write_bytes(b"\xff")
    for path in (tmp_path, tmp_path / "bad.tsv"):
        with pytest.raises(InputError, match="cannot be read"):
            read_judgements(path)


def test_what_is_appended_is_read(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "judgements.tsv"
    made = [Judgement("link", "a-1", "Saint-Denis", "saint-denis", "Ana", "2025-11-21", "the town"), link("Elle", "-")]
    for judgement in made:
        append(path, judgement)
    assert read_judgements(path).all == tuple(made)
    assert [p.name for p in path.parent.iterdir()] == ["judgements.tsv"]


def test_comments_order_of_columns_and_a_missing_newline_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "judgements.tsv"
    text = "# ours\n" + "\t".join(reversed(COLUMNS)) + "\n\t\t\ta\tA\t*\tlink"
    path.write_text(text, encoding="utf-8")
    append(path, Judgement("link", "*", "B", "b", comment="why"))
    assert path.read_text(encoding="utf-8") == text + "\nwhy\t\t\tb\tB\t*\tlink\n"


def test_a_judgement_that_is_wrong_is_not_added(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no mention"):
        append(tmp_path / "judgements.tsv", link("", "a"))
    assert not list(tmp_path.iterdir())


def test_processes_that_append_at_once_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "judgements.tsv"
    code = (
        "import sys; from pathlib import Path; from kg.judgements import Judgement, append\n"
        "for n in range(20): append(Path(sys.argv[1]), Judgement('link', '*', f'{sys.argv[2]} {n}', 'x'))"
    )
    running = [subprocess.Popen([sys.executable, "-c", code, str(path), name]) for name in "abc"]
    assert [process.wait(timeout=60) for process in running] == [0, 0, 0]
    assert len(read_judgements(path)) == 60


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(InputError, match="cannot be written"):
        append(tmp_path / "file" / "judgements.tsv", link("A", "a"))


def test_judge_link_checks_the_entity_and_dates_it(tmp_path: Path) -> None:
    path, base = tmp_path / "judgements.tsv", open_base()
    made = judge_link(path, base, "Hexa-\ngone", "france", author="Ana\tB", comment="a\x1b[2Jb")
    assert (made.mention, made.author, made.comment) == ("Hexa- gone", "Ana B", "a [2Jb")
    assert made.date == datetime.date.today().isoformat()
    judge_link(path, base, "Hexagone", "-", date="2020-02-29")
    assert [j.date for j in read_judgements(path).all] == [made.date, "2020-02-29"]
    with pytest.raises(InputError, match="no entry has the id 'hexagone-sarl'"):
        judge_link(path, base, "Hexagone", "hexagone-sarl")


@given(st.text(min_size=1), st.text())
def test_any_words_can_be_judged(mention: str, comment: str) -> None:
    from kg.judgements import one_line, plain

    words = one_line(plain(mention.encode("utf-8", "replace").decode()))
    if words:
        line = "\t".join(("link", "*", words, "x", "", "", one_line(comment.encode("utf-8", "replace").decode())))
        (made,) = parse(HEADER + line + "\n", Path("j"))
        assert Judgements([made]).link_for("d", words) == "x"


def test_reading_imports_no_model() -> None:
    code = "import sys, kg.judgements; sys.exit(bool({'spacy', 'pyoxigraph', 'rdflib'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False, env=os.environ).returncode == 0
