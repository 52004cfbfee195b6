"""The package holds no text of the seed articles, and its code and language data know nobody of them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from kg.ids import fold
from kg.rdf.terms import PREFIXES

if TYPE_CHECKING:
    from conftest import Built

ROOT = Path(__file__).parent.parent
DATA = ROOT / "kg" / "kb" / "data"  # names of the world's entities stand there, whoever an article speaks of
RUN = 5  # words


def package_files() -> list[Path]:
    """Every text file of the package outside the knowledge base's data, and the named queries."""
    found = [*(ROOT / "kg").rglob("*"), *(ROOT / "queries").rglob("*")]
    return [
        p for p in found if p.is_file() and DATA not in p.parents and "__pycache__" not in p.parts and b"\0" not in p.read_bytes()[:1000]
    ]


def runs(text: str) -> set[str]:
    """All runs of five words, folded."""
    words = re.findall(r"\w+", fold(text))
    return {" ".join(words[i : i + RUN]) for i in range(len(words) - RUN + 1)}


def test_no_run_of_five_words_of_an_article_is_in_the_package() -> None:
    articles = runs("\n".join(p.read_text(encoding="utf-8") for p in (ROOT / "seeds").glob("*.txt")))
    assert len(articles) > 500
    files = package_files()
    assert len(files) > 100
    copied = {str(p.relative_to(ROOT)): found for p in files if (found := articles & runs(p.read_text(encoding="utf-8")))}
    assert copied == {}


def test_code_and_language_data_know_nobody_of_the_articles(built: Built) -> None:
    """No family name of a person that the articles speak of stands in code that runs, or in data of a language."""
    people = {row["n"].value for row in built.store.query("SELECT ?n { ?p a schema:Person ; schema:name ?n }", prefixes=PREFIXES)}
    names = {re.findall(r"\w+", fold(name))[-1] for name in people}
    assert len(names) >= 4
    found = [
        (str(path.relative_to(ROOT)), text)
        for path in (*(ROOT / "kg").rglob("*.py"), *(ROOT / "kg" / "lang").rglob("*.toml"))
        for text in (strings_and_names(path) if path.suffix == ".py" else data_lines(path))
        if names & set(re.findall(r"[^\W_]+", fold(text)))
    ]
    assert found == []


def strings_and_names(path: Path) -> Iterator[str]:
    """What of a module is run: its strings and names; docstrings and comments are for people, and may show an example."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    docstrings = {id(n.body[0].value) for n in ast.walk(tree) if isinstance(n, documented) and n.body and isinstance(n.body[0], ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.value
        elif isinstance(node, ast.Name | ast.arg):
            yield node.id if isinstance(node, ast.Name) else node.arg


def data_lines(path: Path) -> Iterator[str]:
    """The lines of a data file that are no comments."""
    return (line for line in path.read_text(encoding="utf-8").splitlines() if not line.strip().startswith("#"))
