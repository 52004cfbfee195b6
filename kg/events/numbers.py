"""Numbers in words or digits, with what bounds them."""

from __future__ import annotations

import re
from typing import Any

from kg.extract.article import Article
from kg.model import Bound, Quantity
from kg.syntax import Tree

BOUNDS: tuple[tuple[Bound, str], ...] = (("atLeast", "at_least"), ("atMost", "at_most"), ("about", "about"))
TENS = frozenset({20.0, 30.0, 40.0, 50.0, 60.0})
DIGITS = re.compile(r"\d+(?:[  ]\d{3})*(?:[.,]\d+)?")
THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+")  # "80.000 morts"


def quantity(article: Article, tree: Tree, noun: int, unit: str) -> Quantity | None:
    """The number that counts `noun` ("au moins 12 morts", "une vingtaine de blessés"); None where none does."""
    words = article.data("relations")["numbers"]
    if unit == "person" and unit_of(article, noun, words) not in ("", unit):
        return None  # "X, 25 ans, a été tué"
    if value(article.doc[noun].text, words["words"]) is not None and article.doc[noun].pos_ == "NOUN":
        return large(article, tree, noun, words)
    head, of = tree.head[noun], noun
    if article.doc[noun].lemma_.casefold() in words["collective"]:  # "a tué une vingtaine de civils": either noun is asked for
        head, of = noun, next((k for k in tree.children(noun, "nmod") if tree.case(k) == "de" and k > noun), noun)
    if (tree.case(of) == "de" or of == head) and article.doc[head].lemma_.casefold() in words["collective"]:
        if article.doc[head].text.casefold().endswith("s"):
            return None  # "des dizaines": no number
        number = float(words["collective"][article.doc[head].lemma_.casefold()])
        return Quantity(number, bound(article, head, words, "about"), unit or unit_of(article, of, words))
    elided = next((k for k in tree.children(noun, "amod", "nmod") if k == noun - 1 and collective(article, k, words)), None)
    if elided is not None:  # "dix morts et une trentaine blessés"
        return Quantity(collective(article, elided, words), bound(article, elided, words, "about"), unit or unit_of(article, noun, words))
    counters = [k for k in tree.kids[noun] if k < noun and counts(article, tree, k, noun, words)]
    values = [v for k in counters for m in tree.subtree(k) if (v := value(article.doc[m].text, words["words"])) is not None]
    own = value(article.doc[noun].text, words["words"]) if article.doc[noun].pos_ in ("NUM", "PRON") else None
    if not values and own is not None and (own > 1 or article.doc[noun].pos_ == "NUM"):
        counters, values = [noun], [own]  # "en a blessé douze", "dont cinq ont été tués"
    if not values:
        return None
    if len(values) == 1 and values[0] in TENS and article.lower[noun - 2 : noun] in (["et", "un"], ["et", "une"]):
        values.append(1.0)  # "cinquante et un corps"
    first = min(counters)
    inside = {m for k in counters for m in tree.subtree(k)}
    while (
        first > 0 and article.lower[first] in words["words"] and article.lower[first - 1] in words["words"] and article.lower[first] != "un"
    ):
        first -= 1
        values = values if first in inside else [float(words["words"][article.lower[first]]), *values]  # "cent cinquante morts"
    return Quantity(combined(values), bound(article, first, words, "exact"), unit or unit_of(article, noun, words))


def collective(article: Article, i: int, words: dict[str, Any]) -> float:
    """The number that a noun such as "trentaine" means in the singular; 0 for others."""
    noun = article.doc[i].lemma_.casefold()
    return float(words["collective"].get(noun, 0)) if not article.lower[i].endswith("s") else 0.0


def counts(article: Article, tree: Tree, i: int, noun: int, words: dict[str, Any]) -> bool:
    """Whether a word before a noun says how many: a numeral whatever its tag, "un" only before a unit of time or money, or
    the dead and wounded ("un an", "un mort")."""
    if tree.is_a(i, "nummod") or article.doc[i].pos_ == "NUM" or DIGITS.fullmatch(article.words[i]):
        return True
    number = value(article.doc[i].text, words["words"]) if tree.is_a(i, "det", "amod") else None
    victim = article.doc[noun].pos_ == "NOUN" and article.doc[noun].lemma_.casefold() in article.data("relations")["casualties"]["counted"]
    return number is not None and (number > 1 or victim or unit_of(article, noun, words) not in ("", "person", "job"))


def unit_of(article: Article, noun: int, words: dict[str, Any]) -> str:
    """The unit that a counted noun names, "" where it names none."""
    lemma, behind = article.doc[noun].lemma_.casefold(), article.doc[noun + 1 : noun + 2]
    kind = f"{lemma} {behind[0].lemma_.casefold()}" if behind else ""  # "francs suisses"
    return str(words["units"].get(kind) or words["units"].get(lemma, ""))


def large(article: Article, tree: Tree, noun: int, words: dict[str, Any]) -> Quantity | None:
    """ "Deux milliards d'euros", "un milliard d'euros": the number noun with what counts it, in units of its complement."""
    counters = [
        k for k in tree.kids[noun] if k < noun and (tree.is_a(k, "nummod") or article.doc[k].pos_ == "NUM" or article.lower[k] == "un")
    ]
    values = [v for k in counters for m in tree.subtree(k) if (v := value(article.doc[m].text, words["words"])) is not None]
    if not values:
        return None
    of = next((k for k in tree.children(noun, "nmod") if tree.case(k) == "de"), None)
    unit = "" if of is None else unit_of(article, of, words) or article.doc[of].lemma_.casefold()
    total = combined(values) * (value(article.doc[noun].text, words["words"]) or 1)
    return Quantity(total, bound(article, min(counters), words, "exact"), unit)


def value(text: str, words: dict[str, int]) -> float | None:
    """The number that a word is; None for other words."""
    if DIGITS.fullmatch(text):
        plain = text.replace(".", "") if THOUSANDS.fullmatch(text) else text
        return float(re.sub(r"[  ]", "", plain).replace(",", "."))
    if text.casefold() in words:
        return float(words[text.casefold()])
    parts = [words.get(part) or words.get(part.removesuffix("s")) for part in text.casefold().split("-") if part != "et"]
    return joined([p for p in parts if p]) if len(parts) > 1 and all(parts) else None


def joined(parts: list[int]) -> float:
    """A number whose words are joined: "soixante-douze", "quatre-vingt-dix"."""
    return combined([float(parts[0] * parts[1]), *map(float, parts[2:])]) if parts[:2] == [4, 20] else combined(list(map(float, parts)))


def combined(values: list[float]) -> float:
    """Number words in a row as one number: a larger one multiplies what stands before it, a smaller one adds."""
    total, part = 0.0, 0.0
    for v in values:
        if v >= 1000:
            total, part = total + (part or 1) * v, 0.0
        else:
            part = part * v if v == 100 and part else part + v
    return total + part


def bound(article: Article, at: int, words: dict[str, list[str]], default: Bound) -> Bound:
    """What the words right before token `at` say of the number."""
    counted = next((k + 1 for k in range(at, min(at + 3, len(article.words))) if article.doc[k].pos_ == "NOUN"), at)
    behind = " ".join(article.lower[counted : counted + 2])
    if behind in words["at_least"] and article.words[counted + 2 : counted + 3] != ["de"]:
        return "atLeast"  # "trente personnes au moins"
    before = " ".join(t.text.casefold() for t in article.doc[max(0, at - 3) : at])
    for name, key in BOUNDS:
        if any(f" {before} ".replace("' ", "'").endswith(f" {w} ") or before.endswith(w) for w in words[key]):
            return name
    if default == "exact" and any(t.lemma_.casefold() in words["exceeding"] for t in article.doc[max(0, at - 3) : at]):
        return "atLeast"  # "a dépassé lundi 170 morts"
    return default
