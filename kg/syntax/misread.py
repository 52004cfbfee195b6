"""Words that the model took for others: nouns for verbs ("a été victime d'un accident", "un supporter de X", "la demande de remise en
liberté"), participles and "ensemble" for nouns, "s'il" for a reflexive, pronouns for articles ("failli l'arrêter")."""

from __future__ import annotations

from kg.extract.article import Article
from kg.lang import word_set
from kg.nlp.tags import PARTICIPLE, PAST
from kg.syntax.tree import Tree

PARTICIPLES = ("é", "i", "u", "s", "t")  # how past participles end without those of gender and number
CLITICS = frozenset({"le", "la", "les", "l'", "l’"})
TO_WHOM = frozenset({"lui", "leur"})
SINGULAR, PLURAL = "Number=Sing", "Number=Plur"


def repair(article: Article, tree: Tree) -> None:
    """Make a noun of a past participle that ends like none and is a word for somebody; its auxiliary "être" is a copula then."""
    for i in range(len(article.words) - 1):
        if article.lower[i] in ("s'", "s’") and article.lower[i + 1] in ("il", "ils"):
            article.doc[i].retag("SCONJ", "si", "")
            tree.dep[i] = "mark"
        if article.lower[i] in ("de", "d'", "d’") and tree.is_past_participle(i + 1) and tree.is_a(i, "mark") and tree.head[i] == i + 1:
            article.doc[i + 1].retag("NOUN", article.lower[i + 1], SINGULAR)
            tree.dep[i] = "case"
            if tree.is_a(i + 1, "acl", "xcomp", "advcl"):
                tree.dep[i + 1] = "nmod"
    for i, word in enumerate(article.lower):
        clitic = word in CLITICS and article.doc[i].pos_ == "DET" and tree.is_a(i, "obj", "iobj") and tree.head[i] > i
        if clitic and article.doc[tree.head[i]].pos_ in ("VERB", "AUX"):
            article.doc[i].retag("PRON", "le", "Person=3")
    for start, _ in article.sentences:
        opening_noun(article, start)
    people = word_set(article.document.language, "nouns", "human")
    for i, word in enumerate(article.lower):
        if (
            word in word_set(article.document.language, "tokens", "together")
            and article.doc[i].pos_ == "NOUN"
            and not tree.children(i, "det", "case")
        ):
            article.doc[i].retag("ADV", word, "")
            tree.dep[i] = "advmod"  # "ont plaidé ensemble pour la paix"
    for token in article.doc:
        if token.pos_ == "DET" and article.lower[token.i] in CLITICS and tree.head[token.i] == token.i + 1 and tree.is_finite(token.i + 1):
            token.retag("PRON", "le", "Person=3")
            tree.dep[token.i] = "obj"  # "X les recevra"
        if article.lower[token.i] in TO_WHOM and tree.is_a(token.i, "nsubj") and token.pos_ == "PRON":
            others = len(tree.children(tree.head[token.i], "nsubj")) > 1
            if others or (article.lower[token.i] == "leur" and not tree.children(token.i, "det")):
                tree.dep[token.i] = "iobj"  # "Le maire leur a remis"
        if token.pos_ == "VERB" and article.lower[token.i].removesuffix("s") in people and is_determined(article, tree, token.i):
            determined(article, tree, token.i)
        if token.pos_ in ("NOUN", "ADJ") and is_behind_avoir(article, tree, token.i):
            compound(article, tree, token.i)
        if not tree.is_past_participle(token.i):
            continue
        noun = article.lower[token.i].removesuffix("s")
        if noun not in people or noun.removesuffix("e").endswith(PARTICIPLES):
            continue
        beings = [k for k in tree.children(token.i, "aux") if article.doc[k].lemma_ == "être"]
        if not beings:
            continue
        token.retag("NOUN", noun, PLURAL if article.lower[token.i].endswith("s") else SINGULAR)
        for k in beings:
            tree.dep[k] = "cop"
        for k in tree.children(token.i, "nsubj"):
            tree.dep[k] = "nsubj"


def opening_noun(article: Article, i: int) -> None:
    """Make a noun of a known word that opens a sentence and is taken for a name ("Braquage hier à X")."""
    word = article.doc[i]
    if word.pos_ == "PROPN" and i not in article.at and word.text[:1].isupper() and article.doc.is_known(article.lower[i]):
        word.retag("NOUN", article.lower[i], SINGULAR)


def is_determined(article: Article, tree: Tree, i: int) -> bool:
    """Whether an article or a number stands right before a word that looks like an infinitive ("un supporter", "des supporters")."""
    ends = article.lower[i].removesuffix("s").endswith("er")
    return ends and i > 0 and article.doc[i - 1].pos_ in ("DET", "NUM") and tree.head[i - 1] == i


def determined(article: Article, tree: Tree, i: int) -> None:
    """Make such a word a noun, with what hangs on it as its complements."""
    noun = article.lower[i].removesuffix("s")
    article.doc[i].retag("NOUN", noun, PLURAL if article.lower[i].endswith("s") else SINGULAR)
    for k in tree.children(i, "obl"):
        tree.dep[k] = "nmod"


def is_behind_avoir(article: Article, tree: Tree, i: int) -> bool:
    """Whether a word that looks like a participle stands bare behind the infinitive "avoir" ("de l'avoir violée")."""
    participle, _ = PARTICIPLE.get(article.document.language, (None, ""))
    form = participle and participle.fullmatch(article.words[i])
    bare = i > 0 and article.lower[i - 1] == "avoir" and tree.head[i] == i - 1 and not tree.children(i, "det", "case", "nummod")
    return bool(form) and bare and i not in article.at


def compound(article: Article, tree: Tree, i: int) -> None:
    """Make such a word the verb, and "avoir" its auxiliary."""
    participle, ending = PARTICIPLE[article.document.language]
    form, auxiliary = participle.fullmatch(article.words[i]), i - 1
    article.doc[i].retag("VERB", (form[1] if form else article.words[i]) + ending, PAST)
    tree.take_place(i, auxiliary)
    for k in list(tree.kids[auxiliary]):
        tree.attach(k, i, tree.dep[k])
    tree.attach(auxiliary, i, "aux:tense")
