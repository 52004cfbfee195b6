"""Reporting clauses with the subject behind the verb: "…, a déclaré le ministre." """

from __future__ import annotations

from kg.extract.article import Article
from kg.kb.entry import PLACE_KINDS
from kg.link.around import titles
from kg.model import TimeExpression
from kg.nlp.tags import PARTICIPLE_ENDINGS, PAST, PRESENT
from kg.syntax.causative import is_phrase
from kg.syntax.timely import words_of
from kg.syntax.tree import Tree

BEFORE = frozenset({"comme", ",", "»", '"', "–", "—", "-", "!", "?", "”"})
CLITICS = frozenset({"nous", "vous", "lui", "leur", "me", "m'", "y", "en"})
AUXILIARIES = frozenset({"a", "ont"})
CLOSING = frozenset({"»", '"', "”"})
SUBJECTS = frozenset({"-il", "-elle", "-ils", "-elles", "-on"})
DEMONSTRATIVE = frozenset({"ce", "cet", "cette", "ces"})
WIDEST = 30  # tokens behind a verb in which its subject is sought
BRACKET = 6  # tokens of a bracket behind a place
BETWEEN_POS = frozenset({"DET", "ADV", "ADJ", "NUM"})


def repair(article: Article, tree: Tree, times: list[TimeExpression], reporting: frozenset[str]) -> None:
    """Give such verbs their subject, and make their clause parenthetical to the sentence's main verb."""
    for i in range(1, len(article.doc) - 1):
        retag(article, tree, i, reporting)
        if article.lower[i] in SUBJECTS and not article.doc[i].is_sent_start:
            take_clitic(article, tree, i, reporting)
    dated = words_of(article, times)
    for token in article.doc:
        told = token.lemma_ in reporting or is_phrase(article, token.i - 1, reporting)
        if told and token.pos_ == "VERB" and tree.is_a(token.i, "xcomp"):
            carried(article, tree, token.i, dated)
        if (
            token.pos_ in ("VERB", "AUX")
            and (token.lemma_ in reporting or f"{token.lemma_}r" in reporting or closes_quotation(article, tree, token.i))  # "demande"
            and tree.is_finite(token.i)  # "…, soulignant la nécessité" has no subject behind it
            and not any(article.lower[k] in SUBJECTS for k in tree.children(token.i, "nsubj"))
            and not {"1", "2"} & {p for k in [token.i, *tree.children(token.i, "aux")] for p in article.doc[k].morph.get("Person", [])}
            and (subject := inverted_subject(article, tree, token.i, dated)) is not None
        ):
            take_subject(article, tree, token.i, subject)
            detach(article, tree, token.i)


def closes_quotation(article: Article, tree: Tree, verb: int) -> bool:
    """Whether a verb stands right behind a quotation and its comma: whatever it says, it tells who spoke ("», fanfaronne X")."""
    start = min([verb, *(k for k in tree.children(verb, "aux", "expl", "obj", "iobj") if k < verb)])
    return not tree.is_a(verb, "aux") and start > 1 and article.words[start - 1] == "," and article.words[start - 2] in CLOSING


def carried(article: Article, tree: Tree, infinitive: int, times: frozenset[int]) -> None:
    """The subject behind "a tenu à préciser" is that of its first verb."""
    verb = tree.head[infinitive]
    if verb < infinitive and tree.is_finite(verb) and not any(k < verb for k in tree.children(verb, "nsubj")):
        subject = inverted_subject(article, tree, verb, times, infinitive)
        if subject is not None:
            take_subject(article, tree, verb, subject)
            detach(article, tree, verb)


def retag(article: Article, tree: Tree, i: int, reporting: frozenset[str]) -> None:
    """A form of a reporting verb right behind a closing quotation and its comma, and before a name or determiner, is that verb whatever the
    tagger made of it ("…», tance X", "…», a tweeté X")."""
    doc, words = article.doc, article.words
    auxiliary = article.lower[i] in AUXILIARIES
    verb = i + auxiliary
    before = i - 1 - (article.lower[i - 1] in ("s'", "s’", "se"))
    if words[before] != "," or words[before - 1] not in CLOSING or verb + 1 >= len(doc):
        return
    form = words[verb].casefold()
    lemma = form.removesuffix("é") + "er" if auxiliary and form.endswith("é") else form + "r" if not auxiliary else ""
    if doc[verb].lemma_ in reporting and tree.is_past_participle(verb) and not auxiliary and not tree.children(verb, "aux"):
        lemma = doc[verb].lemma_  # "…», dit cette femme"
    if lemma not in reporting or not (verb + 1 in article.at or doc[verb + 1].pos_ in ("DET", "PROPN", "ADP", "NOUN")):
        return
    doc[verb].retag("VERB", lemma, PAST if auxiliary else PRESENT)
    if auxiliary:
        doc[i].retag("AUX", "avoir", PRESENT)
        tree.attach(i, verb, "aux:tense")


def take_clitic(article: Article, tree: Tree, i: int, reporting: frozenset[str]) -> None:
    """A pronoun behind a hyphen is the subject of the verb before it whatever the parser makes of the two ("estime-t-il"), unless the verb
    has one ("Paris cédera-t-il ?")."""
    doc = article.doc
    linking = [i - 1] if article.words[i - 1].casefold() == "-t" else []
    verb = i - 1 - len(linking)
    if doc[verb].pos_ not in ("VERB", "AUX"):
        form = article.words[verb].casefold()
        quoted = form.endswith("e") and article.words[verb - 1] == "," and article.words[verb - 2] in CLOSING  # "…», sanglote-t-il"
        if f"{form}r" not in reporting and not quoted:
            return
        doc[verb].retag("VERB", f"{form}r", PRESENT)
    if tree.is_a(verb, "aux", "cop"):
        verb = tree.head[verb]
    elif doc[verb].lemma_ == "avoir" and (participle := participle_behind(article, tree, i)) is not None:
        tree.take_place(participle, verb)
        tree.attach(verb, participle, "aux:tense")
        doc[participle].retag("VERB", doc[participle].lemma_, PAST)
        verb = participle  # "a-t-il soufflé", with "soufflé" hung elsewhere
    start = min(verb, i - 1 - len(linking))
    while start > 0 and article.lower[start - 1] in CLITICS and doc[start - 1].pos_ == "PRON":
        start -= 1  # "…, lui a-t-elle assuré"
    uttered = article.words[start - 1] == ","
    if any(k < verb and article.doc[k].pos_ in ("NOUN", "PROPN") for k in tree.children(verb, "nsubj")) and not uttered:
        return
    for k in linking:
        tree.attach(k, verb, "dep")
    take_subject(article, tree, verb, i)
    if uttered and doc[verb].lemma_ in reporting:
        detach(article, tree, verb)


def participle_behind(article: Article, tree: Tree, i: int) -> int | None:
    """The past participle without an auxiliary right behind a pronoun, but for an adverb."""
    at = i + 1 + (i + 1 < len(article.doc) and article.doc[i + 1].pos_ == "ADV")
    past = at < len(article.doc) and article.doc[at].pos_ == "VERB" and article.lower[at].endswith(PARTICIPLE_ENDINGS)
    return at if past and not [k for k in tree.children(at, "aux") if article.lower[k] in AUXILIARIES and k > i] else None


def inverted_subject(article: Article, tree: Tree, verb: int, times: frozenset[int], last: int = 0) -> int | None:
    """The head of the mention or noun right behind a verb, or its `last` word, that a comma or closing quotation mark precedes."""
    start = min([verb, *(k for k in tree.children(verb, "aux", "expl") if k < verb)])
    while start > 0 and article.words[start - 1].casefold() in CLITICS and article.doc[start - 1].pos_ == "PRON":
        start -= 1  # "…, nous explique M. X"
    before = start - 1
    if before < 0 or article.doc[before].text not in BEFORE or tree.sentence[before] != tree.sentence[verb]:
        return None
    quoted = before > 0 and article.words[before - 1] in CLOSING
    behind = (last or verb) + 1
    felt = behind < len(article.doc) and tree.is_a(behind, "xcomp") and tree.head[behind] == verb and tree.is_past_participle(behind)
    at = after_adjuncts(article, tree, behind + felt, times)  # "s'est dit convaincu X"
    if at >= len(article.doc) or tree.sentence[at] != tree.sentence[verb]:
        return None
    told = tree.children(verb, "nsubj") if article.words[before] == "," and not quoted else []
    if any(interrupted(article, tree, k, before) and not (is_somebody(article, at) and is_object_before(article, tree, k)) for k in told):
        return None
    span = article.at.get(at)
    if span and any(
        article.kind_of(e) in ("Person", "Organization", "Country") or article.entities[e].kind == "City" for e in span.entities
    ):
        return span.head
    titled = article.doc[at].dep_ and at + 1 in article.at and tree.head[at] == article.at[at + 1].head
    if titled:
        return article.at[at + 1].head
    if article.lower[at] == "des" and at + 1 < len(article.doc) and tree.head[at] == at + 1 and article.doc[at + 1].pos_ == "NOUN":
        tree.dep[at] = "det"  # "…, ont indiqué mardi des sources diplomatiques": no preposition
        return at + 1
    taken = quoted and article.is_a(at, "human") and tree.is_a(at, "nsubj") and not tree.is_finite(tree.head[at])  # "dit le maire, venu à"
    own = tree.head[at] == verb or taken
    noun = (article.doc[at].pos_ in ("NOUN", "PRON") or is_latter(article, at)) and tree.case(at) == "" and own
    return at if noun else set_off(article, tree, verb) or behind_aside(article, tree, verb) if quoted else None


def behind_aside(article: Article, tree: Tree, verb: int) -> int | None:
    """Whoever stands behind what a preposition begins between commas, right behind the verb of a quotation that has no subject ("« … », a
    répété, dans l'avion qui le ramenait, le chef de l'Etat"): a name, or a noun for somebody with its determiner."""
    end = article.sentences[article.sentence[verb]][1]
    if article.words[verb + 1 : verb + 2] != [","] or article.doc[verb + 2].pos_ != "ADP" or tree.children(verb, "nsubj"):
        return None
    for at in range(verb + 3, min(end - 1, verb + WIDEST)):
        if article.words[at - 1] != ",":
            continue
        at += article.words[at] in titles(article.document.language)
        span = article.at.get(at)
        if span is not None and span.start == at and names_people(article, at):
            return span.head
        noun = next((k for k in range(at + 1, at + 3) if article.doc[k].pos_ == "NOUN"), at) if article.doc[at].pos_ == "DET" else at
        if noun > at and article.is_a(noun, "human"):
            return article.at[noun].head if noun in article.at else noun
    return None


def set_off(article: Article, tree: Tree, verb: int) -> int | None:
    """The first noun for somebody with its determiner that a comma parts from adjuncts behind a quotation's verb without a subject ("« … »,
    a averti devant la foule, au stade de X, le porte-parole du mouvement"); what stands behind people may describe these."""
    for at in range(verb + 2, article.sentences[article.sentence[verb]][1] - 1):
        if article.doc[at].pos_ in ("VERB", "AUX"):
            return None
        if article.words[at - 1] != "," or article.doc[at].pos_ != "DET":
            continue
        noun = next((k for k in range(at + 1, at + 3) if article.doc[k].pos_ == "NOUN"), at)
        beside = [k for k in tree.path(at - 2) if verb < k < at]
        people = any(article.is_a(k, "human") or names_people(article, k) for k in beside)
        if article.is_a(noun, "human") and not people and not tree.children(verb, "nsubj"):
            return article.at[noun].head if noun in article.at else noun
    return None


def names_people(article: Article, i: int) -> bool:
    """Whether a token names people."""
    return i in article.at and all(article.kind_of(e) == "Person" for e in article.at[i].entities)


def interrupted(article: Article, tree: Tree, subject: int, comma: int) -> bool:
    """Whether a comma before a verb closes what stands between it and its subject ("Le ministre, X, a salué le courage de …", "Le parti, à
    la veille du vote, réclame …"): no other clause does."""
    own = set(tree.subtree(subject))
    if comma - 1 not in own and subject not in article.at and not article.is_a(subject, "human", "body"):
        return False  # "Une erreur, selon lui, estime X"
    if comma - 1 in own and "," not in article.words[min(own) : comma]:
        return False  # "Kiev rejette cette annexion, a dit X": no comma alone parts a subject from its verb
    return subject < comma and not any(
        article.doc[k].pos_ in ("VERB", "AUX") and k not in own and tree.is_finite(k) for k in range(subject, comma)
    )


def is_somebody(article: Article, i: int) -> bool:
    """Whether a word names people or a body, or is a noun for them."""
    kinds = {article.kind_of(e) for e in article.at[i].entities} if i in article.at else set()
    return kinds <= {"Person", "Organization"} if kinds else article.is_a(i, "human", "body")


def is_object_before(article: Article, tree: Tree, i: int) -> bool:
    """Whether a noun behind a verb that has a subject and lacks an object is that object, whatever the parser made of it ("Le club a engagé
    pour deux ans X, qui jouait à Y, a annoncé Z")."""
    above = tree.head[tree.head[i]]
    governs = above < i and article.doc[above].pos_ == "VERB" and tree.is_finite(above)
    own = tree.children(above, "nsubj") and not tree.children(above, "obj", "ccomp", "xcomp", "aux:pass")
    start = min(k for k in tree.subtree(i) if k > above) if above < i else i
    parted = any(article.doc[k].pos_ in ("CCONJ", "SCONJ", "PUNCT") for k in range(above, start))
    return bool(governs and own) and not parted and not tree.case(i)


def after_adjuncts(article: Article, tree: Tree, at: int, times: frozenset[int]) -> int:
    """The first token from `at` on that is no determiner, adverb, time or place ("a déclaré samedi à Tirana le porte-parole")."""
    doc = article.doc
    while at < len(doc):
        place = article.at.get(at + 1) if doc[at].pos_ == "ADP" else None
        if place and place.start == at + 1 and place.kind == "Name" and all(article.kind_of(e) in PLACE_KINDS for e in place.entities):
            at = behind_bracket(article, place.end)
        elif place and doc[at].text.casefold() in ("à", "au", "aux", "sur", "dans") and is_followed(article, place.end):
            at = place.end  # "a expliqué à X le maire de Y", "a déclaré sur X Y": to whom, or where
        elif doc[at].pos_ == "ADP" and (end := adjunct_end(article, at)) > at:
            at = end  # "précise avec fierté X", "a déclaré à la presse M. X"
        elif is_latter(article, at):
            return at
        elif doc[at].is_quote and at + 1 in article.at and article.at[at + 1].start == at + 1:
            return at + 1  # "affirme « Le Monde »"
        elif article.lower[at + 1 : at + 2] == ["fois"]:
            at += 2  # "a répété quinze fois X"
        elif at in times or (doc[at].pos_ in BETWEEN_POS and at not in article.at):
            at += 1
        else:
            return at
    return at


def behind_bracket(article: Article, at: int) -> int:
    """The token behind the few words in brackets that say where a place lies ("à Sainte-Marie (Moselle)"); `at` itself without brackets."""
    if article.words[at : at + 1] != ["("]:
        return at
    return next((k + 1 for k in range(at + 1, min(at + BRACKET, len(article.words))) if article.words[k] == ")"), at)


def is_latter(article: Article, at: int) -> bool:
    """Whether an adjective behind a demonstrative stands for somebody ("a déclaré ce dernier")."""
    alone = at + 1 >= len(article.words) or article.doc[at + 1].pos_ != "NOUN"
    return article.doc[at].pos_ == "ADJ" and article.lower[at - 1] in DEMONSTRATIVE and alone


def adjunct_end(article: Article, at: int) -> int:
    """Where the preposition at a token, its determiner, noun and adjectives end, if whoever speaks follows; `at` itself otherwise."""
    doc, noun = article.doc, at + 1 + (at + 1 < len(article.words) and article.doc[at + 1].pos_ == "DET")
    if noun + 1 >= len(doc) or doc[noun].pos_ != "NOUN" or noun in article.at or article.lower[at] == "par":
        return at
    end = noun + 1
    while end + 1 < len(doc) and doc[end].pos_ == "ADJ" and end not in article.at:
        end += 1
    titled = end + 1 in article.at and article.words[end] in titles(article.document.language)
    return end if titled or is_followed(article, end) else at


def is_followed(article: Article, at: int) -> bool:
    """Whether a noun's phrase or a name begins right at a token."""
    if at >= len(article.words):
        return False
    return article.doc[at].pos_ == "DET" or (at in article.at and article.at[at].start == at)


def take_subject(article: Article, tree: Tree, verb: int, subject: int) -> None:
    """`subject` becomes the verb's; what the parser took for one goes back to the clause before."""
    for k in tree.children(verb, "nsubj"):
        if k < verb and k != subject and is_object_before(article, tree, k):
            tree.attach(k, tree.head[verb], "obj")
        elif k < verb and k != subject:
            tree.attach(k, tree.head[verb] if tree.head[verb] != verb else k, "dep")
        elif k > subject and subject in article.at and article.is_a(k, "human"):
            tree.attach(k, subject, "appos")  # "…, a dit X, chef de Y"
    tree.attach(subject, verb, "nsubj")
    for k in tree.children(subject, "case"):
        place = article.at.get(k + 1)
        if place is not None and place.start == k + 1 and place.end <= subject and place.head != subject:
            tree.attach(place.head, verb, "obl:mod")  # "a confirmé depuis X le directeur de Y"
            tree.attach(k, place.head, "case")


def detach(article: Article, tree: Tree, verb: int) -> None:
    """Hang the reporting verb on the root of its sentence as a parenthesis."""
    root = tree.path(verb)[-1]
    if root == verb:
        content = [k for k in tree.children(verb, "ccomp", "parataxis", "advcl", "xcomp", "conj", "dep") if k < verb]
        if content:
            tree.make_root(content[0])
            tree.attach(verb, content[0], "parataxis")
        return
    above = tree.head[verb]
    for k in list(tree.kids[verb]):
        if k < verb and article.doc[k].pos_ == "VERB" and above not in tree.subtree(k):
            tree.attach(k, above, "xcomp" if "Inf" in article.doc[k].morph.get("VerbForm", []) else tree.dep[verb])
    tree.attach(verb, root, "parataxis")
