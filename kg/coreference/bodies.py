"""Nouns that mean a body or place told of before, by its kind, where it is from, what it makes and how far it leads: "le groupe", "le
laboratoire bâlois", "le fabricant de pneus", "le numéro un mondial", and "la direction" of a firm."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from kg.coreference.definite import is_definite, is_told_apart, kinds
from kg.coreference.discourse import Chain, Discourse, clearly_best, first_noun
from kg.coreference.pronouns import allowed
from kg.extract.article import Article
from kg.kb.entry import name_key
from kg.lang import table, word_set
from kg.link.keys import countries_of, of_two

REACH = 4  # sentences back
PLACES = frozenset({"City", "Country", "AdministrativeArea"})
HIGHEST = 12  # ids of what something lies in


def of_kind(discourse: Discourse, i: int) -> Chain | None:
    """The body or place of the kind that a noun says, named or called by a like noun, where one is clearly more present than others; the
    adjective of a place behind the noun must fit it ("le constructeur allemand")."""
    article, tree = discourse.article, discourse.tree
    deciding = board(discourse, i)
    wanted = wants(discourse, i, deciding is not None)
    if wanted is None or not is_definite(article, i):
        return None
    beside = frozenset((*wanted.origins, *wanted.sorts, *whose(discourse, i), *(deciding or ())))
    if is_told_apart(discourse, i, i + 1, beside) or any(k > i for k in tree.children(i, "appos")):
        return None
    if article.keys[i] in word_set(article.document.language, "coreference", "person"):
        if any(chain.kind == "Person" for _, chain in discourse.present(i, 1)):
            return None  # "l'industriel" is somebody then
    fit = [(weight, chain) for weight, chain in discourse.present(i, REACH) if is_wanted(discourse, i, chain, wanted)]
    if deciding is not None or article.keys[i] in table(article.document.language, "coreference")["kind"][0]["nouns"]:
        fit = [(weight, chain) for weight, chain in fit if not is_union(article, chain)]
    recent = only_recent(discourse, i, fit, wanted)
    fit = [(weight, chain) for weight, chain in fit if chain is recent or is_meant(discourse, i, chain, wanted)]
    called = [(weight, chain) for weight, chain in fit if chain.entities and article.keys[i] in chain.nouns]  # "le mouvement": so named
    places = wanted.origins.values()
    there = [(weight, chain) for weight, chain in fit if places and all(lies_in(article, chain, meant) for meant in places)]
    return clearly_best(there or called or fit)


def whose(discourse: Discourse, i: int) -> list[int]:
    """Whoever owns or leads a firm behind its noun ("le groupe de Franck Riboud")."""
    article, tree = discourse.article, discourse.tree
    if article.keys[i] not in word_set(article.document.language, "coreference", "seated"):
        return []
    of = (k for k in tree.children(i, "nmod") if tree.case(k) == "de" and k in article.at)
    return [k for k in of if all(article.kind_of(e) == "Person" for e in article.at[k].entities)]


class Wanted(NamedTuple):
    """What a noun for a body or place may mean: kinds, what else such are called and what others are, the words that say where it is from
    and of what sort, and whether it means only what has been called so."""

    kinds: frozenset[str]
    alike: frozenset[str]
    others: frozenset[str]
    origins: dict[int, set[str]]
    sorts: list[int]
    only_called: bool
    only_alike: bool


def wants(discourse: Discourse, i: int, deciding: bool) -> Wanted | None:
    """What the noun at token `i`, be it for those `deciding` for a firm, may mean; None where it is for no body or place."""
    article = discourse.article
    rows = table(article.document.language, "coreference")["kind"]
    firm = deciding or is_leading(discourse, i)
    kind = rows[0]["nouns"][0] if firm else article.keys[i]  # a firm, as any other
    fitting = kinds(article.document.language).get(kind)
    if not fitting:
        return None
    alike = frozenset(other for row in rows if kind in row["nouns"] for other in (*row["nouns"], *row.get("names", ())))
    said = sorts(discourse, i)
    if said and kind in (loose := word_set(article.document.language, "coreference", "loose")):
        alike |= loose
    others = frozenset(other for row in rows for other in row["nouns"]) - alike
    only_called, only_alike = (any(row.get(key) for row in rows if kind in row["nouns"]) for key in ("called", "alike"))
    return Wanted(fitting, alike, others, origins(discourse, i), said, only_called, only_alike)


def is_wanted(discourse: Discourse, i: int, chain: Chain, wanted: Wanted) -> bool:
    """Whether a chain may be what the noun at token `i` means: of its kind, called by no other noun, and from where that is said to be."""
    article = discourse.article
    of_kind = chain.kind in wanted.kinds if chain.entities else not chain.plural
    if len(chain.entities) > 1 or not of_kind or not allowed(discourse, i, chain):
        return False
    if article.keys[i] in word_set(article.document.language, "coreference", "capital") and chain.entities and wanted.origins:
        entry = article.entry(chain.entities[0])
        if entry is None or entry.seat != "capital":
            return False  # "la capitale turque" is no other town of that country
    if chain.kind == "Organization" and (chain is own_subject(discourse, i) or is_seat(article, chain)):
        return False
    free = bool(chain.entities) and not chain.nouns & wanted.others and not is_other(article, chain, wanted.alike)
    if not (free or chain.nouns & wanted.alike):
        return False
    return all(is_from(article, chain, meant) in (True, None) for meant in wanted.origins.values())


def is_meant(discourse: Discourse, i: int, chain: Chain, wanted: Wanted) -> bool:
    """Whether something is called so, or is more than mentioned: twice, as the subject, or as what is known to be from where the words
    beside a noun say; or is the only body told of."""
    article = discourse.article
    if chain.nouns & wanted.alike or wanted.only_alike:
        return bool(chain.nouns & wanted.alike)
    known = bool(wanted.origins) and all(is_from(article, chain, meant) for meant in wanted.origins.values())
    firm = article.keys[i] not in word_set(article.document.language, "coreference", "beside_firms")
    told = len(chain.places) > 1 or chain.last.role == "subject" or known
    return (firm and told) or (not wanted.only_called and is_only_body(discourse, i, chain))


def only_recent(discourse: Discourse, i: int, fit: list[tuple[float, Chain]], wanted: Wanted) -> Chain | None:
    """The only named one of some chains that was told of in this sentence or the one before; a place, or a body whose sort is said ("le
    mouvement islamiste"), some sentences before."""
    back = REACH if wanted.kinds <= PLACES or wanted.sorts else 2
    recent = [chain for _, chain in fit if discourse.tree.sentence[i] - chain.last.sentence < back and chain.entities]
    return recent[0] if len(recent) == 1 and not wanted.only_called else None


def is_only_body(discourse: Discourse, i: int, chain: Chain) -> bool:
    """Whether no other body has been told of shortly before token `i`."""
    return [c for _, c in discourse.present(i, REACH) if c.kind == "Organization"] == [chain]


def origins(discourse: Discourse, i: int) -> dict[int, set[str]]:
    """The words beside a noun for a body or place that say where it is from ("alsacien", "de San Francisco"), and the places they mean."""
    article, tree = discourse.article, discourse.tree
    beside = [k for k in tree.children(i, "amod", "nmod", "acl") if k in article.at and article.at[k].rule == "adjective"]
    beside = [k for k in beside if not is_of_continent(article, k)]
    found = {k: {e.id for e in countries_of(article.kb, article.words[k])} for k in beside}
    found |= {k: two for k in tree.children(i, "amod", "nmod") if (two := of_two(article, k))}
    if article.keys[i] in word_set(article.document.language, "coreference", "seated"):
        towns = [k for k in tree.children(i, "nmod") if k in article.at and tree.case(k) == "de"]
        found |= {k: set(article.at[k].entities) for k in towns if all(article.kind_of(e) == "City" for e in article.at[k].entities)}
    return found


def sorts(discourse: Discourse, i: int) -> list[int]:
    """The words beside a noun for a body that say of what sort it is, and of no other ("le groupe pétrolier", "le fabricant de pneus")."""
    article, tree, language = discourse.article, discourse.tree, discourse.article.document.language
    epithets = word_set(language, "coreference", "epithets")
    if is_leading(discourse, i):
        return [k for k in tree.kids[i] if k > i]
    said = [k for k in tree.children(i, "amod", "nmod") if article.keys[k] in epithets or is_of_continent(article, k)]
    if article.keys[i] in word_set(language, "coreference", "makers"):
        goods = (k for k in tree.children(i, "nmod") if tree.case(k) == "de" and article.doc[k].pos_ == "NOUN")
        said += [k for k in goods if not any(m in article.at for m in tree.subtree(k)) and not article.is_a(k, "human")]
    return said


def is_of_continent(article: Article, i: int) -> bool:
    """Whether an adjective only says in which part of the world ("l'organisation ouest-africaine")."""
    meant = countries_of(article.kb, article.words[i]) if i in article.at and article.at[i].rule == "adjective" else ()
    return bool(meant) and all(e.kind not in PLACES for e in meant)


def is_leading(discourse: Discourse, i: int) -> bool:
    """Whether a noun for anybody means a firm by how far it leads ("le numéro un mondial", "le leader européen de l'acier")."""
    article, tree, language = discourse.article, discourse.tree, discourse.article.document.language
    if article.keys[i] not in word_set(language, "coreference", "leading"):
        return False
    behind = [k for k in tree.kids[i] if k > i]
    trade = any(tree.case(m) == "de" and m not in article.at for k in (i, *behind) for m in tree.children(k, "nmod"))
    return any(
        article.keys[k] in word_set(language, "coreference", "markets") or (trade and k in article.at and article.at[k].rule == "adjective")
        for k in behind
    )


def board(discourse: Discourse, i: int) -> list[int] | None:
    """The words behind a noun for those who decide for a firm ("la direction", "le conseil d'administration"), where it may mean a firm
    that was told of; None for others, and for a post that somebody takes or holds."""
    article, tree = discourse.article, discourse.tree
    behind = [k for k in tree.children(i, "nmod", "amod") if k > i]
    name = " ".join([article.keys[i], *(article.keys[k] for k in behind)])
    named = any(m in article.at for k in behind for m in tree.subtree(k))  # "le conseil d'administration de X"
    if named or name not in word_set(article.document.language, "coreference", "boards"):
        return None
    if tree.is_a(i, "obj") and article.doc[tree.head[i]].lemma_ in word_set(article.document.language, "coreference", "steering"):
        return None
    placed = tree.case(i) in ("", "de", "par", "avec", "auprès de", "à", "entre", "devant", "face à", "contre")
    return behind if placed else None


def is_union(article: Article, chain: Chain) -> bool:
    """Whether a chain is a union, which faces those who decide for a firm."""
    unions = word_set(article.document.language, "coreference", "unions")
    return any(name_key(article.entities[e].name).partition(" ")[0] in unions for e in chain.entities)


def own_subject(discourse: Discourse, i: int) -> Chain | None:
    """The subject of the clause in which a noun stands; a body is not meant there by a definite noun ("X entre au capital du groupe")."""
    tree = discourse.tree
    verb = next((k for k in tree.path(i)[1:] if discourse.article.doc[k].pos_ in ("VERB", "AUX")), None)
    while verb is not None and tree.is_a(verb, "xcomp") and not tree.children(verb, "nsubj") and tree.head[verb] != verb:
        verb = tree.head[verb]  # "n'a pas souhaité s'associer au mouvement"
    return next((discourse.at[k] for k in tree.children(verb, "nsubj") if k in discourse.at and k != i), None) if verb is not None else None


def is_from(article: Article, chain: Chain, meant: set[str]) -> bool | None:
    """Whether a body or place lies in one of some places, or they in what it is at home in ("le laboratoire bâlois" of a firm of
    Switzerland); None where its home isn't known."""
    at_home = homes(article, chain)
    if not at_home:
        return None
    return lies_in(article, chain, meant) or any(at_home & surroundings(article, place) for place in meant)


def lies_in(article: Article, chain: Chain, meant: set[str]) -> bool:
    """Whether a body or place lies in one of some places or in its region, as far as the base or the words beside its name tell."""
    own = {key for home in homes(article, chain) for key in surroundings(article, home)} | set(chain.entities)
    return bool(own & (meant | {key for place in meant for key in within_country(article, place)}))


def homes(article: Article, chain: Chain) -> set[str]:
    """Where a body is at home: a town or else a country; a place is at home in itself."""
    entry = article.entry(chain.entities[0]) if chain.entities else None
    known = (entry.inside or entry.of or (entry.id if entry.is_place else "")) if entry is not None else ""
    return chain.origins | ({known} - {""})


def surroundings(article: Article, key: str) -> set[str]:
    """A place or body and what it lies in or belongs to."""
    above: set[str] = set()
    while (entry := article.kb.entry(key)) is not None and len(above) < HIGHEST:
        above.add(key)
        key = entry.inside or entry.of
    return above


def within_country(article: Article, place: str) -> set[str]:
    """A place and what it lies in that is smaller than a country."""
    above: set[str] = set()
    while (entry := article.kb.entry(place)) is not None and entry.kind != "Country" and len(above) < HIGHEST:
        above.add(place)
        place = entry.inside
    return above if entry is not None else set()


def is_other(article: Article, chain: Chain, alike: frozenset[str]) -> bool:
    """Whether the name of a body begins with a noun of another sort: a court is no "group"."""
    return any(not first_noun(article, e) <= alike for e in chain.entities)


def is_seat(article: Article, chain: Chain) -> bool:
    """Whether a chain is the seat of somebody in office, which is no "group" and no "firm" (the Élysée)."""
    entries = (article.entry(e) for e in chain.entities)
    return any(entry is not None and entry.seat == "office" for entry in entries)


def is_native(article: Article, chain: Chain, origins: Mapping[int, set[str]]) -> bool:
    """Whether somebody is from where some words say, or from the country of that where they say no more than a region or town, which only
    those who know him know; so may be somebody unknown."""
    entry = article.entry(chain.entities[0])
    if entry is None:
        return all(is_region(article, meant) for meant in origins.values())
    return any(entry.of in meant or any(entry.of in surroundings(article, place) for place in meant) for meant in origins.values())


def is_region(article: Article, places: set[str]) -> bool:
    """Whether some places are smaller than a country."""
    return bool(places) and all((entry := article.kb.entry(place)) is not None and entry.kind != "Country" for place in places)
