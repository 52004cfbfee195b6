"""newskg: news articles in, a knowledge graph out, every fact tied to the words that say it."""

from __future__ import annotations

__version__ = "0.1.0"
