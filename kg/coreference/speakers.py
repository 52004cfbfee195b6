"""Who speaks in a quotation: "je" is its speaker, "nous" is who is spoken for, a body that the text gives or a group without a name.

The speaker is sought in an order: the verb of speech behind the quotation ("« … », dit X"), the words before the colon that opens it ("X :
« … »", "X lève les yeux : « … »"), the verb that governs it ("X a dit que « … »"), and for a quotation that stands alone the last speaker,
else the person of whom is clearly most spoken. Several don't say "je".
All that says "je" in one quotation is one, also where nobody is found.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.coreference.discourse import Chain, Discourse
from kg.coreference.pronouns import is_inverted

ONE = frozenset({"je", "j'", "me", "m'", "moi", "mon", "ma", "mes"})
MANY = frozenset({"nous", "notre", "nos"})
ANYBODY = ONE | MANY
SPOKEN_FOR = frozenset({"Organization"})
LEAD = 40  # tokens before a colon that may say who speaks
BEHIND = 8  # tokens behind a quotation within which its verb of speech stands
CONTINUED = 2  # sentences between two quotations of one speaker
ENDS = frozenset({".", "!", "?", "…", "»", "”"})


def resolve(discourse: Discourse, speaking: frozenset[str]) -> Iterator[tuple[int, Chain]]:
    """The words of the first person, each with its chain; `speaking` are the lemmas of verbs of speech."""
    article = discourse.article
    groups: dict[str, Chain] = {}
    speaker, last = None, -CONTINUED - 1
    for start, end in article.quotes:
        found = speaker_of(discourse, start, end, speaking)
        if found is None and stands_alone(discourse, start):
            found = speaker if article.sentence[start] - last <= CONTINUED + 1 else discourse.foremost.get(start)
        yield from tied(discourse, range(start, end), found, groups)
        if found is not None:
            speaker, last = found, article.sentence[end - 1]
    outside = [i for i in range(len(article.words)) if i not in discourse.quote]
    yield from tied(discourse, outside, None, groups)  # the writer


def tied(discourse: Discourse, tokens: range | list[int], speaker: Chain | None, groups: dict[str, Chain]) -> Iterator[tuple[int, Chain]]:
    """The words of the first person among some tokens of one speaker; `groups` are those without a name, by the speaker's key."""
    unknown: dict[bool, Chain] = {}
    for i in tokens:
        word = discourse.article.lower[i].replace("’", "'").lstrip("-")
        if word not in ANYBODY or discourse.article.doc[i].pos_ not in ("PRON", "DET"):
            continue
        if i > 0 and discourse.article.lower[i - 1] == word:
            continue  # "nous nous" is one mention
        plural = word in MANY
        if speaker is None:
            yield i, unknown.setdefault(plural, Chain(f"_{i}", (), "", "", plural, True, True))
        elif plural:
            yield i, spoken_for(discourse, speaker) or groups.setdefault(speaker.key, Chain(f"_{i}", (), "", "", True, True, True))
        elif not speaker.plural:
            yield i, speaker


def spoken_for(discourse: Discourse, speaker: Chain) -> Chain | None:
    """Whom a speaker means by "nous": themselves where they are several or a body, else the body of an office ("le porte-parole de X")."""
    if speaker.plural or not speaker.person:
        return speaker
    tree = discourse.tree
    for place in speaker.places:
        above = [tree.head[place.token]] if tree.is_a(place.token, "appos") else []
        nouns = [place.token, *tree.children(place.token, "appos", "acl"), *above]
        for noun in [n for n in nouns if discourse.is_a(n, "human")]:
            for k in complements(discourse, noun):
                chain = discourse.at.get(k)
                if chain is not None and chain.kind in SPOKEN_FOR and chain is not speaker:
                    return chain
    return None


def complements(discourse: Discourse, noun: int) -> list[int]:
    """The nouns that a noun's "de" leads to, nearest first ("commandant des forces de X")."""
    found = [noun]
    for at in found:
        found += [k for k in discourse.tree.children(at, "nmod") if discourse.tree.case(k) in ("de", "à")]
    return found[1:]


def speaker_of(discourse: Discourse, start: int, end: int, speaking: frozenset[str]) -> Chain | None:
    """Who utters the quotation of tokens `start` to before `end`."""
    alone = any(word.casefold() in ONE for word in discourse.article.words[start:end])
    said = (behind(discourse, end, speaking), before_colon(discourse, start), governing(discourse, start, end, speaking))
    return next((chain for chain in said if chain is not None and not (alone and chain.plural)), None)


def before_colon(discourse: Discourse, start: int) -> Chain | None:
    """The subject of the clause that ends in the colon before a quotation, else the only one whom its words name."""
    article, tree = discourse.article, discourse.tree
    colon = start - 2
    if colon < 0 or article.words[colon] != ":":
        return None
    first = colon
    while first > max(0, colon - LEAD) and article.words[first - 1] not in ENDS and "\n" not in article.words[first - 1]:
        first -= 1
    lead = range(first, colon)
    for verb in reversed(lead):
        if article.doc[verb].pos_ in ("VERB", "AUX") and tree.is_finite(verb):
            predicate = tree.head[verb] if tree.is_a(verb, "cop", "aux") else verb
            for k in reversed(tree.children(predicate, "nsubj")):
                if somebody := acting(discourse, k):
                    return somebody
    heads = [k for k in lead if k in discourse.at and discourse.at[k].person and article.doc[k].pos_ != "DET"]
    chains = {discourse.at[k].key: discourse.at[k] for k in heads}
    if len(chains) == 1:
        return next(iter(chains.values()))
    together = bool(heads) and set(heads) <= set(article.groups.get(heads[0]) or tree.conjuncts(heads[0]))
    return discourse.group(list(chains.values())) if together else None


def behind(discourse: Discourse, end: int, speaking: frozenset[str]) -> Chain | None:
    """The subject of the verb of speech right behind a quotation; a pronoun behind any verb is one."""
    article, tree = discourse.article, discourse.tree
    for verb in range(end, min(end + BEHIND, len(article.words))):
        if "\n" in article.words[verb] or article.words[verb] in ("«", ".", ":"):
            return None
        if is_inverted(article, verb) and (somebody := acting(discourse, verb)):
            return somebody
        if is_speaking(discourse, verb, speaking):
            subjects = [k for k in tree.children(verb, "nsubj") if k > verb or is_inverted(article, k)]
            return next((c for k in subjects if (c := acting(discourse, k))), None)
    return None


def governing(discourse: Discourse, start: int, end: int, speaking: frozenset[str]) -> Chain | None:
    """The subject of the nearest verb of speech above a quotation."""
    tree = discourse.tree
    for verb in [i for i in tree.path(start) if not start <= i < end]:
        if is_speaking(discourse, verb, speaking):
            return next((c for k in tree.children(verb, "nsubj") if not start <= k < end and (c := acting(discourse, k))), None)
    return None


def is_speaking(discourse: Discourse, i: int, speaking: frozenset[str]) -> bool:
    token = discourse.article.doc[i]
    lemma = token.lemma_.casefold()
    aside = discourse.article.data("attribution")["parenthetical"]
    return token.pos_ == "VERB" and (lemma in speaking or f"{lemma}r" in speaking or lemma in aside)


def acting(discourse: Discourse, i: int) -> Chain | None:
    """The chain of the word at token `i`, of its mention or of the name apposed to it, where it is somebody."""
    span = discourse.article.at.get(i)
    for at in (i, *([span.head] if span else []), *discourse.tree.children(i, "appos", "flat")):
        chain = discourse.at.get(at)
        if chain is not None and chain.somebody:
            return chain
    return None


def stands_alone(discourse: Discourse, start: int) -> bool:
    """Whether a quotation begins a sentence."""
    return start < 2 or discourse.article.words[start - 2] in ENDS or "\n" in discourse.article.words[start - 2]
