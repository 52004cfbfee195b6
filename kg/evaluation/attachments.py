"""How well words are tied to what governs them, before and after the repairs, against heads annotated by hand.

Only attachments that tell who did what when and where are in the gold: participles, times and places, subjects, appositions, conjuncts,
complements and relative clauses. A name is one node, whichever of its words the gold takes for its head. Two nouns in apposition may
depend on each other either way round, and a conjunct on any before it in its row.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from spacy.language import Language

from kg.errors import InputError
from kg.evaluation.coreference import read_corpus
from kg.evaluation.scores import WORST, Progress, Spot, json_lines, share, shown, silent, words
from kg.extract.extract import understand
from kg.kb import KnowledgeBase
from kg.nlp.doc import Doc
from kg.read.files import document
from kg.syntax import Tree

NEEDED = frozenset({"article", "kind", "dependent", "head"})


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether an attachment is right as the parser made it, and after the repairs."""

    kind: str
    before: bool
    after: bool
    line: str


def evaluate(path: Path, nlp: Language, kb: KnowledgeBase, corpus: Path | None, progress: Progress = silent) -> dict[str, Any]:
    """Cases, the shares that are right before and after the repairs, in all and by kind, and the errors.

    `corpus` holds the texts. Raises `InputError` where it is missing or lacks one.
    """
    if corpus is None:
        raise InputError("Name the file that holds the articles with --corpus: attachments are annotated without their texts.")
    texts = {a.id: a.text for a in read_corpus(corpus)}
    gold: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for record in json_lines(path, NEEDED):
        gold[record["article"]].append(record)
    answers: list[Answer] = []
    for name in progress(sorted(gold)):
        if name not in texts:
            raise InputError(f"Give the corpus that was annotated: {corpus} has no article '{name}'.")
        answers += judge(name, texts[name], gold[name], nlp, kb)
    report: dict[str, Any] = {"cases": len(answers), "articles": len(gold)} | figures(answers)
    report |= {"by_kind": {kind: figures([a for a in answers if a.kind == kind]) for kind in sorted({a.kind for a in answers})}}
    return report | {"errors": [a.line for a in answers if not a.after][:WORST]}


def figures(answers: list[Answer]) -> dict[str, float]:
    return {"before": share(sum(a.before for a in answers), len(answers)), "after": share(sum(a.after for a in answers), len(answers))}


def judge(name: str, text: str, gold: list[dict[str, Any]], nlp: Language, kb: KnowledgeBase) -> list[Answer]:
    """One answer for each attachment of an article."""
    article, mended, *_ = understand(document(name, name, text, "", "", nlp.lang or "fr"), nlp, kb)
    parsed = Tree(article.doc)
    nodes = {i: range(s.start, s.end) for s in article.spans if s.kind == "Name" for i in range(s.start, s.end)}
    answers = []
    for record in gold:
        dependent, head = (node(article.doc, record[side], nodes) for side in ("dependent", "head"))
        before, after = (is_right(tree, record["kind"], dependent, head) for tree in (parsed, mended))
        found = article.doc[governor(mended, dependent)].text
        sentence = article.doc[dependent[0]].sent
        where = shown(text, (sentence.start_char, sentence.end_char), tuple(record["dependent"]))
        wanted = text[slice(*record["head"])]
        answers.append(Answer(record["kind"], before, after, f"{record['kind']} | {name} | {wanted}, not {found} | {where}"))
    return answers


def node(doc: Doc, at: Spot, nodes: dict[int, range]) -> range:
    """The tokens of a word, or of the name that it belongs to."""
    span = words(doc, (at[0], at[1]))
    return nodes.get(span.root.i, range(span.start, span.end))


def is_right(tree: Tree, kind: str, dependent: range, head: range) -> bool:
    """Whether `head` governs `dependent`."""
    if kind == "apposition" and governor(tree, head) in dependent:
        return True
    above = governor(tree, dependent)
    while kind == "conjunct" and above not in head and tree.is_a(above, "conj"):
        above = tree.head[above]
    return above in head


def governor(tree: Tree, node: range) -> int:
    """What governs the words of a node: the one head outside it; a root's node is its own."""
    return next((tree.head[i] for i in node if tree.head[i] not in node), node[0])
