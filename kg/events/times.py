"""Which event a time expression belongs to: the one that governs it in the tree, never the nearest."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from kg.events.apposed import is_past_title
from kg.events.arguments import DURING, is_passive
from kg.events.governed import governor, introduced, is_put_off, is_told_of, marked
from kg.events.lexicon import Lexicon, Pattern
from kg.events.light import is_modal
from kg.events.lookback import counted_from, is_of_today, is_unplanned, the_last
from kg.events.signs import is_put_later
from kg.events.strays import (
    begins_today,
    comes_later,
    is_bracketed,
    is_compared,
    is_counted_over,
    is_in_name,
    is_label,
    is_of_thing,
    is_quoted_apart,
    lasts,
)
from kg.events.triggers import Trigger
from kg.extract.article import Article, root
from kg.model import TimeExpression
from kg.syntax import Tree
from kg.syntax.complements import ASIDE
from kg.syntax.participles import stem_of
from kg.syntax.relatives import WHICH
from kg.time.calendar import moved

SAID_IN = DURING | {"par", "via"}
STAY = 4  # heads from a place to the verb that tells of a stay there ("lancera sa campagne samedi à X, où il verra Y")
PLACED = 6  # tokens in which a place stands beside a time ("le 9 juillet à Nice")
BESIDE = frozenset({"ADP", "DET", "PROPN", "NOUN", "ADJ"})  # parts of speech of its words
OF = frozenset({"de", "d'", "d’", "du", "des"})


def attach(
    article: Article, tree: Tree, times: list[TimeExpression], triggers: list[Trigger], lexicon: Lexicon
) -> dict[int, list[TimeExpression]]:
    """Time expressions by the token of the trigger that they date."""
    words = {i: (t, "") for t in triggers for i in range(t.token + 1, t.last + 1)}
    by_token = words | {t.token: (t, "") for t in triggers}
    by_token |= {c.token: (t, phase(article, t.type, c.pattern, lexicon)) for t in triggers for c in t.carriers}
    found: dict[int, list[TimeExpression]] = {}
    far: dict[int, dict[int, int]] = {}  # by trigger and where a time begins, how many heads lie between them
    loose: dict[int, list[TimeExpression]] = {}  # by the verb of their clause, which tells no event
    for time in times:
        if (time.type == "DURATION" and not lasts(article, time)) or is_in_name(article, time) or is_compared(article, tree, time):
            continue
        if is_counted_over(article, time):
            continue
        at = anchor(article, tree, time)
        if at not in by_token and is_bracketed(article, time):
            continue  # "auteur de « X » (1987)"
        if at not in by_token and any(tree.dep[t.i] == ASIDE for t in article.tokens(time.start, time.end)):
            continue  # "a annoncé l'ouverture, en mars, d'un bureau"
        time = not_before(article, loosened(article, time))
        aim = purpose_of(article, tree, at)
        if aim is not None and governor(article, tree, at, time, frozenset(by_token)) is None and time.earliest == time.latest != "":
            at, time = aim, just_before(time)
        at = adjunct_before(article, tree, time, frozenset(by_token), at)
        at = inserted(article, tree, time, frozenset(by_token), at)
        at = not_of_these(article, tree, at, time)
        clause = next((k for k in tree.path(at) if article.doc[k].pos_ == "VERB" or tree.children(k, "cop")), None)
        if clause is not None and clause not in by_token and time.type != "DURATION" and not time.relation:
            loose.setdefault(clause, []).append(time)
        around = meanwhile(article, tree, at)
        for place in (at, around):
            owner = governor(article, tree, place, time, frozenset(by_token)) if place is not None else None
            if owner is not None and (
                is_quoted_apart(article, time, owner)
                or is_of_thing(article, tree, time, place or at, owner)
                or is_label(article, time, lexicon.nouns)
                or is_past_title(article, tree, time, owner)
            ):
                owner = None
            if owner is not None and counts_from(article, tree, time, owner):
                above = tree.head[owner]
                owner = governor(article, tree, above, time, frozenset(by_token)) if time.shift is not None else None
            if owner is not None and is_past(article, tree, owner) and begins_today(time, article.document.day):
                owner = None
            if owner is not None and comes_later(time, article.document.date) and is_done(article, tree, owner, by_token[owner][0]):
                owner = next((k for k in nouns_before(article, tree, owner, time) if k in by_token), None)
            if owner is not None and not says_when_told(article, tree, time, owner, by_token[owner][0]):
                trigger, limit = by_token[owner]
                found.setdefault(trigger.token, []).append(limited(time, limit, article.document.date))
                heads = len(tree.path(place or at)) - len(tree.path(owner))
                far.setdefault(trigger.token, {})[time.start] = heads + tells_before(tree, trigger, owner)
    found = {token: at_once(listed, far[token]) for token, listed in found.items()}
    for trigger in triggers:
        if not trigger.verbal and (back := counted_from(article, tree, trigger.token, times)):
            found[trigger.token] = [back]
        elif not trigger.verbal and trigger.token in found:
            known = no_old_day(article, tree, trigger.token, found[trigger.token])
            found[trigger.token] = [the_last(article, t) for t in known] if is_unplanned(article, tree, trigger) else known
        if not trigger.verbal and trigger.carriers and trigger.token not in found:
            if shared := fronted(article, tree, trigger.carriers[0].token, found, loose):
                found[trigger.token] = shared
        if trigger.verbal and trigger.token not in found:
            if shared := (
                fronted(article, tree, trigger.token, found, loose)
                or beside(article, tree, trigger, loose)
                or told_last(article, tree, trigger.token, found)
                or told_of_both(article, tree, trigger.token, found)
                or when_it_was(article, tree, trigger.token, times)
            ):
                found[trigger.token] = shared
    return found


def at_once(times: list[TimeExpression], far: dict[int, int]) -> list[TimeExpression]:
    """The times of one event without those that exclude one which hangs nearer to it ("En 1964, il épousa X, morte en 1999")."""
    kept: list[TimeExpression] = []
    for time in sorted(times, key=lambda t: (far[t.start], t.start)):
        if all(far[t.start] == far[time.start] or may_be_one(t, time) for t in kept):
            kept.append(time)
    return sorted(kept, key=lambda t: t.start)


def tells_before(tree: Tree, trigger: Trigger, owner: int) -> bool:
    """Whether a word of an event only tells what comes before it: when others are called to it ("a appelé lundi à manifester mardi"), or
    for when it was planned ("la visite, prévue lundi, aura lieu mardi")."""
    calls = owner < trigger.last and tree.is_infinitive(trigger.last)
    return calls or (not trigger.verbal and owner != trigger.token and tree.is_past_participle(owner) and not tree.is_finite(owner))


def may_be_one(one: TimeExpression, other: TimeExpression) -> bool:
    """Whether two times have a day in common, or one isn't bounded on both sides."""
    bounded = all(t.type in ("DATE", "TIME") and t.earliest and t.latest for t in (one, other))
    return not bounded or (one.earliest <= other.latest and other.earliest <= one.latest)


def says_when_told(article: Article, tree: Tree, time: TimeExpression, carrier: int, trigger: Trigger) -> bool:
    """Whether a time says when an event was spoken of ("la visite annoncée lundi pour mars", "la fusion annoncée en mars dernier"), or when
    a participle tells something further of it ("les négociations, suspendues lundi")."""
    if carrier != trigger.token and stem_of(article.lower[carrier]) in article.data("relations")["told_participles"]:
        return True
    if carrier == trigger.token or not is_told_of(article, carrier):
        return False
    return not introduced(article, tree, time) or "" != time.latest < article.document.date


def beside(article: Article, tree: Tree, trigger: Trigger, loose: dict[int, list[TimeExpression]]) -> list[TimeExpression]:
    """The times of what is no event and goes with one: a participle before its subject ("Interrogé mardi par X, A a …"), one that dates the
    occasion on which something is said ("devant les députés réunis lundi"), the verb with which its verb is coordinated."""
    verb = trigger.token
    asked = [k for k in tree.children(verb, "advcl") if k < verb and tree.is_past_participle(k) and not tree.children(k, "aux", "nsubj")]
    where = [k for k in tree.children(verb, "obl") if tree.case(k) in SAID_IN] if trigger.frame.reports else []
    dating = [m for k in where for m in tree.children(k, "acl") if tree.is_past_participle(m) and not tree.children(m, "aux")]
    first = [tree.head[verb]] if tree.is_a(verb, "conj") and goes_on(tree, tree.head[verb], verb) else []
    if tree.is_present_participle(verb) and tree.is_a(verb, "advcl") and marked(tree, verb) == "en":
        first.append(tree.head[verb])  # "a suivi mardi le parquet en condamnant X"
    found = next((loose[k] for k in (*asked, *dating, *first, *stay_to_come(article, tree, verb)) if k in loose), [])
    ahead = is_to_come(article, tree, verb)
    return [t for t in found if not (ahead and "" != t.latest < article.document.date)]  # "Entrée à X en 1967, elle sera remplacée par Y"


def stay_to_come(article: Article, tree: Tree, verb: int) -> list[int]:
    """What tells of a stay to come where a verb's clause with "où" goes on ("sera vendredi à X, où il verra Y")."""
    clause = tree.head[verb] if tree.is_a(verb, "xcomp") and is_modal(article, tree.head[verb]) else verb
    place = tree.head[clause]
    where = any(article.words[k].casefold() == "où" for k in (*tree.kids[clause], *tree.kids[verb]))
    if not (where and tree.is_a(clause, "acl", "advcl") and is_to_come(article, tree, clause)):
        return []
    return [k for k in tree.path(place)[:STAY] if is_to_come(article, tree, k)]


def is_to_come(article: Article, tree: Tree, verb: int) -> bool:
    """Whether a verb, its auxiliary or copula stands in the future, or is a modal verb in the present."""
    words = [k for k in (verb, *tree.children(verb, "aux", "cop")) if tree.is_finite(k)]
    tenses = [(set(article.doc[k].morph.get("Tense", [])), is_modal(article, k)) for k in words]
    return any("Fut" in tense or ("Pres" in tense and modal) for tense, modal in tenses)


def goes_on(tree: Tree, first: int, second: int) -> bool:
    """Whether the subject of a verb goes on in the same tense with a coordinated one, as in "a reçu X et promis Y"; passives may be ages
    apart ("arrêté lundi puis condamné")."""
    same = is_elided(tree, second) or tenses_of(tree, first) == tenses_of(tree, second)
    active = not is_passive(tree, first) and not is_passive(tree, second)
    between = tree.doc[min(first, second) + 1 : max(first, second)]
    if any(t.text.casefold() in WHICH and tree.case(t.i) for t in between):
        return False  # "est parti samedi, date à laquelle X avait refusé"
    return same and active and tree.doc[first].pos_ == "VERB" and not tree.children(second, "nsubj")


def is_elided(tree: Tree, verb: int) -> bool:
    """Whether a coordinated participle does without the auxiliary of the verb before."""
    return tree.is_a(verb, "conj") and tree.is_past_participle(verb) and not tree.children(verb, "aux")


def not_of_these(article: Article, tree: Tree, at: int, time: TimeExpression) -> int:
    """The verb above an object that was told of before, where a date without preposition is the verb's ("a condamné ces attaques mardi",
    "a revendiqué l'attentat le lendemain"), else `at`."""
    tokens = article.tokens(time.start, time.end)
    first, determiners = tokens[0].i, tree.children(at, "det")
    kinds = {v for k in determiners for f in ("PronType", "Definite") for v in article.doc[k].morph.get(f, [])}
    counted = article.doc[first].pos_ == "DET" and not any(t.text.isdigit() for t in tokens)
    told = "Dem" in kinds or ("Def" in kinds and counted)
    bare = first > at and article.doc[first - 1].pos_ != "ADP" and article.doc[first].pos_ != "ADP"
    return tree.head[at] if told and bare and tree.is_a(at, "obj") and article.doc[tree.head[at]].pos_ == "VERB" else at


def no_old_day(article: Article, tree: Tree, noun: int, times: list[TimeExpression]) -> list[TimeExpression]:
    """The times of an event without those that no longer hold since it was put off ("la visite, prévue lundi, a été reportée")."""
    above = tree.head[noun]
    off = above if tree.is_a(noun, "obj", "nsubj") and above != noun and is_put_off(article, above) else None
    if off is None:
        return times
    own = set(tree.subtree(noun))
    return [t for t in times if anchor(article, tree, t) not in own]


def when_it_was(article: Article, tree: Tree, verb: int, times: list[TimeExpression]) -> list[TimeExpression]:
    """The time right before the conjunction of a clause, which says when its event was ("La brouille date de mars 2003, quand X …")."""
    named = tree.head[verb]
    if (
        tree.is_a(verb, "acl")
        and tree.is_finite(verb)
        and article.lower[named] in article.data("relations")["moments"]
        and named > 1
        and article.words[named - 1] == ","
    ):
        last = article.doc[named - 2]  # "le 5 mai, date à laquelle X a démissionné"
        return [t for t in times if t.type != "DURATION" and t.start <= last.idx < t.end]
    marks = [k for k in tree.children(verb, "mark", "advmod") if article.words[k].casefold() in article.data("relations")["when"]]
    if not marks or not tree.is_a(verb, "advcl", "acl"):
        return []
    end = min(marks)
    end -= article.words[end - 1] == ","
    last = article.doc[end - 1]
    return [t for t in times if t.type != "DURATION" and not t.relation and t.start <= last.idx < t.end]


def fronted(
    article: Article, tree: Tree, verb: int, found: dict[int, list[TimeExpression]], loose: dict[int, list[TimeExpression]]
) -> list[TimeExpression]:
    """The times before the subject of the verb with which a verb is coordinated, or while whose clause its own goes on ("Lundi, A a promis
    B et C s'est engagé à D", "Dans la nuit, A a bombardé B, tandis que …")."""
    first = tree.head[verb]
    if (
        article.doc[first].pos_ not in ("VERB", "AUX")
        or first > verb
        or not (goes_with(tree, first, verb) or is_while(article, tree, verb))
    ):
        return []
    subject = min(tree.children(first, "nsubj"), default=0)
    return [t for t in found.get(first) or loose.get(first) or [] if t.type != "DURATION" and t.end <= article.doc[subject].idx]


def told_last(article: Article, tree: Tree, verb: int, found: dict[int, list[TimeExpression]]) -> list[TimeExpression]:
    """The times behind the last of coordinated verbs that are of all of them: behind a subject with a participle that does without its
    auxiliary, or behind a comma ("Deux hommes ont été blessés et trois interpellés lundi", "X est mort et Y a été blessée, lundi, …")."""
    return [
        time
        for k in tree.children(verb, "conj")
        for time in found.get(k, ())
        if time.type in ("DATE", "TIME") and not time.relation and time.start > article.doc[k].idx and tree.is_past_participle(k)
        if (is_elided(tree, k) and tree.children(k, "nsubj")) or article.document.text[: time.start].rstrip().endswith(",")
    ]


def told_of_both(article: Article, tree: Tree, verb: int, found: dict[int, list[TimeExpression]]) -> list[TimeExpression]:
    """The times of the verb whose auxiliary a participle shares that stand behind the two ("a été insulté et frappé par X, lundi")."""
    if not is_elided(tree, verb) or tree.children(verb, "nsubj"):
        return []
    return [t for t in found.get(tree.head[verb], ()) if t.start > article.doc[verb].idx and t.type in ("DATE", "TIME")]


def goes_with(tree: Tree, first: int, second: int) -> bool:
    """Whether a verb is coordinated with another, without a subject of its own or in the same tense."""
    subjects = tree.children(second, "nsubj")
    beside = tree.is_a(second, "advcl") and not tree.children(second, "mark") and any(tree.children(k, "cc") for k in subjects)
    return (tree.is_a(second, "conj") or beside) and (not subjects or tenses_of(tree, first) == tenses_of(tree, second))


def is_while(article: Article, tree: Tree, verb: int) -> bool:
    """Whether a clause tells what goes on at the same time ("tandis que")."""
    marks = {article.lower[k] for k in tree.children(verb, "mark", "advmod")}
    return tree.is_a(verb, "advcl") and bool(marks & set(article.data("relations")["while"]))


def tenses_of(tree: Tree, verb: int) -> set[str]:
    """The tenses of a verb and its auxiliaries."""
    return {tense for k in [verb, *tree.children(verb, "aux")] for tense in tree.doc[k].morph.get("Tense", [])}


def anchor(article: Article, tree: Tree, time: TimeExpression) -> int:
    """The token above a time expression."""
    tokens = article.tokens(time.start, time.end)
    inside = {t.i for t in tokens}
    at = root(tokens).i
    while at in inside and tree.head[at] != at:
        at = tree.head[at]
    before = min(inside) - 1
    if before in (tree.head[i] for i in inside) and before in tree.subtree(at):
        return before  # "a salué le vote intervenu deux jours plus tôt", whose "tôt" the parser hung on the first verb
    return at


def is_past(article: Article, tree: Tree, i: int) -> bool:
    """Whether a verb stands in the compound past or pluperfect: what it tells is not to come."""
    return article.doc[i].pos_ == "VERB" and any(
        article.doc[k].lemma_ in ("avoir", "être") and {"Pres", "Imp"} & set(article.doc[k].morph.get("Tense", []))
        for k in tree.children(i, "aux:tense")
    )


def is_done(article: Article, tree: Tree, i: int, trigger: Trigger) -> bool:
    """Whether what a verb tells is not to come: it stands in the past, or says in the present what somebody says."""
    return is_past(article, tree, i) or (trigger.frame.reports and trigger.token == i and is_of_today(article, tree, i))


def nouns_before(article: Article, tree: Tree, verb: int, time: TimeExpression) -> list[int]:
    """The nouns below a verb that stand between it and a time, the nearest to the time first ("a invité X à un sommet en mai prochain")."""
    return [k for k in reversed(tree.subtree(verb)) if k > verb and article.doc[k].idx < time.start and article.doc[k].pos_ == "NOUN"]


def counts_from(article: Article, tree: Tree, time: TimeExpression, event: int) -> bool:
    """Whether a duration says how far from an event something else was ("un mois après l'incendie"), and not how long it took."""
    return time.type == "DURATION" and article.doc[event].idx >= time.end and tree.case(event) in ("après", "avant")


def loosened(article: Article, time: TimeExpression) -> TimeExpression:
    """ "À la veille de" means shortly before, not the day before."""
    before = article.document.text[max(0, time.start - 2) : time.start].casefold()
    return replace(time, shift=None) if time.relation and time.shift is not None and before == "à " else time


def not_before(article: Article, time: TimeExpression) -> TimeExpression:
    """ "N'ouvrira pas avant mars" is from March on."""
    first = article.tokens(time.start, time.end)[0].i
    if not time.latest or not is_put_later(article.lower, first):
        return time
    following = moved(time.latest, 1) if time.relation == "before" else time.latest
    return replace(time, relation="since", earliest=following, latest="", days=())


def adjunct_before(article: Article, tree: Tree, time: TimeExpression, events: frozenset[int], at: int) -> int:
    """The event noun right before a time in what is to come ("en prévision d'une rencontre mardi", "invité à un sommet mardi"), or `at`."""
    words = article.data("status")["planned"]["phrases"]
    last = max(article.tokens(time.start, time.end)[0].i - 1, -1)
    while last >= 0 and article.doc[last].is_space:
        last -= 1
    if last < 0 or tree.sentence[last] != tree.sentence[at]:
        return at
    for noun in tree.path(last):
        if noun == at:
            break  # "pour la reprise d'usines placées en redressement mardi"
        if noun in events and article.doc[noun].pos_ == "NOUN":
            start = min(tree.subtree(noun))
            before = " ".join(t.text.casefold() for t in article.doc[max(0, start - 4) : start + 1]).replace("' ", "'")
            asked = article.doc[tree.head[noun]].lemma_ in article.data("frames")["grammar"]["inviting"] and tree.case(noun) == "à"
            return noun if asked or any(f" {w.removesuffix(' de')} " in f" {before} " for w in words) else at
    return at


def inserted(article: Article, tree: Tree, time: TimeExpression, events: frozenset[int], at: int) -> int:
    """The event noun that a time between commas right behind its phrase dates ("L'adoption du texte, le 9 juillet, a surpris X"), also
    where the phrase goes on behind it ("mis en examen pour l'incendie, en mars à Nice, d'un hangar"), else `at`."""
    tokens = article.tokens(time.start, time.end)
    first, last = tokens[0].i, tokens[-1].i
    first -= first > 0 and article.doc[first - 1].pos_ == "ADP"
    if first < 2 or article.words[first - 1] != ",":
        return at
    end = next((k for k in range(last + 1, min(last + PLACED, len(article.words) - 1)) if article.doc[k].pos_ not in BESIDE), last)
    if article.words[end] != ",":
        return at
    above = [k for k in tree.path(first - 2) if k in events and k < first and article.doc[k].pos_ == "NOUN"]
    goes_on = article.lower[end + 1] in OF and not tree.is_a(first - 2, "punct")
    return next((k for k in above if goes_on or (tree.is_a(k, "nsubj") and tree.head[k] > last)), at)


def purpose_of(article: Article, tree: Tree, at: int) -> int | None:
    """The verb whose purpose is the infinitive around a time ("partir pour passer Noël à …"); None without one."""
    infinitive = next((i for i in tree.path(at) if article.doc[i].pos_ == "VERB"), None)
    if infinitive is None or "Inf" not in article.doc[infinitive].morph.get("VerbForm", []) or tree.head[infinitive] == infinitive:
        return None
    marks = {article.doc[k].text.casefold() for k in tree.children(infinitive, "mark", "case")}
    return tree.head[infinitive] if "pour" in marks else None


def just_before(time: TimeExpression) -> TimeExpression:
    """The week before a day: what is done in order to spend a day somewhere."""
    first = (date.fromisoformat(time.earliest) - timedelta(days=6)).isoformat()
    return replace(time, earliest=first, relation="before")


def meanwhile(article: Article, tree: Tree, i: int) -> int | None:
    """The verb of the clause that goes on while the clause of token `i` does ("…, alors qu'il quittait …")."""
    words = article.data("relations")["while"]
    clause = next((k for k in tree.path(i) if article.doc[k].pos_ == "VERB"), None)
    if clause is None or not tree.is_a(clause, "advcl") or "Imp" not in article.doc[clause].morph.get("Tense", []):
        return None
    marks = {article.doc[k].text.casefold() for k in tree.children(clause, "mark", "advmod")}
    return tree.head[clause] if marks & set(words) else None


def phase(article: Article, type: str, pattern: Pattern, lexicon: Lexicon) -> str:
    """What a light verb's time is to an event of a type: "since" where it begins, "until" where it ends, "" where it takes place."""
    grammar = article.data("frames")["grammar"]
    if pattern.lemma in grammar["bursting"] and type in grammar["brief"]:
        return ""
    return "since" if pattern in lexicon.begin else "until" if pattern in lexicon.end else ""


def limited(time: TimeExpression, limit: str, published: str) -> TimeExpression:
    """A time of which only the beginning or the end of an event is told; of several days that may be its beginning it stays what it is."""
    some = time.days or (time.earliest != time.latest and comes_later(time, published))
    if limit == "since" and not time.relation and time.type in ("DATE", "TIME") and not some:
        return replace(time, relation="since", latest="", days=())
    if limit == "until" and not time.relation and time.type in ("DATE", "TIME"):
        return replace(time, relation="until", earliest="", days=())
    return time
