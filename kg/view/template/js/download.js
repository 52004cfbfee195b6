// What is shown, to take away: the tables as CSV, the drawing as PNG.
const ARTICLE_COLUMNS = [["article", (i) => go(i), nameOf], ["date", (i) => whenOf(i)], ["file", (i) => items[i].f || ""], ["happenings", (i) => number(eventsOf[i].length), (i) => eventsOf[i].length]];
const TABLES = {
  events: { word: "happened", columns: () => EVENT_COLUMNS, rows: () => eventNumbers.filter((e) => inSight(e) && passes(e)), file: "events" },
  entities: {
    word: "entities", columns: () => ENTITY_COLUMNS, file: "entities",
    rows: () => items.flatMap((item, i) => (isEvent(i) || isArticle(i) || state.off.kind.has(item.k) || !inSight(i) ? [] : [i])),
  },
  articles: { word: "sources", columns: () => ARTICLE_COLUMNS, rows: () => items.flatMap((_, i) => (isArticle(i) && inSight(i) ? [i] : [])), file: "articles" },
};

// A cell that a spreadsheet would take for a formula is made text.
function csvCell(value) {
  const text = String(value).replace(/\s+/g, " ").trim(), safe = /^[=+\-@|]/.test(text) ? `'${text}` : text;
  return /[",;]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}

function csv(name) {
  const { columns, rows } = TABLES[name], plain = (cell, i) => { const value = cell(i); return value instanceof Node ? value.textContent : value; };
  const lines = rows().map((i) => [...columns().map(([, cell]) => plain(cell, i)), items[i].i, ...(name === "events" ? [items[i].d ? items[i].d.join("/") : ""] : [])]);
  const heads = [...columns().map(([word]) => say(word)), "IRI", ...(name === "events" ? ["ISO 8601"] : [])];
  return "\ufeff" + [heads, ...lines].map((line) => line.map(csvCell).join(",")).join("\r\n") + "\r\n";
}

function save(blob, file) {
  const address = URL.createObjectURL(blob);
  el("a", { href: address, download: file }).click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}

const saveCsv = (name) => save(new Blob([csv(name)], { type: "text/csv;charset=utf-8" }), `${TABLES[name].file}.csv`);

// The drawing on paper colour: what is seen, nothing else.
function savePng() {
  if (state.view === "table") change({ view: "people" });
  const drawing = byId("graph").querySelector("canvas"), sheet_ = el("canvas", { width: drawing.width, height: drawing.height }), ctx = sheet_.getContext("2d");
  ctx.fillStyle = colour("paper");
  ctx.fillRect(0, 0, sheet_.width, sheet_.height);
  ctx.drawImage(drawing, 0, 0);
  sheet_.toBlob((blob) => save(blob, "graph.png"), "image/png");
}

function downloads() {
  const button = (words, act) => el("button", { class: "plain", onclick: (e) => { e.target.closest("details").open = false; act(); } }, words);
  return el("details", { class: "menu", id: "downloads" }, el("summary", { class: "plain", "aria-label": say("download"), title: say("download") }, "⤓"),
    el("div", {}, button("PNG", savePng), Object.entries(TABLES).map(([name, { word }]) => button(`CSV · ${say(word)}`, () => saveCsv(name)))));
}
