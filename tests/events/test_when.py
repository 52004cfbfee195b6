"""When events take place, as the graph of one article has it (EDTF)."""

from __future__ import annotations

import pytest

from events.reading import Reader
from kg.fuse import fuse
from kg.rdf.edtf import edtf

CASES = [
    ("2010-12-02", "Nicolas Sarkozy pourrait se rendre à Berlin avant la fin du mois.", "Visit", "2010-12-02/2010-12-31"),
    ("2010-12-01", "Angela Merkel ne rencontrera pas avant le 15 janvier Dmitri Medvedev.", "Meeting", "2011-01-15/.."),
    ("2010-12", "L'institut doit nommer Karl Lund directeur d'ici au 15 janvier.", "Appointment", "2010-12-01/2011-01-15"),
    ("2010-12", "Le procès de Karl Lund s'est ouvert lundi à Lyon.", "Trial", "[2010-12-06,2010-12-13,2010-12-20,2010-12-27]"),
    ("2010-12-01", "Le procès de Karl Lund s'est ouvert lundi à Lyon.", "Trial", "2010-11-29/.."),
    ("2010-12-01", "Des combats ont éclaté lundi à Grozny.", "Attack", "2010-11-29"),
    (
        "2010-12-01",
        "Des négociations pourraient s'ouvrir la semaine prochaine à Oslo entre Paris et Kiev.",
        "Negotiation",
        "2010-12-06/2010-12-12",
    ),
    (
        "2010-12-01",
        "Karl Lund a été arrêté mardi à Lyon pour l'assassinat, le 3 mai à Nice, de l'armateur Pierre Vasseur.",
        "Arrest",
        "2010-11-30",
    ),
    ("2010-12-01", "La CGT appelle à manifester samedi à Lyon.", "Protest", "2010-12-04"),
    ("2010-12-01", "Angela Merkel devait rencontrer lundi Dmitri Medvedev.", "Meeting", "2010-11-29"),
    ("2010-12-01", "La SNCF promet un retour à la normale d'ici à mardi à Lyon.", "Promise", ""),
    ("2010-12-01", "Le groupe Alba a officialisé mardi le rachat des Forges Morel.", "Acquisition", ""),
    ("2010-12-01", "Karl Lund a démissionné lundi matin du syndicat et annoncé un recours à Lyon.", "Announcement", "2010-11-29"),
]


@pytest.mark.parametrize(("date", "text", "type", "when"), CASES, ids=lambda c: c[:60])
def test_when(read: Reader, date: str, text: str, type: str, when: str) -> None:
    found = {edtf(e.when) for e in fuse([read(text, date).extraction]).events if e.type == type}
    assert found == {when}
