"""How well the status rules tell what didn't happen or only may, against the events of TimeML files.

Every TimeML event's word is given to the status rules, whether a frame knows it or not, so that they are measured on all of them and not
only on news; `event_recall` says how many of the words the frames find by themselves, `found_nondefault_f1` how well those do.

The gold is *negated* (polarity NEG), *modal* (a modality, or the conditional mood) or neither; ours is negated, or modal where it is
possible or planned. What is wished, called off or yet to come has no such attribute in TimeML, but a link or a tense: such an event counts
as neither, and what we call it is no error; nor is calling planned what has no tense at all, as nouns and infinitives ("la réunion aura
lieu", "pour signer"). `literal_nondefault_f1` counts these as errors too. Words such as "devoir" that only say how sure another event is
(class MODAL) are no happenings: they count for `event_recall` alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal
from xml.etree.ElementTree import Element

from spacy.language import Language

from kg.coreference import resolve
from kg.errors import InputError
from kg.evaluation.scores import WORST, Progress, Score, Spot, score, share, shown, silent, words
from kg.evaluation.time import parse as parse_xml
from kg.events import lexicon, status, triggers
from kg.events.fillers import Context
from kg.events.lexicon import Frame, Lexicon
from kg.events.triggers import Trigger
from kg.extract.article import Article
from kg.extract.times import read_times
from kg.kb import KnowledgeBase
from kg.link import link
from kg.model import Status
from kg.nlp import parse
from kg.read.files import document
from kg.syntax import repair

Label = Literal["default", "negated", "modal"]
LABELS: dict[Status, Label] = {"Occurred": "default", "Planned": "modal", "Possible": "modal", "Negated": "negated"}
UNREAL_LINKS = frozenset({"MODAL", "CONDITIONAL", "COUNTER_FACTIVE", "NEG_EVIDENTIAL", "NEGATIVE"})
BARE = Frame("Event", {})


@dataclass(frozen=True, slots=True)
class GoldStatus:
    """One EVENT: offsets into the text and what it is; `open` where tense or a link says that it may not, or didn't, happen."""

    at: Spot
    label: Label
    open: bool
    tensed: bool
    modal_word: bool


@dataclass(frozen=True, slots=True)
class StatusArticle:
    """One TimeML file: its text, the day on which it was written ("" where unknown) and its events."""

    name: str
    text: str
    date: str
    events: tuple[GoldStatus, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """A gold event with what our rules say of it, and whether a frame finds it."""

    gold: GoldStatus
    status: Status
    found: bool
    line: str

    @property
    def ours(self) -> Label:
        return LABELS[self.status]

    @property
    def excused(self) -> bool:
        """Whether ours is no default where the gold doesn't say that it is."""
        unsaid = self.gold.open or (self.status == "Planned" and not self.gold.tensed)
        return self.gold.label == "default" != self.ours and unsaid


def evaluate(folder: Path, nlp: Language, kb: KnowledgeBase, progress: Progress = silent) -> dict[str, Any]:
    """Cases (events that are happenings), how many are negated or modal, the scores and the errors.

    Raises `InputError` where `folder` has no TimeML files.
    """
    articles = read_articles(folder)
    everything = [j for article in progress(articles) for j in judge(article, nlp, kb)]
    judged = [j for j in everything if not j.gold.modal_word]
    found = [j for j in judged if j.found]
    report: dict[str, Any] = {"cases": len(judged), "nondefault": sum(j.gold.label != "default" for j in judged), "articles": len(articles)}
    report |= nondefault(judged).figures("nondefault")
    for label in ("negated", "modal"):
        report |= nondefault(judged, (label,)).figures(label)
    report |= {"literal_nondefault_f1": round(nondefault(judged, excuse=False).f1, 4)}
    report |= {"found_cases": len(found), "found_nondefault": sum(j.gold.label != "default" for j in found)}
    report |= nondefault(found).figures("found_nondefault")
    report |= {"event_recall": share(sum(j.found for j in everything), len(everything))}
    report |= {"accuracy": share(sum(is_right(j) for j in judged), len(judged))}
    report |= {"confusion": dict(sorted(Counter(f"{j.gold.label} as {j.ours}" for j in judged if not j.excused).items()))}
    wrong = sorted((j for j in judged if not is_right(j)), key=lambda j: not j.found)
    return report | {"errors": [j.line for j in wrong][:WORST]}


def is_right(judged: Judged) -> bool:
    return judged.gold.label == judged.ours or judged.excused


def nondefault(judged: Sequence[Judged], labels: Sequence[str] = ("negated", "modal"), excuse: bool = True) -> Score:
    """The score over events that are negated or modal, or one of both."""
    hits = sum(j.gold.label == j.ours for j in judged if j.ours in labels)
    found = sum(j.ours in labels and not (excuse and j.excused) for j in judged)
    return score(hits, sum(j.gold.label in labels for j in judged), found)


def read_articles(folder: Path) -> list[StatusArticle]:
    """Every .tml file of a folder, by name. Raises `InputError` where there is none or one is no TimeML."""
    paths = sorted(folder.glob("*.tml"))
    if not paths:
        raise InputError(f"Give a folder of TimeML files: {folder} has no .tml file.")
    return [read_article(path) for path in paths]


def read_article(path: Path) -> StatusArticle:
    """One TimeML file. Raises `InputError` where it has no text."""
    root = parse_xml(path)
    text, stamp = root.find("TEXT"), root.find("DCT/TIMEX3")
    if text is None:
        raise InputError(f"Give TimeML files: {path} has no TEXT element.")
    unreal = {s.get("subordinatedEventInstance") for s in root.iter("SLINK") if s.get("relType") in UNREAL_LINKS}
    events = [gold_status(e, at, e.get("eiid") in unreal) for e, at in elements(text) if e.tag == "EVENT" and at[0] < at[1]]
    date = stamp.get("value", "")[:10] if stamp is not None else ""
    return StatusArticle(path.name, "".join(text.itertext()), date, tuple(sorted(events, key=lambda e: e.at)))


def elements(element: Element, at: int = 0) -> Iterator[tuple[Element, Spot]]:
    """An element and all below it with their offsets."""
    start = at
    at += len(element.text or "")
    for child in element:
        yield from elements(child, at)
        at += len("".join(child.itertext())) + len(child.tail or "")
    yield element, (start, at)


def gold_status(event: Element, at: Spot, unreal: bool) -> GoldStatus:
    """What the attributes of an EVENT say."""
    negated, modal = event.get("polarity") == "NEG", bool(event.get("modality")) or event.get("mood") == "CONDITIONAL"
    unreal |= event.get("tense") == "FUTURE" or event.get("aspect") == "PROSPECTIVE"
    label: Label = "negated" if negated else "modal" if modal else "default"
    return GoldStatus(at, label, unreal, bool(event.get("tense")), event.get("class") == "MODAL")


def judge(gold: StatusArticle, nlp: Language, kb: KnowledgeBase) -> list[Judged]:
    """Our status of each event of an article."""
    text = document(gold.name, gold.name, gold.text, "", gold.date, nlp.lang or "fr")
    frames = lexicon(text.language)
    article = Article(text, parse(nlp, text), kb)
    link(article)
    tree = repair(article, read_times(article.doc, text), frames.reporting, frames.noun_prepositions, frames.verb_prepositions)
    resolve(article, tree, frames.reporting)
    found = triggers.find(article, tree, frames)
    context = Context(article, tree, frozenset(t.token for t in found))
    return [one(gold, event, context, frames, found) for event in gold.events]


def one(gold: StatusArticle, event: GoldStatus, context: Context, frames: Lexicon, found: Sequence[Trigger]) -> Judged:
    """Our status of one event: by the frame's trigger, or by its word alone where no frame knows it."""
    span = words(context.article.doc, event.at)
    ours = next((t for t in found if t.token < span.end and span.start <= t.last), None)
    said = status.of(context, ours or bare(context, frames, span.root.i))
    where = shown(gold.text, (span.sent.start_char, span.sent.end_char), event.at)
    line = f"{event.label}, not {said} | {gold.name} | {'found' if ours else 'no frame'} | {where}"
    return Judged(event, said, ours is not None, line)


def bare(context: Context, frames: Lexicon, i: int) -> Trigger:
    """A trigger for a word that no frame knows."""
    article, tree = context.article, context.tree
    if article.doc[i].pos_ == "NOUN":
        return triggers.carried(article, tree, frames, i, BARE)
    return Trigger(i, i, BARE, BARE.type, True, {}, article.doc[i].lemma_)
