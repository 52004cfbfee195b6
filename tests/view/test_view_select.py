"""A page of a time, a type, a status, or of what a query constructs."""

from __future__ import annotations

from typing import Any

import pytest
from pyoxigraph import Store
from test_view_page import data_of

from kg.errors import InputError, QueryError
from kg.query import run
from kg.view import Asked, page

ALL = {"Meeting", "PhoneCall", "Visit", "Statement", "Denial", "Agreement", "Attack"}
MET = "CONSTRUCT { ?a kg:metWith ?b } WHERE { ?a kg:metWith ?b }"


def types(html: str) -> set[str]:
    return {x["t"][0] for x in data_of(html)["items"] if "s" in x}


def names(html: str) -> set[str]:
    return {x["n"][0] for x in data_of(html)["items"] if "s" not in x and x["k"] != "Document"}


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (Asked(), ALL),
        (Asked(since="2018-03-12", until="2018-03-12"), {"Meeting"}),
        (Asked(since="2018-03-13"), {"PhoneCall", "Visit"}),
        (Asked(since="2018-03"), {"Meeting", "PhoneCall", "Visit"}),
        (Asked(until="2018-03"), {"Meeting", "PhoneCall"}),
        (Asked(since="2018", until="2018"), {"Meeting", "PhoneCall", "Visit"}),
        (Asked(since="2018-04-02"), set()),
        (Asked(since="2019"), set()),
        (Asked(types=("Meeting",)), {"Meeting"}),
        (Asked(types=("rencontre", "phone call")), {"Meeting", "PhoneCall"}),
        (Asked(types=("Contact",)), {"Meeting", "PhoneCall", "Visit"}),
        (Asked(types=("Agreement",)), {"Agreement"}),
        (Asked(types=("Person",)), ALL),
        (Asked(statuses=("Planned",)), {"Visit"}),
        (Asked(statuses=("prevu", "Démenti")), {"Visit", "Agreement"}),
        (Asked(statuses=("occurred",), types=("Speech",)), {"Statement", "Denial"}),
    ],
)
def test_events(sample: Store, asked: Asked, found: set[str]) -> None:
    assert types(page(sample, asked=asked)) == found


def test_only_who_is_involved_stays(sample: Store) -> None:
    assert names(page(sample, asked=Asked(statuses=("Planned",)))) == {"Jeanne Martin", "Allemagne"}
    assert names(page(sample, asked=Asked(types=("Person",)))) == {"Jeanne Martin", "Angela Merkel"}


def test_query_of_a_shortcut_brings_its_sentences(sample: Store) -> None:
    data = data_of(page(sample, asked=Asked(query=MET)))
    assert names(page(sample, asked=Asked(query=MET))) == {"Jeanne Martin", "Angela Merkel"}
    facts = [x for x in data["items"] if "s" in x]
    assert {x["n"][0] for x in facts} == {"Angela Merkel a rencontré Jeanne Martin", "Jeanne Martin a rencontré Angela Merkel"}
    assert {x["n"][1] for x in facts} == {"Angela Merkel met with Jeanne Martin", "Jeanne Martin met with Angela Merkel"}
    assert "Angela Merkel a rencontré Jeanne Martin lundi soir" in data["phrases"][facts[0]["c"][0]["p"]]


def test_what_a_query_made_is_as_good_as_its_text(sample: Store) -> None:
    assert page(sample, asked=Asked(query=run(sample, MET))) == page(sample, asked=Asked(query=MET))


def test_query_of_events_has_the_roles_that_it_constructs(sample: Store) -> None:
    asked = Asked(query="CONSTRUCT { ?e kg:agent ?who } WHERE { ?e a kg:Meeting ; kg:agent ?who }")
    (meeting,) = (x for x in data_of(page(sample, asked=asked))["items"] if "s" in x)
    assert meeting["r"] == [["agent", 0]]
    assert names(page(sample, asked=asked)) == {"Angela Merkel"}


@pytest.mark.parametrize(
    ("asked", "error", "says"),
    [
        (Asked(since="hier"), InputError, "2017-11-20"),
        (Asked(until="2017-13"), InputError, "2017-11-20"),
        (Asked(since="2017-02-30"), InputError, "2017-11-20"),
        (Asked(since="0000"), InputError, "2017-11-20"),
        (Asked(types=("Nonsense",)), InputError, "Meeting"),
        (Asked(statuses=("Nonsense",)), InputError, "Planned"),
        (Asked(query="SELECT ?s { ?s ?p ?o }"), InputError, "CONSTRUCT"),
        (Asked(query="CONSTRUCT {"), QueryError, r"\w+"),
        (Asked(query="INSERT DATA { <a:b> <a:b> <a:b> }"), QueryError, r"\w+"),
        (Asked(query="CONSTRUCT { ?s ?p ?o } WHERE { SERVICE <http://a.example/> { ?s ?p ?o } }"), QueryError, r"\w+"),
    ],
)
def test_errors_say_what_to_write(sample: Store, asked: Asked, error: Any, says: str) -> None:
    with pytest.raises(error, match=says):
        page(sample, asked=asked)


def test_the_same_page_every_time(sample: Store) -> None:
    for asked in (Asked(query=MET), Asked(types=("Contact", "Person"))):
        assert page(sample, asked=asked) == page(sample, asked=asked)
