"""A step of a chain as a sentence: the event's type and roles choose it from the tables of the language."""

from __future__ import annotations

from kg.explain.beside import Beside
from kg.explain.path import Step
from kg.explain.records import Node
from kg.explain.words import Words
from kg.rdf import ontology
from kg.rdf.terms import ENT, EV, KG, SEM
from kg.view.terms import local
from kg.view.when import in_words, point

ACTS = frozenset(KG + x for x in ("agent", "host"))
UNDERGOES = frozenset(KG + x for x in ("addressee", "patient"))
TAKES_PART = frozenset((*ACTS, *UNDERGOES, KG + "participant"))
PLACE = frozenset({SEM + "hasPlace"})
ABOUT = frozenset(KG + x for x in ("topic", "text", "content"))
# Tables of sentences, with the roles of {a} and {b} that they need, in the order in which they are tried.
SENTENCES = (
    ("host", frozenset({KG + "host"}), TAKES_PART),
    ("to", ACTS, UNDERGOES),
    ("with", TAKES_PART, TAKES_PART),
    ("place", TAKES_PART, PLACE),
    ("about", ACTS, ABOUT),
)


def sentence(step: Step, words: Words, beside: Beside) -> str:
    """ "Angela Merkel a rencontré Lula (3 décembre 2009)." """
    if step.event is None:
        tables = words.own["told"]["else"]
        said = tables["fact"].format(a=words(step.left.name), role=words.property(step.left_roles[0]), b=words(step.right.name))
        return f"{capital(said)} ({words.say('background')})."
    said = by_table(step, words, beside) or by_roles(step, words)
    brackets = ", ".join(x for x in (date(step, words), "" if step.status == "Occurred" else words.status(step.status).lower()) if x)
    return capital(said) + (f" ({brackets})." if brackets else ".")


def date(step: Step, words: Words) -> str:
    return point(step.when.date, words.lang) if step.when.date else in_words(step.when, words.lang)


def by_table(step: Step, words: Words, beside: Beside) -> str:
    """The sentence of the first table that knows the event's type and fits the roles; "" where none does. What did not take place is
    told in no sentence that says it did."""
    if step.status != "Occurred" or not (step.left_roles and step.right_roles):
        return ""
    types = (step.type, *ontology.load().superclasses(step.type)) if step.type in ontology.load().parents else (step.type,)
    left, right = (step.left, set(step.left_roles)), (step.right, set(step.right_roles))
    for table, a_roles, b_roles in SENTENCES:
        known = next((words.own["told"][table][t] for t in types if t in words.own["told"][table]), "")
        for a, b in ((left, right), (right, left)):
            if known and a[1] & a_roles and b[1] & b_roles:
                return filled(known, a[0], b[0], words, beside)
    return ""


def filled(template: str, a: Node, b: Node, words: Words, beside: Beside) -> str:
    """The sentence with names, French ones with the article that the base has ("la Russie", "les États-Unis ont")."""
    first, plural = called(a, words, beside)
    second, _ = called(b, words, beside)
    has = words.own["told"]["else"]["have" if plural else "has"]
    for full, short in words.own["told"]["contractions"].items():
        preposition, article = full.split()
        if second.startswith(f"{article} ") and f"{preposition} {{b}}" in template:
            template, second = template.replace(f"{preposition} {{b}}", f"{short} {{b}}"), second.removeprefix(f"{article} ")
    return template.format(a=first, b=second, a_has=has)


def called(node: Node, words: Words, beside: Beside) -> tuple[str, bool]:
    """A name as a sentence has it, and whether it is plural."""
    name = words(node.name)
    entry = beside.base.entry(node.iri.removeprefix(ENT)) if words.lang == "fr" and beside.base else None
    if entry is None or not entry.article:
        return name, False
    return f"{entry.article}{'' if entry.article.endswith(chr(39)) else ' '}{name}", entry.article == "les"


def by_roles(step: Step, words: Words) -> str:
    """The type with everyone's role: "Déclaration : Maison-Blanche (Qui agit), Syrie (Sujet)"."""
    tables, parts = words.own["told"]["else"], []
    for node, roles in ((step.left, step.left_roles), (step.right, step.right_roles)):
        if roles:
            name = words(node.name) if not node.iri.startswith(EV) else words.quote(words(node.name))
            parts.append(tables["part"].format(name=name, role=", ".join(role_name(r, words) for r in roles)))
    if not parts and step.event:
        return words(step.event.name)
    return str(tables["event"].format(type=words.type(step.type), parts=", ".join(parts)))


def role_name(iri: str, words: Words) -> str:
    return str(words.own["told"]["roles"].get(local(iri)) or words.property(iri).lower())


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]
