// What the reader has chosen. Whoever shows something listens; whoever changes something calls `change`.
const STATES = ["Occurred", "Planned", "Possible", "Negated"];
const nothingOff = () => ({ kind: new Set(["Document"]), type: new Set(), status: new Set(), source: new Set(), article: new Set() });
const unfiltered = () => ({ off: nothingOff(), range: null, undated: true, loose: false, opened: new Set(), away: new Set(), around: null, seeking: null });
const state = {
  view: "people",
  selected: null, // {node: number}, {edge: an edge of the view's data, view: its view} or {path: [number, number]}
  before: [], // earlier selections, for "back"
  moving: false, // physics
  // What the legend has switched off; first and last day; whether events without an exact day are shown; whether nodes
  // without ties are; nodes added to those drawn at first; nodes hidden; the one node whose surroundings are shown;
  // one end of a path while the other is being picked.
  ...unfiltered(),
};
const FILTERS = Object.keys(unfiltered());
const listeners = [];
const listen = (react) => listeners.push(react);
const filtering = (keys) => FILTERS.some((key) => keys.has(key));

function change(changes) {
  Object.assign(state, changes);
  const keys = new Set(Object.keys(changes));
  if (filtering(keys)) forget();
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

const showAll = () => change({ ...unfiltered(), moving: false });
