// Kinds and statuses with their counts in the view at hand; each is a switch.
let legendOpen = innerWidth > 760;

function renderLegend() {
  const view = state.view === "table" ? "happened" : state.view;
  const ids = data.views[view].nodes.map((n) => n.id);
  const linked = ids.filter((i) => connected[view].has(i) || isArticle(i) || isEvent(i));
  const loose = ids.length - linked.length;
  const count = (kind) => linked.filter((i) => items[i].k === kind).length;
  const kinds = KINDS.filter((kind) => count(kind)).map((kind) =>
    row(sign(kind), kindName(kind), count(kind), !state.hiddenKinds.has(kind), () => change({ hiddenKinds: toggled(state.hiddenKinds, kind) })));
  if (loose) kinds.push(row(sign("Thing"), say("loose"), loose, state.loose, () => change({ loose: !state.loose })));
  const states = STATES.map((status) => [status, eventNumbers.filter((e) => items[e].s === status).length]).filter(([, n]) => n).map(([status, n]) =>
    row(stroke(status), statusName(status), n, !state.hiddenStates.has(status), () => change({ hiddenStates: toggled(state.hiddenStates, status) })));
  byId("legend").replaceChildren(el("details", { open: legendOpen, ontoggle: (e) => { legendOpen = e.target.open; } }, el("summary", {}, say("legend")),
    el("h2", {}, say("kinds")), el("ul", {}, kinds), states.length ? el("h2", {}, say("states")) : null, el("ul", {}, states)));
}

function row(picture, words, count, on, act) {
  const press = () => { act(); refocus(words); };
  return el("li", {}, el("button", { class: "row", "aria-pressed": String(on), onclick: press }, picture, el("span", { class: "label" }, words), el("span", {}, number(count))));
}

// The legend is made anew on each change: whoever uses the keyboard stays where they were.
function refocus(words) {
  const again = [...byId("legend").querySelectorAll("button")].find((b) => b.querySelector(".label").textContent === words);
  if (again) again.focus();
}

function stroke(status) {
  const line = svg("line", {
    x1: 0, y1: 8, x2: 16, y2: 8, stroke: status === "Negated" ? "var(--denied)" : "var(--ink)", "stroke-width": 2,
    "stroke-dasharray": { Planned: "5 3", Possible: "2 3" }[status] || "none",
  });
  const cross = status === "Negated" ? [svg("path", { d: "M5 4l6 8M11 4l-6 8", stroke: "var(--denied)", "stroke-width": 1.5 })] : [];
  return svg("svg", { class: "sign", viewBox: "0 0 16 16", "aria-hidden": "true" }, line, ...cross);
}

listen((keys) => { if (["view", "hiddenKinds", "hiddenStates", "loose", "language"].some((k) => keys.has(k))) renderLegend(); });
