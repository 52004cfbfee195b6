"""From text to a parsed spaCy `Doc` whose offsets are the article's own."""

from kg.nlp.pipeline import load, parse

__all__ = ["load", "parse"]
