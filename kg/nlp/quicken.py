"""What makes a spaCy model slow without need; the annotations that are read stay the same.

Found with cProfile and `BLIS_ARCH_DEBUG=1`: the wheels of BLIS, with which spaCy multiplies matrices, hold its generic kernel alone, a
third as fast as numpy's OpenBLAS; the lemmatizer looks for each new word, and for each form that a rule makes of it, through a list of up
to 66,000 words; the attribute ruler matches each token against a pattern a part of speech to copy it to `tag_`, which nobody reads.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from spacy.language import Language
from spacy.pipeline import AttributeRuler, Lemmatizer
from thinc.api import use_ops
from threadpoolctl import ThreadpoolController


@contextmanager
def numpy_products() -> Iterator[None]:
    """What is loaded meanwhile multiplies matrices with numpy."""
    with use_ops("numpy", use_blis=False):
        yield


@contextmanager
def one_thread() -> Iterator[None]:
    """Matrices of an article are too small to be shared by threads: that takes twice the work for the same time."""
    with libraries().limit(limits=1, user_api="blas"):
        yield


@cache
def libraries() -> ThreadpoolController:
    """What multiplies matrices in this process."""
    return ThreadpoolController()


def quicken(nlp: Language) -> None:
    """Words that the lemmatizer looks for are found by hash, tags that repeat the part of speech are not set."""
    for _, component in nlp.pipeline:
        if isinstance(component, Lemmatizer) and component.lookups.has_table("lemma_index"):
            index = component.lookups.get_table("lemma_index")
            index.update({part: frozenset(words) for part, words in index.items()})
        elif isinstance(component, AttributeRuler):
            without_tags(component)


def without_tags(ruler: AttributeRuler) -> None:
    """Leave the ruler what does more than naming a tag."""
    patterns: list[Any] = list(ruler.patterns)
    ruler.clear()
    ruler.add_patterns(pattern for pattern in patterns if pattern["attrs"].keys() != {"TAG"})
