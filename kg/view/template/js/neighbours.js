// Expanding, collapsing and hiding nodes, and looking at one node's surroundings only.
const MOST_ADDED = 40; // neighbours at once: whoever wants more presses again
const atWork = () => (state.view === "table" ? "happened" : state.view);

// The neighbours of a node in a view, the best connected first.
function neighboursOf(view, i) {
  if (!inView(view, i)) return [];
  const found = new Set(linesAt[view].get(i).map((id) => data.views[view].edges[id]).filter((e) => !e.d).map((e) => otherEnd(e, i)));
  return [...found].filter((j) => j !== i).sort((a, b) => linesAt[view].get(b).length - linesAt[view].get(a).length || a - b);
}

const viewOf = (i) => (inView(atWork(), i) ? atWork() : "happened");
const missing = (i) => neighboursOf(viewOf(i), i).filter((j) => !present(j));

// Adds the neighbours that are missing, and in the view of ties what they are tied by.
function expand(i) {
  const view = viewOf(i), added = new Set(missing(i).slice(0, MOST_ADDED));
  if (view === "people") for (const id of linesAt.people.get(i)) {
    const edge = data.views.people.edges[id];
    if (added.has(otherEnd(edge, i))) edge.e.forEach((e) => added.add(e));
  }
  open_([i, ...added]);
}

// Takes away the neighbours that are there for this node alone.
function collapse(i) {
  const view = viewOf(i), leaves = neighboursOf(view, i).filter((j) => present(j) && neighboursOf(view, j).every((k) => k === i || !present(k)));
  change({ opened: new Set([...state.opened].filter((j) => !leaves.includes(j))), away: new Set([...state.away, ...leaves.filter(isFirst)]) });
}

// Brings nodes into the drawing.
function open_(nodes, changes = {}) {
  change({ ...changes, opened: new Set([...state.opened, ...nodes.filter((j) => !isFirst(j))]), away: new Set([...state.away].filter((j) => !nodes.includes(j))) });
}

function hide(i) {
  change({ away: new Set([...state.away, i]), opened: new Set([...state.opened].filter((j) => j !== i)), selected: null, before: [] });
}

function lookAround(i) {
  if (state.around === i) return change({ around: null });
  open_(isEvent(i) ? [i] : [i, ...eventsOf[i].slice(0, MOST_ADDED)], { around: i });
  if (state.view !== "table") fit();
}

// What the keys and the card's buttons do with the selected node.
const DEEDS = [
  ["e", "expand", expand, (i) => missing(i).length], ["r", "collapse", collapse], ["x", "hide", hide],
  ["o", "around", lookAround], ["p", "path_from", (i) => change({ seeking: i })],
];

function deeds(i) {
  const button = ([key, word, act, count]) => {
    const left = count ? count(i) : null;
    return el("button", {
      class: "deed", disabled: left === 0, "aria-pressed": word === "around" ? String(state.around === i) : null, "aria-keyshortcuts": key,
      onclick: () => { act(i); byId("panel").querySelectorAll(".deed").forEach((b) => b.dataset.deed === word && b.focus()); }, "data-deed": word,
    }, say(word), left ? ` (${number(left)})` : null, el("kbd", { "aria-hidden": "true" }, key));
  };
  return el("div", { class: "deeds", role: "group", "aria-label": say("deeds") }, DEEDS.map(button));
}

const onSelected = (act) => () => { if (state.selected && state.selected.node !== undefined && !isArticle(state.selected.node)) act(state.selected.node); };
