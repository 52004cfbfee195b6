"""Whom a verb without a subject of its own has as one, by control, coordination or its participle, and an infinitive as its object."""

from __future__ import annotations

from functools import cache

from kg.lang import table, word_set
from kg.syntax import Tree
from kg.syntax.control import controls


@cache
def unaccusative(language: str) -> frozenset[str]:
    """Verbs whose compound past has "être": only behind "été" they are passive."""
    return frozenset(table(language, "frames")["grammar"]["unaccusative"])


def inherited_subject(tree: Tree, i: int, depth: int = 0) -> list[int]:
    """The subject that a verb without one of its own shares with, or takes over from, the clause around it."""
    head = tree.head[i]
    if head == i or depth > 6:
        return []
    if tree.is_a(i, "acl") and tree.doc[head].pos_ in ("NOUN", "PROPN", "PRON"):
        present = tree.is_present_participle(i)
        if present and i > 0 and tree.doc[i - 1].text.casefold() in (",", "en"):
            return clause_subject(tree, head)  # "…, soulignant que", "en soulignant que": the clause's subject, not the nearest noun
        if tree.is_infinitive(i) and tree.case(head) == "pour" and is_somebody(tree, head):
            return [head]  # "l'occasion pour X de rencontrer Y"
        came = tree.is_past_participle(i) and tree.doc[i].lemma_.casefold() in unaccusative(tree.doc.lang_)  # "X, venu à Y, …"
        finite = tree.dep[i] == "acl" and tree.is_finite(i)  # "une centaine d'adhérents, partie civile, s'étaient rassemblés"
        return [head] if present or came or finite else owner_of(tree, head, i, depth)
    if not tree.is_a(i, "conj", "xcomp", "advcl", "ccomp", "obl", "obj", "parataxis", "dep"):
        return []
    if is_clause(tree, i):
        return []
    if imposed := imposes(tree, i):
        return [k for k in tree.children(imposed, "iobj") if k < i]
    if completes(tree, i) and not is_aim(tree, i, head) and (controller := controlling(tree, head)):
        return controller
    if (
        completes(tree, i)
        and tree.is_a(i, "xcomp")
        and tree.doc[head].lemma_.casefold() in word_set(tree.doc.lang_, "frames", "grammar", "perceiving")
    ):
        return []  # "X a vu défiler ses rivaux"
    own = [k for k in tree.children(head, "nsubj") if tree.dep[k] != "nsubj:pass" or tree.is_a(i, "conj", "advcl")]
    return own[:1] or inherited_subject(tree, head, depth + 1)


def imposes(tree: Tree, i: int) -> int:
    """What holds the pronoun of whoever must do what an infinitive behind "falloir" says ("il leur faut partir", "il va leur falloir
    partir"); 0 where no such verb governs it, whose "il" is nobody."""
    obliging = [k for k in (*tree.kids[i], tree.head[i]) if k < i and tree.doc[k].lemma_.casefold() in imposing(tree.doc.lang_)]
    inner = [i if tree.head[k] == i else k for k in obliging]
    return inner[0] if inner and tree.is_infinitive(i) else 0


@cache
def imposing(language: str) -> frozenset[str]:
    """Verbs without subject whose pronoun says who must do something."""
    return frozenset(table(language, "concepts")["imposing"])


def completes(tree: Tree, i: int) -> bool:
    """Whether an infinitive is what its verb is about ("demander à X de partir"), no adjunct ("avant de partir") and no second verb."""
    marks = {tree.doc[k].text.casefold() for k in tree.children(i, "mark", "case")}
    return tree.is_infinitive(i) and not tree.is_a(i, "conj") and marks <= {"de", "d'", "d’", "à", "pour"}


def is_aim(tree: Tree, i: int, verb: int) -> bool:
    """Whether an infinitive behind "pour" says what its verb's subject wants ("a appelé X pour le féliciter"), and neither what the object
    has done ("a félicité X pour avoir signé") nor what it is sent to do."""
    posting = tree.doc[verb].lemma_.casefold() in word_set(tree.doc.lang_, "frames", "grammar", "posting")
    return any(tree.lower[k] == "pour" for k in tree.children(i, "mark", "case")) and not (posting or tree.children(i, "aux"))


def controlling(tree: Tree, verb: int) -> list[int]:
    """The object of a verb that is the subject of its infinitive; nothing where the verb has none."""
    for position in controls(tree.doc.lang_).get(tree.doc[verb].lemma_.casefold(), ()):
        if position == "obj":
            found = [k for k in tree.children(verb, "obj", "nsubj:pass") if tree.doc[k].pos_ in ("NOUN", "PROPN", "PRON")]
            if not found and tree.is_past_participle(verb) and not tree.children(verb, "aux"):
                found = inherited_object(tree, verb)  # "X, chargé de négocier"
        else:
            found = [
                k
                for k in tree.children(verb, "iobj", "obl")
                if tree.is_a(k, "iobj") or (k > verb and tree.case(k) == ("à" if position == "dative" else position))
            ]  # "À Oslo, X a demandé à Y de partir": Y
        if found:
            return found[:1]
    return []


def clause_subject(tree: Tree, i: int) -> list[int]:
    """The subject of the clause around token `i`."""
    for at in tree.path(i):
        subject = tree.children(at, "nsubj")
        if subject and tree.doc[at].pos_ in ("VERB", "AUX"):
            return subject[:1]
    return []


def is_clause(tree: Tree, i: int) -> bool:
    """Whether verb `i` is conjugated in a clause of its own, which then has its own subject or none."""
    conjugated = any("Fin" in tree.doc[k].morph.get("VerbForm", []) for k in [i, *tree.children(i, "aux")])
    return conjugated and not tree.is_a(i, "conj")


def owner_of(tree: Tree, noun: int, infinitive: int, depth: int) -> list[int]:
    """Who is to do what an infinitive behind a noun says: the noun's possessor ("la décision de X de fermer Y"), or the subject of the verb
    around it."""
    if tree.doc[noun].lemma_.casefold() in bidding(tree.doc.lang_):
        return [k for k in tree.children(noun, "nmod") if tree.case(k) == "à"]
    if whom := [k for k in tree.children(noun, "nmod", "obl") if k > noun and tree.case(k) == "pour" and is_somebody(tree, k)]:
        return whom  # "l'occasion pour la maire, X, de rencontrer Y"
    owner = [k for k in tree.children(noun, "det") if "Yes" in tree.doc[k].morph.get("Poss", [])]
    if not owner and tree.is_infinitive(infinitive):
        owner = [k for k in tree.children(noun, "nmod") if noun < k < infinitive and tree.case(k) == "de"]
    if owner:
        return owner[:1]
    head = tree.head[noun]
    subject = [k for k in tree.children(head, "nsubj") if k != noun]
    return subject[:1] or (inherited_subject(tree, head, depth + 1) if head != noun else [])


def is_somebody(tree: Tree, i: int) -> bool:
    """Whether a word is a name or a noun for people."""
    return tree.doc[i].pos_ == "PROPN" or tree.doc[i].lemma_.casefold() in word_set(tree.doc.lang_, "nouns", "human")


@cache
def bidding(language: str) -> frozenset[str]:
    """Nouns behind which an infinitive says what others are to do."""
    return frozenset(table(language, "frames")["grammar"]["bidding"])


def inherited_object(tree: Tree, i: int) -> list[int]:
    """What a participle or a coordinated passive says something of."""
    head = tree.head[i]
    if tree.is_a(i, "acl", "amod"):
        return [head]
    infinitive = any("Inf" in tree.doc[k].morph.get("VerbForm", []) for k in tree.children(i, "aux"))
    if infinitive and not tree.is_a(i, "conj"):
        return inherited_subject(tree, i)  # "X doit être jugé", "avant d'être libérée"
    while tree.is_a(i, "conj") or (tree.is_a(i, "advcl") and not tree.children(i, "aux") and not is_introduced(tree, i)):
        i, subject = tree.head[i], tree.children(tree.head[i], "nsubj")
        if subject:
            return subject[:1]
        if not tree.is_past_participle(i) or tree.children(i, "aux"):
            return []
        if tree.is_a(i, "acl", "amod"):
            return [tree.head[i]]
    return []


def is_introduced(tree: Tree, participle: int) -> bool:
    """Whether a preposition or conjunction parts a participle from whom the clause around it tells of, other than "bien que" before it."""
    return any(tree.doc[k].pos_ != "ADV" for k in tree.children(participle, "mark"))
