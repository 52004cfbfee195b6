"""What stands where a topic may and is none: where something happens or is said, who meets, and a pronoun for all that was told."""

from __future__ import annotations

from kg.events.fillers import ACTORS, Context, Filler, is_sort, place_nouns
from kg.events.happening import Happening
from kg.events.lexicon import Role
from kg.ids import fold
from kg.kb.entry import PLACE_KINDS
from kg.lang import word_set

WHERE = ("sur", "dans")


def no_topic(context: Context, happening: Happening, roles: tuple[Role, ...], position: str, token: int, filler: Filler) -> bool:
    """Whether a filler of a position, at whose word `token` stands, is no topic."""
    if position == "obj":
        return is_what_was_said(context, filler) or is_toll(context, token)  # "X l'a annoncé", "la répression a fait cent morts"
    if filler.kind == "entity" and context.article.kind_of(filler.value) == "City" and says_where(happening, position):
        return True  # "condamné à Lyon", "le congrès de Lyon" is where, not to or of what
    if position == "de":
        return is_party(context, roles, filler)  # "les réunions des groupes de X": who meets
    if position in WHERE:  # "sur le terrain, X a revendiqué", "réunis sur une base de X", "a expliqué sur RTL"
        return is_some_place(context, token) or is_sort(context, token, "medium")
    return position == "à" and is_sort(context, token, "medium")


def is_some_place(context: Context, i: int) -> bool:
    """Whether a token is a common noun for a place, which lies where its complements say ("sur une base de X, dans l'Y")."""
    article = context.article
    return i not in article.at and (article.is_a(i, "place") or fold(article.doc[i].text) in place_nouns(article.document.language))


def is_what_was_said(context: Context, filler: Filler) -> bool:
    """Whether a pronoun that is an object stands for what was told, and for nobody and no place ("X l'a confirmé")."""
    article = context.article
    span = article.at.get(filler.token)
    clitic = span is not None and span.kind == "Pronoun" and article.lower[filler.token].replace("’", "'") in ("l'", "le")
    return clitic and filler.kind == "entity" and article.kind_of(filler.value) in {*ACTORS, *PLACE_KINDS}


def is_toll(context: Context, i: int) -> bool:
    """Whether a noun counts those whom something has killed or hurt."""
    words = context.article.data("relations")["casualties"]
    return i not in context.article.at and context.article.doc[i].lemma_.casefold() in (*words["deaths"], *words["injured"])


def is_party(context: Context, roles: tuple[Role, ...], filler: Filler) -> bool:
    """Whether a filler is people without a name where those who take part may stand."""
    word, article = context.article.doc[filler.token], context.article
    common = word.pos_ == "NOUN" and filler.token not in article.at
    among = (word_set(article.document.language, *path) for path in (("nouns", "human"), ("nouns", "body"), ("concepts", "members")))
    return (
        common
        and any(r.name in ("participant", "agent") and r.filter in ("actor", "person") for r in roles)
        and any(word.lemma_.casefold() in words for words in among)
    )


def says_where(happening: Happening, position: str) -> bool:
    """Whether a town in a position is where something happens."""
    return position == "à" or (position == "de" and not happening.trigger.verbal)
