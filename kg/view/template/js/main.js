// The keys, and the start.
const onDrawing = (act) => () => { if (state.view !== "table") act(); };
const KEYS = {
  "/": () => byId("query").focus(),
  "?": () => openHelp(),
  0: onDrawing(() => fit()), "+": onDrawing(() => zoomBy(1.4)), "-": onDrawing(() => zoomBy(1 / 1.4)),
  m: onDrawing(() => change({ moving: !state.moving })), u: () => showAll(),
  Escape: () => (state.seeking === null ? select(null) : change({ seeking: null })),
  1: () => change({ view: "people" }), 2: () => change({ view: "happened" }), 3: () => change({ view: "table" }),
  ...Object.fromEntries(DEEDS.map(([key, , act]) => [key, onSelected(act)])),
};

document.addEventListener("keydown", (event) => {
  const typing = event.target.matches("input:not([type=range]), textarea, select") || byId("help").open;
  if (typing || event.ctrlKey || event.metaKey || event.altKey || !Object.hasOwn(KEYS, event.key)) return;
  event.preventDefault();
  KEYS[event.key]();
});

if (location.hash.length > 1) readFragment();
else change({ language, view: state.view, opened: state.opened });
