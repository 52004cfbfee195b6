"""Role nouns: "le président russe", "son homologue turc", "le chef de la diplomatie française" at the article's date."""

from __future__ import annotations

from dataclasses import dataclass

from kg.extract.article import Article, Held, Span
from kg.ids import fold, office_id
from kg.kb import Office
from kg.kb.base import holds
from kg.kb.entry import name_key, office_name
from kg.model import Entity

BETWEEN = frozenset({"et", ",", "ou"})
OF = frozenset({"de", "du", "des", "d'", "de l'", "de la", "d’"})


@dataclass(slots=True)
class Role:
    """A role noun in token indexes, its offices, and the countries or organisations that the words beside it give."""

    start: int
    end: int
    noun: int
    offices: tuple[Office, ...]
    counterpart: bool
    of: tuple[str, ...]
    name: Span | None


def link(article: Article) -> None:
    """Record every role noun that leads to somebody: by the name beside it, or by who held the office at the date."""
    for role in find(article):
        people, rule = resolve(article, role)
        for person in people:
            article.roles.setdefault(person, set()).add(fold(article.doc[role.noun].text))
            if len(people) == 1:
                hold(article, role, person)
        if people:
            article.add(Span(role.start, role.end, role.noun, "Nominal", people, rule, "PER"))


def hold(article: Article, role: Role, person: str) -> None:
    """Record the office that the text gives a person, where noun and country leave but one."""
    if len(role.offices) != 1 or len(role.of) != 1 or role.offices[0].generic:
        return
    office, of = role.offices[0], article.entities[of_whom(article, role.of[0])] if of_whom(article, role.of[0]) in article.entities else None
    if of:
        key = office_id(office.id, of.key)
        article.entities.setdefault(key, Entity(key, "Office", office_name(office, of.name), True))
        article.offices.append(Held(person, key, role.start, role.end))


def find(article: Article) -> list[Role]:
    """Role nouns with what stands beside them."""
    doc, found, i = article.doc, [], 0
    counterparts = set(article.data("roles")["counterparts"])
    while i < len(doc):
        end, offices = longest_noun(article, i)
        counterpart = fold(doc[i].text) in counterparts
        if (offices or counterpart) and i not in article.at:
            role = with_neighbours(article, i, end, offices, counterpart)
            found.append(role)
            i = max(role.end, i + 1)
        else:
            i += 1
    return found


def longest_noun(article: Article, i: int) -> tuple[int, tuple[Office, ...]]:
    """The end of the longest role noun at token `i` and the offices that it may mean."""
    doc = article.doc
    key = name_key(doc[i].text)
    limit = article.kb.longest(key.split(" ")[0]) if key else 0
    best: tuple[int, tuple[Office, ...]] = (i + 1, ())
    end = i + 1
    while limit and len(key.split(" ")) <= limit:
        offices = article.kb.offices(key)
        if offices:
            best = (end, offices)
        if end >= len(doc) or end - i > 2 * limit:
            break
        inside = article.at.get(end)
        if inside and inside.kind == "Name" and inside.rule != "adjective":
            break  # a known name behind the noun is no part of it ("président du | Conseil européen")
        if not (inside and inside.rule == "adjective"):  # "ministre grec des Affaires étrangères"
            key = " ".join((key + " " + name_key(doc[end].text)).split())
        end += 1
    return best


def with_neighbours(article: Article, i: int, end: int, offices: tuple[Office, ...], counterpart: bool) -> Role:
    """Extend a role noun to its adjectives or its "de" complement, and look for the name behind it."""
    doc = article.doc
    of = [e for k in range(i + 1, end) if (inner := article.at.get(k)) and inner.rule == "adjective" for e in inner.entities]
    at = end
    while at < len(doc):
        span = article.at.get(at)
        if span and span.rule == "adjective":
            of += span.entities
            end = at = span.end
        elif doc[at].text in BETWEEN and of and at + 1 < len(doc) and (nxt := article.at.get(at + 1)) and nxt.rule == "adjective":
            at += 1
        elif doc[at].pos_ == "ADJ" and at + 1 < len(doc) and (nxt := article.at.get(at + 1)) and nxt.rule == "adjective":
            at += 1
        else:
            break
    if not of:
        of, end = owner(article, end)
    start = i - 1 if i and doc[i - 1].pos_ in ("DET", "NUM") else i
    start = start - 1 if start < i and start and doc[start].pos_ == "NUM" and doc[start - 1].pos_ == "DET" else start
    return Role(start, end, i, offices, counterpart, tuple(of), name_behind(article, end))


def owner(article: Article, at: int) -> tuple[list[str], int]:
    """The country or organisation of "de la Russie" behind a role noun, and where that ends."""
    doc = article.doc
    if at >= len(doc) or doc[at].text not in OF:
        return [], at
    j = at + 1
    while j < len(doc) and (doc[j].pos_ == "DET"):
        j += 1
    span = article.at.get(j)
    if span and span.start == j and span.kind == "Name" and article.kind_of(span.entities[0]) in ("Country", "Organization", "City", "AdministrativeArea"):
        return list(span.entities), span.end
    return [], at


def name_behind(article: Article, at: int) -> Span | None:
    """The person's name that follows a role noun directly ("le président russe Vladimir Poutine") or after a comma."""
    doc = article.doc
    at += at < len(doc) and doc[at].text == ","
    span = article.at.get(at)
    return span if span and span.start == at and span.kind == "Name" and article.kind_of(span.entities[0]) == "Person" else None


def resolve(article: Article, role: Role) -> tuple[tuple[str, ...], str]:
    """The people whom a role noun means, and the reason; nobody where that is unsure."""
    if role.name and len(role.of) <= 1:
        return role.name.entities, "role-with-name"
    if role.counterpart and not role.of:
        return called_counterpart(article, role), "counterpart"
    if not role.of:
        return (), ""
    offices = role.offices
    if role.counterpart:
        offices = counterpart_offices(article, role)
    chosen = alike if role.counterpart else candidates
    people = [article.kb.holders(country, chosen(article, country, offices), article.document.date) for country in (of_whom(article, o, offices) for o in role.of)]
    if any(len(p) != 1 for p in people):
        return (), ""
    return tuple(article.know(entry) for (p,) in people if (entry := article.kb.entry(p))), "role"


def of_whom(article: Article, key: str, offices: tuple[Office, ...] = ()) -> str:
    """Whose office: a seat or capital stands for its country unless the office is its own (a mayor's), a continent for its union."""
    bodies = article.data("roles")["bodies"]
    entry = article.entry(key)
    if key in bodies:
        return str(bodies[key])
    own = {t.office for t in article.kb.tenures_of(key)} & {o.id for o in offices}
    return entry.of if entry and entry.seat and entry.of and not own else key


def candidates(article: Article, of: str, offices: tuple[Office, ...]) -> tuple[Office, ...]:
    """The offices meant in a country; a generic noun ("dirigeant") means the highest of its ranks that somebody holds at the date."""
    if not any(o.generic for o in offices):
        return offices
    held = {t.office for t in article.kb.tenures_of(of) if holds(t, article.document.date)}
    known = [o for key in sorted(held) if (o := article.kb.office(key)) and not o.generic]
    for rank in dict.fromkeys(r for o in offices for r in o.generic.split("|") if r):
        if ranked := tuple(o for o in known if o.rank == rank):
            return ranked  # "dirigeant" is the head of state where he governs, else the head of government
    return ()


def counterpart_offices(article: Article, role: Role) -> tuple[Office, ...]:
    """The offices that the nearest person before holds at the date: a counterpart holds the same."""
    for span in sorted((s for s in article.spans if s.start < role.start), key=lambda s: -s.start):
        tenures = [t for k in span.entities if article.kind_of(k) == "Person" for t in article.kb.tenures(k)]


        ids = {t.office for t in tenures if holds(t, article.document.date)}
        if ids:
            return tuple(o for i in sorted(ids) if (o := article.kb.office(i)))
    return ()


def alike(article: Article, of: str, offices: tuple[Office, ...]) -> tuple[Office, ...]:
    """The offices of a country that share a noun with some offices: a president's counterpart may be a ceremonial one."""
    nouns = {n for o in offices for n in o.nouns}
    held = {t.office for t in article.kb.tenures_of(of)}
    return tuple(o for key in sorted(held) if (o := article.kb.office(key)) and nouns & set(o.nouns))


def called_counterpart(article: Article, role: Role) -> tuple[str, ...]:
    """The one person whom the article has called a counterpart before ("son homologue" again)."""
    nouns = {fold(n) for n in article.data("roles")["counterparts"]}
    people = [p for p, called in article.roles.items() if called & nouns]
    return tuple(people) if len(people) == 1 else ()
