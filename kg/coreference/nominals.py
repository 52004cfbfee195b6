"""Nouns that mean somebody or something told of before: "le maire" after "X, maire de Y", "le chef de l'État", "le groupe", "la capitale",
"le tribunal" of a name that begins so, "le quadragénaire"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from kg.coreference.discourse import Chain, Discourse, clearly_best, first_noun
from kg.coreference.pronouns import allowed, voice
from kg.extract.article import Article
from kg.ids import fold
from kg.kb import Office, Tenure
from kg.kb.base import holds
from kg.lang import table, word_set
from kg.link.keys import countries_of, role_words
from kg.link.nouns import longest_noun
from kg.syntax import Tree

DEMONSTRATIVE = frozenset({"ce", "cet", "cette"})
DETERMINERS = frozenset({"le", "la", "l'", "ce", "cet", "cette", "du", "au"})
REACH = 4  # sentences back
PLACES = frozenset({"City", "Country", "AdministrativeArea"})
HIGHEST = 12  # ids of what something lies in
MOST_ADJECTIVES = 2  # before a noun
AGES = frozenset({"an", "ans", "mois"})


def resolve(discourse: Discourse, i: int) -> tuple[Chain, int] | None:
    """The named chain that the noun at token `i` takes up, and the end of its words."""
    article = discourse.article
    if not is_definite(article, i) or is_named(discourse, i):
        return None
    end, offices = longest_noun(article, i, lambda k: k in article.at)
    if article.doc[i - 1].pos_ == "ADJ" and (whole := longest_noun(article, i - 1, lambda k: k in article.at))[1]:
        end, offices = whole  # "le Premier ministre"
    if (chain := of_kind(discourse, i)) and chain.entities:
        return chain, i + 1
    if (chain := called_alike(discourse, i)) is not None:
        return chain, i + 1
    still = word_set(article.document.language, "coreference", "still")
    if is_told_apart(discourse, i, end, frozenset(k for k in discourse.tree.children(i, "amod") if article.keys[k] in still)):
        return None
    if offices and not is_former(article, discourse.tree, i) and (chain := office_holder(discourse, i, offices)):
        return chain, end
    if end == i + 1 and (chain := officer(discourse, i)):
        return chain, i + 1
    if chain := called_so(discourse, i):
        return chain, i + 1
    return None


def is_named(discourse: Discourse, i: int) -> bool:
    """Whether a person's name right behind a noun says whom it means ("le général Martin")."""
    span = discourse.article.at.get(i + 1)
    named = span is not None and span.kind == "Name" and span.start == i + 1 and discourse.is_a(i, "human")
    return named and span is not None and all(discourse.article.kind_of(e) == "Person" for e in span.entities)


def is_told_apart(discourse: Discourse, i: int, end: int, but: frozenset[int] = frozenset()) -> bool:
    """Whether something behind a noun, `but` for some words, says which one it is ("le maire de Y"); an age, or what follows a comma, only
    adds to it."""
    tree, words = discourse.tree, discourse.article.words
    other = min((k for k in tree.children(i, "conj") if k > i), default=len(words))  # "l'acteur et metteur en scène"
    behind = [tree.subtree(k) for k in tree.children(i, "nmod", "acl", "amod", "flat") if end <= k < other and k not in but]
    return any(words[inside[0] - 1] != "," and not AGES & {words[t].casefold() for t in inside} for inside in behind)


def is_definite(article: Article, i: int) -> bool:
    """Whether a singular noun, or an adjective in its place, has a definite or demonstrative determiner right before it, or before an
    adjective before it."""
    noun = article.doc[i].pos_ == "NOUN" or (article.doc[i].pos_ == "ADJ" and article.doc[i].dep_ not in ("amod", "conj"))
    if not noun or "Plur" in article.doc[i].morph.get("Number", []):
        return False
    at = i - 1
    for _ in range(MOST_ADJECTIVES):  # "l'ancien premier ministre", "le triple champion"
        at -= at > 0 and (article.doc[at].pos_ == "ADJ" or article.keys[at] in word_set(article.document.language, "coreference", "times"))
    return at >= 0 and article.words[at].casefold().replace("’", "'") in DETERMINERS


def office_holder(discourse: Discourse, i: int, offices: tuple[Office, ...]) -> Chain | None:
    """The person of the article who holds one of some offices at its date; a generic one ("chef de l'État") means those of its ranks."""
    article = discourse.article
    ids, ranks = {o.id for o in offices}, {r for o in offices for r in o.generic.split("|") if r}
    people = [(w, c) for w, c in discourse.present(i, REACH) if len(c.entities) == 1 and c.kind == "Person"]
    held = [(weight, chain, meant) for weight, chain in people if (meant := tenures_of(article, chain, ids, ranks))]
    gender = discourse.gender_of(i)
    alike = [h for h in held if h[1].gender == gender] or held  # "le Premier ministre", where "la Première ministre" is told of too
    national = [h for h in alike if any(is_national(article, t) for t in h[2])] or alike
    home = [h for h in national if any(t.of == article.data("roles")["home"] for t in h[2])]  # whom a paper needn't say the country of
    return clearly_best((weight, chain) for weight, chain, _ in home or national)


def tenures_of(article: Article, chain: Chain, ids: set[str], ranks: set[str]) -> list[Tenure]:
    """The tenures of a person of the article at its date in some offices or their ranks."""
    entry = article.entry(chain.entities[0])
    return [
        t
        for t in (article.kb.tenures(entry.id) if entry else ())
        if (t.office in ids or ((office := article.kb.office(t.office)) and office.rank in ranks)) and holds(t, article.document.date)
    ]


def is_national(article: Article, tenure: Tenure) -> bool:
    """Whether somebody governs a country rather than a region of one."""
    office, of = article.kb.office(tenure.office), article.kb.entry(tenure.of)
    return office is not None and office.rank == "government" and of is not None and of.kind == "Country"


def officer(discourse: Discourse, i: int) -> Chain | None:
    """The person of the article who holds an office whose noun begins with the noun at token `i` ("la ministre" for one of the Budget), or
    has been called by it."""
    article, noun, gender = discourse.article, discourse.article.keys[i], discourse.gender_of(i)
    if noun not in role_words(article.kb) or not discourse.is_a(i, "human"):
        return None
    former = is_former(article, discourse.tree, i)
    held = [
        (weight, chain)
        for weight, chain in discourse.present(i, REACH)
        if len(chain.entities) == 1 and chain.kind == "Person" and (not chain.gender or not gender or chain.gender == gender)
        if noun in chain.nouns
        or any(holds(t, article.document.date) != former and begins(article.kb.office(t.office), noun) for t in tenures(article, chain))
    ]
    return clearly_best(held)


def tenures(article: Article, chain: Chain) -> tuple[Tenure, ...]:
    """The offices that the base knows the person of a chain to have held."""
    entry = article.entry(chain.entities[0])
    return tuple(article.kb.tenures(entry.id)) if entry else ()


def begins(office: Office | None, noun: str) -> bool:
    """Whether one of an office's nouns begins with a folded noun."""
    return office is not None and any(fold(n).split(" ")[0] == noun for n in office.nouns)


def called_so(discourse: Discourse, i: int) -> Chain | None:
    """The named chain that has been called by this noun."""
    noun = discourse.article.keys[i].removeprefix("ex ")
    return called_by(discourse, i, {noun, noun.capitalize()} if discourse.article.words[i][:1].isupper() else {noun})


def called_alike(discourse: Discourse, i: int) -> Chain | None:
    """The named chain that has been called by a noun of which this one is a wider word ("le praticien" for a surgeon), an adjective of the
    trade included ("l'officier ministériel" for a notary)."""
    article, rows = discourse.article, table(discourse.article.document.language, "coreference")["alike"]
    adjectives = [k for k in discourse.tree.children(i, "amod") if k == i + 1]
    words = " ".join([article.keys[i], *(article.keys[k] for k in adjectives)])
    nouns = {n for row in rows if words in row["nouns"] for n in row["of"]}
    if not nouns or is_told_apart(discourse, i, i + 1, frozenset(adjectives)):
        return None
    return called_by(discourse, i, nouns)


def called_by(discourse: Discourse, i: int, nouns: set[str]) -> Chain | None:
    """The named chain that has been called by one of some nouns, also as what it no longer is ("l'ex-directeur")."""
    gender = discourse.gender_of(i)
    return clearly_best(
        (weight, chain)
        for weight, chain in discourse.present(i, 2 * REACH)
        if len(chain.entities) == 1 and nouns & {n.removeprefix("ex ") for n in chain.nouns}
        if not chain.gender or not gender or chain.gender == gender
    )


def of_kind(discourse: Discourse, i: int) -> Chain | None:
    """The body or place of the kind that a noun says, named or called by a like noun, where one is clearly more present than others; the
    adjective of a place behind the noun must fit it ("le constructeur allemand")."""
    article = discourse.article
    noun = article.keys[i]
    fitting = kinds(article.document.language).get(noun)
    if not fitting or not is_definite(article, i):
        return None
    rows = table(article.document.language, "coreference")["kind"]
    alike = {other for row in rows if noun in row["nouns"] for other in row["nouns"]}
    others = {other for row in rows for other in row["nouns"]} - alike
    origins = origins_of(discourse, i)
    epithets = word_set(article.document.language, "coreference", "epithets")
    sorts = [k for k in discourse.tree.children(i, "amod") if article.keys[k] in epithets]
    if is_told_apart(discourse, i, i + 1, frozenset((*origins, *sorts))) or any(k > i for k in discourse.tree.children(i, "appos")):
        return None
    subject = own_subject(discourse, i)
    fit = [
        (weight, chain)
        for weight, chain in discourse.present(i, REACH)
        if len(chain.entities) < 2 and (chain.kind in fitting if chain.entities else not chain.plural) and allowed(discourse, i, chain)
        if chain is not subject or chain.kind != "Organization"
        if chain.nouns & alike or (chain.entities and not chain.nouns & others and not is_other(article, chain, alike))
        if all(is_from(article, chain, article.words[k]) is not False for k in origins)
    ]
    told = [(weight, chain) for weight, chain in fit if origins and chain.last.role != "inside"]
    sure = [(weight, chain) for weight, chain in told if all(is_from(article, chain, article.words[k]) for k in origins)]
    fit = sure or fit
    back = REACH if fitting <= PLACES else 2  # sentences: "le pays" is the only one told of
    loose = not any(row.get("called") for row in rows if noun in row["nouns"])
    recent = [chain for _, chain in fit if discourse.tree.sentence[i] - chain.last.sentence < back and chain.entities]
    people = noun in word_set(article.document.language, "coreference", "person")
    if people and any(chain.kind == "Person" for _, chain in discourse.present(i, 1)):
        return None  # "l'industriel" is somebody then
    fit = [(weight, chain) for weight, chain in fit if chain.nouns & alike or is_told_of(chain) or (loose and recent == [chain])]
    called = [(weight, chain) for weight, chain in fit if noun in chain.nouns and chain.entities]  # "le mouvement": what is named so
    return clearly_best(called or fit)


def origins_of(discourse: Discourse, i: int) -> list[int]:
    """The adjectives of places behind a noun."""
    article = discourse.article
    return [k for k in discourse.tree.children(i, "amod") if k in article.at and article.at[k].rule == "adjective"]


def is_native(article: Article, chain: Chain, origins: list[int]) -> bool:
    """Whether somebody is from where some adjectives say."""
    meant = {entry.id for k in origins for entry in countries_of(article.kb, article.words[k])}
    entry = article.entry(chain.entities[0])
    return entry is not None and entry.of in meant


def own_subject(discourse: Discourse, i: int) -> Chain | None:
    """The subject of the clause in which a noun stands; a body is not meant there by a definite noun ("X entre au capital du groupe")."""
    tree = discourse.tree
    verb = next((k for k in tree.path(i)[1:] if discourse.article.doc[k].pos_ in ("VERB", "AUX")), None)
    return next((discourse.at[k] for k in tree.children(verb, "nsubj") if k in discourse.at and k != i), None) if verb is not None else None


def is_from(article: Article, chain: Chain, adjective: str) -> bool | None:
    """Whether a body or place is of, or lies in, what an adjective means, or may where only its country is known; None where not even that
    is."""
    meant = {entry.id for entry in countries_of(article.kb, adjective)}
    entry = article.entry(chain.entities[0]) if chain.entities else None
    around = {above for key in meant for above in lying(article, key)} if entry is not None and not entry.inside else meant
    above = {e for key in (entry.id, entry.of) for e in lying(article, key)} if entry is not None else set()
    return bool(above & around) if above - {"", *chain.entities} else None


def lying(article: Article, key: str) -> Iterator[str]:
    """A thing and what it lies in, as far as its country."""
    entry = article.kb.entry(key) if key else None
    for _ in range(HIGHEST):
        if entry is None:
            return
        yield entry.id
        entry = article.kb.entry(entry.inside or entry.of) if entry.kind != "Country" else None


def is_other(article: Article, chain: Chain, alike: set[str]) -> bool:
    """Whether the name of a body begins with a noun of another sort: a court is no "group"."""
    return any(not first_noun(article, e) <= alike for e in chain.entities)


def is_told_of(chain: Chain) -> bool:
    """Whether something is more than mentioned: twice, or as the subject."""
    return len(chain.places) > 1 or chain.last.role == "subject"


@cache
def kinds(language: str) -> dict[str, frozenset[str]]:
    """The kinds of body and place that each noun for one may mean."""
    rows = table(language, "coreference")["kind"]
    return {noun: frozenset(kind for row in rows if noun in row["nouns"] for kind in row["kinds"]) for row in rows for noun in row["nouns"]}


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


def person(discourse: Discourse, i: int) -> Chain | None:
    """The person, named or not, whom a noun for anybody in a story means ("le jeune homme"), where it is clear who; "la victime" is
    somebody only where nobody else is there. People who stand beside every story (judges, doctors, the police) are not meant."""
    article, tree = discourse.article, discourse.tree
    language, noun = article.document.language, article.keys[i]
    trade = {k for k in tree.children(i, "nmod", "amod") if article.keys[k] in word_set(language, "coreference", "trades")}
    origins = origins_of(discourse, i)
    called = {noun, *(f"{noun} {article.keys[k]}" for k in trade)}
    if not called & word_set(language, "coreference", "person") or not is_definite(article, i):
        return None
    if is_told_apart(discourse, i, i + 1, frozenset((*trade, *origins))):
        return None
    if tree.children(i, "cop", "appos") or tree.is_a(i, "appos"):
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
        if not is_apart(article, chain, noun) and (not origins or (chain.entities and is_native(article, chain, origins)))
    ]
    return clearly_best(people) if noun not in word_set(language, "coreference", "part") or len(people) == 1 else None


def is_hurt(discourse: Discourse, chain: Chain) -> bool:
    """Whether somebody is told to have been hurt or killed, so that no noun for who did it means him."""
    rows = [row for row in table(discourse.article.document.language, "coreference")["deed"] if "victime" in row["nouns"]]
    return any(is_told(discourse, p.token, set(), set(row["undergone"])) for row in rows for p in chain.places)


def is_told(discourse: Discourse, i: int, done: set[str], undergone: set[str]) -> bool:
    """Whether a mention is the subject of a verb of what is done, or of a passive or participle, or the object, of what is undergone."""
    tree, doc = discourse.tree, discourse.article.doc
    participles = [k for k in tree.children(i, "acl", "appos") if tree.is_past_participle(k)]  # "X, élu dimanche, …"
    if any(doc[k].lemma_.casefold() in undergone for k in participles):
        return True
    verb = tree.head[i]
    lemma = doc[verb].lemma_.casefold()
    if tree.is_a(i, "nsubj"):
        return lemma in (undergone if tree.dep[i] == "nsubj:pass" or tree.children(verb, "aux:pass") else done)
    return tree.is_a(i, "obj") and lemma in undergone


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
    if article.keys[i] not in word_set(article.document.language, "coreference", "makers"):
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
    callings = [frozenset(row["nouns"]) for row in table(article.document.language, "coreference")["calling"]]
    own = [nouns for nouns in callings if noun in nouns]
    return bool(own) and not any(chain.nouns & nouns for nouns in own) and any(chain.nouns & nouns for nouns in callings)


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
    if not shown and (not tree.is_a(i, "nsubj") or not (said or former or owned) or (article.keys[i] in aside and not former)):
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
    if len(people) > 1 and (former or owned):
        officials = word_set(article.document.language, "coreference", "officials")
        return last_told(discourse, i, [c for c in people if not (c.nouns and c.nouns <= officials)])
    return people[0] if len(people) == 1 and allowed(discourse, i, people[0]) else None


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


def is_former(article: Article, tree: Tree, i: int) -> bool:
    """Whether a noun says what somebody was ("l'ancien trésorier", "l'ex-gendarme")."""
    past = word_set(article.document.language, "coreference", "former")
    return article.lower[i].startswith("ex-") or any(article.keys[k] in past for k in tree.children(i, "amod"))


def is_of_body(discourse: Discourse, i: int) -> bool:
    """Whether a noun for people that is no office has one complement, which names a body ("l'attaquant du Real", "le chanteur de Z")."""
    article, of = discourse.article, discourse.tree.children(i, "nmod")
    spans = [article.at.get(k) for k in of if discourse.tree.case(k) == "de"]
    body = len(of) == len(spans) == 1 and spans[0] is not None and all(article.kind_of(e) == "Organization" for e in spans[0].entities)
    return body and article.keys[i] not in role_words(article.kb)
