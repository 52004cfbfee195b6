"""Words for the last one named: "ce dernier", "cette dernière", "celui-ci", "ces derniers"; nearness counts, not salience."""

from __future__ import annotations

from kg.coreference.discourse import Chain, Discourse
from kg.coreference.pronouns import allowed, wants_somebody

DEMONSTRATIVE = frozenset({"ce", "cet", "cette", "ces"})
LAST = {"dernier": ("m", False), "dernière": ("f", False), "derniers": ("m", True), "dernières": ("f", True)}
THIS = {"celui": ("m", False), "celle": ("f", False), "ceux": ("m", True), "celles": ("f", True)}
NEAR = 1  # sentences back


def resolve(discourse: Discourse, i: int, speaking: frozenset[str]) -> Chain | None:
    """The last chain mentioned before token `i` that agrees with it, somebody where the verb wants somebody."""
    article, tree = discourse.article, discourse.tree
    meant = form(discourse, i)
    if meant is None:
        return None
    gender, plural = meant
    wants = wants_somebody(article, tree, i, speaking) or article.words[i].casefold() in LAST
    fitting = [
        chain
        for _, chain in discourse.present(i, NEAR)
        if chain.plural == plural and chain.gender in ("", gender) and (chain.somebody or not wants) and allowed(discourse, i, chain)
    ]
    return max(fitting, key=lambda chain: chain.token, default=None)


def form(discourse: Discourse, i: int) -> tuple[str, bool] | None:
    """Gender and number of such a word at token `i`: "dernier" without a noun behind "ce", "celui-ci" as one token or two."""
    article = discourse.article
    word = article.lower[i]
    if word in LAST and i and article.lower[i - 1] in DEMONSTRATIVE:
        noun = discourse.tree.head[i]
        return None if noun > i and discourse.tree.is_a(i, "amod") else LAST[word]
    stem, _, here = word.partition("-")
    if stem not in THIS:
        return None
    behind = "".join(article.lower[i + 1 : i + 3])
    return THIS[stem] if here == "ci" or behind.lstrip("-").startswith("ci") else None
