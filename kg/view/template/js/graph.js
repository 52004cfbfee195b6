// The drawing: one vis network. A filter or a selection changes what is drawn in place, since making ten thousand nodes
// anew takes seconds: options are set on the nodes and lines that vis keeps (its version is pyvis's, and locked).
const still = matchMedia("(prefers-reduced-motion: reduce)");
const READABLE = .55; // scale
const MANY_LINES = 400; // are drawn fainter, or they would cover everything
const narrow = matchMedia("(max-width: 760px)");
// `visible` nodes and `lines`, nodes `near` the selection and lines `touched` by it, as numbers: what lettering needs to know.
const drawn = { network: null, nodes: null, edges: null, view: null, visible: new Set(), lines: new Set(), near: new Set(), touched: new Set(), dragging: false };
const standing = Object.fromEntries(Object.entries(data.views).map(([view, { nodes }]) => [view, new Map(nodes.map((n) => [n.id, n]))]));

// Which of the lines between two nodes a line is, in each view: the first is straight, others bend.
const bends = Object.fromEntries(Object.entries(data.views).map(([view, { edges }]) => {
  const seen_ = new Map();
  return [view, edges.map((e) => {
    const pair = Math.min(e.from, e.to) + "," + Math.max(e.from, e.to), place_ = seen_.get(pair) || 0;
    seen_.set(pair, place_ + 1);
    return place_;
  })];
}));

const visNode = (i) => {
  const n = standing[state.view].get(i);
  return { id: i, x: n.x, y: n.y, size: n.size, shape: items[i].k === "Document" ? "custom" : n.shape, group: groupOf(i) };
};

function visEdge(id) {
  const e = data.views[state.view].edges[id];
  const style = e.e ? lineLook(e.s, e.e.length, bends[state.view][id]) : lineLook(e.d ? "Occurred" : items[e.from].s, 1, 0);
  return { id, from: e.from, to: e.to, arrows: e.arrows, color: lineColour(e, false, false), ...style };
}

function draw() {
  if (state.view === "table") return;
  const view = state.view, visible = shown(view);
  settle(view, visible.nodes);
  Object.assign(drawn, { visible: visible.nodes, lines: new Set(visible.edges.flatMap((on, id) => (on ? [id] : []))) });
  const opening = drawn.view !== view;
  if (opening) fill();
  else adjust();
  drawn.view = view;
  if (opening) fit(false, true);
  if (state.selected || drawn.near.size) highlight();
  rewrite();
  announce(visible.nodes.size);
}

// A view's network, with what is visible.
function fill() {
  drawn.nodes = new vis.DataSet([...drawn.visible].map(visNode));
  drawn.edges = new vis.DataSet([...drawn.lines].map(visEdge));
  if (drawn.network) return drawn.network.setData({ nodes: drawn.nodes, edges: drawn.edges });
  drawn.network = new vis.Network(byId("graph"), { nodes: drawn.nodes, edges: drawn.edges }, options());
  drawn.network.on("click", clicked);
  drawn.network.on("afterDrawing", letter);
  drawn.network.on("dragStart", () => { drawn.dragging = true; });
  drawn.network.on("dragEnd", () => { drawn.dragging = false; keepPlaces(); });
  nameFrame();
}

// Adds what has become visible and hides what no longer is.
function adjust() {
  const { nodes, edges, emitter } = drawn.network.body;
  const add = [...drawn.visible].filter((i) => !nodes[i]), lines = [...drawn.lines].filter((id) => !edges[id]);
  if (add.length) drawn.nodes.add(add.map(visNode));
  if (lines.length) drawn.edges.add(lines.map(visEdge));
  for (const node of Object.values(nodes)) node.options.hidden = !drawn.visible.has(node.id);
  for (const edge of Object.values(edges)) edge.options.hidden = !drawn.lines.has(edge.id);
  if (state.moving) return emitter.emit("_dataChanged"); // tells the forces, which costs more than the drawing
  drawn.network._updateVisibleIndices();
  emitter.emit("_requestRedraw");
}

// Where the nodes stand now, after the reader or the forces have moved them.
function keepPlaces() {
  for (const [i, { x, y }] of Object.entries(drawn.network.getPositions())) Object.assign(standing[drawn.view].get(Number(i)) || {}, { x, y });
  rewrite();
}

// A place for each node that has none yet: the nearest free one around a neighbour that has.
function settle(view, nodes) {
  const waiting = [...nodes].filter((i) => standing[view].get(i).x === undefined);
  if (!waiting.length) return;
  const taken = crowd(80), box = (n, x, y) => ({ owner: n.id, x: x - n.size - 14, y: y - n.size - 12, w: 2 * n.size + 28, h: 2 * n.size + 24 });
  for (const i of nodes) if (standing[view].get(i).x !== undefined) taken.add(box(standing[view].get(i), standing[view].get(i).x, standing[view].get(i).y));
  const placedNear = (i) => neighboursOf(view, i).filter((j) => standing[view].get(j).x !== undefined);
  for (let round = 0; waiting.length; round++) {
    const next = waiting.findIndex((i) => placedNear(i).length), [i] = waiting.splice(Math.max(0, next), 1);
    const near = placedNear(i).filter((j) => nodes.has(j)), anchor = standing[view].get(near[0] !== undefined ? near[0] : placedNear(i)[0]) || { x: 0, y: 0 };
    Object.assign(standing[view].get(i), free(standing[view].get(i), anchor, taken, box));
    taken.add(box(standing[view].get(i), standing[view].get(i).x, standing[view].get(i).y));
  }
}

function free(node, { x, y }, taken, box) {
  const outward = Math.atan2(y, x);
  for (let away = 70; away < 4000; away += 32) {
    const turns = Math.ceil(away / 5);
    for (let k = 0; k < turns; k++) {
      const angle = outward + (k % 2 ? 1 : -1) * Math.ceil(k / 2) * (2 * Math.PI / turns);
      const at = { x: Math.round(x + away * 1.2 * Math.cos(angle)), y: Math.round(y + away * Math.sin(angle)) };
      if (taken.free(box(node, at.x, at.y))) return at;
    }
  }
  return { x, y };
}

function clicked({ nodes, edges, event }) {
  const shift = event && event.srcEvent && event.srcEvent.shiftKey && state.selected && state.selected.node !== undefined;
  if (nodes.length) {
    if (shift && state.seeking === null) Object.assign(state, { seeking: state.selected.node });
    if (state.seeking !== null && state.seeking !== nodes[0] && !isArticle(nodes[0])) return pathTo(nodes[0]);
    select({ node: nodes[0] });
  } else if (edges.length) select({ edge: data.views[state.view].edges[edges[0]], view: state.view });
  else select(null);
}

function announce(count) {
  const notice = byId("notice"), nothing = data.views.happened.nodes.length === 0;
  notice.hidden = count > 0;
  notice.replaceChildren(say(nothing ? "empty" : "hidden_all"), nothing ? "" : el("button", { class: "plain", onclick: showAll }, say("reset")));
}

// Dims whatever the selection has nothing to do with.
function highlight() {
  if (!drawn.network || state.view === "table") return;
  const { edges } = data.views[state.view], chosen = chosenIds(), { nodes: visNodes, edges: visEdges } = drawn.network.body;
  const near = new Set(chosen.nodes), touched = new Set();
  for (const id of drawn.lines) {
    const e = edges[id];
    if (chosen.edges.has(id) || (!chosen.edges.size && !chosen.only && (chosen.nodes.has(e.from) || chosen.nodes.has(e.to)))) touched.add(id);
  }
  for (const id of touched) near.add(edges[id].from).add(edges[id].to);
  Object.assign(drawn, { near, touched });
  for (const node of Object.values(visNodes)) node.options.opacity = !near.size || near.has(node.id) ? 1 : .13;
  for (const edge of Object.values(visEdges)) edge.options.color = lineColour(edges[edge.id], near.size, touched.has(edge.id));
  drawn.network.selectNodes([...chosen.nodes].filter((i) => drawn.visible.has(i)), false);
  rewrite();
  drawn.network.redraw();
}

function lineColour(e, selecting, touched) {
  const denied = e.s === "Negated" || (e.r && items[e.from].s === "Negated");
  const color = denied ? colour("denied") : colour(selecting && touched ? "accent" : "line");
  return { color, highlight: colour("accent"), hover: colour("accent"), inherit: false, opacity: !selecting ? (drawn.lines.size > MANY_LINES ? .45 : .85) : touched ? .95 : .07 };
}

// The numbers of what is selected, in the view at hand.
function chosenIds() {
  const none = { nodes: new Set(), edges: new Set() }, selected = state.selected, { edges } = data.views[state.view];
  if (!selected) return none;
  if (selected.path) {
    const found = pathBetween(...selected.path);
    return found.view === state.view ? { nodes: new Set(found.nodes), edges: new Set(found.lines), only: true } : none;
  }
  if (selected.edge) {
    const id = edges.indexOf(selected.edge);
    return id < 0 ? none : { nodes: new Set([selected.edge.from, selected.edge.to]), edges: new Set([id]) };
  }
  if (drawn.visible.has(selected.node)) return { nodes: new Set([selected.node]), edges: new Set() };
  const parties = isEvent(selected.node) ? (items[selected.node].r || []).map(([, i]) => i) : [];
  return { nodes: new Set(parties.filter((i) => drawn.visible.has(i))), edges: new Set(edges.flatMap((e, id) => (e.e && e.e.includes(selected.node) ? [id] : []))) };
}

const motion = () => (still.matches ? false : { duration: 350, easingFunction: "easeInOutQuad" });

// What the legend and the buttons cover is not there for the drawing.
function room() {
  const { clientWidth: w, clientHeight: h } = byId("graph"), legend = byId("legend");
  if (narrow.matches) return { left: 10, width: w - 20, top: 60, height: Math.max(100, h - 110), w, h };
  const left = legendOpen ? legend.offsetLeft + legend.offsetWidth + 20 : 30;
  return { left, width: Math.max(160, w - left - 70), top: 30, height: Math.max(100, h - 75), w, h };
}

function fit(animated = true, opening = false) {
  fitTo([...drawn.visible], animated, opening);
}

function fitTo(numbers, animated = true, opening = false) {
  const nodes = numbers.map((i) => standing[state.view].get(i)).filter((n) => n && n.x !== undefined);
  if (!nodes.length) return;
  const reduce = (key, pick) => nodes.reduce((best, n) => pick(best, n[key]), nodes[0][key]);
  const [left, right, top, bottom] = [reduce("x", Math.min), reduce("x", Math.max), reduce("y", Math.min), reduce("y", Math.max)];
  const free_ = room(), scale = Math.min((free_.width - 120) / (right - left + 40), (free_.height - 40) / (bottom - top + 40), 1.4);
  if (opening && scale < READABLE && narrow.matches) { // a small screen opens on the best connected rather than on dust
    const best = nodes.reduce((a, b) => (b.size > a.size ? b : a));
    return drawn.network.moveTo({ position: best, scale: READABLE });
  }
  const offset = { x: free_.left + free_.width / 2 - free_.w / 2, y: free_.top + free_.height / 2 - free_.h / 2 };
  drawn.network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 }, scale, offset, animation: animated && motion() });
}

function zoomBy(factor) {
  drawn.network.moveTo({ scale: Math.max(.03, Math.min(5, drawn.network.getScale() * factor)), animation: motion() });
}

// Brings a node to where it can be seen beside its card, readable, without ever zooming out.
function moveTo(i) {
  if (state.view === "table" || !drawn.visible.has(i)) return;
  const offset = { x: 0, y: narrow.matches ? -byId("graph").clientHeight * .3 : 0 };
  drawn.network.focus(i, { scale: Math.max(drawn.network.getScale(), .9), offset, animation: motion() });
}

// When the card opens or closes, the drawing keeps its scale, and the selected node stays in sight.
function keepView() {
  if (!drawn.network || state.view === "table") return;
  const position = drawn.network.getViewPosition(), scale = drawn.network.getScale(), i = state.selected && state.selected.node;
  drawn.network.setSize();
  drawn.network.moveTo({ position, scale });
  if (!drawn.visible.has(i) || narrow.matches) return;
  const { x } = drawn.network.canvasToDOM(standing[state.view].get(i)), { clientWidth: w } = byId("graph");
  if (x < 40 || x > w - 80) drawn.network.moveTo({ position: { x: standing[state.view].get(i).x, y: position.y }, scale, animation: motion() });
}

// Opens a node wherever it can be seen: changes view, adds it and lifts filters where they stand in the way.
function reveal(i) {
  const changes = {}, tiedHere = state.view === "people" && isEvent(i) && data.views.people.edges.some((e, id) => drawn.lines.has(id) && e.e.includes(i));
  if (state.view !== "table" && !inView(state.view, i) && !tiedHere) changes.view = "happened";
  const view = changes.view || state.view;
  if (view !== "table" && inView(view, i) && state.off.kind.has(items[i].k)) changes.off = { ...state.off, kind: toggled(state.off.kind, items[i].k) };
  if (isEvent(i) && !passes(i)) Object.assign(changes, { off: { ...nothingOff(), kind: (changes.off || state.off).kind }, range: null, undated: true });
  if (!inSight(i) && !isArticle(i)) Object.assign(changes, { around: null });
  if (state.away.has(i)) changes.away = toggled(state.away, i);
  if (!isArticle(i) && (!isFirst(i) || (view !== "table" && !isEvent(i) && !shown(view).nodes.has(i)))) changes.opened = new Set([...state.opened, i]);
  if (Object.keys(changes).length) change(changes);
  select({ node: i });
  moveTo(i);
}

// Forces, only while the reader wants them.
function move() {
  if (!drawn.network || state.view === "table") return;
  drawn.network.setOptions({ physics: { enabled: state.moving, solver: "forceAtlas2Based", stabilization: false } });
  if (!state.moving) keepPlaces();
}

function renderZoom() {
  const button = (words, key, act, attributes = {}) => el("button", { "aria-label": say(key), title: say(key), onclick: act, ...attributes }, words);
  byId("zoom").replaceChildren(
    button("+", "zoom_in", () => zoomBy(1.4)), button("−", "zoom_out", () => zoomBy(1 / 1.4)), button("⤢", "fit", () => fit()),
    button("≈", "moving", () => change({ moving: !state.moving }), { "aria-pressed": String(state.moving), "aria-keyshortcuts": "m", id: "moving" }));
  nameFrame();
}

// The frame is what the keyboard reaches: vis gives it the keys, but neither a name nor its place in the order.
function nameFrame() {
  const frame = byId("graph").querySelector(".vis-network");
  if (!frame) return;
  for (const [name, value] of Object.entries({ tabindex: 0, role: "application", "aria-label": say("graph_label") })) frame.setAttribute(name, value);
}

listen((keys) => {
  for (const id of ["graph", "zoom"]) byId(id).hidden = state.view === "table";
  if (state.view === "table") byId("notice").hidden = true;
  if (filtering(keys) || keys.has("view")) draw();
  else if (keys.has("selected") && drawn.view === state.view) highlight();
  if (keys.has("language")) rewrite();
  if (keys.has("language") && drawn.network && state.view !== "table") drawn.network.redraw();
  if (keys.has("moving")) move();
  if (keys.has("language") || keys.has("moving")) renderZoom();
});
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
  colours.clear();
  if (!drawn.network) return;
  drawn.network.setOptions(options());
  drawn.view = null;
  draw();
});
