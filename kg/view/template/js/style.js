// How nodes and lines look. Colours come from the style sheet, so that light and dark are decided in one place.
const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
const DASHES = { Planned: [9, 6], Possible: [2, 5] };
const KINDS = Object.keys(OUTLINES);

function options() {
  const ink = colour("ink"), paper = colour("paper"), line = colour("line"), accent = colour("accent");
  const groups = {};
  for (const kind of KINDS) {
    const fill = colour(kind), border = colour("edge");
    groups[kind] = { color: { background: fill, border, highlight: { background: fill, border: ink }, hover: { background: fill, border: ink } } };
  }
  return {
    autoResize: true,
    physics: false,
    layout: { improvedLayout: false },
    groups,
    interaction: { hover: true, hideEdgesOnDrag: items.length > 1500, keyboard: { enabled: true, bindToWindow: false }, tooltipDelay: 1e9, zoomSpeed: .7 },
    nodes: {
      borderWidth: 1.2, borderWidthSelected: 3, labelHighlightBold: false, chosen: true,
      font: { color: ink, strokeWidth: 4, strokeColor: paper, face: "system-ui, sans-serif", vadjust: 0 },
      scaling: { label: { drawThreshold: 7.500, maxVisible: 26 } },
    },
    edges: {
      smooth: false, selectionWidth: 1.500, hoverWidth: 1, arrowStrikethrough: false,
      arrows: { to: { scaleFactor: .55 } },
      color: { color: line, highlight: accent, hover: accent, opacity: .7 },
      font: { size: 11, color: colour("soft"), strokeWidth: 4, strokeColor: paper, face: "system-ui, sans-serif", align: "horizontal" },
      scaling: { label: { drawThreshold: 10, maxVisible: 18 } },
    },
  };
}

// An event that did not (yet) take place is hollow; its outline says which.
function eventLook(status) {
  if (status === "Occurred") return {};
  const border = colour(status === "Negated" ? "denied" : "Event"), background = colour("paper");
  const both = { background, border };
  return { color: { ...both, highlight: both, hover: both }, borderWidth: 2, shapeProperties: { borderDashes: DASHES[status] ? [4, 3] : false } };
}

function lineLook(status, count, place) {
  const look = { width: Math.min(1 + Math.log2(count) * 1.2, 6), dashes: DASHES[status] || false };
  if (status === "Negated") look.color = { color: colour("denied"), highlight: colour("denied"), hover: colour("denied"), opacity: .8 };
  if (place) look.smooth = { enabled: true, type: place % 2 ? "curvedCW" : "curvedCCW", roundness: .16 * Math.ceil(place / 2) };
  return look;
}
