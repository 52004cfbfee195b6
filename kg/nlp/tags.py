"""Tags that the model gets wrong although the words beside them leave no doubt."""

from __future__ import annotations

import re

from kg.lang import table
from kg.nlp.doc import Doc, Token

FUTURE = {"fr": re.compile(r"\w*r(?:ai|as|a|ons|ez|ont)", re.IGNORECASE)}
ALWAYS_FUTURE = {"fr": re.compile(r"\w{2,}ront", re.IGNORECASE)}  # no other form ends so
SPEAKER_FUTURE = {"fr": re.compile(r"\w{2,}er(?:ai|ons)", re.IGNORECASE)}  # of a first person: nor does any of these
# Infinitives in -re without their e: "suspendrait" is no imperfect, while "entrait" may have the lemma "entre".
IN_RE = {"fr": re.compile(r"\w*(?:[eoa]ndr|erdr|ordr|indr|ttr|a[iî]tr|aincr|ompr|uivr|urvivr|revivr)|vivr")}
AUXILIARY = {"fr": frozenset({"serait", "seraient", "aurait", "auraient", "sera", "seront", "aura", "auront"})}
CONTRACTED = {"fr": frozenset({"du", "au", "aux"})}  # prepositions that hold an article
DEAD = {"fr": frozenset({"mort", "morte", "morts", "mortes"})}  # an adjective and a participle: "X est mort lundi" tells what happened
PAST, PRESENT = "Tense=Past|VerbForm=Part", "Tense=Pres|VerbForm=Fin"  # features of a past participle and of a conjugated verb
THIRD = f"Number=Sing|Person=3|{PRESENT}"
NOMINAL = ("obj", "nsubj", "nmod", "obl", "obl:arg", "obl:mod")  # what nouns are in a sentence, and verbs are not
PARTICIPLE_ENDINGS = ("é", "ée", "és", "ées")
PARTICIPLE = {"fr": (re.compile(r"(\w+)ée?s?"), "er")}  # of the one regular conjugation that nouns and adjectives look like


def is_bare(word: Token) -> bool:
    """Whether a word has no article or number: "sont morts", and not "sont des morts"."""
    return not any(child.dep_ in ("det", "nummod") for child in word.children)


def has_article(word: Token) -> bool:
    """Whether an article stands right before a word, as its determiner."""
    return any(child.dep_ == "det" and child.i == word.i - 1 for child in word.children)


def is_before_name(word: Token) -> bool:
    """Whether a name stands behind a word, its adjectives apart: "l'industriel italien X"."""
    doc, at = word.doc, word.i + 1
    while at < len(doc) and doc[at].pos_ == "ADJ" and doc[at].head is word:
        at += 1
    return at < len(doc) and doc[at].pos_ == "PROPN" and doc[at].text[:1].isupper()


def describes_name(word: Token) -> bool:
    """Whether a word says something of the name before it: as its participle, or behind its comma."""
    behind = word.i > 1 and word.doc[word.i - 1].text == "," and word.doc[word.i - 2].pos_ == "PROPN"
    return word.dep_ == "acl" or behind


def is_future(verb: Token) -> bool:
    """Whether a verb ends as the third person of a future ("recevra"), and not as the past of an infinitive in -rer ("déclara")."""
    form, lemma = verb.text.casefold(), verb.lemma_
    past = f"{form[:-1]}er" == lemma or (lemma == form and not form.endswith(("era", "ira")))
    return verb.doc.lang_ == "fr" and form.endswith("ra") and len(form) > 3 and not past


def is_conditional(verb: Token) -> bool:
    """Whether a verb ends as the third person of a conditional ("entrerait", "remettrait"), and not as the imperfect of an infinitive in
    -rer or -rir ("déclarait")."""
    form, lemma = verb.text.casefold(), verb.lemma_
    stem = form.removesuffix("aient") if form.endswith("raient") else form.removesuffix("ait") if form.endswith("rait") else ""
    imperfect = lemma.startswith((f"{stem}e", f"{stem}i", f"{stem}ai"))  # "rentraire", as the lemmatizer has "rentrait"
    imperfect &= not (lemma == f"{stem}e" and IN_RE["fr"].fullmatch(stem))  # "suspendrait"
    return verb.doc.lang_ == "fr" and len(stem) > 2 and lemma != form and not imperfect


def is_told_in_past(doc: Doc) -> bool:
    """Whether a text has verbs in the simple past that could be nothing else ("il déclara")."""
    return any(
        "Past" in t.morph.get("Tense", []) and "Fin" in t.morph.get("VerbForm", []) and not is_either(t) for t in doc if t.pos_ == "VERB"
    )


def is_either(verb: Token) -> bool:
    """Whether a verb is written the same in the present and in the simple past ("réunit", "choisit")."""
    return verb.lemma_.endswith("ir") and verb.text.casefold() == f"{verb.lemma_[:-1]}t"


def mend(doc: Doc) -> Doc:
    """The same document: what has an auxiliary is a participle ("800 personnes sont entrées", "X est mort"), a future has a future's
    ending, and a word without capital behind an article is no name."""
    if doc.lang_ not in PARTICIPLE:
        return doc
    participle, ending = PARTICIPLE[doc.lang_]
    weekdays = table(doc.lang_, "time")["weekdays"]
    past = is_told_in_past(doc)
    for token in doc:
        if token.pos_ in ("AUX", "VERB") and token.text in AUXILIARY[doc.lang_]:
            mood = "Cnd" if token.text.endswith(("ait", "aient")) else "Ind"
            tense = "Pres" if mood == "Cnd" else "Fut"
            number = "Plur" if token.text.endswith("nt") else "Sing"
            token.set_morph(f"Mood={mood}|Number={number}|Person=3|Tense={tense}|VerbForm=Fin")
        elif not past and token.pos_ == "VERB" and is_either(token) and "Past" in token.morph.get("Tense", []):
            token.set_morph(THIRD)  # "La cour se réunit jeudi"
        if "Fut" in token.morph.get("Tense", []) and not FUTURE[doc.lang_].fullmatch(token.text):
            token.set_morph(str(token.morph).replace("Tense=Fut", "Tense=Pres"))
        elif token.pos_ == "VERB" and ALWAYS_FUTURE[doc.lang_].fullmatch(token.text):
            token.set_morph("Number=Plur|Person=3|Tense=Fut|VerbForm=Fin")
        elif token.pos_ in ("VERB", "AUX") and SPEAKER_FUTURE[doc.lang_].fullmatch(token.text):
            number = "Plur" if token.text.endswith("ons") else "Sing"
            token.set_morph(f"Number={number}|Person=1|Tense=Fut|VerbForm=Fin")
        elif token.pos_ == "VERB" and is_future(token):
            token.set_morph("Number=Sing|Person=3|Tense=Fut|VerbForm=Fin")
        if token.pos_ == "VERB" and "Fin" in token.morph.get("VerbForm", []) and token.text.endswith("ant"):
            token.set_morph("Tense=Pres|VerbForm=Part")  # "s'emparant de bijoux": no conjugated verb ends so
        if "Inf" in token.morph.get("VerbForm", []) and token.text.endswith("e") and not token.text.endswith("re"):
            token.set_morph(THIRD)  # "X, que préside Y, négocie": no infinitive ends so
        elif "Inf" in token.morph.get("VerbForm", []) and token.text.endswith(PARTICIPLE_ENDINGS) and token.dep_ != "xcomp":
            token.set_morph(PAST)  # "le texte négocié à X": nor so
        if token.pos_ == "VERB" and is_conditional(token):
            number = "Plur" if token.text.endswith("aient") else "Sing"
            token.set_morph(f"Mood=Cnd|Number={number}|Person=3|Tense=Pres|VerbForm=Fin")
        if (
            token.pos_ == "VERB"
            and (form := token.text.casefold()) == token.lemma_
            and form.endswith("e")
            and "Inf" not in token.morph.get("VerbForm", [])
        ):
            token.lemma_ = f"{form}r"  # "réclame": no infinitive ends so
        if token.dep_ == "conj" and "Fin" in token.morph.get("VerbForm", []) and token.text.endswith(PARTICIPLE_ENDINGS):
            token.set_morph(PAST)  # "a démissionné et annoncé": no conjugated verb ends so
        contracted = token.i > 0 and doc[token.i - 1].text.casefold() in CONTRACTED[doc.lang_]
        if token.pos_ == "PROPN" and token.text.islower() and (contracted or not is_bare(token)):
            token.pos_ = "NOUN"  # "le chausseur Eram"
        if token.pos_ == "VERB" and token.text.endswith("ant") and has_article(token):
            token.retag("NOUN", token.text.casefold())  # "l'opposant russe"
        if token.pos_ == "X" and has_article(token):
            token.pos_ = "NOUN"  # "l'ONG"
        if token.pos_ == "VERB" and token.dep_ in NOMINAL and has_article(token) and "Fin" in token.morph.get("VerbForm", []):
            token.retag("NOUN", token.text.casefold())  # "a rejeté l'offre de X"
        if token.pos_ == "ADJ" and token.dep_ != "amod" and token.text.islower() and has_article(token) and is_before_name(token):
            token.pos_ = "NOUN"
        if token.text == "est" and token.pos_ == "AUX" and has_article(token):
            token.retag("NOUN", "est", "Gender=Masc|Number=Sing")  # "dans l'est du pays"
        if token.pos_ == "VERB" and token.text in weekdays:
            token.retag("NOUN", token.text)  # "a téléphoné dimanche à X"
            token.dep_ = "obl:mod"
        word = token.head
        if token.pos_ == "NOUN" and token.text.casefold() in DEAD[doc.lang_] and is_bare(token) and describes_name(token):
            token.retag("VERB", "mourir", PAST)  # "X, mort en 2017"
            token.dep_ = "acl"
        if token.dep_ == "cop" and word.text.casefold() in DEAD[doc.lang_] and is_bare(word) and word.i > token.i:
            token.dep_ = "aux:tense"
            word.retag("VERB", "mourir", PAST)
        if token.dep_ == "cop" and token.text == "été" and word.pos_ == "VERB" and "Part" in word.morph.get("VerbForm", []):
            token.dep_ = "aux:pass"  # "a été insulté"
        if token.dep_.startswith("aux") and word.pos_ in ("NOUN", "ADJ") and (match := participle.fullmatch(word.text)):
            word.retag("VERB", match[1] + ending, PAST)
    return doc
