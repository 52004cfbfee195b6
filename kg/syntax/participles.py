"""Participles of plans and of taking place ("tenue lundi à Oslo", "prévu mercredi") belong to the event noun that agrees with them."""

from __future__ import annotations

from collections.abc import Container

from kg.extract.article import Article, Span
from kg.kb.entry import PLACE_KINDS
from kg.lang import word_set
from kg.nlp.participles import infinitive
from kg.nlp.tags import DEAD, PAST
from kg.syntax.fronted import agreement
from kg.syntax.tree import Tree

BEHIND = frozenset({"par", "à", "en", "dans"})
WHERE = frozenset({"à", "en", "dans", "près de"})
SELF = frozenset({"lui-même", "elle-même", "eux-mêmes", "elles-mêmes"})
AGES = frozenset({"an", "ans"})
EITHER = ("is", "us")  # as singulars may end, too ("mis", "exclus")
ASIDE = 3  # words between a name's comma and its participle
MANNER, MANNERED = "ment", 3  # how an adverb of manner ends, and tokens that stand before a participle with one
REACH = 25  # tokens back in which the noun is sought


def retag(article: Article, tree: Tree, verbs: Container[str]) -> None:
    """Make a participle of what looks like one between a noun and "par", without a determiner ("une délégation conduite par X"), or
    between a noun's comma and a time ("Le producteur, licencié dimanche, a nié")."""
    for span in article.spans:
        if span.kind == "Name" and all(article.kind_of(e) == "Person" for e in span.entities):
            behind_comma(article, tree, span, verbs)
    for i in range(1, len(article.words) - 1):
        set_off(article, tree, i, verbs)
        behind_auxiliary(article, tree, i, verbs)
        if article.lower[i - 1] == "et" and i not in article.at and article.doc[i].pos_ in ("NOUN", "VERB") and tree.is_a(i, "conj", "acl"):
            behind_and(article, tree, i, verbs)
        if article.words[i - 1] == "," and tree.is_a(i, "advcl") and tree.is_past_participle(i):
            aside(article, tree, i)
        noun = article.doc[i].pos_ in ("NOUN", "ADJ") and i not in article.at and tree.is_a(i, "acl", "amod", "nmod")
        if noun and article.lower[i + 1] == "par" and tree.head[i] < i and not tree.children(i, "det", "case"):
            if lemma := infinitive(article.document.language, article.lower[i], verbs):
                article.doc[i].retag("VERB", lemma, f"{PAST}|{agreement(article.lower[i])}")
                tree.dep[i] = "acl"
        elif noun_of_time(article, tree, i) and (lemma := infinitive(article.document.language, article.lower[i], verbs)):
            article.doc[i].retag("VERB", lemma, f"{PAST}|{agreement(article.lower[i])}")
            tree.dep[i] = "acl"


def behind_auxiliary(article: Article, tree: Tree, i: int, verbs: Container[str]) -> None:
    """Make a verb of a noun that looks like a participle, right behind a form of "avoir" that hangs on it beside a subject ("X avait
    téléphoné mardi à Y")."""
    auxiliary = i - 1
    if article.doc[i].pos_ not in ("NOUN", "ADJ") or tree.head[auxiliary] != i or article.doc[auxiliary].lemma_ != "avoir":
        return
    if tree.children(i, "det", "case") or not tree.children(i, "nsubj") or not tree.is_finite(auxiliary):
        return
    if lemma := infinitive(article.document.language, article.lower[i], verbs):
        article.doc[i].retag("VERB", lemma, f"{PAST}|{agreement(article.lower[i])}")
        tree.dep[auxiliary] = "aux:tense"


def noun_of_time(article: Article, tree: Tree, i: int) -> bool:
    """Whether a word that the parser has for a noun in apposition stands behind a comma and right before a time or "par"."""
    apposed = article.doc[i].pos_ == "NOUN" and tree.is_a(i, "appos") and article.lower[i - 1] == "," and i not in article.at
    timely = article.lower[i + 1] in word_set(article.document.language, "nouns", "time") or article.lower[i + 1] in ("hier", "par")
    return apposed and timely and tree.head[i] < i and not tree.children(i, "det", "case")


def set_off(article: Article, tree: Tree, i: int, verbs: Container[str]) -> None:
    """Make a participle of an adjective that looks like one where it stands between commas with an adverb of manner before it and has
    nothing of a noun ("X et Y, légèrement blessés, ont été transportés à Z")."""
    if article.doc[i].pos_ not in ("ADJ", "NOUN") or article.words[i + 1] != "," or i < MANNERED or i in article.at:
        return
    manner = article.doc[i - 1].pos_ == "ADV" and article.lower[i - 1].endswith(MANNER) and article.words[i - 2] == ","
    if not manner or tree.children(i, "det", "case", "nmod", "cop"):
        return
    if lemma := infinitive(article.document.language, article.lower[i], verbs):
        article.doc[i].retag("VERB", lemma, f"{PAST}|{agreement(article.lower[i])}")
        if tree.is_a(i, "appos", "amod", "dep", "nmod"):
            tree.dep[i] = "acl"


def aside(article: Article, tree: Tree, i: int) -> None:
    """A participle between commas that took the subject of the finite verb behind it describes that subject ("Le président X, reçu à Y par
    Z, a défendu …")."""
    verb, subjects = tree.head[i], [k for k in tree.children(i, "nsubj") if k < i]
    if verb < i or len(subjects) != 1 or tree.children(i, "aux", "cop", "mark") or tree.children(verb, "nsubj"):
        return
    if "," in article.words[i:verb] and (tree.is_finite(verb) or tree.children(verb, "aux")) and i - 2 in tree.subtree(subjects[0]):
        tree.attach(subjects[0], verb, "nsubj")
        tree.attach(i, subjects[0], "acl")


def behind_and(article: Article, tree: Tree, i: int, verbs: Container[str]) -> None:
    """What looks like a participle behind "et" and was hung on the object of a compound verb is a second verb ("a condamné l'attentat et
    téléphoné à X", "a rejeté le vote et appelé à manifester"): it has that one's auxiliary, and takes what follows it."""
    hung = first = tree.head[i]
    while tree.is_a(first, "nmod") or (tree.is_a(first, "acl") and tree.is_present_participle(first)):
        first = tree.head[first]  # "a dénoncé un recours croissant à X et appelé à manifester"
    verb = tree.head[first]
    compound = tree.is_past_participle(verb) and tree.children(verb, "aux:tense")
    if not (compound and tree.is_a(first, "obj", "obl") and tree.children(first, "det")):
        return
    lemma = infinitive(article.document.language, article.lower[i], verbs)
    if not lemma or tree.children(i, "det", "case", "nummod", "amod"):
        return
    if article.doc[i].pos_ == "NOUN":
        article.doc[i].retag("VERB", lemma, f"{PAST}|{agreement(article.lower[i])}")
    elif not tree.is_past_participle(i) or tree.children(i, "obl:agent") or not tree.children(i, "cc"):
        return
    tree.attach(i, verb, "conj")
    for k in [k for k in tree.kids[verb] if k > i and tree.is_a(k, "obl", "obj", "iobj", "ccomp", "xcomp")]:
        tree.attach(k, i, tree.dep[k])
    for k in [k for k in tree.kids[hung] if k > i and tree.is_a(k, "conj", "appos", "nmod")]:
        tree.attach(k, i, "obl:mod" if tree.case(k) else "obj")  # "a suivi les réquisitions et placé le suspect en détention"


def behind_comma(article: Article, tree: Tree, span: Span, verbs: Container[str]) -> None:
    """Make a participle of a feminine noun without determiner behind a person's name and a comma ("X, arrivée à Y, a plaidé")."""
    i = span.end + 1
    if article.words[span.end : i] != [","] or i >= len(article.words) or article.doc[i].pos_ != "NOUN":
        return
    lemma = infinitive(article.document.language, article.lower[i], verbs) if article.lower[i].endswith("e") else ""
    verb = tree.head[i]
    if not lemma or tree.children(i, "det", "case") or verb <= i or not tree.is_finite(verb):
        return
    article.doc[i].retag("VERB", lemma, f"{PAST}|{agreement(article.lower[i])}")
    tree.attach(span.head, verb, "nsubj")
    tree.attach(i, span.head, "acl")


def repair(article: Article, tree: Tree, event_nouns: frozenset[str]) -> None:
    """Re-attach such participles, with the adjuncts that follow them, to the nearest event noun before that agrees."""
    relations = article.data("relations")
    words = {*relations["event_participles"], *relations["told_participles"]}
    for token in article.doc:
        participle = tree.is_past_participle(token.i)
        if participle:
            no_relative(article, tree, token.i)
            no_predicate(article, tree, token.i)
            behind_adjective(article, tree, token.i)
            take_behind(article, tree, token.i)
            behind_dead(article, tree, token.i)
        supposed(article, tree, token.i)
        if participle:
            so_many(article, tree, token.i)
            after_people(article, tree, token.i)
            accompanied(article, tree, token.i)
    for span in article.spans:
        if span.kind != "Name" or span.rule == "adjective":
            continue
        if all(article.kind_of(e) in ("Person", "Organization") for e in span.entities) or is_of_country(article, tree, span):
            after_name(article, tree, span)
    for token in article.doc:
        stem = stem_of(token.text.casefold())
        if stem not in words or tree.children(token.i, "aux") or token.i in article.at:
            continue
        if tree.is_a(token.i, "conj") and tree.children(tree.head[token.i], "aux:tense") and tree.children(token.i, "obj"):
            continue  # "a décrété l'état d'urgence et lancé un appel"
        noun = agreeing_noun(article, tree, token.i, event_nouns)
        if noun is not None and noun not in tree.subtree(token.i):
            tree.attach(token.i, noun, "acl")
            adopt_adjuncts(article, tree, token.i)


def no_relative(article: Article, tree: Tree, i: int) -> None:
    """A past participle without auxiliary or pronoun is no relative clause; behind a name's comma and "lui-même" it describes that ("par X,
    lui-même évincé par Y")."""
    name = article.at.get(i - 3)
    if i > 2 and article.lower[i - 1] in SELF and article.words[i - 2] == "," and name is not None and name.end == i - 2:
        if tree.is_past_participle(i) and not tree.children(i, "aux", "nsubj") and i not in tree.path(name.head):
            tree.attach(i, name.head, "acl")
            return
    if tree.dep[i] == "acl:relcl" and tree.is_past_participle(i) and not tree.children(i, "aux", "cop", "nsubj"):
        if not any(article.doc[k].pos_ == "PRON" and "Rel" in article.doc[k].morph.get("PronType", []) for k in tree.kids[i]):
            tree.dep[i] = "acl"


def no_predicate(article: Article, tree: Tree, i: int) -> None:
    """A participle without auxiliary right behind its noun is no clause where a verb without subject follows: that is the noun's ("La trêve
    conclue le 14 mai semble tenir")."""
    if not tree.is_past_participle(i) or i in article.at or tree.children(i, "aux", "cop"):
        return
    subject = [k for k in tree.children(i, "nsubj") if k < i]
    above = tree.head[i]
    if len(subject) == 1 and tree.is_a(i, "nsubj") and above > i:  # "X, venue à Y, a été huée", with "venue" as the subject
        tree.attach(subject[0], above, tree.dep[i])
        tree.attach(i, subject[0], "acl")
        return
    below = [k for k in tree.children(i, "advcl", "ccomp", "xcomp", "parataxis", "conj", "acl") if k > i and tree.is_finite(k)]
    verb = next((k for k in below if not tree.children(k, "nsubj", "mark", "cc", "expl")), None)
    if len(subject) != 1 or verb is None or any(article.doc[k].pos_ != "ADJ" for k in range(subject[0] + 1, i)):
        return
    if article.doc[subject[0]].pos_ == "PRON" or "»" in article.words[i:verb]:
        return  # « Nous achetons », a dit X
    tree.attach(verb, tree.head[i] if tree.head[i] != i else verb, tree.dep[i])
    tree.attach(subject[0], verb, "nsubj")
    tree.attach(i, subject[0], "acl")


def so_many(article: Article, tree: Tree, i: int) -> None:
    """A number right before a participle that shares its auxiliary says how many it was done to ("ont été tuées et une trentaine
    blessées")."""
    number = i - 1
    if not (tree.is_past_participle(i) and tree.is_a(i, "conj") and tree.is_a(number, "amod", "nmod") and tree.head[number] == i):
        return
    counting = article.data("relations")["numbers"]["collective"]
    if article.doc[number].lemma_.casefold() in counting and not tree.children(i, "nsubj", "aux"):
        for k in tree.children(i, "det"):
            tree.attach(k, number, "det")
        tree.attach(number, i, "nsubj:pass")


def supposed(article: Article, tree: Tree, i: int) -> None:
    """What stands behind "de" and the participle of who is thought to have done something is what he did ("l'auteur présumé de la tuerie"),
    and no less sure for that."""
    noun = tree.head[i]
    if not (tree.is_a(i, "acl") and noun == i - 1 and article.is_a(noun, "human")):
        return
    if article.doc[i].lemma_.casefold() in word_set(article.document.language, "frames", "grammar", "supposing"):
        for k in [k for k in tree.children(i, "obl", "nmod") if tree.case(k) == "de"]:
            tree.attach(k, noun, "nmod")


def behind_dead(article: Article, tree: Tree, i: int) -> None:
    """When and where somebody died stands behind the participle of how ("est mort noyé lundi à X"), and is that of the verb."""
    verb = tree.head[i]
    if verb != i - 1 or not tree.is_past_participle(i) or not tree.is_a(i, "advcl", "xcomp") or tree.children(i, "aux"):
        return
    if article.lower[verb] in DEAD.get(article.document.language, ()) or article.doc[verb].lemma_ in ("mourir", "périr"):
        for k in [k for k in tree.children(i, "obl", "nmod", "obj") if not (tree.dep[k] == "obl:agent" or tree.case(k) in ("par", "de"))]:
            tree.attach(k, verb, "obl:mod")


def take_behind(article: Article, tree: Tree, i: int) -> None:
    """By whom and where, behind a participle that describes a noun, is the participle's ("la médaille obtenue à Rome par X")."""
    noun = tree.head[i]
    if not (tree.is_past_participle(i) and tree.is_a(i, "acl") and noun < i) or tree.children(i, "aux", "nsubj"):
        return
    for k in [m for m in tree.children(noun, "nmod") if m > i and tree.case(m) in BEHIND]:
        tree.attach(k, i, "obl:agent" if tree.case(k) == "par" else "obl:mod")
    for k in [k for m in tree.children(i, "obl", "nmod") for k in tree.children(m, "nmod") if m > i and tree.case(k) == "par"]:
        tree.attach(k, i, "obl:agent")  # hung on the place before it
    above = [v for v in tree.path(noun)[1:] if article.doc[v].pos_ == "VERB" and v < i]
    for k in [k for v in above for k in tree.children(v, "obl") if k > i and tree.case(k) in WHERE and k in article.at]:
        where = all(article.kind_of(e) in PLACE_KINDS for e in article.at[k].entities)
        if where and "," not in article.words[i:k]:
            tree.attach(k, i, "obl:mod")  # "a salué X, mort dimanche à Y"


def behind_adjective(article: Article, tree: Tree, i: int) -> None:
    """A past participle that was hung on the adjective right before it tells of that one's noun ("Un chauffard ivre arrêté à X")."""
    adjective = tree.head[i]
    if tree.is_past_participle(i) and adjective == i - 1 and tree.is_a(i, "dep", "xcomp") and not tree.children(i, "aux"):
        if article.doc[adjective].pos_ == "ADJ" and tree.is_a(adjective, "amod") and agree(article, i, tree.head[adjective]):
            tree.attach(i, tree.head[adjective], "acl")


def after_people(article: Article, tree: Tree, i: int) -> None:
    """A past participle behind a comma that agrees with the people before it, and not with the subject of the clause that it was hung on,
    tells of them ("La décision indigne les syndicats, reçus mardi par X")."""
    verb = tree.head[i]
    if not (tree.is_past_participle(i) and tree.is_a(i, "obl", "advcl") and verb < i - 1) or tree.children(i, "aux", "nsubj"):
        return
    people = i - 2
    subject = next(iter(tree.children(verb, "nsubj")), None)
    if article.words[i - 1] != "," or not article.is_a(people, "human", "body") or people in article.at or subject is None:
        return
    if "Plur" not in article.doc[people].morph.get("Number", []):
        return  # "le président du club, élu lundi"
    if agree(article, i, people) and not agree(article, i, subject) and verb in tree.path(people):
        tree.attach(i, people, "acl")


def accompanied(article: Article, tree: Tree, i: int) -> None:
    """A participle of company behind a comma tells of the subject of its clause, whatever stands before it ("se sont rendus sur place dans
    l'après-midi, accompagnés du maire, X")."""
    if article.words[i - 1] != "," or article.doc[i].lemma_.casefold() not in word_set(
        article.document.language, "frames", "grammar", "accompanying"
    ):
        return
    verb = tree.clause_above(i)
    if not tree.is_past_participle(i) or not tree.is_a(i, "acl", "advcl") or tree.children(i, "aux", "nsubj") or verb is None or verb > i:
        return
    subject = next((k for k in tree.children(verb, "nsubj") if k < verb), None)
    people = tree.head[i] in article.at or article.is_a(tree.head[i], "human", "body")
    if subject is not None and not (people and tree.is_a(i, "acl")):
        tree.attach(i, subject, "acl")


def agree(article: Article, one: int, other: int) -> bool:
    """Whether two words have the same gender and number, as far as both show them."""
    morphs = [article.doc[k].morph for k in (one, other)]
    shown = [[m.get(feature) for m in morphs] for feature in ("Gender", "Number")]
    return all(a == b for a, b in shown if a and b)


def after_name(article: Article, tree: Tree, span: Span) -> None:
    """A past participle right behind a name and a comma ("X, morte le 20 mai, …"), or behind what X is ("X, maire de Y, mort jeudi"), says
    something of whom it names."""
    at = behind_apposition(article, tree, span) + 1
    first = at
    while at < len(article.words) and at < first + ASIDE and (article.doc[at].pos_ == "ADV" or article.lower[at] in ("un", "temps")):
        at += 1  # "X, un temps incarcéré"
    if at >= len(article.words) or article.words[span.end] != "," or tree.sentence[at] != tree.sentence[span.head]:
        return
    if tree.is_past_participle(at) and at not in article.at and not tree.children(at, "aux") and at not in tree.path(span.head):
        for k in tree.children(at, "nsubj"):
            if k < span.start:
                tree.attach(k, tree.head[at] if tree.head[at] != at else k, "obj")  # what the parser took for its subject
        tree.attach(at, described(article, tree, span, at), "acl")


def is_of_country(article: Article, tree: Tree, span: Span) -> bool:
    """Whether a participle behind a country's name and a comma agrees with that and not with the subject ("A et B ont rompu avec le Qatar,
    accusé de …")."""
    at, entry = span.end + 1, article.entry(span.entities[0]) if len(span.entities) == 1 else None
    verb = tree.clause_above(span.head)
    if at >= len(article.words) or entry is None or entry.kind != "Country" or verb is None or not tree.is_past_participle(at):
        return False
    form = article.lower[at]
    singular, gender = not form.endswith("s") or form.endswith(EITHER), "f" if form.endswith("e") else "m"
    return singular and gender == entry.gender and any(not may_be_of(article, tree, k, gender) for k in tree.children(verb, "nsubj"))


def may_be_of(article: Article, tree: Tree, subject: int, gender: str) -> bool:
    """Whether a subject may be singular and of a gender."""
    entry = article.entry(article.at[subject].entities[0]) if subject in article.at else None
    told = entry.gender if entry is not None and entry.gender else "".join(article.doc[subject].morph.get("Gender", [])).casefold()[:1]
    plural = bool(tree.children(subject, "conj")) or "Plur" in article.doc[subject].morph.get("Number", [])
    return not plural and told in ("", gender)


def behind_apposition(article: Article, tree: Tree, span: Span) -> int:
    """Where a person's name ends, with the age or the noun between commas behind it that says what the person is."""
    person = all(article.kind_of(e) == "Person" for e in span.entities)
    age = article.lower[span.end : span.end + 4]
    if person and len(age) == 4 and age[0] == age[3] == "," and age[1].isdigit() and age[2] in AGES:
        return span.end + 3
    for k in tree.children(span.head, "appos") if person else ():
        end = max(tree.subtree(k)) + 1
        closed = end < len(article.words) and article.words[end] == ","
        if k > span.end and article.doc[k].pos_ == "NOUN" and closed and not any(tree.is_past_participle(m) for m in tree.subtree(k)):
            return end
    return span.end


def described(article: Article, tree: Tree, span: Span, participle: int) -> int:
    """Whom a participle behind a name describes: the name, or who leads what it names where only he agrees ("X, chef des Y, tué"); a plural
    one all of a row ("X et Y, tués à Z")."""
    text = article.doc[participle].text
    plural = text.endswith("s") and (not text.endswith(EITHER) or "Plur" in article.doc[participle].morph.get("Number", []))
    feminine = text.endswith("e")
    if feminine and "Masc" in article.doc[tree.head[span.head]].morph.get("Gender", []) and tree.is_a(span.head, "appos"):
        women = (k for k in tree.path(span.head)[2:] if "Fem" in article.doc[k].morph.get("Gender", []) and article.is_a(k, "human"))
        if (woman := next(women, None)) is not None:
            return woman  # "X, épouse du producteur Y, retrouvée morte"
    if plural and tree.is_a(span.head, "conj") and len(span.entities) == 1:
        return tree.head[span.head]
    role = tree.head[span.head]
    if plural and tree.is_a(span.head, "appos") and role < span.head and tree.is_a(role, "conj") and tree.head[role] in article.at:
        return tree.head[role]  # "X et l'émissaire Y, arrivés à Z"
    noun, people = tree.head[span.head], word_set(article.document.language, "nouns", "human")
    if plural or tree.case(span.head) != "de" or article.doc[noun].pos_ != "NOUN" or article.doc[noun].lemma_.casefold() not in people:
        return span.head
    return tree.head[noun] if tree.is_a(noun, "appos") and tree.head[noun] in article.at else noun


def stem_of(text: str) -> str:
    """The masculine singular of a participle: "tenues" → "tenu"."""
    return (
        text.removesuffix("s").removesuffix("e")
        if text.endswith(("ue", "ues", "ée", "ées", "ie", "ies", "se", "ses", "te", "tes", "us", "és", "is"))
        else text
    )


def agreeing_noun(article: Article, tree: Tree, i: int, event_nouns: frozenset[str]) -> int | None:
    """The nearest event noun before token `i` in its sentence with the same gender and number."""
    text = article.doc[i].text.casefold()
    number = "Plur" if text.endswith("s") else "Sing"
    gender = "Fem" if text.rstrip("s").endswith("e") else "Masc"
    for k in range(i - 1, max(-1, i - 1 - REACH), -1):
        token = article.doc[k]
        if tree.sentence[k] != tree.sentence[i] or token.text in (";", ":", "."):
            return None
        if token.pos_ == "NOUN" and token.lemma_.casefold() in event_nouns and k not in article.at:
            fits = token.morph.get("Number", [number])[0] == number and token.morph.get("Gender", [gender])[0] == gender
            if fits:
                return k
    return None


def adopt_adjuncts(article: Article, tree: Tree, i: int) -> None:
    """Times and places right behind the participle are its own."""
    at = i + 1
    while at < len(article.doc) and tree.sentence[at] == tree.sentence[i]:
        head = article.at[at].head if at in article.at else at
        token = article.doc[at]
        if token.pos_ in ("ADP", "DET", "NUM") or (at in article.at and at != head):
            at += 1
            continue
        nominal = head in article.at or token.pos_ in ("NOUN", "PROPN")
        if not nominal or i in tree.path(head) or head in tree.path(i):
            if not nominal:
                return
        else:
            tree.attach(head, i, "obl:mod")
        at = article.at[at].end if at in article.at else at + 1
