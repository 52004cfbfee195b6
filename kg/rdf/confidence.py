"""How often a claim of its kind is right: the measured precision that `kg:confidence` gives."""

from __future__ import annotations

from functools import cache

from kg.lang import table
from kg.rdf.ontology import load

FEWEST = 10  # claims: a share of fewer says nothing


def confidence(rule: str, type: str, language: str) -> float | None:
    """The share of right claims among those that such a rule gave on annotated articles, 0 to 1; None where it has not been measured."""
    return measured(language).get(f"{rule_kind(rule)} {load().family(type)}") if type else None


def rule_kind(rule: str) -> str:
    """ "verb" of "verb:rencontrer", "noun" of "noun:visite"."""
    return rule.partition(":")[0]


@cache
def measured(language: str) -> dict[str, float]:
    """The shares by kind of rule, such as "verb Contact"."""
    counts = table(language, "confidence")["rules"]
    return {kind: round(c["right"] / c["found"], 2) for kind, c in counts.items() if c["found"] >= FEWEST}
