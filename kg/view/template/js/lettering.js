// Names on the drawing as on a map: always of readable size, the important ones first, none on top of another.
// What finds no room appears when the reader comes closer. Canvas text is only ever text.
const FACE = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Liberation Sans', 'DejaVu Sans', sans-serif";
const FEW_LINES = 60; // with more lines than that, their labels wait until the reader comes closer or selects
const CLOSE = .9; // scale from which all lines may speak
const WELL_KNOWN = 16; // so many of the largest nodes are named even where their names cover smaller ones
const MOST_NAMED = 1200; // names tried at one scale: what stands outside the window then waits until it is in it
const widths = new Map();
const placed = { scale: 0, list: [], window: null };
const rewrite = () => { placed.scale = 0; };

function widthOf(ctx, text) {
  if (!widths.has(text)) {
    ctx.font = `10px ${FACE}`;
    widths.set(text, ctx.measureText(text).width / 10);
  }
  return widths.get(text);
}

// A set of boxes that answers quickly whether another one touches any of them.
function crowd(cell) {
  const cells = new Map();
  const touch = (a, b) => a !== b && a.owner !== b.owner && a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
  const each = (b, act) => {
    const right = (b.x + b.w) / cell, bottom = (b.y + b.h) / cell;
    for (let i = Math.floor(b.x / cell); i <= right; i++) for (let j = Math.floor(b.y / cell); j <= bottom; j++) if (act(i * 1e6 + j)) return true;
    return false;
  };
  return {
    free: (box) => !each(box, (key) => { const there = cells.get(key); return there !== undefined && there.some((other) => touch(box, other)); }),
    add: (box) => { each(box, (key) => { const there = cells.get(key); if (there) there.push(box); else cells.set(key, [box]); return false; }); },
  };
}

// The part of the drawing that the reader sees, with a margin, so that a small move needs no new names.
function seen(margin) {
  const { clientWidth: w, clientHeight: h } = byId("graph"), a = drawn.network.DOMtoCanvas({ x: -w * margin, y: -h * margin }), b = drawn.network.DOMtoCanvas({ x: w * (1 + margin), y: h * (1 + margin) });
  return { left: a.x, top: a.y, right: b.x, bottom: b.y };
}
const inside = (box, { x, y }) => x >= box.left && x <= box.right && y >= box.top && y <= box.bottom;

function place(ctx, scale) {
  const { edges } = data.views[state.view], list = [], window_ = drawn.visible.size > MOST_NAMED ? seen(.4) : null;
  const at = drawn.network.body.nodes;
  const visible = data.views[state.view].nodes.filter((n) => drawn.visible.has(n.id) && at[n.id] && (!window_ || inside(window_, at[n.id])))
    .map((n) => ({ id: n.id, size: n.size, x: at[n.id].x, y: at[n.id].y }));
  const taken = crowd(90 / scale), shapes = crowd(90 / scale);
  for (const n of visible) shapes.add({ owner: n.id, x: n.x - n.size * .9, y: n.y - n.size * .9, w: n.size * 1.8, h: n.size * 1.8 });
  const near = drawn.near, speaking = near.size ? visible.filter((n) => near.has(n.id)) : visible;
  const ranked = [...speaking].sort((a, b) => b.size - a.size || a.id - b.id).slice(0, MOST_NAMED);
  ranked.forEach((n, rank) => nameNode(ctx, scale, n, { taken, shapes, list, mayCover: rank < WELL_KNOWN }));
  let lines = near.size ? [...drawn.touched] : null;
  if (!lines && (drawn.lines.size <= FEW_LINES || scale >= CLOSE)) lines = [...drawn.lines];
  if (lines) {
    const weight = (e) => (e.e ? STATES.indexOf(e.s) * 1000 - e.e.length : 0); // what took place, and often, speaks first
    lines.sort((a, b) => weight(edges[a]) - weight(edges[b]) || a - b);
    for (const id of lines.slice(0, MOST_NAMED)) nameLine(ctx, scale, edges[id], id, { taken, shapes, list, window_ });
  }
  return { scale, list, window: window_ };
}

function block(ctx, scale, text, pixels) {
  const lines = text.split("\n"), font = pixels / scale;
  return { lines, font, w: Math.max(...lines.map((line) => widthOf(ctx, line))) * font, h: lines.length * font * 1.17 };
}

// Below, above, right or left of the shape: the first that is free; for the best known below in any case.
function nameNode(ctx, scale, n, { taken, shapes, list, mayCover }) {
  const text = block(ctx, scale, nodeLabel(n.id), Math.min(11.5 + (n.size - 7) * .22, 16)), gap = n.size + 4 / scale;
  const spots = [
    [n.x - text.w / 2, n.y + gap], [n.x - text.w / 2, n.y - gap - text.h],
    [n.x + gap, n.y - text.h / 2], [n.x - gap - text.w, n.y - text.h / 2],
  ];
  for (const [x, y] of spots) {
    const box = { ...text, x, y, owner: n.id, ink: "ink" };
    if (taken.free(box) && shapes.free(box)) return write(box, taken, list);
  }
  const below = { ...text, x: spots[0][0], y: spots[0][1], owner: n.id, ink: "ink" };
  if (mayCover && taken.free(below)) write(below, taken, list);
}

function nameLine(ctx, scale, e, id, { taken, shapes, list, window_ }) {
  const line = drawn.network.body.edges[id];
  if (!line || !line.connected || (window_ && !inside(window_, line.from) && !inside(window_, line.to))) return;
  const told = e.e ? [3, 2, 1].map((most) => tieLabel(e, most)) : [drawn.near.size ? (e.r || []).map(roleName).join(", ") : ""];
  for (const words of new Set(told)) { // where all types find no room, the first one says more than none
    if (!words) return;
    const text = block(ctx, scale, words, 11);
    for (const aside of [0, -.8, .8]) for (const t of [.5, .4, .6, .3, .7]) { // on the line, else beside it
      const at = line.edgeType.getPoint(t);
      const box = { ...text, x: at.x - text.w / 2, y: at.y - text.h / 2 + aside * text.h, owner: `line ${id}`, ink: "soft" };
      if (taken.free(box) && shapes.free(box)) return write(box, taken, list);
    }
  }
}

function write(box, taken, list) {
  taken.add(box);
  list.push(box);
}

// Names of another scale, of another part of a large drawing, or of nodes on the move must be placed anew.
function stale(scale) {
  if (placed.scale !== scale || drawn.dragging || state.moving) return true;
  if (!placed.window) return false;
  const now = seen(0), then = placed.window;
  return now.left < then.left || now.right > then.right || now.top < then.top || now.bottom > then.bottom;
}

function letter(ctx) {
  if (!drawn.network || state.view === "table") return;
  const scale = drawn.network.getScale();
  if (stale(scale)) Object.assign(placed, place(ctx, scale));
  const inks = { ink: colour("ink"), soft: colour("soft"), paper: colour("paper") };
  ctx.textAlign = "center";
  ctx.textBaseline = "top";
  ctx.lineJoin = "round";
  for (const box of placed.list) {
    ctx.font = `${box.font}px ${FACE}`;
    ctx.lineWidth = 3.5 / scale;
    ctx.strokeStyle = inks.paper;
    ctx.fillStyle = inks[box.ink];
    box.lines.forEach((line, i) => {
      const x = box.x + box.w / 2, y = box.y + i * box.font * 1.17;
      ctx.strokeText(line, x, y);
      ctx.fillText(line, x, y);
    });
  }
}
