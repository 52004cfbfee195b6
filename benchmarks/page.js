// When frames end, in milliseconds since the navigation, and the number of the first that holds shapes.
// Reading a pixel waits for what a frame has only noted down so far.
(() => {
  const p = CanvasRenderingContext2D.prototype, clear = p.clearRect, ends = window.frameEnds = [];
  let waiting = false;
  p.clearRect = function (...a) {
    if (!waiting) setTimeout(() => {
      waiting = false;
      if (this.canvas.width) this.getImageData(0, 0, 1, 1);
      ends.push(performance.now());
    }, 0);
    waiting = true;
    return clear.apply(this, a);
  };
  for (const name of ["stroke", "fill"]) {
    const paint = p[name];
    p[name] = function (...a) {
      if (window.painted === undefined) window.painted = ends.length;
      return paint.apply(this, a);
    };
  }

  // Milliseconds from an act to the end of the next frame.
  const untilDrawn = (act) => new Promise((done) => {
    const n = ends.length, start = performance.now();
    const wait = () => { if (ends.length > n) done(ends[ends.length - 1] - start); else setTimeout(wait, 2); };
    act();
    wait();
  });
  window.zoomed = () => untilDrawn(() => {
    const canvas = document.querySelector("canvas"), r = canvas.getBoundingClientRect();
    canvas.dispatchEvent(new WheelEvent("wheel", { deltaY: -240, clientX: r.left + r.width / 2, clientY: r.top + r.height / 2, bubbles: true, cancelable: true }));
  });
  window.filtered = () => untilDrawn(() => document.querySelector("#legend [data-key='status Planned']").click());
})();
