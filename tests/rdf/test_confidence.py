"""The measured precision of kinds of rules."""

from __future__ import annotations

from kg.lang import table
from kg.rdf.confidence import FEWEST, confidence


def test_shares_of_right_claims() -> None:
    sure = confidence("verb:rencontrer", "Meeting", "fr")
    assert sure is not None
    assert 0 < sure <= 1


def test_what_was_not_measured_has_none() -> None:
    few = [kind for kind, c in table("fr", "confidence")["rules"].items() if c["found"] < FEWEST]
    assert few
    assert all(confidence(f"{kind.split()[0]}:x", kind.split()[1], "fr") is None for kind in few)
    assert confidence("role", "", "fr") is None


def test_no_more_right_than_found() -> None:
    assert all(0 <= c["right"] <= c["found"] for c in table("fr", "confidence")["rules"].values())
