"""Possessives: "son", "sa", "ses", "leur" belong to the subject of their clause, or of the clause around it, else to the most salient."""

from __future__ import annotations

from kg.coreference.discourse import Chain, Discourse
from kg.coreference.pronouns import who_met
from kg.coreference.speakers import spoken_for
from kg.extract.article import Article
from kg.lang import table, word_set
from kg.syntax.control import controls

ONE = frozenset({"son", "sa", "ses"})
MANY = frozenset({"leur", "leurs"})
NEAR = 1  # sentences back
PLEADED = frozenset({"à", "pour", "contre", "sur"})
FRONTED = ("obl", "advcl", "advmod", "amod", "nmod", "dep")  # what may stand before the subject of its clause


def resolve(discourse: Discourse, i: int) -> Chain | None:
    """The owner whom possessive `i` means."""
    article, tree = discourse.article, discourse.tree
    word = article.words[i].casefold()
    if article.doc[i].pos_ != "DET" or word not in ONE | MANY:
        return None
    plural = word in MANY
    only_people = article.words[i + 1 : i + 2] and article.words[i + 1].casefold() in article.data("roles")["own_country"]
    asking = another(discourse, i)
    subjects = [
        chain
        for at in tree.path(i)
        if at != asking
        for k in (*tree.children(at, "nsubj"), *controllers(discourse, at))
        if (chain := discourse.together(k) if plural else discourse.at.get(k)) and k < i and k != tree.head[i] and chain.plural == plural
    ]
    living = article.keys[tree.head[i]] in word_set(article.document.language, "coreference", "living_only")
    if living:
        subjects = [c for c in subjects if c.person]  # "le jury, présidé par X jusqu'à sa mort"
    if somebody := next((c for c in subjects if c.somebody), None):
        return somebody
    if fronted(discourse, i) is not None:
        return None
    if subjects and not only_people:
        return subjects[0]
    owned = tree.head[i]
    told_of = {m for k in tree.children(asking, "nsubj") for m in tree.subtree(k)} if asking is not None else set()  # "conduite par X"
    fitting = [
        (weight, chain)
        for weight, chain in discourse.present(i, NEAR)
        if chain.plural == plural
        and (chain.person or (chain.somebody and not (only_people or living)))
        and chain.last.token != owned
        and not (asking is not None and chain.last.token in told_of)
    ]
    best = max(fitting, key=lambda pair: (pair[0], pair[1].token), default=(0.0, None))[1]
    return who_met(discourse, i, "") if plural and best is None else best


def controllers(discourse: Discourse, i: int) -> list[int]:
    """Who does what an infinitive says behind a verb that asks somebody for it ("X a accusé Y de masser ses troupes")."""
    article, tree = discourse.article, discourse.tree
    verb = tree.head[i]
    if not (tree.is_a(i, "xcomp", "ccomp", "advcl", "obl") and tree.is_infinitive(i) and verb < i):
        return []
    positions = controls(article.document.language).get(article.doc[verb].lemma_.casefold(), ())
    asked = [k for k in tree.children(verb, "obj") if k != i and not tree.case(k)] if "obj" in positions else []
    if "dative" in positions or "à" in positions:
        asked += [k for k in tree.children(verb, "iobj", "obl:arg") if k < i and tree.case(k) in ("", "à")]
    return asked


def another(discourse: Discourse, i: int) -> int | None:
    """The verb that asks for or judges what possessive `i` owns, which is seldom its subject's own ("X a réclamé sa démission")."""
    article, tree = discourse.article, discourse.tree
    noun = tree.head[i]
    verb = tree.head[noun]
    if article.keys[noun] in word_set(article.document.language, "coreference", "of_others") and not tree.is_a(noun, "nsubj"):
        return tree.clause_above(noun)
    pleaded = tree.is_a(noun, "obl") and tree.case(noun) in PLEADED  # "appelle à sa libération", "statuera sur son sort"
    others = word_set(article.document.language, "coreference", "pleading" if pleaded else "others")
    if tree.is_a(noun, "obj") and article.keys[noun] in word_set(article.document.language, "coreference", "undergone"):
        others |= word_set(article.document.language, "coreference", "announcing")
    return verb if (pleaded or tree.is_a(noun, "obj")) and article.doc[verb].lemma_.casefold() in others else None


def fronted(discourse: Discourse, i: int) -> int | None:
    """The subject behind the adjunct in which possessive `i` stands, whose it is ("Selon sa porte-parole, X viendra", "Forts de leur
    expérience, les policiers …"): somebody of its number who is not told of yet."""
    article, tree = discourse.article, discourse.tree
    if article.doc[i].pos_ != "DET" or article.words[i].casefold() not in ONE | MANY:
        return None
    plural = article.words[i].casefold() in MANY
    for at in tree.path(i):
        head = tree.head[at]
        if head != at and at < head and tree.is_a(at, *FRONTED):
            for k in tree.children(head, "nsubj"):
                if k > at and is_somebody(discourse, k) and is_plural(discourse, k) == plural:
                    return k
    return None


def is_somebody(discourse: Discourse, i: int) -> bool:
    """Whether the word at token `i`, which is not read yet, is a name or a noun for people or a body."""
    span = discourse.article.at.get(i)
    if span is not None:
        return (span.kind == "Name" or span.rule == "role-with-name") and bool(span.entities)
    return discourse.is_noun_phrase(i) and (discourse.is_a(i, "human") or discourse.is_a(i, "body"))


def is_plural(discourse: Discourse, i: int) -> bool:
    span = discourse.article.at.get(i)
    return discourse.named(span).plural if span and span.entities else "Plur" in discourse.article.doc[i].morph.get("Number", [])


def own_body(discourse: Discourse, i: int, owner: Chain | None) -> tuple[str, ...]:
    """The body for which somebody is said to act, behind "son groupe" or "son parti" ("le patron de X, Y, a démenti que son groupe …")."""
    article = discourse.article
    if (
        owner is None
        or not owner.person
        or len(owner.entities) != 1
        or article.words[i].casefold() not in ONE
        or i + 1 >= len(article.words)
    ):
        return ()
    bodies = {n for row in table(article.document.language, "coreference")["kind"] if "Organization" in row["kinds"] for n in row["nouns"]}
    told_apart = discourse.tree.children(i + 1, "nmod", "amod", "appos", "acl") or i + 1 in article.at
    if article.keys[i + 1] not in bodies or told_apart or discourse.tree.head[i] != i + 1:
        return ()
    body = spoken_for(discourse, owner)
    return body.entities if body is not None and body is not owner else ()


def own_country(article: Article, i: int, owner: Chain | None) -> tuple[str, ...]:
    """The country of the owner of "son pays"; nothing for other nouns and unknown owners."""
    nouns = article.data("roles")["own_country"]
    if owner is None or len(owner.entities) != 1 or i + 1 >= len(article.words) or article.words[i + 1].casefold() not in nouns:
        return ()
    entry = article.entry(owner.entities[0])
    country = article.kb.entry(entry.of) if entry and entry.kind == "Person" and entry.of else None
    return (article.know(country),) if country and country.kind == "Country" else ()
