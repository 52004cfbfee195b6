"""Terms of RDF: what any text becomes in files, and that two things never share an address."""

from __future__ import annotations

import io
import random
import re
import xml.etree.ElementTree as ElementTree
from itertools import product

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, parse, serialize

from kg.errors import QueryError
from kg.ids import DIGITS, FEW_DIGITS, document_id, event_id, newcomer_id
from kg.query.formats import NOT_XML, write
from kg.query.run import Result
from kg.rdf.terms import ENT, EV, node
from kg.rdf.write import nquads, turtle

S, P = NamedNode(ENT + "x"), node("schema:name")
PIECES = (
    *"aé😀\"\\'<>&@^#{}[]()_:;,.?$%~`|/*+-= \n\r\t\v\f", *map(chr, range(32)),
    "\x7f", "\x85", "\xa0", "\u061c", "\u200b", "\u200d", "\u202e", "\u2028", "\u2029", "\ufeff", "\ufdd0", "\ufffd", "\ufffe",
    "\uffff", "\ud7ff", "\ue000", "\U0001ffff", "\U0010ffff", "e\u0301", "ﷺ", "]]>", "^^", "@fr", '"""', "'''", "\\u0022",
    "\\U00000022", "\\n",
    "<!--", "-->", "<?", "&#13;", "&amp;", "\r\n", "  ", "_:b0", "<a:b>", " .\n",
)  # fmt: skip


def texts(number: int) -> list[str]:
    """Texts of pieces that mean something to some syntax, the same each time."""
    rng = random.Random(11)
    return [*PIECES, *("".join(rng.choices(PIECES, k=rng.randrange(1, 12))) for _ in range(number - len(PIECES)))]


TEXTS = texts(1000)
KINDS = (Literal, lambda text: Literal(text, language="fr"), lambda text: Literal(text, datatype=NamedNode("http://example.org/type")))
LITERALS = [KINDS[i % 3](text) for i, text in enumerate(TEXTS)]


def test_there_are_enough() -> None:
    assert len(set(TEXTS)) > 900


def test_quads_and_turtle_give_each_literal_back() -> None:
    quads = {Quad(S, P, literal) for literal in LITERALS}
    assert set(parse(nquads(quads), format=RdfFormat.N_QUADS)) == quads
    assert set(parse(turtle(quads), format=RdfFormat.TURTLE)) == quads
    assert nquads(quads).count(b"\n") == len(quads)


def written(literal: Literal, format: str) -> str:
    stream = io.StringIO()
    write(Result("graph", ("subject", "predicate", "object"), ((S, P, literal),)), format, stream)
    return stream.getvalue()


@pytest.mark.parametrize(("format", "media"), [("json", RdfFormat.JSON_LD), ("ttl", RdfFormat.TURTLE)])
def test_answers_give_each_literal_back(format: str, media: RdfFormat) -> None:
    for literal in LITERALS:
        (found,) = parse(written(literal, format).encode(), format=media)
        assert found.object == literal


def test_xml_gives_each_literal_back_or_refuses_it() -> None:
    """Read by a library that knows only XML, which is stricter than Oxigraph's reader."""
    refused = 0
    for literal in LITERALS:
        if re.search(NOT_XML, literal.value):
            with pytest.raises(QueryError, match=r"RDF/XML cannot hold the character U\+[0-9A-F]{4,6} of this answer: use ttl or json"):
                written(literal, "xml")
            refused += 1
            continue
        text = written(literal, "xml")
        (found,) = parse(text.encode(), format=RdfFormat.RDF_XML)
        assert found.object == literal
        name = next(iter(ElementTree.fromstring(text).iter("{https://schema.org/}name")))
        assert (name.text or "") == literal.value
    assert 100 < refused < len(LITERALS) - 100


def test_a_graph_of_all_is_one_file() -> None:
    triples = [Triple(S, P, literal) for literal in LITERALS]
    assert {t.triple for t in parse(serialize(triples, format=RdfFormat.JSON_LD) or b"", format=RdfFormat.JSON_LD)} == set(triples)


# ---- addresses


def test_whatever_the_name_the_address_is_valid() -> None:
    for text in TEXTS:
        for key in (newcomer_id(text, "Person"), document_id(text, text), event_id("Meeting", text, "e1")):
            assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", key), key
            assert len(key) <= 80 + 1 + DIGITS
            NamedNode(ENT + key)
            NamedNode(EV + key)


def test_names_that_a_slug_cannot_tell_have_long_digests() -> None:
    """Each of these would else share four digits with another of some hundred."""
    names = [f"{a}{b}{c}" for a, b, c in product("абвгдежзик", "лмнопрстуф", "ابتثجحخدذر")]
    long = [f"{'Jean Dupont ' * 8}{number}" for number in range(2000)]
    for some in (names, long):
        keys = {newcomer_id(name, "Person") for name in some}
        assert len(keys) == len(some)
        assert all(len(key.rpartition("-")[2]) == DIGITS for key in keys)


@pytest.mark.parametrize("name", ["Jean Dupont", "Élodie d'Œuvre-Ça", "ACME 2000", "Saint-Étienne"])
def test_names_that_it_tells_have_short_ones(name: str) -> None:
    assert len(newcomer_id(name, "Person").rpartition("-")[2]) == FEW_DIGITS


def test_many_articles_and_events_of_one_name_have_each_their_own() -> None:
    number = 200_000
    assert len({document_id("index", str(i)) for i in range(number)}) == number
    assert len({event_id("Statement", f"index-{i}", "e1") for i in range(number)}) == number
