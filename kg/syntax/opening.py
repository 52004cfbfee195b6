"""What opens a sentence before a comma is not its subject: a time ("La veille de la rencontre, X s'était entretenu …"), or a noun without a
determiner that says who somebody is ("Avocate de la famille, X a dénoncé …"); a name there is, and not the noun behind it ("X, le patron
de Y, a rencontré …")."""

from __future__ import annotations

from kg.extract.article import Article, Span
from kg.link.around import titles
from kg.model import TimeExpression
from kg.nlp.tags import PARTICIPLE_ENDINGS
from kg.syntax.fronted import main_verb, opening
from kg.syntax.interrupted import closes
from kg.syntax.tree import Tree

LONGEST = 12  # tokens before the comma
FARTHEST = 25  # the same, where the opening noun has a preposition


def repair(article: Article, tree: Tree, times: list[TimeExpression]) -> None:
    """Give verbs the subject behind the comma."""
    behind_times(article, tree, times)
    for start, end in article.sentences:
        first = opening(article, start, end)
        once(article, tree, first, end)
        no_complement_before(article, tree, first)
        behind_description(article, tree, first, end)
    for span in article.spans:
        if span.kind == "Name" and all(article.kind_of(e) == "Person" for e in span.entities):
            before_description(article, tree, span)


def once(article: Article, tree: Tree, first: int, end: int) -> None:
    """What stands between "une fois" and a comma says when, and is not the subject ("Une fois X parti, Y et Z ont discuté")."""
    if article.lower[first : first + 2] != ["une", "fois"]:
        return
    comma = next((i for i in range(first, min(end, first + LONGEST)) if article.words[i] == ","), None)
    if comma is not None:
        give_subject(article, tree, first, comma)


def no_complement_before(article: Article, tree: Tree, first: int) -> None:
    """No noun is the complement of one behind it: what opens a sentence is the verb's, and the other its ("De passage à X pour une
    réunion, Y a promis")."""
    noun = tree.head[first]
    later = tree.head[noun]
    verb = tree.head[later]
    if article.doc[first].pos_ != "ADP" or not tree.is_a(noun, "nmod") or not noun < later < verb or not tree.is_a(later, "obl"):
        return
    if article.doc[noun].pos_ == "NOUN" and tree.case(later) and "," not in article.words[noun:later]:
        tree.attach(noun, verb, "obl:mod")
        tree.attach(later, noun, "nmod")


def behind_description(article: Article, tree: Tree, first: int, end: int) -> None:
    """A person's name behind the comma is the subject of the main verb, and the opening noun its apposition."""
    noun = first + (article.doc[first].pos_ == "ADJ" and first + 1 < end and article.doc[first + 1].pos_ == "NOUN")
    comma = next((i for i in range(noun, min(end, first + LONGEST)) if article.words[i] == ","), None)
    described = (
        article.doc[noun].pos_ in ("NOUN", "ADJ")
        and (article.is_a(noun, "human") or article.lower[noun].endswith(PARTICIPLE_ENDINGS))  # "Contrôlé positif, X est …"
        and not tree.children(noun, "det", "case")
    )
    subject = behind(article, comma, end) if described and comma is not None else None
    if subject is None or subject not in article.at or any(article.kind_of(e) != "Person" for e in article.at[subject].entities):
        return
    main = main_verb(article, tree, subject, end)
    if main is None:  # hung on the relative clause before it
        main = next((i for i in range(subject + 1, end) if closes(article, tree, i, subject)), None)
    if main is None or any(k >= subject for k in tree.children(main, "nsubj")):
        return
    if noun in tree.path(main):
        tree.take_place(main, noun)
    tree.set_subject(main, subject)
    tree.attach(noun, subject, "appos")


def before_description(article: Article, tree: Tree, span: Span) -> None:
    """A person's name that opens a clause is the subject of a verb to which the parser only hung it, and the noun between commas behind it
    says who that is ("Condamné en mai, Guy Drut, l'ancien ministre des sports, avait renoncé")."""
    start, end = article.sentences[article.sentence[span.head]]
    comma = span.end
    if comma >= end or article.words[comma] != "," or not opens_clause(article, span, start):
        return
    alone = tree.head[span.head] == span.head  # taken for the main word
    below = [k for k in tree.children(span.head, "parataxis", "acl") if tree.dep[k] != "acl:relcl"] if alone else []
    verb = below[0] if below else tree.head[span.head]
    hung = bool(below) or tree.is_a(span.head, "obl", "dep", "advcl")
    if tree.is_a(span.head, "conj") and tree.case(verb) and tree.is_a(verb, "obl") and not tree.children(span.head, "cc"):
        verb, hung = tree.head[verb], True  # "À X toujours, Y, l'homme le plus recherché, a été arrêté"
    noun = next((k for k in tree.children(verb, "nsubj") if comma < k < verb), None) if hung else None
    if noun is None or tree.case(span.head) or not article.is_a(noun, "human") or article.words[min(tree.subtree(noun)) - 1] != ",":
        return
    closing = [k for k in range(noun, verb) if article.words[k] == ","]
    if closing and all(k < closing[-1] for k in tree.subtree(noun) if article.words[k] != ","):
        if below:
            tree.make_root(verb)
        tree.set_subject(verb, span.head)
        tree.attach(noun, span.head, "appos")


def opens_clause(article: Article, span: Span, start: int) -> bool:
    """Whether a name, a title before it aside, begins a sentence or stands behind what ends a clause."""
    before = span.start - 1
    before -= before >= start and article.words[before] in titles(article.document.language)
    return before < start or article.doc[before].is_punct or article.doc[before].is_space or article.doc[before].pos_ in ("CCONJ", "SCONJ")


def behind_times(article: Article, tree: Tree, times: list[TimeExpression]) -> None:
    """Where the parser made the opening time, or what it is counted from, a verb's subject, give the verb the one behind the comma."""
    for time in times:
        inside = article.tokens(time.start, time.end)
        if not inside:
            continue
        start, end = article.sentences[article.sentence[inside[0].i]]
        first = next((i for i in range(start, end) if not (article.doc[i].is_space or article.doc[i].is_punct)), start)
        if inside[0].i != first:
            continue
        for comma in [i for i in range(inside[-1].i, min(end, first + FARTHEST)) if article.words[i] == ","]:
            if give_subject(article, tree, first, comma):
                break


def give_subject(article: Article, tree: Tree, first: int, comma: int) -> bool:
    """Make what stands behind a comma the subject of the verb whose subject the parser found before it; False where that is none. What is
    far from its comma must have a preposition, which no subject has ("Deux jours après la faillite de X, que Y dirigeait, Z a …")."""
    top = next((i for i in range(first, comma) if not first <= tree.head[i] < comma), None)
    verb = tree.head[top] if top is not None else -1
    if top is None or verb < comma or not tree.is_a(top, "nsubj") or any(k > comma for k in tree.children(verb, "nsubj")):
        return False
    if comma - first > LONGEST and not tree.children(top, "case"):
        return False
    subject = behind(article, comma, verb)
    if subject is None or not (first <= tree.head[subject] < comma or tree.head[subject] == verb):
        return False
    tree.set_subject(verb, subject)
    tree.attach(top, verb, "obl:mod")
    return True


def behind(article: Article, comma: int, verb: int) -> int | None:
    """The head of the name, or the noun with its determiner, right behind a comma; None for anything else."""
    titles = {t for words in article.data("tokens")["titles"].values() for t in words}
    at = comma + 1 + (comma + 1 < verb and article.words[comma + 1] in titles)
    if at in article.at and article.at[at].start == at:
        return article.at[at].head
    if at < len(article.words) and article.doc[at].pos_ == "DET":
        name = article.at.get(at + 2)
        if name is not None and name.start == at + 2 and at + 1 not in article.at and article.words[at + 1][:1].isupper():
            return name.head  # "l'Italien X"
        return next((i for i in range(at + 1, verb) if article.doc[i].pos_ in ("NOUN", "PROPN")), None)
    return None
