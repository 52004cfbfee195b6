// The drawing: one vis network whose data change with view, filters and selection.
const still = matchMedia("(prefers-reduced-motion: reduce)");
const READABLE = .55; // scale
const narrow = matchMedia("(max-width: 760px)");
// `hidden`, `shownEdges`, `near` and `touched` are what lettering needs to know: hidden nodes, edges that are shown,
// nodes around the selection and edges that it has.
const drawn = { network: null, nodes: null, edges: null, view: null, hidden: new Set(), shownEdges: [], near: new Set(), touched: [] };

const visNode = (n) => ({ id: n.id, x: n.x, y: n.y, size: n.size, shape: items[n.id].k === "Document" ? "custom" : n.shape, group: groupOf(n.id), hidden: drawn.hidden.has(n.id) });

function visEdges(view) {
  const places = new Map();
  return data.views[view].edges.map((e, id) => {
    const pair = Math.min(e.from, e.to) + "," + Math.max(e.from, e.to), place_ = places.get(pair) || 0;
    places.set(pair, place_ + 1);
    const style = e.e ? lineLook(e.s, e.e.length, place_) : lineLook(e.d ? "Occurred" : items[e.from].s, 1, 0);
    return { id, from: e.from, to: e.to, arrows: e.arrows, hidden: !drawn.shownEdges[id], ...style };
  });
}

function draw() {
  if (state.view === "table") return;
  const view = state.view, visible = shown(view), { nodes } = data.views[view];
  Object.assign(drawn, { hidden: new Set(nodes.map((n) => n.id).filter((i) => !visible.nodes.has(i))), shownEdges: visible.edges });
  drawn.nodes = new vis.DataSet(nodes.map(visNode));
  drawn.edges = new vis.DataSet(visEdges(view));
  if (drawn.network) drawn.network.setData({ nodes: drawn.nodes, edges: drawn.edges });
  else {
    drawn.network = new vis.Network(byId("graph"), { nodes: drawn.nodes, edges: drawn.edges }, options());
    drawn.network.on("click", clicked);
    drawn.network.on("afterDrawing", letter);
  }
  if (drawn.view !== view) fit(false, true);
  drawn.view = view;
  highlight();
  announce(visible.nodes.size);
}

function clicked({ nodes, edges }) {
  if (nodes.length) select({ node: nodes[0] });
  else if (edges.length) select({ edge: data.views[state.view].edges[edges[0]], view: state.view });
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
  const { nodes, edges } = data.views[state.view], chosen = chosenIds();
  const near = new Set(chosen.nodes);
  drawn.touched = edges.map((e, id) => drawn.shownEdges[id] && (chosen.edges.has(id) || (!chosen.edges.size && (chosen.nodes.has(e.from) || chosen.nodes.has(e.to)))));
  edges.forEach((e, id) => { if (drawn.touched[id]) near.add(e.from).add(e.to); });
  drawn.near = near;
  drawn.nodes.update(nodes.map((n) => ({ id: n.id, opacity: !near.size || near.has(n.id) ? 1 : .13 })));
  drawn.edges.update(edges.map((e, id) => ({ id, color: lineColour(e, near.size, drawn.touched[id]) })));
  drawn.network.selectNodes([...chosen.nodes].filter((i) => drawn.nodes.get(i) && !drawn.hidden.has(i)), false);
  rewrite();
}

function lineColour(e, selecting, touched) {
  const denied = e.s === "Negated" || (e.r && items[e.from].s === "Negated");
  const color = denied ? colour("denied") : colour(selecting && touched ? "accent" : "line");
  return { color, highlight: colour("accent"), hover: colour("accent"), opacity: !selecting ? .55 : touched ? .95 : .07 };
}

// The numbers of what is selected, in the view at hand.
function chosenIds() {
  const none = { nodes: new Set(), edges: new Set() }, selected = state.selected, { edges } = data.views[state.view];
  if (!selected) return none;
  if (selected.edge) {
    const id = edges.indexOf(selected.edge);
    return id < 0 ? none : { nodes: new Set([selected.edge.from, selected.edge.to]), edges: new Set([id]) };
  }
  if (drawn.nodes.get(selected.node)) return { nodes: new Set([selected.node]), edges: new Set() };
  const parties = isEvent(selected.node) ? (items[selected.node].r || []).map(([, i]) => i) : [];
  return { nodes: new Set(parties.filter((i) => drawn.nodes.get(i))), edges: new Set(edges.flatMap((e, id) => (e.e && e.e.includes(selected.node) ? [id] : []))) };
}

const motion = () => (still.matches ? false : { duration: 350, easingFunction: "easeInOutQuad" });

// What the legend and the buttons cover is not there for the drawing.
function room() {
  const { clientWidth: w, clientHeight: h } = byId("graph"), legend = byId("legend");
  const left = legendOpen && !narrow.matches ? legend.offsetLeft + legend.offsetWidth + 20 : 30;
  return { left, width: Math.max(160, w - left - 70), top: narrow.matches ? 60 : 30, height: Math.max(100, h - (narrow.matches ? 110 : 75)), w, h };
}

function fit(animated = true, opening = false) {
  const nodes = data.views[state.view].nodes.filter((n) => !drawn.hidden.has(n.id));
  if (!nodes.length) return;
  const reduce = (key, pick) => nodes.reduce((best, n) => pick(best, n[key]), nodes[0][key]);
  const [left, right, top, bottom] = [reduce("x", Math.min), reduce("x", Math.max), reduce("y", Math.min), reduce("y", Math.max)];
  const free = room(), scale = Math.min((free.width - 120) / (right - left + 40), (free.height - 40) / (bottom - top + 40), 1.4);
  if (opening && scale < READABLE && narrow.matches) { // a small screen opens on the best connected rather than on dust
    const best = nodes.reduce((a, b) => (b.size > a.size ? b : a));
    return drawn.network.moveTo({ position: best, scale: READABLE });
  }
  const offset = { x: free.left + free.width / 2 - free.w / 2, y: free.top + free.height / 2 - free.h / 2 };
  drawn.network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 }, scale, offset, animation: animated && motion() });
}

function zoomBy(factor) {
  drawn.network.moveTo({ scale: Math.max(.03, Math.min(5, drawn.network.getScale() * factor)), animation: motion() });
}

// Brings a node to where it can be seen beside its card, readable, without ever zooming out.
function moveTo(i) {
  if (state.view === "table" || !drawn.nodes.get(i)) return;
  const offset = { x: 0, y: narrow.matches ? -byId("graph").clientHeight * .3 : 0 };
  drawn.network.focus(i, { scale: Math.max(drawn.network.getScale(), .9), offset, animation: motion() });
}

// Opens a node wherever it can be seen: changes view and lifts filters where they stand in the way.
function reveal(i) {
  const inView = (view) => data.views[view] && data.views[view].nodes.some((n) => n.id === i);
  const changes = {};
  if (state.view !== "table" && !inView(state.view)) changes.view = "happened";
  const view = changes.view || state.view;
  if (view !== "table" && state.hiddenKinds.has(items[i].k)) changes.hiddenKinds = toggled(state.hiddenKinds, items[i].k);
  if (isEvent(i) && !passes(i)) Object.assign(changes, { hiddenStates: new Set(), days: null });
  if (view !== "table" && !connected[view].has(i) && !isArticle(i) && !isEvent(i)) changes.loose = true;
  if (Object.keys(changes).length) change(changes);
  select({ node: i });
  moveTo(i);
}

function renderZoom() {
  const button = (words, key, act) => el("button", { "aria-label": say(key), title: say(key), onclick: act }, words);
  byId("zoom").replaceChildren(button("+", "zoom_in", () => zoomBy(1.4)), button("−", "zoom_out", () => zoomBy(1 / 1.4)), button("⤢", "fit", () => fit()));
  byId("graph").setAttribute("aria-label", say("graph_label"));
}

listen((keys) => {
  for (const id of ["graph", "zoom"]) byId(id).hidden = state.view === "table";
  if (state.view === "table") byId("notice").hidden = true;
  if (["view", "hiddenKinds", "hiddenStates", "days", "loose", "language"].some((k) => keys.has(k))) draw();
  else if (keys.has("selected")) highlight();
  if (keys.has("language")) renderZoom();
});
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
  drawn.network.setOptions(options());
  draw();
});
