"""Nouns that the model took for verbs or names ("a été victime d'un accident", "un supporter de X", "la demande de remise en liberté",
"Braquage hier à X"), adjectives behind a noun for a firm that it took for verbs, and participles and "ensemble" that it took for nouns."""

from __future__ import annotations

from kg.extract.article import Article
from kg.lang import word_set
from kg.nlp.tags import PARTICIPLE, PAST, THIRD
from kg.syntax.tree import Tree

PARTICIPLES = ("é", "i", "u", "s", "t")  # how past participles end without those of gender and number
ARTICLES = frozenset({"le", "la", "les", "l'", "l’"})
SIDES = ("pro-", "anti-")
GOING_IN = frozenset({"entre"})
INTO = frozenset({"à", "au", "aux", "en", "dans", "chez"})
OF = frozenset({"de", "d'", "d’"})
SINGULAR, PLURAL = "Number=Sing", "Number=Plur"


def repair(article: Article, tree: Tree) -> None:
    """Give these words their part of speech, and what hangs on them its place."""
    language = article.document.language
    people, together = word_set(language, "nouns", "human"), word_set(language, "tokens", "together")
    epithets, adjectival = word_set(language, "coreference", "epithets"), word_set(language, "tokens", "adjectival")
    for start, _ in article.sentences:
        opening_noun(article, start)
    for i, word in enumerate(article.lower):
        pos = article.doc[i].pos_
        if pos == "PRON" and word in ARTICLES and tree.dep[i] == "det" and tree.head[i] == i + 1:
            article.doc[i].pos_ = "DET"  # "a crié l'accusé"
        if pos == "ADJ" and article.words[i][:1].isupper() and tree.is_a(i, "nsubj", "obj", "obl") and i - 1 in tree.children(i, "det"):
            article.doc[i].retag("NOUN", word, SINGULAR)  # "Un Syrien de 19 ans"
        if pos == "NOUN" and word in together and not tree.children(i, "det", "case"):
            article.doc[i].retag("ADV", word, "")
            tree.dep[i] = "advmod"  # "ont plaidé ensemble pour la paix"
        elif pos == "VERB" and word.removesuffix("s") in people and is_determined(article, tree, i):
            determined(article, tree, i)
        elif pos in ("NOUN", "ADJ", "ADV") and is_behind_avoir(article, tree, i):
            compound(article, tree, i)
        elif pos == "ADP" and word in GOING_IN:
            goes_in(article, tree, i)
        elif pos == "ADJ" and tree.is_a(i, "amod") and tree.head[i] > i:
            made(article, tree, i)
        elif tree.is_past_participle(i) and i and article.lower[i - 1] in OF and tree.is_a(i - 1, "mark") and tree.head[i - 1] == i:
            behind_of(article, tree, i)
        elif pos == "VERB" and word.removesuffix("s").removesuffix("e") in adjectival and is_behind_noun(article, tree, i):
            beside_noun(article, tree, i)
        elif tree.is_past_participle(i) and is_described(article, tree, i):
            article.doc[i].retag("NOUN", word.removesuffix("s"), SINGULAR)
            tree.dep[i] = "appos" if tree.is_a(i, "acl") else tree.dep[i]
            tree.dep[i + 1] = "amod"  # "X, élu pro-Pékin, a perdu"
        elif tree.is_past_participle(i):
            predicate(article, tree, i, people)
        elif pos in ("VERB", "AUX") and article.keys[i] in epithets and is_epithet(article, tree, i):
            article.doc[i].retag("ADJ", word, SINGULAR)
            tree.attach(i, i - 1, "amod")  # "le constructeur automobile allemand X"


def is_behind_noun(article: Article, tree: Tree, i: int) -> bool:
    """Whether a word that the model took for a participle stands right behind the bare noun of a preposition that it took for its adjunct
    ("seront en grève illimitée")."""
    noun = i - 1
    return article.doc[noun].pos_ == "NOUN" and tree.head[noun] == i and tree.case(noun) == "en" and not tree.children(noun, "det")


def beside_noun(article: Article, tree: Tree, i: int) -> None:
    """Make such a word the noun's adjective, and the noun the predicate."""
    article.doc[i].retag("ADJ", article.lower[i], SINGULAR)
    tree.take_place(i - 1, i)
    for k in list(tree.kids[i]):
        dep = tree.dep[k]
        tree.attach(k, i - 1, "cop" if tree.is_a(k, "aux") else "nsubj" if tree.is_a(k, "nsubj") else dep)
    tree.attach(i, i - 1, "amod")


def is_epithet(article: Article, tree: Tree, i: int) -> bool:
    """Whether a word that the model took for a verb, and that no clause hangs on, stands right behind a noun that it may describe."""
    below = i > 0 and article.doc[i - 1].pos_ == "NOUN" and tree.head[i] != i
    return below and tree.is_a(i, "nsubj", "amod", "nmod", "dep") and not tree.children(i, "nsubj", "obj", "aux", "mark")


def is_described(article: Article, tree: Tree, i: int) -> bool:
    """Whether a participle that is also a word for somebody stands without an auxiliary behind a comma, with his side behind it."""
    sided = article.lower[i + 1 : i + 2] != [] and article.lower[i + 1].startswith(SIDES)
    return sided and article.words[i - 1] == "," and article.is_a(i, "human") and not tree.children(i, "aux", "obl", "obj")


def goes_in(article: Article, tree: Tree, i: int) -> None:
    """Make a verb of "entre" between a name or a comma and a preposition ("X entre à l'École normale", "X, qui l'a connu, entre au
    conseil"), where the sentence has no other main verb."""
    noun, end = tree.head[i], len(article.words)
    if i == 0 or i + 1 >= end or article.lower[i + 1] not in INTO or noun <= i:
        return
    root = tree.path(i)[-1]
    before = article.at.get(i - 1)
    if before is None or before.kind != "Name":
        named = article.words[i - 1] == "," and root in article.at and article.at[root].kind == "Name"
        before = article.at[root] if named else None
    if before is None or tree.case(before.head) or tree.is_finite(root) or tree.children(root, "cop", "aux:tense"):
        return
    article.doc[i].retag("VERB", "entrer", THIRD)
    tree.make_root(i)
    if root != before.head:
        tree.attach(root, i, "advcl" if article.doc[root].pos_ == "VERB" else "obl:mod")
    tree.attach(before.head, i, "nsubj")
    for k in [noun, *(k for k in tree.kids[root] if k > i)]:
        tree.attach(k, i, "obl:mod" if not article.doc[k].is_punct else "punct")


def made(article: Article, tree: Tree, i: int) -> None:
    """Make the verb of a participle of naming or electing that the model took for an adjective of what somebody becomes, behind "été" ("a
    été sacré meilleur acteur")."""
    noun, lemma = tree.head[i], article.doc[i].lemma_.casefold()
    being = [k for k in tree.children(noun, "cop") if k < i and article.lower[k] == "été"]
    if not being or lemma not in word_set(article.document.language, "coreference", "becoming"):
        return
    article.doc[i].retag("VERB", lemma, PAST)
    tree.take_place(i, noun)
    for k in [k for k in tree.kids[noun] if k < i]:
        tree.attach(k, i, {"cop": "aux:pass", "nsubj": "nsubj:pass"}.get(tree.dep[k], tree.dep[k]))
    tree.attach(noun, i, "xcomp")


def behind_of(article: Article, tree: Tree, i: int) -> None:
    """Make a noun of a participle whose "de" the model took for one of infinitives ("la demande de remise en liberté")."""
    article.doc[i].retag("NOUN", article.lower[i], SINGULAR)
    tree.dep[i - 1] = "case"
    if tree.is_a(i, "acl", "xcomp", "advcl"):
        tree.dep[i] = "nmod"


def predicate(article: Article, tree: Tree, i: int, people: frozenset[str]) -> None:
    """Make a noun of a past participle that ends like none and is a word for somebody; its auxiliary "être" is a copula then."""
    noun = article.lower[i].removesuffix("s")
    if noun not in people or noun.removesuffix("e").endswith(PARTICIPLES):
        return
    beings = [k for k in tree.children(i, "aux") if article.doc[k].lemma_ == "être"]
    if not beings:
        return
    article.doc[i].retag("NOUN", noun, PLURAL if article.lower[i].endswith("s") else SINGULAR)
    for k in beings:
        tree.dep[k] = "cop"
    for k in tree.children(i, "nsubj"):
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
