"""Files of any size: sorted in parts they are the same as sorted at once."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, parse

from kg.errors import InputError
from kg.rdf import write as writing
from kg.rdf.terms import ENT, KG, node
from kg.rdf.write import graph_of, lines_of, nquads, ordered, sorted_lines, turtle, write, write_nquads, write_turtle

WORDS = ("a <b>", "<b", "<b> ", "a", "é", "\0", "\n", "\r", "\u2028", "\x85", "z\t", '"', "\\", "\U0001f600", "", "a b", ".\n<x>")


def quads(number: int) -> list[Quad]:
    rng = random.Random(5)
    graphs = (DefaultGraph(), NamedNode(ENT + "claim"))
    predicates = (node("rdf:type"), node("schema:name"), NamedNode(KG + "agent"))

    def made() -> Quad:
        return Quad(NamedNode(f"{ENT}s{rng.randrange(20)}"), rng.choice(predicates), rng.choice(objects), rng.choice(graphs))

    objects = [*map(Literal, WORDS), Literal("a", language="fr"), Literal("1", datatype=node("xsd:integer")), NamedNode(ENT + "o")]
    return [made() for _ in range(number)]


@pytest.mark.parametrize("most", [1, 7, 100, 10_000])
def test_parts_give_the_same_bytes(most: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    some = quads(500)
    whole = nquads(some), turtle(some)
    monkeypatch.setattr(writing, "MOST", most)
    monkeypatch.setattr(writing, "FEW", 3)
    write_nquads(tmp_path / "a.nq", sorted_lines(iter(some)))
    with (tmp_path / "a.nq").open("rb") as lines:
        write_turtle(tmp_path / "a.ttl", lines)
    assert ((tmp_path / "a.nq").read_bytes(), (tmp_path / "a.ttl").read_bytes()) == whole


def test_the_files_hold_the_quads_in_order() -> None:
    some = quads(500)
    lines = nquads(some).splitlines(keepends=True)
    assert lines == sorted(set(lines))
    assert set(parse(nquads(some), format=RdfFormat.N_QUADS)) == set(some)
    default = {q.triple for q in some if q.graph_name == DefaultGraph()}
    assert {q.triple for q in parse(turtle(some), format=RdfFormat.TURTLE)} == default


def test_a_line_names_its_graph() -> None:
    for quad in quads(500):
        named = b"" if quad.graph_name == DefaultGraph() else str(quad.graph_name).encode()
        (line,) = lines_of([quad])
        assert graph_of(line) == named
        assert line == f"{quad} .\n".encode()  # so that digests of lines are those of quads


def test_types_come_first_in_a_block() -> None:
    s = NamedNode(ENT + "s")
    written = turtle([Quad(s, node("schema:name"), Literal("n")), Quad(s, NamedNode(KG + "agent"), s), Quad(s, node("rdf:type"), s)])
    assert written.decode().split("ent:s", 1)[1].split()[0] == "a"


@pytest.mark.parametrize("groups", [[], [[]], [[b"b\n", b"a\n", b"b\n"]], [[b"b\n"], [b"a\n", b"b\n"], [b"c\n"]]])
def test_each_line_comes_once(groups: list[list[bytes]]) -> None:
    assert list(ordered(groups)) == sorted({line for group in groups for line in group})


def test_a_file_that_cannot_be_filled_is_not_there(tmp_path: Path) -> None:
    def full(_: object) -> None:
        raise OSError(28, "No space left on device")

    with pytest.raises(InputError, match="No space left"):
        write(tmp_path / "a", full)
    assert not list(tmp_path.iterdir())
