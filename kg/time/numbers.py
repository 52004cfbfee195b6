"""Numbers in digits and in words."""

from __future__ import annotations

import re
from collections.abc import Mapping


def read_number(written: str, values: Mapping[str, float]) -> float:
    """The number that folded text writes: "1 500", "2,5", "trente-deux", "deux cents". Raises KeyError for other words."""
    digits = re.sub(r"[ .](?=[0-9]{3})", "", written)
    if digits[0].isdigit():
        return float(re.match(r"[0-9]+(?:,[0-9]+)?", digits)[0].replace(",", "."))  # type: ignore[index]
    thousands = group = 0.0
    for word in split(written, values):
        value = values[word]
        if value >= 1000:
            thousands, group = thousands + max(group, 1) * value, 0
        else:
            group = max(group, 1) * value if value == 100 else group + value
    return thousands + group


def split(written: str, values: Mapping[str, float]) -> list[str]:
    """Its number words, compounds such as "quatre-vingt" whole."""
    ordered = sorted(values, key=len, reverse=True)
    return re.findall("|".join(rf"\b{re.escape(word)}\b" for word in ordered), written) or [written]
