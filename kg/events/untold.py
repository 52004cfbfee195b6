"""Words that evoke a happening and tell none: orders to the reader, what rules say is to be done, fights of words,
matches."""

from __future__ import annotations

from kg.events.arguments import Positions
from kg.extract.article import Article
from kg.lang import word_set
from kg.link import sport
from kg.syntax import Tree

SIDES = ("contre", "entre", "avec", "face à", "obj")  # positions of those who fight
BOUGHT = ("obj", "de")  # positions of what is taken over
FIGHTS = frozenset({"Attack", "Conflict", "War", "MilitaryOperation"})
MEETINGS = frozenset({"Reception", "Visit", "Meeting", "Contact"})
BEATING = frozenset({"Criticism", "Attack", "Death", "Injury", "Meeting", "Dismissal", "Acquisition", "MilitaryOperation"})
NEARBY = 2  # sentences before and after what may be told of a match
MET = ("obj", "avec", "chez")  # positions of the other side of a match


def is_instruction(article: Article, tree: Tree, i: int) -> bool:
    """Whether an infinitive is a sentence of its own, which tells the reader what to do ("Contacter la mairie.")."""
    alone = tree.head[i] == i and tree.is_infinitive(i)
    return alone and not tree.children(i, "nsubj", "parataxis") and not any(tree.is_finite(k) for k in tree.children(i, "aux", "cop"))


def is_any(article: Article, tree: Tree, i: int) -> bool:
    """Whether a noun means whatever is of its kind ("il faut déclarer tout accident")."""
    words = word_set(article.document.language, "concepts", "any")
    return i > 0 and article.lower[i - 1] in words and i - 1 in tree.children(i, "det", "amod")


def is_ruled(article: Article, tree: Tree, i: int) -> bool:
    """Whether a word stands in what a law, a contract or the like says that is to be done whenever it applies ("La Constitution prévoit
    que le président nomme …")."""
    rules = word_set(article.document.language, "nouns", "rules")
    for verb in tree.path(i)[1:]:
        if tree.children(verb, "aux:tense") or "Pres" not in article.doc[verb].morph.get("Tense", []):
            continue
        ruled = any(article.doc[k].lemma_.casefold() in rules for k in tree.children(verb, "nsubj"))
        if ruled and {"que", "qu'", "qu’"} & set(article.words[verb + 1 : i]):
            return True
    return False


def is_penalty(article: Article, tree: Tree, type: str, i: int) -> bool:
    """Whether an infinitive only tells what somebody is sentenced to pay ("condamné mardi à verser 3 000 euros à X")."""
    if type != "Aid" or not tree.is_infinitive(i):
        return False
    above = tree.head[i]
    while above != tree.head[above] and article.doc[above].pos_ not in ("VERB", "AUX"):
        above = tree.head[above]  # "par le tribunal de X à verser"
    sentenced = article.doc[above].lemma_ in word_set(article.document.language, "frames", "grammar", "sentencing")
    return sentenced and any(article.lower[k] == "à" for k in tree.children(i, "mark", "case"))


def is_politics(article: Article, tree: Tree, type: str, verbal: bool, positions: Positions) -> bool:
    """Whether a fight is one of words, since a parliament, a party or the like is a side of it and no army or country is ("le combat contre
    le Sénat"), or what is taken over is won in votes ("prendre le contrôle du Sénat")."""
    sides = SIDES if type == "Attack" and not verbal else BOUGHT if type == "Acquisition" else ()
    keys = [e for side in sides for e in named_at(article, tree, positions, side)]
    armed = sides == SIDES and any(article.kind_of(e) == "Country" or is_sort(article, e, "troops") for e in keys)
    return not armed and any(is_sort(article, e, "civil") for e in keys)


def named_at(article: Article, tree: Tree, positions: Positions, side: str) -> list[str]:
    """The entities named in a position."""
    tokens = [k for t in positions.get(side, ()) for k in tree.conjuncts(t)]
    return [e for k in tokens if k in article.at and article.at[k].rule != "adjective" for e in article.at[k].entities]


def is_sort(article: Article, key: str, sort: str) -> bool:
    """Whether a word of a list of nouns stands in a name by which the base knows a body ("Parti socialiste", "armée turque")."""
    entry = article.entry(key)
    if entry is None or entry.kind != "Organization":
        return False
    return bool(word_set(article.document.language, "nouns", sort) & set(" ".join([entry.fr, *entry.aliases]).casefold().split()))


def is_game(article: Article, tree: Tree, type: str, verbal: bool, positions: Positions, i: int, last: int) -> bool:
    """Whether a match is told of: a fight in a sentence about sport that harms nobody ("l'attaque lyonnaise a buté sur Y"), a reception,
    visit or meeting of teams ("avant de recevoir Reims au Roazhon Park"), or who beats whom and wins what title ("a étrillé Y en
    finale")."""
    fight, meeting = type in FIGHTS and not verbal, type in MEETINGS and verbal
    games = article.data("roles")["sport"]
    won = type == "Award" and not {article.lower[k] for k in range(i, last + 1)}.isdisjoint(games["won"])
    beaten = (verbal and type in BEATING and article.doc[i].lemma_.casefold() in games["beating"]) or won
    if not (fight or meeting or beaten):
        return False
    near = {article.lower[k] for k in article.vicinity(i, NEARBY)}
    if near.isdisjoint(games["sure"]) and not sport.recall(article, sport.tells_score, tree.sentence[i]):
        return False
    if beaten:
        return True
    if fight:
        return near.isdisjoint(word_set(article.document.language, "concepts", "harm")) and not positions.get("contre")
    sides = [k for side in ("subj", *MET) for t in positions.get(side, ()) for k in tree.conjuncts(t)]
    met = [k for side in MET for k in positions.get(side, ()) if k in article.at]
    return bool(met) and all(is_team(article, k) for k in sides) and any(is_club(article, k) for k in sides)


def is_team(article: Article, i: int) -> bool:
    """Whether a token may mean a team: a mention of no person, a pronoun, a noun for players or a body, or an inhabitants' name."""
    if i in article.at:
        return all(article.kind_of(e) != "Person" for e in article.at[i].entities)
    word = article.doc[i]
    players = word.lemma_.casefold() in word_set(article.document.language, "roles", "sport", "sides")
    return word.pos_ == "PRON" or players or article.is_a(i, "body") or (word.text[:1].isupper() and not word.is_sent_start)


def is_club(article: Article, i: int) -> bool:
    """Whether a token names a body or a country that plays."""
    kinds = {article.kind_of(e) for e in article.at[i].entities} if i in article.at else set()
    return bool(kinds) and kinds <= {"Organization", "Country"}
