"""Files, folders and JSON lines: everything readable becomes a document to the character, everything else is named."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError, KgError
from kg.limits import DEFAULTS
from kg.model import Document
from kg.read import Problem, read

ARTICLE = "Grève à Lyon\n\nLes trains sont arrêtés. La grève dure."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "in"
    made.mkdir()
    return made


def write(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def only_document(path: Path, date: str = "", language: str = "") -> Document:
    (found,) = read([path], date, language)
    assert isinstance(found, Document), found
    return found


def only_problem(path: Path) -> Problem:
    (found,) = read([path])
    assert isinstance(found, Problem), found
    assert "\n" not in found.reason
    return found


# ---- text files


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (ARTICLE, ARTICLE),
        ("\ufeff" + ARTICLE, ARTICLE),
        (ARTICLE.replace("\n", "\r\n") + "\r\n", ARTICLE.replace("\n", "\r\n") + "\r\n"),
        ("  " + ARTICLE + " \n\n", "  " + ARTICLE + " \n\n"),
        ("E\u0301te\u0301 à Lyon\x0b😀\u2028fin", "E\u0301te\u0301 à Lyon\x0b😀\u2028fin"),
    ],
    ids=["plain", "byte order mark", "CRLF", "white space around", "decomposed accents and odd separators"],
)
def test_text_is_kept_to_the_character(folder: Path, content: str, text: str) -> None:
    found = only_document(write(folder / "a.txt", content))
    assert found.text == text
    assert found.sha256 == hashlib.sha256(text.encode()).hexdigest()


def test_offsets_lead_to_headline_and_prose(folder: Path) -> None:
    found = only_document(write(folder / "a.txt", "\ufeff date 2018-03-12 " + ARTICLE))
    assert (found.date, found.headline, found.source) == ("2018-03-12", "Grève à Lyon", "a.txt")
    assert found.text[found.body : found.title_end] == "Grève à Lyon"


@pytest.mark.parametrize(
    ("content", "default", "date"),
    [(ARTICLE, "", ""), (ARTICLE, "2018-03", "2018-03"), ("date 2017 " + ARTICLE, "2018-03", "2017"), ("date 2017 " + ARTICLE, "", "2017")],
)
def test_the_default_date_serves_articles_without_one(folder: Path, content: str, default: str, date: str) -> None:
    assert only_document(write(folder / "a.txt", content), default).date == date


def test_a_wrong_default_date_is_an_error_before_anything_is_read(folder: Path) -> None:
    with pytest.raises(InputError, match="'2017-02-30' is not a date"):
        list(read([folder], "2017-02-30"))


BAD = {
    "empty": (b"", "is empty"),
    "white space": (b" \n\t\n", "is empty"),
    "byte order mark alone": (b"\xef\xbb\xbf", "is empty"),
    "dateline alone": (b" date 2017-11 \n\n", "is empty"),
    "NUL bytes": (b"abc\0def", "NUL bytes"),
    "latin-1": ("Le président est arrivé.".encode("latin-1"), "is no UTF-8 text (byte 5)"),
    "UTF-16": ("Le président".encode("utf-16"), "is no UTF-8 text (byte 0)"),
    "month 13": (b"date 2017-13 Titre\n\nTexte.", "'2017-13' is not a date"),
    "30 February": (b"date 2017-02-30 Titre\n\nTexte.", "'2017-02-30' is not a date"),
    "too long": (b"a" * (DEFAULTS.characters + 1), f"is longer than {DEFAULTS.characters} characters"),
}


@pytest.mark.parametrize("case", BAD)
def test_what_is_no_article_is_named_with_the_reason(folder: Path, case: str) -> None:
    content, reason = BAD[case]
    found = only_problem(write(folder / "a.txt", content))
    assert found.source == str(folder / "a.txt")
    assert reason in found.reason


def test_a_missing_path_is_named(folder: Path) -> None:
    assert "does not exist" in only_problem(folder / "none.txt").reason


def test_any_ending_is_read_when_named(folder: Path) -> None:
    assert only_document(write(folder / "article.md", ARTICLE)).source == "article.md"


# ---- folders


def test_an_empty_folder_is_named(folder: Path) -> None:
    write(folder / "picture.png", b"\x89PNG")
    assert "holds no .txt or .jsonl file" in only_problem(folder).reason


def test_folders_are_read_to_the_bottom_in_the_order_of_names(folder: Path) -> None:
    (folder / "b").mkdir()
    for name in ("c.txt", "b/z.TXT", "a.txt"):
        write(folder / name, f"{name}. {ARTICLE}")
    assert [d.source for d in read([folder]) if isinstance(d, Document)] == ["a.txt", "z.TXT", "c.txt"]


def test_a_folder_may_be_called_as_a_file(folder: Path) -> None:
    (folder / "x.txt").mkdir()
    write(folder / "x.txt" / "a.txt", ARTICLE)
    assert only_document(folder).source == "a.txt"
    assert only_document(folder / "x.txt").source == "a.txt"


def test_good_files_are_read_beside_bad_ones(folder: Path) -> None:
    write(folder / "a.txt", b"")
    write(folder / "b.txt", ARTICLE)
    write(folder / "c.txt", b"\xff")
    assert [type(item) for item in read([folder, folder / "none"])] == [Problem, Document, Problem, Problem]


def test_the_same_article_twice_is_read_once_and_told(folder: Path) -> None:
    path = write(folder / "a.txt", ARTICLE)
    first, second = read([folder, path])
    assert isinstance(first, Document)
    assert isinstance(second, Problem)
    assert "already" in second.reason


def test_other_name_or_content_makes_another_article(folder: Path) -> None:
    for name, content in (("a.txt", ARTICLE), ("b.txt", ARTICLE), ("c.txt", ARTICLE + " ")):
        write(folder / name, content)
    ids = [d.id for d in read([folder]) if isinstance(d, Document)]
    assert len(set(ids)) == 3


def test_the_place_of_a_file_does_not_change_its_id(folder: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    assert only_document(write(folder / "a.txt", ARTICLE)).id == only_document(write(elsewhere / "a.txt", ARTICLE)).id


def test_an_unreadable_file_is_named(folder: Path) -> None:
    path = write(folder / "a.txt", ARTICLE)
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("this user reads everything")
    assert "cannot be read" in only_problem(path).reason


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_is_named_and_not_waited_for(folder: Path) -> None:
    os.mkfifo(folder / "a.txt")
    assert "is no regular file" in only_problem(folder / "a.txt").reason


# ---- JSON lines


def lines(folder: Path, *records: object) -> list[Document | Problem]:
    content = "\n".join(r if isinstance(r, str) else json.dumps(r, ensure_ascii=False) for r in records)
    return list(read([write(folder / "news.jsonl", content)]))


def test_all_fields_are_read(folder: Path) -> None:
    record = {
        "id": "one", "title": "Grève", "date": "2018-03-12T08:30:00Z", "text": "Les trains …",
        "url": "https://example.org/1", "publisher": "Le Jour", "lang": "en",
    }  # fmt: skip
    (found,) = lines(folder, record)
    assert isinstance(found, Document)
    assert found.id.startswith("one-")
    assert (found.headline, found.date, found.text, found.url, found.publisher, found.language, found.source) == (
        "Grève", "2018-03-12", "Les trains …", "https://example.org/1", "Le Jour", "en", "news.jsonl:1",
    )  # fmt: skip


def test_missing_fields_have_defaults(folder: Path) -> None:
    (found,) = lines(folder, {"text": "Les trains sont arrêtés. La grève dure.", "title": None, "other": [1]})
    assert isinstance(found, Document)
    assert (found.headline, found.date, found.language, found.url, found.publisher) == ("Les trains sont arrêtés.", "", "fr", "", "")
    assert found.id.startswith("news-1-")


def test_blank_lines_and_crlf_are_passed_over(folder: Path) -> None:
    path = write(folder / "a.jsonl", '\r\n{"text": "Un."}\r\n\n  \n{"text": "Deux."}\r\n')
    assert [(d.source, d.text) for d in read([path]) if isinstance(d, Document)] == [("a.jsonl:2", "Un."), ("a.jsonl:5", "Deux.")]


def test_a_separator_within_a_text_ends_no_line(folder: Path) -> None:
    (found,) = lines(folder, '{"text": "Un\u2028deux\u0085trois."}')
    assert isinstance(found, Document)
    assert found.text == "Un\u2028deux\u0085trois."


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{oops", "is no JSON object"),
        ("[1]", "is no JSON object"),
        ('"text"', "is no JSON object"),
        ("null", "is no JSON object"),
        ("[" * 100_000, "is no JSON object"),
        ("{}", "is empty"),
        ('{"text": ""}', "is empty"),
        ('{"text": [1]}', "has a 'text' that is no text"),
        ('{"text": 1.5}', "has a 'text' that is no text"),
        ('{"text": "a", "title": {}}', "has a 'title' that is no text"),
        ('{"text": "a", "date": "2017-13"}', "'2017-13' is not a date"),
        ('{"text": "a", "date": "hier"}', "'hier' is not a date"),
    ],
)
def test_a_broken_line_is_named_and_the_others_are_read(folder: Path, line: str, reason: str) -> None:
    before, broken, after = lines(folder, {"text": "Un."}, line, {"text": "Trois."})
    assert isinstance(before, Document)
    assert isinstance(after, Document)
    assert isinstance(broken, Problem)
    assert broken.source == f"{folder / 'news.jsonl'}:2"
    assert reason in broken.reason


def test_an_empty_file_of_lines_is_named(folder: Path) -> None:
    (found,) = lines(folder, "")
    assert isinstance(found, Problem)
    assert "is empty" in found.reason


def test_a_lone_surrogate_becomes_something_that_can_be_written(folder: Path) -> None:
    (found,) = lines(folder, '{"text": "Un \\ud800 mot.", "title": "\\udfff"}')
    assert isinstance(found, Document)
    assert (found.text, found.headline) == ("Un ? mot.", "?")


# ---- whatever is in a file


@given(
    st.binary(max_size=200) | st.text(max_size=200).map(lambda t: t.encode("utf-8", "surrogatepass")), st.sampled_from([".txt", ".jsonl"])
)
def test_no_content_raises(tmp_path_factory: pytest.TempPathFactory, content: bytes, ending: str) -> None:
    path = write(tmp_path_factory.mktemp("any") / f"a{ending}", content)
    try:
        found = list(read([path]))
    except KgError:
        return
    assert found
    for item in found:
        if isinstance(item, Document) and ending == ".txt":
            assert item.text.encode() == content.removeprefix(b"\xef\xbb\xbf")


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=300))
def test_every_text_in_a_json_line_is_kept(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = write(tmp_path_factory.mktemp("any") / "a.jsonl", json.dumps({"text": text}))
    (found,) = read([path])
    assert isinstance(found, Document) == bool(text.strip())
    if isinstance(found, Document):
        assert found.text == text
        assert found.headline == found.headline.strip()
