"""The graph as one self-contained HTML page."""

from kg.view.page import page
from kg.view.select import Asked

__all__ = ["Asked", "page"]
