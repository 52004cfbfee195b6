// The shortest path between two nodes along what passes the filters: breadth first, thick ties before thin ones.
function pathBetween(from, to) {
  const view = inView(atWork(), from) && inView(atWork(), to) ? atWork() : "happened";
  const { edges } = data.views[view], came = new Map([[from, null]]);
  const usable = (e) => !e.d && (e.e ? e.e.some(passes) : passes(isEvent(e.from) ? e.from : e.to));
  const weight = (id) => (edges[id].e || []).length;
  for (const queue = [from]; queue.length && !came.has(to);) {
    const i = queue.shift(), lines = [...(linesAt[view].get(i) || [])].sort((a, b) => weight(b) - weight(a) || a - b);
    for (const id of lines) {
      const next = otherEnd(edges[id], i);
      if (came.has(next) || state.away.has(next) || state.off.kind.has(items[next].k) || !usable(edges[id])) continue;
      came.set(next, [i, id]);
      queue.push(next);
    }
  }
  const nodes = [], lines = [];
  if (came.has(to)) for (let at = to; at !== undefined; at = came.get(at) && came.get(at)[0]) { nodes.unshift(at); if (came.get(at)) lines.unshift(came.get(at)[1]); else break; }
  return { view, nodes, lines };
}

// Takes the second end and shows the way there.
function pathTo(i) {
  const from = state.seeking, found = pathBetween(from, i);
  open_(found.nodes, { seeking: null, around: null, ...(state.view === "table" ? {} : { view: found.view }) });
  select({ path: [from, i] });
  if (state.view !== "table") fitTo(found.nodes);
}

function pathCard([from, to]) {
  const { view, nodes, lines } = pathBetween(from, to), { edges } = data.views[view];
  const step = (id, k) => el("li", {}, go(nodes[k]), " → ", go(nodes[k + 1]),
    edges[id].e ? eventList(edges[id].e.filter(passes).sort(byDate).slice(0, 5), null) : el("small", {}, ` ${(edges[id].r || []).map(roleName).join(", ")}`));
  return [
    top_(null, say("path")), heading(say("path_title", { a: nameOf(from), b: nameOf(to) })),
    el("p", { class: "lead" }, nodes.length ? joined(nodes.map(go), " → ") : say("no_path")),
    nodes.length ? el("p", { class: "byline" }, say(lines.length === 1 ? "step" : "steps", { n: lines.length })) : null,
    el("ol", { class: "steps" }, lines.map(step)),
  ];
}
