// The reader's choices in the address, behind "#": a view can be sent, kept as a bookmark, and gone back to.
const asNodes = (set) => [...set].map(idOf).join(" ");
const fromNodes = (text) => new Set((text || "").split(" ").map((id) => numberOf.get(id)).filter((i) => i !== undefined));

function fragment() {
  const found = new URLSearchParams(), put = (key, value) => { if (value) found.set(key, value); };
  put("view", state.view === "people" ? "" : state.view);
  put("lang", language === data.lang ? "" : language);
  const { selected } = state;
  if (selected) put(...(selected.path ? ["path", selected.path.map(idOf).join(" ")] : selected.edge ? ["tie", [idOf(selected.edge.from), idOf(selected.edge.to), selected.edge.s || ""].join(" ")] : ["node", idOf(selected.node)]));
  put("around", state.around === null ? "" : idOf(state.around));
  put("from", state.range && state.range[0]);
  put("to", state.range && state.range[1]);
  if (state.undated !== (state.range === null)) put("undated", state.undated ? "yes" : "no");
  put("untied", state.loose && "yes");
  put("add", asNodes(state.opened));
  put("hide", asNodes(state.away));
  for (const [facet, off] of Object.entries(state.off)) if (String([...off]) !== String([...nothingOff()[facet]])) putGroup(facet, off, put);
  return found.toString();
}

// What is off or what is on, whichever is shorter.
function putGroup(facet, off, put) {
  const on = allOf(facet).filter((value) => !off.has(value));
  if (on.length < off.size) put(`only-${facet}`, JSON.stringify(on));
  else put(`without-${facet}`, JSON.stringify([...off]));
}
const allOf = (facet) => (facet === "kind" ? KINDS : [...tally([...valuesOf[facet].values()].flat()).keys()]);

function group_(facet, text) {
  const read = (key) => { try { return JSON.parse(text.get(`${key}-${facet}`)).map(String); } catch { return null; } };
  const on = read("only");
  return on ? new Set(allOf(facet).filter((value) => !on.includes(value))) : new Set(read("without") || nothingOff()[facet]);
}

const DAY = /^\d{4}-\d\d-\d\d$/;

// The choices that an address tells; what it doesn't know is left as it is when the page opens.
function chosenBy(hash) {
  const text = new URLSearchParams(hash), node = (key) => numberOf.get(text.get(key));
  const range = [text.get("from"), text.get("to")], dated = range.every((day) => DAY.test(day || ""));
  const view = VIEWS.map(([name]) => name).includes(text.get("view")) ? text.get("view") : "people";
  return {
    ...unfiltered(), view, around: node("around") === undefined ? null : node("around"), range: dated ? range : null,
    undated: text.has("undated") ? text.get("undated") === "yes" : !dated, loose: text.get("untied") === "yes",
    opened: fromNodes(text.get("add")), away: fromNodes(text.get("hide")),
    off: Object.fromEntries(Object.keys(nothingOff()).map((facet) => [facet, group_(facet, text)])), selected: selectedBy(text, view), before: [],
  };
}

function selectedBy(text, view) {
  const numbers = (key) => (text.get(key) || "").split(" ").map((id) => numberOf.get(id));
  const [a, b] = numbers("path");
  if (a !== undefined && b !== undefined) return { path: [a, b] };
  const [from, to] = numbers("tie"), status = (text.get("tie") || "").split(" ")[2];
  const edge = view === "table" ? null : data.views[view].edges.find((e) => e.from === from && e.to === to && (e.s || "") === status);
  if (edge) return { edge, view };
  const node = numberOf.get(text.get("node"));
  return node === undefined ? null : { node };
}

let written = "";
function writeFragment() {
  const now = fragment();
  if (now === written) return;
  written = now;
  history.replaceState(null, "", now ? "#" + now : location.pathname + location.search);
}

function readFragment() {
  const hash = location.hash.slice(1);
  if (hash === written) return;
  written = hash;
  const iri = numberOf.get(decoded(hash)); // "#" and an IRI alone also leads to its card
  const other = new URLSearchParams(hash).get("lang");
  if (Object.hasOwn(data.words, other)) language = other;
  change({ language, ...chosenBy(iri === undefined ? hash : "") });
  if (iri !== undefined) reveal(iri);
  else if (state.selected && state.selected.node !== undefined) reveal(state.selected.node);
  else if (state.selected && state.selected.path && state.view !== "table") fitTo(pathBetween(...state.selected.path).nodes);
}

function decoded(text) {
  try { return decodeURIComponent(text); } catch { return text; }
}

addEventListener("hashchange", readFragment);
listen(() => writeFragment());
