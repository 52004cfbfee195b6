"""Questions in French, answered from the graph with the sentences that say so."""

from kg.ask.ask import Answer, Evidence, Found, ask
from kg.ask.tell import as_json, in_french

__all__ = ["Answer", "Evidence", "Found", "as_json", "ask", "in_french"]
