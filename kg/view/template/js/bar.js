// The bar at the top, and what the drawing is narrowed to.
const VIEWS = [["people", "people"], ["happened", "happened"], ["table", "table"]];

function renderBar() {
  document.documentElement.lang = language;
  document.title = say("title");
  byId("title").textContent = say("title");
  byId("views").setAttribute("aria-label", say("views"));
  byId("views").replaceChildren(...VIEWS.map(([view, word]) => el("button", { "aria-pressed": String(state.view === view), onclick: () => change({ view }) }, say(word))));
  const other = Object.keys(data.words).find((x) => x !== language);
  byId("tools").replaceChildren(
    downloads(), el("button", { class: "plain", lang: other, title: say("language_hint"), onclick: () => speak(other) }, say("language")),
    el("button", { class: "plain", "aria-label": say("help"), title: say("help"), onclick: openHelp }, "?"));
}

// How many there are, and how many of all nodes the drawing holds.
function renderCounts() {
  const of = (is) => items.filter((_, i) => is(i)).length, isEntity = (i) => !isEvent(i) && !isArticle(i);
  const here = of((i) => !isArticle(i) && present(i));
  const all = say("counts", { articles: number(of(isArticle)), entities: number(of((i) => isEntity(i) && present(i))), events: number(of((i) => isEvent(i) && present(i))) });
  byId("counts").textContent = here < data.total ? `${say("part", { shown: number(here), total: number(data.total) })} · ${all}` : all;
}

// What the drawing is narrowed to, each with a way back.
function renderNow() {
  const chip_ = (words, act) => el("span", { class: "now" }, words, el("button", { "aria-label": `${say("undo")} : ${words}`, title: say("undo"), onclick: act }, "✕"));
  const { around, away, seeking } = state;
  const chips = [
    seeking === null ? null : chip_(say("seeking", { name: nameOf(seeking) }), () => change({ seeking: null })),
    around === null ? null : chip_(say("around_now", { name: nameOf(around) }), () => change({ around: null })),
    away.size ? chip_(say(away.size === 1 ? "hidden_one" : "hidden_now", { n: number(away.size) }), () => change({ away: new Set() })) : null,
  ].filter(Boolean);
  const narrowed = chips.length || state.opened.size || state.range || !state.undated || Object.entries(state.off).some(([facet, off]) => String([...off]) !== String([...nothingOff()[facet]]));
  byId("now").replaceChildren(...chips, narrowed ? el("button", { class: "plain", id: "reset", onclick: showAll }, say("reset")) : "");
}

function speak(other) {
  language = other;
  change({ language: other });
}

listen((keys) => {
  if (keys.has("language") || keys.has("view")) renderBar();
  if (keys.has("language") || filtering(keys)) {
    renderCounts();
    renderNow();
  }
});
