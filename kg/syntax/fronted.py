"""Participles before the main clause ("Arrivé à X, le ministre a …", "Placée en faillite, Y a …") say something of its subject."""

from __future__ import annotations

from collections.abc import Container

from kg.extract.article import Article
from kg.lang import word_set
from kg.nlp.participles import infinitive
from kg.nlp.tags import PAST
from kg.syntax.lacking import take_agent
from kg.syntax.tree import Tree

SKIPPED = ("SPACE", "PUNCT", "ADV")
NOUNS = ("NOUN", "ADJ", "PROPN", "INTJ", "DET")  # as the tagger has a participle with a capital
RELATIVE = frozenset({"qui", "que", "qu'", "dont", "où", "lequel", "laquelle", "lesquels", "lesquelles"})
LONGEST = 25  # tokens before the comma behind which the subject stands


def retag(article: Article, tree: Tree, verbs: Container[str]) -> None:
    """Make a participle of what opens a sentence, looks like that of one of some verbs, and agrees with the subject behind its comma
    ("Arrêtée lundi, X a …"), whatever the tagger takes it for."""
    for start, end in article.sentences:
        first = opening(article, start, end)
        if article.doc[first].pos_ not in NOUNS or tree.children(first, "det", "cop") or is_name(article, first):
            continue
        lemma = infinitive(article.document.language, article.lower[first], verbs)
        subject = subject_behind(article, tree, first, end) if lemma else None
        if lemma and subject is not None and agrees(article, tree, first, subject) and main_verb(article, tree, subject, end) is not None:
            article.doc[first].retag("VERB", lemma, f"{PAST}|{agreement(article.lower[first])}")


def no_adjunct_of_subject(article: Article, tree: Tree, first: int) -> None:
    """What opens a sentence with a preposition and was hung on the subject behind its comma is the verb's ("En Autriche, l'écologiste X a
    battu Y")."""
    noun = tree.head[first]
    subject = tree.head[noun]
    if article.doc[first].pos_ != "ADP" or not tree.is_a(first, "case") or not tree.is_a(noun, "obl", "nmod") or not noun < subject:
        return
    if "," in article.words[noun + 1 : subject] and tree.is_a(subject, "nsubj") and tree.head[subject] > subject:
        tree.attach(noun, tree.head[subject], "obl:mod")


def repair(article: Article, tree: Tree) -> None:
    """Hang a participle that opens a sentence, with all before its comma, on the first finite verb behind the subject that follows."""
    for start, end in article.sentences:
        first = opening(article, start, end)
        no_adjunct_of_subject(article, tree, first)
        gerund = article.lower[first] == "en" and first + 1 < end and tree.is_present_participle(first + 1)
        first += gerund  # "En rachetant X, Y a …"
        participle = gerund or tree.is_past_participle(first)
        if not participle or tree.children(first, "aux") or is_name(article, first):
            continue
        subject = subject_behind(article, tree, first, end)
        main = main_verb(article, tree, subject, end) if subject is not None else None
        if subject is None or main is None:
            continue
        around = [k for k in tree.path(main) if first <= k < subject]
        if around:
            tree.take_place(main, around[-1])
        tree.attach(first, main, "advcl")
        for k in [k for k in tree.children(first, "nmod", "obl") if first < k < subject and tree.is_past_participle(k)]:
            tree.attach(k, first, "conj")  # "Arrêté lundi, relâché mardi, X a …"
        give_adjuncts(article, tree, first, subject)
        take_agent(article, tree, first)
        split_row(article, tree, subject)
        if not any(first < k < main and k >= subject for k in tree.children(main, "nsubj")):
            for k in tree.children(main, "nsubj"):
                tree.attach(k, *((main, "obj") if k > main else (first, "obl:mod")))
            tree.set_subject(main, subject)
        for clause in [m for m in tree.subtree(first) if subject < m < main and tree.dep[m] == "acl:relcl" and tree.head[m] < subject]:
            tree.attach(clause, subject, "acl:relcl")  # "Inculpé par un jury, X, qui a démissionné, …"
        for m in [m for k in tree.children(first, "xcomp") for m in tree.children(k, "acl") if m < subject]:
            if tree.is_past_participle(m) and not tree.children(m, "aux") and article.words[m - 1] == ",":
                tree.attach(m, first, "conj")  # "Elu maire en 1995, réélu en 2001, X a …"


def split_row(article: Article, tree: Tree, subject: int) -> None:
    """Part a subject, and those coordinated with it, from a name before the comma that was taken for the first of their row ("Réunis pour
    un sommet de X, A et B ont …")."""
    for first, row in list(article.groups.items()):
        if subject in row and first < subject:
            own = [k for k in row if k >= subject]
            for k in own[1:]:
                tree.attach(k, subject, "conj")
            article.groups[first] = [k for k in row if k < subject]
            article.groups[subject] = own


def opening(article: Article, start: int, end: int) -> int:
    """The first word of a sentence but for adverbs ("Récemment élu, …")."""
    return next((i for i in range(start, end) if article.doc[i].pos_ not in SKIPPED), start)


def is_name(article: Article, i: int) -> bool:
    """Whether a word belongs to a name that is more than a guess from its capital."""
    span = article.at.get(i)
    return span is not None and (span.end - span.start > 1 or any(article.entities[e].known for e in span.entities))


def agreement(word: str) -> str:
    """The features that the ending of a participle shows."""
    plural = word.endswith("s") and not word.endswith(("is", "us"))
    feminine = word.removesuffix("s").endswith("e")
    return f"Gender={'Fem' if feminine else 'Masc'}|Number={'Plur' if plural else 'Sing'}"


def agrees(article: Article, tree: Tree, first: int, subject: int) -> bool:
    """Whether a participle may be said of a noun, whose gender its determiner shows best; of a name it always may."""
    if article.doc[subject].pos_ != "NOUN" or (subject in article.at and article.at[subject].kind == "Name"):
        return True
    shown = agreement(article.lower[first])
    words = [*(article.doc[k].morph for k in tree.children(subject, "det")), article.doc[subject].morph]
    telling = ("Gender",) if article.lower[first].endswith(("is", "us")) else ("Gender", "Number")  # "réunis", "mis"
    told = ((name, next((m.get(name)[0] for m in words if m.get(name)), "")) for name in telling)
    return all(not value or f"{name}={value}" in shown for name, value in told)


def subject_behind(article: Article, tree: Tree, first: int, end: int) -> int | None:
    """The head of the noun or name without preposition that opens what follows one of the commas behind an opening word."""
    timely = word_set(article.document.language, "nouns", "time")
    for comma in range(first + 1, min(end, first + LONGEST)):
        if article.words[comma] != ",":
            if article.doc[comma].pos_ == "VERB" and "Fin" in article.doc[comma].morph.get("VerbForm", []):
                return None
            continue
        for i in range(comma + 1, end):
            if i in article.at and article.at[i].rule != "adjective":
                if article.at[i].head < comma or is_apposed(article, tree, comma, article.at[i].end):
                    break  # one name on both sides; "à l'invitation du président, X, les ministres ont …"
                return article.at[i].head
            if article.lower[i] in RELATIVE:
                break
            if article.doc[i].pos_ in ("NOUN", "PRON", "PROPN") or tree.is_a(i, "nsubj"):  # "l'industriel" may be an adjective
                if article.doc[i].lemma_.casefold() in timely or article.words[i][:1].isdigit():
                    break
                return i
            if article.doc[i].pos_ not in ("DET", "ADJ", "NUM"):
                break
    return None


def is_apposed(article: Article, tree: Tree, comma: int, end: int) -> bool:
    """Whether a name between two commas says who the noun before it is: what stands behind the second is a subject with its own verb."""
    if article.words[end : end + 1] != [","] or end + 1 >= len(article.words) or article.doc[end + 1].pos_ != "DET":
        return False
    noun = next((k for k in range(end + 2, min(end + 5, len(article.words))) if article.doc[k].pos_ == "NOUN"), None)
    subject = noun is not None and tree.is_a(noun, "nsubj") and tree.head[noun] > noun and tree.is_finite(tree.head[noun])
    return subject and any(article.is_a(k, "human", "body") for k in tree.path(comma - 1) if k < comma and article.doc[k].pos_ == "NOUN")


def main_verb(article: Article, tree: Tree, subject: int, end: int) -> int | None:
    """The first finite verb behind a subject that is in no clause describing a noun."""
    for i in range(subject + 1, end):
        finite = any("Fin" in article.doc[k].morph.get("VerbForm", []) for k in [i, *tree.children(i, "aux", "cop")])
        predicate = article.doc[i].pos_ == "VERB" or tree.children(i, "cop")
        if predicate and finite and not any(describes(article, tree, k) for k in tree.path(i) if k > subject):
            return i
    return None


def describes(article: Article, tree: Tree, verb: int) -> bool:
    """Whether a clause describes a noun: it has a relative word, or it isn't conjugated."""
    relative = any(article.lower[k] in RELATIVE for k in tree.kids[verb])
    return tree.is_a(verb, "acl") and (relative or not tree.is_finite(verb))


def give_adjuncts(article: Article, tree: Tree, first: int, subject: int) -> None:
    """What stands between a participle and the subject behind it says something of the participle, and nothing further on does."""
    comma = next(k for k in range(subject, first, -1) if article.words[k] == ",")
    timely = word_set(article.document.language, "nouns", "time")
    for k in range(first + 1, comma):
        outside = tree.head[k] == k or not first <= tree.head[k] < comma
        if (outside and not article.doc[k].is_punct) or (tree.head[k] == first and tree.is_a(k, "nmod", "appos", "flat", "amod")):
            role = article.doc[k].pos_ == "NOUN" and not tree.case(k) and article.doc[k].lemma_.casefold() not in timely
            tree.attach(k, first, "xcomp" if role else "obl:mod")  # "Nommé ministre", "Nommé lundi"
    for k in [k for k in tree.kids[first] if k > comma]:
        if k != subject:
            tree.attach(k, tree.head[first], tree.dep[k])
