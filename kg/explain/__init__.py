"""Where what the graph says comes from: `explain` a thing or a fact, `find` a name, the `path` between two.

`records.py` shows what an explanation holds, `explain.py` which kind of thing is explained where, `write.py` how it reads.
"""

from kg.explain.beside import Beside
from kg.explain.explain import explain
from kg.explain.find import Found, find
from kg.explain.listing import found_as_text, path_as_text
from kg.explain.network import to_networkx
from kg.explain.path import Chain, Step, path
from kg.explain.records import Explanation
from kg.explain.things import NotFoundError
from kg.explain.write import as_json, as_text

__all__ = [
    "Beside",
    "Chain",
    "Explanation",
    "Found",
    "NotFoundError",
    "Step",
    "as_json",
    "as_text",
    "explain",
    "find",
    "found_as_text",
    "path",
    "path_as_text",
    "to_networkx",
]
