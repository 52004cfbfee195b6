"""The spaCy pipeline: loaded once, with our tokens and sentences before its parser."""

from __future__ import annotations

import gc
from functools import cache

import spacy
from spacy.language import Language

from kg.lang.models import model_of, not_installed, verify
from kg.model import Document
from kg.nlp import sentences as _sentences  # noqa: F401 - registers the component
from kg.nlp import tags, tokens, vectors
from kg.nlp.doc import Doc, Token
from kg.nlp.normalise import normalise


def load(language: str = "fr", model: str = "") -> Language:
    """The pipeline of a language; raises `InputError` where its model is not installed, or not what was released."""
    return loaded(model_of(language, model), language)


@cache
def loaded(name: str, language: str) -> Language:
    """The pipeline of the model of that name, loaded once."""
    verify(name)
    try:
        nlp = spacy.load(name)
    except OSError:
        raise not_installed(name) from None
    tokens.install(nlp, language)
    vectors.borrow(nlp, language)
    nlp.add_pipe("kg_sentences", first=True, config={"language": language})
    nlp.max_length = 10_000_000
    gc.collect()
    gc.freeze()  # it stays to the end: looking through it for garbage, time and again, took a sixth of the time of a build
    return nlp


def parse(nlp: Language, document: Document) -> Doc:
    """The parsed article; its tokens' offsets are the article's, a headline's last word ends a sentence."""
    doc = nlp.make_doc(normalise(document))
    for _, component in nlp.pipeline:
        doc = component(doc)
    return tags.mend(Doc(doc))


def source_text(document: Document, first: Token, last: Token) -> str:
    """The article's own words from one token to another."""
    return document.text[first.idx : last.idx + len(last)]
