// The page's data and what follows from it. A record's place in `items` is its number; vis nodes bear the same numbers.
const data = JSON.parse(document.getElementById("data").textContent);
const items = data.items;

const eventNumbers = items.flatMap((item, i) => (item.s === undefined ? [] : [i]));
const isEvent = (i) => items[i].s !== undefined; // a conference that is an entity looks like an event but has no status
const isArticle = (i) => i >= data.articles;
const numberOf = new Map(items.map((item, i) => [item.i, i]));

// Events in which each node has a role, and articles' events, in the order of their dates.
const eventsOf = items.map(() => []);
const firstDay = (i) => (items[i].d && (items[i].d[0] || items[i].d[1])) || "9999";
const byDate = (a, b) => (firstDay(a) < firstDay(b) ? -1 : firstDay(a) > firstDay(b) ? 1 : a - b);
for (const e of [...eventNumbers].sort(byDate)) {
  const touched = new Set((items[e].r || []).map(([, target]) => target));
  for (const claim of items[e].c || []) if (claim.a !== undefined) touched.add(claim.a);
  for (const i of touched) if (i !== e) eventsOf[i].push(e);
}
