"""The knowledge base: who and what articles speak of, from sourced files, searched on disk."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.kb.base import KnowledgeBase, open_base
    from kg.kb.check import Checked, check_files
    from kg.kb.entry import Entry, Name, Office, Tenure

__all__ = ["Checked", "Entry", "KnowledgeBase", "Name", "Office", "Tenure", "check_files", "open_base"]

MODULES = {"KnowledgeBase": "base", "open_base": "base", "Checked": "check", "check_files": "check"}


def __getattr__(name: str) -> Any:
    """Import a name when it is first wanted: the command line lists `kg kb` without paying for a database."""
    if name not in __all__:
        raise AttributeError(f"module 'kg.kb' has no attribute '{name}'")
    return getattr(import_module(f"kg.kb.{MODULES.get(name, 'entry')}"), name)
