// The drawing: one vis network whose data change with view, filters and selection.
const still = matchMedia("(prefers-reduced-motion: reduce)");
const ALWAYS_LABELLED = 40; // lines: more of them would bury the picture under their labels; then only the selected ones speak
const drawn = { network: null, nodes: new vis.DataSet(), edges: new vis.DataSet(), view: null };

function visNodes(view, visible) {
  return data.views[view].nodes.map((n) => ({
    ...n, label: nodeLabel(n.id), hidden: !visible.nodes.has(n.id), opacity: 1,
    ...(isEvent(n.id) ? eventLook(items[n.id].s) : {}),
  }));
}

function visEdges(view, visible) {
  const places = new Map();
  const few = visible.edges.filter(Boolean).length <= ALWAYS_LABELLED;
  return data.views[view].edges.map((e, id) => {
    const pair = Math.min(e.from, e.to) + "," + Math.max(e.from, e.to);
    const place = places.get(pair) || 0;
    places.set(pair, place + 1);
    const event = isEvent(e.from) ? e.from : e.to;
    const look = e.e ? lineLook(e.s, e.e.length, place) : lineLook(e.d ? "Occurred" : items[event].s, 1, 0);
    return { id, from: e.from, to: e.to, arrows: e.arrows, hidden: !visible.edges[id], label: e.e && few ? tieLabel(e) : " ", ...look };
  });
}

function draw() {
  if (state.view === "table") return;
  const view = state.view, visible = shown(view);
  drawn.nodes = new vis.DataSet(visNodes(view, visible));
  drawn.edges = new vis.DataSet(visEdges(view, visible));
  if (drawn.network) {
    drawn.network.setOptions(options());
    drawn.network.setData({ nodes: drawn.nodes, edges: drawn.edges });
  } else {
    drawn.network = new vis.Network(byId("graph"), { nodes: drawn.nodes, edges: drawn.edges }, options());
    drawn.network.on("click", clicked);
  }
  if (drawn.view !== view) fit(false);
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
  const notice = byId("notice");
  notice.hidden = count > 0;
  const nothing = data.views.happened.nodes.length === 0;
  notice.replaceChildren(say(nothing ? "empty" : "hidden_all"), nothing ? "" : el("button", { class: "plain", onclick: showAll }, say("reset")));
}

// Dims whatever the selection has nothing to do with, and names the lines that it has.
function highlight() {
  if (!drawn.network || state.view === "table") return;
  const { nodes, edges } = data.views[state.view];
  const chosen = chosenIds();
  const near = new Set(chosen.nodes);
  const touches = edges.map((e, id) => chosen.edges.has(id) || (!chosen.edges.size && (chosen.nodes.has(e.from) || chosen.nodes.has(e.to))));
  edges.forEach((e, id) => { if (touches[id] && !drawn.edges.get(id).hidden) near.add(e.from).add(e.to); });
  const all = near.size === 0, ink = colour("ink"), pale = colour("rule");
  drawn.nodes.update(nodes.map((n) => ({ id: n.id, opacity: all || near.has(n.id) ? 1 : .13, font: { ...n.font, color: all || near.has(n.id) ? ink : pale } })));
  drawn.edges.update(edges.map((e, id) => edgeEmphasis(e, id, all, touches[id])));
  drawn.network.selectNodes([...chosen.nodes].filter((i) => drawn.nodes.get(i) && !drawn.nodes.get(i).hidden), false);
}

function edgeEmphasis(e, id, all, touched) {
  const base = e.s === "Negated" || (e.r && items[e.from].s === "Negated") ? colour("denied") : colour("line");
  const few = data.views[state.view].edges.length <= ALWAYS_LABELLED;
  const words = e.e ? tieLabel(e) : (e.r || []).map(roleName).join(", ");
  const named = (touched && !all) || (all && few && e.e);
  return { id, label: named && words ? words : " ", color: { color: touched && !all ? colour("accent") : base, highlight: colour("accent"), hover: colour("accent"), opacity: all ? .6 : touched ? .9 : .07 } };
}

// The numbers of what is selected, in the view at hand.
function chosenIds() {
  const none = { nodes: new Set(), edges: new Set() }, selected = state.selected;
  if (!selected) return none;
  if (selected.edge) {
    const id = data.views[state.view].edges.indexOf(selected.edge);
    return id < 0 ? none : { nodes: new Set([selected.edge.from, selected.edge.to]), edges: new Set([id]) };
  }
  if (drawn.nodes.get(selected.node)) return { nodes: new Set([selected.node]), edges: new Set() };
  const parties = isEvent(selected.node) ? (items[selected.node].r || []).map(([, i]) => i) : [];
  const ids = data.views[state.view].edges.flatMap((e, id) => (e.e && e.e.includes(selected.node) ? [id] : []));
  return { nodes: new Set(parties.filter((i) => drawn.nodes.get(i))), edges: new Set(ids) };
}

const motion = () => (still.matches ? false : { duration: 350, easingFunction: "easeInOutQuad" });

function fit(animated = true) {
  const visible = drawn.nodes.getIds({ filter: (n) => !n.hidden });
  if (visible.length) drawn.network.fit({ nodes: visible, maxZoomLevel: 1.3, animation: animated && motion() });
}

function zoomBy(factor) {
  drawn.network.moveTo({ scale: Math.max(.03, Math.min(4, drawn.network.getScale() * factor)), animation: motion() });
}

// Brings a node to the middle, readable, without ever zooming out.
function moveTo(i) {
  if (state.view !== "table" && drawn.nodes.get(i)) drawn.network.focus(i, { scale: Math.max(drawn.network.getScale(), .85), animation: motion() });
}

// Opens a node wherever it can be seen: changes view and lifts filters where they stand in the way.
function reveal(i) {
  const inView = (view) => data.views[view] && data.views[view].nodes.some((n) => n.id === i);
  const changes = {};
  if (state.view !== "table" && !inView(state.view)) changes.view = "happened";
  const view = changes.view || state.view;
  if (state.hiddenKinds.has(items[i].k)) changes.hiddenKinds = toggled(state.hiddenKinds, items[i].k);
  if (isEvent(i) && !passes(i)) Object.assign(changes, { hiddenStates: new Set(), days: null });
  if (view !== "table" && !connected[view].has(i) && !isArticle(i)) changes.loose = true;
  if (Object.keys(changes).length) change(changes);
  select({ node: i });
  moveTo(i);
}

function renderZoom() {
  const button = (sign_, key, act) => el("button", { "aria-label": say(key), title: say(key), onclick: act }, sign_);
  byId("zoom").replaceChildren(button("+", "zoom_in", () => zoomBy(1.4)), button("−", "zoom_out", () => zoomBy(1 / 1.4)), button("⤢", "fit", () => fit()));
  byId("graph").setAttribute("aria-label", say("graph_label"));
}

listen((keys) => {
  const tables = state.view === "table";
  for (const id of ["graph", "zoom"]) byId(id).hidden = tables;
  if (tables) byId("notice").hidden = true;
  if (["view", "hiddenKinds", "hiddenStates", "days", "loose", "language"].some((k) => keys.has(k))) draw();
  else if (keys.has("selected")) highlight();
  if (keys.has("language")) renderZoom();
});
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
