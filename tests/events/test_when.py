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
    ("2010-12-01", "En déplacement à Lyon, Angela Merkel a salué lundi le travail de Karl Lund.", "Visit", "2010-11-29"),
    ("2010-12-01", "Angela Merkel est arrivée lundi à Oslo pour une visite de trois jours.", "Visit", "2010-11-29/2010-12-01"),
    ("2010-12-01", "Une trêve de deux jours est entrée en vigueur lundi à Grozny.", "Ceasefire", "2010-11-29/2010-11-30"),
    ("2010-12-01", "Angela Merkel et Karl Lund doivent se voir en janvier pour négocier un accord.", "Negotiation", "2011-01"),
    ("2010-12-01", "Réunis lundi en congrès à Lyon, les délégués ont élu Karl Lund à la tête du parti.", "Election", "2010-11-29"),
    ("2010-12-01", "Réunis lundi en congrès à Lyon, les délégués ont critiqué Karl Lund.", "Criticism", ""),
    ("2010-12-01", "Ils étaient trois cents, samedi, à manifester à Lyon.", "Protest", "2010-11-27"),
    ("2010-12-01", "Angela Merkel a annulé lundi une visite à Oslo.", "Visit", ""),
    ("2010-12-01", "Angela Merkel a déprogrammé lundi sa visite à Oslo prévue le 5 décembre.", "Visit", "2010-12-05"),
    ("2010-12-01", "Le tribunal de Lyon a reporté lundi le procès de Karl Lund.", "Trial", ""),
    ("2010-12-01", "Le tribunal de Lyon a reporté lundi au 3 mars le procès de Karl Lund.", "Trial", "2011-03-03"),
    (
        "2010-12-01",
        "En 2009, le groupe Alba avait racheté les Forges Morel et la société Morin avait déposé le bilan.",
        "Bankruptcy",
        "2009",
    ),
    (
        "2010-12-01",
        "Lundi soir, l'armée a bombardé Grozny, tandis que des affrontements faisaient neuf morts à Bakou.",
        "Attack",
        "2010-11-29",
    ),
    ("2010-12-01", "Karl Lund est arrivé lundi à Oslo. Il y a rencontré Angela Merkel.", "Meeting", "2010-11-29"),
    ("2010-12-01", "Le conseil municipal de Lyon, réuni lundi soir, a adopté le budget 2011.", "Adoption", "2010-11-29"),
    ("2010-12-01", "Karl Lund a remporté l'élection présidentielle 2005.", "Election", "2005"),
    (
        "2010-12",
        "L'armée a bombardé Grozny dans la nuit de mercredi à jeudi.",
        "Attack",
        "[2010-12-01,2010-12-08,2010-12-15,2010-12-22,2010-12-29]",
    ),
    ("2010-12-01", "La veille de Noël 2009, Karl Lund avait appelé à manifester le 3 février 2010 à Lyon.", "Protest", "2010-02-03"),
    ("2010-12-01", "La fusion entre Alba et Morin, annoncée en février 2008, a été finalisée en 2009.", "Merger", "2009"),
    ("2010-12-01", "Lundi soir, lors de l'assemblée générale du club, Karl Lund a été élu président à Lyon.", "Meeting", "2010-11-29"),
    ("2010-12-01", "La visite d'Angela Merkel à Lyon, d'abord prévue jeudi, aura lieu le 14 décembre.", "Visit", "2010-12-14"),
    ("2010-12-01", "Alors qu'il rentrait chez lui lundi soir, Karl Lund a été agressé à Lyon.", "Attack", "2010-11-29"),
    ("2010-12-01", "Karl Lund a annoncé hier la fermeture en juin de l'usine Alba de Lyon.", "Business", "2011-06"),
    ("2010", "Karl Lund a été interpellé dans la nuit de samedi à dimanche à Lyon.", "Arrest", "2010"),
    ("2010-12", "En fin de semaine, Karl Lund rencontrera Angela Merkel à Lyon.", "Meeting", "2010-12"),
    ("2010-12-01", "Karl Lund a promis un plan pour mars.", "Promise", ""),
    ("2010-12-01", "Karl Lund est mort et sa fille a été blessée, dimanche matin, dans un accident à Lyon.", "Death", "2010-11-28"),
    ("2010-12-01", "Karl Lund a démissionné et Marie Petit a été élue lundi à Lyon.", "Resignation", ""),
    ("2010-12-01", "Angela Merkel sera reçue vendredi par Karl Lund, avant de rencontrer Marie Petit à Lyon.", "Meeting", "2010-12-03"),
    ("2010-12-01", "Un séisme a frappé Lyon lundi. Karl Lund a quitté la ville le jour du séisme.", "Departure", "2010-11-29"),
    ("2010-12-01", "Karl Lund a prévenu que les rebelles attaqueraient Grozny dans les prochains jours.", "Attack", "2010-12-01/.."),
    ("2010-12-01", "Karl Lund s'était rendu à Lyon fin août.", "Visit", "2010-08"),
    ("2010-12-01", "Karl Lund quittera Lyon au début de l'année prochaine.", "Departure", "2011"),
    ("2010-12-01", "Karl Lund s'est rendu à Lyon du 16 au 31 août.", "Visit", "2010-08-16/2010-08-31"),
    ("2010-12-01", "La mort de Karl Lund dans un accident, dimanche à Lyon, a endeuillé le club.", "Death", "2010-11-28"),
    ("2010-12-01", "Karl Lund est venu lundi à Lyon rencontrer Marie Petit.", "Meeting", "2010-11-29"),
    ("2010-12-01", "Karl Lund était venu en février à Lyon rencontrer Marie Petit.", "Meeting", "2010-02"),
    (
        "2010-12-01",
        "Un juge a retenu mardi l'offre d'Alba pour la reprise des fonderies Morel, placées en redressement judiciaire en août dernier.",
        "Bankruptcy",
        "2010-08",
    ),
    (
        "2010-12-01",
        "Karl Lund a reçu dimanche la Palme d'or. Le prix lui a été remis par Marie Petit.",
        "Award",
        "2010-11-28",
    ),
    ("2010-12-01", "Karl Lund a démissionné lundi matin du syndicat et annoncé un recours à Lyon.", "Announcement", "2010-11-29"),
]


@pytest.mark.parametrize(("date", "text", "type", "when"), CASES, ids=lambda c: c[:60])
def test_when(read: Reader, date: str, text: str, type: str, when: str) -> None:
    found = {edtf(e.when) for e in fuse([read(text, date).extraction]).events if e.type == type}
    assert found == {when}
