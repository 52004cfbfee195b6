"""Role nouns: "le président russe", "son homologue turc", "le chef de la diplomatie française" at the article's date."""

from __future__ import annotations

from dataclasses import dataclass

from kg.extract.article import Article, Held, Span, root
from kg.ids import fold, office_id
from kg.kb import Office, Tenure
from kg.kb.base import holds
from kg.kb.entry import name_key, office_name
from kg.lang import word_set
from kg.link.around import titles
from kg.link.keys import role_words
from kg.link.nouns import longest_noun
from kg.link.setting import Setting
from kg.model import Entity
from kg.nlp.participles import infinitive

DEFINITE = frozenset({"le", "la", "l'"})
CONTRACTED = frozenset({"du", "au"})
BETWEEN = frozenset({"et", ",", "ou"})
BARE = frozenset({"de", "d'", "d’"})
ACTING = (["par", "intérim"], ["en", "exercice"])
MOST_ADJECTIVES = 2  # between a role noun and its bearer
BEHIND = frozenset({"ADJ", "NUM", "NOUN"})
FURTHER = BEHIND | {"ADP", "DET", "PROPN"}
YEAR = 4  # digits
REACH = 8  # tokens of times and places between a verb and what somebody becomes
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


def link(article: Article, setting: Setting) -> None:
    """Record every role noun that leads to somebody: by the name beside it, or by who held the office at the date."""
    for role in find(article):
        if is_post(article, role):
            continue
        people, rule = resolve(article, role, setting)
        head = root(list(article.doc[role.noun : role.end])).i
        for person in people:
            article.roles.setdefault(person, set()).update({fold(article.doc[role.noun].text), fold(article.doc[head].text)})
            if len(people) == 1 and (rule != "role-behind-name" or person in holders(article, role, *role.of)):
                hold(article, role, person)  # "X, 41e président américain, est mort" held it once
        if people:
            article.add(Span(role.start, role.end, head, "Nominal", people, rule, "PER"))


def is_post(article: Article, role: Role) -> bool:
    """Whether a role noun means the post and nobody who holds it: "de" stands before it without an article ("sa démission de premier
    secrétaire du parti")."""
    return role.start > 0 and role.start == role.noun and role.name is None and article.lower[role.start - 1] in BARE


def hold(article: Article, role: Role, person: str) -> None:
    """Record the office that the text gives a person, where noun and country leave but one; not one that is over or to come."""
    if is_other(article, role) or len(role.offices) != 1 or len(role.of) != 1 or role.offices[0].generic:
        return
    office, of = role.offices[0], article.entities.get(of_whom(article, role.of[0]))
    if of:
        key = office_id(office.id, of.key)
        article.entities.setdefault(key, Entity(key, "Office", office_name(office, of.name), True))
        article.offices.append(Held(person, key, role.start, role.end))


def find(article: Article) -> list[Role]:
    """Role nouns with what stands beside them."""
    found, i = [], 0
    counterparts = word_set(article.document.language, "roles", "counterparts")
    tenants = word_set(article.document.language, "roles", "tenants", "nouns")
    words = role_words(article.kb)
    while i < len(article.words):
        begins, counterpart = article.firsts[i] in words, article.keys[i] in counterparts
        if i in article.at or not (begins or counterpart or article.lower[i] in tenants):
            i += 1
            continue
        end, offices = longest_noun(article, i, lambda k: is_known_name(article, k)) if begins else (i + 1, ())
        if tenant := seated(article, i):
            found.append(tenant)
            i = tenant.end
        elif is_of_market(article, i, end):
            i = end
        elif (offices or counterpart) and (end > i + 1 or article.doc[i].pos_ not in ("VERB", "AUX")):
            role = with_neighbours(article, i, end, offices, counterpart)
            found.append(role)
            i = max(role.end, i + 1)
        else:
            i += 1
    return found


def is_of_market(article: Article, start: int, end: int) -> bool:
    """Whether a role noun with a country's adjective has "de" and goods or a trade behind it: that is a firm ("le numéro un français de la
    distribution")."""
    adjective = any(k in article.at and article.at[k].rule == "adjective" for k in range(start, end))
    noun = end + 1 + (end + 1 < len(article.words) and article.doc[end + 1].pos_ == "DET")
    if not adjective or noun >= len(article.words) or article.lower[end] not in ("de", "du", "des", "d'"):
        return False
    if noun in article.at or article.doc[noun].pos_ != "NOUN" or not article.words[noun].islower():
        return False
    leading = article.keys[start] in word_set(article.document.language, "coreference", "leading")
    return leading and article.firsts[noun] not in role_words(article.kb) and not article.is_a(noun, "human", "body")


def is_known_name(article: Article, i: int) -> bool:
    """Whether token `i` is part of a name: behind a role noun it is none of it ("président du | Conseil européen")."""
    inside = article.at.get(i)
    return bool(inside and inside.kind == "Name" and inside.rule != "adjective")


def seated(article: Article, i: int) -> Role | None:
    """The holder who lives or sits in a seat ("le locataire de l'Élysée") as a role with one office."""
    if article.lower[i] not in word_set(article.document.language, "roles", "tenants", "nouns"):
        return None
    owners, end = owner(article, i + 1)
    seat = article.entry(owners[0]) if len(owners) == 1 else None
    office = article.kb.office(article.data("roles")["tenants"]["seats"].get(seat.id, "")) if seat else None
    if seat is None or office is None:
        return None
    return Role(start_of(article, i), end, i, (office,), False, (seat.id,), name_behind(article, end, True))


def start_of(article: Article, i: int) -> int:
    """Where a role noun's phrase begins: at its determiner and number."""
    doc = article.doc
    year = len(doc[i - 1].text) == YEAR and doc[i - 1].text.isdigit()  # "élu en 2005 président"
    start = i - 1 if i and doc[i - 1].pos_ in ("DET", "NUM") and not year else i
    return start - 1 if start < i and start and doc[start].pos_ == "NUM" and doc[start - 1].pos_ == "DET" else start


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
    whose = i > 0 and is_somebodys(article, i)
    bare = whose or (i > 0 and article.words[i - 1].casefold() in ("de", "d'"))
    owned = bool(of) and not whose and not is_source(article, start_of(article, i))
    return Role(start_of(article, i), end, i, offices, counterpart, tuple(of), name_behind(article, end, owned, bare))


def is_source(article: Article, start: int) -> bool:
    """Whether the phrase from a token on says, at the beginning of a sentence, who says so ("D'après le procureur belge, X a accepté": the
    name may be the subject)."""
    before = article.lower[article.sentences[article.sentence[start]][0] : start]
    return " ".join(w for w in before if w.strip()).replace("’", "'") in ("selon", "d' après", "pour")


def is_somebodys(article: Article, i: int) -> bool:
    """Whether a role noun only says whose somebody is ("le porte-parole du président, X": the name behind the comma is the spokesman's)."""
    at = i - 1 if article.lower[i - 1] == "du" else i - 2 if article.lower[max(0, i - 2) : i] in (["de", "la"], ["de", "l'"]) else 0
    return at > 0 and article.doc[at - 1].pos_ == "NOUN" and article.is_a(at - 1, "human")


def owner(article: Article, at: int) -> tuple[list[str], int]:
    """The country or organisation of "de la Russie" behind a role noun, and where that ends."""
    doc = article.doc
    if at >= len(doc) or doc[at].text not in OF:
        return [], at
    j = at + 1
    while j < len(doc) and (doc[j].pos_ == "DET"):
        j += 1
    span = article.at.get(j)
    if (
        span
        and span.start == j
        and span.kind in ("Name", "Nominal")
        and span.entities
        and article.kind_of(span.entities[0]) in ("Country", "Organization", "City", "AdministrativeArea")
    ):
        return list(span.entities), span.end
    return [], at


def name_behind(article: Article, at: int, owned: bool, bare: bool = False) -> Span | None:
    """The person's name that follows a role noun directly ("la ministre Y"), or between commas; after one comma
    only where the noun says whose role it is (`owned`): the name may begin a clause ("Selon sa porte-parole, X viendra"). A `bare` noun is
    an office and not who holds it ("le candidat au poste de Premier ministre, X, …")."""
    doc = article.doc
    at += 2 * (article.lower[at : at + 2] in ACTING)  # "le premier ministre par intérim X"
    for _ in range(MOST_ADJECTIVES):  # "le premier ministre désigné X", "le chef des rebelles afghans X"
        adjective = at < len(doc) and (doc[at].pos_ == "ADJ" or doc[at].dep_ == "amod" or "Part" in doc[at].morph.get("VerbForm", []))
        at += adjective and doc[at].text.islower() and at + 1 in article.at
    comma = at < len(doc) and doc[at].text == ","
    begin = at + comma
    begin += comma and article.words[begin : begin + 1] != [] and article.words[begin] in titles(article.document.language)  # ", M. X"
    if comma and begin + 2 < len(doc) and doc[begin].pos_ == "DET" and article.keys[begin + 1] in leanings(article):
        begin += 2  # ", le socialiste X"
    span = article.at.get(begin)
    if span is None or span.start != begin or span.kind != "Name" or not span.entities:
        return None
    if article.kind_of(span.entities[0]) != "Person":
        return None
    closed = span.end >= len(doc) or doc[span.end].is_punct or doc[span.end].is_space
    return span if not comma or owned or (closed and not bare) else None


def leanings(article: Article) -> frozenset[str]:
    """The words that say of which party somebody is."""
    return word_set(article.document.language, "coreference", "leanings")


def resolve(article: Article, role: Role, setting: Setting) -> tuple[tuple[str, ...], str]:
    """The people whom a role noun means, and the reason; nobody where that is unsure."""
    becoming = becomes(article, role)
    if becoming and article.words[role.end : role.end + 1] in ([","], []):
        return (), ""
    if role.name and len(role.of) <= 1:
        return role.name.entities, "role-with-name"
    if role.name and len(named := row_of(article, role.name)) == len(role.of):
        return tuple(named), "role-with-name"
    if described := named_right_before(article, role):
        return described.entities, "role-behind-name"
    if is_predicate(article, role) or becoming or is_other(article, role):
        return (), ""
    if role.counterpart and not role.of:
        return called_counterpart(article, role), "counterpart"
    if not role.of:
        return alone(article, role, setting), "role-alone"
    if len(role.of) == 1 and "Plur" in article.doc[role.noun].morph.get("Number", []):
        return (), ""  # "les dirigeants russes" are more than the one in office
    if is_posted(article, role):
        return (), ""
    people = [holders(article, role, of) for of in role.of]
    if any(len(p) != 1 for p in people):
        return (named_before(article, role), "role-named-before") if len(role.of) == 1 and not role.counterpart else ((), "")
    return tuple(article.know(entry) for (p,) in people if (entry := article.kb.entry(p))), "role"


def is_posted(article: Article, role: Role) -> bool:
    """Whether a role noun says where somebody is posted ("l'ambassadeur des États-Unis en Israël"): that is not the office of those named
    for their country alone."""
    span = article.at.get(role.end + 1) or article.at.get(role.end + 2)
    there = span is not None and all(article.kind_of(e) in ("City", "Country") for e in span.entities) and span.rule != "adjective"
    posted = article.doc[role.noun].lemma_.casefold() in article.data("concepts")["posted"]
    return posted and there and article.lower[role.end : role.end + 1] in (["en"], ["à"], ["au"], ["aux"], ["auprès"])


def row_of(article: Article, first: Span) -> list[str]:
    """The people named in a row that a name begins ("les présidents français et rwandais, X et Y")."""
    people, span = list(first.entities), first
    while article.lower[span.end : span.end + 1] in (["et"], [","]) and (after := article.at.get(span.end + 1)) is not None:
        if after.kind != "Name" or after.start != span.end + 1 or any(article.kind_of(e) != "Person" for e in after.entities):
            break
        people += after.entities
        span = after
    return people


def named_right_before(article: Article, role: Role) -> Span | None:
    """The person of whom a bare role noun behind a comma says what he is or was ("X, 41e président américain, est mort")."""
    at = role.start - 1
    joined = at > 0 and article.words[at] == "et"  # "X, chef du parti Y et président de Z, a …"
    while at > 0 and role.start == role.noun and (article.doc[at].pos_ in (FURTHER if joined else BEHIND) or article.words[at] == "et"):
        at -= 1
    span = article.at.get(at - 1) if at > 0 and article.words[at] == "," else None
    person = span is not None and span.kind == "Name" and len(span.entities) == 1 and article.kind_of(span.entities[0]) == "Person"
    return span if person and role.start == role.noun and len(role.of) == 1 else None


def holders(article: Article, role: Role, of: str) -> tuple[str, ...]:
    """Who holds the offices of a role noun in one country or body at the article's date."""
    offices = counterpart_offices(article, role) if role.counterpart else role.offices
    whose = of_whom(article, of, offices)
    chosen = alike if role.counterpart else candidates
    return article.kb.holders(whose, chosen(article, whose, offices), article.document.date)


def named_before(article: Article, role: Role) -> tuple[str, ...]:
    """The one person named before who holds an office of that noun there ("le ministre russe" after a minister's name)."""
    noun, whose, date = name_key(article.doc[role.noun].text), of_whom(article, role.of[0], role.offices), article.document.date
    found = {
        person
        for person in dict.fromkeys(e for s in article.spans if s.kind == "Name" and s.start < role.start for e in s.entities)
        if article.kind_of(person) == "Person"
        and article.entities[person].known
        and any(has_noun(article, t, noun) for t in article.kb.tenures(person) if t.of == whose and holds(t, date))
    }
    return tuple(found) if len(found) == 1 else ()


def has_noun(article: Article, tenure: Tenure, noun: str) -> bool:
    """Whether an office may be called by a noun, or by one that begins with it."""
    office = article.kb.office(tenure.office)
    return bool(office and any(name_key(n).split(" ")[0] == noun for n in office.nouns))


def is_predicate(article: Article, role: Role) -> bool:
    """Whether the noun says what somebody becomes or is called ("se proclame président"), not who the holder is."""
    before = article.doc[role.start - 1] if role.start else None
    return role.start == role.noun and before is not None and (before.pos_ in ("VERB", "AUX") or before.text in ("comme", "par", "re-"))


def becomes(article: Article, role: Role) -> bool:
    """Whether a bare role noun behind a verb of electing or naming, and when or where that was done, says what somebody becomes ("élu
    vendredi à X président de Y")."""
    verbs = word_set(article.document.language, "coreference", "becoming")
    if role.start != role.noun or article.doc[role.start - 1].pos_ in ("ADP", "DET", "PUNCT"):
        return False
    for k in range(role.start - 1, max(-1, role.start - 1 - REACH), -1):
        if article.doc[k].pos_ in ("VERB", "PUNCT", "CCONJ", "SCONJ", "PRON") or article.doc[k].is_sent_start:
            formed = infinitive(article.document.language, article.lower[k], verbs)  # "Nommé en mars directeur de X"
            return article.doc[k].lemma_.casefold() in verbs or formed in verbs
    return False


def is_other(article: Article, role: Role) -> bool:
    """Whether the words before or behind the noun say that no present holder is meant ("un ancien président", "le futur ministre")."""
    words = article.data("roles")["other"]
    near = [fold(t.text) for t in (*article.doc[max(0, role.noun - 2) : role.noun], *article.doc[role.end : role.end + 1])]
    return any(w in words["adjectives"] for w in near) or any(w in words["determiners"] for w in near[: role.noun - max(0, role.noun - 2)])


def alone(article: Article, role: Role, setting: Setting) -> tuple[str, ...]:
    """The holder whom a role noun means without a country: where only one body of all has the office, or one country of the article."""
    doc = article.doc
    noun = " ".join(name_key(t.text) for t in doc[role.noun : role.end])
    definite = role.start < role.noun and doc[role.start].text.casefold() in DEFINITE
    contracted = role.noun > 0 and doc[role.noun - 1].text.casefold() in CONTRACTED
    followed = role.end < len(doc) and (doc[role.end].text in OF or doc[role.end].pos_ == "ADJ")
    if noun not in set(map(name_key, article.data("roles")["alone"]["nouns"])) or not (definite or contracted) or followed:
        return ()
    held = {p: of for of in setting.countries() for p in article.kb.holders(of, role.offices, article.document.date)}
    people = set(held) or set(sole_holders(article, role.offices))
    if not {*held.values()} <= {*setting.told_countries()}:
        return ()  # "Le président de la République a reçu Angela Merkel" is not about Germany's
    return tuple(article.know(entry) for p in people if (entry := article.kb.entry(p))) if len(people) == 1 else ()


def sole_holders(article: Article, offices: tuple[Office, ...]) -> tuple[str, ...]:
    """The holders at the date of an office that exists but once in the base ("le pape")."""
    bodies = {office.id: article.data("roles")["alone"]["bodies"].get(office.id, "") for office in offices}
    return tuple(
        p for office in offices if bodies[office.id] for p in article.kb.holders(bodies[office.id], (office,), article.document.date)
    )


def of_whom(article: Article, key: str, offices: tuple[Office, ...] = ()) -> str:
    """Whose office: a seat or capital stands for its country unless the office is its own (a mayor's), a continent for its union."""
    bodies = article.data("roles")["bodies"]
    entry = article.entry(key)
    if key in bodies:
        return str(bodies[key])
    own = {t.office for t in article.kb.tenures_of(key)} & {o.id for o in offices} or any(is_of_towns(article, o) for o in offices)
    return entry.of if entry and entry.seat and entry.of and not own else key


def is_of_towns(article: Article, office: Office) -> bool:
    """Whether an office is one of towns, as a mayor's, as far as the base knows."""
    owners = (article.kb.entry(t.of) for t in article.kb.tenures_as(office.id))
    return any(owner is not None and owner.kind == "City" for owner in owners)


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
