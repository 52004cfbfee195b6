"""Results as csv, json, xml (the W3C's result formats) and ttl; the table for people is in `table.py`.

A graph (CONSTRUCT, DESCRIBE) becomes Turtle (ttl), JSON-LD (json), RDF/XML (xml) or three columns (csv, table).
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import TextIO

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, serialize

from kg.errors import QueryError
from kg.query.run import Node, Result, Row
from kg.rdf.terms import PREFIXES, RDF, XSD

STRINGS = (XSD + "string", RDF + "langString")
NOT_XML = "[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"  # compiled where it is needed: that takes 5 ms


def write(result: Result, format: str, stream: TextIO, width: int | None = None) -> None:
    """Write `result` to `stream`; `width` is a table's, in characters. Raises QueryError where the format doesn't fit."""
    if format == "table":
        from kg.query.table import write_table  # rich is slow to import, and other formats do without it

        write_table(result, stream, width)
    elif format in WRITERS:
        WRITERS[format](result, stream)
    else:
        raise QueryError(f'There is no format "{format}"; use one of {", ".join(FORMATS)}.')


def write_csv(result: Result, stream: TextIO) -> None:
    """SPARQL 1.1 CSV: values without datatypes, so that a spreadsheet reads them."""
    import csv  # a table for people needs neither csv nor json

    writer = csv.writer(stream, lineterminator="\n")
    if result.kind == "answer":
        writer.writerow([str(result.answer).lower()])
    else:
        writer.writerow(result.variables)
        writer.writerows([[lexical(node) for node in row] for row in result.rows])


def write_json(result: Result, stream: TextIO) -> None:
    """SPARQL 1.1 JSON, or JSON-LD for a graph."""
    if result.kind == "graph":
        write_graph(result, RdfFormat.JSON_LD, stream)
    elif result.kind == "answer":
        write_object({"head": {}, "boolean": result.answer}, stream)
    else:
        bindings = [{name: json_term(node) for name, node in bound(result, row)} for row in result.rows]
        write_object({"head": {"vars": result.variables}, "results": {"bindings": bindings}}, stream)


def write_object(value: dict[str, object], stream: TextIO) -> None:
    import json

    json.dump(value, stream, ensure_ascii=False, indent=2)
    stream.write("\n")


def escape(text: str) -> str:
    """`text` as XML holds it; the libraries that do this import half a web client."""
    for plain, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"), ("'", "&#x27;")):
        text = text.replace(plain, entity)
    return text


def write_xml(result: Result, stream: TextIO) -> None:
    """SPARQL 1.1 XML, or RDF/XML for a graph; characters that XML cannot hold become U+FFFD."""
    if result.kind == "graph":
        demand_xml(result)
        text = io.StringIO()
        write_graph(result, RdfFormat.RDF_XML, text)
        stream.write(text.getvalue().replace("\r", "&#13;"))  # which a reader would take for the end of a line
        return
    head = "".join(f'<variable name="{escape(name)}"/>' for name in result.variables)
    stream.write(f'<?xml version="1.0" encoding="UTF-8"?>\n<sparql xmlns="http://www.w3.org/2005/sparql-results#">\n<head>{head}</head>\n')
    if result.kind == "answer":
        stream.write(f"<boolean>{str(result.answer).lower()}</boolean>\n</sparql>\n")
        return
    stream.write("<results>\n")
    for row in result.rows:
        bindings = "".join(f'<binding name="{escape(name)}">{xml_term(node)}</binding>' for name, node in bound(result, row))
        stream.write(f"<result>{bindings}</result>\n")
    stream.write("</results>\n</sparql>\n")


def demand_xml(result: Result) -> None:
    """Raise QueryError where XML cannot hold a text: put in other words it would be another text."""
    for row in result.rows:
        for node in row:
            if isinstance(node, Literal) and (found := re.search(NOT_XML, node.value)):
                raise QueryError(f"RDF/XML cannot hold the character U+{ord(found[0]):04X} of this answer: use ttl or json.")


def write_ttl(result: Result, stream: TextIO) -> None:
    """Turtle of a graph; raises QueryError for rows, which are none."""
    if result.kind != "graph":
        raise QueryError("Turtle holds graphs only: use CONSTRUCT or DESCRIBE, or another format for this query.")
    write_graph(result, RdfFormat.TURTLE, stream)


def write_graph(result: Result, format: RdfFormat, stream: TextIO) -> None:
    """The triples of `result` with those of our prefixes that they use."""
    used = " ".join(str(node) for row in result.rows for node in row)
    prefixes = {name: base for name, base in PREFIXES.items() if base in used}
    triples = (Triple(*row) for row in result.rows)  # type: ignore[arg-type]
    written = serialize(triples, format=format, prefixes=prefixes)
    stream.write((written or b"").decode("utf-8"))


def bound(result: Result, row: Row) -> list[tuple[str, Node]]:
    """Name and term of each variable that `row` binds."""
    return [(name, node) for name, node in zip(result.variables, row, strict=True) if node is not None]


def lexical(node: Node | None) -> str:
    """The text of a term without its datatype; "" for none."""
    if isinstance(node, BlankNode | Triple):
        return str(node)
    return node.value if node else ""


def json_term(node: Node) -> dict[str, object]:
    """A term as an object of SPARQL 1.1 JSON."""
    if isinstance(node, Literal):
        return {"type": "literal", "value": node.value, **literal_kind(node)}
    if isinstance(node, Triple):
        parts = {"subject": node.subject, "predicate": node.predicate, "object": node.object}
        return {"type": "triple", "value": {name: json_term(part) for name, part in parts.items()}}
    return {"type": "uri" if isinstance(node, NamedNode) else "bnode", "value": node.value}


def xml_term(node: Node) -> str:
    """A term as an element of SPARQL 1.1 XML."""
    if isinstance(node, Triple):
        parts = (("subject", node.subject), ("predicate", node.predicate), ("object", node.object))
        return "<triple>" + "".join(f"<{name}>{xml_term(part)}</{name}>" for name, part in parts) + "</triple>"
    text = escape(re.sub(NOT_XML, "\ufffd", node.value)).replace("\r", "&#13;")
    if isinstance(node, Literal):
        attributes = "".join(f' {name}="{escape(value)}"' for name, value in literal_kind(node).items())
        return f"<literal{attributes}>{text}</literal>"
    return f"<uri>{text}</uri>" if isinstance(node, NamedNode) else f"<bnode>{text}</bnode>"


def literal_kind(literal: Literal) -> dict[str, str]:
    """What distinguishes a literal from a plain string: language or datatype."""
    if literal.language:
        return {"xml:lang": literal.language}
    return {} if literal.datatype.value in STRINGS else {"datatype": literal.datatype.value}


WRITERS: dict[str, Callable[[Result, TextIO], None]] = {
    "csv": write_csv,
    "json": write_json,
    "xml": write_xml,
    "ttl": write_ttl,
}
FORMATS = ("table", *WRITERS)
