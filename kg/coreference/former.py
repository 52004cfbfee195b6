"""Former offices that mean somebody told of before: "l'ancien gouverneur du Massachusetts", "l'ex-maire d'Evry", "le président déchu"."""

from __future__ import annotations

from collections.abc import Iterable

from kg.coreference.bodies import surroundings
from kg.coreference.deeds import has_left
from kg.coreference.definite import is_definite, people_meant
from kg.coreference.discourse import Chain, Discourse, clearly_best
from kg.coreference.pronouns import allowed
from kg.extract.article import Article
from kg.ids import fold
from kg.kb import Office, Tenure
from kg.lang import word_set
from kg.link.nouns import longest_noun
from kg.link.roles import of_whom
from kg.syntax import Tree

REACH = 6  # sentences back
NEAR = 2  # sentences back, for an office without a known holder
BEHIND = 4  # words behind the noun ("le chef de l'État déchu")
BEFORE = 2  # words between "ancien" and the noun, that included


def resolve(discourse: Discourse, i: int) -> Chain | None:
    """The named person who once held the office that the noun at token `i` says, before all one whom the article tells to have left it;
    where none is known to have, the only one present."""
    article, tree = discourse.article, discourse.tree
    if i in article.at or not is_former(article, tree, i) or not is_definite(article, i):
        return None
    if tree.children(i, "cop") or tree.is_a(i, "appos") or is_named(discourse, i):
        return None
    people = people_meant(discourse, i, REACH)
    once = [(weight, chain, held) for weight, chain in people if (held := held_once(article, chain, i, owners(discourse, i)))]
    last = [h for h in once if h[2][-1] == over(article, h[1])[-1:][0]]  # who was minister before he was president is no "ancien ministre"
    if once:
        left = [h for h in last or once if has_left(discourse, h[1])]
        return clearly_best((weight, chain) for weight, chain, _ in left or last or once)
    return people[0][1] if len(people) == 1 and tree.is_a(i, "nsubj", "obj") and discourse.is_a(i, "human") else None


def unknown(discourse: Discourse, i: int) -> Chain | None:
    """The only person present, if known to hold offices, whom a subject means that says an office somewhere of which no holder is
    known ("Le sénateur de l'Illinois, qui a battu X, …")."""
    article, tree = discourse.article, discourse.tree
    if i in article.at or not is_definite(article, i) or not tree.is_a(i, "nsubj") or is_named(discourse, i):
        return None
    offices, of = longest_noun(article, i, lambda k: k in article.at)[1], owners(discourse, i)
    if not offices or not of or any(article.kb.entry(owner) is None for owner in of):
        return None
    if any(article.kb.holders(owner, offices, article.document.date) for owner in of):
        return None
    gender = discourse.gender_of(i)
    people = [c for _, c in discourse.present(i, NEAR) if c.kind == "Person" and len(c.entities) == 1 and allowed(discourse, i, c)]
    fits = len(people) == 1 and (not gender or people[0].gender in ("", gender)) and may_be(article, people[0], i)
    return people[0] if fits and all(is_at_home(article, people[0], owner) for owner in of) else None


def is_at_home(article: Article, chain: Chain, place: str) -> bool:
    """Whether a place or body lies in a chain's person's country or is that country's, as far as the base knows both."""
    person = article.entry(chain.entities[0])
    lands = {key for key in surroundings(article, place) if (entry := article.kb.entry(key)) is not None and entry.kind == "Country"}
    return person is None or not person.of or not lands or person.of in lands


def may_be(article: Article, chain: Chain, i: int) -> bool:
    """Whether somebody of whom the base knows offices may hold one that it doesn't know: a seat in parliament, which many hold beside
    another, or before his first; a prefect or mayor is another."""
    held, seats = tenures(article, chain), word_set(article.document.language, "coreference", "seats")
    return bool(held) and (article.keys[i] in seats or all(t.start > article.document.date for t in held))


def is_former(article: Article, tree: Tree, i: int) -> bool:
    """Whether a noun has "ex-" in front, or an adjective beside it that says that it is over."""
    former, lost = (word_set(article.document.language, "coreference", name) for name in ("former", "lost"))
    before = article.lower[i].startswith("ex-") or any(article.keys[k] in former for k in range(max(0, i - BEFORE), i))
    behind = {*article.keys[i + 1 : i + 1 + BEHIND]} & lost
    return before or (bool(behind) and any(article.keys[k] in lost for k in tree.subtree(i)))


def is_named(discourse: Discourse, i: int) -> bool:
    """Whether a person's name stands in the phrase of a noun or right behind it."""
    article, inside = discourse.article, own_words(discourse, i)
    around = (article.at.get(k) for k in (*inside, inside[-1] + 1))
    return any(s is not None and s.kind == "Name" and all(article.kind_of(e) == "Person" for e in s.entities) for s in around)


def own_words(discourse: Discourse, i: int) -> list[int]:
    """The words of a noun's phrase but for the clauses that describe it."""
    tree = discourse.tree
    return sorted([i, *(m for k in tree.kids[i] if not tree.is_a(k, "acl") for m in tree.subtree(k))])


def owners(discourse: Discourse, i: int) -> frozenset[str]:
    """The countries, towns and bodies in the phrase of a noun, whose office it is."""
    article = discourse.article
    inside = (article.at[k] for k in own_words(discourse, i) if k in article.at)
    return frozenset(of_whom(article, e) for span in inside for e in span.entities)


def held_once(article: Article, chain: Chain, i: int, of: frozenset[str]) -> list[Tenure]:
    """The tenures of a person that are over at the article's date, in an office that the noun at token `i` says, of one of some bodies."""
    start = i - 1 if article.doc[i - 1].pos_ == "ADJ" and longest_noun(article, i - 1, lambda k: k in article.at)[1] else i
    offices = longest_noun(article, start, lambda k: k in article.at)[1]
    ids, ranks = sorts_of(offices)
    held = ((t, article.kb.office(t.office)) for t in over(article, chain))
    noun = "" if of else article.keys[i].removeprefix("ex ")  # "l'ancien ministre" of whatever
    return [t for t, office in held if (is_one(office, ids, ranks) or says(office, noun)) and (not of or t.of in of)]


def sorts_of(offices: Iterable[Office]) -> tuple[set[str], set[str]]:
    """The ids of some offices, and the ranks for which their nouns stand whatever the office."""
    return {o.id for o in offices}, {r for o in offices for r in o.generic.split("|") if r}


def is_one(office: Office | None, ids: set[str], ranks: set[str]) -> bool:
    """Whether an office is among some, or of one of some ranks."""
    return office is not None and (office.id in ids or office.rank in ranks)


def says(office: Office | None, noun: str) -> bool:
    """Whether a folded noun alone is the first word of those for an office ("ministre" of the minister of whatever)."""
    return office is not None and bool(noun) and any(fold(n).partition(" ")[0] == noun for n in office.nouns)


def tenures(article: Article, chain: Chain) -> tuple[Tenure, ...]:
    """All tenures that the base knows of a chain's person."""
    entry = article.entry(chain.entities[0])
    return tuple(article.kb.tenures(entry.id)) if entry else ()


def over(article: Article, chain: Chain) -> list[Tenure]:
    """The tenures of a chain's person that ended by the article's date, the last one last."""
    ended = (t for t in tenures(article, chain) if t.end and t.end <= article.document.date)
    return sorted(ended, key=lambda t: (t.end, t.start, t.office))
