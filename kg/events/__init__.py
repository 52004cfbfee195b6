"""Events: what happened, who took part, who says so and how surely, from frames over the mended tree."""

from kg.events.lexicon import Lexicon, lexicon
from kg.events.read import Reading, read_events

__all__ = ["Lexicon", "Reading", "lexicon", "read_events"]
