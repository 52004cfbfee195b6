"""What decides an extraction besides the article: code, language data, libraries and model, in one digest.

The digest is of the content of every file of `kg` that an extraction can depend on (a megabyte, read in some 30 ms), and
not of a number that somebody would have to raise: whoever edits a frame or a rule has every article read again.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.metadata import version
from pathlib import Path

import kg

ENDINGS = (".py", ".toml", ".ttl")  # the knowledge base's own data have their digest in `KnowledgeBase.version`
GRAPH = frozenset({"fuse", "rdf", "update"})  # make the graph of extractions
EDGE = frozenset({"__main__.py", "build.py", "change.py", "cli.py", "interrupt.py", "opened.py", "processes.py", "report.py"})
LATER = GRAPH | EDGE | {"ask", "evaluation", "explain", "query", "view"}  # come after extraction
EARLIER = frozenset({"rdf/ontology.py", "rdf/ontology.ttl", "rdf/terms.py"})  # of those, what extraction asks
LIBRARIES = ("holidays", "msgspec", "numpy", "pyoxigraph", "rapidfuzz", "spacy", "thinc", "threadpoolctl")
FUSING = ("pyoxigraph", "rensa")
FUSED = "/fusion.toml"  # language data that fusion asks


@cache
def code_version() -> str:
    """A digest of the files and the versions of the libraries that decide what an article says."""
    return total(LIBRARIES, files())


@cache
def graph_version() -> str:
    """A digest of what decides the graph of extractions."""
    return total(FUSING, {name: path for name, path in package().items() if name.partition("/")[0] in GRAPH or name.endswith(FUSED)})


def total(libraries: Iterable[str], files: Mapping[str, Path]) -> str:
    """A digest of libraries' versions and files' contents."""
    made = hashlib.sha256(f"Python {sys.version_info[:2]}".encode())
    for name in libraries:
        made.update(f"{name} {version(name)}\n".encode())
    for name, path in files.items():
        made.update(f"{name}\n".encode() + hashlib.sha256(path.read_bytes()).digest())
    return made.hexdigest()


def files() -> dict[str, Path]:
    """The files that decide an extraction by their names below the package, in the order of these."""
    return {name: path for name, path in package().items() if name.partition("/")[0] not in LATER or name in EARLIER}


def package() -> dict[str, Path]:
    """All files of code and data by their names below the package, in the order of these."""
    home = Path(kg.__file__).parent
    found = {path.relative_to(home).as_posix(): path for path in home.rglob("*") if path.suffix in ENDINGS}
    return {name: found[name] for name in sorted(found)}
