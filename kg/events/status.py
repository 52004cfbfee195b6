"""How surely: occurred, planned, possible or negated, as the mended syntax gives it and never by a word nearby."""

from __future__ import annotations

from kg.events.fillers import Context
from kg.events.triggers import Trigger


def of(context: Context, trigger: Trigger) -> str:
    """The status of a trigger's event."""
    return trigger.frame.event_status or "Occurred"
