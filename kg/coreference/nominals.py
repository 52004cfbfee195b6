"""Nouns that mean somebody told of before by office or name: "le maire" after "X, maire de Y", "le chef de l'État", "le tribunal" of a
name that begins so, "le praticien" after "le chirurgien X"."""

from __future__ import annotations

from kg.coreference.bodies import of_kind
from kg.coreference.deeds import has_left, is_newly
from kg.coreference.definite import is_definite, is_told_apart, people_meant
from kg.coreference.discourse import Chain, Discourse, clearly_best
from kg.coreference.former import is_former, sorts_of, tenures
from kg.coreference.pronouns import allowed
from kg.extract.article import Article
from kg.ids import fold
from kg.kb import Office, Tenure
from kg.kb.base import holds
from kg.lang import table, word_set
from kg.link.keys import role_words
from kg.link.nouns import longest_noun

REACH = 4  # sentences back
GOVERNING = frozenset({"state", "government", "minister"})  # ranks of offices of which a country has one


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
    if end == i + 1 and (chain := minister(discourse, i)) is not None:
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
    if offices and not is_former(article, discourse.tree, i) and (chain := far_holder(discourse, i, offices)):
        return chain, end
    return None


def is_named(discourse: Discourse, i: int) -> bool:
    """Whether a person's name right behind a noun or apposed to it says whom it means ("le général Martin", "le maire sortant, X")."""
    beside = (discourse.article.at.get(k) for k in discourse.tree.children(i, "appos") if k > i)
    if any(s and s.kind == "Name" and all(discourse.article.kind_of(e) == "Person" for e in s.entities) for s in beside):
        return discourse.is_a(i, "human")
    span = discourse.article.at.get(i + 1)
    named = span is not None and span.kind == "Name" and span.start == i + 1 and discourse.is_a(i, "human")
    return named and span is not None and all(discourse.article.kind_of(e) == "Person" for e in span.entities)


def office_holder(discourse: Discourse, i: int, offices: tuple[Office, ...]) -> Chain | None:
    """The person of the article who holds one of some offices at its date; a generic one ("chef de l'État") means those of its ranks."""
    article = discourse.article
    ids, ranks = sorts_of(offices)
    people = [(w, c) for w, c in discourse.present(i, REACH) if len(c.entities) == 1 and c.kind == "Person"]
    if is_newly(discourse, i):
        people = [(w, c) for w, c in people if not has_left(discourse, c)]  # "le nouveau chef du gouvernement"
    wider = {other for o in ids for other in table(article.document.language, "coreference")["one_office"].get(o, ())}
    each = ([(weight, chain, meant) for weight, chain in people if (meant := tenures_of(article, chain, k, ranks))] for k in (ids, wider))
    held = next((found for found in each if found), [])
    gender = discourse.gender_of(i)
    alike = [h for h in held if h[1].gender == gender] or held  # "le Premier ministre", where "la Première ministre" is told of too
    national = [h for h in alike if any(is_national(article, t) for t in h[2])] or alike
    home = [h for h in national if any(t.of == article.data("roles")["home"] for t in h[2])]  # whom a paper needn't say the country of
    return clearly_best((weight, chain) for weight, chain, _ in home or national)


def far_holder(discourse: Discourse, i: int, offices: tuple[Office, ...]) -> Chain | None:
    """The only person named anywhere before who holds one of some offices of the paper's own government at its date: "le chef de l'État"
    is clear to its readers however far back he was named. Else the only one of another country."""
    article, gender = discourse.article, discourse.gender_of(i)
    ids, ranks = sorts_of(offices)
    known = (discourse.governing, discourse.abroad)
    people, others = ([c for c in chains.values() if not gender or not c.gender or c.gender == gender] for chains in known)
    holding = [c for c in people if any(is_home(article, t) for t in tenures_of(article, c, ids, ranks))]
    holding = holding or [c for c in others if tenures_of(article, c, ids, ranks)]
    return holding[0] if len(holding) == 1 and allowed(discourse, i, holding[0]) else None


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


def is_home(article: Article, tenure: Tenure) -> bool:
    """Whether somebody governs the country whose papers these are, or is one of its ministers."""
    office = article.kb.office(tenure.office)
    return tenure.of == article.data("roles")["home"] and office is not None and office.rank in GOVERNING


def minister(discourse: Discourse, i: int) -> Chain | None:
    """The minister of the paper's own country most present in the last sentences, whom a noun means that names a department of which the
    base has no office ("le ministre du Redressement productif")."""
    article, tree = discourse.article, discourse.tree
    if article.keys[i] not in word_set(article.document.language, "coreference", "ministers"):
        return None
    beside = [k for k in tree.children(i, "nmod", "amod", "acl") if k > i]
    if not beside or any(k in article.at for k in beside) or is_former(article, tree, i) or tree.children(i, "appos", "cop"):
        return None
    people = people_meant(discourse, i, REACH)
    return clearly_best((w, c) for w, c in people if any(is_minister(article, t) for t in tenures(article, c)))


def is_minister(article: Article, tenure: Tenure) -> bool:
    """Whether somebody is one of the ministers of the country whose papers these are."""
    office = article.kb.office(tenure.office)
    return is_home(article, tenure) and holds(tenure, article.document.date) and office is not None and office.rank == "minister"


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
    home = [(w, c) for w, c in held if any(is_home(article, t) for t in tenures(article, c))]
    return clearly_best(held) or clearly_best(home)  # of two ministers the paper's own


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
    first = [k for k in discourse.tree.children(i, "amod") if k == i - 1]
    before = " ".join([*(article.keys[k] for k in first), article.keys[i]])  # "le premier magistrat"
    nouns = {n for row in rows if {words, before} & set(row["nouns"]) for n in row["of"]}
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
