"""Third-person pronouns: among what is present, the most salient that agrees and that the syntax allows."""

from __future__ import annotations

from functools import cache

from kg.coreference.commenting import is_official, is_trailing
from kg.coreference.discourse import Chain, Discourse
from kg.coreference.relatives import beside
from kg.events.inherited import inherited_subject
from kg.extract.article import Article
from kg.kb.entry import PLACE_KINDS
from kg.lang import table, word_set
from kg.syntax import Tree
from kg.syntax.expletive import is_impersonal

SINGULAR = {"il": "m", "elle": "f"}
PLURAL = {"ils": "m", "elles": "f", "eux": "m"}
CLITICS = {"le": "m", "la": "f", "l'": "", "lui": "", "les": "", "leur": ""}
STRESSED = frozenset({"lui", "elle", "eux", "elles"})
PARALLEL = 35.0  # for what had the same place in the clause before
TOGETHER = 160.0  # salience of several persons named together
QUOTED = 0.4  # share of salience outside the quotation
INSIDE = 0.2  # of what is told of in quotations alone
SPEAKER = 0.4
PERSON, BODY = 80.0, 30.0  # for a person, or a body that acts, as subject
WHERE = 0.3
ASIDE = 0.4  # of whoever spoke behind what was said
JUDGED = 120.0  # for a person, as whoever is tried or arrested
FORWARD = frozenset({"advcl", "obl", "acl", "nmod", "ccomp"})  # clauses before their main subject, whose pronoun it may be


def resolve(discourse: Discourse, i: int, speaking: frozenset[str]) -> Chain | None:
    """What pronoun `i` means; `speaking` are the lemmas of verbs whose subject is somebody."""
    article, tree = discourse.article, discourse.tree
    word = article.lower[i].replace("’", "'").lstrip("-").removeprefix("t-")
    if not is_personal(article, tree, i, word):
        return None
    gender, plural = SINGULAR.get(word) or PLURAL.get(word) or CLITICS.get(word, ""), word in PLURAL or word in ("les", "leur")
    gender = gender or participle_gender(article, tree, i)
    wants = wants_somebody(article, tree, i, speaking)
    behind = called_behind(discourse, i)
    of_text = tree.is_a(i, "obj") and article.doc[tree.head[i]].lemma_.casefold() in article.data("coreference")["texts"]
    if (stressed := set_off(discourse, i, word, gender, plural) or topic(discourse, i, gender, plural)) is not None:
        return stressed
    if (doubled := subject_before(discourse, i)) is not None or (doubled := subject_ahead(discourse, i, gender, plural)) is not None:
        return doubled
    fitting = [
        (salience * share(discourse, i, chain, wants) + bonus(discourse, i, chain, wants), chain)
        for salience, chain in discourse.present(i)
        if agrees(chain, gender, plural, wants) and allowed(discourse, i, chain) and (not of_text or not is_no_text(chain))
        if behind not in chain.nouns
    ]
    if plural and (together := last_together(discourse, i, gender, wants)) is not None:
        fitting.append(together)
    elif plural and not fitting and (two := who_met(discourse, i, gender)) is not None:
        return two
    return max(fitting, key=lambda pair: (pair[0], pair[1].token), default=(0.0, None))[1]


def called_behind(discourse: Discourse, i: int) -> str:
    """The folded noun behind the verb of an object pronoun that is that verb's subject, so that the pronoun means nobody called so
    (« …, lui a lancé le sénateur »); "" for others."""
    tree = discourse.tree
    subjects = [k for k in tree.children(tree.head[i], "nsubj") if k > tree.head[i] > i] if tree.is_a(i, "iobj", "obj") else []
    return discourse.article.keys[subjects[0]] if subjects else ""


def is_no_text(chain: Chain) -> bool:
    """Whether a chain is somebody, a body or a place, which nobody signs or votes."""
    return chain.somebody or chain.kind in PLACE_KINDS


def participle_gender(article: Article, tree: Tree, i: int) -> str:
    """The gender that a participle shows of the object before it ("il l'a ouverte"): a feminine is sure, a masculine may be unmarked."""
    verb = article.doc[tree.head[i]]
    past = "Part" in verb.morph.get("VerbForm", []) and tree.is_a(i, "obj")
    return "f" if past and ("Fem" in verb.morph.get("Gender", []) or verb.text.endswith(("ée", "ées"))) else ""


def is_personal(article: Article, tree: Tree, i: int, word: str) -> bool:
    """Whether a word is such a pronoun here: no article, no "il" of "il faut", no "leur" of "leur maison"."""
    token = article.doc[i]
    if word in SINGULAR or word in PLURAL:
        return word != "il" or not is_impersonal(article, tree, i)
    if word not in CLITICS:
        return False
    verb = article.doc[tree.head[i]]
    if word == "l'" and verb.lemma_.casefold() in article.data("coreference")["idle"] and not tree.children(verb.i, "obj", "aux:pass")[1:]:
        return False  # "X l'emporte sur Y"
    return (token.pos_ == "PRON" or word == "lui") and verb.pos_ in ("VERB", "AUX", "NOUN", "ADJ") and not tree.is_a(i, "det", "expl")


def wants_somebody(article: Article, tree: Tree, i: int, speaking: frozenset[str]) -> bool:
    """Whether the pronoun is the subject of a verb of speaking or wanting, or receives something."""
    verb = article.doc[tree.head[i]]
    if is_subject(article, tree, i):
        return verb.lemma_.casefold() in speaking or f"{verb.lemma_.casefold()}r" in speaking
    return tree.is_a(i, "iobj")


def is_subject(article: Article, tree: Tree, i: int) -> bool:
    """Whether a pronoun is the subject of its verb, before it or behind a hyphen ("explique-t-il")."""
    return tree.is_a(i, "nsubj") or is_inverted(article, i)


def is_inverted(article: Article, i: int) -> bool:
    return article.words[i].startswith("-") or (i > 0 and article.words[i - 1].casefold() in ("-t", "-t-"))


def agrees(chain: Chain, gender: str, plural: bool, wants: bool) -> bool:
    """Whether number and gender may be a pronoun's, and whether it is somebody where somebody is wanted."""
    if chain.plural != plural or (gender and chain.gender and chain.gender != gender):
        return False
    return not wants or chain.somebody


def share(discourse: Discourse, i: int, chain: Chain, wants: bool) -> float:
    """The share of its salience that a chain keeps for a pronoun."""
    return voice(discourse, i, chain) * ground(discourse.tree, i, chain) * aside(discourse, i, chain, wants)


def aside(discourse: Discourse, i: int, chain: Chain, wants: bool) -> float:
    """The share of its salience that who spoke behind the sentence before keeps for a pronoun that says nothing itself."""
    subject = is_subject(discourse.article, discourse.tree, i) and not wants
    return ASIDE if subject and chain.places and is_trailing(discourse, chain.token) else 1.0


def bonus(discourse: Discourse, i: int, chain: Chain, wants: bool) -> float:
    """What speaks for a chain beside its salience: the same place in the clause before, a person where one is wanted or done something to
    that is done to people only; and against one whose trade it is to deal with such people."""
    article, tree = discourse.article, discourse.tree
    subject = is_subject(article, tree, i)
    last = {p.role for p in chain.places[-4:] if p.sentence == chain.last.sentence}  # "X a loué son camp. Il …"
    parallel = "subject" in last if subject else chain.last.role not in ("subject", "adjunct", "inside")
    judged = JUDGED if chain.person and subject and is_judged(article, tree, i) else 0.0
    if chain.person and subject and is_official(discourse, chain) and is_tried(article, tree, i):
        judged = -JUDGED
    stressed = chain.person and article.lower[i] in STRESSED and bool(tree.case(i))  # "contre lui": things have other words
    told = article.lower[i] in ("lui", "leur") and article.doc[tree.head[i]].lemma_.casefold() in discourse.speaking  # "lui a dit X"
    people = subject or article.doc[tree.head[i]].lemma_.casefold() in done_to_people(article.document.language)
    acting = PERSON * chain.person + BODY * (chain.somebody and not chain.person)
    return PARALLEL * parallel + (2 * acting if told else acting if people else PERSON * stressed) + judged


def is_set_off(article: Article, i: int) -> bool:
    """Whether a token is a pronoun between commas that only stresses the phrase before it ("Le président, lui, se tait")."""
    return article.lower[i] in STRESSED and article.words[i - 1] == "," and article.words[i + 1 : i + 2] == [","]


def ground(tree: Tree, i: int, chain: Chain) -> float:
    """The share of its salience that a chain keeps where a pronoun is an object: where something happened is seldom what is done to."""
    return WHERE if tree.is_a(i, "obj") and chain.kind in PLACE_KINDS - {"Country"} and chain.last.role in ("adjunct", "inside") else 1.0


def is_judged(article: Article, tree: Tree, i: int) -> bool:
    """Whether a pronoun is the subject of a passive that says what justice does to people ("Il est jugé pour vol"), or of what only the
    living do ("il est mort")."""
    verb, language = tree.head[i], article.document.language
    lemma, passive = article.doc[verb].lemma_.casefold(), tree.children(verb, "aux:pass") or tree.dep[i] == "nsubj:pass"
    return lemma in word_set(language, "coreference", "living") or (bool(passive) and lemma in word_set(language, "coreference", "judging"))


def is_tried(article: Article, tree: Tree, i: int) -> bool:
    """Whether a pronoun is the subject of a passive that may say what justice does to somebody."""
    verb, language = tree.head[i], article.document.language
    passive = tree.children(verb, "aux:pass") or tree.dep[i] == "nsubj:pass"
    lemma = article.doc[verb].lemma_.casefold()
    return bool(passive) and any(lemma in word_set(language, "coreference", name) for name in ("judging", "trying"))


@cache
def done_to_people(language: str) -> frozenset[str]:
    """The lemmas of verbs of which a frame wants somebody as object ("recevoir", "arrêter"), or which a list gives ("accuser")."""
    frames = table(language, "frames")
    found = set(word_set(language, "coreference", "done_to"))
    for frame in frames["frame"]:
        slots = frames["templates"][frame["template"]] | frame.get("slots", {})
        filters = {role.partition(":")[2] for role in slots.get("obj", "").split()}
        if filters and filters <= {"actor", "person", "number"} and ("obj" in frame.get("needs", "") or "number" in filters):
            found.update(frame.get("verbs", ()))
    return frozenset(found)


def voice(discourse: Discourse, i: int, chain: Chain) -> float:
    """The share of its salience that a chain keeps for whoever speaks at token `i`: what a quotation speaks of is less present outside it,
    and those who are quoted seldom speak of themselves in the third person."""
    here, there = discourse.quote.get(i), discourse.quote.get(chain.token)
    if here == there:
        return 1.0
    if here is None and all(p.token in discourse.quote for p in chain.places[-4:]):
        return INSIDE
    return QUOTED if here is None else SPEAKER if chain.last.role == "subject" and chain.kind == "Person" else 1.0


def allowed(discourse: Discourse, i: int, chain: Chain) -> bool:
    """Whether binding lets a pronoun mean a chain: neither another argument of its own verb, nor the phrase that it stands in."""
    tree = discourse.tree
    verb, holders = clause(discourse, i), around(tree, i)
    told = tree.is_a(i, "obl") and tree.case(i) in ("pour", "contre")  # "a appelé à voter pour lui"
    if (tree.is_a(i, "obj", "iobj") or told) and not tree.children(verb, "nsubj"):
        if any(discourse.at.get(k) is chain for k in inherited_subject(tree, verb)):
            return False  # "X a appelé Y pour le féliciter": nobody congratulates himself so
    if is_subject(discourse.article, tree, i) and chain.entities:
        named = (discourse.article.at.get(k) for k in tree.children(verb, "obj", "iobj", "obl:arg") if k > verb)
        if any(s is not None and s.kind == "Name" and s.entities == chain.entities for s in named):
            return False  # "Il a critiqué X"
    for place in chain.places[-4:]:
        at = place.token
        if tree.sentence[at] != tree.sentence[i]:
            continue
        above = clause(discourse, at)
        other = above == verb or (above < at and above in described(tree, verb, i))
        if other and argument(tree, whole(tree, at)) and argument(tree, whole(tree, i)):
            return False
        if at in holders or (is_subject(discourse.article, tree, i) and is_contrast(discourse, at, verb)):
            return False
    return True


def described(tree: Tree, verb: int, i: int) -> list[int]:
    """The participles before a clause that say something of its subject, token `i`, and so of nobody beside it ("Arrêté par X, il a …")."""
    if not tree.is_a(i, "nsubj"):
        return []
    return [k for k in tree.children(verb, "advcl") if k < i and tree.is_past_participle(k) and not tree.children(k, "nsubj", "aux")]


def is_contrast(discourse: Discourse, i: int, verb: int) -> bool:
    """Whether a phrase of a verb's clause sets its subject against somebody ("Contrairement à X, il …")."""
    words = word_set(discourse.article.document.language, "coreference", "contrast")
    path = discourse.tree.path(i)
    return verb in path and any(discourse.article.keys[k] in words for k in path[: path.index(verb)])


def around(tree: Tree, i: int) -> set[int]:
    """The words of the phrases that token `i` stands in; what a phrase is coordinated with doesn't hold it."""
    found = set()
    while tree.head[i] != i:
        if not tree.is_a(i, "conj"):
            found.add(tree.head[i])
        i = tree.head[i]
    return found


def argument(tree: Tree, i: int) -> bool:
    return tree.is_a(i, "nsubj", "obj", "iobj", "obl")


def clause(discourse: Discourse, i: int) -> int:
    """The word that governs a phrase, over the phrases with which it is coordinated."""
    return discourse.tree.head[whole(discourse.tree, i)]


def whole(tree: Tree, i: int) -> int:
    """The head of the phrases with which a phrase is coordinated, or which it names ("A et sa femme B lui ont …")."""
    while tree.is_a(i, "conj", "appos") and tree.head[i] != i:
        i = tree.head[i]
    return i


def subject_ahead(discourse: Discourse, i: int, gender: str, plural: bool) -> Chain | None:
    """The subject behind a clause that comes before its main clause ("Lorsqu'il est arrivé, X a …"), where it is named."""
    article, tree = discourse.article, discourse.tree
    if not tree.is_a(i, "nsubj"):
        return None
    for at in tree.path(i)[1:]:
        head = tree.head[at]
        if head <= at or tree.dep[at].split(":")[0] not in FORWARD:
            continue
        for k in tree.children(head, "nsubj"):
            span = article.at.get(k)
            if k > i and span and span.kind == "Name" and span.entities:
                chain = discourse.named(span)
                return chain if agrees(chain, gender, plural, False) and not is_named_before(discourse, chain, i) else None
    return None


def set_off(discourse: Discourse, i: int, word: str, gender: str, plural: bool) -> Chain | None:
    """Whom a pronoun between commas stresses ("L'opposition, elle, proteste"): the phrase right before it."""
    if not is_set_off(discourse.article, i):
        return None
    chains = (discourse.at.get(at) for at in beside(discourse, i))
    return next((chain for chain in chains if chain is not None and agrees(chain, gender, plural, False)), None)


def topic(discourse: Discourse, i: int, gender: str, plural: bool) -> Chain | None:
    """Whom the clause of a pronoun is told of from the beginning ("Quant à X, elle proteste")."""
    tree, verb = discourse.tree, discourse.tree.head[i]
    words = discourse.article.data("coreference")["topic"]
    for k in tree.children(verb, "obl"):
        if k < i and tree.case(k) in words:
            chain = discourse.together(k)
            return chain if chain is not None and agrees(chain, gender, plural, False) else None
    return None


def subject_before(discourse: Discourse, i: int) -> Chain | None:
    """The noun that an inverted pronoun doubles ("La mairie cédera-t-elle ?")."""
    article, tree = discourse.article, discourse.tree
    if not (is_inverted(article, i) and tree.is_a(i, "nsubj", "expl", "obj", "iobj", "dep")):
        return None
    nouns = [k for k in tree.children(tree.head[i], "nsubj") if k < tree.head[i] and article.doc[k].pos_ in ("NOUN", "PROPN")]
    return discourse.at.get(nouns[-1]) if nouns else None


def is_named_before(discourse: Discourse, chain: Chain, i: int) -> bool:
    return bool(chain.places) and discourse.tree.sentence[i] == chain.last.sentence


def last_together(discourse: Discourse, i: int, gender: str, wants: bool) -> tuple[float, Chain] | None:
    """The last phrases named together ("A et B"), as one, with their salience."""
    tree = discourse.tree
    for at in range(i - 1, -1, -1):
        if tree.sentence[i] - tree.sentence[at] > 1:
            return None
        heads = discourse.article.groups.get(at) or [k for k in tree.conjuncts(at) if not tree.is_a(at, "conj")]
        chains = [discourse.at[k] for k in heads if k in discourse.at and k < i]
        if len(chains) > 1 and len({c.key for c in chains}) == len(chains) and all(c.kind == "Person" for c in chains):
            group = discourse.group(chains)
            if agrees(group, gender, True, wants):
                return TOGETHER / 2 ** (tree.sentence[i] - tree.sentence[at]), group
    return None


def who_met(discourse: Discourse, i: int, gender: str) -> Chain | None:
    """The two people of whom one did something with the other in the sentence before ("X a connu Y à Lyon. Ils se sont mariés")."""
    before = discourse.tree.sentence[i] - 1
    people = [c for _, c in discourse.present(i, 1) if c.person and any(p.sentence == before for p in c.places)]
    roles = {p.role for c in people for p in c.places if p.sentence == before}
    if len(people) != 2 or any(c.plural for c in people) or not {"object", "indirect"} & roles:
        return None
    both = discourse.group(sorted(people, key=lambda c: c.places[0].token))
    return both if agrees(both, gender, True, False) else None
