"""What must never reach the page as markup or code."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.view.safe import attribute, clean, embed_json, link, shorten


@given(st.text())
def test_embedded_json_reads_back(text: str) -> None:
    assert json.loads(embed_json({"x": text})) == {"x": text}


@given(st.text(alphabet="<>&/!-scriptSCRIPT\u2028\u2029\"'\\ "))
def test_embedded_json_holds_nothing_that_ends_a_script(text: str) -> None:
    assert not set("<>&\u2028\u2029") & set(embed_json([text]))


@given(st.text())
def test_cleaning_keeps_offsets(text: str) -> None:
    assert len(clean(text)) == len(text)


@pytest.mark.parametrize("hidden", ["\u202e", "\u2066", "\x00", "\x1b", "\u2028", "\x7f", "\u200f"])
def test_hidden_characters_are_blanked(hidden: str) -> None:
    assert clean(f"a{hidden}b") == "a b"


def test_what_is_printed_stays() -> None:
    assert clean("L’été à Œuvre — 中国 😀 « ok »") == "L’été à Œuvre — 中国 😀 « ok »"


@pytest.mark.parametrize(
    "iri", ["https://www.wikidata.org/entity/Q1", "http://www.wikidata.org/entity/Q1", "https://undocs.org/S/RES/2254(2015)"]
)
def test_links(iri: str) -> None:
    assert link(iri) == iri


@pytest.mark.parametrize(
    "iri",
    ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,<script>", "file:///etc/passwd", "https:", "http://", "//evil.example",
     'https://a.example/"onclick="x', "https://a.example/\u202e", "https://user@evil.example/", "ftp://a.example/", "", "https://[", " https://a.example"],
)  # fmt: skip
def test_no_links(iri: str) -> None:
    assert link(iri) is None


def test_shorten_says_that_something_is_missing() -> None:
    assert shorten("abc def", 5) == "abc…"
    assert shorten("abc\n def", 9) == "abc def"


def test_attribute() -> None:
    assert attribute("\"<'>&") == "&quot;&lt;&#x27;&gt;&amp;"
