// Kinds, statuses, event types, sources and articles with their counts in the drawing. Each is a switch; "only" leaves one of its group.
let legendOpen = innerWidth > 760;
const unfolded = new Set(["kind", "status"]);
const whole = new Set(); // groups of which all rows are shown
const MOST_ROWS = 10;

function sourceLabel(value) {
  if (value === "") return say("article_itself");
  return value.startsWith("~") ? value.slice(1) : nameOf(numberOf.get(value));
}
const GROUPS = {
  kind: { word: "kinds", name: kindName, picture: sign },
  status: { word: "states", name: statusName, picture: stroke },
  type: { word: "types", name: typeName, picture: () => null },
  source: { word: "who_says", name: sourceLabel, picture: () => null },
  article: { word: "sources", name: (value) => nameOf(numberOf.get(value)), picture: () => null },
};

// How many nodes or events there are of each value.
function countsOf(facet) {
  if (facet !== "kind") return tally(eventNumbers.filter(inSight).flatMap((e) => valuesOf[facet].get(e)));
  const view = atWork();
  return tally(data.views[view].nodes.map((n) => n.id).filter((i) => inSight(i) && (connected[view].has(i) || isArticle(i) || isEvent(i))).map((i) => items[i].k));
}

function tally(values) {
  const counts = new Map();
  for (const value of values) counts.set(value, (counts.get(value) || 0) + 1);
  return counts;
}

function renderLegend() {
  byId("legend").replaceChildren(el("details", { open: legendOpen, ontoggle: (e) => { legendOpen = e.target.open; } },
    el("summary", {}, say("legend")), Object.keys(GROUPS).map(group)));
}

function group(facet) {
  const counts = countsOf(facet), { word } = GROUPS[facet];
  if (!counts.size || (counts.size === 1 && facet === "source")) return null;
  const order = { kind: KINDS, status: STATES }[facet];
  const values = order ? order.filter((v) => counts.has(v)) : [...counts.keys()].sort((a, b) => counts.get(b) - counts.get(a) || (a < b ? -1 : 1));
  const visible = whole.has(facet) ? values : values.slice(0, MOST_ROWS);
  const rows = visible.map((value) => switch_(facet, value, counts.get(value), values));
  const fold_ = (e) => { if (e.target.open) unfolded.add(facet); else unfolded.delete(facet); };
  const more = values.length > visible.length ? el("button", { class: "row more", onclick: () => { whole.add(facet); renderLegend(); } }, say("more_values", { n: number(values.length - visible.length) })) : null;
  return el("details", { class: "group", open: unfolded.has(facet), ontoggle: fold_ },
    el("summary", {}, say(word), state.off[facet].size && facet !== "kind" ? el("span", { class: "dot", title: say("filtered") }, " ●") : null),
    el("ul", {}, rows, facet === "kind" ? untied() : null), more);
}

function switch_(facet, value, count, all) {
  const { name, picture } = GROUPS[facet], off = state.off[facet], words = name(value);
  const set = (values) => change({ off: { ...state.off, [facet]: values } }), elsewhere = [...off].filter((v) => !all.includes(v));
  const alone = all.length > 1 && all.every((v) => off.has(v) === (v !== value));
  const leave = () => {
    set(new Set([...elsewhere, ...(alone ? [] : all.filter((v) => v !== value))]));
    refocus(`only ${facet} ${value}`);
  };
  const hint = say(alone ? "all_again" : "only", { name: words });
  return row(`${facet} ${value}`, picture(value), words, count, !off.has(value), () => set(toggled(off, value)),
    el("button", { class: "only", "aria-label": hint, title: hint, "data-key": `only ${facet} ${value}`, onclick: leave }, alone ? "↺" : "◎"));
}

// Nodes without any tie are kept aside until asked for.
function untied() {
  const view = atWork();
  const count = data.views[view].nodes.filter((n) => present(n.id) && !connected[view].has(n.id) && !isArticle(n.id) && !isEvent(n.id)).length;
  return count ? row("loose", sign("Thing"), say("loose"), count, state.loose, () => change({ loose: !state.loose })) : null;
}

function row(key, picture, words, count, on, act, only) {
  const press = () => { act(); refocus(key); };
  return el("li", {}, el("button", { class: "row", "aria-pressed": String(on), "data-key": key, onclick: press },
    picture, el("span", { class: "label" }, words), el("span", { class: "count" }, number(count))), only);
}

// The legend is made anew on each change: whoever uses the keyboard stays where they were.
function refocus(key) {
  const again = [...byId("legend").querySelectorAll("button")].find((b) => b.dataset.key === key);
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

listen((keys) => { if (filtering(keys) || keys.has("view") || keys.has("language")) renderLegend(); });
