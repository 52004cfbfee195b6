// The graph as sortable tables: the same nodes, filters and cards, for whoever reads better in rows.
const ROWS = 400;
const sorting = { events: { column: 0, down: false, rows: ROWS }, entities: { column: 2, down: true, rows: ROWS } };

const held = (e, wanted) => (items[e].r || []).filter(([role]) => wanted.includes(role)).map(([, i]) => nameOf(i)).join(", ");
const EVENT_COLUMNS = [
  ["date", (e) => whenOf(e), firstDay], ["type", (e) => typesOf(e)], ["event", (e) => go(e), nameOf],
  ["who", (e) => held(e, ["agent", "addressee", "patient", "host", "participant"])], ["place", (e) => held(e, ["hasPlace"])],
  ["status", (e) => chip(items[e].s), (e) => STATES.indexOf(items[e].s)], ["sources", (e) => number(items[e].z), (e) => items[e].z],
];
const ENTITY_COLUMNS = [
  ["entity", (i) => go(i), nameOf], ["type", (i) => typesOf(i)], ["happenings", (i) => number(eventsOf[i].length), (i) => eventsOf[i].length],
];

function renderTables() {
  const entities = items.flatMap((item, i) => (isEvent(i) || isArticle(i) || state.hiddenKinds.has(item.k) ? [] : [i]));
  byId("tables").replaceChildren(
    sortable("events", say("happened"), EVENT_COLUMNS, eventNumbers.filter(passes)),
    sortable("entities", say("entities"), ENTITY_COLUMNS, entities));
}

function sortable(name, caption, columns, rows) {
  const sort = sorting[name], [, shown_, key = shown_] = columns[sort.column];
  const compare = (a, b) => (typeof a === "number" ? a - b : String(a).localeCompare(String(b), language));
  const ordered = [...rows].sort((a, b) => compare(key(a), key(b)) * (sort.down ? -1 : 1) || a - b);
  const heads = columns.map(([word], column) => head(name, word, column));
  const body = ordered.slice(0, sort.rows).map((i) => el("tr", {}, columns.map(([, cell]) => el("td", {}, cell(i)))));
  const left = rows.length - sort.rows;
  const more = left > 0 ? el("button", { class: "plain", onclick: () => { sort.rows += ROWS; renderTables(); } }, say("more_rows", { n: Math.min(left, ROWS) })) : null;
  return el("div", {}, el("table", {}, el("caption", {}, `${caption} (${number(rows.length)})`), el("thead", {}, el("tr", {}, heads)), el("tbody", {}, body)), more);
}

function head(name, word, column) {
  const sort = sorting[name], here = sort.column === column;
  const turn = () => { Object.assign(sort, { column, down: here && !sort.down }); renderTables(); };
  return el("th", { scope: "col", "aria-sort": here ? (sort.down ? "descending" : "ascending") : null },
    el("button", { onclick: turn }, say(word) + (here ? (sort.down ? " ↓" : " ↑") : "")));
}

listen((keys) => {
  byId("tables").hidden = state.view !== "table";
  byId("stage").classList.toggle("tabular", state.view === "table");
  if (state.view === "table" && !(keys.size === 2 && keys.has("selected"))) renderTables();
});
