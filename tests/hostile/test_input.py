"""A folder of hostile and broken files is built: what can be read is in the graph, everything else is named in one sentence."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import NamedTuple

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Store, parse

from hostile.cases import BAD, BAD_LINES, GOOD_LINES, NAMES, TEXTS, lines
from hostile.running import ARTICLE, Done, files, kg, sentences
from kg.errors import InputError
from kg.limits import Limits
from kg.rdf.ontology import load
from kg.rdf.store import open_store
from kg.rdf.terms import BASE, DOC, KG, PREFIXES, node

IRI = re.compile(r"[a-z][a-z0-9+.-]*:[^\x00-\x20<>\"{}|^`\\]*")
OURS = re.compile(r"[a-z0-9-]+(?:[a-zA-Z0-9:.+-]*)(?:#[a-z]+=\d+(?:,\d+)?)?")
OTHERS = (*PREFIXES.values(), "https://undocs.org/", "https://sws.geonames.org/", "http://data.europa.eu/")


class Built(NamedTuple):
    folder: Path  # of the articles
    output: Path
    done: Done
    store: Store


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The build of all that is hostile, in a folder of its own so that what lands elsewhere is seen."""
    place = tmp_path_factory.mktemp("hostile")
    folder, output = place / "in", place / "out"
    folder.mkdir()
    for name, content in [*TEXTS.items(), *((name, content) for name, (content, _) in BAD.items())]:
        (folder / f"{name}.txt").write_bytes(content)
    (folder / "lines.jsonl").write_bytes(lines())
    (folder / "names").mkdir()
    for number, name in enumerate(NAMES.values()):
        if len(os.fsencode(name)) <= 255:
            (folder / "names" / name).write_text(f"{ARTICLE} Bis {number}.", encoding="utf-8")
    if hasattr(os, "mkfifo"):
        os.mkfifo(folder / "pipe.txt")
    (folder / "endless.txt").symlink_to("/dev/zero")
    (folder / "void.txt").symlink_to(os.devnull)
    (folder / "nowhere.txt").symlink_to(folder / "none")
    (folder / "itself.txt").symlink_to(folder / "itself.txt")
    (folder / "loop").symlink_to(folder, target_is_directory=True)
    before = files(place)
    done = kg("build", folder, folder / "none.txt", "/dev/zero", "-o", output)
    assert {p for p in files(place) - before if output not in (p, *p.parents)} == set()
    return Built(folder, output, done, open_store(output))


def test_there_are_enough() -> None:
    assert len(TEXTS) + len(BAD) + len(GOOD_LINES) + len(BAD_LINES) + len(NAMES) >= 100
    assert all(len(os.fsencode(name)) <= 255 for name in NAMES.values())


def said_of(built: Built, file: Path | str) -> list[str]:
    return [line for line in sentences(built.done) if line.startswith(f"not read: {file}: ")]


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_named_once(built: Built, name: str) -> None:
    (said,) = said_of(built, built.folder / f"{name}.txt")
    assert BAD[name][1] in said


@pytest.mark.parametrize("name", BAD_LINES)
def test_a_bad_line_is_named_once(built: Built, name: str) -> None:
    number = len(GOOD_LINES) + 1 + list(BAD_LINES).index(name)
    (said,) = said_of(built, f"{built.folder / 'lines.jsonl'}:{number}") or said_of(built, f"lines.jsonl:{number}")
    assert BAD_LINES[name][1] in said


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("pipe.txt", "is no regular file"), ("endless.txt", "is no regular file"), ("void.txt", "is no regular file"),
        ("nowhere.txt", "is no regular file"), ("itself.txt", "is no regular file"), ("loop", "is a link to a folder"),
        ("none.txt", "does not exist"),
    ],
)  # fmt: skip
def test_what_is_no_file_is_named_and_not_waited_for(built: Built, name: str, words: str) -> None:
    (said,) = said_of(built, built.folder / name)
    assert words in said


def test_all_the_rest_is_in_the_graph(built: Built) -> None:
    """And nothing more is said than once for each bad file and line."""
    assert built.done.code == 0
    assert len(sentences(built.done)) == len(BAD) + len(BAD_LINES) + 8
    documents = list(built.store.quads_for_pattern(None, node("rdf:type"), node("schema:NewsArticle"), DefaultGraph()))
    assert len(documents) == len(TEXTS) + len(GOOD_LINES) + len(NAMES)
    assert len(json.loads((built.output / "report.json").read_text("utf-8"))["not_read"]) == len(BAD) + len(BAD_LINES) + 8


def test_nothing_in_the_graph_is_anything_but_text(built: Built) -> None:
    """No IRI comes from an article: each is minted from letters and digits, a term of a vocabulary, or the base's."""
    known = set(load().terms())
    for quad in built.store:
        for term in (quad.subject, quad.predicate, quad.object, quad.graph_name):
            if not isinstance(term, NamedNode):
                assert isinstance(term, Literal | DefaultGraph)
                continue
            assert IRI.fullmatch(term.value), term
            assert "evil.example" not in term.value, term
            assert term.value.startswith(OTHERS), term
            if term.value.startswith(BASE) and not term.value.startswith(KG):
                assert OURS.fullmatch(term.value.split("/", 5)[-1]), term
        if quad.predicate.value.startswith(KG):
            assert quad.predicate.value.removeprefix(KG) in known, quad


def test_words_are_where_the_offsets_say(built: Built) -> None:
    """Every phrase is a slice of its article, whatever stands there."""
    ids = {q.subject.value.removeprefix(DOC): q.object.value for q in built.store.quads_for_pattern(None, node("dcterms:source"), None)}
    texts = {f"{name}.txt": content.decode("utf-8-sig") for name, content in TEXTS.items()}
    checked = 0
    for quad in built.store.quads_for_pattern(None, node("nif:anchorOf"), None):
        article, _, place = quad.subject.value.removeprefix(DOC).partition("#")
        if (text := texts.get(ids[article])) is not None:
            start, end = map(int, place.partition("=")[2].split(","))
            assert quad.object.value == text[start:end]
            checked += 1
    assert checked > 100


def test_no_two_things_share_an_iri(built: Built) -> None:
    """An article has one digest, an entity and an event one name."""
    for predicate in ("dcterms:identifier", "schema:name", "kg:status"):
        subjects = [q.subject for q in built.store.quads_for_pattern(None, node(predicate.removeprefix("kg:")), None, DefaultGraph())]
        assert len(subjects) == len(set(subjects)), predicate


def test_the_files_hold_the_store(built: Built) -> None:
    quads = set(built.store)
    assert set(parse((built.output / "graph.nq").read_bytes(), format=RdfFormat.N_QUADS)) == quads
    default = {q for q in quads if isinstance(q.graph_name, DefaultGraph)}
    assert {Quad(*q.triple, DefaultGraph()) for q in parse((built.output / "graph.ttl").read_bytes(), format=RdfFormat.TURTLE)} == default


def test_the_store_is_sound(built: Built) -> None:
    done = kg("check", "--store", built.output)
    assert (done.out, done.code) == ("the store conforms\n", 0)


def test_an_addition_says_the_same(built: Built, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    assert kg("build", tmp_path / "a.txt", "-o", tmp_path / "out").code == 0
    some = [built.folder / f"{name}.txt" for name in (*list(BAD)[:8], "code-SPARQL", "zalgo")]
    done = kg("add", *some, built.folder / "lines.jsonl", "--store", tmp_path / "out", "--store-only")
    assert done.code == 0
    assert len(sentences(done)) == 8 + len(BAD_LINES)
    assert len(re.findall(r"^added ", done.out, re.M)) == 2 + len(GOOD_LINES)
    assert all(line.isprintable() for line in done.out.splitlines())
    assert kg("check", "--store", tmp_path / "out").code == 0


def test_where_nothing_is_good_nothing_is_made(built: Built, tmp_path: Path) -> None:
    done = kg("build", *(built.folder / f"{name}.txt" for name in BAD), "-o", tmp_path / "out")
    assert (done.code, len(sentences(done))) == (2, len(BAD))
    assert files(tmp_path) == set()


def test_no_permission(tmp_path: Path) -> None:
    (tmp_path / "in" / "closed").mkdir(parents=True)
    for name in ("a.txt", "b.txt", "closed/c.txt"):
        (tmp_path / "in" / name).write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "in" / "b.txt").chmod(0)
    (tmp_path / "in" / "closed").chmod(0)
    if os.access(tmp_path / "in" / "b.txt", os.R_OK):
        pytest.skip("this user reads everything")
    done = kg("build", tmp_path / "in", "-o", tmp_path / "out")
    assert (done.code, len(sentences(done))) == (0, 2)


# ---- the page, queries and questions on it


def test_the_page_holds_no_markup_of_articles(built: Built, tmp_path: Path) -> None:
    assert kg("view", "-o", tmp_path / "page.html", "--store", built.output).code == 0
    page = (tmp_path / "page.html").read_text("utf-8")
    assert page.count("</script>") == 3
    assert "<img src=x" not in page


WORDS = {**{name: content.decode()[:2000] for name, content in list(TEXTS.items())[::7]}, **dict(list(NAMES.items())[::4])}


@pytest.mark.parametrize("name", WORDS)
def test_as_an_option_it_finds_or_is_told(built: Built, tmp_path: Path, name: str) -> None:
    """Whatever a command is asked for: it is found, or one sentence says what to mend."""
    text = WORDS[name]
    for arguments in (
        ["view", "-o", tmp_path / "x.html", "--focus", text],
        ["view", "-o", tmp_path / "x.html", "--from", text, "--type", text],
        ["query", "met", "--param", f"who={text}"],
        ["query", "-e", text],
        ["find", "--", text],
        ["explain", "--", text],
    ):
        done = kg(arguments[0], "--store", built.output, *arguments[1:])
        assert done.code in (0, 1, 2)
        assert done.code != 2 or sentences(done)
    assert files(tmp_path) <= {tmp_path / "x.html"}


@pytest.mark.parametrize("name", list(WORDS)[::2])
def test_as_a_question_it_is_answered(built: Built, name: str) -> None:
    assert kg("ask", "--store", built.output, "--", WORDS[name]).code in (0, 1, 2)


# ---- limits


@pytest.mark.parametrize(
    ("text", "limits", "kept"),
    [
        ("Un. Deux. Trois.", Limits(9, 9, True), "Un. "),
        ("Un. Deux. Trois.", Limits(10, 9, True), "Un. Deux. "),
        ("Un. Deux. Trois.", Limits(99, 2, True), "Un. Deux. "),
        ("Un. Deux. Trois.", Limits(99, 3, True), "Un. Deux. Trois."),
        ("Un. Deux.   ", Limits(99, 2, True), "Un. Deux.   "),
        ("aaaaaaaaaa", Limits(4, 9, True), "aaaa"),
        ("Un.\nDeux\n\n\nTrois", Limits(99, 2, True), "Un.\nDeux\n\n\n"),
    ],
)
def test_a_long_article_is_cut_where_a_sentence_ends(text: str, limits: Limits, kept: str) -> None:
    found, complaint = limits.fit(text)
    assert found == kept
    assert bool(complaint) == (kept != text)
    if complaint:
        assert f"only its first {len(kept)} characters are read" in complaint
        with pytest.raises(InputError, match="split it into articles"):
            Limits(limits.characters, limits.sentences).fit(text)


def test_limits_are_the_users_and_stay_with_the_store(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"{ARTICLE} {ARTICLE} {ARTICLE}", encoding="utf-8")
    (tmp_path / "b.txt").write_text("é" * 500, encoding="utf-8")
    done = kg("build", tmp_path / "a.txt", "--most-sentences", "2", "--most-characters", "200", "--cut", "-o", tmp_path / "out")
    assert done.code == 0
    read = f"only its first {2 * len(ARTICLE) + 2} characters are read"
    assert sentences(done) == [f"not read: {tmp_path / 'a.txt'}: has more than 2 sentences: {read}"]
    done = kg("add", tmp_path / "b.txt", "--store", tmp_path / "out", "--store-only")
    assert sentences(done) == [f"not read: {tmp_path / 'b.txt'}: is longer than 200 characters: only its first 200 characters are read"]
    assert kg("remove", tmp_path / "b.txt", "--store", tmp_path / "out", "--store-only").code == 0


@pytest.mark.slow
@pytest.mark.parametrize(
    "content",
    [b"a" * 100_000_000, b"Oui. Non.\n" * 1_000_000, ("Angela Merkel a rencontré Paul Dupont, " * 26_000 + ARTICLE).encode()],
    ids=["a word of 100 MB", "1,000,000 lines", "a sentence of 1 MB"],
)
@pytest.mark.parametrize("cut", [[], ["--cut"]], ids=["skipped", "cut"])
def test_huge_articles(tmp_path: Path, content: bytes, cut: list[str]) -> None:
    (tmp_path / "huge.txt").write_bytes(content)
    (tmp_path / "good.txt").write_text(ARTICLE, encoding="utf-8")
    few = ["--most-sentences", "2000"] if cut else []  # a word more than the beginning would only take longer
    done = kg("build", tmp_path / "huge.txt", tmp_path / "good.txt", *cut, *few, "-o", tmp_path / "out")
    assert (done.code, len(sentences(done))) == (0, 0 if len(content) < 2_000_000 else 1)
