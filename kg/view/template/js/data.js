// The page's data and what follows from it. A record's place in `items` is its number; vis nodes bear the same numbers.
const data = JSON.parse(document.getElementById("data").textContent);
const items = data.items;

const eventNumbers = items.flatMap((item, i) => (item.s === undefined ? [] : [i]));
const isEvent = (i) => items[i].s !== undefined; // a conference that is an entity looks like an event but has no status
const isArticle = (i) => i >= data.articles;
const isFirst = (i) => !items[i].g; // drawn when the page opens; what else the page holds can be expanded and searched

// A short name for addresses: the last part of an IRI, or all of it where two end alike.
const lastPart = (iri) => iri.replace(/[/#]+$/, "").split(/[/#]/).pop();
const alike = new Map();
for (const { i: iri } of items) alike.set(lastPart(iri), (alike.get(lastPart(iri)) || 0) + 1);
const idOf = (i) => (alike.get(lastPart(items[i].i)) === 1 ? lastPart(items[i].i) : items[i].i);
const numberOf = new Map(items.flatMap((item, i) => [[item.i, i], [idOf(i), i]]));

// Events in which each node has a role, and articles' events, in the order of their dates.
const eventsOf = items.map(() => []);
const firstDay = (i) => (items[i].d && (items[i].d[0] || items[i].d[1])) || "9999";
const byDate = (a, b) => (firstDay(a) < firstDay(b) ? -1 : firstDay(a) > firstDay(b) ? 1 : a - b);
for (const e of [...eventNumbers].sort(byDate)) {
  const touched = new Set((items[e].r || []).map(([, target]) => target));
  for (const claim of items[e].c || []) if (claim.a !== undefined) touched.add(claim.a);
  for (const i of touched) if (i !== e) eventsOf[i].push(e);
}

// For each node of a view the lines that touch it, as numbers of the view's edges.
const linesAt = {};
for (const [view, { nodes, edges }] of Object.entries(data.views)) {
  linesAt[view] = new Map(nodes.map((n) => [n.id, []]));
  edges.forEach((e, id) => { for (const i of new Set([e.from, e.to])) linesAt[view].get(i).push(id); });
}
const inView = (view, i) => linesAt[view] !== undefined && linesAt[view].has(i);
const otherEnd = (edge, i) => (edge.from === i ? edge.to : edge.from);
