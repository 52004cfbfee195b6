// The card of what is selected.
function renderPanel() {
  const panel = byId("panel"), selected = state.selected, was = panel.hidden;
  panel.hidden = !selected;
  panel.setAttribute("aria-label", say("panel_label"));
  if (selected) {
    const card = selected.path ? pathCard(selected.path) : selected.edge ? edgeCard(selected) : nodeCard(selected.node);
    panel.replaceChildren(...card.filter(Boolean));
    panel.scrollTop = 0;
  } else panel.replaceChildren();
  if (was !== panel.hidden) keepView();
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
const joined = (nodes, between = ", ") => nodes.flatMap((node, i) => (i ? [between, node] : [node]));
const links = (item) => (item.u || []).flatMap(([label, address], i) => [i ? el("br") : null, outside(label, address)]);

function entityCard(i) {
  const item = items[i];
  const mentioned = item.m ? say(item.m === 1 ? "mention" : "mentions", { n: number(item.m) }) : "";
  return [
    top_(item.k, typesOf(i)), heading(nameOf(i)), el("p", { class: "byline lead" }, mentioned), deeds(i),
    ...section("aliases", (item.a || []).length ? el("p", {}, item.a.join(" · ")) : null),
    ...section("background", pairs((item.b || []).map(([role, name]) => [roleName(role), inLanguage(name)]))),
    ...section("neighbours", neighbours(i)),
    ...section("happenings", eventList(eventsOf[i], i)),
    ...section("identifiers", links(item), el("p", { class: "iri" }, item.i)),
  ];
}

// With whom an entity is tied, the most often first; the number leads to what ties them.
function neighbours(i) {
  if (!inView("people", i)) return null;
  const lines = new Map();
  for (const id of linesAt.people.get(i)) {
    const e = data.views.people.edges[id], other = otherEnd(e, i), before = lines.get(other);
    lines.set(other, { n: e.e.length + (before ? before.n : 0), edge: before && before.edge.e.length >= e.e.length ? before.edge : e });
  }
  const sorted = [...lines].sort(([a, x], [b, y]) => y.n - x.n || a - b).slice(0, 12);
  const tie = (other, { n, edge }) => el("button", { class: "tie", "aria-label": `×${n} : ${say("between", { a: nameOf(i), b: nameOf(other) })}`, onclick: () => select({ edge, view: "people" }) }, `×${n}`);
  return sorted.length ? el("ul", { class: "neighbours" }, sorted.map(([other, found]) => el("li", {}, go(other), " ", tie(other, found)))) : null;
}

function eventList(events, target) {
  const open = events.length <= 12 ? events.length : 3;
  return events.length ? el("ul", { class: "items" }, events.map((e, i) => el("li", {}, eventEntry(e, target, i < open)))) : null;
}

function eventEntry(e, target, open) {
  const status = items[e].s === "Occurred" ? null : [" ", chip(items[e].s)], said = quotes(e, target);
  const when = whenOf(e) ? el("small", {}, ` ${whenOf(e)}`) : null, n = claimsOf(e).length + (items[e].x || 0);
  const count = say(n === 1 ? "sentence" : "sentences", { n: number(n) });
  return el("div", { class: "event" }, el("p", {}, go(e), status, when), el("details", { open }, el("summary", {}, count), ...said));
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
    deeds(i),
    ...(item.y ? disputes(item.y) : []),
    ...section("roles", pairs([...roles].map(([role, nodes]) => [roleName(role), ...joined(nodes)]))),
    ...section("figures", pairs(figures)),
    ...(said.length ? [pairs(said)] : []),
    ...section("evidence", quotes(i, target)),
    ...section("sources", articleList(i)),
    el("p", { class: "iri" }, item.i),
  ];
}

// The articles that tell of an event.
function articleList(i) {
  const told_ = [...new Set(claimsOf(i).map((c) => c.a).filter((a) => a !== undefined))];
  return told_.length > 1 ? el("ul", { class: "items" }, told_.map((a) => el("li", {}, go(a), whenOf(a) ? el("small", {}, ` · ${whenOf(a)}`) : null))) : null;
}

function articleCard(i) {
  const item = items[i];
  return [
    top_(item.k, typesOf(i)), heading(nameOf(i)), el("p", { class: "lead" }, whenOf(i)), el("p", { class: "byline" }, item.f),
    ...section("reported", eventList(eventsOf[i], null)),
    ...section("identifiers", links(item), el("p", { class: "iri" }, item.i)),
  ];
}

function edgeCard({ edge, view }) {
  if (view !== "people") {
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
