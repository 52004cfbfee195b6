"""What an article speaks of, in reading order: chains of noun phrases, named or not, and how present each is to a reader.

Salience follows Lappin and Leass (1994): every mention adds weight by the grammatical place in which it stands, and a sentence later each
weight counts half. A chain without a name has a key of its own ("_12", from its first token), which no other article knows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache

from kg.coreference.antecedents import gender
from kg.coreference.phrases import Phrase, phrase
from kg.extract.article import Article, Span
from kg.ids import fold
from kg.kb.base import holds
from kg.kb.entry import name_key
from kg.lang import table, word_set
from kg.link.around import given_names, titles
from kg.syntax import Tree

REACH = 3  # sentences back in which a pronoun's antecedent is sought
CLEAR = 0.6  # share of the best one's salience that a rival must stay below
RECENT = 100.0  # weight of any mention in its own sentence
WEIGHTS = {"subject": 80.0, "object": 50.0, "indirect": 40.0, "adjunct": 15.0, "inside": 0.0}
HEADING = 60.0  # a phrase that lies in no other
NOUNS = frozenset({"NOUN", "PROPN"})
HUMANS = frozenset({"Person", "Organization", "Country"})
SHOWN = {"le": "m", "un": "m", "ce": "m", "la": "f", "une": "f", "cette": "f"}  # determiners' gender
PEOPLE = frozenset({"les", "des", "aux", "ces"})
DEFINITE = frozenset({"le", "la", "l'", "les", "du", "des", "au", "aux", "ce", "cet", "cette", "ces", "son", "sa", "ses", "leur", "leurs"})


@dataclass(frozen=True, slots=True)
class Place:
    """One mention: its token, its sentence and what it is in its clause."""

    token: int
    sentence: int
    role: str


@dataclass(slots=True)
class Chain:
    """Mentions of one thing; `entities` is empty where it has no name, `nouns` are the folded words by which it has been called."""

    key: str
    entities: tuple[str, ...]
    kind: str  # of its entities, or "" where unknown
    gender: str  # "m", "f" or "" where unknown
    plural: bool
    somebody: bool = False  # a person or a body that acts
    person: bool = False
    nouns: set[str] = field(default_factory=set)
    origins: set[str] = field(default_factory=set)  # the places by whose adjectives it has been called ("l'américain X")
    places: list[Place] = field(default_factory=list)
    told: list[Phrase] = field(default_factory=list)  # the common nouns' phrases by which it has been told of

    @property
    def keys(self) -> tuple[str, ...]:
        return self.entities or (self.key,)

    @property
    def last(self) -> Place:
        return self.places[-1]

    @property
    def token(self) -> int:
        """The token of the last mention; -1 before the first."""
        return self.places[-1].token if self.places else -1


class Discourse:
    """The chains of the tokens read so far; `at` is the chain of a token, `speaking` are the lemmas of verbs whose subject is somebody."""

    def __init__(self, article: Article, tree: Tree, speaking: frozenset[str] = frozenset()) -> None:
        self.article, self.tree, self.speaking = article, tree, speaking
        self.quote = {i: start for start, end in article.quotes for i in range(start, end)}  # the quotation in which a token stands
        self.chains: dict[str, Chain] = {}
        self.at: dict[int, Chain] = {}
        self.called: dict[str, dict[str, Chain]] = {}  # chains without a name by their folded nouns, the last told of last
        self.governing: dict[str, Chain] = {}  # people who hold an office of the paper's own country at its date
        self.abroad: dict[str, Chain] = {}  # and those who lead another state or its government
        self.foremost: dict[int, Chain] = {}  # the person clearly most present where a quotation begins

    def read(self, i: int) -> None:
        """Take up the noun phrase that token `i` heads, if it heads one."""
        span = self.article.at.get(i)
        if span is not None:
            if span.head == i and span.entities and span.rule != "adjective":
                self.add(self.named(span), i)
        elif (name := self.name_beside(i)) is not None:
            self.add(self.named(name), i)
        elif (subject := self.subject_of(i)) is not None:
            subject.nouns.add(self.article.keys[i])
        elif self.is_noun_phrase(i) and not self.describes(i):
            self.add(self.nameless(i), i)

    def name_beside(self, i: int) -> Span | None:
        """The name of what a noun calls it that has it as apposition ("la romancière X", "le groupe Y")."""
        if self.article.doc[i].pos_ != "NOUN":
            return None
        for k in self.tree.children(i, "appos"):
            span = self.article.at.get(k)
            if k > i and span and span.kind == "Name" and len(span.entities) == 1 and span.rule != "adjective":
                kind = self.article.kind_of(span.entities[0])
                fits = self.is_a(i, "human") if kind == "Person" else self.is_a(i, "body") or self.is_a(i, "place")
                return span if fits else None
        return None

    def subject_of(self, i: int) -> Chain | None:
        """The chain of which a noun is the predicate ("Elle est avocate et mère", "Elle a été élue maire"): it says what that is."""
        if self.article.doc[i].pos_ != "NOUN":
            return None
        verb = self.tree.head[i]
        becoming = word_set(self.article.document.language, "coreference", "becoming")
        if self.tree.is_a(i, "xcomp") and self.article.doc[verb].lemma_.casefold() in becoming and not self.tree.children(verb, "obj"):
            return next((self.at[k] for k in self.tree.children(verb, "nsubj") if k in self.at), None)
        predicate = self.tree.head[i] if self.tree.is_a(i, "conj") and not self.tree.children(i, "nsubj") else i
        if not self.tree.children(predicate, "cop"):
            return None
        return next((self.at[k] for k in self.tree.children(predicate, "nsubj") if k in self.at and k < i), None)

    def describes(self, i: int) -> bool:
        """Whether a noun is the apposition of somebody's name, which is mentioned already ("X, ma fille de 5 ans")."""
        span = self.article.at.get(self.tree.head[i])
        return self.tree.is_a(i, "appos") and span is not None and span.kind == "Name" and self.tree.head[i] < i

    def add(self, chain: Chain, i: int) -> None:
        """Record that token `i` mentions a chain."""
        self.chains.pop(chain.key, None)
        self.chains[chain.key] = self.at[i] = chain  # the last mentioned stands last
        chain.places.append(Place(i, self.tree.sentence[i], role(self.tree, i)))
        token = self.article.doc[i]
        if token.pos_ == "NOUN":
            chain.nouns |= self.callings(i)
            if not chain.entities:
                chain.told.append(self.phrase(i))
                same = self.called.setdefault(self.article.keys[i], {})
                same.pop(chain.key, None)
                same[chain.key] = chain
        for k in self.tree.children(i, "appos"):  # "X, avocat à Lyon"
            if self.article.doc[k].pos_ == "NOUN":
                chain.nouns |= self.callings(k)

    def callings(self, i: int) -> set[str]:
        """The folded noun at token `i`, and with what it says somebody lives by ("homme", "homme affaires")."""
        noun, trades = self.article.keys[i], word_set(self.article.document.language, "coreference", "trades")
        return {noun, *(f"{noun} {self.article.keys[k]}" for k in self.tree.children(i, "nmod") if self.article.keys[k] in trades)}

    def named(self, span: Span) -> Chain:
        """The chain of a mention's entities; of several together, a group's."""
        chain = self.chains.get("|".join(span.entities)) or self.first_named(span)
        before = self.article.at.get(span.start - 1)
        if before is not None and before.rule == "adjective" and chain.kind == "Organization":
            chain.origins.update(before.entities)
        return chain

    def first_named(self, span: Span) -> Chain:
        """A new chain of a mention's entities."""
        key = "|".join(span.entities)
        kinds = {self.article.kind_of(e) for e in span.entities}
        described = [self.gender_of(k) for k in self.tree.children(span.head, "appos") if self.article.doc[k].pos_ == "NOUN"]
        noun, beside = self.tree.head[span.head], self.tree.is_a(span.head, "appos", "flat")
        if beside and self.article.doc[noun].pos_ == "NOUN" and noun < span.start and kinds == {"Organization"}:
            described.append(self.gender_of(noun))  # "le groupe X"
        proper = self.article.doc[span.head].pos_ == "PROPN" and kinds == {"Person"}  # the model guesses at the gender of names
        known = (
            gender(self.article, span.entities[0])
            or (described[0] if described else "")
            or (gender_of_name(self.article, span) if proper else self.gender_of(span.head))
        )
        plural = len(span.entities) > 1 or known.endswith("p")
        chain = Chain(key, span.entities, kinds.pop() if len(kinds) == 1 else "", known[:1] if known[:1] in "mf" else "", plural)
        chain.somebody, chain.person = chain.kind in HUMANS, chain.kind == "Person"
        if len(span.entities) == 1:
            if chain.person and is_governing(self.article, span.entities[0]):
                self.governing[key] = chain
            elif chain.person and leads_state(self.article, span.entities[0]):
                self.abroad[key] = chain
            chain.nouns |= self.article.roles.get(span.entities[0], set()) | titled(self.article, span)
            chain.nouns |= (
                first_noun(self.article, span.entities[0]) | short_names(self.article, span.entities[0]) if not chain.person else set()
            )
        return chain

    def group(self, chains: list[Chain]) -> Chain:
        """The chain of several that are named together ("A et B")."""
        entities = tuple(dict.fromkeys(e for c in chains for e in c.keys))
        key = "|".join(entities)
        masculine = "" if any(c.gender == "" for c in chains) else "f" if all(c.gender == "f" for c in chains) else "m"
        kinds = {c.kind for c in chains}
        kind = kinds.pop() if len(kinds) == 1 else ""
        return self.chains.get(key) or Chain(key, entities, kind, masculine, True, all(c.somebody for c in chains), kind == "Person")

    def together(self, i: int) -> Chain | None:
        """The chain at token `i`; of several coordinated there, a group's where all are read."""
        chains = [self.at[k] for k in self.article.groups.get(i, self.tree.conjuncts(i)) if k in self.at]
        return self.group(chains) if len(chains) > 1 and len({c.key for c in chains}) == len(chains) else self.at.get(i)

    def nameless(self, i: int) -> Chain:
        plural = "Plur" in self.article.doc[i].morph.get("Number", []) or self.is_people(i)
        person = self.is_a(i, "human") or self.is_people(i)
        return Chain(f"_{i}", (), "", self.gender_of(i), plural, person or self.is_a(i, "body"), person, {self.article.keys[i]})

    def is_a(self, i: int, kind: str) -> bool:
        """Whether a noun is in a list of the language's nouns: human, body, place, time or abstract."""
        return self.article.is_a(i, kind)

    def phrase(self, i: int) -> Phrase:
        """The phrase of the noun at token `i`; what is somebody's in the first person is it in its quotation."""
        owners = {k: self.at[k].key if k in self.at else f"{self.quote.get(k, '')}" for k in self.tree.children(i, "det")}
        return phrase(self.article, self.tree, i, owners)

    def is_noun_phrase(self, i: int) -> bool:
        """Whether a common noun stands for something: not inside a name, a number of its own or a fixed expression."""
        token = self.article.doc[i]
        if token.pos_ not in NOUNS:
            return False
        if self.is_people(i):
            return True
        if token.pos_ != "NOUN" or self.tree.is_a(i, "fixed", "compound", "flat") or not self.article.words[i][:1].isalpha():
            return False
        acts = self.is_a(i, "human") or self.is_a(i, "body")
        if self.is_a(i, "time") or (self.is_a(i, "abstract") and not acts):
            return False
        bare = self.is_a(i, "human") and "Plur" in token.morph.get("Number", [])
        determined = (
            bare
            or self.tree.children(i, "det", "nummod")
            or any(self.article.words[k].casefold() in DEFINITE for k in self.tree.children(i, "case"))
        )
        return bool(determined) or self.tree.is_a(i, "nsubj")

    def is_people(self, i: int) -> bool:
        """Whether a word with a capital inside a sentence means the people of a place or party ("les Lyonnais")."""
        if self.article.doc[i].pos_ not in NOUNS or not self.article.words[i][:1].isupper():
            return False
        return any(self.article.lower[k] in PEOPLE for k in self.tree.children(i, "det", "case") if k < i)

    def gender_of(self, i: int) -> str:
        """The gender that a noun's determiner shows, else the model's, which guesses where women and men are called alike."""
        for k in self.tree.children(i, "det"):
            if gender := SHOWN.get(self.article.words[k].casefold()):
                return gender
        if self.article.keys[i].endswith(tuple(word_set(self.article.document.language, "coreference", "epicene"))):
            return ""
        found = [g for k in (i, *self.tree.children(i, "det")) for g in self.article.doc[k].morph.get("Gender", [])]
        return {"Masc": "m", "Fem": "f"}.get(found[0], "") if found else ""

    def present(self, i: int, reach: int = REACH) -> Iterator[tuple[float, Chain]]:
        """The chains that were mentioned within `reach` sentences before token `i`, with their salience."""
        now = self.tree.sentence[i]
        for chain in reversed(self.chains.values()):
            if now - chain.last.sentence > reach:
                return
            yield salience(chain, now), chain


def is_governing(article: Article, entity: str) -> bool:
    """Whether somebody holds an office of the country whose papers these are at the article's date."""
    entry, home = article.entry(entity), article.data("roles")["home"]
    return entry is not None and any(t.of == home and holds(t, article.document.date) for t in article.kb.tenures(entry.id))


def leads_state(article: Article, entity: str) -> bool:
    """Whether somebody leads a state or its government at the article's date."""
    entry = article.entry(entity)
    held = [t for t in article.kb.tenures(entry.id) if holds(t, article.document.date)] if entry else []
    offices = ((article.kb.office(t.office), article.kb.entry(t.of)) for t in held)
    national = (o for o, of in offices if o is not None and of is not None and of.kind == "Country")
    return any(o.rank in ("state", "government", "ceremonial") for o in national)


def gender_of_name(article: Article, span: Span) -> str:
    """The gender that a title or first name shows, "" where it may be either."""
    either = word_set(article.document.language, "coreference", "names")
    title, first = article.words[span.start - 1] if span.start else "", article.words[span.start]
    known = given_names(article.document.language)
    return next(
        (
            found
            for word, genders in ((title, titles(article.document.language)), (first, known), (first.partition("-")[0], known))
            if word not in either and (found := genders.get(word, ""))
        ),
        "",
    )


def titled(article: Article, span: Span) -> set[str]:
    """The folded nouns by which whoever bears the title before a name may be called: "avocat" for "Me X"."""
    title = article.words[span.start - 1] if span.start else ""
    return set(table(article.document.language, "coreference")["titled"].get(title, ()))


def first_noun(article: Article, entity: str) -> set[str]:
    """The folded noun with which a name begins, by which its bearer may be called: "tribunal" for "Tribunal de commerce de X"."""
    noun, _, rest = name_key(article.entities[entity].name).partition(" ")
    return {noun} if rest and noun in first_nouns(article.document.language) else set()


def short_names(article: Article, entity: str) -> set[str]:
    """The folded nouns with which its other names begin, with the capital without which nothing is called so ("Alliance" for the Alliance
    atlantique), and those that are no part of a name ("guérilla" for the guérilla des Farc), wider ones left out."""
    entry, language = article.entry(entity), article.document.language
    names = [(name, *name_key(name).partition(" ")) for name in (entry.aliases if entry else ())]
    nouns = [(name, noun) for name, noun, _, rest in names if rest and noun in first_nouns(language)]
    common = {noun for name, noun in nouns if name[:1].islower()} - kind_nouns(language)
    return {noun.capitalize() for _, noun in nouns} | common


@cache
def kind_nouns(language: str) -> frozenset[str]:
    """The folded nouns that mean whatever body or place of their kind is spoken of."""
    return frozenset(noun for row in table(language, "coreference")["kind"] for noun in row["nouns"])


@cache
def first_nouns(language: str) -> frozenset[str]:
    """The folded nouns for bodies and places that stand in no idiom."""
    nouns = word_set(language, "nouns", "body") | word_set(language, "nouns", "place")
    return frozenset(map(fold, nouns - word_set(language, "nouns", "abstract")))


def salience(chain: Chain, now: int) -> float:
    """The weights of a chain's mentions, of each sentence the greatest, halved for every sentence between."""
    best: dict[int, float] = {}
    for place in chain.places[-12:]:
        weight = RECENT + WEIGHTS[place.role] + (0.0 if place.role == "inside" else HEADING)
        best[place.sentence] = max(best.get(place.sentence, 0.0), weight)
    return sum(weight * 2.0 ** (sentence - now) for sentence, weight in best.items())


def clearly_best(weighed: Iterable[tuple[float, Chain]]) -> Chain | None:
    """The most salient of some chains, where no other is nearly as salient."""
    ranked = sorted(weighed, key=lambda pair: (-pair[0], -pair[1].token))
    if not ranked or (len(ranked) > 1 and ranked[1][0] > CLEAR * ranked[0][0]):
        return None
    return ranked[0][1]


def role(tree: Tree, i: int) -> str:
    """What a phrase is in its clause; a member of a coordination is what the first one is, and an apposition what its noun is."""
    for _ in range(6):
        if not tree.is_a(i, "conj", "appos"):
            break
        i = tree.head[i]
    if tree.is_a(i, "nsubj", "ROOT"):
        return "subject"
    if tree.is_a(i, "obj") and not tree.case(i):
        return "object"
    of_verb = tree.is_a(i, "nmod") and tree.case(i) == "à" and tree.doc[tree.head[i]].pos_ == "VERB"  # as the parser has it at times
    if tree.is_a(i, "iobj") or tree.dep[i] in ("obl:arg", "obl:agent") or of_verb:
        return "indirect"
    inside = tree.is_a(i, "nmod", "appos", "amod") and tree.doc[tree.head[i]].pos_ != "VERB"  # what was hung on a verb's time is the verb's
    return "inside" if inside else "adjunct"
