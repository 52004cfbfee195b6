"""Questions in French, answered from the graph with the sentences that say so."""

from kg.ask.answer import Answer, Evidence, Found
from kg.ask.ask import ask
from kg.ask.tell import as_json, in_french

__all__ = ["Answer", "Evidence", "Found", "as_json", "ask", "in_french"]
