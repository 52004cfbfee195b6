"""Nouns that mean somebody told of before without his office: "le quadragénaire", "le triple champion", "l'attaquant du Real", "cette
institutrice de 41 ans"."""

from __future__ import annotations

from functools import cache

from kg.coreference.bodies import is_native, origins, own_subject
from kg.coreference.commenting import only_comments
from kg.coreference.deeds import is_told, told_by
from kg.coreference.definite import AGES, is_definite, is_named_apart, is_told_apart
from kg.coreference.discourse import Chain, Discourse, clearly_best
from kg.coreference.former import is_former
from kg.coreference.pronouns import allowed, voice
from kg.extract.article import Article
from kg.lang import table, word_set
from kg.link.keys import role_words

DEMONSTRATIVE = frozenset({"ce", "cet", "cette"})
REACH = 4  # sentences back


def person(discourse: Discourse, i: int) -> Chain | None:
    """The person, named or not, whom a noun for anybody in a story means ("le jeune homme"), where it is clear who; "la victime" is
    somebody only where nobody else is there. People who stand beside every story (judges, doctors, the police) are not meant."""
    article, tree = discourse.article, discourse.tree
    language, noun = article.document.language, article.keys[i]
    trade = {k for k in tree.children(i, "nmod", "amod") if article.keys[k] in word_set(language, "coreference", "trades")}
    from_where = origins(discourse, i)
    called = {noun, *(f"{noun} {article.keys[k]}" for k in trade)}
    if not called & word_set(language, "coreference", "person") or not is_definite(article, i):
        return None
    if is_told_apart(discourse, i, i + 1, frozenset((*trade, *from_where))):
        return None
    if tree.children(i, "cop") or is_named_apart(discourse, i) or tree.is_a(i, "appos"):
        return None
    gender = "" if noun in word_set(language, "coreference", "either") else discourse.gender_of(i)
    harming = noun in word_set(language, "coreference", "harming")
    aside, subject = word_set(language, "coreference", "aside"), own_subject(discourse, i)
    people = [
        (weight * voice(discourse, i, chain), chain)
        for weight, chain in discourse.present(i, REACH)
        if chain.person and not chain.plural and not (chain.nouns and chain.nouns <= aside and not chain.entities)
        if (not gender or not chain.gender or chain.gender == gender) and allowed(discourse, i, chain)
        if chain is not subject and not (harming and is_hurt(discourse, chain))
        if not is_apart(article, chain, noun) and (not from_where or (chain.entities and is_native(article, chain, from_where)))
    ]
    if noun in word_set(language, "coreference", "told"):
        people = [(weight, chain) for weight, chain in people if not only_comments(discourse, chain)] or people
    main = [(w, c) for w, c in people if not (c.nouns and c.nouns <= aside)]
    if main and noun not in aside:
        people = main  # rather the one of whom the story is than his judge
    return clearly_best(people) if noun not in word_set(language, "coreference", "part") or len(people) == 1 else None


def is_hurt(discourse: Discourse, chain: Chain) -> bool:
    """Whether somebody is told to have been hurt or killed, so that no noun for who did it means him."""
    rows = [row for row in table(discourse.article.document.language, "coreference")["deed"] if "victime" in row["nouns"]]
    return any(is_told(discourse, p.token, told_by(rows) | {"done": set()}) for p in chain.places)


def counterpart(discourse: Discourse, i: int) -> Chain | None:
    """The other one, where somebody's rival or guest is told of without a name ("Il a félicité sa rivale"): the only other named person of
    that gender who is present."""
    article, tree = discourse.article, discourse.tree
    if article.keys[i] not in word_set(article.document.language, "coreference", "counterpart") or i == 0 or i in article.at:
        return None
    if (owner := discourse.at.get(i - 1)) is None or owner.plural or tree.children(i, "appos", "flat", "amod"):
        return None
    gender = discourse.gender_of(i) if article.keys[i][-1:] == "e" or article.keys[i].endswith(("eur", "ival", "vite")) else ""
    others = [
        chain
        for _, chain in discourse.present(i, REACH)
        if chain.kind == "Person" and len(chain.entities) == 1 and not chain.plural and chain.key != owner.key
        if not gender or not chain.gender or chain.gender == gender
    ]
    return others[0] if len(others) == 1 and allowed(discourse, i, others[0]) else None


def titled(discourse: Discourse, i: int) -> Chain | None:
    """The named person most present whom a subject means that is a title one is known for ("le triple champion olympique", "le numéro un
    mondial", "le réalisateur de E.T.")."""
    article, tree = discourse.article, discourse.tree
    if i in article.at or not is_definite(article, i) or not tree.is_a(i, "nsubj") or tree.children(i, "cop", "appos", "flat"):
        return None
    called = {article.keys[i], *(f"{article.keys[i]} {article.keys[k]}" for k in tree.children(i, "nmod", "amod", "nummod"))}
    known = bool(called & word_set(article.document.language, "coreference", "titles"))
    if not (known or is_maker(discourse, i) or is_player(discourse, i)):
        return None
    gender = discourse.gender_of(i) if discourse.is_a(i, "human") else ""
    return clearly_best(
        (weight, chain)
        for weight, chain in discourse.present(i, REACH)
        if chain.kind == "Person" and len(chain.entities) == 1 and not chain.plural and allowed(discourse, i, chain)
        if not gender or not chain.gender or chain.gender == gender
        if not is_apart(article, chain, article.keys[i])
    )


def is_maker(discourse: Discourse, i: int) -> bool:
    """Whether a noun says whose works somebody is known for ("le réalisateur de E.T."): what stands behind its "de" is nothing known."""
    article, tree = discourse.article, discourse.tree
    if article.keys[i] not in word_set(article.document.language, "coreference", "authors"):
        return False
    works = [k for k in tree.children(i, "nmod") if k > i and tree.case(k) == "de"]
    unknown = (not any(article.entities[e].known for e in article.at[k].entities) for k in works if k in article.at)
    return len(works) == 1 and article.words[works[0]][:1].isupper() and all(unknown)


def is_player(discourse: Discourse, i: int) -> bool:
    """Whether a noun says for which club somebody plays ("l'attaquant brésilien du PSG")."""
    article, tree = discourse.article, discourse.tree
    if article.keys[i] not in word_set(article.document.language, "coreference", "players"):
        return False
    clubs = [k for k in tree.children(i, "nmod") if tree.case(k) == "de" and k in article.at]
    return any(article.kind_of(e) == "Organization" for k in clubs for e in article.at[k].entities)


def is_apart(article: Article, chain: Chain, noun: str) -> bool:
    """Whether somebody is called by nouns of another calling than the one that a noun tells of: a player is no coach."""
    callings = callings_of(article.document.language)
    own = [nouns for nouns in callings if noun in nouns]
    return bool(own) and not any(chain.nouns & nouns for nouns in own) and any(chain.nouns & nouns for nouns in callings)


@cache
def callings_of(language: str) -> tuple[frozenset[str], ...]:
    """The folded nouns of each calling."""
    return tuple(frozenset(row["nouns"]) for row in table(language, "coreference")["calling"])


def somebody(discourse: Discourse, i: int) -> Chain | None:
    """The one named person present whom a subject means that tells something new of somebody known ("cette institutrice de 41 ans",
    "l'ancien chef rebelle", "l'attaquant du Real"): with a demonstrative any noun for people does, with an article one that no story has
    beside its subject, or that says what somebody was."""
    article, tree = discourse.article, discourse.tree
    if i in article.at or not is_definite(article, i) or not discourse.is_a(i, "human") or not tree.is_a(i, "nsubj", "obj"):
        return None
    shown, former = any(article.lower[k] in DEMONSTRATIVE for k in tree.children(i, "det")), is_former(article, tree, i)
    aside = word_set(article.document.language, "coreference", "aside")
    said = [article.keys[k] for k in tree.children(i, "amod")]
    owned = is_of_body(discourse, i)
    aged = is_aged(discourse, i)
    if not shown and (not tree.is_a(i, "nsubj") or not (said or former or owned or aged) or (article.keys[i] in aside and not former)):
        return None
    if word_set(article.document.language, "coreference", "another").intersection(said):
        return None
    inside = [m for k in tree.children(i, "nmod", "appos", "acl", "flat") for m in tree.subtree(k) if m in article.at]
    named = any(article.at[m].rule != "adjective" for m in inside)
    apposed = any(k in article.at for k in tree.children(i, "appos", "flat"))
    if (named and not (former or owned)) or apposed or tree.children(i, "cop"):
        return None
    present = list(discourse.present(i, REACH))
    if any(article.keys[i] in chain.nouns for _, chain in present):
        return None
    gender = discourse.gender_of(i)
    people = [c for _, c in present if c.kind == "Person" and len(c.entities) == 1 and (not gender or not c.gender or c.gender == gender)]
    lands = {e for m in inside for e in article.at[m].entities if article.kind_of(e) == "Country"} if former else set()
    people = [c for c in people if not lands or is_of_land(article, c, lands)]  # "l'ancien homme fort de Yougoslavie"
    if len(people) > 1 and (former or owned):
        officials = word_set(article.document.language, "coreference", "officials")
        return last_told(discourse, i, [c for c in people if not (c.nouns and c.nouns <= officials)])
    return people[0] if len(people) == 1 and allowed(discourse, i, people[0]) else None


def is_aged(discourse: Discourse, i: int) -> bool:
    """Whether a noun has an age as its only complement ("l'entraîneur de 57 ans"), which tells of somebody known."""
    inside = [discourse.tree.subtree(k) for k in discourse.tree.children(i, "nmod", "acl", "appos")]
    return len(inside) == 1 and any(discourse.article.lower[m] in AGES for m in inside[0])


def is_of_land(article: Article, chain: Chain, lands: set[str]) -> bool:
    """Whether somebody is of one of some countries, or of none that is known."""
    entry = article.entry(chain.entities[0])
    return entry is None or not entry.of or entry.of in lands


def last_told(discourse: Discourse, i: int, people: list[Chain]) -> Chain | None:
    """Whom of some people the last sentence with one of them names, or tells of at all; of several its subject, where that did nothing to
    the others."""
    now = discourse.tree.sentence[i]
    for sentence in range(now - 1, now - REACH - 1, -1):
        told = [(c, p) for c in people for p in c.places if p.sentence == sentence]
        named = [(c, p) for c, p in told if p.token in discourse.article.at and discourse.article.at[p.token].kind == "Name"] or told
        several = len({c.key for c, _ in named}) > 1
        subjects = [(c, p) for c, p in named if p.role not in ("inside", "adjunct")] if several else named
        if named:
            return subjects[0][0] if len({c.key for c, _ in subjects}) == 1 else None
    return None


def is_of_body(discourse: Discourse, i: int) -> bool:
    """Whether a noun for people that is no office has one complement, which names a body ("l'attaquant du Real", "le chanteur de Z")."""
    article, of = discourse.article, discourse.tree.children(i, "nmod")
    spans = [article.at.get(k) for k in of if discourse.tree.case(k) == "de"]
    body = len(of) == len(spans) == 1 and spans[0] is not None and all(article.kind_of(e) == "Organization" for e in spans[0].entities)
    return body and article.keys[i] not in role_words(article.kb)
