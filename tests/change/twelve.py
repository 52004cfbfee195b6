"""Twelve small articles that tell of the same days: some of one happening, some of near misses, one hostile to whoever pastes texts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from kg.model import Document, Extraction

TEXTS = {
    "a": "date 2018-03-13 Emmanuel Macron a rencontré Angela Merkel mardi à Berlin. Ils ont parlé de la Syrie pendant deux heures.",
    "b": "date 2018-03 Angela Merkel a reçu Emmanuel Macron mardi à Berlin. Selon l'Élysée, la rencontre a duré plus d'une heure.",
    "c": "date 2018-03-12 Emmanuel Macron rencontrera Angela Merkel demain à Berlin, a annoncé l'Élysée lundi.",
    "d": "date 2018-03-20 Emmanuel Macron a rencontré Angela Merkel mardi à Paris.",
    "e": "date 2018-03-14 Vladimir Poutine a téléphoné à Donald Trump mercredi. Ils ont parlé de l'Iran et de la Corée du Nord.",
    "f": "date 2018-03 Donald Trump s'est entretenu par téléphone avec Vladimir Poutine mercredi soir de la Syrie.",
    "g": "date 2018-03-15 Le Kremlin a démenti que Vladimir Poutine ait rencontré Donald Trump à Helsinki.",
    "h": "date 2018-03-16 Un attentat a fait au moins douze morts vendredi à Kaboul, selon la police.",
    "i": "date 2018-03-17 L'attentat de vendredi à Kaboul a fait quinze morts. Emmanuel Macron a condamné l'attaque.",
    "j": "date 2018-03-13 Zoé Quillivic, maire de Brest, a rencontré Emmanuel Macron mardi à Paris. Elle l'a remercié.",
    "k": "date 2018-03-19 Zoé Quillivic a démissionné lundi. Emmanuel Macron a salué son courage.",
    "l": 'date 2018-03-14 Jean « "} ; DROP ALL ; # \\u0022 <b>Dupont</b> \\ » a rencontré Angela Merkel mardi à Berlin.',
}
NAMES = "".join(TEXTS)
Extract = Callable[[Document], Extraction]


def write(folder: Path) -> None:
    """Put the articles into a folder, a file each."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in TEXTS.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")


def paths(folder: Path, names: str) -> list[Path]:
    """The files of the articles so named, in this order."""
    return [folder / f"{name}.txt" for name in names]
