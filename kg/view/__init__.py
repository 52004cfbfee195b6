"""The graph as one self-contained HTML page."""

from kg.view.page import page

__all__ = ["page"]
