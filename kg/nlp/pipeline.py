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
from kg.nlp.quicken import numpy_products, one_thread, quicken

# Objects between two looks for garbage. An article's trees are some twenty thousand, which live until it is read: looking through them
# forty times meanwhile, as by default, takes a twentieth of the time.
YOUNG = 50_000


def load(language: str = "fr", model: str = "") -> Language:
    """The pipeline of a language; raises `InputError` where its model is not installed, or not what was released."""
    return loaded(model_of(language, model), language)


@cache
def loaded(name: str, language: str) -> Language:
    """The pipeline of the model of that name, loaded once."""
    verify(name)
    with numpy_products():
        nlp = assembled(name, language)
    quicken(nlp)
    gc.collect()
    gc.freeze()  # it stays to the end: looking through it for garbage, time and again, took a sixth of the time of a build
    gc.set_threshold(YOUNG, 20, 10)
    return nlp


def assembled(name: str, language: str) -> Language:
    """The model of that name with our tokens and sentences; raises `InputError` where it is not installed."""
    try:
        nlp = spacy.load(name)
    except OSError:
        raise not_installed(name) from None
    tokens.install(nlp, language)
    vectors.borrow(nlp, language)
    nlp.add_pipe("kg_sentences", first=True, config={"language": language})
    nlp.max_length = 10_000_000
    return nlp


def parse(nlp: Language, document: Document) -> Doc:
    """The parsed article; its tokens' offsets are the article's, a headline's last word ends a sentence."""
    doc = nlp.make_doc(normalise(document))
    with one_thread():
        for _, component in nlp.pipeline:
            doc = component(doc)
    return tags.mend(Doc(doc))


def source_text(document: Document, first: Token, last: Token) -> str:
    """The article's own words from one token to another."""
    return document.text[first.idx : last.idx + len(last)]
