"""Where what burns or is hit lies: "a détruit un hangar situé au lieu-dit X, à Y", "dans une ancienne ferme aménagée en gîte, à Y"."""

from __future__ import annotations

from collections.abc import Iterator

from kg.events.fillers import Context
from kg.events.there import is_place
from kg.events.triggers import Trigger
from kg.extract.article import Article
from kg.ids import fold
from kg.lang import word_set

STRUCK = ("obj", "dans", "sur", "contre")  # positions of what something happened to, or inside of which
HERE = frozenset({"à", "en", "près de", "à hauteur de"})
BESIDES = frozenset({"près de", "au large de", "non loin de", "à proximité de"})  # whatever is there lies there
LYING = HERE | BESIDES | {"dans", "au-dessus de", "au niveau de", "aux abords de", "entre"}
SIDES = frozenset({"nord", "sud", "est", "ouest", "nord-est", "nord-ouest", "sud-est", "sud-ouest"})


def where_struck(context: Context, positions: dict[str, list[int]]) -> Iterator[tuple[str, int]]:
    """The names of towns in the phrases of things without a name that something happened to, with their prepositions, the first before."""
    article, tree = context.article, context.tree
    for position in STRUCK:
        for thing in positions.get(position, ()):
            if article.doc[thing].pos_ != "NOUN" or thing in article.at or article.is_a(thing, "human", "time"):
                continue
            for k in sorted(tree.subtree(thing)):
                if k > thing and k in article.at and tree.case(k) in HERE and is_place(article, k) and is_within(context, k, thing):
                    yield tree.case(k), k


def is_within(context: Context, place: int, thing: int) -> bool:
    """Whether nothing between a place and a thing but complements and participles of lying somewhere ("situé", "implanté") parts them."""
    tree, lying = context.tree, word_set(context.article.document.language, "concepts", "lying")
    path = tree.path(place)
    for k in path[: path.index(thing)]:
        participle = tree.is_a(k, "acl") and tree.dep[k] != "acl:relcl" and context.article.doc[k].lemma_.casefold() in lying
        if not (participle or tree.is_a(k, "nmod", "obl", "appos", "flat", "conj", "obj")):
            return False
    return True


def within_clause(context: Context, trigger: Trigger) -> Iterator[tuple[str, int]]:
    """The names of places behind the verb with which a misfortune is told, where nothing but complements of common nouns parts them from it
    ("a emporté un groupe de skieurs dans le secteur du col X, au-dessus de Y"), with their prepositions."""
    tree, verb = context.tree, clause_verb(context, trigger)
    if verb is None or is_during(context, trigger):
        return
    beside = []
    for k in [k for k in sorted(tree.subtree(verb)) if k > min(verb, trigger.token)]:
        if context.article.lower[k] == "dont":
            break  # "dix habitants ont péri, dont quatre à X"
        if k in context.article.at and is_place(context.article, k) and (position := lying(context, k)):
            if leads_up(context, k, verb, trigger.token):
                if tree.case(k) == "de" and context.article.keys[tree.head[k]] in SIDES:
                    beside.append((position, k))  # "à X, au nord de Y": Y where nothing else is told
                else:
                    yield position, k
    yield from beside


def is_during(context: Context, trigger: Trigger) -> bool:
    """Whether what somebody is hurt in is told of beside it, and says where ("ont péri dans le déraillement d'un train à X")."""
    beside = (k for p in ("dans", "lors de", "par", "subj") for k in trigger.positions.get(p, ()))
    return trigger.verbal and any(k in context.triggers for k in beside)


def clause_verb(context: Context, trigger: Trigger) -> int | None:
    """The verb that tells of a trigger: itself, its light verb, that whose subject it is, or in whose misfortune
    it is."""
    if trigger.verbal:
        return trigger.token
    if trigger.carriers:
        return trigger.carriers[0].token
    above, case = context.tree.head[trigger.token], context.tree.case(trigger.token)
    subject = context.tree.is_a(trigger.token, "nsubj") and not case
    during = case in ("dans", "lors de") and above in context.triggers and above < trigger.token  # "ont péri dans un accident, près de X"
    return above if (subject or during) and context.article.doc[above].pos_ == "VERB" else None


def lying(context: Context, place: int) -> str:
    """The preposition of a place: its own, or that of the part of it or the site in it that the text names ("à la
    sortie de X", "au nord de X", "dans le lycée Y de X")."""
    tree, case = context.tree, context.tree.case(place)
    if case in LYING:
        return case
    language, part = context.article.document.language, tree.head[place]
    site = context.article.is_a(part, "place") and not context.article.is_a(part, "named_after")
    inside = case == "de" and (site or context.article.keys[part] in word_set(language, "concepts", "parts"))
    return "à" if inside and tree.case(part) in LYING else ""


def is_aside(context: Context, sentence: int, key: str) -> bool:
    """Whether a sentence names a place only as what something lies to one side of ("au nord de X")."""
    article, tree = context.article, context.tree
    named = named_in(article, sentence, key)
    return bool(named) and all(tree.case(i) == "de" and article.keys[tree.head[i]] in SIDES for i in named)


def named_in(article: Article, sentence: int, key: str) -> list[int]:
    """The heads of what names an entity in a sentence."""
    heads = (i for i in range(*article.sentences[sentence]) if i in article.at and article.at[i].head == i)
    return [i for i in heads if key in article.at[i].entities]


def leads_up(context: Context, place: int, verb: int, trigger: int) -> bool:
    """Whether only common nouns that tell of no other happening and lie nowhere by office, and participles of lying there, stand between a
    place and a verb or the noun that it carries."""
    tree, article = context.tree, context.article
    posted = word_set(article.document.language, "concepts", "posted")
    path, lying = tree.path(place), word_set(article.document.language, "concepts", "lying")
    for k in path[: path.index(trigger if trigger in path else verb)]:
        if tree.is_a(k, "acl") and tree.dep[k] != "acl:relcl" and article.doc[k].lemma_.casefold() in lying:
            continue
        common = k not in article.at and k not in context.triggers and article.doc[k].pos_ == "NOUN"
        named = k in article.at and (is_place(article, k) or article.is_a(article.at[k].start, "place"))  # "le lycée X de Y"
        if not (common or named) or tree.is_a(k, "nsubj", "acl", "ccomp", "parataxis") or article.doc[k].lemma_.casefold() in posted:
            return False
    return True


def is_vague(context: Context, sentence: int, key: str, areas: bool = True) -> bool:
    """Whether a place is a road, or beside which it happened ("au nord de X"), or with `areas` a region or country."""
    wide = areas and context.article.kind_of(key) in ("AdministrativeArea", "Country")
    return wide or is_road(context, key) or is_aside(context, sentence, key)


def is_road(context: Context, key: str) -> bool:
    """Whether a place's name is that of a road, on which there are many towns."""
    roads = word_set(context.article.document.language, "concepts", "roads")
    return is_way(context, key) and fold(context.article.entities[key].name.split(" ")[0]) in roads


def is_way(context: Context, key: str) -> bool:
    """Whether a place is none that the base has, and no town: a street, a road, a site."""
    entity = context.article.entities[key]
    return entity.kind == "Place" and not entity.known
