"""The French language files keep their formats: what a linguist edits without Python is checked here."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pytest

from kg.lang import table

FAMILIES: dict[str, tuple[str, ...]] = {
    "Contact": ("Meeting", "PhoneCall", "Conversation", "Visit", "Summit", "Negotiation", "Reception", "Correspondence"),
    "Speech": (
        "Statement", "Announcement", "Appeal", "Promise", "Commitment", "Denial", "Criticism", "Praise", "Accusation", "Threat", "Briefing",
        "Invitation", "Acceptance", "Refusal", "ResponsibilityClaim",
    ),
    "Deal": ("Agreement", "Signing", "Adoption", "Ratification"),
    "Conflict": ("Attack", "War", "MilitaryOperation", "Withdrawal", "Ceasefire", "Protest", "Crisis", "Sanction"),
    "Justice": ("Arrest", "Charge", "Trial", "Conviction", "Release", "Investigation"),
    "Personnel": ("Election", "Appointment", "Resignation", "Dismissal"),
    "Business": ("Acquisition", "Merger", "Investment", "Launch", "Layoff", "Bankruptcy"),
    "Life": ("Birth", "Death", "Injury", "Marriage", "Award"),
    "Hazard": ("Disaster", "Accident"),
    "Movement": ("Arrival", "Departure"),
    "Aid": (), "Publication": (), "Reform": (),
}  # fmt: skip
TYPES = {*FAMILIES, *(t for types in FAMILIES.values() for t in types)}
ROLES = set(
    "agent participant addressee patient host topic text content purpose cause partOf instrument place deaths injured amount quote".split()
)
FILTERS = {"actor", "person", "org", "place", "law", "event", "number", "people", "thing", *table("fr", "nouns")}
NUMERIC = {"deaths", "injured", "amount"}
STATUSES = {"Occurred", "Planned", "Possible", "Negated"}
GRAMMAR = {"subj", "obj", "dative", "poss", "adj", "pred", "that", "inf", "quote", "question", "count"}
SIMPLE = set(
    "à de en dans sur avec contre pour entre par chez vers après avant sans devant face auprès lors envers comme depuis pendant"
    " moyennant".split()
)
FRAME_KEYS = {"type", "template", "verbs", "nouns", "slots", "needs", "reports", "status", "event", "control", "among", "silent"}
INFINITIVE = re.compile(r"(?:se |s'|en )?[a-zà-ÿœ-]+(?:er|ir|re)(?: |$)")

FRAMES: list[dict[str, Any]] = table("fr", "frames")["frame"]
TEMPLATES: dict[str, dict[str, str]] = table("fr", "frames")["templates"]


def as_list(needs: str | list[str]) -> list[str]:
    return [needs] if isinstance(needs, str) else needs


def slots(frame: dict[str, Any]) -> dict[str, str]:
    """A frame's slots after its own have replaced its template's; removed ones are left out."""
    return {k: v for k, v in {**TEMPLATES[frame["template"]], **frame.get("slots", {})}.items() if v}


def is_position(text: str) -> bool:
    """Whether a key of slots is grammar, a preposition, or words that end in a preposition ("au sujet de")."""
    return text in GRAMMAR or text in SIMPLE or (" " in text and text.split(" ")[-1] in SIMPLE)


def needs_of(frame: dict[str, Any]) -> list[str]:
    """The positions that a frame needs; that something is told to have taken place ("when") is none."""
    return [p for each in as_list(frame.get("needs", [])) for p in each.split(" & ") if p != "when"]


def name(frame: dict[str, Any]) -> str:
    return f"{frame['type']}:{next(iter([*frame.get('verbs', []), *frame.get('nouns', [])]), '')}"


def all_words(data: object) -> Iterator[str]:
    """Every string in a TOML value, keys included."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for key, value in data.items():
            yield key
            yield from all_words(value)
    elif isinstance(data, list):
        for value in data:
            yield from all_words(value)


def all_lists(data: object, path: str = "") -> Iterator[tuple[str, list[Any]]]:
    """Every list in a TOML value, with its path."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield from all_lists(value, f"{path}.{key}")
    elif isinstance(data, list):
        yield path, data
        for n, value in enumerate(data):
            yield from all_lists(value, f"{path}[{n}]")


def test_enough_is_covered() -> None:
    types = {f["type"] for f in FRAMES}
    assert len(types) >= 50
    assert types == TYPES, f"no frame yet: {sorted(TYPES - types)}"
    for part in ("verbs", "nouns"):
        assert len({word for f in FRAMES for word in f.get(part, [])}) >= 400


@pytest.mark.parametrize("frame", FRAMES, ids=name)
def test_frame_keeps_the_format(frame: dict[str, Any]) -> None:
    assert not set(frame) - FRAME_KEYS
    assert frame["type"] in TYPES
    assert frame["template"] in TEMPLATES
    assert frame.get("verbs") or frame.get("nouns")
    assert {frame.get("status", "Occurred"), frame.get("event", "Occurred")} <= STATUSES
    assert isinstance(frame.get("reports", False), bool)
    assert frame.get("among", "election") in table("fr", "frames")["among"]
    for position in slots(frame):
        assert is_position(position), position


@pytest.mark.parametrize("frame", FRAMES, ids=name)
def test_needed_positions_have_slots(frame: dict[str, Any]) -> None:
    for position in needs_of(frame):
        assert position in slots(frame), f"{position} is needed but fills no role"


@pytest.mark.parametrize("frame", [f for f in FRAMES if f.get("control")], ids=name)
def test_controllers_have_roles(frame: dict[str, Any]) -> None:
    for position in as_list(frame["control"]):
        assert position in slots(frame)


@pytest.mark.parametrize("frame", [f for f in FRAMES if f.get("nouns")], ids=name)
def test_nouns_say_what_their_de_means(frame: dict[str, Any]) -> None:
    assert "de" in {**TEMPLATES[frame["template"]], **frame.get("slots", {})}


@pytest.mark.parametrize("frame", [f for f in FRAMES if f.get("reports")], ids=name)
def test_reporting_frames_name_the_speaker(frame: dict[str, Any]) -> None:
    assert slots(frame)["subj"].startswith("agent")


@pytest.mark.parametrize("text", sorted({t for s in [*TEMPLATES.values(), *(f.get("slots", {}) for f in FRAMES)] for t in s.values() if t}))
def test_slot_is_roles_with_filters(text: str) -> None:
    for alternative in text.split(" "):
        role, _, kind = alternative.partition(":")
        assert role in ROLES
        assert not kind or kind in FILTERS
        assert role not in NUMERIC or kind in ("number", "people")


@pytest.mark.parametrize("part", ["verbs", "nouns"])
def test_one_trigger_has_one_frame_or_different_needs(part: str) -> None:
    """Frames of one trigger differ in which positions they need, or in what these take ("condamner un crime", "condamner un homme")."""
    needs = defaultdict(list)
    for frame in FRAMES:
        for word in frame.get(part, []):
            needs[word].append(tuple(sorted((p, slots(frame)[p]) for p in needs_of(frame))))
    assert {word: n for word, n in needs.items() if len(n) != len(set(n))} == {}


@pytest.mark.parametrize("part", ["verbs", "nouns"])
def test_frames_without_needs_come_last(part: str) -> None:
    """The first frame of a trigger whose needs are met wins, so that none may stand behind one that needs nothing."""
    taken: set[str] = set()
    for frame in FRAMES:
        assert taken.isdisjoint(frame.get(part, [])), name(frame)
        taken.update(frame.get(part, []) if not frame.get("needs") else ())


def test_verbs_begin_with_an_infinitive() -> None:
    words = {v for f in FRAMES for v in f.get("verbs", [])}
    assert {w for w in words if not INFINITIVE.match(w)} == set()


@pytest.mark.parametrize("file", ["frames", "attribution", "status"])
def test_words_are_composed_and_clean(file: str) -> None:
    for text in all_words(table("fr", file)):
        assert unicodedata.is_normalized("NFC", text)
        assert "’" not in text or text == "’", f"plain apostrophes only: {text}"
        assert "  " not in text
        assert text == text.strip() or text == "- " or text == "non "


@pytest.mark.parametrize("file", ["frames", "attribution", "status"])
def test_no_word_stands_twice_in_a_list(file: str) -> None:
    for path, words in all_lists({k: v for k, v in table("fr", file).items() if k != "quotes"}):
        texts = [repr(w) for w in words]
        assert {w for w in texts if texts.count(w) > 1} == set(), path


def test_refinements_lead_from_types_to_types() -> None:
    for refinement in table("fr", "frames")["refine"]:
        assert {*refinement["from"], refinement["to"]} <= TYPES
        assert refinement["words"]


def test_light_verbs_that_begin_or_end_also_occur() -> None:
    light = table("fr", "frames")["light"]
    assert set(light) == {"subject", "object", "participant", "host", "occur", "begin", "end"}
    assert {*light["begin"], *light["end"]} <= set(light["occur"])


def test_expressions_that_evoke_nothing_are_no_triggers() -> None:
    nothing = table("fr", "frames")["none"]
    triggers = {w for f in FRAMES for part in ("verbs", "nouns") for w in f.get(part, [])}
    assert triggers.isdisjoint([*nothing["verbs"], *nothing["phrases"]])


def test_inserted_verbs_utter() -> None:
    """A verb that introduces who utters a quotation is a trigger that takes quotations."""
    utter = {
        v for f in FRAMES if "quote" in slots(f) and f["type"] in ("Speech", *FAMILIES["Speech"])
        for v in f.get("verbs", []) if not f.get("needs") or "quote" in as_list(f["needs"])
    }  # fmt: skip
    assert set(table("fr", "attribution")["parenthetical"]) - utter == set()


def test_attribution_keeps_the_format() -> None:
    data = table("fr", "attribution")
    assert set(data) == {
        "prepositions", "carriers", "in_carrier", "anonymous", "anonymous_of", "own_words", "hearsay", "parenthetical", "quotes", "dashes",
        "no_source", "works", "continuing",
    }  # fmt: skip
    assert set(data["own_words"]) <= set(data["anonymous_of"]) <= set(data["anonymous"])
    assert all(len(pair) == 2 for pair in data["quotes"])
    widths = [len(p.replace("'", "' ").split()) for p in data["prepositions"]]
    assert widths == sorted(widths, reverse=True), "longest first"


def test_status_tables_name_known_subsets() -> None:
    data = table("fr", "status")
    assert set(data) == {"planned", "possible", "negated", "factive", "deny", "hedge"}
    for words in data.values():
        for subset in ("infinitive_only", "unless_past", "opinion", "achieved_in_past", "calling_off", "part_only"):
            assert set(words.get(subset, [])) <= set(words.get("verbs", [])), subset
    assert set(data["factive"]["ended"]) <= set(data["factive"]["implicative"])
    assert set(data["planned"]["weak_phrases"]) <= set(data["planned"]["phrases"])


def test_no_verb_is_planned_possible_and_negated_at_once() -> None:
    data = table("fr", "status")
    planned, possible, negated = (set(data[s]["verbs"]) for s in ("planned", "possible", "negated"))
    assert possible & negated == set()
    assert planned & negated == set()
    assert planned & possible == set()
