"""Copies of one dispatch count once, and only they."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fuse.records import Told, article, day
from kg.fuse import fuse
from kg.fuse.copies import copies, independent

DISPATCH = (
    "La ministre a rencontré mardi à Berlin son homologue pour parler des quotas de pêche en mer du Nord. Les deux femmes ont "
    "convenu de se revoir avant l'été. Aucun accord n'a été annoncé, mais leurs services disent avoir avancé sur le calendrier. "
    "Les pêcheurs des deux pays demandent depuis des mois que les zones soient fixées une fois pour toutes."
)
OWN = (
    "À Berlin, la discussion sur les quotas a duré tout l'après-midi. La ministre en est sortie sans accord, et les pêcheurs, venus "
    "nombreux devant la chancellerie, ne cachaient pas leur déception. Une nouvelle réunion aura lieu avant l'été."
)
MET = Told("Meeting", ("ana-lima", "bo-chen"), when=day("2018-03-05"))


@pytest.mark.parametrize(
    ("expected", "texts"),
    [
        (1, [DISPATCH, DISPATCH, DISPATCH]),
        (1, [DISPATCH, f"Pêche : pas d'accord. {DISPATCH}", DISPATCH[: len(DISPATCH) * 3 // 4]]),
        (2, [DISPATCH, DISPATCH.replace("mardi", "hier"), OWN]),
        (2, [DISPATCH, OWN]),
        (1, ["Oui.", "Oui."]),
        (2, ["Oui.", "Non."]),
        (2, ["", ""]),
    ],
)
def test_sources(expected: int, texts: list[str]) -> None:
    of = {f"d{n}": text for n, text in enumerate(texts)}
    assert independent(of, copies(of)) == expected


def test_a_dispatch_in_three_files_counts_once() -> None:
    papers = [article(f"d{n}", MET, text=f"{title}\n{DISPATCH}") for n, title in enumerate(("Pêche", "Rencontre à Berlin", "Quotas"))]
    (event,) = fuse(papers).events
    assert (len(event.documents), event.sources) == (3, 1)
    (event,) = fuse([*papers, article("own", MET, text=OWN)]).events
    assert (len(event.documents), event.sources) == (4, 2)


@given(st.lists(st.sampled_from([DISPATCH, OWN, DISPATCH[:300], "Oui."]), max_size=5), st.randoms(use_true_random=False))
def test_a_pairs_answer_depends_on_no_other_document(texts: list[str], random: object) -> None:
    of = {f"d{n}": text for n, text in enumerate(texts)}
    whole = copies(of)
    shuffled = list(of)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert copies({name: of[name] for name in shuffled}) == whole
    for one in of:
        for other in of:
            if one < other:
                pair = copies({one: of[one], other: of[other]})
                assert (other in pair.get(one, ())) == (other in whole.get(one, ()))
