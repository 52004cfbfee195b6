// Notes what a frame paints on the canvas, in pixels of the window: names, discs, and lines between nodes.
(() => {
  const pen = window.pen = { texts: [], discs: [], lines: [], frames: 0 }, p = CanvasRenderingContext2D.prototype;
  const at = (ctx, x, y) => {
    const q = ctx.getTransform().transformPoint({ x, y }), r = ctx.canvas.getBoundingClientRect(), k = r.width / ctx.canvas.width;
    return [r.left + q.x * k, r.top + q.y * k];
  };
  const wrap = (name, note) => {
    const own = p[name];
    p[name] = function (...a) {
      note(this, a);
      return own.apply(this, a);
    };
  };
  wrap("clearRect", (ctx, [, , width]) => {
    if (width < ctx.canvas.width / 3) return;
    Object.assign(pen, { texts: [], discs: [], lines: [] });
    pen.frames++;
  });
  wrap("fillText", (ctx, [text, x, y]) => {
    const font = parseFloat(ctx.font), w = ctx.measureText(text).width;
    const [l, t] = at(ctx, x - w / 2, y), [r, b] = at(ctx, x + w / 2, y + font);
    pen.texts.push({ text, l, t, r, b });
  });
  wrap("arc", (ctx, [x, y]) => { pen.discs.push(at(ctx, x, y)); });
  let from = null;
  wrap("moveTo", (ctx, a) => { from = at(ctx, ...a); });
  wrap("lineTo", (ctx, a) => {
    const to = at(ctx, ...a);
    if (from && Math.hypot(to[0] - from[0], to[1] - from[1]) > 60) pen.lines.push([from, to]);
    from = null;
  });
})();
