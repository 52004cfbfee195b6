"""What the words around an event say of how surely it takes place: its own tense and negation, what stands before it, and what a verb or
noun above it means."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from kg.events.fillers import Context
from kg.events.lexicon import Pattern, verb
from kg.events.patterns import is_reflexive, last_word
from kg.extract.article import Article
from kg.lang import table
from kg.model import Status
from kg.syntax import Tree

AIMS = frozenset({"pour", "afin"})


@dataclass(slots=True)
class Signs:
    """What has been found so far: the number of negations, and whether anything makes the event planned or possible."""

    negations: int = 0
    planned: bool = False
    possible: bool = False

    def add(self, effect: str) -> None:
        self.negations += effect == "negated"
        self.planned |= effect == "planned"
        self.possible |= effect == "possible"

    def status(self) -> Status:
        """Negation is counted, then the least certain wins."""
        if self.negations % 2:
            return "Negated"
        return "Possible" if self.possible else "Planned" if self.planned else "Occurred"


@cache
def words(language: str, kind: str, name: str) -> frozenset[str]:
    """A word list of the status file."""
    return frozenset(table(language, "status").get(kind, {}).get(name, ()))


@cache
def patterns(language: str) -> dict[str, list[tuple[str, Pattern, str]]]:
    """Governing verbs by lemma: (effect, pattern, as listed), longest first."""
    found: dict[str, list[tuple[str, Pattern, str]]] = {}
    status: dict[str, Any] = table(language, "status")
    for effect, kind, name in (
        ("planned",) * 2 + ("verbs",),
        ("possible", "possible", "verbs"),
        ("negated", "negated", "verbs"),
        ("", "factive", "factive"),
        ("implied", "factive", "implicative"),
    ):
        for text in status[kind][name]:
            pattern = verb(text)
            found.setdefault(pattern.lemma, []).append((effect, pattern, text))
    for listed in found.values():
        listed.sort(key=lambda e: -len(e[1].words))
    return found


def verb_forms(context: Context, i: int) -> list[int]:
    """A verb with its auxiliaries."""
    return [i, *context.tree.children(i, "aux", "cop")]


def is_infinitive(context: Context, i: int) -> bool:
    """Whether a verb, or the auxiliary of its passive ("va être jugé"), is an infinitive; behind a conjugated "faire" it is none of its own
    ("a fait adopter la loi")."""
    tree = context.tree
    if any(k < i and context.article.doc[k].lemma_ == "faire" and tree.is_finite(k) for k in tree.kids[i]):
        return False
    return any("Inf" in context.article.doc[k].morph.get("VerbForm", []) for k in verb_forms(context, i))


def is_perfect(context: Context, i: int) -> bool:
    """Whether an infinitive tells what is done already ("dit avoir rencontré", "affirme être arrivé")."""
    doc, tree = context.article.doc, context.tree
    return any("Inf" in doc[k].morph.get("VerbForm", []) and tree.dep[k] == "aux:tense" for k in tree.children(i, "aux"))


def at_verb(context: Context, i: int, signs: Signs) -> None:
    """Tense, mood, adverbs and negation of a verb."""
    language, doc, tree = context.article.document.language, context.article.doc, context.tree
    at_tense(context, i, signs)
    if is_conditioned(context, i):
        signs.add("possible")
    for k in tree.children(i, "advmod", "obl"):
        if doc[k].text.casefold() in words(language, "possible", "adverbs"):
            signs.add("possible")
    if is_negated(context, i) and doc[i].lemma_.casefold() not in words(language, "negated", "lasting"):
        signs.add("negated")


def has_aim(article: Article, tree: Tree, infinitive: int) -> bool:
    """Whether an infinitive says what for: "pour" or "afin" marks it."""
    return any(article.lower[k] in AIMS for k in tree.children(infinitive, "mark", "case"))


def is_conditioned(context: Context, i: int) -> bool:
    """Whether a verb in the future tells what will be if a clause with "si" comes true ("S'il perd, il démissionnera")."""
    tree, lower = context.tree, context.article.lower
    if not any("Fut" in context.article.doc[k].morph.get("Tense", []) for k in verb_forms(context, i)):
        return False
    marks = [m for k in tree.children(i, "advcl") for m in tree.children(k, "mark")]
    return any((lower[m] == "si" and (m == 0 or lower[m - 1] != "même")) or (lower[m] in ("s'", "s’") and is_if(context, m)) for m in marks)


def at_tense(context: Context, i: int, signs: Signs) -> None:
    """Tense and mood of a verb."""
    morphs = [context.article.doc[k].morph for k in verb_forms(context, i)]
    if any("Fut" in m.get("Tense", []) for m in morphs):
        signs.add("planned")
    if any("Cnd" in m.get("Mood", []) for m in morphs):
        signs.add("planned" if seen_from_past(context, i) else "possible")


def seen_from_past(context: Context, i: int) -> bool:
    """Whether a conditional is the future of a past clause of saying ("il a annoncé qu'il viendrait")."""
    if not context.tree.is_a(i, "ccomp"):
        return False
    return any(
        "Past" in context.article.doc[k].morph.get("Tense", []) or "Imp" in context.article.doc[k].morph.get("Tense", [])
        for k in verb_forms(context, context.tree.head[i])
    )


def is_negated(context: Context, i: int) -> bool:
    """Whether "ne … pas" stands around a verb, or a determiner such as "aucun" with its subject or object."""
    language, doc, tree = context.article.document.language, context.article.doc, context.tree
    beside = [k for v in verb_forms(context, i) for k in tree.kids[v]]
    beside += [m for k in beside if doc[k].pos_ == "ADV" and k < i for m in tree.kids[k]]  # "n'a pas encore promulgué"
    here = quotation(context, i)
    near = {doc[k].text.casefold().replace("’", "'") for k in beside if quotation(context, k) == here}
    if any(is_put_later(context.article.lower, k + 2) for k in beside):
        return False
    if not near & words(language, "negated", "particle"):
        return False
    adverbs = (k for k in beside if doc[k].pos_ == "ADV")
    near |= {context.article.lower[m] for k in adverbs for m in tree.kids[k] if m == k - 1}  # "n'a pas encore voté"
    if near & words(language, "negated", "with"):
        return True
    arguments = tree.children(i, "nsubj", "obj")
    around = (k for a in arguments for m in tree.conjuncts(a) for k in [m, *tree.children(m, "det", "cc")])
    return any(doc[k].text.casefold() in words(language, "negated", "with") for k in around)


def is_put_later(words: Sequence[str], i: int) -> bool:
    """Whether "pas avant" stands before token `i`, or an article between them: that is when it will be, and no denial."""
    return any(tuple(words[max(k - 2, 0) : k]) == ("pas", "avant") for k in (i, i - 1))


def quotation(context: Context, i: int) -> tuple[int, int] | None:
    """The quotation in which a token stands: "« Je ne céderai pas », a-t-il prévenu" denies no warning."""
    return next(((start, end) for start, end in context.article.quotes if start <= i < end), None)


def at_noun(context: Context, i: int, signs: Signs, carriers: Collection[int] = (), type: str = "") -> None:
    """Adjectives and determiners of an event noun, and the predicate that it is the subject of; of a `type` that nobody plans, what is
    announced has taken place ("sa mort a été annoncée")."""
    language, doc, tree = context.article.document.language, context.article.doc, context.tree
    if doc[i].pos_ != "NOUN":
        return
    modifiers = [k for k in tree.children(i, "amod", "acl") if not tree.children(k, "nsubj")]
    predicate = tree.head[i] if tree.is_a(i, "nsubj") and (tree.children(tree.head[i], "cop", "aux:pass")) else None
    passive = predicate is not None and doc[predicate].pos_ == "VERB" and tree.is_a(i, "nsubj:pass")
    governs = governor(context, predicate) if passive and predicate is not None else None
    nominal = governs and governs[1] not in words(language, governs[0] or "factive", "infinitive_only")  # but "la visite est attendue"
    if nominal and predicate not in carriers:
        predicate = None  # "la visite a été annulée": the verb itself calls it off, and once is enough
    for k in modifiers + ([predicate] if predicate is not None else []):
        if type in words(language, "planned", "unplanned") and doc[k].lemma_.casefold() in words(language, "planned", "announcing"):
            continue
        for effect in ("planned", "possible", "negated"):
            if singular(doc[k].text.casefold()) in words(language, effect, "adjectives") or doc[k].lemma_.casefold() in words(
                language, effect, "adjectives"
            ):
                denied = k == predicate and is_negated(context, k)
                signs.add("" if denied else effect)
                break
    determiners = {doc[k].text.casefold() for k in tree.children(i, "det", "advmod")}
    if determiners & words(language, "negated", "determiners") and not any(is_negated(context, h) for h in tree.path(i)[1:3]):
        signs.add("negated")


def singular(text: str) -> str:
    """The masculine singular of a participle or adjective: "prévues" → "prévu"."""
    bare = text.removesuffix("s")
    return bare[:-1] if bare.endswith(("ée", "ue", "ie", "le", "te", "ise", "ine", "use")) and bare[:-1] else bare


def before(context: Context, i: int, signs: Signs, done_by: bool = False) -> None:
    """Prepositions and conjunctions in front of an event noun, an infinitive or a clause; `done_by` where an aim is reached at once."""
    language, doc, tree = context.article.document.language, context.article.doc, context.tree
    start = min([i, *(k for k in tree.children(i, "det", "amod", "case", "mark", "advmod", "nummod", "aux", "nsubj", "fixed") if k < i)])
    end = i
    while end - 1 in tree.kids[i] and doc[end - 1].pos_ == "PRON":
        end -= 1  # "afin d'y rencontrer", "pour s'opposer"
    left = " ".join(t.text.casefold() for t in doc[max(0, start - 5) : end]).replace("’", "'").replace("' ", "'")
    infinitive = is_infinitive(context, i)
    for effect in ("planned", "possible", "negated"):
        some = f" {left}".rstrip().endswith(all_endings(language, effect))
        for phrase in words(language, effect, "phrases") if some else ():
            if done_by and phrase in words(language, effect, "infinitive_phrases"):
                continue
            if begins_before(left, phrase) and (infinitive or phrase not in words(language, effect, "infinitive_phrases")):
                if not begins_before(left, f"non {phrase}") and not is_unreal(context, i, effect):  # "non sans critiquer X"
                    signs.add(effect)
                break
        marking = {k: context.article.lower[k].replace("’", "'") for k in tree.children(i, "mark")}
        marks = {word for k, word in marking.items() if word != "s'" or is_if(context, k)}
        marks.add(" ".join(marking.values()))  # "avant que"
        if marks & words(language, effect, "conjunctions") and "même" not in left:
            signs.add(effect)


def is_unreal(context: Context, i: int, effect: str) -> bool:
    """Whether what a definite noun behind "sans" means took place, since the clause tells in the conditional what would have come of it
    otherwise ("Sans l'intervention de X, le oui l'aurait emporté")."""
    tree, doc, clause = context.tree, context.article.doc, context.tree.clause_above(i)
    if effect != "negated" or doc[i].pos_ != "NOUN" or clause is None:
        return False
    definite = any("Def" in doc[k].morph.get("Definite", []) for k in tree.children(i, "det"))
    return definite and any("Cnd" in doc[k].morph.get("Mood", []) for k in verb_forms(context, clause))


def is_if(context: Context, i: int) -> bool:
    """Whether "s'" is "si", which it is only before "il" and "ils"."""
    return context.article.lower[i + 1 : i + 2] in (["il"], ["ils"])


def begins_before(left: str, phrase: str) -> bool:
    """Whether the words before an event end with a phrase."""
    return f" {left}".rstrip().endswith(endings(phrase))


@cache
def all_endings(language: str, effect: str) -> tuple[str, ...]:
    """Those of all phrases with an effect."""
    return tuple(ending for phrase in words(language, effect, "phrases") for ending in endings(phrase))


@cache
def endings(phrase: str) -> tuple[str, ...]:
    """A phrase with its preposition contracted and a determiner behind it or not."""
    stem = phrase.removesuffix(" de")
    tails = (
        (" de", " d'", " du", " des", " de la", " de l'", " d'un", " d'une", " de nouveaux", " de nouvelles")
        if stem != phrase
        else ("", " le", " la", " les", " un", " une", " l'")
    )
    return tuple(f" {stem}{tail}" for tail in tails)


def governor(context: Context, head: int) -> tuple[str, str] | None:
    """The effect of a verb with its fixed words, and how it is listed; None where it is not."""
    doc = context.article.doc
    lemma = doc[head].lemma_.casefold()
    reflexive = is_reflexive(context.article, context.tree, head)
    for effect, pattern, text in patterns(context.article.document.language).get(lemma, ()):
        if (
            pattern.reflexive == reflexive
            and not pattern.passive
            and last_word(context.article, context.tree, head, pattern.words) is not None
        ):
            return effect, text
    participle = singular(doc[head].text.casefold())
    for effect, pattern, text in patterns(context.article.document.language).get(participle, ()):
        if pattern.passive and context.tree.children(head, "aux:pass", "cop", "aux"):
            return effect, text
    return None
