"""What decides an extraction besides the article: code, language data, libraries and model, in one digest.

The digest is of the content of every file of `kg` that an extraction can depend on (a megabyte, read in some 30 ms), and
not of a number that somebody would have to raise: whoever edits a frame or a rule has every article read again.
"""

from __future__ import annotations

import hashlib
import sys
from functools import cache
from importlib.metadata import version
from pathlib import Path

import kg

ENDINGS = (".py", ".toml", ".ttl")  # the knowledge base's own data have their digest in `KnowledgeBase.version`
LATER = frozenset({"build.py", "change.py", "cli.py", "report.py", "evaluation", "fuse", "query", "rdf", "view"})  # come after extraction
EARLIER = frozenset({"rdf/ontology.py", "rdf/ontology.ttl", "rdf/terms.py"})  # of those, what extraction asks
LIBRARIES = ("holidays", "numpy", "pyoxigraph", "rapidfuzz", "spacy", "thinc")


@cache
def code_version() -> str:
    """A digest of the files and the versions of the libraries that decide what an article says."""
    total = hashlib.sha256(f"Python {sys.version_info[:2]}".encode())
    for name in LIBRARIES:
        total.update(f"{name} {version(name)}\n".encode())
    for name, path in files().items():
        total.update(f"{name}\n".encode() + hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def files() -> dict[str, Path]:
    """The files by their names below the package, in the order of these."""
    home = Path(kg.__file__).parent
    found = {path.relative_to(home).as_posix(): path for path in home.rglob("*") if path.suffix in ENDINGS}
    return {name: found[name] for name in sorted(found) if name.partition("/")[0] not in LATER or name in EARLIER}
