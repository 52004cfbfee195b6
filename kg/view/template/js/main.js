// The bar at the top, the keys, and the start.
const VIEWS = [["people", "people"], ["happened", "happened"], ["table", "table"]];

function renderBar() {
  document.documentElement.lang = language;
  document.title = say("title");
  byId("title").textContent = say("title");
  byId("counts").textContent = counts();
  byId("views").setAttribute("aria-label", say("views"));
  byId("views").replaceChildren(...VIEWS.map(([view, word]) => el("button", { "aria-pressed": String(state.view === view), onclick: () => change({ view }) }, say(word))));
  const other = Object.keys(data.words).find((x) => x !== language);
  byId("tools").replaceChildren(
    el("button", { class: "plain", lang: other, title: say("language_hint"), onclick: () => speak(other) }, say("language")),
    el("button", { class: "plain", "aria-label": say("help"), title: say("help"), onclick: () => byId("help").showModal() }, "?"));
}

function counts() {
  const entities = items.filter((_, i) => !isEvent(i) && !isArticle(i)).length;
  const all = say("counts", { articles: number(items.filter((_, i) => isArticle(i)).length), entities: number(entities), events: number(eventNumbers.length) });
  const shown_ = entities + eventNumbers.length;
  return shown_ < data.total ? `${all} · ${say("part", { shown: number(shown_), total: number(data.total) })}` : all;
}

function speak(other) {
  language = other;
  change({ language: other });
}

const KEYS = {
  "/": () => byId("query").focus(),
  "?": () => byId("help").showModal(),
  0: () => state.view !== "table" && fit(),
  Escape: () => select(null),
  1: () => change({ view: "people" }), 2: () => change({ view: "happened" }), 3: () => change({ view: "table" }),
};

document.addEventListener("keydown", (event) => {
  const typing = event.target.matches("input, textarea, select") || byId("help").open;
  if (typing || event.ctrlKey || event.metaKey || event.altKey || !Object.hasOwn(KEYS, event.key)) return;
  event.preventDefault();
  KEYS[event.key]();
});

listen((keys) => { if (keys.has("language") || keys.has("view")) renderBar(); });
change({ language });
const asked = numberOf.get(decodeURIComponent(location.hash.slice(1)));
if (asked !== undefined) reveal(asked);
