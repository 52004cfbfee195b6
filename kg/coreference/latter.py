"""Words for the last one named: "ce dernier", "cette dernière", "celui-ci", "ces derniers"; nearness counts, not salience. And for one of
two: "le premier", "le second"."""

from __future__ import annotations

from kg.coreference.discourse import Chain, Discourse
from kg.coreference.pronouns import allowed, last_together, wants_somebody
from kg.kb.entry import PLACE_KINDS

DEMONSTRATIVE = frozenset({"ce", "cet", "cette", "ces"})
LAST = {"dernier": ("m", False), "dernière": ("f", False), "derniers": ("m", True), "dernières": ("f", True)}
THIS = {"celui": ("m", False), "celle": ("f", False), "ceux": ("m", True), "celles": ("f", True)}
ORDER = {"premier": 0, "première": 0, "second": 1, "seconde": 1}
BOTH = 2
NEAR = 1  # sentences back
PAIRED = 4  # sentences between the word for the first of two and that for the other


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
    if tree.is_a(i, "nsubj"):
        fitting = [chain for chain in fitting if not is_where(chain)] or fitting
    if plural and not fitting and (together := last_together(discourse, i, gender, wants)) is not None:
        return together[1]
    if wants_somebody(article, tree, i, speaking):
        fitting = [chain for chain in fitting if chain.person] or fitting  # whoever speaks is rather a person than a body
    return max(fitting, key=lambda chain: last_outside(discourse, chain, i), default=None)


def is_where(chain: Chain) -> bool:
    """Whether a chain is a place that was last told of as where something happens: nobody who does anything next."""
    return chain.kind in PLACE_KINDS and chain.last.role in ("adjunct", "inside")


def last_outside(discourse: Discourse, chain: Chain, i: int) -> int:
    """The token of a chain's last mention, for a word outside quotations the last outside them; -1 without one."""
    quoted = i in discourse.quote
    return max((p.token for p in chain.places if quoted or p.token not in discourse.quote), default=-1)


def one_of_two(discourse: Discourse, i: int) -> Chain | None:
    """Whom "le premier" or "la seconde" as a subject means: one of the only two people that the sentence before names; the second of those
    of whom the first has been told of so."""
    article, tree = discourse.article, discourse.tree
    place = ORDER.get(article.lower[i])
    alone = tree.is_a(i, "nsubj") and not tree.children(i, "nmod", "acl", "amod", "obl", "nummod", "xcomp", "advcl")
    if place is None or not alone or article.lower[i - 1] not in ("le", "la") or tree.head[i - 1] != i:
        return None
    start, _ = article.sentences[tree.sentence[i]]
    if place:
        before = article.lower[max(0, article.sentences[max(0, tree.sentence[i] - PAIRED)][0]) : i]
        first = next((i - n for n, word in enumerate(reversed(before), 1) if ORDER.get(word) == 0), None)
        if first is None or first not in discourse.at:
            return None
        start, _ = article.sentences[tree.sentence[first]]
    if not start:
        return None
    named = [m for m in range(article.sentences[tree.sentence[start - 1]][0], start) if m in discourse.at and discourse.at[m].person]
    counted = [tree.head[m] for m in range(article.sentences[tree.sentence[start - 1]][0], start) if article.lower[m] == "deux"]
    if any(article.doc[k].pos_ == "NOUN" and not article.is_a(k, "human") for k in counted):
        return None  # "X et Y ont deux magasins. Le premier …"
    two = list({discourse.at[m].key: discourse.at[m] for m in named if not discourse.at[m].plural}.values())
    fits = len(two) == BOTH and two[place].gender in ("", "f" if article.lower[i].endswith("e") else "m")
    return two[place] if fits else None


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
