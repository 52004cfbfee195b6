"""What matches of a pattern begin with: every match has such a beginning, and few other texts have one."""

from __future__ import annotations

import re

import pytest

from kg.time.firsts import LOOK, beginnings, squeezed

BLANK = r"(?: {1,3}| ?\r?\n ?)"


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("jeudi|vendredi", {"jeudi", "vendre"}),
        ("(?<!\\w)mai(?:s)?x", {"maix", "maisx"}),
        (f"le{BLANK}(?:soir|matin)", {"le soi", "le mat"}),
        ("[ab]c?d", {"ad", "acd", "bd", "bcd"}),
        ("a{2,3}b", {"aab", "aaab"}),
        ("(?:ab){0,2}c", {"c", "abc", "ababc"}),
        ("ou\\w+", {"ou"}),
        ("(?:un|une)x*", {"un"}),  # none begins another
        ("[0-9]{2}h[0-9]{2}", {f"{number:02}h" for number in range(100)}),  # with the digits behind it, they would be too many
    ],
)
def test_beginnings(pattern: str, expected: set[str]) -> None:
    assert beginnings(pattern) == expected


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (f"le{BLANK}(?:1er|[0-9]{{1,2}}){BLANK}mai", "le \n 12   mai"),
        (f"[0-9]{{1,2}}{BLANK}?h{BLANK}?[0-9]{{2}}", "8 \r\nh   05"),
        ("(?:vingt|trente)[- ](?:et[- ])?un", "trente et un"),
    ],
)
def test_a_match_has_a_beginning(pattern: str, text: str) -> None:
    assert re.match(pattern, text)
    ahead = squeezed(text)
    assert any(ahead[:length] in beginnings(pattern) for length in range(1, LOOK + 1))
