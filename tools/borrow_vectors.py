"""Make kg/lang/fr/vectors.toml: verb forms that the French model takes for nouns or adjectives, with the form whose vector they borrow.

The model's tagger leans on word vectors, and those of rarer verb forms are poor: "dément" is an adverb to it, "explose" an adjective, and
the whole sentence is parsed wrongly. Each form of a verb of our frames that is in none of the model's own lists of nouns and adjectives is
tried in four plain sentences. Where most come out wrong, it borrows the vector of the same form of the verb nearest in meaning for which
all come out right, if that mends most of them.

    python tools/borrow_vectors.py > kg/lang/fr/vectors.toml

The model's lists are short, so that what it prints must be read: "visite", "entre" and "data" are more often something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import numpy
from spacy.language import Language

from kg.events import lexicon
from kg.nlp import load

SENTENCES = (
    "Le ministre {} la France.",
    "Selon lui, le président {} Paul Durand mardi à Paris.",
    "Vladimir Poutine {} que la réforme soit abandonnée.",
    "La société {} un accord avec le groupe Renault.",
)
PLURAL = (
    "Les ministres {} la France.",
    "Selon lui, les présidents {} Paul Durand mardi à Paris.",
    "Les Russes {} que la réforme soit abandonnée.",
    "Les sociétés {} un accord avec le groupe Renault.",
)
BAD, GOOD, NEAREST = 2, 3, 12  # of four sentences; donors tried
ALSO = {"dément": "nie", "démentent": "nient"}  # an adjective too, but hardly in the news
NOUNS, ADJECTIVES = "noun", "adj"


def present(infinitive: str) -> str:
    """The stem of a regular verb's singular present: "lèv" for "lever"."""
    stem = infinitive[:-2]
    if stem.endswith(("oy", "uy")):
        return stem[:-1] + "i"
    if found := re.fullmatch(r"(.*)(?:[eé]([^aeiouyéèêâîôû])|é([bcdfgpt][lr]))", stem):
        return f"{found[1]}è{found[2] or found[3]}"
    return stem


def forms(infinitive: str) -> Iterator[tuple[str, str]]:
    """Tense and form, third person, of a regular verb in -er."""
    stem, now = infinitive[:-2], present(infinitive)
    soft = {"g": f"{stem}e", "c": f"{stem[:-1]}ç"}.get(stem[-1:], stem)
    yield from (("present", f"{now}e"), ("presents", f"{now}ent"), ("past", f"{soft}a"), ("pasts", f"{stem}èrent"))
    future = now if now != stem and not re.search(r"é[^aeiouyéèê]{1,2}$", stem) else stem
    yield from (("future", f"{future}era"), ("futures", f"{future}eront"), ("imperfect", f"{soft}ait"), ("imperfects", f"{soft}aient"))


def verbs(tag: list[str]) -> int:
    return sum(t in ("VERB", "AUX") for t in tag)


def tagged(nlp: Language, words: Iterable[tuple[str, str]]) -> dict[str, int]:
    """In how many of the sentences each form comes out as a verb."""
    asked = [(form, s.format(form)) for tense, form in words for s in (PLURAL if tense.endswith("s") else SENTENCES)]
    found: dict[str, list[str]] = {}
    for (form, _), doc in zip(asked, nlp.pipe([text for _, text in asked], batch_size=256), strict=True):
        found.setdefault(form, []).append(next((t.pos_ for t in doc if t.text == form), ""))
    return {form: verbs(tags) for form, tags in found.items()}


def main() -> None:
    nlp = load("fr")
    index = nlp.get_pipe("lemmatizer").lookups.get_table("lemma_index")  # type: ignore[attr-defined]
    others = set(index[NOUNS]) | set(index[ADJECTIVES])
    infinitives = sorted(
        v for v in {*lexicon("fr").verbs, *lexicon("fr").light} if re.fullmatch(r"[^\W\d_]{2,}er", v) and nlp.vocab[v].has_vector
    )
    table = [(v, tense, form) for v in infinitives for tense, form in forms(v) if form not in others]
    score = tagged(nlp, [(tense, form) for _, tense, form in table])
    good = {(v, tense): form for v, tense, form in table if score[form] == len(SENTENCES) and nlp.vocab[form].has_vector}
    vectors = nlp.vocab.vectors
    unit = {v: nlp.vocab[v].vector / numpy.linalg.norm(nlp.vocab[v].vector) for v in infinitives}
    print("[borrowed]")
    for form, donor in ALSO.items():
        print(f'"{form}" = "{donor}"')
    for v, tense, form in table:
        if score[form] > BAD:
            continue
        donors = sorted((d for (d, t) in good if t == tense), key=lambda d: (-float(unit[v] @ unit[d]), d))[:NEAREST]
        had = vectors.key2row.get(nlp.vocab.strings.add(form))
        for donor in donors:
            vectors.add(form, row=vectors.find(key=nlp.vocab.strings[good[donor, tense]]))
            if tagged(nlp, [(tense, form)])[form] >= GOOD:
                print(f'"{form}" = "{good[donor, tense]}"')
                break
        else:
            if had is not None:
                vectors.add(form, row=had)


if __name__ == "__main__":
    main()
