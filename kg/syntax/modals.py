"""Verbs that only tell the time or mood of the infinitive behind them ("va livrer", "doit rencontrer"): complements are its."""

from __future__ import annotations

from kg.extract.article import Article
from kg.lang import word_set
from kg.syntax.tree import Tree


def repair(article: Article, tree: Tree) -> None:
    """Hang what stands behind such an infinitive, and on its verb, on the infinitive."""
    modals = word_set(article.document.language, "frames", "grammar", "modal")
    for token in article.doc:
        if token.pos_ not in ("VERB", "AUX") or token.lemma_.casefold() not in modals:
            continue
        for infinitive in [k for k in tree.children(token.i, "xcomp", "ccomp") if "Inf" in article.doc[k].morph.get("VerbForm", [])]:
            if infinitive < token.i or tree.children(infinitive, "mark"):
                continue
            for k in [m for m in tree.kids[token.i] if m > infinitive and tree.is_a(m, "obl", "obj", "iobj", "nmod")]:
                tree.attach(k, infinitive, tree.dep[k])
