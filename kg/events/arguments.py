"""Which tokens stand in which grammatical position of a verb or a noun."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from kg.events.apposed import called_so
from kg.events.inherited import inherited_object, inherited_subject, is_clause, unaccusative
from kg.events.participial import told_by_clauses
from kg.events.there import PLACE_CASES, is_place, there
from kg.extract.article import Article
from kg.lang import table, word_set
from kg.syntax import Tree
from kg.syntax.causative import UNDERGOING
from kg.syntax.tree import among

Positions = dict[str, list[int]]
PLACED = among(
    ("nsubj", "csubj", "obj", "iobj", "obl", "nmod", "advmod", "dep", "conj", "advcl", "acl", "ccomp", "xcomp")
)  # relations of what may have a position
MANY = 2  # positions that are filled again behind "puis"
DURING = frozenset({"dans", "lors de", "au cours de", "à l'occasion de", "devant", "pendant"})  # where and when something is said
ASIDE = frozenset({"pour", "avant", "après", "sans"})  # begin an infinitive that is no part of what its verb says
VOICES = ("par la voix de", "par la bouche de")  # positions of whoever speaks for somebody
DATIVE_CLITICS = frozenset({"lui", "leur", "me", "te", "nous", "vous"})


def of_verb(article: Article, tree: Tree, i: int) -> Positions:
    """Positions of verb `i`: subj and obj as in the active, prepositions, dative, clauses."""
    found: Positions = defaultdict(list)
    for k in tree.kids[i]:
        place(article, tree, i, k, found)
    if tree.is_a(i, "xcomp") and tree.is_infinitive(i) and not tree.children(i, "mark", "case"):
        for k in [m for m in tree.kids[tree.head[i]] if article.words[m].casefold() in ("où", "y")]:
            place(article, tree, tree.head[i], k, found)  # "où il doit rencontrer X"
    if whom := undergone(tree, i):
        undergo(tree, whom, found)
    elif not found["subj"] and not is_passive(tree, i):
        found["subj"] += inherited_subject(tree, i)
    if is_passive(tree, i) and not found["obj"]:
        found["obj"] += inherited_object(tree, i)
    if is_passive(tree, i) and not found["subj"]:
        found["subj"] += shared_agent(tree, i)
    if not any(says_where(article, case, k) for case in PLACE_CASES for k in found[case]):
        found["en"] += shared_place(article, tree, i)
    apart_from_whom(article, tree, found)
    found = first_time(article, i, found)
    if not found["dative"]:
        found["dative"] += to_whom(article, tree, i)
    for voice in [m for k in found["subj"] for m in tree.children(k, "nmod") if m > k and tree.case(m) == "par"]:
        locution(article, tree, voice, found)  # "l'opposition, par la voix de X, a dénoncé"
    found["en compagnie de"] += [m for k in (*found["subj"], *found["obj"]) for m in companions(article, tree, k)]
    return found


def first_time(article: Article, verb: int, found: Positions) -> Positions:
    """Only what stands before "puis", where what is told before it and behind it both say with whom and where ("a été reçu à X par A puis à
    Y par B"): the second time is another happening."""
    last = max((k for tokens in found.values() for k in tokens), default=verb)
    then = next((k for k in range(verb + 1, last) if article.lower[k] == "puis"), None)
    if then is None:
        return found
    again = [p for p, tokens in found.items() if any(k > then for k in tokens) and any(verb < k < then for k in tokens)]
    if len(again) < MANY:
        return found
    return defaultdict(list, {p: [k for k in tokens if k < then] for p, tokens in found.items()})


def apart_from_whom(article: Article, tree: Tree, found: Positions) -> None:
    """A town behind "à" is where, beside people behind another "à" ("a été remis à Oslo à X", "a coûté la vie à Kaboul à dix soldats"); so
    is a body beside a pronoun for people ("lui sera rendu à l'Assemblée")."""
    towns = [k for k in found["à"] if k in article.at and all(article.kind_of(e) == "City" for e in article.at[k].entities)]
    if any(article.lower[k] in ("lui", "leur") for k in found["dative"]):
        bodies = [k for k in found["à"] if k in article.at and all(article.kind_of(e) == "Organization" for e in article.at[k].entities)]
        found["à"] = [k for k in found["à"] if k not in bodies]
        found["en"] += bodies
    whom = [k for k in found["à"] if k not in towns and (is_person(article, k) or article.is_a(k, "human"))]
    if towns and whom and not any(tree.is_a(k, "conj") for k in whom):
        found["à"] = [k for k in found["à"] if k not in towns]
        found["en"] += towns


def shared_agent(tree: Tree, i: int) -> list[int]:
    """Whoever stands behind two participles with one auxiliary and nothing between them but "et" did both ("a été insulté et frappé par X",
    but not "a été arrêté à Y puis condamné par X")."""
    other = tree.head[i] if tree.is_a(i, "conj") else next(iter(tree.children(i, "conj")), i)
    first, second = sorted((i, other))
    joined = second == first + 2 and tree.doc[first + 1].pos_ == "CCONJ" and tree.is_past_participle(other)
    if not joined or tree.children(second, "aux", "nsubj"):
        return []
    return [m for m in tree.children(other, "obl:agent") if m > second and tree.case(m) == "par"]


def undergone(tree: Tree, i: int) -> list[int]:
    """The subject of "se voir" or "se faire" before an infinitive or participle, who undergoes what that says ("s'est vu infliger")."""
    verb = tree.head[i]
    reflexive = any(tree.lower[k] in ("se", "s'", "s’") for k in tree.kids[verb])
    if not tree.is_a(i, "xcomp") or tree.doc[verb].lemma_ not in UNDERGOING or not reflexive:
        return []
    return tree.children(verb, "nsubj") or inherited_subject(tree, verb)


def undergo(tree: Tree, whom: list[int], found: Positions) -> None:
    """Make such a subject the object, or the indirect one where there is an object; who does it stands behind "par"."""
    found["subj"] = found["par"] + [m for k in found["obj"] for m in tree.children(k, "nmod") if tree.case(m) == "par"]
    own = [k for k in found["obj"] if k not in whom]
    found["obj"] = own or whom
    found["dative"] += whom if own else []


def companions(article: Article, tree: Tree, subject: int) -> Iterator[int]:
    """Who comes along with a subject or object, or leads those ("X, accompagné de Y, …", "a reçu une délégation de députés conduite par
    Y")."""
    language = article.document.language
    whose = article.doc[subject].lemma_.casefold() in word_set(language, "concepts", "members")
    inside = [m for k in tree.children(subject, "nmod") if whose and tree.case(k) == "de" for m in tree.children(k, "acl")]
    for k in (*tree.children(subject, "acl", "amod"), *inside):
        lemma = article.doc[k].lemma_.casefold()
        beside = lemma in word_set(language, "frames", "grammar", "accompanying") and k not in inside
        leads = whose and lemma in word_set(language, "frames", "grammar", "leading")
        if beside or leads:
            yield from (m for m in tree.children(k, "obl", "nmod") if tree.case(m) in ("de", "par"))


def to_whom(article: Article, tree: Tree, verb: int) -> list[int]:
    """The people behind "à" that the parser hung on another complement of the verb ("a remis la médaille du mérite à X"), and whoever it
    hung on a sum, or on what is given or asked for ("a accordé dix millions d'euros à X", "a réclamé de l'aide à X")."""
    units = article.data("relations")["numbers"]["units"]
    phrases = [k for k in tree.children(verb, "obj", "nsubj:pass") if tree.is_a(k, "nsubj") or k > verb]
    behind = [k for at in phrases for k in names_below(tree, at) if tree.case(k) == "à"]
    sums = [k for k in behind if tree.children(tree.head[k], "nummod") or article.doc[tree.head[k]].lemma_ in units]
    gives = article.doc[verb].lemma_.casefold() in article.data("frames")["grammar"]["giving"]
    actors = [k for k in behind if any(is_actor(article, m) for m in (k, *tree.children(k, "appos")))]  # "au laboratoire X"
    return [k for k in behind if is_person(article, k) or ((gives or k in sums) and k in actors)]


def names_below(tree: Tree, i: int) -> Iterator[int]:
    """The complements of a noun and of its complements."""
    for k in tree.children(i, "nmod"):
        yield k
        yield from names_below(tree, k)


def says_where(article: Article, case: str, k: int) -> bool:
    """Whether what stands behind a preposition of place may say where: a country behind "à" is somebody ("a promis à Paris une aide")."""
    return case != "à" or k not in article.at or any(article.kind_of(e) != "Country" for e in article.at[k].entities)


def shared_place(article: Article, tree: Tree, i: int) -> list[int]:
    """The place before the subject of the verb with which verb `i` is coordinated ("À Lyon, A a été blessé et B arrêté"), or behind both of
    them where they share their auxiliary ("a été insulté et frappé par B, à Lyon")."""
    first = tree.head[i]
    along = tree.is_a(i, "advcl") and tree.is_present_participle(i) and i > first
    if not (tree.is_a(i, "conj") or along) or article.doc[first].pos_ not in ("VERB", "AUX"):
        return []
    if where := [k for k in tree.kids[first] if article.lower[k] in ("où", "y") and k < first]:
        return [k for at in where for k in there(article, tree, first, at)]  # "où il a vu A et salué B", "où l'eau est montée, tuant X"
    if along:
        return []
    subject = min(tree.children(first, "nsubj"), default=-1)
    one = tree.is_past_participle(i) and not tree.children(i, "aux", "nsubj")
    around = [k for k in tree.children(first, "obl") if k < subject or (one and k > i)]
    return [k for k in around if tree.case(k) in PLACE_CASES and k in article.at and is_place(article, k)]


def place(article: Article, tree: Tree, verb: int, k: int, found: Positions) -> None:
    """Sort one dependent of a verb into its position."""
    if article.lower[k].lstrip("-") in ("où", "y") and article.doc[k].pos_ in ("PRON", "ADV", "SCONJ", "ADP"):
        for place in there(article, tree, verb, k):
            gives = article.doc[verb].lemma_.casefold() in article.data("frames")["grammar"]["giving"]  # "où il a demandé l'asile"
            found["à" if says_where(article, "à", place) and not gives else "en"].append(place)
    elif not PLACED[tree.dep[k]]:
        return  # most dependents: determiners, marks, auxiliaries
    elif is_street(article, tree, k):
        found["en"] += [k, *(m for m in tree.children(k, "nmod") if tree.case(m) == "à")]  # "agressé hier, rue de X à Y"
    elif tree.is_a(k, "nsubj") and tree.case(k) in PLACE_CASES:
        oblique(article, tree, k, found)
    elif tree.is_a(k, "nsubj", "csubj") and tree.dep[k] != "nsubj:pass":
        found["obj" if is_passive(tree, verb) else "subj"].append(k)
    elif tree.dep[k] == "nsubj:pass":
        found["obj" if is_passive(tree, verb) else "subj"].append(k)
    elif tree.dep[k] == "obl:agent":
        found["subj" if tree.case(k) in ("par", "de") and is_passive(tree, verb) else tree.case(k) or "obj"].append(k)
        locution(article, tree, k, found)  # "par la voix de X"
    elif is_dative(article, tree, verb, k):
        found["dative"].append(k)
    elif tree.is_a(k, "obj") and not tree.case(k):
        if not is_absolute(article, tree, verb, k):
            found["obj"].append(k)
    elif tree.is_a(k, "obl") and tree.case(k) == "par" and is_passive(tree, verb) and is_actor(article, k):
        found["subj"].append(k)
    elif is_staying(article, tree, k):
        return  # how somebody is there, and of nothing
    elif tree.is_a(k, "obl", "nmod", "obj", "iobj", "advmod", "dep") and tree.case(k):
        fronted = tree.case(k) == "à" and any(k < s < verb for s in tree.children(verb, "nsubj")) and article.doc[k].pos_ != "PRON"
        if fronted or is_from_where(article, tree, verb, k) or is_seat_between(article, tree, verb, k):
            found["en"].append(k)  # "Au RPR, X demande un congrès", "À Rome, X a promis", "De Rome, X a promis": where, not to whom
            locution(article, tree, k, found)
        else:
            oblique(article, tree, k, found)
    elif tree.is_a(k, "conj", "advcl") and tree.case(k) and article.doc[k].pos_ in ("NOUN", "PROPN"):
        oblique(article, tree, k, found)  # "…, lors de A et avant B"
    elif tree.is_a(k, "ccomp"):
        found["that" if is_finite(article, tree, k) else "inf"].append(k)
    elif tree.is_a(k, "xcomp") and k in article.at and article.at[k].kind == "Name" and tree.case(k):
        oblique(article, tree, k, found)  # "manifesteront demain à X"
    elif tree.is_a(k, "xcomp") and k in article.at and is_place(article, k) and not tree.children(verb, "obj"):
        found["obj"].append(k)  # "visitait X"
    elif tree.is_a(k, "xcomp") and is_clause(tree, k) and tree.children(k, "nsubj"):
        return  # a clause of its own
    elif tree.is_a(k, "xcomp"):
        aside = "pour" if marker(article, tree, k) == "pour" else "inf"  # "l'a appelé pour le féliciter"
        found[aside if article.doc[k].pos_ in ("VERB", "AUX") else "pred"].append(k)
        if article.doc[k].pos_ == "NOUN":
            found["pred de"] += [m for m in tree.children(k, "nmod") if tree.case(m) == "de"]  # "élu maire de X"
            for m in tree.children(k, "nmod"):
                if tree.case(m) in ("face à", "contre", "devant"):
                    found[tree.case(m)].append(m)  # "élu maire face à X"
    elif tree.is_a(k, "advcl", "obl", "obj", "acl") and article.doc[k].pos_ == "VERB" and tree.is_infinitive(k):
        mark = marker(article, tree, k)
        found[mark if mark in ASIDE else "inf"].append(k)


def is_street(article: Article, tree: Tree, k: int) -> bool:
    """Whether a dependent of a verb is a street without a preposition: where something is done."""
    if not tree.is_a(k, "obl", "dep") or k not in article.at or tree.case(k) or not is_place(article, k):
        return False
    first = article.at[k].start
    streets = word_set(article.document.language, "frames", "grammar", "streets")
    return article.lower[first] in streets and not any(m < k for m in tree.children(k, "det"))


def is_absolute(article: Article, tree: Tree, verb: int, k: int) -> bool:
    """Whether a noun right behind a comma that closes nothing is no object, but how somebody is then ("…, dit X, le regard sombre")."""
    start = min(tree.subtree(k))
    between = article.words[verb + 1 : start]
    if between.count("»") > between.count("«"):
        return True  # «J'ai accepté», dit X, le regard sombre
    apposed = any(verb < m < k for m in tree.children(verb, "obj")) or bool(tree.children(k, "appos", "flat"))
    return between[-1:] == [","] and between.count(",") % 2 == 1 and article.doc[k].pos_ == "NOUN" and k not in article.at and not apposed


def is_from_where(article: Article, tree: Tree, verb: int, k: int) -> bool:
    """Whether a place behind "de" and before a comma and the subject, or between commas behind the verb, is where somebody speaks or acts
    from ("De Rome, X a promis", "X a promis, de Rome, que")."""
    end = article.at[k].end if k in article.at else len(article.words)
    before = any(k < s < verb for s in tree.children(verb, "nsubj"))
    before |= verb < k and article.words[min(tree.subtree(k)) - 1] == ","
    return tree.case(k) == "de" and before and end < len(article.words) and article.words[end] == "," and is_place(article, k)


def is_seat_between(article: Article, tree: Tree, verb: int, k: int) -> bool:
    """Whether the seat of somebody in office stands between a time and what one gives, so that it says where rather than to whom ("a remis
    vendredi à l'Élysée la médaille à X")."""
    entries = [article.entry(e) for e in article.at[k].entities] if k in article.at else []
    before = min([k, *tree.children(k, "case", "det")]) - 1
    seat = bool(entries) and all(e is not None and e.seat == "office" for e in entries)
    gives = article.doc[verb].lemma_.casefold() in article.data("frames")["grammar"]["giving"]
    return seat and gives and tree.case(k) == "à" and article.is_a(before, "time") and any(m > k for m in tree.children(verb, "obj"))


def is_dative(article: Article, tree: Tree, verb: int, k: int) -> bool:
    """Whether a dependent of a verb is its indirect object, a town aside: "à Paris" is where."""
    if tree.is_a(k, "iobj"):
        return k not in article.at or any(article.kind_of(e) != "City" for e in article.at[k].entities)
    clitic = article.words[k].casefold().lstrip("-") in DATIVE_CLITICS and article.doc[k].pos_ == "PRON"
    return clitic and k < verb and tree.is_a(k, "obl")


def is_person(article: Article, i: int) -> bool:
    """Whether a token names people."""
    return i in article.at and all(article.kind_of(e) == "Person" for e in article.at[i].entities)


def is_actor(article: Article, k: int) -> bool:
    """Whether a token names somebody who may act."""
    span = article.at.get(k)
    return span is not None and any(article.kind_of(e) in ("Person", "Organization", "Country", "City") for e in span.entities)


def marker(article: Article, tree: Tree, k: int) -> str:
    """The word that introduces a clause; "afin de" is as "pour"."""
    word = next((article.doc[m].text.casefold() for m in tree.children(k, "mark", "case", "advmod") if m < k), "")
    return "pour" if word == "afin" else word


def oblique(article: Article, tree: Tree, k: int, found: Positions) -> None:
    """Under its preposition, and under "au sujet de" for what follows the noun."""
    case = tree.case(k)
    locution(article, tree, k, found)
    if case not in ("à", "de") or f"{phrase_before(article, tree, k)} de" not in spelled(article.document.language):
        found[case].append(k)  # "au lendemain de", "à propos de": what stands behind the whole alone
    if case == "à" and is_person(article, k):
        found["dative"].append(k)


@cache
def spelled(language: str) -> frozenset[str]:
    """The prepositions that are made of "à", a noun and "de", as the data write them."""
    frames, relations = table(language, "frames"), table(language, "relations")
    slots = [p for template in frames["templates"].values() for p in template]
    return frozenset({*slots, *relations["during"], *relations["attending"], *frames["grammar"]["timely"]})


def locution(article: Article, tree: Tree, k: int, found: Positions) -> None:
    """What follows a noun, under the preposition that the noun makes with those around it ("à l'issue de")."""
    for below in tree.children(k, "nmod", "obl"):
        if tree.case(below):
            found[f"{phrase_before(article, tree, k)} {tree.case(below)}"].append(below)


def phrase_before(article: Article, tree: Tree, k: int) -> str:
    """The words of a noun's phrase up to the noun itself ("à l'issue")."""
    start = min([m for m in tree.children(k, "case") if m < k], default=k)
    return " ".join(t.text.casefold() for t in article.doc[start : k + 1]).replace("' ", "'").replace("’ ", "'")


def is_passive(tree: Tree, i: int) -> bool:
    """Whether verb `i` is a passive, or a past participle that modifies a noun."""
    if tree.doc[i].lemma_.casefold() in unaccusative(tree.doc.lang_):
        if tree.is_a(i, "acl") and tree.is_past_participle(i) and not tree.children(i, "aux"):
            return any(tree.case(k) == "par" for k in tree.children(i, "obl"))  # "X, débarqué par Y en janvier"
        return any(tree.lower[k] == "été" for k in tree.children(i, "aux:pass"))  # "a été débarqué par X"
    if tree.children(i, "aux:pass") or any(tree.dep[k] == "nsubj:pass" for k in tree.kids[i]):
        return bool(tree.children(i, "aux:pass")) or not tree.children(i, "aux")
    morph = tree.doc[i].morph
    participle = "Part" in morph.get("VerbForm", []) and "Past" in morph.get("Tense", [])
    if participle and tree.is_a(i, "conj") and not tree.children(i, "aux") and tree.head[i] != i and not tree.children(i, "obj", "nsubj"):
        first = tree.head[i]
        return tree.doc[first].pos_ == "VERB" and is_passive(tree, first)  # "arrêté à X puis écroué", "a été arrêté et écroué"
    return participle and not tree.children(i, "aux") and tree.is_a(i, "acl", "amod", "advcl", "appos") and tree.dep[i] != "acl:relcl"


def is_finite(article: Article, tree: Tree, i: int) -> bool:
    """Whether a clause's verb, or its auxiliary or copula, is conjugated."""
    return any("Fin" in article.doc[k].morph.get("VerbForm", []) for k in [i, *tree.children(i, "aux", "cop")])


def of_noun(article: Article, tree: Tree, i: int) -> Positions:
    """Positions of noun `i`: its complements by preposition, possessive, country adjective, infinitive; itself where it is counted."""
    found: Positions = defaultdict(list)
    if any(k < i for k in tree.children(i, "nummod")):
        found["count"].append(i)
    found["de"] += relative_owner(article, tree, i)
    found["subj"] += called_so(article, tree, i)
    for k in tree.kids[i]:
        token = article.doc[k]
        if tree.is_a(k, "det") and "Yes" in token.morph.get("Poss", []):
            found["poss"].append(k)
        elif k in article.at and article.at[k].rule == "adjective" and tree.is_a(k, "amod", "nmod", "acl", "appos", "conj"):
            if agrees(article, k, i):
                found["adj"].append(k)
        elif tree.is_a(k, "nmod", "obl", "obj", "appos", "dep") and tree.case(k):
            oblique(article, tree, k, found)
        elif k == i + 1 and k in article.at and article.at[k].rule == "joined":
            found["entre"].append(k)  # "le sommet UE-Russie"
        elif tree.is_a(k, "nsubj") and tree.children(i, "cop"):
            found["subj"].append(k)  # "X est en visite"
        elif tree.is_a(k, "acl", "xcomp") and "Inf" in token.morph.get("VerbForm", []):
            found["inf"].append(k)
    for position, k in told_by_clauses(article, tree, i):
        found[position].append(k)
    return found


def relative_owner(article: Article, tree: Tree, noun: int) -> list[int]:
    """The "dont" right before a noun and its determiner ("la CGT, dont le congrès s'achève"), or before the subject of the verb whose
    definite object the noun is ("X, dont le Parlement a voté la destitution")."""
    verb, definite = tree.head[noun], any(article.lower[k] in ("la", "le", "l'") for k in tree.children(noun, "det"))
    subject = next((k for k in tree.children(verb, "nsubj") if k < verb), None) if tree.is_a(noun, "obj") and noun > verb else None
    owned = any(tree.case(k) == "de" for k in tree.children(noun, "nmod"))
    told = subject if subject is not None and definite and not owned else noun
    before = min([told, *(k for k in tree.children(told, "det", "amod", "title") if k < told)]) - 1
    return [before] if before > 0 and article.lower[before] == "dont" else []


def agrees(article: Article, adjective: int, noun: int) -> bool:
    """Whether an adjective has a noun's gender, as far as both are told."""
    genders = [set(article.doc[k].morph.get("Gender", [])) for k in (adjective, noun)]
    return not all(genders) or bool(genders[0] & genders[1])


def of_whom(article: Article, tree: Tree, i: int) -> list[int]:
    """Who is "en visite", "de passage": the name that the noun stands beside, or the subject of its clause."""
    if (tree.case(i) != "en" and not is_staying(article, tree, i)) or tree.children(i, "det"):
        return []
    head = tree.head[i]
    if tree.is_a(i, "conj", "nmod") and article.doc[head].lemma_.casefold() in word_set(article.document.language, "nouns", "time"):
        i, head = head, tree.head[head]  # "Vendredi, en déplacement à X, …"
    if head in article.at and tree.is_a(i, "nmod", "acl", "appos"):
        return [head]
    return tree.children(head, "nsubj")[:1] if tree.is_a(i, "obl", "advcl") and article.doc[head].pos_ == "VERB" else []


def is_staying(article: Article, tree: Tree, i: int) -> bool:
    """Whether a noun says that somebody is somewhere for a while ("de passage à X")."""
    return tree.case(i) == "de" and article.doc[i].lemma_ in word_set(article.document.language, "frames", "grammar", "staying")


def who_speaks(article: Article, tree: Tree, i: int) -> list[int]:
    """Whose words a noun behind "lors de", "dans" or "au cours de" means: the subject of its clause, unless the noun says whose."""
    head = tree.head[i]
    during = (tree.case(i) in DURING or tree.case(i) == "par") and tree.is_a(i, "obl")
    return tree.children(head, "nsubj")[:1] if during and article.doc[head].pos_ == "VERB" and not is_passive(tree, head) else []
