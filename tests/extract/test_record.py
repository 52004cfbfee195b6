"""Extractions as lines: one line each, and back without a difference."""

from __future__ import annotations

from dataclasses import is_dataclass
from typing import TYPE_CHECKING, Any, Literal, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.extract import extract
from kg.extract.record import from_line, to_line
from kg.model import Claim, Document, Extraction, Fact, Quantity, TimeExpression

if TYPE_CHECKING:
    from spacy.language import Language

    from kg.kb import KnowledgeBase

# Whatever can stand in a file of UTF-8: controls, line separators and all planes, but no half of a pair.
TEXTS = st.text(st.characters(exclude_categories=["Cs"])) | st.sampled_from(["\u2028\x85\n\r", '"\\', "😀", "\x00"])


FLOATS = st.floats(allow_nan=False, allow_infinity=False)
PLAIN = {str: TEXTS, int: st.integers(-(2**63), 2**63 - 1), bool: st.booleans(), float: FLOATS, type(None): st.none()}


def values(kind: Any) -> st.SearchStrategy[Any]:
    """Any value that a type of the model allows."""
    inner = get_args(kind)
    if is_dataclass(kind):
        return st.builds(kind, **{name: values(hint) for name, hint in get_type_hints(kind).items()})
    if get_origin(kind) is Literal:
        return st.sampled_from(inner)
    if get_origin(kind) is tuple:
        return st.lists(values(inner[0]), max_size=2).map(tuple) if inner[-1] is ... else st.tuples(*map(values, inner))
    return st.one_of(*map(values, inner)) if inner else PLAIN[kind]


@given(values(Extraction))
def test_a_record_comes_back_as_it_was(extraction: Extraction) -> None:
    line = to_line(extraction)
    assert b"\n" not in line
    assert from_line(line) == extraction
    assert to_line(from_line(line)) == line


def test_kinds_of_numbers_and_what_has_its_default_come_back() -> None:
    claim = Claim(
        "e1", "Attack", "Occurred", (0, 5), (1, 2), "r",
        (Fact("deaths", "quantity", Quantity(3.0, "atLeast", "person")), Fact("quote", "text", "{}")),
        (TimeExpression(0, 1, "DATE", "", shift=0, if_published=(("2017-11-01", "a", "b"),)), TimeExpression(0, 1, "SET", "", shift=None)),
        reported_in=0,
    )  # fmt: skip
    record = Extraction(Document("a", "a.txt", "", "t", "fr", "", "0"), (), (), (), (), (claim,))
    back = from_line(to_line(record))
    assert back == record
    assert isinstance(back.claims[0].facts[0].value, Quantity)
    assert isinstance(back.claims[0].facts[0].value.value, float)


def test_a_real_article_comes_back(nlp: Language, kb: KnowledgeBase) -> None:
    text = "Emmanuel Macron a rencontré Angela Merkel mardi à Berlin. Il s'est dit « confiant », selon l'Élysée."
    document = Document("a-1", "a.txt", "Titre", text, "fr", "2018-03", "0" * 64)
    made = extract(document, nlp, kb)
    assert made.claims
    assert from_line(to_line(made)) == made


@pytest.mark.parametrize("line", [b"", b"{", b"[]", b"null", b"{}", b'{"documents": 1}', b"0"])
def test_what_is_no_record_is_an_error(line: bytes) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        from_line(line)
