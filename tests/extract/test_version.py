"""What is in the digest of the code: all that an extraction depends on, and little else."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import kg
from kg.errors import InputError
from kg.extract import version
from kg.extract.version import LIBRARIES, code_version, files
from kg.lang.models import model_of, model_version

HOME = Path(kg.__file__).parent
IMPORTED = """
import sys
import kg.extract.extract, kg.extract.record, kg.nlp
kg.nlp.load()
print(*sorted(m for m in sys.modules))
"""


@pytest.fixture(scope="module")
def imported() -> set[str]:
    """The modules in a process that has loaded all that extraction needs."""
    return set(subprocess.run([sys.executable, "-c", IMPORTED], capture_output=True, text=True, check=True, cwd=HOME.parent).stdout.split())


def test_every_module_that_extraction_imports_is_in_the_digest(imported: set[str]) -> None:
    names = set()
    for module in sorted(m for m in imported if m.partition(".")[0] == "kg"):
        below = module.removeprefix("kg").strip(".").replace(".", "/")
        names.add(f"{below}.py" if (HOME / f"{below}.py").exists() else f"{below}/__init__.py".lstrip("/"))
    assert len(names) > 80
    assert names - files().keys() <= {"rdf/__init__.py"}


def test_every_library_that_it_imports_is_in_the_digest(imported: set[str]) -> None:
    trees = (ast.walk(ast.parse(path.read_text("utf-8"))) for name, path in files().items() if name.endswith(".py"))
    lines = [n for tree in trees for n in tree if isinstance(n, ast.Import | ast.ImportFrom)]
    named = {n.module or "" if isinstance(n, ast.ImportFrom) else n.names[0].name for n in lines}
    libraries = {name.partition(".")[0] for name in named} - sys.stdlib_module_names - {"kg", "typer", "rich"}
    assert libraries <= set(LIBRARIES) <= imported


def test_language_data_and_ontology_are_in_it_and_pages_are_not() -> None:
    names = set(files())
    assert {f"lang/fr/{p.name}" for p in (HOME / "lang" / "fr").glob("*.toml")} | {"rdf/ontology.ttl"} <= names
    assert not [name for name in names if name.startswith(("view/", "query/", "fuse/", "evaluation/"))]


def test_a_changed_file_changes_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "frames.toml"
    digests = set()
    for content in ("one", "two", ""):
        file.write_text(content)
        monkeypatch.setattr(version, "files", lambda: {"lang/fr/frames.toml": file})
        digests.add(code_version.__wrapped__())
    monkeypatch.setattr(version, "files", lambda: {"lang/en/frames.toml": file})
    digests.add(code_version.__wrapped__())
    assert len(digests) == 4


def test_a_model_is_known_by_its_version_or_its_files(tmp_path: Path) -> None:
    assert model_version(model_of("fr")) == "3.8.0"
    (tmp_path / "meta.json").write_text("{}")
    before = model_version(str(tmp_path))
    (tmp_path / "meta.json").write_text("{ }")
    assert model_version(str(tmp_path)) != before
    for wrong in ("no_such_model", str(tmp_path / "none")):
        with pytest.raises(InputError):
            model_version(wrong)
