"""Print kg/lang/fr/given.toml anew: the first names that it holds, and those of the people of the knowledge base.

    python tools/given_names.py > given.toml && mv given.toml kg/lang/fr/given.toml

Of a person's name in the base the first word counts where families don't come first, unless it is a common word of French or the name of
a country, a body, a town of weight or many families; one that nobody else bears counts where nothing else in the base is called so.
MISLEADING are those that a person took out.
"""

from __future__ import annotations

import re
import textwrap
from collections import Counter, defaultdict
from collections.abc import Iterator

from kg.kb import KnowledgeBase, open_base
from kg.kb.base import data_folder
from kg.kb.entry import Entry, name_key
from kg.kb.files import read_file
from kg.kb.forms import family_first
from kg.lang import table, word_set
from kg.nlp import load

LARGE = 30_000  # inhabitants of a town whose name means it rather than somebody
WIDTH = 140
HEAD = """# First names of people in the news, by grammatical gender: written by hand, completed from the people of the knowledge base by
# tools/given_names.py. Names that women and men bear are in coreference.toml (`names`) too."""
MISLEADING = frozenset(
    "Art Automne Avril Baroness Beat Beau Ben-Hur Black Boy Cal Calamity Canaan Cash Castello Cheb Cheikh Colombe Count Cœur Dame Delon "
    "Des Doc Don Duke Ever Fra Freeze Frère Gad Gen Giscard Goodwill Gracchus Grand Granit Hun Hérode Islam Just Lady Lalla Les Lex "
    "Little Mac Magic Mart Mate Matisse Miss Mobutu Mère Neige Ong Ons Ovide Padre Pal Per Pie Platon Pline Plume Prince Princess "
    "Princesse Puff Père Reality Reine Rem Rock Roi Rush Saint Sainte Santi Saw Simba Sitting Sky Snoop Sol Succès Sultan Summer Sunday "
    "Sœur The Tiger Titus Toussaint Val Vang Vieux Vital Wen Yang Zaha Zola".split()
)
NAME = re.compile(r"[^\W\d_a-zà-ÿ][^\W\d_]{2,}(?:-[^\W\d_]{2,})?")


def main() -> None:
    """Print the file."""
    kb = open_base()
    given = {gender: set(names) for gender, names in table("fr", "given")["given"].items()}
    known = set().union(*given.values())
    for name, genders in sorted(borne().items()):
        gender, bearers = genders.most_common(1)[0]
        if gender in given and name not in known and name not in MISLEADING and is_first_name(kb, name, bearers):
            given[gender].add(name)
    print(HEAD, "\n[given]", sep="\n")
    for gender, names in given.items():
        words = ", ".join(f'"{name}"' for name in sorted(names))
        print(
            f"{gender} = [",
            *textwrap.wrap(words, WIDTH, break_on_hyphens=False, initial_indent="  ", subsequent_indent="  "),
            "]",
            sep="\n",
        )


def borne() -> dict[str, Counter[str]]:
    """The first words of the names of people, with the genders of who bear them."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for entry in people():
        first, *rest = entry.fr.split()
        if rest and NAME.fullmatch(first) and entry.of not in family_first():
            found[first][entry.gender] += 1
    return found


def people() -> Iterator[Entry]:
    for _, record in read_file(data_folder() / "people.tsv"):
        if isinstance(record, Entry):
            yield record


def is_first_name(kb: KnowledgeBase, name: str, bearers: int) -> bool:
    """Whether a word that `bearers` people of the base bear first is a first name of which nothing else is called."""
    doc = load("fr").make_doc(name)
    common = doc.vocab[name.casefold()].has_vector and not doc.vocab[name].has_vector
    titles = set(table("fr", "tokens")["titles"]) | {*word_set("fr", "tokens", "around", "particles")}
    if name in titles or name.casefold() in word_set("fr", "nouns", "human") or common:
        return False
    names = kb.names(name_key(name))
    families = [n for n in names if n.sort == "surname"]
    if any(n.sort == "bare" for n in names) or any(kb.tenures(n.id) for n in families):
        return False  # "Sharon", "Cameron": somebody in office
    others = [e for n in names if n.sort not in ("surname", "bare") and (e := kb.entry(n.id)) and e.kind != "Person"]
    heavy = any(e.kind != "City" or e.population > LARGE for e in others)
    return not heavy and bearers >= len(families) and (bearers > 1 or not (others or families))


if __name__ == "__main__":
    main()
