"""Where something happens: what stands behind prepositions of place, beside adjuncts and in phrases, and of several places the smallest."""

from __future__ import annotations

from collections.abc import Iterator

from kg.events.fillers import Context, place_nouns
from kg.events.happening import Happening
from kg.events.lying import BESIDES, is_way, named_in
from kg.events.meant import place_meant, spot_meant
from kg.events.regions import regions_behind
from kg.ids import fold
from kg.kb.entry import PLACE_KINDS
from kg.lang import table, word_set
from kg.model import Fact

SITES = frozenset({"obj", "contre", "dans", "à", "sur", "devant"})
NEAR_VERB = 12  # tokens behind a verb
AROUND = BESIDES | {"entre"}
WHERE = frozenset({"à", "en", "dans"})
DURING = frozenset({"lors de", "au cours de", "pendant", "durant"})  # whatever goes on there
STRIKING = frozenset({"Accident", "Attack", "Disaster"})  # types of what happens to things that lie somewhere


def on_the_spot(context: Context, happening: Happening) -> str:
    """The place that "sur place" beside a verb means, "" without these words."""
    spot = spot_beside(context, happening)
    return spot_meant(context.article, context.tree, spot) if spot is not None else ""


def spot_beside(context: Context, happening: Happening) -> int | None:
    """The first of the words that mean "sur place" beside a verb."""
    article, tree, verb = context.article, context.tree, happening.token
    spots = table(article.document.language, "concepts")["on_the_spot"] if happening.trigger.verbal else ()
    for spot in spots:
        words = spot.split()
        for i in range(verb + 1, min(verb + NEAR_VERB, len(article.words))):
            if article.lower[i : i + len(words)] == words and verb in (path := tree.path(i)):
                return i if not any(tree.is_a(k, "ccomp") for k in path[: path.index(verb)]) else None
    return None


def fill_place(context: Context, happening: Happening, position: str, token: int) -> None:
    """A place behind a preposition of place, or behind "de" of a noun, is where it happened."""
    if position not in context.article.data("concepts")["place"] and not (position == "de" and not happening.trigger.verbal):
        return
    if fold(context.article.words[token]) in word_set(context.article.document.language, "concepts", "whoever"):
        return  # "la plus meurtrière depuis celle de X"
    for k in [*context.tree.conjuncts(token), *below(context, token, position)]:
        if key := place_meant(context.article, context.tree, k):
            happening.add(Fact("sem:hasPlace", "entity", key))
        span = context.article.at.get(k)
        named = span is not None and span.rule != "adjective" and span.kind != "Pronoun" and not is_towards(context, position, k)
        for entity in span.entities if span is not None and named else ():
            if context.article.kind_of(entity) in PLACE_KINDS or (
                position in ("à", "en", "depuis") and is_seat(context, happening, entity)
            ):
                happening.add(Fact("sem:hasPlace", "entity", entity))


def is_towards(context: Context, position: str, i: int) -> bool:
    """Whether a country stands behind "à la" or "à l'": to it something is given or comes back, since one is "en" such a country."""
    article, span = context.article, context.article.at.get(i)
    if position != "à" or span is None or len(span.entities) != 1:
        return False
    beside = article.lower[max(span.start - 1, 0) : span.start + 1]
    entry = article.entry(span.entities[0])
    islands = word_set(article.document.language, "concepts", "islands")  # "à la Barbade"
    feminine = entry is not None and entry.kind == "Country" and entry.gender == "f" and fold(entry.fr) not in islands
    return feminine and bool({"la", "l'", "l’"} & set(beside))


def lacks_town(context: Context, happening: Happening) -> bool:
    """Whether nothing says where it happened but, at most, the name of a street or road."""
    return all(is_way(context, p) for p in happening.places())


def is_site(context: Context, happening: Happening, position: str, token: int) -> bool:
    """Whether a noun for a place without a name says where something happened ("l'attaque contre un hôtel de X", "dans son usine de X")."""
    word = context.article.doc[token]
    if word.lemma_.casefold() in word_set(context.article.document.language, "nouns", "named_after"):
        return False
    site = word.pos_ == "NOUN" and word.lemma_.casefold() in word_set(context.article.document.language, "nouns", "place")
    struck = position == "de" and happening.type in STRIKING  # "l'incendie d'une discothèque de X"
    return site and (position in SITES or struck) and not is_named(context, token) and not happening.trigger.frame.reports


def fill_place_beside(context: Context, happening: Happening, token: int) -> None:
    """The place that the parser hung on a party is the event's ("devant le tribunal à X"), unless that is posted there and only speaks."""
    article = context.article
    posted = article.doc[token].lemma_.casefold() in word_set(article.document.language, "concepts", "posted")
    if posted and happening.trigger.frame.reports:
        return
    for k in context.tree.children(token, "nmod"):
        if context.tree.case(k) in WHERE:
            fill_place(context, happening, context.tree.case(k), k)


def beside_adjunct(context: Context, happening: Happening, position: str, token: int) -> None:
    """The place that the parser hung on a thing in or during which something happened is the event's ("dans des trains de banlieue à
    Madrid", "lors d'une partie de chasse à X")."""
    thing = context.article.doc[token].pos_ == "NOUN" and token not in context.article.at
    if position not in ("dans", "sur", "par", *DURING) or not thing or not happening.trigger.verbal:
        return
    where = BESIDES | WHERE if position == "par" or position in DURING else {"à"}  # "tués par une mine près de X"
    for k in context.tree.children(token, "nmod"):
        if context.tree.case(k) in where and k in context.article.at and not happening.places():
            fill_place(context, happening, "à", k)


def below(context: Context, token: int, position: str) -> Iterator[int]:
    """Places that say where the place is ("un hôtel de Genève", "à Turin en Italie")."""
    if is_named(context, token) or token in context.triggers:
        if is_site_named(context, token):
            yield from (k for k in context.tree.children(token, "nmod") if context.tree.case(k) == "de" and k in context.article.at)
        return
    lies = may_lie(context, token, position) or is_some_site(context, token, position)
    for k in context.tree.children(token, "nmod", "appos"):
        if k not in context.triggers and (lies or context.tree.case(k) in BESIDES):  # an event's place is its own
            for place in context.tree.conjuncts(k):
                yield place
                yield from below(context, place, position)
                yield from behind_sort(context, place) if lies else ()


def is_site_named(context: Context, token: int) -> bool:
    """Whether a name that the base lacks begins with a noun for a place ("l'usine X de Rouen", "le stade Y de Lyon")."""
    span = context.article.at.get(token)
    unknown = span is not None and all(is_way(context, e) for e in span.entities)
    return unknown and span is not None and context.article.is_a(span.start, "place")


def behind_sort(context: Context, noun: int) -> list[int]:
    """The towns behind a noun that only says of what sort a site is ("la salle des fêtes de X", "le monument aux morts de X")."""
    article, tree = context.article, context.tree
    sort = article.doc[noun].pos_ in ("NOUN", "ADJ") and noun not in article.at and tree.case(noun) in ("de", "à")
    return [k for k in tree.children(noun, "nmod") if sort and tree.case(k) == "de" and k in article.at]


def is_seat(context: Context, happening: Happening, entity: str) -> bool:
    """Whether somebody's seat is where something happened ("a été reçue à l'Élysée"), rather than whom one speaks to."""
    entry = context.article.entry(entity)
    return bool(entry and entry.seat == "office" and entry.inside) and entity not in happening.party()


def may_lie(context: Context, token: int, position: str) -> bool:
    """Whether a noun means what lies somewhere: a site, a body where one is in it, or a part of a place; "en désaccord sur la Corse" lies
    nowhere, and neither a court, an embassy nor a body to which something is given says where something takes place."""
    word, language = context.article.doc[token], context.article.document.language
    words = {word.lemma_.casefold(), word.text.casefold()}
    if words & word_set(language, "nouns", "named_after"):
        return False
    lies = any(words & word_set(language, "nouns", kind) for kind in (("place",) if position == "à" else ("place", "body")))
    return word.pos_ != "NOUN" or token in context.article.at or lies or fold(word.text) in place_nouns(language)


def is_some_site(context: Context, token: int, position: str) -> bool:
    """Whether a town behind "de" says where some thing without a name is in which something happens ("dans un palace de Zurich"); a text, a
    time or people lie nowhere."""
    article, tree, noun = context.article, context.tree, context.article.doc[token]
    some = any("Ind" in article.doc[k].morph.get("Definite", []) for k in tree.children(token, "det"))
    nowhere = noun.lemma_.casefold() in article.data("attribution")["carriers"] or article.is_a(token, "human", "time", "body")
    towns = (k for k in tree.children(token, "nmod") if k in article.at and tree.case(k) == "de")
    return position == "dans" and some and not nowhere and any(article.kind_of(e) == "City" for k in towns for e in article.at[k].entities)


def is_named(context: Context, token: int) -> bool:
    """Whether a token is a mention by a name, rather than by a common noun and its place ("l'hôpital de X")."""
    span = context.article.at.get(token)
    return span is not None and span.rule != "institution"


def keep_smallest_places(context: Context, happening: Happening) -> None:
    """Of a place and what contains it, or that beside which it lies ("à X, dans la banlieue de Y"), keep the place."""
    places = [f for f in happening.facts if f.property == "sem:hasPlace"]
    if len(places) < 2:
        return
    containing = {above for f in places for above in ancestors(context, str(f.value))}
    around = {str(f.value) for f in places if lies_around(context, happening, str(f.value))}
    beyond = around | containing
    lies = any(str(f.value) not in beyond and not is_way(context, str(f.value)) for f in places)  # a road leads to many towns
    containing |= around if lies else set()
    start, end = context.article.sentences[happening.sentence]
    containing |= regions_behind(context.article, start, end, [str(f.value) for f in places])
    happening.facts = [f for f in happening.facts if f not in places or f.value not in containing]


def lies_around(context: Context, happening: Happening, key: str) -> bool:
    """Whether a place is named in the sentence only behind a part of it ("la banlieue de Y"), or as what lies beside or around ("à X, près
    de Y", "dans la Baltique, entre X et Y")."""
    article, tree = context.article, context.tree
    parts = word_set(article.document.language, "concepts", "parts")
    named = named_in(article, happening.sentence, key)
    first = {i: next(k for k in tree.path(i) if not tree.is_a(k, "conj")) for i in named}
    return bool(named) and all(
        tree.case(first[i]) in AROUND or (tree.case(i) == "de" and article.keys[tree.head[i]] in parts) for i in named
    )


def ancestors(context: Context, key: str) -> Iterator[str]:
    """The places that contain an entity of the knowledge base."""
    entry = context.article.kb.entry(key)
    while entry and entry.inside:
        yield entry.inside
        entry = context.article.kb.entry(entry.inside)
