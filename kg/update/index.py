"""What fusion has decided about the articles of a store, in tables beside their extractions: what a step asks and brings up to date.

Nothing here can't be made anew from the extractions; `stamp` says with which rules, base and judgements it was made.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any

import msgspec

from kg.extract.kept import SQLITE, Kept
from kg.extract.record import decoder
from kg.fuse import Decision, Disagreement, FusedEvent, Graph
from kg.fuse.blocks import Place, blocks_of, place_of
from kg.fuse.decide import Judge
from kg.fuse.fuse import Standing, standing_of
from kg.fuse.graph import Member, Ref, Renamed, When
from kg.fuse.names import Form, named
from kg.fuse.told import Told, tell
from kg.ids import digest
from kg.model import Document, Entity, Extraction, Status
from kg.rdf.seal import Seal, seals

TABLES = {
    "stamp": "what TEXT PRIMARY KEY, digest TEXT NOT NULL",
    "pending": "document TEXT PRIMARY KEY, comes INTEGER NOT NULL",  # the step that is being made
    "article": "document TEXT PRIMARY KEY, source TEXT, sha256 TEXT, date TEXT, language TEXT, sentences INTEGER, claims INTEGER,"
    " days TEXT, renamed TEXT",
    "block": "block INTEGER, first INTEGER, last INTEGER, document TEXT, event TEXT, PRIMARY KEY (block, first, last, document, event)",
    "decision": "document TEXT, event TEXT, other_document TEXT, other_event TEXT, verdict TEXT, score REAL, reason TEXT, conflict TEXT,"
    " PRIMARY KEY (document, event, other_document, other_event)",
    "member": "document TEXT, event TEXT, key TEXT, PRIMARY KEY (document, event)",
    "fused": "key TEXT PRIMARY KEY, outline TEXT",
    "form": "key TEXT, kind TEXT, known INTEGER, words TEXT, is_name INTEGER, number INTEGER,"
    " PRIMARY KEY (key, kind, known, words, is_name)",
    "shared": "triple TEXT PRIMARY KEY, number INTEGER",
    "verb": "lemma TEXT PRIMARY KEY, number INTEGER",
    "total": "name TEXT PRIMARY KEY, number INTEGER",
    "seal": "document TEXT PRIMARY KEY, number INTEGER, digest TEXT",  # of what the store holds of an article
}
INDEXES = {"article": "source", "decision": "other_document, other_event", "member": "key"}
KEYS = {"form": "key, kind, known, words, is_name", "shared": "triple", "verb": "lemma", "total": "name"}  # of tables that count
COLUMNS = "block, first, last, document, event"  # of blocks
BLOCK_BITS = 60  # of a block's number, which SQLite and Python write alike


@dataclass(frozen=True, slots=True)
class Outline:
    """What is kept of a fused event: its standing, its time and the claims that it follows from."""

    status: Status
    spoken: bool
    when: When
    by: tuple[Ref, ...]

    @property
    def standing(self) -> Standing:
        return Standing(self.status, self.spoken)


@dataclass(frozen=True, slots=True)
class Entered:
    """What is kept of an article besides its extraction: what other articles tell about it."""

    days: frozenset[str] | None
    renamed: Renamed


class Index:
    """The tables in the file of the kept extractions, which is ours alone while it is open. Raises `StoreError` where it cannot be used."""

    def __init__(self, kept: Kept) -> None:
        self.kept, self.connection = kept, kept.connection
        for name, columns in TABLES.items():
            self.run(f"CREATE TABLE IF NOT EXISTS {name} ({columns}) WITHOUT ROWID")
        for name, columns in INDEXES.items():
            self.run(f"CREATE INDEX IF NOT EXISTS {name}_by ON {name} ({columns})")

    def run(self, sql: str, values: Sequence[Any] = ()) -> sqlite3.Cursor:
        """The rows that a statement gives."""
        with self.kept.explained(SQLITE):
            return self.connection.execute(sql, values)

    def run_for(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """Run a statement for each of some rows."""
        with self.kept.explained(SQLITE):
            self.connection.executemany(sql, rows)

    @contextmanager
    def whole(self) -> Iterator[None]:
        """What is written inside is written when this ends well, or not at all."""
        self.run("BEGIN")
        try:
            yield
        except BaseException:
            with suppress(sqlite3.Error):
                self.connection.rollback()
            raise
        self.run("COMMIT")

    # what it was made with

    def stamps(self) -> dict[str, str]:
        """By what decides the graph, a digest of it; empty where there is no index."""
        return dict(self.run("SELECT what, digest FROM stamp"))

    def stamp(self, stamps: Mapping[str, str]) -> None:
        self.run_for("INSERT OR REPLACE INTO stamp VALUES (?, ?)", stamps.items())

    def forget(self) -> None:
        """From now on there is no index."""
        self.run("DELETE FROM stamp")

    def announce(self, documents: Iterable[str], comes: bool) -> None:
        """Note that a step begins which brings or takes these articles."""
        with self.whole():
            self.run_for("INSERT OR REPLACE INTO pending VALUES (?, ?)", [(d, comes) for d in documents])

    def pending(self) -> list[tuple[str, bool]]:
        """The articles of a step that was broken off, and whether it brings them."""
        return [(document, bool(comes)) for document, comes in self.run("SELECT document, comes FROM pending ORDER BY document")]

    def settle(self) -> None:
        """Nothing is pending any more."""
        self.run("DELETE FROM pending")

    # articles

    def has(self, document: str) -> bool:
        return self.run("SELECT 1 FROM article WHERE document = ?", (document,)).fetchone() is not None

    def documents(self, id: str, files: Iterable[str]) -> list[Document]:
        """The articles of an id or of files with such names, lines of JSON included, without their texts."""
        sql = "SELECT document, source, sha256, date, language FROM article WHERE"
        rows = set(self.run(f"{sql} document = ?", (id,)))
        for name in files:
            rows.update(self.run(f"{sql} source = ? OR (source > ? AND source < ?)", (name, f"{name}:", f"{name};")))
        return [Document(id, source, "", "", language, date, sha) for id, source, sha, date, language in sorted(rows)]

    def languages(self) -> set[str]:
        """Of all articles."""
        return {language for (language,) in self.run("SELECT DISTINCT language FROM article")}

    def listed(self) -> list[dict[str, Any]]:
        """The articles as reports list them."""
        rows = self.run("SELECT document, source, date, sentences, claims FROM article ORDER BY document")
        return [dict(zip(("id", "source", "date", "sentences_with_claims", "claims"), row, strict=True)) for row in rows]

    def entered(self, document: str) -> Entered:
        row = self.run("SELECT days, renamed FROM article WHERE document = ?", (document,)).fetchone() or ("", "")
        return Entered(frozenset(json.loads(row[0])) if row[0] else None, {k: (d, b) for k, (d, b) in json.loads(row[1] or "{}").items()})

    def enter(self, extraction: Extraction, entered: Entered) -> None:
        """Note an article."""
        d, sentences = extraction.document, len({c.sentence for c in extraction.claims})
        days, renamed = (
            json.dumps(sorted(entered.days)) if entered.days else "",
            json.dumps(entered.renamed, sort_keys=True) if entered.renamed else "",
        )
        row = (d.id, d.source, d.sha256, d.date, d.language, sentences, len(extraction.claims), days, renamed)
        self.run(f"INSERT OR REPLACE INTO article VALUES ({', '.join('?' * len(row))})", row)

    def leave(self, document: str) -> None:
        """Note that an article is gone."""
        self.run("DELETE FROM article WHERE document = ?", (document,))
        self.run("INSERT OR IGNORE INTO loose VALUES (?)", (document,))

    # blocks

    def place(self, told: Told, blocks: Iterable[int]) -> None:
        self.run_for("INSERT OR REPLACE INTO block VALUES (?, ?, ?, ?, ?)", [(b, *place_of(told)) for b in blocks])

    def displace(self, told: Told, blocks: Iterable[int]) -> None:
        where = "block = ? AND first = ? AND last = ? AND document = ? AND event = ?"
        self.run_for(f"DELETE FROM block WHERE {where}", [(b, *place_of(told)) for b in blocks])

    def beside(self, block: int, place: Place, number: int) -> tuple[list[Member], list[Member]]:
        """The nearest events before and after a place in a block, the nearest first."""
        ways = []
        for sign, way in (("<", "DESC"), (">", "ASC")):
            order = ", ".join(f"{column} {way}" for column in ("first", "last", "document", "event"))
            sql = f"SELECT document, event FROM block WHERE block = ? AND (first, last, document, event) {sign} (?, ?, ?, ?)"
            ways.append(self.run(f"{sql} ORDER BY {order} LIMIT ?", (block, *place, number)).fetchall())
        return ways[0], ways[1]

    def are_near(self, block: int, one: Place, other: Place, number: int) -> bool:
        """Whether two events of a block have fewer than so many others between them."""
        one, other = sorted((one, other))
        between = "(first, last, document, event) > (?, ?, ?, ?) AND (first, last, document, event) < (?, ?, ?, ?)"
        sql = f"SELECT count(*) FROM (SELECT 1 FROM block WHERE block = ? AND {between} LIMIT ?)"
        return int(self.run(sql, (block, *one, *other, number)).fetchone()[0]) < number

    # decisions

    def decisions(self, member: Member) -> list[Decision]:
        """Those on an event and any other."""
        sql = "SELECT * FROM decision WHERE {0}document = ? AND {0}event = ?"
        rows = [*self.run(sql.format(""), member), *self.run(sql.format("other_"), member)]
        return [Decision((d, e), (od, oe), *rest) for d, e, od, oe, *rest in rows]

    def decide(self, pair: tuple[Member, Member], decision: Decision | None) -> None:
        """Keep the decision on a pair, or none."""
        if decision is None:
            self.run(
                "DELETE FROM decision WHERE document = ? AND event = ? AND other_document = ? AND other_event = ?", (*pair[0], *pair[1])
            )
        else:
            self.keep_decisions([decision])

    def keep_decisions(self, decisions: Iterable[Decision]) -> None:
        rows = ((*d.one, *d.other, d.verdict, d.score, d.reason if d.verdict == "same" else "", d.conflict) for d in decisions)
        self.run_for("INSERT OR REPLACE INTO decision VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)

    # fused events

    def keys(self, document: str) -> dict[str, str]:
        """The fused events of an article's events."""
        return dict(self.run("SELECT event, key FROM member WHERE document = ?", (document,)))

    def members(self, key: str) -> list[Member]:
        return self.run("SELECT document, event FROM member WHERE key = ? ORDER BY document, event", (key,)).fetchall()

    def join(self, member: Member, key: str | None) -> None:
        """Note of which fused event an article's event is part, if any."""
        if key is None:
            self.run("DELETE FROM member WHERE document = ? AND event = ?", member)
        else:
            self.run("INSERT OR REPLACE INTO member VALUES (?, ?, ?)", (*member, key))

    def outline(self, key: str) -> Outline | None:
        row = self.run("SELECT outline FROM fused WHERE key = ?", (key,)).fetchone()
        made: Outline | None = decoder(Outline).decode(row[0]) if row else None
        return made

    def keep_outline(self, key: str, outline: Outline | None) -> None:
        if outline is None:
            self.run("DELETE FROM fused WHERE key = ?", (key,))
        else:
            self.run("INSERT OR REPLACE INTO fused VALUES (?, ?)", (key, msgspec.json.encode(outline)))

    # counts

    def forms(self, key: str) -> Counter[Form]:
        """The forms of an entity, with the number of articles that have each."""
        rows = self.run("SELECT * FROM form WHERE key = ?", (key,))
        return Counter({Form(k, kind, bool(known), words, bool(is_name)): n for k, kind, known, words, is_name, n in rows})

    def newcomers(self) -> Counter[str]:
        """The names of entities that the knowledge base hasn't, concepts left out, with the number of entities so called."""
        keys = self.run("SELECT DISTINCT key FROM form WHERE NOT known AND kind != 'Concept'").fetchall()
        entities = (named(self.forms(key)) for (key,) in keys)
        return Counter(e.name for e in entities if e and not e.known and e.kind != "Concept")

    def shared(self, triple: str) -> int:
        """How many articles, events and entities give a triple."""
        row = self.run("SELECT number FROM shared WHERE triple = ?", (triple,)).fetchone()
        return int(row[0]) if row else 0

    def counts(self, table: str) -> dict[str, int]:
        """All counts of "verb" or "total"."""
        return dict(self.run(f"SELECT {KEYS[table]}, number FROM {table}"))

    def count(self, table: str, changes: Mapping[Any, int]) -> None:
        """Add to counts; one that comes to nothing is left out."""
        rows = [(*(key if isinstance(key, tuple) else (key,)), change) for key, change in changes.items() if change]
        marks = ", ".join("?" * len(rows[0])) if rows else ""
        upsert = f"INSERT INTO {table} VALUES ({marks}) ON CONFLICT ({KEYS[table]}) DO UPDATE SET number = number + excluded.number"
        if rows:
            self.run_for(upsert, rows)
            where = " AND ".join(f"{column} = ?" for column in KEYS[table].split(", "))
            self.run_for(f"DELETE FROM {table} WHERE {where} AND number = 0", [row[:-1] for row in rows if row[-1] < 0])

    # what the store holds

    def seals(self) -> dict[str, Seal]:
        return {document: Seal(number, int(total, 16)) for document, number, total in self.run("SELECT * FROM seal")}

    def reseal(self, changes: Mapping[str, Seal]) -> None:
        """Add to seals; one of nothing is left out."""
        for document, change in changes.items():
            row = self.run("SELECT number, digest FROM seal WHERE document = ?", (document,)).fetchone()
            seal = change + Seal(row[0], int(row[1], 16)) if row else change
            self.run("INSERT OR REPLACE INTO seal VALUES (?, ?, ?)", (document, seal.number, f"{seal.total:x}"))
        self.run("DELETE FROM seal WHERE number = 0")

    # all anew

    def fill(self, graph: Graph, raw: Mapping[str, Extraction], judge: Judge, shared: Mapping[str, int], lines: Iterable[bytes]) -> None:
        """The index of the articles `raw` by id, whose graph is `graph`, with the quads of these lines; `shared` counts triples that
        several may give."""
        for table in TABLES:
            self.run(f"DELETE FROM {table}")
        lemmas: Counter[str] = Counter()
        counts: Counter[str] = Counter()
        self.run(f"CREATE TEMP TABLE unsorted ({COLUMNS})")
        for x in raw.values():
            self.enter(x, Entered(graph.published.get(x.document.id), graph.renamed.get(x.document.id, {})))
            rows = [(block, *place_of(told)) for told in tell(x) for block in numbers(told, judge)]
            self.run_for("INSERT INTO unsorted VALUES (?, ?, ?, ?, ?)", rows)
            lemmas.update(verbs([x]))
            counts.update(numbered([x]))
        self.run(f"INSERT INTO block SELECT * FROM unsorted ORDER BY {COLUMNS}")  # a table takes sorted rows faster
        self.run("DROP TABLE unsorted")
        self.keep_decisions(d for d in graph.decisions if not d.judged)
        self.run_for("INSERT INTO member VALUES (?, ?, ?)", ((*m, key) for m, key in graph.event_of.items()))
        for event in graph.events:
            self.keep_outline(event.key, Outline(*standing_of(event.status, event.type, judge.types), event.when, event.dated_by))
        self.count("form", graph.forms)
        self.count("shared", shared)
        self.count("verb", lemmas)
        self.run("INSERT OR IGNORE INTO loose SELECT document FROM extraction WHERE document NOT IN (SELECT document FROM article)")
        sealed = seals(lines)
        counts.update(totals(graph.entities, graph.events, graph.decisions, graph.disagreements))
        self.count("total", counts | {"quads": sum(seal.number for seal in sealed.values())})
        self.reseal(sealed)


def numbers(told: Told, judge: Judge) -> list[int]:
    """The numbers of an event's blocks."""
    return sorted(int(digest(*block, length=BLOCK_BITS // 4), 16) for block in blocks_of(told, judge))


def verbs(extractions: Iterable[Extraction]) -> Counter[str]:
    """The verbs without a frame."""
    return Counter(u.lemma for x in extractions for u in x.unframed)


def numbered(extractions: Collection[Extraction]) -> dict[str, int]:
    """What a report counts of articles."""
    return {
        "documents": len(extractions),
        "mentions": sum(len(x.mentions) for x in extractions),
        "claims": sum(len(x.claims) for x in extractions),
    }


def totals(
    entities: Sequence[Entity],
    events: Sequence[FusedEvent],
    decisions: Iterable[Decision | None],
    disagreements: Sequence[Disagreement],
) -> dict[str, int]:
    """What a report counts of what articles say together."""
    return {
        "entities": len(entities),
        "entities_known": sum(e.known for e in entities),
        "events": len(events),
        "events_merged": sum(len(e.members) > 1 for e in events),
        "pairs_unsure": sum(d is not None and d.verdict == "unsure" for d in decisions),
        "disagreements": len(disagreements),
    }
