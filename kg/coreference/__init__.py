"""Coreference: whom pronouns, groups and possessives mean; wrong ties are worse than none."""

from kg.coreference.resolve import resolve

__all__ = ["resolve"]
