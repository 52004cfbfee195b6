// The card of what is selected.
function renderPanel() {
  const panel = byId("panel"), selected = state.selected;
  const opened = panel.hidden && selected;
  panel.hidden = !selected;
  panel.setAttribute("aria-label", say("panel_label"));
  if (!selected) return panel.replaceChildren();
  panel.replaceChildren(...(selected.edge ? edgeCard(selected) : nodeCard(selected.node)).filter(Boolean));
  panel.scrollTop = 0;
  if (opened) requestAnimationFrame(() => drawn.network && drawn.network.redraw());
}

function nodeCard(i) {
  if (isEvent(i)) return eventCard(i, null);
  return isArticle(i) ? articleCard(i) : entityCard(i);
}

function top_(kind, words) {
  const back = state.before.length ? el("button", { onclick: goBack }, "← " + say("back")) : null;
  const close = el("button", { "aria-label": say("close"), title: say("close"), onclick: () => select(null) }, "✕");
  return el("div", { class: "top" }, el("div", { class: "kind" }, kind ? sign(kind) : null, words), el("div", {}, back, close));
}

function goBack() {
  const before = [...state.before], selected = before.pop();
  change({ before, selected });
}

const heading = (text) => el("h2", { tabindex: "-1" }, text);
function section(key, ...content) {
  const filled = content.flat().filter(Boolean);
  return filled.length ? [el("h3", {}, say(key)), ...filled] : [];
}
const pairs = (rows) => (rows.length ? el("dl", {}, rows.flatMap(([term, ...value]) => [el("dt", {}, term), el("dd", {}, ...value)])) : null);
const joined = (nodes) => nodes.flatMap((node, i) => (i ? [", ", node] : [node]));
const links = (item) => (item.u || []).flatMap(([label, address], i) => [i ? el("br") : null, outside(label, address)]);

function entityCard(i) {
  const item = items[i];
  const mentioned = item.m ? say(item.m === 1 ? "mention" : "mentions", { n: number(item.m) }) : "";
  return [
    top_(item.k, typesOf(i)), heading(nameOf(i)), el("p", { class: "byline lead" }, mentioned),
    ...section("aliases", (item.a || []).length ? el("p", {}, item.a.join(" · ")) : null),
    ...section("background", pairs((item.b || []).map(([role, name]) => [roleName(role), inLanguage(name)]))),
    ...section("neighbours", neighbours(i)),
    ...section("happenings", eventList(eventsOf[i], i)),
    ...section("identifiers", links(item), el("p", { class: "iri" }, item.i)),
  ];
}

// With whom an entity is tied, the most often first.
function neighbours(i) {
  const counts = new Map();
  for (const e of data.views.people.edges.filter((x) => x.from === i || x.to === i)) {
    const other = e.from === i ? e.to : e.from;
    counts.set(other, (counts.get(other) || 0) + e.e.length);
  }
  const sorted = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, 12);
  return sorted.length ? el("p", {}, joined(sorted.map(([other, n]) => el("span", {}, go(other), n > 1 ? ` ×${n}` : "")))) : null;
}

function eventList(events, target) {
  const open = events.length <= 12 ? events.length : 3;
  return events.length ? el("ul", { class: "items" }, events.map((e, i) => el("li", {}, eventEntry(e, target, i < open)))) : null;
}

function eventEntry(e, target, open) {
  const status = items[e].s === "Occurred" ? null : [" ", chip(items[e].s)];
  const when = whenOf(e) ? el("small", {}, ` ${whenOf(e)}`) : null;
  return el("details", { class: "event", open }, el("summary", {}, go(e), status, when), ...quotes(e, target));
}

const chip = (status) => el("span", { class: `chip ${status}` }, statusName(status));

function eventCard(i, target) {
  const item = items[i];
  const roles = new Map();
  for (const [role, other] of item.r || []) roles.set(role, [...(roles.get(role) || []), go(other)]);
  const figures = (item.q || []).map(([prop, words]) => [roleName(prop), inLanguage(words)]);
  const said = (item.l || []).map(([prop, text]) => [roleName(prop), `« ${text} »`]);
  return [
    top_("Event", typesOf(i)), heading(nameOf(i)),
    el("p", { class: "lead" }, chip(item.s), whenOf(i) ? ` ${whenOf(i)}` : null),
    el("p", { class: "byline" }, item.z === 1 ? say("source_one") : say("source_many", { n: number(item.z) })),
    item.y ? el("p", { class: "dispute" }, say("disputed", { what: item.y.map(roleName).join(", ") })) : "",
    ...section("roles", pairs([...roles].map(([role, nodes]) => [roleName(role), ...joined(nodes)]))),
    ...section("figures", pairs(figures)),
    ...(said.length ? [pairs(said)] : []),
    ...section("evidence", quotes(i, target)),
    el("p", { class: "iri" }, item.i),
  ];
}

function articleCard(i) {
  const item = items[i];
  return [
    top_(item.k, typesOf(i)), heading(nameOf(i)), el("p", { class: "lead" }, whenOf(i)), el("p", { class: "byline" }, item.f),
    ...section("reported", eventList(eventsOf[i], null)),
    ...section("identifiers", links(item), el("p", { class: "iri" }, item.i)),
  ];
}

function edgeCard({ edge }) {
  if (!edge.e) {
    const event = isEvent(edge.from) ? edge.from : edge.to;
    return eventCard(event, edge.d ? null : event === edge.from ? edge.to : edge.from);
  }
  const events = edge.e.filter(passes).sort(byDate);
  return [
    top_(null, statusName(edge.s)),
    heading(say("between", { a: nameOf(edge.from), b: nameOf(edge.to) })),
    el("p", { class: "lead" }, joined([go(edge.from), go(edge.to)])),
    ...section("happenings", eventList(events, null)),
  ];
}

listen((keys) => { if (keys.has("selected") || keys.has("language")) renderPanel(); });
