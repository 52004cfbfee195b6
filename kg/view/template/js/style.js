// How nodes and lines look. Colours come from the style sheet, so that light and dark are decided in one place.
const colours = new Map();
function colour(name) {
  if (!colours.has(name)) colours.set(name, getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim());
  return colours.get(name);
}
const DASHES = { Planned: [9, 6], Possible: [2, 5] };
const KINDS = Object.keys(OUTLINES);

// The vis group of a node: its kind; for an event that did not (yet) take place, its status.
const groupOf = (i) => (isEvent(i) && items[i].s !== "Occurred" ? items[i].s : items[i].k);

function groups() {
  const looks = {};
  for (const kind of KINDS) looks[kind] = look(colour(kind), colour("edge"));
  looks.Document.ctxRenderer = sheet;
  for (const status of ["Planned", "Possible", "Negated"]) {
    const dashes = { Planned: [5, 3], Possible: [1.5, 2.5] }[status] || false;
    looks[status] = { ...look(colour("paper"), colour(status === "Negated" ? "denied" : "Event")), borderWidth: 2.2, shapeProperties: { borderDashes: dashes } };
  }
  return looks;
}

function look(background, border) {
  const raised = { background, border: colour("ink") };
  return { color: { background, border, highlight: raised, hover: raised } };
}

// An article is a sheet of paper with a folded corner.
function sheet({ ctx, x, y, state: { selected }, style }) {
  const h = style.size, w = h * .75;
  const drawNode = () => {
    ctx.save();
    ctx.globalAlpha = style.opacity === undefined ? 1 : style.opacity;
    ctx.beginPath();
    for (const [px, py] of [[-w, -h], [w * .4, -h], [w, -h * .5], [w, h], [-w, h]]) ctx.lineTo(x + px, y + py);
    ctx.closePath();
    ctx.fillStyle = colour("Document");
    ctx.fill();
    ctx.strokeStyle = colour(selected ? "ink" : "edge");
    ctx.lineWidth = selected ? 3 : 1.2;
    ctx.stroke();
    ctx.restore();
  };
  return { drawNode, nodeDimensions: { width: 2 * w, height: 2 * h } };
}

function options() {
  return {
    autoResize: true,
    physics: { enabled: state.moving, solver: "forceAtlas2Based", stabilization: false },
    layout: { improvedLayout: false },
    groups: groups(),
    interaction: { hover: true, hideEdgesOnDrag: items.length > 1500, keyboard: { enabled: true, bindToWindow: false }, tooltipDelay: 1e9, zoomSpeed: .7 },
    nodes: { borderWidth: 1.2, borderWidthSelected: 3, chosen: true },
    edges: { smooth: false, selectionWidth: 1.5, hoverWidth: 1, arrowStrikethrough: false, arrows: { to: { scaleFactor: .55 } } },
  };
}

function lineLook(status, count, place) {
  const found = { width: Math.min(1 + Math.log2(count) * 1.2, 6), dashes: DASHES[status] || false };
  if (place) found.smooth = { enabled: true, type: place % 2 ? "curvedCW" : "curvedCCW", roundness: .22 * Math.ceil(place / 2) };
  return found;
}
