"""The knowledge base: who and what articles speak of, from sourced files, searched on disk."""

from kg.kb.base import KnowledgeBase, open_base
from kg.kb.entry import Entry, Name, Office, Tenure

__all__ = ["Entry", "KnowledgeBase", "Name", "Office", "Tenure", "open_base"]
