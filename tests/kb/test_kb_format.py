"""Every mistake in a file of the knowledge base is told in one sentence with file and line."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import KnowledgeBaseError
from kg.kb.check import check_files
from kg.kb.compile import compile_index
from kg.kb.entry import Entry, Office, Tenure
from kg.kb.files import COLUMNS, FORMS, parse, read_file

ENTITY = "id\tkind\tfr\n"
TENURE = "person\toffice\tof\tstart\tend\n"

# Content → words of the message, and the line that it names.
MISTAKES = {
    "empty": ("", 1, "without a header line"),
    "only comments": ("# nothing\n\n", 2, "without a header line"),
    "not UTF-8": (ENTITY.encode() + b"x\tPlace\tGen\xe8ve\n", 2, "UTF-8"),
    "UTF-16": (ENTITY.encode("utf-16"), 1, "UTF-8"),
    "unknown column": ("id\tkind\tfr\tcolour\n", 1, "unknown column 'colour'"),
    "field name for column": ("id\tkind\tfr\tinside\n", 1, "unknown column 'inside'"),
    "column twice": ("id\tkind\tfr\tfr\n", 1, "column 'fr' twice"),
    "missing column": ("id\tfr\nx\tX\n", 1, "lacks the column 'kind'"),
    "missing column of a tenure": ("person\toffice\tof\n", 1, "lacks the column 'start'"),
    "too few fields": (ENTITY + "x\tPlace\n", 2, "2 fields and the header has 3"),
    "too many fields": (ENTITY + "x\tPlace\tX\ty\n", 2, "4 fields and the header has 3"),
    "line counts comments": ("# a\n\n" + ENTITY + "# b\nx\tPlace\n", 5, "2 fields"),
    "unknown kind": (ENTITY + "x\tPersn\tX\n", 2, "kind 'Persn'"),
    "no name": (ENTITY + "x\tPlace\t\n", 2, "has no fr"),
    "bad id": (ENTITY + "Le Mans\tCity\tLe Mans\n", 2, "id 'Le Mans'"),
    "duplicate id": (ENTITY + "x\tPlace\tX\ny\tPlace\tY\nx\tPlace\tZ\n", 4, "repeats 'x'"),
    "population": ("id\tkind\tfr\tpopulation\nx\tCity\tX\t12,5\n", 2, "population '12,5'"),
    "negative population": ("id\tkind\tfr\tpopulation\nx\tCity\tX\t-5\n", 2, "population '-5'"),
    "foreign digits": ("id\tkind\tfr\tpopulation\nx\tCity\tX\t١٢\n", 2, "population"),
    "latitude": ("id\tkind\tfr\tlat\tlong\nx\tCity\tX\t91\t0\n", 2, "lat '91'"),
    "longitude": ("id\tkind\tfr\tlat\tlong\nx\tCity\tX\t9\t181.5\n", 2, "long '181.5'"),
    "gender": ("id\tkind\tfr\tgender\nx\tCity\tX\tn\n", 2, "gender 'n'"),
    "wikidata": ("id\tkind\tfr\twikidata\nx\tCity\tX\thttp://www.wikidata.org/entity/Q1\n", 2, "wikidata"),
    "address": ("id\tkind\tfr\turl\nx\tLegislation\tX\thttps://a b\n", 2, "url 'https://a b'"),
    "control character": (ENTITY + "x\tPlace\tX\x1b[2J\n", 2, "control character"),
    "unresolved in": ("id\tkind\tfr\tin\nx\tCity\tX\tnowhere\n", 2, "'nowhere' in the column 'in'"),
    "unresolved of": ("id\tkind\tfr\tof\nx\tOrganization\tX\tnobody\n", 2, "'nobody' in the column 'of'"),
    "unresolved member": ("id\tkind\tfr\tmembers\nx\tOrganization\tX\tfrance|nobody\n", 2, "'nobody' in the column 'members'"),
    "cycle": ("id\tkind\tfr\tin\na\tPlace\tA\tb\nb\tPlace\tB\tc\nc\tPlace\tC\ta\n", 2, "puts 'a' into itself"),
    "self": ("id\tkind\tfr\tin\nd\tPlace\tD\tfrance\na\tPlace\tA\ta\n", 3, "puts 'a' into itself"),
    "cycle through ours": ("id\tkind\tfr\tin\nx\tPlace\tX\tparis\neurope\tPlace\tEurope\tx\n", 3, "puts 'europe' into itself"),
    "cycle of belonging": ("id\tkind\tfr\tof\na\tOrganization\tA\tb\nb\tOrganization\tB\ta\n", 2, "puts 'a' into itself"),
    "bad date": (TENURE + "angela-merkel\tpresident\tfrance\t2012-13\t\n", 2, "start '2012-13'"),
    "day that isn't": (TENURE + "angela-merkel\tpresident\tfrance\t2012\t2013-02-30\n", 2, "end '2013-02-30'"),
    "start after end": (TENURE + "angela-merkel\tpresident\tfrance\t2012-05-07\t2012-04\n", 2, "start 2012-05-07 after the end 2012-04"),
    "unresolved person": (TENURE + "nobody\tpresident\tfrance\t2012\t\n", 2, "'nobody' in the column 'person'"),
    "unresolved office": (TENURE + "angela-merkel\tnothing\tfrance\t2012\t\n", 2, "no office has that id"),
    "an entity is no office": (TENURE + "angela-merkel\tparis\tfrance\t2012\t\n", 2, "no office has that id"),
    "tenure twice": (TENURE + 2 * "angela-merkel\tpresident\tfrance\t2012\t\n", 3, "repeats 'angela-merkel president france 2012'"),
    "unknown rank": ("id\tfr\tnouns\trank\nx\tx\tx\tking\n", 2, "rank 'king'"),
}


def file(folder: Path, content: str | bytes, name: str = "mine.tsv") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.mark.parametrize("case", MISTAKES)
def test_mistake_is_told_with_file_and_line(case: str, tmp_path: Path) -> None:
    content, line, words = MISTAKES[case]
    path = file(tmp_path, content)
    (problem, *_) = check_files([path]).problems
    assert problem.startswith(f"{path}, line {line} ")
    assert words in problem
    assert "\n" not in problem
    assert len(problem) - len(str(path)) < 250


ACCEPTED = {
    "byte order mark": "\ufeff" + ENTITY + "x\tPlace\tX\n",
    "Windows lines": (ENTITY + "x\tPlace\tX\n").replace("\n", "\r\n"),
    "no last newline": ENTITY + "x\tPlace\tX",
    "ours are known": "id\tkind\tfr\tin\nx\tCity\tX\tfrance\n",
    "ours is replaced": "id\tkind\tfr\tin\nparis\tCity\tParis\tfrance\n",
    "later line is known": "id\tkind\tfr\tin\nx\tCity\tX\ty\ny\tPlace\tY\t\n",
    "rule is known": "id\tkind\tfr\tof\nx\tThing\tX\tresolution-2254-du-conseil-de-securite-des-nations-unies\n",
    "same month": TENURE + "angela-merkel\tpresident\tfrance\t2012-05-07\t2012-05\n",
    "an office with the id of an entity": "id\tfr\tnouns\nparis\tparis\tparis\n",
}


@pytest.mark.parametrize("case", ACCEPTED)
def test_right_files_pass(case: str, tmp_path: Path) -> None:
    assert check_files([file(tmp_path, ACCEPTED[case])]).problems == ()


def test_all_wrong_lines_are_told_at_once(tmp_path: Path) -> None:
    path = file(tmp_path, ENTITY + "a\tPersn\tA\nb\tPlace\tB\nc\tPlace\n")
    assert [problem.split(" has ")[0] for problem in check_files([path]).problems] == [f"{path}, line 2", f"{path}, line 4"]


def test_endless_mistakes_are_not_all_told(tmp_path: Path) -> None:
    assert len(check_files([file(tmp_path, ENTITY + "x\n" * 5000)]).problems) == 100


def test_missing_file_is_bad_input(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeBaseError, match="cannot be read: check the path"):
        check_files([tmp_path / "none.tsv"])
    with pytest.raises(KnowledgeBaseError, match="cannot be read: check the path"):
        list(read_file(tmp_path))


def test_nothing_is_written_for_a_wrong_file(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeBaseError, match="line 2"):
        compile_index([file(tmp_path, ENTITY + "x\n")], tmp_path / "index.sqlite")
    assert [p.name for p in tmp_path.iterdir()] == ["mine.tsv"]


def test_header_says_what_a_file_holds(tmp_path: Path) -> None:
    kinds = {"id\tkind\tfr": Entry, "nouns\tfr\tid": Office, "of\tstart\tperson\toffice": Tenure}
    row = {"id": "x", "kind": "Place", "fr": "X", "nouns": "x", "person": "x", "office": "y", "of": "z", "start": "2012"}
    for header, kind in kinds.items():
        line = "\t".join(row[column] for column in header.split("\t"))
        (_, made), *_ = read_file(file(tmp_path, f"{header}\n{line}\n", "offices.tsv"))
        assert type(made) is kind


def test_every_form_is_of_a_column() -> None:
    assert set(FORMS) <= set().union(*COLUMNS.values())


TABLES = st.text(st.sampled_from("idkfr\tPlacexy|-#\n\x0b\u2028é"), max_size=300).map(lambda text: (ENTITY + text).encode())


@given(st.binary(max_size=400) | TABLES)
def test_no_content_crashes(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = file(tmp_path_factory.getbasetemp(), content, "hostile.tsv")
    for number, found in parse(path):
        assert number >= 0
        if isinstance(found, KnowledgeBaseError):
            assert ", line " in str(found)
            assert len(str(found).splitlines()) == 1
