"""The words that evoke events, each with its frame and its type refined by the words beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from kg.events import arguments, light, numbers, quotes
from kg.events.arguments import Positions
from kg.events.between import inherit, take_over
from kg.events.lexicon import Frame, Lexicon
from kg.events.light import Carrier
from kg.events.needs import is_among, is_definite, satisfied
from kg.events.patterns import described_noun, first_words, fits, governed, is_word, last_word, verb_keys
from kg.events.subjects import acts, is_body, is_kind, speaks
from kg.events.untold import is_game, is_instruction, is_penalty, is_politics, is_ruled
from kg.extract.article import Article
from kg.lang import table, word_set
from kg.syntax import Tree
from kg.syntax.inversion import closes_quotation

DOERS = frozenset({"agent", "participant"})
BEFALLING = frozenset({"Accident", "Disaster", "Bankruptcy"})  # types of what happens to somebody and is no threat of his


@dataclass(slots=True)
class Trigger:
    """A token that evokes an event; `last` is its last fixed word, `carriers` the light verbs that carry a noun."""

    token: int
    last: int
    frame: Frame
    type: str
    verbal: bool
    positions: Positions
    lemma: str
    carriers: list[Carrier] = field(default_factory=list)
    noun: int | None = None  # of a passive, its subject where that is a word of the trigger ("les élections ont été remportées par X")
    origin: Trigger | None = None  # of a clause that leaves out its verb, the trigger that this is ("X a été élu à Lyon, Y à Lille")

    @property
    def shown(self) -> int:
        """The token of the word that evokes it."""
        return self.origin.token if self.origin else self.token


def find(article: Article, tree: Tree, lexicon: Lexicon, bare: bool = False) -> list[Trigger]:
    """All triggers of the article, in reading order; with `bare`, nouns that lack what their frame needs too."""
    found: list[Trigger] = []
    barred = fixed_phrases(article, tree, lexicon)
    for token in article.doc:
        span = article.at.get(token.i)
        if (span and span.kind == "Name" and not is_named_event(article, lexicon, token.i)) or token.i in barred:
            continue
        trigger = None
        if is_verb(article, tree, lexicon, token.i):
            trigger = verbal(article, tree, lexicon, token.i) if not is_instruction(article, tree, token.i) else None
        elif (span is None and token.pos_ == "NOUN") or (span and span.kind == "Name"):
            trigger = nominal(article, tree, lexicon, token.i)
        if trigger and not is_ruled(article, tree, token.i) and not is_penalty(article, tree, trigger.type, token.i):
            trigger.type = refined(article, tree, lexicon, trigger)
            found.append(trigger)
    found += pointing_back(article, tree, lexicon, found, barred, bare)
    found.sort(key=lambda t: t.token)
    for told in found:
        if told.noun is not None:
            told_by_verb(next((t for t in found if t.token == told.noun), told), told)
    inner = {i for t in found for i in range(t.token + 1, t.last + 1)}
    found = [t for t in found if t.token not in inner]
    carried_by = {c.token for t in found for c in t.carriers if c.relation != "host"}
    befalling = {t.token for t in found if t.type in BEFALLING}
    carried_by |= {t.token for t in found if t.type == "Threat" and befalling.intersection(t.positions.get("inf", ()))}  # "menace de céder"
    found = [t for t in found if t.token not in carried_by and not is_politics(article, tree, t.type, t.verbal, t.positions)]
    return [t for t in found if not is_game(article, tree, t.type, t.verbal, t.positions, t.token, t.last)]


def told_by_verb(nominal: Trigger, verbal: Trigger) -> None:
    """Give a noun what the verb with which it makes one trigger says of who takes part ("les élections, tenues à X, ont été remportées par
    Y"): its own words say where and when."""
    if nominal is verbal or nominal.type != verbal.type:
        return
    nominal.frame = replace(nominal.frame, slots={**nominal.frame.slots, **verbal.frame.slots})
    subjects = verbal.positions["subj"]
    for tokens in nominal.positions.values():
        tokens[:] = [t for t in tokens if t not in subjects]
    nominal.positions["subj"] = [*subjects]


def is_named_event(article: Article, lexicon: Lexicon, i: int) -> bool:
    """Whether a token is the noun with which the name of a disaster begins ("l'ouragan Katrina"): it happens as one without name does."""
    span = article.at[i]
    evokers = lexicon.nouns.get(article.words[i].casefold(), ()) if span.head == i and span.end - span.start > 1 else ()
    return any(e.frame and e.frame.type == "Disaster" and not e.pattern.words for e in evokers)


def is_verb(article: Article, tree: Tree, lexicon: Lexicon, i: int) -> bool:
    """Whether token `i` is a full verb; what has an auxiliary, or a verb's form with a subject and no article, is one whatever its tag."""
    if is_member(article, tree, i):
        return False
    if article.doc[i].pos_ in ("VERB", "AUX"):
        return not (tree.is_a(i, "aux", "cop") or tells_tense(article, tree, i))
    if article.doc[i].pos_ == "NOUN" and f"{article.words[i]}r" in lexicon.verbs and not tree.children(i, "det", "cop"):
        return any(k < i for k in tree.children(i, "nsubj"))  # "Paris demande"
    return article.doc[i].pos_ in ("NOUN", "ADJ") and bool(tree.children(i, "aux:tense", "aux:pass"))


def is_member(article: Article, tree: Tree, i: int) -> bool:
    """Whether a participle is the word for somebody of the body named right behind it ("X, élu CGT")."""
    behind = article.at.get(i + 1)
    if behind is None or behind.rule == "adjective" or tree.children(i, "aux", "cop") or tree.head[i] == i:
        return False
    words = word_set(article.document.language, "frames", "grammar", "of_party")
    return article.lower[i] in words and all(article.kind_of(e) == "Organization" for e in behind.entities)


def tells_tense(article: Article, tree: Tree, i: int) -> bool:
    """Whether a verb only makes the future of the infinitive behind it ("va falloir", "allait rencontrer")."""
    future = article.doc[i].lemma_.casefold() in word_set(article.document.language, "status", "planned", "auxiliaries")
    infinitive = any("Inf" in article.doc[k].morph.get("VerbForm", []) for k in tree.children(i, "xcomp", "ccomp") if k > i)
    return (
        future and infinitive and not tree.children(i, "aux", "obl") and {"Pres", "Imp"} >= set(article.doc[i].morph.get("Tense", ["Past"]))
    )


def pointing_back(article: Article, tree: Tree, lexicon: Lexicon, found: list[Trigger], barred: set[int], bare: bool) -> list[Trigger]:
    """Nouns that lack what their frame needs but name a type that the article has told before, or with `bare` any, where they are definite
    ("l'appel") or somebody's word for it ("un « bon appel »")."""
    told = {t.type: t.token for t in reversed(found)}
    taken = {t.token for t in found} | {i for t in found for i in range(t.token, t.last + 1)}
    back = []
    for token in article.doc:
        if (
            token.pos_ != "NOUN"
            or token.i in taken
            or token.i in article.at
            or token.i in barred
            or is_body(article, token.i)  # "les dirigeants de l'opposition"
            or not (is_definite(article, tree, token.i) or quotes.is_named(article, token.i))
        ):
            continue
        for evoker in lexicon.nouns.get(token.lemma_.casefold(), ()):
            last = last_word(article, tree, token.i, evoker.pattern.words) if bare or not evoker.pattern.words else None
            if (
                evoker.frame
                and last is not None
                and not (evoker.frame.reports and evoker.frame.needs and not bare)
                and (bare or told.get(evoker.frame.type, len(article.doc)) < token.i)
            ):
                back.append(replace(carried(article, tree, lexicon, token.i, evoker.frame), last=last))
                break
    return back


def carried(article: Article, tree: Tree, lexicon: Lexicon, i: int, frame: Frame) -> Trigger:
    """The trigger of noun `i` for a frame, with what its light verbs govern."""
    positions = arguments.of_noun(article, tree, i)
    carriers = light.carriers(article, tree, lexicon, i)
    light.merge(article, tree, carriers, i, positions)
    return Trigger(i, i, frame, frame.type, False, positions, article.doc[i].lemma_.casefold(), carriers)


def fixed_phrases(article: Article, tree: Tree, lexicon: Lexicon) -> set[int]:
    """The tokens of fixed expressions in which no word evokes anything."""
    firsts: dict[str, list[tuple[str, ...]]] = {}
    for words in lexicon.phrases:
        firsts.setdefault(words[0], []).append(words)
    found: set[int] = set()
    for token in article.doc:
        for words in [*firsts.get(article.lower[token.i], ()), *firsts.get(token.lemma_.casefold(), ())]:
            last = last_word(article, tree, token.i, words[1:])
            if last is not None:
                found.update(range(token.i, last + 1))
    return found


def verbal(article: Article, tree: Tree, lexicon: Lexicon, i: int) -> Trigger | None:
    """The event that verb `i` evokes."""
    lemma, participle = verb_keys(article, lexicon, i)
    evokers = [*(e for e in lexicon.verbs.get(participle, ()) if e.pattern.passive), *lexicon.verbs.get(lemma, ())]
    if is_wait(article, tree, i):
        return None
    inverted = not evokers and any(k > i or article.words[k][:1] == "-" for k in tree.children(i, "nsubj"))
    if inverted and not says_by_infinitive(article, tree, lexicon, i) and closes_quotation(article, tree, i):
        evokers = [*lexicon.verbs.get(article.data("frames")["grammar"]["saying"], ())]  # a question's own frames have no verb of saying
    there = first_words(article, tree, i) if any(e.pattern.words for e in evokers) else set()
    for evoker in [e for e in evokers if not e.pattern.words or e.pattern.words[0] in there]:
        behind = last_word(article, tree, i, evoker.pattern.words)
        if behind is None:
            behind = governed(article, tree, i, evoker.pattern.words)
        noun = passive_noun(article, tree, i, evoker.pattern.words) if behind is None else None
        if (behind is None and noun is None) or not fits(article, tree, i, evoker.pattern):
            continue
        positions, last = arguments.of_verb(article, tree, i), i if behind is None else behind
        inherit(article, tree, i, last, positions, evoker)
        if noun is not None:
            take_over(article, tree, noun, positions, evoker.frame)
        if "Inf" not in article.doc[i].morph.get("VerbForm", []):
            positions["quote"] = quoted_beside(article, tree, i)
            if (
                tree.is_a(i, "parataxis")
                and not (positions["that"] or positions["quote"])
                and any(k > i for k in tree.children(i, "nsubj"))
            ):
                positions["that"].append(tree.head[i])  # "Kiev ne cédera pas, a prévenu X"
            positions["question"] = [q for q in positions["quote"] if is_question(article, q)]
        if evoker.frame is None:
            return None
        frame = evoker.frame
        if (
            (satisfied(article, tree, lexicon, frame, positions) or (("when",) in frame.needs and is_together(article, tree, i, positions)))
            and is_among(article, frame, i)
            and speaks(article, tree, frame, positions, i)
            and acts(article, tree, frame, positions)
        ):
            return Trigger(i, last, frame, frame.type, True, positions, " ".join([lemma, *evoker.pattern.words]), noun=noun)
    return None


def says_by_infinitive(article: Article, tree: Tree, lexicon: Lexicon, verb: int) -> bool:
    """Whether the infinitive of a verb is what says something ("s'est borné à dire X")."""
    return any(article.doc[k].lemma_ in lexicon.reporting for k in tree.children(verb, "xcomp", "obl", "ccomp") if tree.is_infinitive(k))


def is_wait(article: Article, tree: Tree, verb: int) -> bool:
    """Whether a clause with "où" tells who was waiting at a place where somebody has come ("est arrivé à X, où l'attendait Y"): that is no
    visit to come."""
    if article.doc[verb].lemma_.casefold() not in word_set(article.document.language, "frames", "grammar", "waiting"):
        return False
    return any(article.lower[k] == "où" for k in tree.kids[verb]) and "Imp" in article.doc[verb].morph.get("Tense", [])


def quoted_beside(article: Article, tree: Tree, i: int) -> list[int]:
    """The first words of quotations in the sentence of verb `i` that lie outside it and are below it or beside its clause."""
    near = ((a, b) for a, b in article.quotes if tree.sentence[a] <= tree.sentence[i] <= tree.sentence[b - 1] and not a <= i < b)
    names = {(s.start, s.end) for s in (article.at[k] for q in article.quotes for k in q[:1] if k in article.at)}  # "« Le Monde »"
    near = (q for q in near if q not in names)
    ranges = [(a, b) for a, b in near if not is_label(article, tree, a, b) and any(article.doc[k].pos_ != "ADV" for k in range(a, b))]
    below = [a for a, b in ranges if any(i in tree.path(k) for k in range(a, b))]
    verb = tree.head[i] if tree.is_a(i, "xcomp") and tree.is_infinitive(i) else i  # "…, s'est borné à dire X"
    return below or [a for a, _ in ranges if tree.is_a(verb, "parataxis", "ROOT")]


def is_question(article: Article, start: int) -> bool:
    """Whether the quotation that begins at a token ends with a question mark."""
    end = next(b for a, b in article.quotes if a == start)
    return any(article.words[k] == "?" for k in range(max(start, end - 2), min(end + 1, len(article.words))))


def is_label(article: Article, tree: Tree, start: int, end: int) -> bool:
    """Whether quoted words only call something by a name ("le «Monsieur Sport» de X", "au «10 Grande-Rue»"): a definite article stands
    before them and no verb in them."""
    before = next((k for k in range(start - 1, -1, -1) if not article.doc[k].is_quote and not article.doc[k].is_space), start)
    definite = "Def" in article.doc[before].morph.get("Definite", []) or article.words[before].casefold() in ("au", "aux", "du")
    called = article.words[before].casefold() == "comme" or any(
        article.words[k].casefold() == "comme" for k in tree.children(start, "case")
    )
    titled = article.doc[before].pos_ == "ADP" and article.words[start][:1].isupper()  # "le prix X pour « Apocalypse bébé »"
    return (definite or called or titled) and not any(tree.is_finite(k) for k in range(start, end))


def passive_noun(article: Article, tree: Tree, i: int, words: tuple[str, ...]) -> int | None:
    """The subject of a passive that is the noun of a trigger of verb and noun ("le prix a été remis", "l'accord sera paraphé")."""
    if words and (described := described_noun(article, tree, i)) is not None:
        return described if is_word(article, described, words[0]) and last_word(article, tree, described, words[1:]) is not None else None
    if not words or not arguments.is_passive(tree, i) or tree.is_a(i, "acl", "amod") or is_state(article, tree, i):
        return None
    for k in tree.children(i, "nsubj:pass"):
        first = min((m for m in tree.children(k, "amod", "nummod") if m < k), default=k)  # "la première pierre a été posée"
        for at in (k, first):
            if k < i and is_word(article, at, words[0]) and last_word(article, tree, at, words[1:]) is not None:
                return k
    return None


def is_state(article: Article, tree: Tree, verb: int) -> bool:
    """Whether a passive without a doer tells where something is ("l'usine est implantée à X"), and not that it came there."""
    placing = article.doc[verb].lemma_.casefold() in word_set(article.document.language, "frames", "grammar", "placing")
    told = [article.doc[k].morph for k in tree.children(verb, "aux:pass")]
    lasting = any({"Pres", "Imp"} & set(m.get("Tense", [])) and "Cnd" not in m.get("Mood", []) for m in told)
    return placing and lasting and not tree.children(verb, "aux:tense", "obl:agent")


def staying(article: Article) -> frozenset[str]:
    """Nouns that evoke a stay only behind a bare "de" ("de passage")."""
    return word_set(article.document.language, "frames", "grammar", "staying")


def nominal(article: Article, tree: Tree, lexicon: Lexicon, i: int) -> Trigger | None:
    """The event that noun `i` evokes, with what its light verbs govern."""
    lemma = article.doc[i].lemma_.casefold()
    evokers = lexicon.nouns.get(lemma) or lexicon.nouns.get(article.doc[i].text.casefold(), [])
    if not evokers and article.words[i].startswith("E"):
        evokers = lexicon.nouns.get(f"é{lemma[1:]}") or lexicon.nouns.get(f"é{lemma[1:].removesuffix('s')}", [])  # "Elections en Israël"
    if not evokers or is_kind(article, tree, i):
        return None
    moving = lemma in staying(article) and not arguments.is_staying(article, tree, i)
    positions = arguments.of_noun(article, tree, i)
    carriers = light.carriers(article, tree, lexicon, i)
    light.merge(article, tree, carriers, i, positions)
    if not positions["subj"]:
        positions["subj"] += arguments.of_whom(article, tree, i)
    speaker = arguments.who_speaks(article, tree, i) if not positions["subj"] and not positions["poss"] else []
    for evoker in evokers:
        last = last_word(article, tree, i, evoker.pattern.words)
        if last is None or not evoker.frame or (moving and not evoker.pattern.words):
            continue
        happens = ("when",) in evoker.frame.needs and is_dated(article, tree, i, carriers)
        if (happens or satisfied(article, tree, lexicon, evoker.frame, positions)) and is_among(article, evoker.frame, i):
            inherit(article, tree, i, last, positions, evoker)
            positions["subj"] += speaker if evoker.frame.reports else planner(article, tree, evoker.frame, positions, i)
            return Trigger(i, last, evoker.frame, evoker.frame.type, False, positions, " ".join([lemma, *evoker.pattern.words]), carriers)
    return None


def is_dated(article: Article, tree: Tree, i: int, carriers: list[Carrier]) -> bool:
    """Whether a noun is a happening of which the text says when it is, or that it took place ("le vote de jeudi", "leur marche, la veille",
    "le rassemblement organisé par X", "appelle à une marche samedi")."""
    if any(c.relation == "occur" for c in carriers):
        return True
    told = is_definite(article, tree, i) or is_called_for(article, tree, i)
    return told and any(has_time(article, tree, k) for k in [i, *tree.children(i, "acl", "amod")])


def is_called_for(article: Article, tree: Tree, noun: int) -> bool:
    """Whether somebody calls to what a noun means ("appelle à un rassemblement samedi")."""
    calling = word_set(article.document.language, "frames", "grammar", "calling_for")
    return tree.is_a(noun, "obl") and tree.case(noun) == "à" and article.doc[tree.head[noun]].lemma_ in calling


def is_together(article: Article, tree: Tree, verb: int, positions: Positions) -> bool:
    """Whether several do what a verb says, at a time that is told ("A et B se sont retrouvés lundi")."""
    subjects = [k for t in positions["subj"] for k in tree.conjuncts(t)]
    several = len(subjects) > 1 or any("Plur" in article.doc[k].morph.get("Number", []) and article.doc[k].pos_ != "PRON" for k in subjects)
    befalling = any(tree.is_infinitive(k) for k in tree.children(verb, "xcomp"))  # "se sont vu remettre"
    return several and not befalling and has_time(article, tree, verb)


def has_time(article: Article, tree: Tree, i: int) -> bool:
    """Whether a time depends on a word ("jeudi", "la veille", "le 10 octobre"), or it is what days are counted from ("deux jours après la
    marche")."""
    timely = word_set(article.document.language, "nouns", "time")
    beside = tree.children(i, "nmod", "obl", "appos", "dep", "advmod")
    days = [m for k in beside for m in [k, *(tree.children(k, "nmod") if article.words[k][:1].isdigit() else ())]]
    days += [m for k in beside for m in tree.children(k, "advmod")]  # "l'audience, hier à Nantes"
    counted = tree.case(i) in ("après", "avant") and any(article.doc[k].lemma_.casefold() in timely for k in before(article, i))
    return counted or any(article.doc[k].lemma_.casefold() in timely for k in days)


def before(article: Article, i: int) -> range:
    """The words right before a noun's determiner and its preposition ("deux jours après la")."""
    return range(max(0, i - len("jours après la".split())), i)


def planner(article: Article, tree: Tree, frame: Frame, positions: Positions, i: int) -> list[int]:
    """Who is to do what an event noun says: the subject of "négocier" or "ordonner" above it, or of "souhaiter" or "annuler" above what is
    done with somebody, unless its own complements say who does."""
    named = [p for p in ("subj", "poss", "par", "adj", "de", "entre") if any(r.name in DOERS for r in frame.slots.get(p, ()))]
    doers = [t for p in named for t in positions.get(p, ()) if may_do(article, tree, t)]
    grammar = table(article.document.language, "frames")["grammar"]
    clauses = [k for k in tree.children(i, "acl") if any(article.lower[m] in ("que", "qu'") for m in tree.children(k, "obj"))]
    verb = tree.head[i] if tree.is_a(i, "obj") else next(iter(clauses), i)  # "l'intervention que prépare X"
    lemma = article.doc[verb].lemma_.casefold()
    if doers:
        return []
    if verb == i:
        return [] if frame.type in grammar["undergone"] else whose_plan(article, tree, i)
    subjects = arguments.of_verb(article, tree, verb)["subj"]
    other = lemma in grammar["arranging"] and positions.get("avec")
    own = lemma in grammar["putting_off"] and frame.type in grammar["travel"]
    if own or other or (lemma in grammar["intending"] and frame.type not in grammar["undergone"]):
        return subjects
    if lemma in grammar["announcing"] and frame.type in grammar["announced"]:
        return [k for k in subjects if not arguments.is_person(article, k)]  # a person announces what a firm or country does
    return []


def whose_plan(article: Article, tree: Tree, i: int) -> list[int]:
    """Whose offer or plan it is of which an event noun says the aim ("l'offre de X pour la reprise de Y", "son projet de rachat de Y")."""
    plan = tree.head[i]
    planned = article.doc[plan].lemma_.casefold() in word_set(article.document.language, "frames", "grammar", "planned_by")
    if not planned or not tree.is_a(i, "nmod") or tree.case(i) not in ("de", "pour", "à") or plan > i:
        return []
    owners = [k for k in tree.children(plan, "nmod") if k < i and tree.case(k) == "de"]
    return owners or [k for k in tree.children(plan, "det") if "Yes" in article.doc[k].morph.get("Poss", [])]


def may_do(article: Article, tree: Tree, i: int) -> bool:
    """Whether what a noun's complement says can be who does it: no number ("une aide de 3 millions") and no town ("les attentats de X")."""
    town = i in article.at and all(article.kind_of(e) == "City" for e in article.at[i].entities)
    return not town and numbers.quantity(article, tree, i, "") is None


def refined(article: Article, tree: Tree, lexicon: Lexicon, trigger: Trigger) -> str:
    """The type after the words beside the trigger are taken into account."""
    near = " ".join(neighbourhood(article, tree, trigger))
    for refinement in lexicon.refinements:
        if trigger.type in refinement.types and any(f" {w} " in f" {near} " for w in refinement.words):
            return refinement.to
    return trigger.type


def neighbourhood(article: Article, tree: Tree, trigger: Trigger) -> Iterator[str]:
    """The words of the trigger's direct dependents, each with its preposition and article, in lower case."""
    for i in (trigger.token, trigger.last, *(c.token for c in trigger.carriers)):
        for k in tree.kids[i]:
            if tree.is_a(k, "amod", "obl", "nmod", "advmod", "acl", "appos", "obj", "nsubj"):
                beside = [*tree.children(k, "case", "det", "amod", "fixed"), *(m for m in tree.children(k, "acl") if m == k + 1)]
                yield " ".join(article.lower[m] for m in sorted([k, *beside])).replace("' ", "'")
