"""Linking: which entity a name or a role noun means, by an ordered cascade of small steps."""

from kg.link.cascade import link

__all__ = ["link"]
