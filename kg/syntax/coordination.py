"""Names in a row ("la Syrie, l'Iran et l'Ukraine", "MM. A et B") share one place in the sentence (rows.py); clauses share their
auxiliary."""

from __future__ import annotations

from kg.extract.article import Article, Span
from kg.nlp.tags import PARTICIPLE, PAST
from kg.syntax.names import replace
from kg.syntax.parted import part
from kg.syntax.relatives import PRONOUNS, names_place
from kg.syntax.rows import between, rows
from kg.syntax.tree import Tree

ALSO = frozenset({"et", "puis", "ou"})
WHEN = frozenset({"après", "avant", "depuis", "pendant", "durant", "malgré"})  # prepositions of what says when or in spite of what
OWN = ("obj", "xcomp", "ccomp")  # what a participle has that is no noun's
OBJECT_LIKE = ("obj", "obl", "nmod", "conj", "appos", "nsubj", "ROOT", "iobj", "dep", "xcomp", "advcl", "acl", "flat")


def repair(article: Article, tree: Tree) -> None:
    """Hang the members of each row on its first, and give elliptic clauses their verb."""
    for token in article.doc:
        if token.pos_ == "VERB":
            between(article, tree, token.i)
    for row in [r for whole in rows(article, tree) for r in part(article, tree, whole) if len(r) > 1]:
        first = row[0].head
        adopt_subject(tree, [s.head for s in row])
        for span in row[1:]:
            if span.head != first and tree.is_a(span.head, *OBJECT_LIKE):
                tree.attach(span.head, first, "conj")
        article.groups[first] = [s.head for s in row]
    for token in article.doc:
        if token.pos_ == "VERB":
            rooted(article, tree, token.i)
            first_subject(article, tree, token.i)
            agree(article, tree, token.i)
            second_verb(article, tree, token.i)
    for span in article.spans:
        if span.kind == "Name" and tree.is_a(span.head, "appos"):
            beside_role(article, tree, span)
        elif span.kind == "Name" and tree.is_a(span.head, "conj"):
            in_pairs(article, tree, span)
    gapped(article, tree)
    shared_auxiliary(article, tree)
    for token in article.doc:
        if token.pos_ == "NOUN" and tree.is_a(token.i, "conj") and token.i not in article.at:
            own_name(article, tree, token.i)
        if token.pos_ in ("NOUN", "PROPN"):
            if tree.is_a(token.i, "appos", "nmod", "obl", "advcl", "dep"):
                just_as(article, tree, token.i)
            if tree.is_a(token.i, "conj"):
                as_well(article, tree, token.i)
            if tree.is_a(token.i, "conj") and article.doc[tree.head[token.i]].pos_ in ("NOUN", "PROPN"):
                no_conjunct_of_noun(article, tree, token.i)
            if tree.is_a(token.i, "conj"):
                beside_preposition(tree, token.i)
            if tree.is_a(token.i, "conj") and article.doc[tree.head[token.i]].pos_ == "VERB":
                no_conjunct_of_verb(article, tree, token.i)
            if tree.is_a(token.i, "conj") and not tree.case(token.i):
                second_of_two(article, tree, token.i)
        if token.pos_ == "ADJ" and article.lower[token.i - 1] == "et":
            second_origin(article, tree, token.i)


def second_origin(article: Article, tree: Tree, i: int) -> None:
    """The second of two countries' adjectives is coordinated with the first, and not with their noun ("les délégations russe et
    ukrainienne")."""
    first = i - 2
    of_countries = i > 1 and all(k in article.at and article.at[k].rule == "adjective" for k in (first, i))
    of_noun = of_countries and tree.is_a(first, "amod", "nmod") and article.doc[tree.head[first]].pos_ == "NOUN"
    if of_noun and not tree.kids[i] and not tree.is_a(i, "nsubj", "obj", "obl"):
        tree.attach(i, first, "conj")
        tree.attach(i - 1, i, "cc")


def own_name(article: Article, tree: Tree, noun: int) -> None:
    """The name behind the comma that ends the phrase of the second of two nouns for somebody is that one's, where the first has its own
    ("le médiateur X et l'envoyé de Z, Y, ont piloté les discussions")."""
    first, end = tree.head[noun], tree.subtree(noun)[-1] + 1
    names = [k for k in tree.children(first, "appos") if k in article.at] if article.is_a(first, "human") else []
    behind = [k for k in names if article.at[k].start == end + 1 and article.words[end : end + 1] == [","]]
    if behind and any(k < noun for k in names) and not tree.children(noun, "appos"):
        tree.attach(behind[0], noun, "appos")


def second_of_two(article: Article, tree: Tree, i: int) -> None:
    """What follows the first of two behind "entre" is the second, and no other than the noun before ("un affrontement entre X et le
    président")."""
    noun = tree.head[i]
    first = next((k for k in reversed(tree.children(noun, "nmod")) if k < i and tree.case(k) == "entre"), None)
    joining = tree.children(i, "cc")
    if first is not None and joining and not tree.children(first, "conj") and tree.subtree(first)[-1] == joining[0] - 1:
        tree.attach(i, first, "conj")


def retag(article: Article, tree: Tree) -> None:
    """Make a participle of what looks like one behind "et" and before an object, and shares an auxiliary before it ("a tué trois soldats et
    arrêté un chef"), whatever the tagger takes it for."""
    participle, ending = PARTICIPLE.get(article.document.language, (None, ""))
    for i in range(2, len(article.words) - 1) if participle else ():
        form = participle.fullmatch(article.words[i]) if participle and article.lower[i - 1] in ALSO else None
        if not form or article.doc[i].pos_ not in ("NOUN", "ADJ") or i in article.at or tree.children(i, "det", "amod", "nmod"):
            continue
        first = next((k for k in range(i - 1, article.sentences[tree.sentence[i]][0], -1) if tree.children(k, "aux:tense")), None)
        if first is None or article.doc[i + 1].pos_ not in ("DET", "NUM") or not tree.is_past_participle(first):
            continue
        article.doc[i].retag("VERB", form[1] + ending, PAST)
        tree.attach(i, first, "conj")
        for k in [k for k in tree.children(first, "obj", "obl:mod") if k > i and not tree.case(k)]:
            tree.attach(k, i, "obj")


def is_plural(tree: Tree, verb: int) -> bool:
    """Whether a verb is conjugated in the third person plural."""
    morphs = (tree.doc[k].morph for k in [*tree.children(verb, "aux"), verb])
    finite = next((m for m in morphs if "Fin" in m.get("VerbForm", []) and "3" in m.get("Person", [])), None)
    return finite is not None and finite.get("Number", [""])[0] == "Plur"


def rooted(article: Article, tree: Tree, verb: int) -> None:
    """A noun that the parser made the sentence's head, or the apposition of what opens it, with the verb behind "et" and its second
    subject as conjunct, is the verb's first subject ("Le maire, X, et le préfet ont inauguré le parc", "Après deux mois, A et B …")."""
    noun, joining = tree.head[verb], tree.children(verb, "cc")
    second = [k for k in tree.children(verb, "nsubj") if k < verb]
    if not tree.is_a(verb, "conj") or len(joining) != 1 or len(second) != 1 or not noun < joining[0] < second[0]:
        return
    bare = article.doc[noun].pos_ in ("NOUN", "PROPN") and not tree.case(noun) and not tree.children(noun, "cop")
    above = tree.head[noun]
    opened = above < noun and tree.head[above] == above and article.doc[above].pos_ == "NOUN" and tree.is_a(noun, "appos")
    if bare and (above == noun or (opened and tree.case(above))) and is_plural(tree, verb):
        tree.make_root(verb)
        tree.attach(noun, verb, tree.dep[second[0]])
        if opened:
            tree.attach(above, verb, "obl:mod")
        tree.attach(second[0], noun, "conj")
        tree.attach(joining[0], second[0], "cc")


def first_subject(article: Article, tree: Tree, verb: int) -> None:
    """A subject with "et" before it is the second one: what stands before "et" without a preposition is the first ("X et l'entreprise Y
    ont conclu")."""
    for k in [k for k in tree.children(verb, "nsubj") if k < verb]:
        joining = min(tree.children(k, "cc"), default=0)
        before = next((m for m in tree.path(joining - 1) if tree.head[m] == verb), None) if 0 < joining < k else None
        if before is None or before >= joining or not tree.is_a(before, "obl", "dep", "nmod", "appos") or tree.case(before):
            continue
        if before in article.at and article.at[before].rule != "adjective" and tree.sentence[before] == tree.sentence[k]:
            tree.attach(before, verb, tree.dep[k])
            tree.attach(k, before, "conj")


def second_verb(article: Article, tree: Tree, i: int) -> None:
    """A conjugated verb behind "et" that the parser joined to the object before it goes on with that object's verb ("X invoque la force
    majeure et retire son personnel")."""
    noun = tree.head[i]
    if not tree.is_a(i, "conj") or article.doc[noun].pos_ != "NOUN" or not tree.is_finite(i) or tree.children(i, "nsubj", "cop"):
        return
    verb = tree.head[noun]
    if tree.children(i, "cc") and tree.is_a(noun, "obj") and verb < noun < i and tree.is_finite(verb) and not tree.children(noun, "cop"):
        tree.attach(i, verb, "conj")


def agree(article: Article, tree: Tree, verb: int) -> None:
    """A plural verb with one singular subject has a second one: what the parser joined to a word inside the first ("le syndicat des
    planteurs et la coopérative ont signé"). Groups may have a plural ("une dizaine sont morts")."""
    subjects = [k for k in tree.children(verb, "nsubj") if k < verb]
    if len(subjects) != 1 or tree.children(subjects[0], "conj") or not is_plural(tree, verb):
        return
    subject = subjects[0]
    word = article.doc[subject]
    group = word.lemma_.casefold() in article.data("relations")["numbers"]["collective"]
    known = subject in article.at or tree.children(subject, "det")
    if word.pos_ not in ("NOUN", "PROPN") or group or "Plur" in word.morph.get("Number", []) or not known:
        return
    inside = [k for k in tree.subtree(subject) if subject < k < verb and tree.is_a(k, "conj") and tree.children(k, "cc")]
    if inside and tree.case(inside[-1]) == "" and (tree.children(inside[-1], "det") or article.doc[inside[-1]].pos_ == "PROPN"):
        tree.attach(inside[-1], subject, "conj")


def just_as(article: Article, tree: Tree, noun: int) -> None:
    """Behind ", tout comme" is a conjunction too ("X s'est rendu lundi à son chevet, tout comme Y")."""
    cases = tree.children(noun, "case", "mark")
    if len(cases) == 1 and tuple(article.lower[cases[0] - 2 : cases[0] + 1]) == (",", "tout", "comme"):
        verb = tree.clause_above(noun)
        if verb is not None and verb < cases[0]:
            tree.attach(cases[0], noun, "cc")
            tree.attach(noun, verb, "conj")


def as_well(article: Article, tree: Tree, noun: int) -> None:
    """Somebody behind ", ainsi que" or ", tout comme" and without a preposition was told of with the subject of the clause, where nobody
    stands between that and the comma ("X a été placé en garde à vue mercredi, ainsi que sa mère, Y")."""
    joining = min(tree.children(noun, "cc"), default=0)
    if article.lower[joining - 1 : joining + 1] == ["tout", "comme"]:
        joining -= 1
    joined = article.lower[joining : joining + 2] in (["ainsi", "que"], ["tout", "comme"])
    if not joined or article.words[joining - 1] != "," or tree.case(noun) or (verb := tree.clause_above(noun)) is None:
        return
    subject = next((k for k in tree.children(verb, "nsubj") if k < verb < joining), None)
    named = noun in article.at and all(article.kind_of(e) == "Person" for e in article.at[noun].entities)
    somebody = named or article.is_a(noun, "human")
    people = [k for k in range(verb, joining) if article.is_a(k, "human") and tree.children(k, "det")]
    between = people or [k for k in range(verb, joining) if k in article.at and not names_place(article, k)]
    if subject is not None and somebody and not between:
        tree.attach(noun, subject, "conj")


def no_conjunct_of_noun(article: Article, tree: Tree, noun: int) -> None:
    """A noun with a preposition of time and without "et" says when, and stands in no row ("a remporté le scrutin, peu après les attentats
    de X")."""
    first = tree.head[noun]
    verb = next((k for k in tree.path(first) if article.doc[k].pos_ == "VERB"), None)
    if verb is not None and tree.case(noun) in WHEN and tree.case(first) not in WHEN and not tree.children(noun, "cc"):
        tree.attach(noun, verb, "obl:mod")


def beside_preposition(tree: Tree, noun: int) -> None:
    """A noun that repeats "par" stands beside what has that preposition, whatever is said of that in between ("a été revendiqué par X, le
    groupe de Y, et par Z")."""
    if tree.case(noun) != "par" or tree.case(tree.head[noun]) == "par" or not tree.children(noun, "cc"):
        return
    path = tree.path(noun)
    first = next((k for k in path[1:] if tree.case(k) == "par"), None)
    if first is None and len(path) > 2:
        first = next((k for k in tree.children(path[-1], "obl") if k < noun and tree.case(k) == "par"), None)
    if first is not None and first < noun and noun not in tree.path(first):
        tree.attach(noun, first, "conj")


def no_conjunct_of_verb(article: Article, tree: Tree, noun: int) -> None:
    """A noun behind "et" is coordinated with the noun before it, and not with their verb ("signé par le groupe X et la compagnie Y")."""
    verb, joining = tree.head[noun], min(tree.children(noun, "cc"), default=0)
    if not verb < joining or tree.children(noun, "cop", "aux", "nsubj"):
        return
    if article.words[joining - 1] == "," and tree.is_a(verb, "acl"):
        return  # "A, qui a salué B, et C": the comma ends the clause
    last = joining - 1 - (article.words[joining - 1] == ",")  # "par A, chef de X, et B"
    before = next((k for k in tree.path(last) if tree.head[k] == verb and k != verb), None)
    if before is None or before < verb or article.doc[before].pos_ not in ("NOUN", "PROPN") or not tree.is_a(before, "obj", "obl", "iobj"):
        return
    if tree.case(noun) in ("", tree.case(before)) and not article.is_a(before, "time"):
        tree.attach(noun, before, "conj")


def shared_auxiliary(article: Article, tree: Tree) -> None:
    """A participle behind "et" without auxiliary shares that of the verb before ("avait épousé X et obtenu Y"); a noun between the two
    that was taken for its subject is the first one's object, one behind it its own."""
    for i in range(1, len(article.words)):
        first = tree.head[i]
        if tree.is_past_participle(i) and article.doc[first].pos_ == "NOUN" and tree.is_a(first, "obj") and tree.children(i, *OWN):
            first = tree.head[first]  # "a rejeté l'offre et qualifié X de Y", with the participle hung on "offre"
        if not (tree.is_past_participle(i) and article.lower[i - 1] in ALSO and first < i):
            continue
        if (verb := above_object(article, tree, i)) is not None:
            adopt_behind(tree, i, verb)
            first = verb
        if article.words[i - 2] == "," and not tree.children(first, "aux:tense"):
            first = above_clause(article, tree, first)  # "a quitté le parti, qu'il voulait réformer en 1973, et demandé à X …"
        if tree.children(i, "aux") or not tree.children(first, "aux:tense") or not tree.is_a(i, "advcl", "acl", "conj", "xcomp", "ccomp"):
            continue
        between = [k for k in tree.children(i, "nsubj") if first < k < i and not tree.case(k)]
        if between and not tree.children(first, "obj", "ccomp"):
            tree.attach(between[0], first, "obj")
        if not tree.is_a(i, "conj") or tree.head[i] != first:
            tree.attach(i, first, "conj")
        for k in [k for k in tree.children(i, "nsubj") if k > i and tree.children(first, "nsubj") and not tree.children(i, "obj")]:
            tree.dep[k] = "obj"  # "a dénoncé X et appelé Y à agir"


def above_object(article: Article, tree: Tree, i: int) -> int | None:
    """The verb with an auxiliary whose object, or what belongs to that, a participle behind "et" was coordinated with although it has an
    object of its own ("a suivi les réquisitions du parquet et placé X en détention")."""
    path = tree.path(i)
    verb = next((k for k in path[1:] if article.doc[k].pos_ == "VERB"), None)
    if verb is None or not tree.is_a(i, "conj") or article.doc[tree.head[i]].pos_ not in ("NOUN", "PROPN") or tree.children(i, "aux"):
        return None
    top = path[path.index(verb) - 1]
    active = any(article.doc[k].lemma_ == "avoir" for k in tree.children(verb, "aux:tense")) and not tree.children(verb, "aux:pass")
    behind = i + 1 in article.at or article.doc[i + 1].pos_ == "DET"
    return verb if active and tree.is_a(top, "obj") and verb < top < i and behind and article.words[i - 2] != "," else None


def adopt_behind(tree: Tree, i: int, verb: int) -> None:
    """Coordinate a participle with a verb, and give it what was hung behind it on what stands between the two."""
    between = [k for k in tree.path(i)[1:] if k != verb and k > verb]
    between = between[: next((n for n, k in enumerate(between) if tree.head[k] == verb), len(between)) + 1]
    for k in [m for b in between for m in tree.kids[b] if m > i]:
        tree.attach(k, i, "obl:arg" if tree.case(k) else "obj")
    tree.attach(i, verb, "conj")


def above_clause(article: Article, tree: Tree, i: int) -> int:
    """The verb above the clause with "qui" or "que" in which a word stands; the word itself where it stands in none."""
    path = tree.path(i)
    clause = next((n for n, k in enumerate(path) if any(article.lower[m] in PRONOUNS for m in tree.kids[k])), None)
    return next((k for k in path[clause + 1 :] if article.doc[k].pos_ == "VERB"), i) if clause is not None else i


def beside_role(article: Article, tree: Tree, span: Span) -> None:
    """A noun for somebody with a determiner of its own and the name of somebody, coordinated with a name behind a role noun, stands beside
    that noun ("le ministre X et son amie Y")."""
    role = tree.head[span.head]
    if role > span.head or not article.is_a(role, "human"):
        return
    for k in tree.children(span.head, "conj"):
        named = any(m in article.at and m > k for m in tree.children(k, "appos"))
        if named and article.doc[k].pos_ == "NOUN" and article.is_a(k, "human") and tree.children(k, "det"):
            tree.attach(k, role, "conj")


def in_pairs(article: Article, tree: Tree, span: Span) -> None:
    """Somebody behind "et" with a complement of his own is beside whom the clause tells of, and not beside that one's complement
    ("a condamné X à trois ans et Y à deux", "la nomination de X pour le parti A et de Y pour le parti B")."""
    complement, behind = tree.head[span.head], span.end
    above, case = tree.head[complement], tree.case(complement)
    if (
        not is_somebody(article, span.head)
        or is_somebody(article, complement)
        or not case
        or complement > span.start
        or above == complement
    ):
        return
    own = [k for k in tree.subtree(span.head) if k >= behind and tree.case(k) == case]
    if is_somebody(article, above) and article.at[above].end == min(tree.subtree(complement)) and above < complement:
        further = [k for k in tree.kids[above] if k > behind and tree.case(k) == case]
        if (own or further) and article.doc[behind].pos_ in ("ADP", "DET"):
            tree.attach(span.head, above, "conj")  # "dont A à la Santé et B aux Finances"
            tree.attach((own or further)[0], span.head, "nmod")
        return
    first = [k for k in tree.children(above, "obj", "nmod", "nsubj:pass") if k < complement and k > above and is_somebody(article, k)]
    if not own or len(first) != 1 or article.doc[behind].pos_ not in ("ADP", "DET"):
        return
    tree.attach(span.head, first[0], "conj")
    tree.attach(own[0], complement, "conj")


def is_somebody(article: Article, i: int) -> bool:
    """Whether a token is the head of somebody's name."""
    span = article.at.get(i)
    return span is not None and span.head == i and all(article.kind_of(e) == "Person" for e in span.entities)


def gapped(article: Article, tree: Tree) -> None:
    """A passive without its auxiliary behind "et" ("71 policiers ont été blessés et 172 personnes interpellées") is a verb of its own."""
    for verb in [t.i for t in article.doc if t.pos_ == "VERB" and tree.children(t.i, "aux:pass")]:
        for noun in [k for k in tree.kids[verb] if k > verb and article.doc[k].pos_ == "NOUN" and tree.children(k, "cc")]:
            participle = next((k for k in tree.children(noun, "acl", "amod") if k > noun and tree.is_past_participle(k)), None)
            if participle is not None and not tree.is_a(noun, "obj", "nsubj") and not tree.children(participle, "aux"):
                tree.attach(participle, verb, "conj")
                tree.attach(noun, participle, "nsubj:pass")


def adopt_subject(tree: Tree, heads: list[int]) -> None:
    """Where the parser made the first member the root and a later one the subject of the verb, the verb is the root."""
    first = heads[0]
    for other in heads[1:]:
        verb = tree.head[other]
        if tree.is_a(other, "nsubj") and verb != first and tree.is_a(first, "ROOT", "dep") and first in tree.path(verb):
            replace(tree, first, verb)
            tree.attach(first, verb, tree.dep[other])
            return
