"""The parser's tree, mended where news language regularly breaks it; one file a repair."""

from kg.syntax.repair import repair
from kg.syntax.tree import Tree

__all__ = ["Tree", "repair"]
