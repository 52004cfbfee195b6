"""In a match a town is its club ("Lens bat Auxerre 2-1"): where the sentence is about sport and the base has the club."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection

from kg.extract.article import Article
from kg.kb import Entry
from kg.kb.entry import name_key
from kg.lang import word_set
from kg.link.around import Around, around
from kg.link.setting import Setting
from kg.link.spans import Found

AGAINST = frozenset({"contre", "devant", "entre"})
BEHIND = frozenset({"contre", "devant", "derrière"})
SCORE = re.compile(r"(?<![\d-])\d{1,3}-\d{1,3}(?![\d-])")


def step(article: Article, found: Found, setting: Setting) -> tuple[str, ...] | None:
    """The club of a town that plays; None outside sport, behind a preposition of place and where the base has none or several."""
    if found.end - found.start == 1 and (stable := racing_team(article, found)):
        return stable
    if found.end - found.start > 2 or found.label in ("PER", "LAW") or not is_near(article, article.sentence[found.start]):
        return None
    words = around(article, found.start, found.end)
    met = is_met(article, words)
    if not met and not is_sport(article, article.sentence[found.start]):
        return None
    of = words.preposition == "de" and words.noun not in word_set(article.document.language, "roles", "sport", "of")
    if (words.article and not is_coached(article, found)) or (words.is_where and not met) or of:
        return None
    if not found.names:
        return team(article, found)
    towns = [e for n in found.names if (e := article.kb.entry(n.id)) and e.kind in ("City", "Country") and n.sort == "name"]
    clubs = {c.id: c for town in towns for c in clubs_of(article, town, article.text(found.start, found.end), setting.belongs(town))}
    famous = [c for c in clubs.values() if c.wikidata]
    if len(clubs) > 1 and len(fitting := of_discipline(article, list(clubs.values()), found)) == 1:
        return (article.know(fitting[0]),)
    if len(clubs) == 1 or len(famous) == 1:
        return (article.know((famous or list(clubs.values()))[0]),)
    return team(article, found) if towns and all(t.kind == "City" for t in towns) else None


def is_met(article: Article, words: Around) -> bool:
    """Whether the words before a town tell of an opponent ("contre", "face à", "un succès sur") or of one that is ahead ("derrière")."""
    won = words.preposition in ("sur", "contre") and words.noun in word_set(article.document.language, "roles", "sport", "of")
    return words.preposition in BEHIND or won or (words.noun, words.preposition) == ("face", "à")


def of_discipline(article: Article, clubs: list[Entry], found: Found) -> list[Entry]:
    """Those of a town's clubs that play what the sentences speak of, which clubs of other games than football tell in a name."""
    games, near = article.data("roles")["sport"]["games"], {article.lower[k] for k in article.vicinity(found.start)}
    spoken = [game for game, words in games.items() if not near.isdisjoint(words)]
    if not spoken:
        return [c for c in clubs if not any(plays(c, game) for game in games)]
    return [c for c in clubs if plays(c, spoken[0])]


def plays(club: Entry, game: str) -> bool:
    return any(game in name_key(name).split() for name in (club.fr, *club.aliases))


def racing_team(article: Article, found: Found) -> tuple[str, ...] | None:
    """The racing team that bears a firm's name ("le pilote Ferrari") beside words of motor racing; None where the base has none."""
    race, text = word_set(article.document.language, "roles", "sport", "racing"), article.text(found.start, found.end)
    if not any(article.lower[k] in race for k in article.vicinity(found.start, 2)):
        return None
    forms = [name_key(p.format(firm=text)) for p in article.data("roles")["sport"]["teams"]]
    teams = {n.id: e for form in forms for n in article.kb.names(form) if n.sort == "name" and (e := article.kb.entry(n.id))}
    return (article.know(next(iter(teams.values()))),) if len(teams) == 1 else None


def is_coached(article: Article, found: Found) -> bool:
    """Whether a town with an article is its team because of whose it is ("le Porto de José Mourinho")."""
    at = found.end
    named = at + 1 < len(article.doc) and article.words[at] in ("de", "d'") and article.doc[at + 1].ent_type_ == "PER"
    return named and article.words[found.start - 1].casefold() == "le"


def team(article: Article, found: Found) -> tuple[str, ...] | None:
    """A team that the base doesn't know, where a town wins, loses or is met."""
    token, words = article.doc[found.start], around(article, found.start)
    verbs = article.data("roles")["sport"]["verbs"]
    plays = token.dep_.split(":")[0] in ("nsubj", "obj", "conj") and not words.preposition and token.head.lemma_.casefold() in verbs
    met = words.preposition in AGAINST
    return (
        (article.meet(article.text(found.start, found.end), "Organization"),) if (plays or met) and found.label in ("LOC", "ORG") else None
    )


def is_sport(article: Article, number: int) -> bool:
    """Whether a sentence tells of a match: a verb of winning or losing, or a score against somebody, and a word of sport or a score in it
    or in one beside it."""
    return is_near(article, number) and recall(article, tells_of_winning, number)


def is_near(article: Article, number: int) -> bool:
    """Whether a sentence, or one beside it, speaks of sport."""
    return any(recall(article, names_sport, k) for k in range(max(0, number - 1), min(number + 2, len(article.sentences))))


def recall(article: Article, asked: Callable[[Article, int], bool], number: int) -> bool:
    """What has been found of a sentence, which many names ask about."""
    at = (asked.__name__, *article.sentences[number])
    if at not in article.memo:
        article.memo[at] = asked(article, number)
    return bool(article.memo[at])


def names_sport(article: Article, number: int) -> bool:
    start, end = article.sentences[number]
    nouns = word_set(article.document.language, "roles", "sport", "nouns")
    return not nouns.isdisjoint(article.lower[start:end]) or has_score(article, start, end) or has_stadium(article, start, end)


def tells_score(article: Article, number: int) -> bool:
    return has_score(article, *article.sentences[number])


def has_stadium(article: Article, start: int, end: int) -> bool:
    """Whether a stadium is named by its own name alone ("à Bollaert")."""
    named = (article.keys[i] for i in article.capitals if start <= i < end)
    return any(
        (e := article.kb.entry(n.id)) is not None and e.kind == "Place" and e.fr.casefold().startswith("stade ")
        for key in named
        for n in article.kb.names(key)
        if n.sort == "name"
    )


def has_score(article: Article, start: int, end: int) -> bool:
    """Whether some tokens have a result among them ("3-0")."""
    last = article.doc[end - 1]
    return SCORE.search(article.document.text, article.doc[start].idx, last.idx + len(last)) is not None


def tells_of_winning(article: Article, number: int) -> bool:
    verbs = word_set(article.document.language, "roles", "sport", "verbs")
    start, end = article.sentences[number]
    words = article.lower[start:end]
    if has_score(article, start, end) and not (AGAINST | {"face"}).isdisjoint(words):
        return True
    return not verbs.isdisjoint(words) or any(t.lemma_.casefold() in verbs for t in article.doc[start:end])


def clubs_of(article: Article, town: Entry, text: str, countries: Collection[str]) -> list[Entry]:
    """The clubs of the base named after a town, by the usual ways of naming one; those of its countries where their town isn't told."""
    patterns = article.data("roles")["sport"]["clubs"]
    forms = {name_key(p.format(town=form)) for p in patterns for form in (text, town.fr, *town.adjectives[:1])}
    found = {n.id: e for key in sorted(forms) for n in article.kb.names(key) if n.sort == "name" and (e := article.kb.entry(n.id))}
    unplaced = {e.id for e in found.values() if not e.inside and e.of in countries and e.wikidata}
    return [
        e
        for e in found.values()
        if e.kind == "Organization" and (town.id in (e.inside, e.of) or e.id in unplaced or is_short_for(article, text, e.inside))
    ]


def is_short_for(article: Article, text: str, town: str) -> bool:
    """Whether a name is the first word of a town's ("Clermont")."""
    entry = article.kb.entry(town)
    return entry is not None and entry.kind == "City" and name_key(entry.fr).startswith(f"{name_key(text)} ")
