"""Questions in French, answered from the graph with the sentences that say so."""

from kg.ask.ask import Answer, Evidence, Found, ask

__all__ = ["Answer", "Evidence", "Found", "ask"]
