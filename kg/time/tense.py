"""Does the sentence look back or ahead? The tense of the verb that governs a time expression decides between two Tuesdays."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from kg.nlp.doc import Doc, Token
from kg.time.lexicon import Lexicon

CLIMB = 12  # steps from an expression up to its verb; a longer way is a wrong parse


class Tenses:
    """Directions of expressions in one document: -1 back, 1 ahead, 0 where the words don't tell."""

    def __init__(self, doc: Doc, folded: str, lexicon: Lexicon) -> None:
        self.doc, self.folded, self.lexicon = doc, folded, lexicon
        self.starts = [token.idx for token in doc]
        self.told: dict[int, int] = {}  # directions that have been asked for, each of them once a day of the article's month

    def token(self, offset: int) -> Token:
        """The token that the character at `offset` lies in, or the one before it."""
        return self.doc[max(0, bisect_right(self.starts, offset) - 1)]

    def direction(self, start: int) -> int:
        """-1, 0 or 1 for the expression that begins at `start`."""
        if start not in self.told:
            self.told[start] = self.look(start)
        return self.told[start]

    def look(self, start: int) -> int:
        """The direction that the words before an expression or the verb above it tell."""
        if self.lexicon.looks_ahead.search(self.folded[max(0, start - 40) : start]):
            return 1
        if not self.doc.parsed:
            return 0
        aimed = bool(self.lexicon.aims.search(self.folded[max(0, start - 20) : start]))
        return next((found for verb in self.verbs(self.token(start)) if (found := self.of_verb(verb, aimed))), 0)

    def go_on(self, start: int, end: int, then: int) -> bool:
        """Does the expression at `then` date a verb that goes on from the one which an expression before it dates directly? Its tense is
        the same, or looks back from the past."""
        first, second = self.dated_by(start, end), self.verb_above(then)
        return bool(first and second and (self.looks_back(then) or tense_of(first) == tense_of(second)))

    def goes_back(self, start: int, end: int, then: int) -> bool:
        """Does the expression at `then` date what had happened before what the other dates ("a fermé … avait ouvert")?"""
        first, second = self.dated_by(start, end), self.verb_above(then)
        return bool(first and second and "Imp" in tense_of(second) and tense_of(first) and "Imp" not in tense_of(first))

    def dated_by(self, start: int, end: int) -> Token | None:
        """The verb that an expression dates, None for one that tells which thing is meant ("la loi de 1998")."""
        top = self.token(start)
        while top.head.i != top.i and start <= top.head.idx < end:
            top = top.head
        of = any(child.pos_ == "ADP" and child.lemma_ == "de" for child in top.children)
        return None if of and top.head.pos_ not in {"VERB", "AUX"} else self.verb_above(start)

    def verb_above(self, start: int) -> Token | None:
        """The nearest verb above an expression."""
        return next(self.verbs(self.token(start)), None) if self.doc.parsed else None

    def looks_back(self, start: int) -> bool:
        """Does the verb above an expression tell what was past already, or a story ("avait été jugé", "fut jugé")?"""
        verb = self.verb_above(start)
        return verb is not None and bool({"Imp", "Past"} & tense_of(verb))

    def verbs(self, token: Token) -> Iterator[Token]:
        """The verbs, participles and predicates above `token`, nearest first, up to the first finite one."""
        for _ in range(CLIMB):
            copula = any(child.dep_.startswith(("cop", "aux")) for child in token.children)  # "était lundi à X": the day is the predicate
            if copula or token.pos_ in {"VERB", "AUX"} or "Part" in token.morph.get("VerbForm", []):
                yield token
                if not ("Inf" in token.morph.get("VerbForm", []) or is_passive_infinitive(token)) or introduced(token):
                    return
            if token.head.i == token.i:
                return
            token = token.head

    def gone_on(self, start: int) -> int:
        """The direction of the verb from which the infinitive that an expression dates goes on ("a reçu X avant de partir mardi")."""
        verb = self.verb_above(start)
        goes_on = verb is not None and ("Inf" in verb.morph.get("VerbForm", []) or is_passive_infinitive(verb))
        words = {word.text.casefold() for word in before(verb)} if verb is not None and goes_on else set()
        return self.direction(verb.head.idx) if verb is not None and words & self.lexicon.tense["goes_on"] else 0

    def gone_far(self, start: int) -> int:
        """The same only where that verb tells what was past already ("avait licencié X, avant de fermer en mars"): else the infinitive may
        be still to come ("a salué X avant de partir le 30 mai")."""
        verb = self.verb_above(start)
        return self.gone_on(start) if verb is not None and {"Imp", "Past"} & tense_of(verb.head) else 0

    def of_verb(self, verb: Token, aimed: bool) -> int:
        """What a verb and its auxiliaries tell; `aimed` behind a preposition of what the verb is for ("a reporté le match à lundi")."""
        group = [verb, *(child for child in verb.children if child.dep_.startswith(("aux", "cop")))]
        moves = verb.lemma_ in self.lexicon.tense["moving"]
        conditional = (child for child in group[1:] if child.lemma_ in ("avoir", "être") and "Cnd" in child.morph.get("Mood", []))
        if any(moves or child.dep_ != "aux:pass" for child in conditional):
            return -1  # the press conditional of the past: "aurait rencontré lundi", "serait né lundi"
        if is_passive_infinitive(verb):
            return -1 if moves else 0  # "doit être jugé lundi": what the verb above tells
        told = group[1:] if not moves and is_passive_present(verb) else group
        moods = {value for token in told for feature in ("Tense", "Mood") for value in token.morph.get(feature, [])}
        present = any(token.lemma_ in self.lexicon.tense["auxiliaries"] and is_present(token) for token in group)
        done = any(child.lemma_ == "avoir" and {"Pres", "Imp"} & set(child.morph.get("Tense", [])) for child in group[1:])
        looks_ahead = verb.lemma_ in self.lexicon.tense["ahead"] and (aimed or not done)  # no "a invité lundi X"
        if looks_ahead or present or moods & {"Fut", "Cnd"}:
            return 1
        return -1 if moods & {"Past", "Imp"} else 0


def tense_of(verb: Token) -> frozenset[str]:
    """The tenses of a verb's conjugated words; of a participle without any those of the verb with which it is coordinated."""
    found = {
        tense
        for token in [verb, *(child for child in verb.children if child.dep_.startswith(("aux", "cop")))]
        if "Fin" in token.morph.get("VerbForm", [])
        for tense in token.morph.get("Tense", [])
    }
    return frozenset(found) if found or verb.dep_ != "conj" or verb.head.i == verb.i else tense_of(verb.head)


def is_passive_infinitive(verb: Token) -> bool:
    """Is it a participle behind "être" as an infinitive ("doit être jugé")?"""
    forms = [child for child in verb.children if child.dep_.startswith("aux")]
    return any(child.lemma_ == "être" and "Inf" in child.morph.get("VerbForm", []) for child in forms) and len(forms) == 1


def is_passive_present(verb: Token) -> bool:
    """Is it a participle behind "est" alone, which tells of today or the next days ("est jugé jeudi")?"""
    forms = [child for child in verb.children if child.dep_.startswith("aux")]
    return len(forms) == 1 and forms[0].dep_ == "aux:pass" and forms[0].lemma_ == "être" and is_present(forms[0])


def is_present(verb: Token) -> bool:
    """Is it a finite verb in the present, or one that has no tenses ("will")?"""
    return "Fin" in verb.morph.get("VerbForm", []) and "Pres" in verb.morph.get("Tense", ["Pres"])


def introduced(infinitive: Token) -> bool:
    """Does a preposition part it from the verb above ("avant de partir", "pour finir")? Then that verb's tense says nothing of it."""
    return any(child.pos_ == "ADP" for child in before(infinitive))


def before(infinitive: Token) -> list[Token]:
    """The words that introduce an infinitive."""
    return [child for child in infinitive.children if child.i < infinitive.i and child.dep_ in {"mark", "case", "fixed"}]
