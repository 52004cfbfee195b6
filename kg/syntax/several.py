"""How many did something ("Ils étaient 4.000 à défiler", "Les élus sont nombreux à demander X"): the infinitive is what is told, and its
subject's number only goes along."""

from __future__ import annotations

from kg.extract.article import Article
from kg.lang import word_set
from kg.syntax.tree import Tree

LONGEST = 6  # tokens between "être" and "à": "plus de 200", "une bonne centaine"
CLITICS = 2  # tokens between "à" and the infinitive: "à s'y rendre"


def repair(article: Article, tree: Tree) -> None:
    """Make such an infinitive the conjugated verb of its clause, in the tense of "être"."""
    many = word_set(article.document.language, "frames", "grammar", "many")
    for token in article.doc:
        if token.lemma_ != "être" or not tree.is_finite(token.i) or token.i == 0:
            continue
        mark = next((k for k in range(token.i + 2, min(token.i + LONGEST, len(article.doc))) if article.lower[k] == "à"), None)
        if mark is None or not is_number(article, token.i + 1, mark, many):
            continue
        verb = infinitive(article, tree, mark + 1)
        subject = next((k for k in (*tree.kids[token.i], *tree.kids[tree.head[token.i]]) if k < token.i and tree.is_a(k, "nsubj")), None)
        if verb is not None and subject is not None:
            conjugate(article, tree, token.i, mark, verb, subject)


def is_number(article: Article, start: int, end: int, many: frozenset[str]) -> bool:
    """Whether only how many stands between two tokens."""
    collective = article.data("relations")["numbers"]["collective"]
    words = [article.doc[k] for k in range(start, end)]
    counts = (w.pos_ == "NUM" or w.lemma_.casefold() in collective or w.text.casefold() in many or w.text[:1].isdigit() for w in words)
    return any(counts) and not any(w.pos_ in ("VERB", "AUX", "PROPN", "PUNCT") for w in words)


def infinitive(article: Article, tree: Tree, start: int) -> int | None:
    """The verb of an infinitive that begins at a token; of a past one the participle."""
    for k in range(start, min(start + CLITICS + 1, len(article.doc))):
        if "Inf" in article.doc[k].morph.get("VerbForm", []):
            return tree.head[k] if tree.is_a(k, "aux") and tree.head[k] > k else k
        if article.doc[k].pos_ not in ("PRON", "ADV"):
            return None
    return None


def conjugate(article: Article, tree: Tree, be: int, mark: int, verb: int, subject: int) -> None:
    """Hang a clause with "être" and a number on its infinitive, which takes the tense of "être"."""
    inside = range(be, mark + 1)
    top = min((*inside, verb), key=lambda k: len(tree.path(k)))
    if top != verb:
        tree.take_place(verb, top)
    for k in [m for t in inside for m in tree.kids[t] if not be <= m <= mark and m != verb]:
        tree.attach(k, verb, tree.dep[k])
    for k in inside:
        tree.attach(k, verb, "advmod")
    for k in tree.children(verb, "nmod"):
        tree.attach(k, verb, "obl:mod")
    tree.attach(be, verb, "aux")
    tree.attach(subject, verb, "nsubj")
    inflected = verb if "Inf" in article.doc[verb].morph.get("VerbForm", []) else next(iter(tree.children(verb, "aux:tense")), verb)
    told = article.doc[inflected]
    told.retag(told.pos_, told.lemma_, str(article.doc[be].morph))
