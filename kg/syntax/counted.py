"""Numbers that the parser makes the head of what they count ("1 500 morts"), or hangs on the time before it ("lundi cent avions")."""

from __future__ import annotations

from kg.extract.article import Article
from kg.syntax.tree import Tree

COMPARING = frozenset({"plus", "moins", "près"})


def repair(article: Article, tree: Tree) -> None:
    """Make the noun the head of its number, and the object of the verb where only "plus de" stands between."""
    after_times(article, tree)
    numerals = article.data("relations")["numbers"]["words"]
    for token in article.doc:
        number, noun = token.i, token.i + 1
        if token.pos_ == "NUM" and article.lower[noun : noun + 1] == ["autres"] and tree.head[number] == noun:
            others(article, tree, noun)
        if token.pos_ in ("NOUN", "ADJ") and noun < len(article.words) and tree.head[noun] == number and token.text.casefold() in numerals:
            misread(article, tree, number)
        if token.pos_ != "NUM" or noun >= len(article.doc) or article.doc[noun].pos_ != "NOUN" or tree.head[noun] != number:
            continue
        if not tree.is_a(noun, "nmod") or tree.case(noun):
            continue
        tree.take_place(noun, number)
        for k in [m for m in tree.kids[number] if m != noun]:
            tree.attach(k, noun, tree.dep[k])
        tree.attach(number, noun, "nummod")
        above = tree.head[noun]
        if article.words[above].casefold() in COMPARING and article.doc[tree.head[above]].pos_ == "VERB":
            tree.attach(noun, tree.head[above], "obj")
            tree.attach(above, number, "advmod")


def misread(article: Article, tree: Tree, i: int) -> None:
    """Make a number of a word that may be one, where it opens a phrase and a plural hangs on it ("Neuf civils ont été tués")."""
    noun = i + 1
    plural = (
        article.lower[noun].endswith("s") and article.doc[noun].pos_ in ("NOUN", "ADJ") and tree.is_a(noun, "fixed", "amod", "flat", "nmod")
    )
    if not plural or tree.case(noun) or tree.children(i, "det", "nummod") or i in article.at or noun in article.at:
        return
    article.doc[i].retag("NUM", article.lower[i], "NumType=Card")
    article.doc[noun].retag("NOUN", article.lower[noun].removesuffix("s"), "Number=Plur")
    tree.take_place(noun, i)
    for k in [m for m in tree.kids[i] if m != noun]:
        tree.attach(k, noun, tree.dep[k])
    tree.attach(i, noun, "nummod")


def others(article: Article, tree: Tree, i: int) -> None:
    """Counted "autres" without a noun behind are further people, the object of the verb right before ("en blessant 10.000 autres")."""
    verb = min(tree.children(i, "nummod", "det", "advmod"), default=i) - 1
    if article.doc[i].pos_ != "ADJ" or article.doc[i + 1].pos_ in ("NOUN", "PROPN", "ADJ") or article.doc[verb].pos_ != "VERB":
        return
    article.doc[i].retag("NOUN", "autre", "Number=Plur")
    tree.attach(i, verb, "obj")
    above = next((k for k in tree.path(verb)[1:] if article.doc[k].pos_ == "VERB"), None)
    if above is not None and tree.is_a(verb, "conj") and above != tree.head[verb]:
        tree.attach(verb, above, "conj")


def after_times(article: Article, tree: Tree) -> None:
    """A number between a noun of time and another noun counts that, which without a preposition is the verb's object."""
    for token in article.doc[1:-1]:
        number, noun = token.i, token.i + 1
        counts = token.pos_ == "NUM" and tree.head[number] == number - 1 and article.is_a(number - 1, "time")
        if not counts or article.doc[noun].pos_ != "NOUN" or article.is_a(noun, "time") or tree.head[noun] != tree.head[number - 1]:
            continue
        tree.attach(number, noun, "nummod")
        if tree.is_a(noun, "obl", "nmod") and not tree.case(noun) and not tree.children(tree.head[noun], "obj"):
            tree.attach(noun, tree.head[noun], "obj")
