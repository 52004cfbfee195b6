// The graph as sortable tables: the same nodes, filters and cards, for whoever reads better in rows.
const ROWS = 400;
// Roles are spelt out, since on a phone each row is a block, which for a screen reader would be no table any more.
const sorting = { events: { column: 0, down: false, rows: ROWS }, entities: { column: 2, down: true, rows: ROWS }, articles: { column: 3, down: true, rows: ROWS } };

const held = (e, wanted) => [...new Set((items[e].r || []).filter(([role]) => wanted.includes(role)).map(([, i]) => nameOf(i)))].join(", ");
const EVENT_COLUMNS = [
  ["date", (e) => whenOf(e), firstDay], ["type", (e) => typesOf(e)], ["event", (e) => go(e), nameOf],
  ["who", (e) => held(e, ["agent", "addressee", "patient", "host", "participant"])], ["place", (e) => held(e, ["hasPlace"])],
  ["status", (e) => chip(items[e].s), (e) => STATES.indexOf(items[e].s)], ["sources", (e) => number(items[e].z), (e) => items[e].z],
];
const ENTITY_COLUMNS = [
  ["entity", (i) => go(i), nameOf], ["type", (i) => typesOf(i)], ["happenings", (i) => number(eventsOf[i].length), (i) => eventsOf[i].length],
];

function renderTables() {
  byId("tables").replaceChildren(...Object.keys(TABLES).map(sortable));
}

function sortable(name) {
  const { word, columns, rows } = TABLES[name], sort = sorting[name], all = rows(), [, shown_, key = shown_] = columns()[sort.column];
  const compare = (a, b) => (typeof a === "number" ? a - b : String(a).localeCompare(String(b), language));
  const ordered = [...all].sort((a, b) => compare(key(a), key(b)) * (sort.down ? -1 : 1) || a - b);
  const heads = columns().map(([title], column) => head(name, title, column));
  const cells = (i) => columns().map(([title, cell], column) => el(column === 0 && name !== "events" ? "th" : "td", { "data-title": say(title), ...(column === 0 && name !== "events" ? { scope: "row", role: "rowheader" } : { role: "cell" }) }, cell(i)));
  const body = ordered.slice(0, sort.rows).map((i) => el("tr", { role: "row", class: state.selected && state.selected.node === i ? "chosen" : null }, cells(i)));
  const left = all.length - sort.rows;
  const more = left > 0 ? el("button", { class: "plain", onclick: () => { sort.rows += ROWS; renderTables(); } }, say("more_rows", { n: Math.min(left, ROWS) })) : null;
  return el("div", { id: `table-${name}` },
    el("div", { class: "caption" }, el("h2", { id: `caption-${name}` }, `${say(word)} (${number(all.length)})`), el("button", { class: "plain", "aria-label": say("csv_of", { name: say(word) }), onclick: () => saveCsv(name) }, "CSV")),
    el("table", { role: "table", "aria-labelledby": `caption-${name}` }, el("thead", { role: "rowgroup" }, el("tr", { role: "row" }, heads)), el("tbody", { role: "rowgroup" }, body)), more);
}

function head(name, word, column) {
  const sort = sorting[name], here = sort.column === column;
  const turn = () => {
    Object.assign(sort, { column, down: here && !sort.down });
    renderTables();
    byId(`table-${name}`).querySelectorAll("th[scope=col] button")[column].focus();
  };
  return el("th", { scope: "col", role: "columnheader", "aria-sort": here ? (sort.down ? "descending" : "ascending") : null },
    el("button", { onclick: turn }, say(word), el("span", { "aria-hidden": "true" }, here ? (sort.down ? " ↓" : " ↑") : "")));
}

listen((keys) => {
  byId("tables").hidden = state.view !== "table";
  byId("stage").classList.toggle("tabular", state.view === "table");
  if (state.view !== "table") return;
  if (filtering(keys) || keys.has("view") || keys.has("language")) renderTables();
});
