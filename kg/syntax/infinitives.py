"""Verbs before an infinitive with an auxiliary ("dément avoir rencontré X", "assure n'avoir rien signé"), which the parser mixes up."""

from __future__ import annotations

from collections.abc import Container

from kg.extract.article import Article
from kg.lang import table
from kg.nlp.tags import PRESENT
from kg.syntax.tree import Tree

LONGEST = 8  # tokens of what opens a sentence before its first comma
PREPOSITIONS = frozenset({"sur", "contre", "avec"})  # which an object may not begin with
OF = frozenset({"de", "d'"})
CLITICS, SUBJECTS = frozenset({"y", "en", "lui", "leur"}), frozenset({"il", "elle", "on"})
BEHIND = frozenset({"avoir", "être", "que", "qu'", "l'", "les", "ces", "cette", "toute", "tout", ".", "l’", "qu’", "n'", "ne"})


def retag(article: Article, tree: Tree, verbs: Container[str]) -> None:
    """Make a verb of a form that the tagger takes for another word, where it stands like one behind its subject ("X dément avoir …")."""
    forms: dict[str, str] = table(article.document.language, "frames")["homographs"]
    for i in range(1, len(article.words) - 1):
        token = article.doc[i]
        if article.lower[i] not in forms or token.pos_ == "VERB" or tree.children(i, "det"):
            continue
        behind = article.lower[i + 1] in BEHIND or (article.doc[i + 1].pos_ == "ADV" and not tree.children(i, "advmod"))
        if not behind or any(k < i and not tree.case(k) for k in tree.children(tree.head[i], "nsubj")):
            continue
        token.retag("VERB", forms[article.lower[i]], PRESENT)
        govern(article, tree, i)
    for i in range(2, len(article.words) - 1):
        if tree.dep[i] == "fixed" and tree.is_infinitive(i) and article.lower[i - 2] == "avant" and article.lower[i - 1] in OF:
            no_locution(article, tree, i)
        if behind_clitic(article, tree, i, verbs):
            article.doc[i].retag("VERB", f"{article.lower[i]}r", PRESENT)
            govern(article, tree, i)
    headline(article, tree, verbs)


def behind_clitic(article: Article, tree: Tree, i: int, verbs: Container[str]) -> bool:
    """Whether a word taken for no verb stands behind a subject's pronoun and another of a verb's ("Elle y critique X")."""
    form, clitic = article.lower[i], article.lower[i - 1] in CLITICS and article.lower[i - 2] in SUBJECTS
    return clitic and article.doc[i].pos_ in ("NOUN", "ADJ") and form.endswith("e") and f"{form}r" in verbs


def headline(article: Article, tree: Tree, verbs: Container[str]) -> None:
    """A word that looks like a verb's present, behind a name that opens a sentence or stands behind its first comma and before what
    follows, is that verb where only relative clauses have another ("Paris critique Londres", "De son côté, le parquet de Nîmes enquête
    sur …")."""
    for start, end in article.sentences:
        if any(is_main(article, tree, k) for k in range(start, end)):
            continue
        comma = next((k for k in range(start, min(end, start + LONGEST)) if article.words[k] == ","), start)
        for at in (start, min(comma + 1, end - 1)):
            span = article.at.get(min(at + 1, end - 1)) if article.doc[at].pos_ == "DET" else article.at.get(at)
            if span is None or span.start not in (at, at + 1) or span.rule == "adjective":
                continue
            ends = [s.end for s in article.spans if s.start == span.start]
            verb = next((k for k in ends if k + 1 < end and begins(article, tree, k, verbs)), None)
            if verb is not None:
                article.doc[verb].retag("VERB", f"{article.words[verb]}r", PRESENT)
                if at > start:
                    lead(tree, verb, span.head, comma)
                else:
                    govern(article, tree, verb)
                take_object(article, tree, verb)
                break


def lead(tree: Tree, verb: int, subject: int, comma: int) -> None:
    """Make a verb the root of its sentence, what stood there before the comma its adjunct, and the noun before it its subject."""
    root = tree.path(subject)[-1]
    tree.take_place(verb, root)
    if root < comma:
        tree.attach(root, verb, "obl:mod")
    below = [k for k in tree.kids[subject] if k > verb]
    tree.attach(subject, verb, "nsubj")
    for k in below:
        tree.attach(k, verb, "obl:arg" if tree.case(k) else tree.dep[k])


def no_locution(article: Article, tree: Tree, i: int) -> None:
    """Give the verb above an infinitive behind "avant de" that the parser took for part of a preposition ("a passé trois heures à X avant
    de partir pour Y"), and to it what stood behind."""
    noun = next((k for k in tree.path(i) if article.doc[k].pos_ in ("NOUN", "PROPN")), None)
    verb = next((k for k in tree.path(i) if article.doc[k].pos_ == "VERB" and k < i), None)
    if noun is None or verb is None or noun < i:
        return
    tree.attach(i, verb, "advcl")
    for k in (i - 2, i - 1):
        tree.attach(k, i, "mark")
    tree.attach(noun, i, "obl:arg" if tree.case(noun) else "obj")


def is_main(article: Article, tree: Tree, i: int) -> bool:
    """Whether a word is a conjugated verb, or its auxiliary, in no relative clause."""
    if article.doc[i].pos_ not in ("VERB", "AUX") or not tree.is_finite(i):
        return False
    return not any(tree.dep[k] == "acl:relcl" for k in tree.path(i))


def begins(article: Article, tree: Tree, at: int, verbs: Container[str]) -> bool:
    """Whether a word in lower case has the form of some verb's present, and a name, a determiner or a preposition behind it."""
    token, behind = article.doc[at], at + 1
    if token.pos_ not in ("NOUN", "ADJ", "PROPN") or not token.text.islower() or at in article.at or f"{token.text}r" not in verbs:
        return False
    named = behind in article.at and article.at[behind].start == behind
    return named or article.doc[behind].pos_ == "DET" or article.lower[behind] in PREPOSITIONS


def take_object(article: Article, tree: Tree, verb: int) -> None:
    """What follows such a verb is its object and its complements."""
    at = verb + 1
    head = (
        article.at[at].head
        if at in article.at
        else next((k for k in range(at, min(at + 4, len(article.words))) if article.doc[k].pos_ in ("NOUN", "PROPN")), None)
    )
    if head is None or tree.children(verb, "obj"):
        return
    tree.attach(head, verb, "obj")
    for k in [k for k in tree.kids[tree.children(verb, "nsubj")[0]] if k > verb] if tree.children(verb, "nsubj") else []:
        tree.attach(k, verb, "obl:arg" if tree.case(k) else tree.dep[k])


def govern(article: Article, tree: Tree, verb: int) -> None:
    """Give a verb that the parser took for something else the noun before it as subject, and what follows as its own."""
    before = verb - 1 - (article.words[verb - 1] == ",")
    if tree.sentence[before] != tree.sentence[verb]:
        return
    subject = next((k for k in reversed(tree.path(before)) if k < verb and tree.head[k] in (k, verb)), None)
    if subject is None:
        subject = next((k for k in tree.path(before) if tree.head[k] > verb), None)
    if subject is None or article.doc[subject].pos_ not in ("NOUN", "PROPN", "PRON"):
        return
    below = [k for k in tree.kids[subject] if k > verb and article.doc[k].pos_ != "PUNCT"]
    above = tree.head[subject]
    if above > verb:  # the infinitive, whose subject the parser made it
        tree.take_place(verb, above)
        tree.attach(above, verb, "xcomp")
    elif above != verb:
        tree.take_place(verb, subject)
    tree.attach(subject, verb, "nsubj")
    for k in below:
        tree.attach(k, verb, "xcomp" if tree.is_infinitive(k) else tree.dep[k])


def repair(article: Article, tree: Tree) -> None:
    """A conjugated verb before an infinitive's auxiliary governs it and has the subject; a name behind the infinitive is no subject."""
    for i, auxiliary in enumerate(article.doc):
        own_participle(article, tree, i)
        leave_before(article, tree, i)
        verb = tree.head[i]
        if not tree.is_a(i, "aux") or "Inf" not in auxiliary.morph.get("VerbForm", []) or verb < i:
            continue
        above = next((k for k in tree.children(verb, "aux") if k < i and article.doc[k].pos_ == "VERB" and tree.is_finite(k)), None)
        if above is not None:
            own = [k for k in tree.kids[verb] if k < above]
            tree.take_place(above, verb)
            tree.attach(verb, above, "xcomp")
            for k in own:
                tree.attach(k, above, tree.dep[k])
        if tree.is_a(verb, "xcomp", "advcl", "acl", "ccomp") and not tree.children(verb, "obj"):
            for k in [k for k in tree.children(verb, "nsubj") if k > verb and tree.dep[k] != "nsubj:pass"]:
                tree.dep[k] = "obj"
        take_behind(article, tree, verb)


def leave_before(article: Article, tree: Tree, infinitive: int) -> None:
    """What stands between a verb and an infinitive without preposition is the verb's ("est venu hier à X présenter Y")."""
    verb = tree.head[infinitive]
    bare = tree.is_infinitive(infinitive) and not tree.children(infinitive, "mark", "case")
    if not bare or not tree.is_a(infinitive, "xcomp") or verb > infinitive:
        return
    for k in [k for k in tree.children(infinitive, "obl", "dep", "nmod") if verb < k < infinitive and tree.case(k)]:
        if article.doc[k].pos_ in ("NOUN", "PROPN"):
            tree.attach(k, verb, "obl:mod")


def own_participle(article: Article, tree: Tree, auxiliary: int) -> None:
    """An infinitive's auxiliary belongs to the participle right behind it, which hangs on the verb before it."""
    at = auxiliary + 1
    if "Inf" not in article.doc[auxiliary].morph.get("VerbForm", []) or article.doc[auxiliary].lemma_ not in ("avoir", "être"):
        return
    while at < len(article.words) and article.doc[at].pos_ == "ADV":
        at += 1
    if at >= len(article.words) or not tree.is_past_participle(at) or tree.head[at] != auxiliary:
        return
    governor = next((k for k in tree.path(auxiliary)[1:] if article.doc[k].pos_ == "VERB" and k < auxiliary), None)
    if governor is not None:
        tree.attach(at, governor, "xcomp")
        tree.attach(auxiliary, at, "aux:tense")


def take_behind(article: Article, tree: Tree, infinitive: int) -> None:
    """What follows such an infinitive is its own, also behind a place between commas ("dément avoir vu, à X, des membres de Y")."""
    verb = tree.head[infinitive]
    if not tree.is_a(infinitive, "xcomp") or not verb < infinitive:
        return
    for k in [k for k in tree.children(verb, "obl", "obj") if k > infinitive]:
        bare = not tree.case(k) and tree.children(k, "det") and not article.is_a(k, "time") and not tree.children(infinitive, "obj")
        tree.attach(k, infinitive, "obj" if bare else tree.dep[k])
