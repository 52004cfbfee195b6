"""Fusion: the only stage that sees several articles; what they tell of one happening becomes one event."""

from kg.fuse.fuse import Gathered, fuse
from kg.fuse.graph import Decision, Disagreement, FusedEvent, Graph, Said

__all__ = ["Decision", "Disagreement", "FusedEvent", "Gathered", "Graph", "Said", "fuse"]
