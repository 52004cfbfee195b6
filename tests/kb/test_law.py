"""Laws that follow from a rule: which numbers are theirs, and what their entries say."""

from __future__ import annotations

import pytest

from kg.kb.law import assembly_id, by_rule, council_id, union_id


@pytest.mark.parametrize(
    ("key", "fr", "url"),
    [
        (
            "resolution-1701-du-conseil-de-securite-des-nations-unies",
            "Résolution 1701 du Conseil de sécurité des Nations unies",
            "https://undocs.org/S/RES/1701(2006)",
        ),
        (
            "resolution-68-262-de-l-assemblee-generale-des-nations-unies",
            "Résolution 68/262 de l'Assemblée générale des Nations unies",
            "https://undocs.org/A/RES/68/262",
        ),
        ("directive-2006-123", "Directive 2006/123", "http://data.europa.eu/eli/dir/2006/123/oj"),
        ("reglement-2012-1215", "Règlement 1215/2012", "http://data.europa.eu/eli/reg/2012/1215/oj"),
        ("reglement-2016-679", "Règlement 2016/679", "http://data.europa.eu/eli/reg/2016/679/oj"),
    ],
)
def test_entries(key: str, fr: str, url: str) -> None:
    entry = by_rule(key)
    assert entry is not None
    assert (entry.id, entry.kind, entry.fr, entry.url, entry.source) == (key, "Legislation", fr, url, "rule")


@pytest.mark.parametrize(
    ("act", "numbers", "key"),
    [
        ("directive", (2006, 123), "directive-2006-123"),
        ("directive", (95, 46), "directive-1995-46"),
        ("reglement", (1215, 2012), "reglement-2012-1215"),
        ("reglement", (2016, 679), "reglement-2016-679"),
        ("reglement", (2016, 2010), "reglement-2016-2010"),
        ("directive", (12, 34), ""),
        ("directive", (3000, 1), ""),
    ],
)
def test_acts_of_the_union(act: str, numbers: tuple[int, int], key: str) -> None:
    assert union_id(act, *numbers) == key


def test_what_no_rule_makes() -> None:
    assert council_id(0) == council_id(9999) == ""
    assert assembly_id(30, 1) == assembly_id(68, 0) == ""
    assert by_rule("resolution-30-1-de-l-assemblee-generale-des-nations-unies") is None
    assert by_rule("directive-1900-1") is None
    assert by_rule("paris") is None
