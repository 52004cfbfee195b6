"""Draws docs/graph.svg, the picture of the model of the graph: `python tools/draw_graph.py`."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import NamedTuple

OUT = Path(__file__).parent.parent / "docs" / "graph.svg"
WIDTH, HEIGHT = 1000, 640


class Box(NamedTuple):
    """A node: centre, size, colour of its kind, lines of text (the first in bold)."""

    x: int
    y: int
    width: int
    kind: str
    lines: tuple[str, ...]

    @property
    def height(self) -> int:
        return 16 + 18 * len(self.lines)


COLOURS = {"event": "#c2410c", "entity": "#1d4ed8", "place": "#15803d", "claim": "#7e22ce", "text": "#475569"}
BOXES = {
    "event": Box(
        440, 140, 220, "event", ("ev:reception-79b2…", "a kg:Reception, kg:Meeting …", "kg:date 2017-11-20", "kg:status kg:Occurred")
    ),
    "putin": Box(145, 60, 190, "entity", ("ent:vladimir-poutine", "a schema:Person")),
    "assad": Box(145, 250, 190, "entity", ("ent:bachar-al-assad", "a schema:Person")),
    "sochi": Box(780, 70, 170, "place", ("ent:sotchi", "a schema:City")),
    "russia": Box(780, 170, 170, "place", ("ent:russie", "a schema:Country")),
    "claim": Box(440, 375, 220, "claim", ("claim", "a kg:Claim, names a graph", "kg:status, kg:rule")),
    "sentence": Box(780, 375, 240, "text", ("nif:Sentence", "nif:beginIndex, nif:endIndex", "nif:anchorOf « M. Al-Assad … »")),
    "document": Box(780, 545, 240, "text", ("doc:…", "a schema:NewsArticle", "dcterms:date, dcterms:source")),
    "source": Box(780, 265, 190, "entity", ("whoever says so", "a source, or the article")),
    "mention": Box(145, 545, 240, "text", ("doc:…#char=1081,1096", "a nif:Phrase", "nif:anchorOf « Bachar Al-Assad »")),
}
ARROWS = (
    ("event", "putin", "kg:host"),
    ("event", "assad", "kg:participant"),
    ("putin", "assad", "kg:metWith"),
    ("event", "sochi", "sem:hasPlace"),
    ("sochi", "russia", "schema:containedInPlace"),
    ("claim", "event", "kg:about"),
    ("claim", "sentence", "kg:sentence"),
    ("claim", "document", "prov:wasDerivedFrom"),
    ("claim", "source", "kg:saidBy"),
    ("mention", "assad", "itsrdf:taIdentRef"),
    ("mention", "document", "nif:referenceContext"),
)
BANDS = (
    (10, 300, "the default graph: each fact once"),
    (318, 122, "who says so: a claim for each sentence"),
    (448, 184, "where it stands: a graph for each article"),
)


def main() -> None:
    OUT.write_text(picture(), "utf-8")


def picture() -> str:
    """The picture as SVG."""
    bands = [
        f'<rect x="8" y="{y}" width="{WIDTH - 16}" height="{h}" rx="10" fill="#f8fafc" stroke="#cbd5e1"/>'
        f'<text x="170" y="{y + h - 12}" class="band">{escape(text)}</text>'
        for y, h, text in BANDS
    ]
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-labelledby="title">'
        '<title id="title">An event with its roles, the claim that supports it with its sentence and source, and the mention of an '
        "entity in the article</title>"
        "<style>text{font:13px system-ui,sans-serif;fill:#0f172a}.name{font-weight:600}.band{fill:#64748b;font-style:italic}"
        ".edge{font-size:12px;fill:#334155;paint-order:stroke;stroke:#f8fafc;stroke-width:4px}</style>"
        '<defs><marker id="tip" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto">'
        '<path d="M0,0L8,4L0,8z" fill="#64748b"/></marker></defs>'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>'
    )
    return "\n".join([head, *bands, *(arrow(*a) for a in ARROWS), *map(box, BOXES.values()), "</svg>", ""])


def box(node: Box) -> str:
    left, top = node.x - node.width // 2, node.y - node.height // 2
    lines = [
        f'<text x="{node.x}" y="{top + 21 + 18 * k}" text-anchor="middle" class="{"line" if k else "name"}">{escape(line)}</text>'
        for k, line in enumerate(node.lines)
    ]
    colour = COLOURS[node.kind]
    frame = (
        f'<rect x="{left}" y="{top}" width="{node.width}" height="{node.height}" rx="8" fill="#fff" stroke="{colour}" stroke-width="2"/>'
    )
    return "".join([frame, *lines])


def arrow(start: str, end: str, name: str) -> str:
    """A line between the edges of two boxes, with its name in the middle."""
    a, b = BOXES[start], BOXES[end]
    (x1, y1), (x2, y2) = edge(a, b), edge(b, a)
    line = f'<line x1="{x1:.0f}" y1="{y1:.0f}" x2="{x2:.0f}" y2="{y2:.0f}" stroke="#64748b" stroke-width="1.5" marker-end="url(#tip)"/>'
    return f'{line}<text x="{(x1 + x2) / 2:.0f}" y="{(y1 + y2) / 2 - 5:.0f}" text-anchor="middle" class="edge">{escape(name)}</text>'


def edge(a: Box, b: Box) -> tuple[float, float]:
    """Where the line from the centre of a box to that of another leaves it."""
    dx, dy = b.x - a.x, b.y - a.y
    reach = min(a.width / 2 / abs(dx) if dx else 9.0, a.height / 2 / abs(dy) if dy else 9.0)
    return a.x + dx * reach, a.y + dy * reach


if __name__ == "__main__":
    main()
