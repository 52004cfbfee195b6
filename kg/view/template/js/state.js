// What the reader has chosen. Whoever shows something listens; whoever changes something calls `change`.
const STATES = ["Occurred", "Planned", "Possible", "Negated"];
const state = {
  view: "people",
  selected: null, // {node: number} or {edge: an edge of the view's data, view: its view}
  before: [], // earlier selections, for "back"
  hiddenKinds: new Set(["Document"]),
  hiddenStates: new Set(),
  days: null, // a set of bins of the timeline, null for all
  loose: false,
};
const listeners = [];
const listen = (react) => listeners.push(react);

function change(changes) {
  Object.assign(state, changes);
  const keys = new Set(Object.keys(changes));
  for (const react of listeners) react(keys);
}

function select(selection) {
  const before = state.selected && selection ? [...state.before, state.selected].slice(-30) : [];
  change({ selected: selection, before });
}

function toggled(set, value) {
  const copy = new Set(set);
  if (!copy.delete(value)) copy.add(value);
  return copy;
}

const showAll = () => change({ hiddenKinds: new Set(["Document"]), hiddenStates: new Set(), days: null });

// Does an event pass the filters on status and date? `dayOf` is the timeline's.
function passes(event) {
  return !state.hiddenStates.has(items[event].s) && (state.days === null || state.days.has(dayOf(event)));
}

// Which nodes and edges of a view are shown: an edge needs both ends and an event that passes, a node an edge.
const connected = {};
for (const [view, { edges }] of Object.entries(data.views)) connected[view] = new Set(edges.filter((e) => !e.d).flatMap((e) => [e.from, e.to]));

function shown(view) {
  const { nodes, edges } = data.views[view];
  const allowed = (i) => !state.hiddenKinds.has(items[i].k) && (!isEvent(i) || passes(i));
  const lines = edges.map((e) => allowed(e.from) && allowed(e.to) && (!e.e || e.e.some(passes)));
  const tied = new Set(edges.flatMap((e, i) => (lines[i] ? [e.from, e.to] : [])));
  const isShown = (i) => allowed(i) && (tied.has(i) || (isEvent(i) && view === "happened" && !connected[view].has(i)) || (state.loose && !connected[view].has(i)));
  return { nodes: new Set(nodes.map((n) => n.id).filter(isShown)), edges: lines };
}
