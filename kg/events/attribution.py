"""Who says so: the speaker whose verb, phrase or quotation governs an event."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from kg.events.arguments import DURING
from kg.events.fillers import ACTORS, Context, bodies
from kg.events.fillers import phrase as phrase_at
from kg.events.needs import is_known
from kg.events.signs import has_aim
from kg.events.triggers import Trigger
from kg.extract.article import Article, Span
from kg.lang import table
from kg.syntax import Tree
from kg.syntax.relatives import WITH_PREPOSITION

Phrases = dict[str, list[tuple[str, ...]]]
BESIDES = frozenset({"avant", "après", "sans", "outre", "faute"})
BEFORE_WHOM = frozenset({"devant", "face à", "aux côtés de", "à côté de", "depuis"})  # of where, or to whom, somebody speaks
AFTERTHOUGHTS = frozenset({"après", "avant", "malgré", "en dépit de"})
AND = frozenset({"et", "mais", "ou", "car", "or"})
CONTENT = ("ccomp", "xcomp", "obj", "acl", "obl", "advcl")
TOLD = frozenset({"Announcement", "Statement"})  # types of speech that tell news: the subject of their passive is reported


@dataclass(slots=True)
class Source:
    """The entity that is given as source ("" where it is unknown who) and the token of its speech act, if it is one; what is `silent` is
    no event of its own."""

    entity: str
    act: int | None
    silent: bool = False


class Phrase(NamedTuple):
    """A phrase like "selon X": the token of X, the verb or noun below which it covers what stands from token `first` on, and its source."""

    noun: int
    scope: int
    first: int
    source: Source


def sources(article: Article, tree: Tree, triggers: list[Trigger]) -> dict[int, Source]:
    """The source of each trigger's event by token; triggers that the article tells itself are left out."""
    acts = {t.token: t for t in triggers if t.frame.reports}
    aside: dict[int, list[Trigger]] = {}  # parenthetical speech acts by sentence
    for act in acts.values():
        if tree.is_a(act.token, "parataxis"):
            aside.setdefault(tree.sentence[act.token], []).append(act)
    told: dict[int, list[Phrase]] = {}  # "selon X" by sentence
    for given_by in according_to(article, tree):
        told.setdefault(tree.sentence[given_by.noun], []).append(given_by)
    found: dict[int, Source] = {}
    for trigger in triggers:
        number = tree.sentence[trigger.token]
        given = (
            governing(article, tree, trigger, acts)
            or parenthetical(article, tree, trigger.token, aside.get(number, []))
            or phrase(article, tree, trigger.token, told.get(number, []))
        )
        if given:
            found[trigger.token] = given
    return found


def governing(article: Article, tree: Tree, trigger: Trigger, acts: dict[int, Trigger]) -> Source | None:
    """The nearest speech act above an event that has it as its content; what a participle adds to a name in it ("réclame la libération de
    X, arrêté mardi"), or an infinitive with "pour" tells of its aim, the article says itself, unless a clause or an infinitive is said."""
    child, added, aside = trigger.token, False, False
    while tree.head[child] != child:
        head = tree.head[child]
        act = acts.get(head)
        name = named_at(article, tree, head)
        if is_remark(article, tree, child) or is_afterthought(article, tree, child) or is_parted(article, trigger.token, head):
            return None
        added = added or (tree.is_a(child, "acl") and name is not None) or is_aim(article, tree, child)
        if act and (added or (act.frame.type == "Denial" and is_words(trigger, child))) and not tree.is_a(child, "ccomp", "xcomp"):
            act = None
        if act and act.verbal and tree.dep[child] == "acl:relcl":
            act = None  # "« … », a dit X, qui partira": what the parser hung on the verb is told of X
        added = added and not tree.is_a(child, "ccomp")
        aside = aside or tree.dep[child] == "acl:relcl"
        if act and aside and tree.is_a(child, "obl") and tree.case(child) in BEFORE_WHOM:
            return None  # "a réagi X devant l'usine, où Y s'étaient rassemblés"
        told = act is not None and act.type in TOLD and tree.is_a(child, "nsubj:pass")  # "sa mort a été annoncée par X"
        if act and (told or tree.is_a(child, *CONTENT)) and not is_adjunct(tree, child, head) and head != trigger.token:
            return Source(speaker(article, tree, act), head, act.frame.silent)
        child = head
    return None


def named_at(article: Article, tree: Tree, i: int) -> Span | None:
    """The mention of a name at a word or apposed to it ("son mari, Fernand, qu'elle a épousé")."""
    spans = (article.at.get(k) for k in (i, *tree.children(i, "appos")))
    return next((s for s in spans if s is not None and s.kind == "Name"), None)


def is_words(trigger: Trigger, object: int) -> bool:
    """Whether the object of a verb is what somebody else says ("récuse les accusations de X")."""
    return trigger.token == object and not trigger.verbal and trigger.frame.reports


def is_remark(article: Article, tree: Tree, i: int) -> bool:
    """Whether a clause only adds something to a name, or to all that comes before: "…, laquelle" behind a comma, "…, ce que X conteste",
    "…, information que X a refusé de commenter"."""
    if tree.dep[i] != "acl:relcl":
        return False
    name, first = article.at.get(tree.head[i]), min(tree.subtree(i))
    first += article.words[first] == ","
    which = WITH_PREPOSITION & {article.lower[first], article.lower[first + 1] if article.doc[first].pos_ == "ADP" else ""}
    if which and name is not None and name.kind == "Name" and article.words[first - 1] == ",":
        return True
    relative = article.lower[first] in ("que", "qu'") or (article.lower[first] == "qui" and article.is_a(tree.head[i], "human"))
    told = relative and article.words[first - 1] == "," and article.doc[first - 2].pos_ in ("NOUN", "ADJ")
    if told and is_known(article, tree, tree.head[i]):
        return True  # "ont salué ce compromis, que X a rejeté"
    bare = article.lower[first - 1] == "ce" or article.doc[first - 1].pos_ == "NOUN"
    return first > 1 and bare and article.words[first - 2] == ","


def is_parted(article: Article, one: int, other: int) -> bool:
    """Whether a semicolon that is no part of a quotation stands between two words: what is said on one side of it is said on that alone."""
    between = (k for k in range(min(one, other), max(one, other)) if article.words[k] == ";")
    return any(not any(start <= k < end for start, end in article.quotes) for k in between)


def is_afterthought(article: Article, tree: Tree, i: int) -> bool:
    """Whether a happening only says, behind a comma, what came before or after, or in spite of what ("a avoué un vol, deux ans après les
    aveux de X", "assure n'avoir rien vu, malgré les révélations de Y")."""
    first = min(tree.subtree(i))
    return article.doc[i].pos_ == "NOUN" and tree.case(i) in AFTERTHOUGHTS and first > 0 and article.words[first - 1] == ","


def is_aim(article: Article, tree: Tree, i: int) -> bool:
    """Whether an infinitive tells what is done for what ("insiste sur X pour expliquer Y"); a perfect one tells of a reason ("remercie X
    pour avoir libéré Y")."""
    verb = article.doc[i].pos_ in ("VERB", "AUX") and "Inf" in article.doc[i].morph.get("VerbForm", [])
    return verb and has_aim(article, tree, i)


def is_adjunct(tree: Tree, child: int, head: int) -> bool:
    """Whether what hangs on a verb of speech only says where, when or in what state it was said ("Arrivé à X, il a salué …")."""
    fronted = child < head and tree.is_a(child, "obl", "advcl") and tree.case(child) not in ("de", "sur", "contre")
    during = tree.is_a(child, "obl", "nmod") and tree.case(child) in DURING
    along = any(tree.is_present_participle(k) for k in (child, *tree.children(child, "aux")))
    beside = tree.is_a(child, "advcl", "obl") and (along or is_besides(tree, child))
    return fronted or during or beside or tree.is_aside(child) or tree.is_a(child, "obl:agent", "obl:mod")


def is_besides(tree: Tree, i: int) -> bool:
    """Whether an infinitive tells what somebody did before, after or without what the clause around it tells ("avant d'accuser X")."""
    return tree.is_infinitive(i) and any(tree.lower[k] in BESIDES for k in tree.children(i, "mark", "case", "advmod", "fixed"))


def parenthetical(article: Article, tree: Tree, i: int, acts: list[Trigger]) -> Source | None:
    """The speech act of the sentence that stands beside what it reports: "…, a déclaré X"."""
    path = tree.path(i)
    for act in acts:
        inverted = any(k > act.token for k in tree.children(act.token, "nsubj"))
        beside = act.token not in path and tree.head[act.token] in path
        along = i > act.token and any(k > act.token and tree.is_aside(k) for k in path)  # "…, a dit X, tandis que Y se réjouissait"
        if inverted and beside and not along and not is_parted(article, i, act.token):
            return Source(speaker(article, tree, act), act.token, act.frame.silent)
    return None


def speaker(article: Article, tree: Tree, act: Trigger) -> str:
    """The entity that is the subject of a speech act, "" where it is no one entity that we know."""
    for token in act.positions.get("subj", []):
        entity = actor_at(article, tree, token)
        if entity:
            return entity
        of = {f.value for f in bodies(Context(article, tree, frozenset()), token)}
        if len(of) == 1 and article.kind_of(next(iter(of))) in ACTORS:
            return of.pop()  # "le conseil d'administration de X", but "le sénateur de l'Arizona"
    return ""


def actor_at(article: Article, tree: Tree, i: int) -> str:
    """The acting entity of a mention, of what is apposed to it, or of the owner of a communiqué."""
    span = article.at.get(i)
    if span and span.rule != "adjective" and span.entities and article.kind_of(span.entities[0]) in {*ACTORS, "City"}:
        return span.entities[0]
    carriers = article.data("attribution")["carriers"]
    if article.doc[i].lemma_.casefold() in carriers:
        of = [k for k in tree.children(i, "nmod") if tree.case(k) in ("de", "du")]
        by = [k for m in tree.children(i, "acl") if tree.is_past_participle(m) for k in tree.children(m, "obl") if tree.case(k) == "par"]
        owners = (actor_at(article, tree, k) for k in (*by, *of))  # "selon un bilan établi lundi par X"
        return next(filter(None, owners), "") or anonymous(article, tree, i)
    if named := next((e for k in tree.children(i, "appos", "flat") if (e := actor_at(article, tree, k))), ""):
        return named
    return anonymous(article, tree, i)


def anonymous(article: Article, tree: Tree, i: int) -> str:
    """Whoever an unnamed source speaks for ("un porte-parole du ministère"), else the source itself as an entity without a name."""
    words, lemma = article.data("attribution"), article.doc[i].lemma_.casefold()
    if lemma not in words["anonymous"]:
        return ""
    if lemma in words["anonymous_of"]:
        owner = next((e for k in tree.children(i, "nmod") if tree.case(k) == "de" and (e := actor_at(article, tree, k))), "")
        own = lemma in words["own_words"] and article.kind_of(owner) == "Person" if owner else False
        if owner and not own:
            return owner
    name = phrase_at(article, tree, i)
    return article.meet(name, "Thing") if name else ""


def according_to(article: Article, tree: Tree) -> list[Phrase]:
    """All phrases like "selon X", in reading order."""
    prepositions, no_source = (phrases(article.document.language, name) for name in ("prepositions", "no_source"))
    found = []
    for token in article.doc:
        width = begins(article, token.i, prepositions)
        if not width or begins(article, token.i, no_source):
            continue
        noun = complement(article, tree, token.i + width)
        if noun is not None and article.doc[noun].lemma_.casefold() not in article.data("attribution")["works"]:
            goes_on = article.words[token.i - 1] == "," and article.lower[token.i - 2] in AND  # "et, selon X, …"
            scope = covered(article, tree, token.i, noun)
            found.append(Phrase(noun, scope, token.i if goes_on else 0, Source(actor_at(article, tree, noun), None)))
    return found


def begins(article: Article, i: int, phrases: Phrases) -> int:
    """How many tokens of the longest of some phrases begin at `i`; 0 for none."""
    candidates = phrases.get(article.lower[i], ())
    return max([len(w) for w in candidates if tuple(article.lower[i : i + len(w)]) == w], default=0)


@cache
def phrases(language: str, name: str) -> Phrases:
    """The phrases of a list of the attribution file, as words, by their first."""
    found: Phrases = {}
    for text in table(language, "attribution")[name]:
        words = tuple(text.replace("'", "' ").split())
        found.setdefault(words[0], []).append(words)
    return found


def complement(article: Article, tree: Tree, i: int) -> int | None:
    """The noun or mention that begins at or right after `i`."""
    for at in range(i, min(i + 5, len(article.doc))):
        if at in article.at and article.at[at].rule != "adjective" and article.doc[at].pos_ != "DET":
            return article.at[at].head  # "selon son avocat": not the one whose it is
        if article.doc[at].pos_ in ("NOUN", "PROPN", "PRON"):
            return at
        if article.doc[at].pos_ not in ("DET", "ADJ", "NUM", "ADP", "SPACE") and not article.doc[at].is_quote:
            return None
    return None


def covered(article: Article, tree: Tree, start: int, noun: int) -> int:
    """What the phrase covers: the sentence's main clause where a comma or nothing precedes it, else the clause around it."""
    before = article.doc[start - 1] if start else None
    root = tree.path(noun)[-1]
    if (relative := relative_around(tree, start, noun)) is not None:
        return relative
    if before is None or before.text in (",", "»", '"') or tree.sentence[start - 1] != tree.sentence[start]:
        return root
    return next((i for i in tree.path(noun)[1:] if article.doc[i].pos_ in ("VERB", "AUX")), root)


def relative_around(tree: Tree, start: int, noun: int) -> int | None:
    """The verb of the relative clause inside of which such a phrase stands ("qui aurait fait, selon X, dix morts"): it says nothing of the
    clause around."""
    relative = next((k for k in tree.path(noun) if tree.dep[k] == "acl:relcl"), None)
    if relative is None:
        return None
    around = tree.subtree(relative)
    return relative if around[0] < start and around[-1] > noun + 1 else None


def phrase(article: Article, tree: Tree, i: int, phrases: list[Phrase]) -> Source | None:
    """The source of the phrase that covers token `i`."""
    for noun, scope, first, source in phrases:
        own = tree.head[noun] == i and tree.is_a(noun, "nsubj")  # "comme le souligne X": nobody is the source of that but the article
        if i >= first and scope in tree.path(i) and noun not in tree.path(i) and not own and not is_parted(article, i, noun):
            return source
    return None
