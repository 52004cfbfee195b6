"""Names are found whatever their accents, case and hyphens, the best fit first."""

from __future__ import annotations

import pytest
from stories import Story

from kg.explain import NotFoundError, find, found_as_text


@pytest.fixture(scope="module")
def story() -> Story:
    story = Story()
    etienne = story.entity("saint-etienne", "Saint-Étienne", "schema:Place", "Sainté")
    story.entity("jean", "Jean-Luc Étienne", "schema:Person")
    story.entity("etienne", "Étienne", "schema:Person")
    story.event("e1", "Visit", agent=etienne)
    return story


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("saint etienne", ["saint-etienne"]),
        ("SAINT-ÉTIENNE", ["saint-etienne"]),
        ("sainte", ["saint-etienne"]),  # by its alias
        ("etienne", ["etienne", "saint-etienne", "jean"]),  # all of the name, then by the number of events
        ("tienn", ["saint-etienne", "etienne", "jean"]),  # inside a word
        ("visit", ["e1"]),
        ("jean luc", ["jean"]),
        ("ent:jean", ["jean"]),
    ],
)
def test_found(story: Story, name: str, found: list[str]) -> None:
    assert [f.iri.rsplit("/", 1)[1] for f in find(story.store, name)] == found


def test_counts_and_the_name_that_fits(story: Story) -> None:
    (only,) = find(story.store, "sainte")
    assert (only.form, only.events, only.types) == ("Sainté", 1, ("Place",))
    assert "Lieu, 1 événement, 0 articles" in found_as_text([only], "sainte")
    assert "trouvé par « Sainté »" in found_as_text([only], "sainte")


@pytest.mark.parametrize("name", ["Etiene", "Jean-Luc Etiene"])
def test_nearest_names_are_offered(story: Story, name: str) -> None:
    with pytest.raises(NotFoundError, match=r"nearest names are .*Étienne"):
        find(story.store, name)


@pytest.mark.parametrize("name", ["", " ", "-", "?x } SELECT", "%", '"'])
def test_what_is_no_name_finds_nothing(story: Story, name: str) -> None:
    with pytest.raises(NotFoundError):
        find(story.store, name)
