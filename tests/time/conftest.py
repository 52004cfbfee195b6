"""The readers that these tests use."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import spacy
from spacy.language import Language

from kg.model import TimeExpression
from kg.nlp import load
from kg.nlp.doc import Doc
from kg.time import find_times

Find = Callable[..., list[TimeExpression]]


@pytest.fixture(scope="session")
def nlp() -> Language:
    return load("fr")


@pytest.fixture(scope="session")
def find(nlp: Language) -> Find:
    """Times of a French text, by default in an article of Tuesday 21 November 2017."""
    return lambda text, date="2017-11-21": find_times(Doc(nlp(text)), date, "fr")


@pytest.fixture(scope="session")
def find_untagged() -> Find:
    """Times of a text that was only tokenised."""
    blank = {language: spacy.blank(language) for language in ("fr", "en")}
    return lambda text, date="2017-11-21", language="fr": find_times(Doc(blank[language](text)), date, language)
