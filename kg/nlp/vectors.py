"""Words whose vectors mislead the tagger borrow those of others; which they are is data of the language."""

from __future__ import annotations

from spacy.language import Language

from kg.errors import InputError
from kg.lang import table


def borrow(nlp: Language, language: str) -> None:
    """Give words the vectors of others, as the language's file `vectors.toml` says; nothing where it or the model has none."""
    try:
        borrowed = table(language, "vectors")["borrowed"]
    except InputError:
        return
    vectors = nlp.vocab.vectors
    for word, donor in borrowed.items() if vectors.size else ():
        if (row := vectors.find(key=nlp.vocab.strings[donor])) >= 0:
            vectors.add(nlp.vocab.strings.add(word), row=row)
