"""Names are one node: their words hang on the first, titles and role nouns before them join."""

from __future__ import annotations

from kg.extract.article import Article, Span
from kg.lang import word_set
from kg.link.keys import countries_of, of_two
from kg.syntax.tree import Tree

WIDEST = 5  # tokens of a rank before a name ("le général américain X")
PARTICLES = frozenset({"de", "d'", "du", "von", "van"})
OPENING = frozenset({"«", '"', "“"})
CORE = ("nsubj", "obj", "iobj", "obl:agent", "obl:arg", "nmod", "appos", "conj", "obl")
NO_NAMES = frozenset({"ADJ", "ADV", "X", "INTJ", "VERB"})


def repair(article: Article, tree: Tree) -> None:
    """Make each mention a node of its own, then tie titles and role nouns to the name behind them."""
    titles = {t for words in article.data("tokens")["titles"].values() for t in words}
    for span in article.spans:
        flatten(tree, span)
        no_verb(tree, span)
        no_word_of_verb(tree, span)
        take_title(tree, span, titles)
    for span in article.spans:
        if span.kind == "Nominal" and span.rule == "role-with-name":
            tie_role(article, tree, span)
    for span in article.spans:
        if span.kind == "Name" and span.rule != "adjective":
            take_nationality(article, tree, span)
            take_inhabitant(article, tree, span)
            take_party(article, tree, span)
            untie(article, tree, span)
            tie_acronym(article, tree, span)
            tie_generic(article, tree, span)
            tie_behind_body(article, tree, span)
            tie_member(article, tree, span)
            tie_apposed(article, tree, span)
            tie_body(article, tree, span)
            tie_described(article, tree, span)
            after_award(article, tree, span)


def after_award(article: Article, tree: Tree, span: Span) -> None:
    """Somebody's name right behind that of a prize is whom the phrase means, the prize what he got ("Le prix Nobel de la paix X a …")."""
    prize = article.at.get(span.start - 1)
    if prize is None or prize.end != span.start or article.lower[prize.start] not in word_set(article.document.language, "nouns", "award"):
        return
    if not all(article.kind_of(e) == "Person" for e in span.entities) or tree.is_a(span.head, "nsubj"):
        return
    if span.head in tree.subtree(prize.head):
        tree.take_place(span.head, prize.head)
        for k in tree.children(prize.head, "det", "case"):
            if k < prize.start:
                tree.attach(k, span.head, tree.dep[k])
        tree.attach(prize.head, span.head, "appos")


def flatten(tree: Tree, span: Span) -> None:
    """Hang all words of a mention on its head; the head keeps the mention's one relation to the outside."""
    if span.kind != "Name" or span.end - span.start < 2:
        return
    if tree.doc[span.head].pos_ in NO_NAMES and span.rule != "adjective":
        tree.doc[span.head].pos_ = "PROPN"  # as the tagger has many a first name
    inside = range(span.start, span.end)
    outward = [i for i in inside if tree.head[i] not in inside or tree.head[i] == i]
    out = min(outward, key=lambda i: (rank(tree.dep[i]), i), default=span.head)
    if span.head in outward and tree.case(span.head) and tree.is_a(span.head, "nmod", "obl"):
        out = span.head  # "la brigade de Raon-l'Étape a": a preposition before the whole name says what it is
    if out != span.head:
        tree.attach(span.head, *outer(tree, out))
    for i in inside:
        if i != span.head:
            move_children(tree, i, span.head, inside)
            tree.attach(i, span.head, tree.dep[i] if tree.dep[i] in ("case", "det", "punct") else "flat:name")


def no_verb(tree: Tree, span: Span) -> None:
    """A name that the model took for a verb is a noun's complement, the word before it a preposition ("l'usine de Saint-Jean-sur-Orb")."""
    verb = tree.head[span.head]
    bare = span.kind == "Name" and tree.is_a(span.head, "advcl")
    bare = bare and not any(k < span.head for k in tree.children(span.head, "mark", "case"))
    if bare and span.end <= verb and tree.doc[verb].pos_ == "VERB" and not tree.children(verb, "nsubj", "expl"):
        tree.set_subject(verb, span.head)  # "Trent Lott, chef du groupe, a quitté son poste"
        return
    marks = [k for k in tree.children(span.head, "mark") if tree.doc[k].pos_ == "ADP" and k < span.head]
    if span.kind != "Name" or not marks or not tree.is_a(span.head, "acl", "advcl"):
        return
    tree.dep[span.head] = "nmod" if tree.is_a(span.head, "acl") else "obl:mod"
    for k in marks:
        tree.dep[k] = "case"


def no_word_of_verb(tree: Tree, span: Span) -> None:
    """A name that the parser took for words of the verb right before it is the verb's object ("et remercié Anne Petit")."""
    verb = tree.head[span.head]
    if tree.is_a(span.head, "flat") and verb == span.start - 1 and tree.doc[verb].pos_ == "VERB" and not tree.children(verb, "obj"):
        tree.dep[span.head] = "obj"


def rank(dep: str) -> int:
    """How telling a relation is, should the words of one name have several."""
    return next((n for n, core in enumerate(CORE) if dep == core or dep.startswith(f"{core}:")), len(CORE))


def outer(tree: Tree, i: int) -> tuple[int, str]:
    """The head and relation of `i` as its successor should have them."""
    return (tree.head[i], tree.dep[i]) if tree.head[i] != i else (i, "flat:name")


def move_children(tree: Tree, i: int, to: int, inside: range) -> None:
    """Give the outside children of `i` to `to`."""
    for k in list(tree.kids[i]):
        if k not in inside and k != to:
            tree.attach(k, to, tree.dep[k])


def take_title(tree: Tree, span: Span, titles: set[str]) -> None:
    """A title right before a name ("M.", "Mme") hangs on it, and leaves it its place in the sentence."""
    title = span.start - 1
    if title > 0 and tree.doc[title].text in PARTICLES and tree.doc[title - 1].text[:1].isupper():
        title -= 1  # "M. de Courson", but "le maître du Kremlin"
    if span.kind != "Name" or title < 0 or tree.doc[title].text not in titles or tree.sentence[title] != tree.sentence[span.head]:
        return
    replace(tree, title, span.head)
    tree.dep[title] = "title"


def take_nationality(article: Article, tree: Tree, span: Span) -> None:
    """A firm's nationality with its article right before its name ("le chinois Geely", "l'anglo-suédois X") hangs on the name."""
    at = span.start - 1
    before = article.at.get(at)
    alone = before is not None and before.rule == "adjective" and before.head == at
    if at < 1 or not (alone or of_two(article, at)) or article.doc[at - 1].pos_ not in ("DET", "ADP"):
        return
    body = not all(article.kind_of(e) == "Person" for e in span.entities)
    if body and tree.sentence[at] == tree.sentence[span.head]:
        if tree.head[at] != span.head:
            replace(tree, at, span.head)
        tree.attach(at, span.head, "amod")


def tie_role(article: Article, tree: Tree, role: Span) -> None:
    """The name behind a role noun is its apposition and nothing else's argument."""
    at = role.end + (role.end < len(article.doc) and article.doc[role.end].text == ",")
    name = article.at.get(at)
    if name is None or name.kind != "Name" or name.entities != role.entities or tree.sentence[name.head] != tree.sentence[role.head]:
        return
    noun = tree.head[role.head]
    qualifies = tree.is_a(role.head, "amod", "acl") and article.is_a(noun, "human") and noun < role.head  # "le président élu, X"
    tree.attach(name.head, noun if qualifies else role.head, "appos")
    # what the parser hung on the name although it stands before the role noun is the role noun's
    for k in list(tree.kids[name.head]):
        if tree.dep[k] == "case" and k < role.start:
            tree.attach(k, role.head, "case")


def take_inhabitant(article: Article, tree: Tree, span: Span) -> None:
    """The inhabitant's name, or the word for a leaning, with its article right before a person's name ("le Tchèque Daniel Kretinsky", "la
    centriste X") leaves it its place."""
    before = span.start - 1
    person = all(article.kind_of(e) == "Person" for e in span.entities)
    if not person or before < 1 or tree.sentence[before] != tree.sentence[span.head]:
        return
    leaning = article.keys[before] in word_set(article.document.language, "coreference", "leanings")
    native = countries_of(article.kb, article.words[before].lower()) if article.words[before][:1].isupper() else ()
    named = (native or leaning) and before not in article.at
    if article.doc[before - 1].pos_ in ("DET", "ADP") and (named or is_man(article, before)):
        replace(tree, before, span.head)
        tree.dep[before] = "title"


def is_man(article: Article, i: int) -> bool:
    """Whether a country's name has the article of a man from there before it ("le Suisse Roger Federer")."""
    entries = [article.entry(e) for e in article.at[i].entities] if i in article.at else []
    return article.lower[i - 1] in ("le", "du", "au") and any(e is not None and e.kind == "Country" and e.article == "la" for e in entries)


def take_party(article: Article, tree: Tree, span: Span) -> None:
    """The acronym of a party with its article right before a person's name ("l'UDF Bernard X") leaves it its place."""
    party = article.at.get(span.start - 1)
    if party is None or party.kind != "Name" or party.start < 1 or tree.sentence[party.head] != tree.sentence[span.head]:
        return
    body = all(article.kind_of(e) == "Organization" for e in party.entities) and article.words[party.head].isupper()
    person = all(article.kind_of(e) == "Person" for e in span.entities)
    whose = tree.is_a(party.head, "nmod")  # "le patron de la SNCF X"
    if body and person and not whose and party.end - party.start == 1 and article.doc[party.start - 1].pos_ in ("DET", "ADP"):
        replace(tree, party.head, span.head)
        tree.dep[party.head] = "title"


def untie(article: Article, tree: Tree, span: Span) -> None:
    """A person's name right behind the words that belong to a verb ("mettre en examen X", "placer en garde à vue X") is its object."""
    noun, person = tree.head[span.head], all(article.kind_of(e) == "Person" for e in span.entities)
    if not person or not tree.is_a(span.head, "appos", "nmod") or tree.case(span.head) or noun >= span.start:
        return
    verb, bare = tree.head[noun], bool(tree.case(noun)) and not tree.children(noun, "det")
    free = article.doc[verb].pos_ == "VERB" and verb < noun and not tree.children(verb, "obj", "nsubj:pass")
    if bare and free and article.doc[noun].pos_ == "NOUN" and noun not in article.at and not article.is_a(noun, "human"):
        tree.attach(span.head, verb, "obj")


def tie_acronym(article: Article, tree: Tree, span: Span) -> None:
    """A name in brackets behind another name of the same ("l'Agence spatiale européenne (ESA)") is the apposition of that."""
    before = article.at.get(span.start - 2)
    if before and before.entities == span.entities and article.words[span.start - 1] == "(" and span.head not in tree.path(before.head):
        tree.attach(span.head, before.head, "appos")


def tie_generic(article: Article, tree: Tree, span: Span) -> None:
    """A name right behind a noun that says who or what it is ("le groupe autoproclamé « X »", "le journaliste X") is its apposition."""
    at = span.start - 1
    while at > 0 and (
        tree.doc[at].pos_ == "ADJ"
        or (at in article.at and article.at[at].rule == "adjective")  # "le groupe laitier danois X", whatever its tag
        or is_beside_noun(tree, at)  # "le constructeur automobile X"
        or tree.doc[at].text in OPENING
        or (tree.doc[at].pos_ == "VERB" and "Part" in tree.doc[at].morph.get("VerbForm", []))
    ):
        at -= 1
    person = all(article.kind_of(e) == "Person" for e in span.entities)
    while at >= 0 and not is_determined(article, tree, at, person) and tree.is_a(at, "nmod") and tree.head[at] < at:
        at = tree.head[at]  # "le metteur en scène X"
    while at >= 0 and is_whose(article, tree, at) and (person or not is_called(article, at, span)):
        at = tree.head[at]  # "le parrain de la mafia X", "le géant de la distribution X"
    determined = at >= 0 and bool(tree.children(at, "det") or tree.case(at))
    # "mettre en examen X": what has a preposition and no determiner says who somebody is only where it is a word for people
    said = at >= 0 and (bool(tree.children(at, "det")) or article.is_a(at, "human"))
    person = person and determined and said
    noun = at >= 0 and at not in article.at and tree.doc[at].pos_ == "NOUN" and (person or (determined and is_called(article, at, span)))
    if noun and is_manner(article, at) and tree.case(at):
        return
    if noun and tree.sentence[at] == tree.sentence[span.head] and span.head not in tree.path(at):
        tree.attach(span.head, at, "appos")
        for k in range(at + 1, span.start):
            if (is_beside_noun(tree, k) or tree.is_a(k, "amod")) and tree.head[k] != at:
                tree.attach(k, at, "amod")


def is_whose(article: Article, tree: Tree, noun: int) -> bool:
    """Whether a noun for a thing or a body says behind "de" whose or of what somebody is ("le parrain de la mafia")."""
    above = tree.head[noun]
    behind = article.doc[noun].pos_ == "NOUN" and tree.is_a(noun, "nmod") and tree.case(noun) == "de" and above < noun
    return behind and not article.is_a(noun, "human") and is_one(article, tree, above)


def is_one(article: Article, tree: Tree, noun: int) -> bool:
    """Whether a word is a noun with its determiner for one person."""
    plural = "Plur" in article.doc[noun].morph.get("Number", [])
    return article.doc[noun].pos_ == "NOUN" and article.is_a(noun, "human") and bool(tree.children(noun, "det")) and not plural


def tie_behind_body(article: Article, tree: Tree, span: Span) -> None:
    """A person's name right behind that of the body or place whose somebody is ("l'entraîneur du Paris-SG X") is the apposition of the noun
    for somebody."""
    body = article.at.get(span.start - 1)
    if body is None or body.kind != "Name" or body.end != span.start or tree.sentence[body.head] != tree.sentence[span.head]:
        return
    noun, kinds = tree.head[body.head], {article.kind_of(e) for e in body.entities}
    person = all(article.kind_of(e) == "Person" for e in span.entities) and "Person" not in kinds
    whose = tree.is_a(body.head, "nmod") and tree.case(body.head) == "de" and noun < body.start and is_one(article, tree, noun)
    if person and whose and not any(k in article.at and k >= span.start for k in tree.children(noun, "appos")):
        tree.attach(span.head, noun, "appos")


def tie_member(article: Article, tree: Tree, span: Span) -> None:
    """A body's name between the noun for one of it, with its determiner, and a comma says of what somebody is ("le délégué central Force
    ouvrière, X, a réclamé")."""
    noun = span.start - 1
    while noun > 0 and tree.doc[noun].pos_ == "ADJ":
        noun -= 1
    if tree.head[noun] != span.head or article.words[span.end : span.end + 1] != [","] or noun in article.at:
        return
    body = all(article.kind_of(e) == "Organization" for e in span.entities)
    if body and is_one(article, tree, noun) and not tree.case(span.head) and tree.is_a(noun, "nsubj", "dep", "amod", "nmod"):
        tree.take_place(noun, span.head)
        for k in [k for k in tree.kids[span.head] if k != noun and k >= span.end]:
            tree.attach(k, noun, tree.dep[k])
        tree.attach(span.head, noun, "nmod")


def is_manner(article: Article, noun: int) -> bool:
    """Whether a noun behind a preposition tells how something is done ("en personne", "à son tour"), and names nobody."""
    return article.lower[noun] in word_set(article.document.language, "frames", "grammar", "manner")


def is_determined(article: Article, tree: Tree, noun: int, person: bool) -> bool:
    """Whether a noun has a determiner, be it in its preposition where it means somebody or a firm ("la mort du violoniste X", "l'offre du
    groupe alsacien X") or is given something ("une amende au laboratoire X")."""
    contracted = {article.lower[k] for k in tree.children(noun, "case")} & {"du", "au", "aux"}
    firm = not person and article.doc[noun].lemma_.casefold() in word_set(article.document.language, "tokens", "around", "firms")
    return bool(
        tree.children(noun, "det") or (contracted and (firm or article.is_a(noun, "human"))) or (not person and contracted - {"du"})
    )


def is_beside_noun(tree: Tree, i: int) -> bool:
    """Whether a noun without a determiner stands right behind another noun, which it describes."""
    return tree.doc[i].pos_ == tree.doc[i - 1].pos_ == "NOUN" and not tree.children(i, "det", "case") and tree.doc[i].text.islower()


def is_called(article: Article, noun: int, span: Span) -> bool:
    """Whether a noun says what the body named behind it is ("l'équipementier X", "la conserverie X"), not what is named after it
    ("l'affaire X"), nor who is one of it ("le candidat UMP")."""
    language = article.document.language
    words = {article.words[noun].casefold(), article.doc[noun].lemma_.casefold()}
    if words & (word_set(language, "roles", "generic") | word_set(language, "tokens", "around", "firms")):
        return True
    body = all(article.kind_of(e) == "Organization" for e in span.entities)
    if body and words & word_set(language, "frames", "grammar", "of_party"):
        return False
    return body and (article.is_a(noun, "body", "human", "place") or bool(words & word_set(language, "nouns", "plant")))


def tie_apposed(article: Article, tree: Tree, span: Span) -> None:
    """A person's name between commas, or between a comma and the end, is the apposition of the noun for a person whose phrase ends at the
    comma ("l'émissaire de l'ONU pour la Syrie, X,", "le commandant des forces en Europe, le général X,")."""
    titles = tree.children(span.head, "title")
    start = min([span.start, *titles])
    above = tree.head[span.head]
    ranked = tree.is_a(span.head, "appos") and above < start and article.words[start - 1] != "," and not tree.case(above)
    rank = tree.head[span.head] if ranked else span.head
    ranks = tree.subtree(rank) if rank != span.head else [*titles, *(tree.children(span.head, "det") if titles else [])]
    comma = min([span.start, *(k for k in ranks if span.start - k < WIDEST and not tree.doc[k].is_punct)]) - 1
    if comma < 1 or article.words[comma] != "," or not all(article.kind_of(e) == "Person" for e in span.entities):
        return
    if span.end < len(article.words) and not (tree.doc[span.end].is_punct or tree.doc[span.end].is_space):
        return
    people = word_set(article.document.language, "nouns", "human")
    if titles:
        people |= word_set(article.document.language, "tokens", "around", "counsel")
    for noun in [k for k in phrase_before(tree, comma) if k < comma]:
        if tree.sentence[noun] != tree.sentence[span.head] or "»" in article.words[noun:comma]:
            return  # "« C'est un grand joueur », se félicite le manager, X"
        words = {article.words[noun].casefold().removeprefix("ex-"), tree.doc[noun].lemma_.casefold()}
        bare = tree.case(noun) == "de" and not tree.children(noun, "det")  # "le candidat au poste de ministre, X": the candidate
        one_of = tree.is_a(noun, "nmod") and article.words[tree.head[noun]].casefold() in ("un", "une")  # "un de ses élus, X"
        singular = not bare and (one_of or "Plur" not in tree.doc[noun].morph.get("Number", []))
        named = any(k in article.at and article.at[k].kind == "Name" for k in tree.children(noun, "appos", "flat"))
        if tree.doc[noun].pos_ == "NOUN" and words & people and singular and not named and span.head not in tree.path(noun):
            noun = outermost(article, tree, noun)
            if rank != span.head:
                tree.attach(span.head, *outer(tree, rank))
                tree.attach(rank, span.head, "title")
            governor = tree.head[span.head]
            if tree.is_a(span.head, "nsubj") and not tree.is_a(noun, "nsubj") and not tree.is_infinitive(governor):
                tree.attach(noun, span.head, "appos")  # the name is the subject already
            else:
                tree.attach(span.head, noun, "appos")
            return


def tie_body(article: Article, tree: Tree, span: Span) -> None:
    """A body's name between a comma and the next mark is the apposition of the noun for a body right before the comma that has a
    possessive ("par son éditeur, Actes Sud")."""
    noun = span.start - 2
    if noun < 1 or article.words[noun + 1] != "," or not all(article.kind_of(e) == "Organization" for e in span.entities):
        return
    closed = span.end >= len(article.words) or tree.doc[span.end].is_punct or tree.doc[span.end].is_space
    loose = tree.is_a(span.head, "obl", "nmod", "dep", "conj", "advmod") and not tree.case(span.head) and span.head not in tree.path(noun)
    below = tree.head[span.head] == noun and article.words[span.end : span.end + 1] == [","]  # "l'organisateur, ASO, a annoncé"
    owned = (below and is_one(article, tree, noun)) or any("Yes" in tree.doc[k].morph.get("Poss", []) for k in tree.children(noun, "det"))
    if closed and loose and owned and tree.doc[noun].pos_ == "NOUN" and noun not in article.at and article.is_a(noun, "body", "human"):
        tree.attach(span.head, noun, "appos")


def phrase_before(tree: Tree, comma: int) -> list[int]:
    """The last word before a comma and its heads; what the parser hung on the verb as a complement right behind another noun's determiner
    and that noun stands below the noun ("a dit le commissaire au Développement, X")."""
    path = tree.path(comma - 1)
    for last in path:
        noun = min(tree.subtree(last)) - 1
        if noun > 0 and tree.doc[noun].pos_ == "ADJ" and tree.is_a(noun, "amod") and tree.head[noun] == noun - 1:
            noun -= 1  # "le commandant suprême des forces, X"
        behind = tree.is_a(last, "obl", "obj") and tree.case(last) and noun > 0 and tree.head[noun] == tree.head[last]
        if behind and tree.doc[noun].pos_ == "NOUN" and tree.doc[noun - 1].pos_ == "DET":
            tree.attach(last, noun, "nmod")
            return tree.path(path[0])
    return path


def outermost(article: Article, tree: Tree, noun: int) -> int:
    """The noun for one person of whose phrase a noun for another is a part ("la fille de la victime, X": the daughter)."""
    above = tree.head[noun]
    person = article.doc[above].pos_ == "NOUN" and article.is_a(above, "human") and "Plur" not in article.doc[above].morph.get("Number", [])
    definite = any("Def" in article.doc[k].morph.get("Definite", []) for k in tree.children(above, "det"))
    inside = tree.is_a(noun, "nmod") and tree.case(noun) == "de" and tree.children(noun, "det")
    return outermost(article, tree, above) if inside and person and definite and above not in article.at else noun


def tie_described(article: Article, tree: Tree, span: Span) -> None:
    """A noun for a person with its determiner right behind a person's name and a comma is the name's apposition ("X, ma fille de 5 ans"),
    not the next of a row ("X, sa mère et son père")."""
    at = span.end + 1
    person = len(span.entities) == 1 and article.kind_of(span.entities[0]) == "Person"
    if not person or at + 1 >= len(article.words) or article.words[span.end] != "," or tree.doc[at].pos_ != "DET":
        return
    noun = tree.head[at]
    people = word_set(article.document.language, "nouns", "human")
    if not at < noun <= at + 2 or tree.doc[noun].pos_ != "NOUN" or noun in article.at or tree.doc[noun].lemma_.casefold() not in people:
        return
    row = any(tree.children(k, "cc") for k in tree.children(noun, "conj")) or tree.children(noun, "cc", "nsubj", "cop")
    plural = "Plur" in tree.doc[noun].morph.get("Number", [])
    followed = max(tree.subtree(noun)) + 1
    closed = followed >= len(article.words) or tree.doc[followed].is_punct
    both = tree.is_a(span.head, "nsubj") and tree.head[span.head] == tree.head[noun]  # "a déclaré X, le porte-parole de Y"
    another = tree.is_a(noun, "nsubj") and not both
    if closed and not (row or plural or another or tree.case(noun)) and span.head not in tree.path(noun)[2:]:
        tree.attach(noun, span.head, "appos")


def replace(tree: Tree, old: int, new: int) -> None:
    """Put `new` into the place of `old` in the tree; `old` and its children hang on `new`."""
    if new in tree.path(old):
        tree.attach(old, new, tree.dep[old])
        return
    tree.take_place(new, old)
    for k in list(tree.kids[old]):
        if k != new:
            tree.attach(k, new, tree.dep[k])
    tree.attach(old, new, "flat:name")
