"""How long, how often, and the words that only point back or ahead."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from kg.model import Bound, Quantity, TimeExpression
from kg.time.calendar import SEASONS, SECONDS
from kg.time.context import CODES, Context, dated
from kg.time.patterns import Found

LETTERS = {
    "second": "T{}S", "minute": "T{}M", "hour": "T{}H",
    "day": "{}D", "week": "{}W", "weekend": "{}WE", "month": "{}M", "year": "{}Y",
}  # fmt: skip
FACTORS = {
    "quarter": ("month", 3),
    "semester": ("month", 6),
    "decade": ("year", 10),
    "century": ("year", 100),
    "millennium": ("year", 1000),
}
LONG = {"decade": "DE", "century": "CE", "millennium": "ML"}
LETTER_SECONDS = {"Y": SECONDS["year"], "M": SECONDS["month"], "W": SECONDS["week"], "D": SECONDS["day"]}


def unit_of(found: Found, context: Context) -> str:
    """The unit of a rule or of its words; "" where the rule doesn't take this unit."""
    unit = str(found.rule.options.get("unit") or context.word("units", found, "unit") or "")
    return unit if unit in str(found.rule.options.get("units", unit)).split() else ""


def written(count: float | None, unit: str) -> str:
    """A TIMEX3 duration: P3D, PT1H30M, P2.5M, PT30M, PXD where the count is None."""
    if unit in LONG and (count is None or count % 1 == 0):
        return f"P{'X' if count is None else f'{count:.0f}'}{LONG[unit]}"
    base, factor = FACTORS.get(unit, (unit, 1))
    if count is None:
        return "P" + LETTERS[base].format("X")
    count *= factor
    if base == "year" and count % 1 == 0.5:
        return f"P{int(count)}Y6M" if count > 1 else "P6M"
    if base == "hour" and count % 1:
        hours, minutes = divmod(round(count * 60), 60)
        return f"PT{hours}H{minutes}M" if hours else f"PT{minutes}M"
    return "P" + LETTERS[base].format(f"{count:g}" if count < 1e6 else f"{count:.0f}")


def count_of(found: Found, context: Context) -> float | None:
    """How many units; None where the words leave it open ("plusieurs jours")."""
    if "fraction" in found.rule.options:
        whole = context.number(found.slots["number"]) if "number" in found.slots else 1
        return whole * float(found.rule.options["fraction"])
    if "vague" in found.slots or "vague" in found.rule.options:
        return None
    if "collective" in found.slots:
        return float(str(context.word("collectives", found, "collective")))
    count = context.number(found.slots["number"]) if "number" in found.slots else 1.0
    words = context.folded[found.start : found.end]
    half = 0.5 if " et demi" in words else 0.25 if " et quart" in words else 0
    return count + half + (context.number(found.slots["minute"]) / 60 if "minute" in found.slots else 0)


def bound_of(found: Found, context: Context) -> Bound:
    """What "plus de", "au plus", "environ" or "une vingtaine" make of a number."""
    names = [name for name in ("bound", "bound_after") if name in found.slots]
    if names:
        table = {"bound": "bounds", "bound_after": "bounds_after"}[names[0]]
        bound: Bound = context.lexicon.meaning(table, found.slots[names[0]].strip())
        return bound
    return "about" if "collective" in found.slots or "number2" in found.slots else "exact"


def duration(found: Found, context: Context) -> TimeExpression | None:
    """ "plus d'une heure", "deux mois et demi", "plusieurs jours"; seconds count a month as 30.4 days."""
    if "value" in found.rule.options:
        return fixed(found)
    unit = unit_of(found, context)
    if not unit:
        return None
    count = count_of(found, context)
    quantity = Quantity(round(count * SECONDS[unit], 3), bound_of(found, context), "second") if count is not None else None
    return TimeExpression(found.start, found.end, "DURATION", written(count, unit), duration=quantity)


def fixed(found: Found) -> TimeExpression:
    """A word that is a duration by itself; its value stands in the rule ("P5Y")."""
    value = str(found.rule.options["value"])
    seconds = int(value[1:-1]) * LETTER_SECONDS[value[-1]]
    return TimeExpression(found.start, found.end, "DURATION", value, duration=Quantity(seconds, "exact", "second"))


def span(found: Found, context: Context) -> TimeExpression | None:
    """ "ces derniers jours", "les trois prochains mois": a stretch that ends or begins with the article."""
    unit, shift, today = unit_of(found, context), context.shift(found) or 0, context.today
    if not unit:
        return None
    count = context.number(found.slots["number"]) if "number" in found.slots else None
    expression = TimeExpression(found.start, found.end, "DURATION", written(count, unit))
    if today is None:
        return expression
    if shift < 0:
        return replace(expression, latest=today.last.isoformat())
    some = today.unit != "day" and unit in ("hour", "day", "week")  # near a day of which only the month is known
    return replace(expression, earliest=today.first.isoformat(), latest=today.last.isoformat() if some else "")


def every(found: Found, context: Context) -> TimeExpression | None:
    """ "chaque année", "tous les lundis", "le mercredi", "par an": no day, a habit."""
    value = str(found.rule.options.get("value", "")) or habit(found, context)
    return TimeExpression(found.start, found.end, "SET", value) if value else None


def habit(found: Found, context: Context) -> str:
    """The value of what repeats: a weekday, a season, a part of the day or a unit."""
    weekday = context.word("weekdays", found, "weekday") or context.word("weekdays", found, "weekday2")
    season, part = context.word("seasons", found, "season"), context.word("parts", found, "part")
    if weekday:
        return f"XXXX-WXX-{weekday}" + (CODES[str(part)] if part else "")
    if season:
        return f"XXXX-{SEASONS[str(season)]}"
    if part:
        return "XXXX-XX-XX" + CODES[str(part)]
    unit = unit_of(found, context)
    return written(count_of(found, context), unit) if unit else ""


def reference(found: Found, context: Context) -> TimeExpression | None:
    """ "récemment", "actuellement", "bientôt": on which side of the article's day, no more."""
    value, today = str(found.rule.options["value"]), context.today
    expression = dated(found, None, value)
    if today is None or value == "PRESENT_REF":
        return expression
    if value == "PAST_REF":
        return replace(expression, latest=today.last.isoformat())
    return replace(expression, earliest=today.first.isoformat())


MEANINGS: dict[str, Callable[[Found, Context], TimeExpression | None]] = {
    "duration": duration,
    "span": span,
    "every": every,
    "reference": reference,
}
