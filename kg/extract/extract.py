"""The stages of one article, in order."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext

from spacy.language import Language

from kg.coreference import resolve
from kg.events import lexicon, read_events
from kg.events.lexicon import Lexicon
from kg.extract.article import Article
from kg.extract.times import read_times
from kg.judgements import Judgements
from kg.kb import KnowledgeBase
from kg.link import link
from kg.model import Document, Extraction, TimeExpression
from kg.nlp import parse
from kg.rdf.ontology import load as ontology
from kg.syntax import Tree, repair

NO_JUDGEMENTS = Judgements()
Watch = Callable[[str], AbstractContextManager[None]]  # what measures a stage while it runs


def unwatched(stage: str) -> AbstractContextManager[None]:
    """Measures nothing."""
    return nullcontext()


def extract(
    document: Document,
    nlp: Language,
    kb: KnowledgeBase,
    judgements: Judgements = NO_JUDGEMENTS,
    watch: Watch = unwatched,
    bare: bool = False,
    frames: Callable[[Article, Tree], Lexicon] | None = None,
) -> Extraction:
    """What `document` says: mentions and links, coreference, times, events and claims. `watch` sees the stages and changes nothing. With
    `bare`, as for a question, a happening that is only named ("l'appel") is told as well; `frames` gives other frames than the language's
    for a text."""
    article, tree, times = understand(document, nlp, kb, judgements, watch)
    words = lexicon(document.language)
    with watch("coreference"):
        resolve(article, tree, words.reporting)
    with watch("events"):
        reading = read_events(article, tree, times, frames(article, tree) if frames else words, ontology(), bare)
    mentions = article.mentions()
    used = (
        {e for m in mentions for e in m.entities}
        | {str(f.value) for c in reading.claims for f in c.facts if f.kind == "entity"}
        | {c.about for c in reading.claims}
        | {c.source for c in reading.claims}
    )
    entities = tuple(e for key, e in sorted(article.entities.items()) if key in used)
    return Extraction(document, mentions, entities, tuple(times), reading.events, reading.claims, reading.unframed)


def understand(
    document: Document, nlp: Language, kb: KnowledgeBase, judgements: Judgements = NO_JUDGEMENTS, watch: Watch = unwatched
) -> tuple[Article, Tree, list[TimeExpression]]:
    """The article with its mentions linked, its mended tree and its time expressions."""
    words = lexicon(document.language)
    with watch("nlp"):
        article = Article(document, parse(nlp, document), kb)
    with watch("link"):
        link(article, judgements.links_in(document.id))
    with watch("times"):
        times = read_times(article.doc, document)
    with watch("syntax"):
        tree = repair(article, times, words.reporting, words.noun_prepositions, words.verb_prepositions)
    return article, tree, times
