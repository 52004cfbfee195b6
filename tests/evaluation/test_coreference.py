"""The measure of chains: the textbook scores, which mentions are the same, and which pronouns are asked."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError
from kg.evaluation.coreference import Chain, CorpusArticle, apposed, b3, ceafe, compare, evaluate, is_personal, judge, muc, own_kinds, typed
from kg.kb import open_base
from kg.model import Mention
from kg.nlp import load
from kg.nlp.doc import Doc

CHAINS = st.lists(st.integers(0, 5), min_size=2, max_size=12).map(
    lambda of: [frozenset(n for n, c in enumerate(of) if c == chain) for chain in sorted(set(of)) if of.count(chain) > 1]
)


def chains(text: str) -> list[Chain]:
    """ "abc de" as chains of numbers."""
    return [frozenset(map(ord, chain)) for chain in text.split()]


# Luo (2005): 1 2 3 4 5 | 6 7 | 8 9 A B C against 1 2 3 4 5 | 6 7 8 9 A B C; B³ from Bagga and Baldwin (1998) on the same chains.
@pytest.mark.parametrize(
    ("gold", "ours", "expected"),
    [
        ("12345 67 89ABC", "12345 6789ABC", (0.9474, 0.8649, 0.7333)),
        ("12345 67 89ABC", "12345 67 89ABC", (1.0, 1.0, 1.0)),
        ("12 34", "13 24", (0.0, 0.5, 0.5)),
        ("12 34", "", (0.0, 0.0, 0.0)),
    ],
)
def test_scores_are_those_of_the_papers(gold: str, ours: str, expected: tuple[float, float, float]) -> None:
    sides = chains(gold), chains(ours)
    assert tuple(round(measure(*sides).f1, 4) for measure in (muc, b3, ceafe)) == pytest.approx(expected, abs=1e-4)


@given(CHAINS, CHAINS)
def test_scores_are_shares_and_symmetric(gold: list[Chain], ours: list[Chain]) -> None:
    for measure in (muc, b3, ceafe):
        score, turned = measure(gold, ours), measure(ours, gold)
        assert 0 <= score.precision <= 1 + 1e-9
        assert 0 <= score.recall <= 1 + 1e-9
        assert score.f1 == pytest.approx(turned.f1)
        assert measure(gold, gold).f1 == pytest.approx(1.0)


def spot(text: str, words: str, after: str = "") -> tuple[int, int]:
    """The offsets of `words`, of which the first after `after`."""
    start = text.index(words, text.index(after))
    return start, start + len(words)


def mention(text: str, words: str, kind: str, *entities: str, after: str = "") -> Mention:
    return Mention(*spot(text, words, after), kind, entities, "test")  # type: ignore[arg-type]


TEXT = "Le maire de Lyon, Paul Martin, a reçu Marie Dupont. Il lui a parlé. M. Martin part demain."
GOLD = CorpusArticle(
    "a",
    TEXT,
    (
        (spot(TEXT, "Le maire de Lyon, Paul Martin"), spot(TEXT, "Il"), spot(TEXT, "M. Martin")),
        (spot(TEXT, "Marie Dupont"), spot(TEXT, "lui")),
    ),
)
NAMES = (mention(TEXT, "Paul Martin", "Name", "paul"), mention(TEXT, "Marie Dupont", "Name", "marie"))


@pytest.mark.parametrize(
    ("pronouns", "right"),
    [
        ([("Il", "paul"), ("lui", "marie")], [True, True]),
        ([("Il", "marie"), ("lui", "paul")], [False, False]),
        ([("Il", "paul")], [True, False]),
        ([], [False, False]),
    ],
)
def test_pronouns_mean_the_nearest_name_of_their_chain(pronouns: list[tuple[str, str]], right: list[bool]) -> None:
    doc = Doc(load("fr")(TEXT))
    ours = [*NAMES, *(mention(TEXT, word, "Pronoun", entity) for word, entity in pronouns)]
    assert [a.right for a in judge(GOLD, doc, compare(GOLD, doc, ours))] == right


def test_a_part_that_is_no_head_is_another_mention() -> None:
    doc = Doc(load("fr")(TEXT))
    assert compare(GOLD, doc, [mention(TEXT, "Lyon", "Name", "lyon")]).same == {}
    assert compare(GOLD, doc, [mention(TEXT, "Martin", "Name", "paul", after="M.")]).same == {0: 2}


def test_a_noun_with_its_name_is_one_mention() -> None:
    text = "Le maire de Lyon, Paul Martin, et Marie"
    noun, name = mention(text, "Le maire de Lyon", "Nominal", "paul"), mention(text, "Paul Martin", "Name", "paul")
    place, other = mention(text, "Lyon", "Name", "lyon"), mention(text, "Marie", "Name", "marie")
    assert [at for at, _, _ in apposed(text, [noun, place, name, other])] == [(0, 29), (place.start, place.end), (other.start, other.end)]


@pytest.mark.parametrize(
    ("text", "word", "personal"),
    [
        ("Il part.", "Il", True),
        ("Part-elle demain ?", "-elle", True),
        ("Il leur parle.", "leur", True),
        ("Ils aiment leur pays.", "leur", False),
        ("L'homme qui part", "qui", False),
        ("Il aime son pays.", "son", False),
        ("Marie part.", "Marie", False),
    ],
)
def test_only_personal_pronouns_are_asked(text: str, word: str, personal: bool) -> None:
    assert is_personal(Doc(load("fr")(text)), spot(text, word)) is personal


def test_a_file_is_measured(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"id": "a", "text": TEXT, "chains": GOLD.chains}), encoding="utf-8")
    report = evaluate(path, load("fr"), open_base())
    assert (report["cases"], report["articles"]) == (2, 1)
    assert set(report) >= {"pronoun_accuracy", "muc_f1", "b3_f1", "ceafe_f1", "mean_f1", "errors"}


@pytest.mark.parametrize("content", ["", "{", '{"id": "a", "text": "b"}', "[]"])
def test_other_files_are_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match="JSON lines"):
        evaluate(path, load("fr"), open_base())


def test_offsets_outside_the_text_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"id": "a", "text": "Il part.", "chains": [[[0, 2], [90, 99]]]}), encoding="utf-8")
    with pytest.raises(InputError, match="offsets 90 to 99"):
        evaluate(path, load("fr"), open_base())


TYPED = (
    "Le maire, Paul Martin, a ouvert la fête. Il a aimé la fête. Marie Dupont et elle seule a dansé. La police la cherche. La police part."
)
CHAINS_TYPED = (
    (spot(TYPED, "Paul Martin"), spot(TYPED, "Il")),
    (spot(TYPED, "la fête"), spot(TYPED, "la fête", "aimé")),
    (spot(TYPED, "Marie Dupont"), spot(TYPED, "elle")),
)
FEAST = (mention(TYPED, "la fête", "Nominal", "_1"), mention(TYPED, "la fête", "Nominal", "_1", after="aimé"))
POLICE = (mention(TYPED, "La police", "Nominal", "_2"), mention(TYPED, "La police", "Nominal", "_2", after="cherche"))
PAUL = mention(TYPED, "Paul Martin", "Name", "paul")


@pytest.mark.parametrize(
    ("mentions", "expected"),
    [
        ((PAUL, mention(TYPED, "Il", "Pronoun", "paul")), 1),
        (FEAST, 0),  # the gold knows it and counts it not
        (POLICE, 1),  # the gold knows nothing of it: by its noun
        ((FEAST[0], mention(TYPED, "Il", "Pronoun", "_1")), 1),  # a person among things
        ((mention(TYPED, "dansé", "Name", "danse"), mention(TYPED, "aimé", "Name", "danse")), 0),  # by its kind
    ],
)
def test_chains_count_by_the_golds_type_and_else_by_their_own(mentions: tuple[Mention, ...], expected: int) -> None:
    doc = Doc(load("fr")(TYPED))
    article = CorpusArticle("a", TYPED, CHAINS_TYPED)
    kinds = {"paul": "Person", "danse": "Concept"}
    gold, ours = typed(compare(article, doc, mentions), ("person", "other", "person"), own_kinds(doc, kinds))
    assert (len(gold), len(ours)) == (2, expected)


def test_types_are_read_and_asked_for_each_chain(tmp_path: Path) -> None:
    path, types = tmp_path / "a.jsonl", tmp_path / "types.jsonl"
    path.write_text(json.dumps({"id": "a", "text": TEXT, "chains": GOLD.chains}), encoding="utf-8")
    types.write_text(json.dumps({"article": "a", "chains": ["person", "other"]}), encoding="utf-8")
    report = evaluate(path, load("fr"), open_base(), types=types)
    assert set(report) >= {"typed_mean_f1", "typed_muc_f1", "typed_b3_f1", "typed_ceafe_f1", "mean_f1"}
    assert "typed_mean_f1" not in evaluate(path, load("fr"), open_base())
    types.write_text(json.dumps({"article": "a", "chains": ["person"]}), encoding="utf-8")
    with pytest.raises(InputError, match="a type for each of the 2 chains of a"):
        evaluate(path, load("fr"), open_base(), types=types)
