// What passes the filters. Answers are kept until a filter changes: a view asks for each event many times.
const FACETS = {
  type: (e) => items[e].t || [],
  status: (e) => [items[e].s],
  source: (e) => claimsOf(e).map(sourceOf),
  article: (e) => claimsOf(e).filter((c) => c.a !== undefined).map((c) => idOf(c.a)),
};
const claimsOf = (e) => items[e].c || [];

// Who says it: a node, a name, or nobody but the article itself.
function sourceOf(claim) {
  if (claim.o === undefined) return "";
  return typeof claim.o === "number" ? idOf(claim.o) : "~" + claim.o[0];
}
const valuesOf = Object.fromEntries(Object.entries(FACETS).map(([facet, values]) => [facet, new Map(eventNumbers.map((e) => [e, [...new Set(values(e))]]))]));

let kept = { passes: new Map(), around: null };
const forget = () => { kept = { passes: new Map(), around: null }; };

function passes(event) {
  if (!kept.passes.has(event)) kept.passes.set(event, told(event) && inTime(event));
  return kept.passes.get(event);
}

// Is there a type, a status, and a sentence with its source and article, that the legend leaves on?
function told(event) {
  const { off } = state, some = (facet) => !off[facet].size || valuesOf[facet].get(event).some((value) => !off[facet].has(value));
  if (!some("type") || !some("status")) return false;
  if (!off.source.size && !off.article.size) return true;
  return claimsOf(event).some((c) => !off.source.has(sourceOf(c)) && (c.a === undefined || !off.article.has(idOf(c.a))));
}

// Days are compared as text. An event whose time is vaguer than the range is as good as undated.
function inTime(event) {
  const [first, last] = items[event].d || ["", ""];
  if (!state.range) return state.undated || exact(event);
  const [from, to] = state.range;
  if (first && last && first >= from && last <= to) return true;
  return state.undated && !exact(event);
}

// Is it in the drawing: there at first or added, and not hidden?
const present = (i) => isArticle(i) ? !state.away.has(i) : (isFirst(i) || state.opened.has(i)) && !state.away.has(i);
const inSight = (i) => present(i) && (state.around === null || surroundings().has(i));

// The node whose surroundings are asked for, what happened to it, and all who had a part in that.
function surroundings() {
  if (kept.around) return kept.around;
  const centre = state.around, events = isEvent(centre) ? [centre] : eventsOf[centre];
  return kept.around = new Set([centre, ...events, ...events.flatMap((e) => (items[e].r || []).map(([, i]) => i)), ...events.flatMap((e) => claimsOf(e).map((c) => c.a))]);
}

// Which nodes and edges of a view are shown: an edge needs both ends and an event that passes, a node an edge.
const connected = {};
for (const [view, { edges }] of Object.entries(data.views)) connected[view] = new Set(edges.filter((e) => !e.d).flatMap((e) => [e.from, e.to]));

function shown(view) {
  const { nodes, edges } = data.views[view];
  const allowed = new Set(nodes.map((n) => n.id).filter((i) => !state.off.kind.has(items[i].k) && inSight(i) && (!isEvent(i) || passes(i))));
  const lines = edges.map((e) => allowed.has(e.from) && allowed.has(e.to) && (!e.e || e.e.some(passes)));
  const tied = new Set(edges.flatMap((e, i) => (lines[i] ? [e.from, e.to] : [])));
  const alone = (i) => i === state.around || (!isEvent(i) && state.opened.has(i)) || (state.loose && !connected[view].has(i));
  return { nodes: new Set([...allowed].filter((i) => tied.has(i) || (view === "happened" && isEvent(i)) || alone(i))), edges: lines };
}
