"""Time expressions of an article, in the order of the cascade: match the rules, keep the longest, read them, bound them."""

from __future__ import annotations

import re
from bisect import bisect_right, insort
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from kg.model import TimeExpression
from kg.nlp.doc import Doc
from kg.time import clock, dates, durations
from kg.time.calendar import moved, read_date
from kg.time.context import Context
from kg.time.countries import Countries, countries
from kg.time.distances import counted, counts_from_text
from kg.time.fold import fold
from kg.time.lexicon import Lexicon, load
from kg.time.patterns import Found, longest, matches
from kg.time.signals import with_signals
from kg.time.tense import Tenses
from kg.time.titles import titles

MEANINGS: dict[str, Callable[[Found, Context], TimeExpression | None]] = {
    "nothing": lambda found, context: None,
    **dates.MEANINGS,
    **durations.MEANINGS,
    **clock.MEANINGS,
}
LONG_WORD = re.compile(r"\b\w{3,}")  # no article
SENTENCE_START = re.compile(r"(?:^|[.!?…»\"]\s+|\n\s*)[-«“\"( ]*$")


@dataclass(frozen=True, slots=True)
class Spotted:
    """Where an article speaks of time, before anything is read: the same for every day on which it may have been published."""

    lexicon: Lexicon
    folded: str
    tenses: Tenses
    sentences: list[int]
    countries: Countries
    found: list[Found]


def find_times(doc: Doc, document_date: str, language: str = "fr") -> list[TimeExpression]:
    """The time expressions of `doc` in the order of the text, as offsets into `doc.text`; they don't overlap.

    `document_date` is the article's day, month or year ("2017-11-21", "2017-11", "2017") or "". Raises InputError for another form of date
    and for a language without time words. A day that the article's date doesn't settle is given as candidates or bounds, never as one day.
    """
    return resolve(spot(doc, language), document_date)


def spot(doc: Doc, language: str) -> Spotted:
    """The matches in `doc`. Whoever reads one article for several dates spots once and resolves for each."""
    text = doc.text  # asked once: spaCy joins it anew from all tokens
    lexicon, folded = load(language), fold(text)
    tenses = Tenses(doc, folded, lexicon)
    named = titles(doc, text, folded, lexicon)
    found = longest(match for match in matches(lexicon.beginning, folded) if fits(match, text, tenses) and not in_one_of(named, match))
    return Spotted(lexicon, folded, tenses, sentence_starts(doc), countries(folded, lexicon), found)


def resolve(spotted: Spotted, document_date: str) -> list[TimeExpression]:
    """What the matches mean in an article of that date."""
    today = read_date(document_date)
    context = Context(spotted.lexicon, spotted.folded, today, spotted.tenses, spotted.sentences, spotted.countries)
    context.known = read((match for match in spotted.found if not anchored(match, context)), context)
    # What counts from the day last spoken of is read in order, each after all that stand before it, and dates without a year once more.
    for match in spotted.found:
        if anchored(match, context) or has_no_year(match):
            context.known = [known for known in context.known if known.start != match.start]
            for expression in read([match], context):
                insort(context.known, expression, key=lambda known: known.start)
    return with_signals(clock.joined(context.known, context), context)


def sentence_starts(doc: Doc) -> list[int]:
    return [sentence.start_char for sentence in doc.sents]


def anchored(found: Found, context: Context) -> bool:
    """Does it belong to, or count from, a day that another expression gives?"""
    if found.rule.means == "duration":
        return counts_from_text(found.end, context)
    return found.rule.means in {"clock", "part"} or found.rule.options.get("from") == "text"


def has_no_year(found: Found) -> bool:
    """Is it a date whose year the text around it tells ("arrêté le 3 mai 2011, il a été jugé en juin")?"""
    return found.rule.means == "date" and "month" in found.slots and not {"year", "yy"} & found.slots.keys()


def read(found: Iterable[Found], context: Context) -> list[TimeExpression]:
    """What the matches mean, without those that mean no time or lie beyond the calendar."""
    expressions = []
    for match in found:
        try:
            expression = MEANINGS[match.rule.means](match, context)
            expression = counted(expression, context) if expression and expression.type == "DURATION" else expression
            expression = of_two_days(expression) if expression and match.rule.options.get("two_days") else expression
        except (OverflowError, ValueError):  # years before 1 or after 9999
            expression = None
        if expression:
            expressions.append(expression)
    return expressions


def of_two_days(night: TimeExpression) -> TimeExpression:
    """A night with both its days as bounds; its value is the first, as TimeML has it. Candidate days stay those of the first."""
    return night if night.days or night.earliest != night.latest else replace(night, latest=moved(night.latest, 1))


def fits(found: Found, text: str, tenses: Tenses) -> bool:
    """The conditions of a rule that patterns cannot say: the case of the first letter, the part of speech."""
    options = found.rule.options
    if options.get("lower") and text[found.start].isupper() and not shouted(text, found):
        return bool(SENTENCE_START.search(text[max(0, found.start - 12) : found.start]))
    if options.get("capital") and not any(word[0].isupper() for word in LONG_WORD.findall(text, found.start, found.end)):
        return False
    if found.rule.means == "part" and is_name(text, found):
        return False
    if found.rule.means == "duration" and tenses.doc.tagged and tenses.token(found.end - 1).pos_ == "ADJ":
        return False  # "une seconde explosion"
    if "pos" in options and tenses.doc.tagged:
        return bool(tenses.token(found.start).pos_ == options["pos"])
    if "follows" in options and tenses.doc.tagged:
        return found.start > 1 and bool(tenses.token(found.start - 2).pos_ == options["follows"])
    return True


def is_name(text: str, found: Found) -> bool:
    """Has the last word a capital that no sentence begins with ("le préfet de l'Aube", "dans le Midi")?"""
    last = [word.start() for word in LONG_WORD.finditer(text, found.start, found.end)][-1:]
    inside = [k for k in last if text[k].isupper() and not SENTENCE_START.search(text[max(0, k - 12) : k])]
    return bool(inside) and not shouted(text, found)


def in_one_of(spans: list[tuple[int, int]], found: Found) -> bool:
    """Does the match lie in one of the spans, which are in the order of the text and don't overlap?"""
    place = bisect_right(spans, found.start, key=lambda span: span[0]) - 1
    return place >= 0 and found.end <= spans[place][1]


def shouted(text: str, found: Found) -> bool:
    """Is the word all in capitals, as in a headline?"""
    return text[found.start : found.end].isupper() and found.end - found.start > 2
