"""Which verb a word is the past participle of, by its form, whatever the tagger takes it for."""

from __future__ import annotations

from collections.abc import Container

from kg.lang import table


def infinitive(language: str, word: str, verbs: Container[str]) -> str:
    """The one of some verbs whose participle a word in lower case looks like, or that of an irregular one; "" for none. An E that was a
    capital may lack its accent ("Elu")."""
    found = of_form(language, word, verbs)
    return found or (of_form(language, f"é{word[1:]}", verbs) if word.startswith("e") else "")


def of_form(language: str, word: str, verbs: Container[str]) -> str:
    """The verb for a word as it is written."""
    plain = word.removesuffix("s") if not word.endswith(("is", "us")) else word
    plain = plain.removesuffix("e")
    irregular: dict[str, str] = table(language, "frames")["participles"]
    endings: dict[str, str] = table(language, "frames")["grammar"]["participle_endings"]
    if plain in irregular:
        return irregular[plain]
    stems = (plain, plain.removesuffix("s"))  # "réunis"
    formed = (stem.removesuffix(old) + new for stem in stems for old, new in endings.items() if stem.endswith(old))
    return next((lemma for lemma in formed if lemma in verbs), "")
