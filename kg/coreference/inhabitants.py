"""Inhabitants' names that mean somebody told of before ("Le Néerlandais remplacera X" after Guus Hiddink), and adjectives of countries
that mean a firm ("l'allemand a rejeté l'offre" after Mannesmann)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.coreference.deeds import is_told
from kg.coreference.definite import is_definite, is_told_apart, people_meant
from kg.coreference.discourse import Chain, Discourse, clearly_best
from kg.coreference.pronouns import allowed
from kg.extract.article import Article
from kg.kb.entry import name_key
from kg.lang import word_set
from kg.link.keys import countries_of

REACH = 3  # sentences back
SINGULAR = {"le": "m", "du": "m", "au": "m", "ce": "m", "la": "f", "cette": "f", "l'": "", "l’": "", "cet": ""}  # with the gender they show


def resolve(discourse: Discourse, i: int) -> Chain | None:
    """The one person present who is from where the inhabitant's name at token `i` says, or else the only one of whom that isn't known."""
    article = discourse.article
    gender = SINGULAR.get(article.lower[i - 1]) if i else None
    if gender is None or i in article.at or not article.words[i][:1].isupper() or discourse.tree.is_a(i, "title"):
        return None
    behind = article.at.get(i + 1)
    countries = {entry.id for entry in countries_of(article.kb, article.lower[i])} or set(homes(article, i))
    if not countries or (behind is not None and behind.start == i + 1):
        return None  # "le Néerlandais X"
    people = [
        (weight, chain)
        for weight, chain in discourse.present(i, REACH)
        if chain.kind == "Person" and len(chain.entities) == 1 and not chain.plural and allowed(discourse, i, chain)
        if not gender or not chain.gender or chain.gender == gender
    ]
    if judged := accused(discourse, i, people):
        return judged
    origins = {chain.key: (entry.of if (entry := article.entry(chain.entities[0])) else "") for _, chain in people}
    natives = [(weight, chain) for weight, chain in people if origins[chain.key] in countries]
    unknown = [chain for _, chain in people if not origins[chain.key]]
    return clearly_best(natives) if natives else unknown[0] if len(unknown) == 1 else None


def accused(discourse: Discourse, i: int, people: Sequence[tuple[float, Chain]]) -> Chain | None:
    """The one to whom justice has done something before, where it does something to whom the word at token `i` means ("a inculpé le
    Français" after an arrest and a visitor's speech)."""
    article, tree = discourse.article, discourse.tree
    verbs = word_set(article.document.language, "coreference", "judging") | word_set(article.document.language, "coreference", "trying")
    if not tree.is_a(i, "obj", "nsubj:pass") or article.doc[tree.head[i]].lemma_.casefold() not in verbs:
        return None
    words = {"done": set[str](), "undergone": set(verbs), "by": set[str](), "of": set[str]()}
    return clearly_best((w, c) for w, c in people if any(is_told(discourse, p.token, words) for p in c.places))


def with_adjective(discourse: Discourse, i: int) -> Chain | None:
    """The one person present who is from where the adjective of a country behind a noun for people says ("le dictateur irakien"); nobody
    where the noun means one who stands beside every story, or has more beside it."""
    article, tree = discourse.article, discourse.tree
    if i in article.at or not is_definite(article, i) or not discourse.is_a(i, "human") or tree.children(i, "cop") or tree.is_a(i, "appos"):
        return None
    beside = [k for k in tree.children(i, "amod") if k > i and k in article.at and article.at[k].rule == "adjective"]
    aside, another = (word_set(article.document.language, "coreference", name) for name in ("aside", "another"))
    said = {article.keys[k] for k in tree.children(i, "amod")}
    if not beside or article.keys[i] in aside or said & another:
        return None
    if is_told_apart(discourse, i, i + 1, frozenset(beside)) and not opens(discourse, i):
        return None
    if any(k > i for k in tree.children(i, "flat", "appos")):
        return None  # "le général libyen X"
    countries = {e for k in beside for e in article.at[k].entities}
    people = ((weight, chain, article.entry(chain.entities[0])) for weight, chain in people_meant(discourse, i, REACH))
    return clearly_best((weight, chain) for weight, chain, entry in people if entry is not None and entry.of in countries)


def opens(discourse: Discourse, i: int) -> bool:
    """Whether a noun is the subject of the sentence behind a headline that tells of one person alone: that is who it describes at length
    ("X est mort. | Le journaliste américain du Y a été …")."""
    tree = discourse.tree
    people = [chain for _, chain in discourse.present(i, REACH) if chain.person]
    return tree.is_a(i, "nsubj") and tree.sentence[i] == 1 and len(people) == 1


def homes(article: Article, i: int) -> Iterator[str]:
    """The countries of the places whose inhabitants a word means ("le Majorquin")."""
    for name in article.kb.names(name_key(article.words[i])):
        entry = article.kb.entry(name.id) if name.sort == "inhabitant" else None
        while entry is not None:
            if entry.kind == "Country":
                yield entry.id
            entry = article.kb.entry(entry.inside) if entry.inside else None


def stands_alone(discourse: Discourse, i: int) -> bool:
    """Whether an adjective of a country has an article of its own and stands in the place of a noun: it means no country."""
    article, tree = discourse.article, discourse.tree
    span = article.at.get(i)
    if span is None or span.rule != "adjective" or span.end - span.start > 1 or i == 0 or article.lower[i - 1] not in SINGULAR:
        return False
    if not tree.is_a(i, "nsubj", "obj", "obl", "nmod") or not article.words[i].islower() or tree.head[i - 1] != i:
        return False
    beside = [k for k in (i + 1, *tree.children(i, "appos", "flat")) if k < len(article.words)]
    return not any(article.doc[k].pos_ in ("NOUN", "PROPN") for k in beside)  # "l'allemand X"


def firm(discourse: Discourse, i: int, countries: tuple[str, ...]) -> Chain | None:
    """The one body present that is from one of some countries."""
    article, bodies = discourse.article, [(w, c) for w, c in discourse.present(i, REACH) if c.kind == "Organization"]
    fitting = [(w, c) for w, c in bodies if len(c.entities) == 1 and allowed(discourse, i, c)]
    told = {c.key: (entry.of if (entry := article.entry(c.entities[0])) else "") for _, c in fitting}
    return clearly_best((w, c) for w, c in fitting if {told[c.key], *c.origins}.intersection(countries))
